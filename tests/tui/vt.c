#include "config.h"
#include "vt.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#define MODE_MAX 3000 /* private modes are below */
#define ENV_MAX 64
#define ARGS_MAX 16

/* Written into the terminal behind the program's output: when it comes back, all before it has
 * arrived. libvterm does not get to see it. */
#define MARKER '\034'
#define ESCDELAY_MS 30 /* longer than the 25 that the program waits by default */

struct vt {
    pid_t pid;
    int master, slave;
    VTerm *term;
    VTermScreen *screen;
    int cols, rows;
    char *log;
    size_t log_len, log_cap;
    size_t scanned; /* how far the log was read for modes */
    bool mode[MODE_MAX], mode_used[MODE_MAX];
    bool keypad;
    unsigned bells;
    unsigned markers_out, markers_in;
    struct termios before;
    bool exited;
    int status;
    pid_t watched; /* who gets the input: the program, or the shell that runs it */
    long sleeps;   /* has gone to sleep so often when all input is taken */
    char *text;
    bool mute; /* answers nothing */
};

long vt_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000L + now.tv_nsec / 1000000L;
}

static bool fault; /* something was waited for in vain */

static int limit_ms(void)
{
    return fault ? VT_LIMIT_AFTER_FAULT_MS : VT_LIMIT_MS;
}

static void die(const char *what)
{
    perror(what);
    exit(99);
}

static void *grow(void *memory, size_t size)
{
    void *bigger = realloc(memory, size);
    if (bigger == NULL)
        die("realloc");
    return bigger;
}

/* A string that is appended to. */
struct text {
    char *data;
    size_t len, cap;
};

static void add_bytes(struct text *text, const char *bytes, size_t len)
{
    if (text->len + len + 1 > text->cap) {
        text->cap = (text->len + len + 1) * 2;
        text->data = grow(text->data, text->cap);
    }
    memcpy(text->data + text->len, bytes, len);
    text->len += len;
    text->data[text->len] = '\0';
}

static void add(struct text *text, const char *string)
{
    add_bytes(text, string, strlen(string));
}

static void add_char(struct text *text, uint32_t c)
{
    char bytes[5] = {0};
    if (c < 0x80) {
        bytes[0] = (char)c;
    } else if (c < 0x800) {
        bytes[0] = (char)(0xC0 | c >> 6);
        bytes[1] = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        bytes[0] = (char)(0xE0 | c >> 12);
        bytes[1] = (char)(0x80 | (c >> 6 & 0x3F));
        bytes[2] = (char)(0x80 | (c & 0x3F));
    } else {
        bytes[0] = (char)(0xF0 | c >> 18);
        bytes[1] = (char)(0x80 | (c >> 12 & 0x3F));
        bytes[2] = (char)(0x80 | (c >> 6 & 0x3F));
        bytes[3] = (char)(0x80 | (c & 0x3F));
    }
    add(text, bytes);
}

static void trim_spaces(struct text *text, size_t from)
{
    while (text->len > from && text->data[text->len - 1] == ' ')
        text->data[--text->len] = '\0';
}

static char folder[256];
static pid_t folder_owner;

static int remove_entry(const char *path, const struct stat *info, int type, struct FTW *ftw)
{
    (void)info;
    (void)type;
    (void)ftw;
    return remove(path);
}

static void remove_folder(void)
{
    if (folder[0] != '\0' && getpid() == folder_owner)
        nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

static const char *fresh_folder(void)
{
    if (folder[0] != '\0')
        return folder;
    const char *base = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/sb-tui-XXXXXX", base != NULL ? base : "/tmp");
    if (mkdtemp(folder) == NULL)
        die("mkdtemp");
    folder_owner = getpid();
    atexit(remove_folder);
    static const char *const parts[] = {"home", "data", "config", "cache"};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", folder, parts[i]);
        mkdir(path, 0700);
    }
    return folder;
}

static const char *path_buffer(const char *base, const char *name)
{
    static char paths[4][1024];
    static unsigned next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", base, name);
    return path;
}

const char *vt_data(const char *name)
{
    char base[512];
    const char *srcdir = getenv("srcdir");
    snprintf(base, sizeof base, "%s/tests/tui/data", srcdir != NULL ? srcdir : ".");
    return path_buffer(base, name);
}

const char *vt_put_file(const char *name, const char *text)
{
    const char *path = path_buffer(fresh_folder(), name);
    char parent[1024];
    for (const char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        snprintf(parent, sizeof parent, "%.*s", (int)(slash - path), path);
        mkdir(parent, 0700);
    }
    FILE *file = fopen(path, "w");
    if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0)
        die(path);
    return path;
}

/* How far libvterm's cursor moves for a character. */
static int terminal_width(const char *bytes, size_t len)
{
    VTermPos position;
    VTerm *term = vterm_new(1, 8);
    vterm_set_utf8(term, 1);
    vterm_screen_reset(vterm_obtain_screen(term), 1);
    vterm_input_write(term, "a", 1); /* for it to combine with */
    vterm_input_write(term, bytes, len);
    vterm_state_get_cursorpos(vterm_obtain_state(term), &position);
    vterm_free(term);
    return position.col - 1;
}

