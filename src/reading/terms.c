#include "config.h"
#include "reading/terms.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/text.h"

/* A name as a hash of its letters and digits from the last to the first, so that the ends of a name
 * are found in one pass. */
struct term {
    uint64_t hash; /* 0: an empty place */
    unsigned roles;
};

#define MAX_LOOK (3 * TERMS_MAX_NAME) /* bytes of a name, with signs between its letters */

struct phrase {
    const char *text; /* borrowed */
    size_t len;
    size_t next; /* of the same code, SIZE_MAX: the last */
};

struct terms {
    const struct registry *registry;
    struct term *names; /* open addressing */
    size_t name_cap;    /* a power of two */
    struct phrase *phrases;
    size_t phrase_count, phrase_cap;
    size_t first_phrase[TERMS_CODES]; /* SIZE_MAX: none */
    bool registered[TERMS_CODES];
    bool begins_method[256]; /* first letters */
    bool begins_veto[256];   /* the same, of both cases */
    bool chosen;
    int strength[WITNESS_COUNT];
    const char *owner[WITNESS_COUNT];
};

/* [byte]: a letter in lower case, or a digit; 0 for all else. Independent of the locale. */
#define LETTERS(x) [x] = x, [x - 'a' + 'A'] = x
static const unsigned char folded[256] = {
    LETTERS('a'), LETTERS('b'), LETTERS('c'), LETTERS('d'), LETTERS('e'), LETTERS('f'),
    LETTERS('g'), LETTERS('h'), LETTERS('i'), LETTERS('j'), LETTERS('k'), LETTERS('l'),
    LETTERS('m'), LETTERS('n'), LETTERS('o'), LETTERS('p'), LETTERS('q'), LETTERS('r'),
    LETTERS('s'), LETTERS('t'), LETTERS('u'), LETTERS('v'), LETTERS('w'), LETTERS('x'),
    LETTERS('y'), LETTERS('z'), ['0'] = '0',  ['1'] = '1',  ['2'] = '2',  ['3'] = '3',
    ['4'] = '4',  ['5'] = '5',  ['6'] = '6',  ['7'] = '7',  ['8'] = '8',  ['9'] = '9',
};

static bool is_letter(char c)
{
    return folded[(unsigned char)c] != 0;
}

static uint64_t add_letter(uint64_t hash, char c)
{
    return hash_add(hash, folded[(unsigned char)c]);
}

static struct term *find_name(const struct terms *terms, uint64_t hash)
{
    size_t at = (size_t)(hash ^ hash >> 32) & (terms->name_cap - 1);
    while (terms->names[at].hash != 0 && terms->names[at].hash != hash)
        at = (at + 1) & (terms->name_cap - 1);
    return &terms->names[at];
}

static void add_names(struct terms *terms, const struct string_list *names, unsigned role)
{
    for (size_t i = 0; i < names->count; i++) {
        const char *name = names->items[i];
        uint64_t hash = HASH_START;
        for (size_t at = strlen(name); at > 0; at--)
            if (is_letter(name[at - 1]))
                hash = add_letter(hash, name[at - 1]);
        struct term *term = find_name(terms, hash);
        term->hash = hash;
        term->roles |= role;
    }
}

/* Reports whether a word begins at the letter: after what is no letter, or as a capital after a
 * small letter. */
static bool begins_word(const char *name, size_t at)
{
    if (at == 0 || !is_letter(name[at - 1]))
        return true;
    return ascii_is_capital(name[at]) && !ascii_is_capital(name[at - 1]) && name[at - 1] > '9';
}

/* Does a name begin here, but for signs in front of it: @timestamp, _raw, http.@status? */
static bool begins_name(const char *name, size_t at)
{
    while (at > 0 && name[at - 1] != '.' && !is_letter(name[at - 1]))
        at--;
    return at == 0 || name[at - 1] == '.';
}

unsigned terms_name_roles(const struct terms *terms, const char *name, size_t len)
{
    const unsigned ends = NAME_STATUS | NAME_UPSTREAM | NAME_NOT_STATUS | NAME_SECRET |
                          NAME_QUERY_SECRET | NAME_CHOSEN;
    uint64_t hash = HASH_START;
    unsigned roles = 0, letters = 0;
    while (len > 0 && !is_letter(name[len - 1]))
        len--;
    for (size_t at = len; at > 0 && len - at < MAX_LOOK && letters < TERMS_MAX_NAME; at--) {
        if (!is_letter(name[at - 1]))
            continue;
        hash = add_letter(hash, name[at - 1]);
        letters++;
        if (!begins_word(name, at - 1))
            continue;
        unsigned found = find_name(terms, hash)->roles;
        roles |= begins_name(name, at - 1) ? found : found & ends;
    }
    return roles;
}

