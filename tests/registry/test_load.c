#include "config.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "os/read_file.h"
#include "registry/dump.h"
#include "registry/limits.h"
#include "registry/load.h"
#include "registry/parse.h"
#include "registry/registry.h"
#include "support/builtin.h"
#include "support/check.h"
#include "support/folder.h"

#define GOOD(title)                                                                                \
    "{\"format\": 1, \"id\": \"http\", \"title\": \"" title "\", \"classes\": [], \"codes\": "     \
    "[{\"code\": \"503\", \"phrase\": \"Busy\", \"owner\": \"IANA\"}]}"
#define BROKEN "{\"format\": 1,\n oops}"

static void start(void)
{
    folder_make_home();
    unsetenv("STATUSBROWSE_REGISTRY");
}

/* Loads and gives the title; "" when that fails. The caller clears source and err. */
static const char *load(struct library *library, const struct registry_request *request,
                        struct sb_error *err)
{
    static const struct registry_request usual = {0};
    if (!registry_load(library, request != NULL ? request : &usual, err)) {
        CHECK(library->count == 0 && library->items == NULL && library->warnings == NULL);
        return "";
    }
    return library_main(library)->title;
}

static void check_loads(const struct registry_request *request, const char *title, size_t warnings)
{
    struct library library;
    struct sb_error err = SB_ERROR_INIT;
    CHECK_STR(load(&library, request, &err), title);
    CHECK_STR(err.message, NULL);
    CHECK_INT(library.warning_count, warnings);
    library_clear(&library);
    sb_error_clear(&err);
}

static void check_fails(const struct registry_request *request, enum sb_error_kind kind,
                        const char *part)
{
    struct library library;
    struct sb_error err = SB_ERROR_INIT;
    CHECK_STR(load(&library, request, &err), "");
    CHECK_INT(err.kind, kind);
    CHECK_HAS(err.message, part);
    sb_error_clear(&err);
}

/* What is loaded when there is no file of the user's. */
static bool is_fallback(const char *origin)
{
    return strcmp(origin, REGISTRY_BUILTIN) == 0 || strcmp(origin, PKGDATADIR "/http.json") == 0;
}

static void check_falls_back(size_t warnings)
{
    struct library library;
    struct sb_error err = SB_ERROR_INIT;
    load(&library, NULL, &err);
    CHECK_STR(err.message, NULL);
    if (err.message == NULL) {
        CHECK_MSG(is_fallback(library.items[0].origin), "%s", library.items[0].origin);
        CHECK_INT(library.warning_count, warnings);
    }
    library_clear(&library);
    sb_error_clear(&err);
}

static void takes_the_first_source_that_exists(void)
{
    start();
    struct registry_request named = {.file = NULL};
    folder_put("option.json", GOOD("option"));
    folder_put("variable.json", GOOD("variable"));
    folder_put("xdg/statusbrowse/http.json", GOOD("xdg"));
    folder_put(".local/share/statusbrowse/http.json", GOOD("home"));
    check_loads(NULL, "home", 0);
    setenv("XDG_DATA_HOME", folder_path_of("xdg"), 1);
    check_loads(NULL, "xdg", 0);
    setenv("STATUSBROWSE_REGISTRY", folder_path_of("variable.json"), 1);
    check_loads(NULL, "variable", 0);
    named.file = folder_path_of("option.json");
    check_loads(&named, "option", 0);
    folder_remove();
}

static void falls_back_quietly_when_nothing_is_there(void)
{
    start();
    check_falls_back(0);
    unsetenv("HOME");
    check_falls_back(0);
    folder_remove();
}

static void treats_empty_and_relative_variables_as_unset(void)
{
    start();
    folder_put(".local/share/statusbrowse/http.json", GOOD("home"));
    setenv("STATUSBROWSE_REGISTRY", "", 1);
    setenv("XDG_DATA_HOME", "", 1);
    setenv("XDG_CONFIG_HOME", "", 1);
    check_loads(NULL, "home", 0);
    folder_put("relative/statusbrowse/http.json", GOOD("relative"));
    CHECK_INT(chdir(folder_path()), 0);
    setenv("XDG_DATA_HOME", "relative", 1);
    check_loads(NULL, "home", 0);
    setenv("HOME", "relative", 1);
    check_falls_back(0);
    setenv("HOME", "", 1);
    check_falls_back(0);
    CHECK_INT(chdir("/"), 0);
    folder_remove();
}

