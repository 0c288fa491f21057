#include "config.h"

#include <stdio.h>
#include <string.h>

#include "screen/scroll.h"
#include "support/check.h"
#include "support/files.h"

/* A document of `lines` lines with a link at the beginning of every line of the list, which ends
 * with -1. */
static struct doc *make_doc(int lines, const int *links)
{
    struct doc *doc = doc_new(40, false);
    for (int i = 0; i < lines; i++) {
        struct rich rich = {0};
        char text[20];
        int len = snprintf(text, sizeof text, "line %d", i);
        if (links != NULL && *links == i) {
            rich_link(&rich, doc, text, (size_t)len, doc);
            links++;
        } else {
            rich_add(&rich, doc, ROLE_TEXT, text);
        }
        doc_add(doc, &rich, 0, 0);
    }
    return doc;
}

static struct scroll reader_of(int lines, int rows, const int *links)
{
    struct scroll reader = {.rows = rows, .link = DOC_NO_LINK};
    scroll_set(&reader, make_doc(lines, links));
    return reader;
}

static void scrolling_stops_at_the_ends(void)
{
    static const struct {
        int lines, rows;
        long first, then;
        size_t top;
    } cases[] = {
        {100, 10, 1, 0, 1},
        {100, 10, -1, 0, 0},
        {100, 10, 1000000000, 0, 90},
        {100, 10, 50, -20, 30},
        {100, 10, 50, -1000000000, 0},
        {5, 10, 3, 0, 0},
        {10, 10, 3, 0, 0},
        {11, 10, 3, 0, 1},
        {0, 10, 3, 0, 0},
        {5, 0, 9, 0, 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct scroll reader = reader_of(cases[i].lines, cases[i].rows, NULL);
        scroll_by(&reader, cases[i].first);
        scroll_by(&reader, cases[i].then);
        CHECK_INT(reader.top, cases[i].top);
        doc_free(reader.doc);
    }
}

static void a_reader_without_a_document_can_be_scrolled(void)
{
    struct scroll reader = {.link = DOC_NO_LINK};
    scroll_by(&reader, 3);
    CHECK_INT(reader.top, 0);
}

static void a_new_document_is_shown_from_its_start(void)
{
    static const int links[] = {3, -1};
    struct scroll reader = reader_of(50, 10, links);
    scroll_by(&reader, 20);
    scroll_move_link(&reader, -1);
    scroll_set(&reader, make_doc(50, links));
    CHECK_INT(reader.top, 0);
    CHECK(reader.link == DOC_NO_LINK);
    doc_free(reader.doc);
}

static void links_are_taken_one_by_one_and_brought_into_the_window(void)
{
    static const int links[] = {0, 5, 40, 80, -1};
    static const struct {
        int delta;
        bool moved;
        size_t link, top;
    } steps[] = {
        {1, true, 0, 0},   {1, true, 1, 0},  {1, true, 2, 37}, {1, true, 3, 77},  {1, false, 3, 77},
        {-1, true, 2, 37}, {-1, true, 1, 2}, {-1, true, 0, 0}, {-1, false, 0, 0},
    };
    struct scroll reader = reader_of(100, 10, links);
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        CHECK_INT(scroll_move_link(&reader, steps[i].delta), steps[i].moved);
        CHECK_INT(reader.link, steps[i].link);
        CHECK_INT(reader.top, steps[i].top);
    }
    doc_free(reader.doc);
}

static void the_first_link_is_the_nearest_to_the_window(void)
{
    static const int links[] = {2, 33, 60, -1};
    static const struct {
        long top;
        int delta;
        bool moved;
        size_t link;
    } cases[] = {
        {0, 1, true, 0},
        {3, 1, true, 1},
        {30, 1, true, 1},
        {34, 1, true, 2},
        {61, 1, false, DOC_NO_LINK},
        {90, -1, true, 2},
        {50, -1, true, 1},
        {51, -1, true, 2},
        {24, -1, true, 1},
        {23, -1, true, 0},
        {0, -1, true, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct scroll reader = reader_of(100, 10, links);
        scroll_by(&reader, cases[i].top);
        CHECK_MSG(scroll_move_link(&reader, cases[i].delta) == cases[i].moved, "case %zu", i);
        CHECK_MSG(reader.link == cases[i].link, "case %zu: link %zu", i, reader.link);
        doc_free(reader.doc);
    }
}

static void a_document_without_links_has_none_to_take(void)
{
    struct scroll reader = reader_of(30, 10, NULL);
    CHECK(!scroll_move_link(&reader, 1));
    CHECK(!scroll_move_link(&reader, -1));
    CHECK(reader.link == DOC_NO_LINK);
    doc_free(reader.doc);
}

static void a_link_that_is_easy_to_see_does_not_move_the_window(void)
{
    static const int links[] = {20, 26, 27, 29, -1};
    static const size_t tops[] = {20, 20, 24, 24}; /* of 10 rows, the seventh is low */
    struct scroll reader = reader_of(100, 10, links);
    scroll_by(&reader, 20);
    for (size_t i = 0; i < sizeof tops / sizeof tops[0]; i++) {
        CHECK(scroll_move_link(&reader, 1));
        CHECK_INT(reader.top, tops[i]);
    }
    doc_free(reader.doc);
}

/* Words of five letters, numbered, and a section label after every ten. */
static struct doc *make_words(int width_cols, int words)
{
    struct doc *doc = doc_new(width_cols, false);
    for (int i = 0; i < words; i += 10) {
        struct rich rich = {0};
        char word[16];
        snprintf(word, sizeof word, "L%04d", i);
        doc_label(doc, word);
        for (int j = i; j < i + 10; j++) {
            snprintf(word, sizeof word, "w%04d ", j);
            rich_add(&rich, doc, ROLE_TEXT, word);
        }
        doc_add(doc, &rich, 2, 2);
    }
    return doc;
}

/* In its first row, or below that where the document ends. */
static bool is_in_window(const struct scroll *reader, const char *word)
{
    size_t at = reader->top, end = at + (size_t)reader->rows;
    while (at < end && strstr(reader->doc->lines[at].text, word) == NULL)
        at++;
    return at == reader->top || (at < end && end == reader->doc->line_count);
}

static void another_width_keeps_the_first_letter_in_the_window(void)
{
    static const int widths[] = {60, 20, 13, 33, 9, 90, 40};
    for (long top = 0; top < 100; top++) {
        struct scroll reader = {.rows = 3, .link = DOC_NO_LINK};
        scroll_set(&reader, make_words(40, 200));
        scroll_by(&reader, top);
        const char *text = reader.doc->lines[reader.top].text;
        char first[6];
        snprintf(first, sizeof first, "%s", text + strspn(text, " "));
        size_t start = reader.top;
        for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
            scroll_rewrap(&reader, make_words(widths[i], 200));
            CHECK_MSG(is_in_window(&reader, first), "\"%s\" at %d columns: line %zu", first,
                      widths[i], reader.top);
        }
        CHECK_INT(reader.top, start);
        doc_free(reader.doc);
    }
}

