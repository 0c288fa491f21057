/*
 * A program in a terminal, in the benchmarks and the fuzzers: its side between fork() and exec(),
 * and whether it waits.
 */
#ifndef SB_TESTS_CHILD_H
#define SB_TESTS_CHILD_H

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/types.h>
#include <unistd.h>

/* Makes the terminal the process's own: it controls the session, and is standard input, output and
 * error. */
static inline void child_take_terminal(const char *terminal)
{
    setsid();
    int slave = open(terminal, O_RDWR);
    ioctl(slave, TIOCSCTTY, 0);
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        dup2(slave, fd);
    if (slave > STDERR_FILENO)
        close(slave);
}

/* Does the process sleep until something comes? Linux only. */
static inline bool child_is_asleep(pid_t pid)
{
    char path[64], text[512];
    snprintf(path, sizeof path, "/proc/%ld/stat", (long)pid);
    int fd = open(path, O_RDONLY);
    ssize_t len = fd >= 0 ? read(fd, text, sizeof text - 1) : 0;
    if (fd >= 0)
        close(fd);
    text[len > 0 ? len : 0] = '\0';
    const char *name_end = strrchr(text, ')');
    return name_end != NULL && strncmp(name_end, ") S", 3) == 0;
}

#endif
