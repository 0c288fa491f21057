#include "config.h"
#include "cli/print_quiz.h"

#include <stdlib.h>
#include <time.h>

#include "base/memory.h"
#include "json/write.h"
#include "page/sheet.h"
#include "registry/parse.h"
#include "registry/registry.h"

#define SEEDS 9999 /* of which one is taken by the time: short enough to be read out */

/* Reads the questions of the bookmarks that are asked for. */
static bool read_own(struct quiz_print *print, const struct bookmark_store *store,
                     struct sb_error *err)
{
    const struct bookmarks *bookmarks = bookmark_store_list(store);
    const char *json = bookmark_extras_get(bookmarks_extras_of(bookmarks), "quiz");
    if (bookmarks_title(bookmarks)[0] != '\0')
        print->title = bookmarks_title(bookmarks);
    if (json != NULL)
        print->own = registry_parse_quiz(json, bookmark_store_path(store), err);
    return json == NULL || print->own != NULL;
}

static void make_run(struct quiz_print *print, const struct selection *selection,
                     const struct library *library, const struct options *options)
{
    bool limited = options->given[OPTION_LIMIT];
    struct quiz_setup setup = {.library = library,
                               .all = options->operand_count == 0,
                               .seed = options->seed != 0 ? options->seed
                                                          : (uint32_t)(time(NULL) % SEEDS + 1),
                               .limit = limited ? options->limit : QUIZ_USUAL_COUNT};
    struct subject *pile = selection_subjects(selection, &setup.pile_count);
    setup.pile = pile;
    if (print->own != NULL) {
        const struct registry_extras *own = registry_extras(print->own);
        setup.own = own->quiz;
        setup.own_count = own->quiz_count;
    }
    quiz_make(&print->quiz, &setup);
    free(pile);
}

bool quiz_print_make(struct quiz_print *print, const struct options *options,
                     const struct library *library, const struct bookmark_store *store,
                     struct sb_error *err)
{
    const struct registry *registry = library_main(library);
    struct selection selection = {.count = 0};
    *print = (struct quiz_print){.registry = registry,
                                 .guide = options->given[OPTION_GUIDE],
                                 .answers = options->given[OPTION_ANSWERS],
                                 .json = options->given[OPTION_JSON]};
    if (print->guide)
        return registry_extras(registry)->guide.start != NULL ||
               sb_error_set(err, SB_ERR_DATA, "the registry %s has no guide", registry->id);
    if (options->operand_count > 0)
        selection_make(&selection, library, options->operands, options->operand_count,
                       SELECTION_LIST, store != NULL ? bookmark_store_list(store) : NULL);
    bool good = !selection.by_bookmark || store == NULL || read_own(print, store, err);
    if (good)
        make_run(print, &selection, library, options);
    selection_clear(&selection);
    if (good && print->quiz.count == 0)
        sb_error_set(err, SB_ERR_DATA, "there is no question about this");
    return good && print->quiz.count > 0;
}

void quiz_print_clear(struct quiz_print *print)
{
    quiz_clear(&print->quiz);
    registry_free(print->own);
    print->own = NULL;
}

static void put_letter(struct json_writer *json, const char *key, size_t place)
{
    const char letter[] = {(char)('a' + place), '\0'};
    json_string(json, key, letter);
}

static void put_choice(struct json_writer *json, const struct quiz_question *question, size_t place)
{
    const struct choice *choice = quiz_choice(question, place);
    const struct entry *entry = quiz_entry(question, choice);
    struct strbuf label = STRBUF_INIT;
    quiz_put_choice(question, choice, &label);
    json_begin_object(json, NULL);
    put_letter(json, "letter", place);
    json_string(json, "label", strbuf_str(&label));
    if (entry != NULL) {
        json_string(json, "code", entry->code);
        json_string(json, "owner", entry->owner);
    }
    json_bool(json, "right", place == quiz_right(question));
    json_string(json, "why", quiz_why(question, place));
    json_end(json);
    strbuf_clear(&label);
}

static void put_reference(struct json_writer *json, const struct reference *reference)
{
    json_begin_object(json, "reference");
    json_string(json, "doc", reference->doc);
    if (reference->section != NULL)
        json_string(json, "section", reference->section);
    json_end(json);
}

static void put_question(struct json_writer *json, const struct quiz *quiz, size_t at)
{
    const struct quiz_question *question = &quiz->questions[at];
    const struct quiz_item *item = question->item;
    struct strbuf ask = STRBUF_INIT, which = STRBUF_INIT;
    strbuf_puts(&ask, item->ask);
    if (quiz_put_ask(question, &which))
        strbuf_printf(&ask, " %s", strbuf_str(&which));
    strbuf_clear(&which);
    json_begin_object(json, NULL);
    json_integer(json, "number", (int64_t)at + 1);
    json_string(json, "id", item->id);
    json_integer(json, "level", item->level);
    json_string(json, "registry", question->registry->id);
    json_string(json, "ask", strbuf_str(&ask));
    if (item->exchange.count > 0) {
        json_begin_array(json, "exchange");
        for (size_t i = 0; i < item->exchange.count; i++)
            json_string(json, NULL, item->exchange.items[i]);
        json_end(json);
    }
    json_begin_array(json, "choices");
    for (size_t i = 0; i < QUIZ_CHOICES; i++)
        put_choice(json, question, i);
    json_end(json);
    put_letter(json, "answer", quiz_right(question));
    json_string(json, "why", item->why);
    put_reference(json, &item->reference);
    json_end(json);
    strbuf_clear(&ask);
}

static void print_json_run(const struct quiz *quiz, struct strbuf *out)
{
    struct json_writer json = {0};
    json_begin_array(&json, NULL);
    for (size_t i = 0; i < quiz->count; i++)
        put_question(&json, quiz, i);
    json_end(&json);
    json_finish(&json, out);
}

void quiz_print(const struct quiz_print *print, const struct print_style *style, struct strbuf *out)
{
    struct page_setup setup = {
        .cols = style->width_cols, .ascii = style->ascii, .whole_words = true};
    struct doc *doc;
    if (print->json) {
        print_json_run(&print->quiz, out);
        return;
    }
    if (print->guide)
        doc = sheet_guide(print->registry, &setup);
    else if (print->answers)
        doc = sheet_key(&print->quiz, print->title, &setup);
    else
        doc = sheet_quiz(&print->quiz, print->title, &setup);
    print_doc(doc, style, out);
    doc_free(doc);
}
