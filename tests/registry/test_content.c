#include "config.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <strings.h>

#include "base/memory.h"
#include "registry/builtin.h"
#include "registry/dump.h"
#include "registry/parse.h"
#include "registry/registry.h"
#include "support/builtin.h"
#include "support/check.h"
#include "support/files.h"

/*
 * data/http.json against the facts in tests/data/NAME.tsv. Those were taken from the texts of the
 * RFCs, not from the registry: where the two differ, look at the RFC.
 */

#define REGISTRY_LIMIT_BYTES 1200000

#define ROW_CELLS 8

struct row {
    const char *cell[ROW_CELLS]; /* "" beyond the last */
};

struct table {
    char *bytes;
    struct row *rows;
    size_t count, cap;
};

static char *registry_bytes;
static size_t registry_len;
static struct registry *registry;

static char *read_source_file(const char *name, size_t *len)
{
    char *bytes = support_read(name, len);
    if (bytes == NULL) {
        printf("cannot read tests/%s; is $srcdir set?\n", name);
        exit(99);
    }
    return bytes;
}

static void split_row(char *line, struct row *row)
{
    for (size_t i = 0; i < ROW_CELLS; i++) {
        row->cell[i] = line;
        line += strcspn(line, "\t");
        if (*line == '\t')
            *line++ = '\0';
    }
}

static struct table read_table(const char *name)
{
    struct table table = {0};
    struct strbuf path = STRBUF_INIT;
    size_t len;
    strbuf_printf(&path, "data/%s.tsv", name);
    table.bytes = read_source_file(strbuf_str(&path), &len);
    strbuf_clear(&path);
    for (char *line = table.bytes, *end; *line != '\0'; line = end) {
        end = line + strcspn(line, "\n");
        if (*end != '\0')
            *end++ = '\0';
        if (*line == '\0' || *line == '#')
            continue;
        table.rows = mem_grow(table.rows, &table.cap, table.count + 1, sizeof *table.rows);
        split_row(line, &table.rows[table.count++]);
    }
    return table;
}

static void free_table(struct table *table)
{
    free(table->rows);
    free(table->bytes);
}

/* The row with these first cells (NULL: any), or NULL. */
static const struct row *find_row(const struct table *table, const char *a, const char *b,
                                  const char *c)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct row *row = &table->rows[i];
        if ((a == NULL || strcmp(row->cell[0], a) == 0) &&
            (b == NULL || strcmp(row->cell[1], b) == 0) &&
            (c == NULL || strcmp(row->cell[2], c) == 0))
            return row;
    }
    return NULL;
}

#define WHO(entry) (entry)->code, (entry)->owner

/* All entries of the file, as `const struct entry *status`. */
#define EACH_STATUS(each)                                                                          \
    for (const struct entry *each = registry->entries;                                             \
         each < registry->entries + registry->entry_count; each++)                                 \
        if (!entry_is_member(each))

static bool is_registered(const struct entry *entry)
{
    return strcmp(entry->owner, "IANA") == 0;
}

static const struct entry *iana(const char *code)
{
    const struct entry *entry = registry_find(registry, code, "IANA");
    CHECK_MSG(entry != NULL, "%s is not in the registry", code);
    return entry;
}

static bool same_reference(const struct reference *reference, const char *doc, const char *section)
{
    return reference->doc != NULL && strcmp(reference->doc, doc) == 0 &&
           strcmp(reference->section != NULL ? reference->section : "", section) == 0;
}

static bool has_reference(const struct reference_list *list, const char *doc, const char *section)
{
    for (size_t i = 0; i < list->count; i++)
        if (same_reference(&list->items[i], doc, section))
            return true;
    return false;
}

static bool has_string(const struct string_list *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i], text) == 0)
            return true;
    return false;
}

static bool can_be_sent(const struct entry *entry)
{
    return (entry->seen_in & 1u << SEEN_RESPONSE) != 0;
}

/* A mark in a log, or what a client makes up, has no response that could be cached. */
static bool has_facts_of_a_response(const struct entry *entry)
{
    return is_registered(entry) || can_be_sent(entry);
}

/* Calls what(status, text, "field") for every sentence and paragraph of an entry. */
typedef void text_fn(const struct entry *entry, const char *text, const char *field);

static void each_text_of(const struct entry *entry, const struct string_list *list,
                         const char *field, text_fn *what)
{
    for (size_t i = 0; i < list->count; i++)
        what(entry, list->items[i], field);
}

static void each_text(text_fn *what)
{
    EACH_STATUS(entry)
    {
        if (entry->summary != NULL)
            what(entry, entry->summary, "summary");
        each_text_of(entry, &entry_details(entry)->meaning, "meaning", what);
        each_text_of(entry, &entry_details(entry)->causes, "causes", what);
        each_text_of(entry, &entry_details(entry)->client_action, "client_action", what);
        each_text_of(entry, &entry_details(entry)->server_action, "server_action", what);
        for (size_t i = 0; i < entry_details(entry)->myth_count; i++)
            what(entry, entry_details(entry)->myths[i].text, "myths");
        for (size_t i = 0; i < entry_details(entry)->confusable_count; i++)
            what(entry, entry_details(entry)->confusable[i].difference, "confusable_with");
    }
}

static void the_file_is_small_enough_to_be_compiled_in(void)
{
    CHECK_MSG(registry_len < REGISTRY_LIMIT_BYTES, "%zu bytes", registry_len);
}

static void the_file_keeps_the_editorial_rules(void)
{
    struct sb_error err = SB_ERROR_INIT;
    struct registry_checks strict = {NULL, true};
    CHECK_MSG(registry_check(registry_bytes, registry_len, "http.json", &strict, &err), "%s",
              err.message);
    sb_error_clear(&err);
}

/* More than the rules ask of any registry. */
static void every_entry_says_enough(void)
{
    EACH_STATUS(entry)
    {
        const struct {
            const char *what;
            size_t count, least;
        } parts[] = {
            {"meaning", entry_details(entry)->meaning.count, 1},
            {"causes", entry_details(entry)->causes.count, 2},
            {"server_action", entry_details(entry)->server_action.count, 1},
            {"confusable_with", entry_details(entry)->confusable_count, 1},
            {"tags and messages",
             entry_details(entry)->tags.count + entry_details(entry)->message_count, 6},
        };
        for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
            CHECK_MSG(parts[i].count >= parts[i].least, "%s %s: %s", entry->code, entry->owner,
                      parts[i].what);
    }
}

