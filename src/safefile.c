#include "config.h"
#include "safefile.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "userdir.h"
#include "utf8.h"

#define LINKS_MAX 40   /* on the way to the file; Linux allows as many */
#define BAD_MAX 9999   /* NAME.bad-N; somebody should look at them before */
#define SCAN_MAX 4096  /* directory entries looked at for stale temporary files */
#define STALE_MAX 64   /* of them removed in one update */
#define LOCK_TRIES 16  /* the lock file was removed while we waited for it */
#define REREAD_TRIES 4 /* the file was changed without the lock while we worked */
#define LOCK_POLL_MS 5
#define PRIVATE_FILE 0600
#define PRIVATE_DIR 0700

/* A directory that may be passed through but not listed is enough for all but the sync. */
#if defined(O_PATH)
#define OPEN_DIR (O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
#elif defined(O_SEARCH)
#define OPEN_DIR (O_SEARCH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
#else
#define OPEN_DIR (O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
#endif

/* O_NONBLOCK: a pipe that nobody writes to must not make us wait. */
#define OPEN_FILE (O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)

/* The real file of an update, and how far the update has come. */
struct target {
    char *shown;        /* the path as it was given, printable */
    struct strbuf real; /* path of the directory as it was walked */
    int dir;            /* that directory, -1 before it is found */
    char *name;         /* of the file in there */
    int lock;           /* -1 when not held */
    bool lockless;      /* its file system knows no locks */
    struct stat old;    /* of the old file, when `exists` */
    bool exists;
    char temp[NAME_MAX + 1]; /* of the temporary file; "" when there is none */
    struct stat new;         /* of the temporary file */
    bool made_bad;           /* this update gave the old file its name in `bad` */
    char bad[NAME_MAX + 1];
};

/* --- Messages -------------------------------------------------------------------------------- */

static char *printable(const char *path)
{
    struct strbuf shown = STRBUF_INIT;
    char *text = userdir_shorten(path);
    utf8_display(&shown, text, strlen(text), false);
    free(text);
    return strbuf_take(&shown);
}

/* Adds the text of a system's error in the middle of a line: "no space left on device". */
static void put_error(struct strbuf *out, int error)
{
    const char *text = strerror(error);
    bool word = text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a' && text[1] <= 'z';
    strbuf_putc(out, word ? (char)(text[0] - 'A' + 'a') : text[0]);
    if (text[0] != '\0')
        strbuf_puts(out, text + 1);
}

/* "FAULT: PATH": the fault is that of the system, with what it prevented behind the path, or, when
 * error is 0, the text. Always returns false. */
static bool SB_PRINTF(4, 5)
    refuse(const struct target *target, struct sb_error *err, int error, const char *fmt, ...)
{
    struct strbuf text = STRBUF_INIT;
    va_list args;
    va_start(args, fmt);
    strbuf_vprintf(&text, fmt, args);
    va_end(args);
    char *what = printable(strbuf_str(&text));
    strbuf_reset(&text);
    if (error != 0)
        put_error(&text, error);
    else
        strbuf_puts(&text, what);
    strbuf_printf(&text, ": %s", target->shown);
    if (error != 0 && what[0] != '\0')
        strbuf_printf(&text, " (%s)", what);
    sb_error_set(err, SB_ERR_IO, "%s", text.data);
    free(what);
    strbuf_clear(&text);
    return false;
}

static const char *type_name(mode_t mode)
{
    return S_ISDIR(mode)    ? "a directory"
           : S_ISFIFO(mode) ? "a pipe"
           : S_ISSOCK(mode) ? "a socket"
           : S_ISLNK(mode)  ? "a symbolic link"
                            : "a device";
}

