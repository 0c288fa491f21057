#include "config.h"
#include "term/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>

/* Last: its KEY_ macros would otherwise take the names of key.h apart. */
#include <curses.h>
#include <term.h>

#define ESCDELAY_DEFAULT_MS 25
#define ESCDELAY_MAX_MS 10000
/* A paste pauses for less on the slowest line; one without an end must not take the keys for good.
 */
#define PASTE_LIMIT_MS 1000
/* Silence after which the end of a control string is no longer expected. Keys are lost until then,
 * so that it is short after a start without text, which Alt-] looks like; a slow line may send the
 * text in parts. */
#define STRING_START_LIMIT_MS 100
#define STRING_LIMIT_MS 500

/* A terminal may claim any size. Curses keeps sizes in shorts and a structure for each cell; no
 * wall of screens has more than this. The rest stays blank. */
#define MAX_COLS 1000
#define MAX_ROWS 500

#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

static struct {
    bool running;
    const struct theme *theme;
    bool color; /* wanted */
    enum color_depth colors;
    bool line_drawing;
    bool mouse;      /* wanted */
    bool xterm_like; /* knows mouse reports and bracketed paste */
    bool repaint;
    int in, out; /* descriptors of the terminal */
    FILE *in_file;
    SCREEN *screen;
    int escdelay_ms;
    struct key_decoder decoder;
    struct frame shown; /* what curses has been given */
    sigset_t old_mask;
    struct termios old_termios;
    char restore[256]; /* what a crash writes: cursor, attributes, screen */
} term;

static volatile sig_atomic_t got_end, got_resize, got_stop, got_continue;

/* --- Signals --------------------------------------------------------------------------------- */

static void on_end(int number)
{
    got_end = number;
}

static void on_resize(int number)
{
    (void)number;
    got_resize = 1;
}

static void on_stop(int number)
{
    (void)number;
    got_stop = 1;
}

static void on_continue(int number)
{
    (void)number;
    got_continue = 1;
}

/* A crash cannot run curses: only what POSIX allows in a handler. */
static void on_crash(int number)
{
    ssize_t written = write(term.out, term.restore, strlen(term.restore));
    (void)written;
    tcsetattr(term.out, TCSANOW, &term.old_termios);
    signal(number, SIG_DFL);
    raise(number);
}

static const struct {
    int number;
    void (*handler)(int);
    bool blocked; /* delivered only while waiting, so that no test of a flag races with it */
} handlers[] = {
    {SIGINT, on_end, true},       {SIGTERM, on_end, true},     {SIGHUP, on_end, true},
    {SIGQUIT, on_end, true},      {SIGWINCH, on_resize, true}, {SIGTSTP, on_stop, true},
    {SIGCONT, on_continue, true}, {SIGSEGV, on_crash, false},  {SIGBUS, on_crash, false},
    {SIGILL, on_crash, false},    {SIGFPE, on_crash, false},   {SIGABRT, on_crash, false},
};

#define HANDLER_COUNT (sizeof handlers / sizeof handlers[0])

static struct sigaction old_actions[HANDLER_COUNT];

static void catch_signals(void)
{
    sigset_t mask;
    sigemptyset(&mask);
    for (size_t i = 0; i < HANDLER_COUNT; i++) {
        struct sigaction action = {.sa_handler = handlers[i].handler};
        struct sigaction *old = &old_actions[i];
        sigemptyset(&action.sa_mask);
        sigaction(handlers[i].number, NULL, old);
        /* What the parent wants ignored (nohup) stays ignored. */
        if (old->sa_handler == SIG_IGN && handlers[i].number != SIGWINCH)
            continue;
        sigaction(handlers[i].number, &action, NULL);
        if (handlers[i].blocked)
            sigaddset(&mask, handlers[i].number);
    }
    sigprocmask(SIG_BLOCK, &mask, &term.old_mask);
}

/* A terminal that goes away may say so several times, and what is saved now, position and
 * bookmarks, must not be cut short by that: hanging up has had its effect. */
static void release_signals(void)
{
    for (size_t i = 0; i < HANDLER_COUNT; i++)
        if (handlers[i].number != SIGHUP)
            sigaction(handlers[i].number, &old_actions[i], NULL);
    signal(SIGHUP, SIG_IGN);
    sigprocmask(SIG_SETMASK, &term.old_mask, NULL);
}

int term_signal(void)
{
    return got_end;
}

