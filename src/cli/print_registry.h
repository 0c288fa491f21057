/*
 * What --version and --dump print.
 */
#ifndef SB_CLI_PRINT_REGISTRY_H
#define SB_CLI_PRINT_REGISTRY_H

#include <stdbool.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "registry/library.h"

/* Appends the version, and a line for each registry: its size, its date, where it was read. ascii:
 * only ASCII can be shown. */
void print_version(const struct library *library, bool ascii, struct strbuf *out);

/* Appends the registry with this id as JSON; NULL: the main one. Returns false with *err
 * (SB_ERR_USAGE) when there is none. */
bool print_dump(const struct library *library, const char *id, struct strbuf *out,
                struct sb_error *err);

#endif
