#include "config.h"
#include "registry/style.h"

#include <cJSON.h>
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "registry/dump.h"
#include "registry/fields.h"

#define SUMMARY_CHARS 110
#define SENTENCE_CHARS 150 /* of what to do, mistakes and differences */
#define NOTE_CHARS 60
#define OWNER_CHARS 14 /* a badge next to the phrase */
#define TAG_CHARS 60
#define TAGS_LEAST 1
#define ALIASES_MOST 8
#define CONFUSABLE_MOST 4

/* An entry that is checked, and where it stands. */
struct check {
    struct faults *faults;
    const struct entry *entry;
    const struct fault_place *place;
    bool overlay; /* nothing is missing: the entry of the base may have it */
};

/* --- Texts ----------------------------------------------------------------------------------- */

static void check_length(struct check *check, const struct fault_place *place, const char *text,
                         size_t most)
{
    size_t chars = utf8_count(text, strlen(text));
    if (chars > most)
        faults_add_in(check->faults, place, "has %zu characters, expected at most %zu", chars,
                      most);
}

/* Checks that a sentence ends as one, and has no marks that would be shown as they are. */
static void check_sentence(struct check *check, const struct fault_place *place, const char *text,
                           size_t most)
{
    size_t len = strlen(text);
    check_length(check, place, text, most);
    if (len == 0 || strchr(".?", text[len - 1]) == NULL)
        faults_add_in(check->faults, place, "has no full stop at its end");
    if (strstr(text, "  ") != NULL)
        faults_add_in(check->faults, place, "has two spaces in a row, expected one");
    if (strchr(text, '`') != NULL)
        faults_add_in(check->faults, place, "has a backquote, expected plain text");
}

static void check_count(struct check *check, const char *key, size_t count, size_t least,
                        size_t most)
{
    struct fault_place here = {.up = check->place, .key = key};
    if (count < least && !check->overlay)
        faults_add_in(check->faults, &here, "has %zu elements, expected at least %zu", count,
                      least);
    if (count > most)
        faults_add_in(check->faults, &here, "has %zu elements, expected at most %zu", count, most);
}

static void check_once(struct check *check, const char *key, const struct string_list *list)
{
    struct fault_place up = {.up = check->place, .key = key}, here = {.up = &up};
    for (; here.index < list->count; here.index++)
        for (size_t k = 0; k < here.index; k++)
            if (strcasecmp(list->items[here.index], list->items[k]) == 0)
                faults_add_in(check->faults, &here, "is the same as %s[%zu], expected it once", key,
                              k);
}

/* --- Parts of an entry ----------------------------------------------------------------------- */

/* Lists of sentences: how many, and how long each may be. */
static const struct {
    const char *key;
    size_t offset, least, most, chars;
} lists[] = {
    {"meaning", offsetof(struct entry, meaning), 0, 5, 420},
    {"causes", offsetof(struct entry, causes), 1, 8, 140},
    {"client_action", offsetof(struct entry, client_action), 1, 5, SENTENCE_CHARS},
    {"server_action", offsetof(struct entry, server_action), 0, 6, SENTENCE_CHARS},
};

static void check_lists(struct check *check)
{
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        const struct string_list *list =
            (const void *)((const char *)check->entry + lists[i].offset);
        struct fault_place up = {.up = check->place, .key = lists[i].key}, here = {.up = &up};
        check_count(check, lists[i].key, list->count, lists[i].least, lists[i].most);
        for (; here.index < list->count; here.index++)
            check_sentence(check, &here, list->items[here.index], lists[i].chars);
    }
}

static void check_summary(struct check *check)
{
    struct fault_place here = {.up = check->place, .key = "summary"};
    const char *summary = check->entry->summary;
    if (summary == NULL) {
        if (!check->overlay)
            faults_add_in(check->faults, &here, "is missing, expected one sentence");
        return;
    }
    check_sentence(check, &here, summary, SUMMARY_CHARS);
    if (strstr(summary, ". ") != NULL)
        faults_add_in(check->faults, &here, "has two sentences, expected one");
}

