#include "config.h"
#include "term/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/memory.h"
#include "term/terminal_private.h"

#include <curses.h>
#include <term.h>

/* A terminal may claim any size. Curses keeps sizes in shorts and a structure for each cell; no
 * wall of screens has more than this. The rest stays blank. */
#define MAX_COLS 1000
#define MAX_ROWS 500

/* How long leaving waits for a terminal that accepts nothing, before it leaves it as it is. */
#define ACCEPT_LIMIT_MS 500

/* More than curses takes until it has read the description of a terminal. It does not check all
 * of these allocations. */
#define CURSES_NEEDS_BYTES ((size_t)256 * 1024)

#define ADVICE "--list and --print work on any terminal"

/* Clicks and the wheel, where it is known also moves with a button held down, as SGR reports. */
#define MOUSE_ON "\033[?1000h\033[?1002h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1002l\033[?1000l"
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

static bool running;
static bool mouse; /* wanted */
static FILE *in_file;
static SCREEN *screen;

/* Modes that curses does not know. */
static void enter_modes(void)
{
    if (!terminal.xterm_like)
        return;
    term_send(PASTE_ON);
    if (mouse)
        term_send(MOUSE_ON);
}

static void leave_modes(void)
{
    term_await_answers();
    if (!terminal.xterm_like)
        return;
    if (mouse)
        term_send(MOUSE_OFF);
    term_send(PASTE_OFF);
}

static const char *capability(const char *name)
{
    const char *value = tigetstr(name);
    return value == (char *)-1 || value == NULL ? "" : value;
}

static void prepare_restore(void)
{
    snprintf(terminal.restore, sizeof terminal.restore, "%s%s%s%s",
             terminal.xterm_like ? MOUSE_OFF PASTE_OFF : "", capability("sgr0"),
             capability("cnorm"), capability("rmcup"));
    /* write() would show padding marks such as $<5>. */
    if (strstr(terminal.restore, "$<") != NULL)
        terminal.restore[0] = '\0';
}

static void close_input(void)
{
    if (in_file != NULL)
        fclose(in_file);
    in_file = NULL;
    if (terminal.in > STDERR_FILENO)
        close(terminal.in);
}

/* Curses gets a descriptor of its own. */
static FILE *copy_input(void)
{
    int copy = fcntl(terminal.in, F_DUPFD_CLOEXEC, 0);
    FILE *file = copy >= 0 ? fdopen(copy, "r") : NULL;
    if (copy >= 0 && file == NULL)
        close(copy);
    return file;
}

/* Reads keys from standard input, or from /dev/tty when that is no terminal. */
static bool open_input(struct sb_error *err)
{
    terminal.in = STDIN_FILENO;
    if (!isatty(STDIN_FILENO)) {
        terminal.in = open("/dev/tty", O_RDONLY | O_CLOEXEC | O_NOCTTY);
        if (terminal.in < 0)
            return sb_error_set(err, SB_ERR_TERMINAL,
                                "standard input is not a terminal and /dev/tty does not open: %s",
                                strerror(errno));
    }
    in_file = copy_input();
    if (in_file != NULL)
        return true;
    sb_error_set(err, SB_ERR_TERMINAL, "cannot read the terminal: %s", strerror(errno));
    close_input();
    return false;
}

/* The size as the system knows it, at most what is drawn. 0: unknown. */
static void known_size(int *cols, int *rows)
{
    struct winsize size = {0};
    ioctl(terminal.out, TIOCGWINSZ, &size);
    *cols = size.ws_col < MAX_COLS ? size.ws_col : MAX_COLS;
    *rows = size.ws_row < MAX_ROWS ? size.ws_row : MAX_ROWS;
}

/* Follows a new size of the terminal. Without a known size, curses keeps its own. */
static void follow_size(void)
{
    int cols, rows;
    known_size(&cols, &rows);
    cols = cols > 0 ? cols : COLS;
    rows = rows > 0 ? rows : LINES;
    if (rows != LINES || cols != COLS)
        resizeterm(rows, cols);
}

