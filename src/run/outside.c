#include "config.h"
#include "run/outside.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/environment.h"
#include "os/clipboard.h"
#include "os/opener.h"
#include "term/terminal.h"
#include "views/share.h"

/* A copied text up to this length is shown in the message; of a longer one, what it is. */
#define SHOWN_BYTES 160

/* A tmux at the other end of an SSH connection: $TERM is all that is seen of it. */
static bool is_within_tmux(void)
{
    const char *term = getenv("TERM");
    return term != NULL && !environment_has("STY") &&
           (strncmp(term, "tmux", 4) == 0 || strncmp(term, "screen", 6) == 0);
}

/* Sends a text to the terminal's clipboard. As copy(). */
static bool send_to_terminal(const char *text, size_t len, struct strbuf *out)
{
    size_t sent;
    if (!term_copy(text, len, SHARE_MAX_BYTES, &sent)) {
        strbuf_puts(out, "no clipboard can be reached from here");
        return false;
    }
    strbuf_puts(out, is_within_tmux()
                         ? "sent to the terminal; tmux passes it on after: set -s set-clipboard on"
                         : "sent to your terminal's clipboard, if it accepts OSC 52");
    if (sent < len)
        strbuf_printf(out, " (the first %zu of %zu bytes)", sent, len);
    return true;
}

/* Copies a text. Appends to `out` where it went, or why it went nowhere; then returns false. */
static bool copy(const char *text, size_t len, bool may_copy, struct strbuf *out)
{
    if (!may_copy) {
        strbuf_puts(out, "the clipboard is switched off");
        return false;
    }
    const char *where = clipboard_give(text, len);
    if (where == NULL)
        return send_to_terminal(text, len, out);
    strbuf_printf(out, "sent to %s", where);
    return true;
}

void outside_copy(struct app *app, bool may_copy)
{
    const char *text = strbuf_str(&app->request_text);
    size_t len = app->request_text.len;
    bool shown = len <= SHOWN_BYTES && strchr(text, '\n') == NULL;
    struct strbuf message = STRBUF_INIT;
    bool copied = copy(text, len, may_copy, &message);
    app_say(app, copied ? MESSAGE_INFO : MESSAGE_ERROR, "%s:%s%s", strbuf_str(&message),
            strncmp(text, "http", 4) == 0 ? "\n" : " ", shown ? text : app->request_name);
    strbuf_clear(&message);
}

/* Shows a URL that cannot be opened, whole, and copies it. */
static void show_url(struct app *app, const char *why, bool may_copy)
{
    struct strbuf message = STRBUF_INIT;
    strbuf_printf(&message, "%s: ", why);
    bool copied = copy(strbuf_str(&app->request_text), app->request_text.len, may_copy, &message);
    app_say(app, copied ? MESSAGE_INFO : MESSAGE_ERROR, "%s\n%s", strbuf_str(&message),
            strbuf_str(&app->request_text));
    strbuf_clear(&message);
}

void outside_open(struct app *app, bool may_copy)
{
    static const struct opener_terminal terminal = {term_lend, term_take_back};
    struct sb_error err = SB_ERROR_INIT;
    const char *url = strbuf_str(&app->request_text);
    char *name;
    enum opener_result result = opener_open(url, &terminal, &name, &err);
    if (result == OPENER_STARTED)
        app_say(app, MESSAGE_INFO, "sent to %s: %s", name, url);
    else if (result == OPENER_ENDED)
        app_say(app, MESSAGE_INFO, "shown in %s: %s", name, url);
    else if (result == OPENER_UNREACHABLE)
        show_url(app,
                 environment_has("SSH_CONNECTION") ? "no browser can be reached from here (SSH)"
                                                   : "no browser can be reached from here",
                 may_copy);
    else if (opener_is_safe(url))
        show_url(app, err.message, may_copy);
    else
        app_say(app, MESSAGE_ERROR, "%s", err.message);
    free(name);
    sb_error_clear(&err);
}
