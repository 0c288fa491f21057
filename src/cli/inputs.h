/*
 * Operands that are inputs: standard input as "-", and files.
 */
#ifndef SB_CLI_INPUTS_H
#define SB_CLI_INPUTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "reading/answers.h"
#include "reading/input_queue.h"
#include "reading/seen.h"
#include "reading/terms.h"
#include "registry/library.h"

/* Finds out whether the operands are inputs: "-", and words with a point or a slash that name a
 * file and are no code. Sets *inputs. Returns false with *err (SB_ERR_USAGE, SB_ERR_IO) when they
 * are mixed with others, or when a file is meant that is not there. */
bool inputs_find(const struct registry *registry, char *const *operands, size_t count, bool *inputs,
                 struct sb_error *err);

/* Reports whether one of the operands is standard input. */
bool inputs_have_standard(char *const *operands, size_t count);

/* Reports whether somebody has connected standard input to something to read: a pipe, a socket or a
 * file. */
bool inputs_are_connected(void);

/* What is read from inputs. */
struct inputs {
    struct terms *terms;
    struct announcer *announcer; /* of the further registries */
    struct seen *seen;
    struct answers *answers; /* messages of HTTP in them */
    struct log_reader *reader;
    struct input_queue queue; /* reads them */
};

/* Prepares the inputs to be read by the queue. which: the word of a line, or the name, that is the
 * status; NULL: it is found out. The library must outlive them; inputs_clear() frees. */
void inputs_open(struct inputs *inputs, const struct library *library, char *const *operands,
                 size_t count, const char *which);
void inputs_clear(struct inputs *inputs);

/* Returns the question that the inputs hold instead of a log, one line; NULL: they hold none.
 * Borrowed. */
const char *inputs_question(const struct inputs *inputs);

#endif
