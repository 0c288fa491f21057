/* Each rule with a response that breaks it and one that keeps it; and when rules say nothing. */
#include "config.h"
#include "response/rules.h"

#include <stdlib.h>
#include <string.h>

#include "reading/log_reader.h"
#include "registry/registry.h"
#include "support/builtin.h"
#include "support/check.h"
#include "support/files.h"
#include "support/registries.h"

static struct terms *terms;

static struct answers *read_bytes(const char *bytes, size_t len)
{
    struct seen *seen = seen_new();
    struct answers *answers = answers_new();
    struct reading_setup setup = {.year = 2026, .answers = answers};
    struct log_reader *reader = log_reader_new(terms, seen, &setup);
    log_reader_feed(reader, bytes, len);
    log_reader_end(reader);
    log_reader_free(reader);
    seen_free(seen);
    return answers;
}

/* The ids of the broken rules of the last answer, with commas between them. */
static char *broken_by(const struct registry *registry, const char *bytes, size_t len)
{
    struct answers *answers = read_bytes(bytes, len);
    struct rule_findings found = {0};
    struct strbuf out = STRBUF_INIT;
    size_t count = answers_count(answers);
    if (count > 0)
        rules_check(registry, answers_at(answers, count - 1), &found);
    else
        strbuf_puts(&out, "no answer");
    for (size_t i = 0; i < found.count; i++)
        strbuf_printf(&out, "%s%s", i > 0 ? "," : "", found.items[i].rule->id);
    rules_clear(&found);
    answers_free(answers);
    return out.data != NULL ? strbuf_take(&out) : calloc(1, 1);
}

static bool has_id(const char *ids, const char *id)
{
    size_t len = strlen(id);
    for (const char *at = ids; (at = strstr(at, id)) != NULL; at += len)
        if ((at == ids || at[-1] == ',') && (at[len] == ',' || at[len] == '\0'))
            return true;
    return false;
}

/* Appends a text with \r, \n and \0 as what they stand for. */
static void put_unescaped(const char *text, size_t len, struct strbuf *out)
{
    for (size_t i = 0; i < len; i++) {
        bool escape = text[i] == '\\' && i + 1 < len;
        if (escape)
            i++;
        strbuf_putc(out, !escape ? text[i] : text[i] == 'r' ? '\r' : text[i] == 'n' ? '\n' : '\0');
    }
}

/* Appends a head whose parts have " | " between them. */
static void put_head(const char *text, size_t len, struct strbuf *out)
{
    for (const char *end = text + len; text < end;) {
        const char *bar = strstr(text, " | ");
        size_t part = bar != NULL && bar < end ? (size_t)(bar - text) : (size_t)(end - text);
        put_unescaped(text, part, out);
        strbuf_puts(out, "\r\n");
        text += part + 3;
    }
    strbuf_puts(out, "\r\n");
}

/* Appends "1.0 200 | A: b || content" as a response. */
static void put_response(const char *text, struct strbuf *out)
{
    const char *content = strstr(text, " || "), *bar = strstr(text, " | ");
    size_t len = content != NULL ? (size_t)(content - text) : strlen(text);
    size_t start = bar != NULL && bar < text + len ? (size_t)(bar - text) : len;
    bool version = memchr(text, ' ', start) != NULL, bare = text[start - 1] == '-';
    strbuf_printf(out, "HTTP/%s%.*s%s", version ? "" : "1.1 ", (int)(start - bare), text,
                  bare ? "" : " ");
    strbuf_puts(out, "\r\n");
    if (start < len)
        put_head(text + start + 3, len - start - 3, out);
    else
        strbuf_puts(out, "\r\n");
    if (content != NULL)
        put_unescaped(content + 4, strlen(content + 4), out);
}

static void check_row(const char *id, const char *request, const char *response, bool broken)
{
    struct strbuf input = STRBUF_INIT;
    if (strcmp(request, "-") != 0)
        put_head(request, strlen(request), &input);
    put_response(response, &input);
    char *ids = broken_by(support_http(), strbuf_str(&input), input.len);
    CHECK_MSG(strcmp(ids, "no answer") != 0 && has_id(ids, id) == broken, "%s: %s\nbreaks %s", id,
              response, ids);
    free(ids);
    strbuf_clear(&input);
}

