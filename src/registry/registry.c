#include "config.h"
#include "registry/registry.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const char *const registration_names[REGISTRATION_COUNT] = {
    [REGISTRATION_STANDARD] = "standard",       [REGISTRATION_EXPERIMENTAL] = "experimental",
    [REGISTRATION_TEMPORARY] = "temporary",     [REGISTRATION_DEPRECATED] = "deprecated",
    [REGISTRATION_OBSOLETED] = "obsoleted",     [REGISTRATION_UNUSED] = "unused",
    [REGISTRATION_UNOFFICIAL] = "unofficial",
};

const char *const seen_in_names[SEEN_COUNT] = {
    [SEEN_RESPONSE] = "response",
    [SEEN_LOG] = "log",
    [SEEN_CLIENT] = "client",
    [SEEN_CONFIG] = "config",
};

const char *const content_names[CONTENT_COUNT] = {
    [CONTENT_ALLOWED] = "allowed",
    [CONTENT_FORBIDDEN] = "forbidden",
    [CONTENT_DEPENDS] = "depends",
};

const char *const retry_names[RETRY_COUNT] = {
    [RETRY_NO] = "no",
    [RETRY_YES] = "yes",
    [RETRY_AFTER_CHANGE] = "after-change",
    [RETRY_AFTER_DELAY] = "after-delay",
};

const char *const redirect_names[REDIRECT_COUNT] = {
    [REDIRECT_KEPT] = "kept",
    [REDIRECT_MAY_BECOME_GET] = "may-become-get",
    [REDIRECT_BECOMES_GET] = "becomes-get",
};

const char *const strength_names[STRENGTH_COUNT] = {
    [STRENGTH_MUST] = "MUST",     [STRENGTH_MUST_NOT] = "MUST NOT",
    [STRENGTH_SHOULD] = "SHOULD", [STRENGTH_SHOULD_NOT] = "SHOULD NOT",
    [STRENGTH_MAY] = "MAY",       [STRENGTH_USUAL] = "usual",
};

const char *const direction_names[DIRECTION_COUNT] = {
    [DIRECTION_REQUEST] = "request",
    [DIRECTION_RESPONSE] = "response",
};

struct catalog *catalog_new(void)
{
    return xcalloc(1, sizeof(struct catalog));
}

void catalog_free(struct catalog *catalog)
{
    if (catalog == NULL)
        return;
    if (catalog->class_cap > 0)
        free((void *)catalog->classes);
    if (catalog->document_cap > 0)
        free((void *)catalog->documents);
    if (catalog->status_cap > 0)
        free((void *)catalog->statuses);
    if (catalog->identity_cap > 0)
        free((void *)catalog->identities);
    arena_clear(&catalog->arena);
    free(catalog);
}

/* --- Building ------------------------------------------------------------------------------ */

static void replace_facts(struct facts *old, const struct facts *new, unsigned given)
{
    if (given & 1u << FIELD_CACHEABLE)
        old->heuristically_cacheable = new->heuristically_cacheable;
    if (given & 1u << FIELD_MUST_NOT_STORE)
        old->must_not_store = new->must_not_store;
    if (given & 1u << FIELD_CONTENT)
        old->content = new->content;
    if (given & 1u << FIELD_RETRY)
        old->retry = new->retry;
    if (given & 1u << FIELD_REDIRECT_METHOD)
        old->redirect_method = new->redirect_method;
    if (given & 1u << FIELD_SENT_BY)
        old->sent_by = new->sent_by;
}

#define REPLACE(field, member)                                                                     \
    do {                                                                                           \
        if (new->given & 1u << (field))                                                            \
            old->member = new->member;                                                             \
    } while (0)

static void replace_fields(struct status *old, const struct status *new)
{
    REPLACE(FIELD_REGISTRATION, registration);
    REPLACE(FIELD_SEEN_IN, seen_in);
    REPLACE(FIELD_PHRASE, phrase);
    REPLACE(FIELD_SUMMARY, summary);
    REPLACE(FIELD_MEANING, meaning);
    REPLACE(FIELD_CAUSES, causes);
    REPLACE(FIELD_CLIENT_ACTION, client_action);
    REPLACE(FIELD_SERVER_ACTION, server_action);
    REPLACE(FIELD_MYTHS, myths);
    REPLACE(FIELD_MYTHS, myth_count);
    replace_facts(&old->facts, &new->facts, new->given);
    REPLACE(FIELD_HEADERS, headers);
    REPLACE(FIELD_HEADERS, header_count);
    REPLACE(FIELD_CONFUSABLE, confusable);
    REPLACE(FIELD_CONFUSABLE, confusable_count);
    REPLACE(FIELD_FORMER_NAMES, former_names);
    REPLACE(FIELD_FORMER_NAMES, former_name_count);
    REPLACE(FIELD_ALIASES, aliases);
    REPLACE(FIELD_TAGS, tags);
    REPLACE(FIELD_EXAMPLE, example_request);
    REPLACE(FIELD_EXAMPLE, example_response);
    REPLACE(FIELD_REFERENCES, references);
    REPLACE(FIELD_HISTORY, history);
    old->given |= new->given;
}

