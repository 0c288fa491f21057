#include "config.h"
#include "registry/unregistered.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "registry/reference.h"
#include "registry/registry.h"

/* Reports whether the text is a whole number, or several with dots between them: 404.13. */
static bool is_dotted_number(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    while (digits > 0 && text[digits] == '.') {
        text += digits + 1;
        digits = strspn(text, "0123456789");
    }
    return digits > 0 && text[digits] == '\0';
}

/* Returns the entry of the longest beginning that ends before a dot, or NULL. */
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

static int64_t distance(int64_t a, int64_t b)
{
    return a > b ? a - b : b - a;
}

/* Inserts an entry into the sorted list of nearest codes. distances[i] belongs to nearest[i]. */
static void add_nearest(struct unregistered *out, int64_t *distances, const struct entry *entry,
                        int64_t far)
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

/* Finds the registered entries of the same class (of any, without one), closest first. */
static void find_nearest(const struct registry *registry, int64_t number, struct unregistered *out)
{
    int64_t distances[UNREGISTERED_NEAREST] = {0};
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        if (entry->number < 0 || entry_is_unofficial(entry) ||
            (out->in_class != NULL && registry_class_of(registry, entry) != out->in_class))
            continue;
        add_nearest(out, distances, entry, distance(entry->number, number));
    }
}

/* Explains a part of an entry's code: treat it as that entry. Nearest are the entry and its other
 * parts, closest first. */
static void explain_part(const struct registry *registry, const char *code,
                         struct unregistered *out)
{
    int64_t distances[UNREGISTERED_NEAREST] = {0};
    size_t len = strlen(out->part_of->code) + 1;
    int64_t part = code_number(code + len);
    out->as_entry = out->part_of;
    add_nearest(out, distances, out->part_of, -1);
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        int64_t other = strncmp(entry->code, code, len) == 0 ? code_number(entry->code + len) : -1;
        if (other >= 0)
            add_nearest(out, distances, entry, distance(other, part >= 0 ? part : INT64_MAX));
    }
}

/* Explains a number inside a class: where the registry says so, treat it as the first code. */
static void explain_inside(const struct registry *registry, int64_t number,
                           struct unregistered *out)
{
    if (registry->unregistered.in_class_first) {
        out->as_class = out->in_class;
        for (size_t i = 0; i < registry->entry_count && out->as_entry == NULL; i++)
            if (registry->entries[i].number == out->in_class->first)
                out->as_entry = &registry->entries[i];
    }
    find_nearest(registry, number, out);
}

/* Explains a number outside all classes: treat it as one of the class that the registry names. */
static void explain_outside(const struct registry *registry, int64_t number,
                            struct unregistered *out)
{
    const char *outside = registry->unregistered.outside;
    out->as_class = outside != NULL ? registry_class(registry, outside) : NULL;
    find_nearest(registry, number, out);
}

/* Finds the range of all classes, and the class of the number. */
static void find_class(const struct registry *registry, int64_t number, struct unregistered *out)
{
    for (size_t i = 0; i < registry->class_count; i++) {
        const struct code_class *candidate = &registry->classes[i];
        if (!class_has_numbers(candidate))
            continue;
        if (candidate->first < out->least)
            out->least = candidate->first;
        if (candidate->last > out->greatest)
            out->greatest = candidate->last;
    }
    size_t class_index = registry_class_of_number(registry, number);
    out->in_class = class_index != REGISTRY_NONE ? &registry->classes[class_index] : NULL;
}

bool unregistered_find(const struct registry *registry, const char *code, struct unregistered *out)
{
    *out = (struct unregistered){.least = INT64_MAX, .greatest = INT64_MIN};
    if (!is_dotted_number(code))
        return false;
    int64_t number = code_number(code);
    if (number < 0)
        number = INT64_MAX; /* too large */
    find_class(registry, number, out);
    if (out->least > out->greatest)
        return false;
    bool dotted = strchr(code, '.') != NULL;
    if (dotted && out->in_class == NULL)
        return false;
    out->part_of = dotted ? find_whole(registry, code) : NULL;
    if (out->part_of != NULL)
        explain_part(registry, code, out);
    else if (out->in_class != NULL)
        explain_inside(registry, number, out);
    else
        explain_outside(registry, number, out);
    return true;
}

bool unregistered_is_beginning(const struct registry *registry, const char *code)
{
    struct unregistered found;
    return unregistered_find(registry, code, &found) && code_number(code) < found.least;
}

void unregistered_text(const struct registry *registry, const char *code,
                       const struct unregistered *found, struct strbuf *out)
{
    if (found->in_class == NULL) {
        strbuf_printf(out, "%s is outside %" PRId64 "-%" PRId64 ", ", code, found->least,
                      found->greatest);
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