/* --- Start and stop -------------------------------------------------------------------------- */

static void send(const char *text)
{
    ssize_t written = write(term.out, text, strlen(text));
    (void)written; /* nothing can be done about a terminal that takes no more */
}

/* Modes that curses does not know. */
static void enter_modes(void)
{
    if (!term.xterm_like)
        return;
    send(PASTE_ON);
    if (term.mouse)
        send(MOUSE_ON);
}

static void leave_modes(void)
{
    if (!term.xterm_like)
        return;
    if (term.mouse)
        send(MOUSE_OFF);
    send(PASTE_OFF);
}

static const char *capability(const char *name)
{
    const char *value = tigetstr(name);
    return value == (char *)-1 || value == NULL ? "" : value;
}

static void prepare_restore(void)
{
    snprintf(term.restore, sizeof term.restore, "%s%s%s%s",
             term.xterm_like ? MOUSE_OFF PASTE_OFF : "", capability("sgr0"), capability("cnorm"),
             capability("rmcup"));
    /* Padding marks ($<5>) would be shown as they are. */
    if (strstr(term.restore, "$<") != NULL)
        term.restore[0] = '\0';
}

/* Is $TERM a terminal that can be drawn on? Checked before curses, which would exit. */
static bool check_term(struct sb_error *err)
{
    static const char advice[] = "--list and --print work on any terminal";
    const char *name = getenv("TERM");
    int result = 0;
    if (name == NULL || name[0] == '\0')
        return sb_error_set(err, SB_ERR_TERMINAL, "TERM is not set; %s", advice);
    if (setupterm(NULL, term.out, &result) != OK)
        return sb_error_set(err, SB_ERR_TERMINAL, "TERM is '%s', which is no known terminal; %s",
                            name, advice);
    bool usable = capability("cup")[0] != '\0';
    term.xterm_like = capability("kmous")[0] != '\0';
    prepare_restore();
    del_curterm(cur_term);
    if (!usable)
        return sb_error_set(err, SB_ERR_TERMINAL, "TERM is '%s', which cannot move the cursor; %s",
                            name, advice);
    return true;
}

/* Keys come from standard input, or from the terminal when that is something else. */
static bool open_input(struct sb_error *err)
{
    term.in = STDIN_FILENO;
    if (!isatty(STDIN_FILENO)) {
        term.in = open("/dev/tty", O_RDONLY | O_CLOEXEC | O_NOCTTY);
        if (term.in < 0)
            return sb_error_set(err, SB_ERR_TERMINAL,
                                "standard input is not a terminal and /dev/tty does not open: %s",
                                strerror(errno));
    }
    int copy = dup(term.in);
    term.in_file = copy >= 0 ? fdopen(copy, "r") : NULL;
    if (term.in_file == NULL)
        return sb_error_set(err, SB_ERR_TERMINAL, "cannot read the terminal: %s", strerror(errno));
    return true;
}

static void close_input(void)
{
    if (term.in_file != NULL)
        fclose(term.in_file);
    term.in_file = NULL;
    if (term.in > STDERR_FILENO)
        close(term.in);
}

static void start_colors(void)
{
    term.colors = COLOR_DEPTH_NONE;
    if (!term.color || !has_colors() || start_color() == ERR)
        return;
    term.colors = COLORS >= 256 ? COLOR_DEPTH_256 : COLOR_DEPTH_8;
    short background = use_default_colors() == OK ? -1 : COLOR_BLACK;
    for (short role = 0; role < ROLE_COUNT; role++) {
        struct style style = theme_style(term.theme, (enum role)role);
        int color = style_color(&style, term.colors);
        if (color != COLOR_NONE)
            init_pair((short)(role + 1), (short)color, background);
    }
}

static int escdelay_ms(void)
{
    const char *value = getenv("ESCDELAY");
    if (value == NULL || value[0] < '0' || value[0] > '9')
        return ESCDELAY_DEFAULT_MS;
    long delay = strtol(value, NULL, 10);
    return delay > ESCDELAY_MAX_MS ? ESCDELAY_MAX_MS : (int)delay;
}

/* The terminal's size as the system knows it, within what is drawn. 0 where that is unknown. */
static void known_size(int *cols, int *rows)
{
    struct winsize size = {0};
    ioctl(term.out, TIOCGWINSZ, &size);
    *cols = size.ws_col < MAX_COLS ? size.ws_col : MAX_COLS;
    *rows = size.ws_row < MAX_ROWS ? size.ws_row : MAX_ROWS;
}

