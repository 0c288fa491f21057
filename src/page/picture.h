/*
 * Pictures for the screen, and the sentences that say the same: the way from client to server, and
 * an exchange of messages.
 */
#ifndef SB_PAGE_PICTURE_H
#define SB_PAGE_PICTURE_H

#include "page/writer.h"

/* Has the registry a path, and the entry a place on it? */
bool picture_has_path(const struct registry *registry, const struct entry *texts);

/* Adds the path with the stations that send the code, where it has room, and the sentence. */
void picture_add_path(struct page_writer *w);

/* Adds the first `steps` steps of the sequence of the entry: as a picture where there is room, else
 * as picture_add_list(). */
void picture_add_sequence(struct page_writer *w, size_t steps);

/* Adds them as a numbered list. */
void picture_add_list(struct page_writer *w, size_t steps);

#endif
