/*
 * The inputs of a browser, read between its keys: how much at a time, and when a picture is due.
 */
#ifndef SB_RUN_LIVE_H
#define SB_RUN_LIVE_H

#include <stdbool.h>

#include "base/error.h"
#include "cli/inputs.h"
#include "page/page.h"

struct live {
    struct inputs *inputs;   /* borrowed; NULL: there is no input, and nothing ever is due */
    struct page_input input; /* what is known of them */
    char *name;              /* owned: of input */
    bool piped;              /* one of them was no file */
    bool ended;
    struct page_rates *rates; /* owned: of input; NULL without one, so that a start without one does
                                 not touch their pages */
    struct page_rates *total; /* owned: what had come when they were measured, */
    int64_t measured_ms;      /* which was then */
    bool fresh;               /* something was read since the last frame, */
    int64_t frame_ms;         /* which was drawn then; 0: none that shows something */
};

/* secrets: are shown, not masked. live_clear() frees; the live must not be moved until then. */
void live_init(struct live *live, struct inputs *inputs, bool secrets);
void live_clear(struct live *live);

/* Reads what is there, at most LIVE_READ_BYTES and for about LIVE_READ_MS. */
void live_read(struct live *live, struct sb_error *err);

/* Reports whether the inputs could not be read, and nothing was. */
bool live_has_failed(const struct live *live);

/* The descriptor that can be read when there is more, -1: there is none. */
int live_fd(const struct live *live);

/* Milliseconds until a frame is due, -1: none is until more was read. */
int live_due_ms(const struct live *live);

/* Is called before each frame that shows all that was read. */
void live_prepare(struct live *live);

/* Is called after each frame that shows all that was read. */
void live_drawn(struct live *live);

#endif
