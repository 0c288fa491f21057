#include "config.h"
#include "registry/style.h"

#include <cJSON.h>
#include <string.h>

#include "base/ascii.h"
#include "base/text.h"
#include "registry/check.h"
#include "registry/dump.h"
#include "registry/style_private.h"

#define SUMMARY_CHARS 110
#define NOTE_CHARS 60
#define OWNER_CHARS 14 /* a badge next to the phrase */
#define TAG_CHARS 60
#define TAGS_LEAST 1
#define ALIASES_MOST 8
#define CONFUSABLE_MOST 4
#define MESSAGES_MOST 16 /* two screens */

static void check_count(struct style_check *check, const char *key, size_t count, size_t least,
                        size_t most)
{
    struct fault_place here = {.up = check->place, .key = key};
    if (count < least && !check->overlay)
        faults_add_in(check->faults, &here, "has %zu elements, expected at least %zu", count,
                      least);
    if (count > most)
        faults_add_in(check->faults, &here, "has %zu elements, expected at most %zu", count, most);
}

static void check_once(struct style_check *check, const char *key, const struct string_list *list)
{
    struct fault_place up = {.up = check->place, .key = key}, here = {.up = &up};
    for (; here.index < list->count; here.index++)
        for (size_t k = 0; k < here.index; k++)
            if (text_like(list->items[here.index], list->items[k]))
                faults_add_in(check->faults, &here, "is the same as %s[%zu], expected it once", key,
                              k);
}

/* Lists of sentences: how many, and how long each may be. */
static const struct {
    const char *key;
    size_t offset, least, most, chars;
} lists[] = {
    {"meaning", offsetof(struct entry_details, meaning), 0, 5, 420},
    {"causes", offsetof(struct entry_details, causes), 1, 8, 140},
    {"client_action", offsetof(struct entry_details, client_action), 1, 5, STYLE_SENTENCE_CHARS},
    {"server_action", offsetof(struct entry_details, server_action), 0, 6, STYLE_SENTENCE_CHARS},
};

static void check_lists(struct style_check *check)
{
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        const struct string_list *list =
            (const void *)((const char *)entry_details(check->entry) + lists[i].offset);
        struct fault_place up = {.up = check->place, .key = lists[i].key}, here = {.up = &up};
        check_count(check, lists[i].key, list->count, lists[i].least, lists[i].most);
        for (; here.index < list->count; here.index++)
            style_check_sentence(check, &here, list->items[here.index], lists[i].chars);
    }
}

static void check_summary(struct style_check *check)
{
    struct fault_place here = {.up = check->place, .key = "summary"};
    const char *summary = check->entry->summary;
    if (summary == NULL) {
        if (!check->overlay)
            faults_add_in(check->faults, &here, "is missing, expected one sentence");
        return;
    }
    style_check_sentence(check, &here, summary, SUMMARY_CHARS);
    if (strstr(summary, ". ") != NULL)
        faults_add_in(check->faults, &here, "has two sentences, expected one");
}

static void check_names(struct style_check *check)
{
    const struct entry *entry = check->entry;
    const struct entry_details *details = entry_details(entry);
    struct fault_place owner = {.up = check->place, .key = "owner"};
    struct fault_place up = {.up = check->place, .key = "tags"}, here = {.up = &up};
    style_check_length(check, &owner, entry->owner, OWNER_CHARS);
    check_count(check, "aliases", details->aliases.count, 0, ALIASES_MOST);
    check_count(check, "tags", details->tags.count, TAGS_LEAST, SIZE_MAX);
    check_once(check, "aliases", &details->aliases);
    check_once(check, "tags", &details->tags);
    for (; here.index < details->tags.count; here.index++) {
        const char *tag = details->tags.items[here.index];
        style_check_length(check, &here, tag, TAG_CHARS);
        for (const char *c = tag; *c != '\0'; c++)
            if (ascii_is_capital(*c)) {
                faults_add_in(check->faults, &here, "has capitals, expected lower case");
                break;
            }
    }
}

/* Checks the text of an object in an array. key and text_key: of the array and of the text. */
static void check_object_text(struct style_check *check, const char *key, size_t index,
                              const char *text_key, const char *text)
{
    struct fault_place array = {.up = check->place, .key = key};
    struct fault_place object = {.up = &array, .index = index};
    struct fault_place here = {.up = &object, .key = text_key};
    style_check_sentence(check, &here, text, STYLE_SENTENCE_CHARS);
}

static void check_myths(struct style_check *check)
{
    const struct entry_details *details = entry_details(check->entry);
    struct fault_place up = {.up = check->place, .key = "myths"}, object = {.up = &up};
    struct fault_place here = {.up = &object, .key = "text"};
    for (; object.index < details->myth_count; object.index++) {
        const char *text = details->myths[object.index].text;
        check_object_text(check, "myths", object.index, "text", text);
        style_check_mistake(check, &here, text);
    }
}

