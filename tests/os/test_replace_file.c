#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "os/replace_file.h"
#include "support/check.h"
#include "support/folder.h"

#define MAX_BYTES ((size_t)64 * 1024)
#define STRANGER 54321 /* a user who is not us */

static mode_t mode_of(const char *name)
{
    struct stat info;
    return lstat(folder_path_of(name), &info) == 0 ? info.st_mode & 07777 : 0;
}

/* What the transform of these tests does. */
struct plan {
    const char *add; /* appended to the old content */
    enum replace_verdict verdict;
    int calls;
    const char *meddle; /* a path that the first call writes to without the lock */
};

static enum replace_verdict transform(void *context, const struct file_content *old,
                                      struct strbuf *new, struct sb_error *err)
{
    struct plan *plan = context;
    if (plan->calls++ == 0 && plan->meddle != NULL) {
        FILE *file = fopen(plan->meddle, "a");
        CHECK(file != NULL && fputs("M", file) >= 0 && fclose(file) == 0);
    }
    if (old->bytes != NULL)
        strbuf_add(new, old->bytes, old->len);
    strbuf_puts(new, plan->add);
    if (plan->verdict == REPLACE_REFUSE)
        sb_error_set(err, SB_ERR_DATA, "the transform refused");
    return plan->verdict;
}

static bool update_with(const char *path, struct plan *plan, struct replace_report *report,
                        struct sb_error *err)
{
    struct replace_job job = {MAX_BYTES, 1000, transform, plan};
    return replace_file(path, &job, report, err);
}

static bool append(const char *name, const char *add, struct sb_error *err)
{
    struct plan plan = {.add = add, .verdict = REPLACE_REPLACE};
    return update_with(folder_path_of(name), &plan, NULL, err);
}

/* The update fails with a message that has the part, and the name is not touched. */
static void check_refused(const char *name, const char *part)
{
    struct sb_error err = SB_ERROR_INIT;
    CHECK_MSG(!append(name, "new", &err), "%s", name);
    CHECK_HAS(err.message, part);
    CHECK_HAS(err.message, name);
    CHECK_INT(err.kind, SB_ERR_IO);
    CHECK_MSG(folder_count(".", ".tmp-") == 0, "a temporary file was left");
    sb_error_clear(&err);
}

static void makes_the_file_and_its_directories(void)
{
    folder_make(NULL);
    mode_t mask = umask(0);
    CHECK(append("a/b/f", "1", NULL));
    CHECK_STR(folder_get("a/b/f"), "1");
    umask(0777);
    CHECK(append("c/d/f", "2", NULL));
    CHECK(append("a/b/f", "3", NULL));
    umask(mask);
    CHECK_STR(folder_get("a/b/f"), "13");
    CHECK_STR(folder_get("c/d/f"), "2");
    static const char *const dirs[] = {"a", "a/b", "c", "c/d"};
    static const char *const files[] = {"a/b/f", "a/b/f.lock", "c/d/f", "c/d/f.lock"};
    for (size_t i = 0; i < 4; i++) {
        CHECK_INT(mode_of(dirs[i]), 0700);
        CHECK_INT(mode_of(files[i]), 0600);
    }
    folder_remove();
}

static void makes_a_readable_file_private(void)
{
    folder_make(NULL);
    folder_put("f", "old");
    chmod(folder_path_of("f"), 0644);
    CHECK(append("f", "+", NULL));
    CHECK_STR(folder_get("f"), "old+");
    CHECK_INT(mode_of("f"), 0600);
    folder_remove();
}

static void works_on_relative_paths(void)
{
    folder_make(NULL);
    int here = open(".", O_RDONLY | O_DIRECTORY);
    CHECK(chdir(folder_path()) == 0);
    struct plan plan = {.add = "1", .verdict = REPLACE_REPLACE};
    CHECK(update_with("f", &plan, NULL, NULL));
    CHECK(update_with("./x/../x//g", &plan, NULL, NULL));
    struct sb_error err = SB_ERROR_INIT;
    CHECK(mkdir("h.lock", 0700) == 0 && !update_with("h", &plan, NULL, &err));
    CHECK_STR(err.message, "lock file h.lock is a directory: h");
    sb_error_clear(&err);
    CHECK(fchdir(here) == 0);
    close(here);
    CHECK_STR(folder_get("f"), "1");
    CHECK_STR(folder_get("x/g"), "1");
    folder_remove();
}