static void survives_a_home_that_is_a_file(void)
{
    start();
    folder_put("file", "x");
    setenv("HOME", folder_path_of("file"), 1);
    check_falls_back(0);
    folder_remove();
}

static void a_named_file_must_be_there_and_good(void)
{
    start();
    struct registry_request request = {.file = folder_path_of("missing.json")};
    check_fails(&request, SB_ERR_IO, "missing.json: cannot be opened: No such file");
    folder_put("broken.json", BROKEN);
    request.file = folder_path_of("broken.json");
    check_fails(&request, SB_ERR_DATA, "broken.json:2:2: found \"oops\"");
    setenv("STATUSBROWSE_REGISTRY", folder_path_of("missing.json"), 1);
    check_fails(NULL, SB_ERR_IO, "(named by $STATUSBROWSE_REGISTRY)");
    setenv("STATUSBROWSE_REGISTRY", folder_path_of("broken.json"), 1);
    check_fails(NULL, SB_ERR_DATA, "broken.json:2:2: ");
    folder_remove();
}

static void a_found_file_that_is_broken_leaves_a_warning(void)
{
    start();
    struct library library;
    struct sb_error err = SB_ERROR_INIT;
    folder_put(".local/share/statusbrowse/http.json", BROKEN);
    load(&library, NULL, &err);
    CHECK(library.items[0].origin != NULL && is_fallback(library.items[0].origin));
    CHECK_INT(library.warning_count, 1);
    if (library.warning_count == 1)
        CHECK_HAS(library.warnings[0], "http.json:2:2: found \"oops\", expected a key in quotes");
    library_clear(&library);
    sb_error_clear(&err);
    folder_remove();
}

static void a_found_folder_is_no_registry(void)
{
    start();
    folder_make_directory(".local/share/statusbrowse/http.json");
    check_falls_back(1);
    folder_remove();
}

static void the_built_in_registry_reads_no_file(void)
{
    start();
    struct library library;
    struct sb_error err = SB_ERROR_INIT;
    struct registry_request request = {.file = NULL, .builtin = true};
    folder_put(".local/share/statusbrowse/http.json", BROKEN);
    folder_put(".config/statusbrowse/registry.d/a.json", BROKEN);
    setenv("STATUSBROWSE_REGISTRY", folder_path_of("missing.json"), 1);
    load(&library, &request, &err);
    CHECK_STR(err.message, NULL);
    CHECK_STR(library.items[0].origin, REGISTRY_BUILTIN);
    CHECK_INT(library.warning_count, 0);
    library_clear(&library);
    sb_error_clear(&err);
    folder_remove();
}

/* Is the main registry one that was compiled in? */
static bool uses_compiled(void)
{
    struct library library;
    struct sb_error err = SB_ERROR_INIT;
    load(&library, NULL, &err);
    CHECK_STR(err.message, NULL);
    CHECK_INT(library.warning_count, 0);
    bool compiled = library_main(&library)->entries[0].code == support_http()->entries[0].code;
    library_clear(&library);
    sb_error_clear(&err);
    return compiled;
}

static void a_file_as_compiled_in_is_not_parsed_and_each_of_its_bytes_counts(void)
{
    start();
    struct strbuf file = STRBUF_INIT;
    registry_dump(support_http(), &file);
    folder_put(".local/share/statusbrowse/http.json", file.data);
    CHECK(uses_compiled());
    /* The first letters of the first texts, one in the middle, the last newline. */
    const char *title = strstr(file.data, "\"title\": \""), *middle = file.data + file.len / 2;
    size_t places[] = {(size_t)(title - file.data) + strlen("\"title\": \""),
                       (size_t)(strstr(middle, " the ") - file.data) + 1, file.len - 1};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        char kept = file.data[places[i]];
        file.data[places[i]] = kept == '\n' ? ' ' : 'T';
        CHECK(file.data[places[i]] != kept);
        folder_put(".local/share/statusbrowse/http.json", file.data);
        CHECK(!uses_compiled());
        file.data[places[i]] = kept;
    }
    /* One byte more, and one less. */
    strbuf_putc(&file, '\n');
    folder_put(".local/share/statusbrowse/http.json", file.data);
    CHECK(!uses_compiled());
    file.data[file.len - 2] = '\0';
    folder_put(".local/share/statusbrowse/http.json", file.data);
    CHECK(!uses_compiled());
    strbuf_clear(&file);
    folder_remove();
}

