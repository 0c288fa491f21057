#include "config.h"
#include "source.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "builtin.h"
#include "catalog_json.h"
#include "mem.h"
#include "userdir.h"
#include "utf8.h"

#define REGISTRY_VARIABLE "STATUSBROWSE_REGISTRY"

/* --- Files ----------------------------------------------------------------------------------- */

/* A path as it may be shown; the caller owns it. */
static char *printable(const char *path)
{
    struct strbuf shown = STRBUF_INIT;
    utf8_display(&shown, path, strlen(path), false);
    return strbuf_take(&shown);
}

static bool path_fault(struct sb_error *err, const char *path, const char *what, const char *detail)
{
    char *shown = printable(path);
    sb_error_set(err, SB_ERR_IO, "%s: %s%s", shown, what, detail);
    free(shown);
    return false;
}

static const char *type_name(mode_t mode)
{
    return S_ISDIR(mode)    ? "a directory"
           : S_ISFIFO(mode) ? "a pipe"
           : S_ISSOCK(mode) ? "a socket"
                            : "a device";
}

/* Reads what fstat() promised and no byte more. Returns the bytes read, -1 with errno. */
static ssize_t read_promised(int fd, char *buffer, size_t size)
{
    size_t len = 0;
    while (len < size) {
        ssize_t n = read(fd, buffer + len, size - len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        len += (size_t)n;
    }
    return (ssize_t)len;
}

static bool read_regular(int fd, const char *path, size_t max_bytes, char **bytes, size_t *len,
                         struct sb_error *err)
{
    struct stat info;
    if (fstat(fd, &info) != 0)
        return path_fault(err, path, "cannot be examined: ", strerror(errno));
    if (!S_ISREG(info.st_mode)) {
        path_fault(err, path, "is not a regular file but ", type_name(info.st_mode));
        return false;
    }
    if ((uintmax_t)info.st_size > max_bytes) {
        char *shown = printable(path);
        sb_error_set(err, SB_ERR_IO, "%s: is %llu bytes long, expected at most %zu", shown,
                     (unsigned long long)info.st_size, max_bytes);
        free(shown);
        return false;
    }
    size_t size = (size_t)info.st_size;
    char *buffer = xmalloc(size + 1);
    ssize_t got = read_promised(fd, buffer, size);
    if (got < 0) {
        int error = errno;
        free(buffer);
        return path_fault(err, path, "cannot be read: ", strerror(error));
    }
    buffer[got] = '\0';
    *bytes = buffer;
    *len = (size_t)got;
    return true;
}

bool source_read_file(const char *path, size_t max_bytes, char **bytes, size_t *len, bool *missing,
                      struct sb_error *err)
{
    *bytes = NULL;
    *len = 0;
    if (missing != NULL)
        *missing = false;
    int fd;
    do
        /* O_NONBLOCK: opening a pipe that nobody writes to must not wait. */
        fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    while (fd < 0 && errno == EINTR);
    if (fd < 0) {
        int error = errno;
        if (missing != NULL)
            *missing = error == ENOENT || error == ENOTDIR;
        return path_fault(err, path, "cannot be opened: ", strerror(error));
    }
    bool ok = read_regular(fd, path, max_bytes, bytes, len, err);
    close(fd);
    return ok;
}

/* Value of an environment variable that is set, not empty, and to be trusted; else NULL. */
static const char *environment(const char *name)
{
    const char *value = userdir_privileged() ? NULL : getenv(name);
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
    if (!source_read_file(path, REGISTRY_MAX_BYTES, &bytes, &len, missing, err))
        return false;
    source->catalog = catalog_json_parse(bytes, len, path, err);
    free(bytes);
    if (source->catalog == NULL)
        return false;
    source->origin = printable(path);
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

static bool load_builtin(struct source *source, struct sb_error *err)
{
    source->catalog = catalog_json_parse((const char *)builtin_registry, builtin_registry_len,
                                         SOURCE_BUILTIN, err);
    if (source->catalog == NULL)
        return false;
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
        return load_builtin(source, err);
    if (request->file != NULL)
        return load_named(source, request->file, NULL, err);
    const char *named = environment(REGISTRY_VARIABLE);
    if (named != NULL)
        return load_named(source, named, REGISTRY_VARIABLE, err);
    char *users = userdir_path("XDG_DATA_HOME", ".local/share", "statusbrowse/http.json");
    bool found = users != NULL && load_found(source, users);
    free(users);
    return found || load_found(source, PKGDATADIR "/http.json") || load_builtin(source, err);
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
    if (*count > 1)
        qsort(names, *count, sizeof *names, compare_names);
    return names;
}

static void merge_overlay(struct source *source, const char *path)
{
    struct sb_error fault = SB_ERROR_INIT;
    char *bytes;
    size_t len;
    if (!source_read_file(path, REGISTRY_MAX_BYTES, &bytes, &len, NULL, &fault) ||
        !catalog_json_merge(source->catalog, bytes, len, path, &fault))
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
            path_fault(&fault, folder, "cannot be opened: ", strerror(error));
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
    if (!request->builtin)
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
