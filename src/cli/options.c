#include "config.h"
#include "cli/options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "doc/doc.h"
#include "doc/theme.h"
#include "search/syntax.h"

#define HELP_COLS 80
#define HELP_INDENT_COLS 2
#define HELP_LABEL_COLS 26

const struct option_info option_table[OPTION_COUNT] = {
#define OPTION(id, short_name, long_name, argument, help)                                          \
    [OPTION_##id] = {short_name, long_name, argument, help},
#include "cli/options.def"
#undef OPTION
};

const struct environment_info environment_table[] = {
    {"STATUSBROWSE_REGISTRY", "registry to read when -r is not given"},
    {"STATUSBROWSE_RFC", "folder with copies of RFCs, which O shows (rfc9110.txt, .gz)"},
    {"XDG_DATA_HOME", "in statusbrowse/: bookmarks.json, your own http.json, registries.d/*.json"},
    {"XDG_STATE_HOME", "in statusbrowse/: your last position and searches"},
    {"XDG_CONFIG_HOME", "in statusbrowse/: config.json, registry.d/*.json"},
    {"COLUMNS", "width of printed text that does not go to a terminal (80)"},
    {"PAGER", "shows answers longer than the screen (less -FRX); empty: nothing does"},
    {"BROWSER", "program that opens references (else xdg-open on a display)"},
    {"COLORFGBG", "colours of the terminal, for the theme auto (else it is asked)"},
    {"NO_COLOR", "if not empty: no colours"},
    {"ESCDELAY", "milliseconds to wait for the rest of a key (25)"},
    {NULL, NULL},
};

static bool is_for_operands(const struct option_info *info)
{
    return info->argument != NULL && strstr(info->argument, "...") != NULL;
}

static bool has_optional_argument(const struct option_info *info)
{
    return info->argument != NULL && info->argument[0] == '[';
}

static bool needs_argument(const struct option_info *info)
{
    return info->argument != NULL && !is_for_operands(info) && !has_optional_argument(info);
}

static bool parse_when(enum option option, const char *value, enum when *when, struct sb_error *err)
{
    static const char *const names[] = {
        [WHEN_AUTO] = "auto", [WHEN_ALWAYS] = "always", [WHEN_NEVER] = "never"};
    for (int i = WHEN_AUTO; i <= WHEN_NEVER; i++)
        if (strcmp(value, names[i]) == 0) {
            *when = (enum when)i;
            return true;
        }
    return sb_error_set(err, SB_ERR_USAGE, "--%s is '%s', expected auto, always or never",
                        option_table[option].long_name, value);
}

static bool check_theme(const char *value, struct sb_error *err)
{
    return theme_index(value) >= 0 ||
           sb_error_set(err, SB_ERR_USAGE, "--theme is '%s', expected %s", value, THEME_NAMES);
}

/* Reads digits alone. Returns 0 for anything else, and for more than fits. */
static unsigned long read_number(const char *text)
{
    char *end;
    errno = 0;
    unsigned long number = strtoul(text, &end, 10);
    return text[0] < '0' || text[0] > '9' || *end != '\0' || errno != 0 ? 0 : number;
}

static bool parse_limit(struct options *options, const char *value, struct sb_error *err)
{
    options->limit = read_number(value);
    return options->limit > 0 || strcmp(value, "0") == 0 ||
           sb_error_set(err, SB_ERR_USAGE, "--limit is '%s', expected a number from 1", value);
}

static bool parse_seed(struct options *options, const char *value, struct sb_error *err)
{
    unsigned long seed = read_number(value);
    options->seed = (uint32_t)seed;
    return (seed > 0 && seed <= UINT32_MAX) ||
           sb_error_set(err, SB_ERR_USAGE, "--seed is '%s', expected a number from 1 to %lu", value,
                        (unsigned long)UINT32_MAX);
}

int options_width(const char *text)
{
    unsigned long number = read_number(text);
    return number >= WIDTH_MIN_COLS && number <= WIDTH_MAX_COLS ? (int)number : 0;
}

static bool parse_width(struct options *options, const char *value, struct sb_error *err)
{
    options->width_cols = options_width(value);
    return options->width_cols > 0 ||
           sb_error_set(err, SB_ERR_USAGE, "--width is '%s', expected a number from %d to %d",
                        value, WIDTH_MIN_COLS, WIDTH_MAX_COLS);
}

/* The value of a variable that is not set, in a script, names no file. */
static bool check_file(enum option option, const char *value, struct sb_error *err)
{
    return value[0] != '\0' || sb_error_set(err, SB_ERR_USAGE, "--%s is '', expected a file",
                                            option_table[option].long_name);
}

static bool check_field(const char *value, struct sb_error *err)
{
    return value[strspn(value, "0 ")] != '\0' ||
           sb_error_set(err, SB_ERR_USAGE,
                        "--field is '%s', expected the number of a word, from 1, or a name", value);
}

/* value NULL: it was left out. */
static bool parse_level(struct options *options, const char *value, struct sb_error *err)
{
    static const char *const names[] = {
        [LINT_MUST] = "must", [LINT_SHOULD] = "should", [LINT_ANY] = "any"};
    for (int i = LINT_MUST; i <= LINT_ANY; i++)
        if (value == NULL || strcmp(value, names[i]) == 0) {
            options->lint = (enum lint_level)i;
            return true;
        }
    return sb_error_set(err, SB_ERR_USAGE, "--lint is '%s', expected must, should or any", value);
}

static bool set_option(struct options *options, enum option option, const char *value,
                       struct sb_error *err)
{
    options->given[option] = true;
    options->values[option] = value;
    if (option == OPTION_REGISTRY || option == OPTION_BOOKMARKS)
        return check_file(option, value, err);
    if (option == OPTION_FIELD)
        return check_field(value, err);
    if (option == OPTION_LINT)
        return parse_level(options, value, err);
    if (option == OPTION_COLOR)
        return parse_when(option, value, &options->color, err);
    if (option == OPTION_HYPERLINK)
        return parse_when(option, value, &options->hyperlink, err);
    if (option == OPTION_THEME)
        return check_theme(value, err);
    if (option == OPTION_LIMIT)
        return parse_limit(options, value, err);
    if (option == OPTION_SEED)
        return parse_seed(options, value, err);
    if (option == OPTION_WIDTH)
        return parse_width(options, value, err);
    return true;
}

/* Parses the word at argv[*at] as a long option. Accepts unique beginnings. */
static bool parse_long(struct options *options, int argc, char **argv, int *at,
                       struct sb_error *err)
{
    const char *name = argv[*at] + 2;
    size_t len = strcspn(name, "=");
    int found = -1, count = 0;
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (strncmp(option_table[i].long_name, name, len) != 0)
            continue;
        count++;
        found = i;
        if (option_table[i].long_name[len] == '\0') {
            count = 1;
            break;
        }
    }
    if (count != 1 || len == 0)
        return sb_error_set(err, SB_ERR_USAGE, "%s option '--%.*s'",
                            count > 1 && len > 0 ? "ambiguous" : "unknown", (int)len, name);
    const struct option_info *info = &option_table[found];
    const char *value = name[len] == '=' ? name + len + 1 : NULL;
    if (!needs_argument(info) && !has_optional_argument(info) && value != NULL)
        return sb_error_set(err, SB_ERR_USAGE, "option '--%s' takes no argument", info->long_name);
    if (needs_argument(info) && value == NULL) {
        if (*at + 1 >= argc)
            return sb_error_set(err, SB_ERR_USAGE, "option '--%s' needs an argument: %s",
                                info->long_name, info->argument);
        value = argv[++*at];
    }
    return set_option(options, (enum option)found, value, err);
}

