#include "config.h"
#include "registry/operand.h"

#include <string.h>

#include "registry/registry.h"
#include "registry/unregistered.h"

static bool is_pattern(const char *word)
{
    return word[strspn(word, "0123456789xX")] == '\0' && strpbrk(word, "0123456789") != NULL;
}

struct operand operand_read(const struct registry *registry, const char *word)
{
    const struct entry *entry = registry_find(registry, word, NULL);
    const struct code_class *code_class = registry_class(registry, word);
    struct unregistered unregistered;
    if (entry != NULL)
        return (struct operand){.kind = OPERAND_CODE, .entry = entry};
    if (code_class != NULL)
        return (struct operand){.kind = OPERAND_CLASS, .code_class = code_class};
    bool pattern = is_pattern(word);
    bool number = unregistered_find(registry, word, &unregistered);
    if ((pattern || number) && registry_is_beginning(registry, word))
        return (struct operand){.kind = OPERAND_BEGINNING};
    return (struct operand){.kind = number    ? OPERAND_UNREGISTERED
                                    : pattern ? OPERAND_PATTERN
                                              : OPERAND_WORD};
}
