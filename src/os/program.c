#include "config.h"
#include "os/program.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"

/* Descriptors to close where the system does not list those that are open. */
#define DESCRIPTORS_MAX 65536

/* How often to look whether a program has ended. */
#define LOOK_MS 2

/* Lets exec close all descriptors but the standard ones. */
static void close_at_exec(void)
{
    DIR *open_ones = opendir("/dev/fd");
    if (open_ones == NULL) {
        for (int fd = STDERR_FILENO + 1; fd < DESCRIPTORS_MAX; fd++)
            fcntl(fd, F_SETFD, FD_CLOEXEC);
        return;
    }
    for (const struct dirent *entry; (entry = readdir(open_ones)) != NULL;) {
        int fd = (int)strtol(entry->d_name, NULL, 10); /* 0 for "." */
        if (fd > STDERR_FILENO)
            fcntl(fd, F_SETFD, FD_CLOEXEC);
    }
    closedir(open_ones);
}

static void default_signals(void)
{
    static const int numbers[] = {SIGINT,  SIGQUIT, SIGTSTP, SIGTTIN,
                                  SIGTTOU, SIGPIPE, SIGXFSZ, SIGCHLD};
    sigset_t none;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        signal(numbers[i], SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Becomes the program, or writes the reason to result_fd. */
static void become(char *const *argv, int result_fd)
{
    default_signals();
    close_at_exec();
    execvp(argv[0], argv);
    int reason = errno;
    ssize_t written = write(result_fd, &reason, sizeof reason);
    _exit(written == (ssize_t)sizeof reason ? 127 : 126);
}

/* Puts a descriptor on standard input, and /dev/null on the other two. */
static void redirect(int input)
{
    int null = open("/dev/null", O_RDWR);
    dup2(input >= 0 ? input : null, STDIN_FILENO);
    dup2(null, STDOUT_FILENO);
    dup2(null, STDERR_FILENO);
}

/* Our keys may come from the terminal although standard input is something else. */
static void read_terminal(void)
{
    int terminal = isatty(STDIN_FILENO) ? -1 : open("/dev/tty", O_RDONLY);
    if (terminal >= 0)
        dup2(terminal, STDIN_FILENO);
}

static int wait_for(pid_t child, int options)
{
    int status = 0;
    while (waitpid(child, &status, options) < 0 && errno == EINTR)
        continue;
    return status;
}

/* Opens the pipe through which a child reports that the program does not start. It closes when the
 * program starts. */
static bool open_result(int result[2])
{
    if (pipe(result) != 0)
        return false;
    fcntl(result[0], F_SETFD, FD_CLOEXEC);
    fcntl(result[1], F_SETFD, FD_CLOEXEC);
    return true;
}

/* Returns 0 when the program has started, else the errno that says why not. */
static int read_result(int result[2])
{
    int reason = 0;
    ssize_t count;
    close(result[1]);
    while ((count = read(result[0], &reason, sizeof reason)) < 0 && errno == EINTR)
        continue;
    close(result[0]);
    return count == (ssize_t)sizeof reason ? reason : 0;
}

bool program_start(char *const *argv)
{
    int result[2];
    if (!open_result(result))
        return false;
    pid_t child = fork();
    if (child == 0) {
        /* A grandchild, which nobody has to wait for. */
        pid_t grandchild = fork();
        if (grandchild == 0) {
            setsid();
            redirect(-1);
            become(argv, result[1]);
        }
        _exit(grandchild < 0 ? 126 : 0);
    }
    bool forked = child > 0 && wait_for(child, 0) == 0;
    return read_result(result) == 0 && forked;
}

/* Writes to a pipe that does not block until `end_ms`. Returns false when it is not all taken. */
static bool write_all(int fd, const char *text, size_t len, int64_t end_ms)
{
    while (len > 0) {
        struct pollfd output = {.fd = fd, .events = POLLOUT};
        int64_t left_ms = end_ms - clock_ms();
        if (left_ms <= 0 || (poll(&output, 1, (int)left_ms) <= 0 && errno != EINTR))
            return false;
        ssize_t count = write(fd, text, len);
        if (count < 0 && errno != EAGAIN && errno != EINTR)
            return false;
        text += count > 0 ? count : 0;
        len -= count > 0 ? (size_t)count : 0;
    }
    return true;
}

/* Waits for a child until `end_ms`, then kills it. */
static bool ends_well(pid_t child, int64_t end_ms)
{
    const struct timespec pause = {0, LOOK_MS * 1000000L};
    int status;
    pid_t ended;
    while ((ended = waitpid(child, &status, WNOHANG)) == 0 && clock_ms() < end_ms)
        nanosleep(&pause, NULL);
    if (ended == 0) {
        kill(child, SIGKILL);
        wait_for(child, 0);
    }
    return ended == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool program_feed(char *const *argv, const char *text, size_t len, int limit_ms)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, old;
    int64_t end_ms = clock_ms() + limit_ms;
    int input[2];
    if (pipe(input) != 0)
        return false;
    fcntl(input[1], F_SETFD, FD_CLOEXEC);
    fcntl(input[1], F_SETFL, O_NONBLOCK);
    pid_t child = fork();
    if (child == 0) {
        setsid();
        redirect(input[0]);
        become(argv, STDERR_FILENO);
    }
    close(input[0]);
    /* A program that ends without reading is an error, not the end of us. */
    sigaction(SIGPIPE, &ignore, &old);
    bool taken = child > 0 && write_all(input[1], text, len, end_ms);
    close(input[1]);
    sigaction(SIGPIPE, &old, NULL);
    return child > 0 && ends_well(child, end_ms) && taken;
}

/* Waits for the end of a program in the foreground, and stops when it does. */
static int wait_in_foreground(pid_t child)
{
    int status = wait_for(child, WUNTRACED);
    while (WIFSTOPPED(status)) {
        kill(getpid(), SIGSTOP);
        status = wait_for(child, WUNTRACED);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int program_run(char *const *argv)
{
    /* What the keyboard sends is for the program alone. */
    static const int numbers[] = {SIGINT, SIGQUIT, SIGTSTP};
    enum { COUNT = sizeof numbers / sizeof numbers[0] };
    struct sigaction ignore = {.sa_handler = SIG_IGN}, old[COUNT];
    int result[2], status = PROGRAM_NOT_STARTED;
    if (!open_result(result))
        return status;
    for (int i = 0; i < COUNT; i++)
        sigaction(numbers[i], &ignore, &old[i]);
    pid_t child = fork();
    if (child == 0) {
        read_terminal();
        become(argv, result[1]);
    }
    bool started = read_result(result) == 0;
    if (child > 0)
        status = wait_in_foreground(child);
    for (int i = 0; i < COUNT; i++) {
        /* One that is blocked has been kept until now; this drops it. */
        sigaction(numbers[i], &ignore, NULL);
        sigaction(numbers[i], &old[i], NULL);
    }
    return started && child > 0 ? status : PROGRAM_NOT_STARTED;
}

/* Writes all, or until nobody reads any more. */
static void write_until_left(int fd, const char *text, size_t len)
{
    while (len > 0) {
        ssize_t count = write(fd, text, len);
        if (count < 0 && errno != EINTR)
            return;
        text += count > 0 ? count : 0;
        len -= count > 0 ? (size_t)count : 0;
    }
}

int program_show(char *const *argv, const char *text, size_t len)
{
    static const int numbers[] = {SIGINT, SIGQUIT, SIGPIPE};
    enum { COUNT = sizeof numbers / sizeof numbers[0] };
    struct sigaction ignore = {.sa_handler = SIG_IGN}, old[COUNT];
    int input[2], result[2];
    if (pipe(input) != 0)
        return errno;
    if (!open_result(result)) {
        int reason = errno;
        close(input[0]);
        close(input[1]);
        return reason;
    }
    for (int i = 0; i < COUNT; i++)
        sigaction(numbers[i], &ignore, &old[i]);
    pid_t child = fork();
    int reason = child < 0 ? errno : 0;
    if (child == 0) {
        dup2(input[0], STDIN_FILENO);
        become(argv, result[1]);
    }
    close(input[0]);
    int not_started = read_result(result);
    if (reason == 0)
        reason = not_started;
    if (reason == 0)
        write_until_left(input[1], text, len);
    close(input[1]);
    if (child > 0)
        wait_for(child, 0);
    for (int i = 0; i < COUNT; i++)
        sigaction(numbers[i], &old[i], NULL);
    return reason;
}

/* Reads what comes from a pipe until its end. Returns false when it is too much or too late. */
static bool read_all(int fd, size_t most, int64_t end_ms, struct strbuf *out)
{
    char block[16384];
    for (;;) {
        struct pollfd input = {.fd = fd, .events = POLLIN};
        int64_t left_ms = end_ms - clock_ms();
        if (left_ms <= 0 || (poll(&input, 1, (int)left_ms) <= 0 && errno != EINTR))
            return false;
        ssize_t count = read(fd, block, sizeof block);
        if (count == 0)
            return true;
        if ((count < 0 && errno != EINTR && errno != EAGAIN) ||
            (count > 0 && (size_t)count > most - out->len))
            return false;
        if (count > 0)
            strbuf_add(out, block, (size_t)count);
    }
}

bool program_read(char *const *argv, size_t most, int limit_ms, struct strbuf *out)
{
    int64_t end_ms = clock_ms() + limit_ms;
    int output[2];
    if (pipe(output) != 0)
        return false;
    fcntl(output[0], F_SETFD, FD_CLOEXEC);
    fcntl(output[0], F_SETFL, O_NONBLOCK);
    pid_t child = fork();
    if (child == 0) {
        setsid();
        redirect(-1);
        dup2(output[1], STDOUT_FILENO);
        become(argv, STDERR_FILENO);
    }
    close(output[1]);
    bool whole = child > 0 && read_all(output[0], most, end_ms, out);
    close(output[0]);
    return child > 0 && ends_well(child, end_ms) && whole;
}