static bool width_is_agreed(const char *bytes, size_t len)
{
    wchar_t character;
    mbstate_t shift = {0};
    if (mbrtowc(&character, bytes, len, &shift) != len)
        return false;
    int width = wcwidth(character);
    return (width < 0 ? 1 : width) == terminal_width(bytes, len); /* utf8.c takes unknown ones so */
}

const char *vt_data_agreed(const char *name)
{
    struct text kept = {0};
    char line[4096];
    FILE *file = fopen(vt_data(name), "r");
    if (file == NULL || setlocale(LC_CTYPE, "C.UTF-8") == NULL)
        die(name);
    while (fgets(line, sizeof line, file) != NULL)
        for (size_t at = 0, len; line[at] != '\0'; at += len) {
            len = 1;
            while (((unsigned char)line[at + len] & 0xC0) == 0x80)
                len++;
            bool keep = len == 1 || width_is_agreed(line + at, len);
            add_bytes(&kept, keep ? line + at : "?", keep ? len : 1);
        }
    fclose(file);
    setlocale(LC_CTYPE, "C");
    const char *path = vt_put_file(name, kept.data);
    free(kept.data);
    return path;
}

const char *vt_path(const char *name)
{
    return path_buffer(fresh_folder(), name);
}

void vt_remove_file(const char *name)
{
    remove(vt_path(name));
}

struct environment {
    char *items[ENV_MAX + 1];
    size_t count;
};

static void env_unset(struct environment *env, const char *name, size_t len)
{
    for (size_t i = 0; i < env->count; i++)
        if (strncmp(env->items[i], name, len) == 0 && env->items[i][len] == '=') {
            free(env->items[i]);
            env->items[i] = env->items[--env->count];
            env->items[env->count] = NULL;
            return;
        }
}

static void env_set(struct environment *env, const char *assignment)
{
    size_t len = strcspn(assignment, "=");
    env_unset(env, assignment, len);
    if (assignment[len] == '\0')
        return;
    if (env->count == ENV_MAX)
        die("too many variables");
    env->items[env->count++] = strdup(assignment);
    env->items[env->count] = NULL;
}

/* Not the first start: a position, of a registry that no test has. */
static void put_position(const char *state)
{
    char path[8192];
    int len = snprintf(path, sizeof path, "%s/statusbrowse", state);
    bool made =
        (mkdir(state, 0700) == 0 || errno == EEXIST) && (mkdir(path, 0700) == 0 || errno == EEXIST);
    snprintf(path + len, sizeof path - (size_t)len, "/position.json");
    FILE *file = made ? fopen(path, "w") : NULL;
    if (file == NULL || fputs("{\"format\": 1, \"registry\": \"-\"}\n", file) < 0 ||
        fclose(file) != 0)
        die("cannot write a position");
}

static void env_make(struct environment *env, const char *const *extra)
{
    static const char *const kept[] = {"PATH",         "TERMINFO",      "TERMINFO_DIRS",
                                       "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"};
    /* A lone Esc must be over before the next key comes, on a busy machine too. */
    static const char *const fixed[] = {"TERM=xterm-256color", "LC_ALL=C.UTF-8", "TZ=UTC",
                                        "ESCDELAY=1", "PAGER="};
    static const char *const folders[] = {"HOME=%s/home", "XDG_DATA_HOME=%s/data",
                                          "XDG_CONFIG_HOME=%s/config", "XDG_CACHE_HOME=%s/cache"};
    static unsigned starts;
    char text[4096];
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        const char *value = getenv(kept[i]);
        snprintf(text, sizeof text, "%s=%s", kept[i], value != NULL ? value : "");
        if (value != NULL)
            env_set(env, text);
    }
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++)
        env_set(env, fixed[i]);
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        const char *equals = strchr(folders[i], '=');
        snprintf(text, sizeof text, "%.*s%s%s", (int)(equals + 1 - folders[i]), folders[i],
                 fresh_folder(), equals + 3);
        env_set(env, text);
    }
    snprintf(text, sizeof text, "XDG_STATE_HOME=%s/state-%u", fresh_folder(), starts++);
    env_set(env, text);
    put_position(text + strlen("XDG_STATE_HOME="));
    for (size_t i = 0; extra != NULL && extra[i] != NULL; i++)
        env_set(env, extra[i]);
}

static void env_clear(struct environment *env)
{
    for (size_t i = 0; i < env->count; i++)
        free(env->items[i]);
}

static int on_bell(void *user)
{
    ((struct vt *)user)->bells++;
    return 1;
}

/* As a terminal that says what kind it is, and nothing else. */
static void answer(const char *bytes, size_t len, void *user)
{
    const struct vt *vt = user;
    if (len > 0 && bytes[len - 1] == 'c' && !vt->mute) {
        ssize_t written = write(vt->master, bytes, len);
        (void)written;
    }
}

/* Reads "\033[?1;2h" at a position of the log. Returns its end, 0 when it is not complete, and
 * the next position when it is something else. */
