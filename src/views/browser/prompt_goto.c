#include "config.h"
#include "views/browser/prompts.h"

#include <stdio.h>
#include <string.h>

#include "registry/registry.h"
#include "registry/unregistered.h"
#include "views/browser/history.h"
#include "views/browser/rows.h"
#include "views/browser/select.h"

#define MAX_CHARS 15

static void cancel(struct prompt *prompt)
{
    struct goto_prompt *go = (struct goto_prompt *)prompt;
    history_go_to(go->browser, &go->before);
    place_clear(&go->before);
    prompt_close(prompt);
}

static void accept(struct prompt *prompt)
{
    struct goto_prompt *go = (struct goto_prompt *)prompt;
    prompt_close(prompt);
    select_answer(go->browser);
    history_record(go->browser, &go->before);
}

/* The entry of the code, else the first code that begins so and stands in a list: not hidden, and
 * not a number that another entry explains, which would change list and class on the way to a third
 * code. Else the entry of another registry, else any that begins so. NULL when no code does. */
static const struct entry *find_begun(const struct browser *browser, const char *code)
{
    const struct registry *registry = browser->registry;
    const struct entry *entry = registry_find(registry, code, NULL);
    for (size_t i = 0; i < registry->entry_count && entry == NULL; i++)
        if (code_begins(registry->entries[i].code, code) &&
            !entry_is_member(&registry->entries[i]) &&
            rows_is_visible(browser, &registry->entries[i]))
            entry = &registry->entries[i];
    for (size_t i = 0; i < browser->library->count && entry == NULL; i++)
        entry = registry_find(library_open(&browser->library->items[i]), code, NULL);
    return entry != NULL ? entry : registry_find_prefix(registry, code);
}

/* Is it a whole code, to which no digit can be added? A short code of another registry may be the
 * beginning of a number of the one where typing began. */
static bool is_whole(const struct goto_prompt *go, const char *code)
{
    bool elsewhere = go->browser->registry != go->before.registry;
    return !library_has_longer(go->browser->library, code) &&
           !(elsewhere && unregistered_is_beginning(go->before.registry, code));
}

/* Did the digits before the last one lead where the whole code may not belong: to another registry,
 * or to a number that is listed only because it was asked for? */
static bool has_strayed(const struct goto_prompt *go)
{
    const struct entry *entry = browser_entry(go->browser);
    return go->browser->registry != go->before.registry ||
           (entry != NULL && entry != go->before.entry && entry_is_member(entry));
}

static void leave_classes(struct browser *browser)
{
    if (browser->focus == PANE_CLASSES)
        select_focus(browser, PANE_CODES);
}

/* As it was when the prompt was opened. */
static void return_to_start(struct goto_prompt *go)
{
    history_go_to(go->browser, &go->before);
    leave_classes(go->browser);
}

/* The panes follow the digits typed so far; the last one closes the prompt. */
static void changed(struct prompt *prompt)
{
    struct goto_prompt *go = (struct goto_prompt *)prompt;
    struct browser *browser = go->browser;
    const char *code = prompt_text(prompt);
    if (code[0] == '\0') {
        cancel(prompt);
        return;
    }
    if (has_strayed(go))
        return_to_start(go);
    const struct entry *entry = find_begun(browser, code);
    if (entry != NULL) {
        select_entry(browser, entry);
        if (strcmp(entry->code, code) == 0 && is_whole(go, code))
            accept(prompt);
    } else if (unregistered_is_beginning(browser->registry, code) ||
               !select_unregistered(browser, code)) {
        app_say(prompt->view.app, MESSAGE_ERROR, "no code begins with %s", code);
    }
}

static struct goto_prompt *open_empty(struct browser *browser)
{
    struct goto_prompt *go = &browser->goto_prompt;
    place_clear(&go->before);
    go->before = history_place(browser);
    prompt_open(&go->prompt, browser->view.app, MAX_CHARS, MAX_CHARS);
    leave_classes(browser);
    return go;
}

void goto_prompt_open(struct browser *browser, int character)
{
    struct goto_prompt *go = open_empty(browser);
    const struct entry *entry = subject_entry(&browser->subject);
    if (character == '.' && entry != NULL)
        lineedit_set(&go->prompt.line, entry->code);
    lineedit_insert(&go->prompt.line, (uint32_t)character);
    changed(&go->prompt);
}

bool goto_prompt_paste(struct browser *browser, const char *text)
{
    static const char blanks[] = " \t\r\n";
    char code[MAX_CHARS + 1];
    text += strspn(text, blanks);
    size_t sign = text[0] == '-', len = sign + strspn(text + sign, "0123456789.");
    bool alone = text[len + strspn(text + len, blanks)] == '\0';
    if (len == sign || len > MAX_CHARS || text[sign] == '.' || !alone)
        return false;
    snprintf(code, sizeof code, "%.*s", (int)len, text);
    struct goto_prompt *go = open_empty(browser);
    lineedit_set(&go->prompt.line, code);
    changed(&go->prompt);
    if (app_top(browser->view.app) == &go->prompt.view)
        accept(&go->prompt);
    return true;
}

static void put_message(const struct prompt *prompt, int room, struct strbuf *out)
{
    (void)room;
    strbuf_puts(out, strbuf_str(&prompt->view.app->message));
}

const struct prompt_ops goto_prompt_ops = {
    .label = "go to code ",
    .changed = changed,
    .accept = accept,
    .cancel = cancel,
    .note = put_message,
};

const struct view_ops goto_prompt_view = {
    PROMPT_VIEW,
    .contexts = {CONTEXT_GOTO, CONTEXT_PROMPT},
    .types = prompt_types_code,
    .ends_on_any_key = true,
};
