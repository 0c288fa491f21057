/*
 * What belongs to the user and can be searched: the bookmarks and what an input has, without
 * knowing where they are kept.
 */
#ifndef SB_SEARCH_USER_H
#define SB_SEARCH_USER_H

#include <stdbool.h>

struct entry;

/* Any member may be NULL. */
struct search_user {
    bool (*seen)(const void *context, const struct entry *entry);
    const char *(*note)(const void *context, const struct entry *entry); /* NULL: no bookmark */
    const void *context;
};

#endif
