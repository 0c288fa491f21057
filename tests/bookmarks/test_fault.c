/*
 * Saves bookmarks while each system call in turn goes wrong (tests/fault/preload.c), and while the
 * process is killed at any moment: the file is the whole old or the whole new one, and the message
 * says which.
 *
 * Runs itself with the library in LD_PRELOAD: $SB_FAULT_PRELOAD, or fault_preload.so in $builddir.
 * $SB_KILLS: how often it is killed at a random moment (50).
 */
#include "config.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bookmarks/format.h"
#include "bookmarks/store.h"
#include "os/read_file.h"
#include "support/bookmarks.h"
#include "support/check.h"
#include "support/folder.h"

#define SKIPPED 77

/* The parent of a folder with hundreds of files: in memory where there is room for them. */
static const char *memory(void)
{
    return access("/dev/shm", W_OK) == 0 ? "/dev/shm" : NULL;
}

#define ENTRY(code) "{\"registry\":\"http\",\"code\":\"" code "\",\"owner\":\"IANA\"}"
static const char old_text[] = "{\"format\":1,\"bookmarks\":[" ENTRY("409") "]}";
static const char damaged_text[] = "{\"format\":1,\"bookmarks\":[" ENTRY("409") ",";

struct scenario {
    const char *name;
    const char *file;  /* that is read and saved */
    const char *old;   /* its content before; NULL: none */
    const char *link;  /* leads to it and is what is opened; NULL: it is opened itself */
    const char *aside; /* where the old content is when the new one is in place; NULL: nowhere */
};

static const struct scenario scenarios[] = {
    {"replace", "b.json", old_text, NULL, NULL},
    {"create", "new/dir/b.json", NULL, NULL, NULL},
    {"set aside", "b.json", damaged_text, NULL, "b.json.bad-1"},
    {"link", "b.json", old_text, "link.json", NULL},
};

static void prepare(const struct scenario *scenario)
{
    folder_make(memory());
    if (scenario->old != NULL)
        folder_put(scenario->file, scenario->old);
    if (scenario->link != NULL)
        CHECK(symlink(scenario->file, folder_path_of(scenario->link)) == 0);
}

static const char *opened_name(const struct scenario *scenario)
{
    return scenario->link != NULL ? scenario->link : scenario->file;
}

/* What the child reports: one line; then it ends. */
struct report {
    bool finished; /* else it was killed */
    bool saved;
    bool hit; /* the fault has happened */
    char message[1024];
};

static void save_in_child(const struct scenario *scenario, const char *fault, int pipe_fd)
{
    struct report report = {.finished = true};
    struct sb_error err = SB_ERROR_INIT;
    struct bookmark_store_setup setup = {.path = folder_path_of(opened_name(scenario))};
    bool damaged = scenario->aside != NULL;
    /* Opening mends a damaged file; here it is to be found when saving. */
    if (damaged)
        folder_put(scenario->file, old_text);
    struct bookmark_store *store = bookmark_store_open(&setup, NULL);
    if (damaged)
        folder_put(scenario->file, scenario->old);
    struct bookmark_id id = support_bookmark_id("500");
    setenv("SB_FAULT", fault, 1);
    report.saved = bookmark_store_toggle(store, &id, &err) == BOOKMARK_SAVED;
    unsetenv("SB_FAULT");
    report.hit = getenv("SB_FAULT_HIT") != NULL;
    snprintf(report.message, sizeof report.message, "%s", err.message != NULL ? err.message : "");
    if (bookmark_store_unsaved(store) == report.saved)
        snprintf(report.message, sizeof report.message, "the store does not know it");
    sb_error_clear(&err);
    bookmark_store_free(store);
    /* Not _exit(): what was run counts for the coverage. */
    exit(write(pipe_fd, &report, sizeof report) != (ssize_t)sizeof report);
}

static void run_child(const struct scenario *scenario, const char *fault, struct report *report)
{
    int fds[2], status;
    *report = (struct report){0};
    fflush(stdout);
    if (pipe(fds) != 0)
        abort();
    pid_t child = fork();
    if (child == 0)
        save_in_child(scenario, fault, fds[1]);
    close(fds[1]);
    ssize_t n = read(fds[0], report, sizeof *report);
    close(fds[0]);
    CHECK(waitpid(child, &status, 0) == child);
    if (n != (ssize_t)sizeof *report) {
        report->finished = false;
        report->hit = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
        CHECK_MSG(report->hit, "%s: %s: status %d", scenario->name, fault, status);
    }
}

