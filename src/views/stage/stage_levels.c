#include "config.h"
#include "views/stage/stage_private.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/memory.h"
#include "registry/registry.h"

#define MARGIN_COLS 3
#define SMALL_COLS 60 /* below this width and height the margins go */
#define SMALL_ROWS 12

static const char *copy_into(struct arena *arena, const char *text)
{
    return arena_strndup(arena, text, strlen(text));
}

/* Copies what a bookmark points at; its note is the user's own, and shown only when asked for. */
static const struct bookmark *copy_bookmark(struct arena *arena, const struct bookmark *bookmark)
{
    struct bookmark *copy = arena_alloc(arena, sizeof *copy);
    copy->id.registry = copy_into(arena, bookmark->id.registry);
    copy->id.code = copy_into(arena, bookmark->id.code);
    copy->id.owner = copy_into(arena, bookmark->id.owner);
    return copy;
}

struct pile pile_new(const struct subject *subjects, size_t count)
{
    struct pile pile = {.subjects = xcalloc(count + 1, sizeof *subjects), .count = count};
    for (size_t i = 0; i < count; i++)
        pile.subjects[i] =
            subjects[i].kind == SUBJECT_MISSING
                ? subject_of_missing(copy_bookmark(&pile.bookmarks, subjects[i].thing))
                : subjects[i];
    return pile;
}

static char *copy_text(const char *text)
{
    return text != NULL && text[0] != '\0' ? xstrdup(text) : NULL;
}

void pile_set_lesson(struct pile *pile, const struct bookmark_store *store)
{
    const struct bookmarks *list = bookmark_store_list(store);
    pile->title = copy_text(bookmarks_title(list));
    pile->questions = copy_text(bookmark_extras_get(bookmarks_extras_of(list), "quiz"));
    pile->origin = copy_text(bookmark_store_path(store));
}

struct pile pile_copy(const struct pile *pile)
{
    struct pile copy = pile_new(pile->subjects, pile->count);
    copy.title = copy_text(pile->title);
    copy.questions = copy_text(pile->questions);
    copy.origin = copy_text(pile->origin);
    return copy;
}

void stage_clear_level(struct level *level)
{
    free(level->pile.subjects);
    arena_clear(&level->pile.bookmarks);
    free(level->pile.title);
    free(level->pile.questions);
    free(level->pile.origin);
    quiz_clear(&level->quiz);
    registry_free(level->own);
    free(level->replies);
    *level = (struct level){.kind = NULL};
}

const struct level *stage_level_of(const struct stage *stage)
{
    return &stage->levels[stage->count - 1];
}

/* Returns the user's note on a subject, or NULL. */
static const char *find_note(const struct stage *stage, const struct subject *subject)
{
    struct bookmark_id id;
    if (stage->setup.store == NULL || !subject_bookmark_id(subject, &id))
        return NULL;
    const struct bookmark *bookmark = bookmarks_find(bookmark_store_list(stage->setup.store), &id);
    return bookmark != NULL ? bookmark->note : NULL;
}

static bool is_small(const struct stage *stage)
{
    return stage->app->cols < SMALL_COLS || stage->app->rows < SMALL_ROWS;
}

struct rect stage_card_rect(const struct stage *stage)
{
    int margin = is_small(stage) ? 1 : MARGIN_COLS, top = is_small(stage) ? 1 : 2;
    int cols = stage->app->cols - margin - 2, rows = stage->app->rows - top - 1;
    return (struct rect){top, margin, rows > 0 ? rows : 0, cols > 1 ? cols : 1};
}

struct doc *stage_make_card(const struct stage *stage)
{
    const struct level *level = stage_level_of(stage);
    struct rect rect = stage_card_rect(stage);
    struct subject subject = level->kind->subject(level);
    struct deck_setup setup = {.cols = rect.cols,
                               .rows = rect.rows,
                               .ascii = stage->app->ascii,
                               .note = stage->notes ? find_note(stage, &subject) : NULL};
    /* cppcheck-suppress returnDanglingLifetime // the setup is only read */
    return level->kind->make(level, &setup);
}

/* The letters are answers while one is wanted. */
static void choose_keys(struct stage *stage)
{
    const struct level *level = stage_level_of(stage);
    bool asks = level->kind->asks != NULL && level->kind->asks(level);
    stage->view.ops = asks ? stage->choice_keys : stage->lesson_keys;
}

void stage_show(struct stage *stage)
{
    const struct level *level = stage_level_of(stage);
    struct scroll *scroll = &stage->scroll;
    choose_keys(stage);
    scroll->rows = stage_card_rect(stage).rows;
    scroll_set(scroll, stage_make_card(stage));
    scroll_by(scroll, (long)scroll->doc->line_count);
    bool end = level->kind->shows_end != NULL && level->kind->shows_end(level);
    if (!end && scroll->top > scroll->doc->news_line)
        scroll_by(scroll, (long)scroll->doc->news_line - (long)scroll->top);
}

void stage_push(struct stage *stage, const struct level *level)
{
    if (stage->count == STAGE_MAX_LEVELS) {
        stage_clear_level(&stage->levels[0]);
        memmove(&stage->levels[0], &stage->levels[1],
                (STAGE_MAX_LEVELS - 1) * sizeof stage->levels[0]);
        stage->count--;
    }
    bool opens = stage->count == 0;
    stage->levels[stage->count++] = *level;
    choose_keys(stage);
    if (opens)
        app_open(stage->app, &stage->view);
    stage_show(stage);
}

struct library_search *stage_search(struct stage *stage)
{
    if (stage->search == NULL)
        stage->search = library_search_new(stage->setup.library, &stage->setup.user);
    return stage->search;
}

bool stage_is_asking(const struct view *view)
{
    const struct level *level = stage_level_of((const struct stage *)view);
    return level->kind->asks != NULL && level->kind->asks(level) && !stage_has_code(view);
}

bool stage_has_code(const struct view *view)
{
    const struct stage *stage = (const struct stage *)view;
    const struct level *level = stage_level_of(stage);
    return level->kind->subject(level).kind != SUBJECT_NOTHING;
}

bool stage_is_detour(const struct view *view)
{
    return ((const struct stage *)view)->count > 1;
}

bool stage_is_first(const struct view *view)
{
    return !stage_is_detour(view);
}
