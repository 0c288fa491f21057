#include "config.h"
#include "registry/rfc.h"

#include <stdlib.h>
#include <string.h>

#include "support/check.h"
#include "support/folder.h"

/* As the RFC Editor writes them today: no pages, two spaces after the number. */
static const char text[] = "Internet Engineering Task Force                      A. Author, Ed.\n"
                           "\n"
                           "                             A Title\n"
                           "\n"
                           "Table of Contents\n"
                           "\n"
                           "   1.  One\n"
                           "     1.1.  Half\n"
                           "\n"
                           "1.  One\n"
                           "\n"
                           "   First words.\n"
                           "\n"
                           "1.1.  Half\n"
                           "\n"
                           "   1.  a list that begins with a number\n"
                           "\n"
                           "1.10.  Ten\n"
                           "\n"
                           "   Ten words.\n"
                           "\n"
                           "Appendix A.  More\n"
                           "\n"
                           "   More words.\n"
                           "\n"
                           "A.1.  Still More\n"
                           "\n"
                           "   Last words.\n"
                           "\n"
                           "Author's Address\n"
                           "\n"
                           "   A. Author\n";

/* As they were: pages with headers and footers, one space or more after the number, a table of
 * contents at the margin. */
static const char pages[] = "1. One..............................................2\n"
                            "1.1 Half ...........................................2\n"
                            "\n"
                            "1 One\r\n"
                            "\n"
                            "   First page.\n"
                            "\n"
                            "\n"
                            "Author & Other              Standards Track             [Page 1]\n"
                            "\f\n"
                            "RFC 9998                        A Title                June 1999\n"
                            "\n"
                            "\n"
                            "   Second page.\n"
                            "\n"
                            "1.1 Half\n"
                            "\n"
                            "   Other words.\n";

