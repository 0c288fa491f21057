#include "config.h"
#include "cli/lint.h"

#include "base/utf8.h"
#include "registry/reference.h"

#define STRENGTH_COLS 10 /* SHOULD NOT */

/* Is a broken rule an error at this level? */
static bool is_error(enum lint_level level, const struct rule *rule)
{
    return level == LINT_ANY || rule_is_must(rule) ||
           (level == LINT_SHOULD && rule_is_should(rule));
}

/* Appends where the response is: FILE:LINE: CODE. */
static void put_place(const struct lint *lint, const struct answer *answer, struct strbuf *out)
{
    const struct input_queue *queue = &lint->inputs->queue;
    char code[SEEN_CODE_BYTES];
    seen_put_code(answer->response.code, code);
    strbuf_puts(out, queue->paths[queue->next - 1]); /* the one that is read */
    if (answer->line > 0)
        strbuf_printf(out, ":%llu", (unsigned long long)answer->line);
    strbuf_printf(out, ": %s ", code);
}

static void put_finding(struct lint *lint, const struct answer *answer,
                        const struct rule_finding *finding)
{
    const struct rule *rule = finding->rule;
    struct strbuf text = STRBUF_INIT;
    put_place(lint, answer, &text);
    strbuf_printf(&text, "%-*s ", STRENGTH_COLS, strength_names[rule->strength]);
    rule_put_message(finding, answer, lint->inputs->terms, &text);
    if (text.data[text.len - 1] == '.')
        text.len--;
    strbuf_add(&text, " (", 2);
    if (rule->reference.doc != NULL) {
        reference_text(&rule->reference, &text);
        strbuf_puts(&text, ", ");
    }
    strbuf_printf(&text, "%s)", rule->id);
    utf8_display(&lint->out, strbuf_str(&text), text.len, lint->ascii);
    strbuf_putc(&lint->out, '\n');
    strbuf_clear(&text);
    lint->errors += is_error(lint->level, rule);
}

static void check_answer(void *context, const struct answer *answer)
{
    struct lint *lint = context;
    rules_check(library_main(lint->library), answer, &lint->found);
    for (size_t i = 0; i < lint->found.count; i++)
        put_finding(lint, answer, &lint->found.items[i]);
}

void lint_read(struct lint *lint, char *const *operands, size_t count, struct sb_error *err)
{
    struct inputs inputs;
    inputs_open(&inputs, lint->library, operands, count, NULL);
    inputs.answers->found = check_answer;
    inputs.answers->context = lint;
    lint->inputs = &inputs;
    input_queue_read(&inputs.queue, err);
    if (inputs.answers->count == 0 && inputs.queue.failed == 0)
        sb_error_set(err, SB_ERR_DATA, "no response of HTTP to check");
    lint->inputs = NULL;
    inputs_clear(&inputs);
}

void lint_clear(struct lint *lint)
{
    strbuf_clear(&lint->out);
    rules_clear(&lint->found);
}
