/*
 * Reading a file whole, of which nothing is known yet: it may be huge, a pipe or a device.
 */
#ifndef SB_OS_READ_FILE_H
#define SB_OS_READ_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/*
 * Reads a regular file (or what a link to one leads to) of at most max_bytes, without blocking.
 * *bytes is owned by the caller and NUL-terminated behind *len. False with *err (SB_ERR_IO) and
 * *missing (if not NULL) telling whether the file does not exist.
 */
bool read_file(const char *path, size_t max_bytes, char **bytes, size_t *len, bool *missing,
               struct sb_error *err);

#endif
