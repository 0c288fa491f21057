#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "bookmarks/bookmarks.h"
#include "cli/print.h"
#include "cli/print_json.h"
#include "doc/theme.h"
#include "registry/library.h"
#include "registry/registry.h"
#include "support/check.h"
#include "support/files.h"
#include "support/registries.h"

static struct registry *registry;
static struct bookmarks *bookmarks; /* NULL: none */

enum output {
    OUTPUT_CARDS,
    OUTPUT_ENTRIES,
    OUTPUT_ENTRIES_ALL,
    OUTPUT_LIST,
    OUTPUT_JSON,
    OUTPUT_JSON_BRIEF
};

static struct print_style plain_style(int width)
{
    return (struct print_style){.theme = theme_find("default", BACKGROUND_UNKNOWN),
                                .width_cols = width};
}

/* What the operands, separated by '|', print. The caller frees. */
static char *print(enum output output, const char *operands, const struct print_style *style,
                   size_t limit)
{
    char *copy = xstrdup(operands), *words[8];
    size_t count = 0;
    for (char *word = copy; word != NULL && operands[0] != '\0' && count < 8;) {
        char *end = strchr(word, '|');
        if (end != NULL)
            *end++ = '\0';
        words[count++] = word;
        word = end;
    }
    struct selection selection;
    struct strbuf out = STRBUF_INIT;
    enum selection_form form =
        output == OUTPUT_LIST || output == OUTPUT_JSON_BRIEF ? SELECTION_LIST : SELECTION_PAGES;
    struct library_item item = {.handle = registry};
    struct library library = {.items = &item, .count = 1};
    selection_make(&selection, &library, words, count, form, bookmarks);
    selection_limit(&selection, limit);
    if (output != OUTPUT_ENTRIES_ALL)
        selection_mark_further(&selection);
    if (output == OUTPUT_CARDS)
        print_cards(&selection, style, &out);
    else if (output == OUTPUT_ENTRIES || output == OUTPUT_ENTRIES_ALL)
        print_entries(&selection, style, &out);
    else if (output == OUTPUT_LIST)
        print_list(&selection, style, &out);
    else
        print_json(&selection, output == OUTPUT_JSON, &out);
    selection_clear(&selection);
    free(copy);
    return strbuf_take(&out);
}

static void check_print(enum output output, const char *operands, const char *want)
{
    struct print_style style = plain_style(70);
    char *got = print(output, operands, &style, 0);
    CHECK_STR(got, want);
    free(got);
}

static void a_list_is_aligned_code_first(void)
{
    static const struct {
        const char *operands, *list;
    } cases[] = {
        {"404", "404  Not Found\n"},
        {"2xx", "200  OK\n"},
        {"30x", "302  Found\n305  Use Proxy           deprecated\n307  Temporary Redirect\n"},
        {"499", "499  Client Closed Request  nginx\n499  Token Required         Esri\n"},
        {"5xx", "503  Service Unavailable\n530  \u6e90\u7ad9\u51bb\u7ed3 Site Frozen  Globex\n"},
        {"418|200", "418  (Unused)  unused\n200  OK\n"}, /* as asked */
        {"471", "471 is not registered: treat it as 400 Bad Request (RFC 9110 \u00a715).\n"},
        {"000", "000 is outside 200-599, invalid: treat it as a 5xx (RFC 9110 \u00a715).\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_print(OUTPUT_LIST, cases[i].operands, cases[i].list);
}

static size_t count_lines(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++)
        count += *text == '\n';
    return count;
}

static void a_list_of_everything_has_every_entry(void)
{
    struct print_style style = plain_style(80);
    char *list = print(OUTPUT_LIST, "", &style, 0);
    CHECK_INT(count_lines(list), registry->entry_count);
    CHECK(support_golden("list.txt", list));
    free(list);
    style.ascii = true;
    list = print(OUTPUT_LIST, "", &style, 0);
    for (const char *p = list; *p != '\0'; p++)
        CHECK((*p >= ' ' && *p < 0x7F) || *p == '\n');
    free(list);
}

static void a_limit_keeps_the_first(void)
{
    static const struct {
        size_t limit, lines;
    } cases[] = {{1, 1}, {3, 3}, {1000, 14}, {0, 14}};
    struct print_style style = plain_style(80);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *list = print(OUTPUT_LIST, "", &style, cases[i].limit);
        CHECK_INT(count_lines(list), cases[i].lines);
        CHECK_INT(strncmp(list, "200  OK", 7), 0);
        free(list);
    }
}

