#include "config.h"
#include "views/stage/stage.h"

#include "app/app.h"
#include "app/help.h"
#include "screen/draw.h"
#include "views/reader.h"
#include "views/share.h"
#include "views/stage/stage_private.h"

#define WHEEL_ROWS 3

static struct level *level_of(struct stage *stage)
{
    return &stage->levels[stage->count - 1];
}

/* Leaves the stage as a whole; the browser goes to the subject. */
static void leave_for(struct stage *stage, const struct subject *subject)
{
    app_close(stage->app, &stage->view);
    while (stage->count > 0)
        stage_clear_level(&stage->levels[--stage->count]);
    stage->dark = false;
    if (stage->setup.left != NULL && subject->kind != SUBJECT_NOTHING)
        stage->setup.left(stage->setup.context, subject);
}

/* From a detour, too, the way leads to the code of the lesson: it goes on from there. */
static void leave(struct stage *stage)
{
    const struct level *first = &stage->levels[0];
    struct subject subject = first->kind->subject(first);
    leave_for(stage, &subject);
}

static void cancel(struct stage *stage)
{
    if (stage->count == 1) {
        leave(stage);
        return;
    }
    stage_clear_level(&stage->levels[--stage->count]);
    stage_show(stage);
}

static void advance(struct stage *stage, int delta)
{
    struct level *level = level_of(stage);
    level->kind->advance(stage, level, delta);
}

static void skip(struct stage *stage, int delta)
{
    struct level *level = level_of(stage);
    if (level->kind->skip != NULL)
        level->kind->skip(stage, level, delta);
}

static void jump(struct stage *stage, int end)
{
    struct level *level = level_of(stage);
    if (level->kind->jump != NULL)
        level->kind->jump(stage, level, end);
    else
        scroll_by(&stage->scroll, end * (long)stage->scroll.doc->line_count);
}

static void move_link(struct stage *stage, int delta)
{
    if (!scroll_move_link(&stage->scroll, delta))
        app_say(stage->app, MESSAGE_INFO, "no link %s", delta > 0 ? "below" : "above");
}

static struct subject current(const struct stage *stage)
{
    const struct level *level = stage_level_of(stage);
    return level->kind->subject(level);
}

/* Shows one subject, as an answer to a question. */
static void detour(struct stage *stage, const struct subject *subject)
{
    struct pile pile = pile_new(subject, 1);
    stage_present(stage, &pile, 0);
}

/* Is it the first step of a detour? Who types a code presses Enter after it by habit, when it is
 * shown already, and must not lose the lesson. */
static bool is_new_detour(const struct stage *stage)
{
    const struct level *level = stage_level_of(stage);
    return stage->count > 1 && level->kind->leaves_on_enter && level->step == 0;
}

static void open_selected(struct stage *stage)
{
    size_t link = stage->scroll.link;
    struct subject subject = current(stage);
    if (link != DOC_NO_LINK && stage->scroll.doc->links[link].target != NULL) {
        subject = *(const struct subject *)stage->scroll.doc->links[link].target;
        detour(stage, &subject);
    } else if (subject.kind == SUBJECT_NOTHING) {
        app_say(stage->app, MESSAGE_INFO, "there is no code to read yet");
    } else if (is_new_detour(stage)) {
        app_say(stage->app, MESSAGE_INFO, "it is shown   Space goes on, Esc leads back");
    } else if (level_of(stage)->kind->leaves_on_enter) {
        leave_for(stage, &subject);
    } else {
        detour(stage, &subject);
    }
}

static void compare(struct stage *stage)
{
    struct subject subject = current(stage);
    struct comparison comparison = {.count = 0};
    compare_add_confused(&comparison, stage->setup.library, &subject);
    if (comparison.count < COMPARE_LEAST)
        app_say(stage->app, MESSAGE_INFO, "nothing to compare it with");
    else
        stage_compare(stage, &comparison);
}

/* Tests on the codes of the level: those of its lesson, those that are compared, or the only
 * one. */
static void test(struct stage *stage)
{
    const struct level *level = level_of(stage);
    const struct comparison *comparison = &level->comparison;
    struct subject subject = current(stage);
    struct pile pile = level->pile.count > 0   ? pile_copy(&level->pile)
                       : comparison->count > 0 ? pile_new(comparison->subjects, comparison->count)
                                               : pile_new(&subject, 1);
    stage_test(stage, &pile);
}

