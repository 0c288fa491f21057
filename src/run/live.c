#include "config.h"
#include "run/live.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/utf8.h"

/* Of a turn, after which keys are looked for: they are answered within the time of one and that of
 * a frame. */
#define LIVE_READ_BYTES ((size_t)256 * 1024)
#define LIVE_READ_MS 8
/* Between two frames: what changes more often cannot be read, and drawing costs reading time. A
 * file is over soon. */
#define PIPE_FRAME_MS 200
#define FILE_FRAME_MS 100

#define RATE_MS 1000 /* over which rates are measured */

/* "access.log", "access.log and 2 more" */
static char *make_name(const struct input_queue *queue)
{
    const char *path = queue->paths[0], *base = strrchr(path, '/');
    struct strbuf text = STRBUF_INIT;
    char *shown = utf8_printable(base != NULL && base[1] != '\0' ? base + 1 : path);
    strbuf_puts(&text, strcmp(path, INPUT_STANDARD) == 0 ? "standard input" : shown);
    if (queue->count > 1)
        strbuf_printf(&text, " and %zu more", queue->count - 1);
    free(shown);
    return strbuf_take(&text);
}

static enum input_progress progress(const struct live *live)
{
    if (live->ended)
        return live->piped ? PROGRESS_ENDED : PROGRESS_READ;
    return input_queue_follows(&live->inputs->queue) ? PROGRESS_FOLLOWS : PROGRESS_READING;
}

void live_init(struct live *live, struct inputs *inputs, bool secrets)
{
    *live = (struct live){.inputs = inputs, .ended = inputs == NULL};
    if (inputs == NULL)
        return;
    const struct input_queue *queue = &inputs->queue;
    bool file = queue->count == 1 && strcmp(queue->paths[0], INPUT_STANDARD) != 0;
    live->name = make_name(queue);
    live->rates = xcalloc(1, sizeof *live->rates);
    live->total = xcalloc(1, sizeof *live->total);
    live->input = (struct page_input){.seen = inputs->seen,
                                      .terms = inputs->terms,
                                      .name = live->name,
                                      .path = file ? queue->paths[0] : NULL,
                                      .secrets = secrets,
                                      .answers = inputs->answers,
                                      .now = (int64_t)time(NULL)};
}

void live_clear(struct live *live)
{
    free(live->name);
    free(live->rates);
    free(live->total);
    *live = (struct live){0};
}

/* Has anything come since the rates were measured? */
static bool is_moving(const struct live *live)
{
    return live->rates->lines > 0 || live->inputs->seen->lines > live->total->lines;
}

/* Milliseconds until the rates are to be measured; -1: nothing comes, so they stay zero. */
static int64_t measure_due_ms(const struct live *live)
{
    if (live->input.progress != PROGRESS_FOLLOWS || !is_moving(live))
        return -1;
    int64_t left = live->measured_ms + RATE_MS - clock_ms();
    return left > 0 ? left : 0;
}

static uint64_t per_second(uint64_t now, uint64_t *before, int64_t elapsed_ms)
{
    uint64_t more = now - *before;
    *before = now;
    return (more * 1000 + (uint64_t)elapsed_ms / 2) / (uint64_t)elapsed_ms;
}

static void measure(struct live *live)
{
    const struct seen *seen = live->inputs->seen;
    int64_t now = clock_ms(), elapsed_ms = now - live->measured_ms;
    live->rates->lines = per_second(seen->lines, &live->total->lines, elapsed_ms);
    for (size_t i = 0; i < SEEN_CODES; i++)
        live->rates->codes[i] =
            per_second(seen->codes[i].count, &live->total->codes[i], elapsed_ms);
    live->measured_ms = now;
}

void live_read(struct live *live, struct sb_error *err)
{
    int64_t end_ms = clock_ms() + LIVE_READ_MS;
    if (!is_moving(live)) /* what comes now came in no longer time */
        live->measured_ms = end_ms;
    enum input_state state = INPUT_MORE;
    for (size_t bytes = 0; bytes < LIVE_READ_BYTES && state == INPUT_MORE && clock_ms() < end_ms;
         bytes += INPUT_BLOCK_BYTES) {
        state = input_queue_step(&live->inputs->queue, err);
        live->piped = live->piped || input_queue_follows(&live->inputs->queue);
        live->fresh = live->fresh || state != INPUT_WAIT;
    }
    live->ended = state == INPUT_ENDED;
    live->input.progress = progress(live);
    live->input.rates = live->input.progress == PROGRESS_FOLLOWS ? live->rates : NULL;
}

bool live_has_failed(const struct live *live)
{
    return live->ended && live->inputs != NULL && live->inputs->queue.failed > 0 &&
           live->inputs->seen->lines == 0;
}

int live_fd(const struct live *live)
{
    return live->ended ? -1 : input_queue_fd(&live->inputs->queue);
}

int live_due_ms(const struct live *live)
{
    if (live->ended && !live->fresh)
        return -1;
    if (!live->fresh)
        return (int)measure_due_ms(live);
    if (live->frame_ms == 0 && live->inputs->seen->understood > 0)
        return 0;
    bool file = live->input.progress == PROGRESS_READING;
    int64_t left = live->frame_ms + (file ? FILE_FRAME_MS : PIPE_FRAME_MS) - clock_ms();
    return left > 0 ? (int)left : 0;
}

void live_prepare(struct live *live)
{
    if (measure_due_ms(live) == 0)
        measure(live);
}

void live_drawn(struct live *live)
{
    if (live->fresh && live->inputs->seen->understood > 0)
        live->frame_ms = clock_ms();
    live->fresh = false;
}
