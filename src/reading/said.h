/*
 * What a line of text says besides its status: the target of the request, the reason that the
 * product in front gives, the status of the upstream server.
 */
#ifndef SB_READING_SAID_H
#define SB_READING_SAID_H

#include "reading/number.h"
#include "reading/seen.h"

/* Fills in what the scanned text says next to the status. */
void said_find(struct number_scan *scan, const struct number *status, struct found_status *found);

/* Fills in the target alone. */
void said_target(struct number_scan *scan, struct found_status *found);

/* Returns what the reason means: the value of the registry, NULL when it has none. */
const struct log_reason *said_reason(const struct terms *terms, const char *text, size_t len);

#endif