static void again(struct stage *stage)
{
    struct level *level = level_of(stage);
    if (level->kind->again != NULL)
        level->kind->again(stage, level);
}

static void toggle_notes(struct stage *stage)
{
    stage->notes = !stage->notes;
    stage_show(stage);
    app_say(stage->app, MESSAGE_INFO, stage->notes ? "your notes are shown" : "notes are hidden");
}

static void turn_dark(struct stage *stage)
{
    stage->dark = true;
}

static void open_reference(struct stage *stage)
{
    struct subject subject = current(stage);
    share_open_reference(stage->app, &subject, NULL);
}

/* Copies the text of the level; where it has none, asks what of its subject. */
static void copy(struct stage *stage)
{
    const struct level *level = level_of(stage);
    struct app *app = stage->app;
    struct subject subject = current(stage);
    strbuf_reset(&app->request_text);
    const char *name = level->kind->put_text != NULL
                           ? level->kind->put_text(stage, level, &app->request_text)
                           : NULL;
    if (name != NULL) {
        app->request = REQUEST_COPY;
        app->request_name = name;
        return;
    }
    if (subject.kind == SUBJECT_NOTHING)
        app_say(app, MESSAGE_INFO, "there is no code to copy yet");
    else
        share_open(stage->app, &subject, NULL, NULL);
}

static struct doc *make_help(const void *context, int cols, bool ascii)
{
    static const struct help_row rows[] = {{"404", "show this code, Esc leads back"},
                                           {"/words", "show what is found, Esc leads back"}};
    static const struct help_section section = {"TYPED ON THE STAGE", rows, 2};
    (void)context;
    return help_doc(&section, cols, ascii);
}

static void show_help(struct stage *stage)
{
    reader_open(stage->app,
                &(struct reader_text){.title = "statusbrowse: keys", .make = make_help});
}

/* What an action does: one of the two. */
static const struct {
    enum action action;
    void (*act)(struct stage *stage);
    void (*step)(struct stage *stage, int delta);
    int delta;
} handlers[] = {
    {ACTION_STEP_ON, .step = advance, .delta = 1},
    {ACTION_STEP_BACK, .step = advance, .delta = -1},
    {ACTION_NEXT_HIT, .step = skip, .delta = 1},
    {ACTION_PREV_HIT, .step = skip, .delta = -1},
    {ACTION_TOP, .step = jump, .delta = -1},
    {ACTION_BOTTOM, .step = jump, .delta = 1},
    {ACTION_NEXT_LINK, .step = move_link, .delta = 1},
    {ACTION_PREV_LINK, .step = move_link, .delta = -1},
    {ACTION_OPEN, .act = open_selected},
    {ACTION_COMPARE, .act = compare},
    {ACTION_TEST, .act = test},
    {ACTION_ASK, .act = stage_ask},
    {ACTION_SEARCH, .act = stage_search_open},
    {ACTION_AGAIN, .act = again},
    {ACTION_NOTE, .act = toggle_notes},
    {ACTION_DARK, .act = turn_dark},
    {ACTION_OPEN_REFERENCE, .act = open_reference},
    {ACTION_COPY, .act = copy},
    {ACTION_HELP, .act = show_help},
    {ACTION_CANCEL, .act = cancel},
    {ACTION_CLOSE, .act = leave},
    {ACTION_INTERRUPT, .act = leave},
};

static void click(struct stage *stage, const struct action_arg *at)
{
    struct rect rect = stage_card_rect(stage);
    size_t link = scroll_link_at(&stage->scroll, at->row - rect.row, at->col - rect.col);
    if (link == DOC_NO_LINK)
        return;
    bool again = link == stage->scroll.link;
    stage->scroll.link = link;
    if (again)
        open_selected(stage);
}

static bool act(struct view *view, enum action action, const struct action_arg *arg)
{
    struct stage *stage = (struct stage *)view;
    struct level *level = level_of(stage);
    if (stage->dark) {
        stage->dark = false;
        if (action != ACTION_GOTO && action != ACTION_SEARCH)
            return true;
    }
    for (size_t i = 0; i < sizeof handlers / sizeof handlers[0]; i++) {
        if (handlers[i].action != action)
            continue;
        if (handlers[i].act != NULL)
            handlers[i].act(stage);
        else
            handlers[i].step(stage, handlers[i].delta);
        return true;
    }
    long delta = app_movement(action, stage->scroll.rows);
    if (action == ACTION_WHEEL_UP || action == ACTION_WHEEL_DOWN)
        delta = action == ACTION_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS;
    if (delta != 0)
        scroll_by(&stage->scroll, delta);
    else if (action == ACTION_GOTO)
        stage_goto_open(stage, arg->character);
    else if (action == ACTION_CHOOSE)
        level->kind->choose(stage, level, (size_t)(arg->character - 'a'));
    else if (action == ACTION_CLICK)
        click(stage, arg);
    return true;
}