/* Does the file hold the new bookmarks, whole? */
static bool is_new(const struct scenario *scenario)
{
    const char *text = folder_get(scenario->file);
    enum bookmarks_health health;
    struct bookmarks *list = bookmarks_parse(
        &(struct bookmark_text){text, strlen(text), "b", false}, NULL, &health, NULL);
    struct bookmark_id old_id = support_bookmark_id("409"), new_id = support_bookmark_id("500");
    bool whole = health == BOOKMARKS_GOOD && bookmarks_find(list, &new_id) != NULL &&
                 (scenario->old == NULL || bookmarks_find(list, &old_id) != NULL);
    bookmarks_free(list);
    return whole;
}

static void check_outcome(const struct scenario *scenario, const char *fault, int error,
                          const struct report *report)
{
    bool new = is_new(scenario);
    const char *text = folder_get(scenario->file),
               *old = scenario->old != NULL ? scenario->old : "(none)";
    CHECK_MSG(new || strcmp(text, old) == 0, "%s: %s: \"%s\"", scenario->name, fault, text);
    if (new && scenario->aside != NULL)
        CHECK_STR(folder_get(scenario->aside), old);
    if (!report->finished)
        return;
    bool unsure = strstr(report->message, "may not survive a power cut: ") == report->message;
    CHECK_MSG(report->saved ? new : new == unsure, "%s: %s: saved %d, new %d: %s", scenario->name,
              fault, report->saved, new, report->message);
    if (!report->saved) {
        /* "[...: ]no space left on device: PATH[ (...)]" */
        char wanted[PATH_MAX + 256];
        snprintf(wanted, sizeof wanted, "%s: %s", strerror(error) + 1,
                 folder_path_of(opened_name(scenario)));
        const char *found = strstr(report->message, wanted);
        CHECK_MSG(found != NULL && (unsure || found == report->message + 1) &&
                      strstr(report->message, "not saved") == NULL,
                  "%s: %s: message \"%s\"", scenario->name, fault, report->message);
        CHECK_MSG(new || scenario->aside == NULL ||
                      strcmp(folder_get(scenario->aside), "(none)") == 0,
                  "%s: %s: set aside although it stayed", scenario->name, fault);
    }
}

/* Whatever happened, the next save is as good as ever and leaves no other file. */
static void check_recovery(const struct scenario *scenario, const char *fault)
{
    struct bookmark_store_setup setup = {.path = folder_path_of(opened_name(scenario))};
    struct bookmark_store *store = bookmark_store_open(&setup, NULL);
    struct bookmark_id id = support_bookmark_id("500"), other = support_bookmark_id("599");
    if (bookmarks_find(bookmark_store_list(store), &id) == NULL)
        CHECK_INT(bookmark_store_toggle(store, &id, NULL), BOOKMARK_SAVED);
    CHECK_INT(bookmark_store_toggle(store, &other, NULL), BOOKMARK_SAVED);
    bookmark_store_free(store);
    CHECK_MSG(is_new(scenario), "%s: %s: \"%s\"", scenario->name, fault,
              folder_get(scenario->file));
    CHECK_MSG(folder_count(scenario->old == NULL ? "new/dir" : ".", ".tmp-") == 0,
              "%s: %s: temporary files are left", scenario->name, fault);
    CHECK_MSG(folder_count(".", ".bad-") == (scenario->aside != NULL), "%s: %s: %d set aside",
              scenario->name, fault, folder_count(".", ".bad-"));
    struct stat info;
    CHECK(scenario->link == NULL ||
          (lstat(folder_path_of(scenario->link), &info) == 0 && S_ISLNK(info.st_mode)));
}

static unsigned long faults, kills;

/* One fault. Returns whether it happened. */
static bool try_fault(const struct scenario *scenario, const char *call, int number,
                      const char *action, struct report *report)
{
    char fault[64];
    snprintf(fault, sizeof fault, "%s %d %s", call, number, action);
    prepare(scenario);
    run_child(scenario, fault, report);
    check_outcome(scenario, fault, atoi(action), report);
    check_recovery(scenario, fault);
    folder_remove();
    faults += report->hit;
    return report->hit;
}

/* Interrupted or cut short, a call is made again. */
static const char *const patient_calls[] = {"openat", "read",  "write",   "fsync",
                                            "close",  "flock", "renameat"};

static const char *const other_calls[] = {"fstat",  "fstatat", "mkdirat",    "unlinkat",
                                          "linkat", "fchmod",  "readlinkat", "getentropy"};

/* The faults of one call of one scenario. Returns how often the call is made. */
static int try_call(const struct scenario *scenario, const char *call, bool patient)
{
    struct report report;
    char errors[4][16];
    int numbers[] = {ENOSPC, EIO, EACCES, EINTR}, count = 0;
    for (size_t i = 0; i < 4; i++)
        snprintf(errors[i], sizeof errors[i], "%d", numbers[i]);
    while (try_fault(scenario, call, count + 1, "kill", &report)) {
        count++;
        try_fault(scenario, call, count, "done", &report);
        for (size_t i = 0; i < 4; i++) {
            try_fault(scenario, call, count, errors[i], &report);
            if (patient && numbers[i] == EINTR)
                CHECK_MSG(report.saved, "%s: %s %d interrupted: %s", scenario->name, call, count,
                          report.message);
        }
        if (check_broken && count > 100)
            break;
    }
    return count;
}