static void the_file_is_plain_ascii(void)
{
    size_t line = 1;
    for (size_t i = 0; i < registry_len; i++) {
        unsigned char c = (unsigned char)registry_bytes[i];
        line += c == '\n';
        CHECK_MSG(c == '\n' || (c >= 0x20 && c < 0x7F), "byte %u in line %zu", c, line);
    }
}

static void every_code_of_iana_is_there_under_its_phrase(void)
{
    struct table table = read_table("phrases");
    size_t registered = 0;
    for (size_t i = 0; i < table.count; i++) {
        const struct entry *entry = iana(table.rows[i].cell[0]);
        if (entry != NULL)
            CHECK_STR(entry->phrase, table.rows[i].cell[1]);
    }
    EACH_STATUS(entry)
    {
        registered += is_registered(entry);
    }
    CHECK_INT(table.count, 64);
    CHECK_INT(registered, table.count);
    free_table(&table);
}

/* IANA names the document, and the section only where it is RFC 9110. */
static void the_first_reference_is_the_one_that_iana_gives(void)
{
    struct table table = read_table("phrases");
    for (size_t i = 0; i < table.count; i++) {
        const char *const *cell = table.rows[i].cell;
        const struct entry *entry = iana(cell[0]);
        if (entry == NULL || entry_details(entry)->references.count == 0)
            continue;
        CHECK_STR(entry_details(entry)->references.items[0].doc, cell[2]);
        if (*cell[3] != '\0')
            CHECK_STR(entry_details(entry)->references.items[0].section, cell[3]);
    }
    free_table(&table);
}

static void the_standing_of_a_code_follows_its_definition(void)
{
    static const struct {
        const char *code;
        enum registration registration;
    } others[] = {
        {"102", REGISTRATION_DEPRECATED},   {"103", REGISTRATION_EXPERIMENTAL},
        {"104", REGISTRATION_TEMPORARY},    {"208", REGISTRATION_EXPERIMENTAL},
        {"305", REGISTRATION_DEPRECATED},   {"306", REGISTRATION_UNUSED},
        {"418", REGISTRATION_UNUSED},       {"506", REGISTRATION_EXPERIMENTAL},
        {"508", REGISTRATION_EXPERIMENTAL}, {"510", REGISTRATION_OBSOLETED},
    };
    EACH_STATUS(entry)
    {
        enum registration want =
            is_registered(entry) ? REGISTRATION_STANDARD : REGISTRATION_UNOFFICIAL;
        for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
            if (is_registered(entry) && strcmp(entry->code, others[i].code) == 0)
                want = others[i].registration;
        CHECK_MSG(entry->registration == want ||
                      (!is_registered(entry) && entry_is_historic(entry)),
                  "%s %s", WHO(entry));
    }
}

static bool knows_name(const struct entry *entry, const char *name)
{
    for (size_t i = 0; i < entry_details(entry)->former_name_count; i++)
        if (strcmp(entry_details(entry)->former_names[i].phrase, name) == 0)
            return true;
    return strcmp(entry->phrase, name) == 0 || has_string(&entry_details(entry)->aliases, name);
}

/* The names there may have "(experimental)" after them, which was never part of the phrase. */
static void every_code_of_the_first_lists_is_found_by_the_name_it_had_there(void)
{
    struct table table = read_table("seeds");
    for (size_t i = 0; i < table.count; i++) {
        const struct entry *entry = iana(table.rows[i].cell[1]);
        struct strbuf name = STRBUF_INIT;
        const char *there = table.rows[i].cell[2];
        const char *remark = strstr(there, " (");
        bool experimental = remark != NULL && strcmp(remark + 3, "xperimental)") == 0;
        strbuf_add(&name, there, experimental ? (size_t)(remark - there) : strlen(there));
        CHECK_MSG(entry != NULL && knows_name(entry, strbuf_str(&name)), "%s %s",
                  table.rows[i].cell[1], there);
        strbuf_clear(&name);
    }
    CHECK_INT(table.count, 100);
    free_table(&table);
}

/* The document is listed, and the section (if any) is in it. */
static void check_cited(const struct table *sections, const struct entry *entry,
                        const struct reference *reference, const char *field)
{
    if (reference->doc == NULL)
        return;
    const struct document *document = registry_document(registry, reference->doc);
    CHECK_MSG(document != NULL, "%s %s: %s: %s is not in documents", WHO(entry), field,
              reference->doc);
    if (reference->section != NULL)
        CHECK_MSG(find_row(sections, reference->doc, reference->section, NULL) != NULL,
                  "%s %s: %s: %s has no section %s", WHO(entry), field, reference->doc,
                  reference->section);
}

static void every_section_that_is_cited_exists(void)
{
    struct table sections = read_table("sections");
    EACH_STATUS(entry)
    {
        for (size_t i = 0; i < entry_details(entry)->references.count; i++)
            check_cited(&sections, entry, &entry_details(entry)->references.items[i], "references");
        for (size_t i = 0; i < entry_details(entry)->history.count; i++)
            check_cited(&sections, entry, &entry_details(entry)->history.items[i], "history");
        for (size_t i = 0; i < entry_details(entry)->header_count; i++)
            check_cited(&sections, entry, &entry_details(entry)->headers[i].reference, "headers");
        for (size_t i = 0; i < entry_details(entry)->myth_count; i++)
            check_cited(&sections, entry, &entry_details(entry)->myths[i].reference, "myths");
        for (size_t i = 0; i < entry_details(entry)->former_name_count; i++)
            check_cited(&sections, entry, &entry_details(entry)->former_names[i].reference,
                        "former_names");
    }
    free_table(&sections);
}

static void check_names_code(const struct table *sections, const struct entry *entry,
                             const struct reference_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct reference *reference = &list->items[i];
        if (reference->section == NULL)
            continue;
        const struct row *row = find_row(sections, reference->doc, reference->section, NULL);
        CHECK_MSG(row != NULL && (strstr(row->cell[2], entry->code) != NULL ||
                                  strstr(row->cell[3], entry->code) != NULL),
                  "%s: %s %s does not name it", entry->code, reference->doc, reference->section);
    }
}

