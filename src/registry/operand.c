#include "config.h"
#include "registry/operand.h"

#include <ctype.h>
#include <string.h>

#include "registry/registry.h"
#include "registry/unregistered.h"

static bool is_pattern(const char *word)
{
    return word[strspn(word, "0123456789xX")] == '\0' && strpbrk(word, "0123456789") != NULL;
}

struct operand operand_read(const struct registry *registry, const char *word)
{
    struct operand operand = {.registry = registry, .word = word};
    struct unregistered unregistered;
    operand.entry = registry_find(registry, word, NULL);
    if (operand.entry == NULL)
        operand.code_class = registry_class(registry, word);
    bool pattern = is_pattern(word);
    bool number = unregistered_find(registry, word, &unregistered);
    bool beginning = (pattern || number) && registry_is_beginning(registry, word);
    operand.kind = operand.entry != NULL        ? OPERAND_CODE
                   : operand.code_class != NULL ? OPERAND_CLASS
                   : beginning                  ? OPERAND_BEGINNING
                   : number                     ? OPERAND_UNREGISTERED
                   : pattern                    ? OPERAND_PATTERN
                                                : OPERAND_WORD;
    return operand;
}

/* Are the names the same but for letter case and what joins their words? */
static bool is_same_name(const char *a, const char *b)
{
    static const char joints[] = " _-";
    for (;; a++, b++) {
        bool joint = *a != '\0' && strchr(joints, *a) != NULL;
        if (joint ? *b == '\0' || strchr(joints, *b) == NULL
                  : tolower((unsigned char)*a) != tolower((unsigned char)*b))
            return false;
        if (*a == '\0')
            return true;
    }
}

static bool has_name(const struct entry *entry, const char *name)
{
    bool same = is_same_name(entry->phrase, name);
    for (size_t i = 0; i < entry->aliases.count && !same; i++)
        same = is_same_name(entry->aliases.items[i], name);
    return same;
}

const struct entry *operand_find_name(const struct registry *registry, const char *name)
{
    for (size_t i = 0; i < registry->entry_count; i++)
        if (has_name(&registry->entries[i], name))
            return &registry->entries[i];
    return NULL;
}

/* Reads what stands after the name of a registry and its colon. */
static struct operand read_named(const struct registry *registry, const char *word)
{
    struct operand operand = operand_read(registry, word);
    operand.is_named = true;
    if (word[0] == '\0')
        operand.kind = OPERAND_REGISTRY;
    if (operand.kind == OPERAND_WORD)
        operand.entry = operand_find_name(registry, word);
    if (operand.entry != NULL)
        operand.kind = OPERAND_CODE;
    return operand;
}

/* Does the main registry itself say what the word is? */
static bool is_answered(const struct operand *operand)
{
    bool found = false;
    for (size_t i = 0; operand->kind == OPERAND_PATTERN && i < operand->registry->entry_count; i++)
        found = found || code_matches(operand->registry->entries[i].code, operand->word);
    return found || operand->kind == OPERAND_CODE || operand->kind == OPERAND_CLASS ||
           operand->kind == OPERAND_BEGINNING;
}

struct operand operand_find(const struct library *library, const char *word)
{
    const char *colon = strchr(word, ':');
    const struct registry *named =
        colon != NULL ? library_named(library, word, (size_t)(colon - word)) : NULL;
    if (named != NULL)
        return read_named(named, colon + 1);
    struct operand operand = operand_read(library_main(library), word);
    for (size_t i = 1; i < library->count && !is_answered(&operand); i++) {
        const struct registry *registry = library->items[i].registry;
        const struct entry *entry = registry_find(registry, word, NULL);
        if (entry != NULL)
            return (struct operand){
                .kind = OPERAND_CODE, .entry = entry, .registry = registry, .word = word};
    }
    return operand;
}
