/*
 * The command line: the table of options.def, its parser and its help text.
 */
#ifndef SB_CLI_OPTIONS_H
#define SB_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/strbuf.h"

enum option {
#define OPTION(id, short_name, long_name, argument, help) OPTION_##id,
#include "cli/options.def"
#undef OPTION
    OPTION_COUNT
};

struct option_info {
    char short_name; /* 0: none */
    const char *long_name;
    const char
        *argument; /* NULL: none; "[ARGUMENT]": it may be left out; "ARGUMENT...": operands */
    const char *help;
};

extern const struct option_info option_table[OPTION_COUNT];

/* Narrower pages would be columns of single words; wider ones nobody has a screen for. */
#define WIDTH_MIN_COLS 20
#define WIDTH_MAX_COLS 1000

enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

/* Which broken rules are an error. */
enum lint_level { LINT_MUST, LINT_SHOULD, LINT_ANY };

struct options {
    bool given[OPTION_COUNT];
    const char *values[OPTION_COUNT]; /* the last argument of each, borrowed from argv; or NULL */
    enum lint_level lint;
    size_t limit;   /* -n, 0: none */
    uint32_t seed;  /* --seed, 0: none */
    int width_cols; /* --width, 0: none */
    enum when color;
    enum when hyperlink;
    char **operands; /* owned array of strings of argv */
    size_t operand_count;
};

/* Reads argv[1..]. Operands and options may be mixed; "--" ends the options. Returns false with
 * *err (SB_ERR_USAGE) on an error. Clear *options in any case. */
bool options_parse(struct options *options, int argc, char **argv, struct sb_error *err);
void options_clear(struct options *options);

/* The environment variables that the program reads, and what they do; a NULL name ends them. */
struct environment_info {
    const char *name, *help;
};
extern const struct environment_info environment_table[];

/* Reads a number of columns as --width does. Returns 0 when the text is none within the bounds. */
int options_width(const char *text);

/* Appends the text of --help, at most 80 columns wide. */
void options_help(struct strbuf *out);

/* Appends the name of an option as help shows it: "-r, --registry=FILE". */
void options_label(enum option option, struct strbuf *out);

#endif
