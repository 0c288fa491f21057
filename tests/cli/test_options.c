#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "base/memory.h"
#include "cli/options.h"
#include "doc/theme.h"
#include "search/syntax.h"
#include "support/check.h"
#include "support/files.h"

#define MAX_WORDS 12

/* A command line as one text, cut at '|'. The options point into `text`. */
struct command {
    char *text;
    char *words[MAX_WORDS + 1];
    int count;
    struct options options;
    struct sb_error err;
    bool ok;
};

static void parse(struct command *command, const char *line)
{
    *command = (struct command){.text = xstrdup(line)};
    static char program[] = "statusbrowse";
    command->words[command->count++] = program;
    for (char *word = command->text; word != NULL && command->count < MAX_WORDS;) {
        char *end = strchr(word, '|');
        if (end != NULL)
            *end++ = '\0';
        if (end != NULL || line[0] != '\0')
            command->words[command->count++] = word;
        word = end;
    }
    command->ok = options_parse(&command->options, command->count, command->words, &command->err);
}

static void finish(struct command *command)
{
    options_clear(&command->options);
    sb_error_clear(&command->err);
    free(command->text);
}

/* What was understood: names of the options, values, then the operands in brackets. */
static char *describe(const struct options *options)
{
    static const char *const whens[] = {"auto", "always", "never"};
    struct strbuf sb = STRBUF_INIT;
    for (int i = 0; i < OPTION_COUNT; i++)
        if (options->given[i])
            strbuf_printf(&sb, "%s ", option_table[i].long_name);
    if (options->values[OPTION_REGISTRY] != NULL)
        strbuf_printf(&sb, "registry=%s ", options->values[OPTION_REGISTRY]);
    if (options->limit != 0)
        strbuf_printf(&sb, "limit=%zu ", options->limit);
    if (options->width_cols != 0)
        strbuf_printf(&sb, "width=%d ", options->width_cols);
    if (options->given[OPTION_COLOR])
        strbuf_printf(&sb, "color=%s ", whens[options->color]);
    if (options->values[OPTION_THEME] != NULL)
        strbuf_printf(&sb, "theme=%s ", options->values[OPTION_THEME]);
    for (size_t i = 0; i < options->operand_count; i++)
        strbuf_printf(&sb, "[%s]", options->operands[i]);
    return strbuf_take(&sb);
}

