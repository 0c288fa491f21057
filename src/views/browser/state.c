#include "config.h"
#include "views/browser/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/help.h"
#include "base/utf8.h"
#include "page/page.h"
#include "views/browser/state_parts.h"

/* --- Messages -------------------------------------------------------------------------------- */

void state_say(struct state *state, enum message_kind kind, const char *fmt, ...)
{
    va_list args;
    strbuf_reset(&state->message);
    va_start(args, fmt);
    strbuf_vprintf(&state->message, fmt, args);
    va_end(args);
    state->message_kind = kind;
}

void state_say_nothing(struct state *state)
{
    strbuf_reset(&state->message);
    state->message_kind = MESSAGE_NONE;
}

void state_report(struct state *state, enum message_kind kind, const char *text)
{
    state_say(state, kind, "%s", text);
}

/* --- Rows ------------------------------------------------------------------------------------ */

const struct entry *state_entry(const struct state *state)
{
    return state->codes.count > 0 ? state->code_rows[state->codes.selected].entry : NULL;
}

const struct class_row *state_class_row(const struct state *state)
{
    return &state->class_rows[state->classes.selected];
}

static void add_row(struct state *state, struct code_row row)
{
    state->code_rows = mem_grow(state->code_rows, &state->code_row_cap, state->codes.count + 1,
                                sizeof *state->code_rows);
    state->code_rows[state->codes.count++] = row;
}

static bool is_visible(const struct state *state, const struct entry *entry)
{
    return state->show_unofficial || !entry_is_unofficial(entry);
}

bool class_row_has(const struct class_row *row, const struct entry *entry)
{
    return row->kind == CLASS_ROW_ALL ||
           (row->kind != CLASS_ROW_BOOKMARKS && entry->class_index == row->class_index);
}

static bool is_of_registry(const struct state *state, const struct bookmark *bookmark)
{
    return strcmp(bookmark->id.registry, state->registry->id) == 0;
}

void state_count_rows(struct state *state)
{
    const struct registry *registry = state->registry;
    for (size_t r = 0; r < state->classes.count; r++) {
        struct class_row *row = &state->class_rows[r];
        row->count = 0;
        if (row->kind == CLASS_ROW_BOOKMARKS)
            for (size_t i = 0; i < bookmarks_count(state_bookmarks(state)); i++)
                row->count += is_of_registry(state, bookmarks_at(state_bookmarks(state), i));
        for (size_t i = 0; i < registry->entry_count; i++)
            row->count += is_visible(state, &registry->entries[i]) &&
                          class_row_has(row, &registry->entries[i]);
    }
}

static void make_class_rows(struct state *state)
{
    const struct registry *registry = state->registry;
    size_t count = 0;
    bool other = false;
    for (size_t i = 0; i < registry->entry_count; i++)
        other = other || registry->entries[i].class_index == REGISTRY_NONE;
    state->class_rows = xcalloc(registry->class_count + 3, sizeof *state->class_rows);
    state->class_rows[count++] = (struct class_row){CLASS_ROW_ALL, REGISTRY_NONE, 0};
    for (size_t i = 0; i < registry->class_count; i++)
        state->class_rows[count++] = (struct class_row){CLASS_ROW_CLASS, i, 0};
    if (other && registry->class_count > 0)
        state->class_rows[count++] = (struct class_row){CLASS_ROW_OTHER, REGISTRY_NONE, 0};
    if (state->store != NULL)
        state->class_rows[count++] = (struct class_row){CLASS_ROW_BOOKMARKS, REGISTRY_NONE, 0};
    list_set_count(&state->classes, count);
    state_count_rows(state);
}

static void add_class_rows(struct state *state)
{
    const struct class_row *row = state_class_row(state);
    for (size_t i = 0; i < state->registry->entry_count; i++) {
        const struct entry *entry = &state->registry->entries[i];
        if (is_visible(state, entry) && class_row_has(row, entry))
            add_row(state, (struct code_row){.entry = entry, .bookmark = BOOKMARK_NONE});
    }
}

