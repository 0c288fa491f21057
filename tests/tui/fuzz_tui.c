/*
 * Types nonsense at the browser in a pty: keys, mouse reports, pastes, broken and split sequences,
 * resizes, all from a seed that is printed. It must not crash, must answer a resize within a
 * second, must end with q or Ctrl-C afterwards, and must give the terminal back.
 *
 *     fuzz_tui [PROGRAM [SEEDS [BYTES [FIRST-SEED]]]]
 *
 * The program may also be a sanitizer's build: what it reports is printed.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "child.h"
#include "support/folder.h"

#define DEFAULT_SEEDS 2
#define DEFAULT_BYTES 20000
#define CHUNK_BYTES 2048 /* between two resizes */
#define ANSWER_MS 1000   /* of the program's own time */
#define LIMIT_MS 20000   /* on a machine that is busy with other things */
#define TAIL_BYTES 12000 /* of the output, shown when something goes wrong */
#define PAUSE_MS 40      /* longer than ESCDELAY */
#define KEYS_TO_END 12

struct session {
    const char *program;
    unsigned long seed;
    uint64_t random;
    pid_t pid; /* 0: not running */
    int master;
    struct termios before;
    int status;
    bool alternate;        /* the alternate screen is on */
    char tail[TAIL_BYTES]; /* the latest output, a ring */
    size_t output;         /* bytes of output so far */
    size_t restarts, resizes;
    double slowest_ms;
};

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static unsigned below(struct session *s, unsigned bound)
{
    uint64_t z = s->random += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (unsigned)((z ^ z >> 31) % bound);
}

static void resize(struct session *s)
{
    static const unsigned short cols[] = {1, 5, 19, 20, 40, 59, 60, 80, 99, 100, 133, 300};
    static const unsigned short rows[] = {1, 2, 5, 6, 10, 24, 30, 60, 120};
    struct winsize size = {.ws_col = cols[below(s, sizeof cols / sizeof cols[0])],
                           .ws_row = rows[below(s, sizeof rows / sizeof rows[0])]};
    struct winsize old = {0};
    ioctl(s->master, TIOCGWINSZ, &old);
    if (old.ws_col == size.ws_col && old.ws_row == size.ws_row)
        size.ws_row++;
    ioctl(s->master, TIOCSWINSZ, &size);
}

static void run_child(const struct session *s, const char *terminal)
{
    child_take_terminal(terminal);
    execl(s->program, s->program, "--builtin", (char *)NULL);
    _exit(127);
}

static bool start(struct session *s)
{
    s->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (s->master < 0 || grantpt(s->master) != 0 || unlockpt(s->master) != 0)
        return false;
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    ioctl(s->master, TIOCSWINSZ, &size);
    /* What is typed after a q goes to the terminal itself, and must not kill. */
    tcgetattr(s->master, &s->before);
    s->before.c_cc[VINTR] = s->before.c_cc[VQUIT] = s->before.c_cc[VSUSP] = _POSIX_VDISABLE;
    tcsetattr(s->master, TCSANOW, &s->before);
    tcgetattr(s->master, &s->before);
    fcntl(s->master, F_SETFL, O_NONBLOCK);
    s->alternate = false;
    const char *terminal = ptsname(s->master);
    s->pid = fork();
    if (s->pid == 0)
        run_child(s, terminal);
    return s->pid > 0;
}

/* Has it ended? Once it has, its status is kept. */
static bool has_ended(struct session *s)
{
    if (s->pid == 0)
        return true;
    pid_t pid = waitpid(s->pid, &s->status, WNOHANG | WUNTRACED);
    if (pid == s->pid && WIFSTOPPED(s->status))
        kill(s->pid, SIGCONT);
    else if (pid == s->pid)
        s->pid = 0;
    return s->pid == 0;
}

static void remember(struct session *s, const char *bytes, size_t len)
{
    static const char on[] = "\033[?1049h", off[] = "\033[?1049l";
    for (size_t i = 0; i < len; i++) {
        s->tail[s->output++ % TAIL_BYTES] = bytes[i];
        bool ends_on = s->output >= sizeof on - 1, ends_off = ends_on;
        for (size_t k = 0; (ends_on || ends_off) && k < sizeof on - 1; k++) {
            char c = s->tail[(s->output - 1 - k) % TAIL_BYTES];
            ends_on = ends_on && c == on[sizeof on - 2 - k];
            ends_off = ends_off && c == off[sizeof off - 2 - k];
        }
        s->alternate = ends_on || (s->alternate && !ends_off);
    }
}