static void does_as_the_transform_says(void)
{
    folder_make(NULL);
    struct sb_error err = SB_ERROR_INIT;
    struct plan leave = {.add = "x", .verdict = REPLACE_LEAVE};
    struct plan refuse = {.add = "x", .verdict = REPLACE_REFUSE};
    CHECK(update_with(folder_path_of("f"), &leave, NULL, &err));
    CHECK_STR(folder_get("f"), "(none)");
    folder_put("f", "old");
    CHECK(update_with(folder_path_of("f"), &leave, NULL, &err));
    CHECK(!update_with(folder_path_of("f"), &refuse, NULL, &err));
    CHECK_STR(err.message, "the transform refused");
    CHECK_STR(folder_get("f"), "old");
    sb_error_clear(&err);
    folder_remove();
}

static void takes_in_a_change_made_without_the_lock(void)
{
    folder_make(NULL);
    folder_put("f", "old");
    struct plan plan = {.add = "+", .verdict = REPLACE_REPLACE, .meddle = folder_path_of("f")};
    CHECK(update_with(folder_path_of("f"), &plan, NULL, NULL));
    CHECK_INT(plan.calls, 2);
    CHECK_STR(folder_get("f"), "oldM+");
    CHECK_INT(folder_count(".", ".tmp-"), 0);
    folder_remove();
}

static void gives_only_the_beginning_of_a_long_file(void)
{
    folder_make(NULL);
    folder_put("f", "0123456789");
    struct file_content content;
    static const size_t bounds[] = {0, 1, 9, 10, 11};
    for (size_t i = 0; i < 5; i++) {
        CHECK(replace_read(folder_path_of("f"), bounds[i], &content, NULL));
        CHECK_INT(content.len, bounds[i] < 10 ? bounds[i] : 10);
        CHECK_INT(content.whole, bounds[i] >= 10);
        CHECK_INT(content.bytes[content.len], 0);
        file_content_clear(&content);
    }
    folder_remove();
}

/* On 32-bit systems too: else files beyond 2 GiB, and inodes of large file systems, cannot be
 * opened. */
static void sizes_of_files_have_64_bits(void)
{
    struct stat info;
    CHECK(sizeof(off_t) >= 8 && sizeof info.st_ino >= 8 && sizeof info.st_size >= 8);
}

static void reads_long_files_to_the_byte(void)
{
    enum { LEN = 2 * 16384 };
    static char text[LEN + 1];
    for (size_t i = 0; i < LEN; i++)
        text[i] = (char)('a' + i % 23);
    folder_make(NULL);
    folder_put("f", text);
    static const size_t bounds[] = {16383, 16384, 16385, LEN - 1, LEN, LEN + 1, 1 << 20};
    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++) {
        struct file_content content;
        size_t len = bounds[i] < LEN ? bounds[i] : LEN;
        CHECK(replace_read(folder_path_of("f"), bounds[i], &content, NULL));
        CHECK_INT(content.len, len);
        CHECK_INT(content.whole, bounds[i] >= LEN);
        CHECK(memcmp(content.bytes, text, len) == 0 && content.bytes[len] == '\0');
        file_content_clear(&content);
    }
    folder_remove();
}

static bool is_link(const char *name)
{
    struct stat info;
    return lstat(folder_path_of(name), &info) == 0 && S_ISLNK(info.st_mode);
}

