/* The editorial rules: each is broken once in a registry that keeps all others. */
#include "config.h"
#include "registry/style.h"

#include <stdlib.h>
#include <string.h>

#include "registry/parse.h"
#include "support/check.h"
#include "support/folder.h"

/* What --dump prints of it is the same, but for the layout. */
static const char good[] =
    "{\"format\": 1, \"id\": \"t\", \"title\": \"T\","
    " \"classes\": [{\"id\": \"4xx\", \"title\": \"C\", \"first\": 400, \"last\": 499}],"
    " \"documents\": [{\"id\": \"D\", \"title\": \"Doc\"}, {\"id\": \"RFC 99998\", \"title\": "
    "\"R\"}],"
    " \"codes\": [{\"code\": \"400\", \"phrase\": \"P\", \"owner\": \"O\","
    " \"seen_in\": [\"log\"], \"summary\": \"One sentence.\", \"meaning\": [\"A meaning.\"],"
    " \"causes\": [\"One.\", \"Two.\"], \"client_action\": [\"Do it.\"],"
    " \"server_action\": [\"Do that.\"], \"myths\": [{\"text\": \"\\\"So\\\"? No.\"}],"
    " \"headers\": [{\"name\": \"H\", \"in\": \"response\", \"strength\": \"MAY\","
    " \"note\": \"a note\"}],"
    " \"confusable_with\": [{\"code\": \"401\", \"difference\": \"Another one.\"}],"
    " \"tags\": [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\"],"
    " \"references\": [{\"doc\": \"D\"}]}, {\"code\": \"401\", \"phrase\": \"Q\","
    " \"owner\": \"O\", \"seen_in\": [\"log\"], \"summary\": \"Sentence.\","
    " \"meaning\": [\"M.\"], \"causes\": [\"One.\", \"Two.\"], \"client_action\": [\"Do it.\"],"
    " \"server_action\": [\"Do that.\"],"
    " \"confusable_with\": [{\"code\": \"400\", \"difference\": \"Another one.\"}],"
    " \"tags\": [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\"],"
    " \"references\": [{\"doc\": \"D\"}]}]}";

#define WORDS_11 "a b c d e f g h i j k "
#define WORDS_33 WORDS_11 WORDS_11 "a b c d e f g h i j k"
#define CHARS_10 "123456789 "
#define CHARS_60 CHARS_10 CHARS_10 CHARS_10 CHARS_10 CHARS_10 CHARS_10
#define CHARS_120 CHARS_60 CHARS_60
#define MISTAKE "\\\"So\\\"? No."
#define CONFUSABLE "{\"code\": \"401\", \"difference\": \"Another one.\"}"
#define FOUR_MESSAGES                                                                              \
    "{\"text\": \"x\", \"from\": \"A\"}, {\"text\": \"x\", \"from\": \"B\"}, "                     \
    "{\"text\": \"x\", \"from\": \"C\"}, {\"text\": \"x\", \"from\": \"D\"}"
#define MESSAGE(text, from)                                                                        \
    "\"messages\": [{\"text\": \"" text "\", \"from\": \"" from "\"}], \"references\""
#define NUMBER(code) "{\"code\": \"" code "\", \"phrase\": \"P\"}"
#define DATED(code) "\"HTTP/1.1 " #code " X\", \"Date: Sat, 21 Nov 2026 09:30:00 GMT\""
#define RESPONSE(lines) "\"example\": {\"response\": [" lines "]}, \"references\""

/* The messages about a text, the line about the layout left out; owned by the caller. */
static char *complaints(const char *text)
{
    struct sb_error err = SB_ERROR_INIT;
    struct registry_checks strict = {NULL, true};
    struct strbuf out = STRBUF_INIT;
    registry_check(text, strlen(text), "t", &strict, &err);
    for (const char *line = err.message; line != NULL && *line != '\0';) {
        size_t len = strcspn(line, "\n");
        if (strstr(line, "not in the layout") != line + strcspn(line, " ") + 1)
            strbuf_printf(&out, "%.*s\n", (int)len, line);
        line += len + (line[len] == '\n');
    }
    sb_error_clear(&err);
    return strbuf_take(&out);
}

