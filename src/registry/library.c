#include "config.h"
#include "registry/library.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "registry/builtin.h"
#include "registry/registry.h"

void library_add(struct library *library, struct registry *registry, const char *origin)
{
    MEM_GROW(library->items, library->cap, library->count + 1);
    library->items[library->count++] = (struct library_item){registry, xstrdup(origin)};
}

void library_clear(struct library *library)
{
    for (size_t i = 0; i < library->count; i++) {
        registry_free(library->items[i].handle);
        free(library->items[i].origin);
    }
    free(library->items);
    for (size_t i = 0; i < library->warning_count; i++)
        free(library->warnings[i]);
    free(library->warnings);
    *library = (struct library){0};
}

const struct registry *library_open(const struct library_item *item)
{
    registry_open(item->handle);
    return item->handle;
}

bool library_may_relate(const struct library_item *item, const char *id, const char *code)
{
    if (item->handle->builtin == NULL)
        return true;
    struct strbuf line = STRBUF_INIT;
    strbuf_putc(&line, '\n');
    strbuf_puts(&line, id);
    strbuf_putc(&line, ' ');
    strbuf_puts(&line, code);
    strbuf_putc(&line, '\n');
    bool may = strstr(item->handle->builtin->named, strbuf_str(&line)) != NULL;
    strbuf_clear(&line);
    return may;
}

const struct registry *library_main(const struct library *library)
{
    assert(library->count > 0);
    return library_open(&library->items[0]);
}

struct library_item *library_find(const struct library *library, const char *id)
{
    for (size_t i = 0; i < library->count; i++)
        if (strcmp(library->items[i].handle->id, id) == 0)
            return &library->items[i];
    return NULL;
}

static bool is_named(const struct registry *registry, const char *name, size_t len)
{
    return text_is_like(name, len, registry->id) ||
           text_is_like(name, len, registry_short(registry)) ||
           (strcspn(registry->title, " ") == len &&
            text_compare_like(registry->title, name, len) == 0);
}

const struct registry *library_named(const struct library *library, const char *name, size_t len)
{
    for (size_t i = 0; i < library->count && len > 0; i++)
        if (is_named(library->items[i].handle, name, len))
            return library_open(&library->items[i]);
    return NULL;
}

const char *registry_short(const struct registry *registry)
{
    return registry->short_name != NULL ? registry->short_name : registry->id;
}

const struct registry *library_of_entry(const struct library *library, const struct entry *entry)
{
    for (size_t i = 1; i < library->count; i++) {
        const struct registry *registry = library->items[i].handle;
        if (registry_has(registry, entry))
            return registry;
    }
    return library_main(library);
}

bool library_has_longer(const struct library *library, const char *code)
{
    bool has = false;
    for (size_t i = 0; i < library->count && !has; i++)
        has = registry_has_longer(library_open(&library->items[i]), code);
    return has;
}
