#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "screen/lineedit.h"
#include "support/check.h"
#include "support/files.h"

#define ACUTE "\u0301"
#define HAN "\u6f22"

/*
 * A line is started with a text, then keys are pressed: < > left right, ^ $ home end, B backspace,
 * D delete, W word, U all before, K all after, { } word left right; anything else is typed. The
 * result has | at the cursor.
 */
static bool press(struct lineedit *edit, char key)
{
    static const struct {
        char key;
        bool (*edit)(struct lineedit *edit);
    } keys[] = {
        {'<', lineedit_left},        {'>', lineedit_right},         {'^', lineedit_home},
        {'$', lineedit_end},         {'B', lineedit_backspace},     {'D', lineedit_delete},
        {'W', lineedit_delete_word}, {'U', lineedit_delete_before}, {'K', lineedit_delete_after},
        {'{', lineedit_word_left},   {'}', lineedit_word_right},
    };
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (keys[i].key == key)
            return keys[i].edit(edit);
    return lineedit_insert(edit, (uint32_t)key);
}

static char *shown(const struct lineedit *edit)
{
    struct strbuf sb = STRBUF_INIT;
    strbuf_add(&sb, lineedit_text(edit), edit->cursor);
    strbuf_putc(&sb, '|');
    strbuf_puts(&sb, lineedit_text(edit) + edit->cursor);
    return strbuf_take(&sb);
}