static void words_list_hits_with_the_reason(void)
{
    struct print_style style = plain_style(80);
    char *list = print(OUTPUT_LIST, "slow|down", &style, 1);
    CHECK_STR(list, "429  Too Many Requests  (alias: Slow Down)\n");
    free(list);
    list = print(OUTPUT_LIST, "not found", &style, 1);
    CHECK_STR(list, "404  Not Found\n");
    free(list);
    list = print(OUTPUT_LIST, "xyzzy plugh", &style, 0);
    CHECK_STR(list, "");
    free(list);
}

/* A text is as long as a registry allows; a line of a list is not. */
static void a_long_reason_is_cut(void)
{
    struct registry *small = registry;
    struct print_style style = plain_style(80);
    struct strbuf json = STRBUF_INIT;
    strbuf_puts(&json,
                "{\"format\": 1, \"id\": \"u\", \"title\": \"U\", \"classes\": [], \"codes\": "
                "[{\"code\": \"1\", \"owner\": \"o\", \"phrase\": \"p\", \"summary\": \"needle");
    strbuf_pad(&json, '-', 10000);
    strbuf_puts(&json, "\"}]}");
    registry = support_parse(strbuf_str(&json), "long.json");
    char *list = print(OUTPUT_LIST, "needle", &style, 0);
    CHECK_HAS(list, "1  p  o  (summary: needle---");
    CHECK_HAS(list, "---...)\n");
    CHECK(strlen(list) < 300);
    free(list);
    registry_free(registry);
    registry = small;
    strbuf_clear(&json);
}

static void an_entry_is_its_title_and_its_document(void)
{
    check_print(OUTPUT_ENTRIES, "404",
                "404 Not Found\n"
                "Client Error \u00b7 IANA standard \u00b7 RFC 9110 \u00a715.5.5\n"
                "\n"
                "There is nothing at this address.\n"
                "\n"
                "CACHE    yes, unless forbidden    RETRY    no\n"
                "\n"
                "OTHER NAMES\n"
                "  File Not Found\n"
                "\n"
                "REFERENCES\n"
                "  RFC 9110 \u00a715.5.5  HTTP Semantics, 2022-06, Internet Standard\n"
                "    https://example.org/rfc9110#section-15.5.5\n");
}

static void of_several_meanings_the_first_is_in_full(void)
{
    static const char first[] = "499 Client Closed Request\nClient Error \u00b7 nginx";
    static const char further[] = "\n\n499 means something else elsewhere (--all prints it in "
                                  "full):\n499  Token Required  Esri\n";
    struct print_style style = plain_style(80);
    char *text = print(OUTPUT_ENTRIES, "499", &style, 0);
    CHECK_INT(strncmp(text, first, sizeof first - 1), 0);
    CHECK(strstr(text, further) != NULL && strcmp(strstr(text, further), further) == 0);
    CHECK(strstr(text, "Client Error \u00b7 Esri") == NULL);
    free(text);
    text = print(OUTPUT_ENTRIES_ALL, "499", &style, 0);
    CHECK_INT(strncmp(text, first, sizeof first - 1), 0);
    CHECK_HAS(text, "\n\n499 Token Required\nClient Error \u00b7 Esri");
    CHECK(strstr(text, "--all") == NULL);
    free(text);
}

/* A registry in which `count` owners give a code a meaning. */
static struct registry *many_owners(int count)
{
    struct strbuf json = STRBUF_INIT;
    strbuf_puts(&json, "{\"format\": 1, \"id\": \"u\", \"title\": \"U\", \"classes\": [], "
                       "\"codes\": [");
    for (int i = 0; i < count; i++)
        strbuf_printf(&json, "%s{\"code\": \"404\", \"owner\": \"o%d\", \"phrase\": \"p\"}",
                      i > 0 ? "," : "", i);
    strbuf_puts(&json, "]}");
    struct registry *made = support_parse(strbuf_str(&json), "many.json");
    strbuf_clear(&json);
    return made;
}

