/*
 * Broken rules of responses, one a line, as editors and CI read them:
 *
 *     response.txt:5: 401 MUST       401 without WWW-Authenticate: ... (RFC 9110 §15.5.2,
 * 401-challenge)
 */
#ifndef SB_CLI_LINT_H
#define SB_CLI_LINT_H

#include <stdbool.h>

#include "cli/inputs.h"
#include "cli/options.h"
#include "response/rules.h"

/* What is checked, and what was found. Zeroed, but for the first three. */
struct lint {
    const struct library *library;
    enum lint_level level;
    bool ascii;        /* only ASCII can be shown */
    struct strbuf out; /* the lines */
    size_t errors;     /* broken rules of the level */
    const struct inputs *inputs;
    struct rule_findings found;
};

/* Reads the inputs and checks each response in them, however many there are. Adds a line to *err
 * for each input that cannot be read, and when there was no response in any. */
void lint_read(struct lint *lint, char *const *operands, size_t count, struct sb_error *err);
void lint_clear(struct lint *lint);

#endif
