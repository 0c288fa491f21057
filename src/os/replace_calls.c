#include "config.h"
#include "os/replace_file_private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/ascii.h"
#include "os/paths.h"

/* Appends the text of a system error as part of a line: "no space left on device". */
static void put_error(struct strbuf *out, int error)
{
    const char *text = strerror(error);
    bool word = ascii_is_capital(text[0]) && ascii_is_small(text[1]);
    strbuf_putc(out, word ? ascii_lower(text[0]) : text[0]);
    if (text[0] != '\0')
        strbuf_puts(out, text + 1);
}

bool replace_refuse(const struct replace_target *target, struct sb_error *err, int error,
                    const char *fmt, ...)
{
    struct strbuf text = STRBUF_INIT;
    va_list args;
    va_start(args, fmt);
    strbuf_vprintf(&text, fmt, args);
    va_end(args);
    char *what = paths_printable(strbuf_str(&text));
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

int replace_open(int dir, const char *name, int flags)
{
    int fd;
    do
        fd = openat(dir, name, flags, REPLACE_MODE);
    while (fd < 0 && errno == EINTR);
    return fd;
}

int replace_sync(int fd)
{
    int result;
#ifdef F_FULLFSYNC
    if (fcntl(fd, F_FULLFSYNC) == 0)
        return 0;
#endif
    do
        result = fsync(fd);
    while (result != 0 && errno == EINTR);
    /* There is nothing to wait for on a file system that cannot sync. */
    return result != 0 && (errno == EINVAL || errno == ENOTSUP || errno == ENOSYS) ? 0 : result;
}

int replace_close(int fd)
{
    return close(fd) == 0 || errno == EINTR || errno == EINPROGRESS ? 0 : -1;
}

bool replace_write(int fd, const char *bytes, size_t len)
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
