#include "config.h"
#include "views/stage/stage_private.h"

#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "registry/library.h"
#include "screen/draw.h"
#include "search/query.h"

/* Of many letters that wait, only the last is searched for. */
static void catch_up(struct stage *stage)
{
    if (stage->find_due)
        library_search_run(stage_search(stage), prompt_text(&stage->find.prompt), &stage->hits);
    stage->find_due = false;
}

static void changed(struct prompt *prompt)
{
    stage_of_prompt(prompt)->find_due = true;
}

/* Shows the hits as a lesson of their own. The asker has named the first one, so that its meaning
 * is no secret. */
static void show_hits(struct stage *stage)
{
    const struct library *library = stage->setup.library;
    struct pile pile = {.subjects = xcalloc(stage->hits.count, sizeof *pile.subjects),
                        .count = stage->hits.count};
    for (size_t i = 0; i < pile.count; i++) {
        const struct entry *entry = stage->hits.items[i].entry;
        pile.subjects[i] = subject_of_entry(library_of_entry(library, entry), entry);
    }
    struct level level = {.kind = &stage_kind_lesson, .pile = pile, .step = 1};
    stage_push(stage, &level);
}

/* Goes on a detour to what was found, or to the comparison that "A vs B" asks for. */
static void accept(struct prompt *prompt)
{
    struct stage *stage = stage_of_prompt(prompt);
    const char *text = prompt_text(prompt);
    catch_up(stage);
    prompt_close(prompt);
    if (prompt_is_blank(prompt) || stage_compare_text(stage, text))
        return;
    if (stage->hits.count > 0)
        show_hits(stage);
    else
        app_say(stage->app, MESSAGE_ERROR, "no match: %s", text);
}

static void settle(struct view *view)
{
    catch_up(stage_of_prompt((struct prompt *)view));
}

/* Builds the index while the user begins to type. */
static void prepare(struct view *view)
{
    struct hits none = {.items = NULL};
    library_search_run(stage_search(stage_of_prompt((struct prompt *)view)), "", &none);
    hits_clear(&none);
}

/* The best hit, and how many there are. */
static void put_note(const struct prompt *prompt, int room, struct strbuf *out)
{
    const struct stage *stage = stage_of_prompt(prompt);
    const struct hits *hits = &stage->hits;
    char number[32];
    if (prompt_is_blank(prompt))
        return;
    if (hits->problem != NULL) {
        strbuf_puts(out, hits->problem);
        return;
    }
    snprintf(number, sizeof number, hits->count == 1 ? "%zu hit" : "%zu hits", hits->count);
    if (hits->count > 0) {
        const struct entry *entry = hits->items[0].entry;
        struct subject best =
            subject_of_entry(library_of_entry(stage->setup.library, entry), entry);
        subject_title(&best, out);
        strbuf_puts(out, SIGN_DOT);
    }
    if (utf8_width(strbuf_str(out), out->len) + (int)strlen(number) > room)
        strbuf_reset(out);
    strbuf_puts(out, number);
}

void stage_search_open(struct stage *stage)
{
    stage->hits.count = 0;
    stage->find_due = false;
    prompt_open(&stage->find.prompt, stage->app, QUERY_MAX_BYTES, QUERY_MAX_BYTES);
}

const struct prompt_ops stage_search_ops = {
    .label = "/",
    .ends_empty = true,
    .changed = changed,
    .accept = accept,
    .cancel = prompt_close,
    .note = put_note,
};

const struct view_ops stage_search_view = {
    PROMPT_VIEW,
    .contexts = {CONTEXT_PROMPT, CONTEXT_EDIT, CONTEXT_GENERAL},
    .types = prompt_types_text,
    .takes_paste = true,
    .settle = settle,
    .prepare = prepare,
};