static void keeps_links_and_updates_what_they_lead_to(void)
{
    folder_make(NULL);
    mkdir(folder_path_of("dot"), 0755);
    mkdir(folder_path_of("home"), 0755);
    folder_put("dot/real", "old");
    CHECK(symlink("../dot/real", folder_path_of("home/relative")) == 0);
    CHECK(symlink(folder_path_of("home/relative"), folder_path_of("home/absolute")) == 0);
    CHECK(symlink("../dot", folder_path_of("home/dir")) == 0);
    CHECK(append("home/relative", "1", NULL));
    CHECK(append("home/absolute", "2", NULL));
    CHECK(append("home/dir/real", "3", NULL));
    CHECK_STR(folder_get("dot/real"), "old123");
    CHECK(is_link("home/relative") && is_link("home/absolute") && is_link("home/dir"));
    CHECK_INT(folder_count("home", "lock"), 0);
    folder_remove();
}

static void makes_the_target_of_a_dangling_link(void)
{
    folder_make(NULL);
    CHECK(symlink("later/dir/file", folder_path_of("f")) == 0);
    CHECK(append("f", "1", NULL));
    CHECK(is_link("f"));
    CHECK_STR(folder_get("later/dir/file"), "1");
    folder_remove();
}

static void refuses_links_in_a_circle(void)
{
    folder_make(NULL);
    CHECK(symlink("b", folder_path_of("a")) == 0 && symlink("a", folder_path_of("b")) == 0);
    check_refused("a", strerror(ELOOP) + 1);
    folder_remove();
}

static void refuses_what_is_no_regular_file(void)
{
    folder_make(NULL);
    mkdir(folder_path_of("dir"), 0700);
    mkfifo(folder_path_of("pipe"), 0600);
    folder_put("file", "x");
    check_refused("dir", "a directory");
    check_refused("dir/", "a directory");
    check_refused("pipe", "a pipe");
    check_refused("file/f", strerror(ENOTDIR) + 1);
    struct sb_error err = SB_ERROR_INIT;
    struct plan plan = {.add = "x", .verdict = REPLACE_REPLACE};
    CHECK(!update_with("/dev/null", &plan, NULL, &err));
    CHECK(err.message != NULL && (strstr(err.message, "a device") != NULL ||
                                  strstr(err.message, strerror(EACCES) + 1) != NULL));
    sb_error_clear(&err);
    CHECK(access("/dev/null.lock", F_OK) != 0);
    struct file_content content;
    CHECK(!replace_read(folder_path_of("pipe"), 10, &content, &err));
    CHECK_HAS(err.message, "a pipe");
    CHECK(!replace_read(folder_path_of("dir"), 10, &content, &err));
    CHECK_HAS(err.message, "a directory");
    CHECK(replace_read(folder_path_of("missing"), 10, &content, &err) && content.bytes == NULL);
    sb_error_clear(&err);
    folder_remove();
}

static void refuses_a_lock_that_is_not_its_own(void)
{
    folder_make(NULL);
    folder_put("victim", "v");
    chmod(folder_path_of("victim"), 0644);
    folder_put("f", "old");
    CHECK(symlink("victim", folder_path_of("f.lock")) == 0);
    check_refused("f", "a symbolic link");
    unlink(folder_path_of("f.lock"));
    CHECK(symlink("nowhere", folder_path_of("f.lock")) == 0);
    check_refused("f", "a symbolic link");
    CHECK_STR(folder_get("nowhere"), "(none)");
    unlink(folder_path_of("f.lock"));
    CHECK(link(folder_path_of("victim"), folder_path_of("f.lock")) == 0);
    check_refused("f", "second name");
    unlink(folder_path_of("f.lock"));
    mkfifo(folder_path_of("f.lock"), 0600);
    check_refused("f", "a pipe");
    unlink(folder_path_of("f.lock"));
    mkdir(folder_path_of("f.lock"), 0700);
    check_refused("f", "a directory");
    CHECK_STR(folder_get("f"), "old");
    CHECK_STR(folder_get("victim"), "v");
    CHECK_INT(mode_of("victim"), 0644);
    folder_remove();
}

