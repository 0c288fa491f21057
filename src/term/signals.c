#include "config.h"
#include "term/terminal_private.h"

#include <string.h>
#include <unistd.h>

/* Seconds until leaving gives up a terminal that accepts nothing. */
#define LEAVING_SECONDS 1

struct term_signals term_signals;

static void on_alarm(int number)
{
    (void)number;
    term_divert_output();
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
    if (term_signals.end && term_is_writing())
        term_divert_output();
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

/* Keeps ignoring what the parent ignores (nohup). Returns whether the signal is caught. */
static bool catch_signal(size_t i)
{
    struct sigaction action = {.sa_handler = handlers[i].handler};
    sigemptyset(&action.sa_mask);
    if (old_actions[i].sa_handler == SIG_IGN && handlers[i].number != SIGWINCH)
        return false;
    return sigaction(handlers[i].number, &action, NULL) == 0;
}

void term_note_signals(void)
{
    for (size_t i = 0; i < HANDLER_COUNT; i++) {
        sigaction(handlers[i].number, NULL, &old_actions[i]);
        if (handlers[i].number == SIGTSTP)
            catch_signal(i);
    }
}

void term_catch_signals(void)
{
    sigset_t mask;
    sigemptyset(&mask);
    /* Delivered only while waiting for input, so that no check of a flag misses it. */
    for (size_t i = 0; i < HANDLER_COUNT; i++)
        if (catch_signal(i) && handlers[i].handler == on_signal)
            sigaddset(&mask, handlers[i].number);
    sigprocmask(SIG_BLOCK, &mask, &terminal.old_mask);
}

void term_limit_leaving(void)
{
    struct sigaction action = {.sa_handler = on_alarm};
    sigemptyset(&action.sa_mask);
    sigaction(SIGALRM, &action, NULL);
    alarm(LEAVING_SECONDS);
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

int term_signal(void)
{
    return term_signals.end;
}
