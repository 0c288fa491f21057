/*
 * The places where logs write a status, one function each: what must stand around a number.
 */
#ifndef SB_READING_EVIDENCE_H
#define SB_READING_EVIDENCE_H

#include "reading/number.h"

/* What stands in front of a number: a name of something. */
struct number_name {
    size_t start, len; /* bytes; len 0: no name */
    unsigned roles;    /* enum name_role */
    bool assigned;     /* an equals sign or a colon stands between them, or the name is quoted */
    bool touching;     /* nothing but that: port=404, and not "port: 404" */
};

/* Finds the name in front of the number. */
struct number_name evidence_name(const struct number_scan *scan, const struct number *number);

/* Reports whether the name makes a status of the number. */
bool evidence_is_status(struct number_scan *scan, const struct number_name *name,
                        const struct number *number);

/* Returns how strong a hint the name is, though no witness in a log; 0: none. */
int evidence_hint(const struct number_scan *scan, const struct number_name *name);

/* Reports whether the number stands where the witness looks. (Names and columns are others.) */
bool evidence_holds(struct number_scan *scan, const struct number *number,
                    enum witness_kind witness);

#endif
