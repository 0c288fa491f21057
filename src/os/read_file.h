/*
 * Reading a file whole, of which nothing is known yet: it may be huge, a pipe or a device.
 */
#ifndef SB_OS_READ_FILE_H
#define SB_OS_READ_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "base/error.h"

/*
 * Reads a regular file (or what a link to one leads to) of at most max_bytes, without blocking.
 * *bytes is owned by the caller and NUL-terminated after *len. Returns false with *err (SB_ERR_IO)
 * and *missing (if not NULL) set to whether the file does not exist.
 */
bool read_file(const char *path, size_t max_bytes, char **bytes, size_t *len, bool *missing,
               struct sb_error *err);

/* Its steps, for those who have a message of their own. */

/* What a file holds. */
struct file_content {
    char *bytes; /* owned, NUL-terminated after len; NULL: there is no such file */
    size_t len;  /* at most the bound that was given */
    bool whole;  /* false: the file is longer than the bound, and this is its beginning */
};

/* Opens a file to read without blocking. Returns -1 with errno when it cannot be opened. */
int read_file_open(const char *path);

/* Reads from the place of fd to the end. Returns false with errno, and nothing to clear. */
bool read_file_content(int fd, size_t max_bytes, struct file_content *content);
void file_content_clear(struct file_content *content);

/* Returns "a directory", "a pipe" ... */
const char *file_type_name(mode_t mode);

/* Returns whether these are the same file. */
bool file_is_same(const struct stat *a, const struct stat *b);

/* Returns whether nobody has replaced or written the file between two stat() calls. */
bool file_is_unchanged(const struct stat *before, const struct stat *now);

#endif