int status_identity_compare(const struct status_identity *a, const struct status_identity *b)
{
    int order = strcmp(a->code, b->code);
    return order != 0 ? order : strcasecmp(a->owner, b->owner);
}

static int compare_identities(const void *left, const void *right)
{
    return status_identity_compare(left, right);
}

/* Index of the entry, as of the last catalog_finish(), or CATALOG_NONE. */
static size_t find_identity(const struct catalog *catalog, const char *code, const char *owner)
{
    struct status_identity wanted = {code, owner, 0};
    const struct status_identity *found =
        catalog->identity_count == 0
            ? NULL
            : bsearch(&wanted, catalog->identities, catalog->identity_count,
                      sizeof *catalog->identities, compare_identities);
    return found != NULL ? found->index : CATALOG_NONE;
}

/* The array with room for `need` elements, the catalog's own from now on. */
static void *own_array(const void *items, size_t count, size_t *cap, size_t need, size_t size)
{
    if (*cap > 0)
        return mem_grow((void *)items, cap, need, size);
    void *copy = mem_grow(NULL, cap, need, size);
    if (count > 0)
        memcpy(copy, items, count * size);
    return copy;
}

static struct status *own_statuses(struct catalog *catalog, size_t need)
{
    struct status *own = own_array(catalog->statuses, catalog->status_count, &catalog->status_cap,
                                   need, sizeof *own);
    catalog->statuses = own;
    return own;
}

static struct status_class *own_classes(struct catalog *catalog, size_t need)
{
    struct status_class *own = own_array(catalog->classes, catalog->class_count,
                                         &catalog->class_cap, need, sizeof *own);
    catalog->classes = own;
    return own;
}

static struct document *own_documents(struct catalog *catalog, size_t need)
{
    struct document *own = own_array(catalog->documents, catalog->document_count,
                                     &catalog->document_cap, need, sizeof *own);
    catalog->documents = own;
    return own;
}

void catalog_put_status(struct catalog *catalog, const struct status *status)
{
    struct status *statuses = own_statuses(catalog, catalog->status_count + 1);
    size_t old = find_identity(catalog, status->code, status->owner);
    if (old != CATALOG_NONE)
        replace_fields(&statuses[old], status);
    else
        statuses[catalog->status_count++] = *status;
}

void catalog_put_class(struct catalog *catalog, const struct status_class *class)
{
    struct status_class *classes = own_classes(catalog, catalog->class_count + 1);
    size_t i = 0;
    while (i < catalog->class_count && strcasecmp(classes[i].id, class->id) != 0)
        i++;
    classes[i] = *class;
    if (i == catalog->class_count)
        catalog->class_count++;
}

void catalog_put_document(struct catalog *catalog, const struct document *document)
{
    struct document *documents = own_documents(catalog, catalog->document_count + 1);
    size_t i = 0;
    while (i < catalog->document_count && strcmp(documents[i].id, document->id) != 0)
        i++;
    documents[i] = *document;
    if (i == catalog->document_count)
        catalog->document_count++;
}