static void many_meanings_are_named_up_to_a_bound(void)
{
    struct registry *small = registry;
    struct print_style style = plain_style(80);
    registry = many_owners(3000);
    char *text = print(OUTPUT_ENTRIES, "404", &style, 0);
    CHECK_HAS(text, "o20\n    and 2979 more\n");
    CHECK_HAS(text, "404  p  o20\nand 2979 more\n");
    CHECK_INT(count_lines(text), 5 + 21 + 2 + 21);
    free(text);
    registry_free(registry);
    registry = many_owners(21); /* one and all that may be named */
    text = print(OUTPUT_ENTRIES, "404", &style, 0);
    CHECK_HAS(text, "404  p  o20\n");
    CHECK(strstr(text, "more") == NULL);
    free(text);
    registry_free(registry);
    registry = small;
}

static void a_url_is_printed_whole_at_any_width(void)
{
    struct print_style style = plain_style(20);
    char *text = print(OUTPUT_ENTRIES, "404", &style, 0);
    CHECK_HAS(text, "\n    https://example.org/rfc9110#section-15.5.5\n");
    free(text);
}

static void entries_are_kept_apart_by_an_empty_line(void)
{
    check_print(OUTPUT_ENTRIES, "451|530",
                "451 Unavailable For Legal Reasons In This Country And In Every Other One That "
                "Was Asked\n"
                "Client Error \u00b7 IANA experimental\n"
                "\n"
                "530 \u6e90\u7ad9\u51bb\u7ed3 Site Frozen\n"
                "Server Error \u00b7 Globex, unofficial\n"
                "\n"
                "\u7ad9\u70b9\u5df2\u51bb\u7ed3\uff0c\u8bf7\u7a0d\u540e\u518d\u8bd5\u3002The site "
                "is frozen.\n");
}

/* The codes that the operand selects. The caller frees. */
static char *selected_codes(const char *operand, enum selection_form form)
{
    char *words[] = {xstrdup(operand)};
    struct selection selection;
    struct strbuf out = STRBUF_INIT;
    struct library_item item = {.handle = registry};
    struct library library = {.items = &item, .count = 1};
    selection_make(&selection, &library, words, 1, form, NULL);
    for (size_t i = 0; i < selection.count; i++)
        strbuf_printf(&out, "%s%s", i > 0 ? " " : "",
                      selection.items[i].entry != NULL ? selection.items[i].entry->code
                                                       : selection.items[i].unregistered);
    selection_clear(&selection);
    free(words[0]);
    return strbuf_take(&out);
}

static void the_beginning_of_a_code_selects_what_begins_so(void)
{
    static const struct {
        const char *operand, *codes;
    } cases[] = {
        {"3", "302 305 307"}, {"30", "302 305 307"}, {"3x", "302 305 307"},
        {"5", "503 530"},     {"53", "530"},         {"50x", "503"},
        {"9", "9"},           {"43", "43"},          {"404.1", "404.1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *codes = selected_codes(cases[i].operand, SELECTION_PAGES);
        CHECK_STR(codes, cases[i].codes);
        free(codes);
    }
    /* A list is of the same, the likely ones first. */
    char *listed = selected_codes("30", SELECTION_LIST);
    CHECK_HAS(listed, "302");
    CHECK_HAS(listed, "305");
    CHECK_HAS(listed, "307");
    free(listed);
}

/* Codes need not be numbers, and numbers need not be in a class. */
static void other_registries_answer_by_their_own_codes(void)
{
    static const struct {
        const char *operand, *codes;
    } cases[] = {
        {"5", "5.1.1"},
        {"5.x.x", "5.1.1"},
        {"5.1.1", "5.1.1"},
        {"5.1.9", "5.1.9"},
        {"5.9", "5.9"},
        {"0x", "0x1"},
        {"0x1", "0x1"},
        {"hex", "0x1"},
        {"4", "4"},
        {"unavailable", "UNAVAILABLE"},
        {"UNAVAIL", "UNAVAILABLE"},
    };
    struct registry *http = registry;
    char *json = support_read("data/good/other-protocols.json", NULL);
    registry = support_parse(json, "other-protocols.json");
    free(json);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *codes = selected_codes(cases[i].operand, SELECTION_PAGES);
        CHECK_STR(codes, cases[i].codes);
        free(codes);
    }
    registry_free(registry);
    registry = http;
}

