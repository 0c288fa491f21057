#include "config.h"
#include "os/read_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/utf8.h"

static bool path_fault(struct sb_error *err, const char *path, const char *what, const char *detail)
{
    char *shown = utf8_printable(path);
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
        char *shown = utf8_printable(path);
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

bool read_file(const char *path, size_t max_bytes, char **bytes, size_t *len, bool *missing,
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