static bool same_file(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* --- System calls that are told to try again -------------------------------------------------- */

static int open_again(int dir, const char *name, int flags)
{
    int fd;
    do
        fd = openat(dir, name, flags, PRIVATE_FILE);
    while (fd < 0 && errno == EINTR);
    return fd;
}

/* Syncs to the disk itself where the system makes a difference. */
static int sync_again(int fd)
{
    int result;
#ifdef F_FULLFSYNC
    if (fcntl(fd, F_FULLFSYNC) == 0)
        return 0;
#endif
    do
        result = fsync(fd);
    while (result != 0 && errno == EINTR);
    /* A file system that cannot sync has nothing to be waited for. */
    return result != 0 && (errno == EINVAL || errno == ENOTSUP || errno == ENOSYS) ? 0 : result;
}

/* The descriptor is gone also when close() was interrupted. */
static int close_once(int fd)
{
    return close(fd) == 0 || errno == EINTR || errno == EINPROGRESS ? 0 : -1;
}

static bool write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, bytes, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            errno = n == 0 ? EIO : errno;
            return false;
        }
        bytes += n;
        len -= (size_t)n;
    }
    return true;
}

/* Reads the file up to the bound. False with errno. */
static bool read_bounded(int fd, size_t max_bytes, struct safefile_content *content)
{
    struct strbuf text = STRBUF_INIT;
    char chunk[16384];
    for (;;) {
        ssize_t n = read(fd, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            int error = errno;
            strbuf_clear(&text);
            errno = error;
            return false;
        }
        size_t room = max_bytes - text.len;
        strbuf_add(&text, chunk, (size_t)n < room ? (size_t)n : room);
        content->whole = n == 0;
        if (n == 0 || (size_t)n > room)
            break;
    }
    content->len = text.len;
    content->bytes = strbuf_take(&text);
    return true;
}

void safefile_content_clear(struct safefile_content *content)
{
    free(content->bytes);
    *content = (struct safefile_content){0};
}

/* --- The way to the file ---------------------------------------------------------------------- */

/* In a directory where everybody may make entries, one that is neither ours nor the directory
 * owner's may have been put there to lead us astray. */
static bool check_planted(const struct target *target, const struct stat *entry, const char *path,
                          const char *what, struct sb_error *err)
{
    struct stat dir;
    if (fstat(target->dir, &dir) != 0)
        return refuse(target, err, errno, "cannot examine the directory of %s", path);
    if ((dir.st_mode & S_IWOTH) != 0 && (dir.st_mode & S_ISVTX) != 0 &&
        entry->st_uid != geteuid() && entry->st_uid != dir.st_uid)
        return refuse(target, err, 0, "%s %s another user", path, what);
    return true;
}

/* Cuts the first component off *rest. NULL when there is none. *last: nothing follows it. */
static char *next_component(char **rest, bool *last)
{
    char *start = *rest + strspn(*rest, "/");
    if (*start == '\0')
        return NULL;
    char *end = start + strcspn(start, "/");
    *last = *end == '\0';
    *rest = *last ? end : end + 1;
    *end = '\0';
    return start;
}

static bool enter_root(struct target *target, struct sb_error *err)
{
    if (target->dir >= 0)
        close(target->dir);
    strbuf_reset(&target->real);
    strbuf_putc(&target->real, '/');
    target->dir = open_again(AT_FDCWD, "/", OPEN_DIR);
    return target->dir >= 0 || refuse(target, err, errno, "cannot open /");
}

static void put_real(const struct target *target, const char *name, struct strbuf *out)
{
    const char *real = strbuf_str(&target->real);
    strbuf_printf(out, "%s%s%s", real, real[0] != '\0' && strcmp(real, "/") != 0 ? "/" : "", name);
}

