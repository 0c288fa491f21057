#include "config.h"
#include "os/opener.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_ARGUMENTS 16

/* On other systems `open` is a program for virtual consoles, or Perl's. */
#ifdef __APPLE__
#define SYSTEM_OPENERS "xdg-open:open"
#else
#define SYSTEM_OPENERS "xdg-open"
#endif

bool opener_is_safe(const char *url)
{
    if (strncmp(url, "https://", 8) != 0 && strncmp(url, "http://", 7) != 0)
        return false;
    size_t len = strlen(url);
    for (size_t i = 0; i < len; i++)
        if (url[i] <= ' ' || url[i] >= 0x7F || strchr("\"'`\\<>$(){}|;", url[i]) != NULL)
            return false;
    return len <= OPENER_MAX_URL_BYTES;
}

/* In the child: the program gets nothing of ours but the address. */
static void run_detached(char **argv, int result_fd)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setsid();
    int null = open("/dev/null", O_RDWR);
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO && null >= 0; fd++)
        dup2(null, fd);
    for (int fd = STDERR_FILENO + 1; fd < 256; fd++)
        if (fd != result_fd)
            close(fd);
    execvp(argv[0], argv);
    int reason = errno;
    ssize_t written = write(result_fd, &reason, sizeof reason);
    _exit(written == (ssize_t)sizeof reason ? 127 : 126);
}

/* Starts a program in a grandchild, which nobody has to wait for. Returns whether it started. */
static bool start(char **argv)
{
    int result[2], reason = 0;
    if (pipe(result) != 0)
        return false;
    fcntl(result[1], F_SETFD, FD_CLOEXEC);
    pid_t child = fork();
    if (child == 0) {
        close(result[0]);
        pid_t grandchild = fork();
        if (grandchild == 0)
            run_detached(argv, result[1]);
        _exit(grandchild < 0 ? 126 : 0);
    }
    close(result[1]);
    bool failed = child < 0;
    if (child > 0) {
        int status;
        while (waitpid(child, &status, 0) < 0 && errno == EINTR)
            continue;
        failed = !WIFEXITED(status) || WEXITSTATUS(status) != 0;
        /* The pipe closes when the program starts, and carries the reason when it does not. */
        ssize_t count;
        while ((count = read(result[0], &reason, sizeof reason)) < 0 && errno == EINTR)
            continue;
        failed = failed || count > 0;
    }
    close(result[0]);
    return !failed;
}

/* Splits a command at spaces and puts the address in place of %s, or at the end. */
static bool start_command(const char *command, const char *url)
{
    char *copy = xstrdup(command), *address = xstrdup(url), *rest = NULL;
    char *argv[MAX_ARGUMENTS + 2];
    size_t count = 0;
    bool placed = false;
    for (char *word = strtok_r(copy, " ", &rest); word != NULL && count < MAX_ARGUMENTS;
         word = strtok_r(NULL, " ", &rest)) {
        bool mark = count > 0 && strcmp(word, "%s") == 0;
        argv[count++] = mark ? address : word;
        placed = placed || mark;
    }
    if (!placed)
        argv[count++] = address;
    argv[count] = NULL;
    bool started = count > 1 && start(argv);
    free(copy);
    free(address);
    return started;
}

bool opener_open(const char *url, struct sb_error *err)
{
    if (!opener_is_safe(url))
        return sb_error_set(err, SB_ERR_DATA, "not a web address, not opened: %s", url);
    const char *browser = getenv("BROWSER");
    /* Try nothing else than what the user chose: another browser would be a surprise. */
    bool chosen = browser != NULL && browser[0] != '\0';
    char *commands = xstrdup(chosen ? browser : SYSTEM_OPENERS), *rest = NULL;
    bool started = false;
    for (char *command = strtok_r(commands, ":", &rest); command != NULL && !started;
         command = strtok_r(NULL, ":", &rest))
        started = start_command(command, url);
    free(commands);
    if (started)
        return true;
    return sb_error_set(err, SB_ERR_IO,
                        chosen ? "no program of $BROWSER could be started: %s"
                               : "nothing here opens a browser (set BROWSER): %s",
                        url);
}
