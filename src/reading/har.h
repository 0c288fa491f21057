/*
 * Exchanges as browsers save them (HAR 1.2), value by value: requests and responses go to answers.
 *
 * Browsers keep neither the version nor the lines as they were: those stay unknown.
 */
#ifndef SB_READING_HAR_H
#define SB_READING_HAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reading/answers.h"

#define HAR_NAME_BYTES 128 /* of a method and of a field's name; longer ones are cut */

enum har_part { HAR_NONE, HAR_REQUEST, HAR_RESPONSE };

/* Zeroed is at the beginning. */
struct har {
    enum har_part part; /* the head that was begun last */
    char method[HAR_NAME_BYTES], name[HAR_NAME_BYTES];
    size_t method_len, name_len;
    bool begun;       /* a request was read */
    bool times_first; /* an exchange begins with its time, else ends with it */
    uint64_t time_ms; /* that stands before a request; 0: none */
};

/* Reads a number or a string. path: the names of the members that it is in, a point before each. */
void har_value(struct har *har, struct answers *answers, const char *path, size_t path_len,
               const char *text, size_t len);

#endif
