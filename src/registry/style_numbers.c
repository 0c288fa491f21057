#include "config.h"
#include "registry/style_private.h"

#include <string.h>

#include "base/text.h"
#include "registry/family.h"
#include "registry/registry.h"

/* The rules of families: one entry that explains several numbers of its owner. */

/* Returns the index of an entry of the owner that lists the code, other than as `self`, or
 * REGISTRY_NONE. */
static size_t find_family(const struct registry *registry, const char *code, const char *owner,
                          const struct family_number *self)
{
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        for (size_t k = 0; k < entry_details(entry)->number_count && text_like(entry->owner, owner);
             k++)
            if (&entry_details(entry)->numbers[k] != self &&
                strcmp(entry_details(entry)->numbers[k].code, code) == 0)
                return i;
    }
    return REGISTRY_NONE;
}

/* Checks the lines that a number has in place of those of its family. */
static void check_lines(struct style_check *check, const struct fault_place *number,
                        const char *key, const struct string_list *list)
{
    struct fault_place up = {.up = number, .key = key}, here = {.up = &up};
    for (; here.index < list->count; here.index++)
        style_check_sentence(check, &here, list->items[here.index], STYLE_SENTENCE_CHARS);
}

/* Each number is once in the file: a second entry of the owner could not answer it too. */
static void check_once(struct style_check *check, const struct registry *registry)
{
    const struct entry *entry = check->entry;
    struct fault_place up = {.up = check->place, .key = "numbers"}, object = {.up = &up};
    struct fault_place code = {.up = &object, .key = "code"};
    struct fault_place note = {.up = &object, .key = "note"};
    for (; object.index < entry_details(entry)->number_count; object.index++) {
        const struct family_number *number = &entry_details(entry)->numbers[object.index];
        size_t other = find_family(registry, number->code, entry->owner, number);
        if (other != REGISTRY_NONE)
            faults_add_in(check->faults, &code, "is also in codes[%zu].numbers, expected it once",
                          other);
        if (number->note != NULL)
            style_check_sentence(check, &note, number->note, STYLE_SENTENCE_CHARS);
        check_lines(check, &object, "causes", &number->causes);
        check_lines(check, &object, "client_action", &number->client_action);
        check_lines(check, &object, "server_action", &number->server_action);
    }
}

static bool is_answered(const struct registry *registry, const char *code)
{
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        if (strcmp(entry->code, code) == 0)
            return true;
        for (size_t k = 0; k < entry_details(entry)->number_count; k++)
            if (strcmp(entry_details(entry)->numbers[k].code, code) == 0)
                return true;
    }
    return false;
}

static size_t class_of(const struct registry *registry, const char *code)
{
    return registry_class_of_number(registry, code_number(code));
}

/* Could it be a number of the family? Others are seconds, bytes or ports. */
static bool is_like_family(const struct registry *registry, const struct entry *entry,
                           const char *code)
{
    size_t class = class_of(registry, code);
    size_t digits = strspn(code, "0123456789");
    for (size_t i = 0; i < entry_details(entry)->number_count; i++) {
        const char *number = entry_details(entry)->numbers[i].code;
        if (class != REGISTRY_NONE && class_of(registry, number) == class &&
            strspn(number, "0123456789") == digits)
            return true;
    }
    return false;
}

static void check_named(struct style_check *check, const struct registry *registry,
                        const struct fault_place *place, const char *text)
{
    char code[FAMILY_CODE_BYTES];
    for (size_t i = 0; text[i] != '\0';) {
        size_t len = family_read_code(check->entry, text, i, code);
        if (len > 0 && is_like_family(registry, check->entry, code) && !is_answered(registry, code))
            faults_add_in(check->faults, place,
                          "names %s, which nothing answers, expected it in numbers", code);
        i += len > 0 ? len : 1;
    }
}

static void check_list(struct style_check *check, const struct registry *registry, const char *key,
                       const struct string_list *list)
{
    struct fault_place up = {.up = check->place, .key = key}, here = {.up = &up};
    for (; here.index < list->count; here.index++)
        check_named(check, registry, &here, list->items[here.index]);
}

void style_check_numbers(struct style_check *check, const struct registry *registry)
{
    const struct entry *entry = check->entry;
    check_once(check, registry);
    if (entry_details(entry)->number_count == 0 || check->overlay)
        return;
    check_list(check, registry, "meaning", &entry_details(entry)->meaning);
    check_list(check, registry, "causes", &entry_details(entry)->causes);
    check_list(check, registry, "client_action", &entry_details(entry)->client_action);
    check_list(check, registry, "server_action", &entry_details(entry)->server_action);
}
