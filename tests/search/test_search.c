#include "config.h"
#include "search/search.h"

#include <ctype.h>
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/strbuf.h"
#include "registry/fields.h"
#include "registry/parse.h"
#include "registry/registry.h"
#include "search/distance.h"
#include "search/english.h"
#include "search/index.h"
#include "search/query.h"
#include "search/words.h"
#include "support/check.h"
#include "support/files.h"
#include "support/registries.h"

static struct registry *registry; /* data/http.json */
static struct search *search;
static struct hits hits;

static void load_registry(void)
{
    char *json = support_read("../data/http.json", NULL);
    registry = support_parse(json != NULL ? json : "", "http.json");
    free(json);
    search = search_new(registry, NULL);
}

/* Place of the first hit with one of the comma-separated codes, from 1, each code counted once;
 * 0 when there is none among the first ten. */
static size_t rank_of(const char *codes)
{
    const char *seen[10];
    size_t count = 0;
    for (size_t i = 0; i < hits.count && count < 10; i++) {
        const char *code = hits.items[i].entry->code;
        bool known = false;
        for (size_t k = 0; k < count; k++)
            known = known || strcmp(seen[k], code) == 0;
        if (known)
            continue;
        seen[count++] = code;
        size_t len = strlen(code);
        for (const char *at = codes; (at = strstr(at, code)) != NULL; at += len)
            if ((at == codes || at[-1] == ',') && (at[len] == ',' || at[len] == '\0'))
                return count;
    }
    return 0;
}

static size_t ask(const char *text, const char *codes)
{
    search_run(search, text, &hits);
    return rank_of(codes);
}

static const char *first_code(void)
{
    return hits.count > 0 ? hits.items[0].entry->code : "(none)";
}

#define MAX_CATEGORIES 16

struct tally {
    char name[24];
    int count, first, three;
};

static void count_row(struct tally *tallies, char *row)
{
    char *codes = strchr(row, '\t'), *category = codes ? strchr(codes + 1, '\t') : NULL;
    if (row[0] == '#' || category == NULL)
        return;
    *codes++ = '\0';
    *category++ = '\0';
    category[strcspn(category, "\t\r\n")] = '\0';
    size_t rank = ask(row, codes);
    for (struct tally *t = tallies; t < tallies + MAX_CATEGORIES; t++) {
        if (t->name[0] == '\0')
            snprintf(t->name, sizeof t->name, "%s", category);
        if (strcmp(t->name, category) != 0)
            continue;
        t->count++;
        t->first += rank == 1;
        t->three += rank > 0 && rank <= 3;
        break;
    }
}

static int percent(int part, int whole)
{
    return whole > 0 ? 100 * part / whole : 0;
}

static void count_rows(const char *path, struct tally tallies[MAX_CATEGORIES])
{
    char *rows = support_read(path, NULL);
    for (char *row = strtok(rows, "\n"); row != NULL; row = strtok(NULL, "\n"))
        count_row(tallies, row);
    free(rows);
}

static void finds_what_people_type(void)
{
    struct tally tallies[MAX_CATEGORIES] = {{.count = 0}};
    int count = 0, first = 0, three = 0;
    count_rows("data/queries.tsv", tallies);
    for (struct tally *t = tallies; t < tallies + MAX_CATEGORIES && t->count > 0; t++) {
        CHECK_MSG(percent(t->first, t->count) >= 94, "%s: %d of %d are first", t->name, t->first,
                  t->count);
        CHECK_MSG(percent(t->three, t->count) >= 97, "%s: %d of %d in the first three", t->name,
                  t->three, t->count);
        count += t->count;
        first += t->first;
        three += t->three;
    }
    CHECK(count >= 1600);
    CHECK_MSG(percent(first, count) >= 96, "%d of %d are first", first, count);
    CHECK_MSG(percent(three, count) >= 98, "%d of %d are in the first three", three, count);
}

static void finds_what_people_paste(void)
{
    struct tally tallies[MAX_CATEGORIES] = {{.count = 0}};
    int count = 0, first = 0, three = 0;
    count_rows("data/field.tsv", tallies);
    for (struct tally *t = tallies; t < tallies + MAX_CATEGORIES && t->count > 0; t++) {
        count += t->count;
        first += t->first;
        three += t->three;
    }
    CHECK(count >= 150);
    CHECK_MSG(percent(first, count) >= 92, "%d of %d are first", first, count);
    CHECK_MSG(percent(three, count) >= 98, "%d of %d are in the first three", three, count);
}

/* Each line of the file finds its code first. */
static void reads_what_people_paste(void)
{
    int count = 0;
    char *rows = support_read("data/lines.tsv", NULL);
    for (char *row = strtok(rows, "\n"); row != NULL; row = strtok(NULL, "\n")) {
        char *codes = strchr(row, '\t');
        if (row[0] == '#' || codes == NULL)
            continue;
        *codes++ = '\0';
        codes[strcspn(codes, "\t")] = '\0';
        count++;
        CHECK_MSG(ask(row, codes) == 1, "\"%s\" finds %s, not %s", row, first_code(), codes);
    }
    free(rows);
    CHECK(count >= 20);
}

static unsigned random_below(unsigned bound)
{
    static unsigned state = 1;
    return support_random(&state, bound);
}

/* Phrases such as "(Unused)" name no code, and some are shared. */
static bool is_ordinary(const struct entry *entry)
{
    return isalpha((unsigned char)entry->phrase[0]) && strlen(entry->phrase) > 1;
}

static size_t rank_of_phrase(const char *phrase)
{
    for (size_t i = 0; i < hits.count; i++)
        if (strcasecmp(hits.items[i].entry->phrase, phrase) == 0)
            return i + 1;
    return 0;
}

/* Do people call the entry that is found first so, and is it of a standard? */
static bool is_common(const char *phrase)
{
    const struct entry *entry = hits.items[0].entry;
    bool has = false;
    for (size_t i = 0; i < entry_details(entry)->aliases.count; i++)
        has = has || strcasecmp(entry_details(entry)->aliases.items[i], phrase) == 0;
    for (size_t i = 0; i < entry_details(entry)->tags.count; i++)
        has = has || strcasecmp(entry_details(entry)->tags.items[i], phrase) == 0;
    return has && !entry_is_unofficial(entry);
}

