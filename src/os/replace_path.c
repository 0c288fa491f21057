#include "config.h"
#include "os/replace_file_private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"

#define LINKS_MAX 40 /* on the way to the file; Linux allows as many */
#define PRIVATE_DIR 0700

/* A directory that may be passed through but not listed is enough for all but the sync. */
#if defined(O_PATH)
#define OPEN_DIR (O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
#elif defined(O_SEARCH)
#define OPEN_DIR (O_SEARCH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
#else
#define OPEN_DIR (O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
#endif

/* May strangers make entries in the directory? The group may share it as a team, unless the sticky
 * bit says that its members do not trust each other. */
static bool is_open_to_strangers(const struct stat *dir)
{
    return (dir->st_mode & S_IWOTH) != 0 ||
           ((dir->st_mode & S_IWGRP) != 0 && (dir->st_mode & S_ISVTX) != 0);
}

/* There, an entry that is neither ours nor the directory owner's may have been made to lead us
 * astray. */
static bool check_planted(const struct replace_target *target, const struct stat *entry,
                          const char *path, const char *what, struct sb_error *err)
{
    struct stat dir;
    if (fstat(target->dir, &dir) != 0)
        return replace_refuse(target, err, errno, "cannot examine the directory of %s", path);
    if (is_open_to_strangers(&dir) && entry->st_uid != geteuid() && entry->st_uid != dir.st_uid)
        return replace_refuse(target, err, 0, "%s %s another user", path, what);
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

static bool enter_root(struct replace_target *target, struct sb_error *err)
{
    if (target->dir >= 0)
        close(target->dir);
    strbuf_reset(&target->real);
    strbuf_putc(&target->real, '/');
    target->dir = replace_open(AT_FDCWD, "/", OPEN_DIR);
    return target->dir >= 0 || replace_refuse(target, err, errno, "cannot open /");
}

void replace_path_put(const struct replace_target *target, const char *name, struct strbuf *out)
{
    const char *real = strbuf_str(&target->real);
    strbuf_printf(out, "%s%s%s", real, real[0] != '\0' && strcmp(real, "/") != 0 ? "/" : "", name);
}

bool replace_path_sync(const struct replace_target *target)
{
    int fd = replace_open(target->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return errno == EACCES; /* it may be written but not listed: the sync is not ours to do */
    bool ok = replace_sync(fd) == 0;
    int error = errno;
    close(fd);
    errno = error;
    return ok;
}

/* Makes a directory. False with errno; that it is there already is no failure. */
static bool make_dir(const struct replace_target *target, const char *name)
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
static bool enter_dir(struct replace_target *target, const char *name, bool found,
                      struct sb_error *err)
{
    struct strbuf path = STRBUF_INIT;
    replace_path_put(target, name, &path);
    struct stat info;
    int fd = -1;
    bool ok = false;
    if (!found && !make_dir(target, name))
        replace_refuse(target, err, errno, "cannot make directory %s", path.data);
    else if ((fd = replace_open(target->dir, name, OPEN_DIR)) < 0)
        replace_refuse(target, err, errno, "cannot open directory %s", path.data);
    else if (fstat(fd, &info) != 0)
        replace_refuse(target, err, errno, "cannot examine %s", path.data);
    else
        ok = check_planted(target, &info, path.data, "belongs to", err);
    if (!ok) {
        if (fd >= 0)
            close(fd);
        strbuf_clear(&path);
        return false;
    }
    if (!found)
        (void)replace_path_sync(
            target); /* a directory that does not last would take the file with it */
    close(target->dir);
    target->dir = fd;
    strbuf_clear(&target->real);
    target->real = path;
    return true;
}

/* Puts the target of a link in front of *rest; *at is where the rest begins. */
static bool follow_link(struct replace_target *target, const char *name, const struct stat *link,
                        char **rest, char **at, struct sb_error *err)
{
    char leads_to[PATH_MAX];
    struct strbuf path = STRBUF_INIT;
    replace_path_put(target, name, &path);
    bool trusted = check_planted(target, link, path.data, "is a link made by", err);
    strbuf_clear(&path);
    if (!trusted)
        return false;
    ssize_t len = readlinkat(target->dir, name, leads_to, sizeof leads_to);
    if (len < 0)
        return replace_refuse(target, err, errno, "cannot read link %s", name);
    if ((size_t)len >= sizeof leads_to)
        return replace_refuse(target, err, ENAMETOOLONG, "cannot read link %s", name);
    strbuf_add(&path, leads_to, (size_t)len);
    if (**at != '\0')
        strbuf_printf(&path, "/%s", *at);
    free(*rest);
    *rest = *at = strbuf_take(&path);
    return (*rest)[0] != '/' || enter_root(target, err);
}

bool replace_path_follow(struct replace_target *target, const char *path, struct sb_error *err)
{
    char *rest = xstrdup(path), *at = rest;
    int links = 0;
    bool ok = path[0] == '/';
    if (ok) {
        ok = enter_root(target, err);
    } else {
        target->dir = replace_open(AT_FDCWD, ".", OPEN_DIR);
        ok = target->dir >= 0 ||
             replace_refuse(target, err, errno, "cannot open the current directory");
    }
    while (ok) {
        bool last;
        struct stat info;
        char *name = next_component(&at, &last);
        if (name == NULL) {
            ok = replace_refuse(target, err, 0, "a directory, not a regular file");
            break;
        }
        bool found = fstatat(target->dir, name, &info, AT_SYMLINK_NOFOLLOW) == 0;
        if (found && S_ISLNK(info.st_mode)) {
            ok = ++links <= LINKS_MAX ? follow_link(target, name, &info, &rest, &at, err)
                                      : replace_refuse(target, err, ELOOP, "cannot follow it");
        } else if (!found && errno != ENOENT) {
            ok = replace_refuse(target, err, errno, "cannot examine %s", name);
        } else if (last) {
            target->name = xstrdup(name);
            break;
        } else {
            ok = enter_dir(target, name, found, err);
        }
    }
    free(rest);
    return ok;
}