/* In the user's own order, unofficial or not, and also what this registry does not have. */
static void add_bookmark_rows(struct state *state)
{
    for (size_t i = 0; i < bookmarks_count(state_bookmarks(state)); i++) {
        const struct bookmark *bookmark = bookmarks_at(state_bookmarks(state), i);
        if (!is_of_registry(state, bookmark))
            continue;
        const struct entry *entry =
            registry_find(state->registry, bookmark->id.code, bookmark->id.owner);
        add_row(state, (struct code_row){.entry = entry, .bookmark = i});
    }
}

static void add_hit_rows(struct state *state)
{
    for (size_t i = 0; i < state->hits.count; i++) {
        const struct hit *hit = &state->hits.items[i];
        if (is_visible(state, hit->entry))
            add_row(state, (struct code_row){hit->entry, hit, BOOKMARK_NONE});
    }
}

/* Row of an entry in the codes pane, or the number of rows. NULL, as bookmarks of codes that the
 * registry lacks have it, is no entry. */
static size_t find_row(const struct state *state, const struct entry *entry)
{
    size_t i = entry != NULL ? 0 : state->codes.count;
    while (i < state->codes.count && state->code_rows[i].entry != entry)
        i++;
    return i;
}

/* Fills the codes pane anew; the entry stays selected where it is among the rows, else the first
 * row is. */
void state_fill_codes(struct state *state, const struct entry *keep)
{
    state->codes.count = 0;
    if (state->shows_hits)
        add_hit_rows(state);
    else if (state_class_row(state)->kind == CLASS_ROW_BOOKMARKS)
        add_bookmark_rows(state);
    else
        add_class_rows(state);
    list_set_count(&state->codes, state->codes.count);
    size_t row = find_row(state, keep);
    if (row == state->codes.count) {
        row = 0;
        state->codes.top = 0;
    }
    list_jump(&state->codes, row);
}

/* --- The document in the details pane -------------------------------------------------------- */

/* What the selected row is about. */
static struct subject selected_subject(const struct state *state)
{
    const struct class_row *row = state_class_row(state);
    const struct registry *registry = state->registry;
    bool classes = state->focus == PANE_CLASSES && !state->shows_hits;
    if (classes && row->kind == CLASS_ROW_CLASS)
        return (struct subject){.page = &page_class,
                                .registry = registry,
                                .thing = &registry->classes[row->class_index]};
    if (classes && row->kind == CLASS_ROW_ALL)
        return (struct subject){.page = &page_about, .registry = registry};
    if (state->codes.count == 0)
        return (struct subject){0};
    const struct code_row *code_row = &state->code_rows[state->codes.selected];
    if (code_row->entry != NULL)
        return subject_of_entry(registry, code_row->entry);
    return (struct subject){.page = &page_missing,
                            .thing = bookmarks_at(state_bookmarks(state), code_row->bookmark)};
}

/* The document begins with its title where the heading above has no room for all of that. */
static struct doc *make_doc(const struct state *state)
{
    const struct bookmark *bookmark = state_bookmark(state, subject_entry(&state->subject));
    struct page_setup setup = {.cols = layout_details_cols(&state->layout),
                               .ascii = state->ascii,
                               .note = bookmark != NULL ? bookmark->note : NULL,
                               .origin = state->origin};
    struct doc *doc = subject_doc(&state->subject, &setup);
    struct strbuf title = STRBUF_INIT;
    subject_title(&state->subject, &title);
    if (utf8_width(strbuf_str(&title), title.len) > layout_title_cols(&state->layout))
        doc_prepend(doc, subject_role(&state->subject), title.data);
    strbuf_clear(&title);
    return doc;
}

static void set_subject(struct state *state, const struct subject *subject)
{
    if (subject_equal(&state->subject, subject))
        return;
    state->subject = *subject;
    scroll_set(&state->details, NULL);
}

