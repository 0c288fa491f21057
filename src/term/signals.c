#include "config.h"
#include "term/term_private.h"

#include <string.h>
#include <unistd.h>

struct term_signals term_signals;

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

void term_catch_signals(void)
{
    sigset_t mask;
    sigemptyset(&mask);
    for (size_t i = 0; i < HANDLER_COUNT; i++) {
        struct sigaction action = {.sa_handler = handlers[i].handler};
        struct sigaction *old = &old_actions[i];
        sigemptyset(&action.sa_mask);
        sigaction(handlers[i].number, NULL, old);
        /* Keep ignoring what the parent ignores (nohup). */
        if (old->sa_handler == SIG_IGN && handlers[i].number != SIGWINCH)
            continue;
        sigaction(handlers[i].number, &action, NULL);
        /* Delivered only while waiting for input, so that no check of a flag misses it. */
        if (handlers[i].handler == on_signal)
            sigaddset(&mask, handlers[i].number);
    }
    sigprocmask(SIG_BLOCK, &mask, &terminal.old_mask);
}

/* Ignores SIGHUP from now on: a terminal that goes away may send it several times, and that must
 * not interrupt the saving of position and bookmarks. */
void term_release_signals(void)
{
    for (size_t i = 0; i < HANDLER_COUNT; i++)
        if (handlers[i].number != SIGHUP)
            sigaction(handlers[i].number, &old_actions[i], NULL);
    signal(SIGHUP, SIG_IGN);
    sigprocmask(SIG_SETMASK, &terminal.old_mask, NULL);
}
