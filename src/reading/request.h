/*
 * Requests in a line of a log: a method and its target.
 */
#ifndef SB_READING_REQUEST_H
#define SB_READING_REQUEST_H

#include "reading/number.h"

/* Finds the requests of the scanned text, the first time that it is called. */
void request_find(struct number_scan *scan);

/* Reports whether a target begins: a path, an address, or an asterisk that stands alone. */
bool request_target_begins(const char *text, size_t len);

#endif