struct scroll *state_details(struct state *state)
{
    if (state->details.doc == NULL)
        scroll_set(&state->details, make_doc(state));
    return &state->details;
}

void state_settle(struct state *state)
{
    state_catch_up(state);
    state_details(state);
}

/* After anything that may have changed what is selected. */
void state_update_subject(struct state *state)
{
    struct subject subject = selected_subject(state);
    set_subject(state, &subject);
}

void state_rebuild_details(struct state *state)
{
    struct subject subject = selected_subject(state);
    bool same = subject_equal(&state->subject, &subject);
    state->subject = subject;
    if (!same)
        scroll_set(&state->details, NULL);
    else if (state->details.doc != NULL)
        scroll_rewrap(&state->details, make_doc(state));
}

/* --- Screen size ----------------------------------------------------------------------------- */

static void update_layout(struct state *state)
{
    state->layout = layout_compute(state->layout.cols, state->layout.rows, state->focus,
                                   state->warning_actions > 0);
    const struct layout *layout = &state->layout;
    /* In a narrow layout all panes have the rows of the one that is shown. */
    int rows = layout->panes[state->focus].rows;
    list_set_rows(&state->classes, rows);
    list_set_rows(&state->codes, rows);
    state->details.rows = rows;
    state->overlay.rows = layout->rows > 2 ? layout->rows - 2 : 0;
}

void state_age_warning(struct state *state, bool dismiss)
{
    if (state->warning_actions == 0)
        return;
    state->warning_actions = dismiss ? 0 : state->warning_actions - 1;
    if (state->warning_actions > 0)
        return;
    update_layout(state);
    scroll_by(&state->details, 0);
}

static struct doc *make_overlay_doc(const struct state *state)
{
    int width =
        state->layout.cols - 3; /* a margin at the left, the scroll mark and one before it */
    if (state->overlay_kind == READER_HELP)
        return help_doc(width, state->ascii);
    struct doc *doc = doc_new(width < PAGE_TEXT_COLS ? width : PAGE_TEXT_COLS, state->ascii);
    for (size_t i = 0; i < state->warning_count; i++) {
        const char *line = state->warnings[i];
        while (*line != '\0') {
            size_t len = strcspn(line, "\n");
            struct rich rich = {0};
            rich_addn(&rich, doc, ROLE_TEXT, line, len);
            doc_add(doc, &rich, 0, 4);
            line += len + (line[len] == '\n');
        }
    }
    return doc;
}

void state_resize(struct state *state, int cols, int rows)
{
    int old_cols = layout_details_cols(&state->layout);
    state->layout.cols = cols;
    state->layout.rows = rows;
    update_layout(state);
    if (state->details.doc != NULL && layout_details_cols(&state->layout) != old_cols)
        scroll_rewrap(&state->details, make_doc(state));
    scroll_by(&state->details, 0);
    if (state->mode == MODE_READER)
        scroll_rewrap(&state->overlay, make_overlay_doc(state));
}

void state_open_overlay(struct state *state, enum reader_kind kind)
{
    state->mode = MODE_READER;
    state->overlay_kind = kind;
    state->overlay.top = 0;
    scroll_set(&state->overlay, make_overlay_doc(state));
}

/* --- Places ---------------------------------------------------------------------------------- */

void state_set_focus(struct state *state, enum pane focus)
{
    bool keep =
        focus == PANE_DETAILS || (focus == PANE_CODES && state->subject.page == &page_unknown);
    state->focus = focus;
    update_layout(state);
    if (!keep)
        state_update_subject(state);
}

struct place state_place(const struct state *state)
{
    struct subject selected = selected_subject(state);
    bool derived = subject_equal(&state->subject, &selected);
    return (struct place){
        .focus = state->focus,
        .class_row = state->classes.selected,
        .class_top = state->classes.top,
        .shows_hits = state->shows_hits,
        .entry = state_entry(state),
        .code_top = state->codes.top,
        .subject = derived ? (struct subject){0} : state->subject,
        .doc_top = state->details.top,
        .doc_link = state->details.link,
    };
}

