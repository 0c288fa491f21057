#include "config.h"
#include "reading/input_queue.h"

#include <errno.h>
#include <poll.h>
#include <sys/stat.h>

/* Waits until there is something to read. Returns false when there is nothing yet. */
static bool wait_for(int fd, int timeout_ms)
{
    struct pollfd waiting = {.fd = fd, .events = POLLIN};
    int ready = poll(&waiting, 1, timeout_ms);
    return ready > 0 || (ready < 0 && errno != EINTR); /* reading reports what is wrong */
}

static void fail(struct input_queue *queue, const struct sb_error *failure, struct sb_error *err)
{
    queue->failed++;
    sb_error_add(err, failure->kind, "%s", failure->message);
}

static void open_next(struct input_queue *queue, struct sb_error *err)
{
    struct sb_error failure = SB_ERROR_INIT;
    queue->input = input_open(queue->paths[queue->next++], &queue->target, &failure);
    if (queue->input == NULL)
        fail(queue, &failure, err);
    sb_error_clear(&failure);
}

enum input_state input_queue_step(struct input_queue *queue, struct sb_error *err)
{
    while (queue->input == NULL && queue->next < queue->count)
        open_next(queue, err);
    if (queue->input == NULL)
        return INPUT_ENDED;
    if (!wait_for(input_fd(queue->input), 0))
        return INPUT_WAIT;
    struct sb_error failure = SB_ERROR_INIT;
    enum input_state state = input_step(queue->input, &failure);
    if (state == INPUT_FAILED)
        fail(queue, &failure, err);
    sb_error_clear(&failure);
    if (state == INPUT_MORE || state == INPUT_WAIT)
        return state;
    input_queue_close(queue);
    return queue->next < queue->count ? INPUT_MORE : INPUT_ENDED;
}

void input_queue_read(struct input_queue *queue, struct sb_error *err)
{
    enum input_state state;
    while ((state = input_queue_step(queue, err)) != INPUT_ENDED)
        if (state == INPUT_WAIT)
            wait_for(input_queue_fd(queue), -1);
}

int input_queue_fd(const struct input_queue *queue)
{
    return queue->input != NULL ? input_fd(queue->input) : -1;
}

bool input_queue_follows(const struct input_queue *queue)
{
    struct stat status;
    return queue->input != NULL && fstat(input_fd(queue->input), &status) == 0 &&
           !S_ISREG(status.st_mode);
}

void input_queue_close(struct input_queue *queue)
{
    input_close(queue->input);
    queue->input = NULL;
}
