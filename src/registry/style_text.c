#include "config.h"
#include "registry/style_private.h"

#include <string.h>

#include "base/ascii.h"
#include "base/text.h"
#include "base/utf8.h"

#define SENTENCE_WORDS 32 /* one thought; longer ones are read twice */

/* Words that make a tired reader think, and what says the same. */
static const struct {
    const char *word, *better;
} banned[] = {
    {"behind", "after, or the upstream server"},
    {"anew", "again"},
    {"mend", "fix"},
    {"mends", "fixes"},
    {"mended", "fixed"},
    {"mending", "fixing"},
    {"shaky", "unreliable"},
    {"amongst", "among"},
    {"whilst", "while"},
};

void style_check_length(struct style_check *check, const struct fault_place *place,
                        const char *text, size_t most)
{
    size_t chars = utf8_count(text, strlen(text));
    if (chars > most)
        faults_add_in(check->faults, place, "has %zu characters, expected at most %zu", chars,
                      most);
}

static bool is_word_char(char c)
{
    return ascii_is_alnum(c) || c == '\'' || c == '-' || c == '_';
}

static void check_word(struct style_check *check, const struct fault_place *place, const char *word,
                       size_t len)
{
    for (size_t i = 0; i < sizeof banned / sizeof banned[0]; i++)
        if (text_is_like(word, len, banned[i].word))
            faults_add_in(check->faults, place, "says \"%s\", expected %s", banned[i].word,
                          banned[i].better);
}

static void check_sentence_length(struct style_check *check, const struct fault_place *place,
                                  size_t words)
{
    if (words > SENTENCE_WORDS)
        faults_add_in(check->faults, place, "has a sentence of %zu words, expected at most %d",
                      words, SENTENCE_WORDS);
}

/* Checks the words, and how many a sentence has. What is in double quotes is said by software. */
static void check_words(struct style_check *check, const struct fault_place *place,
                        const char *text)
{
    size_t words = 0, i = 0;
    bool quoted = false;
    while (text[i] != '\0') {
        size_t len = 0;
        while (is_word_char(text[i + len]))
            len++;
        if (len > 0) {
            if (!quoted)
                check_word(check, place, text + i, len);
            words++;
            i += len;
            continue;
        }
        quoted = quoted != (text[i] == '"');
        if (strchr(".?!", text[i]) != NULL && text[i + 1] == ' ') {
            check_sentence_length(check, place, words);
            words = 0;
        }
        i++;
    }
    check_sentence_length(check, place, words);
}

void style_check_sentence(struct style_check *check, const struct fault_place *place,
                          const char *text, size_t most)
{
    size_t len = strlen(text);
    style_check_length(check, place, text, most);
    check_words(check, place, text);
    if (len == 0 || strchr(".?", text[len - 1]) == NULL)
        faults_add_in(check->faults, place, "has no full stop at its end");
    if (strstr(text, "  ") != NULL)
        faults_add_in(check->faults, place, "has two spaces in a row, expected one");
    if (strchr(text, '`') != NULL)
        faults_add_in(check->faults, place, "has a backquote, expected plain text");
}

void style_check_mistake(struct style_check *check, const struct fault_place *place,
                         const char *text)
{
    if (text[0] != '"' || strstr(text, "\"? ") == NULL)
        faults_add_in(check->faults, place,
                      "is not of the form \"MISTAKE\"? CORRECTION, expected the mistake in quotes");
}

/* Goes to the next word; returns its length, 0 at the end. */
static size_t next_word(const char **text)
{
    size_t len = 0;
    while (**text != '\0' && !is_word_char(**text))
        (*text)++;
    while (is_word_char((*text)[len]))
        len++;
    return len;
}

bool style_same_words(const char *a, const char *b)
{
    size_t len;
    while ((len = next_word(&a)) == next_word(&b) && text_compare_like(a, b, len) == 0) {
        if (len == 0)
            return true;
        a += len;
        b += len;
    }
    return false;
}