static void try_scenario(const struct scenario *scenario)
{
    for (size_t i = 0; i < sizeof patient_calls / sizeof patient_calls[0]; i++) {
        int count = try_call(scenario, patient_calls[i], true);
        bool reads = strcmp(patient_calls[i], "read") == 0 && scenario->old == NULL;
        CHECK_MSG(count > 0 || reads, "%s: %s is never called", scenario->name, patient_calls[i]);
    }
    for (size_t i = 0; i < sizeof other_calls / sizeof other_calls[0]; i++)
        try_call(scenario, other_calls[i], false);
}

static void survives_faults_when_replacing(void)
{
    try_scenario(&scenarios[0]);
}

static void survives_faults_when_creating(void)
{
    try_scenario(&scenarios[1]);
}

static void survives_faults_when_setting_aside(void)
{
    try_scenario(&scenarios[2]);
}

static void survives_faults_where_a_link_leads(void)
{
    try_scenario(&scenarios[3]);
}

static void survives_short_and_half_writes(void)
{
    struct report report;
    char no_room[16];
    snprintf(no_room, sizeof no_room, "%d", ENOSPC);
    for (size_t i = 0; i < sizeof scenarios / sizeof scenarios[0]; i++) {
        CHECK(try_fault(&scenarios[i], "write", 0, "short", &report));
        CHECK_MSG(report.saved, "%s: %s", scenarios[i].name, report.message);
        CHECK(try_fault(&scenarios[i], "write", 1, "half", &report));
        CHECK(try_fault(&scenarios[i], "write", 0, no_room, &report));
        CHECK(!report.saved);
    }
}

/* Where a second name for a file is not to be had, it is copied. */
static void sets_aside_by_copying(void)
{
    struct report report;
    char refused[16];
    snprintf(refused, sizeof refused, "%d", EPERM);
    CHECK(try_fault(&scenarios[2], "linkat", 0, refused, &report));
    CHECK_MSG(report.saved, "%s", report.message);
}

static void saves_where_there_are_no_locks(void)
{
    struct report report;
    char refused[16];
    snprintf(refused, sizeof refused, "%d", ENOLCK);
    CHECK(try_fault(&scenarios[0], "flock", 0, refused, &report));
    CHECK_MSG(report.saved, "%s", report.message);
}

/* Adds bookmarks for ever, and reports each one that is saved. */
static void add_for_ever(const char *path, int pipe_fd)
{
    struct bookmark_store_setup setup = {.path = path};
    struct bookmark_store *store = bookmark_store_open(&setup, NULL);
    setenv("SB_FAULT", "any 0 delay:20", 1);
    for (uint32_t number = 0;; number++) {
        char code[16];
        snprintf(code, sizeof code, "%u", (unsigned)number);
        struct bookmark_id id = support_bookmark_id(code);
        if (bookmark_store_toggle(store, &id, NULL) != BOOKMARK_SAVED ||
            write(pipe_fd, &number, sizeof number) != (ssize_t)sizeof number)
            _exit(1);
    }
}

static void kill_once(uint32_t moment_us)
{
    int fds[2], status;
    folder_make(memory());
    fflush(stdout);
    if (pipe(fds) != 0)
        abort();
    pid_t child = fork();
    if (child == 0)
        add_for_ever(folder_path_of("b.json"), fds[1]);
    close(fds[1]);
    /* The moment is counted from the first save on. */
    uint32_t number = 0, saved = 0;
    if (read(fds[0], &number, sizeof number) == (ssize_t)sizeof number)
        saved = 1;
    struct timespec moment = {0, (long)moment_us * 1000};
    nanosleep(&moment, NULL);
    kill(child, SIGKILL);
    while (read(fds[0], &number, sizeof number) == (ssize_t)sizeof number)
        saved = number + 1;
    close(fds[0]);
    CHECK(waitpid(child, &status, 0) == child && WIFSIGNALED(status));
    enum bookmarks_health health;
    const char *text = folder_get("b.json");
    struct bookmarks *list = bookmarks_parse(
        &(struct bookmark_text){text, strlen(text), "b", false}, NULL, &health, NULL);
    size_t count = bookmarks_count(list);
    CHECK_MSG(health == BOOKMARKS_GOOD, "%s", text);
    CHECK_MSG(count == saved || count == saved + 1, "%zu bookmarks after %u saves", count,
              (unsigned)saved);
    bookmarks_free(list);
    CHECK(folder_count(".", ".tmp-") <= 1);
    struct bookmark_store_setup setup = {.path = folder_path_of("b.json")};
    struct bookmark_store *store = bookmark_store_open(&setup, NULL);
    struct bookmark_id id = support_bookmark_id("x");
    CHECK_INT(bookmark_store_toggle(store, &id, NULL), BOOKMARK_SAVED);
    CHECK_INT(folder_count(".", ".tmp-"), 0);
    bookmark_store_free(store);
    folder_remove();
}