static void the_definitions_of_a_registered_code_name_it(void)
{
    struct table sections = read_table("sections");
    EACH_STATUS(entry)
    {
        if (!is_registered(entry))
            continue;
        CHECK_MSG(entry_details(entry)->references.count > 0, "%s", entry->code);
        check_names_code(&sections, entry, &entry_details(entry)->references);
        check_names_code(&sections, entry, &entry_details(entry)->history);
    }
    free_table(&sections);
}

static void every_definition_that_a_code_has_had_is_listed(void)
{
    struct table table = read_table("definitions");
    for (size_t i = 0; i < table.count; i++) {
        const char *const *cell = table.rows[i].cell;
        const struct entry *entry = iana(cell[0]);
        CHECK_MSG(entry != NULL &&
                      (has_reference(&entry_details(entry)->references, cell[1], cell[2]) ||
                       has_reference(&entry_details(entry)->history, cell[1], cell[2])),
                  "%s: %s %s", cell[0], cell[1], cell[2]);
    }
    free_table(&table);
}

static void earlier_definitions_come_newest_first(void)
{
    EACH_STATUS(entry)
    {
        for (size_t i = 1; i < entry_details(entry)->history.count; i++) {
            const struct reference *item = entry_details(entry)->history.items;
            const struct document *newer = registry_document(registry, item[i - 1].doc);
            const struct document *older = registry_document(registry, item[i].doc);
            CHECK_MSG(newer != NULL && older != NULL && newer->date != NULL &&
                          older->date != NULL && strcmp(newer->date, older->date) >= 0,
                      "%s: %s before %s", entry->code, item[i - 1].doc, item[i].doc);
        }
    }
}

static void documents_obsolete_what_their_first_page_says(void)
{
    struct table table = read_table("obsoletes");
    size_t claims = 0;
    for (size_t i = 0; i < table.count; i++) {
        const struct document *document = registry_document(registry, table.rows[i].cell[0]);
        CHECK_MSG(document != NULL && has_string(&document->obsoletes, table.rows[i].cell[1]),
                  "%s: %s", table.rows[i].cell[0], table.rows[i].cell[1]);
    }
    for (size_t i = 0; i < registry->document_count; i++)
        claims += registry->documents[i].obsoletes.count;
    CHECK_INT(claims, table.count);
    free_table(&table);
}

static void documents_can_be_opened(void)
{
    for (size_t i = 0; i < registry->document_count; i++) {
        const struct document *document = &registry->documents[i];
        bool rfc = strncmp(document->id, "RFC ", 4) == 0;
        CHECK_MSG(document->url != NULL && document->status != NULL, "%s", document->id);
        CHECK_MSG(!rfc || (document->date != NULL && document->section_url != NULL), "%s",
                  document->id);
    }
}

static void earlier_phrases_are_those_of_the_rfcs(void)
{
    struct table table = read_table("former_names");
    size_t claims = 0;
    for (size_t i = 0; i < table.count; i++) {
        const char *const *cell = table.rows[i].cell;
        const struct entry *entry = iana(cell[0]);
        bool found = false;
        for (size_t k = 0; entry != NULL && k < entry_details(entry)->former_name_count; k++)
            found |=
                strcmp(entry_details(entry)->former_names[k].phrase, cell[1]) == 0 &&
                same_reference(&entry_details(entry)->former_names[k].reference, cell[2], cell[3]);
        CHECK_MSG(found, "%s %s (%s %s)", cell[0], cell[1], cell[2], cell[3]);
    }
    EACH_STATUS(entry)
    {
        claims += is_registered(entry) ? entry_details(entry)->former_name_count : 0;
    }
    CHECK_INT(claims, table.count);
    free_table(&table);
}

static void cacheability_is_that_of_the_rfcs(void)
{
    struct table table = read_table("cacheable");
    EACH_STATUS(entry)
    {
        bool listed = is_registered(entry) && find_row(&table, entry->code, NULL, NULL) != NULL;
        enum tristate want = !has_facts_of_a_response(entry) ? TRI_UNKNOWN
                             : listed                        ? TRI_YES
                                                             : TRI_NO;
        CHECK_MSG(entry->facts.heuristically_cacheable == want, "%s %s", WHO(entry));
    }
    free_table(&table);
}

static void nothing_may_store_what_its_definition_forbids(void)
{
    struct table table = read_table("nostore");
    EACH_STATUS(entry)
    {
        /* RFC 9111 section 3: nothing interim is stored, whoever gave it a meaning. */
        bool want = find_row(&table, entry->code, NULL, NULL) != NULL &&
                    (is_registered(entry) || entry->code[0] == '1');
        CHECK_MSG((entry->facts.must_not_store == TRI_YES) == want, "%s %s", WHO(entry));
    }
    free_table(&table);
}

static void content_is_forbidden_where_the_rfcs_forbid_it(void)
{
    struct table table = read_table("content");
    EACH_STATUS(entry)
    {
        bool want = find_row(&table, entry->code, NULL, NULL) != NULL;
        bool forbidden = entry->facts.content == CONTENT_FORBIDDEN;
        CHECK_MSG(forbidden == want, "%s %s", WHO(entry));
        CHECK_MSG((entry->facts.content != CONTENT_UNKNOWN) == has_facts_of_a_response(entry),
                  "%s %s", WHO(entry));
    }
    free_table(&table);
}

struct redirect {
    const char *code;
    enum redirect_method method;
    const char *lasts, *becomes; /* how its first two paragraphs begin */
};
static const struct redirect redirects[] = {
    {"301", REDIRECT_MAY_BECOME_GET, "Permanent: ", "Method: may become GET. "},
    {"302", REDIRECT_MAY_BECOME_GET, "Temporary: ", "Method: may become GET. "},
    {"303", REDIRECT_BECOMES_GET,
     "Neither permanent nor temporary: ", "Method: always becomes GET (or HEAD)"},
    {"307", REDIRECT_KEPT, "Temporary: ", "Method: kept. "},
    {"308", REDIRECT_KEPT, "Permanent: ", "Method: kept. "},
};

static const struct redirect *find_redirect(const struct entry *entry)
{
    for (size_t i = 0; i < sizeof redirects / sizeof redirects[0]; i++)
        if (is_registered(entry) && strcmp(entry->code, redirects[i].code) == 0)
            return &redirects[i];
    return NULL;
}