/* A vendor's phrase for what has a common meaning is among the first. */
static void a_phrase_finds_its_code_first(void)
{
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        if (!is_ordinary(entry))
            continue;
        search_run(search, entry->phrase, &hits);
        size_t rank = rank_of_phrase(entry->phrase);
        bool common = entry_is_unofficial(entry) && hits.count > 0 && is_common(entry->phrase);
        CHECK_MSG(rank == 1 || (common && rank > 0 && rank <= 3), "\"%s\" finds %s", entry->phrase,
                  first_code());
    }
}

static void a_vendors_phrase_is_not_the_common_meaning(void)
{
    static const struct {
        const char *query, *code;
    } cases[] = {
        {"connection refused", "502"},       {"connection reset", "502"},
        {"connection refused apify", "594"}, {"invalid token", "401"},
        {"esri invalid token", "498"},       {"rate limited", "429"},
        {"quota exceeded", "429"},           {"deepl quota exceeded", "456"},
        {"web server is down", "521"},       {"directory listing denied", "403.14"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        search_run(search, cases[i].query, &hits);
        CHECK_MSG(strcmp(first_code(), cases[i].code) == 0, "\"%s\" finds %s", cases[i].query,
                  first_code());
    }
}

static void a_code_finds_itself_first(void)
{
    for (size_t i = 0; i < registry->entry_count; i++) {
        const char *code = registry->entries[i].code;
        search_run(search, code, &hits);
        CHECK_STR(first_code(), code);
    }
}

static size_t phrases_that_begin(const char *prefix)
{
    size_t count = 0;
    for (size_t i = 0; i < registry->entry_count; i++)
        count += strncasecmp(registry->entries[i].phrase, prefix, strlen(prefix)) == 0;
    return count;
}

/* From the fourth letter on; of an unofficial phrase, which often begins with everyday words, from
 * three quarters on. Where more than three phrases begin alike, not all can be in the first three:
 * then all that begin so go before any other. */
static void a_prefix_of_a_phrase_keeps_it_in_the_first_three(void)
{
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        char prefix[128];
        snprintf(prefix, sizeof prefix, "%s", entry->phrase);
        size_t len = strlen(prefix), least = 4;
        if (entry_is_unofficial(entry) && 3 * len / 4 > least)
            least = 3 * len / 4;
        for (; len >= least && is_ordinary(entry); len--) {
            prefix[len] = '\0';
            size_t alike = phrases_that_begin(prefix);
            search_run(search, prefix, &hits);
            size_t rank = rank_of_phrase(entry->phrase);
            CHECK_MSG(rank > 0 && rank <= (alike > 3 ? alike : 3), "\"%s\" has %s at %zu", prefix,
                      entry->code, rank);
        }
    }
}

/* One edit in a word of five letters or more. */
static void misspell(char *text)
{
    size_t starts[16], lens[16], count = 0;
    struct word_cursor cursor = {text, strlen(text), 0};
    struct word word;
    while (count < 16 && word_next(&cursor, &word)) {
        if (word.end - word.start < 5)
            continue;
        starts[count] = word.start;
        lens[count++] = word.end - word.start;
    }
    if (count == 0)
        return;
    unsigned pick = random_below((unsigned)count);
    char *at = text + starts[pick] + 1 + random_below((unsigned)lens[pick] - 2);
    char letter = (char)((isupper((unsigned char)*at) ? 'A' : 'a') + (int)random_below(26));
    switch (random_below(4)) {
    case 0:
        memmove(at, at + 1, strlen(at));
        break;
    case 1:
        memmove(at + 1, at, strlen(at) + 1);
        *at = letter;
        break;
    case 2:
        *at = letter;
        break;
    default:
        letter = at[0];
        at[0] = at[1];
        at[1] = letter;
    }
}

static void one_slip_keeps_the_code_in_the_first_three(void)
{
    int tried = 0, found = 0;
    for (int round = 0; round < 20; round++) {
        for (size_t i = 0; i < registry->entry_count; i++) {
            const struct entry *entry = &registry->entries[i];
            char text[128];
            if (!is_ordinary(entry))
                continue;
            CHECK((size_t)snprintf(text, sizeof text, "%s", entry->phrase) < sizeof text);
            misspell(text);
            search_run(search, text, &hits);
            size_t rank = rank_of_phrase(entry->phrase);
            tried++;
            found += rank > 0 && rank <= 3;
            if (rank == 0 || rank > 3)
                printf("note: \"%s\" has %s at %zu\n", text, entry->code, rank);
        }
    }
    CHECK(tried > 2000);
    CHECK(found >= tried - tried / 1000); /* "No Stats" is nearer to statistics than to No Status */
}

static size_t place_of(const struct entry *entry)
{
    for (size_t i = 0; i < hits.count; i++)
        if (hits.items[i].entry == entry)
            return i;
    return SIZE_MAX;
}

static bool contains(const struct string_list *list, const char *word)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcasestr(list->items[i], word) != NULL)
            return true;
    return false;
}

/* Looks through all its texts, parts of words too: on the safe side. */
static bool has_word(const struct entry *entry, const char *word)
{
    for (size_t i = 0; i < entry_details(entry)->header_count; i++)
        if (strcasestr(entry_details(entry)->headers[i].name, word) != NULL)
            return true;
    return strcasestr(entry->phrase, word) != NULL || contains(&entry_details(entry)->tags, word) ||
           contains(&entry_details(entry)->aliases, word) ||
           contains(&entry_details(entry)->causes, word) ||
           contains(&entry_details(entry)->meaning, word) ||
           contains(&entry_details(entry)->client_action, word) ||
           contains(&entry_details(entry)->server_action, word) ||
           (entry->summary != NULL && strcasestr(entry->summary, word) != NULL);
}