/* Curses keeps its own size where that of the system is unknown. */
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

/* Starts curses with the known size, which it takes from the environment. (use_env(FALSE) would
 * have it ask the system, but since ncurses 6.5 it then starts on no terminal without a size.) What
 * a shell exported says nothing of this terminal. */
static SCREEN *start_curses(void)
{
    int cols, rows;
    known_size(&cols, &rows);
    set_or_unset("COLUMNS", cols);
    set_or_unset("LINES", rows);
    SCREEN *screen = newterm(NULL, stdout, term.in_file);
    unsetenv("COLUMNS");
    unsetenv("LINES");
    return screen;
}

bool term_start(const struct term_setup *setup, struct sb_error *err)
{
    term.out = STDOUT_FILENO;
    term.theme = setup->theme;
    term.color = setup->color;
    term.mouse = setup->mouse;
    term.line_drawing = setup->line_drawing;
    term.escdelay_ms = escdelay_ms();
    if (!check_term(err))
        return false;
    if (!open_input(err))
        return false;
    tcgetattr(term.out, &term.old_termios);

    term.screen = start_curses();
    if (term.screen == NULL) {
        /* It leaves no reason; that nothing can be opened is one. */
        bool no_descriptor = dup(term.out) < 0;
        const char *reason = no_descriptor ? strerror(errno) : "curses does not start";
        close_input();
        return sb_error_set(err, SB_ERR_TERMINAL, "the terminal '%s' cannot be used: %s",
                            getenv("TERM"), reason);
    }
    term.running = true;
    catch_signals();
    raw();
    noecho();
    nonl();
    typeahead(-1);
    leaveok(stdscr, FALSE);
    start_colors();
    enter_modes();
    follow_size();
    term.repaint = true;
    return true;
}

void term_stop(void)
{
    if (!term.running)
        return;
    term.running = false;
    leave_modes();
    endwin();
    tcsetattr(term.out, TCSADRAIN, &term.old_termios);
    release_signals();
    delscreen(term.screen);
    close_input();
    frame_free(&term.shown);
}

void term_size(int *cols, int *rows)
{
    *cols = COLS;
    *rows = LINES;
}

void term_set_mouse(bool on)
{
    if (term.xterm_like && on != term.mouse)
        send(on ? MOUSE_ON : MOUSE_OFF);
    term.mouse = on;
}

static void add_base64(struct strbuf *out, const char *bytes, size_t len)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < len; i += 3) {
        size_t count = len - i < 3 ? len - i : 3;
        unsigned long group = 0;
        for (size_t k = 0; k < 3; k++)
            group = group << 8 | (k < count ? (unsigned char)bytes[i + k] : 0);
        for (size_t k = 0; k < 4; k++)
            strbuf_putc(out, k <= count ? digits[group >> (18 - 6 * k) & 63] : '=');
    }
}

bool term_copy(const char *text, size_t len, size_t max_bytes, size_t *sent_bytes)
{
    /* The Linux console reports the mouse like xterm, but shows what it does not understand. */
    if (!term.xterm_like || strncmp(getenv("TERM"), "linux", 5) == 0)
        return false;
    if (len > max_bytes) {
        len = max_bytes;
        while (len > 0 && text[len - 1] != '\n')
            len--;
    }
    struct strbuf sequence = STRBUF_INIT;
    strbuf_puts(&sequence, "\033]52;c;");
    add_base64(&sequence, text, len);
    strbuf_putc(&sequence, '\a');
    send(strbuf_str(&sequence));
    strbuf_clear(&sequence);
    *sent_bytes = len;
    return true;
}

/* After the process was stopped: the shell may have left the terminal in any state. */
static void take_back(void)
{
    reset_prog_mode();
    curs_set(1); /* term_draw() then hides the cursor, whatever curses believes it to be */
    enter_modes();
    got_continue = 0;
    got_resize = 1;
    term.repaint = true;
}

void term_suspend(void)
{
    got_stop = 0;
    leave_modes();
    endwin();
    struct sigaction act = {.sa_handler = SIG_DFL}, old;
    sigset_t mask, before;
    sigemptyset(&act.sa_mask);
    sigaction(SIGTSTP, &act, &old);
    sigemptyset(&mask);
    sigaddset(&mask, SIGTSTP);
    sigaddset(&mask, SIGCONT); /* the one that ends this stop is not news afterwards */
    /* The whole process group, as the terminal's own Ctrl-Z; it stops when unblocked. */
    kill(0, SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &mask, &before);
    sigprocmask(SIG_SETMASK, &before, NULL);
    sigaction(SIGTSTP, &old, NULL);
    take_back();
}