static size_t scan_escape(struct vt *vt, size_t at)
{
    const char *log = vt->log;
    size_t i = at + 1;
    if (i == vt->log_len)
        return 0;
    if (log[i] == '=' || log[i] == '>') {
        vt->keypad = log[i] == '=';
        return i + 1;
    }
    if (log[i] != '[')
        return i;
    if (++i == vt->log_len)
        return 0;
    if (log[i] != '?')
        return i;
    size_t end = ++i;
    while (end < vt->log_len && (log[end] == ';' || (log[end] >= '0' && log[end] <= '9')))
        end++;
    if (end == vt->log_len)
        return 0;
    if (log[end] != 'h' && log[end] != 'l')
        return end;
    while (i < end) {
        char *rest;
        unsigned long mode = strtoul(log + i, &rest, 10);
        if (mode < MODE_MAX) {
            vt->mode[mode] = log[end] == 'h';
            vt->mode_used[mode] = true;
        }
        i = (size_t)(rest - log) + 1;
    }
    return end + 1;
}

static void scan_modes(struct vt *vt)
{
    while (vt->scanned < vt->log_len) {
        if (vt->log[vt->scanned] != '\033') {
            vt->scanned++;
            continue;
        }
        size_t next = scan_escape(vt, vt->scanned);
        if (next == 0)
            return;
        vt->scanned = next;
    }
}

static void take_output(struct vt *vt, char *bytes, size_t len)
{
    size_t kept = 0;
    for (size_t i = 0; i < len; i++) {
        if (bytes[i] == MARKER && vt->markers_in < vt->markers_out)
            vt->markers_in++;
        else
            bytes[kept++] = bytes[i];
    }
    if (vt->log_len + kept + 1 > vt->log_cap) {
        vt->log_cap = (vt->log_len + kept + 1) * 2;
        vt->log = grow(vt->log, vt->log_cap);
    }
    memcpy(vt->log + vt->log_len, bytes, kept);
    vt->log_len += kept;
    vt->log[vt->log_len] = '\0';
    scan_modes(vt);
    vterm_input_write(vt->term, bytes, kept);
}

static void reap(struct vt *vt)
{
    int status;
    if (vt->exited || waitpid(vt->pid, &status, WNOHANG) != vt->pid)
        return;
    vt->exited = true;
    vt->status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/* Takes in what has come, waiting up to wait_ms for it. */
static bool read_output(struct vt *vt, int wait_ms)
{
    char bytes[16384];
    struct pollfd ready = {vt->master, POLLIN, 0};
    bool any = false;
    if (vt->master < 0) {
        poll(NULL, 0, wait_ms);
        return false;
    }
    while (poll(&ready, 1, any ? 0 : wait_ms) > 0) {
        ssize_t count = read(vt->master, bytes, sizeof bytes);
        if (count <= 0)
            break;
        take_output(vt, bytes, (size_t)count);
        any = true;
    }
    return any;
}

static void set_size(int fd, int cols, int rows)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    if (ioctl(fd, TIOCSWINSZ, &size) != 0)
        die("TIOCSWINSZ");
}