/* A capture may lack all fields, or have a response of the browser itself. */
static void what_a_capture_lacks_is_not_known(void)
{
    static const char *const fields[] = {"", "{\"name\":\"Non-Authoritative-Reason\","
                                             "\"value\":\"HSTS\"},"
                                             "{\"name\":\"Location\",\"value\":\"https://a/\"}"};
    for (size_t i = 0; i < 2; i++) {
        struct strbuf text = STRBUF_INIT;
        strbuf_printf(
            &text,
            "{\"log\":{\"entries\":[{\"request\":{\"method\":\"GET\",\"url\":\"http://a/\","
            "\"headers\":[]},\"response\":{\"status\":307,\"headers\":[%s]}}]}}",
            fields[i]);
        char *ids = broken_by(support_http(), text.data, text.len);
        CHECK_STR(ids, "");
        free(ids);
        strbuf_clear(&text);
    }
}

static const struct rule *rule_of(const char *id)
{
    const struct answer_knowledge *answers = &registry_extras(support_http())->answers;
    for (size_t i = 0; i < answers->rule_count; i++)
        if (strcmp(answers->rules[i].id, id) == 0)
            return &answers->rules[i];
    return NULL;
}

static void each_rule_is_broken_and_kept(void)
{
    char *text = support_read("data/rules.tsv", NULL);
    size_t rows = 0;
    for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        char *fields[4] = {line};
        size_t count = 1;
        for (char *tab = line; count < 4 && (tab = strchr(tab, '\t')) != NULL; count++) {
            *tab++ = '\0';
            fields[count] = tab;
        }
        if (line[0] == '#')
            continue;
        rows++;
        CHECK_MSG(count == 4 && rule_of(fields[0]) != NULL, "%s", line);
        if (count < 4)
            continue;
        check_row(fields[0], fields[1], fields[2], true);
        check_row(fields[0], fields[1], fields[3], false);
    }
    CHECK_INT(rows, registry_extras(support_http())->answers.rule_count);
    free(text);
}

/* Compares the ids of two lists, in any order. */
static bool same_ids(const char *a, const char *b)
{
    size_t len = 0;
    for (const char *at = a; *at != '\0'; at += len + (at[len] == ',')) {
        char id[64] = "";
        len = strcspn(at, ",");
        memcpy(id, at, len < sizeof id ? len : sizeof id - 1);
        if (!has_id(b, id))
            return false;
    }
    return strlen(a) == strlen(b);
}

static void samples_break_their_rules(void)
{
    char *text = support_read("data/samples/rules.tsv", NULL);
    size_t rows = 0;
    strtok(text, "\n");
    for (char *line; (line = strtok(NULL, "\n")) != NULL; rows++) {
        struct strbuf path = STRBUF_INIT;
        char *tab = strchr(line, '\t');
        size_t len;
        *tab = '\0';
        strbuf_printf(&path, "data/samples/%s", line);
        char *bytes = support_read(strbuf_str(&path), &len);
        char *ids = broken_by(support_http(), bytes, len);
        CHECK_MSG(same_ids(ids, strcmp(tab + 1, "-") == 0 ? "" : tab + 1),
                  "%s breaks %s\nexpected %s", line, ids, tab + 1);
        free(ids);
        free(bytes);
        strbuf_clear(&path);
    }
    CHECK(rows >= 31);
    free(text);
}

static void expect_broken(const char *input, const char *expected)
{
    char *ids = broken_by(support_http(), input, strlen(input));
    CHECK_MSG(same_ids(ids, expected), "%s\nbreaks %s\nexpected %s", input, ids, expected);
    free(ids);
}

/* What is not known breaks no rule. */
static void says_nothing_of_what_is_unknown(void)
{
    static const char date[] = "Date: Fri, 27 Nov 2026 09:14:01 GMT\r\n";
    struct strbuf text = STRBUF_INIT;
    strbuf_printf(&text, "HTTP/1.1 304 Not Modified\r\n%s\r\n", date);
    expect_broken(strbuf_str(&text), ""); /* no request */
    strbuf_reset(&text);
    strbuf_printf(&text, "HTTP/1.1 200 OK\r\n%sContent-Length: 500\r\n\r\n", date);
    expect_broken(strbuf_str(&text), ""); /* HEAD, or only the head was shown */
    strbuf_reset(&text);
    strbuf_printf(&text, "HTTP/1.1 401 Unauthorized\r\n%sWWW-Authen", date);
    expect_broken(strbuf_str(&text), ""); /* cut off */
    strbuf_reset(&text);
    strbuf_puts(&text, "< HTTP/1.1 200 OK\n< A : b\n< Content-Length: 500\n< \nhello\n");
    expect_broken(strbuf_str(&text), "date-missing"); /* a client's own lines */
    strbuf_reset(&text);
    strbuf_printf(&text,
                  "GET /x HTTP/1.1\r\nHost: a.example\r\n\r\nHTTP/1.1 301 Moved\r\n%s"
                  "Location: https://a.example/x\r\nContent-Length: 0\r\n\r\n",
                  date);
    expect_broken(strbuf_str(&text), ""); /* it may have been http */
    strbuf_clear(&text);
}