static void add_phrase(struct terms *terms, unsigned number, const char *text)
{
    MEM_GROW(terms->phrases, terms->phrase_cap, terms->phrase_count + 1);
    terms->phrases[terms->phrase_count] =
        (struct phrase){text, strlen(text), terms->first_phrase[number]};
    terms->first_phrase[number] = terms->phrase_count++;
}

static void add_codes(struct terms *terms)
{
    const struct registry *registry = terms->registry;
    for (size_t i = 0; i < TERMS_CODES; i++)
        terms->first_phrase[i] = SIZE_MAX;
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        if (strlen(entry->code) != 3 || entry->number < 0 || entry->number >= TERMS_CODES)
            continue;
        unsigned number = (unsigned)entry->number;
        terms->registered[number] = true;
        add_phrase(terms, number, entry->phrase);
        for (size_t k = 0; k < entry_details(entry)->former_name_count; k++)
            add_phrase(terms, number, entry_details(entry)->former_names[k].phrase);
    }
}

/* Adds a name that is a row of its own. */
static void add_name(struct terms *terms, const char *name, unsigned roles)
{
    const struct string_list names = {&name, 1};
    add_names(terms, &names, roles);
}

static void add_single_names(struct terms *terms, const struct log_knowledge *logs)
{
    static const unsigned units[DURATION_UNITS] = {[DURATION_S] = NAME_IN_S,
                                                   [DURATION_MS] = NAME_IN_MS,
                                                   [DURATION_US] = NAME_IN_US,
                                                   [DURATION_NS] = NAME_IN_NS};
    for (size_t i = 0; i < logs->filter_count; i++)
        add_name(terms, logs->filters[i].name, NAME_FILTER);
    for (size_t i = 0; i < logs->owner_count; i++)
        add_name(terms, logs->owners[i].name, NAME_OWNER);
    for (size_t i = 0; i < logs->duration_count; i++)
        add_name(terms, logs->durations[i].name, NAME_DURATION | units[logs->durations[i].unit]);
}

struct terms *terms_new(const struct registry *registry)
{
    const struct log_knowledge *logs = &registry->logs;
    const struct {
        const struct string_list *names;
        unsigned role;
    } lists[] = {
        {&logs->status_names, NAME_STATUS},
        {&logs->upstream_names, NAME_UPSTREAM},
        {&logs->not_status_names, NAME_NOT_STATUS},
        {&logs->http_words, NAME_HTTP},
        {&logs->text_names, NAME_TEXT},
        {&logs->units, NAME_UNIT},
        {&logs->time_names, NAME_TIME},
        {&logs->target_names, NAME_TARGET},
        {&logs->secret_names, NAME_SECRET},
        {&logs->part_names, NAME_PART},
        {&logs->query_secret_names, NAME_QUERY_SECRET},
    };
    const size_t list_count = sizeof lists / sizeof lists[0];
    struct terms *terms = xcalloc(1, sizeof *terms);
    size_t count = 1; /* a chosen one */
    for (size_t i = 0; i < list_count; i++)
        count += lists[i].names->count;
    for (size_t i = 0; i < logs->reasons_count; i++)
        count += logs->reasons[i].names.count;
    count += logs->filter_count + logs->owner_count + logs->duration_count;
    terms->registry = registry;
    for (terms->name_cap = 64; terms->name_cap < 2 * count;)
        terms->name_cap *= 2;
    terms->names = xcalloc(terms->name_cap, sizeof *terms->names);
    for (size_t i = 0; i < list_count; i++)
        add_names(terms, lists[i].names, lists[i].role);
    for (size_t i = 0; i < logs->reasons_count; i++)
        add_names(terms, &logs->reasons[i].names, NAME_REASON);
    add_single_names(terms, logs);
    for (size_t i = 0; i < logs->methods.count; i++)
        terms->begins_method[(unsigned char)logs->methods.items[i][0]] = true;
    for (size_t i = 0; i < logs->not_if.count; i++) {
        char first = logs->not_if.items[i][0];
        terms->begins_veto[(unsigned char)first] = true;
        terms->begins_veto[(unsigned char)ascii_upper(first)] = true;
    }
    for (size_t i = 0; i < logs->witness_count; i++) {
        const struct log_witness *witness = &logs->witnesses[i];
        terms->strength[witness->id] = (int)witness->strength;
        terms->owner[witness->id] = witness->owner;
    }
    add_codes(terms);
    return terms;
}

void terms_choose(struct terms *terms, const char *name)
{
    add_name(terms, name, NAME_CHOSEN);
    terms->chosen = true;
}

bool terms_is_chosen(const struct terms *terms)
{
    return terms->chosen;
}

