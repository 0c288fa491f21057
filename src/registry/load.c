#include "config.h"
#include "registry/load.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/environment.h"
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

/* What a file leaves of its text and its tree, six times its length, is given back from here on. */
#define LARGE_BYTES ((size_t)1024 * 1024)

/* Moves the message of *err, which is empty afterwards, to the warnings. */
static void take_warning(struct library *library, struct sb_error *err)
{
    MEM_GROW(library->warnings, library->warning_cap, library->warning_count + 1);
    library->warnings[library->warning_count++] = err->message;
    *err = (struct sb_error)SB_ERROR_INIT;
}

/* A multiple of HASH_BLOCK_BYTES, and small enough for the stack. */
#define PIECE_BYTES ((size_t)16 * 1024)

/* Fills a piece as far as the file goes. Returns its length, 0 at the end and after an error. */
static size_t read_piece(int fd, char piece[PIECE_BYTES])
{
    size_t len = 0;
    ssize_t n = 1;
    while (n != 0 && len < PIECE_BYTES) {
        n = read(fd, piece + len, PIECE_BYTES - len);
        if (n > 0)
            len += (size_t)n;
        else if (n < 0 && errno != EINTR)
            return 0;
    }
    return len;
}

/* Returns the hash of the rest of a file. */
static struct hash hash_of_file(int fd)
{
    struct hash hash = HASH_EMPTY;
    char piece[PIECE_BYTES];
    for (size_t len = read_piece(fd, piece); len > 0; len = read_piece(fd, piece))
        hash_add_piece(&hash, piece, len);
    return hash;
}

/* Returns the registry that was compiled in from the same bytes as the file has, or NULL. Reads
 * only a file that has the length of one of them. */
static const struct builtin *find_compiled(const char *path)
{
    struct stat info;
    const struct builtin *found = NULL;
    int fd = read_file_open(path);
    bool usable = fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
    for (size_t i = 0; usable && i < builtin_count && found == NULL; i++) {
        if (builtins[i].hash.len != (uintmax_t)info.st_size || lseek(fd, 0, SEEK_SET) != 0)
            continue;
        struct hash hash = hash_of_file(fd);
        if (hash_equal(&hash, &builtins[i].hash))
            found = &builtins[i];
    }
    if (fd >= 0)
        close(fd);
    return found;
}

/* Returns the registry of a file, or NULL with *err set. The caller frees it. */
static struct registry *read_registry(const char *path, bool *missing, struct sb_error *err)
{
    char *bytes;
    size_t len;
    /* Files that came with the program are compiled in. */
    const struct builtin *compiled = find_compiled(path);
    if (compiled != NULL)
        return registry_borrow(compiled);
    if (!read_file(path, REGISTRY_MAX_BYTES, &bytes, &len, missing, err))
        return NULL;
    struct registry *registry = registry_parse(bytes, len, path, err);
    free(bytes);
    if (len > LARGE_BYTES)
        mem_give_back();
    return registry;
}

/* Returns NULL when the file is missing, or broken, which leaves a warning. */
static struct registry *read_found(struct library *library, const char *path)
{
    struct sb_error failure = SB_ERROR_INIT;
    bool missing = false;
    struct registry *registry = read_registry(path, &missing, &failure);
    if (registry == NULL && !missing)
        take_warning(library, &failure);
    sb_error_clear(&failure);
    return registry;
}

static void add_read(struct library *library, struct registry *registry, const char *path)
{
    char *origin = utf8_printable(path);
    library_add(library, registry, origin);
    free(origin);
}

static bool load_builtin(struct library *library)
{
    library_add(library, registry_borrow(&builtins[0]), REGISTRY_BUILTIN);
    return true;
}

static bool load_found(struct library *library, const char *path)
{
    struct registry *registry = read_found(library, path);
    if (registry != NULL)
        add_read(library, registry, path);
    return registry != NULL;
}

static bool load_named(struct library *library, const char *path, const char *variable,
                       struct sb_error *err)
{
    struct registry *registry = read_registry(path, NULL, err);
    if (registry != NULL) {
        add_read(library, registry, path);
        return true;
    }
    if (variable != NULL && err != NULL && err->kind == SB_ERR_IO)
        sb_error_set(err, err->kind, "%s (named by $%s)", err->message, variable);
    return false;
}

static bool load_main(struct library *library, const struct registry_request *request,
                      struct sb_error *err)
{
    if (request->builtin)
        return load_builtin(library);
    if (request->file != NULL)
        return load_named(library, request->file, NULL, err);
    const char *named = environment_value(REGISTRY_VARIABLE);
    if (named != NULL)
        return load_named(library, named, REGISTRY_VARIABLE, err);
    char *users = paths_user_file("XDG_DATA_HOME", ".local/share", "statusbrowse/http.json");
    bool found = users != NULL && load_found(library, users);
    free(users);
    return found || load_found(library, PKGDATADIR "/http.json") || load_builtin(library);
}