static void good_command_lines_are_understood(void)
{
    static const struct {
        const char *line, *meaning;
    } cases[] = {
        {"", ""},
        {"404", "[404]"},
        {"rate|limit", "[rate][limit]"},
        {"-p|404", "print [404]"},
        {"--print|404|502", "print [404][502]"},
        {"404|-p", "print [404]"}, /* in any order */
        {"-b|404", "brief [404]"},
        {"-pb|404", "print brief [404]"},
        {"-a|499", "all [499]"},
        {"-ba|499", "brief all [499]"},
        {"-p|404|--width=20", "print width width=20 [404]"},
        {"-p|404|--width|1000", "print width width=1000 [404]"},
        {"-l", "list "},
        {"-ln5|4xx", "list limit limit=5 [4xx]"},
        {"-ln|5|4xx", "list limit limit=5 [4xx]"},
        {"-l|-n5", "list limit limit=5 "},
        {"-l|--limit=5", "list limit limit=5 "},
        {"-l|--limit|5", "list limit limit=5 "},
        {"-n|4|-n|6|-l", "list limit limit=6 "}, /* the last counts */
        {"-rmy.json", "registry registry=my.json "},
        {"-r|my.json", "registry registry=my.json "},
        {"--registry=my.json", "registry registry=my.json "},
        {"--registry|--ascii", "registry registry=--ascii "},
        {"--reg|my.json", "registry registry=my.json "}, /* unique beginnings */
        {"--jso|-p|404", "print json [404]"},
        {"--color|never", "color color=never "},
        {"--color=always", "color color=always "},
        {"--theme=mono", "theme theme=mono "},
        {"--check|a.json|b.json", "check [a.json][b.json]"},
        {"a.json|--check|b.json", "check [a.json][b.json]"},
        {"--dump|--builtin", "builtin dump "},
        {"--ascii|--no-mouse", "ascii no-mouse "},
        {"-h", "help "},
        {"--help|--list|--builtin", "list builtin help "},
        {"-V", "version "},
        {"--|--list|-p", "[--list][-p]"},
        {"-l|--|--", "list [--]"},
        {"-", "[-]"},
        {"|", "[][]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct command command;
        parse(&command, cases[i].line);
        char *meaning = describe(&command.options);
        CHECK_MSG(command.ok, "\"%s\": %s", cases[i].line,
                  command.err.message != NULL ? command.err.message : "");
        CHECK_STR(meaning, cases[i].meaning);
        free(meaning);
        finish(&command);
    }
}

static void bad_command_lines_are_refused_with_the_reason(void)
{
    static const struct {
        const char *line, *message;
    } cases[] = {
        {"--frobnicate", "unknown option '--frobnicate'"},
        {"--frobnicate=1", "unknown option '--frobnicate'"},
        {"--=x", "unknown option '--'"},
        {"-x", "unknown option '-x'"},
        {"-lx", "unknown option '-x'"},
        {"-4", "unknown option '-4'"},
        {"--li", "ambiguous option '--li'"}, /* list, limit */
        {"--re", "ambiguous option '--re'"},
        {"--ascii=yes", "option '--ascii' takes no argument"},
        {"--check=a.json", "option '--check' takes no argument"},
        {"-l|-n", "option '-n' needs an argument: N"},
        {"-r", "option '-r' needs an argument: FILE"},
        {"--limit", "option '--limit' needs an argument: N"},
        {"--registry", "option '--registry' needs an argument: FILE"},
        {"--color", "option '--color' needs an argument: WHEN"},
        {"--color=sometimes", "--color is 'sometimes', expected auto, always or never"},
        {"--color=", "--color is '', expected auto, always or never"},
        {"--theme=pink",
         "--theme is 'pink', expected auto, dark, light, high-contrast, mono or default"},
        {"--limit=0", "--limit is '0', expected a number from 1"},
        {"--limit=-1", "--limit is '-1', expected a number from 1"},
        {"--limit=+1", "--limit is '+1', expected a number from 1"},
        {"--limit= 1", "--limit is ' 1', expected a number from 1"},
        {"--limit=5x", "--limit is '5x', expected a number from 1"},
        {"--limit=", "--limit is '', expected a number from 1"},
        {"--limit=99999999999999999999999",
         "--limit is '99999999999999999999999', expected a number from 1"},
        {"-nx", "--limit is 'x', expected a number from 1"},
        {"--registry=", "--registry is '', expected a file"},
        {"-r|", "--registry is '', expected a file"},
        {"--bookmarks=", "--bookmarks is '', expected a file"},
        {"--width=19", "--width is '19', expected a number from 20 to 1000"},
        {"--width=1001", "--width is '1001', expected a number from 20 to 1000"},
        {"--width=4294967336", "--width is '4294967336', expected a number from 20 to 1000"},
        {"--width=", "--width is '', expected a number from 20 to 1000"},
        {"-b|-l|404", "--brief and --list exclude each other"},
        {"-b|--json|404", "--brief and --json exclude each other"},
        {"-b", "--brief needs a CODE, a CLASS, WORDS, a file or -"},
        {"-a", "--all needs a CODE, a CLASS, WORDS, a file or -"},
        {"-p|-l|404", "--print and --list exclude each other"},
        {"-l|--check|a", "--list and --check exclude each other"},
        {"--dump|-p|404", "--print and --dump exclude each other"},
        {"-r|a|--builtin", "--registry and --builtin exclude each other"},
        {"--check", "--check needs a file"},
        {"--strict", "--strict goes with --check"},
        {"--dump|404", "--dump takes no operand: '404'"},
        {"-p", "--print needs a CODE, a CLASS, WORDS, a file or -"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct command command;
        parse(&command, cases[i].line);
        CHECK_MSG(!command.ok, "\"%s\" was accepted", cases[i].line);
        CHECK_INT(command.err.kind, SB_ERR_USAGE);
        CHECK_STR(command.err.message, cases[i].message);
        finish(&command);
    }
}

static void a_refusal_may_be_ignored(void)
{
    static char program[] = "statusbrowse", word[] = "--no-such-option";
    char *words[] = {program, word, NULL};
    struct options options;
    CHECK(!options_parse(&options, 2, words, NULL));
    options_clear(&options);
}

static void no_option_has_the_name_of_another(void)
{
    for (int i = 0; i < OPTION_COUNT; i++)
        for (int j = 0; j < i; j++) {
            CHECK_MSG(strcmp(option_table[i].long_name, option_table[j].long_name) != 0, "%s",
                      option_table[i].long_name);
            CHECK_MSG(option_table[i].short_name == 0 ||
                          option_table[i].short_name != option_table[j].short_name,
                      "-%c", option_table[i].short_name);
        }
}

/* An argument that may be left out is never the next word. */
static void an_argument_may_be_left_out(void)
{
    static const struct {
        const char *line;
        enum lint_level lint;
        size_t operands;
    } rows[] = {
        {"--lint|file", LINT_MUST, 1},
        {"--lint=should|file", LINT_SHOULD, 1},
        {"--lint=any|file|-", LINT_ANY, 2},
    };
    struct command command;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        parse(&command, rows[i].line);
        CHECK(command.ok);
        CHECK_INT(command.options.lint, rows[i].lint);
        CHECK_INT(command.options.operand_count, rows[i].operands);
        finish(&command);
    }
    parse(&command, "--dump");
    CHECK(command.ok && command.options.values[OPTION_DUMP] == NULL);
    finish(&command);
    parse(&command, "--dump=grpc");
    CHECK(command.ok);
    CHECK_STR(command.options.values[OPTION_DUMP], "grpc");
    finish(&command);
    parse(&command, "--lint=|file");
    CHECK(!command.ok);
    CHECK_HAS(command.err.message, "--lint is '', expected must, should or any");
    finish(&command);
}

static void every_long_option_is_understood(void)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        struct command command;
        struct strbuf line = STRBUF_INIT;
        const struct option_info *info = &option_table[i];
        const char *value = i == OPTION_LIMIT || i == OPTION_WIDTH || i == OPTION_SEED ? "30"
                            : i == OPTION_COLOR || i == OPTION_HYPERLINK               ? "auto"
                            : i == OPTION_THEME                                        ? "dark"
                                                                                       : "file";
        strbuf_printf(&line, "--%s", info->long_name);
        if ((info->argument != NULL && i != OPTION_DUMP) || i == OPTION_PRINT ||
            i == OPTION_BRIEF || i == OPTION_ALL)
            strbuf_printf(&line, "|%s", value);
        if (i == OPTION_STRICT)
            strbuf_puts(&line, "|--check|file");
        if (i == OPTION_ANSWERS || i == OPTION_SEED)
            strbuf_puts(&line, "|--quiz");
        parse(&command, strbuf_str(&line));
        CHECK_MSG(command.ok && command.options.given[i], "%s: %s", strbuf_str(&line),
                  command.err.message != NULL ? command.err.message : "not given");
        finish(&command);
        strbuf_clear(&line);
    }
}