static void resolves_what_a_location_leads_to(void)
{
    static const struct {
        const char *target, *location;
        bool same;
    } cases[] = {
        {"/a/b?q", "/a/b?q", true},
        {"/a/b?q", "/a/b", false},
        {"/a/b", "b", true},
        {"/a/b", "./c/../b", true},
        {"/a/b", "../a/b", true},
        {"/a/b", "#c", true},
        {"/a/b?q", "?q", true},
        {"/a/b?q", "?r", false},
        {"/a/b/", ".", true},
        {"/", "../..", true},
        {"/a", "//A.example/a", true},
        {"/a", "//b.example/a", false},
        {"http://a.example/a", "http://a.example/a", true},
        {"http://a.example/a", "https://a.example/a", false},
        {"/a//b", "/a/b", false},
        {"/a", "", true},
        {"/", "http:", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct strbuf text = STRBUF_INIT;
        strbuf_printf(&text,
                      "GET %s HTTP/1.1\r\nHost: a.example\r\n\r\nHTTP/1.1 302 Found\r\n"
                      "Location: %s\r\n\r\n",
                      cases[i].target, cases[i].location);
        char *ids = broken_by(support_http(), strbuf_str(&text), text.len);
        CHECK_MSG(has_id(ids, "redirect-to-itself") == cases[i].same, "%s to %s: %s",
                  cases[i].target, cases[i].location, ids);
        free(ids);
        strbuf_clear(&text);
    }
}

static void messages_name_what_was_found(void)
{
    static const char input[] = "HTTP/1.1 502 Bad Gateway\r\nProxy-Status: a; error=dns_timeout\r\n"
                                "X-XSS-Protection: 0\r\n\r\n";
    struct answers *answers = read_bytes(input, sizeof input - 1);
    struct rule_findings found = {0};
    struct strbuf out = STRBUF_INIT;
    rules_check(support_http(), answers_at(answers, 0), &found);
    for (size_t i = 0; i < found.count; i++) {
        rule_put_message(&found.items[i], answers_at(answers, 0), terms, &out);
        strbuf_putc(&out, '\n');
    }
    CHECK_STR(strbuf_str(&out), "Proxy-Status: error=dns_timeout goes with 504, not with 502.\n"
                                "X-XSS-Protection is obsolete; no client uses it any more.\n");
    strbuf_clear(&out);
    rules_clear(&found);
    answers_free(answers);
}

/* A team's rule is asked, too; one with a known id replaces that. */
static void an_overlay_adds_rules(void)
{
    struct registry *registry = support_open(0);
    static const char overlay[] =
        "{\"format\": 1, \"rules\": [{\"id\": \"team\", \"strength\": \"MUST\", \"if\": "
        "[[\"status\", \"4xx\"], [\"not\", \"has\", \"X-Team\"]], \"message\": \"No team.\"}, "
        "{\"id\": \"date-missing\", \"strength\": \"MAY\", \"if\": [[\"status\", \"500\"]], "
        "\"message\": \"Ours.\"}]}";
    struct sb_error err = SB_ERROR_INIT;
    CHECK(support_merge(registry, overlay, strlen(overlay), "over.json", &err));
    static const char input[] = "HTTP/1.1 404 Not Found\r\n\r\n";
    char *ids = broken_by(registry, input, sizeof input - 1);
    CHECK_STR(ids, "team");
    free(ids);
    registry_free(registry);
}

int main(void)
{
    terms = terms_new(support_http());
    RUN(each_rule_is_broken_and_kept);
    RUN(what_a_capture_lacks_is_not_known);
    RUN(samples_break_their_rules);
    RUN(says_nothing_of_what_is_unknown);
    RUN(resolves_what_a_location_leads_to);
    RUN(messages_name_what_was_found);
    RUN(an_overlay_adds_rules);
    terms_free(terms);
    return check_done();
}
