#include "config.h"
#include "views/browser/position.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "json/pull.h"
#include "json/write.h"
#include "os/paths.h"
#include "os/replace_file.h"

#define FORMAT 1
/* Leaving must not be held up by another window that is leaving too. */
#define WAIT_MS 200

/* The members of the file. */
static const struct {
    const char *key;
    size_t offset;
} fields[] = {
    {"registry", offsetof(struct position, registry)},
    {"class", offsetof(struct position, class_id)},
    {"code", offsetof(struct position, code)},
    {"owner", offsetof(struct position, owner)},
    {"pane", offsetof(struct position, pane)},
    {"theme", offsetof(struct position, theme)},
};
#define FIELD_COUNT (sizeof fields / sizeof fields[0])

static char **member(struct position *position, size_t field)
{
    return (char **)(void *)((char *)position + fields[field].offset);
}

static char *default_path(void)
{
    return paths_user_file("XDG_STATE_HOME", ".local/state", "statusbrowse/position.json");
}

void position_clear(struct position *position)
{
    for (size_t i = 0; i < FIELD_COUNT; i++)
        free(*member(position, i));
    *position = (struct position){0};
}

/* Keeps a member. False when the file is not ours to understand. */
static bool take(struct position *position, const char *key, struct json_value *value)
{
    if (strcmp(key, "format") == 0)
        return value->whole && value->number == FORMAT;
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        if (strcmp(key, fields[i].key) != 0)
            continue;
        if (value->text == NULL || value->text[0] == '\0' || !value->clean ||
            !utf8_is_plain(value->text, strlen(value->text)))
            return false;
        free(*member(position, i));
        *member(position, i) = value->text;
        value->text = NULL;
    }
    return true;
}

static bool parse(struct position *position, const struct file_content *content)
{
    struct json_pull pull;
    char *key;
    bool ok = content->whole;
    json_pull_init(&pull, content->bytes, content->len);
    json_pull_open(&pull, '{');
    while (json_pull_member(&pull, &key)) {
        struct json_value value;
        ok = json_pull_value(&pull, &value) && take(position, key, &value) && ok;
        json_value_clear(&value);
        free(key);
    }
    return json_pull_end(&pull) && ok;
}

bool position_load(struct position *position)
{
    struct file_content content = {0};
    char *path = default_path();
    *position = (struct position){0};
    bool ok = path != NULL && replace_read(path, POSITION_MAX_BYTES, &content, NULL) &&
              content.bytes != NULL && parse(position, &content);
    if (!ok)
        position_clear(position);
    file_content_clear(&content);
    free(path);
    return ok;
}

static enum replace_verdict transform(void *context, const struct file_content *old,
                                      struct strbuf *fresh, struct sb_error *err)
{
    struct position *position = context;
    struct json_writer json = {0};
    (void)err;
    json_begin_object(&json, NULL);
    json_integer(&json, "format", FORMAT);
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (*member(position, i) != NULL)
            json_string(&json, fields[i].key, *member(position, i));
    json_end(&json);
    json_finish(&json, fresh);
    bool same = old->bytes != NULL && old->whole && old->len == fresh->len &&
                memcmp(old->bytes, fresh->data, fresh->len) == 0;
    return same ? REPLACE_LEAVE : REPLACE_REPLACE;
}

bool position_save(const struct position *position)
{
    struct position copy = *position; /* borrows the strings */
    struct replace_job job = {
        .max_bytes = POSITION_MAX_BYTES,
        .wait_ms = WAIT_MS,
        .transform = transform,
        .context = &copy,
    };
    char *path = default_path();
    bool ok = path != NULL && replace_file(path, &job, NULL, NULL);
    free(path);
    return ok;
}
