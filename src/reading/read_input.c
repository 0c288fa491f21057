#include "config.h"
#include "reading/read_input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "os/read_file.h"
#include "reading/totals.h"

#define BLOCK_BYTES ((size_t)256 * 1024) /* of one read; larger ones are not faster */
#define MAGIC_BYTES 6                    /* that tell a compressed file */

/* An input that is being read. */
struct input {
    int fd;
    const char *name; /* for messages */
    char *block;      /* BLOCK_BYTES */
    size_t len;       /* bytes in it */
    bool ended;
};

static const struct {
    const char *magic;
    size_t len;
    const char *command; /* that unpacks to standard output */
} compressions[] = {
    {"\x1f\x8b", 2, "zcat"},
    {"\x28\xb5\x2f\xfd", 4, "zstdcat"},
    {"\xfd"
     "7zXZ\0",
     6, "xzcat"},
    {"BZh", 3, "bzcat"},
};

/* Waits until a descriptor that does not block, as others may leave standard input, has more.
 * Returns false when that is not what the error says. */
static bool wait_for(int fd, int error)
{
    struct pollfd waiting = {.fd = fd, .events = POLLIN};
    if (error != EAGAIN && error != EWOULDBLOCK)
        return false;
    return poll(&waiting, 1, -1) >= 0 || errno == EINTR;
}

/* Fills the block up to `wanted` bytes or the end of the input. */
static bool fill(struct input *input, size_t wanted, struct sb_error *err)
{
    while (input->len < wanted && !input->ended) {
        ssize_t got = read(input->fd, input->block + input->len, BLOCK_BYTES - input->len);
        if (got < 0 && (errno == EINTR || wait_for(input->fd, errno)))
            continue;
        if (got < 0)
            return sb_error_set(err, SB_ERR_IO, "%s: cannot be read: %s", input->name,
                                strerror(errno));
        input->ended = got == 0;
        input->len += (size_t)got;
    }
    return true;
}

static bool refuse_compressed(const struct input *input, const char *path, struct sb_error *err)
{
    for (size_t i = 0; i < sizeof compressions / sizeof compressions[0]; i++) {
        if (input->len < compressions[i].len ||
            memcmp(input->block, compressions[i].magic, compressions[i].len) != 0)
            continue;
        if (strcmp(path, INPUT_STANDARD) == 0)
            return sb_error_set(
                err, SB_ERR_DATA,
                "standard input: compressed, expected text: ... | %s | statusbrowse",
                compressions[i].command);
        return sb_error_set(err, SB_ERR_DATA,
                            "%s: compressed, expected text: %s %s | statusbrowse -", input->name,
                            compressions[i].command, input->name);
    }
    return true;
}

/* Reads an input that begins as totals do. One that is none after all goes to the reader. */
static bool read_totals(struct input *input, struct log_reader *reader, const struct terms *terms,
                        struct seen *seen, struct sb_error *err)
{
    struct strbuf text = STRBUF_INIT;
    bool good = true;
    while (good && text.len + input->len <= TOTALS_BYTES && input->len > 0) {
        strbuf_add(&text, input->block, input->len);
        input->len = 0;
        good = fill(input, 1, err);
    }
    if (good && !totals_add(strbuf_str(&text), text.len, terms, seen))
        log_reader_feed(reader, strbuf_str(&text), text.len);
    strbuf_clear(&text);
    return good;
}

static bool read_all(struct input *input, const char *path, struct log_reader *reader,
                     const struct terms *terms, struct seen *seen, struct sb_error *err)
{
    if (!fill(input, MAGIC_BYTES, err) || !refuse_compressed(input, path, err))
        return false;
    bool good = fill(input, TOTALS_LOOK, err);
    if (good && totals_begin(input->block, input->len))
        good = read_totals(input, reader, terms, seen, err);
    while (good && input->len > 0) {
        log_reader_feed(reader, input->block, input->len);
        input->len = 0;
        good = fill(input, 1, err);
    }
    log_reader_end(reader);
    return good;
}

/* Opens the path, which must not be a directory. Returns -1 with *err. */
static int open_input(const char *path, const char *name, struct sb_error *err)
{
    struct stat status;
    int fd = strcmp(path, INPUT_STANDARD) == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        sb_error_set(err, SB_ERR_IO, "%s: cannot be opened: %s", name, strerror(errno));
        return -1;
    }
    if (fstat(fd, &status) != 0 || !S_ISDIR(status.st_mode))
        return fd;
    sb_error_set(err, SB_ERR_IO, "%s: is %s, expected a file", name,
                 file_type_name(status.st_mode));
    if (fd != STDIN_FILENO)
        close(fd);
    return -1;
}

bool read_input(struct log_reader *reader, const struct terms *terms, struct seen *seen,
                const char *path, struct sb_error *err)
{
    const struct rlimit no_image = {0, 0};
    bool standard = strcmp(path, INPUT_STANDARD) == 0;
    char *name = standard ? xstrdup("standard input") : utf8_printable(path);
    int fd = open_input(path, name, err);
    bool good = fd >= 0;
    setrlimit(RLIMIT_CORE, &no_image);
    if (good) {
        struct input input = {.fd = fd, .name = name, .block = xmalloc(BLOCK_BYTES)};
        good = read_all(&input, path, reader, terms, seen, err);
        free(input.block);
    }
    if (fd >= 0 && !standard)
        close(fd);
    free(name);
    return good;
}
