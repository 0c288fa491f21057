/*
 * A library for LD_PRELOAD that makes one system call go wrong, so that test_fault.c can see what
 * becomes of the file that is being saved.
 *
 * $SB_FAULT, which may be set while the program runs, says which: "CALL NUMBER ACTION". CALL is a
 * name of the table below or "any"; NUMBER counts these calls from 1 since it was set, 0 means each
 * of them. ACTION:
 *
 *     28         fails with this errno, and does nothing
 *     kill       kills the process instead
 *     done       kills the process after the call
 *     half       (write) writes half of the bytes, then kills
 *     short      (write) writes at most three bytes
 *     delay:500  waits so many microseconds first
 *
 * $SB_FAULT_HIT is set to 1 when it happened. With $SB_FAULT_NOSYNC, fsync() waits for no disk.
 *
 * A call has several names: with FORTIFY the compiler may call __read_chk for read, a C library may
 * have fstat only as __fxstat, and 32-bit programs call fstat64. All are replaced and count as the
 * call they stand for.
 *
 * Built by itself: cc -shared -fPIC -o fault_preload.so tests/fault/preload.c -ldl
 */

/* The names below are meant as they stand, whatever the compiler was asked for. */
#undef _FORTIFY_SOURCE
#undef _FILE_OFFSET_BITS
#undef _TIME_BITS
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* RTLD_NEXT */
#endif
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum action { ACTION_NONE, ACTION_FAIL, ACTION_DONE, ACTION_HALF, ACTION_SHORT };

static void *find_real(const char *name)
{
    void *real = dlsym(RTLD_NEXT, name);
    if (real == NULL)
        abort();
    return real;
}

static void wait_us(long us)
{
    struct timespec time = {us / 1000000, us % 1000000 * 1000};
    nanosleep(&time, NULL);
}

static void die(void)
{
    raise(SIGKILL);
}

/* What is to happen with this call; *error is the errno of ACTION_FAIL. */
static enum action next_action(const char *call, int *error)
{
    static long count;
    static char counted[64]; /* the fault that it is the count for */
    char name[32], what[32];
    long number;
    const char *fault = getenv("SB_FAULT");
    if (fault != NULL && strcmp(fault, counted) != 0) {
        count = 0;
        snprintf(counted, sizeof counted, "%s", fault);
    }
    if (fault == NULL || sscanf(fault, "%31s %ld %31s", name, &number, what) != 3 ||
        (strcmp(name, call) != 0 && strcmp(name, "any") != 0))
        return ACTION_NONE;
    if (++count != number && number != 0)
        return ACTION_NONE;
    setenv("SB_FAULT_HIT", "1", 1);
    if (strncmp(what, "delay:", 6) == 0) {
        wait_us(atol(what + 6));
        return ACTION_NONE;
    }
    if (strcmp(what, "kill") == 0)
        die();
    *error = atoi(what);
    return strcmp(what, "done") == 0    ? ACTION_DONE
           : strcmp(what, "half") == 0  ? ACTION_HALF
           : strcmp(what, "short") == 0 ? ACTION_SHORT
                                        : ACTION_FAIL;
}