static bool begins_with(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static void redirects_say_what_lasts_and_what_becomes_of_the_method(void)
{
    EACH_STATUS(entry)
    {
        const struct redirect *want = find_redirect(entry);
        CHECK_MSG(entry->facts.redirect_method == (want != NULL ? want->method : REDIRECT_NONE),
                  "%s %s", WHO(entry));
        if (want == NULL)
            continue;
        CHECK_MSG(entry_details(entry)->meaning.count >= 2 &&
                      begins_with(entry_details(entry)->meaning.items[0], want->lasts) &&
                      begins_with(entry_details(entry)->meaning.items[1], want->becomes),
                  "%s %s: permanence, then method", WHO(entry));
    }
}

static void another_try_is_what_the_rfcs_say(void)
{
    struct table table = read_table("retry");
    for (size_t i = 0; i < table.count; i++) {
        const char *const *cell = table.rows[i].cell;
        const struct entry *entry = iana(cell[0]);
        CHECK_MSG(entry != NULL && strcmp(retry_names[entry->facts.retry], cell[1]) == 0,
                  "%s: not %s (%s %s)", cell[0], cell[1], cell[2], cell[3]);
    }
    free_table(&table);
}

/* The table is all of them: what lasts is said of no other registered code. */
static void what_lasts_is_what_the_rfcs_say(void)
{
    struct table table = read_table("lasting");
    EACH_STATUS(entry)
    {
        const struct row *row = find_row(&table, entry->code, NULL, NULL);
        const char *lasting = lasting_names[entry->facts.lasting];
        CHECK_MSG(is_registered(entry) && row != NULL
                      ? lasting != NULL && strcmp(lasting, row->cell[1]) == 0
                      : lasting == NULL,
                  "%s %s", WHO(entry));
    }
    free_table(&table);
}

/* RFC 9110 sections 15.5 and 15.6: "the client seems to have erred", "the server is aware that it
 * has erred"; and only what stands between client and origin has something upstream of it. */
static void a_cause_lies_on_the_side_that_its_class_names(void)
{
    EACH_STATUS(entry)
    {
        enum fault_side side = entry->facts.fault;
        const struct code_class *class = registry_class_of(registry, entry);
        const char *id = class != NULL ? class->id : "";
        if (!is_registered(entry) || side == FAULT_NONE)
            continue;
        CHECK_MSG((side == FAULT_CLIENT) ==
                      (strcmp(id, "4xx") == 0 || strcmp(entry->code, "511") == 0),
                  "%s %s", WHO(entry));
        CHECK_MSG((side == FAULT_UPSTREAM) ==
                      (strcmp(entry->code, "502") == 0 || strcmp(entry->code, "504") == 0),
                  "%s %s", WHO(entry));
    }
}

static bool has_myth(const struct entry *entry, const char *doc, const char *section)
{
    for (size_t i = 0; i < entry_details(entry)->myth_count; i++)
        if (same_reference(&entry_details(entry)->myths[i].reference, doc, section))
            return true;
    return false;
}

static void common_mistakes_are_answered(void)
{
    struct table table = read_table("mistakes");
    for (size_t i = 0; i < table.count; i++) {
        const char *const *cell = table.rows[i].cell;
        const struct entry *entry = iana(cell[0]);
        CHECK_MSG(entry != NULL && has_myth(entry, cell[1], cell[2]), "%s: %s (%s %s)", cell[0],
                  cell[3], cell[1], cell[2]);
    }
    free_table(&table);
}

/* The error in Proxy-Status is a parameter of the gateway that handled the message: a name of an
 * error right after the colon would be the name of a gateway. */
static void check_proxy_status(const struct entry *entry, const char *text, const char *field)
{
    const char *at = strstr(text, "Proxy-Status: ");
    CHECK_MSG(at == NULL || strstr(at, "; error=") != NULL, "%s %s: %s: \"%.60s\"", WHO(entry),
              field, at != NULL ? at : "");
}

static void proxy_status_is_shown_with_its_parameter(void)
{
    each_text(check_proxy_status);
}

static bool has_header(const struct entry *entry, const char *const *cell)
{
    for (size_t i = 0; i < entry_details(entry)->header_count; i++) {
        const struct header_field *field = &entry_details(entry)->headers[i];
        if (strcmp(direction_names[field->in], cell[1]) == 0 && strcmp(field->name, cell[2]) == 0 &&
            strcmp(strength_names[field->strength], cell[3]) == 0 &&
            same_reference(&field->reference, cell[4], cell[5]))
            return true;
    }
    return false;
}

static void what_headers_must_do_is_what_the_rfcs_say(void)
{
    struct table table = read_table("must_headers");
    size_t claims = 0;
    for (size_t i = 0; i < table.count; i++) {
        const char *const *cell = table.rows[i].cell;
        const struct entry *entry = iana(cell[0]);
        CHECK_MSG(entry != NULL && has_header(entry, cell), "%s %s %s %s (%s %s)", cell[0], cell[1],
                  cell[2], cell[3], cell[4], cell[5]);
    }
    EACH_STATUS(entry)
    {
        for (size_t i = 0; is_registered(entry) && i < entry_details(entry)->header_count; i++)
            claims += entry_details(entry)->headers[i].strength <= STRENGTH_MUST_NOT;
    }
    CHECK_INT(claims, table.count);
    free_table(&table);
}

/* A message inside the lines of an example. */
struct http_message {
    const char *start_line;
    const struct string_list *lines;
    size_t fields, fields_end; /* lines of header fields */
    size_t body, end;          /* lines of the body; both lines->count without one */
};

static struct http_message read_message(const struct string_list *lines, size_t from)
{
    struct http_message message = {.start_line = lines->items[from], .lines = lines};
    message.fields = message.fields_end = from + 1;
    while (message.fields_end < lines->count && *lines->items[message.fields_end] != '\0')
        message.fields_end++;
    message.end = lines->count;
    message.body = message.fields_end < lines->count ? message.fields_end + 1 : lines->count;
    return message;
}

/* Value of the first field of that name, or NULL; *count (if not NULL): how many there are. */
static const char *field_value(const struct http_message *message, const char *name, size_t *count)
{
    const char *value = NULL;
    size_t name_len = strlen(name), found = 0;
    for (size_t i = message->fields; i < message->fields_end; i++) {
        const char *line = message->lines->items[i];
        size_t k = 0;
        while (k < name_len && tolower((unsigned char)line[k]) == tolower((unsigned char)name[k]))
            k++;
        if (k < name_len || line[k] != ':')
            continue;
        if (found++ == 0)
            value = line + k + 1 + strspn(line + k + 1, " ");
    }
    if (count != NULL)
        *count = found;
    return value;
}

/* The bytes of the body: its lines, joined with CRLF. */
static size_t body_len(const struct http_message *message)
{
    size_t len = 0;
    for (size_t i = message->body; i < message->end; i++)
        len += strlen(message->lines->items[i]) + (i > message->body ? 2 : 0);
    return len;
}

/* A line in brackets in the place of a body says what of it is sent, and when. */
static bool body_is_remark(const struct http_message *message)
{
    const char *line =
        message->end - message->body == 1 ? message->lines->items[message->body] : "";
    return line[0] == '(' && line[strlen(line) - 1] == ')';
}

static bool no_content_code(const char *code)
{
    return code[0] == '1' || strcmp(code, "204") == 0 || strcmp(code, "205") == 0 ||
           strcmp(code, "304") == 0;
}

/* NAME ":" SP VALUE, and no space before the colon. */
static void check_fields(const struct entry *entry, const struct http_message *message)
{
    for (size_t i = message->fields; i < message->fields_end; i++) {
        const char *line = message->lines->items[i];
        size_t name_len = strspn(line, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "0123456789-");
        CHECK_MSG(name_len > 0 && line[name_len] == ':' && line[name_len + 1] == ' ' &&
                      line[name_len + 2] != '\0',
                  "%s %s: %s", WHO(entry), line);
    }
}

/* The code on the status line: 208 stands inside the body of a 207, Esri's in that of a 200. */
static const char *wire_code(const struct entry *entry)
{
    if (is_registered(entry) && strcmp(entry->code, "208") == 0)
        return "207";
    return strcmp(entry->owner, "Esri") == 0 ? "200" : entry->code;
}

/* Content-Length is the length of the body, unless the client holds (part of) it back. */
static void check_framing(const struct entry *entry, const struct http_message *message,
                          bool may_hold_back)
{
    size_t count;
    const char *length = field_value(message, "Content-Length", &count);
    const char *coding = field_value(message, "Transfer-Encoding", NULL);
    if (coding != NULL) {
        size_t lines = message->end - message->body;
        const char *const *line = message->lines->items + message->body;
        CHECK_MSG(length == NULL && strcmp(coding, "chunked") == 0, "%s %s", WHO(entry));
        CHECK_MSG(lines == 5 && strtoul(line[0], NULL, 16) == strlen(line[1]) &&
                      strcmp(line[2], "0") == 0 && *line[3] == '\0' && *line[4] == '\0',
                  "%s %s: one chunk and the last", WHO(entry));
        return;
    }
    CHECK_MSG(count <= 1 && (length != NULL || body_len(message) == 0), "%s %s", WHO(entry));
    if (length != NULL && !body_is_remark(message) && !(may_hold_back && body_len(message) == 0))
        CHECK_MSG(strtoul(length, NULL, 10) == body_len(message), "%s %s: %s, not %zu", WHO(entry),
                  length, body_len(message));
}

static void check_request(const struct entry *entry, const struct http_message *request)
{
    size_t hosts;
    const char *version = strrchr(request->start_line, ' ');
    const char *target = strchr(request->start_line, ' ');
    const char *expect = field_value(request, "Expect", NULL);
    /* 505: another major version is what it is about. */
    const char *want = strcmp(entry->code, "505") == 0 ? " HTTP/3.0" : " HTTP/1.1";
    CHECK_MSG(version != NULL && target < version && strcmp(version, want) == 0, "%s %s: %s",
              WHO(entry), request->start_line);
    const char *host = field_value(request, "Host", &hosts);
    CHECK_MSG(hosts == 1, "%s %s: %zu Host fields", WHO(entry), hosts);
    CHECK_MSG(!is_registered(entry) || strstr(host, "example.") != NULL, "%s %s: Host: %s",
              WHO(entry), host);
    check_fields(entry, request);
    /* 408: the body that never arrived is what it is about. */
    check_framing(entry, request,
                  (expect != NULL && strcmp(expect, "100-continue") == 0) ||
                      strcmp(entry->code, "408") == 0);
}

/* RFC 9110 6.6.1: an origin server with a clock must send Date, except in a 1xx or 5xx. */
static void check_date(const struct entry *entry, const struct http_message *response)
{
    size_t count;
    const char *date = field_value(response, "Date", &count);
    if (!is_registered(entry) || strchr("234", response->start_line[9]) == NULL)
        return;
    CHECK_MSG(count == 1 && begins_with(date, "Sat, 21 Nov 2026 ") && strlen(date) == 29 &&
                  strcmp(date + 25, " GMT") == 0,
              "%s %s: Date", WHO(entry));
}

/* Its start line, fields and body; a final response may follow a 1xx. */
static void check_response(const struct entry *entry, const struct http_message *response,
                           const char *code)
{
    bool no_content = no_content_code(code);
    CHECK_MSG(strncmp(response->start_line, "HTTP/1.1 ", 9) == 0 &&
                  strncmp(response->start_line + 9, code, strlen(code)) == 0,
              "%s %s: %s", WHO(entry), response->start_line);
    check_fields(entry, response);
    check_date(entry, response);
    check_framing(entry, response, strcmp(code, "304") == 0);
    CHECK_MSG(!no_content || body_len(response) == 0, "%s %s has a body", WHO(entry));
    CHECK_MSG(no_content || field_value(response, "Content-Length", NULL) != NULL,
              "%s %s: where does the body end?", WHO(entry));
}

static void every_example_is_an_exchange_in_http_1_1(void)
{
    EACH_STATUS(entry)
    {
        if (entry_details(entry)->example_request.count == 0 ||
            entry_details(entry)->example_response.count == 0) {
            CHECK_MSG(entry_details(entry)->example_request.count +
                              entry_details(entry)->example_response.count ==
                          0,
                      "%s %s: half an example", WHO(entry));
            continue;
        }
        struct http_message request = read_message(&entry_details(entry)->example_request, 0);
        struct http_message response = read_message(&entry_details(entry)->example_response, 0);
        bool interim = entry->code[0] == '1' && strcmp(entry->code, "101") != 0;
        check_request(entry, &request);
        if (interim)
            response.end = response.body; /* what follows is no body but a message */
        check_response(entry, &response, wire_code(entry));
        if (interim && response.body < response.lines->count) {
            struct http_message final =
                read_message(&entry_details(entry)->example_response, response.body);
            check_response(entry, &final, "2");
        }
        CHECK_MSG(!interim || response.body < response.lines->count, "%s %s: no final response",
                  WHO(entry));
    }
}

/* Those of unofficial codes are in vendors.tsv. */
static void the_status_line_of_an_example_has_the_code_and_the_phrase(void)
{
    EACH_STATUS(entry)
    {
        if (entry_details(entry)->example_response.count == 0 || !is_registered(entry))
            continue;
        /* IANA's name for 418 is (Unused); whoever sends it says what RFC 2324 said. */
        bool teapot = strcmp(entry->code, "418") == 0;
        const char *code = wire_code(entry);
        const char *phrase = code != entry->code ? iana(code)->phrase : entry->phrase;
        struct strbuf want = STRBUF_INIT;
        strbuf_printf(&want, "HTTP/1.1 %s %s", code, teapot ? "I'm a teapot" : phrase);
        CHECK_STR(entry_details(entry)->example_response.items[0], strbuf_str(&want));
        strbuf_clear(&want);
    }
}

/* Is the exchange the case that the rule is for? as-200: nothing shows what a 200 would have. */
static bool rule_applies(const char *when, const struct http_message *request,
                         const struct http_message *response)
{
    const char *type = field_value(response, "Content-Type", NULL);
    const char *tags = field_value(request, "If-None-Match", NULL);
    bool multipart = type != NULL && strncmp(type, "multipart/byteranges", 20) == 0;
    if (strcmp(when, "connect") == 0)
        return strncmp(request->start_line, "CONNECT ", 8) == 0;
    if (strcmp(when, "single-part") == 0)
        return !multipart;
    if (strcmp(when, "multipart") == 0)
        return multipart;
    if (strcmp(when, "several-tags") == 0)
        return tags != NULL && strchr(tags, ',') != NULL;
    if (strcmp(when, "media-type") == 0)
        return field_value(request, "Content-Encoding", NULL) == NULL;
    /* always, delta, early-data, upload-creation: the examples show these */
    return strcmp(when, "as-200") != 0 && strcmp(when, "appending") != 0 &&
           strcmp(when, "limits") != 0;
}

static void examples_have_the_headers_they_must_and_none_they_must_not(void)
{
    struct table table = read_table("must_headers");
    for (size_t i = 0; i < table.count; i++) {
        const char *const *cell = table.rows[i].cell;
        const struct entry *entry = iana(cell[0]);
        if (entry == NULL || entry_details(entry)->example_response.count == 0)
            continue;
        struct http_message request = read_message(&entry_details(entry)->example_request, 0);
        struct http_message response = read_message(&entry_details(entry)->example_response, 0);
        const struct http_message *message = strcmp(cell[1], "request") == 0 ? &request : &response;
        bool must = strcmp(cell[3], "MUST") == 0;
        if (rule_applies(cell[6], &request, &response))
            CHECK_MSG((field_value(message, cell[2], NULL) != NULL) == must, "%s %s: %s %s",
                      cell[0], cell[1], cell[2], cell[3]);
    }
    free_table(&table);
}

static void what_can_be_on_the_wire_has_an_example(void)
{
    EACH_STATUS(entry)
    {
        CHECK_MSG((entry_details(entry)->example_response.count > 0) == can_be_sent(entry), "%s %s",
                  WHO(entry));
    }
}

/* "log, config" and the like. */
static void check_seen_in(const struct entry *entry, const char *want)
{
    struct strbuf words = STRBUF_INIT;
    for (int i = 0; i < SEEN_COUNT; i++)
        if (entry->seen_in & 1u << i)
            strbuf_printf(&words, "%s%s", words.len > 0 ? ", " : "", seen_in_names[i]);
    CHECK_MSG(strcmp(strbuf_str(&words), want) == 0, "%s %s: seen in %s, not %s", WHO(entry),
              strbuf_str(&words), want);
    strbuf_clear(&words);
}

/* A code alone: the vendor sends no phrase, and the line ends in a space (RFC 9112 section 4). */
static void check_status_line(const struct entry *entry, const char *want)
{
    struct strbuf line = STRBUF_INIT;
    CHECK_MSG((entry_details(entry)->example_response.count > 0) == (*want != '\0'), "%s %s",
              WHO(entry));
    if (entry_details(entry)->example_response.count > 0) {
        strbuf_printf(&line, "HTTP/1.1 %s%s", want, strchr(want, ' ') != NULL ? "" : " ");
        CHECK_STR(entry_details(entry)->example_response.items[0], strbuf_str(&line));
    }
    strbuf_clear(&line);
}

static bool has_evidence(const struct entry *entry, const char *url)
{
    for (size_t i = 0; i < entry_details(entry)->references.count; i++) {
        const char *id = entry_details(entry)->references.items[i].doc;
        const struct document *document = id != NULL ? registry_document(registry, id) : NULL;
        if (document != NULL && document->url != NULL && strcmp(document->url, url) == 0)
            return true;
    }
    return false;
}

static void unofficial_codes_are_what_their_owners_say(void)
{
    struct table table = read_table("vendors");
    size_t unofficial = 0;
    for (size_t i = 0; i < table.count; i++) {
        const char *const *cell = table.rows[i].cell;
        const struct entry *entry = registry_find(registry, cell[0], cell[1]);
        CHECK_MSG(entry != NULL, "%s %s is not in the registry", cell[0], cell[1]);
        CHECK_MSG(find_row(&table, cell[0], cell[1], NULL) == &table.rows[i], "%s %s: twice",
                  cell[0], cell[1]);
        if (entry == NULL)
            continue;
        CHECK_STR(registration_names[entry->registration], cell[2]);
        check_seen_in(entry, cell[3]);
        check_status_line(entry, cell[4]);
        CHECK_MSG(has_evidence(entry, cell[5]), "%s %s: no %s", WHO(entry), cell[5]);
    }
    EACH_STATUS(entry)
    {
        unofficial += entry_is_unofficial(entry);
    }
    CHECK_INT(unofficial, table.count);
    free_table(&table);
}

static bool cites(const struct entry *entry, const char *document)
{
    bool does = document[0] == '\0';
    const struct reference_list *list = &entry_details(entry)->references;
    for (size_t i = 0; i < list->count; i++)
        does = does || strcmp(list->items[i].doc, document) == 0;
    return does;
}

static bool has_word(const char *phrase, const char *word)
{
    size_t len = strlen(word);
    while (*phrase != '\0' && strncasecmp(phrase, word, len) != 0)
        phrase++;
    return *phrase != '\0';
}

static bool is_sub_code(const struct entry *entry)
{
    const char *dot = strchr(entry->code, '.');
    return strcmp(entry->owner, "IIS") == 0 && dot != NULL && dot[1] != 'x';
}

static void sub_codes_of_iis_are_those_of_microsoft(void)
{
    struct table table = read_table("iis");
    size_t count = 0;
    for (size_t i = 0; i < table.count; i++) {
        const char *const *cell = table.rows[i].cell;
        const struct entry *entry = registry_find(registry, cell[0], "IIS");
        CHECK_MSG(entry != NULL && has_word(entry->phrase, cell[1]) && cites(entry, cell[2]),
                  "%s: no %s of %s", cell[0], cell[1], cell[2]);
    }
    for (size_t i = 0; i < registry->entry_count; i++)
        count += is_sub_code(&registry->entries[i]);
    CHECK_INT(count, table.count);
    free_table(&table);
}

static bool has_message(const struct entry *entry, const char *text, const char *from)
{
    for (size_t i = 0; i < entry_details(entry)->message_count; i++)
        if (strcmp(entry_details(entry)->messages[i].text, text) == 0 &&
            strcmp(entry_details(entry)->messages[i].from, from) == 0)
            return true;
    return false;
}

static void messages_are_what_their_software_says(void)
{
    struct table table = read_table("messages");
    size_t messages = 0;
    for (size_t i = 0; i < table.count; i++) {
        const char *const *cell = table.rows[i].cell;
        const struct entry *entry = registry_find(registry, cell[0], cell[1]);
        CHECK_MSG(entry != NULL && has_message(entry, cell[2], cell[3]), "%s %s: %s", cell[0],
                  cell[1], cell[2]);
    }
    EACH_STATUS(entry)
    {
        messages += entry_details(entry)->message_count;
    }
    CHECK_INT(messages, table.count);
    free_table(&table);
}

static bool has_limit(const struct entry *entry, const char *const *cell)
{
    for (size_t i = 0; i < entry_details(entry)->limit_count; i++) {
        const struct limit *limit = &entry_details(entry)->limits[i];
        if (strcmp(limit->who, cell[2]) == 0 && strcmp(limit->usual, cell[3]) == 0 &&
            strcmp(limit->setting != NULL ? limit->setting : "", cell[4]) == 0 &&
            limit->reference.doc != NULL && strcmp(limit->reference.doc, cell[5]) == 0)
            return true;
    }
    return false;
}

static void limits_are_those_of_their_documents(void)
{
    struct table table = read_table("limits");
    size_t limits = 0;
    for (size_t i = 0; i < table.count; i++) {
        const char *const *cell = table.rows[i].cell;
        const struct entry *entry = registry_find(registry, cell[0], cell[1]);
        CHECK_MSG(entry != NULL && has_limit(entry, cell), "%s %s: %s %s", cell[0], cell[1],
                  cell[2], cell[3]);
    }
    EACH_STATUS(entry)
    {
        limits += entry_details(entry)->limit_count;
    }
    CHECK_INT(limits, table.count);
    free_table(&table);
}

static void registered_codes_have_every_field(void)
{
    static const enum entry_field fields[] = {
        FIELD_REGISTRATION, FIELD_SEEN_IN,    FIELD_PHRASE,        FIELD_SUMMARY,
        FIELD_MEANING,      FIELD_CAUSES,     FIELD_CLIENT_ACTION, FIELD_SERVER_ACTION,
        FIELD_CACHEABLE,    FIELD_CONTENT,    FIELD_RETRY,         FIELD_REDIRECT_METHOD,
        FIELD_SENT_BY,      FIELD_CONFUSABLE, FIELD_ALIASES,       FIELD_TAGS,
        FIELD_REFERENCES,
    };
    EACH_STATUS(entry)
    {
        for (size_t i = 0; is_registered(entry) && i < sizeof fields / sizeof fields[0]; i++)
            CHECK_MSG((entry->given & FIELD_BIT(fields[i])) != 0, "%s: field %d", entry->code,
                      (int)fields[i]);
    }
}

/* What a three-digit number in running text may be besides a code of the registry. */
static bool is_meant_number(const char *number)
{
    static const char *const meant[] = {
        "120", "125",                             /* seconds, Cloudflare's 524 */
        "128",                                    /* kilobytes */
        "549",                                    /* end of Supabase's range */
        "567",                                    /* EdgeOne, told at 566 */
        "592", "593", "594", "595", "596", "597", /* Apify, told at 590 */
        "699",                                    /* end of Fastly's range */
    };
    for (size_t i = 0; i < sizeof meant / sizeof meant[0]; i++)
        if (strncmp(number, meant[i], 3) == 0)
            return true;
    return false;
}

static bool is_word_char(char c)
{
    return isalnum((unsigned char)c) || strchr("._-%/:#+", c) != NULL;
}

static void check_numbers(const struct entry *entry, const char *text, const char *field)
{
    for (size_t i = 0; text[i] != '\0'; i++) {
        if (!isdigit((unsigned char)text[i]) || (i > 0 && is_word_char(text[i - 1])))
            continue;
        size_t len = strspn(text + i, "0123456789");
        char code[4] = {0};
        const char *after = text + i + len;
        bool stops = !is_word_char(*after) ||
                     (strchr(".:", *after) != NULL && !isalnum((unsigned char)after[1]));
        if (len == 3 && stops && !is_meant_number(text + i)) {
            memcpy(code, text + i, 3);
            CHECK_MSG(registry_find(registry, code, NULL) != NULL, "%s %s: %s: %s in \"%.50s\"",
                      WHO(entry), field, code, text);
        }
        i += len - 1;
    }
}

static void codes_that_the_text_names_are_there(void)
{
    each_text(check_numbers);
}

static bool same_name(const char *a, const char *b)
{
    while (*a != '\0' && tolower((unsigned char)*a) == tolower((unsigned char)*b))
        a++, b++;
    return *a == '\0' && *b == '\0';
}

static void check_name_is_free(const struct entry *entry, const char *name)
{
    /* Shopify is reported to have sent 430 under the phrase of 431. OpenStack's 498 is 429's. */
    if ((strcmp(entry->code, "430") == 0 && same_name(name, "Request Header Fields Too Large")) ||
        (strcmp(entry->code, "429") == 0 && same_name(name, "Rate Limited")))
        return;
    EACH_STATUS(other)
    {
        CHECK_MSG(other == entry || strcmp(other->code, entry->code) == 0 ||
                      !same_name(other->phrase, name),
                  "%s %s is also called %s, the phrase of %s", WHO(entry), name, other->code);
    }
}

static void no_other_name_of_a_code_is_the_phrase_of_another(void)
{
    EACH_STATUS(entry)
    {
        for (size_t i = 0; i < entry_details(entry)->aliases.count; i++)
            check_name_is_free(entry, entry_details(entry)->aliases.items[i]);
        for (size_t i = 0; i < entry_details(entry)->former_name_count; i++)
            check_name_is_free(entry, entry_details(entry)->former_names[i].phrase);
    }
}

static void what_to_do_on_the_server_is_short(void)
{
    EACH_STATUS(entry)
    {
        CHECK_MSG(entry_details(entry)->server_action.count <= 5, "%s %s", WHO(entry));
    }
}

static void classes_cover_100_to_599_and_say_what_an_unknown_code_means(void)
{
    CHECK_INT(registry->class_count, 5);
    for (size_t i = 0; i < registry->class_count; i++) {
        const struct code_class *class = &registry->classes[i];
        struct strbuf unknown = STRBUF_INIT;
        strbuf_printf(&unknown, "%s you do not know as %" PRId64, class->id, class->first);
        CHECK_INT(class->first, 100 * (long)(i + 1));
        CHECK_INT(class->last, class->first + 99);
        CHECK_HAS(class->summary, strbuf_str(&unknown));
        CHECK(class->reference.doc != NULL && class->reference.section != NULL);
        strbuf_clear(&unknown);
    }
    CHECK(registry->unregistered.in_class_first);
    CHECK_STR(registry->unregistered.outside, "5xx");
}

static void the_registry_compiled_in_is_the_file(void)
{
    struct hash hash = hash_of(registry_bytes, registry_len);
    CHECK(hash_equal(&hash, &builtins[0].hash));
    registry_bytes[registry_len / 2] ^= 1;
    hash = hash_of(registry_bytes, registry_len);
    CHECK_MSG(!hash_equal(&hash, &builtins[0].hash), "with one bit changed");
    registry_bytes[registry_len / 2] ^= 1;

    struct registry *builtin = support_open(0);
    struct strbuf text = STRBUF_INIT;
    registry_dump(builtin, &text);
    CHECK_MSG(text.len == registry_len && memcmp(text.data, registry_bytes, text.len) == 0,
              "its dump differs from data/http.json");
    strbuf_clear(&text);
    CHECK_INT(builtin->entry_count, registry->entry_count);
    for (size_t i = 0; i < builtin->entry_count && i < registry->entry_count; i++) {
        const struct entry *ours = &builtin->entries[i], *read = &registry->entries[i];
        CHECK_STR(ours->code, read->code);
        CHECK_STR(ours->owner, read->owner);
        CHECK_INT(ours->given, read->given);
        CHECK_INT(ours->number, read->number);
        CHECK_INT(ours->class_index, read->class_index);
        CHECK_INT(ours->position, read->position);
        CHECK(registry_find(builtin, read->code, read->owner) == ours);
    }
    for (size_t i = 0; i < builtin->class_count; i++)
        CHECK_INT(builtin->classes[i].entry_count, registry->classes[i].entry_count);
    registry_free(builtin);
}

int main(void)
{
    struct sb_error err = SB_ERROR_INIT;
    registry_bytes = read_source_file("../data/http.json", &registry_len);
    registry = registry_parse(registry_bytes, registry_len, "data/http.json", &err);
    if (registry == NULL) {
        printf("%s\n", err.message);
        return 1;
    }
    RUN(the_registry_compiled_in_is_the_file);
    RUN(the_file_is_small_enough_to_be_compiled_in);
    RUN(the_file_keeps_the_editorial_rules);
    RUN(every_entry_says_enough);
    RUN(the_file_is_plain_ascii);
    RUN(every_code_of_iana_is_there_under_its_phrase);
    RUN(the_first_reference_is_the_one_that_iana_gives);
    RUN(the_standing_of_a_code_follows_its_definition);
    RUN(every_code_of_the_first_lists_is_found_by_the_name_it_had_there);
    RUN(every_section_that_is_cited_exists);
    RUN(the_definitions_of_a_registered_code_name_it);
    RUN(every_definition_that_a_code_has_had_is_listed);
    RUN(earlier_definitions_come_newest_first);
    RUN(documents_obsolete_what_their_first_page_says);
    RUN(documents_can_be_opened);
    RUN(earlier_phrases_are_those_of_the_rfcs);
    RUN(cacheability_is_that_of_the_rfcs);
    RUN(nothing_may_store_what_its_definition_forbids);
    RUN(content_is_forbidden_where_the_rfcs_forbid_it);
    RUN(redirects_say_what_lasts_and_what_becomes_of_the_method);
    RUN(another_try_is_what_the_rfcs_say);
    RUN(what_lasts_is_what_the_rfcs_say);
    RUN(a_cause_lies_on_the_side_that_its_class_names);
    RUN(common_mistakes_are_answered);
    RUN(proxy_status_is_shown_with_its_parameter);
    RUN(what_headers_must_do_is_what_the_rfcs_say);
    RUN(every_example_is_an_exchange_in_http_1_1);
    RUN(the_status_line_of_an_example_has_the_code_and_the_phrase);
    RUN(examples_have_the_headers_they_must_and_none_they_must_not);
    RUN(what_can_be_on_the_wire_has_an_example);
    RUN(messages_are_what_their_software_says);
    RUN(limits_are_those_of_their_documents);
    RUN(unofficial_codes_are_what_their_owners_say);
    RUN(sub_codes_of_iis_are_those_of_microsoft);
    RUN(registered_codes_have_every_field);
    RUN(codes_that_the_text_names_are_there);
    RUN(what_to_do_on_the_server_is_short);
    RUN(no_other_name_of_a_code_is_the_phrase_of_another);
    RUN(classes_cover_100_to_599_and_say_what_an_unknown_code_means);
    registry_free(registry);
    free(registry_bytes);
    return check_done();
}
