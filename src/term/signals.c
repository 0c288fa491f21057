#include "config.h"
#include "term/term_private.h"

#include <string.h>
#include <unistd.h>

struct term_signals term_signals;

static void on_end(int number)
{
    term_signals.end = number;
}

static void on_resize(int number)
{
    (void)number;
    term_signals.resize = 1;
}

static void on_stop(int number)
{
    (void)number;
    term_signals.stop = 1;
}

static void on_continue(int number)
{
    (void)number;
    term_signals.resume = 1;
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
    bool blocked; /* delivered only while waiting for input, so that no check of a flag misses it */
} handlers[] = {
    {SIGINT, on_end, true},       {SIGTERM, on_end, true},     {SIGHUP, on_end, true},
    {SIGQUIT, on_end, true},      {SIGWINCH, on_resize, true}, {SIGTSTP, on_stop, true},
    {SIGCONT, on_continue, true}, {SIGSEGV, on_crash, false},  {SIGBUS, on_crash, false},
    {SIGILL, on_crash, false},    {SIGFPE, on_crash, false},   {SIGABRT, on_crash, false},
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
        if (handlers[i].blocked)
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
