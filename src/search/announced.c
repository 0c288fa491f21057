#include "config.h"
#include "search/announced.h"

#include <string.h>

#include "base/ascii.h"
#include "base/text.h"
#include "registry/operand.h"
#include "registry/registry.h"

#define BETWEEN_MOST 2    /* words between the name of a registry and a code */
#define BETWEEN_LEAST 4   /* letters of such a word */
#define NAMES_MAX 64      /* words that are looked up as names: each is compared with every entry */
#define NAME_LEAST 5      /* letters of a name in capitals: shorter ones are words and units */
#define TEXT_MAX 0x10000u /* bytes that are looked at */

/* Is it a word that nobody writes for anything else: with an underscore, all in capitals, or with
 * capitals inside (NoHealthyUpstream)? */
static bool is_name(const char *word)
{
    size_t letters = 0, capitals = 0;
    for (const char *c = word; *c != '\0'; c++) {
        letters += ascii_is_letter(*c);
        capitals += ascii_is_capital(*c);
    }
    return letters >= NAME_LEAST &&
           (strchr(word, '_') != NULL || capitals == letters || capitals > 1);
}

/* In the letter case of the registry: invalid_token is OAuth's, INVALID_TOKEN is QUIC's. */
static void find_name(struct announced *found, const struct library *library, const char *word)
{
    for (size_t i = 1; i < library->count; i++) {
        const struct registry *registry = library_open(&library->items[i]);
        for (size_t k = 0; k < registry->entry_count; k++)
            if (entry_is_called(&registry->entries[k], word))
                announced_add(found, &registry->entries[k]);
    }
}

static bool has_capital(const char *word)
{
    while (*word != '\0' && !ascii_is_capital(*word))
        word++;
    return *word != '\0';
}

/* Adds the codes of a word such as "UF,URX" or "sH--". */
static void find_flags(struct announced *found, const struct library *library, const char *word)
{
    char code[ANNOUNCED_BYTES];
    for (; *word != '\0' && *word != ' '; word += *word == ',') {
        size_t len = announced_copy(word, ANNOUNCED_BYTES, code);
        for (size_t i = 1; len > 1 && has_capital(code) && i < library->count; i++)
            announced_add(found, registry_find(library_open(&library->items[i]), code, NULL));
        word += strcspn(word, ", ");
    }
}

static bool is_status(const struct library *library, const char *word)
{
    return ascii_is_digit(word[0]) && registry_find(library_main(library), word, NULL) != NULL;
}

/* Does one of the words begin with the other: code and codes, close and closed? */
static bool is_akin(const char *a, const char *b)
{
    size_t a_len = strcspn(a, " "), b_len = strcspn(b, " ");
    a_len -= a_len > 1 && a[a_len - 1] == 's';
    b_len -= b_len > 1 && b[b_len - 1] == 's';
    return text_compare_like(a, b, a_len < b_len ? a_len : b_len) == 0;
}

/* May the word stand between the name of a registry and a code: a word of its title, or error? */
static bool is_between(const struct registry *registry, const char *word)
{
    if (strlen(word) < BETWEEN_LEAST)
        return false;
    for (const char *of = registry->title; of != NULL; of = strchr(of, ' ')) {
        of += *of == ' ';
        if (is_akin(of, word))
            return true;
    }
    return is_akin("error", word) || is_akin("code", word);
}

/* Reads "grpc 14", "tls handshake failure" and "websocket error code 1006" after the name. */
static void find_of_registry(struct announced *found, const struct registry *registry,
                             const char *at)
{
    char word[1 + ANNOUNCED_BYTES] = "-";
    for (int i = 0; i <= BETWEEN_MOST; i++) {
        at += strspn(at, " :=(#");
        size_t sign = *at == '-' ? 1 : 0;
        size_t len = sign + announced_copy(at + sign, ANNOUNCED_BYTES, word + sign);
        const struct entry *entry =
            len > 1 || ascii_is_digit(word[0]) ? registry_find(registry, word, NULL) : NULL;
        if (entry == NULL)
            entry = operand_begin_name(registry, at);
        announced_add(found, entry);
        if (entry != NULL || !is_between(registry, word))
            return;
        at += len;
    }
}

static void find_named(struct announced *found, const struct library *library, const char *text)
{
    char word[ANNOUNCED_BYTES];
    for (const char *at = text; *at != '\0' && (size_t)(at - text) < TEXT_MAX;) {
        size_t len = announced_copy(at, ANNOUNCED_BYTES, word);
        const struct registry *named = len > 0 ? library_named(library, at, len) : NULL;
        if (named != NULL && named != library_main(library))
            find_of_registry(found, named, at + len);
        at += strcspn(at, " ");
        at += strspn(at, " ");
    }
}

/* What all of the text is, but for blanks around it. */
static void find_alone(struct announced *found, const struct library *library, const char *text)
{
    char code[ANNOUNCED_BYTES];
    text += strspn(text, " \t\r\n");
    size_t len = text[0] == '-' ? 1 : 0;
    while (len + 1 < ANNOUNCED_BYTES && ascii_is_name(text[len]))
        len++;
    if (text[len + strspn(text + len, " \t\r\n")] != '\0' || len + 1 >= ANNOUNCED_BYTES)
        return;
    memcpy(code, text, len);
    code[len] = '\0';
    struct announced alone = {.count = 0};
    for (size_t i = 1; i < library->count && len > 0; i++)
        announced_add(&alone, registry_find(library_open(&library->items[i]), code, NULL));
    if (alone.count == 0 || registry_is_beginning(library_main(library), code))
        return; /* or more is to come */
    for (size_t i = 0; i < alone.count; i++)
        announced_add(found, alone.entries[i]);
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
        char word[ANNOUNCED_BYTES];
        size_t len = announced_copy(at, ANNOUNCED_BYTES, word);
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
        while (ascii_is_name(*at))
            at++;
    }
}

void announced_find(struct announced *found, const struct announcer *announcer, const char *text)
{
    const struct library *library = announcer_library(announcer);
    *found = (struct announced){.count = 0};
    find_named(found, library, text);
    announcer_read_question(announcer, text, strlen(text), found);
    find_words(found, library, text);
    find_alone(found, library, text);
}
