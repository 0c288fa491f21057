/*
 * What a user can make the program do. The table is action.def.
 */
#ifndef SB_APP_ACTION_H
#define SB_APP_ACTION_H

enum action {
    ACTION_NONE,
#define ACTION(id, name, help, group) ACTION_##id,
#include "app/action.def"
#undef ACTION
    /* Not bound to a name: they carry an argument from the terminal. */
    ACTION_INSERT, /* argument: a character typed into a prompt */
    ACTION_CLICK,  /* position of the mouse */
    ACTION_DRAG,
    ACTION_WHEEL_UP,
    ACTION_WHEEL_DOWN,
    ACTION_COUNT
};

enum action_group {
    ACTION_GROUP_MOVING,
    ACTION_GROUP_FINDING,
    ACTION_GROUP_READING,
    ACTION_GROUP_BOOKMARKS,
    ACTION_GROUP_TEACHING,
    ACTION_GROUP_VIEW,
    ACTION_GROUP_PROGRAM,
    ACTION_GROUP_COPY,
    ACTION_GROUP_PROMPT,
    ACTION_GROUP_COUNT
};

struct action_info {
    const char *name; /* "next-pane" */
    const char *help;
    enum action_group group;
};

/* Title of a group in the help. */
extern const char *const action_group_titles[ACTION_GROUP_COUNT];

/* The row of an action of the table; NULL for the others. */
const struct action_info *action_info(enum action action);

#endif
