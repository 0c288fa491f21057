#include "config.h"
#include "os/read_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/utf8.h"

#define CHUNK_BYTES 16384

int read_file_open(const char *path)
{
    int fd;
    do
        /* O_NONBLOCK: opening a pipe that nobody writes to must not wait. */
        fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    while (fd < 0 && errno == EINTR);
    return fd;
}

bool read_file_content(int fd, size_t max_bytes, struct file_content *content)
{
    char *bytes = NULL;
    size_t len = 0, cap = 0;
    ssize_t n = 1;
    /* One byte more than the bound shows that the file is longer. */
    while (n != 0 && len <= max_bytes) {
        bytes = mem_grow(bytes, &cap, len + CHUNK_BYTES, 1);
        size_t room = cap - len, wanted = max_bytes - len + 1;
        n = read(fd, bytes + len, room < wanted ? room : wanted);
        if (n > 0)
            len += (size_t)n;
        if (n < 0 && errno != EINTR) {
            int error = errno;
            free(bytes);
            errno = error;
            return false;
        }
    }
    content->whole = len <= max_bytes;
    content->len = content->whole ? len : max_bytes;
    content->bytes = xreallocarray(bytes, content->len + 1, 1);
    content->bytes[content->len] = '\0';
    return true;
}

void file_content_clear(struct file_content *content)
{
    free(content->bytes);
    *content = (struct file_content){0};
}

const char *file_type_name(mode_t mode)
{
    return S_ISDIR(mode)    ? "a directory"
           : S_ISFIFO(mode) ? "a pipe"
           : S_ISSOCK(mode) ? "a socket"
           : S_ISLNK(mode)  ? "a symbolic link"
                            : "a device";
}

bool file_is_same(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

bool file_is_unchanged(const struct stat *before, const struct stat *now)
{
    return file_is_same(before, now) && before->st_size == now->st_size &&
#ifdef __APPLE__
           before->st_mtime == now->st_mtime;
#else
           before->st_mtim.tv_sec == now->st_mtim.tv_sec &&
           before->st_mtim.tv_nsec == now->st_mtim.tv_nsec;
#endif
}

static bool set_error(struct sb_error *err, const char *path, const char *what, const char *detail)
{
    char *shown = utf8_printable(path);
    sb_error_set(err, SB_ERR_IO, "%s: %s%s", shown, what, detail);
    free(shown);
    return false;
}

static bool read_regular(int fd, const char *path, size_t max_bytes, struct file_content *content,
                         struct sb_error *err)
{
    struct stat info;
    if (fstat(fd, &info) != 0)
        return set_error(err, path, "cannot be examined: ", strerror(errno));
    if (!S_ISREG(info.st_mode))
        return set_error(err, path, "is not a regular file but ", file_type_name(info.st_mode));
    uintmax_t len = (uintmax_t)info.st_size;
    if (len <= max_bytes) {
        if (!read_file_content(fd, max_bytes, content))
            return set_error(err, path, "cannot be read: ", strerror(errno));
        if (content->whole)
            return true;
        file_content_clear(content);
        len = (uintmax_t)max_bytes + 1; /* it has grown since fstat() */
    }
    char detail[96];
    snprintf(detail, sizeof detail, "%ju bytes long, expected at most %zu", len, max_bytes);
    return set_error(err, path, "is ", detail);
}

bool read_file(const char *path, size_t max_bytes, char **bytes, size_t *len, bool *missing,
               struct sb_error *err)
{
    struct file_content content = {0};
    int fd = read_file_open(path);
    if (missing != NULL)
        *missing = fd < 0 && (errno == ENOENT || errno == ENOTDIR);
    bool ok = fd >= 0 ? read_regular(fd, path, max_bytes, &content, err)
                      : set_error(err, path, "cannot be opened: ", strerror(errno));
    if (fd >= 0)
        close(fd);
    *bytes = content.bytes;
    *len = content.len;
    return ok;
}
