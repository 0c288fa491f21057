#include "config.h"
#include "cli/inputs.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/ascii.h"
#include "base/text.h"
#include "base/utf8.h"
#include "registry/operand.h"

#define WORD_DIGITS 3     /* of the number of a word in a line */
#define QUESTION_DIGITS 5 /* of a word of a question: 404.13, rfc:9110 */

/* Ends of names that nobody searches for. */
static bool is_file_name(const char *operand)
{
    static const char *const ends[] = {".log", ".har", ".txt", ".csv", ".tsv",  ".gz",
                                       ".zst", ".xz",  ".bz2", ".out", ".jsonl"};
    size_t len = strlen(operand);
    if (operand[0] == '/' || strncmp(operand, "./", 2) == 0 || strncmp(operand, "../", 3) == 0)
        return true;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        size_t end = strlen(ends[i]);
        if (len > end && text_like(operand + len - end, ends[i]) && strchr(operand, ' ') == NULL)
            return true;
    }
    return false;
}

static bool is_there(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0;
}

static bool is_input(const struct registry *registry, const char *operand)
{
    if (strcmp(operand, INPUT_STANDARD) == 0)
        return true;
    if (strpbrk(operand, "./") == NULL || operand_read(registry, operand).kind != OPERAND_WORD)
        return false;
    return is_there(operand) || is_file_name(operand);
}

bool inputs_find(const struct registry *registry, char *const *operands, size_t count, bool *inputs,
                 struct sb_error *err)
{
    size_t found = 0;
    const char *other = NULL;
    for (size_t i = 0; i < count; i++) {
        if (is_input(registry, operands[i]))
            found++;
        else if (other == NULL)
            other = operands[i];
    }
    *inputs = found > 0;
    if (found == 0 || found == count)
        return true;
    return sb_error_set(err, SB_ERR_USAGE, "'%s' cannot be mixed with files and -", other);
}

bool inputs_have_standard(char *const *operands, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(operands[i], INPUT_STANDARD) == 0)
            return true;
    return false;
}

bool inputs_are_connected(void)
{
    struct stat status;
    return fstat(STDIN_FILENO, &status) == 0 &&
           (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode) || S_ISREG(status.st_mode));
}

/* The number of a word of a line, 0 when it is a name. */
static size_t word_of(const char *which)
{
    int64_t number;
    size_t len = strlen(which);
    return len <= WORD_DIGITS && text_number(which, len, &number) ? (size_t)number : 0;
}

void inputs_open(struct inputs *inputs, const struct library *library, char *const *operands,
                 size_t count, const char *which)
{
    struct reading_setup setup = {.year = moment_this_year()};
    *inputs = (struct inputs){.terms = terms_new(library_main(library)),
                              .announcer = announcer_new(library),
                              .seen = seen_new(),
                              .answers = answers_new()};
    setup.answers = inputs->answers;
    setup.announcer = inputs->announcer;
    if (which != NULL)
        setup.field = word_of(which);
    if (which != NULL && setup.field == 0)
        terms_choose(inputs->terms, which);
    inputs->reader = log_reader_new(inputs->terms, inputs->seen, &setup);
    inputs->queue.paths = operands;
    inputs->queue.count = count;
    inputs->queue.target =
        (struct input_target){inputs->reader, inputs->terms, inputs->seen, library};
}

void inputs_clear(struct inputs *inputs)
{
    input_queue_close(&inputs->queue);
    log_reader_free(inputs->reader);
    terms_free(inputs->terms);
    announcer_free(inputs->announcer);
    seen_free(inputs->seen);
    answers_free(inputs->answers);
    *inputs = (struct inputs){0};
}

/* Reports whether a word is one that people ask with: letters, a code or its beginning, a facet
 * such as class:5xx; and not a time, an address or a key with its value. */
static bool is_asked(const char *word, size_t len)
{
    size_t digits = 0;
    for (size_t i = 0; i < len; i++) {
        char c = word[i];
        if (c == '\0' || strchr("={}[]|<>&%$*;\t\"", c) != NULL)
            return false;
        digits += ascii_is_digit(c);
    }
    if (memchr(word, '/', len) != NULL && memchr(word, ':', len) != NULL)
        return false;
    return digits <= QUESTION_DIGITS;
}

const char *inputs_question(const struct inputs *inputs)
{
    struct seen *seen = inputs->seen;
    if (inputs->queue.failed > 0 || seen->exchange || seen->understood > 0 ||
        seen->not_understood != 1 || seen->unknown[0].cut)
        return NULL;
    const char *text = seen->unknown[0].text;
    for (const char *at = text; *at != '\0';) {
        size_t len = strcspn(at, " ");
        if (!is_asked(at, len))
            return NULL;
        at += len;
        at += strspn(at, " ");
    }
    return text;
}
