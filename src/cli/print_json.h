/*
 * A selection as a JSON array.
 */
#ifndef SB_CLI_PRINT_JSON_H
#define SB_CLI_PRINT_JSON_H

#include "base/strbuf.h"
#include "cli/selection.h"

/* Appends the array. full: with every field of the entries. */
void print_json(const struct selection *selection, bool full, struct strbuf *out);

#endif