/* Takes what the program has written; waits for it so long. True when there was something. */
static bool take_output(struct session *s, int wait_ms)
{
    char bytes[65536];
    struct pollfd output = {.fd = s->master, .events = POLLIN};
    if (poll(&output, 1, wait_ms) <= 0)
        return false;
    ssize_t count = read(s->master, bytes, sizeof bytes);
    if (count > 0)
        remember(s, bytes, (size_t)count);
    else if (output.revents & POLLHUP)
        poll(NULL, 0, wait_ms < 1 ? wait_ms : 1); /* it has ended; do not spin until it is reaped */
    return count > 0;
}

/* Processor time of the program in ms; on systems without /proc, time itself. */
static double own_time_ms(const struct session *s)
{
    char path[64], text[128];
    snprintf(path, sizeof path, "/proc/%ld/schedstat", (long)s->pid);
    FILE *file = fopen(path, "r");
    double ms = file != NULL && fgets(text, sizeof text, file) != NULL ? strtod(text, NULL) / 1e6
                                                                       : now_ms();
    if (file != NULL)
        fclose(file);
    return ms;
}

/* Waits until the program does something; false when it takes too long or has ended. */
static bool answers(struct session *s)
{
    double begin = now_ms(), own = own_time_ms(s);
    while (!has_ended(s)) {
        if (take_output(s, 20)) {
            double took = now_ms() - begin;
            s->slowest_ms = took > s->slowest_ms ? took : s->slowest_ms;
            return true;
        }
        double waited = now_ms() - begin;
        if (waited > LIMIT_MS || (waited > ANSWER_MS && own_time_ms(s) - own > ANSWER_MS))
            return false;
    }
    return false;
}

/* Types all of it; false when the program takes no more or has ended. */
static bool type(struct session *s, const char *bytes, size_t len)
{
    double begin = now_ms(), own = own_time_ms(s);
    while (len > 0 && !has_ended(s)) {
        ssize_t count = write(s->master, bytes, len);
        if (count > 0) {
            bytes += count;
            len -= (size_t)count;
            begin = now_ms();
            own = own_time_ms(s);
        }
        while (take_output(s, 0))
            continue;
        if (count <= 0)
            take_output(s, 1);
        double waited = now_ms() - begin;
        if (waited > LIMIT_MS || (waited > ANSWER_MS && own_time_ms(s) - own > ANSWER_MS))
            return false;
    }
    return len == 0;
}

struct text {
    char bytes[512];
    size_t len;
};

static void add(struct text *text, const char *bytes)
{
    size_t len = strlen(bytes);
    if (len < sizeof text->bytes - text->len) {
        memcpy(text->bytes + text->len, bytes, len);
        text->len += len;
    }
}

static void add_byte(struct text *text, unsigned byte)
{
    if (text->len < sizeof text->bytes)
        text->bytes[text->len++] = (char)byte;
}

/* Any bytes but those that end the program: these come now and then, on purpose. */
static void add_noise(struct session *s, struct text *text, unsigned count)
{
    while (count-- > 0) {
        unsigned byte = below(s, 256);
        add_byte(text, byte == 'q' || byte == 3 ? 'j' : byte);
    }
}

static void add_mouse(struct session *s, struct text *text)
{
    static const unsigned buttons[] = {0, 0, 0, 64, 65, 1, 2, 32, 35, 128, 4000000000};
    char report[64];
    unsigned wide = below(s, 20) == 0 ? 4000000000u : 140;
    snprintf(report, sizeof report, "\033[<%u;%u;%u%c",
             buttons[below(s, sizeof buttons / sizeof buttons[0])], below(s, wide), below(s, wide),
             below(s, 3) == 0 ? 'm' : 'M');
    add(text, report);
}

