/*
 * What several test programs need: the fixed small registry, files, and golden texts.
 *
 * Paths are relative to $srcdir/tests. Nothing here counts checks; the callers do.
 */
#ifndef SB_SUPPORT_H
#define SB_SUPPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "bookmarks/bookmarks.h"
#include "registry/registry.h"
#include "screen/frame.h"

/* The content of a file, NUL-terminated and owned by the caller; NULL when it cannot be read. */
char *support_read(const char *name);

/* A registry from JSON text; what is wrong with it ends the program. */
struct registry *support_parse(const char *json, const char *origin);

/* tests/data/small.json: the registry of all golden texts. */
struct registry *support_small(void);

/*
 * True when the text equals tests/golden/NAME. Otherwise both and the first line that differs are
 * printed, and the text is written to $builddir/NAME.actual. With UPDATE_GOLDEN=1 in the
 * environment the golden file is rewritten instead.
 */
bool support_golden(const char *name, const char *text);

/* An entry of IANA's in the registry "http". */
struct bookmark_id support_bookmark_id(const char *code);

/* Codes and notes, "409 500=note"; valid until the next call but three. */
const char *support_bookmarks_text(const struct bookmarks *list);

/* The number of lines that are wider than cols. */
size_t support_wide_lines(const char *text, int cols);

/* Every row has exactly as many columns as the frame, and each half of a wide character its other
 * half. */
bool support_frame_is_sound(const struct frame *frame);

/* True with EXHAUSTIVE=1 in the environment: loops may take minutes. */
bool support_is_exhaustive(void);

/* Repeatable random numbers below `limit` (at least 1). */
unsigned support_random(unsigned *seed, unsigned limit);

#endif
