#include "config.h"
#include "views/browser/searches.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "os/paths.h"
#include "os/replace_file.h"

#define FILE_MAX_BYTES ((size_t)SEARCHES_MAX * (SEARCHES_TEXT_MAX_BYTES + 1))
/* Leaving must not be held up by another window that is leaving too. */
#define WAIT_MS 200

static char *default_path(void)
{
    return paths_user_file("XDG_STATE_HOME", ".local/state", "statusbrowse/searches.txt");
}

static void add(struct searches *searches, const char *text, size_t len)
{
    MEM_GROW(searches->texts, searches->cap, searches->count + 1);
    searches->texts[searches->count++] = xstrndup(text, len);
}

void searches_add(struct searches *searches, const char *text)
{
    size_t count = searches->count;
    if (count == 0 || strcmp(searches->texts[count - 1], text) != 0)
        add(searches, text, strlen(text));
}

void searches_clear(struct searches *searches)
{
    for (size_t i = 0; i < searches->count; i++)
        free(searches->texts[i]);
    free(searches->texts);
    *searches = (struct searches){0};
}

/* May it be a line of the file? */
static bool is_fit(const char *text, size_t len)
{
    return len > 0 && len <= SEARCHES_TEXT_MAX_BYTES && utf8_is_plain(text, len);
}

/* Adds the lines of a file. One that is too long was not written by this program. */
static void add_lines(struct searches *searches, const struct file_content *content)
{
    if (content->bytes == NULL || !content->whole)
        return;
    for (size_t at = 0; at < content->len;) {
        const char *line = content->bytes + at;
        const char *end = memchr(line, '\n', content->len - at);
        size_t len = end != NULL ? (size_t)(end - line) : content->len - at;
        if (is_fit(line, len))
            add(searches, line, len);
        at += len + 1;
    }
}

void searches_load(struct searches *searches)
{
    struct file_content content = {0};
    char *path = default_path();
    if (path != NULL && replace_read(path, FILE_MAX_BYTES, &content, NULL))
        add_lines(searches, &content);
    searches->old = searches->count;
    file_content_clear(&content);
    free(path);
}

/* Is the text made again later in the list? */
static bool comes_again(const struct searches *searches, size_t at)
{
    for (size_t i = at + 1; i < searches->count; i++)
        if (strcmp(searches->texts[i], searches->texts[at]) == 0)
            return true;
    return false;
}

/* Those of the file and of this run, each once, where it was made last. */
static enum replace_verdict transform(void *context, const struct file_content *old,
                                      struct strbuf *fresh, struct sb_error *err)
{
    const struct searches *made = context;
    struct searches all = {0};
    size_t first, kept = 0;
    (void)err;
    add_lines(&all, old);
    for (size_t i = made->old; i < made->count; i++)
        if (is_fit(made->texts[i], strlen(made->texts[i])))
            add(&all, made->texts[i], strlen(made->texts[i]));
    for (first = all.count; first > 0 && kept < SEARCHES_MAX; first--)
        kept += !comes_again(&all, first - 1);
    for (size_t i = first; i < all.count; i++)
        if (!comes_again(&all, i))
            strbuf_printf(fresh, "%s\n", all.texts[i]);
    searches_clear(&all);
    return REPLACE_REPLACE;
}

bool searches_save(const struct searches *searches)
{
    struct searches made = *searches; /* borrows the texts */
    struct replace_job job = {
        .max_bytes = FILE_MAX_BYTES,
        .wait_ms = WAIT_MS,
        .transform = transform,
        .context = &made,
    };
    if (searches->count == searches->old)
        return true;
    char *path = default_path();
    bool ok = path != NULL && replace_file(path, &job, NULL, NULL);
    free(path);
    return ok;
}