static bool is_json_name(const char *name)
{
    static const char suffix[] = ".json";
    size_t len = strlen(name), suffix_len = strlen(suffix);
    return name[0] != '.' && len > suffix_len && strcmp(name + len - suffix_len, suffix) == 0;
}

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

/* Returns the names of the JSON files in the directory, sorted. The caller owns them. */
static char **list_names(DIR *dir, size_t *count)
{
    char **names = NULL;
    size_t cap = 0;
    *count = 0;
    for (const struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
        if (!is_json_name(entry->d_name))
            continue;
        MEM_GROW(names, cap, *count + 1);
        names[(*count)++] = xstrdup(entry->d_name);
    }
    if (names != NULL)
        qsort(names, *count, sizeof *names, compare_names);
    return names;
}

static void warn_of_folder(struct library *library, const char *folder, const char *what,
                           const char *detail)
{
    struct sb_error failure = SB_ERROR_INIT;
    char *shown = utf8_printable(folder);
    sb_error_set(&failure, SB_ERR_IO, "%s: %s%s", shown, what, detail);
    free(shown);
    take_warning(library, &failure);
}

/* Uses one file of a folder. */
typedef void use_function(struct library *library, const char *path);

/* Uses the JSON files of a folder in the order of their names. folder: NULL or missing: none. Frees
 * it. */
static void use_folder(struct library *library, char *folder, use_function *use)
{
    DIR *dir = folder != NULL ? opendir(folder) : NULL;
    if (dir == NULL) {
        if (folder != NULL && errno != ENOENT && errno != ENOTDIR)
            warn_of_folder(library, folder, "cannot be opened: ", strerror(errno));
        free(folder);
        return;
    }
    size_t count;
    char **names = list_names(dir, &count);
    closedir(dir);
    size_t used = count < REGISTRY_MAX_FILES ? count : REGISTRY_MAX_FILES;
    for (size_t i = 0; i < used; i++) {
        struct strbuf path = STRBUF_INIT;
        strbuf_printf(&path, "%s/%s", folder, names[i]);
        use(library, path.data);
        strbuf_clear(&path);
    }
    if (used < count) {
        char *last = utf8_printable(names[used - 1]);
        warn_of_folder(library, folder, "has too many files; the last one used is ", last);
        free(last);
    }
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
    free(folder);
}

/* Who names a registry of another kind wants that one. */
static bool has_company(const struct library *library)
{
    return strcmp(library_main(library)->id, builtins[0].id) == 0;
}

static void add_compiled(struct library *library)
{
    for (size_t i = 0; i < builtin_count; i++)
        if (library_find(library, builtins[i].id) == NULL)
            library_add(library, registry_borrow(&builtins[i]), REGISTRY_BUILTIN);
}

/* Adds the registry of a file, or puts it in the place of a compiled-in one with its id. */
static void use_registry(struct library *library, const char *path)
{
    struct registry *registry = read_found(library, path);
    if (registry == NULL)
        return;
    struct library_item *old = library_find(library, registry->id);
    if (old == NULL) {
        add_read(library, registry, path);
    } else if (old != library->items && strcmp(old->origin, REGISTRY_BUILTIN) == 0) {
        registry_free(old->handle);
        free(old->origin);
        *old = (struct library_item){registry, utf8_printable(path)};
    } else {
        struct sb_error failure = SB_ERROR_INIT;
        char *shown = utf8_printable(path);
        sb_error_set(&failure, SB_ERR_DATA, "%s: not used: its id \"%s\" is that of %s", shown,
                     registry->id, old->origin);
        free(shown);
        take_warning(library, &failure);
        registry_free(registry);
    }
}

static void use_overlay(struct library *library, const char *path)
{
    struct sb_error failure = SB_ERROR_INIT;
    char *bytes;
    size_t len;
    bool read = read_file(path, REGISTRY_MAX_BYTES, &bytes, &len, NULL, &failure);
    if (read && !registry_merge(library, bytes, len, path, &failure)) {
        char *shown = utf8_printable(path);
        sb_error_add(&failure, failure.kind, "%s: nothing of it is used", shown);
        free(shown);
    }
    if (failure.kind != SB_ERR_NONE)
        take_warning(library, &failure);
    free(bytes);
}

bool registry_load(struct library *library, const struct registry_request *request,
                   struct sb_error *err)
{
    *library = (struct library){0};
    if (!load_main(library, request, err)) {
        library_clear(library);
        return false;
    }
    if (has_company(library))
        add_compiled(library);
    if (request->builtin)
        return true;
    if (has_company(library))
        use_folder(library,
                   paths_user_file("XDG_DATA_HOME", ".local/share", "statusbrowse/registries.d"),
                   use_registry);
    if (!request->bare)
        use_folder(library,
                   paths_user_file("XDG_CONFIG_HOME", ".config", "statusbrowse/registry.d"),
                   use_overlay);
    return true;
}