/* A call that gives -1 and errno when it fails, under a name that the C library has for it. */
#define INTERPOSE_AS(name, type, call, params, args)                                               \
    type name params;                                                                              \
    type name params                                                                               \
    {                                                                                              \
        static type(*real) params;                                                                 \
        if (real == NULL)                                                                          \
            *(void **)&real = find_real(#name);                                                    \
        int error = 0;                                                                             \
        enum action action = next_action(#call, &error);                                           \
        if (action == ACTION_FAIL) {                                                               \
            errno = error;                                                                         \
            return -1;                                                                             \
        }                                                                                          \
        type result = real args;                                                                   \
        if (action == ACTION_DONE)                                                                 \
            die();                                                                                 \
        return result;                                                                             \
    }
#define INTERPOSE(type, call, params, args) INTERPOSE_AS(call, type, call, params, args)

INTERPOSE(ssize_t, read, (int fd, void *buffer, size_t size), (fd, buffer, size))
INTERPOSE(int, close, (int fd), (fd))
INTERPOSE(int, flock, (int fd, int operation), (fd, operation))
INTERPOSE(int, fchmod, (int fd, mode_t mode), (fd, mode))
INTERPOSE(int, fstat, (int fd, struct stat *info), (fd, info))
INTERPOSE(int, fstatat, (int dir, const char *path, struct stat *info, int flags),
          (dir, path, info, flags))
INTERPOSE(int, mkdirat, (int dir, const char *path, mode_t mode), (dir, path, mode))
INTERPOSE(int, unlinkat, (int dir, const char *path, int flags), (dir, path, flags))
INTERPOSE(int, linkat, (int dir, const char *path, int to, const char *name, int flags),
          (dir, path, to, name, flags))
INTERPOSE(int, renameat, (int dir, const char *path, int to, const char *name),
          (dir, path, to, name))
INTERPOSE(ssize_t, readlinkat, (int dir, const char *path, char *buffer, size_t size),
          (dir, path, buffer, size))
INTERPOSE(int, getentropy, (void *buffer, size_t size), (buffer, size))

#ifdef __GLIBC__
INTERPOSE_AS(__read_chk, ssize_t, read, (int fd, void *buffer, size_t size, size_t room),
             (fd, buffer, size, room))
INTERPOSE_AS(__readlinkat_chk, ssize_t, readlinkat,
             (int dir, const char *path, char *buffer, size_t size, size_t room),
             (dir, path, buffer, size, room))
INTERPOSE_AS(__fxstat, int, fstat, (int version, int fd, struct stat *info), (version, fd, info))
INTERPOSE_AS(__fxstat64, int, fstat, (int version, int fd, struct stat64 *info),
             (version, fd, info))
INTERPOSE_AS(__fxstatat, int, fstatat,
             (int version, int dir, const char *path, struct stat *info, int flags),
             (version, dir, path, info, flags))
INTERPOSE_AS(__fxstatat64, int, fstatat,
             (int version, int dir, const char *path, struct stat64 *info, int flags),
             (version, dir, path, info, flags))
INTERPOSE_AS(fstat64, int, fstat, (int fd, struct stat64 *info), (fd, info))
INTERPOSE_AS(fstatat64, int, fstatat, (int dir, const char *path, struct stat64 *info, int flags),
             (dir, path, info, flags))
INTERPOSE_AS(__fstat64_time64, int, fstat, (int fd, void *info), (fd, info))
INTERPOSE_AS(__fstatat64_time64, int, fstatat, (int dir, const char *path, void *info, int flags),
             (dir, path, info, flags))
#endif

int fsync(int fd)
{
    static int (*real)(int);
    if (real == NULL)
        *(void **)&real = find_real("fsync");
    int error = 0;
    enum action action = next_action("fsync", &error);
    if (action == ACTION_FAIL) {
        errno = error;
        return -1;
    }
    int result = getenv("SB_FAULT_NOSYNC") != NULL ? 0 : real(fd);
    if (action == ACTION_DONE)
        die();
    return result;
}

static int open_file(const char *call, int dir, const char *path, int flags, mode_t mode)
{
    static int (*real)(int, const char *, int, ...);
    if (real == NULL)
        *(void **)&real = find_real("openat");
    int error = 0;
    enum action action = next_action(call, &error);
    if (action == ACTION_FAIL) {
        errno = error;
        return -1;
    }
    int fd = real(dir, path, flags, mode);
    if (action == ACTION_DONE)
        die();
    return fd;
}

/* The argument after the flags, which is only there for a new file. */
#define MODE_AFTER(flags, mode)                                                                    \
    mode_t mode = 0;                                                                               \
    if (((flags)&O_CREAT) != 0) {                                                                  \
        va_list args;                                                                              \
        va_start(args, flags);                                                                     \
        mode = va_arg(args, mode_t);                                                               \
        va_end(args);                                                                              \
    }

int open(const char *path, int flags, ...)
{
    MODE_AFTER(flags, mode)
    return open_file("open", AT_FDCWD, path, flags, mode);
}

int openat(int dir, const char *path, int flags, ...)
{
    MODE_AFTER(flags, mode)
    return open_file("openat", dir, path, flags, mode);
}

#ifdef __GLIBC__
int open64(const char *path, int flags, ...)
{
    MODE_AFTER(flags, mode)
    return open_file("open", AT_FDCWD, path, flags | O_LARGEFILE, mode);
}

int openat64(int dir, const char *path, int flags, ...)
{
    MODE_AFTER(flags, mode)
    return open_file("openat", dir, path, flags | O_LARGEFILE, mode);
}

/* What FORTIFY calls where there is no mode. */
int __open_2(const char *path, int flags);
int __open_2(const char *path, int flags)
{
    return open_file("open", AT_FDCWD, path, flags, 0);
}

int __openat_2(int dir, const char *path, int flags);
int __openat_2(int dir, const char *path, int flags)
{
    return open_file("openat", dir, path, flags, 0);
}

int __open64_2(const char *path, int flags);
int __open64_2(const char *path, int flags)
{
    return open_file("open", AT_FDCWD, path, flags | O_LARGEFILE, 0);
}

int __openat64_2(int dir, const char *path, int flags);
int __openat64_2(int dir, const char *path, int flags)
{
    return open_file("openat", dir, path, flags | O_LARGEFILE, 0);
}
#endif

ssize_t write(int fd, const void *bytes, size_t len)
{
    static ssize_t (*real)(int, const void *, size_t);
    if (real == NULL)
        *(void **)&real = find_real("write");
    int error = 0;
    enum action action = next_action("write", &error);
    if (action == ACTION_FAIL) {
        errno = error;
        return -1;
    }
    if (action == ACTION_SHORT && len > 3)
        len = 3;
    ssize_t result = real(fd, bytes, action == ACTION_HALF ? len / 2 : len);
    if (action == ACTION_DONE || action == ACTION_HALF)
        die();
    return result;
}
