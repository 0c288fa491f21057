/* Several inputs as one: in turn, without waiting, and with some that cannot be read. */
#include "config.h"
#include "reading/input_queue.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "registry/registry.h"
#include "support/check.h"
#include "support/folder.h"
#include "support/registries.h"

#define LINE "{\"status\": 404, \"method\": \"GET\", \"path\": \"/\"}\n"

static struct registry *registry;
static struct terms *terms;
static struct seen *seen;
static struct log_reader *reader;
static struct input_queue queue;
static struct sb_error err;

static void begin(char *const *paths, size_t count)
{
    static const struct reading_setup setup = {.year = 2026};
    folder_make(NULL);
    seen = seen_new();
    terms_choose(terms, "status");
    reader = log_reader_new(terms, seen, &setup);
    queue = (struct input_queue){0};
    queue.paths = paths;
    queue.count = count;
    queue.target = (struct input_target){reader, terms, seen, NULL};
}

static void end(void)
{
    input_queue_close(&queue);
    log_reader_free(reader);
    seen_free(seen);
    sb_error_clear(&err);
    folder_remove();
}

static char *path_of(const char *name)
{
    static char paths[4][1200];
    static size_t next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s", folder_path_of(name));
    return path;
}

static void reads_one_after_another(void)
{
    char *paths[2] = {NULL};
    begin(paths, 2);
    folder_put("a.log", LINE LINE);
    folder_put("b.log", LINE "no end of line");
    paths[0] = path_of("a.log");
    paths[1] = path_of("b.log");
    input_queue_read(&queue, &err);
    CHECK_INT(err.kind, SB_ERR_NONE);
    CHECK_INT(seen->lines, 4);
    CHECK_INT(seen->codes[404].count, 3);
    CHECK_INT(input_queue_fd(&queue), -1);
    CHECK_INT(input_queue_step(&queue, &err), INPUT_ENDED);
    end();
}

static void reports_what_cannot_be_read_and_goes_on(void)
{
    char *paths[3] = {NULL};
    begin(paths, 3);
    folder_put("a.log", LINE);
    folder_put_bytes("z.gz", "\x1f\x8b\x08\x00", 4);
    paths[0] = path_of("none.log");
    paths[1] = path_of("z.gz");
    paths[2] = path_of("a.log");
    input_queue_read(&queue, &err);
    CHECK_HAS(err.message, "none.log: cannot be opened");
    CHECK_HAS(err.message, "z.gz: compressed");
    CHECK_INT(queue.failed, 2);
    CHECK_INT(seen->codes[404].count, 1);
    end();
}

static void waits_for_the_writer_of_a_pipe(void)
{
    char *paths[1] = {NULL};
    begin(paths, 1);
    paths[0] = path_of("pipe");
    CHECK_INT(mkfifo(paths[0], 0600), 0);
    CHECK_INT(input_queue_step(&queue, &err), INPUT_WAIT);
    CHECK(input_queue_fd(&queue) >= 0);
    CHECK(input_queue_follows(&queue));
    int writer = open(paths[0], O_WRONLY | O_CLOEXEC);
    CHECK(writer >= 0);
    CHECK_INT(input_queue_step(&queue, &err), INPUT_WAIT);
    CHECK_INT(write(writer, LINE, strlen(LINE)), (long)strlen(LINE));
    CHECK_INT(input_queue_step(&queue, &err), INPUT_MORE);
    CHECK_INT(seen->codes[404].count, 1);
    CHECK_INT(input_queue_step(&queue, &err), INPUT_WAIT);
    close(writer);
    CHECK_INT(input_queue_step(&queue, &err), INPUT_ENDED);
    CHECK_INT(err.kind, SB_ERR_NONE);
    end();
}

static void a_file_is_not_followed(void)
{
    char *paths[1] = {NULL};
    begin(paths, 1);
    folder_put("a.log", LINE);
    paths[0] = path_of("a.log");
    CHECK_INT(input_queue_step(&queue, &err), INPUT_MORE);
    CHECK(!input_queue_follows(&queue));
    CHECK_INT(input_queue_step(&queue, &err), INPUT_ENDED);
    end();
}

int main(void)
{
    registry = support_small();
    terms = terms_new(registry);
    RUN(reads_one_after_another);
    RUN(reports_what_cannot_be_read_and_goes_on);
    RUN(waits_for_the_writer_of_a_pipe);
    RUN(a_file_is_not_followed);
    terms_free(terms);
    registry_free(registry);
    return check_done();
}