/* A word of five letters or more of one of the entry's texts; false when there is none there. */
static bool pick_word(const struct entry *entry, char word[WORD_MAX_BYTES + 1])
{
    const struct string_list *lists[] = {
        &entry_details(entry)->tags,          &entry_details(entry)->aliases,
        &entry_details(entry)->causes,        &entry_details(entry)->meaning,
        &entry_details(entry)->client_action, &entry_details(entry)->server_action};
    const struct string_list *list = lists[random_below(6)];
    const char *text =
        list->count > 0 ? list->items[random_below((unsigned)list->count)] : entry->phrase;
    struct word_cursor cursor = {text, strlen(text), 0};
    struct word found;
    bool any = false;
    for (unsigned n = 1; word_next(&cursor, &found);) {
        if (found.len < 5 || english_importance_percent(found.text) < 100 ||
            strpbrk(found.text, "0123456789") != NULL || random_below(n++) > 0)
            continue;
        memcpy(word, found.text, found.len + 1);
        any = true;
    }
    return any;
}

/* A stays before B when a word is added that A has and B has not. Once in some thousand times it
 * does not: a tag met as a whole counts more than its words, and the word more ends that. */
static void a_word_more_hardly_ever_helps_an_entry_without_it(void)
{
    int tried = 0, kept = 0;
    for (int round = 0; round < 36000; round++) {
        const struct entry *a = &registry->entries[random_below((unsigned)registry->entry_count)];
        char word[WORD_MAX_BYTES + 1], text[256];
        if (entry_details(a)->tags.count == 0 || !pick_word(a, word))
            continue;
        const char *tag =
            entry_details(a)->tags.items[random_below((unsigned)entry_details(a)->tags.count)];
        bool numbers = strpbrk(tag, "0123456789") != NULL; /* which may be B's code */
        search_run(search, tag, &hits);
        size_t place = place_of(a);
        if (numbers || place == SIZE_MAX || place + 1 >= hits.count)
            continue;
        const struct entry *b =
            hits.items[place + 1 + random_below((unsigned)(hits.count - place - 1))].entry;
        char stem[8];
        snprintf(stem, sizeof stem, "%.4s", word);
        if (has_word(b, stem))
            continue;
        snprintf(text, sizeof text, "%s %s ", tag, word);
        search_run(search, text, &hits);
        tried++;
        bool before =
            place_of(a) < place_of(b) || (place_of(a) == SIZE_MAX && place_of(b) == SIZE_MAX);
        kept += before;
        if (!before)
            printf("note: \"%s\" puts %s %s before %s %s\n", text, b->code, b->owner, a->code,
                   a->owner);
    }
    CHECK(tried > 7000);
    CHECK_MSG(tried - kept <= tried / 1000, "%d of %d", kept, tried);
}

static void is_deterministic(void)
{
    struct search *other = search_new(registry, NULL);
    struct hits again = {.items = NULL};
    search_run(other, "something else first", &again);
    search_run(other, "server error tiemout", &again);
    search_run(search, "server error tiemout", &hits);
    CHECK_INT(again.count, hits.count);
    for (size_t i = 0; i < again.count && i < hits.count; i++)
        CHECK(again.items[i].entry == hits.items[i].entry &&
              again.items[i].score == hits.items[i].score);
    hits_clear(&again);
    search_free(other);
}

/* The marked parts of "CODE PHRASE" of the first hit, or of a text, in brackets. */
static const char *marked(const char *text, const struct span *spans, size_t count)
{
    static struct strbuf out;
    size_t at = 0;
    strbuf_reset(&out);
    for (size_t i = 0; i < count; i++) {
        CHECK(spans[i].start >= at && spans[i].end > spans[i].start &&
              spans[i].end <= strlen(text));
        strbuf_add(&out, text + at, spans[i].start - at);
        strbuf_printf(&out, "[%.*s]", (int)(spans[i].end - spans[i].start), text + spans[i].start);
        at = spans[i].end;
    }
    strbuf_puts(&out, text + at);
    return out.data;
}

static const char *first_hit(const char *query)
{
    char line[256] = "";
    struct span spans[TITLE_MAX_SPANS];
    search_run(search, query, &hits);
    if (hits.count == 0)
        return "(none)";
    const struct hit *hit = &hits.items[0];
    snprintf(line, sizeof line, "%s %s", hit->entry->code, hit->entry->phrase);
    return marked(line, spans, search_mark_title(search, hit->entry, spans));
}

static void synonyms_are_what_the_registry_says(void)
{
    static const char base[] =
        "{\"format\": 1, \"id\": \"t\", \"title\": \"T\", \"classes\": [], \"synonyms\": [\"tall "
        "high\", "
        "\"high drunk\"], \"codes\": [{\"code\": \"1\", \"owner\": \"O\", \"phrase\": \"Towers Too "
        "High\"}, {\"code\": \"2\", \"owner\": \"O\", \"phrase\": \"Sailor\", \"tags\": "
        "[\"drunk\"]}]}";
    static const char overlay[] = "{\"format\": 1, \"synonyms\": [\"sailor mariner\"]}";
    struct sb_error err = SB_ERROR_INIT;
    struct search *builtin = search;
    struct registry *small = registry_parse(base, strlen(base), "t", &err);
    CHECK_STR(err.message, NULL);
    search = search_new(small, NULL);
    CHECK_STR(first_hit("tall"), "1 Towers Too [High]");
    CHECK_MSG(hits.count == 1, "of a word in two groups the first counts");
    CHECK_STR(first_hit("mariner"), "(none)");
    search_free(search);
    CHECK(support_merge(small, overlay, strlen(overlay), "o", &err));
    search = search_new(small, NULL);
    CHECK_STR(first_hit("mariner"), "2 [Sailor]");
    CHECK_STR(first_hit("mariners"), "2 [Sailor]");
    search_free(search);
    registry_free(small);
    search = builtin;
    sb_error_clear(&err);
}

static void spans_spell_the_match(void)
{
    CHECK_STR(first_hit("not found"), "404 [Not] [Found]");
    CHECK_STR(first_hit("forb"), "403 [Forb]idden");
    CHECK_STR(first_hit("forbiden"), "403 [Forbidden]");
    CHECK_STR(first_hit("gateways timeout"), "504 [Gateway] [Timeout]");
    CHECK_STR(first_hit("404"), "[404] Not Found");
    CHECK_STR(first_hit("http version"), "505 [HTTP] [Version] Not Supported");
    CHECK_STR(first_hit("multistatus"), "207 [Multi-Status]");
    CHECK_STR(first_hit("captive portal"), "511 Network Authentication Required");
}

