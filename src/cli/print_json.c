#include "config.h"
#include "cli/print_json.h"

#include "json/write.h"
#include "registry/dump.h"
#include "registry/registry.h"
#include "registry/unregistered.h"

static void json_brief(struct json_writer *json, const struct selected *item)
{
    const struct entry *entry = item->entry;
    const struct hit *hit = item->hit;
    const struct code_class *class = registry_class_of(item->registry, entry);
    json_begin_object(json, NULL);
    json_string(json, "registry", item->registry->id);
    json_string(json, "code", entry->code);
    json_string(json, "phrase", entry->phrase);
    json_string(json, "owner", entry->owner);
    json_string(json, "registration", registration_names[entry->registration]);
    json_string(json, "class", class != NULL ? class->id : NULL);
    if (entry->summary != NULL)
        json_string(json, "summary", entry->summary);
    if (hit != NULL) {
        json_integer(json, "score", hit->score);
        json_string(json, "field", text_kinds[hit->kind].name);
        json_string(json, "reason", hit->reason);
    }
    if (selected_note(item) != NULL)
        json_string(json, "note", selected_note(item));
    json_end(json);
}

static void json_missing(struct json_writer *json, const struct selected *item)
{
    json_begin_object(json, NULL);
    json_string(json, "registry", item->bookmark->id.registry);
    json_string(json, "code", item->bookmark->id.code);
    json_string(json, "owner", item->bookmark->id.owner);
    json_string(json, "registration", NULL);
    if (selected_note(item) != NULL)
        json_string(json, "note", selected_note(item));
    json_end(json);
}

static void json_unregistered(struct json_writer *json, const struct registry *registry,
                              const char *code)
{
    struct unregistered found;
    struct strbuf text = STRBUF_INIT;
    unregistered_find(registry, code, &found);
    unregistered_text(registry, code, &found, &text);
    json_begin_object(json, NULL);
    json_string(json, "registry", registry->id);
    json_string(json, "code", code);
    json_string(json, "registration", NULL);
    json_string(json, "class", found.in_class != NULL ? found.in_class->id : NULL);
    json_string(json, "treat_as",
                found.as_entry != NULL   ? found.as_entry->code
                : found.as_class != NULL ? found.as_class->id
                                         : NULL);
    json_string(json, "summary", strbuf_str(&text));
    json_begin_array(json, "nearest");
    for (size_t i = 0; i < found.nearest_count; i++)
        json_string(json, NULL, found.nearest[i]->code);
    json_end(json);
    json_end(json);
    strbuf_clear(&text);
}

void print_json(const struct selection *selection, bool full, struct strbuf *out)
{
    struct json_writer json = {0};
    json_begin_array(&json, NULL);
    for (size_t i = 0; i < selection->count; i++) {
        const struct selected *item = &selection->items[i];
        if (item->unregistered != NULL)
            json_unregistered(&json, item->registry, item->unregistered);
        else if (item->entry == NULL)
            json_missing(&json, item);
        else if (full)
            registry_dump_entry(item->registry->id, item->entry, selected_note(item), &json);
        else
            json_brief(&json, item);
    }
    json_end(&json);
    json_finish(&json, out);
}
