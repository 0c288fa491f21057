/*
 * docs BLOCK: prints a block of the documents and completions, made from the tables of
 * options, actions, keys, variables and facets. update_docs.sh puts it between its marks.
 */
#include "config.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/action.h"
#include "app/help.h"
#include "cli/options.h"
#include "registry/builtin.h"
#include "registry/fields.h"
#include "registry/limits.h"
#include "registry/registry.h"
#include "search/query.h"
#include "search/search.h"

#define MAX_SHAPES 128 /* kinds of objects of the registry format */

#define MAN_COLS 76 /* of a line of text; mandoc warns beyond 80 */

/* Text in Markdown, also within a table. */
static void put_markdown(struct strbuf *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (strchr("\\|*<`", *text) != NULL)
            strbuf_putc(out, '\\');
        strbuf_putc(out, *text);
    }
}

/* Code in Markdown, in a table: there a bar ends the cell even between backquotes. */
static void put_markdown_code(struct strbuf *out, const char *text, size_t len)
{
    bool backquote = memchr(text, '`', len) != NULL;
    strbuf_puts(out, backquote ? "`` " : "`");
    for (size_t i = 0; i < len; i++)
        strbuf_printf(out, text[i] == '|' ? "\\%c" : "%c", text[i]);
    strbuf_puts(out, backquote ? " ``" : "`");
}

/* One argument of a macro: \& keeps it from being taken for punctuation or for a macro. */
static void put_man_word(struct strbuf *out, const char *text, size_t len)
{
    strbuf_puts(out, "\\&");
    for (size_t i = 0; i < len; i++)
        if (text[i] == '\\')
            strbuf_puts(out, "\\e");
        else if (text[i] == '-')
            strbuf_puts(out, "\\-");
        else if (text[i] == '"')
            strbuf_puts(out, "\\(dq");
        else
            strbuf_putc(out, text[i]);
}

/* A word that begins a line is no request. */
static void put_man_start(struct strbuf *out, char first)
{
    if (first == '.' || first == '\'')
        strbuf_puts(out, "\\&");
}

/* A paragraph, in lines as mdoc wants them: short, and a new one for a new sentence. */
static void put_man_text(struct strbuf *out, const char *text)
{
    size_t cols = 0;
    put_man_start(out, *text);
    for (const char *p = text; *p != '\0'; p++, cols++) {
        bool sentence = p > text && p[-1] == '.' && isupper((unsigned char)p[1]);
        if (*p == ' ' && (sentence || cols + strcspn(p + 1, " ") >= MAN_COLS)) {
            strbuf_putc(out, '\n');
            put_man_start(out, p[1]);
            cols = 0;
        } else {
            strbuf_puts(out, *p == '\\' ? "\\" : "");
            strbuf_putc(out, *p == '\\' ? 'e' : *p);
        }
    }
    strbuf_putc(out, '\n');
}

/* The inside of a single-quoted string of bash and zsh ('\'') or fish (\'); besides, a backslash
 * before each character of `escaped`. */
static void put_quoted(struct strbuf *out, const char *text, const char *quote, const char *escaped)
{
    for (; *text != '\0'; text++) {
        if (*text == '\'')
            strbuf_puts(out, quote);
        else if (strchr(escaped, *text) != NULL)
            strbuf_printf(out, "\\%c", *text);
        else
            strbuf_putc(out, *text);
    }
}

enum argument_kind {
    ARGUMENT_NONE,
    ARGUMENT_TEXT,
    ARGUMENT_FILE,
    ARGUMENT_FOLDER,
    ARGUMENT_CHOICE
};

/* What an option is followed by. */
struct argument {
    enum argument_kind kind;
    bool rest;             /* it takes all operands that follow */
    bool optional;         /* it may be left out, and then only --option=ARGUMENT gives it */
    char name[32];         /* "FILE", without brackets and dots */
    struct strbuf choices; /* "auto always never" */
};

