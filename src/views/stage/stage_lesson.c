#include "config.h"
#include "views/stage/stage_private.h"

#include "app/app.h"
#include "screen/draw.h"

#define PILE_TITLE_COLS 100 /* from here on, the title bar has room for the title of a lesson */

static const struct subject *subject_at(const struct level *level)
{
    return &level->pile.subjects[level->at];
}

static void put_title(const struct stage *stage, const struct level *level, struct strbuf *left,
                      struct strbuf *right)
{
    const struct subject *subject = subject_at(level);
    const struct entry *entry = subject_entry(subject);
    bool narrow = stage->app->cols < STAGE_TITLE_COLS;
    if (deck_names(subject, level->step))
        subject_title(subject, left);
    else
        strbuf_puts(left, entry->code);
    if (stage->count > 1)
        strbuf_puts(right, narrow ? "detour" SIGN_DOT : "detour, Esc leads back" SIGN_DOT);
    else if (level->pile.title != NULL && stage->app->cols >= PILE_TITLE_COLS)
        strbuf_printf(right, "%s" SIGN_DOT, level->pile.title);
    if (level->pile.count > 1)
        strbuf_printf(right, narrow ? "%zu/%zu" SIGN_DOT : "%zu of %zu" SIGN_DOT, level->at + 1,
                      level->pile.count);
    strbuf_printf(right, narrow ? "%zu/%zu" : "%zu of %zu", level->step + 1, deck_count(subject));
}

static struct doc *make(const struct level *level, const struct deck_setup *setup)
{
    return deck_card(subject_at(level), level->step, setup);
}

static struct subject subject(const struct level *level)
{
    return *subject_at(level);
}

static void go_to(struct stage *stage, struct level *level, size_t at, size_t step)
{
    level->at = at;
    level->step = step;
    stage_show(stage);
}

static void skip(struct stage *stage, struct level *level, int delta)
{
    if (delta > 0 && level->at + 1 < level->pile.count)
        go_to(stage, level, level->at + 1, 0);
    else if (delta < 0 && level->at > 0)
        go_to(stage, level, level->at - 1, 0);
    else
        app_say(stage->app, MESSAGE_INFO, delta > 0 ? "the last code" : "the first code");
}

static void advance(struct stage *stage, struct level *level, int delta)
{
    size_t steps = deck_count(subject_at(level));
    if (delta > 0 && level->step + 1 < steps) {
        go_to(stage, level, level->at, level->step + 1);
    } else if (delta > 0 && level->at + 1 < level->pile.count) {
        go_to(stage, level, level->at + 1, 0);
    } else if (delta > 0) {
        app_say(stage->app, MESSAGE_INFO, "the end of the lesson: t test, Esc leave");
    } else if (level->step > 0) {
        go_to(stage, level, level->at, level->step - 1);
    } else if (level->at > 0) {
        level->at--;
        go_to(stage, level, level->at, deck_count(subject_at(level)) - 1);
    } else {
        app_say(stage->app, MESSAGE_INFO, "the start of the lesson");
    }
}

static void jump(struct stage *stage, struct level *level, int end)
{
    go_to(stage, level, end > 0 ? level->pile.count - 1 : 0, 0);
}

static const struct hint hints[] = {
    {ACTION_STEP_ON, "on", true, NULL},
    {ACTION_STEP_BACK, "back", false, NULL},
    {ACTION_NEXT_HIT, "next code", false, NULL},
    {ACTION_COMPARE, "compare", false, NULL},
    {ACTION_TEST, "test", false, NULL},
    {ACTION_CANCEL, "return", true, stage_is_detour},
    {ACTION_CANCEL, "leave", true, stage_is_first},
    {ACTION_HELP, "help", true, NULL},
    {ACTION_NONE, NULL, false, NULL},
};

const struct stage_kind stage_kind_lesson = {
    .title = put_title,
    .make = make,
    .subject = subject,
    .advance = advance,
    .skip = skip,
    .jump = jump,
    .hints = hints,
    .leaves_on_enter = true,
};

void stage_present(struct stage *stage, struct pile *pile, size_t at)
{
    struct level level = {.kind = &stage_kind_lesson, .pile = *pile, .at = at};
    stage_push(stage, &level);
}
