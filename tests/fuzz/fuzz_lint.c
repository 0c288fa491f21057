/*
 * Messages of HTTP of any bytes: read whole and in pieces with the same heads, then checked by all
 * rules, and explained on a page of any width. The first byte chooses the pieces and the width.
 */
#include "config.h"

#include "fuzz.h"
#include "page/page.h"
#include "reading/log_reader.h"
#include "registry/builtin.h"
#include "registry/registry.h"
#include "response/rules.h"

#define LEAST_COLS 10
#define NOW INT64_C(1795771441) /* 2026-11-27 */

static struct answers *read_pieces(const struct terms *terms, const char *bytes, size_t len,
                                   size_t piece)
{
    struct seen *seen = seen_new();
    struct answers *answers = answers_new();
    struct reading_setup setup = {.year = 2026, .answers = answers};
    struct log_reader *reader = log_reader_new(terms, seen, &setup);
    for (size_t at = 0, part; at < len; at += part) {
        part = len - at < piece ? len - at : piece;
        char *copy = malloc(part);
        REQUIRE(copy != NULL);
        memcpy(copy, bytes + at, part);
        log_reader_feed(reader, copy, part);
        free(copy);
    }
    log_reader_end(reader);
    log_reader_free(reader);
    seen_free(seen);
    return answers;
}

static void require_same(const struct answer *a, const struct answer *b)
{
    REQUIRE(a->text_len == b->text_len && memcmp(a->text, b->text, a->text_len) == 0);
    REQUIRE(a->field_count == b->field_count && a->content_bytes == b->content_bytes);
    REQUIRE(a->response.code == b->response.code && a->response.facts == b->response.facts);
    REQUIRE(a->line == b->line && a->response.cut == b->response.cut);
}

static void check_rules(const struct registry *registry, const struct answer *answer)
{
    struct rule_findings found = {0};
    struct strbuf text = STRBUF_INIT;
    rules_check(registry, answer, &found);
    for (size_t i = 0; i < found.count; i++)
        rule_put_message(&found.items[i], answer, NULL, &text);
    strbuf_clear(&text);
    rules_clear(&found);
}

static void check_page(const struct registry *registry, const struct terms *terms,
                       const struct answers *answers, int cols)
{
    int code = answers_at(answers, 0)->response.code;
    char text_code[SEEN_CODE_BYTES];
    struct seen *seen = seen_new();
    struct found_status status = {.code = code, .times = 1, .upstream = SEEN_NO_CODE};
    seen_add(seen, &status, "", 0);
    seen_put_code(code, text_code);
    struct page_input input = {.seen = seen, .terms = terms, .answers = answers, .now = NOW};
    struct page_seen here = {.input = &input, .code = code};
    struct page_setup setup = {.cols = cols, .seen = &here};
    const struct entry *entry = registry_find(registry, text_code, NULL);
    struct subject subject =
        entry != NULL ? subject_of_entry(registry, entry) : subject_of_code(registry, text_code);
    struct doc *doc = subject_doc(&subject, &setup);
    struct strbuf text = STRBUF_INIT;
    doc_plain(doc, &text);
    REQUIRE(fuzz_is_utf8(strbuf_str(&text), text.len));
    for (size_t i = 0; i < text.len; i++)
        REQUIRE(text.data[i] == '\n' || (unsigned char)text.data[i] >= ' ');
    strbuf_clear(&text);
    doc_free(doc);
    seen_free(seen);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct terms *terms;
    static struct registry *registry;
    fuzz_start();
    if (terms == NULL) {
        registry = registry_borrow(&builtins[0]);
        registry_open(registry);
        terms = terms_new(registry);
    }
    if (size == 0)
        return 0;
    struct answers *one = read_pieces(terms, (const char *)data + 1, size - 1, size);
    struct answers *other = read_pieces(terms, (const char *)data + 1, size - 1, 1u + data[0]);
    REQUIRE(one->count == other->count);
    for (size_t i = 0; i < answers_count(one); i++) {
        require_same(answers_at(one, i), answers_at(other, i));
        check_rules(registry, answers_at(one, i));
    }
    if (one->count > 0)
        check_page(registry, terms, one, LEAST_COLS + data[0]);
    answers_free(one);
    answers_free(other);
    return 0;
}
