#include "config.h"
#include "term/terminal.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "screen/key.h"
#include "term/terminal_private.h"

#define ESCDELAY_DEFAULT_MS 25
#define ESCDELAY_MAX_MS 10000
/* How long an Escape or Ctrl-C within a paste stays alone until it is a key that ends it. In its
 * first moment an Escape is the beginning of the paste's own end, on a line that may be slow. */
#define PASTE_END_LIMIT_MS 300
/* Longest pause within a control string, or an answer on a slow line. Keys are lost until then, so
 * it is short right after the start, which looks like Alt-]; the text may come in parts. */
#define STRING_START_LIMIT_MS 100
#define STRING_LIMIT_MS 500

/* A terminal that has not answered by then, counted from the question, does not answer. */
#define ANSWER_LIMIT_MS 1000
/* How long leaving may wait for an answer. */
#define LEAVE_LIMIT_MS 100
/* How long, from the question, a frame and leaving wait on a slow line for a terminal that has
 * answered before: twice a screen at 9600 baud. */
#define ARRIVAL_LIMIT_MS 10000
/* A line is slow when a screen takes longer: then a held key draws more than it carries. */
#define SLOW_MS 100

/* What all terminals answer (DA1), when they have shown what came before it. */
#define SIGN_OF_LIFE "\033[c"

static struct key_decoder decoder;

/* The last question, and what the earlier ones have shown. */
static struct {
    bool open;        /* not all is answered */
    bool reported;    /* TERM_BACKGROUND was returned */
    bool slow_line;   /* ask about each frame */
    int64_t asked_ms; /* when */
    int64_t first_ms; /* how long the first answer took */
    unsigned answers; /* how many came */
} question;

/* What can be read after a wait. */
struct readable {
    bool keys, other;
};

/* Waits for keys, the other descriptor (-1: none), a signal or the timeout. Returns what ppoll()
 * returns. */
static int wait_input(int timeout_ms, int other, struct readable *readable)
{
    struct timespec limit = {timeout_ms / 1000, (long)(timeout_ms % 1000) * 1000000};
    const struct timespec *timeout = timeout_ms < 0 ? NULL : &limit;
    sigset_t mask = terminal.old_mask;
    *readable = (struct readable){false, false};
#ifdef HAVE_PPOLL
    struct pollfd input[] = {{.fd = terminal.in, .events = POLLIN},
                             {.fd = other, .events = POLLIN}};
    int ready = ppoll(input, 2, timeout, &mask);
    if (ready > 0)
        *readable = (struct readable){input[0].revents != 0, input[1].revents != 0};
    return ready;
#else /* macOS */
    fd_set input;
    if (terminal.in >= FD_SETSIZE || other >= FD_SETSIZE) {
        errno = EBADF;
        return -1;
    }
    FD_ZERO(&input);
    FD_SET(terminal.in, &input);
    if (other >= 0)
        FD_SET(other, &input);
    int most = terminal.in > other ? terminal.in : other;
    int ready = pselect(most + 1, &input, NULL, NULL, timeout, &mask);
    if (ready > 0)
        *readable =
            (struct readable){FD_ISSET(terminal.in, &input), other >= 0 && FD_ISSET(other, &input)};
    return ready;
#endif
}

/* Returns false when the terminal is gone. */
static bool read_input(void)
{
    char bytes[1024];
    size_t room = key_room(&decoder);
    ssize_t count = read(terminal.in, bytes, room < sizeof bytes ? room : sizeof bytes);
    if (count > 0)
        key_feed(&decoder, bytes, (size_t)count);
    return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN));
}

static int escdelay_ms(void)
{
    const char *value = getenv("ESCDELAY");
    if (value == NULL || value[0] < '0' || value[0] > '9')
        return ESCDELAY_DEFAULT_MS;
    long delay = strtol(value, NULL, 10);
    return delay > ESCDELAY_MAX_MS ? ESCDELAY_MAX_MS : (int)delay;
}

/* How long a frame that is due waits for the previous one to arrive. The system would take many
 * of them, and the terminal show them all, long after the last key. */
static int arrival_ms(void)
{
    if (!question.open || question.answers == 0)
        return 0;
    int64_t left_ms = question.asked_ms + ARRIVAL_LIMIT_MS - clock_ms();
    return left_ms > 0 ? (int)left_ms : 0;
}

/* How long to wait for the rest of a key, paste or string; -1: nothing has begun. */
static int rest_limit_ms(void)
{
    if (key_is_pasting(&decoder))
        return key_may_end_paste(&decoder) ? PASTE_END_LIMIT_MS : -1;
    if (!key_is_pending(&decoder))
        return -1;
    enum key_string string = key_string(&decoder);
    int limit_ms = string == KEY_STRING_BEGUN                      ? STRING_START_LIMIT_MS
                   : string != KEY_STRING_NONE || arrival_ms() > 0 ? STRING_LIMIT_MS
                                                                   : 0;
    return limit_ms > escdelay_ms() ? limit_ms : escdelay_ms();
}

