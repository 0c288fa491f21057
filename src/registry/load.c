#include "config.h"
#include "registry/load.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "registry/builtin.h"
#include "registry/parse.h"
#include "base/memory.h"
#include "os/read_file.h"
#include "os/paths.h"
#include "base/utf8.h"

#define REGISTRY_VARIABLE "STATUSBROWSE_REGISTRY"

/* Value of an environment variable that is set and not empty, else NULL. */
static const char *environment(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0' ? value : NULL;
}

/* --- The registry ---------------------------------------------------------------------------- */

/* Moves the message of *err, which is empty afterwards, to the warnings. */
static void take_warning(struct source *source, struct sb_error *err)
{
    source->warnings =
        xreallocarray(source->warnings, source->warning_count + 1, sizeof *source->warnings);
    source->warnings[source->warning_count++] = err->message;
    *err = (struct sb_error)SB_ERROR_INIT;
}

static bool load_file(struct source *source, const char *path, bool *missing, struct sb_error *err)
{
    char *bytes;
    size_t len;
    if (!readfile(path, REGISTRY_MAX_BYTES, &bytes, &len, missing, err))
        return false;
    struct fingerprint print = fingerprint_of(bytes, len);
    /* The file that came with the program is known already. */
    source->catalog = fingerprint_equal(&print, &builtin_fingerprint)
                          ? catalog_borrow(&builtin_registry, builtin_identities)
                          : catalog_json_parse(bytes, len, path, err);
    free(bytes);
    if (source->catalog == NULL)
        return false;
    source->origin = utf8_printable(path);
    return true;
}

/* False when the file is not there or not good; the latter leaves a warning. */
static bool load_found(struct source *source, const char *path)
{
    struct sb_error fault = SB_ERROR_INIT;
    bool missing;
    if (load_file(source, path, &missing, &fault))
        return true;
    if (missing)
        sb_error_clear(&fault);
    else
        take_warning(source, &fault);
    return false;
}

static bool load_builtin(struct source *source)
{
    source->catalog = catalog_borrow(&builtin_registry, builtin_identities);
    source->origin = xstrdup(SOURCE_BUILTIN);
    return true;
}

static bool load_named(struct source *source, const char *path, const char *variable,
                       struct sb_error *err)
{
    struct sb_error fault = SB_ERROR_INIT;
    if (load_file(source, path, NULL, &fault))
        return true;
    if (variable != NULL && fault.kind == SB_ERR_IO)
        sb_error_set(err, fault.kind, "%s (named by $%s)", fault.message, variable);
    else
        sb_error_set(err, fault.kind, "%s", fault.message);
    sb_error_clear(&fault);
    return false;
}

static bool load_base(struct source *source, const struct source_request *request,
                      struct sb_error *err)
{
    if (request->builtin)
        return load_builtin(source);
    if (request->file != NULL)
        return load_named(source, request->file, NULL, err);
    const char *named = environment(REGISTRY_VARIABLE);
    if (named != NULL)
        return load_named(source, named, REGISTRY_VARIABLE, err);
    char *users = userdir_path("XDG_DATA_HOME", ".local/share", "statusbrowse/http.json");
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

/* Names of the overlays in the directory, sorted; the caller owns all. */
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

static void merge_overlay(struct source *source, const char *path)
{
    struct sb_error fault = SB_ERROR_INIT;
    char *bytes;
    size_t len;
    bool read = readfile(path, REGISTRY_MAX_BYTES, &bytes, &len, NULL, &fault);
    if (read && !catalog_json_merge(source->catalog, bytes, len, path, &fault)) {
        char *shown = utf8_printable(path);
        sb_error_add(&fault, fault.kind, "%s: nothing of it is used", shown);
        free(shown);
    }
    if (fault.kind != SB_ERR_NONE)
        take_warning(source, &fault);
    free(bytes);
}

static void merge_overlays(struct source *source)
{
    char *folder = userdir_path("XDG_CONFIG_HOME", ".config", "statusbrowse/registry.d");
    if (folder == NULL)
        return;
    DIR *dir = opendir(folder);
    if (dir == NULL) {
        int error = errno;
        if (error != ENOENT && error != ENOTDIR) {
            struct sb_error fault = SB_ERROR_INIT;
            char *shown = utf8_printable(folder);
            sb_error_set(&fault, SB_ERR_IO, "%s: cannot be opened: %s", shown, strerror(error));
            free(shown);
            take_warning(source, &fault);
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

bool source_load(struct source *source, const struct source_request *request, struct sb_error *err)
{
    *source = (struct source){0};
    if (!load_base(source, request, err)) {
        source_clear(source);
        return false;
    }
    if (!request->builtin && !request->bare)
        merge_overlays(source);
    return true;
}

void source_clear(struct source *source)
{
    catalog_free(source->catalog);
    free(source->origin);
    for (size_t i = 0; i < source->warning_count; i++)
        free(source->warnings[i]);
    free(source->warnings);
    *source = (struct source){0};
}