/* Parses the word at argv[*at] as a group of short options. */
static bool parse_short(struct options *options, int argc, char **argv, int *at,
                        struct sb_error *err)
{
    for (const char *letter = argv[*at] + 1; *letter != '\0'; letter++) {
        int found = 0;
        while (found < OPTION_COUNT && option_table[found].short_name != *letter)
            found++;
        if (found == OPTION_COUNT)
            return sb_error_set(err, SB_ERR_USAGE, "unknown option '-%c'", *letter);
        if (!needs_argument(&option_table[found])) {
            if (!set_option(options, (enum option)found, NULL, err))
                return false;
            continue;
        }
        const char *value = letter[1] != '\0' ? letter + 1 : NULL;
        if (value == NULL && *at + 1 < argc)
            value = argv[++*at];
        if (value == NULL)
            return sb_error_set(err, SB_ERR_USAGE, "option '-%c' needs an argument: %s", *letter,
                                option_table[found].argument);
        return set_option(options, (enum option)found, value, err);
    }
    return true;
}

static const struct {
    enum option first, second;
} contradictions[] = {
    {OPTION_PRINT, OPTION_LIST},    {OPTION_PRINT, OPTION_CHECK},
    {OPTION_PRINT, OPTION_DUMP},    {OPTION_BRIEF, OPTION_LIST},
    {OPTION_BRIEF, OPTION_CHECK},   {OPTION_BRIEF, OPTION_DUMP},
    {OPTION_ALL, OPTION_CHECK},     {OPTION_ALL, OPTION_DUMP},
    {OPTION_LIST, OPTION_CHECK},    {OPTION_LIST, OPTION_DUMP},
    {OPTION_CHECK, OPTION_DUMP},    {OPTION_PRESENT, OPTION_QUIZ},
    {OPTION_PRESENT, OPTION_GUIDE}, {OPTION_PRESENT, OPTION_LIST},
    {OPTION_PRESENT, OPTION_CHECK}, {OPTION_PRESENT, OPTION_DUMP},
    {OPTION_QUIZ, OPTION_GUIDE},    {OPTION_QUIZ, OPTION_LIST},
    {OPTION_QUIZ, OPTION_CHECK},    {OPTION_QUIZ, OPTION_DUMP},
    {OPTION_GUIDE, OPTION_LIST},    {OPTION_GUIDE, OPTION_CHECK},
    {OPTION_GUIDE, OPTION_DUMP},    {OPTION_GUIDE, OPTION_JSON},
    {OPTION_BRIEF, OPTION_JSON},    {OPTION_REGISTRY, OPTION_BUILTIN},
    {OPTION_LINT, OPTION_RAW},
};

