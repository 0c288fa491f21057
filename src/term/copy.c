#include "config.h"
#include "term/terminal.h"

#include <stdlib.h>
#include <string.h>

#include "base/environment.h"
#include "base/strbuf.h"
#include "term/terminal_private.h"

static void add_base64(struct strbuf *out, const char *bytes, size_t len)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < len; i += 3) {
        size_t count = len - i < 3 ? len - i : 3;
        unsigned long group = 0;
        for (size_t k = 0; k < 3; k++)
            group = group << 8 | (k < count ? (unsigned char)bytes[i + k] : 0);
        for (size_t k = 0; k < 4; k++)
            strbuf_putc(out, k <= count ? digits[group >> (18 - 6 * k) & 63] : '=');
    }
}

/* Sends a sequence to the terminal that GNU screen runs in: screen passes on what is in a device
 * control string, of which it keeps no more than some hundred bytes. */
static void send_through_screen(const char *sequence, size_t len)
{
    enum { PIECE_BYTES = 250 };
    struct strbuf wrapped = STRBUF_INIT;
    for (size_t i = 0; i < len; i += PIECE_BYTES) {
        strbuf_puts(&wrapped, "\033P");
        strbuf_add(&wrapped, sequence + i, len - i < PIECE_BYTES ? len - i : PIECE_BYTES);
        strbuf_puts(&wrapped, "\033\\");
    }
    term_send(strbuf_str(&wrapped));
    strbuf_clear(&wrapped);
}

bool term_copy(const char *text, size_t len, size_t max_bytes, size_t *sent_bytes)
{
    /* The Linux console reports the mouse as xterm does, but shows sequences it does not know. */
    const char *term = getenv("TERM");
    if (!terminal.xterm_like || term == NULL || strncmp(term, "linux", 5) == 0)
        return false;
    if (len > max_bytes) {
        len = max_bytes;
        while (len > 0 && text[len - 1] != '\n')
            len--;
    }
    struct strbuf sequence = STRBUF_INIT;
    strbuf_puts(&sequence, "\033]52;c;");
    add_base64(&sequence, text, len);
    strbuf_putc(&sequence, '\a');
    if (environment_has("STY"))
        send_through_screen(sequence.data, sequence.len);
    else
        term_send(strbuf_str(&sequence));
    strbuf_clear(&sequence);
    *sent_bytes = len;
    return true;
}