static void default_signals(const struct vt_setup *setup)
{
    static const int numbers[] = {SIGHUP,  SIGINT,  SIGQUIT, SIGTERM, SIGPIPE, SIGTSTP,
                                  SIGTTIN, SIGTTOU, SIGCONT, SIGCHLD, SIGWINCH};
    sigset_t none;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        signal(numbers[i], SIG_DFL);
    if (setup->ignores_hup)
        signal(SIGHUP, SIG_IGN);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static void open_more(int count)
{
    struct rlimit limit = {.rlim_cur = 0};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = (rlim_t)count + 64;
    setrlimit(RLIMIT_NOFILE, &limit);
    for (int i = 0; i < count; i++)
        if (open("/dev/null", O_RDONLY) < 0)
            _exit(126);
}

static void run_child(const struct vt_setup *setup, const char *tty, char *const *argv,
                      char *const *env)
{
    setsid();
    int fd = open(tty, O_RDWR | (setup->no_tty ? O_NOCTTY : 0));
    if (fd < 0)
        _exit(126);
#ifdef TIOCSCTTY
    if (!setup->no_tty)
        ioctl(fd, TIOCSCTTY, 0);
#endif
    for (int i = 0; i < 3; i++)
        dup2(fd, i);
    if (fd > 2)
        close(fd);
    if (setup->input != NULL) {
        int input = open(setup->input, O_RDONLY);
        dup2(input, 0);
        close(input);
    }
    for (int i = 0; i < 3; i++)
        if (setup->closed & 1u << i)
            close(i);
    if (setup->inherited > 0)
        open_more(setup->inherited);
    default_signals(setup);
    execve(argv[0], argv, env);
    _exit(127);
}

static void open_pty(struct vt *vt, char *name, size_t size)
{
    vt->master = posix_openpt(O_RDWR | O_NOCTTY);
    if (vt->master < 0 || grantpt(vt->master) != 0 || unlockpt(vt->master) != 0)
        die("posix_openpt");
    snprintf(name, size, "%s", ptsname(vt->master));
    vt->slave = open(name, O_RDWR | O_NOCTTY);
    if (vt->slave < 0)
        die(name);
    fcntl(vt->master, F_SETFD, FD_CLOEXEC);
    fcntl(vt->slave, F_SETFD, FD_CLOEXEC);
    fcntl(vt->master, F_SETFL, O_NONBLOCK);
    fcntl(vt->slave, F_SETFL, O_NONBLOCK);
}

struct vt *vt_start(const struct vt_setup *setup)
{
    static const VTermScreenCallbacks callbacks = {.bell = on_bell};
    struct vt *vt = grow(NULL, sizeof *vt);
    *vt = (struct vt){.cols = setup->cols > 0 ? setup->cols : 80,
                      .rows = setup->rows > 0 ? setup->rows : 24,
                      .mute = setup->mute};
    vt->mode[25] = vt->mode[7] = true;
    char tty[128];
    open_pty(vt, tty, sizeof tty);
    set_size(vt->slave, vt->cols, vt->rows);
    tcgetattr(vt->slave, &vt->before);

    vt->term = vterm_new(vt->rows, vt->cols);
    vterm_set_utf8(vt->term, 1);
    vterm_output_set_callback(vt->term, answer, vt);
    vt->screen = vterm_obtain_screen(vt->term);
    vterm_screen_set_callbacks(vt->screen, &callbacks, vt);
    vterm_screen_enable_altscreen(vt->screen, 1);
    vterm_screen_reset(vt->screen, 1);

    struct environment env = {0};
    env_make(&env, setup->env);
    char *argv[ARGS_MAX + 2] = {NULL};
    static const char *const alone[] = {"./statusbrowse", NULL};
    const char *const *args = setup->argv != NULL ? setup->argv : alone;
    for (size_t i = 0; i < ARGS_MAX && args[i] != NULL; i++)
        argv[i] = strdup(args[i]);
    fflush(stdout);
    vt->pid = fork();
    if (vt->pid < 0)
        die("fork");
    if (vt->pid == 0)
        run_child(setup, tty, argv, env.items);
    for (size_t i = 0; argv[i] != NULL; i++)
        free(argv[i]);
    vt->watched = vt->pid;
    env_clear(&env);
    return vt;
}

struct vt *vt_browse_env(int cols, int rows, const char *const *env, const char *const *args)
{
    const char *argv[ARGS_MAX + 1] = {"./statusbrowse"};
    for (size_t i = 0; args != NULL && args[i] != NULL && i + 1 < ARGS_MAX; i++)
        argv[i + 1] = args[i];
    return vt_start(&(struct vt_setup){.argv = argv, .cols = cols, .rows = rows, .env = env});
}

struct vt *vt_browse(int cols, int rows, const char *const *args)
{
    return vt_browse_env(cols, rows, NULL, args);
}

void vt_stop(struct vt *vt)
{
    reap(vt);
    if (!vt->exited) {
        kill(vt->pid, SIGKILL);
        kill(vt->pid, SIGCONT);
        waitpid(vt->pid, NULL, 0);
    }
    if (vt->master >= 0)
        vt_hangup(vt);
    vterm_free(vt->term);
    free(vt->log);
    free(vt->text);
    free(vt);
}

pid_t vt_pid(const struct vt *vt)
{
    return vt->pid;
}

/* Letter of the process's state, 'X' when it is gone, and how often it went to sleep by itself
 * (-1: the system does not tell). */
static char process_state(pid_t pid, long *sleeps)
{
    char path[64], line[256], state = 'X';
    snprintf(path, sizeof path, "/proc/%ld/status", (long)pid);
    FILE *file = fopen(path, "r");
    *sleeps = -1;
    if (file == NULL)
        return state;
    while (fgets(line, sizeof line, file) != NULL) {
        sscanf(line, "State: %c", &state);
        sscanf(line, "voluntary_ctxt_switches: %ld", sleeps);
    }
    fclose(file);
    return state;
}

/* A process that has no handler for a signal does not wake up for it. */
static bool handles(pid_t pid, int number)
{
    char path[64], line[256];
    unsigned long long caught = 0;
    snprintf(path, sizeof path, "/proc/%ld/status", (long)pid);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return false;
    while (fgets(line, sizeof line, file) != NULL)
        sscanf(line, "SigCgt: %llx", &caught);
    fclose(file);
    return (caught >> (number - 1) & 1) != 0;
}

/* The watched process has nothing to do; *sleeps tells this rest from another. */
static bool is_at_rest(const struct vt *vt, long *sleeps)
{
    char state = process_state(vt->watched, sleeps);
    return state == 'X' || state == 'Z' || state == 'T' || state == 't' ||
           (state == 'S' && *sleeps >= vt->sleeps);
}

/* The process in the foreground must go to sleep so often until what happens next is done. */
static void expect_sleeps(struct vt *vt, long count)
{
    long sleeps;
    pid_t group = vt_foreground(vt);
    vt->watched = group > 0 ? group : vt->pid;
    process_state(vt->watched, &sleeps);
    vt->sleeps = sleeps + count;
}

static bool marker_returns(struct vt *vt, long end)
{
    char marker = MARKER;
    if (write(vt->slave, &marker, 1) != 1)
        return false;
    vt->markers_out++;
    while (vt->markers_in < vt->markers_out && vt_now_ms() < end)
        read_output(vt, 5);
    return vt->markers_in == vt->markers_out;
}

/* Where the system does not tell: nothing comes for a while. */
static bool settle_by_silence(struct vt *vt, long end)
{
    long last = vt_now_ms();
    while (vt_now_ms() < end && vt_now_ms() - last < 300) {
        if (read_output(vt, 20))
            last = vt_now_ms();
        reap(vt);
    }
    return vt_now_ms() < end;
}

bool vt_settle(struct vt *vt)
{
    long end = vt_now_ms() + limit_ms(), before, after;
    if (vt->master < 0)
        return true;
    process_state(getpid(), &before);
    if (before < 0)
        return settle_by_silence(vt, end);
    while (vt_now_ms() < end) {
        read_output(vt, 0);
        reap(vt);
        if (vt->exited) {
            read_output(vt, 0);
            return true;
        }
        if (is_at_rest(vt, &before) && marker_returns(vt, end) && is_at_rest(vt, &after) &&
            after == before)
            return true;
        read_output(vt, 1);
    }
    fault = true;
    printf("the program does not come to rest; the screen is\n%s", vt_screen(vt));
    return false;
}

bool vt_write(struct vt *vt, const char *bytes, size_t len)
{
    return vt->master >= 0 && write(vt->master, bytes, len) == (ssize_t)len;
}

bool vt_block_output(struct vt *vt)
{
    enum { STUCK_KEYS = 50 }; /* that wait, one a millisecond */
    int waiting = 0;
    for (long end = vt_now_ms() + limit_ms(); waiting < STUCK_KEYS && vt_now_ms() < end;) {
        vt_write(vt, "\f", 1);
        usleep(1000);
        ioctl(vt->slave, FIONREAD, &waiting);
    }
    return waiting >= STUCK_KEYS;
}

static void send_and_settle(struct vt *vt, const char *bytes, size_t len, long sleeps)
{
    vt_settle(vt);
    expect_sleeps(vt, sleeps);
    if (!vt_write(vt, bytes, len))
        printf("the terminal does not take %zu bytes\n", len);
    vt_settle(vt);
}

void vt_send(struct vt *vt, const char *bytes)
{
    send_and_settle(vt, bytes, strlen(bytes), 1);
}

/* The program goes to sleep once more, for what may follow an Escape. A sleep for another reason,
 * such as a full line, must not be taken for it: so its time has to pass as well. */
static void press_escape(struct vt *vt)
{
    send_and_settle(vt, "\033", 1, 2);
    for (long end = vt_now_ms() + ESCDELAY_MS; vt_now_ms() < end;)
        read_output(vt, (int)(end - vt_now_ms()));
    vt_settle(vt);
}

/* Read in one piece with the letters before it, Enter would end a text that was pasted. */
static void press_enter(struct vt *vt)
{
    vt_settle(vt);
    vt_send(vt, "\r");
}

static const char *key_bytes(const char *name, char buffer[64])
{
    static const struct {
        const char *name, *bytes;
    } table[] = {
        {"Up", "\033[A"},
        {"Down", "\033[B"},
        {"Right", "\033[C"},
        {"Left", "\033[D"},
        {"Home", "\033[H"},
        {"End", "\033[F"},
        {"SS3-Up", "\033OA"},
        {"SS3-Down", "\033OB"},
        {"SS3-Right", "\033OC"},
        {"SS3-Left", "\033OD"},
        {"SS3-Home", "\033OH"},
        {"SS3-End", "\033OF"},
        {"PgUp", "\033[5~"},
        {"PgDn", "\033[6~"},
        {"Enter", "\r"},
        {"Esc", "\033"},
        {"Tab", "\t"},
        {"BackTab", "\033[Z"},
        {"Space", " "},
        {"BS", "\177"},
        {"Del", "\033[3~"},
        {"F1", "\033OP"},
        {"Alt-Left", "\033[1;3D"},
        {"Alt-Right", "\033[1;3C"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (strcmp(table[i].name, name) == 0)
            return table[i].bytes;
    if (strncmp(name, "C-", 2) == 0 && name[2] != '\0' && name[3] == '\0') {
        buffer[0] = (char)(name[2] & 0x1F);
        buffer[1] = '\0';
        return buffer;
    }
    return name;
}

void vt_keys(struct vt *vt, const char *keys)
{
    while (*keys != '\0') {
        char name[64], buffer[64];
        size_t len = strcspn(keys, " ");
        snprintf(name, sizeof name, "%.*s", (int)len, keys);
        const char *bytes = key_bytes(name, buffer);
        if (strcmp(bytes, "\033") == 0)
            press_escape(vt);
        else if (strcmp(bytes, "\r") == 0)
            press_enter(vt);
        else
            vt_send(vt, bytes);
        keys += len;
        keys += strspn(keys, " ");
    }
}

void vt_click(struct vt *vt, int row, int col)
{
    char bytes[64];
    snprintf(bytes, sizeof bytes, "\033[<0;%d;%dM\033[<0;%d;%dm", col + 1, row + 1, col + 1,
             row + 1);
    vt_send(vt, bytes);
}

void vt_drag(struct vt *vt, int row, int col)
{
    char bytes[64];
    snprintf(bytes, sizeof bytes, "\033[<32;%d;%dM", col + 1, row + 1);
    vt_send(vt, bytes);
}

void vt_wheel(struct vt *vt, int row, int col, bool down)
{
    char bytes[64];
    snprintf(bytes, sizeof bytes, "\033[<%d;%d;%dM", down ? 65 : 64, col + 1, row + 1);
    vt_send(vt, bytes);
}

void vt_scribble(struct vt *vt, const char *bytes)
{
    vt_settle(vt);
    if (write(vt->slave, bytes, strlen(bytes)) < 0)
        die("write");
    marker_returns(vt, vt_now_ms() + limit_ms());
}

void vt_resize(struct vt *vt, int cols, int rows)
{
    if (cols == vt->cols && rows == vt->rows)
        return;
    vt_settle(vt);
    vt->cols = cols;
    vt->rows = rows;
    vterm_set_size(vt->term, rows, cols);
    vt_claim_size(vt, cols, rows);
}

void vt_claim_size(struct vt *vt, int cols, int rows)
{
    expect_sleeps(vt, 1);
    if (!handles(vt->watched, SIGWINCH))
        vt->sleeps = 0;
    set_size(vt->slave, cols, rows);
    vt_settle(vt);
}

void vt_signal(struct vt *vt, int number)
{
    expect_sleeps(vt, handles(vt->pid, number) ? 1 : 0);
    kill(vt->pid, number);
}

void vt_hangup(struct vt *vt)
{
    close(vt->slave);
    close(vt->master);
    vt->slave = vt->master = -1;
}

pid_t vt_foreground(struct vt *vt)
{
    return tcgetpgrp(vt->master);
}

bool vt_wait_stopped(pid_t pid, bool stopped)
{
    for (long end = vt_now_ms() + limit_ms(); vt_now_ms() < end; poll(NULL, 0, 1)) {
        long sleeps;
        char state = process_state(pid, &sleeps);
        if ((state == 'T') == stopped)
            return true;
    }
    return false;
}

VTermScreenCell vt_cell(struct vt *vt, int row, int col)
{
    VTermScreenCell cell = {.width = 1};
    vterm_screen_get_cell(vt->screen, (VTermPos){row, col}, &cell);
    return cell;
}

static bool is_continuation(const VTermScreenCell *cell)
{
    return cell->chars[0] == (uint32_t)-1;
}

static void add_cell(struct text *text, const VTermScreenCell *cell)
{
    if (is_continuation(cell))
        return;
    if (cell->chars[0] == 0)
        add(text, " ");
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i] != 0; i++)
        add_char(text, cell->chars[i]);
}

static void add_row(struct vt *vt, struct text *text, int row)
{
    size_t start = text->len;
    for (int col = 0; col < vt->cols; col++) {
        VTermScreenCell cell = vt_cell(vt, row, col);
        add_cell(text, &cell);
    }
    trim_spaces(text, start);
}

static const char *keep_text(struct vt *vt, struct text *text)
{
    add(text, "");
    free(vt->text);
    vt->text = text->data;
    return vt->text;
}

const char *vt_screen(struct vt *vt)
{
    struct text text = {0};
    for (int row = 0; row < vt->rows; row++) {
        add_row(vt, &text, row);
        add(&text, "\n");
    }
    return keep_text(vt, &text);
}

const char *vt_row(struct vt *vt, int row)
{
    struct text text = {0};
    add_row(vt, &text, row);
    return keep_text(vt, &text);
}

/* The heading of the pane with the focus begins with the focus mark. */
static bool is_heading(const char *reversed)
{
    return reversed[0] == '>' || strncmp(reversed, "\u25b8", 3) == 0;
}

const char *vt_reversed(struct vt *vt)
{
    struct text text = {0};
    for (int row = 0; row < vt->rows; row++) {
        size_t start = text.len;
        for (int col = 0; col < vt->cols; col++) {
            VTermScreenCell cell = vt_cell(vt, row, col);
            if (cell.attrs.reverse && !(text.len == start && cell.chars[0] == ' '))
                add_cell(&text, &cell);
        }
        trim_spaces(&text, start);
        if (text.len > start && is_heading(text.data + start))
            text.data[text.len = start] = '\0';
        if (text.len > start)
            add(&text, "\n");
    }
    if (text.len > 0)
        text.data[--text.len] = '\0';
    return keep_text(vt, &text);
}

bool vt_find(struct vt *vt, const char *text, int *row, int *col)
{
    for (*row = 0; *row < vt->rows; (*row)++)
        for (*col = 0; *col < vt->cols; (*col)++) {
            struct text rest = {0};
            for (int i = *col; i < vt->cols; i++) {
                VTermScreenCell cell = vt_cell(vt, *row, i);
                add_cell(&rest, &cell);
            }
            bool found = rest.len > 0 && strncmp(rest.data, text, strlen(text)) == 0;
            free(rest.data);
            if (found)
                return true;
        }
    return false;
}

int vt_borders(struct vt *vt, int row, int cols[], int max)
{
    int count = 0;
    for (int col = 0; col < vt->cols; col++) {
        VTermScreenCell cell = vt_cell(vt, row, col);
        if ((cell.chars[0] == 0x2502 || cell.chars[0] == '|') && count < max)
            cols[count++] = col;
    }
    return count;
}

void vt_cursor(struct vt *vt, int *row, int *col)
{
    VTermPos position;
    vterm_state_get_cursorpos(vterm_obtain_state(vt->term), &position);
    *row = position.row;
    *col = position.col;
}

static char color_letter(const VTermColor *color, bool background)
{
    if (background ? VTERM_COLOR_IS_DEFAULT_BG(color) : VTERM_COLOR_IS_DEFAULT_FG(color))
        return '.';
    return VTERM_COLOR_IS_INDEXED(color) && color->indexed.idx < 10
               ? (char)('0' + color->indexed.idx)
               : '+';
}

static void add_styles(struct vt *vt, struct text *text, int row)
{
    size_t start = text->len;
    for (int col = 0; col < vt->cols; col++) {
        VTermScreenCell cell = vt_cell(vt, row, col);
        unsigned bits =
            cell.attrs.bold | (cell.attrs.underline ? 2u : 0u) | (cell.attrs.reverse ? 4u : 0u);
        bool blank = cell.chars[0] == 0 || cell.chars[0] == ' ';
        char style[4] = {bits == 0 ? ' ' : (char)('0' + bits), '\0'};
        char color = color_letter(&cell.fg, false);
        if (is_continuation(&cell) || (blank && (bits & ~1u) == 0))
            style[0] = ' '; /* bold or coloured blanks look like others */
        else if (bits == 0 && color != '.')
            style[0] = color;
        else if (color != '.')
            style[1] = color;
        add(text, style);
    }
    trim_spaces(text, start);
    add(text, "\n");
}

char *vt_snapshot(struct vt *vt)
{
    struct text text = {0};
    char line[64];
    int row, col;
    add(&text, vt_screen(vt));
    vt_cursor(vt, &row, &col);
    snprintf(line, sizeof line, "cursor %d,%d %s\n", row, col, vt->mode[25] ? "shown" : "hidden");
    add(&text, line);
    for (int i = 0; i < vt->rows; i++)
        add_styles(vt, &text, i);
    return text.data;
}

bool vt_mode(struct vt *vt, int mode)
{
    return mode == 1049 ? vt->mode[1049] || vt->mode[1047] || vt->mode[47] : vt->mode[mode];
}

unsigned vt_bells(const struct vt *vt)
{
    return vt->bells;
}

const char *vt_log(struct vt *vt, size_t *len)
{
    if (len != NULL)
        *len = vt->log_len;
    return vt->log != NULL ? vt->log : "";
}

size_t vt_log_len(struct vt *vt)
{
    return vt->log_len;
}

bool vt_wrote(struct vt *vt, size_t from, const char *bytes)
{
    size_t len = strlen(bytes);
    for (size_t i = from; i + len <= vt->log_len; i++)
        if (memcmp(vt->log + i, bytes, len) == 0)
            return true;
    return false;
}

struct goal {
    const char *text;
    size_t from;
    int number;
    bool on;
};

static bool wait_for(struct vt *vt, bool (*reached)(struct vt *, const struct goal *),
                     const struct goal *goal)
{
    long end = vt_now_ms() + limit_ms();
    while (!reached(vt, goal)) {
        reap(vt);
        if (vt->exited) {
            read_output(vt, 0);
            if (reached(vt, goal))
                return true;
            printf("the program has ended with %d\n", vt->status);
            return false;
        }
        if (vt_now_ms() > end) {
            fault = true;
            return false;
        }
        read_output(vt, 10);
    }
    return true;
}

static bool report(struct vt *vt, const char *what, const char *expected)
{
    const char *newline = strchr(expected, '\n') != NULL ? "\n" : " ";
    printf("the screen is\n%s", vt_screen(vt));
    printf("reversed: \"%s\"\nexpected %s%s%s\n", vt_reversed(vt), what, newline, expected);
    return false;
}

static bool reached_has(struct vt *vt, const struct goal *goal)
{
    return strstr(vt_screen(vt), goal->text) != NULL;
}

static bool reached_lacks(struct vt *vt, const struct goal *goal)
{
    return !reached_has(vt, goal);
}

static bool reached_screen(struct vt *vt, const struct goal *goal)
{
    return strcmp(vt_screen(vt), goal->text) == 0;
}

static bool reached_snapshot(struct vt *vt, const struct goal *goal)
{
    char *snapshot = vt_snapshot(vt);
    bool same = strcmp(snapshot, goal->text) == 0;
    free(snapshot);
    return same;
}

static bool reached_reversed(struct vt *vt, const struct goal *goal)
{
    const char *reversed = vt_reversed(vt);
    return goal->text[0] == '\0' ? reversed[0] == '\0'
                                 : strncmp(reversed, goal->text, strlen(goal->text)) == 0;
}

static bool reached_wrote(struct vt *vt, const struct goal *goal)
{
    return vt_wrote(vt, goal->from, goal->text);
}

static bool reached_mode(struct vt *vt, const struct goal *goal)
{
    return vt_mode(vt, goal->number) == goal->on;
}

static bool reached_cursor(struct vt *vt, const struct goal *goal)
{
    int row, col;
    vt_cursor(vt, &row, &col);
    return row == goal->number;
}

bool vt_wait_has(struct vt *vt, const char *text)
{
    return wait_for(vt, reached_has, &(struct goal){.text = text}) || report(vt, "somewhere", text);
}

bool vt_wait_lacks(struct vt *vt, const char *text)
{
    return wait_for(vt, reached_lacks, &(struct goal){.text = text}) ||
           report(vt, "not to show", text);
}

bool vt_wait_screen(struct vt *vt, const char *screen)
{
    return wait_for(vt, reached_screen, &(struct goal){.text = screen}) ||
           report(vt, "all of it to be", screen);
}

bool vt_wait_snapshot(struct vt *vt, const char *snapshot)
{
    if (wait_for(vt, reached_snapshot, &(struct goal){.text = snapshot}))
        return true;
    char *now = vt_snapshot(vt);
    printf("the screen with its styles is\n%s\nexpected\n%s\n", now, snapshot);
    free(now);
    return false;
}

bool vt_wait_reversed(struct vt *vt, const char *beginning)
{
    return wait_for(vt, reached_reversed, &(struct goal){.text = beginning}) ||
           report(vt, "reversed text to begin with", beginning);
}

bool vt_wait_wrote(struct vt *vt, size_t from, const char *bytes)
{
    return wait_for(vt, reached_wrote, &(struct goal){.text = bytes, .from = from}) ||
           report(vt, "to be written", bytes);
}

bool vt_wait_mode(struct vt *vt, int mode, bool on)
{
    return wait_for(vt, reached_mode, &(struct goal){.number = mode, .on = on}) ||
           report(vt, "another mode", on ? "on" : "off");
}

bool vt_wait_cursor_row(struct vt *vt, int row)
{
    if (wait_for(vt, reached_cursor, &(struct goal){.number = row}))
        return true;
    int now, col;
    vt_cursor(vt, &now, &col);
    printf("the cursor is at %d,%d, expected row %d\n", now, col, row);
    return report(vt, "the cursor", "elsewhere");
}

int vt_wait_exit(struct vt *vt, int within_ms)
{
    long end = vt_now_ms() + within_ms;
    for (;;) {
        reap(vt);
        if (vt->exited)
            break;
        if (vt_now_ms() > end) {
            if (within_ms == 0)
                return VT_RUNNING;
            fault = true;
            printf("the program is still running%s%s\n", vt->master < 0 ? "" : "; the screen is\n",
                   vt->master < 0 ? "" : vt_screen(vt));
            return VT_RUNNING;
        }
        read_output(vt, 1);
    }
    if (vt->master >= 0)
        marker_returns(vt, vt_now_ms() + limit_ms());
    return vt->status;
}

int vt_wait_exit_unread(struct vt *vt, int within_ms)
{
    for (long end = vt_now_ms() + within_ms; !vt->exited && vt_now_ms() < end; reap(vt))
        usleep(1000);
    return vt->exited ? vt->status : VT_RUNNING;
}

static bool same_termios(const struct termios *a, const struct termios *b)
{
    return a->c_iflag == b->c_iflag && a->c_oflag == b->c_oflag && a->c_cflag == b->c_cflag &&
           a->c_lflag == b->c_lflag && memcmp(a->c_cc, b->c_cc, sizeof a->c_cc) == 0;
}

static bool reached_line_settings(struct vt *vt, const struct goal *goal)
{
    struct termios now;
    (void)goal;
    return tcgetattr(vt->slave, &now) == 0 && same_termios(&now, &vt->before);
}

bool vt_restored(struct vt *vt)
{
    bool restored = true;
    struct goal none = {0};
    if (!reached_line_settings(vt, &none) && !wait_for(vt, reached_line_settings, &none)) {
        printf("the line settings are not what they were\n");
        restored = false;
    }
    for (int mode = 0; mode < MODE_MAX; mode++) {
        bool normal = mode == 25 || mode == 7;
        /* The blinking of the cursor and the meta key are matters of the terminal. */
        if (!vt->mode_used[mode] || mode == 12 || mode == 1034 || vt->mode[mode] == normal)
            continue;
        printf("mode ?%d is %s\n", mode, vt->mode[mode] ? "on" : "off");
        restored = false;
    }
    if (vt->keypad) {
        printf("the keypad is in application mode\n");
        restored = false;
    }
    VTermValue reverse = {.boolean = 0};
    vterm_state_get_penattr(vterm_obtain_state(vt->term), VTERM_ATTR_REVERSE, &reverse);
    if (reverse.boolean) {
        printf("reverse video is on\n");
        restored = false;
    }
    return restored;
}
