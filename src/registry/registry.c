#include "config.h"
#include "registry/registry.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "base/text.h"
#include "registry/builtin.h"
#include "registry/fields.h"
#include "registry/unpack.h"

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

int entry_identity_compare(const struct entry_identity *a, const struct entry_identity *b)
{
    int order = strcmp(a->code, b->code);
    return order != 0 ? order : text_compare_like(a->owner, b->owner, SIZE_MAX);
}

static int compare_identities(const void *left, const void *right)
{
    const struct entry_identity *a = left, *b = right;
    int order = entry_identity_compare(a, b);
    return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

/* Sorts what is in order already in most files. */
static void sort_if_unsorted(void *items, size_t count, size_t size,
                             int (*compare)(const void *left, const void *right))
{
    const char *at = items;
    size_t sorted = 1;
    while (sorted < count && compare(at + (sorted - 1) * size, at + sorted * size) <= 0)
        sorted++;
    if (sorted < count)
        qsort(items, count, size, compare);
}

void entry_identities_sort(struct entry_identity *identities, size_t count)
{
    sort_if_unsorted(identities, count, sizeof *identities, compare_identities);
}

/* The identity at a place of their order. */
static struct entry_identity identity_at(const struct registry *registry, size_t place)
{
    size_t index = registry->identities[place];
    return (struct entry_identity){registry->entries[index].code, registry->entries[index].owner,
                                   index};
}

/* Returns how many identities come before this one, in their order. */
static size_t count_before(const struct registry *registry, const struct entry_identity *wanted)
{
    size_t low = 0, high = registry->identity_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        struct entry_identity at = identity_at(registry, middle);
        if (entry_identity_compare(&at, wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Returns the index of the entry, as of the last registry_finish(), or REGISTRY_NONE. */
static size_t find_identity(const struct registry *registry, const char *code, const char *owner)
{
    struct entry_identity wanted = {code, owner, 0};
    size_t place = count_before(registry, &wanted);
    if (place == registry->identity_count)
        return REGISTRY_NONE;
    struct entry_identity found = identity_at(registry, place);
    return entry_identity_compare(&found, &wanted) == 0 ? found.index : REGISTRY_NONE;
}

/* Returns the array with room for `need` elements, at least `count`. A borrowed one is copied
 * first. */
static void *own_array(const void *items, size_t count, size_t *cap, size_t need, size_t size)
{
    assert(count <= need);
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

/* Gives an entry details of its own, which are equal to those. */
static void copy_details(struct registry *registry, struct entry *entry,
                         const struct entry_details *details)
{
    fields_give_details(entry, &registry->arena);
    **entry->details = *details;
}

void registry_put_entry(struct registry *registry, const struct entry *entry)
{
    struct entry *entries = own_entries(registry, registry->entry_count + 1);
    size_t old = find_identity(registry, entry->code, entry->owner);
    if (old != REGISTRY_NONE) {
        copy_details(registry, &entries[old], entry_details(&entries[old]));
        fields_replace(&entries[old], entry);
        entries[old].family = NULL; /* from now on it has texts of its own */
    } else {
        entries[registry->entry_count++] = *entry;
    }
}

void registry_put_class(struct registry *registry, const struct code_class *added)
{
    struct code_class *classes = own_classes(registry, registry->class_count + 1);
    const struct code_class *old = registry_class(registry, added->id);
    classes[old != NULL ? (size_t)(old - classes) : registry->class_count++] = *added;
}

void registry_put_document(struct registry *registry, const struct document *added)
{
    struct document *documents = own_documents(registry, registry->document_count + 1);
    const struct document *old = registry_document(registry, added->id);
    documents[old != NULL ? (size_t)(old - documents) : registry->document_count++] = *added;
}

void registry_add_texts(struct registry *registry, struct string_list *list,
                        const struct string_list *added)
{
    size_t count = list->count + added->count;
    if (added->count == 0)
        return;
    const char **items = arena_alloc(&registry->arena, count * sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = i < list->count ? list->items[i] : added->items[i - list->count];
    *list = (struct string_list){items, count};
}

size_t registry_class_of_number(const struct registry *registry, int64_t number)
{
    for (size_t i = 0; i < registry->class_count && number >= 0; i++)
        if (class_has_numbers(&registry->classes[i]) && number >= registry->classes[i].first &&
            number <= registry->classes[i].last)
            return i;
    return REGISTRY_NONE;
}

/* Returns the index of the class that the entry names, else that of its number. */
static size_t find_class(const struct registry *registry, const struct entry *entry)
{
    const struct code_class *named =
        entry->class_id != NULL ? registry_class(registry, entry->class_id) : NULL;
    return named != NULL ? (size_t)(named - registry->classes)
                         : registry_class_of_number(registry, entry->number);
}

int code_compare(const char *a, const char *b)
{
    const char *whole_a = a, *whole_b = b;
    while (*a != '\0' && *b != '\0') {
        if (!ascii_is_digit(*a) || !ascii_is_digit(*b)) {
            if (*a != *b)
                return (unsigned char)*a - (unsigned char)*b;
            a++, b++;
            continue;
        }
        a += strspn(a, "0");
        b += strspn(b, "0");
        size_t digits_a = strspn(a, "0123456789"), digits_b = strspn(b, "0123456789");
        int order = digits_a != digits_b ? (digits_a < digits_b ? -1 : 1) : memcmp(a, b, digits_a);
        if (order != 0)
            return order;
        a += digits_a;
        b += digits_b;
    }
    return *a != *b ? (unsigned char)*a - (unsigned char)*b : strcmp(whole_a, whole_b);
}

/* What entries are sorted by. */
struct code_key {
    size_t class_index;
    int64_t number;
    const char *code;
};

/* Compares by class, codes without one last; then by number, then by the numbers of parts. */
static int compare_codes(const struct code_key *a, const struct code_key *b)
{
    if (a->class_index != b->class_index)
        return a->class_index < b->class_index ? -1 : 1;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return code_compare(a->code, b->code);
}

static struct code_key key_of(const struct entry *entry)
{
    return (struct code_key){entry->class_index, entry->number, entry->code};
}

/* Compares by code, then by standing, then in the order of the file. The number of a family comes
 * after entries of their own, whose code it shares: they are what most people mean. */
static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    struct code_key key_a = key_of(a), key_b = key_of(b);
    int order = compare_codes(&key_a, &key_b);
    if (order == 0)
        order = entry_standing(a) - entry_standing(b);
    if (order == 0)
        order = entry_is_member(a) - entry_is_member(b);
    if (order == 0)
        order = a->position < b->position ? -1 : 1;
    return order;
}

static void sort_identities(struct registry *registry)
{
    size_t count = registry->entry_count;
    struct entry_identity *sorted = xcalloc(count + 1, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[i] =
            (struct entry_identity){registry->entries[i].code, registry->entries[i].owner, i};
    entry_identities_sort(sorted, count);
    uint32_t *own = own_array(registry->identities, 0, &registry->identity_cap, count, sizeof *own);
    for (size_t i = 0; i < count; i++)
        own[i] = (uint32_t)sorted[i].index;
    registry->identities = own;
    registry->identity_count = count;
    free(sorted);
}

/* A number on its way to an entry. */
struct candidate {
    struct entry_identity identity; /* index: of its family */
    const struct family_number *number;
};

/* A number that a family has twice is the first of them. */
static int compare_candidates(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    int order = compare_identities(&a->identity, &b->identity);
    return order != 0 ? order : (a->number > b->number) - (a->number < b->number);
}

/* Returns the numbers of all families, sorted; the caller frees them. */
static struct candidate *list_numbers(const struct registry *registry, size_t *count)
{
    struct candidate *candidates = NULL;
    size_t cap = 0;
    *count = 0;
    for (size_t i = 0; i < registry->entry_count; i++) {
        const char *owner = registry->entries[i].owner;
        const struct entry_details *family = entry_details(&registry->entries[i]);
        for (size_t k = 0; k < family->number_count; k++) {
            MEM_GROW(candidates, cap, *count + 1);
            candidates[(*count)++] =
                (struct candidate){{family->numbers[k].code, owner, i}, &family->numbers[k]};
        }
    }
    sort_if_unsorted(candidates, *count, sizeof *candidates, compare_candidates);
    return candidates;
}

/* What a number has of its family: how it stands, not its texts; and the texts of its own. */
static struct entry make_member(struct registry *registry, const struct entry *family,
                                const struct family_number *number)
{
    struct entry_details details = {
        .causes = number->causes,
        .client_action = number->client_action,
        .server_action = number->server_action,
        .sent_by = entry_details(family)->sent_by,
        .references = entry_details(family)->references,
    };
    struct entry member = {
        .code = number->code,
        .phrase = number->phrase,
        .owner = family->owner,
        .registration = family->registration,
        .seen_in = family->seen_in,
        .summary = number->note,
        .facts = family->facts,
        .position = family->position,
        .family = family->code,
        .given = FIELD_BIT(FIELD_PHRASE),
    };
    static const enum entry_field shared[] = {
        FIELD_REGISTRATION,    FIELD_SEEN_IN, FIELD_CACHEABLE,
        FIELD_MUST_NOT_STORE,  FIELD_CONTENT, FIELD_RETRY,
        FIELD_REDIRECT_METHOD, FIELD_SENT_BY, FIELD_REFERENCES,
    };
    for (size_t i = 0; i < sizeof shared / sizeof shared[0]; i++)
        member.given |= family->given & FIELD_BIT(shared[i]);
    if (number->note != NULL)
        member.given |= FIELD_BIT(FIELD_SUMMARY);
    if (number->causes.count > 0)
        member.given |= FIELD_BIT(FIELD_CAUSES);
    if (number->client_action.count > 0)
        member.given |= FIELD_BIT(FIELD_CLIENT_ACTION);
    if (number->server_action.count > 0)
        member.given |= FIELD_BIT(FIELD_SERVER_ACTION);
    copy_details(registry, &member, &details);
    return member;
}

static void drop_members(struct registry *registry)
{
    struct entry *entries = own_entries(registry, registry->entry_count);
    size_t kept = 0;
    for (size_t i = 0; i < registry->entry_count; i++)
        if (!entry_is_member(&entries[i]))
            entries[kept++] = entries[i];
    registry->entry_count = kept;
}

/* Makes an entry of each number that has none. The identities must be sorted. */
static void add_members(struct registry *registry)
{
    size_t count, own_count = registry->entry_count;
    struct candidate *candidates = list_numbers(registry, &count);
    for (size_t i = 0; i < count; i++) {
        const struct entry_identity *identity = &candidates[i].identity;
        if (find_identity(registry, identity->code, identity->owner) != REGISTRY_NONE ||
            (i > 0 && entry_identity_compare(&candidates[i - 1].identity, identity) == 0))
            continue;
        struct entry *entries = own_entries(registry, registry->entry_count + 1);
        assert(identity->index < own_count);
        entries[registry->entry_count++] =
            make_member(registry, &entries[identity->index], candidates[i].number);
    }
    free(candidates);
}

/* Finds the classes of the entries, and counts those of each. */
static void find_classes(struct registry *registry)
{
    struct code_class *classes = own_classes(registry, registry->class_count);
    struct entry *entries = own_entries(registry, registry->entry_count);
    for (size_t i = 0; i < registry->class_count; i++)
        classes[i].entry_count = 0;
    for (size_t i = 0; i < registry->entry_count; i++) {
        entries[i].number = code_number(entries[i].code);
        entries[i].class_index = find_class(registry, &entries[i]);
        if (entries[i].class_index != REGISTRY_NONE && !entry_is_member(&entries[i]))
            classes[entries[i].class_index].entry_count++;
    }
}

static void count_entries(struct registry *registry)
{
    registry->listed_count = registry->official_count = 0;
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        registry->listed_count += !entry_is_member(entry);
        registry->official_count += !entry_is_member(entry) && !entry_is_unofficial(entry);
    }
}

void registry_finish(struct registry *registry)
{
    own_documents(registry, registry->document_count);
    drop_members(registry);
    struct entry *entries = own_entries(registry, registry->entry_count);
    for (size_t i = 0; i < registry->entry_count; i++) {
        entries[i].position = i;
        if (!(entries[i].given & FIELD_BIT(FIELD_REGISTRATION)))
            entries[i].registration = REGISTRATION_UNOFFICIAL;
    }
    sort_identities(registry);
    add_members(registry);
    find_classes(registry);
    sort_if_unsorted(own_entries(registry, registry->entry_count), registry->entry_count,
                     sizeof *registry->entries, compare_entries);
    sort_identities(registry);
    count_entries(registry);
    registry->builtin = NULL;
}

struct registry *registry_borrow(const struct builtin *builtin)
{
    struct registry *registry = registry_new();
    registry->packed = builtin;
    registry->id = builtin->id;
    registry->title = builtin->title;
    registry->short_name = builtin->short_name;
    registry->listed_count = builtin->listed_count;
    registry->official_count = builtin->official_count;
    registry->builtin = builtin;
    return registry;
}

void registry_open(struct registry *registry)
{
    const struct builtin *packed = registry->packed;
    registry->packed = NULL;
    if (packed != NULL)
        registry_unpack(packed, registry);
}

/* Returns the first entry of the code that is `from` or comes after it; NULL for none. */
static const struct entry *first_from(const struct registry *registry, const char *code,
                                      size_t from)
{
    size_t first = REGISTRY_NONE, count = registry->identity_count;
    /* Each word of a text is looked up, and letters come after all codes that are numbers. */
    if (count == 0 || strcmp(code, identity_at(registry, count - 1).code) > 0)
        return NULL;
    const struct entry_identity any = {code, "", 0}; /* before all that have an owner */
    for (size_t i = count_before(registry, &any);
         i < count && strcmp(identity_at(registry, i).code, code) == 0; i++) {
        size_t index = registry->identities[i];
        if (index >= from && index < first)
            first = index;
    }
    return first != REGISTRY_NONE ? &registry->entries[first] : NULL;
}

bool entry_is_called(const struct entry *entry, const char *name)
{
    bool is = strcmp(entry->code, name) == 0 || strcmp(entry->phrase, name) == 0;
    const struct string_list *aliases = &entry_details(entry)->aliases;
    for (size_t i = 0; i < aliases->count && !is; i++)
        is = strcmp(aliases->items[i], name) == 0;
    return is;
}

const struct entry *registry_next_meaning(const struct registry *registry,
                                          const struct entry *entry)
{
    size_t next = registry_index(registry, entry) + 1;
    /* Nearly always: it stands elsewhere only when it names another class. */
    if (next < registry->identity_count && strcmp(registry->entries[next].code, entry->code) == 0)
        return &registry->entries[next];
    return first_from(registry, entry->code, next);
}

const struct entry *registry_find(const struct registry *registry, const char *code,
                                  const char *owner)
{
    if (owner != NULL) {
        size_t index = find_identity(registry, code, owner);
        return index != REGISTRY_NONE ? &registry->entries[index] : NULL;
    }
    return first_from(registry, code, 0);
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

bool registry_has_longer(const struct registry *registry, const char *code)
{
    size_t len = strlen(code);
    for (size_t i = 0; i < registry->entry_count; i++) {
        const char *other = registry->entries[i].code;
        if (strncmp(other, code, len) == 0 && ascii_is_digit(other[len]))
            return true;
    }
    return false;
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
        if (text_like(registry->classes[i].id, id))
            return &registry->classes[i];
    return NULL;
}

void class_put_name(const struct code_class *code_class, struct strbuf *out)
{
    if (class_has_numbers(code_class))
        strbuf_printf(out, "%s ", code_class->id);
    strbuf_puts(out, code_class->title);
}

const struct code_class *registry_class_of(const struct registry *registry,
                                           const struct entry *entry)
{
    return entry->class_index == REGISTRY_NONE ? NULL : &registry->classes[entry->class_index];
}

const struct entry *registry_texts_of(const struct registry *registry, const struct entry *entry)
{
    return entry_is_member(entry) ? registry_find(registry, entry->family, entry->owner) : entry;
}

bool registry_is_before(const struct registry *registry, const struct entry *entry,
                        const char *code)
{
    int64_t number = code_number(code);
    struct code_key key = {registry_class_of_number(registry, number), number, code};
    struct code_key own = key_of(entry);
    if (number < 0) /* too large for any */
        key.number = INT64_MAX;
    return compare_codes(&own, &key) < 0;
}

bool registry_has(const struct registry *registry, const struct entry *entry)
{
    return registry->entry_count > 0 && entry >= registry->entries &&
           entry < registry->entries + registry->entry_count;
}

size_t registry_index(const struct registry *registry, const struct entry *entry)
{
    return (size_t)(entry - registry->entries);
}

/* Returns the rest of the code after the pattern, or NULL when it does not fit. */
static const char *after_pattern(const char *code, const char *pattern)
{
    for (; *pattern != '\0'; code++, pattern++)
        if (*code == '\0' || (*pattern != 'x' && *pattern != 'X' && *pattern != *code))
            return NULL;
    return code;
}

bool code_matches(const char *code, const char *pattern)
{
    const char *rest = after_pattern(code, pattern);
    return rest != NULL && *rest == '\0';
}

bool code_begins(const char *code, const char *pattern)
{
    return after_pattern(code, pattern) != NULL;
}

int64_t code_number(const char *code)
{
    if (!ascii_is_digit(code[0]))
        return -1;
    bool hexadecimal = code[0] == '0' && (code[1] == 'x' || code[1] == 'X');
    errno = 0;
    int64_t number = strtoll(code, NULL, hexadecimal ? 16 : 10);
    return errno != 0 ? -1 : number;
}
