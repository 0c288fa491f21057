/*
 * View: a section of an RFC over the whole screen, from a copy on this machine.
 */
#ifndef SB_VIEWS_RFC_READER_H
#define SB_VIEWS_RFC_READER_H

#include "base/strbuf.h"
#include "views/reader.h"

struct rfc_reader {
    struct reader reader;
    struct strbuf title, text; /* shown; the path of the copy is the last line */
};

/* Shows the section that the URL leads to ("": none is known), or a message that says where a copy
 * could be put. */
void rfc_reader_open(struct rfc_reader *rfc, struct app *app, const char *url);
void rfc_reader_clear(struct rfc_reader *rfc); /* frees */

#endif