/* The words when the text is a choice of words and no more: "auto, always or never; ...". */
static void read_choices(struct strbuf *choices, const char *help)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
    bool last = false;
    for (;;) {
        size_t len = strspn(help, letters);
        if (len == 0)
            break;
        strbuf_printf(choices, choices->len > 0 ? " %.*s" : "%.*s", (int)len, help);
        help += len;
        if (last)
            break;
        if (strncmp(help, " or ", 4) == 0)
            last = true, help += 4;
        else if (strncmp(help, ", ", 2) == 0)
            help += 2;
        else
            break;
    }
    if (!last || (*help != '\0' && *help != ';' && strncmp(help, " (", 2) != 0))
        strbuf_reset(choices);
}

/* The words that a help text lets choose from, at its beginning or behind a colon. */
static void find_choices(struct strbuf *choices, const char *help)
{
    read_choices(choices, help);
    while (choices->len == 0 && (help = strstr(help, ": ")) != NULL) {
        help += strlen(": ");
        read_choices(choices, help);
    }
}

static struct argument argument_of(const struct option_info *info)
{
    struct argument argument = {.kind = ARGUMENT_NONE};
    if (info->argument == NULL)
        return argument;
    argument.rest = strstr(info->argument, "...") != NULL;
    argument.optional = info->argument[0] == '[';
    const char *name = info->argument + strspn(info->argument, "[=");
    snprintf(argument.name, sizeof argument.name, "%.*s", (int)strcspn(name, ".]"), name);
    find_choices(&argument.choices, info->help);
    if (strcmp(argument.name, "FILE") == 0)
        argument.kind = ARGUMENT_FILE;
    else if (strcmp(argument.name, "FOLDER") == 0 || strcmp(argument.name, "DIR") == 0)
        argument.kind = ARGUMENT_FOLDER;
    else
        argument.kind = argument.choices.len > 0 ? ARGUMENT_CHOICE : ARGUMENT_TEXT;
    return argument;
}

static void options_md(struct strbuf *out)
{
    strbuf_puts(out, "| Option | What it does |\n|:--|:--|\n");
    for (int i = 0; i < OPTION_COUNT; i++) {
        struct strbuf label = STRBUF_INIT;
        options_label((enum option)i, &label);
        const char *name = strbuf_str(&label) + strspn(strbuf_str(&label), " ");
        strbuf_puts(out, "| ");
        put_markdown_code(out, name, strlen(name));
        strbuf_puts(out, " | ");
        put_markdown(out, option_table[i].help);
        strbuf_puts(out, " |\n");
        strbuf_clear(&label);
    }
}

static void options_man(struct strbuf *out)
{
    strbuf_puts(out, ".Bl -tag -width Ds\n");
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_info *info = &option_table[i];
        struct argument argument = argument_of(info);
        strbuf_puts(out, ".It ");
        if (info->short_name != 0)
            strbuf_printf(out, "Fl %c , ", info->short_name);
        strbuf_puts(out, "Fl \\-");
        for (const char *p = info->long_name; *p != '\0'; p++)
            strbuf_printf(out, *p == '-' ? "\\%c" : "%c", *p);
        if (argument.optional)
            strbuf_printf(out, " Ns Oo = Ns Ar %s Oc", argument.name);
        else if (argument.rest)
            strbuf_printf(out, " Ar %s ...", argument.name);
        else if (argument.kind != ARGUMENT_NONE)
            strbuf_printf(out, " Ns = Ns Ar %s", argument.name);
        strbuf_putc(out, '\n');
        put_man_text(out, info->help);
        strbuf_clear(&argument.choices);
    }
    strbuf_puts(out, ".El\n");
}

/* "-r | --registry", joined by `between`. */
static void put_names(struct strbuf *out, const struct option_info *info, const char *between)
{
    if (info->short_name != 0)
        strbuf_printf(out, "-%c%s", info->short_name, between);
    strbuf_printf(out, "--%s", info->long_name);
}

