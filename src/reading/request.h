/*
 * Requests in a line of a log: a method and its target.
 */
#ifndef SB_READING_REQUEST_H
#define SB_READING_REQUEST_H

#include "reading/number.h"

/* Finds the requests of the scanned text, the first time that it is called. */
void request_find(struct number_scan *scan);

#endif