static void set_or_unset(const char *variable, int value)
{
    char text[16];
    snprintf(text, sizeof text, "%d", value);
    if (value > 0)
        setenv(variable, text, 1);
    else
        unsetenv(variable);
}

/* Leaves curses once and enters it again, unseen. Until it was left once, ncurses writes at every
 * movement of the cursor, 30 times a frame; from then on once a frame. */
static void end_early_writes(void)
{
    reset_shell_mode(); /* writes what newterm() left in the buffer, such as smcup and enacs */
    term_divert_output();
    if (!term_is_diverted())
        return;
    endwin();
    doupdate(); /* there is nothing yet that refresh() would copy first */
    term_reclaim_output();
}

/* Says to curses how large the terminal is: it takes that from the environment. (use_env(FALSE)
 * would have it ask the system, but then ncurses 6.5 does not start on a terminal without a size.)
 * What a shell exported may belong to another terminal. */
static void announce_size(void)
{
    int cols, rows;
    known_size(&cols, &rows);
    set_or_unset("COLUMNS", cols);
    set_or_unset("LINES", rows);
}

/* Programs that are started from here find out for themselves. */
static void end_announcement(void)
{
    unsetenv("COLUMNS");
    unsetenv("LINES");
}

/* newterm() sets no errno; try dup() to find out whether we ran out of descriptors. */
static void report_no_curses(struct sb_error *err)
{
    int result = 0;
    if (setupterm(NULL, terminal.out, &result) != OK) {
        sb_error_set(err, SB_ERR_TERMINAL, "TERM is '%s', which is no known terminal; " ADVICE,
                     getenv("TERM"));
        return;
    }
    del_curterm(cur_term);
    int copy = dup(terminal.out);
    sb_error_set(err, SB_ERR_TERMINAL, "the terminal '%s' cannot be used: %s", getenv("TERM"),
                 copy < 0 ? strerror(errno) : "curses does not start");
    if (copy >= 0)
        close(copy);
}

/* Ends curses before it has shown anything. */
static void abandon_curses(void)
{
    term_divert_output();
    endwin();
    term_reclaim_output();
    tcsetattr(terminal.out, TCSANOW, &terminal.old_modes);
    delscreen(screen);
}

/* Starts curses on a terminal that can be drawn on, which is known only when curses has read its
 * description: reading it before would double that. Else changes nothing and sets *err. */
static bool start_screen(struct sb_error *err)
{
    const char *name = getenv("TERM");
    if (name == NULL || name[0] == '\0')
        return sb_error_set(err, SB_ERR_TERMINAL, "TERM is not set; " ADVICE);
    free(xmalloc(CURSES_NEEDS_BYTES));
    screen = newterm(NULL, stdout, in_file);
    if (screen == NULL) {
        report_no_curses(err);
        return false;
    }
    if (capability("cup")[0] == '\0') {
        abandon_curses();
        return sb_error_set(err, SB_ERR_TERMINAL,
                            "TERM is '%s', which cannot move the cursor; " ADVICE, name);
    }
    terminal.xterm_like = capability("kmous")[0] != '\0';
    prepare_restore();
    end_early_writes();
    return true;
}

/* Lets output pass as it is: curses writes no line ends, and the system would look at each byte. */
static void stop_output_processing(void)
{
    struct termios modes;
    if (tcgetattr(terminal.out, &modes) != 0)
        return;
    modes.c_oflag &= ~(tcflag_t)OPOST;
    tcsetattr(terminal.out, TCSANOW, &modes);
    def_prog_mode(); /* for coming back from a stop or another program */
}

bool term_start(const struct term_setup *setup, struct sb_error *err)
{
    /* Refuse what cannot be used before anything changes. */
    terminal.out = STDOUT_FILENO;
    if (!open_input(err))
        return false;
    tcgetattr(terminal.out, &terminal.old_modes);
    announce_size();
    term_note_signals();
    bool started = start_screen(err);
    end_announcement();
    if (!started) {
        close_input();
        return false;
    }

    /* From here on, every way out restores the terminal. */
    running = true;
    term_catch_signals();

    /* Keys come one by one, Ctrl-C among them; nothing waits for them or shows them. */
    raw();
    noecho();
    nonl();
    stop_output_processing();
    typeahead(-1);
    leaveok(stdscr, FALSE);

    term_start_output(setup);
    mouse = setup->mouse;
    enter_modes();
    /* The size may have changed since curses asked for it. */
    follow_size();
    return true;
}

