/*
 * What stands around a message and is no word of it: the time and level of a line of a log, the
 * request that it was about, the fields of the connection after it.
 *
 * Knows shapes only, no format of a product and no registry.
 */
#ifndef SB_SEARCH_NOISE_H
#define SB_SEARCH_NOISE_H

#include <stddef.h>

/* Overwrites the noise in a text of any bytes with spaces; all other bytes keep their places:
 *
 *     [error] [pid 2211] 31#31: *9     level, process, connection
 *     2026/11/27 01:54:14, Nov 27 ...  a time
 *     "GET /x HTTP/1.1"                a request
 *     at f (x.js:12:5)                 a frame of a stack trace
 *     https://host/path                all of a URL but its host
 *     ;boundary=x1                     a parameter of a media type
 *     , client: 192.0.2.7, host: "x"   a chain of fields that names an address, URL or request
 */
void noise_blank(char *text, size_t len);

#endif
