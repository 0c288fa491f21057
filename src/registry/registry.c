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
    [REGISTRATION_STANDARD] = "standard",     [REGISTRATION_EXPERIMENTAL] = "experimental",
    [REGISTRATION_TEMPORARY] = "temporary",   [REGISTRATION_DEPRECATED] = "deprecated",
    [REGISTRATION_OBSOLETED] = "obsoleted",   [REGISTRATION_UNUSED] = "unused",
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

struct registry *registry_new(void)
{
    return xcalloc(1, sizeof(struct registry));
}

void registry_free(struct registry *registry)
{
    if (registry == NULL)
        return;
    if (registry->class_cap > 0)
        free((void *)registry->classes);
    if (registry->document_cap > 0)
        free((void *)registry->documents);
    if (registry->entry_cap > 0)
        free((void *)registry->entries);
    if (registry->identity_cap > 0)
        free((void *)registry->identities);
    arena_clear(&registry->arena);
    free(registry);
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

static void replace_fields(struct entry *old, const struct entry *new)
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

int entry_identity_compare(const struct entry_identity *a, const struct entry_identity *b)
{
    int order = strcmp(a->code, b->code);
    return order != 0 ? order : strcasecmp(a->owner, b->owner);
}

static int compare_identities(const void *left, const void *right)
{
    return entry_identity_compare(left, right);
}

/* Index of the entry, as of the last registry_finish(), or REGISTRY_NONE. */
static size_t find_identity(const struct registry *registry, const char *code, const char *owner)
{
    struct entry_identity wanted = {code, owner, 0};
    const struct entry_identity *found =
        registry->identity_count == 0
            ? NULL
            : bsearch(&wanted, registry->identities, registry->identity_count,
                      sizeof *registry->identities, compare_identities);
    return found != NULL ? found->index : REGISTRY_NONE;
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

static struct entry *own_entries(struct registry *registry, size_t need)
{
    struct entry *own = own_array(registry->entries, registry->entry_count, &registry->entry_cap,
                                  need, sizeof *own);
    registry->entries = own;
    return own;
}

static struct code_class *own_classes(struct registry *registry, size_t need)
{
    struct code_class *own = own_array(registry->classes, registry->class_count,
                                       &registry->class_cap, need, sizeof *own);
    registry->classes = own;
    return own;
}

static struct document *own_documents(struct registry *registry, size_t need)
{
    struct document *own = own_array(registry->documents, registry->document_count,
                                     &registry->document_cap, need, sizeof *own);
    registry->documents = own;
    return own;
}

void registry_put_entry(struct registry *registry, const struct entry *entry)
{
    struct entry *entries = own_entries(registry, registry->entry_count + 1);
    size_t old = find_identity(registry, entry->code, entry->owner);
    if (old != REGISTRY_NONE)
        replace_fields(&entries[old], entry);
    else
        entries[registry->entry_count++] = *entry;
}

void registry_put_class(struct registry *registry, const struct code_class *class)
{
    struct code_class *classes = own_classes(registry, registry->class_count + 1);
    size_t i = 0;
    while (i < registry->class_count && strcasecmp(classes[i].id, class->id) != 0)
        i++;
    classes[i] = *class;
    if (i == registry->class_count)
        registry->class_count++;
}

void registry_put_document(struct registry *registry, const struct document *document)
{
    struct document *documents = own_documents(registry, registry->document_count + 1);
    size_t i = 0;
    while (i < registry->document_count && strcmp(documents[i].id, document->id) != 0)
        i++;
    documents[i] = *document;
    if (i == registry->document_count)
        registry->document_count++;
}

void registry_add_synonyms(struct registry *registry, const struct string_list *synonyms)
{
    struct string_list *old = &registry->synonyms;
    size_t count = old->count + synonyms->count;
    if (synonyms->count == 0)
        return;
    const char **items = arena_alloc(&registry->arena, count * sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = i < old->count ? old->items[i] : synonyms->items[i - old->count];
    *old = (struct string_list){items, count};
}

static size_t class_of_number(const struct registry *registry, long number)
{
    for (size_t i = 0; i < registry->class_count && number >= 0; i++)
        if (number >= registry->classes[i].first && number <= registry->classes[i].last)
            return i;
    return REGISTRY_NONE;
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

static struct code_key key_of(const struct entry *entry)
{
    return (struct code_key){entry->class_index, entry->number, entry->code};
}

/* Equal codes: registered before unofficial, then as the registry has them. */
static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    struct code_key key_a = key_of(a), key_b = key_of(b);
    int order = compare_codes(&key_a, &key_b);
    if (order == 0)
        order = entry_is_unofficial(a) - entry_is_unofficial(b);
    if (order == 0)
        order = a->position < b->position ? -1 : 1;
    return order;
}

static void sort_identities(struct registry *registry)
{
    struct entry_identity *own = own_array(registry->identities, 0, &registry->identity_cap,
                                           registry->entry_count, sizeof *own);
    registry->identities = own;
    registry->identity_count = registry->entry_count;
    for (size_t i = 0; i < registry->entry_count; i++)
        own[i] = (struct entry_identity){registry->entries[i].code, registry->entries[i].owner, i};
    if (registry->identity_count > 1)
        qsort(own, registry->identity_count, sizeof *own, compare_identities);
}

void registry_finish(struct registry *registry)
{
    struct code_class *classes = own_classes(registry, registry->class_count);
    struct entry *entries = own_entries(registry, registry->entry_count);
    for (size_t i = 0; i < registry->class_count; i++)
        classes[i].entry_count = 0;
    for (size_t i = 0; i < registry->entry_count; i++) {
        struct entry *entry = &entries[i];
        entry->number = code_number(entry->code);
        entry->class_index = class_of_number(registry, entry->number);
        entry->position = i;
        if (entry->class_index != REGISTRY_NONE)
            classes[entry->class_index].entry_count++;
    }
    if (registry->entry_count > 1)
        qsort(entries, registry->entry_count, sizeof *entries, compare_entries);
    sort_identities(registry);
}

struct registry *registry_borrow(const struct registry_content *content,
                                 const struct entry_identity *identities)
{
    struct registry *registry = registry_new();
    *registry = (struct registry){
        .id = content->id,
        .title = content->title,
        .updated = content->updated,
        .source = content->source,
        .unregistered = content->unregistered,
        .synonyms = content->synonyms,
        .classes = content->classes,
        .class_count = content->class_count,
        .documents = content->documents,
        .document_count = content->document_count,
        .entries = content->entries,
        .entry_count = content->entry_count,
        .identities = identities,
        .identity_count = content->entry_count,
    };
    return registry;
}

struct registry_content registry_view(const struct registry *registry)
{
    return (struct registry_content){
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
        .entries = registry->entries,
        .entry_count = registry->entry_count,
    };
}

/* --- Looking up ---------------------------------------------------------------------------- */

/* The first entry in order that is not before the code, or NULL. */
static const struct entry *lower_bound(const struct registry *registry, const char *code)
{
    long number = code_number(code);
    struct code_key key = {class_of_number(registry, number), number, code};
    size_t low = 0, high = registry->identity_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        struct code_key other = key_of(&registry->entries[middle]);
        if (compare_codes(&other, &key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < registry->identity_count ? &registry->entries[low] : NULL;
}

const struct entry *registry_find(const struct registry *registry, const char *code,
                                  const char *owner)
{
    if (owner != NULL) {
        size_t index = find_identity(registry, code, owner);
        return index != REGISTRY_NONE ? &registry->entries[index] : NULL;
    }
    const struct entry *first = lower_bound(registry, code);
    return first != NULL && strcmp(first->code, code) == 0 ? first : NULL;
}

const struct entry *registry_find_prefix(const struct registry *registry, const char *prefix)
{
    size_t len = strlen(prefix);
    for (size_t i = 0; i < registry->entry_count; i++)
        if (strncmp(registry->entries[i].code, prefix, len) == 0)
            return &registry->entries[i];
    return NULL;
}

bool registry_is_beginning(const struct registry *registry, const char *text)
{
    const struct entry *entry = registry_find_prefix(registry, text);
    return entry != NULL && entry->class_index != REGISTRY_NONE &&
           registry_find(registry, text, NULL) == NULL;
}

const struct document *registry_document(const struct registry *registry, const char *id)
{
    for (size_t i = 0; i < registry->document_count; i++)
        if (strcmp(registry->documents[i].id, id) == 0)
            return &registry->documents[i];
    return NULL;
}

const struct code_class *registry_class(const struct registry *registry, const char *id)
{
    for (size_t i = 0; i < registry->class_count; i++)
        if (strcasecmp(registry->classes[i].id, id) == 0)
            return &registry->classes[i];
    return NULL;
}

const struct code_class *registry_class_of(const struct registry *registry,
                                           const struct entry *entry)
{
    return entry->class_index == REGISTRY_NONE ? NULL : &registry->classes[entry->class_index];
}

size_t registry_index(const struct registry *registry, const struct entry *entry)
{
    return (size_t)(entry - registry->entries);
}

/* What is left of the code behind the pattern, NULL when it does not fit so far. */
static const char *behind_pattern(const char *code, const char *pattern)
{
    for (; *pattern != '\0'; code++, pattern++)
        if (*code == '\0' || (*pattern != 'x' && *pattern != 'X' && *pattern != *code))
            return NULL;
    return code;
}

bool code_matches(const char *code, const char *pattern)
{
    const char *rest = behind_pattern(code, pattern);
    return rest != NULL && *rest == '\0';
}

bool code_begins(const char *code, const char *pattern)
{
    return behind_pattern(code, pattern) != NULL;
}

long code_number(const char *code)
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
static const struct entry *find_whole(const struct registry *registry, const char *code)
{
    const struct entry *whole = NULL;
    char *beginning = xstrdup(code), *dot;
    while (whole == NULL && (dot = strrchr(beginning, '.')) != NULL) {
        *dot = '\0';
        whole = registry_find(registry, beginning, NULL);
    }
    free(beginning);
    return whole;
}

static long distance(long a, long b)
{
    return a > b ? a - b : b - a;
}

/* Puts an entry among the nearest, which are in the order of their distance. distances: theirs. */
static void add_nearest(struct unregistered *out, long *distances, const struct entry *entry,
                        long far)
{
    size_t at = out->nearest_count;
    while (at > 0 && distances[at - 1] > far)
        at--;
    if (at == UNREGISTERED_NEAREST)
        return;
    if (out->nearest_count < UNREGISTERED_NEAREST)
        out->nearest_count++;
    for (size_t k = out->nearest_count - 1; k > at; k--) {
        out->nearest[k] = out->nearest[k - 1];
        distances[k] = distances[k - 1];
    }
    out->nearest[at] = entry;
    distances[at] = far;
}

/* Registered entries of the same class (of any, without one), closest first. */
static void find_nearest(const struct registry *registry, long number, struct unregistered *out)
{
    long distances[UNREGISTERED_NEAREST] = {0};
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        if (entry->number < 0 || entry_is_unofficial(entry) ||
            (out->in_class != NULL && registry_class_of(registry, entry) != out->in_class))
            continue;
        add_nearest(out, distances, entry, distance(entry->number, number));
    }
}

/* The entry that the code is a part of, then its other parts, closest first. */
static void find_nearest_parts(const struct registry *registry, const char *code,
                               struct unregistered *out)
{
    long distances[UNREGISTERED_NEAREST] = {0};
    size_t len = strlen(out->part_of->code) + 1;
    long part = code_number(code + len);
    add_nearest(out, distances, out->part_of, -1);
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        long other = strncmp(entry->code, code, len) == 0 ? code_number(entry->code + len) : -1;
        if (other >= 0)
            add_nearest(out, distances, entry, distance(other, part >= 0 ? part : LONG_MAX));
    }
}

static const struct entry *class_first_entry(const struct registry *registry,
                                             const struct code_class *class)
{
    for (size_t i = 0; i < registry->entry_count; i++)
        if (registry->entries[i].number == class->first)
            return &registry->entries[i];
    return NULL;
}

bool registry_unregistered(const struct registry *registry, const char *code,
                           struct unregistered *out)
{
    *out = (struct unregistered){.least = LONG_MAX, .greatest = LONG_MIN};
    if (!is_dotted_number(code) || registry->class_count == 0)
        return false;
    long number = code_number(code);
    if (number < 0)
        number = LONG_MAX;
    for (size_t i = 0; i < registry->class_count; i++) {
        const struct code_class *class = &registry->classes[i];
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
    out->part_of = dotted ? find_whole(registry, code) : NULL;
    if (out->part_of != NULL) {
        out->as_entry = out->part_of;
        find_nearest_parts(registry, code, out);
        return true;
    }
    const struct unregistered_rule *rule = &registry->unregistered;
    if (out->in_class != NULL && rule->in_class_first) {
        out->as_class = out->in_class;
        out->as_entry = class_first_entry(registry, out->in_class);
    } else if (out->in_class == NULL && rule->outside != NULL) {
        out->as_class = registry_class(registry, rule->outside);
    }
    find_nearest(registry, number, out);
    return true;
}

void unregistered_text(const struct registry *registry, const char *code,
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
        if (found->as_entry != NULL)
            strbuf_printf(out, ": treat it as %s %s", found->as_entry->code,
                          found->as_entry->phrase);
        else if (found->as_class != NULL)
            strbuf_printf(out, ": treat it as a %s", found->as_class->id);
    }
    if (registry->unregistered.reference.doc != NULL && found->as_class != NULL) {
        strbuf_puts(out, " (");
        reference_text(&registry->unregistered.reference, out);
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

bool reference_url(const struct registry *registry, const struct reference *reference,
                   struct strbuf *out)
{
    static const char placeholder[] = "{section}";
    const struct document *document =
        reference->doc != NULL ? registry_document(registry, reference->doc) : NULL;
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
