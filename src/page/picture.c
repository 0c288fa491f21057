#include "config.h"
#include "page/picture.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "registry/lesson.h"

#define ROW_MAX_COLS 1000 /* wider than any screen */

/* Cells of one column each, to be written anywhere. */
struct row {
    char cells[ROW_MAX_COLS][4 + 1];
    int cols;
};

static void row_clear(struct row *row, int cols)
{
    row->cols = cols < ROW_MAX_COLS ? cols : ROW_MAX_COLS;
    for (int i = 0; i < row->cols; i++)
        memcpy(row->cells[i], " ", 2);
}

/* Writes a text of characters that take one column each. What is outside is cut. */
static void row_put(struct row *row, int col, const char *text)
{
    while (*text != '\0') {
        size_t len = 1;
        while (len < 4 && (text[len] & 0xC0) == 0x80)
            len++;
        if (col >= 0 && col < row->cols) {
            memcpy(row->cells[col], text, len);
            row->cells[col][len] = '\0';
        }
        text += len;
        col++;
    }
}

static void row_fill(struct row *row, int col, int end)
{
    for (; col < end; col++)
        row_put(row, col, "\u2500");
}

static void row_add(struct page_writer *w, const struct row *row, enum role role)
{
    struct strbuf text = STRBUF_INIT;
    for (int i = 0; i < row->cols; i++)
        strbuf_puts(&text, row->cells[i]);
    while (text.len > 0 && text.data[text.len - 1] == ' ')
        text.data[--text.len] = '\0';
    doc_verbatim(w->doc, role, strbuf_str(&text), 0, 0);
    strbuf_clear(&text);
}

/* Can it be written into a row? */
static bool is_simple(const char *text)
{
    return (size_t)utf8_cols(text) == utf8_count(text, strlen(text));
}

#define PATH_MIN_COLS 60
#define PATH_MAX_COLS 96
#define PATH_MAX_STATIONS 16
#define CROSS "\u2717"

/* The stations that are shown. */
struct path {
    const struct station *stations[PATH_MAX_STATIONS];
    bool marked[PATH_MAX_STATIONS];
    size_t count;
};

static bool is_marked(const struct station *station, const struct entry *texts)
{
    const struct entry_details *details = entry_details(texts);
    for (size_t i = 0; i < station->makers.count; i++)
        for (size_t k = 0; k < details->sent_by.count; k++)
            if (strcmp(station->makers.items[i], details->sent_by.items[k]) == 0)
                return true;
    return false;
}

static void find_path(const struct registry *registry, const struct entry *texts, struct path *path)
{
    path->count = 0;
    for (size_t i = 0; i < registry->path_count && path->count < PATH_MAX_STATIONS; i++) {
        const struct station *station = &registry->path[i];
        bool marked = is_marked(station, texts);
        if (!marked && station->only_when_marked == TRI_YES)
            continue;
        path->marked[path->count] = marked;
        path->stations[path->count++] = station;
    }
}

bool picture_has_path(const struct registry *registry, const struct entry *texts)
{
    struct path path;
    bool marked = false;
    find_path(registry, texts, &path);
    for (size_t i = 0; i < path.count; i++)
        marked = marked || path.marked[i];
    return marked;
}

/* The gap in which the cause lies: 0 is that after the first station; `count` for none. */
static size_t broken_gap(const struct path *path, enum fault_side fault)
{
    size_t last = path->count;
    for (size_t i = 0; i < path->count; i++)
        if (path->marked[i])
            last = i;
    return fault == FAULT_CLIENT ? 0 : fault == FAULT_UPSTREAM ? last : path->count;
}

static void add_path_line(struct page_writer *w, const struct path *path)
{
    int cols = w->doc->width_cols < PATH_MAX_COLS ? w->doc->width_cols : PATH_MAX_COLS;
    int rest = cols;
    for (size_t i = 0; i < path->count; i++)
        rest -= utf8_cols(path->stations[i]->title) + 2;
    int gap = path->count > 1 ? rest / ((int)path->count - 1) : 0;
    if (cols < PATH_MIN_COLS || gap < 3)
        return;
    size_t broken = broken_gap(path, w->texts->facts.fault);
    struct row row;
    int col = 0;
    row_clear(&row, cols);
    for (size_t i = 0; i < path->count; i++) {
        const char *title = path->stations[i]->title;
        row_put(&row, col, path->marked[i] ? "[" : " ");
        row_put(&row, col + 1, title);
        col += 1 + utf8_cols(title);
        row_put(&row, col++, path->marked[i] ? "]" : " ");
        if (i + 1 == path->count)
            break;
        row_fill(&row, col, col + gap);
        if (i == broken)
            row_put(&row, col + gap / 2, CROSS);
        col += gap;
    }
    row_add(w, &row, ROLE_TEXT);
    doc_blank(w->doc);
}

