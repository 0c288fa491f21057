#include "config.h"
#include "app/action.h"

#include <stddef.h>

const char *const action_group_titles[ACTION_GROUP_COUNT] = {
    [ACTION_GROUP_MOVING] = "MOVING",      [ACTION_GROUP_FINDING] = "FINDING",
    [ACTION_GROUP_READING] = "READING",    [ACTION_GROUP_BOOKMARKS] = "BOOKMARKS",
    [ACTION_GROUP_TEACHING] = "TEACHING",  [ACTION_GROUP_VIEW] = "VIEW",
    [ACTION_GROUP_PROGRAM] = "PROGRAM",    [ACTION_GROUP_COPY] = "COPY (y, then)",
    [ACTION_GROUP_PROMPT] = "IN A PROMPT",
};

static const struct action_info table[] = {
#define ACTION(id, name, help, group) [ACTION_##id] = {name, help, ACTION_GROUP_##group},
#include "app/action.def"
#undef ACTION
};

const struct action_info *action_info(enum action action)
{
    if ((size_t)action >= sizeof table / sizeof table[0] || table[action].name == NULL)
        return NULL;
    return &table[action];
}
