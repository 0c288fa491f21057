/*
 * Inputs that are read one after another, in steps, as if they were one.
 *
 * Never waits: whoever calls it waits for its descriptor, and for other things with it.
 */
#ifndef SB_READING_INPUT_QUEUE_H
#define SB_READING_INPUT_QUEUE_H

#include <stdbool.h>
#include <stddef.h>

#include "reading/read_input.h"

/* Zeroed but for the first three members it is at its beginning. */
struct input_queue {
    char *const *paths; /* borrowed: of files, or INPUT_STANDARD */
    size_t count;
    struct input_target target;
    size_t next;         /* path */
    struct input *input; /* that is read now; NULL: none */
    size_t failed;       /* inputs that could not be read to their end */
};

/* Reads what is there, at most INPUT_BLOCK_BYTES. Returns INPUT_WAIT when nothing is there now, and
 * INPUT_ENDED after the last input. Adds a line to *err for each input that cannot be read; the
 * others count. */
enum input_state input_queue_step(struct input_queue *queue, struct sb_error *err);

/* Reads all of them, and waits for those who write them. */
void input_queue_read(struct input_queue *queue, struct sb_error *err);

/* The descriptor to wait for; -1: there is nothing to wait for. */
int input_queue_fd(const struct input_queue *queue);

/* Reports whether more may come after what is there: the input is a pipe, not a file. */
bool input_queue_follows(const struct input_queue *queue);

void input_queue_close(struct input_queue *queue);

#endif
