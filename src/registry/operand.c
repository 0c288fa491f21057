#include "config.h"
#include "registry/operand.h"

#include <string.h>

#include "base/ascii.h"
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

/* Returns the rest of the text after the name, letter case and what joins its words aside; NULL
 * when it does not begin with that. */
static const char *after_name(const char *text, const char *name)
{
    static const char joints[] = " _-";
    for (; *name != '\0'; name++, text++) {
        bool joint = strchr(joints, *name) != NULL;
        if (joint ? *text == '\0' || strchr(joints, *text) == NULL
                  : ascii_lower(*name) != ascii_lower(*text))
            return NULL;
    }
    return text;
}

/* Returns how much of the text is a name of the entry, at its beginning and whole words. */
static size_t name_bytes(const struct entry *entry, const char *text)
{
    const struct entry_details *details = entry_details(entry);
    size_t most = 0;
    for (size_t i = 0; i <= details->aliases.count; i++) {
        const char *name = i == 0 ? entry->phrase : details->aliases.items[i - 1];
        const char *rest = after_name(text, name);
        if (rest != NULL && !ascii_is_alnum(*rest) && (size_t)(rest - text) > most)
            most = (size_t)(rest - text);
    }
    return most;
}

/* Returns the first entry whose phrase or other name this is, letter case and what joins its words
 * aside, or NULL. */
static const struct entry *find_name(const struct registry *registry, const char *name)
{
    for (size_t i = 0; i < registry->entry_count; i++)
        if (name[0] != '\0' && name_bytes(&registry->entries[i], name) == strlen(name))
            return &registry->entries[i];
    return NULL;
}

const struct entry *operand_begin_name(const struct registry *registry, const char *text)
{
    const struct entry *best = NULL;
    size_t most = 0;
    for (size_t i = 0; i < registry->entry_count; i++) {
        size_t bytes = name_bytes(&registry->entries[i], text);
        if (bytes > most) {
            most = bytes;
            best = &registry->entries[i];
        }
    }
    return best;
}

/* Reads what stands after the name of a registry and its colon. */
static struct operand read_named(const struct registry *registry, const char *word)
{
    struct operand operand = operand_read(registry, word);
    operand.is_named = true;
    if (word[0] == '\0')
        operand.kind = OPERAND_REGISTRY;
    if (operand.kind == OPERAND_WORD)
        operand.entry = find_name(registry, word);
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
    /* A text with blanks is a line of a log, such as "curl: (28) ...". */
    const char *colon = strpbrk(word, " \t\n") == NULL ? strchr(word, ':') : NULL;
    const struct registry *named =
        colon != NULL ? library_named(library, word, (size_t)(colon - word)) : NULL;
    if (named != NULL)
        return read_named(named, colon + 1);
    struct operand operand = operand_read(library_main(library), word);
    for (size_t i = 1; i < library->count && !is_answered(&operand); i++) {
        const struct registry *registry = library_open(&library->items[i]);
        const struct entry *entry = registry_find(registry, word, NULL);
        if (entry != NULL)
            return (struct operand){
                .kind = OPERAND_CODE, .entry = entry, .registry = registry, .word = word};
    }
    return operand;
}
