#include "config.h"
#include "os/pager.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"

/* -F ends at once when one screen is enough, -R shows colours, -X leaves the text on the screen. */
#define USUAL_PAGER "less -FRX"
#define USUAL_LESS "FRX"

/* Of a command: more than any pager is given. */
#define MAX_WORDS 32

/* What a shell would not take as it is. */
#define SHELL_CHARACTERS "|&;<>()$`\\\"'*?[]#~=%!{}\t\n"

/* Returns the command that the user chose, or NULL. */
static const char *chosen_pager(void)
{
    return getenv("PAGER");
}

bool pager_is_wanted(void)
{
    const char *chosen = chosen_pager();
    return chosen == NULL || (chosen[strspn(chosen, " ")] != '\0' && strcmp(chosen, "cat") != 0);
}

/* Splits a command at spaces, in place. Returns false when it has too many words. */
static bool split(char *command, char *argv[MAX_WORDS + 1])
{
    char *rest = NULL;
    size_t count = 0;
    for (char *word = strtok_r(command, " ", &rest); word != NULL;
         word = strtok_r(NULL, " ", &rest)) {
        if (count == MAX_WORDS)
            return false;
        argv[count++] = word;
    }
    argv[count] = NULL;
    return count > 0;
}

/* In the child: the pager reads the pipe. Reports why it does not start. */
static void run(char *const argv[], int input, int result)
{
    signal(SIGPIPE, SIG_DFL);
    signal(SIGINT, SIG_DFL);
    signal(SIGQUIT, SIG_DFL);
    setenv("LESS", USUAL_LESS, false);
    if (dup2(input, STDIN_FILENO) >= 0)
        execvp(argv[0], argv);
    int reason = errno;
    ssize_t written = write(result, &reason, sizeof reason);
    _exit(written == (ssize_t)sizeof reason ? 127 : 126);
}

/* Returns the reason for which the pager did not start, 0 if it did. */
static int read_reason(int result)
{
    int reason = 0;
    ssize_t count;
    while ((count = read(result, &reason, sizeof reason)) < 0 && errno == EINTR)
        continue;
    return count == (ssize_t)sizeof reason ? reason : 0;
}

/* A pager that is left before the end reads no more: that is no error. */
static void feed(int fd, const char *text, size_t len)
{
    while (len > 0) {
        ssize_t count = write(fd, text, len);
        if (count < 0 && errno != EINTR)
            return;
        if (count > 0) {
            text += count;
            len -= (size_t)count;
        }
    }
}

/* Makes two pipes whose ends do not reach other programs. */
static bool make_pipes(int input[2], int result[2])
{
    if (pipe(input) != 0)
        return false;
    if (pipe(result) != 0) {
        close(input[0]);
        close(input[1]);
        return false;
    }
    int ends[] = {input[0], input[1], result[0], result[1]};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    return true;
}

/* Returns 0, or the reason for which the pager did not start. */
static int start_and_feed(char *const argv[], const char *text, size_t len)
{
    int input[2], result[2], status;
    if (!make_pipes(input, result))
        return errno;
    pid_t child = fork();
    int reason = child < 0 ? errno : 0;
    if (child == 0)
        run(argv, input[0], result[1]);
    close(input[0]);
    close(result[1]);
    if (child > 0)
        reason = read_reason(result[0]);
    close(result[0]);
    if (reason == 0)
        feed(input[1], text, len);
    close(input[1]);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return reason;
}

bool pager_show(const char *text, size_t len, struct sb_error *err)
{
    const char *chosen = chosen_pager();
    char *command = xstrdup(chosen != NULL ? chosen : USUAL_PAGER);
    char *argv[MAX_WORDS + 1];
    /* Its keys are not ours: Ctrl-C stops a search in less. */
    void (*old_int)(int) = signal(SIGINT, SIG_IGN);
    void (*old_quit)(int) = signal(SIGQUIT, SIG_IGN);
    void (*old_pipe)(int) = signal(SIGPIPE, SIG_IGN);
    bool plain = strpbrk(command, SHELL_CHARACTERS) == NULL && split(command, argv);
    int reason = plain ? start_and_feed(argv, text, len) : 0;
    signal(SIGINT, old_int);
    signal(SIGQUIT, old_quit);
    signal(SIGPIPE, old_pipe);
    free(command);
    if (!plain)
        return sb_error_set(err, SB_ERR_USAGE,
                            "PAGER is '%s', expected a program and its arguments without what a "
                            "shell would obey; shown without it",
                            chosen);
    if (reason == 0)
        return true;
    if (chosen != NULL)
        sb_error_set(err, SB_ERR_IO, "shown without the pager '%s': %s", chosen, strerror(reason));
    return false;
}