/* The registry compiled in, and what an overlay makes of it, without a file. */
static void an_overlay_leaves_the_compiled_in_registry_as_it_was(void)
{
    start();
    struct library library;
    struct sb_error err = SB_ERROR_INIT;
    struct strbuf before = STRBUF_INIT, after = STRBUF_INIT, merged = STRBUF_INIT;
    struct registry_request request = {.file = NULL, .builtin = true};
    load(&library, &request, &err);
    registry_dump(library_main(&library), &before);
    library_clear(&library);

    folder_put(
        ".config/statusbrowse/registry.d/a.json",
        "{\"format\": 1, \"codes\": [{\"code\": \"404\", \"owner\": \"IANA\", \"summary\": \"S\"},"
        "{\"code\": \"490\", \"owner\": \"Us\", \"phrase\": \"Ours\"}], \"classes\": [{\"id\": "
        "\"6xx\", \"title\": \"Six\", \"first\": 600, \"last\": 699}]}");
    load(&library, NULL, &err);
    registry_dump(library_main(&library), &merged);
    CHECK_STR(registry_find(library_main(&library), "404", NULL)->summary, "S");
    CHECK_STR(registry_class_of(library_main(&library),
                                registry_find(library_main(&library), "490", "Us"))
                  ->id,
              "4xx");
    CHECK_STR(registry_class(library_main(&library), "6xx")->title, "Six");
    library_clear(&library);

    load(&library, &request, &err);
    registry_dump(library_main(&library), &after);
    library_clear(&library);
    CHECK(strcmp(before.data, after.data) == 0);
    CHECK(strcmp(before.data, merged.data) != 0);

    /* The same again through the reader: the file that the program came with, but as text. */
    struct registry *read = registry_parse(before.data, before.len, "text", &err);
    CHECK_STR(err.message, NULL);
    strbuf_reset(&after);
    if (read != NULL)
        registry_dump(read, &after);
    CHECK(strcmp(before.data, strbuf_str(&after)) == 0);
    registry_free(read);
    strbuf_clear(&before);
    strbuf_clear(&after);
    strbuf_clear(&merged);
    sb_error_clear(&err);
    folder_remove();
}

#define OVERLAY(summary)                                                                           \
    "{\"format\": 1, \"codes\": [{\"code\": \"503\", \"owner\": \"IANA\", \"summary\": \"" summary \
    "\"}]}"

static void merges_overlays_in_name_order(void)
{
    start();
    struct library library;
    struct sb_error err = SB_ERROR_INIT;
    folder_put(".local/share/statusbrowse/http.json", GOOD("home"));
    folder_put(".config/statusbrowse/registry.d/10.json", OVERLAY("ten"));
    folder_put(".config/statusbrowse/registry.d/9.json", OVERLAY("nine"));
    folder_put(".config/statusbrowse/registry.d/.z.json", OVERLAY("hidden"));
    folder_put(".config/statusbrowse/registry.d/z.json~", OVERLAY("backup"));
    folder_put(".config/statusbrowse/registry.d/zjson", OVERLAY("no suffix"));
    folder_put(".config/statusbrowse/registry.d/.json", OVERLAY("only a suffix"));
    CHECK_STR(load(&library, NULL, &err), "home");
    CHECK_INT(library.warning_count, 0);
    if (library.count > 0)
        CHECK_STR(registry_find(library_main(&library), "503", "IANA")->summary, "nine");
    library_clear(&library);
    sb_error_clear(&err);

    folder_put("xdg/statusbrowse/registry.d/a.json", OVERLAY("xdg"));
    setenv("XDG_CONFIG_HOME", folder_path_of("xdg"), 1);
    CHECK_STR(load(&library, NULL, &err), "home");
    if (library.count > 0)
        CHECK_STR(registry_find(library_main(&library), "503", "IANA")->summary, "xdg");
    library_clear(&library);
    sb_error_clear(&err);
    folder_remove();
}

