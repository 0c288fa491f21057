#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "support/check.h"
#include "support/files.h"

#define HAN "\u6f22"
#define ACUTE "\u0301"

/* What holds for every line of every document: it fits, and its spans cover it without a gap. */
static bool is_sound(const struct doc *doc)
{
    for (size_t i = 0; i < doc->line_count; i++) {
        const struct doc_line *line = &doc->lines[i];
        size_t at = 0;
        if ((!doc->whole_words && utf8_width(line->text, line->len) > doc->width_cols) ||
            !utf8_is_plain(line->text, line->len))
            return false;
        for (size_t s = 0; s < line->span_count; s++) {
            const struct doc_span *span = &line->spans[s];
            if (span->start != at || span->end <= at ||
                (span->link != DOC_NO_LINK && span->link >= doc->link_count))
                return false;
            at = span->end;
        }
        if (at != line->len)
            return false;
    }
    for (size_t i = 0; i < doc->link_count; i++)
        if (doc->links[i].line >= doc->line_count)
            return false;
    return true;
}

/* Compares the whole text of a document and frees it. */
static void check_doc(struct doc *doc, const char *want)
{
    struct strbuf got = STRBUF_INIT;
    CHECK(is_sound(doc));
    doc_plain(doc, &got);
    CHECK_STR(strbuf_str(&got), want);
    strbuf_clear(&got);
    doc_free(doc);
}

