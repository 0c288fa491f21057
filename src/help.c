#include "config.h"
#include "help.h"

#include "key.h"

#define KEYS_COLS 26

static bool is_digit_key(int key)
{
    return key >= '0' && key <= '9';
}

void help_keys(enum mode mode, enum action action, struct strbuf *out)
{
    size_t start = out->len;
    for (size_t i = 0; i < keymap_count; i++) {
        char name[KEY_LABEL_MAX];
        int key = keymap[i].key;
        if (keymap[i].mode != mode || keymap[i].action != action)
            continue;
        if (is_digit_key(key) && key != '0')
            continue;
        if (out->len > start)
            strbuf_puts(out, ", ");
        strbuf_puts(out, is_digit_key(key) ? "0-9" : key_label(key, name));
    }
}

void help_each(void (*each)(void *context, enum mode mode, enum action action), void *context)
{
    static const enum mode modes[] = {MODE_BROWSE, MODE_READER, MODE_COPY, MODE_SEARCH,
                                      MODE_EDIT};
    for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        if (action_info((enum action)action) == NULL)
            continue;
        for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++)
            if (keymap_key(modes[i], (enum action)action) != 0) {
                each(context, modes[i], (enum action)action);
                break;
            }
    }
}

struct help_writer {
    struct doc *doc;
    enum action_group group; /* of the action before */
};

static void add_action(void *context, enum mode mode, enum action action)
{
    struct help_writer *w = context;
    const struct action_info *info = action_info(action);
    if (w->group != info->group)
        doc_label(w->doc, action_group_titles[info->group]);
    w->group = info->group;
    struct strbuf keys = STRBUF_INIT;
    struct rich rich = {0};
    help_keys(mode, action, &keys);
    rich_add(&rich, w->doc, ROLE_KEY, strbuf_str(&keys));
    rich_pad_to(&rich, KEYS_COLS);
    rich_add(&rich, w->doc, ROLE_TEXT, info->help);
    doc_add(w->doc, &rich, 2, 2 + KEYS_COLS);
    strbuf_clear(&keys);
}

struct doc *help_doc(int width_cols, bool ascii)
{
    struct help_writer writer = {doc_new(width_cols, ascii), ACTION_GROUP_COUNT};
    help_each(add_action, &writer);
    doc_label(writer.doc, "MOUSE");
    doc_text(writer.doc, ROLE_TEXT,
             "A click selects a row or a link, a second one follows the link; the wheel scrolls "
             "the pane under it. Hold Shift and drag to select text for the terminal.",
             2, 2);
    return writer.doc;
}
