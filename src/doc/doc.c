#include "config.h"
#include "doc/doc.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "doc/wrap.h"

/* A narrower document would be a column of single letters. */
#define DOC_MIN_WIDTH 8

/* Stands for a space at which no line may end. Displayable text has no control characters. */
#define WHOLE_SPACE '\x1f'

struct doc *doc_new(int width_cols, bool ascii)
{
    struct doc *doc = xcalloc(1, sizeof *doc);
    doc->width_cols = width_cols < DOC_MIN_WIDTH ? DOC_MIN_WIDTH : width_cols;
    doc->ascii = ascii;
    doc->label_role = ROLE_LABEL;
    return doc;
}

void doc_free(struct doc *doc)
{
    if (doc == NULL)
        return;
    free(doc->lines);
    free(doc->links);
    arena_clear(&doc->arena);
    free(doc);
}

void rich_clear(struct rich *rich)
{
    strbuf_clear(&rich->text);
    free(rich->spans);
    *rich = (struct rich){0};
}

static void rich_span(struct rich *rich, enum role role, size_t start, size_t link)
{
    if (rich->text.len == start)
        return;
    struct doc_span *last = rich->span_count > 0 ? &rich->spans[rich->span_count - 1] : NULL;
    if (last != NULL && last->role == role && last->link == DOC_NO_LINK && link == DOC_NO_LINK) {
        last->end = rich->text.len;
        return;
    }
    MEM_GROW(rich->spans, rich->span_cap, rich->span_count + 1);
    rich->spans[rich->span_count++] = (struct doc_span){start, rich->text.len, role, link};
}

void rich_addn(struct rich *rich, const struct doc *doc, enum role role, const char *text,
               size_t len)
{
    size_t start = rich->text.len;
    utf8_display(&rich->text, text, len, doc->ascii);
    rich_span(rich, role, start, DOC_NO_LINK);
}

void rich_add(struct rich *rich, const struct doc *doc, enum role role, const char *text)
{
    rich_addn(rich, doc, role, text, strlen(text));
}

void rich_printf(struct rich *rich, const struct doc *doc, enum role role, const char *fmt, ...)
{
    struct strbuf text = STRBUF_INIT;
    va_list args;
    va_start(args, fmt);
    strbuf_vprintf(&text, fmt, args);
    va_end(args);
    rich_addn(rich, doc, role, strbuf_str(&text), text.len);
    strbuf_clear(&text);
}

void rich_add_whole(struct rich *rich, const struct doc *doc, enum role role, const char *text)
{
    size_t start = rich->text.len;
    rich_add(rich, doc, role, text);
    for (size_t i = start; i < rich->text.len; i++)
        if (rich->text.data[i] == ' ')
            rich->text.data[i] = WHOLE_SPACE;
}

static void add_link(struct rich *rich, struct doc *doc, const char *text, size_t len,
                     struct doc_link link)
{
    size_t start = rich->text.len;
    utf8_display(&rich->text, text, len, doc->ascii);
    link.line = doc->line_count;
    MEM_GROW(doc->links, doc->link_cap, doc->link_count + 1);
    doc->links[doc->link_count] = link;
    rich_span(rich, ROLE_LINK, start, doc->link_count++);
}

void rich_link(struct rich *rich, struct doc *doc, const char *text, size_t len, const void *target)
{
    add_link(rich, doc, text, len, (struct doc_link){.target = target});
}

void rich_link_url(struct rich *rich, struct doc *doc, const char *text, const char *url)
{
    const char *copy = arena_strndup(&doc->arena, url, strlen(url));
    add_link(rich, doc, text, strlen(text), (struct doc_link){.url = copy});
}

void rich_pad_to(struct rich *rich, int column)
{
    size_t start = rich->text.len;
    int width = utf8_width(strbuf_str(&rich->text), start);
    strbuf_pad(&rich->text, ' ', width < column ? (size_t)(column - width) : 1);
    rich_span(rich, ROLE_TEXT, start, DOC_NO_LINK);
}