/* The good text with its first `from` replaced. */
static char *with(const char *from, const char *to)
{
    struct strbuf text = STRBUF_INIT;
    const char *at = strstr(good, from);
    strbuf_add(&text, good, at != NULL ? (size_t)(at - good) : 0);
    strbuf_puts(&text, to);
    strbuf_puts(&text, at != NULL ? at + strlen(from) : "");
    return strbuf_take(&text);
}

static void a_good_registry_has_no_complaint(void)
{
    char *none = complaints(good);
    CHECK_STR(none, "");
    free(none);
}

static void each_rule_names_place_and_expectation(void)
{
    static const struct {
        const char *from, *to, *message;
    } cases[] = {
        {"\"One sentence.\"", "\"No stop\"", "t: codes[0] (400 O): summary: has no full stop"},
        {"\"One sentence.\"", "\"One. Two.\"", "summary: has two sentences, expected one"},
        {"\"summary\": \"One sentence.\", ", "", "summary: is missing, expected one sentence"},
        {"A meaning.", "A  meaning.", "meaning[0]: has two spaces in a row, expected one"},
        {"A meaning.", "A `meaning`.", "meaning[0]: has a backquote, expected plain text"},
        {"\"One.\", \"Two.\"", "", "causes: has 0 elements, expected at least 1"},
        {"\"Do it.\"", "\"A.\",\"B.\",\"C.\",\"D.\",\"E.\",\"F.\"",
         "client_action: has 6 elements, expected at most 5"},
        {"\"a\", \"b\", \"c\", \"d\", \"e\", \"f\"", "",
         "tags: has 0 elements, expected at least 1"},
        {"\"b\", \"c\"", "\"A\", \"c\"", "tags[1]: is the same as tags[0], expected it once"},
        {"\"b\", \"c\"", "\"B\", \"c\"", "tags[1]: has capitals, expected lower case"},
        {"a note", "a note.", "headers[0].note: ends with a full stop, expected none"},
        {", \"note\": \"a note\"", "", "headers[0].note: is missing"},
        {MISTAKE, "\\\"So\\\"? No", "myths[0].text: has no full stop at its end"},
        {"\"seen_in\": [\"log\"],", "", "seen_in: is missing, expected where the code is met"},
        {"\"seen_in\"", "\"sen_in\"", "sen_in: is no member that this program knows"},
        {"\"id\": \"t\"", "\"id\": \"t\", \"x\": 1", "t: x: is no member that this program"},
        {"A meaning.", "A file behind it.",
         "meaning[0]: says \"behind\", expected after, or the upstream server"},
        {"A meaning.", "Anew.", "meaning[0]: says \"anew\", expected again"},
        {"A meaning.", WORDS_33 ".", "has a sentence of 33 words, expected at most 32"},
        {MISTAKE, "It does not mean so.",
         "myths[0].text: is not of the form \"MISTAKE\"? CORRECTION, expected the mistake in"},
        {MISTAKE, "\\\"So\\\".", "myths[0].text: is not of the form"},
        {"\"references\"", MESSAGE("F!", "from"),
         "tags[5]: is the same as messages[0].text, expected it once"},
        {"\"references\"", MESSAGE("x", "from\", \"note\": \"No stop"),
         "messages[0].note: has no full stop at its end"},
        {"\"references\"",
         "\"messages\": [" FOUR_MESSAGES ", " FOUR_MESSAGES ", " FOUR_MESSAGES ", " FOUR_MESSAGES
         ", " FOUR_MESSAGES "], \"references\"",
         "messages: has 20 elements, expected at most 16"},
        {"\"references\"", "\"limits\": [{\"who\": \"W\", \"default\": \"1\"}], \"references\"",
         "limits[0].reference: is missing, expected where the value is from"},
        {"\"seen_in\"",
         "\"numbers\": [" NUMBER("7") ", " NUMBER("8") ", " NUMBER("7") "], \"seen_in\"",
         "codes[0] (400 O): numbers[0].code: is also in codes[0].numbers, expected it once"},
        {"\"seen_in\"",
         "\"numbers\": [{\"code\": \"7\", \"phrase\": \"P\", \"server_action\": [\"Go\"]}], "
         "\"seen_in\"",
         "numbers[0].server_action[0]: has no full stop at its end"},
        {"A meaning.\"], \"causes\"", "It is 407.\"], \"numbers\": [" NUMBER("406") "], \"causes\"",
         "meaning[0]: names 407, which nothing answers, expected it in numbers"},
        {"\"One.\"", "\"For .7 wait.\"], \"numbers\": [" NUMBER("400.6") "], \"aliases\": [\"x\"",
         "causes[0]: names 400.7, which nothing answers, expected it in numbers"},
        {"\"references\": [{\"doc\": \"D\"",
         "\"references\": [{\"doc\": \"RFC 99998\", \"section\": \"x\"",
         "references[0].section: is \"x\", expected the number of a section"},
        {"\"references\"",
         RESPONSE("\"HTTP/1.1 500 X\", \"Content-Length: 9\", \"\", \"a\", \"b\""),
         "example.response: has Content-Length: 9, expected 4"},
        {"\"references\"", RESPONSE("\"HTTP/1.1 400 P\", \"\""),
         "example.response: has no Date, which RFC 9110 6.6.1 demands"},
        {"\"references\"", RESPONSE("\"HTTP/1.1 100 P\", \"\", \"HTTP/1.1 200 P\", \"\""),
         "example.response: has no Date, which RFC 9110 6.6.1 demands"},
        {"\"owner\": \"O\"", "\"owner\": \"A very long owner\"",
         "owner: has 17 characters, expected at most 14"},
        {"One sentence.", CHARS_120 ".", "summary: has 121 characters, expected at most 110"},
        {"A meaning.", CHARS_120 CHARS_120 CHARS_120 CHARS_60 ".",
         "meaning[0]: has 421 characters, expected at most 420"},
        {"One.", CHARS_120 CHARS_10 CHARS_10 ".",
         "causes[0]: has 141 characters, expected at most 140"},
        {"Do that.", CHARS_120 CHARS_10 CHARS_10 CHARS_10 ".",
         "server_action[0]: has 151 characters, expected at most 150"},
        {MISTAKE, CHARS_120 CHARS_10 CHARS_10 CHARS_10 ".",
         "myths[0].text: has 151 characters, expected at most 150"},
        {"Another one.", CHARS_120 CHARS_10 CHARS_10 CHARS_10 ".",
         "confusable_with[0].difference: has 151 characters, expected at most 150"},
        {"a note", CHARS_60 "x", "headers[0].note: has 61 characters, expected at most 60"},
        {"\"b\"", "\"" CHARS_60 "x\"", "tags[1]: has 61 characters, expected at most 60"},
        {"\"tags\"", "\"aliases\": [\"A\", \"a\"], \"tags\"",
         "aliases[1]: is the same as aliases[0], expected it once"},
        {CONFUSABLE, CONFUSABLE "," CONFUSABLE "," CONFUSABLE "," CONFUSABLE "," CONFUSABLE,
         "confusable_with: has 5 elements, expected at most 4"},
        {"\"Do it.\"", "\"Fix the mend.\"", "client_action[0]: says \"mend\", expected fix"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *text = with(cases[i].from, cases[i].to), *found = complaints(text);
        CHECK_MSG(strstr(found, cases[i].message) != NULL, "\"%s\" gives:\n%s", cases[i].to, found);
        free(text);
        free(found);
    }
}

/* Copies of RFCs say which sections there are. */
static void sections_are_looked_up_in_copies(void)
{
    static const char from[] = "\"references\": [{\"doc\": \"D\"";
    char *there = with(from, "\"references\": [{\"doc\": \"RFC 99998\", \"section\": \"A.1\"");
    char *lacking = with(from, "\"references\": [{\"doc\": \"RFC 99998\", \"section\": \"2\"");
    folder_make_home();
    setenv("STATUSBROWSE_RFC", folder_path(), 1);
    folder_put("rfc99998.txt", "1. One\n\nA.1. More\n");
    char *none = complaints(there), *found = complaints(lacking);
    CHECK_STR(none, "");
    CHECK_STR(found,
              "t: codes[0] (400 O): references[0].section: is \"2\", expected a section that "
              "RFC 99998 has\n");
    folder_remove();
    unsetenv("STATUSBROWSE_RFC");
    free(there);
    free(lacking);
    free(none);
    free(found);
}

/* What is not counted, and what says no more than that. */
static void rules_have_their_limits(void)
{
    static const char *const cases[][2] = {
        {"A meaning.", "It says \\\"left behind\\\" there."}, /* the words of some software */
        {"A meaning.", "Nothing lagbehinds or is left-behind."},
        {"A meaning.", WORDS_11 WORDS_11 "end. " WORDS_11 "end."}, /* two sentences */
        {MISTAKE, "\\\"It is not\\\"? It is."},
        {"\"references\"", MESSAGE("f g", "from")},
        {"\"seen_in\"", "\"numbers\": [" NUMBER("7") "], \"seen_in\""},
        {"A meaning.\"], \"causes\"",
         "Of 401, 406 and 407: 128 KB, 407.1.2.3, port:407, 4070.\"], \"numbers\": [" NUMBER(
             "406") ", " NUMBER("407") "], \"causes\""},
        {"\"One.\"", "\"For .6 wait.\"], \"numbers\": [" NUMBER("400.6") "], \"aliases\": [\"x\""},
        {"\"references\": [{\"doc\": \"D\"",
         "\"references\": [{\"doc\": \"D\", \"section\": \"x\""},
        {"\"references\": [{\"doc\": \"D\"",
         "\"references\": [{\"doc\": \"RFC 99998\", \"section\": \"A.1\""},
        {"\"references\"", RESPONSE(DATED(200) ", \"Content-Length: 9\", \"\"")},
        {"\"references\"", RESPONSE(DATED(200) ", \"Content-Length: 9\", \"\", \"(9 bytes)\"")},
        {"\"references\"", RESPONSE("\"HTTP/1.1 100 X\", \"\", " DATED(
                               200) ", "
                                    "\"Content-Length: 4\", \"\", \"a\", \"b\"")},
        {"\"references\"", RESPONSE("\"220 mail.example ESMTP\"")},
        {"\"references\"", RESPONSE("\"HTTP/1.1 500 X\", \"\"")}, /* which need none */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *text = with(cases[i][0], cases[i][1]), *none = complaints(text);
        CHECK_MSG(none[0] == '\0', "\"%s\" gives:\n%s", cases[i][1], none);
        free(text);
        free(none);
    }
}

/* An overlay that adds a note to what is there says nothing else of it. */
static void an_overlay_may_leave_out_what_the_base_has(void)
{
    static const char overlay[] =
        "{\"format\": 1, \"codes\": [{\"code\": \"400\", \"owner\": \"O\","
        " \"causes\": [\"Our gateway is full.\"]}]}";
    char *none = complaints(overlay);
    CHECK_STR(none, "");
    free(none);
}

static void another_layout_is_found_by_its_line(void)
{
    struct sb_error err = SB_ERROR_INIT;
    struct registry_checks strict = {NULL, true};
    CHECK(!registry_check(good, strlen(good), "t", &strict, &err));
    CHECK_STR(err.message, "t:1:1: not in the layout that -r FILE --dump prints");
    sb_error_clear(&err);
}

int main(void)
{
    RUN(a_good_registry_has_no_complaint);
    RUN(each_rule_names_place_and_expectation);
    RUN(sections_are_looked_up_in_copies);
    RUN(rules_have_their_limits);
    RUN(an_overlay_may_leave_out_what_the_base_has);
    RUN(another_layout_is_found_by_its_line);
    return check_done();
}