static void ask(const char *sequence)
{
    key_forget_replies(&decoder);
    question.open = true;
    question.asked_ms = clock_ms();
    term_send(sequence);
}

void term_ask_background(void)
{
    static const char *const silent[] = {"linux", "screen", "dumb"};
    const char *term = getenv("TERM");
    if (!term_has_palette() || term == NULL)
        return;
    for (size_t i = 0; i < sizeof silent / sizeof silent[0]; i++)
        if (strncmp(term, silent[i], strlen(silent[i])) == 0)
            return;
    question.reported = false;
    /* The second ends the waiting for the first. */
    ask("\033]11;?\033\\" SIGN_OF_LIFE);
}

enum background term_background(void)
{
    return key_replies(&decoder)->background;
}

void term_ask_arrival(void)
{
    if (question.slow_line && !question.open)
        ask(SIGN_OF_LIFE);
}

/* Judges the line by how long an answer took. The first comes after a whole screen, the second
 * after what keys drew meanwhile, the third after nothing: it takes as long as an empty line does.
 */
static void judge_line(int64_t took_ms)
{
    if (++question.answers == 1)
        question.first_ms = took_ms;
    if (question.answers == 3)
        question.slow_line = question.first_ms - took_ms > SLOW_MS;
    else if (question.answers < 3 && question.first_ms > SLOW_MS)
        ask(SIGN_OF_LIFE);
}

/* Takes what was answered. Returns true when the background is known, once. */
static bool take_answers(void)
{
    const struct key_replies *replies = key_replies(&decoder);
    bool known = question.open && !question.reported && replies->background != BACKGROUND_UNKNOWN;
    question.reported = question.reported || known;
    if (question.open && replies->attributes && !known) {
        question.open = false;
        judge_line(clock_ms() - question.asked_ms);
    }
    return known;
}

/* How long leaving waits for an answer from now on. A signal that ends the program may come while
 * it waits. */
static int leave_limit_ms(void)
{
    int limit_ms = term_signals.end ? 0 : arrival_ms();
    return limit_ms > LEAVE_LIMIT_MS ? limit_ms : LEAVE_LIMIT_MS;
}

/* Drops the keys that have come. Returns false for Ctrl-C: the user does not wait either. */
static bool drop_keys(void)
{
    bool waits = true;
    struct key_event event;
    while (key_take(&decoder, &event))
        waits = waits && event.key != KEY_CTRL('c');
    return waits;
}

void term_await_answers(void)
{
    int64_t now = clock_ms(), end_ms = now + leave_limit_ms();
    struct readable readable;
    if (arrival_ms() == 0 && now - question.asked_ms > ANSWER_LIMIT_MS)
        question.open = false;
    while (question.open && now < end_ms) {
        if (!drop_keys() || key_replies(&decoder)->attributes)
            break;
        int ready = wait_input((int)(end_ms - now), -1, &readable);
        if ((ready > 0 && !read_input()) || (ready < 0 && errno != EINTR))
            break;
        now = clock_ms();
        if (now + leave_limit_ms() < end_ms)
            end_ms = now + leave_limit_ms();
    }
    question.open = false;
}

/* Reads what can be read. ready: what wait_input() returned. Returns false when the terminal is
 * gone. */
static bool take_input(int ready, const struct readable *readable)
{
    if (ready < 0)
        return errno == EINTR;
    return !readable->keys || read_input();
}

bool term_read_event(struct key_event *event, const struct term_wait *wait, enum term_event *what)
{
    *what = TERM_KEY;
    if (key_take(&decoder, event))
        return true;
    *what = TERM_BACKGROUND;
    if (take_answers())
        return true;
    struct readable readable;
    int rest_ms = rest_limit_ms();
    int limit_ms = wait->limit_ms == 0 ? arrival_ms() : wait->limit_ms;
    bool rest_first = rest_ms >= 0 && (limit_ms < 0 || rest_ms <= limit_ms);
    /* The rest of a key comes first: an input that never pauses would keep Escape back. */
    int other = rest_ms >= 0 ? -1 : wait->fd;
    int ready = wait_input(rest_first ? rest_ms : limit_ms, other, &readable);
    *what = TERM_EOF;
    if (!take_input(ready, &readable))
        return true;
    *what = TERM_INPUT;
    if (ready > 0 && readable.other && !readable.keys)
        return true;
    *what = TERM_NOTHING;
    if (ready == 0 && rest_first)
        key_time_out(&decoder);
    return ready == 0 && !rest_first;
}
