/*
 * Reads inputs from files, pipes and standard input into what was seen.
 *
 * In steps: input_queue.h reads several. Nothing of an input is stored or sent, and once one was
 * opened the process leaves no memory image when it crashes.
 */
#ifndef SB_READING_READ_INPUT_H
#define SB_READING_READ_INPUT_H

#include "base/error.h"
#include "reading/log_reader.h"

#define INPUT_STANDARD "-" /* the name of standard input */

/* Where the bytes of an input go. All of it must outlive the input. */
struct input_target {
    struct log_reader *reader;
    const struct terms *terms;
    struct seen *seen; /* of the reader; also what `--json -p -` printed is added to it */
    const struct library *library; /* of these counts; NULL: only the registry of the terms is */
};

struct input;

/* Opens a file or a pipe. Returns NULL with *err (SB_ERR_IO) when there is none, or it is a
 * directory. */
struct input *input_open(const char *path, const struct input_target *target, struct sb_error *err);

/* The descriptor, to be waited for. */
int input_fd(const struct input *input);

enum input_state {
    INPUT_MORE,   /* call again: there may be more */
    INPUT_WAIT,   /* nothing is there now: wait for the descriptor */
    INPUT_ENDED,  /* all of it was read */
    INPUT_FAILED, /* with *err (SB_ERR_IO, SB_ERR_DATA): it cannot be read, or is compressed */
};

/* Reads what is there, at most INPUT_BLOCK_BYTES. To be called when the descriptor has something to
 * read: else it may wait, and a pipe that nobody has opened for writing is at its end. */
#define INPUT_BLOCK_BYTES ((size_t)128 * 1024) /* of one read; larger ones are not faster */
enum input_state input_step(struct input *input, struct sb_error *err);

void input_close(struct input *input); /* NULL is allowed */

#endif
