/*
 * View: a section of an RFC over the whole screen, from a copy on this machine.
 */
#ifndef SB_VIEWS_RFC_READER_H
#define SB_VIEWS_RFC_READER_H

struct app;

/* Shows the section that the URL leads to ("": none is known), or a message that says where a copy
 * could be put. */
void rfc_reader_open(struct app *app, const char *url);

#endif
