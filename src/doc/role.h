/*
 * The roles that a piece of text can have: what it is, not how it looks (see doc/theme.h).
 */
#ifndef SB_DOC_ROLE_H
#define SB_DOC_ROLE_H

#include <stddef.h>

/* The classes of a registry get accents in their order; after the last accent they start over. */
#define ROLE_ACCENTS 6

enum role {
    ROLE_TEXT,
    ROLE_DIM,                              /* counts, hints: there when you look for it */
    ROLE_BADGE,                            /* owners, and other words about the name before them */
    ROLE_RULE,                             /* separators, which nobody reads */
    ROLE_STRONG,                           /* names in running text */
    ROLE_SUMMARY,                          /* the one sentence to read */
    ROLE_LABEL,                            /* section headings */
    ROLE_LITERAL,                          /* what software writes or reads, word for word */
    ROLE_LINK,                             /* something that can be followed */
    ROLE_STAR,                             /* bookmarks */
    ROLE_KEY,                              /* keys in hints */
    ROLE_NOTICE,                           /* messages */
    ROLE_WARNING,                          /* something is wrong */
    ROLE_ACCENT,                           /* first of ROLE_ACCENTS: text of a class */
    ROLE_BAR = ROLE_ACCENT + ROLE_ACCENTS, /* first of as many: a mark next to such text */
    ROLE_COUNT = ROLE_BAR + ROLE_ACCENTS
};

/* Returns the accent of a class, or its bar; ROLE_STRONG for REGISTRY_NONE. */
enum role role_accent(size_t class_index);
enum role role_bar(size_t class_index);

#endif