void terms_free(struct terms *terms)
{
    if (terms == NULL)
        return;
    free(terms->names);
    free(terms->phrases);
    free(terms);
}

const struct registry *terms_registry(const struct terms *terms)
{
    return terms->registry;
}

int terms_strength(const struct terms *terms, enum witness_kind witness)
{
    return terms->strength[witness];
}

const char *terms_owner(const struct terms *terms, enum witness_kind witness)
{
    return terms->owner[witness];
}

/* Reports whether the letters and digits of a name are these. */
static bool is_same_name(const char *name, size_t len, const char *letters)
{
    for (size_t i = 0; i < len; i++) {
        if (!is_letter(name[i]))
            continue;
        if (ascii_lower(name[i]) != *letters)
            return false;
        letters++;
    }
    return *letters == '\0';
}

const char *terms_name_owner(const struct terms *terms, const char *name, size_t len)
{
    const struct log_knowledge *logs = &terms->registry->logs;
    for (size_t i = len; i > 0; i--)
        if (name[i - 1] == '.') {
            name += i;
            len -= i;
            break;
        }
    for (size_t i = 0; i < logs->owner_count; i++)
        if (is_same_name(name, len, logs->owners[i].name))
            return logs->owners[i].owner;
    return NULL;
}

bool terms_is_registered(const struct terms *terms, unsigned number)
{
    return number < TERMS_CODES && terms->registered[number];
}

const bool *terms_method_begins(const struct terms *terms)
{
    return terms->begins_method;
}

size_t terms_method(const struct terms *terms, const char *text, size_t len)
{
    const struct string_list *methods = &terms->registry->logs.methods;
    if (len == 0 || !terms->begins_method[(unsigned char)text[0]])
        return 0;
    for (size_t i = 0; i < methods->count; i++) {
        size_t method_len = strlen(methods->items[i]);
        if (method_len <= len && memcmp(methods->items[i], text, method_len) == 0 &&
            (method_len == len || !is_letter(text[method_len])))
            return method_len;
    }
    return 0;
}

/* Reports whether the text is the phrase; some programs write it with underscores. */
static bool is_phrase(const char *text, const char *phrase, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (ascii_lower(text[i]) != ascii_lower(phrase[i]) && !(text[i] == '_' && phrase[i] == ' '))
            return false;
    return true;
}

const char *terms_ends_phrase(const struct terms *terms, unsigned number, const char *text,
                              size_t len)
{
    if (number >= TERMS_CODES)
        return NULL;
    for (size_t i = terms->first_phrase[number]; i != SIZE_MAX; i = terms->phrases[i].next) {
        const struct phrase *phrase = &terms->phrases[i];
        size_t begin = len - phrase->len;
        if (phrase->len >= TERMS_LONG_PHRASE && phrase->len <= len &&
            is_phrase(text + begin, phrase->text, phrase->len) &&
            (begin == 0 || !is_letter(text[begin - 1])))
            return phrase->text;
    }
    return NULL;
}

bool terms_has_phrase(const struct terms *terms, unsigned number, const char *text, size_t len)
{
    if (number >= TERMS_CODES || terms->first_phrase[number] == SIZE_MAX)
        return false;
    for (size_t at = 0; at < len && at <= TERMS_PHRASE_GAP; at++) {
        char c = text[at];
        if (ascii_is_digit(c) || c == '/')
            return false;
        if (!is_letter(c) || (at > 0 && is_letter(text[at - 1])))
            continue;
        for (size_t i = terms->first_phrase[number]; i != SIZE_MAX; i = terms->phrases[i].next) {
            const struct phrase *phrase = &terms->phrases[i];
            if (phrase->len <= len - at && is_phrase(text + at, phrase->text, phrase->len) &&
                (phrase->len == len - at || !is_letter(text[at + phrase->len])))
                return true;
        }
    }
    return false;
}

/* Reports whether the words begin at the place, and not inside another word. */
static bool has_words_at(const char *text, size_t len, size_t at, const char *words)
{
    size_t words_len = strlen(words);
    return text_begins_like(text + at, len - at, words) &&
           (at + words_len == len || !is_letter(words[words_len - 1]) ||
            !is_letter(text[at + words_len]));
}

bool terms_is_vetoed(const struct terms *terms, const char *text, size_t len)
{
    const struct string_list *words = &terms->registry->logs.not_if;
    bool in_word = false;
    for (size_t at = 0; at < len; at++) {
        bool letter = is_letter(text[at]);
        if (terms->begins_veto[(unsigned char)text[at]] && !(letter && in_word))
            for (size_t i = 0; i < words->count; i++)
                if (has_words_at(text, len, at, words->items[i]))
                    return true;
        in_word = letter;
    }
    return false;
}