/* Returns the index of the first span that ends after this byte of the text. */
static size_t first_span(const struct rich *rich, size_t start)
{
    size_t low = 0, high = rich->span_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rich->spans[middle].end <= start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Adds the bytes [start, end) of the text as a line, after `indent` spaces. */
static void add_line(struct doc *doc, const struct rich *rich, size_t start, size_t end, int indent)
{
    size_t margin = (size_t)indent, count = 0;
    char *text = arena_alloc(&doc->arena, margin + (end - start) + 1);
    memset(text, ' ', margin);
    if (end > start)
        memcpy(text + margin, rich->text.data + start, end - start);
    for (char *at = strchr(text, WHOLE_SPACE); at != NULL; at = strchr(at, WHOLE_SPACE))
        *at = ' ';

    size_t first = first_span(rich, start), past = first;
    while (past < rich->span_count && rich->spans[past].start < end)
        past++;
    struct doc_span *spans = arena_alloc(&doc->arena, (past - first + 1) * sizeof *spans);
    if (margin > 0)
        spans[count++] = (struct doc_span){0, margin, ROLE_TEXT, DOC_NO_LINK};
    for (size_t i = first; i < past; i++) {
        const struct doc_span *span = &rich->spans[i];
        spans[count++] = (struct doc_span){
            .start = margin + (span->start > start ? span->start - start : 0),
            .end = margin + (span->end < end ? span->end : end) - start,
            .role = span->role,
            .link = span->link,
        };
    }
    MEM_GROW(doc->lines, doc->line_cap, doc->line_count + 1);
    doc->lines[doc->line_count++] = (struct doc_line){
        .text = text, .len = margin + (end - start), .spans = spans, .span_count = count};
}

/* Notes that the links in the bytes [start, end) of the text are in the line to be added next. */
static void place_links(struct doc *doc, const struct rich *rich, size_t start, size_t end)
{
    for (size_t i = first_span(rich, start); i < rich->span_count; i++) {
        const struct doc_span *span = &rich->spans[i];
        if (span->start >= end)
            break;
        if (span->link != DOC_NO_LINK && span->start >= start)
            doc->links[span->link].line = doc->line_count;
    }
}

/* Drops an indent that would leave too little room. */
static int usable_indent(const struct doc *doc, int indent)
{
    return doc->width_cols - indent < DOC_MIN_WIDTH ? 0 : indent;
}

void doc_add(struct doc *doc, struct rich *rich, int indent, int hang)
{
    const struct strbuf *text = &rich->text;
    wrap_line *wrap = doc->whole_words ? wrap_whole_words : wrap_words;
    indent = usable_indent(doc, indent);
    hang = usable_indent(doc, hang);
    size_t start = 0;
    while (start < text->len) {
        size_t end = wrap(text, start, doc->width_cols - indent, doc->width_cols - hang);
        place_links(doc, rich, start, end);
        add_line(doc, rich, start, end, indent);
        doc->lines[doc->line_count - 1].continues = start > 0;
        start = end;
        while (start < text->len && text->data[start] == ' ')
            start++;
        indent = hang;
    }
    rich_clear(rich);
}

void doc_text(struct doc *doc, enum role role, const char *text, int indent, int hang)
{
    struct rich rich = {0};
    rich_add(&rich, doc, role, text);
    doc_add(doc, &rich, indent, hang);
}

void doc_take(struct doc *doc, enum role role, struct strbuf *text, int indent, int hang)
{
    doc_text(doc, role, strbuf_str(text), indent, hang);
    strbuf_clear(text);
}

static void add_unwrapped(struct doc *doc, enum role role, const char *line, int indent, int hang,
                          wrap_line *wrap)
{
    struct rich rich = {0};
    rich_add(&rich, doc, role, line);
    indent = usable_indent(doc, indent);
    hang = usable_indent(doc, hang);
    size_t start = 0;
    do {
        size_t end = wrap(&rich.text, start, doc->width_cols - indent, doc->width_cols - hang);
        add_line(doc, &rich, start, end, indent);
        doc->lines[doc->line_count - 1].continues = start > 0;
        start = end;
        indent = hang;
    } while (start < rich.text.len);
    rich_clear(&rich);
}

void doc_verbatim(struct doc *doc, enum role role, const char *text, int indent, int hang)
{
    add_unwrapped(doc, role, text, indent, hang, wrap_verbatim);
}

void doc_url(struct doc *doc, enum role role, const char *url, int indent, int hang)
{
    int cols = utf8_cols(url);
    if (cols > doc->width_cols - indent && cols <= doc->width_cols)
        indent = hang = doc->width_cols - cols;
    add_unwrapped(doc, role, url, indent, hang, doc->whole_words ? wrap_nowhere : wrap_url);
}

void doc_blank(struct doc *doc)
{
    if (doc->line_count == 0 || doc->lines[doc->line_count - 1].len == 0)
        return;
    struct rich empty = {0};
    add_line(doc, &empty, 0, 0, 0);
}

void doc_label(struct doc *doc, const char *text)
{
    doc_blank(doc);
    size_t first = doc->line_count;
    doc_text(doc, doc->label_role, text, 0, 0);
    if (first < doc->line_count)
        doc->lines[first].label = true;
}

void doc_prepend(struct doc *doc, enum role role, const char *text)
{
    size_t old_count = doc->line_count;
    doc_text(doc, role, text, 0, 0);
    size_t added = doc->line_count - old_count;
    struct doc_line *lines = xcalloc(doc->line_count, sizeof *lines);
    for (size_t i = 0; i < doc->line_count; i++)
        lines[(i + added) % doc->line_count] = doc->lines[i];
    memcpy(doc->lines, lines, doc->line_count * sizeof *lines);
    free(lines);
    for (size_t i = 0; i < doc->link_count; i++)
        doc->links[i].line += added;
}

/* Appends a line of another document to the text. Its links are counted from first_link on. */
static void append_line(struct rich *rich, const struct doc_line *line, size_t first_link)
{
    for (size_t i = 0; i < line->span_count; i++) {
        struct doc_span span = line->spans[i];
        size_t start = rich->text.len;
        strbuf_add(&rich->text, line->text + span.start, span.end - span.start);
        rich_span(rich, span.role, start,
                  span.link == DOC_NO_LINK ? DOC_NO_LINK : first_link + span.link);
    }
}

/* Lines of a document that stand in a column of another one. */
struct column {
    const struct doc_line *lines;
    size_t count;
    size_t first_link; /* of their links, in the other document */
};

static void add_columns(struct doc *doc, const struct column *left, const struct column *right)
{
    size_t lines = left->count > right->count ? left->count : right->count;
    for (size_t i = 0; i < lines; i++) {
        struct rich rich = {0};
        if (i < left->count)
            append_line(&rich, &left->lines[i], left->first_link);
        if (i < right->count && right->lines[i].len > 0) {
            rich_pad_to(&rich, doc->aside_col);
            append_line(&rich, &right->lines[i], right->first_link);
        }
        add_line(doc, &rich, 0, rich.text.len, 0);
        rich_clear(&rich);
        doc->lines[i].label = i < left->count && left->lines[i].label;
        doc->lines[i].aside_label = i < right->count && right->lines[i].label;
    }
}

/* Takes over the links and the memory that they point into, and frees the rest. */
static void take_over(struct doc *doc, struct doc *from)
{
    size_t count = doc->link_count + from->link_count;
    MEM_GROW(doc->links, doc->link_cap, count);
    if (from->link_count > 0)
        memcpy(doc->links + doc->link_count, from->links, from->link_count * sizeof *doc->links);
    doc->link_count = count;
    arena_take(&doc->arena, &from->arena);
    doc_free(from);
}

void doc_append(struct doc *doc, struct doc *from)
{
    size_t first_line = doc->line_count, first_link = doc->link_count;
    for (size_t i = 0; i < from->line_count; i++) {
        const struct doc_line *line = &from->lines[i];
        struct rich rich = {0};
        append_line(&rich, line, first_link);
        add_line(doc, &rich, 0, rich.text.len, 0);
        rich_clear(&rich);
        doc->lines[first_line + i].continues = line->continues;
        doc->lines[first_line + i].label = line->label;
    }
    for (size_t i = 0; i < from->link_count; i++)
        from->links[i].line += first_line;
    take_over(doc, from);
}

/* An empty document for two columns. */
static struct doc *new_columns(const struct doc *left, int gap, int right_cols)
{
    struct doc *doc = doc_new(left->width_cols + gap + right_cols, left->ascii);
    doc->aside_col = left->width_cols + gap;
    doc->label_role = left->label_role;
    return doc;
}

struct doc *doc_join(struct doc *left, struct doc *right, int gap)
{
    struct doc *doc = new_columns(left, gap, right->width_cols);
    add_columns(doc, &(struct column){left->lines, left->line_count, 0},
                &(struct column){right->lines, right->line_count, left->link_count});
    take_over(doc, left);
    take_over(doc, right);
    return doc;
}

/* Does the line say more of what the previous one says? */
static bool goes_on(const struct doc_line *line)
{
    const struct doc_line *before = line - 1;
    return line->continues || strspn(line->text, " ") > strspn(before->text, " ");
}

/* How much worse the columns are when the right one begins with this line than when both are of one
 * height: in lines of difference. */
static size_t fold_cost(const struct doc *doc, size_t line)
{
    const size_t amid = 4, apart = 1000; /* in a section; what must not be */
    const struct doc_line *at = &doc->lines[line];
    size_t left = line, right = doc->line_count - line;
    size_t cost = left > right ? left - right : 2 * (right - left);
    if (at->len == 0 || at[-1].label)
        return cost + apart;
    if (line > 2 && (at[-2].label || at[-3].label)) /* little of a section is left alone */
        cost += 2 * amid;
    if (at[-1].len == 0)
        return cost;
    return cost + (goes_on(at) ? 3 * amid : amid);
}

/* A shorter document is read at one glance in one column. */
#define FOLD_MIN_LINES 20

/* The line with which the right column begins; 0 when there is none. */
static size_t fold_line(const struct doc *doc)
{
    size_t best = 0, first = doc->line_count < FOLD_MIN_LINES ? doc->line_count : 1;
    while (first < doc->line_count && !doc->lines[first].label)
        first++;
    for (size_t i = 0; i < doc->line_count; i++)
        if (utf8_width(doc->lines[i].text, doc->lines[i].len) > doc->width_cols)
            return 0; /* it would stand out into the other column */
    for (size_t i = first; i < doc->line_count; i++)
        if (best == 0 || fold_cost(doc, i) < fold_cost(doc, best))
            best = i;
    return best;
}

struct doc *doc_fold(struct doc *from, int gap)
{
    size_t line = fold_line(from), left = line;
    if (line == 0)
        return from;
    struct doc *doc = new_columns(from, gap, from->width_cols);
    while (left > 0 && from->lines[left - 1].len == 0)
        left--;
    add_columns(doc, &(struct column){from->lines, left, 0},
                &(struct column){from->lines + line, from->line_count - line, 0});
    for (size_t i = 0; i < from->link_count; i++)
        if (from->links[i].line >= line)
            from->links[i].line -= line;
    take_over(doc, from);
    return doc;
}

void doc_plain(const struct doc *doc, struct strbuf *out)
{
    for (size_t i = 0; i < doc->line_count; i++) {
        strbuf_add(out, doc->lines[i].text, doc->lines[i].len);
        strbuf_putc(out, '\n');
    }
}