void state_go_to(struct state *state, const struct place *place)
{
    state->focus = place->focus;
    state->shows_hits = place->shows_hits && state->hits.count > 0;
    update_layout(state);
    state->classes.top = place->class_top;
    list_select(&state->classes, place->class_row);
    state_fill_codes(state, place->entry);
    if (state_entry(state) == place->entry) {
        state->codes.top = place->code_top;
        list_select(&state->codes, state->codes.selected);
    } else if (place->entry != NULL) {
        state_select(state, place->entry); /* its list is gone */
    }
    if (place->subject.page != NULL)
        set_subject(state, &place->subject);
    else
        state_update_subject(state);
    struct scroll *details = state_details(state);
    if (place->doc_link < details->doc->link_count)
        details->link = place->doc_link;
    details->top = place->doc_top;
    scroll_by(details, 0);
}

/* Selects the class row of an entry, or the row of all. */
void state_select_class_row(struct state *state, const struct entry *entry)
{
    size_t row = 0;
    for (size_t i = 1; i < state->classes.count; i++)
        if (class_row_has(&state->class_rows[i], entry))
            row = i;
    list_select(&state->classes, row);
}

/* Shows an entry: in the list that is there when it has it, else in its class. */
void state_select(struct state *state, const struct entry *entry)
{
    if (!is_visible(state, entry)) {
        state->show_unofficial = true;
        state_count_rows(state);
        state_fill_codes(state, entry);
        state_say(state, MESSAGE_INFO, "unofficial codes are shown");
    }
    if (find_row(state, entry) == state->codes.count) {
        state->shows_hits = false;
        state_select_class_row(state, entry);
        state_fill_codes(state, entry);
    }
    list_jump(&state->codes, find_row(state, entry));
    state_update_subject(state);
}

void state_show_entry(struct state *state, const struct entry *entry)
{
    state->shows_hits = false;
    state_select_class_row(state, entry);
    state_fill_codes(state, entry);
    state_select(state, entry);
}

void state_show_class(struct state *state, size_t class_index)
{
    for (size_t i = 0; i < state->classes.count; i++)
        if (state->class_rows[i].kind == CLASS_ROW_CLASS &&
            state->class_rows[i].class_index == class_index)
            list_select(&state->classes, i);
    state->shows_hits = false;
    state_fill_codes(state, NULL);
    state_update_subject(state);
}

bool state_show_unregistered(struct state *state, const char *code)
{
    struct unregistered found;
    struct subject subject = subject_of_code(state->registry, code);
    if (!registry_unregistered(state->registry, code, &found))
        return false;
    if (found.nearest_count > 0)
        state_select(state, found.nearest[0]);
    set_subject(state, &subject);
    struct strbuf text = STRBUF_INIT;
    unregistered_text(state->registry, code, &found, &text);
    state_say(state, MESSAGE_INFO, "%s", strbuf_str(&text));
    strbuf_clear(&text);
    return true;
}

void state_show_bookmarks(struct state *state)
{
    for (size_t i = 0; i < state->classes.count; i++)
        if (state->class_rows[i].kind == CLASS_ROW_BOOKMARKS)
            list_select(&state->classes, i);
    state->shows_hits = false;
    state_fill_codes(state, NULL);
    state_update_subject(state);
}

void state_show_answer(struct state *state)
{
    if (state->layout.kind == LAYOUT_NARROW && state->subject.page == &page_unknown)
        state_set_focus(state, PANE_DETAILS);
}

/* --- Positions by name ------------------------------------------------------------------------ */

static const char *const pane_names[PANE_COUNT] = {
    [PANE_CLASSES] = "classes",
    [PANE_CODES] = "codes",
    [PANE_DETAILS] = "details",
};

