#include "config.h"
#include "search/announced.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/strbuf.h"
#include "registry/operand.h"
#include "registry/registry.h"

#define NAMES_MAX 64      /* words that are looked up as names: each is compared with every entry */
#define NAME_LEAST 5      /* letters of a name in capitals: shorter ones are words and units */
#define CODE_BYTES 48     /* of a code or name in a text */
#define TEXT_MAX 0x10000u /* bytes that are looked at */

static bool is_code_char(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '.' || c == '-';
}

bool announced_has(const struct announced *found, const struct entry *entry)
{
    for (size_t i = 0; i < found->count; i++)
        if (found->entries[i] == entry)
            return true;
    return false;
}

static void add(struct announced *found, const struct entry *entry)
{
    if (entry != NULL && found->count < ANNOUNCED_MAX && !announced_has(found, entry))
        found->entries[found->count++] = entry;
}

/* Copies the code or name that begins the text. Returns its length, 0 when there is none. */
static size_t copy_code(const char *text, char code[CODE_BYTES])
{
    size_t len = 0;
    while (len + 1 < CODE_BYTES && is_code_char(text[len]))
        len++;
    while (len > 0 && (text[len - 1] == '.' || text[len - 1] == '-'))
        len--;
    memcpy(code, text, len);
    code[len] = '\0';
    return len;
}

/* --- After a word that announces a code ------------------------------------------------------ */

/* The prefix may be a part of the code: EDE15 is also written "EDE: 15". */
static const struct entry *announced_by(const struct registry *registry, const char *prefix,
                                        const char *text)
{
    char joined[2 * CODE_BYTES], code[CODE_BYTES];
    size_t len = 0;
    copy_code(text, code);
    for (; *prefix != '\0' && len < CODE_BYTES; prefix++)
        if (isalnum((unsigned char)*prefix))
            joined[len++] = *prefix;
    memcpy(joined + len, code, strlen(code) + 1);
    const struct entry *entry = registry_find(registry, joined, NULL);
    if (entry == NULL)
        entry = registry_find(registry, code, NULL);
    return entry != NULL ? entry : operand_begin_name(registry, text);
}

/* Looks after each place of a prefix: "grpc-status: 14", "curl: (28)". */
static void find_after(struct announced *found, const struct registry *registry, const char *prefix,
                       const char *text)
{
    size_t len = strlen(prefix);
    for (const char *at = strcasestr(text, prefix); at != NULL; at = strcasestr(at + 1, prefix)) {
        const char *rest = at + len;
        bool inside =
            at > text && isalnum((unsigned char)prefix[0]) && isalnum((unsigned char)at[-1]);
        bool goes_on = isalnum((unsigned char)prefix[len - 1]) && isalpha((unsigned char)*rest);
        rest += strspn(rest, " :=(\"'[#\t");
        if (!inside && !goes_on)
            add(found, announced_by(registry, prefix, rest));
    }
}

/* --- Names ----------------------------------------------------------------------------------- */

/* Is it a word that nobody writes for anything else: with an underscore, all in capitals, or with
 * capitals inside (NoHealthyUpstream)? */
static bool is_name(const char *word)
{
    size_t letters = 0, capitals = 0;
    for (const char *c = word; *c != '\0'; c++) {
        letters += isalpha((unsigned char)*c) != 0;
        capitals += isupper((unsigned char)*c) != 0;
    }
    return letters >= NAME_LEAST &&
           (strchr(word, '_') != NULL || capitals == letters || capitals > 1);
}

static bool has_name(const struct entry *entry, const char *name)
{
    bool has = strcmp(entry->code, name) == 0 || strcmp(entry->phrase, name) == 0;
    for (size_t i = 0; i < entry->aliases.count && !has; i++)
        has = strcmp(entry->aliases.items[i], name) == 0;
    return has;
}

/* In the letter case of the registry: invalid_token is OAuth's, INVALID_TOKEN is QUIC's. */
static void find_name(struct announced *found, const struct library *library, const char *word)
{
    for (size_t i = 1; i < library->count; i++) {
        const struct registry *registry = library->items[i].registry;
        for (size_t k = 0; k < registry->entry_count; k++)
            if (has_name(&registry->entries[k], word))
                add(found, &registry->entries[k]);
    }
}

/* --- Flags of logs --------------------------------------------------------------------------- */

static bool has_capital(const char *word)
{
    while (*word != '\0' && !isupper((unsigned char)*word))
        word++;
    return *word != '\0';
}

/* Adds the codes of a word such as "UF,URX" or "sH--". */
static void find_flags(struct announced *found, const struct library *library, const char *word)
{
    char code[CODE_BYTES];
    for (; *word != '\0' && *word != ' '; word += *word == ',') {
        size_t len = copy_code(word, code);
        for (size_t i = 1; len > 1 && has_capital(code) && i < library->count; i++)
            add(found, registry_find(library->items[i].registry, code, NULL));
        word += strcspn(word, ", ");
    }
}

static bool is_status(const struct library *library, const char *word)
{
    return isdigit((unsigned char)word[0]) &&
           registry_find(library_main(library), word, NULL) != NULL;
}

/* --- The text -------------------------------------------------------------------------------- */

/* What all of the text is, but for blanks around it. */
static void find_alone(struct announced *found, const struct library *library, const char *text)
{
    char code[CODE_BYTES];
    text += strspn(text, " \t\r\n");
    size_t len = text[0] == '-' ? 1 : 0;
    while (len + 1 < CODE_BYTES && is_code_char(text[len]))
        len++;
    if (text[len + strspn(text + len, " \t\r\n")] != '\0' || len + 1 >= CODE_BYTES)
        return;
    memcpy(code, text, len);
    code[len] = '\0';
    if (registry_is_beginning(library_main(library), code)) /* more is to come */
        return;
    for (size_t i = 1; i < library->count && len > 0; i++)
        add(found, registry_find(library->items[i].registry, code, NULL));
}

/* Does the word after this one look like what a log says of a flag: "NR route_not_found"? */
static bool is_explained(const char *after)
{
    after += strspn(after, " ");
    size_t len = strcspn(after, " ");
    return memchr(after, '_', len) != NULL;
}

static void find_words(struct announced *found, const struct library *library, const char *text)
{
    size_t names = 0;
    bool after_status = false; /* or after the explanation of a flag */
    for (const char *at = text; *at != '\0' && (size_t)(at - text) < TEXT_MAX;) {
        char word[CODE_BYTES];
        size_t len = copy_code(at, word);
        if (len == 0) {
            at++;
            continue;
        }
        bool begins = at == text || at[-1] == ' ';
        if (is_name(word) && names++ < NAMES_MAX)
            find_name(found, library, word);
        else if (begins &&
                 (after_status || strncmp(at + len, "--", 2) == 0 || is_explained(at + len)))
            find_flags(found, library, at);
        after_status = (begins && is_status(library, word)) || strchr(word, '_') != NULL;
        while (is_code_char(*at))
            at++;
    }
}

void announced_find(struct announced *found, const struct library *library, const char *text)
{
    *found = (struct announced){.count = 0};
    for (size_t i = 1; i < library->count; i++) {
        const struct registry *registry = library->items[i].registry;
        for (size_t k = 0; k < registry->prefixes.count; k++)
            find_after(found, registry, registry->prefixes.items[k], text);
    }
    find_words(found, library, text);
    find_alone(found, library, text);
}
