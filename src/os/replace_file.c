#include "config.h"
#include "os/replace_file_private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "os/paths.h"

#define BAD_MAX 9999   /* NAME.bad-N; somebody should look at them before */
#define SCAN_MAX 4096  /* directory entries looked at for stale temporary files */
#define STALE_MAX 64   /* of them removed in one update */
#define REREAD_TRIES 4 /* the file was changed without the lock while we worked */

static bool check_regular(const struct replace_target *target, struct sb_error *err)
{
    return S_ISREG(target->old.st_mode) || replace_refuse(target, err, 0, "%s, not a regular file",
                                                          file_type_name(target->old.st_mode));
}

static bool check_old(const struct replace_target *target, struct sb_error *err)
{
    return check_regular(target, err) &&
           (target->old.st_uid == geteuid() ||
            replace_refuse(target, err, 0, "belongs to another user (uid %lu)",
                           (unsigned long)target->old.st_uid));
}

/* Examines the old file, before anything is made next to it. */
static bool find_old(struct replace_target *target, struct sb_error *err)
{
    target->exists = fstatat(target->dir, target->name, &target->old, AT_SYMLINK_NOFOLLOW) == 0;
    if (!target->exists)
        return errno == ENOENT || replace_refuse(target, err, errno, "cannot examine it");
    return check_old(target, err);
}

static bool read_old(struct replace_target *target, size_t max_bytes, struct file_content *content,
                     struct sb_error *err)
{
    *content = (struct file_content){.whole = true};
    if (!find_old(target, err))
        return false;
    if (!target->exists)
        return true;
    int fd = replace_open(target->dir, target->name, O_RDONLY | REPLACE_OPEN);
    if (fd < 0)
        return replace_refuse(target, err, errno, "cannot open it");
    /* It may have been exchanged since it was examined. */
    bool ok = fstat(fd, &target->old) == 0
                  ? check_old(target, err)
                  : replace_refuse(target, err, errno, "cannot examine it");
    if (ok && !read_file_content(fd, max_bytes, content))
        ok = replace_refuse(target, err, errno, "cannot read it");
    close(fd);
    return ok;
}

