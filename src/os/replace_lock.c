#include "config.h"
#include "os/replace_file_private.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <sys/file.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/clock.h"

#define LOCK_TRIES 16   /* the lock file was removed while we waited for it */
#define LOCK_TICK_MS 20 /* how often a waiting process looks at the time */

static bool check_lock(const struct replace_target *target, int fd, const char *path,
                       struct sb_error *err)
{
    struct stat info;
    if (fstat(fd, &info) != 0)
        return replace_refuse(target, err, errno, "cannot examine lock file %s", path);
    if (!S_ISREG(info.st_mode))
        return replace_refuse(target, err, 0, "lock file %s is %s", path,
                              file_type_name(info.st_mode));
    if (info.st_uid != geteuid())
        return replace_refuse(target, err, 0, "lock file %s belongs to another user", path);
    if (info.st_nlink > 1)
        return replace_refuse(target, err, 0, "lock file %s is another file's second name", path);
    if ((info.st_mode & 07777) != REPLACE_MODE && fchmod(fd, REPLACE_MODE) != 0)
        return replace_refuse(target, err, errno, "cannot make lock file %s private", path);
    return true;
}

static int open_lock(const struct replace_target *target, const char *name, const char *path,
                     struct sb_error *err)
{
    int fd = replace_open(target->dir, name, O_RDWR | O_CREAT | REPLACE_OPEN);
    if (fd < 0) {
        struct stat info;
        int error = errno;
        if ((error == ELOOP || error == EISDIR || error == ENXIO) &&
            fstatat(target->dir, name, &info, AT_SYMLINK_NOFOLLOW) == 0)
            replace_refuse(target, err, 0, "lock file %s is %s", path,
                           file_type_name(info.st_mode));
        else
            replace_refuse(target, err, error, "cannot open lock file %s", path);
    } else if (!check_lock(target, fd, path, err)) {
        close(fd);
        return -1;
    }
    return fd;
}

static void on_tick(int number)
{
    (void)number;
}

/*
 * Waits in the queue of the system until the lock is free. Who instead asked for it now and then
 * would hardly ever find it free next to a process that takes it again as soon as it gave it back.
 */
static bool wait_in_queue(int fd, int64_t deadline)
{
    struct sigaction action = {.sa_handler = on_tick}, old_action;
    struct itimerval tick = {{0, LOCK_TICK_MS * 1000}, {0, LOCK_TICK_MS * 1000}}, old_timer;
    sigset_t alarms, old_mask;
    sigemptyset(&action.sa_mask);
    sigemptyset(&alarms);
    sigaddset(&alarms, SIGALRM);
    sigaction(SIGALRM, &action, &old_action);
    sigprocmask(SIG_UNBLOCK, &alarms, &old_mask);
    setitimer(ITIMER_REAL, &tick, &old_timer);
    bool locked, late = false;
    while (!(locked = flock(fd, LOCK_EX) == 0) && errno == EINTR && !late)
        late = clock_ms() >= deadline;
    int error = late ? EWOULDBLOCK : errno;
    setitimer(ITIMER_REAL, &old_timer, NULL);
    sigprocmask(SIG_SETMASK, &old_mask, NULL);
    sigaction(SIGALRM, &old_action, NULL);
    errno = error;
    return locked;
}

/* Waits for the lock of an open file. False with errno; EWOULDBLOCK: it is held by another. */
static bool wait_lock(struct replace_target *target, int fd, int64_t deadline)
{
    bool locked = flock(fd, LOCK_EX | LOCK_NB) == 0;
    if (!locked && (errno == EINTR || errno == EWOULDBLOCK))
        locked = wait_in_queue(fd, deadline);
    /* Some network file systems. That the file is read again before it is replaced must do. */
    target->lockless = !locked && (errno == ENOTSUP || errno == ENOSYS || errno == ENOLCK);
    return locked || target->lockless;
}

bool replace_lock(struct replace_target *target, long wait_ms, struct replace_report *report,
                  struct sb_error *err)
{
    struct strbuf name = STRBUF_INIT, path = STRBUF_INIT;
    strbuf_printf(&name, "%s.lock", target->name);
    replace_path_put(target, name.data, &path);
    int64_t deadline = clock_ms() + wait_ms;
    bool ok = true;
    for (int tries = 0; ok && target->lock < 0; tries++) {
        struct stat held, named;
        int fd = open_lock(target, name.data, path.data, err);
        if (fd < 0) {
            ok = false;
        } else if (!wait_lock(target, fd, deadline)) {
            report->lock_held = errno == EWOULDBLOCK;
            ok =
                report->lock_held
                    ? replace_refuse(target, err, 0, "another program holds the lock %s", name.data)
                    : replace_refuse(target, err, errno, "cannot lock %s", path.data);
        } else if (fstat(fd, &held) == 0 &&
                   fstatat(target->dir, name.data, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
                   file_is_same(&held, &named)) {
            target->lock = fd;
            break;
        } else if (tries == LOCK_TRIES) {
            ok =
                replace_refuse(target, err, 0, "the lock %s is removed again and again", path.data);
        }
        if (fd >= 0)
            close(fd);
    }
    strbuf_clear(&name);
    strbuf_clear(&path);
    return ok;
}