static void every_number_is_answered(void)
{
    static const struct {
        const char *code, *first_line;
    } cases[] = {
        {"471", "471 is not registered: treat it as 400 Bad Request (RFC 9110 \u00a715).\n"},
        {"404.99", "404.99 is not registered, .99 is unknown: treat it as 404 Not Found.\n"},
        {"742", "742 is outside 200-599, invalid: treat it as a 5xx (RFC 9110 \u00a715).\n"},
        {"99", "99 is outside 200-599, invalid: treat it as a 5xx (RFC 9110 \u00a715).\n"},
        {"000", "000 is outside 200-599, invalid: treat it as a 5xx (RFC 9110 \u00a715).\n"},
    };
    struct print_style style = plain_style(80);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *text = print(OUTPUT_ENTRIES, cases[i].code, &style, 0);
        CHECK_INT(strncmp(text, cases[i].first_line, strlen(cases[i].first_line)), 0);
        CHECK_HAS(text, "\n\nNEAREST\n  ");
        free(text);
    }
}

/* False when the text has an escape other than a colour or a link, or leaves one open at the end
 * of a line. */
static bool is_balanced(const char *text)
{
    bool colored = false, linked = false;
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '\n' && (colored || linked))
            return false;
        if (*p != '\033')
            continue;
        if (p[1] == '[') {
            size_t len = strspn(p + 2, "0123456789;");
            if (p[2 + len] != 'm' || len == 0)
                return false;
            colored = strncmp(p, "\033[0m", 4) != 0;
        } else if (strncmp(p, "\033]8;;", 5) == 0) {
            const char *end = strstr(p + 5, "\033\\");
            if (end == NULL)
                return false;
            linked = end != p + 5;
            p = end + 1;
        } else {
            return false;
        }
    }
    return !colored && !linked;
}

/* The text without its escapes, which must be well-formed. */
static char *strip(const char *text)
{
    struct strbuf out = STRBUF_INIT;
    while (*text != '\0') {
        if (*text != '\033') {
            strbuf_putc(&out, *text++);
        } else if (text[1] == '[') {
            text += strcspn(text, "m") + 1;
        } else {
            text = strstr(text, "\033\\");
            text = text != NULL ? text + 2 : "";
        }
    }
    return strbuf_take(&out);
}

static void without_colour_there_is_no_escape(void)
{
    static const char *const operands[] = {"", "429", "471", "rate limit", "5xx|742"};
    struct print_style style = plain_style(72);
    for (size_t i = 0; i < sizeof operands / sizeof operands[0]; i++)
        for (int output = OUTPUT_CARDS; output <= OUTPUT_JSON_BRIEF; output++) {
            char *text = print((enum output)output, operands[i], &style, 0);
            CHECK(text[0] != '\0');
            for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n"))
                CHECK_MSG(utf8_is_plain(line, strlen(line)), "\"%s\", output %d: %s", operands[i],
                          output, line);
            free(text);
        }
}

static void colour_is_balanced_in_every_line_and_changes_no_text(void)
{
    static const char *const operands[] = {"", "429", "471", "rate limit", "5xx|742"};
    struct print_style plain = plain_style(72);
    for (size_t i = 0; i < sizeof operands / sizeof operands[0]; i++)
        for (int output = OUTPUT_CARDS; output <= OUTPUT_LIST; output++)
            for (size_t t = 0; theme_names[t] != NULL; t++) {
                struct print_style style = plain;
                style.theme = theme_find(theme_names[t], BACKGROUND_UNKNOWN);
                style.colors = t % 2 == 0 ? COLOR_DEPTH_8 : COLOR_DEPTH_256;
                style.hyperlinks = t % 3 == 0;
                char *with = print((enum output)output, operands[i], &style, 0);
                char *without = print((enum output)output, operands[i], &plain, 0);
                CHECK_MSG(is_balanced(with), "\"%s\" in theme %s", operands[i], theme_names[t]);
                char *stripped = strip(with);
                CHECK_STR(stripped, without);
                free(stripped);
                free(without);
                free(with);
            }
}

static void a_class_has_its_colour(void)
{
    struct print_style style = plain_style(80);
    style.colors = COLOR_DEPTH_256;
    style.theme = theme_find("dark", BACKGROUND_UNKNOWN);
    char *list = print(OUTPUT_LIST, "200", &style, 0);
    CHECK_STR(list, "\033[1m\033[38;5;111m200\033[0m  OK\n");
    free(list);
    style.colors = COLOR_DEPTH_8; /* whose blue may be too dark */
    list = print(OUTPUT_LIST, "200", &style, 0);
    CHECK_STR(list, "\033[1m200\033[0m  OK\n");
    free(list);
    list = print(OUTPUT_LIST, "999", &style, 0);
    CHECK_STR(list, "\033[1m999\033[0m  Request Denied  LinkedIn\n");
    free(list);
    style.theme = theme_find("default", BACKGROUND_UNKNOWN); /* whose text has none */
    list = print(OUTPUT_LIST, "200", &style, 0);
    CHECK_STR(list, "\033[1m200\033[0m  OK\n");
    free(list);
}