/* Does the terminal accept output, now or soon? */
static bool accepts_output(void)
{
    struct pollfd output = {.fd = terminal.out, .events = POLLOUT};
    return poll(&output, 1, ACCEPT_LIMIT_MS) > 0;
}

/* Restores the line settings, and after a signal what could not be sent to the terminal before. */
static void restore_terminal(void)
{
    bool diverted = term_is_diverted();
    term_reclaim_output();
    if (diverted && accepts_output())
        term_send(terminal.restore);
    term_begin_output();
    /* Waits for the output, if that has an end. */
    if (tcsetattr(terminal.out, TCSADRAIN, &terminal.old_modes) != 0)
        tcsetattr(terminal.out, TCSANOW, &terminal.old_modes);
    term_end_output();
}

void term_stop(void)
{
    if (!running)
        return;
    running = false;
    if (term_signals.end)
        term_limit_leaving();
    term_lend();
    restore_terminal();
    term_release_signals();
    delscreen(screen);
    close_input();
    term_stop_output();
}

void term_size(int *cols, int *rows)
{
    *cols = COLS;
    *rows = LINES;
}

void term_set_mouse(bool on)
{
    if (terminal.xterm_like && on != mouse)
        term_send(on ? MOUSE_ON : MOUSE_OFF);
    mouse = on;
}

void term_lend(void)
{
    leave_modes();
    term_begin_output();
    endwin();
    /* Without an alternate screen the last frame stays, and a prompt would be written into its last
     * line. */
    if (capability("rmcup")[0] == '\0') {
        putp(capability("el"));
        fflush(stdout);
    }
    term_end_output();
}

/* Another program may have left the terminal in any state. */
void term_take_back(void)
{
    reset_prog_mode();
    curs_set(1); /* term_draw() then hides the cursor, whatever curses believes it to be */
    enter_modes();
    term_signals.resume = 0;
    term_signals.resize = 1;
    term_redraw();
}

/* Takes the terminal back after a stop that could not be caught (SIGSTOP). */
static void resume(void)
{
    /* Another program may have left the alternate screen. */
    putp(capability("smcup"));
    fflush(stdout);
    term_take_back();
}

void term_suspend(void)
{
    struct sigaction act = {.sa_handler = SIG_DFL}, old;
    sigset_t mask, before;
    term_signals.stop = 0;
    sigaction(SIGTSTP, NULL, &old);
    if (old.sa_handler == SIG_IGN) /* the parent would not continue us */
        return;
    term_lend();
    sigemptyset(&act.sa_mask);
    sigaction(SIGTSTP, &act, NULL);
    sigemptyset(&mask);
    sigaddset(&mask, SIGTSTP);
    sigaddset(&mask, SIGCONT); /* do not report the one that ends this stop */
    /* The whole process group, as Ctrl-Z does. It stops when the signal is unblocked. */
    kill(0, SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &mask, &before);
    sigprocmask(SIG_SETMASK, &before, NULL);
    sigaction(SIGTSTP, &old, NULL);
    term_take_back();
}

/* Does what signals asked for. Returns an event, or TERM_NOTHING. */
static enum term_event obey_signals(void)
{
    if (term_signals.end)
        return TERM_SIGNAL;
    if (term_signals.stop)
        term_suspend();
    if (term_signals.resume)
        resume();
    if (!term_signals.resize)
        return TERM_NOTHING;
    term_signals.resize = 0;
    follow_size();
    return TERM_RESIZE;
}

enum term_event term_next(struct key_event *event, const struct term_wait *wait)
{
    enum term_event what;
    do
        what = obey_signals();
    while (what == TERM_NOTHING && !term_read_event(event, wait, &what));
    return what;
}