static void cuts_from_a_heading_to_the_next(void)
{
    static const struct {
        const char *text, *section, *expected; /* NULL: there is none */
    } cases[] = {
        {text, "1", "1.  One\n\n   First words.\n"},
        {text, "1.1", "1.1.  Half\n\n   1.  a list that begins with a number\n"},
        {text, "1.10", "1.10.  Ten\n\n   Ten words.\n"},
        {text, "A", "Appendix A.  More\n\n   More words.\n"},
        {text, "A.1", "A.1.  Still More\n\n   Last words.\n"},
        {text, "2", NULL},
        {text, "1.1.1", NULL},
        {pages, "1", "1 One\n\n   First page.\n\n   Second page.\n"},
        {pages, "1.1", "1.1 Half\n\n   Other words.\n"},
        {"", "1", NULL},
        {"1", "1", "1\n"},
        {"1.", "1", "1.\n"},
        {"\f", "1", NULL},
        {"]", "1", NULL},
        {"a\n\n\n\nb", "", "a\n\nb\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct strbuf out = STRBUF_INIT;
        bool found = rfc_cut(cases[i].text, cases[i].section, &out);
        CHECK_INT(found, cases[i].expected != NULL);
        CHECK_STR(strbuf_str(&out), cases[i].expected != NULL ? cases[i].expected : "");
        strbuf_clear(&out);
    }
}

static void knows_the_section_of_a_url(void)
{
    static const struct {
        const char *url;
        unsigned number; /* 0: no RFC */
        const char *section;
    } cases[] = {
        {"https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5", 9110, "15.5.5"},
        {"https://www.rfc-editor.org/rfc/rfc9110.html", 9110, ""},
        {"https://example.com/html/rfc7231#appendix-B", 7231, "B"},
        {"https://www.rfc-editor.org/rfc/rfc9110.html#name-404", 0, ""},
        {"https://www.rfc-editor.org/rfc/rfc9110.html#section-1%20x", 0, ""},
        {"https://www.rfc-editor.org/rfc/rfc9110.html#section-1/../..", 0, ""},
        {"https://www.rfc-editor.org/rfc/rfc9110.html#section-1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1", 0,
         ""},
        {"https://www.rfc-editor.org/rfc/rfc99999999999999999999.html", 0, ""},
        {"https://www.rfc-editor.org/rfc/", 0, ""},
        {"https://nginx.org/en/docs/", 0, ""},
        {"", 0, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct rfc_place place = {0};
        bool known = rfc_place_of_url(cases[i].url, &place);
        CHECK_INT(known, cases[i].number != 0);
        if (!known)
            continue;
        CHECK_INT(place.number, cases[i].number);
        CHECK_STR(place.section, cases[i].section);
    }
}

/* Reads section 1 of RFC 99998. Returns the path that was found relative to the folder, or the
 * message; both valid until the next call. */
static const char *read_one(const char *expected)
{
    static char *kept;
    struct rfc_place place = {.number = 99998, .section = "1"};
    struct strbuf out = STRBUF_INIT;
    struct sb_error err = SB_ERROR_INIT;
    char *path;
    bool good = rfc_read(&place, &out, &path, &err);
    CHECK_STR(strbuf_str(&out), expected);
    free(kept);
    kept = strdup(good ? path : err.message);
    strbuf_clear(&out);
    sb_error_clear(&err);
    free(path);
    const char *home = strstr(kept, folder_path());
    return home == kept ? kept + strlen(folder_path()) + 1 : kept;
}

static void finds_the_first_copy(void)
{
    folder_make_home();
    unsetenv("STATUSBROWSE_RFC");
    CHECK_HAS(read_one(""), "no copy of RFC 99998 is here: rfc99998.txt may be put into ");
    CHECK_HAS(read_one(""), "/.cache/RFCs");
    folder_put(".cache/RFCs/rfc99998.txt", "1. cached\n");
    CHECK_STR(read_one("1. cached\n"), ".cache/RFCs/rfc99998.txt");
    setenv("STATUSBROWSE_RFC", folder_path_of("mine"), 1);
    CHECK_STR(read_one("1. cached\n"), ".cache/RFCs/rfc99998.txt");
    folder_put("mine/rfc99998.txt", "1. mine\n");
    CHECK_STR(read_one("1. mine\n"), "mine/rfc99998.txt");
    folder_put("mine/rfc99998.txt", "2. mine\n");
    CHECK_STR(read_one(""), "mine/rfc99998.txt: has no section 1");
    setenv("STATUSBROWSE_RFC", "", 1);
    CHECK_STR(read_one("1. cached\n"), ".cache/RFCs/rfc99998.txt");
    folder_remove();
}

/* "1. packed\n", as gzip packs it. */
static const char packed[] =
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x33\xd4\x53\x28\x48\x4c\xce\x4e\x4d\xe1"
    "\x02\x00\x2a\x85\xd3\x65\x0a\x00\x00\x00";

static void unpacks_what_is_packed(void)
{
    folder_make_home();
    setenv("STATUSBROWSE_RFC", folder_path(), 1);
    folder_put_bytes("links/rfc99998.txt.gz", packed, sizeof packed - 1);
    CHECK_STR(read_one("1. packed\n"), "links/rfc99998.txt.gz");
    folder_put("rfc99998.txt.gz", "not packed");
    CHECK_STR(read_one(""), "rfc99998.txt.gz: gzip cannot unpack it");
    folder_make_directory("rfc99998.txt");
    CHECK_HAS(read_one(""), "directory");
    folder_remove();
}

static void says_what_a_copy_lacks(void)
{
    struct rfc_copies copies = {0};
    struct rfc_place one = {99998, "1"}, two = {99998, "2"}, none = {99997, "2"};
    folder_make_home();
    setenv("STATUSBROWSE_RFC", folder_path(), 1);
    folder_put("rfc99998.txt", "1. One\n");
    CHECK(!rfc_copies_lack(&copies, &one));
    CHECK(rfc_copies_lack(&copies, &two));
    CHECK_MSG(!rfc_copies_lack(&copies, &none), "without a copy nobody knows");
    CHECK_INT(copies.count, 2);
    rfc_copies_clear(&copies);
    folder_make_directory("rfc99997.txt");
    CHECK_MSG(!rfc_copies_lack(&copies, &none), "a copy that cannot be read");
    rfc_copies_clear(&copies);
    folder_remove();
}

int main(void)
{
    RUN(cuts_from_a_heading_to_the_next);
    RUN(knows_the_section_of_a_url);
    RUN(finds_the_first_copy);
    RUN(unpacks_what_is_packed);
    RUN(says_what_a_copy_lacks);
    return check_done();
}
