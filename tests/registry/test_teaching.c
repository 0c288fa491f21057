/* The quiz, the guide and the sequences of data/http.json, against tests/data/quiz.tsv, guide.tsv
 * and sections.tsv: which section decides each answer was read in the texts of the RFCs. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "registry/lesson.h"
#include "registry/parse.h"
#include "registry/registry.h"
#include "support/builtin.h"
#include "support/check.h"
#include "support/files.h"

static const struct registry *registry;

/* Has the table the line that begins with these cells? */
static bool has_line(const char *name, const char *start)
{
    char *text = support_read(name, NULL);
    size_t len = strlen(start);
    bool found = false;
    for (char *line = text; line != NULL && !found; line = strchr(line, '\n')) {
        line += *line == '\n';
        found = strncmp(line, start, len) == 0 && strchr("\t\n", line[len]) != NULL;
    }
    free(text);
    return found;
}

static size_t count_lines(const char *name)
{
    char *text = support_read(name, NULL);
    size_t count = 0;
    for (const char *c = text; *c != '\0'; c++)
        count += *c == '\n' && c[1] != '\0' && c[1] != '#';
    free(text);
    return count; /* the first line is a comment */
}

static void put_reference(struct strbuf *out, const struct reference *reference)
{
    strbuf_printf(out, "\t%s\t%s", reference->doc,
                  reference->section != NULL ? reference->section : "-");
}

static void check_section(const struct reference *reference, const char *who)
{
    struct strbuf line = STRBUF_INIT;
    CHECK_MSG(registry_document(registry, reference->doc) != NULL, "%s: %s", who, reference->doc);
    if (strncmp(reference->doc, "RFC ", 4) != 0)
        return;
    strbuf_printf(&line, "%s\t%s", reference->doc,
                  reference->section != NULL ? reference->section : "");
    CHECK_MSG(has_line("data/sections.tsv", line.data), "%s: %s", who, line.data);
    strbuf_clear(&line);
}

static void check_questions(const struct registry *owner)
{
    for (size_t i = 0; i < registry_extras(owner)->quiz_count; i++) {
        const struct quiz_item *item = &registry_extras(owner)->quiz[i];
        struct strbuf line = STRBUF_INIT;
        strbuf_printf(&line, "%s\t%s", item->id,
                      item->answer.code != NULL ? item->answer.code : "-");
        if (item->answer.owner != NULL)
            strbuf_printf(&line, " %s", item->answer.owner);
        put_reference(&line, &item->reference);
        CHECK_MSG(has_line("data/quiz.tsv", line.data), "%s", line.data);
        check_section(&item->reference, item->id);
        strbuf_clear(&line);
    }
}

/* The questions that a lesson brings, as a registry of its own. */
static struct registry *read_lesson(const char *name)
{
    char path[64];
    snprintf(path, sizeof path, "../data/lessons/%s.json", name);
    char *text = support_read(path, NULL);
    char *questions = strstr(text, "\"quiz\": [");
    strrchr(text, ']')[1] = '\0';
    struct registry *own =
        registry_parse_quiz(questions + strlen("\"quiz\": "), path, &(struct sb_error){0});
    free(text);
    return own;
}

static void every_question_has_its_proof(void)
{
    static const char *const lessons[] = {"redirects", "access-and-caches", "who-is-to-blame"};
    size_t count = registry_extras(registry)->quiz_count;
    check_questions(registry);
    for (size_t i = 0; i < sizeof lessons / sizeof lessons[0]; i++) {
        struct registry *own = read_lesson(lessons[i]);
        CHECK_MSG(own != NULL && registry_extras(own)->quiz_count > 0, "%s", lessons[i]);
        check_questions(own);
        count += registry_extras(own)->quiz_count;
        registry_free(own);
    }
    CHECK_INT(count, count_lines("data/quiz.tsv"));
}

static void every_way_through_the_guide_ends_with_a_code_and_its_proof(void)
{
    size_t ends = 0;
    for (size_t i = 0; i < registry_extras(registry)->guide.question_count; i++) {
        const struct guide_question *question = &registry_extras(registry)->guide.questions[i];
        for (size_t k = 0; k < question->answer_count; k++) {
            const struct guide_answer *answer = &question->answers[k];
            struct strbuf line = STRBUF_INIT;
            if (answer->code == NULL)
                continue;
            ends++;
            strbuf_printf(&line, "%s\t%c\t%s", question->id, (char)('a' + k), answer->code);
            put_reference(&line, &answer->reference);
            CHECK_MSG(has_line("data/guide.tsv", line.data), "%s", line.data);
            CHECK_MSG(answer->note != NULL, "%s", line.data);
            check_section(&answer->reference, question->id);
            strbuf_clear(&line);
        }
    }
    CHECK_INT(ends, count_lines("data/guide.tsv"));
}

/* Marks the codes that a question leads to; returns the most questions on a way. */
static size_t walk(const struct guide_question *question, bool *reached)
{
    size_t most = 0;
    for (size_t i = 0; i < question->answer_count; i++) {
        const struct guide_answer *answer = &question->answers[i];
        size_t deep = 0;
        if (answer->to != NULL)
            deep = walk(guide_find(&registry_extras(registry)->guide, answer->to), reached);
        else
            reached[registry_index(registry,
                                   registry_find(registry, answer->code, answer->owner))] = true;
        most = deep > most ? deep : most;
    }
    return most + 1;
}

static void the_guide_reaches_every_registered_code_that_is_sent(void)
{
    static const char *const left_out[] = {"104", "305", "306", "418", "510"};
    bool *reached = calloc(registry->entry_count, sizeof *reached);
    size_t most =
        walk(guide_find(&registry_extras(registry)->guide, registry_extras(registry)->guide.start),
             reached);
    CHECK_MSG(most <= 5, "%zu questions", most);
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        bool want = strcmp(entry->owner, "IANA") == 0;
        for (size_t k = 0; k < sizeof left_out / sizeof left_out[0]; k++)
            want = want && strcmp(entry->code, left_out[k]) != 0;
        if (want || strcmp(entry->owner, "IANA") == 0)
            CHECK_MSG(reached[i] == want, "%s", entry->code);
    }
    free(reached);
}

/* The first line of a response is a code and its phrase, of this registry. */
static void responses_in_sequences_begin_with_a_code(void)
{
    size_t count = 0;
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct sequence *sequence = &entry_details(&registry->entries[i])->sequence;
        for (size_t k = 0; k < sequence->step_count; k++) {
            const struct sequence_step *step = &sequence->steps[k];
            const char *line = step->lines.count > 0 ? step->lines.items[0] : "";
            struct strbuf want = STRBUF_INIT;
            if (strspn(line, "0123456789") != 3)
                continue;
            count++;
            char code[4] = {line[0], line[1], line[2], '\0'};
            const struct entry *entry = registry_find(registry, code, NULL);
            if (entry != NULL)
                strbuf_printf(&want, "%s %s", entry->code, entry->phrase);
            CHECK_STR(line, strbuf_str(&want));
            strbuf_clear(&want);
        }
    }
    CHECK(count > 20);
}

int main(void)
{
    registry = support_http();
    RUN(every_question_has_its_proof);
    RUN(every_way_through_the_guide_ends_with_a_code_and_its_proof);
    RUN(the_guide_reaches_every_registered_code_that_is_sent);
    RUN(responses_in_sequences_begin_with_a_code);
    return check_done();
}
