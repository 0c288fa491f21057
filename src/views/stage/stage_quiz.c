#include "config.h"
#include "views/stage/stage_private.h"

#include <stdlib.h>
#include <time.h>

#include "app/app.h"
#include "base/memory.h"
#include "registry/library.h"
#include "registry/parse.h"
#include "screen/draw.h"

#define SEEDS 9999 /* of which one is taken by the time: short enough to be read out */

static bool is_over(const struct level *level)
{
    return level->at == level->quiz.count;
}

static void put_title(const struct stage *stage, const struct level *level, struct strbuf *left,
                      struct strbuf *right)
{
    bool narrow = stage->app->cols < STAGE_TITLE_COLS;
    strbuf_puts(left, "quiz");
    if (level->pile.title != NULL)
        strbuf_printf(left, "  %s", level->pile.title);
    strbuf_printf(right, "seed %lu" SIGN_DOT, (unsigned long)level->quiz.seed);
    if (is_over(level))
        strbuf_puts(right, "results");
    else
        strbuf_printf(right, narrow ? "%zu/%zu" : "question %zu of %zu", level->at + 1,
                      level->quiz.count);
}

static struct doc *make(const struct level *level, const struct deck_setup *setup)
{
    return is_over(level)
               ? ask_results(&level->quiz, level->replies, setup)
               : ask_question(&level->quiz, level->at, &level->replies[level->at], setup);
}

/* Before the answer is shown, what the question is about must not be said. */
static struct subject subject(const struct level *level)
{
    if (is_over(level) || !level->replies[level->at].shown)
        return (struct subject){.kind = SUBJECT_NOTHING};
    const struct quiz_question *question = &level->quiz.questions[level->at];
    const struct entry *entry = quiz_subject(question);
    return entry != NULL ? subject_of_entry(question->registry, entry)
                         : (struct subject){.kind = SUBJECT_NOTHING};
}

static void go_to(struct stage *stage, struct level *level, size_t at)
{
    level->at = at;
    stage_show(stage);
}

static void skip(struct stage *stage, struct level *level, int delta)
{
    if (delta > 0 && !is_over(level))
        go_to(stage, level, level->at + 1);
    else if (delta < 0 && level->at > 0)
        go_to(stage, level, level->at - 1);
    else
        app_say(stage->app, MESSAGE_INFO,
                delta > 0 ? "the end of the quiz: Esc leave" : "the first question");
}

static void advance(struct stage *stage, struct level *level, int delta)
{
    if (delta > 0 && !is_over(level) && !level->replies[level->at].shown) {
        level->replies[level->at].shown = true;
        stage_show(stage);
    } else {
        skip(stage, level, delta);
    }
}

static void jump(struct stage *stage, struct level *level, int end)
{
    go_to(stage, level, end > 0 ? level->quiz.count : 0);
}

static bool asks(const struct level *level)
{
    return !is_over(level);
}

static void choose(struct stage *stage, struct level *level, size_t answer)
{
    struct quiz_reply *reply = &level->replies[level->at];
    if (reply->shown) {
        app_say(stage->app, MESSAGE_INFO, "the answer is shown: Space next question");
        return;
    }
    if (answer >= QUIZ_CHOICES) {
        app_say(stage->app, MESSAGE_INFO, "there is no answer %c", (char)('a' + answer));
        return;
    }
    *reply = (struct quiz_reply){.answered = true, .shown = true, .chosen = answer};
    stage_show(stage);
}

/* Asks those again that were not answered right. */
static void again(struct stage *stage, struct level *level)
{
    bool *keep = xcalloc(level->quiz.count + 1, sizeof *keep);
    size_t count = 0;
    for (size_t i = 0; i < level->quiz.count; i++) {
        keep[i] = !ask_is_right(&level->quiz.questions[i], &level->replies[i]);
        count += keep[i];
    }
    if (count > 0) {
        quiz_keep(&level->quiz, keep);
        for (size_t i = 0; i < count; i++)
            level->replies[i] = (struct quiz_reply){.shown = false};
        go_to(stage, level, 0);
    } else {
        app_say(stage->app, MESSAGE_INFO, "all were right");
    }
    free(keep);
}

/* The results; of a question, its code is copied once that is shown. */
static const char *put_text(const struct stage *stage, const struct level *level,
                            struct strbuf *out)
{
    struct deck_setup setup = {.cols = STAGE_COPY_COLS, .ascii = stage->app->ascii};
    if (!is_over(level))
        return NULL;
    struct doc *doc = ask_results(&level->quiz, level->replies, &setup);
    doc_plain(doc, out);
    doc_free(doc);
    return "the results as text";
}

static bool shows_end(const struct level *level)
{
    return !is_over(level);
}

static bool shows_results(const struct view *view)
{
    return is_over(stage_level_of((const struct stage *)view));
}

/* Is the answer shown, so that the next step is the next question? */
static bool has_answered(const struct view *view)
{
    const struct level *level = stage_level_of((const struct stage *)view);
    return !is_over(level) && level->replies[level->at].shown;
}

static bool is_unanswered(const struct view *view)
{
    return !shows_results(view) && !has_answered(view);
}

static const struct hint hints[] = {
    {ACTION_CHOOSE, "answer", true, is_unanswered},
    {ACTION_STEP_ON, "show it", false, is_unanswered},
    {ACTION_STEP_ON, "on", true, has_answered},
    {ACTION_AGAIN, "the missed once more", false, shows_results},
    {ACTION_STEP_BACK, "back", false, NULL},
    {ACTION_OPEN, "read the code", false, stage_has_code},
    {ACTION_CANCEL, "return", true, stage_is_detour},
    {ACTION_CANCEL, "leave", true, stage_is_first},
    {ACTION_HELP, "help", true, NULL},
    {ACTION_NONE, NULL, false, NULL},
};

static const struct stage_kind quiz_kind = {
    .title = put_title,
    .make = make,
    .subject = subject,
    .advance = advance,
    .skip = skip,
    .jump = jump,
    .asks = asks,
    .choose = choose,
    .again = again,
    .shows_end = shows_end,
    .put_text = put_text,
    .hints = hints,
};

static void read_own(struct stage *stage, struct level *level)
{
    struct sb_error err = SB_ERROR_INIT;
    if (level->pile.questions != NULL)
        level->own =
            registry_parse_quiz(level->pile.questions,
                                level->pile.origin != NULL ? level->pile.origin : "lesson", &err);
    if (err.kind != SB_ERR_NONE)
        app_say(stage->app, MESSAGE_ERROR, "%s", err.message);
    sb_error_clear(&err);
}

void stage_test(struct stage *stage, struct pile *pile)
{
    struct level level = {.kind = &quiz_kind, .pile = *pile};
    read_own(stage, &level);
    struct quiz_setup setup = {
        .library = stage->setup.library,
        .pile = pile->subjects,
        .pile_count = pile->count,
        .all = pile->count == 0,
        .seed = stage->setup.seed != 0 ? stage->setup.seed : (uint32_t)(time(NULL) % SEEDS + 1),
        .limit = stage->setup.questions,
    };
    if (level.own != NULL) {
        setup.own = registry_extras(level.own)->quiz;
        setup.own_count = registry_extras(level.own)->quiz_count;
    }
    quiz_make(&level.quiz, &setup);
    level.replies = xcalloc(level.quiz.count + 1, sizeof *level.replies);
    if (level.quiz.count > 0) {
        stage_push(stage, &level);
        return;
    }
    app_say(stage->app, MESSAGE_INFO, "there is no question about this");
    stage_clear_level(&level);
}