/* --- Drawing --------------------------------------------------------------------------------- */

static bool same_cell(const struct cell *a, const struct cell *b)
{
    return a->len == b->len && a->role == b->role && a->flags == b->flags &&
           memcmp(a->text, b->text, a->len) == 0;
}

/* Narrows the columns [*first, *end) of a row to those that curses does not have yet; both
 * halves of a wide character, be it the old or the new one. False when there are none. */
static bool changed_part(const struct frame *frame, int row, int *first, int *end)
{
    const struct cell *now = frame_cell(frame, row, 0), *old = frame_cell(&term.shown, row, 0);
    int from = *first, to = *end;
    while (from < to && same_cell(&now[from], &old[from]))
        from++;
    while (to > from && same_cell(&now[to - 1], &old[to - 1]))
        to--;
    if (from == to)
        return false;
    while (from > *first && (now[from].len == 0 || old[from].len == 0))
        from--;
    while (to < *end && (now[to].len == 0 || old[to].len == 0))
        to++;
    *first = from;
    *end = to;
    return true;
}

/* How curses shows a cell, apart from its text. */
struct look {
    attr_t attributes;
    short pair;
};

static struct look look_of(const struct cell *cell)
{
    struct style style = theme_style(term.theme, (enum role)cell->role);
    struct look look = {A_NORMAL, 0};
    if (style.bold)
        look.attributes |= A_BOLD;
    /* The bar of a selected row is of one colour. */
    bool selected = cell->flags & CELL_SELECTED;
    if (!selected && style_is_dim(&style, term.colors))
        look.attributes |= A_DIM;
    if (cell->flags & CELL_CURRENT)
        look.attributes |= A_BOLD;
#ifdef A_ITALIC
    if (style.italic)
        look.attributes |= A_ITALIC;
#endif
    if (style.underline)
        look.attributes |= A_UNDERLINE;
    if (selected)
        look.attributes |= A_REVERSE;
    if (cell->flags & CELL_MATCH)
        look.attributes |= A_BOLD | A_UNDERLINE;
    if (!selected && style_color(&style, term.colors) != COLOR_NONE)
        look.pair = (short)(cell->role + 1);
    return look;
}

/* Where borders are drawn with the terminal's own characters, a frame has ASCII in their place. */
static const cchar_t *line_character(const struct cell *cell)
{
    return cell->text[0] == '-' ? WACS_HLINE : cell->text[0] == '+' ? WACS_BTEE : WACS_VLINE;
}

/* The characters of a cell, the first with its combining ones, in the locale's encoding. */
static void cell_characters(const struct cell *cell, wchar_t characters[CCHARW_MAX + 1])
{
    mbstate_t shift = {0};
    size_t count = 0, len = 0;
    for (size_t i = 0; i < cell->len && count < CCHARW_MAX; i += len) {
        len = mbrtowc(&characters[count], cell->text + i, cell->len - i, &shift);
        if (len == 0 || len > cell->len - i)
            break;
        count++;
    }
    if (count == 0)
        characters[count++] = L'?';
    characters[count] = L'\0';
}

static void put_cell(const struct cell *cell, const struct look *look, cchar_t *out)
{
    wchar_t characters[CCHARW_MAX + 1] = {0};
    attr_t attributes = look->attributes;
    if (cell->flags & CELL_LINE && term.line_drawing) {
        attr_t drawing;
        short pair;
        getcchar(line_character(cell), characters, &drawing, &pair, NULL);
        attributes |= drawing;
    } else if (cell->flags & CELL_BAR && look->pair == 0) {
        characters[0] = L' ';
    } else if (cell->len == 1) {
        characters[0] = (unsigned char)cell->text[0];
    } else {
        cell_characters(cell, characters);
    }
    setcchar(out, characters, attributes, look->pair, NULL);
}

/* Gives the columns [first, end) of a row to curses: narrow characters together, which takes a
 * fraction of the time; wide ones alone, since curses takes their count for columns. */
