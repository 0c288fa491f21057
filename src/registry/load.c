#include "config.h"
#include "registry/load.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "os/paths.h"
#include "os/read_file.h"
#include "registry/builtin.h"
#include "registry/limits.h"
#include "registry/parse.h"
#include "registry/registry.h"

#define REGISTRY_VARIABLE "STATUSBROWSE_REGISTRY"

/* Returns the value of an environment variable that is set and not empty, else NULL. */
static const char *environment(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0' ? value : NULL;
}

/* --- The registry ---------------------------------------------------------------------------- */

/* Moves the message of *err, which is empty afterwards, to the warnings. */
static void take_warning(struct registry_source *source, struct sb_error *err)
{
    source->warnings =
        xreallocarray(source->warnings, source->warning_count + 1, sizeof *source->warnings);
    source->warnings[source->warning_count++] = err->message;
    *err = (struct sb_error)SB_ERROR_INIT;
}

static bool load_file(struct registry_source *source, const char *path, bool *missing,
                      struct sb_error *err)
{
    char *bytes;
    size_t len;
    if (!read_file(path, REGISTRY_MAX_BYTES, &bytes, &len, missing, err))
        return false;
    struct hash hash = hash_of(bytes, len);
    /* The file that came with the program is compiled in. */
    source->registry = hash_equal(&hash, &builtin_hash) ? registry_borrow(&builtin_registry)
                                                        : registry_parse(bytes, len, path, err);
    free(bytes);
    if (source->registry == NULL)
        return false;
    source->origin = utf8_printable(path);
    return true;
}

/* Returns false when the file is missing, or broken, which leaves a warning. */
static bool load_found(struct registry_source *source, const char *path)
{
    struct sb_error failure = SB_ERROR_INIT;
    bool missing;
    if (load_file(source, path, &missing, &failure))
        return true;
    if (missing)
        sb_error_clear(&failure);
    else
        take_warning(source, &failure);
    return false;
}

static bool load_builtin(struct registry_source *source)
{
    source->registry = registry_borrow(&builtin_registry);
    source->origin = xstrdup(REGISTRY_BUILTIN);
    return true;
}

static bool load_named(struct registry_source *source, const char *path, const char *variable,
                       struct sb_error *err)
{
    if (load_file(source, path, NULL, err))
        return true;
    if (variable != NULL && err != NULL && err->kind == SB_ERR_IO)
        sb_error_set(err, err->kind, "%s (named by $%s)", err->message, variable);
    return false;
}

static bool load_base(struct registry_source *source, const struct registry_request *request,
                      struct sb_error *err)
{
    if (request->builtin)
        return load_builtin(source);
    if (request->file != NULL)
        return load_named(source, request->file, NULL, err);
    const char *named = environment(REGISTRY_VARIABLE);
    if (named != NULL)
        return load_named(source, named, REGISTRY_VARIABLE, err);
    char *users = paths_user_file("XDG_DATA_HOME", ".local/share", "statusbrowse/http.json");
    bool found = users != NULL && load_found(source, users);
    free(users);
    return found || load_found(source, PKGDATADIR "/http.json") || load_builtin(source);
}

/* --- Overlays -------------------------------------------------------------------------------- */

static bool is_overlay_name(const char *name)
{
    static const char suffix[] = ".json";
    size_t len = strlen(name), suffix_len = strlen(suffix);
    return name[0] != '.' && len > suffix_len && strcmp(name + len - suffix_len, suffix) == 0;
}

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

/* Returns the names of the overlays in the directory, sorted. The caller owns them. */
static char **list_overlays(DIR *dir, size_t *count)
{
    char **names = NULL;
    size_t cap = 0;
    *count = 0;
    for (const struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
        if (!is_overlay_name(entry->d_name))
            continue;
        names = mem_grow(names, &cap, *count + 1, sizeof *names);
        names[(*count)++] = xstrdup(entry->d_name);
    }
    if (names != NULL)
        qsort(names, *count, sizeof *names, compare_names);
    return names;
}

static void merge_overlay(struct registry_source *source, const char *path)
{
    struct sb_error failure = SB_ERROR_INIT;
    char *bytes;
    size_t len;
    bool read = read_file(path, REGISTRY_MAX_BYTES, &bytes, &len, NULL, &failure);
    if (read && !registry_merge(source->registry, bytes, len, path, &failure)) {
        char *shown = utf8_printable(path);
        sb_error_add(&failure, failure.kind, "%s: nothing of it is used", shown);
        free(shown);
    }
    if (failure.kind != SB_ERR_NONE)
        take_warning(source, &failure);
    free(bytes);
}

static void merge_overlays(struct registry_source *source)
{
    char *folder = paths_user_file("XDG_CONFIG_HOME", ".config", "statusbrowse/registry.d");
    if (folder == NULL)
        return;
    DIR *dir = opendir(folder);
    if (dir == NULL) {
        int error = errno;
        if (error != ENOENT && error != ENOTDIR) {
            struct sb_error failure = SB_ERROR_INIT;
            char *shown = utf8_printable(folder);
            sb_error_set(&failure, SB_ERR_IO, "%s: cannot be opened: %s", shown, strerror(error));
            free(shown);
            take_warning(source, &failure);
        }
        free(folder);
        return;
    }
    size_t count;
    char **names = list_overlays(dir, &count);
    closedir(dir);
    for (size_t i = 0; i < count; i++) {
        struct strbuf path = STRBUF_INIT;
        strbuf_printf(&path, "%s/%s", folder, names[i]);
        merge_overlay(source, path.data);
        strbuf_clear(&path);
        free(names[i]);
    }
    free(names);
    free(folder);
}

bool registry_load(struct registry_source *source, const struct registry_request *request,
                   struct sb_error *err)
{
    *source = (struct registry_source){0};
    if (!load_base(source, request, err)) {
        registry_source_clear(source);
        return false;
    }
    if (!request->builtin && !request->bare)
        merge_overlays(source);
    return true;
}

void registry_source_clear(struct registry_source *source)
{
    registry_free(source->registry);
    free(source->origin);
    for (size_t i = 0; i < source->warning_count; i++)
        free(source->warnings[i]);
    free(source->warnings);
    *source = (struct registry_source){0};
}
