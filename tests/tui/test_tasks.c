/*
 * What people open the program for, with the built-in registry on 80x24: the keys until the answer
 * is on the screen. A change that makes one of them longer, or hides the answer, is seen here.
 */
#include "config.h"

#include "vt.h"

#define COLS 80
#define ROWS 24
#define MOST_STEPS 8
#define MOST_ANSWERS 5

/* One of them is set. */
struct step {
    const char *type;  /* characters, a key each */
    const char *press; /* names of keys, as vt_keys() takes them, one each */
    const char *paste; /* one key */
};

#define TYPE(text)                                                                                 \
    {                                                                                              \
        .type = (text)                                                                             \
    }
#define PRESS(names)                                                                               \
    {                                                                                              \
        .press = (names)                                                                           \
    }
#define PASTE(text)                                                                                \
    {                                                                                              \
        .paste = (text)                                                                            \
    }

struct task {
    const char *question;
    int keys; /* that it takes; the answer is there then */
    struct step steps[MOST_STEPS];
    const char *answers[MOST_ANSWERS]; /* all on the screen at the end */
    const char *first;                 /* how the selected row begins; NULL: it does not matter */
};

static const struct task tasks[] = {
    {"curl shows 421: what now?", 3, {TYPE("421")}, {"421 Misdirected", "TRY"}, "421"},
    {"what is 499?", 3, {TYPE("499")}, {"499 Client Closed Request", "1 of 3 meanings"}, "499"},
    {"which 4xx may be cached?",
     14,
     {TYPE("/cacheable 4xx")},
     {"404 Not Found", "405 Method Not", "410 Gone", "414 URI Too Long", "451 Unavailable"},
     NULL},
    {"what must accompany 405?", 3, {TYPE("405")}, {"NEEDS    Allow"}, "405"},
    {"502 or 504?", 11, {TYPE("/502 vs 504")}, {"NOT 504"}, "502"},
    {"the URL of 404, for a ticket",
     5,
     {TYPE("404yu")},
     {"sent to your terminal", "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5"},
     "404"},
    {"the RFC of 404, over SSH",
     4,
     {TYPE("404o")},
     {"no browser can be reached", "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5"},
     "404"},
    {"mark three codes, with a note",
     27,
     {TYPE("404b502b503e"), TYPE("ask ops first."), PRESS("Enter")},
     {"NOTE  ask ops first.", "★      3"},
     "503"},
    {"only the codes of nginx",
     6,
     {TYPE("/nginx")},
     {"494 Request Header… nginx", "495", "496", "497", "499 Client Closed … nginx"},
     NULL},
    {"WebDAV lock", 9, {TYPE("/webdav l")}, {"423 Locked"}, "423"},
    {"a redirect that keeps POST",
     14,
     {TYPE("/redirect keep")},
     {"307 Temporary Redirect", "308 Permanent Redirect"},
     "307"},
    {"what does this line of a log say?",
     1,
     {PASTE("upstream timed out (110: Connection timed out)")},
     {"504 Gateway Timeout"},
     "504"},
    {"who uses Retry-After, and how strongly?",
     20,
     {TYPE("/header:retry-after"), PRESS("Enter")},
     {"413 Content Too La… SHOULD", "429 Too Many Requests  MAY", "529 Overl… Anthropic usual"},
     NULL},
    {"a constant of Go",
     1,
     {PASTE("StatusUnprocessableEntity")},
     {"422 Unprocessable Content"},
     "422"},
    {"the example of 206",
     6,
     {TYPE("206"), PRESS("Enter G {")},
     {"EXCHANGE", "Content-Range: bytes 50000-89999/90000"},
     NULL},
    {"429 for a chat, as Markdown", 5, {TYPE("429ym")}, {"entry as Markdown"}, "429"},
    {"530: whose is it?",
     3,
     {TYPE("530")},
     {"Origin No… Cloudflare", "Site Frozen  Pantheon", "530 Origin DNS E… Shopify"},
     "530"},
    {"may 308 be cached?", 3, {TYPE("308")}, {"CACHE    yes"}, "308"},
};

static struct vt *start(void)
{
    return vt_browse_env(COLS, ROWS, LIST("SSH_CONNECTION=192.0.2.7 1 192.0.2.8 22"),
                         LIST("--builtin", "--no-state"));
}

/* Types the characters one after the other. Returns how many. */
static int type(struct vt *vt, const char *text)
{
    int keys = 0;
    for (; *text != '\0'; text++, keys++)
        vt_send(vt, (char[]){*text, '\0'});
    return keys;
}

static int press(struct vt *vt, const char *names)
{
    int keys = 1;
    for (const char *at = names; *at != '\0'; at++)
        keys += *at == ' ';
    vt_keys(vt, names);
    return keys;
}

static int paste(struct vt *vt, const char *text)
{
    char bytes[256];
    snprintf(bytes, sizeof bytes, "\033[200~%s\033[201~", text);
    vt_send(vt, bytes);
    return 1;
}

static void each_task_takes_no_more_keys(void)
{
    for (size_t i = 0; i < sizeof tasks / sizeof tasks[0]; i++) {
        const struct task *task = &tasks[i];
        struct vt *vt = start();
        int keys = 0;
        VT_HAS(vt, "q quit");
        for (const struct step *step = task->steps; step < task->steps + MOST_STEPS; step++)
            keys += step->type != NULL    ? type(vt, step->type)
                    : step->press != NULL ? press(vt, step->press)
                    : step->paste != NULL ? paste(vt, step->paste)
                                          : 0;
        CHECK_MSG(keys == task->keys, "%s: %d keys", task->question, keys);
        for (int k = 0; k < MOST_ANSWERS && task->answers[k] != NULL; k++)
            if (!vt_wait_has(vt, task->answers[k]))
                CHECK_MSG(false, "%s: no '%s'", task->question, task->answers[k]);
        if (task->first != NULL)
            VT_REVERSED(vt, task->first);
        vt_stop(vt);
        vt_remove_file("data/statusbrowse/bookmarks.json");
    }
}

/* The first screen of what a pager shows of an answer. */
static void check_first_screen(int rows, const char *code, const char *title, const char *lacks)
{
    char pager[32];
    snprintf(pager, sizeof pager, "PAGER=head -n %d", rows - 1);
    struct vt *vt = vt_browse_env(COLS, rows, LIST(pager), LIST("--builtin", "-p", code));
    VT_EXITS(vt, 0);
    VT_HAS(vt, title);
    VT_HAS(vt, "TRY");
    VT_LACKS(vt, lacks);
    vt_stop(vt);
}

static void a_printed_answer_begins_with_what_matters(void)
{
    check_first_screen(40, "421", "421 Misdirected Request", "REFERENCES");
    check_first_screen(ROWS, "502", "502 Bad Gateway", "REFERENCES"); /* K in Vim */
}

int main(void)
{
    RUN(each_task_takes_no_more_keys);
    RUN(a_printed_answer_begins_with_what_matters);
    return check_done();
}
