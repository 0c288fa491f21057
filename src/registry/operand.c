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

/* Is it a code with a question mark, which asks for no other code? */
static bool is_question(const struct registry *registry, const char *word)
{
    struct strbuf code = STRBUF_INIT;
    strbuf_add(&code, word, strcspn(word, "?"));
    bool question = word[code.len] == '?' && word[code.len + 1] == '\0' &&
                    registry_find(registry, strbuf_str(&code), NULL) != NULL;
    strbuf_clear(&code);
    return question;
}

bool operand_spell_pattern(const struct registry *registry, const char *word, struct strbuf *out)
{
    if (strpbrk(word, "?*") == NULL || strpbrk(word, "0123456789") == NULL ||
        word[strspn(word, "0123456789.xX?*")] != '\0' || is_question(registry, word))
        return false;
    struct strbuf spelt = STRBUF_INIT;
    for (; *word != '\0'; word++)
        strbuf_putc(&spelt, *word == '?' || *word == '*' ? 'x' : *word);
    bool selects = false;
    for (size_t i = 0; i < registry->entry_count && !selects; i++)
        selects = code_begins(registry->entries[i].code, strbuf_str(&spelt));
    if (selects)
        strbuf_puts(out, strbuf_str(&spelt));
    strbuf_clear(&spelt);
    return selects;
}
