#include "config.h"
#include "views/stage/stage_private.h"

#include "app/app.h"
#include "base/utf8.h"
#include "registry/library.h"
#include "registry/operand.h"
#include "registry/registry.h"
#include "registry/unregistered.h"

#define MAX_CHARS 15

/* The registry of what is shown. */
static const struct registry *registry_of(const struct stage *stage)
{
    struct subject subject = stage_level_of(stage)->kind->subject(stage_level_of(stage));
    return subject.kind != SUBJECT_NOTHING && subject.registry != NULL
               ? subject.registry
               : library_main(stage->setup.library);
}

/* What a code means here: to the registry of what is shown, else to the main one, else to the first
 * that has it; of a number without an entry what is known of it. */
static struct subject find_code(const struct stage *stage, const char *code)
{
    const struct registry *registry = registry_of(stage);
    const struct entry *entry = registry_find(registry, code, NULL);
    struct unregistered found;
    if (entry != NULL)
        return subject_of_entry(registry, entry);
    struct operand operand = operand_find(stage->setup.library, code);
    if (operand.kind == OPERAND_CODE)
        return subject_of_entry(operand.registry, operand.entry);
    if (unregistered_find(registry, code, &found))
        return subject_of_code(registry, code);
    return operand.kind == OPERAND_UNREGISTERED ? subject_of_code(operand.registry, code)
                                                : (struct subject){.kind = SUBJECT_NOTHING};
}

/* Goes to the code as a detour. */
static void accept(struct prompt *prompt)
{
    struct stage *stage = stage_of_prompt(prompt);
    struct subject subject = find_code(stage, prompt_text(prompt));
    prompt_close(prompt);
    if (subject.kind == SUBJECT_NOTHING) {
        app_say(stage->app, MESSAGE_ERROR, "no code is %s", prompt_text(prompt));
        return;
    }
    struct pile pile = pile_new(&subject, 1);
    stage_present(stage, &pile, 0);
}

/* Is it a code to which no digit can be added? A short code of another registry may be the
 * beginning of a number of the one that is shown. */
static bool is_whole(const struct stage *stage, const char *code)
{
    struct subject subject = find_code(stage, code);
    const struct registry *shown = registry_of(stage);
    return subject_entry(&subject) != NULL && !library_has_longer(stage->setup.library, code) &&
           (subject.registry == shown || !unregistered_is_beginning(shown, code));
}

/* The last digit closes the prompt. */
static void changed(struct prompt *prompt)
{
    if (prompt_text(prompt)[0] == '\0')
        prompt_close(prompt);
    else if (is_whole(stage_of_prompt(prompt), prompt_text(prompt)))
        accept(prompt);
}

void stage_goto_open(struct stage *stage, int character)
{
    prompt_open(&stage->go.prompt, stage->app, MAX_CHARS, MAX_CHARS);
    lineedit_insert(&stage->go.prompt.line, (uint32_t)character);
    changed(&stage->go.prompt);
}

/* Where Enter leads. */
static void put_note(const struct prompt *prompt, int room, struct strbuf *out)
{
    const struct stage *stage = stage_of_prompt(prompt);
    struct subject subject = find_code(stage, prompt_text(prompt));
    strbuf_puts(out, subject.kind != SUBJECT_NOTHING ? "Enter: " : "no code yet");
    subject_title(&subject, out);
    if (utf8_width(strbuf_str(out), out->len) > room)
        strbuf_reset(out);
}

const struct prompt_ops stage_goto_ops = {
    .label = "go to code ",
    .changed = changed,
    .accept = accept,
    .cancel = prompt_close,
    .note = put_note,
};

const struct view_ops stage_goto_view = {
    PROMPT_VIEW,
    .contexts = {CONTEXT_GOTO, CONTEXT_PROMPT},
    .types = prompt_types_code,
    .ends_on_any_key = true,
};