static void options_bash(struct strbuf *out)
{
    strbuf_puts(out, "_statusbrowse_options='\n");
    for (int i = 0; i < OPTION_COUNT; i++) {
        struct argument argument = argument_of(&option_table[i]);
        put_names(out, &option_table[i], " ");
        strbuf_puts(out, argument.kind != ARGUMENT_NONE && !argument.rest && !argument.optional
                             ? "=\n"
                             : "\n");
        strbuf_clear(&argument.choices);
    }
    strbuf_puts(out, "'\n\n# Sets $argument to what follows the option $1.\n"
                     "_statusbrowse_argument()\n{\n    case $1 in\n");
    for (int i = 0; i < OPTION_COUNT; i++) {
        struct argument argument = argument_of(&option_table[i]);
        const char *kind = argument.rest                      ? "rest"
                           : argument.kind == ARGUMENT_FILE   ? "file"
                           : argument.kind == ARGUMENT_FOLDER ? "folder"
                           : argument.kind == ARGUMENT_CHOICE ? strbuf_str(&argument.choices)
                                                              : "text";
        if (argument.kind != ARGUMENT_NONE) {
            strbuf_puts(out, "    ");
            put_names(out, &option_table[i], " | ");
            strbuf_printf(out, ") argument='%s' ;;\n", kind);
        }
        strbuf_clear(&argument.choices);
    }
    strbuf_puts(out, "    *) argument= ;;\n    esac\n}\n");
}

/* A row of _arguments, such as '(-r --registry)'{-r+,--registry=}'[read this]:FILE:_files'. */
static void options_zsh(struct strbuf *out)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_info *info = &option_table[i];
        struct argument argument = argument_of(info);
        bool follows = argument.kind != ARGUMENT_NONE && !argument.rest;
        const char *equals = !follows ? "" : argument.optional ? "=-" : "=";
        strbuf_puts(out, "    ");
        if (info->short_name != 0)
            strbuf_printf(out, "'(-%c --%s)'{-%c%s,--%s%s}'[", info->short_name, info->long_name,
                          info->short_name, follows ? "+" : "", info->long_name, equals);
        else
            strbuf_printf(out, "'--%s%s[", info->long_name, equals);
        put_quoted(out, info->help, "'\\''", "[]\\");
        strbuf_putc(out, ']');
        if (argument.kind != ARGUMENT_NONE)
            strbuf_printf(out, "%s%s:",
                          argument.rest       ? ":*:"
                          : argument.optional ? "::"
                                              : ":",
                          argument.name);
        if (argument.kind == ARGUMENT_FILE)
            strbuf_puts(out, "_files");
        else if (argument.kind == ARGUMENT_FOLDER)
            strbuf_puts(out, "_files -/");
        else if (argument.kind == ARGUMENT_CHOICE)
            strbuf_printf(out, "(%s)", strbuf_str(&argument.choices));
        strbuf_puts(out, "'\n");
        strbuf_clear(&argument.choices);
    }
}

static void options_fish(struct strbuf *out)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_info *info = &option_table[i];
        struct argument argument = argument_of(info);
        strbuf_puts(out, "complete -c statusbrowse");
        if (info->short_name != 0)
            strbuf_printf(out, " -s %c", info->short_name);
        strbuf_printf(out, " -l %s", info->long_name);
        if (argument.kind != ARGUMENT_NONE && !argument.rest && !argument.optional)
            strbuf_puts(out, argument.kind == ARGUMENT_FILE ? " -r -F" : " -x");
        if (argument.kind == ARGUMENT_FOLDER)
            strbuf_puts(out, " -a '(__fish_complete_directories)'");
        else if (argument.kind == ARGUMENT_CHOICE)
            strbuf_printf(out, " -a '%s'", strbuf_str(&argument.choices));
        strbuf_puts(out, " -d '");
        put_quoted(out, info->help, "\\'", "\\");
        strbuf_puts(out, "'\n");
        if (argument.rest)
            strbuf_printf(out, "complete -c statusbrowse -n '__fish_contains_opt %s' -F\n",
                          info->long_name);
        strbuf_clear(&argument.choices);
    }
}

static void option_names(struct strbuf *out)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        put_names(out, &option_table[i], "\n");
        strbuf_putc(out, '\n');
    }
}

/* Takes a key's name off a list of help_keys(), which are joined by ", ". */
static const char *next_key(const char **list, size_t *len)
{
    const char *name = *list;
    if (*name == '\0')
        return NULL;
    const char *end = strstr(name + 1, ", ");
    *len = end != NULL ? (size_t)(end - name) : strlen(name);
    *list = end != NULL ? end + 2 : name + *len;
    return name;
}

