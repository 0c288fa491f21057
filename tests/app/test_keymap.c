#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "app/action.h"
#include "app/help.h"
#include "app/keymap.h"
#include "base/memory.h"
#include "doc/doc.h"
#include "screen/key.h"
#include "support/check.h"
#include "support/files.h"

static const char *name_of(enum action action)
{
    const struct action_info *info = action_info(action);
    return info != NULL ? info->name : "(none)";
}

static bool is_mouse(enum action action)
{
    return action == ACTION_CLICK || action == ACTION_DRAG || action == ACTION_WHEEL_UP ||
           action == ACTION_WHEEL_DOWN;
}

static void no_key_has_two_actions_in_a_context(void)
{
    for (size_t i = 0; i < keymap_count; i++)
        for (size_t j = 0; j < i; j++)
            if (keymap[i].context == keymap[j].context && keymap[i].key == keymap[j].key) {
                char label[KEY_LABEL_MAX];
                CHECK_MSG(false, "context %d: %s is %s and %s", keymap[i].context,
                          key_label(keymap[i].key, label), name_of(keymap[j].action),
                          name_of(keymap[i].action));
            }
}

static void no_prompt_binds_a_character_that_can_be_typed(void)
{
    for (size_t i = 0; i < keymap_count; i++) {
        enum context context = keymap[i].context;
        if (context == CONTEXT_SEARCH || context == CONTEXT_PROMPT || context == CONTEXT_EDIT)
            CHECK_MSG(keymap[i].key < ' ' || keymap[i].key >= KEY_DEL_CHAR, "context %d: %c",
                      context, keymap[i].key);
    }
}

static void every_action_of_the_table_has_a_key_and_a_help_text(void)
{
    static const enum action table[] = {
#define ACTION(id, name, help, group) ACTION_##id,
#include "app/action.def"
#undef ACTION
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const struct action_info *info = action_info(table[i]);
        bool bound = false;
        CHECK(info != NULL && info->name[0] != '\0' && info->help[0] != '\0');
        CHECK(action_group_titles[info->group] != NULL);
        for (int context = 0; context < CONTEXT_COUNT; context++)
            bound = bound || keymap_key((enum context)context, table[i]) != 0;
        CHECK_MSG(bound, "%s has no key", info->name);
        for (size_t j = 0; j < i; j++)
            CHECK_MSG(strcmp(info->name, name_of(table[j])) != 0, "%s twice", info->name);
    }
}

static void actions_outside_of_the_table_have_no_row(void)
{
    static const enum action others[] = {ACTION_NONE,  ACTION_INSERT,    ACTION_CLICK,
                                         ACTION_DRAG,  ACTION_WHEEL_UP,  ACTION_WHEEL_DOWN,
                                         ACTION_COUNT, (enum action)1000};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        CHECK_MSG(action_info(others[i]) == NULL, "action %d", others[i]);
}

static void every_binding_is_looked_up_as_it_stands(void)
{
    for (size_t i = 0; i < keymap_count; i++) {
        CHECK_INT(keymap_lookup(keymap[i].context, keymap[i].key), keymap[i].action);
        CHECK(keymap[i].action != ACTION_NONE);
        CHECK(is_mouse(keymap[i].action) || action_info(keymap[i].action) != NULL);
    }
    CHECK_INT(keymap_lookup(CONTEXT_BROWSE, 0x2605), ACTION_NONE);
    CHECK_INT(keymap_lookup(CONTEXT_SEARCH, 'q'), ACTION_NONE);
    CHECK_INT(keymap_lookup(CONTEXT_EDIT, KEY_CTRL('a')), ACTION_EDIT_HOME);
    CHECK_INT(keymap_lookup(CONTEXT_BROWSE, KEY_CTRL('a')), ACTION_NONE);
    CHECK_INT(keymap_key(CONTEXT_GOTO, ACTION_HELP), 0);
}

