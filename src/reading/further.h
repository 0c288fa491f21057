/*
 * Counts codes of further registries next to the statuses of an input: those that a line announces,
 * and the flags of the product in front.
 */
#ifndef SB_READING_FURTHER_H
#define SB_READING_FURTHER_H

#include "reading/announcer.h"
#include "reading/records.h"
#include "reading/seen.h"
#include "reading/terms.h"

/* A message that is counted when it is known to be the last word: the exit code that a program
 * reports after it is the same failure, and so is a message on the next line. */
struct further_message {
    const struct entry *entry; /* NULL: none waits */
    bool latest;               /* it was on the line before */
    size_t len;
    char line[SEEN_EXAMPLE_BYTES];
};

/* Of a line, or of a record of JSON. Zeroed but for its first three members it has found
 * nothing.
 */
struct further {
    const struct announcer *announcer; /* NULL: there are no further registries */
    const struct terms *terms;         /* of the main one */
    struct seen *seen;
    struct announced found;
    struct further_message message;
};

/* Forgets what was found. */
void further_clear(struct further *further);

/* Finds what a text announces. */
void further_read(struct further *further, const char *text, size_t len);

/* Finds what a value of JSON announces, perhaps with its name: "grpc_status": 14. */
void further_read_value(struct further *further, const struct records_value *value);

/* Finds the codes that the product uses as the reason of a status: UF,URX or sH--. */
void further_read_reason(struct further *further, const struct seen_text *reason,
                         const char *product);

/* What a program says of its work. */
enum further_talk {
    FURTHER_NO_TALK,
    FURTHER_TALK, /* which is no message of an entry */
    FURTHER_MESSAGE,
};

/* Reads a line of text, which may be a message of an entry. */
enum further_talk further_read_message(struct further *further, const char *line, size_t len);

/* Counts the message that waits. */
void further_end(struct further *further);

/* Counts what was found once each, and forgets it. line: an example, if len > 0. Returns whether
 * anything was found. */
bool further_count(struct further *further, const struct moment *when, const char *line,
                   size_t len);

/* Returns the code that stands for an entry of a library in what was seen, or SEEN_NO_CODE when
 * there are too many. */
int further_code(struct seen *seen, const struct library *library, const struct entry *entry);

#endif
