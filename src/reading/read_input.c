#include "config.h"
#include "reading/read_input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "os/read_file.h"
#include "reading/totals.h"

#define INPUT_BLOCK_ALIGN 4096 /* the system copies faster to where a page begins */

/* What the bytes so far are. */
enum stage {
    STAGE_BEGINNING, /* too few to say */
    STAGE_TOTALS,    /* perhaps counts of another run, which are read as a whole */
    STAGE_LOG,
};

struct input {
    int fd;
    bool standard; /* standard input, which stays open */
    char *name;    /* owned: for messages */
    struct input_target target;
    enum stage stage;
    struct strbuf held; /* bytes that were not read yet, but in STAGE_LOG */
    char *block;        /* INPUT_BLOCK_BYTES */
};

/* How compressed files begin. */
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

#define COMPRESSIONS (sizeof compressions / sizeof compressions[0])

/* Opens the path, which must not be a directory, without waiting for the writer of a pipe. Returns
 * -1 with *err. */
static int open_path(const char *path, const char *name, struct sb_error *err)
{
    struct stat status;
    int fd = strcmp(path, INPUT_STANDARD) == 0 ? STDIN_FILENO
                                               : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
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

struct input *input_open(const char *path, const struct input_target *target, struct sb_error *err)
{
    const struct rlimit no_image = {0, 0};
    bool standard = strcmp(path, INPUT_STANDARD) == 0;
    char *name = standard ? xstrdup("standard input") : utf8_printable(path);
    int fd = open_path(path, name, err);
    if (fd < 0) {
        free(name);
        return NULL;
    }
    setrlimit(RLIMIT_CORE, &no_image);
    struct input *input = xcalloc(1, sizeof *input);
    input->fd = fd;
    input->standard = standard;
    input->name = name;
    input->target = *target;
    input->block = xaligned_alloc(INPUT_BLOCK_ALIGN, INPUT_BLOCK_BYTES);
    return input;
}

int input_fd(const struct input *input)
{
    return input->fd;
}

void input_close(struct input *input)
{
    if (input == NULL)
        return;
    if (!input->standard)
        close(input->fd);
    strbuf_clear(&input->held);
    free(input->block);
    free(input->name);
    free(input);
}

static bool refuse_compressed(const struct input *input, struct sb_error *err)
{
    for (size_t i = 0; i < COMPRESSIONS; i++) {
        if (input->held.len < compressions[i].len ||
            memcmp(input->held.data, compressions[i].magic, compressions[i].len) != 0)
            continue;
        if (input->standard)
            return sb_error_set(err, SB_ERR_DATA,
                                "%s: compressed, expected text: ... | %s | statusbrowse -",
                                input->name, compressions[i].command);
        return sb_error_set(err, SB_ERR_DATA,
                            "%s: compressed, expected text: %s %s | statusbrowse -", input->name,
                            compressions[i].command, input->name);
    }
    return true;
}

/* Reports whether more bytes may show that it is compressed, or that these are totals. A line that
 * comes slowly is not held back for that. */
static bool is_undecided(const struct strbuf *held)
{
    for (size_t i = 0; i < COMPRESSIONS; i++)
        if (held->len < compressions[i].len &&
            memcmp(held->data, compressions[i].magic, held->len) == 0)
            return true;
    size_t blank = strspn(strbuf_str(held), " \t\r\n");
    return held->len < TOTALS_LOOK && (blank == held->len || held->data[blank] == '[');
}

/* Gives what was held to the reader. */
static void release(struct input *input)
{
    log_reader_feed(input->target.reader, strbuf_str(&input->held), input->held.len);
    strbuf_clear(&input->held);
    input->stage = STAGE_LOG;
}

/* Forgets the bytes at the beginning that were read, and white space after them. */
static void drop_held(struct input *input, size_t used)
{
    struct strbuf *held = &input->held;
    if (held->len == 0)
        return;
    used += strspn(held->data + used, " \t\r\n");
    memmove(held->data, held->data + used, held->len - used + 1);
    held->len -= used;
}

/* Adds up the arrays that were held. What is none goes to the reader. */
static void add_totals(struct input *input, bool ended)
{
    enum totals_result result = TOTALS_ADDED;
    const struct input_target *to = &input->target;
    const struct totals_target target = {to->terms, to->library, to->seen};
    drop_held(input, 0);
    while (result == TOTALS_ADDED && input->held.len > 0) {
        size_t used;
        result = totals_add(input->held.data, input->held.len, &target, &used);
        if (result == TOTALS_ADDED)
            drop_held(input, used);
    }
    if (input->held.len > 0 && (result == TOTALS_OTHER || ended || input->held.len > TOTALS_BYTES))
        release(input);
}

/* Decides what the bytes are. ended: there are no more. */
static bool decide(struct input *input, bool ended, struct sb_error *err)
{
    if (input->stage == STAGE_BEGINNING) {
        if (!ended && is_undecided(&input->held))
            return true;
        if (!refuse_compressed(input, err))
            return false;
        input->stage =
            totals_begin(strbuf_str(&input->held), input->held.len) ? STAGE_TOTALS : STAGE_LOG;
    }
    if (input->stage == STAGE_LOG)
        release(input);
    else
        add_totals(input, ended);
    return true;
}

/* Reads into the block. Returns the bytes, 0 at the end, or -1 with errno. */
static ssize_t read_block(const struct input *input)
{
    for (;;) {
        ssize_t got = read(input->fd, input->block, INPUT_BLOCK_BYTES);
        if (got >= 0 || errno != EINTR)
            return got;
    }
}

enum input_state input_step(struct input *input, struct sb_error *err)
{
    ssize_t got = read_block(input);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        return INPUT_WAIT;
    if (got < 0) {
        sb_error_set(err, SB_ERR_IO, "%s: cannot be read: %s", input->name, strerror(errno));
        log_reader_end(input->target.reader);
        return INPUT_FAILED;
    }
    bool ended = got == 0;
    if (input->stage == STAGE_LOG) {
        log_reader_feed(input->target.reader, input->block, (size_t)got);
    } else {
        strbuf_add(&input->held, input->block, (size_t)got);
        /* Totals end with a bracket: before it there is nothing to look for. */
        bool waits = input->stage == STAGE_TOTALS && !ended &&
                     memchr(input->block, ']', (size_t)got) == NULL &&
                     input->held.len <= TOTALS_BYTES;
        if (!waits && !decide(input, ended, err))
            return INPUT_FAILED;
    }
    if (ended)
        log_reader_end(input->target.reader);
    return ended ? INPUT_ENDED : INPUT_MORE;
}
