/*
 * What tests of every folder need: files of the source, golden texts, loops. Paths are relative to
 * $srcdir/tests. Nothing here counts checks; the callers do.
 */
#ifndef SB_TESTS_SUPPORT_FILES_H
#define SB_TESTS_SUPPORT_FILES_H

#include <stdbool.h>
#include <stddef.h>

/* The content of a file, NUL-terminated and owned by the caller; NULL when it cannot be read.
 * len_bytes may be NULL. */
char *support_read(const char *name, size_t *len_bytes);

/*
 * True when the text equals tests/golden/NAME. Otherwise both and the first line that differs are
 * printed, and the text is written to $builddir/NAME.actual. With UPDATE_GOLDEN=1 in the
 * environment the golden file is rewritten instead.
 */
bool support_golden(const char *name, const char *text);

/* The number of lines that are wider than cols. */
size_t support_wide_lines(const char *text, int cols);

/* True with EXHAUSTIVE=1 in the environment: loops may take minutes. */
bool support_is_exhaustive(void);

/* Repeatable random numbers below `limit` (at least 1). */
unsigned support_random(unsigned *seed, unsigned limit);

#endif