struct keys_writer {
    struct strbuf *out;
    bool man;
    enum action_group group; /* of the action before, COUNT at the start */
};

/* "IN A PROMPT" as "In a prompt". */
static void begin_group(struct keys_writer *writer, enum action_group group)
{
    struct strbuf *out = writer->out;
    const char *title = action_group_titles[group];
    if (writer->man && writer->group != ACTION_GROUP_COUNT)
        strbuf_puts(out, ".El\n");
    strbuf_puts(out, writer->man ? ".Ss \\&" : "| **");
    for (const char *p = title; *p != '\0'; p++)
        strbuf_putc(out, (char)(p == title ? *p : tolower((unsigned char)*p)));
    strbuf_puts(out, writer->man ? "\n.Bl -tag -width PgDn,_Ctrl-F,_Space -compact\n" : "** | |\n");
    writer->group = group;
}

static void add_key(void *data, enum context context, enum action action)
{
    struct keys_writer *writer = data;
    struct strbuf *out = writer->out, keys = STRBUF_INIT;
    const struct action_info *info = action_info(action);
    if (writer->group != info->group)
        begin_group(writer, info->group);
    help_keys(context, action, &keys);
    const char *list = strbuf_str(&keys), *name;
    size_t len;
    strbuf_puts(out, writer->man ? ".It" : "| ");
    for (bool first = true; (name = next_key(&list, &len)) != NULL; first = false) {
        if (writer->man) {
            strbuf_puts(out, first ? " Ic " : " , Ic ");
            put_man_word(out, name, len);
        } else {
            strbuf_puts(out, first ? "" : " ");
            put_markdown_code(out, name, len);
        }
    }
    if (writer->man) {
        strbuf_putc(out, '\n');
        put_man_text(out, info->help);
    } else {
        strbuf_puts(out, " | ");
        put_markdown(out, info->help);
        strbuf_puts(out, " |\n");
    }
    strbuf_clear(&keys);
}

static void keys_md(struct strbuf *out)
{
    struct keys_writer writer = {out, false, ACTION_GROUP_COUNT};
    strbuf_puts(out, "| Keys | What they do |\n|:--|:--|\n");
    help_each(add_key, &writer);
}

static void keys_man(struct strbuf *out)
{
    struct keys_writer writer = {out, true, ACTION_GROUP_COUNT};
    help_each(add_key, &writer);
    strbuf_puts(out, ".El\n");
}

static void environment_md(struct strbuf *out)
{
    strbuf_puts(out, "| Variable | What it does |\n|:--|:--|\n");
    for (size_t i = 0; environment_table[i].name != NULL; i++) {
        strbuf_printf(out, "| `%s` | ", environment_table[i].name);
        put_markdown(out, environment_table[i].help);
        strbuf_puts(out, " |\n");
    }
}

static void environment_man(struct strbuf *out)
{
    strbuf_puts(out, ".Bl -tag -width Ds\n");
    for (size_t i = 0; environment_table[i].name != NULL; i++) {
        strbuf_printf(out, ".It Ev %s\n", environment_table[i].name);
        put_man_text(out, environment_table[i].help);
    }
    strbuf_puts(out, ".El\n");
}

static void variable_names(struct strbuf *out)
{
    for (size_t i = 0; environment_table[i].name != NULL; i++)
        strbuf_printf(out, "%s\n", environment_table[i].name);
}

static void facet_list(struct strbuf *out)
{
    for (int i = 0; i < FACET_COUNT; i++)
        strbuf_printf(out, "%s%s:", i > 0 ? " " : "", facet_names[i]);
}