/* These need root, to make files of others. */
static void refuses_what_belongs_to_others(void)
{
    if (geteuid() != 0)
        return;
    folder_make(NULL);
    folder_put("f", "old");
    CHECK(chown(folder_path_of("f"), STRANGER, STRANGER) == 0);
    check_refused("f", "another user");
    CHECK_STR(folder_get("f"), "old");
    folder_put("g", "old");
    folder_put("g.lock", "");
    CHECK(chown(folder_path_of("g.lock"), STRANGER, STRANGER) == 0);
    check_refused("g", "another user");
    CHECK_STR(folder_get("g"), "old");
    folder_remove();
}

/* A folder of this mode with links and a folder in it that another user has made. */
static void make_planted(mode_t mode)
{
    folder_make(NULL);
    folder_put("victim", "v");
    mkdir(folder_path_of("tmp"), 0777);
    chmod(folder_path_of("tmp"), mode);
    CHECK(symlink("../victim", folder_path_of("tmp/link")) == 0);
    CHECK(symlink("..", folder_path_of("tmp/up")) == 0);
    mkdir(folder_path_of("tmp/dir"), 0777);
    CHECK(lchown(folder_path_of("tmp/link"), STRANGER, STRANGER) == 0);
    CHECK(lchown(folder_path_of("tmp/up"), STRANGER, STRANGER) == 0);
    CHECK(chown(folder_path_of("tmp/dir"), STRANGER, STRANGER) == 0);
}

static void touches_nothing_through_planted_names(void)
{
    static const mode_t modes[] = {01777, 0777, 01775};
    for (size_t i = 0; geteuid() == 0 && i < sizeof modes / sizeof modes[0]; i++) {
        make_planted(modes[i]);
        check_refused("tmp/link", "another user");
        check_refused("tmp/up/victim", "another user");
        check_refused("tmp/dir/f", "another user");
        CHECK_STR(folder_get("victim"), "v");
        CHECK_INT(folder_count(".", ".lock"), 0);
        CHECK_INT(folder_count("tmp/dir", "f"), 0);
        /* Our own are as good there as anywhere. */
        CHECK(symlink("../victim", folder_path_of("tmp/mine")) == 0);
        CHECK(append("tmp/mine", "+", NULL));
        CHECK(append("tmp/new/f", "1", NULL));
        CHECK_STR(folder_get("victim"), "v+");
        folder_remove();
    }
}

/* The members of a team trust each other with the folder that they share. */
static void follows_names_in_a_folder_of_a_group(void)
{
    if (geteuid() != 0)
        return;
    make_planted(0775);
    CHECK(append("tmp/link", "+", NULL));
    CHECK_STR(folder_get("victim"), "v+");
    folder_remove();
}

/* Runs a test as another user, who cannot do everything. */
static void as_stranger(void (*test)(void))
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        if (geteuid() == 0 && (setgid(STRANGER) != 0 || setuid(STRANGER) != 0))
            _exit(2);
        test();
        fflush(stdout);
        _exit(check_broken);
    }
    int status;
    CHECK(waitpid(child, &status, 0) == child && status == 0);
}

static void try_read_only_directory(void)
{
    folder_make(NULL);
    folder_put("f", "old");
    mkdir(folder_path_of("sealed"), 0555);
    check_refused("sealed/f", strerror(EACCES) + 1);
    check_refused("sealed/deeper/f", strerror(EACCES) + 1);
    chmod(folder_path(), 0555);
    check_refused("f", strerror(EACCES) + 1);
    CHECK_STR(folder_get("f"), "old");
    chmod(folder_path(), 0755);
    chmod(folder_path_of("f"), 0);
    check_refused("f", strerror(EACCES) + 1);
    chmod(folder_path_of("f"), 0600);
    CHECK(append("f", "+", NULL));
    /* One may write into a directory that one may not list. */
    mkdir(folder_path_of("drop"), 0300);
    CHECK(append("drop/f", "1", NULL));
    CHECK_STR(folder_get("drop/f"), "1");
    chmod(folder_path_of("drop"), 0700);
    folder_remove();
}

static void says_when_the_directory_is_read_only(void)
{
    as_stranger(try_read_only_directory);
}