void catalog_add_synonyms(struct catalog *catalog, const struct string_list *synonyms)
{
    struct string_list *old = &catalog->synonyms;
    size_t count = old->count + synonyms->count;
    if (synonyms->count == 0)
        return;
    const char **items = arena_alloc(&catalog->arena, count * sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = i < old->count ? old->items[i] : synonyms->items[i - old->count];
    *old = (struct string_list){items, count};
}

static size_t class_of_number(const struct catalog *catalog, long number)
{
    for (size_t i = 0; i < catalog->class_count && number >= 0; i++)
        if (number >= catalog->classes[i].first && number <= catalog->classes[i].last)
            return i;
    return CATALOG_NONE;
}

/* What codes are ordered by. */
struct code_key {
    size_t class_index;
    long number;
    const char *code;
};

/* Class by class, codes of no class last; then by number, then as text. */
static int compare_codes(const struct code_key *a, const struct code_key *b)
{
    if (a->class_index != b->class_index)
        return a->class_index < b->class_index ? -1 : 1;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return strcmp(a->code, b->code);
}

static struct code_key key_of(const struct status *status)
{
    return (struct code_key){status->class_index, status->number, status->code};
}

/* Equal codes: registered before unofficial, then as the registry has them. */
static int compare_statuses(const void *left, const void *right)
{
    const struct status *a = left, *b = right;
    struct code_key key_a = key_of(a), key_b = key_of(b);
    int order = compare_codes(&key_a, &key_b);
    if (order == 0)
        order = status_is_unofficial(a) - status_is_unofficial(b);
    if (order == 0)
        order = a->position < b->position ? -1 : 1;
    return order;
}

static void sort_identities(struct catalog *catalog)
{
    struct status_identity *own = own_array(catalog->identities, 0, &catalog->identity_cap,
                                            catalog->status_count, sizeof *own);
    catalog->identities = own;
    catalog->identity_count = catalog->status_count;
    for (size_t i = 0; i < catalog->status_count; i++)
        own[i] = (struct status_identity){catalog->statuses[i].code, catalog->statuses[i].owner, i};
    if (catalog->identity_count > 1)
        qsort(own, catalog->identity_count, sizeof *own, compare_identities);
}

void catalog_finish(struct catalog *catalog)
{
    struct status_class *classes = own_classes(catalog, catalog->class_count);
    struct status *statuses = own_statuses(catalog, catalog->status_count);
    for (size_t i = 0; i < catalog->class_count; i++)
        classes[i].status_count = 0;
    for (size_t i = 0; i < catalog->status_count; i++) {
        struct status *status = &statuses[i];
        status->number = catalog_code_number(status->code);
        status->class_index = class_of_number(catalog, status->number);
        status->position = i;
        if (status->class_index != CATALOG_NONE)
            classes[status->class_index].status_count++;
    }
    if (catalog->status_count > 1)
        qsort(statuses, catalog->status_count, sizeof *statuses, compare_statuses);
    sort_identities(catalog);
}

struct catalog *catalog_borrow(const struct registry *registry,
                               const struct status_identity *identities)
{
    struct catalog *catalog = catalog_new();
    *catalog = (struct catalog){
        .id = registry->id,
        .title = registry->title,
        .updated = registry->updated,
        .source = registry->source,
        .unregistered = registry->unregistered,
        .synonyms = registry->synonyms,
        .classes = registry->classes,
        .class_count = registry->class_count,
        .documents = registry->documents,
        .document_count = registry->document_count,
        .statuses = registry->statuses,
        .status_count = registry->status_count,
        .identities = identities,
        .identity_count = registry->status_count,
    };
    return catalog;
}

struct registry catalog_view(const struct catalog *catalog)
{
    return (struct registry){
        .id = catalog->id,
        .title = catalog->title,
        .updated = catalog->updated,
        .source = catalog->source,
        .unregistered = catalog->unregistered,
        .synonyms = catalog->synonyms,
        .classes = catalog->classes,
        .class_count = catalog->class_count,
        .documents = catalog->documents,
        .document_count = catalog->document_count,
        .statuses = catalog->statuses,
        .status_count = catalog->status_count,
    };
}

/* --- Looking up ---------------------------------------------------------------------------- */

/* The first entry in order that is not before the code, or NULL. */
static const struct status *lower_bound(const struct catalog *catalog, const char *code)
{
    long number = catalog_code_number(code);
    struct code_key key = {class_of_number(catalog, number), number, code};
    size_t low = 0, high = catalog->identity_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        struct code_key other = key_of(&catalog->statuses[middle]);
        if (compare_codes(&other, &key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < catalog->identity_count ? &catalog->statuses[low] : NULL;
}

const struct status *catalog_find(const struct catalog *catalog, const char *code,
                                  const char *owner)
{
    if (owner != NULL) {
        size_t index = find_identity(catalog, code, owner);
        return index != CATALOG_NONE ? &catalog->statuses[index] : NULL;
    }
    const struct status *first = lower_bound(catalog, code);
    return first != NULL && strcmp(first->code, code) == 0 ? first : NULL;
}

const struct status *catalog_find_prefix(const struct catalog *catalog, const char *prefix)
{
    size_t len = strlen(prefix);
    for (size_t i = 0; i < catalog->status_count; i++)
        if (strncmp(catalog->statuses[i].code, prefix, len) == 0)
            return &catalog->statuses[i];
    return NULL;
}

bool catalog_is_beginning(const struct catalog *catalog, const char *text)
{
    const struct status *status = catalog_find_prefix(catalog, text);
    return status != NULL && status->class_index != CATALOG_NONE &&
           catalog_find(catalog, text, NULL) == NULL;
}

const struct document *catalog_document(const struct catalog *catalog, const char *id)
{
    for (size_t i = 0; i < catalog->document_count; i++)
        if (strcmp(catalog->documents[i].id, id) == 0)
            return &catalog->documents[i];
    return NULL;
}

const struct status_class *catalog_class(const struct catalog *catalog, const char *id)
{
    for (size_t i = 0; i < catalog->class_count; i++)
        if (strcasecmp(catalog->classes[i].id, id) == 0)
            return &catalog->classes[i];
    return NULL;
}

const struct status_class *catalog_class_of(const struct catalog *catalog,
                                            const struct status *status)
{
    return status->class_index == CATALOG_NONE ? NULL : &catalog->classes[status->class_index];
}

size_t catalog_index(const struct catalog *catalog, const struct status *status)
{
    return (size_t)(status - catalog->statuses);
}

/* What is left of the code behind the pattern, NULL when it does not fit so far. */
static const char *behind_pattern(const char *code, const char *pattern)
{
    for (; *pattern != '\0'; code++, pattern++)
        if (*code == '\0' || (*pattern != 'x' && *pattern != 'X' && *pattern != *code))
            return NULL;
    return code;
}

bool catalog_code_matches(const char *code, const char *pattern)
{
    const char *rest = behind_pattern(code, pattern);
    return rest != NULL && *rest == '\0';
}

bool catalog_code_begins(const char *code, const char *pattern)
{
    return behind_pattern(code, pattern) != NULL;
}

long catalog_code_number(const char *code)
{
    if (!isdigit((unsigned char)code[0]))
        return -1;
    bool hexadecimal = code[0] == '0' && (code[1] == 'x' || code[1] == 'X');
    errno = 0;
    long number = strtol(code, NULL, hexadecimal ? 16 : 10);
    return errno != 0 ? -1 : number;
}

/* --- Codes that nobody registered ------------------------------------------------------------ */

/* Is it a whole number, or several with dots between them: 404.13? */
static bool is_dotted_number(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    while (digits > 0 && text[digits] == '.') {
        text += digits + 1;
        digits = strspn(text, "0123456789");
    }
    return digits > 0 && text[digits] == '\0';
}

/* The entry of the longest beginning that ends before a dot, or NULL. */
static const struct status *find_whole(const struct catalog *catalog, const char *code)
{
    const struct status *whole = NULL;
    char *beginning = xstrdup(code), *dot;
    while (whole == NULL && (dot = strrchr(beginning, '.')) != NULL) {
        *dot = '\0';
        whole = catalog_find(catalog, beginning, NULL);
    }
    free(beginning);
    return whole;
}

static long distance(long a, long b)
{
    return a > b ? a - b : b - a;
}

/* Puts an entry among the nearest, which are in the order of their distance. distances: theirs. */
static void add_nearest(struct unregistered *out, long *distances, const struct status *status,
                        long far)
{
    size_t at = out->nearest_count;
    while (at > 0 && distances[at - 1] > far)
        at--;
    if (at == CATALOG_NEAREST)
        return;
    if (out->nearest_count < CATALOG_NEAREST)
        out->nearest_count++;
    for (size_t k = out->nearest_count - 1; k > at; k--) {
        out->nearest[k] = out->nearest[k - 1];
        distances[k] = distances[k - 1];
    }
    out->nearest[at] = status;
    distances[at] = far;
}

/* Registered entries of the same class (of any, without one), closest first. */
static void find_nearest(const struct catalog *catalog, long number, struct unregistered *out)
{
    long distances[CATALOG_NEAREST] = {0};
    for (size_t i = 0; i < catalog->status_count; i++) {
        const struct status *status = &catalog->statuses[i];
        if (status->number < 0 || status_is_unofficial(status) ||
            (out->in_class != NULL && catalog_class_of(catalog, status) != out->in_class))
            continue;
        add_nearest(out, distances, status, distance(status->number, number));
    }
}

/* The entry that the code is a part of, then its other parts, closest first. */
static void find_nearest_parts(const struct catalog *catalog, const char *code,
                               struct unregistered *out)
{
    long distances[CATALOG_NEAREST] = {0};
    size_t len = strlen(out->part_of->code) + 1;
    long part = catalog_code_number(code + len);
    add_nearest(out, distances, out->part_of, -1);
    for (size_t i = 0; i < catalog->status_count; i++) {
        const struct status *status = &catalog->statuses[i];
        long other = strncmp(status->code, code, len) == 0 ? catalog_code_number(status->code + len)
                                                           : -1;
        if (other >= 0)
            add_nearest(out, distances, status, distance(other, part >= 0 ? part : LONG_MAX));
    }
}

static const struct status *class_first_status(const struct catalog *catalog,
                                               const struct status_class *class)
{
    for (size_t i = 0; i < catalog->status_count; i++)
        if (catalog->statuses[i].number == class->first)
            return &catalog->statuses[i];
    return NULL;
}

bool catalog_unregistered(const struct catalog *catalog, const char *code,
                          struct unregistered *out)
{
    *out = (struct unregistered){.least = LONG_MAX, .greatest = LONG_MIN};
    if (!is_dotted_number(code) || catalog->class_count == 0)
        return false;
    long number = catalog_code_number(code);
    if (number < 0)
        number = LONG_MAX;
    for (size_t i = 0; i < catalog->class_count; i++) {
        const struct status_class *class = &catalog->classes[i];
        if (class->first < out->least)
            out->least = class->first;
        if (class->last > out->greatest)
            out->greatest = class->last;
        if (number >= class->first && number <= class->last)
            out->in_class = class;
    }
    bool dotted = strchr(code, '.') != NULL;
    if (dotted && out->in_class == NULL)
        return false;
    out->part_of = dotted ? find_whole(catalog, code) : NULL;
    if (out->part_of != NULL) {
        out->as_status = out->part_of;
        find_nearest_parts(catalog, code, out);
        return true;
    }
    const struct unregistered_rule *rule = &catalog->unregistered;
    if (out->in_class != NULL && rule->in_class_first) {
        out->as_class = out->in_class;
        out->as_status = class_first_status(catalog, out->in_class);
    } else if (out->in_class == NULL && rule->outside != NULL) {
        out->as_class = catalog_class(catalog, rule->outside);
    }
    find_nearest(catalog, number, out);
    return true;
}

void catalog_unregistered_text(const struct catalog *catalog, const char *code,
                               const struct unregistered *found, struct strbuf *out)
{
    if (found->in_class == NULL) {
        strbuf_printf(out, "%s is outside %ld-%ld, ", code, found->least, found->greatest);
        if (found->as_class != NULL)
            strbuf_printf(out, "invalid: treat it as a %s", found->as_class->id);
        else
            strbuf_puts(out, "invalid");
    } else {
        strbuf_printf(out, "%s is not registered", code);
        if (found->part_of != NULL)
            strbuf_printf(out, ", %s is unknown", code + strlen(found->part_of->code));
        if (found->as_status != NULL)
            strbuf_printf(out, ": treat it as %s %s", found->as_status->code,
                          found->as_status->phrase);
        else if (found->as_class != NULL)
            strbuf_printf(out, ": treat it as a %s", found->as_class->id);
    }
    if (catalog->unregistered.reference.doc != NULL && found->as_class != NULL) {
        strbuf_puts(out, " (");
        reference_text(&catalog->unregistered.reference, out);
        strbuf_putc(out, ')');
    }
    strbuf_putc(out, '.');
}

/* --- References ------------------------------------------------------------------------------ */

void reference_text(const struct reference *reference, struct strbuf *out)
{
    strbuf_puts(out, reference->doc);
    if (reference->section != NULL)
        strbuf_printf(out, " \u00a7%s", reference->section);
}

/* RFCs have their appendices at #appendix-B.3, not at #section-B.3. */
static void name_appendix(struct strbuf *out, size_t start)
{
    static const char section[] = "#section-", appendix[] = "#appendix-";
    size_t len = strlen(section);
    if (out->len - start < len || strncmp(out->data + out->len - len, section, len) != 0)
        return;
    out->len -= len;
    strbuf_puts(out, appendix);
}

bool reference_url(const struct catalog *catalog, const struct reference *reference,
                   struct strbuf *out)
{
    static const char placeholder[] = "{section}";
    const struct document *document =
        reference->doc != NULL ? catalog_document(catalog, reference->doc) : NULL;
    if (document == NULL)
        return false;
    const char *mark = document->section_url != NULL && reference->section != NULL
                           ? strstr(document->section_url, placeholder)
                           : NULL;
    if (mark != NULL) {
        size_t start = out->len;
        strbuf_add(out, document->section_url, (size_t)(mark - document->section_url));
        if (isalpha((unsigned char)reference->section[0]))
            name_appendix(out, start);
        strbuf_puts(out, reference->section);
        strbuf_puts(out, mark + strlen(placeholder));
        return true;
    }
    if (document->url == NULL)
        return false;
    strbuf_puts(out, document->url);
    return true;
}
