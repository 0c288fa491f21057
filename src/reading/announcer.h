/*
 * Codes of further registries in a text: after the words that announce them ("curl: (28)"), or next
 * to their name ("14 UNAVAILABLE").
 *
 * The words are those of the registries: prefixes announce everywhere, hints in a question only. A
 * log counts after a hint what is a name for sure: written as the registry has it.
 */
#ifndef SB_READING_ANNOUNCER_H
#define SB_READING_ANNOUNCER_H

#include <stdbool.h>
#include <stddef.h>

#include "registry/library.h"

#define ANNOUNCED_MAX 16 /* entries of one text; nobody asks for more at once */

/* Entries that a text names, each once, in its order. */
struct announced {
    const struct entry *entries[ANNOUNCED_MAX];
    size_t count;
};

/* Is the entry among them? */
bool announced_has(const struct announced *found, const struct entry *entry);

/* Adds an entry that is not there yet, if there is room. NULL is passed over. */
void announced_add(struct announced *found, const struct entry *entry);

/* What announces codes, prepared for looking it up. */
struct announcer;

/* The library must outlive it. Never NULL. */
struct announcer *announcer_new(const struct library *library);
void announcer_free(struct announcer *announcer); /* NULL is allowed */

/* The library that it was made for. */
const struct library *announcer_library(const struct announcer *announcer);

/* Adds the codes that a text announces, of a log and of a question. */
void announcer_read_log(const struct announcer *announcer, const char *text, size_t len,
                        struct announced *found);
void announcer_read_question(const struct announcer *announcer, const char *text, size_t len,
                             struct announced *found);

/* Reports whether the line of a log is what the program of a registry says while it works: it
 * begins with what the registry puts in front of messages. *message: the entry with this message,
 * or NULL. */
bool announcer_speaks(const struct announcer *announcer, const char *line, size_t len,
                      const struct entry **message);

/* Reports whether codes may be announced in the text, or in it and what follows it together. */
bool announcer_begins(const struct announcer *announcer, const char *text, size_t len);

/* Returns the entry of a further registry with this code and owner, or NULL. */
const struct entry *announcer_find(const struct announcer *announcer, const char *code,
                                   const char *owner);

/* Copies the code or name that begins the text: letters, digits, and points, dashes and underscores
 * inside. Ends at a NUL, too. Returns its length, 0 when there is none. */
#define ANNOUNCED_BYTES 48 /* of a code or name in a text */
size_t announced_copy(const char *text, size_t len, char code[ANNOUNCED_BYTES]);

#endif