/* Options that --lint and --raw exclude. */
static const enum option not_with_those[] = {OPTION_PRINT,   OPTION_BRIEF, OPTION_ALL,  OPTION_LIST,
                                             OPTION_JSON,    OPTION_CHECK, OPTION_DUMP, OPTION_QUIZ,
                                             OPTION_PRESENT, OPTION_GUIDE};

static bool check_alone(const struct options *options, enum option alone, struct sb_error *err)
{
    for (size_t i = 0; i < sizeof not_with_those / sizeof not_with_those[0]; i++)
        if (options->given[alone] && options->given[not_with_those[i]])
            return sb_error_set(err, SB_ERR_USAGE, "--%s and --%s exclude each other",
                                option_table[alone].long_name,
                                option_table[not_with_those[i]].long_name);
    return true;
}

/* Refuses options that contradict each other. */
static bool check_contradictions(const struct options *options, struct sb_error *err)
{
    for (size_t i = 0; i < sizeof contradictions / sizeof contradictions[0]; i++) {
        enum option first = contradictions[i].first, second = contradictions[i].second;
        if (options->given[first] && options->given[second])
            return sb_error_set(err, SB_ERR_USAGE, "--%s and --%s exclude each other",
                                option_table[first].long_name, option_table[second].long_name);
    }
    return check_alone(options, OPTION_LINT, err) && check_alone(options, OPTION_RAW, err);
}

/* Refuses options and operands that do not go together. */
static bool check_options(const struct options *options, struct sb_error *err)
{
    if (!check_contradictions(options, err))
        return false;
    if (options->given[OPTION_CHECK] && options->operand_count == 0)
        return sb_error_set(err, SB_ERR_USAGE, "--check needs a file");
    if (options->given[OPTION_LINT] && options->operand_count == 0)
        return sb_error_set(err, SB_ERR_USAGE, "--lint needs a file, or - for standard input");
    if (options->given[OPTION_STRICT] && !options->given[OPTION_CHECK])
        return sb_error_set(err, SB_ERR_USAGE, "--strict goes with --check");
    if (options->given[OPTION_DUMP] && options->operand_count > 0)
        return sb_error_set(err, SB_ERR_USAGE, "--dump takes no operand: '%s'",
                            options->operands[0]);
    if (options->given[OPTION_RAW] && options->operand_count > 0)
        return sb_error_set(err, SB_ERR_USAGE, "--raw is of one code, not of '%s'",
                            options->operands[0]);
    if (options->given[OPTION_LIMIT] && options->limit == 0 && !options->given[OPTION_QUIZ])
        return sb_error_set(err, SB_ERR_USAGE, "--limit is '0', expected a number from 1");
    static const enum option of_quiz[] = {OPTION_ANSWERS, OPTION_SEED};
    for (size_t i = 0; i < sizeof of_quiz / sizeof of_quiz[0]; i++)
        if (options->given[of_quiz[i]] && !options->given[OPTION_QUIZ] &&
            !(of_quiz[i] == OPTION_SEED && options->given[OPTION_PRESENT]))
            return sb_error_set(err, SB_ERR_USAGE, "--%s goes with --quiz",
                                option_table[of_quiz[i]].long_name);
    if (options->given[OPTION_QUIZ] || options->given[OPTION_GUIDE] ||
        options->given[OPTION_PRESENT])
        return true;
    static const enum option printing[] = {OPTION_PRINT, OPTION_BRIEF, OPTION_ALL};
    for (size_t i = 0; i < sizeof printing / sizeof printing[0]; i++)
        if (options->given[printing[i]] && options->operand_count == 0 &&
            !options->given[OPTION_LIST])
            return sb_error_set(err, SB_ERR_USAGE, "--%s needs a CODE, a CLASS, WORDS, a file or -",
                                option_table[printing[i]].long_name);
    return true;
}

