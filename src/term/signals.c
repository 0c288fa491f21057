#include "config.h"
#include "term/term_private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Seconds until leaving gives up a terminal that accepts nothing. */
#define LEAVING_SECONDS 1

struct term_signals term_signals;

static struct {
    volatile sig_atomic_t writing;  /* between term_begin_output() and term_end_output() */
    volatile sig_atomic_t terminal; /* diverted: the descriptor of the terminal, else 0 */
} output;

/* Calls only what POSIX allows in a handler. */
static void divert_output(void)
{
    int saved_errno = errno;
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    int copy = output.terminal == 0 ? fcntl(terminal.out, F_DUPFD_CLOEXEC, STDERR_FILENO + 1) : -1;
    if (null >= 0 && copy >= 0 && dup2(null, terminal.out) >= 0)
        output.terminal = copy;
    if (null >= 0)
        close(null);
    errno = saved_errno;
}

static void on_alarm(int number)
{
    (void)number;
    divert_output();
}

static void on_signal(int number)
{
    if (number == SIGWINCH)
        term_signals.resize = 1;
    else if (number == SIGTSTP)
        term_signals.stop = 1;
    else if (number == SIGCONT)
        term_signals.resume = 1;
    else
        term_signals.end = number;
    if (output.writing && term_signals.end)
        divert_output();
}

/* Does only what POSIX allows in a handler, which excludes curses. */
static void on_crash(int number)
{
    ssize_t written = write(terminal.out, terminal.restore, strlen(terminal.restore));
    (void)written;
    tcsetattr(terminal.out, TCSANOW, &terminal.old_modes);
    signal(number, SIG_DFL);
    raise(number);
}

static const struct {
    int number;
    void (*handler)(int);
} handlers[] = {
    {SIGINT, on_signal},   {SIGTERM, on_signal}, {SIGHUP, on_signal},  {SIGQUIT, on_signal},
    {SIGWINCH, on_signal}, {SIGTSTP, on_signal}, {SIGCONT, on_signal}, {SIGSEGV, on_crash},
    {SIGBUS, on_crash},    {SIGILL, on_crash},   {SIGFPE, on_crash},   {SIGABRT, on_crash},
};

#define HANDLER_COUNT (sizeof handlers / sizeof handlers[0])

static struct sigaction old_actions[HANDLER_COUNT];

void term_note_signals(void)
{
    for (size_t i = 0; i < HANDLER_COUNT; i++)
        sigaction(handlers[i].number, NULL, &old_actions[i]);
}

void term_catch_signals(void)
{
    sigset_t mask;
    sigemptyset(&mask);
    for (size_t i = 0; i < HANDLER_COUNT; i++) {
        struct sigaction action = {.sa_handler = handlers[i].handler};
        sigemptyset(&action.sa_mask);
        /* Keep ignoring what the parent ignores (nohup). */
        if (old_actions[i].sa_handler == SIG_IGN && handlers[i].number != SIGWINCH)
            continue;
        sigaction(handlers[i].number, &action, NULL);
        /* Delivered only while waiting for input, so that no check of a flag misses it. */
        if (handlers[i].handler == on_signal)
            sigaddset(&mask, handlers[i].number);
    }
    sigprocmask(SIG_BLOCK, &mask, &terminal.old_mask);
}

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

void term_limit_leaving(void)
{
    struct sigaction action = {.sa_handler = on_alarm};
    sigemptyset(&action.sa_mask);
    sigaction(SIGALRM, &action, NULL);
    alarm(LEAVING_SECONDS);
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

/* Ignores SIGHUP from now on: a terminal that goes away may send it several times, and that must
 * not interrupt the saving of position and bookmarks. */
void term_release_signals(void)
{
    for (size_t i = 0; i < HANDLER_COUNT; i++)
        if (handlers[i].number != SIGHUP)
            sigaction(handlers[i].number, &old_actions[i], NULL);
    alarm(0);
    signal(SIGHUP, SIG_IGN);
    sigprocmask(SIG_SETMASK, &terminal.old_mask, NULL);
}