static void add_paste(struct session *s, struct text *text)
{
    static const char *const pasted[] = {"rate limit",
                                         "404\n410\r\n",
                                         "q",
                                         "\003",
                                         "\xe2\x82\xac",
                                         "\033[A",
                                         "class:4 -is:unofficial",
                                         "\033]52;c;x\a"};
    add(text, "\033[200~");
    for (unsigned i = below(s, 4); i > 0; i--)
        add(text, pasted[below(s, sizeof pasted / sizeof pasted[0])]);
    add_noise(s, text, below(s, 40));
    add(text, "\033[201~");
}

static void next_input(struct session *s, struct text *text)
{
    static const char keys[] = "jkhlgGnNfbeKJuoyvmw?/0123456789[] \t\r\177\033jjjkkk/?pctar."
                               "\f\025\004\006";
    static const char *const sequences[] = {
        "\033[A",
        "\033[B",
        "\033[C",
        "\033[D",
        "\033OA",
        "\033OB",
        "\033[H",
        "\033[F",
        "\033[5~",
        "\033[6~",
        "\033[Z",
        "\033[1;3D",
        "\033[1;3C",
        "\033OP",
        "\033[[A",
        "\033[3~",
        /* broken ones */
        "\033",
        "\033[",
        "\033[<",
        "\033[<0;1",
        "\033O",
        "\033[1;2;3;4;5;6;7;8;9",
        "\033[99999999~",
        "\033[200",
        "\033[<-1;-1;-1M",
        "\033]52;c;",
        "\033P+q",
        "\233",
        "\xe2\x82",
        "\xf0",
        "\033\033[A",
        /* prompts with something in them */
        "/not found\r",
        "/class:5 ",
        "/zzz",
        "404",
        "4\177",
        "enote\r",
        "yc",
        "ym",
        "bu",
        "/\025\027",
        /* the stage: a lesson with detours, a quiz, the guide, a comparison */
        "p  ",
        "p/rate\r",
        "p 404 c",
        "tab c d ",
        "tr",
        "abac\177",
        "/401 vs 403\rc]\r",
        "hgp.",
    };
    text->len = 0;
    switch (below(s, 8)) {
    case 0:
        add_noise(s, text, 1 + below(s, 30));
        break;
    case 1:
        add_mouse(s, text);
        break;
    case 2:
        if (below(s, 6) == 0)
            add_paste(s, text);
        break;
    case 3:
    case 4:
        add(text, sequences[below(s, sizeof sequences / sizeof sequences[0])]);
        break;
    default:
        for (unsigned i = 1 + below(s, 12); i > 0; i--)
            add_byte(text, (unsigned char)keys[below(s, sizeof keys - 1)]);
    }
    if (below(s, 3) == 0)
        add(text, "\033\\"); /* a control string would take all that follows */
    if (below(s, 4000) == 0)
        add_byte(text, below(s, 2) == 0 ? 'q' : 3);
    if (below(s, 2000) == 0)
        add_byte(text, 26); /* Ctrl-Z */
}

static bool complain(const struct session *s, const char *what)
{
    size_t from = s->output > TAIL_BYTES ? s->output - TAIL_BYTES : 0;
    printf("seed %lu: %s; the end of its output:\n", s->seed, what);
    for (size_t i = from; i < s->output; i++) {
        char c = s->tail[i % TAIL_BYTES];
        if (c == '\n' || (c >= ' ' && c < 0x7F))
            putchar(c);
        else if (c == '\033')
            putchar('^');
    }
    putchar('\n');
    return false;
}

/* The program is not there any more, or soon will not be: was that right? */
static bool check_end(struct session *s)
{
    double begin = now_ms();
    struct termios after;
    while (!has_ended(s) && now_ms() - begin < ANSWER_MS)
        take_output(s, 5);
    while (take_output(s, 0))
        continue;
    if (s->pid != 0)
        return complain(s, "does not end");
    char what[64];
    snprintf(what, sizeof what, "ends with wait status 0x%04x", (unsigned)s->status);
    if (!WIFEXITED(s->status) ||
        (WEXITSTATUS(s->status) != 0 && WEXITSTATUS(s->status) != 128 + SIGINT))
        return complain(s, what);
    if (s->alternate)
        return complain(s, "leaves the alternate screen on");
    if (tcgetattr(s->master, &after) == 0 &&
        (after.c_lflag != s->before.c_lflag || after.c_iflag != s->before.c_iflag ||
         after.c_oflag != s->before.c_oflag))
        return complain(s, "leaves the terminal's settings changed");
    close(s->master);
    return true;
}

