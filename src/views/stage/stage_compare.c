#include "config.h"
#include "views/stage/stage_private.h"

#include "app/app.h"
#include "registry/library.h"
#include "search/versus.h"

static void put_title(const struct stage *stage, const struct level *level, struct strbuf *left,
                      struct strbuf *right)
{
    (void)stage;
    strbuf_puts(left, "compare");
    compare_title(&level->comparison, right);
}

static struct doc *make(const struct level *level, const struct deck_setup *setup)
{
    return compare_doc(&level->comparison,
                       &(struct page_setup){.cols = setup->cols, .ascii = setup->ascii});
}

static struct subject subject(const struct level *level)
{
    return level->comparison.subjects[0];
}

/* The linear form, as it is printed. */
static const char *put_text(const struct stage *stage, const struct level *level,
                            struct strbuf *out)
{
    struct page_setup setup = {
        .cols = STAGE_COPY_COLS, .ascii = stage->app->ascii, .whole_words = true};
    struct doc *doc = compare_linear(&level->comparison, &setup);
    compare_title(&level->comparison, out);
    strbuf_puts(out, "\n\n");
    doc_plain(doc, out);
    doc_free(doc);
    return "the comparison as text";
}

/* A page down; back leads to where it was opened. */
static void advance(struct stage *stage, struct level *level, int delta)
{
    (void)level;
    if (delta > 0)
        scroll_by(&stage->scroll, app_movement(ACTION_PAGE_DOWN, stage->scroll.rows));
    else
        app_apply(stage->app, ACTION_CANCEL, NULL);
}

static const struct hint hints[] = {
    {ACTION_DOWN, "down", false, NULL},  {ACTION_NEXT_LINK, "link", false, NULL},
    {ACTION_OPEN, "read", false, NULL},  {ACTION_COPY, "copy", false, NULL},
    {ACTION_CANCEL, "back", true, NULL}, {ACTION_HELP, "help", true, NULL},
    {ACTION_NONE, NULL, false, NULL},
};

static const struct stage_kind compare_kind = {
    .title = put_title,
    .make = make,
    .subject = subject,
    .advance = advance,
    .put_text = put_text,
    .hints = hints,
};

void stage_compare(struct stage *stage, const struct comparison *comparison)
{
    struct level level = {.kind = &compare_kind, .comparison = *comparison};
    stage_push(stage, &level);
}

bool stage_compare_text(struct stage *stage, const char *text)
{
    const struct library *library = stage->setup.library;
    struct comparison comparison = {.count = 0};
    struct versus versus;
    versus_split(&versus, text);
    struct library_search *search = versus.count > 0 ? stage_search(stage) : NULL;
    for (size_t i = 0; i < versus.count && i < COMPARE_MOST; i++) {
        const struct entry *entry = versus_entry(library, search, versus.parts[i]);
        if (entry != NULL)
            compare_add(&comparison, library_of_entry(library, entry), entry);
    }
    versus_clear(&versus);
    if (comparison.count >= COMPARE_LEAST)
        stage_compare(stage, &comparison);
    return comparison.count >= COMPARE_LEAST;
}
