#include "config.h"
#include "cli/settings.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cJSON.h>

#include "doc/theme.h"
#include "json/faults.h"
#include "json/tree.h"
#include "os/paths.h"
#include "os/read_file.h"

/* The settings that are on or off. */
static const struct flag {
    const char *key;    /* in config.json; NULL: set by an option alone */
    size_t offset;      /* of the member in struct settings */
    bool usual;         /* value when nothing is said */
    enum option option; /* that gives it the other value; OPTION_COUNT: none */
} flags[] = {
    {"mouse", offsetof(struct settings, mouse), true, OPTION_NO_MOUSE},
    {"unofficial", offsetof(struct settings, unofficial), true, OPTION_COUNT},
    {"ascii", offsetof(struct settings, ascii), false, OPTION_ASCII},
    {"cursor", offsetof(struct settings, cursor), false, OPTION_COUNT},
    {NULL, offsetof(struct settings, clipboard), true, OPTION_NO_CLIPBOARD},
    {NULL, offsetof(struct settings, remember), true, OPTION_NO_STATE},
};

#define FLAG_COUNT (sizeof flags / sizeof flags[0])

static bool *flag_member(struct settings *settings, const struct flag *flag)
{
    return (bool *)((char *)settings + flag->offset);
}

struct settings settings_default(void)
{
    struct settings settings = {.theme = theme_names[0]};
    for (size_t i = 0; i < FLAG_COUNT; i++)
        *flag_member(&settings, &flags[i]) = flags[i].usual;
    return settings;
}

void settings_override(struct settings *settings, const struct options *options)
{
    if (options->values[OPTION_THEME] != NULL)
        settings->theme = options->values[OPTION_THEME];
    for (size_t i = 0; i < FLAG_COUNT; i++)
        if (flags[i].option != OPTION_COUNT && options->given[flags[i].option])
            *flag_member(settings, &flags[i]) = !flags[i].usual;
}

static void read_theme(struct settings *settings, const cJSON *value,
                       const struct fault_place *place, struct faults *faults)
{
    int index = cJSON_IsString(value) ? theme_index(value->valuestring) : -1;
    if (index >= 0) {
        settings->theme = theme_names[index];
        return;
    }
    faults_add_value(faults, place, value, THEME_NAMES);
}

static void read_member(struct settings *settings, const cJSON *value, struct faults *faults)
{
    struct fault_place place = {.key = value->string};
    if (strcmp(value->string, "theme") == 0) {
        read_theme(settings, value, &place, faults);
        return;
    }
    for (size_t i = 0; i < FLAG_COUNT; i++) {
        if (flags[i].key == NULL || strcmp(value->string, flags[i].key) != 0)
            continue;
        if (cJSON_IsBool(value))
            *flag_member(settings, &flags[i]) = cJSON_IsTrue(value);
        else
            faults_add_value(faults, &place, value, "true or false");
        return;
    }
    faults_add_in(faults, &place,
                  "no such setting, expected theme, mouse, unofficial, ascii or cursor");
}

bool settings_parse(struct settings *settings, const char *bytes, size_t len, const char *origin,
                    struct sb_error *err)
{
    const struct json_tree_limits limits = {.bytes = SETTINGS_MAX_BYTES,
                                            .depth = 8,
                                            .string_bytes = 1024,
                                            .number_chars = 32,
                                            .values = 1000,
                                            .faults = 20};
    struct faults faults;
    faults_init(&faults, origin, limits.faults);
    cJSON *root = json_tree_read(bytes, len, &limits, &faults);
    if (root != NULL) {
        json_tree_check_keys(root, NULL, &faults);
        if (!cJSON_IsObject(root))
            faults_add_value(&faults, NULL, root, "an object");
        for (const cJSON *value = cJSON_IsObject(root) ? root->child : NULL; value != NULL;
             value = value->next)
            read_member(settings, value, &faults);
        cJSON_Delete(root);
    }
    return faults_done(&faults, err);
}

bool settings_load(struct settings *settings, struct sb_error *err)
{
    char *path = paths_user_file("XDG_CONFIG_HOME", ".config", "statusbrowse/config.json");
    char *bytes = NULL;
    size_t len;
    bool missing = false, good = true;
    if (path == NULL)
        return true;
    if (read_file(path, SETTINGS_MAX_BYTES, &bytes, &len, &missing, err))
        good = settings_parse(settings, bytes, len, path, err);
    else if (missing)
        sb_error_clear(err);
    else
        good = false;
    free(bytes);
    free(path);
    return good;
}