static void text_is_wrapped_at_spaces(void)
{
    static const struct {
        int width;
        const char *text, *lines;
    } cases[] = {
        {10, "one two three", "one two\nthree\n"},
        {13, "one two three", "one two three\n"},
        {12, "one two three", "one two\nthree\n"},
        {9, "one two three", "one two\nthree\n"},
        {8, "12345678 12345678", "12345678\n12345678\n"},
        {8, "1234567 12345678", "1234567\n12345678\n"},
        {10, "", ""},
        {10, "word", "word\n"},
        {10, "one  two   three", "one  two\nthree\n"}, /* spaces inside of a line stay */
        {8, "abcdefghijklmnopqrs", "abcdefgh\nijklmnop\nqrs\n"},
        {8, "a abcdefghijk", "a\nabcdefgh\nijk\n"},
        {2, "one two three", "one two\nthree\n"}, /* never narrower than eight */
        {8, "one two ", "one two \n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct doc *doc = doc_new(cases[i].width, false);
        doc_text(doc, ROLE_TEXT, cases[i].text, 0, 0);
        check_doc(doc, cases[i].lines);
    }
}

static void long_words_break_between_their_parts(void)
{
    static const struct {
        int width, indent, hang;
        const char *text, *lines;
    } cases[] = {
        {20, 0, 2, "connection_read_timeout", "connection_read_\n  timeout\n"},
        {20, 0, 2, "/usr/share/statusbrowse/http.json",
         "/usr/share/\n  statusbrowse/\n  http.json\n"},
        {16, 0, 0, "READ     /usr/share/status/http.json",
         "READ     /usr/\nshare/status/\nhttp.json\n"},
        /* begun after a bullet, if it fits no line anyway */
        {14, 2, 4, "* a_long_header_name", "  * a_long_\n    header_\n    name\n"},
        {14, 2, 4, "* header_nam", "  * header_nam\n"},
        {14, 2, 4, "* yes header_nam", "  * yes\n    header_nam\n"},
        {14, 0, 0, "abcdefghijklmnopqrs", "abcdefghijklmn\nopqrs\n"}, /* no joint */
        {12, 0, 0, "ab.cdefghijklm", "ab.\ncdefghijklm\n"},
        {12, 0, 0, "https://example", "https://\nexample\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct doc *doc = doc_new(cases[i].width, false);
        doc_text(doc, ROLE_TEXT, cases[i].text, cases[i].indent, cases[i].hang);
        check_doc(doc, cases[i].lines);
    }
}

static void no_line_begins_with_what_belongs_to_the_one_before(void)
{
    static const struct {
        int width;
        const char *text, *lines;
    } cases[] = {
        {8, "abcdefgh, ijk", "abcdefg\nh, ijk\n"},
        {8, "abcdefgh.", "abcdefg\nh.\n"},
        {8, "abcdef() x", "abcdef()\nx\n"},
        {8, "abcdefg(x) y", "abcdefg(\nx) y\n"},
        {8, "one two , three", "one\ntwo ,\nthree\n"},
        {9, "one two . three", "one two .\nthree\n"},
        {8, "one two . three", "one\ntwo .\nthree\n"},
        {12, "use the :all symbol", "use the :all\nsymbol\n"},
        {12, "now use all .NET", "now use all\n.NET\n"},
        {8, HAN HAN HAN HAN ", x", HAN HAN HAN HAN "\n, x\n"}, /* not between other letters */
        {16, "50 times of 4 000", "50 times of\n4 000\n"},
        {14, "one of 12 345 678 x", "one of\n12 345 678 x\n"},
        {9, "1 of 12 %", "1 of 12 %\n"},
        {8, "1 of 12 %", "1 of\n12 %\n"},
        {8, "404 405 410", "404 405\n410\n"}, /* where there is no other space */
        {8, "in 4 0000 and", "in 4\n0000 and\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct doc *doc = doc_new(cases[i].width, false);
        doc_text(doc, ROLE_TEXT, cases[i].text, 0, 0);
        check_doc(doc, cases[i].lines);
    }
}

static void the_first_line_and_the_others_have_their_indents(void)
{
    static const struct {
        int width, indent, hang;
        const char *text, *lines;
    } cases[] = {
        {14, 2, 4, "one two three four", "  one two\n    three four\n"},
        {14, 4, 0, "one two three four", "    one two\nthree four\n"},
        {12, 0, 3, "abcdefghijklmnopqr", "abcdefghijkl\n   mnopqr\n"},
        {10, 0, 6, "one two three four", "one two\nthree four\n"}, /* too little room: given up */
        {10, 9, 0, "one two", "one two\n"},
        {12, 2, 2, "x", "  x\n"},
        {12, 2, 2, "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct doc *doc = doc_new(cases[i].width, false);
        doc_text(doc, ROLE_TEXT, cases[i].text, cases[i].indent, cases[i].hang);
        check_doc(doc, cases[i].lines);
    }
}

static void wide_characters_and_accents_are_never_parted(void)
{
    static const struct {
        int width;
        const char *text, *lines;
    } cases[] = {
        {8, HAN HAN HAN HAN HAN, HAN HAN HAN HAN "\n" HAN "\n"},
        {9, HAN HAN HAN HAN HAN, HAN HAN HAN HAN "\n" HAN "\n"},
        {8, "a" HAN HAN HAN HAN, "a" HAN HAN HAN "\n" HAN "\n"},
        {8, "1234567e" ACUTE "x", "1234567e" ACUTE "\nx\n"},
        {8, HAN HAN HAN " " HAN HAN, HAN HAN HAN "\n" HAN HAN "\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct doc *doc = doc_new(cases[i].width, false);
        doc_text(doc, ROLE_TEXT, cases[i].text, 0, 0);
        check_doc(doc, cases[i].lines);
    }
}

static void text_is_made_displayable(void)
{
    struct doc *doc = doc_new(40, false);
    doc_text(doc, ROLE_TEXT, "a\nb\tc\033d \u202e \xFF", 0, 0);
    check_doc(doc, "a b c?d <U+202E> ?\n");
    doc = doc_new(40, true);
    doc_text(doc, ROLE_TEXT, "\u2022 RFC 9110 \u00a715 " HAN, 0, 0);
    check_doc(doc, "* RFC 9110 section 15 ?\n");
}

static void verbatim_text_keeps_its_spaces(void)
{
    static const struct {
        int width, indent, hang;
        const char *text, *lines;
    } cases[] = {
        {20, 2, 4, "Slow   down.", "  Slow   down.\n"},
        {12, 2, 4, "abcdefghijklmnop", "  abcdefghij\n    klmnop\n"},
        {12, 2, 4, "a b c d e f g h i j", "  a b c d e \n    f g h i \n    j\n"},
        {12, 2, 4, "", "  \n"}, /* an empty line of a message is one */
        {9, 0, 0, HAN HAN HAN HAN HAN, HAN HAN HAN HAN "\n" HAN "\n"},
        {16, 2, 4, "the server refused.", "  the server \n    refused.\n"},
        {16, 2, 4, "x: connection_refused", "  x: connection_\n    refused\n"},
        {12, 2, 4, "a          b", "  a         \n     b\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct doc *doc = doc_new(cases[i].width, false);
        doc_verbatim(doc, ROLE_TEXT, cases[i].text, cases[i].indent, cases[i].hang);
        check_doc(doc, cases[i].lines);
    }
}

static void addresses_break_between_their_parts(void)
{
    static const struct {
        int width;
        const char *url, *lines;
    } cases[] = {
        {40, "https://example.org/a/b#c", "  https://example.org/a/b#c\n"},
        {24, "https://example.org/a/bcd#c", "  https://example.org/a/\n    bcd#c\n"},
        {26, "https://example.org/a/bcd#cd", "  https://example.org/a/\n    bcd#cd\n"},
        {30, "https://example.org/a/bcd#cdefg", "  https://example.org/a/bcd#\n    cdefg\n"},
        {24, "https://example.org/abc?defgh", "  https://example.org/\n    abc?defgh\n"},
        {26, "https://example.org/abc?d=e&f", "  https://example.org/abc\n    ?d=e&f\n"},
        /* less of the indent, where it then is whole */
        {27, "https://example.org/a/bcd#cd", "  https://example.org/a/\n    bcd#cd\n"},
        {28, "https://example.org/a/bcd#cd", "https://example.org/a/bcd#cd\n"},
        {29, "https://example.org/a/bcd#cd", " https://example.org/a/bcd#cd\n"},
        /* nowhere to break it */
        {12, "abcdefghijklmnop", "  abcdefghij\n    klmnop\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct doc *doc = doc_new(cases[i].width, false);
        doc_url(doc, ROLE_TEXT, cases[i].url, 2, 4);
        check_doc(doc, cases[i].lines);
    }
}

static void whole_words_stand_out_instead_of_being_broken(void)
{
    struct doc *doc = doc_new(12, false);
    doc->whole_words = true;
    doc_text(doc, ROLE_TEXT, "see https://example.org/a/b/c or ask", 0, 2);
    doc_text(doc, ROLE_TEXT, HAN HAN HAN HAN HAN HAN HAN, 0, 0);
    doc_url(doc, ROLE_TEXT, "https://example.org/a/b#c", 2, 4);
    check_doc(doc, "see\n  https://example.org/a/b/c\n  or ask\n" HAN HAN HAN HAN HAN HAN HAN
                   "\n  https://example.org/a/b#c\n");
}

static void blank_lines_never_come_first_or_twice(void)
{
    struct doc *doc = doc_new(20, false);
    doc_blank(doc);
    doc_label(doc, "LABEL");
    doc_text(doc, ROLE_TEXT, "text", 2, 2);
    doc_blank(doc);
    doc_blank(doc);
    doc_label(doc, "NEXT");
    CHECK_INT(doc->lines[0].spans[0].role, ROLE_LABEL);
    check_doc(doc, "LABEL\n  text\n\nNEXT\n");
}

static void padding_reaches_a_column_or_leaves_one_space(void)
{
    struct doc *doc = doc_new(40, false);
    struct rich rich = {0};
    rich_add(&rich, doc, ROLE_LABEL, "KEY");
    rich_pad_to(&rich, 6);
    rich_add(&rich, doc, ROLE_TEXT, "value");
    rich_pad_to(&rich, 3);
    rich_add(&rich, doc, ROLE_TEXT, "x");
    doc_add(doc, &rich, 0, 0);
    rich_add(&rich, doc, ROLE_LABEL, HAN);
    rich_pad_to(&rich, 6);
    rich_add(&rich, doc, ROLE_TEXT, "value");
    doc_add(doc, &rich, 0, 0);
    check_doc(doc, "KEY   value x\n" HAN "    value\n");
}

static void a_text_is_empty_after_it_was_added(void)
{
    struct doc *doc = doc_new(40, false);
    struct rich rich = {0};
    rich_add(&rich, doc, ROLE_TEXT, "once");
    doc_add(doc, &rich, 0, 0);
    CHECK_INT(rich.text.len, 0);
    CHECK_INT(rich.span_count, 0);
    doc_add(doc, &rich, 0, 0);
    rich_clear(&rich);
    check_doc(doc, "once\n");
}

static void check_span(const struct doc_line *line, size_t index, enum role role, size_t link,
                       const char *text)
{
    if (index >= line->span_count) {
        CHECK_MSG(false, "no span %zu in \"%s\"", index, line->text);
        return;
    }
    const struct doc_span *span = &line->spans[index];
    char *got = xstrndup(line->text + span->start, span->end - span->start);
    CHECK_STR(got, text);
    CHECK_INT(span->role, role);
    CHECK_INT((long)span->link, (long)link);
    free(got);
}

static void roles_stay_with_their_text_over_line_breaks(void)
{
    struct doc *doc = doc_new(10, false);
    struct rich rich = {0};
    rich_add(&rich, doc, ROLE_STRONG, "bold ");
    rich_add(&rich, doc, ROLE_STRONG, "and");
    rich_add(&rich, doc, ROLE_DIM, " dim words");
    doc_add(doc, &rich, 0, 2);
    CHECK_INT(doc->line_count, 3);
    check_span(&doc->lines[0], 0, ROLE_STRONG, DOC_NO_LINK, "bold and"); /* joined */
    CHECK_INT(doc->lines[0].span_count, 1);
    check_span(&doc->lines[1], 0, ROLE_TEXT, DOC_NO_LINK, "  ");
    check_span(&doc->lines[1], 1, ROLE_DIM, DOC_NO_LINK, "dim");
    check_span(&doc->lines[2], 1, ROLE_DIM, DOC_NO_LINK, "words");
    check_doc(doc, "bold and\n  dim\n  words\n");
}

static void a_link_goes_on_over_a_line_break(void)
{
    static const int target;
    struct doc *doc = doc_new(12, false);
    struct rich rich = {0};
    doc_text(doc, ROLE_TEXT, "above", 0, 0);
    rich_add(&rich, doc, ROLE_TEXT, "see also ");
    rich_link(&rich, doc, "503 Service Unavailable, it says", 23, &target);
    rich_add(&rich, doc, ROLE_TEXT, ".");
    doc_add(doc, &rich, 0, 2);
    CHECK_INT(doc->link_count, 1);
    CHECK(doc->links[0].target == &target);
    CHECK_INT(doc->links[0].line, 1); /* where it begins */
    check_span(&doc->lines[1], 1, ROLE_LINK, 0, "503");
    check_span(&doc->lines[2], 1, ROLE_LINK, 0, "Service");
    check_span(&doc->lines[3], 1, ROLE_LINK, 0, "Unavailabl");
    check_span(&doc->lines[4], 1, ROLE_LINK, 0, "e");
    check_span(&doc->lines[4], 2, ROLE_TEXT, DOC_NO_LINK, ".");
    check_doc(doc, "above\nsee also 503\n  Service\n  Unavailabl\n  e.\n");
}

static void neighbouring_links_stay_apart(void)
{
    static const int targets[2];
    struct doc *doc = doc_new(40, false);
    struct rich rich = {0};
    rich_link(&rich, doc, "502", 3, &targets[0]);
    rich_link(&rich, doc, "503", 3, &targets[1]);
    rich_link_url(&rich, doc, "RFC", "https://example.org/");
    doc_add(doc, &rich, 2, 2);
    CHECK_INT(doc->link_count, 3);
    check_span(&doc->lines[0], 1, ROLE_LINK, 0, "502");
    check_span(&doc->lines[0], 2, ROLE_LINK, 1, "503");
    check_span(&doc->lines[0], 3, ROLE_LINK, 2, "RFC");
    CHECK(doc->links[1].target == &targets[1] && doc->links[1].url == NULL);
    CHECK(doc->links[2].target == NULL);
    CHECK_STR(doc->links[2].url, "https://example.org/");
    check_doc(doc, "  502503RFC\n");
}

static void a_link_that_starts_a_new_line_is_found_there(void)
{
    static const int target;
    struct doc *doc = doc_new(10, false);
    struct rich rich = {0};
    rich_add(&rich, doc, ROLE_TEXT, "one two ");
    rich_link(&rich, doc, "three", 5, &target);
    doc_add(doc, &rich, 0, 0);
    CHECK_INT(doc->links[0].line, 1);
    check_doc(doc, "one two\nthree\n");
}

static void two_documents_stand_side_by_side(void)
{
    static const int targets[2];
    struct doc *left = doc_new(12, false), *right = doc_new(10, false);
    struct rich rich = {0};
    rich_add(&rich, left, ROLE_STRONG, "left ");
    rich_link(&rich, left, "503", 3, &targets[0]);
    doc_add(left, &rich, 0, 0);
    doc_text(left, ROLE_TEXT, HAN "123456789" ACUTE "0", 0, 0);
    rich_link_url(&rich, right, "RFC", "https://example.org/");
    doc_add(right, &rich, 2, 2);
    doc_blank(right);
    rich_link(&rich, right, "404", 3, &targets[1]);
    doc_add(right, &rich, 0, 0);
    left->label_role = ROLE_ACCENT;
    doc_label(left, "ONE");
    right->label_role = ROLE_ACCENT;
    doc_label(right, "TWO");
    struct doc *doc = doc_join(left, right, 3);
    CHECK_INT(doc->width_cols, 25);
    CHECK_INT(doc->aside_col, 15);
    CHECK_INT(doc->label_role, ROLE_ACCENT);
    for (size_t i = 0; i < doc->line_count; i++) {
        CHECK_INT(doc->lines[i].label, i == 3);
        CHECK_INT(doc->lines[i].aside_label, i == 4);
    }
    CHECK_INT(doc->link_count, 3);
    CHECK(doc->links[0].target == &targets[0] && doc->links[0].line == 0);
    CHECK_STR(doc->links[1].url, "https://example.org/");
    CHECK_INT(doc->links[1].line, 0);
    CHECK(doc->links[2].target == &targets[1] && doc->links[2].line == 2);
    check_span(&doc->lines[2], doc->lines[2].span_count - 1, ROLE_LINK, 2, "404");
    check_doc(doc, "left 503         RFC\n" HAN "123456789" ACUTE "0\n"
                   "               404\n"
                   "ONE\n"
                   "               TWO\n");
}

/* Sections of some lines, each a word; negative: one text of so many lines. */
static struct doc *make_sections(const int *lines)
{
    static const int target;
    struct doc *doc = doc_new(10, false);
    doc_text(doc, ROLE_TEXT, "head", 0, 0);
    for (int i = 0; lines[i] != 0; i++) {
        struct rich rich = {0};
        doc_label(doc, "LABEL");
        for (int j = 0; j < abs(lines[i]); j++) {
            rich_link(&rich, doc, "abcdef ", 7, &target);
            if (lines[i] > 0)
                doc_add(doc, &rich, 2, 2);
        }
        doc_add(doc, &rich, 2, 2);
    }
    return doc;
}

static void a_document_folds_near_its_middle(void)
{
    static const struct {
        int lines[6];
        size_t left, right; /* lines of the columns; right 0: not folded */
    } cases[] = {
        {{3, 3, 3, 3}, 11, 9}, {{1, 19}, 13, 12}, {{19, 1}, 13, 12},  {{-20}, 12, 11},
        {{1, 2, 3, 4}, 19, 0}, {{0}, 1, 0},       {{4, 4, 1}, 16, 0}, /* too short */
        {{12, 12, 1}, 15, 16},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct doc *doc = doc_fold(make_sections(cases[i].lines), 3);
        size_t left = 0, right = 0;
        CHECK_INT(doc->aside_col, cases[i].right > 0 ? 13 : 0);
        for (size_t l = 0; l < doc->line_count; l++) {
            const struct doc_line *line = &doc->lines[l];
            if (line->len > 0 && line->text[0] != ' ' && line->text[0] != 'h')
                CHECK(line->label);
            left = line->len > 0 && strspn(line->text, " ") < 13 ? l + 1 : left;
            right = doc->aside_col > 0 && line->len > 13 ? l + 1 : right;
        }
        CHECK_MSG(left == cases[i].left && right == cases[i].right, "case %zu: %zu and %zu", i,
                  left, right);
        for (size_t k = 0; k < doc->link_count; k++) {
            const struct doc_line *line = &doc->lines[doc->links[k].line];
            bool found = false;
            for (size_t s = 0; s < line->span_count; s++)
                found = found || line->spans[s].link == k;
            CHECK_MSG(found, "case %zu: link %zu is not in line %zu", i, k, doc->links[k].line);
        }
        CHECK(is_sound(doc));
        doc_free(doc);
    }
}

static void a_document_with_a_word_that_stands_out_is_not_folded(void)
{
    struct doc *doc = make_sections((const int[]){12, 12, 0});
    doc->whole_words = true;
    doc_url(doc, ROLE_TEXT, "https://example.org/a/b#c", 2, 4);
    doc = doc_fold(doc, 3);
    CHECK_INT(doc->aside_col, 0);
    doc_free(doc);
}

static void every_text_at_every_width_is_sound(void)
{
    static const char *const pieces[] = {"word",      " ",   "  ",  HAN HAN,
                                         ("e" ACUTE), "503", ACUTE, "abcdefghijklmnopqrstuvwxyz",
                                         "\u202e",    ". "};
    unsigned seed = 5;
    for (int width = 1; width <= 60; width++)
        for (int round = 0; round < 20; round++) {
            struct doc *doc = doc_new(width, round % 2 == 1);
            struct rich rich = {0};
            for (int i = 0; i < 12; i++) {
                const char *text = pieces[support_random(&seed, sizeof pieces / sizeof pieces[0])];
                enum role role = (enum role)support_random(&seed, 3);
                if (support_random(&seed, 4) == 0)
                    rich_link(&rich, doc, text, strlen(text), doc);
                else
                    rich_add(&rich, doc, role, text);
            }
            int indent = (int)support_random(&seed, 20), hang = (int)support_random(&seed, 20);
            doc_add(doc, &rich, indent, hang);
            doc_verbatim(doc, ROLE_DIM, pieces[support_random(&seed, 10)], indent, hang);
            CHECK_MSG(is_sound(doc), "width %d, round %d, indents %d %d", width, round, indent,
                      hang);
            doc_free(doc);
        }
}

int main(void)
{
    setlocale(LC_CTYPE, "");
    RUN(text_is_wrapped_at_spaces);
    RUN(long_words_break_between_their_parts);
    RUN(no_line_begins_with_what_belongs_to_the_one_before);
    RUN(the_first_line_and_the_others_have_their_indents);
    RUN(wide_characters_and_accents_are_never_parted);
    RUN(text_is_made_displayable);
    RUN(verbatim_text_keeps_its_spaces);
    RUN(addresses_break_between_their_parts);
    RUN(whole_words_stand_out_instead_of_being_broken);
    RUN(blank_lines_never_come_first_or_twice);
    RUN(padding_reaches_a_column_or_leaves_one_space);
    RUN(a_text_is_empty_after_it_was_added);
    RUN(roles_stay_with_their_text_over_line_breaks);
    RUN(a_link_goes_on_over_a_line_break);
    RUN(neighbouring_links_stay_apart);
    RUN(a_link_that_starts_a_new_line_is_found_there);
    RUN(two_documents_stand_side_by_side);
    RUN(a_document_folds_near_its_middle);
    RUN(a_document_with_a_word_that_stands_out_is_not_folded);
    RUN(every_text_at_every_width_is_sound);
    return check_done();
}