static void the_help_names_every_option_and_variable(void)
{
    struct strbuf help = STRBUF_INIT;
    options_help(&help);
    for (int i = 0; i < OPTION_COUNT; i++) {
        struct strbuf label = STRBUF_INIT;
        options_label((enum option)i, &label);
        CHECK_HAS(strbuf_str(&help), strbuf_str(&label));
        strbuf_clear(&label);
    }
    for (size_t i = 0; environment_table[i].name != NULL; i++) {
        CHECK_HAS(strbuf_str(&help), environment_table[i].name);
        CHECK(environment_table[i].help[0] != '\0');
    }
    strbuf_clear(&help);
}

static void the_help_teaches_the_search(void)
{
    struct strbuf help = STRBUF_INIT;
    options_help(&help);
    for (size_t i = 0; i < search_form_count; i++) {
        CHECK_HAS(strbuf_str(&help), search_forms[i].example);
        CHECK_HAS(strbuf_str(&help), search_forms[i].finds);
    }
    strbuf_clear(&help);
}

static void the_help_is_at_most_80_columns_of_plain_text(void)
{
    struct strbuf help = STRBUF_INIT;
    options_help(&help);
    CHECK_INT(support_wide_lines(strbuf_str(&help), 80), 0);
    for (size_t i = 0; i < help.len; i++)
        if (help.data[i] != '\n' && (help.data[i] < ' ' || help.data[i] > '~'))
            CHECK_MSG(false, "byte %zu is %d", i, help.data[i]);
    CHECK(strstr(strbuf_str(&help), " \n") == NULL);
    CHECK_INT(strncmp(strbuf_str(&help), "Usage: statusbrowse ", 20), 0);
    CHECK_INT(help.data[help.len - 1], '\n');
    strbuf_clear(&help);
}

static void labels_show_both_names_and_the_argument(void)
{
    static const struct {
        enum option option;
        const char *label;
    } cases[] = {
        {OPTION_PRINT, "-p, --print"},
        {OPTION_LIMIT, "-n, --limit=N"},
        {OPTION_REGISTRY, "-r, --registry=FILE"},
        {OPTION_JSON, "    --json"},
        {OPTION_COLOR, "    --color=WHEN"},
        {OPTION_CHECK, "    --check FILE..."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct strbuf label = STRBUF_INIT;
        options_label(cases[i].option, &label);
        CHECK_STR(strbuf_str(&label), cases[i].label);
        strbuf_clear(&label);
    }
}

static void the_help_of_theme_names_every_theme(void)
{
    for (size_t i = 0; theme_names[i] != NULL; i++)
        CHECK_HAS(option_table[OPTION_THEME].help, theme_names[i]);
}

int main(void)
{
    setlocale(LC_CTYPE, "");
    RUN(good_command_lines_are_understood);
    RUN(bad_command_lines_are_refused_with_the_reason);
    RUN(a_refusal_may_be_ignored);
    RUN(no_option_has_the_name_of_another);
    RUN(an_argument_may_be_left_out);
    RUN(every_long_option_is_understood);
    RUN(the_help_names_every_option_and_variable);
    RUN(the_help_teaches_the_search);
    RUN(the_help_is_at_most_80_columns_of_plain_text);
    RUN(labels_show_both_names_and_the_argument);
    RUN(the_help_of_theme_names_every_theme);
    return check_done();
}