static void keys_edit_the_line(void)
{
    static const struct {
        const char *start, *keys, *result;
        bool changed; /* by the last key */
    } cases[] = {
        {"", "abc", "abc|", true},
        {"abc", "<<x", "ax|bc", true},
        {"abc", "^", "|abc", true},
        {"abc", "^^", "|abc", false},
        {"abc", "^<", "|abc", false},
        {"abc", "$", "abc|", false},
        {"abc", ">", "abc|", false},
        {"abc", "B", "ab|", true},
        {"abc", "^B", "|abc", false},
        {"abc", "D", "abc|", false},
        {"abc", "^D", "|bc", true},
        {"abc", "<D", "ab|", true},
        {"", "B", "|", false},
        {"", "D", "|", false},
        {"", "W", "|", false},
        {"", "U", "|", false},
        {"", "<", "|", false},
        {"rate limit", "W", "rate |", true},
        {"rate limit", "WW", "|", true},
        {"rate  limit   ", "W", "rate  |", true},
        {"rate limit", "<<W", "rate |it", true},
        {"   ", "W", "|", true},
        {"rate limit", "<<<U", "|mit", true},
        {"abc", "^U", "|abc", false},
        {"rate limit", "<<<K", "rate li|", true},
        {"abc", "K", "abc|", false},
        {"rate limit", "{", "rate |limit", true},
        {"rate limit", "<{", "rate |limit", true},
        {"rate  limit", "{{", "|rate  limit", true},
        {"rate limit", "{{{", "|rate limit", false},
        {"rate limit", "^}", "rate| limit", true},
        {"rate limit ", "^}}", "rate limit| ", true},
        {"rate limit", "^}}}", "rate limit|", false},
        {HAN " " HAN, "{<x", HAN "x| " HAN, true},
        {"caf\u00e9", "B", "caf|", true},
        {HAN HAN, "<", HAN "|" HAN, true},
        {HAN HAN, "B", HAN "|", true},
        {"e" ACUTE "x", "<<", "|e" ACUTE "x", true},
        {"xe" ACUTE, "B", "x|", true}, /* an accent goes with its letter */
        {"e" ACUTE "x", "^D", "|x", true},
        {"e" ACUTE "x", "^>", "e" ACUTE "|x", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct lineedit edit;
        bool changed = false;
        lineedit_init(&edit, 100, 4 * 100);
        lineedit_set(&edit, cases[i].start);
        for (const char *key = cases[i].keys; *key != '\0'; key++)
            changed = press(&edit, *key);
        char *result = shown(&edit);
        CHECK_MSG(strcmp(result, cases[i].result) == 0 && changed == cases[i].changed,
                  "\"%s\" and %s gave \"%s\", %s", cases[i].start, cases[i].keys, result,
                  changed ? "changed" : "unchanged");
        free(result);
        lineedit_clear(&edit);
    }
}

static void what_does_not_fit_is_left_out(void)
{
    struct lineedit edit;
    lineedit_init(&edit, 4, 4 * 4);
    lineedit_set(&edit, "abcdef");
    CHECK_STR(lineedit_text(&edit), "abcd");
    CHECK_INT(edit.cursor, 4);
    CHECK(!lineedit_insert(&edit, 'x'));
    lineedit_set(&edit, HAN HAN HAN HAN HAN); /* characters, not bytes */
    CHECK_STR(lineedit_text(&edit), HAN HAN HAN HAN);
    lineedit_backspace(&edit);
    CHECK(lineedit_insert(&edit, 0xE9));
    CHECK_STR(lineedit_text(&edit), HAN HAN HAN "\u00e9");
    lineedit_clear(&edit);

    lineedit_init(&edit, 100, 7);
    lineedit_set(&edit, HAN HAN HAN "ab"); /* three bytes each: the third one does not fit */
    CHECK_STR(lineedit_text(&edit), HAN HAN "a");
    CHECK(!lineedit_insert(&edit, 'x'));
    lineedit_clear(&edit);
}

static void line_breaks_become_spaces_and_the_invisible_is_left_out(void)
{
    static const struct {
        uint32_t cp;
        const char *text;
    } cases[] = {
        {'\n', " "},      {'\r', " "},        {'\t', " "},        {0, ""},
        {27, ""},         {127, ""},          {0x9B, ""},         {0x202E, ""},
        {0x200B, ""},     {0xFEFF, ""},       {0x110000, ""},     {0xD800, ""},
        {0xDFFF, ""},     {UTF8_INVALID, ""}, {0x200C, "\u200c"}, {0x200D, "\u200d"},
        {0xA0, "\u00a0"}, {0x2605, "\u2605"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct lineedit edit;
        lineedit_init(&edit, 10, 4 * 10);
        CHECK_INT(lineedit_insert(&edit, cases[i].cp), cases[i].text[0] != '\0');
        CHECK_STR(lineedit_text(&edit), cases[i].text);
        lineedit_clear(&edit);
    }
}

static void a_set_text_leaves_out_broken_bytes(void)
{
    struct lineedit edit;
    lineedit_init(&edit, 100, 4 * 100);
    lineedit_set(&edit, "a\xFF"
                        "b\xC3"
                        "c\xED\xA0\x80\nd");
    CHECK_STR(lineedit_text(&edit), "abc d");
    lineedit_set(&edit, "");
    CHECK_STR(lineedit_text(&edit), "");
    CHECK_INT(edit.cursor, 0);
    lineedit_clear(&edit);
    CHECK_STR(lineedit_text(&edit), "");
}

static void a_set_text_keeps_what_is_invisible(void)
{
    static const char text[] = "so\u00adft \U0001f469\u200d\U0001f4bb \u202ax\u202c\ufeff";
    struct lineedit edit;
    lineedit_init(&edit, 100, 400);
    lineedit_set(&edit, text);
    CHECK_STR(lineedit_text(&edit), text);
    lineedit_clear(&edit);
}

static void random_keys_keep_the_line_valid(void)
{
    static const uint32_t characters[] = {'a', ' ', 0xE9, 0x301, 0x6F22, 0x1F600, '\n', 0x202E, 7};
    struct lineedit edit;
    unsigned seed = 3;
    lineedit_init(&edit, 12, 4 * 12);
    for (int i = 0; i < 50000; i++) {
        if (support_random(&seed, 2) == 0)
            lineedit_insert(
                &edit, characters[support_random(&seed, sizeof characters / sizeof characters[0])]);
        else
            press(&edit, "<>^$BDWUK{}"[support_random(&seed, 11)]);
        const char *text = lineedit_text(&edit);
        size_t len = strlen(text);
        bool sound = len == edit.text.len && edit.cursor <= len && utf8_is_plain(text, len) &&
                     utf8_is_plain(text, edit.cursor);
        if (!sound) {
            CHECK_MSG(false, "step %d", i);
            break;
        }
    }
    lineedit_clear(&edit);
}

int main(void)
{
    setlocale(LC_CTYPE, "");
    RUN(keys_edit_the_line);
    RUN(what_does_not_fit_is_left_out);
    RUN(line_breaks_become_spaces_and_the_invisible_is_left_out);
    RUN(a_set_text_leaves_out_broken_bytes);
    RUN(a_set_text_keeps_what_is_invisible);
    RUN(random_keys_keep_the_line_valid);
    return check_done();
}
