/*
 * To be preloaded into the program: the allocation of number $ALLOC_FAIL_AT fails, and with
 * $ALLOC_FAIL_ALL=1 every later one, too. The number of all that were asked for is written to the
 * file $ALLOC_COUNT at the end. For the GNU C library.
 *
 * curses does not survive that some of its own allocations fail: it crashes, or it ends the program
 * with the terminal in its hands. Where one of these is next to fail, the next one of the program
 * fails instead.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *p, size_t size);

#define FRAMES 8 /* from here up to who asked, through the C library */

static unsigned long count, fail_at;
static bool fail_all, failed, started;

static const void *object_of(const void *address)
{
    Dl_info info;
    return dladdr(address, &info) != 0 ? info.dli_fbase : NULL;
}

/* Has curses asked for this allocation, itself or through the C library? */
static bool curses_asks(void)
{
    void *frames[FRAMES];
    const void *here = object_of(&count), *libc = object_of((const void *)__libc_malloc);
    int depth = backtrace(frames, FRAMES);
    for (int i = 0; i < depth; i++) {
        Dl_info info;
        if (dladdr(frames[i], &info) == 0)
            return false;
        if (info.dli_fbase != here && info.dli_fbase != libc)
            return strstr(info.dli_fname, "/libtinfo") != NULL ||
                   strstr(info.dli_fname, "/libncurses") != NULL;
    }
    return false;
}

__attribute__((constructor)) static void start(void)
{
    const char *at = getenv("ALLOC_FAIL_AT");
    fail_at = at != NULL ? strtoul(at, NULL, 10) : 0;
    fail_all = getenv("ALLOC_FAIL_ALL") != NULL;
    void *frame;
    backtrace(&frame, 1); /* which loads a library, and allocates for it */
    started = true;
}

__attribute__((destructor)) static void report(void)
{
    const char *path = getenv("ALLOC_COUNT");
    char digits[24];
    size_t at = sizeof digits;
    started = false;
    if (path == NULL)
        return;
    digits[--at] = '\n';
    for (unsigned long rest = count; at > 0 && (rest > 0 || at == sizeof digits - 1); rest /= 10)
        digits[--at] = (char)('0' + rest % 10);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd >= 0 && write(fd, digits + at, sizeof digits - at) >= 0)
        close(fd);
}

static bool fails(void)
{
    if (!started)
        return false;
    count++;
    if (fail_at == 0 || count < fail_at || (failed && !fail_all) || curses_asks())
        return false;
    failed = true;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t items, size_t size)
{
    return fails() ? NULL : __libc_calloc(items, size);
}

void *realloc(void *p, size_t size)
{
    return fails() ? NULL : __libc_realloc(p, size);
}
