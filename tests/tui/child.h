/*
 * The side of the program in the benchmarks and the fuzzers: between fork() and exec().
 */
#ifndef SB_TESTS_CHILD_H
#define SB_TESTS_CHILD_H

#include <fcntl.h>
#include <sys/ioctl.h>
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

#endif