/* What may follow "is:", from the search's own explanation: "is: is followed by A, B, C". */
static void is_list(struct strbuf *out)
{
    static const char introduction[] = " is followed by ";
    struct registry *registry = registry_borrow(&builtins[0]);
    registry_open(registry);
    struct search *search = search_new(registry, NULL);
    struct hits hits = {0};
    char query[32];
    snprintf(query, sizeof query, "%s:", facet_names[FACET_IS]);
    search_run(search, query, &hits);
    const char *list = hits.problem != NULL ? strstr(hits.problem, introduction) : NULL;
    if (list == NULL || strstr(list, "...") != NULL) {
        fprintf(stderr, "docs: '%s' is not explained by the whole list but: %s\n", query,
                hits.problem != NULL ? hits.problem : "(nothing)");
        exit(1);
    }
    for (list += strlen(introduction); *list != '\0'; list++)
        if (*list != ',')
            strbuf_putc(out, *list);
    hits_clear(&hits);
    search_free(search);
    registry_free(registry);
}

static void facets_shell(struct strbuf *out)
{
    strbuf_puts(out, "_statusbrowse_facets='");
    facet_list(out);
    strbuf_puts(out, "'\n_statusbrowse_is='");
    is_list(out);
    strbuf_puts(out, "'\n");
}

static void facets_fish(struct strbuf *out)
{
    strbuf_puts(out, "set -g __statusbrowse_facets ");
    facet_list(out);
    strbuf_puts(out, "\nset -g __statusbrowse_is ");
    is_list(out);
    strbuf_putc(out, '\n');
}

/* A kind of object, and where it first stands: "codes.facts". */
struct place {
    const struct shape *shape;
    struct strbuf path;
};

static bool is_listed(const struct place *places, size_t count, const struct shape *shape)
{
    for (size_t i = 0; i < count; i++)
        if (places[i].shape == shape)
            return true;
    return false;
}

/* Returns the places of all kinds of objects in `places`, in the order of a file. */
static size_t find_places(struct place places[MAX_SHAPES])
{
    size_t count = 1;
    places[0] = (struct place){.shape = &registry_shape};
    for (size_t at = 0; at < count; at++)
        for (size_t i = 0; i < places[at].shape->count; i++) {
            const struct field *field = &places[at].shape->fields[i];
            if (field->shape == NULL || count == MAX_SHAPES ||
                is_listed(places, count, field->shape))
                continue;
            places[count] = (struct place){.shape = field->shape};
            strbuf_printf(&places[count].path, "%s%s%s", strbuf_str(&places[at].path),
                          at > 0 ? "." : "", field->key);
            count++;
        }
    return count;
}

static void put_field(struct strbuf *out, const struct field *field)
{
    struct strbuf text = STRBUF_INIT;
    strbuf_puts(out, ".It Cm ");
    put_man_word(out, field->key, strlen(field->key));
    strbuf_putc(out, '\n');
    if (field->kind != KIND_WORD && field->kind != KIND_WORD_NULL && field->kind != KIND_FLAG)
        strbuf_puts(&text, kind_rules[field->kind].expected);
    for (size_t i = 0, shown = 0; i < field->word_count; i++)
        if (field->words[i] != NULL)
            strbuf_printf(&text, "%s%s",
                          shown++ > 0    ? ", "
                          : text.len > 0 ? ": "
                                         : "one of: ",
                          field->words[i]);
    if (field->kind == KIND_WORD_NULL)
        strbuf_puts(&text, " or null");
    if (field->need != NEED_OPTIONAL)
        strbuf_puts(&text, field->need == NEED_REQUIRED ? "; required" : "; complete");
    put_man_text(out, strbuf_str(&text));
    strbuf_clear(&text);
}

static void fields_man(struct strbuf *out)
{
    static struct place places[MAX_SHAPES];
    size_t count = find_places(places);
    for (size_t i = 0; i < count; i++) {
        const char *path = i > 0 ? strbuf_str(&places[i].path) : "The file";
        strbuf_puts(out, ".Ss ");
        put_man_word(out, path, strlen(path));
        strbuf_puts(out, "\n.Bl -tag -width confusable_with -compact\n");
        for (size_t k = 0; k < places[i].shape->count; k++)
            put_field(out, &places[i].shape->fields[k]);
        strbuf_puts(out, ".El\n");
        strbuf_clear(&places[i].path);
    }
}