/* Appends "gateway, proxy or CDN". */
static void put_senders(const struct string_list *senders, struct strbuf *out)
{
    for (size_t i = 0; i < senders->count; i++)
        strbuf_printf(out, "%s%s",
                      i == 0                    ? ""
                      : i + 1 == senders->count ? " or "
                                                : ", ",
                      senders->items[i]);
}

void picture_add_path(struct page_writer *w)
{
    static const char *const causes[FAULT_COUNT] = {
        [FAULT_CLIENT] = " The cause is on the client side.",
        [FAULT_HERE] = " The cause is in the server that sends it.",
        [FAULT_UPSTREAM] = " The cause is upstream of it.",
    };
    const struct entry *texts = w->texts;
    bool sent = texts->seen_in == 0 || (texts->seen_in & 1u << SEEN_RESPONSE);
    bool logged = texts->seen_in & 1u << SEEN_LOG;
    struct path path;
    struct strbuf text = STRBUF_INIT;
    find_path(w->registry, texts, &path);
    add_path_line(w, &path);
    strbuf_puts(&text, sent ? "Sent by " : logged ? "Logged by " : "Made by ");
    put_senders(&entry_details(texts)->sent_by, &text);
    strbuf_putc(&text, '.');
    if (causes[texts->facts.fault] != NULL)
        strbuf_puts(&text, causes[texts->facts.fault]);
    doc_take(w->doc, ROLE_TEXT, &text, 0, 0);
}

#define LINE_MARGIN_COLS 6    /* from the edges to the first and last line of life */
#define SEQUENCE_MAX_COLS 124 /* longer arrows say no more */
#define ARROW_LEAST_COLS 6    /* of an arrow that has words in it */
#define WORDS_COLS 4          /* a space on each side of a text, and two columns more */

/* Columns that a picture needs, [parties]. */
static const int least_cols[SEQUENCE_MAX_PARTIES + 1] = {0, 0, 56, 71, 90};

/* A picture while it is drawn. */
struct lifelines {
    struct page_writer *w;
    const struct sequence *sequence;
    int cols[SEQUENCE_MAX_PARTIES]; /* of the parties */
    int width;
    struct row row;
};

static size_t party_index(const struct sequence *sequence, const char *party)
{
    size_t i = 0;
    while (i + 1 < sequence->parties.count && strcmp(sequence->parties.items[i], party) != 0)
        i++;
    return i;
}

static int party_col(const struct lifelines *l, const char *party)
{
    return l->cols[party_index(l->sequence, party)];
}

static void begin_row(struct lifelines *l)
{
    row_clear(&l->row, l->width);
    for (size_t i = 0; i < l->sequence->parties.count; i++)
        row_put(&l->row, l->cols[i], "\u2502");
}

static void end_row(struct lifelines *l, enum role role)
{
    row_add(l->w, &l->row, role);
}

static void add_parties(struct lifelines *l)
{
    row_clear(&l->row, l->width);
    for (size_t i = 0; i < l->sequence->parties.count; i++) {
        const char *name = l->sequence->parties.items[i];
        int cols = utf8_cols(name), col = l->cols[i] - cols / 2;
        col = col < 0 ? 0 : col + cols > l->width ? l->width - cols : col;
        row_put(&l->row, col, name);
    }
    end_row(l, ROLE_STRONG);
}

/* Writes a text at the side of the sender. */
static void put_at_side(struct lifelines *l, int from, int to, const char *text)
{
    row_put(&l->row, to > from ? from + 2 : from - 1 - utf8_cols(text), text);
}

static bool fits_arrow(int from, int to, const char *say)
{
    int room = (to > from ? to - from : from - to) - 1;
    return say != NULL && utf8_cols(say) + WORDS_COLS + ARROW_LEAST_COLS <= room;
}

static void add_arrow(struct lifelines *l, int from, int to, const char *say)
{
    int left = from < to ? from : to, right = from < to ? to : from;
    bool inside = fits_arrow(from, to, say);
    begin_row(l);
    row_fill(&l->row, left + 1, right);
    row_put(&l->row, to > from ? right - 1 : left + 1, to > from ? "\u25b6" : "\u25c0");
    if (inside) {
        int col = left + 3;
        row_put(&l->row, col, " ");
        row_put(&l->row, col + 1, say);
        row_put(&l->row, col + 1 + utf8_cols(say), " ");
    }
    end_row(l, ROLE_TEXT);
    if (say == NULL || inside)
        return;
    struct strbuf text = STRBUF_INIT;
    strbuf_printf(&text, "(%s)", say);
    begin_row(l);
    put_at_side(l, from, to, strbuf_str(&text));
    end_row(l, ROLE_TEXT);
    strbuf_clear(&text);
}

