#include "config.h"
#include "views/stage/stage_private.h"

#include "app/app.h"
#include "registry/library.h"

static void put_title(const struct stage *stage, const struct level *level, struct strbuf *left,
                      struct strbuf *right)
{
    struct subject subject = guide_subject(&level->way, level->registry);
    (void)stage;
    strbuf_puts(left, "which code should I send?");
    if (subject.kind == SUBJECT_NOTHING) {
        strbuf_printf(right, "question %zu", level->way.count);
        return;
    }
    strbuf_puts(left, "  ");
    subject_title(&subject, left);
    strbuf_printf(right, "answer after %zu questions", level->way.count);
}

static struct doc *make(const struct level *level, const struct deck_setup *setup)
{
    return ask_guide(&level->way, level->registry, setup);
}

static struct subject subject(const struct level *level)
{
    return guide_subject(&level->way, level->registry);
}

static void advance(struct stage *stage, struct level *level, int delta)
{
    if (delta > 0)
        scroll_by(&stage->scroll, app_movement(ACTION_PAGE_DOWN, stage->scroll.rows));
    else if (guide_back(&level->way))
        stage_show(stage);
    else
        app_say(stage->app, MESSAGE_INFO, "the first question");
}

static void jump(struct stage *stage, struct level *level, int end)
{
    if (end < 0)
        guide_begin(&level->way, level->registry);
    stage_show(stage);
}

static bool asks(const struct level *level)
{
    return level->way.end == NULL;
}

static void choose(struct stage *stage, struct level *level, size_t answer)
{
    if (guide_choose(&level->way, level->registry, answer))
        stage_show(stage);
    else
        app_say(stage->app, MESSAGE_INFO, "there is no answer %c", (char)('a' + answer));
}

static const struct hint hints[] = {
    {ACTION_CHOOSE, "choose", true, stage_is_asking},
    {ACTION_OPEN, "read the code", false, stage_has_code},
    {ACTION_STEP_BACK, "back", false, NULL},
    {ACTION_TOP, "from the start", false, NULL},
    {ACTION_CANCEL, "return", true, stage_is_detour},
    {ACTION_CANCEL, "leave", true, stage_is_first},
    {ACTION_HELP, "help", true, NULL},
    {ACTION_NONE, NULL, false, NULL},
};

static const struct stage_kind guide_kind = {
    .title = put_title,
    .make = make,
    .subject = subject,
    .advance = advance,
    .jump = jump,
    .asks = asks,
    .choose = choose,
    .hints = hints,
    .leaves_on_enter = true,
};

void stage_ask(struct stage *stage)
{
    struct level level = {.kind = &guide_kind, .registry = library_main(stage->setup.library)};
    if (guide_begin(&level.way, level.registry))
        stage_push(stage, &level);
    else
        app_say(stage->app, MESSAGE_INFO, "this registry has no guide");
}
