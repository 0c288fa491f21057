/*
 * Reading inputs from files, pipes and standard input into what was seen.
 *
 * Waits for pipes. Nothing of an input is stored or sent, and while one is read the process leaves
 * no memory image behind when it crashes.
 */
#ifndef SB_READING_READ_INPUT_H
#define SB_READING_READ_INPUT_H

#include <stdbool.h>

#include "base/error.h"
#include "reading/log_reader.h"

#define INPUT_STANDARD "-" /* the name of standard input */

/* Reads the whole input into the reader's seen, or, if it is what `--json -p -` printed, adds that
 * up. Returns false with *err (SB_ERR_IO, SB_ERR_DATA): it cannot be read, is no file, or is
 * compressed; what was read before counts. */
bool read_input(struct log_reader *reader, const struct terms *terms, struct seen *seen,
                const char *path, struct sb_error *err);

#endif