/* Is the word a word of the query, in any form, or begun by one, or one edit or two from one? Words
 * for the same and words in two parts are not looked at: false. */
static bool spells(const char *query, const struct word *word)
{
    struct word_cursor cursor = {query, strlen(query), 0};
    struct word typed;
    while (word_next(&cursor, &typed)) {
        size_t len = typed.len < word->len ? typed.len : word->len;
        char a[WORD_MAX_BYTES + 1], b[WORD_MAX_BYTES + 1];
        memcpy(a, typed.text, typed.len + 1);
        memcpy(b, word->text, word->len + 1);
        english_stem(a, typed.len);
        english_stem(b, word->len);
        if (memcmp(typed.text, word->text, len) == 0 || strcmp(a, b) == 0 ||
            distance_edits(typed.text, typed.len, word->text, word->len, 2) <= 2)
            return true;
    }
    return false;
}

/* Every phrase, misspelt: each span of its own hit is a word of it that was typed. */
static void every_span_spells_a_word_of_the_query(void)
{
    size_t total = 0;
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        char text[128], line[192];
        snprintf(text, sizeof text, "%s", entry->phrase);
        if (is_ordinary(entry))
            misspell(text);
        search_run(search, text, &hits);
        snprintf(line, sizeof line, "%s %s", entry->code, entry->phrase);
        struct span spans[TITLE_MAX_SPANS];
        size_t count = search_mark_title(search, entry, spans);
        for (size_t k = 0; k < count; k++) {
            struct word_cursor cursor = {line, spans[k].end, spans[k].start};
            struct word word;
            CHECK(word_next(&cursor, &word));
            CHECK_MSG(spells(text, &word), "\"%s\" marks %s in \"%s\"", text, word.text, line);
        }
        total += count;
    }
    CHECK(total > 2 * registry->entry_count);
}

static const char *marks_in(const char *query, const char *text)
{
    struct span spans[20];
    search_run(search, query, &hits);
    return marked(text, spans, search_mark(search, text, strlen(text), spans, 20));
}

static void marks_words_of_any_text(void)
{
    CHECK_STR(marks_in("rate limit", "Rate-limited: the LIMITS of a rate."),
              "[Rate]-[limited]: the [LIMITS] of a [rate].");
    CHECK_STR(marks_in("caf\u00e9", "Un caf\u00e9, un CAFE\u0301."),
              "Un [caf\u00e9], un [CAFE\u0301].");
    CHECK_STR(marks_in("the cache", "The thing in the cache, the end"),
              "The thing in [the] [cache], [the] end");
    CHECK_STR(marks_in("retr", "Retry-After"), "[Retr]y-After");
    CHECK_STR(marks_in("retr ", "nothing"), "nothing");
    CHECK_STR(marks_in("forbiden", "It is forbidden."), "It is [forbidden].");
    CHECK_STR(marks_in("timeout", ""), "");
    CHECK_STR(marks_in("timeout", "\xff timeout \xfe"), "\xff [timeout] \xfe");
}

static void a_hit_says_why(void)
{
    CHECK_INT(ask("payload too large", "413"), 1);
    CHECK_STR(text_kinds[hits.items[0].kind].name, "former name");
    CHECK_STR(hits.items[0].reason, "Payload Too Large");
    CHECK_INT(ask("proxy-authenticate", "407"), 1);
    CHECK_STR(text_kinds[hits.items[0].kind].name, "header");
    CHECK_STR(hits.items[0].reason, "Proxy-Authenticate");
    CHECK_INT(ask("rfc 7725", "451"), 1);
    CHECK_STR(text_kinds[hits.items[0].kind].name, "reference");
    CHECK_HAS(hits.items[0].reason, "RFC 7725");
    CHECK_INT(ask("rate limit", "429"), 1);
    CHECK_HAS(hits.items[0].reason, "rate limit");
    CHECK_INT(ask("not found", "404"), 1);
    CHECK_STR(text_kinds[hits.items[0].kind].name, "phrase");
    CHECK(hits.items[0].reason == NULL);
    CHECK_INT(ask("502", "502"), 1);
    CHECK_STR(text_kinds[hits.items[0].kind].name, "code");
    CHECK_INT(ask("header:retry-a class:4xx", "403,413,429"), 1);
    CHECK_STR(hits.items[0].reason, "Retry-After");
    CHECK(hits.items[0].header != NULL && hits.items[0].kind == TEXT_HEADER);
}

static void numbers_are_codes_unless_they_count_something(void)
{
    CHECK_INT(ask("502 bad gateway", "502"), 1);
    CHECK_INT(ask("error 404", "404"), 1);
    CHECK_INT(ask("upload 500 mb file too large", "413"), 1);
    CHECK_INT(ask("rfc 7725 section 3", "451"), 1);
    CHECK_INT(ask("recv() failed (104: Connection reset by peer) while reading response header "
                  "from upstream",
                  "502"),
              1);
    CHECK_INT(ask("(11: Resource temporarily unavailable) while connecting to upstream", "502"), 1);
    CHECK_INT(ask("connection reset by peer (os error 104)", "502"), 1);
    CHECK_INT(ask("(404: Not Found)", "404"), 1);
    CHECK_INT(ask("costs $402, 80% of 403 ms, 404", "404"), 1);
    CHECK_INT(ask("bytes 0-499/1234 at 10:404, localhost:500 says 502", "502"), 1);
    CHECK_INT(ask("http://localhost:500/x/404 gave 503", "503"), 1);
    CHECK_INT(ask("\"GET /index.html HTTP/1.1\" 404 153", "404"), 1);
    CHECK_INT(ask("HTTP/1.1 200 OK", "200"), 1);
    CHECK_INT(ask("Retry-After: 120", "503"), 1);
    CHECK_INT(ask("404.77", "404"), 1);
    search_run(search, "3xx", &hits);
    for (size_t i = 0; i < hits.count; i++)
        CHECK(hits.items[i].entry->code[0] == '3');
    search_run(search, "41", &hits);
    CHECK_INT(strncmp(first_code(), "41", 2), 0);
    CHECK(hits.count > 8 && !entry_is_unofficial(hits.items[8].entry));
    CHECK_INT(ask("what is 1xx", "100"), 1);
}

