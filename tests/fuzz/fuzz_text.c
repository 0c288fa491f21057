/*
 * Text on its way to the screen: made displayable, measured, wrapped, written into a frame. The
 * first bytes choose width, indents and position; the rest is the text.
 */
#include "config.h"

#include "base/memory.h"
#include "doc/doc.h"
#include "fuzz.h"
#include "screen/frame.h"

#define FRAME_COLS 24
#define FRAME_ROWS 4

static void check_display(const char *text, size_t len, bool ascii)
{
    struct strbuf shown = STRBUF_INIT, again = STRBUF_INIT;
    utf8_display(&shown, text, len, ascii);
    REQUIRE(fuzz_is_printable(strbuf_str(&shown), shown.len, false));
    for (size_t i = 0; ascii && i < shown.len; i++)
        REQUIRE(shown.data[i] >= ' ' && shown.data[i] < 0x7F);
    utf8_display(&again, strbuf_str(&shown), shown.len, ascii);
    REQUIRE(again.len == shown.len &&
            memcmp(strbuf_str(&again), strbuf_str(&shown), shown.len) == 0);
    strbuf_clear(&shown);
    strbuf_clear(&again);
}

static void check_measures(const char *text, size_t len, int width)
{
    int used;
    size_t fit = utf8_fit(text, len, width, &used), at = 0;
    REQUIRE(fit <= len && used <= width && utf8_width(text, fit) == used);
    REQUIRE(fit == len || fit == utf8_fit(text, fit, width, NULL));
    while (at < len) {
        size_t next = utf8_next(text, len, at);
        REQUIRE(next > at && next <= len);
        at = next;
    }
    while (at > 0) {
        size_t before = utf8_prev(text, at);
        REQUIRE(before < at);
        at = before;
    }
}

static void check_doc(const struct doc *doc)
{
    for (size_t i = 0; i < doc->line_count; i++) {
        const struct doc_line *line = &doc->lines[i];
        size_t at = 0;
        REQUIRE(fuzz_is_printable(line->text, line->len, false));
        /* A wide character has no half: where it does not fit at all, it stands out. */
        REQUIRE(utf8_width(line->text, line->len) <= (doc->width_cols > 1 ? doc->width_cols : 2));
        for (size_t k = 0; k < line->span_count; k++) {
            const struct doc_span *span = &line->spans[k];
            REQUIRE(span->start == at && span->end > at && span->role < ROLE_COUNT);
            REQUIRE(span->link == DOC_NO_LINK || span->link < doc->link_count);
            at = span->end;
        }
        REQUIRE(at == line->len);
    }
    for (size_t i = 0; i < doc->link_count; i++)
        REQUIRE(doc->links[i].line < doc->line_count || doc->line_count == 0);
}

static void check_wrapping(const char *text, size_t len, int width, int indent, bool ascii)
{
    struct doc *doc = doc_new(width, ascii);
    struct rich rich = {0};
    struct strbuf plain = STRBUF_INIT;
    doc_text(doc, ROLE_TEXT, text, indent, 2);
    doc_verbatim(doc, ROLE_DIM, text, 0, indent);
    doc_label(doc, text);
    rich_addn(&rich, doc, ROLE_STRONG, text, len / 2);
    rich_pad_to(&rich, indent);
    rich_link(&rich, doc, text, len, doc);
    rich_link_url(&rich, doc, "here", text);
    doc_add(doc, &rich, indent, indent);
    check_doc(doc);
    doc_plain(doc, &plain);
    REQUIRE(fuzz_is_printable(strbuf_str(&plain), plain.len, true));
    strbuf_clear(&plain);
    doc_free(doc);
}

/* Wide characters have both halves, and nothing stands outside its cell. */
static void check_frame(const struct frame *frame)
{
    for (int row = 0; row < frame->rows; row++)
        for (int col = 0; col < frame->cols; col++) {
            const struct cell *cell = frame_cell(frame, row, col), *next;
            const char *text;
            size_t len = frame_cell_text(frame, cell, &text);
            uint32_t cp;
            REQUIRE(len <= CLUSTER_BYTES && cell->role < ROLE_COUNT);
            if (len == 0) {
                REQUIRE(col > 0 && frame_cell(frame, row, col - 1)->len > 0);
                continue;
            }
            utf8_decode(text, len, &cp);
            next = frame_cell(frame, row, col + 1);
            REQUIRE(utf8_char_width(cp) < 2 || (next != NULL && next->len == 0));
            REQUIRE(utf8_char_width(cp) > 1 || next == NULL || next->len > 0);
            REQUIRE(fuzz_is_printable(text, len, false));
        }
}

static void check_drawing(const char *text, size_t len, int row, int col, int max, bool ascii)
{
    struct frame frame = {.ascii = ascii};
    struct strbuf shown = STRBUF_INIT;
    frame_resize(&frame, FRAME_COLS, FRAME_ROWS);
    utf8_display(&shown, text, len, ascii);
    int used = frame_text(&frame, row, col, max, strbuf_str(&shown), shown.len, ROLE_TEXT, 0);
    REQUIRE(used >= 0 && used <= (max > 0 ? max : 0));
    used = frame_label(&frame, row, col + 1, max, text, ROLE_DIM, CELL_MATCH);
    REQUIRE(used >= 0 && used <= (max > 0 ? max : 0));
    frame_label(&frame, row, col / 2, 3, text, ROLE_LINK, CELL_SELECTED);
    frame_mark(&frame, row, col, max, CELL_SELECTED);
    frame_vline(&frame, 0, col, FRAME_ROWS);
    check_frame(&frame);
    strbuf_clear(&shown);
    frame_free(&frame);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_start();
    struct fuzz_input input = {data, data + size};
    int width = 1 + (int)(fuzz_byte(&input) % 100);
    int indent = (int)(fuzz_byte(&input) % 16);
    unsigned place = fuzz_byte(&input);
    bool ascii = place & 1;
    int row = (int)(place >> 1 & 7) - 1, col = (int)(place >> 3) - 3;
    char *text = xstrndup((const char *)input.at, (size_t)(input.end - input.at));
    size_t len = (size_t)(input.end - input.at);
    check_display(text, len, ascii);
    check_measures(text, len, width);
    check_wrapping(text, strlen(text), width, indent, ascii);
    check_drawing(text, len, row, col, width - 2, ascii);
    check_drawing(text, strlen(text), row, col, width % 9, !ascii);
    free(text);
    return 0;
}