static void resize(struct view *view, int cols, int rows)
{
    struct stage *stage = (struct stage *)view;
    size_t link = stage->scroll.link;
    (void)cols, (void)rows;
    stage->scroll.rows = stage_card_rect(stage).rows;
    scroll_rewrap(&stage->scroll, stage_make_card(stage));
    if (link != DOC_NO_LINK && link < stage->scroll.doc->link_count)
        stage->scroll.link = link;
}

static void draw_title(const struct stage *stage, struct frame *frame)
{
    const struct level *level = stage_level_of(stage);
    struct strbuf left = STRBUF_INIT, right = STRBUF_INIT;
    level->kind->title(stage, level, &left, &right);
    int end = frame->cols - 1;
    if (right.len > 0)
        end = draw_right(frame, 0, frame->cols / 3, end, strbuf_str(&right), ROLE_DIM) - 2;
    draw_text(frame, 0, 1, end - 1, strbuf_str(&left), ROLE_STRONG);
    strbuf_clear(&left);
    strbuf_clear(&right);
}

/* Puts the cursor on the first line of what is new, for those who have the screen read out; on the
 * line of the window that is nearest where it has scrolled away. */
static void put_cursor(const struct scroll *scroll, const struct rect *rect, struct frame *frame)
{
    const struct doc *doc = scroll->doc;
    size_t line = doc->news_line, rows = rect->rows > 0 ? (size_t)rect->rows : 1;
    while (line + 1 < doc->line_count && doc->lines[line].len == 0)
        line++;
    line = line > scroll->top ? line - scroll->top : 0;
    frame->cursor_row = rect->row + (int)(line < rows ? line : rows - 1);
    frame->cursor_col = rect->col;
}

static void draw(const struct view *view, struct frame *frame)
{
    const struct stage *stage = (const struct stage *)view;
    struct rect rect = stage_card_rect(stage), edge = rect;
    if (stage->dark)
        return;
    draw_title(stage, frame);
    put_cursor(&stage->scroll, &rect, frame);
    scroll_draw(&stage->scroll, frame, &rect, NULL, NULL);
    edge.cols = frame->cols - rect.col;
    draw_thumb(frame, &edge, stage->scroll.top, stage->scroll.doc->line_count);
}

static const struct hint *hints(const struct view *view)
{
    static const struct hint none[] = {{ACTION_NONE, NULL, false, NULL}};
    const struct stage *stage = (const struct stage *)view;
    return stage->dark ? none : stage_level_of(stage)->kind->hints;
}

#define STAGE_VIEW .act = act, .resize = resize, .draw = draw, .hints = hints

static const struct view_ops lesson_view = {
    STAGE_VIEW,
    .contexts = {CONTEXT_LESSON, CONTEXT_STAGE, CONTEXT_MOVE, CONTEXT_GENERAL},
};

static const struct view_ops choice_view = {
    STAGE_VIEW,
    .contexts = {CONTEXT_CHOICE, CONTEXT_STAGE, CONTEXT_MOVE, CONTEXT_GENERAL},
};

void stage_init(struct stage *stage, struct app *app, const struct stage_setup *setup)
{
    *stage = (struct stage){
        .view = {&lesson_view, app},
        .lesson_keys = &lesson_view,
        .choice_keys = &choice_view,
        .setup = *setup,
        .app = app,
        .scroll = {.link = DOC_NO_LINK},
        .go = {{.view = {&stage_goto_view, app}, .ops = &stage_goto_ops}, stage},
        .find = {{.view = {&stage_search_view, app}, .ops = &stage_search_ops}, stage},
    };
}

void stage_clear(struct stage *stage)
{
    while (stage->count > 0)
        stage_clear_level(&stage->levels[--stage->count]);
    scroll_set(&stage->scroll, NULL);
    prompt_clear(&stage->go.prompt);
    prompt_clear(&stage->find.prompt);
    library_search_free(stage->search);
    hits_clear(&stage->hits);
}