/* False with errno. */
static bool sync_dir(const struct target *target)
{
    int fd = open_again(target->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return errno == EACCES; /* it may be written but not listed: the sync is not ours to do */
    bool ok = sync_again(fd) == 0;
    int error = errno;
    close(fd);
    errno = error;
    return ok;
}

/* Makes a directory. False with errno; that it is there already is no failure. */
static bool make_dir(const struct target *target, const char *name)
{
    struct stat info;
    if (mkdirat(target->dir, name, PRIVATE_DIR) != 0)
        return errno == EEXIST;
    /* The umask may have taken our own rights. */
    if (fstatat(target->dir, name, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
        (info.st_mode & 07777) != PRIVATE_DIR)
        return fchmodat(target->dir, name, PRIVATE_DIR, 0) == 0;
    return true;
}

/* Goes into a directory, which is made when it was not found. */
static bool enter(struct target *target, const char *name, bool found, struct sb_error *err)
{
    struct strbuf path = STRBUF_INIT;
    put_real(target, name, &path);
    struct stat info;
    int fd = -1;
    bool ok = false;
    if (!found && !make_dir(target, name))
        refuse(target, err, errno, "cannot make directory %s", path.data);
    else if ((fd = open_again(target->dir, name, OPEN_DIR)) < 0)
        refuse(target, err, errno, "cannot open directory %s", path.data);
    else if (fstat(fd, &info) != 0)
        refuse(target, err, errno, "cannot examine %s", path.data);
    else
        ok = check_planted(target, &info, path.data, "belongs to", err);
    if (!ok) {
        if (fd >= 0)
            close(fd);
        strbuf_clear(&path);
        return false;
    }
    if (!found)
        (void)sync_dir(target); /* a directory that does not last would take the file with it */
    close(target->dir);
    target->dir = fd;
    strbuf_clear(&target->real);
    target->real = path;
    return true;
}

/* Puts the target of a link in front of *rest; *at is where the rest begins. */
static bool follow(struct target *target, const char *name, const struct stat *link, char **rest,
                   char **at, struct sb_error *err)
{
    char leads_to[PATH_MAX];
    struct strbuf path = STRBUF_INIT;
    put_real(target, name, &path);
    bool trusted = check_planted(target, link, path.data, "is a link made by", err);
    strbuf_clear(&path);
    if (!trusted)
        return false;
    ssize_t len = readlinkat(target->dir, name, leads_to, sizeof leads_to);
    if (len < 0)
        return refuse(target, err, errno, "cannot read link %s", name);
    if ((size_t)len >= sizeof leads_to)
        return refuse(target, err, ENAMETOOLONG, "cannot read link %s", name);
    strbuf_add(&path, leads_to, (size_t)len);
    if (**at != '\0')
        strbuf_printf(&path, "/%s", *at);
    free(*rest);
    *rest = *at = strbuf_take(&path);
    return (*rest)[0] != '/' || enter_root(target, err);
}

/* Finds the directory and name of the real file behind path. */
static bool walk(struct target *target, const char *path, struct sb_error *err)
{
    char *rest = xstrdup(path), *at = rest;
    int links = 0;
    bool ok = path[0] == '/';
    if (ok) {
        ok = enter_root(target, err);
    } else {
        target->dir = open_again(AT_FDCWD, ".", OPEN_DIR);
        ok = target->dir >= 0 || refuse(target, err, errno, "cannot open the current directory");
    }
    while (ok) {
        bool last;
        struct stat info;
        char *name = next_component(&at, &last);
        if (name == NULL) {
            ok = refuse(target, err, 0, "a directory, not a regular file");
            break;
        }
        bool found = fstatat(target->dir, name, &info, AT_SYMLINK_NOFOLLOW) == 0;
        if (found && S_ISLNK(info.st_mode)) {
            ok = ++links <= LINKS_MAX ? follow(target, name, &info, &rest, &at, err)
                                      : refuse(target, err, ELOOP, "cannot follow it");
        } else if (!found && errno != ENOENT) {
            ok =
                refuse(target, err, errno, "cannot examine %s/%s", strbuf_str(&target->real), name);
        } else if (last) {
            target->name = xstrdup(name);
            break;
        } else {
            ok = enter(target, name, found, err);
        }
    }
    free(rest);
    return ok;
}

/* --- The lock -------------------------------------------------------------------------------- */

static bool check_lock(const struct target *target, int fd, const char *name, struct sb_error *err)
{
    struct stat info;
    const char *dir = strbuf_str(&target->real);
    if (fstat(fd, &info) != 0)
        return refuse(target, err, errno, "cannot examine lock file %s/%s", dir, name);
    if (!S_ISREG(info.st_mode))
        return refuse(target, err, 0, "lock file %s/%s is %s", dir, name, type_name(info.st_mode));
    if (info.st_uid != geteuid())
        return refuse(target, err, 0, "lock file %s/%s belongs to another user", dir, name);
    if (info.st_nlink > 1)
        return refuse(target, err, 0, "lock file %s/%s is another file's second name", dir, name);
    if ((info.st_mode & 07777) != PRIVATE_FILE && fchmod(fd, PRIVATE_FILE) != 0)
        return refuse(target, err, errno, "cannot make lock file %s/%s private", dir, name);
    return true;
}

static int open_lock(const struct target *target, const char *name, struct sb_error *err)
{
    const char *dir = strbuf_str(&target->real);
    int fd = open_again(target->dir, name, O_RDWR | O_CREAT | OPEN_FILE);
    if (fd < 0) {
        struct stat info;
        int error = errno;
        if (error == ELOOP || error == EISDIR || error == ENXIO) {
            if (fstatat(target->dir, name, &info, AT_SYMLINK_NOFOLLOW) == 0) {
                refuse(target, err, 0, "lock file %s/%s is %s", dir, name, type_name(info.st_mode));
                return -1;
            }
        }
        refuse(target, err, error, "cannot open lock file %s/%s", dir, name);
        return -1;
    }
    if (!check_lock(target, fd, name, err)) {
        close(fd);
        return -1;
    }
    return fd;
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Waits for the lock of an open file. False with errno; EWOULDBLOCK: it is held by another. */
static bool wait_lock(struct target *target, int fd, int64_t deadline)
{
    const struct timespec pause = {0, LOCK_POLL_MS * 1000000L};
    while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        /* Some network file systems. That the file is read again before it is replaced must do. */
        target->lockless = errno == ENOTSUP || errno == ENOSYS || errno == ENOLCK;
        if (target->lockless)
            return true;
        if (errno != EINTR && errno != EWOULDBLOCK)
            return false;
        if (now_ms() >= deadline) {
            errno = EWOULDBLOCK;
            return false;
        }
        nanosleep(&pause, NULL);
    }
    return true;
}

static bool take_lock(struct target *target, long wait_ms, struct safefile_report *report,
                      struct sb_error *err)
{
    const char *dir = strbuf_str(&target->real);
    struct strbuf name = STRBUF_INIT;
    strbuf_printf(&name, "%s.lock", target->name);
    int64_t deadline = now_ms() + wait_ms;
    bool ok = true;
    for (int tries = 0; ok && target->lock < 0; tries++) {
        struct stat held, named;
        int fd = open_lock(target, name.data, err);
        if (fd < 0) {
            ok = false;
        } else if (!wait_lock(target, fd, deadline)) {
            report->lock_held = errno == EWOULDBLOCK;
            ok = report->lock_held
                     ? refuse(target, err, 0, "another program holds the lock %s", name.data)
                     : refuse(target, err, errno, "cannot lock %s/%s", dir, name.data);
        } else if (fstat(fd, &held) == 0 &&
                   fstatat(target->dir, name.data, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
                   same_file(&held, &named)) {
            target->lock = fd;
            break;
        } else if (tries == LOCK_TRIES) {
            ok =
                refuse(target, err, 0, "the lock %s/%s is removed again and again", dir, name.data);
        }
        if (fd >= 0)
            close(fd);
    }
    strbuf_clear(&name);
    return ok;
}

/* --- The old file ---------------------------------------------------------------------------- */

static bool check_old(const struct target *target, struct sb_error *err)
{
    if (!S_ISREG(target->old.st_mode))
        return refuse(target, err, 0, "%s, not a regular file", type_name(target->old.st_mode));
    if (target->old.st_uid != geteuid())
        return refuse(target, err, 0, "belongs to another user (uid %lu)",
                      (unsigned long)target->old.st_uid);
    return true;
}

/* Examines what is there before anything is made beside it. */
static bool find_old(struct target *target, struct sb_error *err)
{
    target->exists = fstatat(target->dir, target->name, &target->old, AT_SYMLINK_NOFOLLOW) == 0;
    if (!target->exists)
        return errno == ENOENT || refuse(target, err, errno, "cannot examine it");
    return check_old(target, err);
}

static bool read_old(struct target *target, size_t max_bytes, struct safefile_content *content,
                     struct sb_error *err)
{
    *content = (struct safefile_content){.whole = true};
    if (!find_old(target, err))
        return false;
    if (!target->exists)
        return true;
    int fd = open_again(target->dir, target->name, O_RDONLY | OPEN_FILE);
    if (fd < 0)
        return refuse(target, err, errno, "cannot open it");
    /* It may have been exchanged since it was examined. */
    bool ok = fstat(fd, &target->old) == 0 ? check_old(target, err)
                                           : refuse(target, err, errno, "cannot examine it");
    if (ok && !read_bounded(fd, max_bytes, content))
        ok = refuse(target, err, errno, "cannot read it");
    close(fd);
    return ok;
}

/* Is the file still the one that was read? */
static bool is_unchanged(const struct target *target)
{
    struct stat now;
    if (fstatat(target->dir, target->name, &now, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT && !target->exists;
    return target->exists && same_file(&now, &target->old) && now.st_size == target->old.st_size &&
#ifdef __APPLE__
           now.st_mtime == target->old.st_mtime;
#else
           now.st_mtim.tv_sec == target->old.st_mtim.tv_sec &&
           now.st_mtim.tv_nsec == target->old.st_mtim.tv_nsec;
#endif
}

/* --- The new file ---------------------------------------------------------------------------- */

static bool is_temp_name(const struct target *target, const char *name)
{
    size_t len = strlen(target->name);
    return name[0] == '.' && strncmp(name + 1, target->name, len) == 0 &&
           strncmp(name + 1 + len, ".tmp-", 5) == 0 &&
           strspn(name + 1 + len + 5, "0123456789abcdef") == 16 && name[1 + len + 5 + 16] == '\0';
}

/* Removes what killed writers left: who holds the lock knows that no other one writes. */
static void remove_stale(const struct target *target)
{
    int fd = open_again(target->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
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

/* Opens a new file under a name that nobody can foresee. -1 with errno. */
static int open_temp(struct target *target)
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
        int fd = open_again(target->dir, name, O_WRONLY | O_CREAT | O_EXCL | OPEN_FILE);
        if (fd >= 0) {
            memcpy(target->temp, name, sizeof name);
            return fd;
        }
        if (errno != EEXIST)
            return -1;
    }
    return -1;
}

static void remove_temp(struct target *target)
{
    if (target->temp[0] != '\0')
        (void)unlinkat(target->dir, target->temp, 0);
    target->temp[0] = '\0';
}

static bool write_temp(struct target *target, const struct strbuf *new, struct sb_error *err)
{
    int fd = open_temp(target);
    if (fd < 0)
        return refuse(target, err, errno, "cannot make a file beside it");
    bool ok = true;
    if (fstat(fd, &target->new) != 0)
        ok = refuse(target, err, errno, "cannot examine the new file");
    else if ((target->new.st_mode & 07777) != PRIVATE_FILE && fchmod(fd, PRIVATE_FILE) != 0)
        ok = refuse(target, err, errno, "cannot make the new file private");
    else if (!write_all(fd, strbuf_str(new), new->len) || sync_again(fd) != 0)
        ok = refuse(target, err, errno, "%s", "");
    /* Some file systems tell only now that there was no room. */
    if (close_once(fd) != 0 && ok)
        ok = refuse(target, err, errno, "%s", "");
    return ok;
}

static bool rename_temp(struct target *target)
{
    int result;
    do
        result = renameat(target->dir, target->temp, target->dir, target->name);
    while (result != 0 && errno == EINTR);
    if (result != 0) {
        /* A network file system may have done it and lost the answer. */
        struct stat now;
        int error = errno;
        if (fstatat(target->dir, target->name, &now, AT_SYMLINK_NOFOLLOW) != 0 ||
            !same_file(&now, &target->new)) {
            errno = error;
            return false;
        }
    }
    target->temp[0] = '\0';
    return true;
}

/* --- Setting aside --------------------------------------------------------------------------- */

/* Copies the old file to a new one, where a second name for it is not to be had. */
static bool copy_old(const struct target *target, const char *name)
{
    int from = open_again(target->dir, target->name, O_RDONLY | OPEN_FILE);
    if (from < 0)
        return false;
    int to = open_again(target->dir, name, O_WRONLY | O_CREAT | O_EXCL | OPEN_FILE);
    bool ok = to >= 0;
    char chunk[16384];
    ssize_t n = 1;
    while (ok && n != 0) {
        n = read(from, chunk, sizeof chunk);
        ok = n >= 0 ? write_all(to, chunk, (size_t)n) : errno == EINTR;
    }
    ok = ok && sync_again(to) == 0;
    int error = errno;
    close(from);
    if (to >= 0 && close_once(to) != 0 && ok) {
        ok = false;
        error = errno;
    }
    if (!ok && to >= 0)
        (void)unlinkat(target->dir, name, 0);
    errno = error;
    return ok;
}

/* Tries one name. False with errno; EEXIST: the name is another file's. */
static bool set_aside_as(struct target *target, const char *name)
{
    struct stat other;
    target->made_bad = false;
    if (linkat(target->dir, target->name, target->dir, name, 0) == 0) {
        target->made_bad = true;
        return true;
    }
    int error = errno;
    if (error == EEXIST) {
        /* Perhaps a writer was killed between setting aside and replacing. */
        bool same = fstatat(target->dir, name, &other, AT_SYMLINK_NOFOLLOW) == 0 &&
                    same_file(&other, &target->old);
        errno = error;
        return same;
    }
    if (error != EPERM && error != ENOTSUP && error != ENOSYS && error != EMLINK) {
        errno = error;
        return false;
    }
    target->made_bad = copy_old(target, name);
    return target->made_bad;
}

static bool set_aside(struct target *target, struct sb_error *err)
{
    const char *dir = strbuf_str(&target->real);
    for (int number = 1; number <= BAD_MAX; number++) {
        char name[NAME_MAX + 1];
        int len = snprintf(name, sizeof name, "%s.bad-%d", target->name, number);
        if (len < 0 || (size_t)len >= sizeof name)
            return refuse(target, err, ENAMETOOLONG, "cannot set the old file aside in %s", dir);
        if (set_aside_as(target, name)) {
            memcpy(target->bad, name, sizeof name);
            return true;
        }
        if (errno != EEXIST)
            return refuse(target, err, errno, "cannot set the old file aside as %s/%s", dir, name);
    }
    return refuse(target, err, 0, "%s holds %d damaged files, look at them first", dir, BAD_MAX);
}

/* --- The update ------------------------------------------------------------------------------ */

enum outcome { OUTCOME_FAILED, OUTCOME_DONE, OUTCOME_AGAIN };

/* Puts the new content in place. OUTCOME_AGAIN: the old file has changed. */
static enum outcome replace(struct target *target, const struct strbuf *new, bool keep_old,
                            struct sb_error *err)
{
    bool ok = !keep_old || !target->exists || set_aside(target, err);
    ok = ok && write_temp(target, new, err);
    bool again = ok && !is_unchanged(target);
    if (ok && !again && !rename_temp(target))
        ok = refuse(target, err, errno, "cannot replace it");
    remove_temp(target);
    if (!ok || again) {
        if (target->made_bad)
            (void)unlinkat(target->dir, target->bad, 0);
        target->bad[0] = '\0';
        return again ? OUTCOME_AGAIN : OUTCOME_FAILED;
    }
    if (!sync_dir(target)) {
        struct strbuf text = STRBUF_INIT;
        put_error(&text, errno);
        sb_error_set(err, SB_ERR_IO,
                     "may not survive a power cut: %s: %s (cannot sync its directory)", text.data,
                     target->shown);
        strbuf_clear(&text);
        return OUTCOME_FAILED;
    }
    return OUTCOME_DONE;
}

static enum outcome update_once(struct target *target, const struct safefile_job *job,
                                struct sb_error *err)
{
    struct safefile_content old;
    struct strbuf new = STRBUF_INIT;
    enum outcome outcome = OUTCOME_FAILED;
    if (read_old(target, job->max_bytes, &old, err)) {
        switch (job->transform(job->context, &old, &new, err)) {
        case SAFEFILE_REFUSE:
            break;
        case SAFEFILE_LEAVE:
            outcome = OUTCOME_DONE;
            break;
        case SAFEFILE_REPLACE:
            outcome = replace(target, &new, false, err);
            break;
        case SAFEFILE_SET_ASIDE:
            outcome = replace(target, &new, true, err);
            break;
        }
    }
    safefile_content_clear(&old);
    strbuf_clear(&new);
    return outcome;
}

static bool update_locked(struct target *target, const struct safefile_job *job,
                          struct sb_error *err)
{
    if (!target->lockless)
        remove_stale(target);
    for (int tries = 0; tries < REREAD_TRIES; tries++) {
        enum outcome outcome = update_once(target, job, err);
        if (outcome != OUTCOME_AGAIN)
            return outcome == OUTCOME_DONE;
    }
    return refuse(target, err, 0, "another program changes the file all the time");
}

bool safefile_update(const char *path, const struct safefile_job *job,
                     struct safefile_report *report, struct sb_error *err)
{
    struct safefile_report own_report = {0};
    struct target target = {.shown = printable(path), .dir = -1, .lock = -1};
    if (report == NULL)
        report = &own_report;
    bool ok = !userdir_privileged() ||
              refuse(&target, err, 0, "the program runs with another user's rights");
    ok = ok && walk(&target, path, err) && find_old(&target, err) &&
         take_lock(&target, job->wait_ms, report, err) && update_locked(&target, job, err);
    if (target.bad[0] != '\0') {
        struct strbuf bad = STRBUF_INIT;
        put_real(&target, target.bad, &bad);
        free(report->set_aside);
        report->set_aside = printable(bad.data);
        strbuf_clear(&bad);
    }
    if (target.lock >= 0)
        close(target.lock); /* which unlocks it */
    if (target.dir >= 0)
        close(target.dir);
    free(target.name);
    free(target.shown);
    strbuf_clear(&target.real);
    safefile_report_clear(&own_report);
    return ok;
}

void safefile_report_clear(struct safefile_report *report)
{
    free(report->set_aside);
    *report = (struct safefile_report){0};
}

/* --- Reading --------------------------------------------------------------------------------- */

static bool unreadable(const char *path, struct sb_error *err, int error)
{
    struct strbuf text = STRBUF_INIT;
    char *shown = printable(path);
    put_error(&text, error);
    sb_error_set(err, SB_ERR_IO, "%s: %s (cannot read it)", text.data, shown);
    free(shown);
    strbuf_clear(&text);
    return false;
}

static bool not_regular(const char *path, struct sb_error *err, mode_t mode)
{
    char *shown = printable(path);
    sb_error_set(err, SB_ERR_IO, "%s, not a regular file: %s", type_name(mode), shown);
    free(shown);
    return false;
}

bool safefile_read(const char *path, size_t max_bytes, struct safefile_content *content,
                   struct sb_error *err)
{
    struct stat info;
    *content = (struct safefile_content){.whole = true};
    int fd = open_again(AT_FDCWD, path, O_RDONLY | (OPEN_FILE & ~O_NOFOLLOW));
    if (fd < 0)
        return errno == ENOENT || unreadable(path, err, errno);
    bool ok = false;
    if (fstat(fd, &info) != 0)
        unreadable(path, err, errno);
    else if (!S_ISREG(info.st_mode))
        not_regular(path, err, info.st_mode);
    else
        ok = read_bounded(fd, max_bytes, content) || unreadable(path, err, errno);
    close(fd);
    return ok;
}
