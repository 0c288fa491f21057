#include "config.h"
#include <string.h>

#include "app/app.h"
#include "registry/library.h"
#include "registry/registry.h"
#include "registry/unregistered.h"
#include "views/stage/stage_private.h"

#define MAX_CHARS 15

static struct stage *stage_of(struct prompt *prompt)
{
    return (struct stage *)((char *)prompt - offsetof(struct stage, go));
}

/* The registry of what is shown. */
static const struct registry *registry_of(const struct stage *stage)
{
    struct subject subject = stage_level_of(stage)->kind->subject(stage, stage_level_of(stage));
    return subject.page != NULL && subject.registry != NULL ? subject.registry
                                                            : library_main(stage->setup.library);
}

static void cancel(struct prompt *prompt)
{
    prompt_close(prompt);
}

/* Goes to the code as a detour, one without an entry too, of which something is known. */
static void accept(struct prompt *prompt)
{
    struct stage *stage = stage_of(prompt);
    const struct registry *registry = registry_of(stage);
    const char *code = prompt_text(prompt);
    const struct entry *entry = registry_find(registry, code, NULL);
    struct unregistered found;
    struct subject subject;
    if (entry != NULL)
        subject = subject_of_entry(registry, entry);
    else
        subject = subject_of_code(registry, code);
    bool known = entry != NULL || unregistered_find(registry, code, &found);
    prompt_close(prompt);
    if (!known) {
        app_say(stage->app, MESSAGE_ERROR, "no code is %s", subject.code);
        return;
    }
    struct pile pile = pile_new(&subject, 1);
    stage_present(stage, &pile, 0);
}

/* The last digit of a code that no longer one begins with closes the prompt. */
static void changed(struct prompt *prompt)
{
    struct stage *stage = stage_of(prompt);
    const struct registry *registry = registry_of(stage);
    const char *code = prompt_text(prompt);
    if (code[0] == '\0')
        prompt_close(prompt);
    else if (registry_find(registry, code, NULL) != NULL && !registry_has_longer(registry, code))
        accept(prompt);
}

static bool types_code(int character)
{
    return (character >= '0' && character <= '9') || character == '.' || character == '-';
}

void stage_goto_open(struct stage *stage, int character)
{
    prompt_open(&stage->go, stage->app, MAX_CHARS, MAX_CHARS);
    lineedit_insert(&stage->go.line, (uint32_t)character);
    changed(&stage->go);
}

static void put_note(const struct prompt *prompt, int room, struct strbuf *out)
{
    (void)prompt, (void)room;
    strbuf_puts(out, "Enter goes there");
}

const struct prompt_ops stage_goto_ops = {
    .label = "go to code ",
    .changed = changed,
    .accept = accept,
    .cancel = cancel,
    .note = put_note,
};

const struct view_ops stage_goto_view = {
    PROMPT_VIEW,
    .contexts = {CONTEXT_GOTO, CONTEXT_PROMPT},
    .types = types_code,
    .ends_on_any_key = true,
};