bool options_parse(struct options *options, int argc, char **argv, struct sb_error *err)
{
    *options = (struct options){0};
    options->operands = xcalloc((size_t)argc + 1, sizeof *options->operands);
    bool only_operands = false;
    for (int i = 1; i < argc; i++) {
        bool ok = true;
        if (only_operands || argv[i][0] != '-' || argv[i][1] == '\0')
            options->operands[options->operand_count++] = argv[i];
        else if (strcmp(argv[i], "--") == 0)
            only_operands = true;
        else if (argv[i][1] == '-')
            ok = parse_long(options, argc, argv, &i, err);
        else
            ok = parse_short(options, argc, argv, &i, err);
        if (!ok)
            return false;
    }
    static char bookmarked[] = "is:bookmarked";
    if (options->given[OPTION_PRESENT] && options->operand_count == 0)
        options->operands[options->operand_count++] = bookmarked;
    return check_options(options, err);
}

void options_clear(struct options *options)
{
    free(options->operands);
    *options = (struct options){0};
}

void options_label(enum option option, struct strbuf *out)
{
    const struct option_info *info = &option_table[option];
    if (info->short_name != 0)
        strbuf_printf(out, "-%c, --%s", info->short_name, info->long_name);
    else
        strbuf_printf(out, "    --%s", info->long_name);
    if (has_optional_argument(info))
        strbuf_printf(out, "[=%s", info->argument + 1);
    else if (info->argument != NULL)
        strbuf_printf(out, "%c%s", is_for_operands(info) ? ' ' : '=', info->argument);
}

/* Adds a label and its text, the text in a column of its own. */
static void help_row(struct doc *doc, const char *label, const char *text)
{
    struct rich rich = {0};
    rich_pad_to(&rich, HELP_INDENT_COLS);
    rich_add(&rich, doc, ROLE_LABEL, label);
    rich_pad_to(&rich, HELP_LABEL_COLS);
    rich_add(&rich, doc, ROLE_TEXT, text);
    doc_add(doc, &rich, 0, HELP_LABEL_COLS);
}

void options_help(struct strbuf *out)
{
    struct doc *doc = doc_new(HELP_COLS, true);
    doc_text(doc, ROLE_TEXT, "Usage: statusbrowse [OPTION]... [CODE | CLASS | WORDS | FILE | -]...",
             0, 0);
    doc_text(doc, ROLE_TEXT,
             "Browse and search status codes: what they mean, why you see them, what to do.", 0, 0);
    doc_blank(doc);
    help_row(doc, "statusbrowse", "browse");
    help_row(doc, "statusbrowse 502", "start at a code (4xx: at a class)");
    help_row(doc, "statusbrowse rate limit", "start with a search");
    help_row(doc, "statusbrowse access.log", "read a log (-: standard input)");
    help_row(doc, "statusbrowse -b 421", "print a short answer (-p: a whole one)");
    doc_blank(doc);
    for (int i = 0; i < OPTION_COUNT; i++) {
        struct strbuf label = STRBUF_INIT;
        options_label((enum option)i, &label);
        help_row(doc, strbuf_str(&label), option_table[i].help);
        strbuf_clear(&label);
    }
    doc_blank(doc);
    doc_text(doc, ROLE_TEXT,
             "Searching, here and after / in the browser (here, -word after --):", 0, 0);
    for (size_t i = 0; i < search_form_count; i++)
        help_row(doc, search_forms[i].example, search_forms[i].finds);
    doc_blank(doc);
    doc_text(doc, ROLE_TEXT, "Environment:", 0, 0);
    for (size_t i = 0; environment_table[i].name != NULL; i++)
        help_row(doc, environment_table[i].name, environment_table[i].help);
    doc_blank(doc);
    doc_text(
        doc, ROLE_TEXT,
        "When standard output is not a terminal, entries are printed (with operands) or listed "
        "(without). Exit status: 0 found, 1 nothing found or not a registered code, 2 usage "
        "or data error. See statusbrowse(1).",
        0, 0);
    doc_plain(doc, out);
    doc_free(doc);
}
