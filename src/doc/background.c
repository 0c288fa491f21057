#include "config.h"
#include "doc/background.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum background background_from_colorfgbg(const char *value)
{
    const char *last = value != NULL ? strrchr(value, ';') : NULL;
    if (last == NULL || last[1] < '0' || last[1] > '9')
        return BACKGROUND_UNKNOWN;
    char *end;
    long color = strtol(last + 1, &end, 10);
    if (*end != '\0' || color > 15)
        return BACKGROUND_UNKNOWN;
    return color == 7 || color >= 9 ? BACKGROUND_LIGHT : BACKGROUND_DARK;
}

/* Reads one to four hexadecimal digits as a part of 0 to 1000. Returns what follows, NULL when
 * there are none. */
static const char *read_part(const char *text, long *thousandths)
{
    size_t count = strspn(text, "0123456789abcdefABCDEF");
    char digits[5] = "";
    if (count < 1 || count > 4)
        return NULL;
    memcpy(digits, text, count);
    *thousandths = strtol(digits, NULL, 16) * 1000 / ((1L << 4 * count) - 1);
    return text + count;
}

enum background background_from_color(const char *text)
{
    bool alpha = strncmp(text, "rgba:", 5) == 0;
    long part[4];
    int count = alpha ? 4 : 3;
    if (!alpha && strncmp(text, "rgb:", 4) != 0)
        return BACKGROUND_UNKNOWN;
    text = strchr(text, ':') + 1;
    for (int i = 0; i < count && text != NULL; i++) {
        text = read_part(text, &part[i]);
        if (text != NULL && i + 1 < count)
            text = *text == '/' ? text + 1 : NULL;
    }
    if (text == NULL || *text != '\0')
        return BACKGROUND_UNKNOWN;
    /* How bright red, green and blue look to people. */
    long brightness = (299 * part[0] + 587 * part[1] + 114 * part[2]) / 1000;
    return brightness > 500 ? BACKGROUND_LIGHT : BACKGROUND_DARK;
}
