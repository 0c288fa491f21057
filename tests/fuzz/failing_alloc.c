/*
 * To be preloaded into the program: the allocation of number $ALLOC_FAIL_AT fails, and with
 * $ALLOC_FAIL_ALL=1 every later one, too. The number of all that were asked for is written to the
 * file $ALLOC_COUNT at the end. For the GNU C library.
 *
 * curses itself crashes when some of its own allocations fail before it is started. Such a crash
 * ends the program with status 3.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *p, size_t size);

#define CURSES_CRASHED 3
#define FRAMES 32

static unsigned long count, fail_at;
static bool fail_all, started;

static void on_crash(int number)
{
    void *frames[FRAMES];
    int depth = backtrace(frames, FRAMES);
    for (int i = 0; i < depth; i++) {
        Dl_info info;
        if (dladdr(frames[i], &info) != 0 && (strstr(info.dli_fname, "/libtinfo") != NULL ||
                                              strstr(info.dli_fname, "/libncurses") != NULL))
            _exit(CURSES_CRASHED);
    }
    raise(number); /* its handler is the usual one again */
}

__attribute__((constructor)) static void start(void)
{
    const char *at = getenv("ALLOC_FAIL_AT");
    fail_at = at != NULL ? strtoul(at, NULL, 10) : 0;
    fail_all = getenv("ALLOC_FAIL_ALL") != NULL;
    void *frame;
    backtrace(&frame, 1); /* which loads a library now, not in the handler */
    struct sigaction action = {.sa_handler = on_crash, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGSEGV, &action, NULL);
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
    bool now = fail_at != 0 && (count == fail_at || (fail_all && count > fail_at));
    if (now)
        errno = ENOMEM;
    return now;
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