static void check_names(struct check *check)
{
    const struct entry *entry = check->entry;
    struct fault_place owner = {.up = check->place, .key = "owner"};
    struct fault_place up = {.up = check->place, .key = "tags"}, here = {.up = &up};
    check_length(check, &owner, entry->owner, OWNER_CHARS);
    check_count(check, "aliases", entry->aliases.count, 0, ALIASES_MOST);
    check_count(check, "tags", entry->tags.count, TAGS_LEAST, SIZE_MAX);
    check_once(check, "aliases", &entry->aliases);
    check_once(check, "tags", &entry->tags);
    for (; here.index < entry->tags.count; here.index++) {
        const char *tag = entry->tags.items[here.index];
        check_length(check, &here, tag, TAG_CHARS);
        for (const char *c = tag; *c != '\0'; c++)
            if (isupper((unsigned char)*c)) {
                faults_add_in(check->faults, &here, "has capitals, expected lower case");
                break;
            }
    }
}

/* Checks the text of an object in an array. key and text_key: of the array and of the text. */
static void check_object_text(struct check *check, const char *key, size_t index,
                              const char *text_key, const char *text)
{
    struct fault_place array = {.up = check->place, .key = key};
    struct fault_place object = {.up = &array, .index = index};
    struct fault_place here = {.up = &object, .key = text_key};
    check_sentence(check, &here, text, SENTENCE_CHARS);
}

static void check_headers(struct check *check)
{
    struct fault_place up = {.up = check->place, .key = "headers"}, object = {.up = &up};
    struct fault_place here = {.up = &object, .key = "note"};
    for (; object.index < check->entry->header_count; object.index++) {
        const char *note = check->entry->headers[object.index].note;
        if (note == NULL || note[0] == '\0') {
            faults_add_in(check->faults, &here, "is missing, expected what the field says");
            continue;
        }
        check_length(check, &here, note, NOTE_CHARS);
        if (note[strlen(note) - 1] == '.')
            faults_add_in(check->faults, &here, "ends with a full stop, expected none");
    }
}

static void check_entry(struct check *check)
{
    const struct entry *entry = check->entry;
    struct fault_place seen_in = {.up = check->place, .key = "seen_in"};
    check_summary(check);
    check_lists(check);
    check_names(check);
    check_headers(check);
    for (size_t i = 0; i < entry->myth_count; i++)
        check_object_text(check, "myths", i, "text", entry->myths[i].text);
    for (size_t i = 0; i < entry->confusable_count; i++)
        check_object_text(check, "confusable_with", i, "difference",
                          entry->confusable[i].difference);
    check_count(check, "confusable_with", entry->confusable_count, 0, CONFUSABLE_MOST);
    check_count(check, "references", entry->references.count, 1, SIZE_MAX);
    if (entry->seen_in == 0 && !check->overlay)
        faults_add_in(check->faults, &seen_in, "is missing, expected where the code is met");
}

/* --- The file -------------------------------------------------------------------------------- */

/* Reports members that no field knows: a typing error, or a later version's. */
static void check_members(struct faults *faults, const struct shape *shape, const cJSON *node,
                          const struct fault_place *place)
{
    for (const cJSON *child = node->child; child != NULL; child = child->next) {
        size_t i = fields_find(shape, child->string, 0);
        struct fault_place here = {.up = place, .key = child->string};
        struct fault_place item = {.up = &here, .node = child->child};
        if (i == shape->count) {
            if (place != NULL || strcmp(child->string, "$schema") != 0)
                faults_add_in(faults, &here, "is no member that this program knows");
        } else if (shape->fields[i].kind == KIND_OBJECT) {
            check_members(faults, shape->fields[i].shape, child, &here);
        } else if (shape->fields[i].kind == KIND_OBJECTS) {
            for (; item.node != NULL; item.node = item.node->next, item.index++)
                check_members(faults, shape->fields[i].shape, item.node, &item);
        }
    }
}

void style_check(const cJSON *root, const struct registry *registry, bool overlay,
                 struct faults *faults)
{
    const cJSON *codes = cJSON_GetObjectItemCaseSensitive(root, "codes");
    struct fault_place up = {.key = "codes", .node = codes};
    struct fault_place place = {.up = &up, .node = codes != NULL ? codes->child : NULL};
    check_members(faults, &registry_shape, root, NULL);
    for (; place.index < registry->entry_count; place.index++, place.node = place.node->next) {
        struct check check = {faults, &registry->entries[place.index], &place, overlay};
        check_entry(&check);
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
