#include "config.h"
#include "registry/lesson.h"

#include <inttypes.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"

#define ID_CHARACTERS "abcdefghijklmnopqrstuvwxyz0123456789-"

static void report(struct faults *faults, const struct fault_place *place, const char *key,
                   const char *problem)
{
    struct fault_place here = {.up = place, .key = key};
    faults_add_in(faults, &here, "%s", problem);
}

static void report_count(struct faults *faults, const struct fault_place *place, const char *key,
                         size_t count, size_t least, size_t most)
{
    struct fault_place here = {.up = place, .key = key};
    if (count < least || count > most)
        faults_add_in(faults, &here, "has %zu elements, expected %zu to %zu", count, least, most);
}

static void report_length(struct faults *faults, const struct fault_place *place, const char *key,
                          const char *text, size_t most)
{
    struct fault_place here = {.up = place, .key = key};
    size_t count = utf8_count(text, strlen(text));
    if (count > most)
        faults_add_in(faults, &here, "has %zu characters, expected at most %zu", count, most);
}

void check_step(const void *base, const struct fault_place *place, struct faults *faults)
{
    const struct sequence_step *step = base;
    bool sent = step->from != NULL && step->to != NULL;
    if (step->at != NULL && (step->from != NULL || step->to != NULL || step->lines.count > 0))
        report(faults, place, "at", "is there, expected no from, to and lines next to it");
    else if (step->at == NULL && !sent)
        report(faults, place, "from", "is missing, expected from and to, or at");
    else if (sent && strcmp(step->from, step->to) == 0)
        report(faults, place, "to", "is the same as from, expected another party");
    if (step->at != NULL ? step->say == NULL : step->lines.count == 0)
        report(faults, place, step->at != NULL ? "say" : "lines",
               "is missing, expected what happens");
    report_count(faults, place, "lines", step->lines.count, 0, SEQUENCE_MAX_LINES);
    for (size_t i = 0; i < step->lines.count; i++)
        report_length(faults, place, "lines", step->lines.items[i], SEQUENCE_LINE_CHARS);
    if (step->say != NULL)
        report_length(faults, place, "say", step->say, SEQUENCE_SAY_CHARS);
}

static bool has_text(const struct string_list *list, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list->items[i], text) == 0)
            return true;
    return false;
}

void check_sequence(const void *base, const struct fault_place *place, struct faults *faults)
{
    const struct sequence *sequence = base;
    const struct string_list *parties = &sequence->parties;
    report_count(faults, place, "parties", parties->count, SEQUENCE_LEAST_PARTIES,
                 SEQUENCE_MAX_PARTIES);
    report_count(faults, place, "steps", sequence->step_count, 1, SEQUENCE_MAX_STEPS);
    for (size_t i = 0; i < parties->count; i++) {
        report_length(faults, place, "parties", parties->items[i], SEQUENCE_PARTY_CHARS);
        if (has_text(parties, i, parties->items[i]))
            report(faults, place, "parties", "have a party twice, expected each only once");
    }
    struct fault_place steps = {.up = place, .key = "steps"}, step = {.up = &steps};
    for (; step.index < sequence->step_count; step.index++) {
        const struct sequence_step *at = &sequence->steps[step.index];
        const struct {
            const char *key, *party;
        } names[] = {{"from", at->from}, {"to", at->to}, {"at", at->at}};
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
            if (names[i].party != NULL && !has_text(parties, parties->count, names[i].party))
                report(faults, &step, names[i].key, "is no party of the sequence");
    }
}

void check_choice(const void *base, const struct fault_place *place, struct faults *faults)
{
    const struct choice *choice = base;
    if ((choice->code == NULL) == (choice->text == NULL))
        report(faults, place, "code",
               choice->code == NULL ? "is missing, expected a code or a text"
                                    : "is there with a text, expected only one of them");
}

static bool same_choice(const struct choice *a, const struct choice *b)
{
    return text_equal(a->code, b->code) && text_equal(a->owner, b->owner) &&
           text_equal(a->text, b->text);
}

static void check_wrong(const struct quiz_item *item, const struct fault_place *place,
                        struct faults *faults)
{
    struct fault_place up = {.up = place, .key = "wrong"}, here = {.up = &up};
    for (; here.index < item->wrong_count; here.index++) {
        const struct choice *wrong = &item->wrong[here.index];
        bool twice = same_choice(wrong, &item->answer);
        for (size_t i = 0; i < here.index; i++)
            twice = twice || same_choice(wrong, &item->wrong[i]);
        if (twice)
            faults_add_in(faults, &here, "is another choice again, expected each only once");
        if (wrong->why == NULL)
            report(faults, &here, "why", "is missing, expected why it is wrong");
    }
}