static void uses_the_first_files_of_a_folder(void)
{
    start();
    struct library library;
    struct sb_error err = SB_ERROR_INIT;
    folder_put(".local/share/statusbrowse/http.json", GOOD("home"));
    for (int i = 0; i <= REGISTRY_MAX_FILES; i++) {
        char name[80], text[120];
        snprintf(name, sizeof name, ".config/statusbrowse/registry.d/%04d.json", i);
        snprintf(text, sizeof text,
                 "{\"format\": 1, \"codes\": [{\"code\": \"490\", \"owner\": \"%d\", "
                 "\"phrase\": \"P\"}]}",
                 i);
        folder_put(name, text);
    }
    CHECK_STR(load(&library, NULL, &err), "home");
    CHECK_INT(library.warning_count, 1);
    if (library.warning_count == 1)
        CHECK_HAS(library.warnings[0],
                  "registry.d: has too many files; the last one used is 0511.json");
    if (library.count > 0) {
        CHECK(registry_find(library_main(&library), "490", "511") != NULL);
        CHECK(registry_find(library_main(&library), "490", "512") == NULL);
    }
    library_clear(&library);
    sb_error_clear(&err);
    folder_remove();
}

static void a_broken_overlay_stops_neither_the_program_nor_the_others(void)
{
    start();
    struct library library;
    struct sb_error err = SB_ERROR_INIT;
    folder_put(".local/share/statusbrowse/http.json", GOOD("home"));
    folder_put(".config/statusbrowse/registry.d/a.json", BROKEN);
    folder_put(".config/statusbrowse/registry.d/b.json",
               "{\"format\": 1, \"codes\": [{\"code\": \"490\", \"owner\": \"Us\"}]}");
    folder_put(".config/statusbrowse/registry.d/c.json", OVERLAY("good"));
    CHECK_INT(symlink("nowhere", folder_path_of(".config/statusbrowse/registry.d/d.json")), 0);
    CHECK_INT(mkdir(folder_path_of(".config/statusbrowse/registry.d/e.json"), 0700), 0);
    CHECK_STR(load(&library, NULL, &err), "home");
    CHECK_INT(library.warning_count, 4);
    if (library.warning_count == 4) {
        CHECK_HAS(library.warnings[0], "a.json:2:2: ");
        CHECK_HAS(library.warnings[0], "a.json: nothing of it is used");
        CHECK_HAS(library.warnings[1], "b.json: codes[0] (490 Us): phrase: is missing");
        CHECK_HAS(library.warnings[1], "b.json: nothing of it is used");
        CHECK_HAS(library.warnings[2], "d.json: cannot be opened: ");
        CHECK_HAS(library.warnings[3], "e.json: is not a regular file but a directory");
    }
    if (library.count > 0) {
        CHECK_STR(registry_find(library_main(&library), "503", "IANA")->summary, "good");
        CHECK_INT(library_main(&library)->entry_count, 1);
    }
    library_clear(&library);
    sb_error_clear(&err);
    folder_remove();
}

static void an_unreadable_overlay_folder_leaves_a_warning(void)
{
    start();
    folder_put(".local/share/statusbrowse/http.json", GOOD("home"));
    folder_make_directory(".config/statusbrowse");
    CHECK_INT(symlink("registry.d", folder_path_of(".config/statusbrowse/registry.d")), 0);
    check_loads(NULL, "home", 1);
    folder_remove();
}

static void check_unreadable(const char *path, size_t max_bytes, const char *part)
{
    struct sb_error err = SB_ERROR_INIT;
    char *bytes;
    size_t len;
    bool missing;
    CHECK_MSG(!read_file(path, max_bytes, &bytes, &len, &missing, &err), "%s", path);
    CHECK(bytes == NULL && len == 0);
    CHECK(!missing);
    CHECK_INT(err.kind, SB_ERR_IO);
    CHECK_HAS(err.message, part);
    free(bytes);
    sb_error_clear(&err);
}

