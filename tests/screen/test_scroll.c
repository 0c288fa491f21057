#include "config.h"

#include <stdio.h>

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
            rich_link(&rich, doc, ROLE_LINK, text, (size_t)len, doc);
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
        {1, true, 0, 0},   {1, true, 1, 0},  {1, true, 2, 31}, {1, true, 3, 71},  {1, false, 3, 71},
        {-1, true, 2, 40}, {-1, true, 1, 5}, {-1, true, 0, 0}, {-1, false, 0, 0},
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

static void another_width_keeps_the_place_and_the_link(void)
{
    static const int links[] = {10, 50, -1};
    struct scroll reader = reader_of(100, 10, links);
    scroll_move_link(&reader, 1);
    scroll_by(&reader, 40);
    scroll_rewrap(&reader, make_doc(200, links));
    CHECK_INT(reader.top, 82);
    CHECK_INT(reader.link, 0);
    scroll_rewrap(&reader, make_doc(100, links));
    CHECK_INT(reader.top, 41);
    scroll_rewrap(&reader, make_doc(12, NULL));
    CHECK_INT(reader.top, 2); /* within the document */
    CHECK(reader.link == DOC_NO_LINK);
    scroll_rewrap(&reader, make_doc(0, NULL));
    CHECK_INT(reader.top, 0);
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
    RUN(another_width_keeps_the_place_and_the_link);
    RUN(random_steps_stay_inside_of_the_document);
    return check_done();
}