static const char *class_row_name(const struct state *state, const struct class_row *row)
{
    static const char *const names[] = {
        [CLASS_ROW_ALL] = "all",
        [CLASS_ROW_OTHER] = "other",
        [CLASS_ROW_BOOKMARKS] = "bookmarks",
    };
    return row->kind == CLASS_ROW_CLASS ? state->registry->classes[row->class_index].id
                                        : names[row->kind];
}

void state_get_position(const struct state *state, struct position *position)
{
    const struct entry *entry = state_entry(state);
    const struct class_row *row = state_class_row(state);
    *position = (struct position){
        .registry = xstrdup(state->registry->id),
        .class_id = xstrdup(class_row_name(state, row)),
        .code = entry != NULL ? xstrdup(entry->code) : NULL,
        .owner = entry != NULL ? xstrdup(entry->owner) : NULL,
        .pane = xstrdup(pane_names[state->focus]),
    };
}

/* The entry of a position, or the first behind where it was. */
static const struct entry *find_position(const struct state *state, const struct position *position)
{
    const struct entry *entry =
        position->owner != NULL ? registry_find(state->registry, position->code, position->owner)
                                : NULL;
    if (entry == NULL)
        entry = registry_find(state->registry, position->code, NULL);
    long number = code_number(position->code);
    for (size_t i = 0; entry == NULL && i < state->codes.count; i++)
        if (state->code_rows[i].entry != NULL && state->code_rows[i].entry->number >= number)
            entry = state->code_rows[i].entry;
    return entry;
}

void state_set_position(struct state *state, const struct position *position)
{
    if (position->registry == NULL || strcmp(position->registry, state->registry->id) != 0)
        return;
    for (size_t i = 0; i < state->classes.count && position->class_id != NULL; i++)
        if (strcmp(class_row_name(state, &state->class_rows[i]), position->class_id) == 0)
            list_select(&state->classes, i);
    state_fill_codes(state, NULL);
    const struct entry *entry = position->code != NULL ? find_position(state, position) : NULL;
    if (entry != NULL)
        state_select(state, entry);
    for (int i = 0; i < PANE_COUNT && position->pane != NULL; i++)
        if (strcmp(position->pane, pane_names[i]) == 0)
            state->focus = (enum pane)i;
    /* What was read then may be gone, as a bookmark that another window removed. */
    if (state->codes.count == 0 && state->focus == PANE_DETAILS)
        state->focus = PANE_CODES;
    state_set_focus(state, state->focus);
    state_update_subject(state);
}

/* --- Start and end --------------------------------------------------------------------------- */

void state_init(struct state *state, const struct state_setup *setup)
{
    *state = (struct state){
        .registry = setup->registry,
        .origin = setup->origin,
        .warnings = setup->warnings,
        .warning_count = setup->warning_count,
        .warning_actions = setup->warning_count > 0 ? STATE_WARNING_ACTIONS : 0,
        .ascii = setup->ascii,
        .mouse = setup->mouse,
        .show_unofficial = setup->show_unofficial,
        .focus = PANE_CODES,
        .store = setup->store,
        .details = {.link = DOC_NO_LINK},
        .overlay = {.link = DOC_NO_LINK},
    };
    make_class_rows(state);
    state_fill_codes(state, NULL);
    state_update_subject(state);
}

void state_clear(struct state *state)
{
    free(state->class_rows);
    free(state->code_rows);
    doc_free(state->details.doc);
    doc_free(state->overlay.doc);
    search_free(state->search);
    hits_clear(&state->hits);
    free(state->hits_text);
    free(state->hits_before_prompt);
    free(state->note_before_prompt);
    lineedit_clear(&state->prompt);
    for (size_t i = 0; i < state->search_count; i++)
        free(state->searches[i]);
    free(state->searches);
    strbuf_clear(&state->message);
    strbuf_clear(&state->request_text);
    *state = (struct state){0};
}