static void references_are_links_where_wanted(void)
{
    struct print_style style = plain_style(80);
    style.hyperlinks = true;
    char *text = print(OUTPUT_ENTRIES, "418", &style, 0);
    CHECK_HAS(text, "\033]8;;https://example.org/rfc9110#section-15.5.19\033\\"
                    "RFC 9110 \u00a715.5.19"
                    "\033]8;;\033\\  HTTP Semantics");
    free(text);
}

static void json_of_a_list_is_brief(void)
{
    check_print(OUTPUT_JSON_BRIEF, "418|999",
                "[\n"
                " {\"registry\": \"small\", \"code\": \"418\", \"phrase\": \"(Unused)\", "
                "\"owner\": \"IANA\", \"registration\": \"unused\", \"class\": \"4xx\"},\n"
                " {\n"
                "  \"registry\": \"small\",\n"
                "  \"code\": \"999\",\n"
                "  \"phrase\": \"Request Denied\",\n"
                "  \"owner\": \"LinkedIn\",\n"
                "  \"registration\": \"unofficial\",\n"
                "  \"class\": null,\n"
                "  \"summary\": \"A robot was sent away.\"\n"
                " }\n"
                "]\n");
}

static void json_of_an_entry_has_all_its_fields(void)
{
    struct print_style style = plain_style(80);
    char *json = print(OUTPUT_JSON, "429", &style, 0);
    CHECK(support_golden("entry-429.json", json));
    free(json);
}

static void json_of_an_unregistered_code_says_what_it_is_treated_as(void)
{
    struct print_style style = plain_style(80);
    char *json = print(OUTPUT_JSON, "471|742", &style, 0);
    CHECK(support_golden("unregistered.json", json));
    free(json);
}

static void json_of_nothing_is_an_empty_array(void)
{
    check_print(OUTPUT_JSON, "xyzzy plugh", "[]\n");
}

static void add_bookmark(const char *of, const char *code, const char *owner, const char *note)
{
    char *copy = xstrdup(note), added[] = "2026-11-21T10:00:00Z";
    struct bookmark bookmark = {.id = {of, code, owner}, .note = copy, .added = added};
    CHECK(bookmarks_append(bookmarks, &bookmark));
    free(copy);
}

static void begin_bookmarks(void)
{
    bookmarks = bookmarks_new();
    add_bookmark(registry->id, "503", "iana", "call the second floor");
    add_bookmark(registry->id, "777", "Acme", "gone");
    add_bookmark("other", "888", "Acme", "of another registry");
    add_bookmark(registry->id, "200", "IANA", "");
    add_bookmark(registry->id, "499", "nginx", "patience");
}

static void end_bookmarks(void)
{
    bookmarks_free(bookmarks);
    bookmarks = NULL;
}

static void a_short_answer_is_a_card(void)
{
    static const int widths[] = {80, 30};
    static const char *const names[] = {"cards-80.txt", "cards-30.txt"};
    begin_bookmarks();
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
        struct print_style style = plain_style(widths[i]);
        char *text = print(OUTPUT_CARDS, "429|471|499", &style, 0);
        CHECK(support_golden(names[i], text));
        free(text);
    }
    end_bookmarks();
}

static void bookmarks_are_listed_in_their_order_with_their_notes(void)
{
    begin_bookmarks();
    check_print(OUTPUT_LIST, "is:bookmarked",
                "503  Service Unavailable  (note: call the second floor)\n"
                "777  (not in this registry)  Acme  (note: gone)\n"
                "200  OK\n"
                "499  Client Closed Request   nginx  (note: patience)\n");
    check_print(OUTPUT_LIST, "is:book|-class:2xx",
                "503  Service Unavailable  (note: call the second floor)\n"
                "499  Client Closed Request  nginx  (note: patience)\n");
    check_print(OUTPUT_LIST, "is:bookmarked|-floor",
                "503  Service Unavailable  (note: call the second floor)\n"
                "200  OK\n"
                "499  Client Closed Request  nginx  (note: patience)\n");
    check_print(OUTPUT_LIST, "second|is:bookmarked",
                "503  Service Unavailable  (note: call the second floor)\n");
    check_print(OUTPUT_LIST, "2xx|503", "200  OK\n503  Service Unavailable\n");
    end_bookmarks();
    check_print(OUTPUT_LIST, "is:bookmarked", "");
}