void check_quiz_item(const void *base, const struct fault_place *place, struct faults *faults)
{
    const struct quiz_item *item = base;
    struct fault_place level = {.up = place, .key = "level"};
    if (item->id[strspn(item->id, ID_CHARACTERS)] != '\0')
        report(faults, place, "id", "has other characters than a to z, 0 to 9 and -");
    if (item->level < 1 || item->level > QUIZ_LEVELS)
        faults_add_in(faults, &level, "is %" PRId64 ", expected 1 to %d", item->level, QUIZ_LEVELS);
    if (item->answer.why != NULL)
        report(faults, place, "answer", "has a why, expected it in the item");
    report_count(faults, place, "wrong", item->wrong_count, QUIZ_WRONG, QUIZ_WRONG);
    check_wrong(item, place, faults);
}

void check_guide_answer(const void *base, const struct fault_place *place, struct faults *faults)
{
    const struct guide_answer *answer = base;
    if ((answer->code == NULL) == (answer->to == NULL))
        report(faults, place, "to",
               answer->to == NULL ? "is missing, expected a question or a code to lead to"
                                  : "is there with a code, expected only one of them");
}

void check_guide_question(const void *base, const struct fault_place *place, struct faults *faults)
{
    const struct guide_question *question = base;
    report_count(faults, place, "answers", question->answer_count, 2, GUIDE_MAX_ANSWERS);
}

void check_guide(const void *base, const struct fault_place *place, struct faults *faults)
{
    const struct guide *guide = base;
    struct fault_place up = {.up = place, .key = "questions"}, here = {.up = &up};
    report_count(faults, place, "questions", guide->question_count, 0, GUIDE_MAX_QUESTIONS);
    for (; here.index < guide->question_count && here.index < GUIDE_MAX_QUESTIONS; here.index++)
        if (guide_find(guide, guide->questions[here.index].id) != &guide->questions[here.index])
            report(faults, &here, "id", "is that of another question, expected each only once");
}

const struct guide_question *guide_find(const struct guide *guide, const char *id)
{
    for (size_t i = 0; id != NULL && i < guide->question_count; i++)
        if (strcmp(guide->questions[i].id, id) == 0)
            return &guide->questions[i];
    return NULL;
}

/* What is known of a question while the guide is walked. */
enum visit { VISIT_NEVER, VISIT_ON_THE_WAY, VISIT_DONE };

struct walk {
    const struct guide *guide;
    struct faults *faults;
    enum visit visits[GUIDE_MAX_QUESTIONS];
};

/* Walks everything that a question leads to; as deep as there are questions. */
static void walk_question(struct walk *walk, size_t at)
{
    const struct guide_question *question = &walk->guide->questions[at];
    struct fault_place guide = {.key = "guide"}, list = {.up = &guide, .key = "questions"};
    struct fault_place here = {.up = &list, .index = at};
    struct fault_place answers = {.up = &here, .key = "answers"}, answer = {.up = &answers};
    walk->visits[at] = VISIT_ON_THE_WAY;
    for (; answer.index < question->answer_count; answer.index++) {
        const char *to = question->answers[answer.index].to;
        const struct guide_question *next = guide_find(walk->guide, to);
        size_t index = next != NULL ? (size_t)(next - walk->guide->questions) : 0;
        if (to == NULL)
            continue;
        if (next == NULL)
            report(walk->faults, &answer, "to", "is no question of the guide");
        else if (walk->visits[index] == VISIT_ON_THE_WAY)
            report(walk->faults, &answer, "to", "leads back to a question before it");
        else if (walk->visits[index] == VISIT_NEVER)
            walk_question(walk, index);
    }
    walk->visits[at] = VISIT_DONE;
}

void lesson_check_guide(const struct guide *guide, struct faults *faults)
{
    struct fault_place place = {.key = "guide"};
    struct walk walk = {.guide = guide, .faults = faults};
    const struct guide_question *start = guide_find(guide, guide->start);
    if (guide->question_count == 0 || guide->question_count > GUIDE_MAX_QUESTIONS)
        return;
    if (start == NULL) {
        report(faults, &place, "start", "names no question of the guide");
        return;
    }
    walk_question(&walk, (size_t)(start - guide->questions));
    struct fault_place list = {.up = &place, .key = "questions"}, here = {.up = &list};
    for (; here.index < guide->question_count; here.index++)
        if (walk.visits[here.index] == VISIT_NEVER)
            faults_add_in(faults, &here, "cannot be reached from the start");
}
