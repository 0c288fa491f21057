/*
 * Why a run found less than was asked for, and what might help.
 */
#ifndef SB_CLI_EXPLAIN_H
#define SB_CLI_EXPLAIN_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "cli/inputs.h"
#include "cli/selection.h"

/* Appends one line without its end; nothing when all was found. With ascii, what was typed is
 * quoted in ASCII. */
void explain_selection(const struct selection *selection, bool ascii, struct strbuf *out);

/* Returns why no status was counted in the inputs. */
const char *explain_inputs(const struct inputs *inputs);

#endif