static void limits_man(struct strbuf *out)
{
    static const struct {
        size_t most;
        const char *what;
    } limits[] = {
        {REGISTRY_MAX_BYTES, "bytes"},
        {REGISTRY_MAX_VALUES, "values"},
        {REGISTRY_MAX_DEPTH, "objects and arrays within each other"},
        {REGISTRY_MAX_STRING, "bytes of a text"},
        {REGISTRY_MAX_ENTRIES, "entries"},
        {REGISTRY_MAX_CLASSES, "classes"},
        {REGISTRY_MAX_DOCUMENTS, "documents"},
        {REGISTRY_MAX_QUIZ, "questions"},
    };
    strbuf_puts(out, ".Bl -tag -width 16777216 -compact\n");
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
        strbuf_printf(out, ".It %zu\n%s\n", limits[i].most, limits[i].what);
    strbuf_printf(out, ".El\n.Pp\nOf a folder the first %d files are read.\n", REGISTRY_MAX_FILES);
}

static void put_rule(struct strbuf *out, const struct rule *rule)
{
    struct strbuf text = STRBUF_INIT;
    strbuf_puts(out, ".It Cm ");
    put_man_word(out, rule->id, strlen(rule->id));
    strbuf_puts(&text, rule->message);
    if (rule->note != NULL)
        strbuf_printf(&text, " %s", rule->note);
    strbuf_printf(&text, " (%s", rule->reference.doc);
    if (rule->reference.section != NULL)
        strbuf_printf(&text, ", section %s", rule->reference.section);
    strbuf_putc(&text, ')');
    strbuf_putc(out, '\n');
    put_man_text(out, strbuf_str(&text));
    strbuf_clear(&text);
}

/* The rules of the main registry by their strength. */
static void rules_man(struct strbuf *out)
{
    struct registry *registry = registry_borrow(&builtins[0]);
    registry_open(registry);
    const struct answer_knowledge *known = &registry_extras(registry)->answers;
    for (int strength = 0; strength < STRENGTH_COUNT; strength++) {
        size_t shown = 0;
        for (size_t i = 0; i < known->rule_count; i++) {
            if ((int)known->rules[i].strength != strength)
                continue;
            if (shown++ == 0)
                strbuf_printf(out, ".Ss \\&%s\n.Bl -tag -width Ds\n", strength_names[strength]);
            put_rule(out, &known->rules[i]);
        }
        if (shown > 0)
            strbuf_puts(out, ".El\n");
    }
    registry_free(registry);
}

/* The words that a term of a rule may have: for a test. */
static void rule_words(struct strbuf *out)
{
    for (size_t i = 0; i < RULE_WORD_COUNT; i++)
        strbuf_printf(out, "%s\n", rule_word_names[i]);
}

static const struct {
    const char *name;
    void (*print)(struct strbuf *out);
} blocks[] = {
    {"options-md", options_md},
    {"options-man", options_man},
    {"options-bash", options_bash},
    {"options-zsh", options_zsh},
    {"options-fish", options_fish},
    {"keys-md", keys_md},
    {"keys-man", keys_man},
    {"environment-md", environment_md},
    {"environment-man", environment_man},
    {"fields-man", fields_man},
    {"limits-man", limits_man},
    {"rules-man", rules_man},
    {"facets-bash", facets_shell},
    {"facets-zsh", facets_shell},
    {"facets-fish", facets_fish},
    /* For the tests: names, one a line. */
    {"option-names", option_names},
    {"variable-names", variable_names},
    {"facet-names", facet_list},
    {"rule-words", rule_words},
};

int main(int argc, char **argv)
{
    for (size_t i = 0; argc == 2 && i < sizeof blocks / sizeof blocks[0]; i++) {
        if (strcmp(argv[1], blocks[i].name) != 0)
            continue;
        struct strbuf text = STRBUF_INIT;
        blocks[i].print(&text);
        bool written = fputs(strbuf_str(&text), stdout) >= 0 && fflush(stdout) == 0;
        strbuf_clear(&text);
        return !written;
    }
    fputs("usage: docs BLOCK, where BLOCK is one of:\n", stderr);
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++)
        fprintf(stderr, "    %s\n", blocks[i].name);
    return 2;
}