static void draw_part(const struct frame *frame, int row, int first, int end)
{
    const struct cell *cells = frame_cell(frame, row, 0);
    const struct cell *styled = NULL; /* the last whose look was found out */
    struct look look = {A_NORMAL, 0};
    cchar_t run[64];
    const int room = sizeof run / sizeof run[0];
    int count = 0;
    for (int col = first; col < end; col++) {
        const struct cell *cell = &cells[col];
        if (cell->len == 0)
            continue; /* the right half of a wide one */
        if (styled == NULL || cell->role != styled->role || cell->flags != styled->flags)
            look = look_of(cell);
        styled = cell;
        put_cell(cell, &look, &run[count++]);
        bool wide = col + 1 < frame->cols && cells[col + 1].len == 0;
        bool wide_next = col + 2 < frame->cols && cells[col + 2].len == 0;
        if (wide || wide_next || count == room || col + 1 == end) {
            mvadd_wchnstr(row, col - count + 1, run, count);
            count = 0;
        }
    }
}

void term_draw(const struct frame *frame)
{
    if (term.shown.cols != frame->cols || term.shown.rows != frame->rows) {
        erase();
        frame_resize(&term.shown, frame->cols, frame->rows);
    }
    if (term.repaint)
        clearok(curscr, TRUE);
    term.repaint = false;
    for (int row = 0; row < frame->rows && row < LINES; row++) {
        int first = 0, end = frame->cols < COLS ? frame->cols : COLS;
        if (changed_part(frame, row, &first, &end))
            draw_part(frame, row, first, end);
    }
    memcpy(term.shown.cells, frame->cells,
           (size_t)frame->cols * (size_t)frame->rows * sizeof *frame->cells);
    curs_set(frame->show_cursor);
    move(frame->cursor_row, frame->cursor_col);
    refresh();
}

void term_redraw(void)
{
    term.repaint = true;
}

/* --- Input ----------------------------------------------------------------------------------- */

/* Waits until there is input, a signal, or the time is over. Returns what pselect() does. */
static int wait_input(int timeout_ms)
{
    struct timespec limit = {timeout_ms / 1000, (long)(timeout_ms % 1000) * 1000000};
    sigset_t mask = term.old_mask;
    fd_set input;
    FD_ZERO(&input);
    FD_SET(term.in, &input);
    return pselect(term.in + 1, &input, NULL, NULL, timeout_ms < 0 ? NULL : &limit, &mask);
}

/* False when the terminal is gone. */
static bool read_input(void)
{
    char bytes[1024];
    size_t room = key_room(&term.decoder);
    ssize_t count = read(term.in, bytes, room < sizeof bytes ? room : sizeof bytes);
    if (count > 0)
        key_feed(&term.decoder, bytes, (size_t)count);
    return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN));
}

/* How long to wait for the rest of what has begun; -1 when nothing has. */
static int rest_limit_ms(void)
{
    if (key_is_pasting(&term.decoder))
        return PASTE_LIMIT_MS;
    if (!key_is_pending(&term.decoder))
        return -1;
    enum key_string string = key_string(&term.decoder);
    int limit_ms = string == KEY_STRING_NONE    ? 0
                   : string == KEY_STRING_BEGUN ? STRING_START_LIMIT_MS
                                                : STRING_LIMIT_MS;
    return limit_ms > term.escdelay_ms ? limit_ms : term.escdelay_ms;
}

enum term_event term_next(struct key_event *event, bool wait)
{
    for (;;) {
        if (got_end)
            return TERM_SIGNAL;
        if (got_stop)
            term_suspend();
        if (got_continue) {
            /* A stop that could not be seen: another program may have left the alternate screen. */
            putp(capability("smcup"));
            fflush(stdout);
            take_back();
        }
        if (got_resize) {
            got_resize = 0;
            follow_size();
            return TERM_RESIZE;
        }
        if (key_take(&term.decoder, false, event))
            return TERM_KEY;
        bool pasting = key_is_pasting(&term.decoder);
        int ready = wait_input(wait ? rest_limit_ms() : 0);
        if (ready > 0 && !read_input())
            return TERM_EOF;
        if (ready < 0 && errno != EINTR)
            return TERM_EOF;
        if (ready == 0 && !wait)
            return TERM_NOTHING;
        if (ready == 0 && pasting)
            key_end_paste(&term.decoder);
        else if (ready == 0 && key_take(&term.decoder, true, event))
            return TERM_KEY;
    }
}