static void removes_what_killed_writers_left(void)
{
    folder_make(NULL);
    for (int i = 0; i < 200; i++) {
        char name[64];
        snprintf(name, sizeof name, ".f.tmp-%016x", i);
        folder_put(name, "half");
    }
    folder_put(".f.tmp-0123", "not ours");
    folder_put(".ff.tmp-0123456789abcdef", "another file's");
    folder_put(".f.tmp-0123456789abcdefg", "not ours");
    mkdir(folder_path_of(".f.tmp-ffffffffffffffff"), 0700);
    for (int i = 0; i < 5; i++)
        CHECK(append("f", "1", NULL));
    CHECK_INT(folder_count(".", ".tmp-"), 4);
    CHECK_STR(folder_get("f"), "11111");
    folder_remove();
}

static void sets_aside_under_the_next_free_number(void)
{
    folder_make(NULL);
    folder_put("f", "bad one");
    folder_put("f.bad-2", "earlier");
    CHECK(symlink("nowhere", folder_path_of("f.bad-3")) == 0);
    struct replace_report report = {0};
    struct plan plan = {.add = "!", .verdict = REPLACE_SET_ASIDE};
    CHECK(update_with(folder_path_of("f"), &plan, &report, NULL));
    CHECK_STR(report.set_aside, folder_path_of("f.bad-1"));
    CHECK_STR(folder_get("f.bad-1"), "bad one");
    CHECK_STR(folder_get("f"), "bad one!");
    CHECK(update_with(folder_path_of("f"), &plan, &report, NULL));
    CHECK_STR(report.set_aside, folder_path_of("f.bad-4"));
    CHECK_STR(folder_get("f.bad-2"), "earlier");
    CHECK_STR(folder_get("f.bad-4"), "bad one!");
    CHECK_STR(folder_get("f"), "bad one!!");
    replace_report_clear(&report);
    folder_remove();
}

