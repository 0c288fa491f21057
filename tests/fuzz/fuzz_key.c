/*
 * Keys: the same bytes give the same keys however they are split, and nothing is left behind when
 * time is over. The first bytes of the input choose the splits.
 */
#include "config.h"

#include "fuzz.h"
#include "screen/key.h"

#define MAX_INPUT 2000
#define SPLITS 8 /* bytes of the input that choose them, over and over */

struct keys {
    struct key_event events[MAX_INPUT];
    size_t count;
};

static void take(struct key_decoder *decoder, bool timed_out, struct keys *keys)
{
    struct key_event event;
    char label[KEY_LABEL_MAX];
    if (timed_out)
        key_time_out(decoder);
    while (key_take(decoder, &event)) {
        REQUIRE(keys->count < MAX_INPUT); /* at most one for each byte */
        REQUIRE(event.key > KEY_NONE && event.key < KEY_LAST && event.row >= 0 && event.col >= 0);
        if (event.key == KEY_PASTED)
            REQUIRE(event.pasted > 0 && event.pasted < KEY_SPECIAL);
        REQUIRE(key_label(event.key, label)[0] != '\0');
        keys->events[keys->count++] = event;
    }
    REQUIRE(!timed_out || !key_is_pending(decoder));
    REQUIRE(key_room(decoder) + decoder->len == sizeof decoder->bytes);
}

/* A sequence that is longer than any key may be given up before its end has come. */
static bool has_long_sequence(const uint8_t *data, size_t size)
{
    size_t from = 0;
    for (size_t i = 0; i < size; i++) {
        bool c1 = data[i] >= 0x80 && data[i] < 0xA0;
        if (data[i] == KEY_ESC || c1 || (i > 0 && data[i - 1] == KEY_ESC))
            from = from != 0 ? from : i + 1;
        else if (data[i] >= 0x40 && data[i] <= 0x7E)
            from = 0;
        if (from != 0 && i - from > KEY_PENDING_MAX / 2)
            return true;
    }
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct keys whole, split, rushed;
    fuzz_start();
    if (size < SPLITS || size - SPLITS > MAX_INPUT - 1)
        return 0;
    const uint8_t *splits = data;
    const char *bytes = (const char *)data + SPLITS;
    size_t len = size - SPLITS;
    struct key_decoder one = {.len = 0}, other = {.len = 0}, hasty = {.len = 0};
    whole.count = split.count = rushed.count = 0;

    key_feed(&one, bytes, len);
    take(&one, false, &whole);
    take(&one, true, &whole);
    for (size_t at = 0, turn = 0; at < len; turn++) {
        size_t count = 1 + splits[turn % SPLITS] % 16;
        if (count > len - at)
            count = len - at;
        key_feed(&other, bytes + at, count);
        take(&other, false, &split);
        key_feed(&hasty, bytes + at, count);
        take(&hasty, splits[turn % SPLITS] >= 128, &rushed);
        at += count;
    }
    take(&other, true, &split);
    take(&hasty, true, &rushed);
    if (!has_long_sequence(data + SPLITS, len)) {
        REQUIRE(whole.count == split.count);
        for (size_t i = 0; i < whole.count; i++)
            REQUIRE(memcmp(&whole.events[i], &split.events[i], sizeof whole.events[i]) == 0);
    }
    return 0;
}