static void entries_have_their_notes(void)
{
    struct print_style style = plain_style(70);
    begin_bookmarks();
    char *text = print(OUTPUT_ENTRIES, "503", &style, 0);
    CHECK_HAS(text, "NOTE");
    CHECK_HAS(text, "call the second floor");
    free(text);
    text = print(OUTPUT_ENTRIES, "is:bookmarked", &style, 0);
    CHECK_HAS(text, "\n777\nAcme \u00b7 not in this registry\n");
    CHECK_HAS(text, "gone");
    free(text);
    end_bookmarks();
    text = print(OUTPUT_ENTRIES, "503", &style, 0);
    CHECK(strstr(text, "NOTE") == NULL);
    free(text);
}

static void json_has_the_notes(void)
{
    struct print_style style = plain_style(70);
    begin_bookmarks();
    check_print(OUTPUT_JSON_BRIEF, "418|499",
                "[\n"
                " {\"registry\": \"small\", \"code\": \"418\", \"phrase\": \"(Unused)\", "
                "\"owner\": \"IANA\", \"registration\": \"unused\", \"class\": \"4xx\"},\n"
                " {\n"
                "  \"registry\": \"small\",\n"
                "  \"code\": \"499\",\n"
                "  \"phrase\": \"Client Closed Request\",\n"
                "  \"owner\": \"nginx\",\n"
                "  \"registration\": \"unofficial\",\n"
                "  \"class\": \"4xx\",\n"
                "  \"summary\": \"The client did not wait for the answer.\",\n"
                "  \"note\": \"patience\"\n"
                " },\n"
                " {\n"
                "  \"registry\": \"small\",\n"
                "  \"code\": \"499\",\n"
                "  \"phrase\": \"Token Required\",\n"
                "  \"owner\": \"Esri\",\n"
                "  \"registration\": \"unofficial\",\n"
                "  \"class\": \"4xx\",\n"
                "  \"summary\": \"No token was sent.\"\n"
                " }\n"
                "]\n");
    char *json = print(OUTPUT_JSON_BRIEF, "is:bookmarked", &style, 0);
    CHECK_HAS(json, " {\"registry\": \"small\", \"code\": \"777\", \"owner\": \"Acme\", "
                    "\"registration\": null, \"note\": \"gone\"},\n");
    free(json);
    for (int output = OUTPUT_JSON; output <= OUTPUT_JSON_BRIEF; output++) {
        json = print((enum output)output, "503", &style, 0);
        CHECK_HAS(json, "\"note\": \"call the second floor\"");
        free(json);
        json = print((enum output)output, "200", &style, 0);
        CHECK(strstr(json, "\"note\"") == NULL);
        free(json);
    }
    end_bookmarks();
}

int main(void)
{
    setlocale(LC_CTYPE, "");
    registry = support_small();
    RUN(a_list_is_aligned_code_first);
    RUN(a_list_of_everything_has_every_entry);
    RUN(a_limit_keeps_the_first);
    RUN(words_list_hits_with_the_reason);
    RUN(a_long_reason_is_cut);
    RUN(an_entry_is_its_title_and_its_document);
    RUN(of_several_meanings_the_first_is_in_full);
    RUN(a_short_answer_is_a_card);
    RUN(many_meanings_are_named_up_to_a_bound);
    RUN(a_url_is_printed_whole_at_any_width);
    RUN(entries_are_kept_apart_by_an_empty_line);
    RUN(the_beginning_of_a_code_selects_what_begins_so);
    RUN(other_registries_answer_by_their_own_codes);
    RUN(every_number_is_answered);
    RUN(without_colour_there_is_no_escape);
    RUN(colour_is_balanced_in_every_line_and_changes_no_text);
    RUN(a_class_has_its_colour);
    RUN(references_are_links_where_wanted);
    RUN(json_of_a_list_is_brief);
    RUN(json_of_an_entry_has_all_its_fields);
    RUN(json_of_an_unregistered_code_says_what_it_is_treated_as);
    RUN(json_of_nothing_is_an_empty_array);
    RUN(bookmarks_are_listed_in_their_order_with_their_notes);
    RUN(entries_have_their_notes);
    RUN(json_has_the_notes);
    registry_free(registry);
    return check_done();
}
