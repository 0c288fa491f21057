/*
 * Where the lines of a text end.
 *
 * Words stay whole where they can. A word that is longer than a line is broken after a character
 * that separates its parts, and no line begins with a comma or another sign that belongs to what is
 * before it.
 */
#ifndef SB_DOC_WRAP_H
#define SB_DOC_WRAP_H

#include <stddef.h>

#include "base/strbuf.h"

/* Returns where a line of `width` columns ends that begins at `start`, in bytes from the start of
 * the text. next_width: of the line after it. */
typedef size_t wrap_line(const struct strbuf *text, size_t start, int width, int next_width);

wrap_line wrap_words;       /* the spaces after the end belong to no line */
wrap_line wrap_whole_words; /* the same; a word that is too long stands out */
wrap_line wrap_verbatim;    /* no space is lost */
wrap_line wrap_url;
wrap_line wrap_nowhere;

#endif