static void does_not_set_aside_twice_after_a_kill(void)
{
    folder_make(NULL);
    folder_put("f", "bad");
    CHECK(link(folder_path_of("f"), folder_path_of("f.bad-1")) == 0);
    struct replace_report report = {0};
    struct plan plan = {.add = "!", .verdict = REPLACE_SET_ASIDE};
    CHECK(update_with(folder_path_of("f"), &plan, &report, NULL));
    CHECK_STR(report.set_aside, folder_path_of("f.bad-1"));
    CHECK_INT(folder_count(".", "bad"), 1);
    CHECK_STR(folder_get("f.bad-1"), "bad");
    CHECK_STR(folder_get("f"), "bad!");
    replace_report_clear(&report);
    folder_remove();
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void waits_a_second_for_the_lock(void)
{
    folder_make(NULL);
    folder_put("f", "old");
    int fd = open(folder_path_of("f.lock"), O_RDWR | O_CREAT, 0600);
    CHECK(fd >= 0 && flock(fd, LOCK_EX) == 0);
    struct sb_error err = SB_ERROR_INIT;
    struct replace_report report = {0};
    struct plan plan = {.add = "+", .verdict = REPLACE_REPLACE};
    double before = seconds();
    CHECK(!update_with(folder_path_of("f"), &plan, &report, &err));
    double took = seconds() - before;
    CHECK_MSG(took > 0.9 && took < 3, "it took %.2f s", took);
    CHECK(report.lock_held);
    CHECK_HAS(err.message, "holds the lock");
    CHECK_STR(folder_get("f"), "old");
    close(fd);
    CHECK(update_with(folder_path_of("f"), &plan, NULL, &err));
    CHECK_STR(folder_get("f"), "old+");
    sb_error_clear(&err);
    folder_remove();
}

static void loses_no_update_of_several_processes(void)
{
    enum { WRITERS = 4, UPDATES = 25 };
    folder_make(NULL);
    for (int i = 0; i < WRITERS; i++) {
        if (fork() == 0) {
            int failed = 0;
            for (int k = 0; k < UPDATES; k++)
                failed += !append("f", i % 2 != 0 ? "o" : "e", NULL);
            _exit(failed != 0);
        }
    }
    for (int i = 0, status; i < WRITERS; i++)
        CHECK(wait(&status) > 0 && status == 0);
    CHECK_INT(strlen(folder_get("f")), WRITERS * UPDATES);
    CHECK_INT(folder_count(".", ".tmp-"), 0);
    folder_remove();
}

/* Takes its time for the new content, and ends with a letter. */
static enum replace_verdict append_slowly(void *context, const struct file_content *old,
                                          struct strbuf *new, struct sb_error *err)
{
    const double taken_s = 0.02;
    (void)err;
    for (double start = seconds(); seconds() - start < taken_s;)
        ;
    strbuf_add(new, old->bytes != NULL ? old->bytes : "", old->len);
    strbuf_puts(new, context);
    return REPLACE_REPLACE;
}

/* The lock is nearly always held, and each time for long, but never for a second. */
static void gets_its_turn_next_to_a_busy_process(void)
{
    enum { UPDATES = 5 };
    char letter[] = "b";
    folder_make(NULL);
    struct replace_job job = {.max_bytes = 1 << 20,
                              .wait_ms = REPLACE_WAIT_MS,
                              .transform = append_slowly,
                              .context = letter};
    pid_t busy = fork();
    while (busy == 0)
        if (!replace_file(folder_path_of("f"), &job, NULL, NULL))
            _exit(1);
    while (access(folder_path_of("f"), F_OK) != 0)
        sched_yield();
    for (int i = 0; i < UPDATES; i++)
        CHECK(append("f", "m", NULL));
    kill(busy, SIGKILL);
    CHECK(waitpid(busy, NULL, 0) == busy);
    folder_remove();
}

static void keeps_the_old_file_when_there_is_no_room(void)
{
    folder_make(NULL);
    folder_put("f", "old");
    static char big[40000];
    memset(big, 'x', sizeof big - 1);
    struct rlimit limit, small = {8192, RLIM_INFINITY};
    CHECK(getrlimit(RLIMIT_FSIZE, &limit) == 0);
    small.rlim_max = limit.rlim_max;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    CHECK(setrlimit(RLIMIT_FSIZE, &small) == 0);
    struct sb_error err = SB_ERROR_INIT;
    bool ok = append("f", big, &err);
    CHECK(setrlimit(RLIMIT_FSIZE, &limit) == 0);
    signal(SIGXFSZ, handler);
    CHECK(!ok);
    CHECK_HAS(err.message, strerror(EFBIG) + 1);
    CHECK_STR(folder_get("f"), "old");
    CHECK_INT(folder_count(".", ".tmp-"), 0);
    CHECK(append("f", big, NULL));
    sb_error_clear(&err);
    folder_remove();
}

int main(void)
{
    RUN(makes_the_file_and_its_directories);
    RUN(makes_a_readable_file_private);
    RUN(works_on_relative_paths);
    RUN(does_as_the_transform_says);
    RUN(takes_in_a_change_made_without_the_lock);
    RUN(gives_only_the_beginning_of_a_long_file);
    RUN(sizes_of_files_have_64_bits);
    RUN(reads_long_files_to_the_byte);
    RUN(keeps_links_and_updates_what_they_lead_to);
    RUN(makes_the_target_of_a_dangling_link);
    RUN(refuses_links_in_a_circle);
    RUN(refuses_what_is_no_regular_file);
    RUN(refuses_a_lock_that_is_not_its_own);
    RUN(refuses_what_belongs_to_others);
    RUN(touches_nothing_through_planted_names);
    RUN(follows_names_in_a_folder_of_a_group);
    RUN(says_when_the_directory_is_read_only);
    RUN(removes_what_killed_writers_left);
    RUN(sets_aside_under_the_next_free_number);
    RUN(does_not_set_aside_twice_after_a_kill);
    RUN(waits_a_second_for_the_lock);
    RUN(loses_no_update_of_several_processes);
    RUN(gets_its_turn_next_to_a_busy_process);
    RUN(keeps_the_old_file_when_there_is_no_room);
    return check_done();
}