static void lines_before_the_window_do_not_move_it(void)
{
    struct scroll reader = {.rows = 3, .link = DOC_NO_LINK};
    scroll_set(&reader, make_words(40, 100));
    scroll_by(&reader, 20);
    struct doc *longer = make_words(40, 100);
    doc_prepend(longer, ROLE_TEXT, "a note");
    scroll_rewrap(&reader, longer);
    CHECK_INT(reader.top, 21);
    doc_free(reader.doc);
}

static void another_document_keeps_what_it_can(void)
{
    static const int links[] = {10, 50, -1};
    struct scroll reader = reader_of(100, 10, links);
    scroll_move_link(&reader, 1);
    scroll_by(&reader, 40);
    scroll_rewrap(&reader, make_doc(12, links));
    CHECK_INT(reader.top, 0); /* within the document */
    CHECK_INT(reader.link, 0);
    scroll_rewrap(&reader, make_doc(12, NULL));
    CHECK(reader.link == DOC_NO_LINK);
    scroll_rewrap(&reader, make_doc(0, NULL));
    CHECK_INT(reader.top, 0);
    doc_free(reader.doc);
}

static void sections_come_to_the_top_of_the_window(void)
{
    static const struct {
        int delta;
        bool moved;
        size_t top;
    } steps[] = {
        {-1, false, 0}, {1, true, 4},  {1, true, 8},  {-1, true, 4}, {-1, true, 0},  {1, true, 4},
        {1, true, 8},   {1, true, 12}, {1, true, 16}, {1, true, 19}, {1, false, 19}, {-1, true, 16},
    };
    struct scroll reader = {.rows = 8, .link = DOC_NO_LINK};
    scroll_set(&reader, make_words(40, 70));
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        CHECK_MSG(scroll_move_section(&reader, steps[i].delta) == steps[i].moved, "step %zu", i);
        CHECK_MSG(reader.top == steps[i].top, "step %zu: %zu", i, reader.top);
    }
    doc_free(reader.doc);
}

static void random_steps_stay_inside_of_the_document(void)
{
    static const int links[] = {0, 1, 17, 18, 44, -1};
    struct scroll reader = reader_of(45, 7, links);
    unsigned seed = 23;
    for (int i = 0; i < 6000; i++) {
        switch (support_random(&seed, 4)) {
        case 0:
            scroll_by(&reader, (long)support_random(&seed, 61) - 30);
            break;
        case 1:
            scroll_move_link(&reader, support_random(&seed, 2) == 0 ? 1 : -1);
            break;
        case 2:
            reader.rows = (int)support_random(&seed, 60);
            scroll_by(&reader, 0);
            break;
        default:
            scroll_rewrap(&reader, make_doc((int)support_random(&seed, 60),
                                            support_random(&seed, 2) == 0 ? NULL : links));
            break;
        }
        size_t lines = reader.doc->line_count, rows = reader.rows > 0 ? (size_t)reader.rows : 1;
        if (reader.top > (lines > rows ? lines - rows : 0) ||
            (reader.link != DOC_NO_LINK && reader.link >= reader.doc->link_count)) {
            CHECK_MSG(false, "step %d: top %zu, link %zu", i, reader.top, reader.link);
            break;
        }
    }
    doc_free(reader.doc);
}

int main(void)
{
    RUN(scrolling_stops_at_the_ends);
    RUN(a_reader_without_a_document_can_be_scrolled);
    RUN(a_new_document_is_shown_from_its_start);
    RUN(links_are_taken_one_by_one_and_brought_into_the_window);
    RUN(the_first_link_is_the_nearest_to_the_window);
    RUN(a_document_without_links_has_none_to_take);
    RUN(a_link_that_is_easy_to_see_does_not_move_the_window);
    RUN(another_width_keeps_the_first_letter_in_the_window);
    RUN(lines_before_the_window_do_not_move_it);
    RUN(another_document_keeps_what_it_can);
    RUN(sections_come_to_the_top_of_the_window);
    RUN(random_steps_stay_inside_of_the_document);
    return check_done();
}