/* Is the file still the one that was read? */
static bool is_unchanged(const struct replace_target *target)
{
    struct stat now;
    if (fstatat(target->dir, target->name, &now, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT && !target->exists;
    return target->exists && file_is_unchanged(&target->old, &now);
}

static bool is_temp_name(const struct replace_target *target, const char *name)
{
    size_t len = strlen(target->name);
    return name[0] == '.' && strncmp(name + 1, target->name, len) == 0 &&
           strncmp(name + 1 + len, ".tmp-", 5) == 0 &&
           strspn(name + 1 + len + 5, "0123456789abcdef") == 16 && name[1 + len + 5 + 16] == '\0';
}

/* Removes what killed writers left. We hold the lock, so nobody else writes now. */
static void remove_stale(const struct replace_target *target)
{
    int fd = replace_open(target->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (dir == NULL) {
        if (fd >= 0)
            close(fd);
        return;
    }
    int removed = 0;
    const struct dirent *entry;
    for (int seen = 0; seen < SCAN_MAX && removed < STALE_MAX && (entry = readdir(dir)) != NULL;
         seen++) {
        struct stat info;
        if (is_temp_name(target, entry->d_name) &&
            fstatat(target->dir, entry->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
            S_ISREG(info.st_mode) && info.st_uid == geteuid() &&
            unlinkat(target->dir, entry->d_name, 0) == 0)
            removed++;
    }
    closedir(dir);
}

/* Opens a new file under a name that nobody can guess. Returns -1 with errno on failure. */
static int open_temp(struct replace_target *target)
{
    for (int tries = 0; tries < 8; tries++) {
        uint64_t random;
        char name[NAME_MAX + 1];
        if (getentropy(&random, sizeof random) != 0)
            return -1;
        int len = snprintf(name, sizeof name, ".%s.tmp-%016llx", target->name,
                           (unsigned long long)random);
        if (len < 0 || (size_t)len >= sizeof name) {
            errno = ENAMETOOLONG;
            return -1;
        }
        int fd = replace_open(target->dir, name, O_WRONLY | O_CREAT | O_EXCL | REPLACE_OPEN);
        if (fd >= 0) {
            memcpy(target->temp, name, sizeof name);
            return fd;
        }
        if (errno != EEXIST)
            return -1;
    }
    return -1;
}

static void remove_temp(struct replace_target *target)
{
    if (target->temp[0] != '\0')
        (void)unlinkat(target->dir, target->temp, 0);
    target->temp[0] = '\0';
}

static bool write_temp(struct replace_target *target, const struct strbuf *fresh,
                       struct sb_error *err)
{
    int fd = open_temp(target);
    if (fd < 0)
        return replace_refuse(target, err, errno, "cannot make a file next to it");
    bool ok = true;
    if (fstat(fd, &target->fresh) != 0)
        ok = replace_refuse(target, err, errno, "cannot examine the new file");
    else if ((target->fresh.st_mode & 07777) != REPLACE_MODE && fchmod(fd, REPLACE_MODE) != 0)
        ok = replace_refuse(target, err, errno, "cannot make the new file private");
    else if (!replace_write(fd, strbuf_str(fresh), fresh->len) || replace_sync(fd) != 0)
        ok = replace_refuse(target, err, errno, "%s", "");
    /* Some file systems report only now that there was no room. */
    if (replace_close(fd) != 0 && ok)
        ok = replace_refuse(target, err, errno, "%s", "");
    return ok;
}

static bool rename_temp(struct replace_target *target)
{
    int result;
    do
        result = renameat(target->dir, target->temp, target->dir, target->name);
    while (result != 0 && errno == EINTR);
    struct stat now;
    int error = errno;
    /* A network file system may have done it and lost the answer. */
    bool done =
        result == 0 || (fstatat(target->dir, target->name, &now, AT_SYMLINK_NOFOLLOW) == 0 &&
                        file_is_same(&now, &target->fresh));
    if (done)
        target->temp[0] = '\0';
    errno = error;
    return done;
}

/* Copies the old file, for file systems without hard links. */
static bool copy_old(const struct replace_target *target, const char *name)
{
    int from = replace_open(target->dir, target->name, O_RDONLY | REPLACE_OPEN);
    if (from < 0)
        return false;
    int to = replace_open(target->dir, name, O_WRONLY | O_CREAT | O_EXCL | REPLACE_OPEN);
    bool ok = to >= 0;
    char chunk[16384];
    ssize_t n = 1;
    while (ok && n != 0) {
        n = read(from, chunk, sizeof chunk);
        ok = n >= 0 ? replace_write(to, chunk, (size_t)n) : errno == EINTR;
    }
    ok = ok && replace_sync(to) == 0;
    int error = errno;
    close(from);
    if (to >= 0 && replace_close(to) != 0 && ok) {
        ok = false;
        error = errno;
    }
    if (!ok && to >= 0)
        (void)unlinkat(target->dir, name, 0);
    errno = error;
    return ok;
}

/* Tries one name. Returns false with errno; EEXIST: another file has that name. */
static bool set_aside_as(struct replace_target *target, const char *name)
{
    struct stat other;
    target->made_bad = linkat(target->dir, target->name, target->dir, name, 0) == 0;
    if (!target->made_bad && errno == EEXIST) {
        /* Perhaps a writer was killed between setting aside and replacing. */
        bool same = fstatat(target->dir, name, &other, AT_SYMLINK_NOFOLLOW) == 0 &&
                    file_is_same(&other, &target->old);
        errno = EEXIST;
        return same;
    }
    if (!target->made_bad &&
        (errno == EPERM || errno == ENOTSUP || errno == ENOSYS || errno == EMLINK))
        target->made_bad = copy_old(target, name);
    return target->made_bad;
}

static bool set_aside(struct replace_target *target, struct sb_error *err)
{
    for (int number = 1; number <= BAD_MAX; number++) {
        char name[NAME_MAX + 1];
        int len = snprintf(name, sizeof name, "%s.bad-%d", target->name, number);
        if (len < 0 || (size_t)len >= sizeof name)
            return replace_refuse(target, err, ENAMETOOLONG, "cannot set the old file aside");
        if (set_aside_as(target, name)) {
            memcpy(target->bad, name, sizeof name);
            return true;
        }
        if (errno != EEXIST)
            return replace_refuse(target, err, errno, "cannot set the old file aside as %s", name);
    }
    return replace_refuse(target, err, 0, "next to it are %d damaged files, look at them first",
                          BAD_MAX);
}

enum outcome { OUTCOME_FAILED, OUTCOME_DONE, OUTCOME_AGAIN };

/* Puts the new content in place. OUTCOME_AGAIN: the old file has changed since it was read. */
static enum outcome replace_old(struct replace_target *target, const struct strbuf *fresh,
                                bool keep_old, struct sb_error *err)
{
    bool ok = !keep_old || !target->exists || set_aside(target, err);
    ok = ok && write_temp(target, fresh, err);
    bool again = ok && !is_unchanged(target);
    if (ok && !again && !rename_temp(target))
        ok = replace_refuse(target, err, errno, "cannot replace it");
    remove_temp(target);
    if (!ok || again) {
        if (target->made_bad)
            (void)unlinkat(target->dir, target->bad, 0);
        target->bad[0] = '\0';
        return again ? OUTCOME_AGAIN : OUTCOME_FAILED;
    }
    if (!replace_path_sync(target)) {
        replace_refuse(target, err, errno, "cannot sync its directory");
        if (err != NULL)
            sb_error_set(err, err->kind, "may not survive a power cut: %s", err->message);
        return OUTCOME_FAILED;
    }
    return OUTCOME_DONE;
}

static enum outcome update_once(struct replace_target *target, const struct replace_job *job,
                                struct sb_error *err)
{
    struct file_content old;
    struct strbuf fresh = STRBUF_INIT;
    enum outcome outcome = OUTCOME_FAILED;
    if (read_old(target, job->max_bytes, &old, err)) {
        enum replace_verdict verdict = job->transform(job->context, &old, &fresh, err);
        if (verdict == REPLACE_LEAVE)
            outcome = OUTCOME_DONE;
        else if (verdict != REPLACE_REFUSE)
            outcome = replace_old(target, &fresh, verdict == REPLACE_SET_ASIDE, err);
    }
    file_content_clear(&old);
    strbuf_clear(&fresh);
    return outcome;
}

static bool update_locked(struct replace_target *target, const struct replace_job *job,
                          struct sb_error *err)
{
    if (!target->lockless)
        remove_stale(target);
    for (int tries = 0; tries < REREAD_TRIES; tries++) {
        enum outcome outcome = update_once(target, job, err);
        if (outcome != OUTCOME_AGAIN)
            return outcome == OUTCOME_DONE;
    }
    return replace_refuse(target, err, 0, "another program changes the file all the time");
}

bool replace_file(const char *path, const struct replace_job *job, struct replace_report *report,
                  struct sb_error *err)
{
    struct replace_report own_report = {0};
    struct replace_target target = {.shown = paths_printable(path), .dir = -1, .lock = -1};
    if (report == NULL)
        report = &own_report;
    bool ok = replace_path_follow(&target, path, err) && find_old(&target, err) &&
              replace_lock(&target, job->wait_ms, report, err) && update_locked(&target, job, err);
    if (target.bad[0] != '\0') {
        struct strbuf bad = STRBUF_INIT;
        replace_path_put(&target, target.bad, &bad);
        free(report->set_aside);
        report->set_aside = paths_printable(bad.data);
        strbuf_clear(&bad);
    }
    if (target.lock >= 0)
        close(target.lock); /* which unlocks it */
    if (target.dir >= 0)
        close(target.dir);
    free(target.name);
    free(target.shown);
    strbuf_clear(&target.real);
    replace_report_clear(&own_report);
    return ok;
}

void replace_report_clear(struct replace_report *report)
{
    free(report->set_aside);
    *report = (struct replace_report){0};
}

bool replace_read(const char *path, size_t max_bytes, struct file_content *content,
                  struct sb_error *err)
{
    struct replace_target target = {.shown = paths_printable(path)};
    *content = (struct file_content){.whole = true};
    int fd = read_file_open(path);
    bool ok;
    if (fd < 0)
        ok = errno == ENOENT || replace_refuse(&target, err, errno, "cannot read it");
    else if (fstat(fd, &target.old) != 0)
        ok = replace_refuse(&target, err, errno, "cannot read it");
    else
        ok = check_regular(&target, err) && (read_file_content(fd, max_bytes, content) ||
                                             replace_refuse(&target, err, errno, "cannot read it"));
    if (fd >= 0)
        close(fd);
    free(target.shown);
    return ok;
}