static void reads_only_regular_files_and_never_waits(void)
{
    start();
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s/socket", folder_path());
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    alarm(60); /* a read that waits ends the test */
    CHECK_INT(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    CHECK_INT(mkfifo(folder_path_of("pipe"), 0600), 0);
    check_unreadable(folder_path(), 100, "is not a regular file but a directory");
    check_unreadable("/dev/zero", 100, "is not a regular file but a device");
    check_unreadable(folder_path_of("pipe"), 100, "is not a regular file but a pipe");
    check_unreadable(folder_path_of("socket"), 100, "cannot be opened: ");
    alarm(0);
    close(fd);
    folder_remove();
}

static void reads_no_more_than_the_bound(void)
{
    start();
    struct sb_error err = SB_ERROR_INIT;
    char *bytes;
    size_t len;
    folder_put("ten", "0123456789");
    check_unreadable(folder_path_of("ten"), 9, "is 10 bytes long, expected at most 9");
    CHECK(read_file(folder_path_of("ten"), 10, &bytes, &len, NULL, &err));
    CHECK_INT(len, 10);
    CHECK_STR(bytes, "0123456789");
    free(bytes);
    folder_put("empty", "");
    CHECK(read_file(folder_path_of("empty"), 0, &bytes, &len, NULL, &err));
    CHECK_INT(len, 0);
    CHECK_STR(bytes, "");
    free(bytes);
    folder_put("huge", "");
    CHECK_INT(truncate(folder_path_of("huge"), (off_t)1 << 40), 0);
    check_unreadable(folder_path_of("huge"), REGISTRY_MAX_BYTES, "expected at most 51200000");
    folder_remove();
}

static void tells_missing_from_unreadable(void)
{
    start();
    struct sb_error err = SB_ERROR_INIT;
    char *bytes;
    size_t len;
    bool missing = false;
    CHECK(!read_file(folder_path_of("nothing"), 9, &bytes, &len, &missing, &err));
    CHECK(missing);
    folder_put("file", "");
    missing = false;
    CHECK(!read_file(folder_path_of("file/nothing"), 9, &bytes, &len, &missing, &err));
    CHECK(missing);
    sb_error_clear(&err);
    CHECK_INT(symlink("loop", folder_path_of("loop")), 0);
    check_unreadable(folder_path_of("loop"), 9, "cannot be opened: ");
    folder_put("secret", "x");
    CHECK_INT(chmod(folder_path_of("secret"), 0), 0);
    if (geteuid() != 0)
        check_unreadable(folder_path_of("secret"), 9, "cannot be opened: Permission denied");
    CHECK(!read_file(folder_path_of("nothing"), 9, &bytes, &len, NULL, NULL));
    folder_remove();
}

static void messages_show_hostile_paths_printable(void)
{
    struct sb_error err = SB_ERROR_INIT;
    char *bytes;
    size_t len;
    CHECK(!read_file("/nowhere/\x1b[31m\n%s%n\xff", 9, &bytes, &len, NULL, &err));
    CHECK_HAS(err.message, "/nowhere/?[31m %s%n?: cannot be opened: ");
    sb_error_clear(&err);
}

int main(void)
{
    RUN(takes_the_first_source_that_exists);
    RUN(falls_back_quietly_when_nothing_is_there);
    RUN(treats_empty_and_relative_variables_as_unset);
    RUN(survives_a_home_that_is_a_file);
    RUN(a_named_file_must_be_there_and_good);
    RUN(a_found_file_that_is_broken_leaves_a_warning);
    RUN(a_found_folder_is_no_registry);
    RUN(the_built_in_registry_reads_no_file);
    RUN(a_file_as_compiled_in_is_not_parsed_and_each_of_its_bytes_counts);
    RUN(an_overlay_leaves_the_compiled_in_registry_as_it_was);
    RUN(merges_overlays_in_name_order);
    RUN(uses_the_first_files_of_a_folder);
    RUN(a_broken_overlay_stops_neither_the_program_nor_the_others);
    RUN(an_unreadable_overlay_folder_leaves_a_warning);
    RUN(reads_only_regular_files_and_never_waits);
    RUN(reads_no_more_than_the_bound);
    RUN(tells_missing_from_unreadable);
    RUN(messages_show_hostile_paths_printable);
    return check_done();
}