static void add_step(struct lifelines *l, const struct sequence_step *step)
{
    if (step->at != NULL) {
        int col = party_col(l, step->at);
        struct strbuf text = STRBUF_INIT;
        strbuf_printf(&text, "\u2022 %s", step->say);
        begin_row(l);
        bool last = party_index(l->sequence, step->at) + 1 == l->sequence->parties.count;
        row_put(&l->row, last ? col - 1 - utf8_cols(text.data) : col + 2, text.data);
        end_row(l, ROLE_TEXT);
        strbuf_clear(&text);
        return;
    }
    int from = party_col(l, step->from), to = party_col(l, step->to);
    for (size_t i = 0; i < step->lines.count; i++) {
        begin_row(l);
        put_at_side(l, from, to, step->lines.items[i]);
        end_row(l, ROLE_TEXT);
    }
    add_arrow(l, from, to, step->say);
}

/* Columns next to a line of life on the side on which a step writes. */
static int side_cols(const struct lifelines *l, const struct sequence_step *step)
{
    size_t at = party_index(l->sequence, step->at != NULL ? step->at : step->from);
    bool left = step->at != NULL ? at + 1 == l->sequence->parties.count
                                 : party_index(l->sequence, step->to) < at;
    return left ? l->cols[at] : l->width - l->cols[at];
}

/* Has every text of the sequence room? What is said in an arrow may cross a line of life; lines of
 * messages and what happens at a party stand between two, or they would seem to be another's. */
static bool has_room(const struct lifelines *l)
{
    const struct sequence *sequence = l->sequence;
    int gap = l->cols[1] - l->cols[0];
    for (size_t i = 0; i < sequence->parties.count; i++)
        if (!is_simple(sequence->parties.items[i]))
            return false;
    for (size_t i = 0; i < sequence->step_count; i++) {
        const struct sequence_step *step = &sequence->steps[i];
        int room = step->at != NULL && gap < side_cols(l, step) ? gap : side_cols(l, step);
        if (step->say != NULL &&
            (!is_simple(step->say) || utf8_cols(step->say) + WORDS_COLS > room))
            return false;
        for (size_t k = 0; k < step->lines.count; k++)
            if (!is_simple(step->lines.items[k]) || utf8_cols(step->lines.items[k]) + 4 > gap)
                return false;
    }
    return true;
}

void picture_add_sequence(struct page_writer *w, size_t steps)
{
    const struct sequence *sequence = &w->details->sequence;
    struct lifelines *l = xcalloc(1, sizeof *l); /* its row is large */
    size_t count = sequence->parties.count;
    l->w = w;
    l->sequence = sequence;
    l->width = w->doc->width_cols < SEQUENCE_MAX_COLS ? w->doc->width_cols : SEQUENCE_MAX_COLS;
    bool fits = count >= SEQUENCE_LEAST_PARTIES && l->width >= least_cols[count];
    int between = fits ? (l->width - 2 * LINE_MARGIN_COLS) / ((int)count - 1) : 0;
    for (size_t i = 0; i < count && fits; i++)
        l->cols[i] = LINE_MARGIN_COLS + (int)i * between;
    fits = fits && has_room(l);
    if (fits)
        add_parties(l);
    for (size_t i = 0; i < sequence->step_count && i < steps && fits; i++) {
        w->doc->news_line = i > 0 ? w->doc->line_count : 0;
        add_step(l, &sequence->steps[i]);
    }
    free(l);
    if (!fits)
        picture_add_list(w, steps);
}

static void add_list_step(struct page_writer *w, const struct sequence_step *step, size_t number)
{
    struct strbuf text = STRBUF_INIT;
    int indent;
    strbuf_printf(&text, "%zu. ", number);
    indent = (int)text.len;
    if (step->at != NULL) {
        strbuf_printf(&text, "at %s: %s", step->at, step->say);
    } else {
        strbuf_printf(&text, "%s to %s: %s", step->from, step->to, step->lines.items[0]);
        if (step->say != NULL)
            strbuf_printf(&text, "  (%s)", step->say);
    }
    doc_take(w->doc, ROLE_TEXT, &text, BULLET_COLS, BULLET_COLS + indent);
    for (size_t i = 1; i < step->lines.count; i++)
        doc_verbatim(w->doc, ROLE_LITERAL, step->lines.items[i], BULLET_COLS + indent + 2,
                     BULLET_COLS + indent + 4);
}

void picture_add_list(struct page_writer *w, size_t steps)
{
    const struct sequence *sequence = &w->details->sequence;
    for (size_t i = 0; i < sequence->step_count && i < steps; i++) {
        w->doc->news_line = w->doc->line_count;
        add_list_step(w, &sequence->steps[i], i + 1);
    }
}
