/*
 * Operands that are inputs: standard input as "-", and files.
 */
#ifndef SB_CLI_INPUTS_H
#define SB_CLI_INPUTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "reading/seen.h"
#include "reading/terms.h"
#include "registry/model.h"

/* Finds out whether the operands are inputs: "-", and words with a point or a slash that name a
 * file and are no code. Sets *inputs. Returns false with *err (SB_ERR_USAGE, SB_ERR_IO) when they
 * are mixed with others, or when a file is meant that is not there. */
bool inputs_find(const struct registry *registry, char *const *operands, size_t count, bool *inputs,
                 struct sb_error *err);

/* What is read from inputs. Zeroed is empty. */
struct inputs {
    struct terms *terms;
    struct seen *seen;
    size_t failed; /* inputs that could not be read to their end */
};

/* Reads the inputs one after another. which: the word of a line, or the name, that is the status;
 * NULL: it is found out. Adds a line to *err for each input that cannot be read; the others count.
 * Clear *inputs in any case. */
void inputs_read(struct inputs *inputs, const struct registry *registry, char *const *operands,
                 size_t count, const char *which, struct sb_error *err);
void inputs_clear(struct inputs *inputs);

/* Returns the question that the inputs hold instead of a log, one line; NULL: they hold none.
 * Borrowed. */
const char *inputs_question(const struct inputs *inputs);

#endif