static void check_headers(struct style_check *check)
{
    const struct entry_details *details = entry_details(check->entry);
    struct fault_place up = {.up = check->place, .key = "headers"}, object = {.up = &up};
    struct fault_place here = {.up = &object, .key = "note"};
    for (; object.index < details->header_count; object.index++) {
        const char *note = details->headers[object.index].note;
        if (note == NULL || note[0] == '\0') {
            faults_add_in(check->faults, &here, "is missing, expected what the field says");
            continue;
        }
        style_check_length(check, &here, note, NOTE_CHARS);
        if (note[strlen(note) - 1] == '.')
            faults_add_in(check->faults, &here, "ends with a full stop, expected none");
    }
}

/* Reports a tag that says what a message says: search knows it from there. */
static void check_tags_of(struct style_check *check, const struct message *message, size_t index)
{
    const struct entry_details *details = entry_details(check->entry);
    struct fault_place up = {.up = check->place, .key = "tags"}, here = {.up = &up};
    for (; here.index < details->tags.count; here.index++)
        if (style_same_words(details->tags.items[here.index], message->text))
            faults_add_in(check->faults, &here,
                          "is the same as messages[%zu].text, expected it once", index);
}

static void check_messages(struct style_check *check)
{
    const struct entry *entry = check->entry;
    const struct entry_details *details = entry_details(entry);
    check_count(check, "messages", details->message_count, 0, MESSAGES_MOST);
    for (size_t i = 0; i < details->message_count; i++) {
        const struct message *message = &details->messages[i];
        check_tags_of(check, message, i);
        if (message->note != NULL)
            check_object_text(check, "messages", i, "note", message->note);
    }
}

static void check_limits(struct style_check *check)
{
    const struct entry_details *details = entry_details(check->entry);
    struct fault_place up = {.up = check->place, .key = "limits"}, object = {.up = &up};
    struct fault_place here = {.up = &object, .key = "reference"};
    for (; object.index < details->limit_count; object.index++)
        if (details->limits[object.index].reference.doc == NULL)
            faults_add_in(check->faults, &here, "is missing, expected where the value is from");
}

static void check_entry(struct style_check *check, const struct registry *registry)
{
    const struct entry *entry = check->entry;
    const struct entry_details *details = entry_details(entry);
    struct fault_place seen_in = {.up = check->place, .key = "seen_in"};
    check_summary(check);
    check_lists(check);
    check_names(check);
    check_headers(check);
    check_messages(check);
    check_limits(check);
    style_check_numbers(check, registry);
    check_myths(check);
    style_check_example(check);
    for (size_t i = 0; i < details->confusable_count; i++)
        check_object_text(check, "confusable_with", i, "difference",
                          details->confusable[i].difference);
    check_count(check, "confusable_with", details->confusable_count, 0, CONFUSABLE_MOST);
    check_count(check, "references", details->references.count, 1, SIZE_MAX);
    if (entry->seen_in == 0 && !check->overlay)
        faults_add_in(check->faults, &seen_in, "is missing, expected where the code is met");
}

/* Reports a member that no field knows: a typing error, or a later version's. */
static void check_member(void *context, const struct shape *shape, const cJSON *node,
                         const struct fault_place *place)
{
    if (shape == NULL && (place->up != NULL || strcmp(node->string, "$schema") != 0))
        faults_add_in(context, place, "is no member that this program knows");
}

void style_check(const cJSON *root, const struct registry *registry, bool overlay,
                 struct faults *faults)
{
    const cJSON *codes = cJSON_GetObjectItemCaseSensitive(root, "codes");
    struct fault_place up = {.key = "codes", .node = codes};
    struct fault_place place = {.up = &up, .node = codes != NULL ? codes->child : NULL};
    registry_walk(&registry_shape, root, NULL, check_member, faults);
    style_check_sections(root, faults);
    for (; place.index < registry->entry_count; place.index++, place.node = place.node->next) {
        struct style_check check = {faults, &registry->entries[place.index], &place, overlay};
        check_entry(&check, registry);
    }
}

void style_check_layout(const char *bytes, size_t len, const struct registry *registry,
                        struct faults *faults)
{
    struct strbuf dump = STRBUF_INIT;
    size_t same = 0, line = 1;
    registry_dump(registry, &dump);
    for (; same < len && same < dump.len && bytes[same] == dump.data[same]; same++)
        line += bytes[same] == '\n';
    if (same < len || same < dump.len)
        faults_add_at(faults, line, 1, "not in the layout that -r FILE --dump prints");
    strbuf_clear(&dump);
}
