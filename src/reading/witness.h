/*
 * Which numbers of a text stand where a status stands: the witnesses that logs and messages give.
 *
 * A status is three digits with a witness: after HTTP/1.1, after a quoted request, after a name of
 * a status, before its phrase, and so on. The witnesses, their strength and the words that they
 * need are data of the registry (terms.h); how each looks at the text is here.
 */
#ifndef SB_READING_WITNESS_H
#define SB_READING_WITNESS_H

#include <stdbool.h>

#include "reading/number.h"

/* Sets *number to the next number of the text. Returns false after the last. */
bool witness_next(struct number_scan *scan, struct number *number);

#endif