static void reports_what_keeps_a_file_from_being_read(void)
{
    static const struct {
        const char *call;
        int error;
        const char *message; /* before the error's; NULL: it is read all the same */
    } cases[] = {
        {"open", EACCES, "cannot be opened: "},
        {"open", EINTR, NULL},
        {"fstat", EIO, "cannot be examined: "},
        {"read", EIO, "cannot be read: "},
        {"read", EINTR, NULL},
    };
    folder_make(memory());
    folder_put("file", "text");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct sb_error err = SB_ERROR_INIT;
        char *bytes = NULL;
        size_t len = 0;
        char fault[64], message[256];
        snprintf(fault, sizeof fault, "%s 1 %d", cases[i].call, cases[i].error);
        setenv("SB_FAULT", fault, 1);
        bool read = read_file(folder_path_of("file"), 100, &bytes, &len, NULL, &err);
        unsetenv("SB_FAULT");
        CHECK_MSG(read == (cases[i].message == NULL), "%s", fault);
        if (read) {
            CHECK_STR(bytes, "text");
        } else {
            snprintf(message, sizeof message, "%s%s", cases[i].message, strerror(cases[i].error));
            CHECK_HAS(err.message, message);
        }
        CHECK(read || len == 0);
        sb_error_clear(&err);
        free(bytes);
    }
    folder_remove();
}

static void survives_kills_at_random_moments(void)
{
    const char *wanted = getenv("SB_KILLS");
    long count = wanted != NULL ? atol(wanted) : 50;
    uint32_t seed = (uint32_t)time(NULL);
    for (long i = 0; i < count; i++) {
        seed = seed * 1664525u + 1013904223u;
        kill_once((seed >> 8) % 20000);
        kills++;
    }
}

/* One write, one rename: a second call of either would be hit. */
static void a_change_is_written_once(void)
{
    static const char *const calls[] = {"write", "renameat"};
    struct report report;
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        CHECK_MSG(try_fault(&scenarios[0], calls[i], 1, "kill", &report), "no %s", calls[i]);
        CHECK_MSG(!try_fault(&scenarios[0], calls[i], 2, "kill", &report), "twice: %s", calls[i]);
    }
}

static int run_with_library(char *const *argv)
{
    char library[PATH_MAX], real[PATH_MAX];
    const char *given = getenv("SB_FAULT_PRELOAD"), *builddir = getenv("builddir");
    snprintf(library, sizeof library, "%s/fault_preload.so", builddir != NULL ? builddir : ".");
    if (given != NULL)
        snprintf(library, sizeof library, "%s", given);
    if (realpath(library, real) == NULL) {
        printf("skipped: there is no %s\n", library);
        return SKIPPED;
    }
    setenv("LD_PRELOAD", real, 1);
    setenv("SB_FAULT_RUNS", "1", 1);
    /* No power cut is tried; waiting for a busy disk hundreds of times would take minutes. */
    setenv("SB_FAULT_NOSYNC", "1", 1);
    /* AddressSanitizer wants to be first, but gets along. */
    setenv("ASAN_OPTIONS", "verify_asan_link_order=0", 1);
    execv("/proc/self/exe", argv);
    printf("skipped: the program cannot start itself again\n");
    return SKIPPED;
}

/* Is the library there, and does it catch what the core calls? */
static bool library_works(void)
{
    struct report report;
    return try_fault(&scenarios[0], "renameat", 1, "kill", &report) && !check_broken;
}

int main(int argc, char **argv)
{
    (void)argc;
    if (getenv("SB_FAULT_RUNS") == NULL)
        return run_with_library(argv);
    if (!library_works()) {
        printf("skipped: the C library's calls cannot be replaced here\n");
        return SKIPPED;
    }
    RUN(survives_faults_when_replacing);
    RUN(survives_faults_when_creating);
    RUN(survives_faults_when_setting_aside);
    RUN(survives_faults_where_a_link_leads);
    RUN(survives_short_and_half_writes);
    RUN(sets_aside_by_copying);
    RUN(saves_where_there_are_no_locks);
    RUN(a_change_is_written_once);
    RUN(reports_what_keeps_a_file_from_being_read);
    RUN(survives_kills_at_random_moments);
    printf("%lu faults, %lu kills at random moments\n", faults, kills);
    return check_done();
}