static void every_digit_begins_a_code(void)
{
    for (int digit = '0'; digit <= '9'; digit++)
        CHECK_INT(keymap_lookup(CONTEXT_BROWSE, digit), ACTION_GOTO);
}

/* The line of the help with the action's text, NULL when there is none. Caller frees. */
static char *help_line(const struct doc *doc, enum action action)
{
    for (size_t i = 0; i < doc->line_count; i++) {
        const struct doc_line *line = &doc->lines[i];
        const char *at = line->len > 27 ? line->text + 27 : "";
        if (strcmp(at, action_info(action)->help) == 0)
            return xstrndup(line->text, line->len);
    }
    return NULL;
}

static bool names_key(const char *line, int key)
{
    char label[KEY_LABEL_MAX];
    const char *name = key >= '0' && key <= '9' ? "0-9" : key_label(key, label);
    size_t len = strlen(name);
    for (const char *at = line; (at = strstr(at, name)) != NULL; at++)
        if ((at[-1] == ' ') && (at[len] == ',' || at[len] == ' '))
            return true;
    return false;
}

static const struct help_row rows[] = {{"by:nginx", "who made it up"}, {"-word", "without it"}};
static const struct help_section section = {"SEARCH", rows, 2};

static void the_help_begins_with_the_section_of_its_caller(void)
{
    static const int widths[] = {30, 100, 170};
    for (size_t i = 0; i < 3; i++) {
        struct doc *doc = help_doc(&section, widths[i], false);
        struct strbuf text = STRBUF_INIT;
        CHECK(doc->lines[0].label && strncmp(doc->lines[0].text, "SEARCH", 6) == 0);
        doc_plain(doc, &text);
        CHECK_HAS(strbuf_str(&text), "who made it up");
        CHECK_HAS(strbuf_str(&text), "without it");
        strbuf_clear(&text);
        doc_free(doc);
    }
}

/* A title names a key. */
static void copying_begins_with_the_key_of_its_title(void)
{
    CHECK_STR(action_group_titles[ACTION_GROUP_COPY], "COPY (y, then)");
    CHECK_INT(keymap_key(CONTEXT_BROWSE, ACTION_COPY), 'y');
}

static void the_help_lists_every_binding(void)
{
    struct doc *doc = help_doc(&section, 100, false);
    for (size_t i = 0; i < keymap_count; i++) {
        enum action action = keymap[i].action;
        /* What closes a text or a question is told where it is. */
        if (is_mouse(action) || key_is_mouse(keymap[i].key) ||
            (action == ACTION_CANCEL && keymap[i].context != CONTEXT_BROWSE) ||
            keymap[i].context == CONTEXT_NOTE) /* the help says what holds in every prompt */
            continue;
        char *line = help_line(doc, action);
        char label[KEY_LABEL_MAX];
        CHECK_MSG(line != NULL, "%s is not in the help", name_of(action));
        CHECK_MSG(line == NULL || names_key(line, keymap[i].key), "context %d, %s: \"%s\"",
                  keymap[i].context, key_label(keymap[i].key, label), line);
        free(line);
    }
    doc_free(doc);
}

static void the_help_has_every_group_once(void)
{
    struct doc *doc = help_doc(&section, 80, false);
    for (int group = 0; group < ACTION_GROUP_COUNT; group++) {
        int count = 0;
        for (size_t i = 0; i < doc->line_count; i++)
            count += strcmp(doc->lines[i].text, action_group_titles[group]) == 0;
        CHECK_MSG(count == 1, "%s stands there %d times", action_group_titles[group], count);
    }
    doc_free(doc);
}

