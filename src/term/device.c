#include "config.h"
#include "term/terminal_private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

struct terminal terminal;

static struct {
    volatile sig_atomic_t writing;  /* between term_begin_output() and term_end_output() */
    volatile sig_atomic_t terminal; /* diverted: the descriptor of the terminal, else 0 */
} output;

void term_divert_output(void)
{
    int saved_errno = errno;
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    int copy = output.terminal == 0 ? fcntl(terminal.out, F_DUPFD_CLOEXEC, STDERR_FILENO + 1) : -1;
    if (null >= 0 && copy >= 0 && dup2(null, terminal.out) >= 0)
        output.terminal = copy;
    else if (copy >= 0)
        close(copy);
    if (null >= 0)
        close(null);
    errno = saved_errno;
}

bool term_is_diverted(void)
{
    return output.terminal != 0;
}

void term_reclaim_output(void)
{
    if (output.terminal == 0)
        return;
    dup2(output.terminal, terminal.out);
    close(output.terminal);
    output.terminal = 0;
}

/* Delivers or keeps back the signals that end the program, those blocked before the start apart. */
static void change_mask(int how)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    sigset_t mask;
    sigemptyset(&mask);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (sigismember(&terminal.old_mask, numbers[i]) == 0)
            sigaddset(&mask, numbers[i]);
    sigprocmask(how, &mask, NULL);
}

void term_begin_output(void)
{
    output.writing = 1;
    change_mask(SIG_UNBLOCK);
}

void term_end_output(void)
{
    change_mask(SIG_BLOCK);
    output.writing = 0;
}

bool term_is_writing(void)
{
    return output.writing != 0;
}

void term_send(const char *text)
{
    term_begin_output();
    ssize_t written = write(terminal.out, text, strlen(text));
    (void)written; /* nothing helps when the terminal accepts no more */
    term_end_output();
}
