#include "config.h"
#include "app/help.h"

#include "screen/key.h"

#define KEYS_COLS 25
#define NARROW_KEYS_COLS 12

static bool is_digit_key(int key)
{
    return key >= '0' && key <= '9';
}

void help_keys(enum context context, enum action action, struct strbuf *out)
{
    size_t start = out->len;
    for (size_t i = 0; i < keymap_count; i++) {
        char name[KEY_LABEL_MAX];
        int key = keymap[i].key;
        if (keymap[i].context != context || keymap[i].action != action || key_is_mouse(key))
            continue;
        if (is_digit_key(key) && key != '0')
            continue;
        if (out->len > start)
            strbuf_puts(out, ", ");
        strbuf_puts(out, is_digit_key(key) ? "0-9" : key_label(key, name));
    }
}

void help_each(void (*each)(void *data, enum context context, enum action action), void *data)
{
    for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++)
        for (size_t i = 0; i < keymap_count && action_info((enum action)action) != NULL; i++)
            if (keymap[i].action == (enum action)action) {
                each(data, keymap[i].context, keymap[i].action);
                break;
            }
}

/* The section of the caller, the groups of actions, and what is said of the mouse. */
#define BLOCK_COUNT (1 + ACTION_GROUP_COUNT + 1)
#define COLUMNS_MAX 3
#define COLUMN_MIN_COLS 54
#define COLUMN_MAX_COLS 76
#define GAP_COLS 4

struct help_writer {
    struct doc *doc;
    enum action_group group; /* whose actions are written */
};

static void add_row(struct doc *doc, const char *typed, const char *does)
{
    int cols = doc->width_cols < COLUMN_MIN_COLS ? NARROW_KEYS_COLS : KEYS_COLS;
    struct rich rich = {0};
    rich_add(&rich, doc, ROLE_KEY, typed);
    rich_pad_to(&rich, cols);
    rich_add(&rich, doc, ROLE_TEXT, does);
    doc_add(doc, &rich, 2, 2 + cols);
}

static void add_action(void *data, enum context context, enum action action)
{
    struct help_writer *w = data;
    const struct action_info *info = action_info(action);
    if (info->group != w->group)
        return;
    struct strbuf keys = STRBUF_INIT;
    help_keys(context, action, &keys);
    add_row(w->doc, strbuf_str(&keys), info->help);
    strbuf_clear(&keys);
}

static void add_block(struct doc *doc, const struct help_section *section, int block)
{
    int group = block - 1;
    struct help_writer writer = {doc, (enum action_group)group};
    if (block == 0) {
        doc_label(doc, section->title);
        for (size_t i = 0; i < section->count; i++)
            add_row(doc, section->rows[i].typed, section->rows[i].does);
    } else if (group < ACTION_GROUP_COUNT) {
        doc_label(doc, action_group_titles[group]);
        help_each(add_action, &writer);
    } else {
        doc_label(doc, "MOUSE");
        doc_text(doc, ROLE_TEXT,
                 "A click selects a row, and reads the selected one; it follows a link and does "
                 "what is named under it: keys of the bottom line, rows of a menu. The wheel "
                 "scrolls the pane under it, and its scroll bar can be dragged. A right click goes "
                 "back. Hold Shift to "
                 "select text for the terminal. Esc or a click closes this help.",
                 2, 2);
    }
}

/* Puts each block into a column, in their order, columns of at most `lines` lines. Returns the
 * number of columns. */
static int fill_columns(const size_t heights[BLOCK_COUNT], size_t lines, int columns[BLOCK_COUNT])
{
    int column = 0;
    size_t used = 0;
    for (int i = 0; i < BLOCK_COUNT; i++) {
        size_t more = heights[i] + (used > 0); /* an empty line between two */
        if (used > 0 && used + more > lines) {
            column++;
            used = 0;
            more = heights[i];
        }
        used += more;
        columns[i] = column;
    }
    return column + 1;
}

struct doc *help_doc(const struct help_section *section, int width_cols, bool ascii)
{
    int count = (width_cols + GAP_COLS) / (COLUMN_MIN_COLS + GAP_COLS);
    count = count < 1 ? 1 : count > COLUMNS_MAX ? COLUMNS_MAX : count;
    int cols = (width_cols - (count - 1) * GAP_COLS) / count;
    cols = cols > COLUMN_MAX_COLS ? COLUMN_MAX_COLS : cols;

    size_t heights[BLOCK_COUNT], lines = 0;
    int columns[BLOCK_COUNT];
    for (int i = 0; i < BLOCK_COUNT; i++) {
        struct doc *block = doc_new(cols, ascii);
        add_block(block, section, i);
        heights[i] = block->line_count;
        lines = heights[i] > lines ? heights[i] : lines;
        doc_free(block);
    }
    while (fill_columns(heights, lines, columns) > count)
        lines++;

    struct doc *doc = NULL;
    for (int column = 0; column < count; column++) {
        struct doc *part = doc_new(cols, ascii);
        for (int i = 0; i < BLOCK_COUNT; i++)
            if (columns[i] == column)
                add_block(part, section, i);
        doc = doc == NULL ? part : doc_join(doc, part, GAP_COLS);
    }
    return doc;
}