static void a_message_in_its_line_beats_scattered_words(void)
{
    CHECK_INT(ask("app: request 7 of job closed; client prematurely closed connection, upstream "
                  "connection is closed too",
                  "499"),
              1);
    CHECK_STR(hits.items[0].reason, "client prematurely closed connection");
    CHECK_INT(ask("connection refused AH00957: attempt to connect to localhost failed", "503"), 1);
    CHECK_STR(hits.items[0].reason, "AH00957: ... attempt to connect to ... failed");
    CHECK_INT(
        ask("since noon our log says user \"zyqqo\": password mismatch, and pages do not load",
            "401"),
        1);
}

/* Which numbers of a text are codes, in their order. */
static void a_status_has_a_witness(void)
{
    static const char *const cases[][2] = {
        {"code 404, status 502, HTTP/1.1 503", "502 503 404"},
        {"upstream_status=502 HTTP/1.1 503", "503 502"},
        {"500 items, 404 HTTP/2 200", "200 404"},
        {"{\"code\":0,\"status\":502}", "502"},
        {"status 0 ", "0"},
        {"haproxy -1", "-1"},
        {"retry 0 of 3 for me", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct strbuf found = STRBUF_INIT;
        search_run(search, cases[i][0], &hits);
        for (size_t k = 0; k < hits.count && hits.items[k].kind == TEXT_CODE; k++)
            if (k == 0 || strcmp(hits.items[k - 1].entry->code, hits.items[k].entry->code) != 0)
                strbuf_printf(&found, "%s%s", found.len > 0 ? " " : "", hits.items[k].entry->code);
        CHECK_STR(strbuf_str(&found), cases[i][1]);
        strbuf_clear(&found);
    }
}

static void the_owner_that_is_meant_goes_first(void)
{
    static const char *const cases[][2] = {
        {"server sends random 520 errors", "Cloudflare"},
        {"edgeone 520", "EdgeOne"},
        {"\"GET /x HTTP/1.1\" 499 0 \"-\"", "nginx"},
        {"499", "nginx"},
        {"499 token required", "Esri"},
        {"530 site frozen", "Pantheon"},
        {"530 shopify", "Shopify"},
        {"be/s1 0/0/-1/-1/3005 -1 0 - - CC-- 3/3/0/0/0 0/0", "HAProxy"},
        {"421 destination locked", "WebDAV draft"},
        {"421", "IANA"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        search_run(search, cases[i][0], &hits);
        CHECK(hits.count > 0);
        CHECK_MSG(hits.count > 0 && strcmp(hits.items[0].entry->owner, cases[i][1]) == 0,
                  "\"%s\" finds %s of %s", cases[i][0], first_code(), hits.items[0].entry->owner);
    }
}

static void codes_are_read_in_all_of_a_long_text(void)
{
    struct strbuf text = STRBUF_INIT;
    for (int i = 0; i < 10000; i++)
        strbuf_puts(&text, "word 77 ");
    memcpy(text.data + QUERY_MAX_BYTES - 12, " status 504 ", 12);
    search_run(search, strbuf_str(&text), &hits);
    CHECK_STR(first_code(), "504");
    CHECK(hits.cut);
    memcpy(text.data + QUERY_MAX_BYTES - 12, "word 77 word", 12);
    search_run(search, strbuf_str(&text), &hits);
    CHECK_MSG(hits.count == 0 || hits.items[0].kind != TEXT_CODE, "%s", first_code());
    strbuf_clear(&text);
}

static void several_codes_keep_their_order(void)
{
    static const char *const cases[][4] = {
        {"404 502", "404", "502"},     {"502, 404", "502", "404"},
        {"401/403", "401", "403"},     {"200 503 404", "200", "503", "404"},
        {"404 or 502", "404", "502"},  {"502 vs 504", "502", "504"},
        {"401 and 403", "401", "403"}, {"500 502 errors", "500", "502"},
        {"451 vs 403 ", "451", "403"}, {"between 301 and 302", "301", "302"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        search_run(search, cases[i][0], &hits);
        for (size_t k = 1; k < 4 && cases[i][k] != NULL; k++)
            CHECK_INT(rank_of(cases[i][k]), k);
    }
}

static void both_sides_of_versus_come_first(void)
{
    static const char *const cases[][3] = {
        {"401 vs 403", "401", "403"},
        {"403 vs 401", "403", "401"},
        {"bad gateway vs gateway timeout", "502", "504"},
        {"301 or 308", "301", "308"},
        {"unauthorized or forbidden", "401", "403"},
        {"difference between not found and gone", "404", "410"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        search_run(search, cases[i][0], &hits);
        CHECK(hits.count >= 2);
        CHECK_STR(hits.items[0].entry->code, cases[i][1]);
        CHECK_STR(hits.items[1].entry->code, cases[i][2]);
    }
}

static void a_word_cut_in_two_is_one_side_of_versus(void)
{
    struct hits apart = {0};
    search_run(search, "404 vs server busy", &apart);
    search_run(search, "404 vs serverbusy", &hits);
    CHECK_INT(hits.count, apart.count);
    for (size_t i = 0; i < hits.count && i < apart.count; i++)
        CHECK_STR(hits.items[i].entry->code, apart.items[i].entry->code);
    hits_clear(&apart);
}

static void facets_narrow(void)
{
    search_run(search, "class:3xx", &hits);
    CHECK(hits.count >= 8);
    for (size_t i = 0; i < hits.count; i++) {
        CHECK(hits.items[i].entry->code[0] == '3');
        CHECK_STR(text_kinds[hits.items[i].kind].name, "facet");
    }
    CHECK_INT(ask("timeout class:4xx", "408"), 1);
    CHECK_INT(ask("rfc:7725", "451"), 1);
    CHECK_INT(ask("header:retry-after by:iana class:5xx", "503"), 1);
    search_run(search, "by:nginx", &hits);
    CHECK(hits.count > 3);
    for (size_t i = 0; i < hits.count; i++)
        CHECK_STR(hits.items[i].entry->owner, "nginx");
    search_run(search, "is:cacheable", &hits);
    for (size_t i = 0; i < hits.count; i++)
        CHECK(hits.items[i].entry->facts.heuristically_cacheable == TRI_YES);
    CHECK(hits.count >= 12);
    CHECK_INT(ask("is:historic by:windows", "450"), 1);
    CHECK_INT(ask("is:deprecated class:3xx", "305"), 1);
    CHECK_INT(ask("is:deprecated class:1xx", "102"), 1);
    CHECK_INT(ask("is:permanent class:3xx", "301,308"), 1);
    CHECK_INT(hits.count, 2);
    CHECK_INT(ask("is:temporary class:3xx", "302,307"), 1);
    CHECK_INT(ask("is:temporary class:1xx", "104"), 1);
    search_run(search, "is:upstream", &hits);
    for (size_t i = 0; i < hits.count; i++)
        CHECK(hits.items[i].entry->facts.fault == FAULT_UPSTREAM);
    CHECK(hits.count > 3);
    search_run(search, "timeout -is:unofficial", &hits);
    for (size_t i = 0; i < hits.count; i++)
        CHECK(!entry_is_unofficial(hits.items[i].entry));
    CHECK(hits.problem == NULL);
}

static const struct facet_value *offer_of(const char *text)
{
    search_run(search, text, &hits);
    return hits.offer.count > 0 ? &hits.offer.values[0] : NULL;
}

static void values_of_facets_are_offered(void)
{
    struct strbuf typed = STRBUF_INIT;
    const struct facet_value *value = offer_of("is:");
    CHECK(hits.offer.is_list && hits.count == 0 && hits.offer.count > 3);
    CHECK_STR(value->name, "cacheable");
    CHECK(offer_of("gone is:") != NULL && !hits.offer.is_list);
    CHECK_INT(rank_of("410"), 1);
    value = offer_of("gone is:ca");
    CHECK_INT(hits.offer.count, 1);
    CHECK(!hits.offer.is_list && hits.offer.start == 5 && hits.offer.end == 10);
    facet_put(value, &typed);
    CHECK_STR(strbuf_str(&typed), "is:cacheable");
    static const char *const all[] = {"is:cacheable", "is:permanent", "is:temporary", "is:upstream",
                                      "is:unofficial"};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        search_run(search, all[i], &hits);
        CHECK_MSG(hits.offer.values[0].count == hits.count, "%s: %zu offered, %zu found", all[i],
                  hits.offer.values[0].count, hits.count);
    }
    value = offer_of("cacheable ");
    CHECK_STR(value->name, "cacheable");
    CHECK_INT(hits.offer.end, 9);
    CHECK_INT(offer_of("timeout nginx")->facet, FACET_BY);
    CHECK_INT(hits.offer.start, 8);
    strbuf_reset(&typed);
    facet_put(offer_of("by:aws"), &typed);
    CHECK_STR(strbuf_str(&typed), "by:\"AWS ALB\"");
    strbuf_reset(&typed);
    facet_put(offer_of("rfc:77"), &typed);
    CHECK_STR(strbuf_str(&typed), "rfc:7725");
    CHECK_STR(offer_of("header:retry-a")->name, "Retry-After");
    CHECK_STR(offer_of("class:")->name, "1xx");
    CHECK(offer_of("-is:") == NULL && offer_of("timeout") == NULL && offer_of("is:purple") == NULL);
    strbuf_clear(&typed);
}

static void words_that_are_all_values_find_what_they_say(void)
{
    CHECK(ask("cacheable 4xx", "404") > 0);
    CHECK(hits.answers > 3);
    for (size_t i = 0; i < hits.answers; i++) {
        CHECK(hits.items[i].entry->code[0] == '4');
        CHECK(hits.items[i].entry->facts.heuristically_cacheable == TRI_YES);
    }
    CHECK_INT(ask("4xx nginx", "499,444,494,495,496,497"), 1);
    CHECK_STR(hits.items[0].entry->owner, "nginx");
    CHECK_INT(ask("deprecated 3xx", "305"), 1);
    CHECK_INT(ask("permanent 3xx", "301,308"), 1);
    CHECK_INT(hits.answers, 2);
    CHECK_INT(ask("temporary redirect", "307"), 1);
}

static void other_words_for_the_same_are_found(void)
{
    search_run(search, "picture missing", &hits);
    CHECK_STR(first_code(), "404");
    CHECK_HAS(hits.items[0].reason, "image");
    CHECK_INT(ask("webpage vanished for good", "410"), 1);
    struct span span;
    const char *text = "The image is missing";
    search_run(search, "picture", &hits);
    CHECK_INT(search_mark(search, text, strlen(text), &span, 1), 1);
    CHECK_INT(span.start, 4);
}

static void a_letter_or_two_move_hits_and_add_none(void)
{
    static const char *const texts[] = {"payload", "upstream", "gateway", "session", "captive"};
    char text[32];
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        snprintf(text, sizeof text, "%s ", texts[i]);
        search_run(search, text, &hits);
        size_t before = hits.count;
        for (char c = 'a'; c <= 'z'; c++) {
            snprintf(text, sizeof text, "%s %c", texts[i], c);
            search_run(search, text, &hits);
            CHECK_MSG(hits.count <= before, "\"%s\" has %zu hits, more than %zu", text, hits.count,
                      before);
        }
    }
    CHECK_INT(ask("payload to", "413"), 1);
    CHECK_INT(ask("HTTP/1.1 404 ok", "404"), 1);
}

static void few_hits_are_answers(void)
{
    ask("wrong password", "401");
    CHECK(hits.answers > 0 && hits.answers < hits.count);
    CHECK(2 * hits.items[hits.answers - 1].score >= hits.items[0].score);
    CHECK(2 * hits.items[hits.answers].score < hits.items[0].score);
    ask("404 502 not found", "404");
    CHECK(hits.answers >= 2);
    search_run(search, "is:cacheable", &hits);
    CHECK_INT(hits.answers, hits.count);
    search_run(search, "40", &hits);
    CHECK(hits.answers >= 16);
    CHECK_INT(strncmp(hits.items[hits.answers - 1].entry->code, "40", 2), 0);
}

static void words_are_excluded(void)
{
    search_run(search, "timeout", &hits);
    size_t all = hits.found;
    CHECK(ask("timeout", "504") > 0);
    search_run(search, "timeout -gateway", &hits);
    CHECK(hits.found < all);
    CHECK_INT(rank_of("504"), 0);
    CHECK_INT(ask("-4xx gone", "410"), 0);
    CHECK_INT(
        ask("I call it from go as vegeta attack -timeout=30s -rate=50 in our new pipeline and "
            "the gateway timeout comes",
            "504"),
        1);
}

static void unknown_facets_are_explained(void)
{
    search_run(search, "is:purple", &hits);
    CHECK_INT(hits.count, 0);
    CHECK_HAS(hits.problem, "is:purple");
    CHECK_HAS(hits.problem, "cacheable");
    search_run(search, "class:9xx", &hits);
    CHECK_HAS(hits.problem, "4xx");
    search_run(search, "colour:red gone", &hits);
    CHECK_HAS(hits.problem, "colour:");
    CHECK_HAS(hits.problem, "class:");
    CHECK_INT(hits.count, 0);
    CHECK_INT(ask("failed, cause:timeout of the gateway while it asked the origin server", "504"),
              1);
    CHECK(hits.problem == NULL);
    CHECK_INT(ask("msg:foo 502", "502"), 1);
    CHECK_INT(ask("failed with class:java.lang.Error while it called the upstream server, got 502",
                  "502"),
              1);
    CHECK(hits.problem == NULL);
    search_run(search, "error:404", &hits);
    CHECK(hits.problem == NULL);
    CHECK_STR(first_code(), "404");
}

static void only_x_stands_for_any_digit(void)
{
    static const char *const texts[] = {"4?4", "2**", "gone 4*", "40?4"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        search_run(search, texts[i], &hits);
        CHECK_INT(hits.count, 0);
        CHECK_HAS(hits.problem, "only x stands for any digit");
    }
    CHECK_INT(ask("why 404?", "404"), 1);
    CHECK_INT(ask("*404 timed out", "408,504"), 1);
    search_run(search, "4x4", &hits);
    CHECK(hits.count > 2);
    for (size_t i = 0; i < hits.count; i++)
        CHECK(hits.items[i].entry->code[0] == '4' && hits.items[i].entry->code[2] == '4');
}

static void a_guess_is_offered_when_nothing_is_found(void)
{
    search_run(search, "forwudden", &hits);
    if (hits.count == 0)
        CHECK_STR(hits.suggestion, "forbidden");
    search_run(search, "qqqqzzzzqqqq", &hits);
    CHECK_INT(hits.count, 0);
    CHECK(hits.suggestion == NULL);
}

static void odd_input_is_harmless(void)
{
    static const char *const texts[] = {
        "",
        " ",
        "\t\n",
        "-",
        "--",
        "- - -",
        ":",
        "::",
        "\"",
        "is:",
        "-is:",
        "by:\"",
        "\xff\xfe",
        "\xc3",
        "(.*)+[a-z]{2}$",
        "%s%n",
        "vs",
        "vs vs",
        "or or",
        "x",
        "xx",
        "xxx",
        "0",
        "-0",
        "99999999999999999999",
        "a b c d e f g h i j k l m n o p q r s t u v w x y z 0 1 2 3 4 5 6 7 8 9 a b c d e f g",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        search_run(search, texts[i], &hits);
    for (size_t i = 0; i < 3; i++) {
        search_run(search, texts[i], &hits);
        CHECK_INT(hits.count, 0);
        CHECK(hits.problem == NULL && hits.suggestion == NULL);
    }
    struct strbuf text = STRBUF_INIT;
    for (int i = 0; i < 1000; i++)
        strbuf_puts(&text, i % 7 ? "timeout" : " ");
    search_run(search, text.data, &hits);
    strbuf_clear(&text);
}

static void add_entry(struct registry *other, const char *code, const char *phrase,
                      const char *owner)
{
    struct entry entry = {.code = code, .phrase = phrase, .owner = owner};
    fields_give_details(&entry, &other->arena);
    registry_put_entry(other, &entry);
}

static const char *note_of(const void *context, const struct entry *entry)
{
    return strcmp(entry->code, context) == 0 ? "ask Zo\u00eb about the mailbox" : NULL;
}

/* A number is a hit by its own words; by those of all, its family is. */
static void a_family_stands_for_its_numbers(void)
{
    static const struct family_number numbers[] = {
        {.code = "403.4", .phrase = "SSL Required", .note = "Use https."},
        {.code = "403.6", .phrase = "Address Rejected"},
    };
    static const struct {
        const char *query, *codes;
    } cases[] = {
        {"403", "403 403.x"}, {"403.6", "403.6"},  {"ssl required", "403.4"}, {"https", "403.4"},
        {"refused", "403.x"}, {"by:iis", "403.x"}, {"rejected", "403.6"},
    };
    struct registry *other = registry_new();
    struct entry family = {.code = "403.x",
                           .phrase = "Refused, By Reason",
                           .owner = "IIS",
                           .given = FIELD_BIT(FIELD_PHRASE)};
    fields_give_details(&family, &other->arena);
    **family.details = (struct entry_details){.numbers = numbers, .number_count = 2};
    add_entry(other, "403", "Forbidden", "IANA");
    registry_put_entry(other, &family);
    registry_finish(other);
    struct search *small = search_new(other, &(struct search_user){0});
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct strbuf codes = STRBUF_INIT;
        search_run(small, cases[i].query, &hits);
        for (size_t k = 0; k < hits.count; k++)
            strbuf_printf(&codes, "%s%s", k > 0 ? " " : "", hits.items[k].entry->code);
        CHECK_STR(strbuf_str(&codes), cases[i].codes);
        strbuf_clear(&codes);
    }
    search_free(small);
    registry_free(other);
}

static void other_registries_work(void)
{
    struct registry *other = registry_new();
    struct search_user user = {.note = note_of, .context = "5.2.2"};
    add_entry(other, "5.1.1", "Bad destination mailbox address", "IANA");
    add_entry(other, "5.1.2", "Bad destination system address", "IANA");
    add_entry(other, "5.2.2", "Mailbox full", "IANA");
    add_entry(other, "UNAVAILABLE", "The service is unavailable", "gRPC");
    add_entry(other, "NOT_FOUND", "Some entity was not found", "gRPC");
    add_entry(other, "0x1", "PROTOCOL_ERROR", "HTTP/2");
    add_entry(other, "0x1", "H3 something", "HTTP/3");
    registry_finish(other);
    struct search *small = search_new(other, &user);
    static const char *const cases[][2] = {
        {"5.1.1", "5.1.1"},         {"5.1", "5.1.1"},         {"unavailable", "UNAVAILABLE"},
        {"not_found", "NOT_FOUND"}, {"0x1", "0x1"},           {"protocol eror", "0x1"},
        {"full mailbox", "5.2.2"},  {"zoe", "5.2.2"},         {"is:bookmarked", "5.2.2"},
        {"5.1.x", "5.1.1"},         {"by:grpc", "NOT_FOUND"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        search_run(small, cases[i][0], &hits);
        CHECK_MSG(strcmp(first_code(), cases[i][1]) == 0, "\"%s\" finds %s", cases[i][0],
                  first_code());
    }
    search_run(small, "zoe", &hits);
    CHECK_STR(text_kinds[hits.items[0].kind].name, "note");
    CHECK_HAS(hits.items[0].reason, "mailbox");
    search_free(small);
    registry_free(other);
}

static void an_empty_registry_has_no_hits(void)
{
    struct registry *other = registry_new();
    struct search *empty = search_new(other, NULL);
    registry_finish(other);
    search_run(empty, "anything is:deprecated", &hits);
    search_run(empty, "anything", &hits);
    CHECK_INT(hits.count, 0);
    search_free(empty);
    registry_free(other);
}

/* The best of many come last: each tenth entry of 3 times as many as are kept. */
static void the_best_of_many_hits_are_kept(void)
{
    struct registry *other = registry_new();
    size_t count = 3 * SEARCH_MAX_HITS;
    for (size_t i = 0; i < count; i++) {
        char code[16];
        snprintf(code, sizeof code, "%zu", 1000 + i);
        add_entry(other, arena_strndup(&other->arena, code, 4),
                  i % 10 == 9 ? "Timeout" : "Timeout Elsewhere", "IANA");
    }
    registry_finish(other);
    struct search *large = search_new(other, NULL);
    search_run(large, "timeout", &hits);
    CHECK_INT(hits.count, SEARCH_MAX_HITS);
    CHECK_INT(hits.found, count);
    for (size_t i = 1; i < hits.count; i++)
        CHECK(i == count / 10 ||
              strcmp(hits.items[i - 1].entry->code, hits.items[i].entry->code) < 0);
    for (size_t i = 0; i < hits.count; i++)
        CHECK_INT(strcmp(hits.items[i].entry->phrase, "Timeout") == 0, i < count / 10);
    search_free(large);
    registry_free(other);
}

/* The words of names go on being known when there are too many of texts, and it is said. */
static void too_many_different_words_cost_no_more(void)
{
    struct strbuf json = STRBUF_INIT;
    strbuf_puts(&json, "{\"format\": 1, \"id\": \"u\", \"title\": \"U\", \"classes\": [], "
                       "\"codes\": [");
    for (int i = 0, word = 0; word <= INDEX_MAX_TEXT_TERMS; i++) {
        strbuf_printf(
            &json, "%s{\"code\": \"%d\", \"owner\": \"o\", \"phrase\": \"name%d\", \"summary\": \"",
            i > 0 ? "," : "", i, i);
        for (int k = 0; k < 5000; k++, word++)
            strbuf_printf(&json, "w%xz ", (unsigned)word);
        strbuf_puts(&json, "\"}");
    }
    strbuf_puts(&json, "]}");
    struct registry *other = support_parse(strbuf_str(&json), "words.json");
    struct search *large = search_new(other, NULL);
    search_run(large, "name20", &hits);
    CHECK(hits.count > 0 && strcmp(hits.items[0].entry->code, "20") == 0);
    CHECK_STR(hits.problem, "this registry has more different words than are searched");
    search_run(large, "w100z", &hits);
    CHECK(hits.count > 0 && strcmp(hits.items[0].entry->code, "0") == 0);
    search_run(large, "w186a0z", &hits); /* the last one */
    CHECK_INT(hits.count, 0);
    search_free(large);
    registry_free(other);
    strbuf_clear(&json);
}

int main(void)
{
    setlocale(LC_ALL, "");
    load_registry();
    RUN(finds_what_people_type);
    RUN(finds_what_people_paste);
    RUN(reads_what_people_paste);
    RUN(a_phrase_finds_its_code_first);
    RUN(a_vendors_phrase_is_not_the_common_meaning);
    RUN(a_code_finds_itself_first);
    RUN(a_prefix_of_a_phrase_keeps_it_in_the_first_three);
    RUN(one_slip_keeps_the_code_in_the_first_three);
    RUN(a_word_more_hardly_ever_helps_an_entry_without_it);
    RUN(is_deterministic);
    RUN(synonyms_are_what_the_registry_says);
    RUN(spans_spell_the_match);
    RUN(every_span_spells_a_word_of_the_query);
    RUN(marks_words_of_any_text);
    RUN(a_hit_says_why);
    RUN(numbers_are_codes_unless_they_count_something);
    RUN(a_message_in_its_line_beats_scattered_words);
    RUN(a_status_has_a_witness);
    RUN(the_owner_that_is_meant_goes_first);
    RUN(codes_are_read_in_all_of_a_long_text);
    RUN(several_codes_keep_their_order);
    RUN(both_sides_of_versus_come_first);
    RUN(a_word_cut_in_two_is_one_side_of_versus);
    RUN(facets_narrow);
    RUN(values_of_facets_are_offered);
    RUN(words_that_are_all_values_find_what_they_say);
    RUN(other_words_for_the_same_are_found);
    RUN(a_letter_or_two_move_hits_and_add_none);
    RUN(few_hits_are_answers);
    RUN(words_are_excluded);
    RUN(unknown_facets_are_explained);
    RUN(only_x_stands_for_any_digit);
    RUN(a_guess_is_offered_when_nothing_is_found);
    RUN(odd_input_is_harmless);
    RUN(a_family_stands_for_its_numbers);
    RUN(other_registries_work);
    RUN(an_empty_registry_has_no_hits);
    RUN(the_best_of_many_hits_are_kept);
    RUN(too_many_different_words_cost_no_more);
    hits_clear(&hits);
    search_free(search);
    registry_free(registry);
    return check_done();
}