/* From wherever it is: out of a control string, a paste and a sequence, then q or Ctrl-C until it
 * goes. */
static bool leave(struct session *s)
{
    static const char *const keys[] = {"\033\\", "\033[201~", "\033", "q", "\003"};
    for (int i = 0; i < KEYS_TO_END && !has_ended(s); i++) {
        const char *key = keys[i < 3 ? i : i % 2 != 0 ? 3 : 4];
        if (!type(s, key, strlen(key)) && s->pid != 0)
            return complain(s, "takes no more input");
        double begin = now_ms();
        while (!has_ended(s) && now_ms() - begin < 100)
            take_output(s, 10);
    }
    return check_end(s);
}

static bool type_all(struct session *s, size_t bytes)
{
    for (size_t sent = 0, since_resize = 0; sent < bytes;) {
        struct text text;
        next_input(s, &text);
        sent += text.len;
        since_resize += text.len;
        bool taken = type(s, text.bytes, text.len);
        if (!taken && s->pid != 0)
            return complain(s, "takes no input for a second");
        /* Now and then it may draw, or take what it has of a sequence for all of it. */
        if (below(s, 4) == 0)
            take_output(s, below(s, 60) == 0 ? PAUSE_MS : 2);
        if (taken && since_resize > CHUNK_BYTES) {
            since_resize = 0;
            while (take_output(s, 0))
                continue;
            resize(s);
            s->resizes++;
            if (!answers(s) && s->pid != 0)
                return complain(s, "does not answer a resize within a second");
        }
        if (has_ended(s)) {
            /* A q or Ctrl-C was among the input. */
            if (!check_end(s) || !start(s))
                return false;
            s->restarts++;
            while (!s->alternate && answers(s))
                continue;
        }
    }
    return true;
}

static bool run_seed(const char *program, unsigned long seed, size_t bytes)
{
    struct session s = {.program = program, .seed = seed, .random = seed * 7919};
    bool good = start(&s);
    while (good && !s.alternate)
        good = answers(&s) || complain(&s, "does not start");
    good = good && type_all(&s, bytes) && leave(&s);
    if (s.pid > 0) {
        kill(s.pid, SIGKILL);
        waitpid(s.pid, &s.status, 0);
    }
    printf("seed %lu: %zu bytes, %zu resizes, started %zu times, %zu bytes of output, "
           "slowest answer %.0f ms: %s\n",
           seed, bytes, s.resizes, s.restarts + 1, s.output, s.slowest_ms, good ? "ok" : "FAILED");
    fflush(stdout);
    return good;
}

int main(int argc, char **argv)
{
    const char *program = argc > 1 ? argv[1] : "./statusbrowse";
    unsigned long seeds = argc > 2 ? strtoul(argv[2], NULL, 10) : DEFAULT_SEEDS;
    size_t bytes = argc > 3 ? strtoul(argv[3], NULL, 10) : DEFAULT_BYTES;
    unsigned long first = argc > 4 ? strtoul(argv[4], NULL, 10) : 1, failed = 0;
    /* Bookmarks, and where it was last, are the program's own; a web page is opened by true, and
     * what is copied reaches no clipboard. */
    folder_make_home();
    static const char *const unset[] = {"LINES", "COLUMNS", "STATUSBROWSE_REGISTRY", "COLORFGBG",
                                        "TMUX",  "DISPLAY", "WAYLAND_DISPLAY"};
    for (size_t i = 0; i < sizeof unset / sizeof unset[0]; i++)
        unsetenv(unset[i]);
    setenv("TERM", "xterm-256color", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("ESCDELAY", "25", 1);
    setenv("BROWSER", "/bin/true", 1);
    for (unsigned long i = 0; i < seeds; i++)
        failed += !run_seed(program, first + i, bytes);
    folder_remove();
    printf("%lu passed, %lu failed\n", seeds - failed, failed);
    return failed != 0;
}
