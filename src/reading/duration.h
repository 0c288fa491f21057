/*
 * How long a response took, as logs write it.
 */
#ifndef SB_READING_DURATION_H
#define SB_READING_DURATION_H

#include <stddef.h>
#include <stdint.h>

#include "base/strbuf.h"
#include "reading/terms.h"

/* Returns the nanoseconds that a value says, at least 1: 12ms, 1m2.5s, or a number in the unit that
 * the roles of its name have. 0: it says nothing. */
uint64_t duration_read(unsigned roles, const char *text, size_t len);

/* Appends "12.3 s" or "430 ms". */
void duration_put(uint64_t nanoseconds, struct strbuf *out);

#endif
