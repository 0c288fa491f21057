#include "config.h"
#include "app/help.h"

#include "screen/key.h"

#define KEYS_COLS 21
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
        if (keymap[i].context != context || keymap[i].action != action)
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

/* --- The help screen ------------------------------------------------------------------------- */

/* Groups of actions, and what is said of the mouse. */
#define BLOCK_COUNT (ACTION_GROUP_COUNT + 1)
#define COLUMNS_MAX 3
#define COLUMN_MIN_COLS 54
#define COLUMN_MAX_COLS 76
#define GAP_COLS 4

struct help_writer {
    struct doc *doc;
    enum action_group group; /* whose actions are written */
};

static void add_action(void *data, enum context context, enum action action)
{
    struct help_writer *w = data;
    const struct action_info *info = action_info(action);
    if (info->group != w->group)
        return;
    int keys_cols = w->doc->width_cols < COLUMN_MIN_COLS ? NARROW_KEYS_COLS : KEYS_COLS;
    struct strbuf keys = STRBUF_INIT;
    struct rich rich = {0};
    help_keys(context, action, &keys);
    rich_add(&rich, w->doc, ROLE_KEY, strbuf_str(&keys));
    rich_pad_to(&rich, keys_cols);
    rich_add(&rich, w->doc, ROLE_TEXT, info->help);
    doc_add(w->doc, &rich, 2, 2 + keys_cols);
    strbuf_clear(&keys);
}

static void add_block(struct doc *doc, int block)
{
    struct help_writer writer = {doc, (enum action_group)block};
    doc_label(doc, block < ACTION_GROUP_COUNT ? action_group_titles[block] : "MOUSE");
    if (block < ACTION_GROUP_COUNT)
        help_each(add_action, &writer);
    else
        doc_text(doc, ROLE_TEXT,
                 "A click selects a row or a link, a second one follows the link; the wheel "
                 "scrolls the pane under it. Hold Shift and drag to select text for the terminal.",
                 2, 2);
}

/* Puts each block into a column, in their order, columns of at most `lines` lines. Returns the
 * number of columns. */
static int deal(const size_t heights[BLOCK_COUNT], size_t lines, int columns[BLOCK_COUNT])
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

struct doc *help_doc(int width_cols, bool ascii)
{
    int count = (width_cols + GAP_COLS) / (COLUMN_MIN_COLS + GAP_COLS);
    count = count < 1 ? 1 : count > COLUMNS_MAX ? COLUMNS_MAX : count;
    int cols = (width_cols - (count - 1) * GAP_COLS) / count;
    cols = cols > COLUMN_MAX_COLS ? COLUMN_MAX_COLS : cols;

    size_t heights[BLOCK_COUNT], lines = 0;
    int columns[BLOCK_COUNT];
    for (int i = 0; i < BLOCK_COUNT; i++) {
        struct doc *block = doc_new(cols, ascii);
        add_block(block, i);
        heights[i] = block->line_count;
        lines = heights[i] > lines ? heights[i] : lines;
        doc_free(block);
    }
    while (deal(heights, lines, columns) > count)
        lines++;

    struct doc *doc = NULL;
    for (int column = 0; column < count; column++) {
        struct doc *part = doc_new(cols, ascii);
        for (int i = 0; i < BLOCK_COUNT; i++)
            if (columns[i] == column)
                add_block(part, i);
        doc = doc == NULL ? part : doc_join(doc, part, GAP_COLS);
    }
    return doc;
}
