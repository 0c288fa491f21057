/*
 * A response as it goes over the wire: for "nc -l", for tests, for a classroom.
 */
#ifndef SB_CLI_RAW_H
#define SB_CLI_RAW_H

#include <stdbool.h>
#include <time.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "registry/model.h"

/*
 * Appends a complete HTTP/1.1 response with the status code: status line, header section and body
 * with CRLF between the lines (RFC 9112, 2.1). The header fields and the body are those of the
 * example of the first meaning of the code, but Date is `now`, and Content-Length is counted.
 *
 * Returns false with *err when no such response can be sent: an interim response is followed by
 * another, a mark of a log was never sent, a code without an entry has nothing to send.
 */
bool raw_response(const struct registry *registry, const char *code, time_t now, struct strbuf *out,
                  struct sb_error *err);

#endif