/* A wide screen has columns of whole groups, about as long as each other. */
static void the_help_uses_the_width(void)
{
    static const struct {
        int width, columns;
    } cases[] = {{20, 1}, {40, 1}, {80, 1}, {111, 1}, {112, 2}, {118, 2}, {170, 3}, {240, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct doc *doc = help_doc(&section, cases[i].width, false);
        struct strbuf text = STRBUF_INIT;
        doc_plain(doc, &text);
        CHECK_INT(support_wide_lines(strbuf_str(&text), cases[i].width), 0);
        strbuf_clear(&text);
        int columns = 0;
        columns = strncmp(doc->lines[0].text, section.title, strlen(section.title)) == 0;
        for (int group = 0; group < ACTION_GROUP_COUNT; group++)
            columns += strstr(doc->lines[0].text, action_group_titles[group]) != NULL;
        CHECK_MSG(columns == cases[i].columns, "%d columns in %d", columns, cases[i].width);
        size_t longest = 0; /* line of the last third */
        for (size_t at = doc->line_count * 2 / 3; at < doc->line_count; at++)
            longest = doc->lines[at].len > longest ? doc->lines[at].len : longest;
        CHECK_MSG(cases[i].columns == 1 || longest > (size_t)cases[i].width / 2,
                  "in %d, one column is much longer than the others", cases[i].width);
        doc_free(doc);
    }
}

static void the_help_tells_how_to_select_text_with_the_mouse(void)
{
    struct doc *doc = help_doc(&section, 100, false);
    struct strbuf text = STRBUF_INIT;
    doc_plain(doc, &text);
    CHECK_HAS(strbuf_str(&text), "Shift");
    strbuf_clear(&text);
    doc_free(doc);
}

struct each_count {
    int calls[ACTION_COUNT];
};

static void count_action(void *data, enum context context, enum action action)
{
    struct each_count *count = data;
    struct strbuf keys = STRBUF_INIT;
    count->calls[action]++;
    help_keys(context, action, &keys);
    CHECK_MSG(keys.len > 0, "%s in context %d has no key", name_of(action), context);
    strbuf_clear(&keys);
}

static void each_action_is_told_once(void)
{
    struct each_count count = {{0}};
    help_each(count_action, &count);
    for (int action = 0; action < ACTION_COUNT; action++)
        CHECK_MSG(count.calls[action] == (action_info((enum action)action) != NULL), "%s: %d",
                  name_of((enum action)action), count.calls[action]);
}

static void keys_of_an_action_are_in_order_and_digits_one_range(void)
{
    static const struct {
        enum context context;
        enum action action;
        const char *keys;
    } cases[] = {
        {CONTEXT_MOVE, ACTION_DOWN, "j, Down"},
        {CONTEXT_BROWSE, ACTION_GOTO, "0-9, ., -"},
        {CONTEXT_BROWSE, ACTION_QUIT, "q"},
        {CONTEXT_PROMPT, ACTION_ACCEPT, "Enter"},
        {CONTEXT_EDIT, ACTION_EDIT_HOME, "Ctrl-A, Home"},
        {CONTEXT_SEARCH, ACTION_HELP, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct strbuf keys = STRBUF_INIT;
        help_keys(cases[i].context, cases[i].action, &keys);
        CHECK_STR(strbuf_str(&keys), cases[i].keys);
        strbuf_clear(&keys);
    }
}

int main(void)
{
    setlocale(LC_CTYPE, "");
    RUN(no_key_has_two_actions_in_a_context);
    RUN(no_prompt_binds_a_character_that_can_be_typed);
    RUN(every_action_of_the_table_has_a_key_and_a_help_text);
    RUN(actions_outside_of_the_table_have_no_row);
    RUN(every_binding_is_looked_up_as_it_stands);
    RUN(every_digit_begins_a_code);
    RUN(the_help_begins_with_the_section_of_its_caller);
    RUN(copying_begins_with_the_key_of_its_title);
    RUN(the_help_lists_every_binding);
    RUN(the_help_has_every_group_once);
    RUN(the_help_uses_the_width);
    RUN(the_help_tells_how_to_select_text_with_the_mouse);
    RUN(each_action_is_told_once);
    RUN(keys_of_an_action_are_in_order_and_digits_one_range);
    return check_done();
}
