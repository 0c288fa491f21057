/*
 * What the files of the stage share: stage_levels.c what all kinds of levels build on, those with
 * the name of a kind that one, which knows no key, and stage.c the view above them.
 */
#ifndef SB_VIEWS_STAGE_STAGE_PRIVATE_H
#define SB_VIEWS_STAGE_STAGE_PRIVATE_H

#include "views/stage/stage.h"

#define STAGE_COPY_COLS 80  /* of a text for the clipboard */
#define STAGE_TITLE_COLS 60 /* below, the title bar is brief */

/* A kind of level. What may be NULL says so. */
struct stage_kind {
    /* Appends what stands at the left and at the right of the title bar. */
    void (*title)(const struct stage *stage, const struct level *level, struct strbuf *left,
                  struct strbuf *right);

    struct doc *(*make)(const struct level *level, const struct deck_setup *setup);

    /* What it is about now; SUBJECT_NOTHING: it has no code to read. */
    struct subject (*subject)(const struct level *level);

    /* Goes one step on (1) or back (-1). Messages say where the end is. */
    void (*advance)(struct stage *stage, struct level *level, int delta);

    /* Goes to the next or previous code or question; to the first (-1) or last (1). NULL: there are
     * none. */
    void (*skip)(struct stage *stage, struct level *level, int delta);
    void (*jump)(struct stage *stage, struct level *level, int end);

    /* Takes the answer with this number, from 0, while asks() says that one is wanted. NULL: there
     * are no answers. */
    bool (*asks)(const struct level *level);
    void (*choose)(struct stage *stage, struct level *level, size_t answer);

    void (*again)(struct stage *stage, struct level *level); /* NULL: nothing to repeat */

    /* Is the end of the card to be in sight, even where what is new does not fit? NULL: no. */
    bool (*shows_end)(const struct level *level);

    /* Appends what the level shows as a text for the clipboard, and returns what that is, in words;
     * NULL: nothing, but its subject. May be NULL. */
    const char *(*put_text)(const struct stage *stage, const struct level *level,
                            struct strbuf *out);

    const struct hint *hints;
    bool leaves_on_enter; /* Enter without a link leaves the stage for the code */
};

extern const struct stage_kind stage_kind_lesson;

/* The level on top, which the screen shows. */
const struct level *stage_level_of(const struct stage *stage);

void stage_clear_level(struct level *level); /* frees what it owns */

/* Returns a copy with bookmarks of its own. */
struct pile pile_copy(const struct pile *pile);

/* Puts a level on top, whose members the stage then owns, and shows it. */
void stage_push(struct stage *stage, const struct level *level);

/* Shows the level as it is now, so far scrolled that what is new is in sight. */
void stage_show(struct stage *stage);

/* Where the card is, between the title and the bottom line, and the card of the level on top. */
struct rect stage_card_rect(const struct stage *stage);
struct doc *stage_make_card(const struct stage *stage);

/* For hints: is an answer wanted, is there a code to read? */
bool stage_is_asking(const struct view *view);
bool stage_has_code(const struct view *view);

/* For hints: does Esc lead back to another card, or to the browser? */
bool stage_is_detour(const struct view *view);
bool stage_is_first(const struct view *view);

/* The stage of one of its prompts. */
static inline struct stage *stage_of_prompt(const struct prompt *prompt)
{
    return ((const struct stage_prompt *)prompt)->stage;
}

/* Asks for a code, whose first digit was typed. */
void stage_goto_open(struct stage *stage, int character);
extern const struct prompt_ops stage_goto_ops;
extern const struct view_ops stage_goto_view;

/* Asks for words, whose hits are a detour. */
void stage_search_open(struct stage *stage);
extern const struct prompt_ops stage_search_ops;
extern const struct view_ops stage_search_view;

/* Returns the stage's own search, which is made when it is first needed. */
struct library_search *stage_search(struct stage *stage);

#endif
