#include "config.h"
#include "page/quiz.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "registry/registry.h"

#define NEAR_ENTRIES 64 /* among which a wrong choice is looked for, on either side */

/* --- The generator --------------------------------------------------------------------------- */

uint64_t quiz_next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

size_t quiz_below(uint64_t *state, size_t n)
{
    return (size_t)(((quiz_next(state) >> 32) * (uint64_t)n) >> 32);
}

/* Items to choose from. */
struct item_list {
    const struct quiz_item **items; /* owned array */
    size_t count;
};

static void shuffle_items(uint64_t *state, struct item_list *list)
{
    for (size_t i = list->count; i-- > 1;) {
        size_t other = quiz_below(state, i + 1);
        const struct quiz_item *item = list->items[i];
        list->items[i] = list->items[other];
        list->items[other] = item;
    }
}

static void shuffle_choices(uint64_t *state, struct quiz_question *question)
{
    for (size_t i = 0; i < QUIZ_CHOICES; i++)
        question->order[i] = (unsigned char)i;
    for (size_t i = QUIZ_CHOICES; i-- > 1;) {
        size_t other = quiz_below(state, i + 1);
        unsigned char choice = question->order[i];
        question->order[i] = question->order[other];
        question->order[other] = choice;
    }
}

/* --- What an item names ---------------------------------------------------------------------- */

static const struct entry *find_choice(const struct registry *registry, const struct choice *choice)
{
    return choice->code != NULL ? registry_find(registry, choice->code, choice->owner) : NULL;
}

static bool is_known(const struct registry *registry, const struct choice *choice)
{
    return choice->code == NULL || find_choice(registry, choice) != NULL;
}

/* The entry that the item is about, NULL when it is about none. */
static const struct entry *find_subject(const struct registry *registry,
                                        const struct quiz_item *item)
{
    const struct entry *entry = find_choice(registry, &item->answer);
    return entry != NULL ? entry : find_choice(registry, &item->about);
}

/* Can it be asked with this registry? */
static bool is_usable(const struct registry *registry, const struct quiz_item *item)
{
    bool usable = item->wrong_count == QUIZ_WRONG && is_known(registry, &item->answer) &&
                  is_known(registry, &item->about);
    for (size_t i = 0; usable && i < item->wrong_count; i++)
        usable = is_known(registry, &item->wrong[i]);
    return usable;
}

/* What is asked for. */
struct wanted {
    const struct quiz_setup *setup;
    bool *entries; /* [index in the registry]: in the pile; owned */
};

static struct wanted find_wanted(const struct quiz_setup *setup)
{
    struct wanted wanted = {setup, xcalloc(setup->registry->entry_count + 1, sizeof(bool))};
    for (size_t i = 0; i < setup->pile_count; i++)
        wanted.entries[registry_index(setup->registry, setup->pile[i])] = true;
    return wanted;
}

static bool is_in_pile(const struct wanted *wanted, const struct entry *entry)
{
    return wanted->setup->all ||
           (entry != NULL && wanted->entries[registry_index(wanted->setup->registry, entry)]);
}

static int compare_ids(const void *left, const void *right)
{
    const struct quiz_item *const *a = left, *const *b = right;
    return strcmp((*a)->id, (*b)->id);
}

static bool same_answer(const struct registry *registry, const struct quiz_item *a,
                        const struct quiz_item *b)
{
    const struct entry *of_a = find_subject(registry, a), *of_b = find_subject(registry, b);
    if (of_a != NULL || of_b != NULL)
        return of_a == of_b;
    return strcmp(a->answer.text, b->answer.text) == 0;
}

/* Moves the items whose answer came before to the end; otherwise the order stays. */
static void put_repeats_last(const struct registry *registry, struct item_list *list)
{
    const struct quiz_item **repeats = xcalloc(list->count + 1, sizeof *repeats);
    size_t count = 0, repeat_count = 0;
    for (size_t i = 0; i < list->count; i++) {
        bool came = false;
        for (size_t k = 0; k < count && !came; k++)
            came = same_answer(registry, list->items[k], list->items[i]);
        if (came)
            repeats[repeat_count++] = list->items[i];
        else
            list->items[count++] = list->items[i];
    }
    memcpy(list->items + count, repeats, repeat_count * sizeof *repeats);
    free(repeats);
}

/* The items of the registry that are asked for, in the order of the run. */
static void choose_items(const struct wanted *wanted, uint64_t *state, struct item_list *list)
{
    const struct quiz_setup *setup = wanted->setup;
    const struct registry *registry = setup->registry;
    for (size_t i = 0; i < registry->quiz_count; i++) {
        const struct quiz_item *item = &registry->quiz[i];
        bool asked = is_in_pile(wanted, find_subject(registry, item));
        for (size_t k = 0; k < setup->own_count && asked; k++)
            asked = strcmp(setup->own[k].id, item->id) != 0;
        if (asked && is_usable(registry, item))
            list->items[list->count++] = item;
    }
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, compare_ids);
    shuffle_items(state, list);
    put_repeats_last(registry, list);
}

/* --- Items made of entries ------------------------------------------------------------------- */

static bool is_in_force(const struct entry *entry)
{
    switch (entry->registration) {
    case REGISTRATION_TEMPORARY:
    case REGISTRATION_DEPRECATED:
    case REGISTRATION_OBSOLETED:
    case REGISTRATION_UNUSED:
    case REGISTRATION_HISTORIC:
        return false;
    default:
        return entry->summary != NULL && !entry_is_member(entry) && entry->references.count > 0;
    }
}

static bool is_there(const struct entry *const *entries, size_t count, const struct entry *entry)
{
    for (size_t i = 0; i < count; i++)
        if (entries[i] == entry)
            return true;
    return false;
}

/* A wrong choice for the entry, unless there are enough. */
static void add_wrong(const struct entry **wrong, struct choice *choices, size_t *count,
                      const struct entry *entry, const char *why)
{
    if (*count == QUIZ_WRONG || entry == NULL || is_there(wrong, *count, entry))
        return;
    wrong[*count] = entry;
    choices[(*count)++] = (struct choice){.code = entry->code, .owner = entry->owner, .why = why};
}

/* The wrong choices: what it is confused with, then the nearest codes of its class and owner.
 * Returns how many there are. */
static size_t choose_wrong(const struct registry *registry, const struct entry *entry,
                           struct choice *choices)
{
    const struct entry *wrong[QUIZ_WRONG];
    size_t count = 0;
    for (size_t i = 0; i < entry->confusable_count; i++) {
        const struct confusable *other = &entry->confusable[i];
        const struct entry *found = registry_find(registry, other->code, other->owner);
        if (found != NULL && found != entry && strcmp(found->owner, entry->owner) == 0)
            add_wrong(wrong, choices, &count, found, other->difference);
    }
    size_t at = registry_index(registry, entry);
    for (size_t far = 1; far <= NEAR_ENTRIES && count < QUIZ_WRONG; far++) {
        const size_t places[] = {at - far, at + far}; /* wraps to a great number before the first */
        for (size_t i = 0; i < 2; i++) {
            const struct entry *other =
                places[i] < registry->entry_count ? &registry->entries[places[i]] : NULL;
            if (other != NULL && other->class_index == entry->class_index && is_in_force(other) &&
                strcmp(other->owner, entry->owner) == 0)
                add_wrong(wrong, choices, &count, other, other->summary);
        }
    }
    return count;
}

/* Appends a text as the letters and digits of an id. */
static void put_id(struct strbuf *out, const char *text)
{
    for (; *text != '\0'; text++)
        strbuf_putc(out, isalnum((unsigned char)*text) ? (char)tolower((unsigned char)*text) : '-');
}

/* Makes an item of an entry: which code has this summary? NULL when there are too few others. */
static const struct quiz_item *make_item(struct quiz *quiz, const struct entry *entry)
{
    struct choice *wrong = arena_alloc(&quiz->arena, QUIZ_WRONG * sizeof *wrong);
    struct quiz_item *item = arena_alloc(&quiz->arena, sizeof *item);
    struct strbuf id = STRBUF_INIT;
    if (!is_in_force(entry) || choose_wrong(quiz->registry, entry, wrong) < QUIZ_WRONG)
        return NULL;
    strbuf_puts(&id, "meaning-");
    put_id(&id, entry->code);
    strbuf_putc(&id, '-');
    put_id(&id, entry->owner);
    *item = (struct quiz_item){
        .id = arena_strndup(&quiz->arena, id.data, id.len),
        .level = 1,
        .ask = entry->summary,
        .answer = {.code = entry->code, .owner = entry->owner},
        .wrong = wrong,
        .wrong_count = QUIZ_WRONG,
        .why = entry->meaning.count > 0 ? entry->meaning.items[0] : entry->phrase,
        .reference = entry->references.items[0],
    };
    strbuf_clear(&id);
    return item;
}

static void make_items(struct quiz *quiz, const struct wanted *wanted, struct item_list *list)
{
    const struct registry *registry = quiz->registry;
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        if (!is_in_pile(wanted, entry))
            continue;
        const struct quiz_item *item = make_item(quiz, entry);
        if (item != NULL)
            list->items[list->count++] = item;
    }
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, compare_ids);
    shuffle_items(&quiz->state, list);
}

/* --- The run --------------------------------------------------------------------------------- */

static void add_questions(struct quiz *quiz, const struct item_list *list, size_t limit)
{
    for (size_t i = 0; i < list->count && quiz->count < limit; i++)
        quiz->questions[quiz->count++] = (struct quiz_question){.item = list->items[i]};
}

/* Sorts the questions from `first` on by level, in an order that is otherwise kept. */
static void sort_by_level(struct quiz *quiz, size_t first)
{
    struct quiz_question *sorted = xcalloc(quiz->count + 1, sizeof *sorted);
    size_t count = first;
    for (int64_t level = 1; level <= QUIZ_LEVELS; level++)
        for (size_t i = first; i < quiz->count; i++)
            if (quiz->questions[i].item->level == level)
                sorted[count++] = quiz->questions[i];
    memcpy(quiz->questions + first, sorted + first, (quiz->count - first) * sizeof *sorted);
    free(sorted);
}

void quiz_make(struct quiz *quiz, const struct quiz_setup *setup)
{
    const struct registry *registry = setup->registry;
    size_t most = setup->own_count + registry->quiz_count + registry->entry_count;
    size_t limit = setup->limit > 0 ? setup->limit : most;
    struct item_list list = {xcalloc(most + 1, sizeof *list.items), 0};
    *quiz = (struct quiz){.questions = xcalloc(most + 1, sizeof *quiz->questions),
                          .registry = registry,
                          .seed = setup->seed,
                          .state = setup->seed};
    struct wanted wanted = find_wanted(setup);
    for (size_t i = 0; i < setup->own_count; i++)
        if (is_usable(registry, &setup->own[i]))
            list.items[list.count++] = &setup->own[i];
    add_questions(quiz, &list, limit);
    size_t own = quiz->count;
    list.count = 0;
    choose_items(&wanted, &quiz->state, &list);
    add_questions(quiz, &list, limit);
    if (setup->limit > 0 && quiz->count < limit) {
        list.count = 0;
        make_items(quiz, &wanted, &list);
        add_questions(quiz, &list, limit);
    }
    sort_by_level(quiz, own);
    for (size_t i = 0; i < quiz->count; i++)
        shuffle_choices(&quiz->state, &quiz->questions[i]);
    free(wanted.entries);
    free(list.items);
}

void quiz_keep(struct quiz *quiz, const bool *keep)
{
    size_t count = 0;
    for (size_t i = 0; i < quiz->count; i++)
        if (keep[i])
            quiz->questions[count++] = quiz->questions[i];
    quiz->count = count;
    for (size_t i = 0; i < count; i++)
        shuffle_choices(&quiz->state, &quiz->questions[i]);
}

void quiz_clear(struct quiz *quiz)
{
    free(quiz->questions);
    arena_clear(&quiz->arena);
    *quiz = (struct quiz){.count = 0};
}

/* --- A question ------------------------------------------------------------------------------ */

const struct choice *quiz_choice(const struct quiz_question *question, size_t place)
{
    unsigned char choice = question->order[place];
    return choice == 0 ? &question->item->answer : &question->item->wrong[choice - 1];
}

size_t quiz_right(const struct quiz_question *question)
{
    size_t place = 0;
    while (question->order[place] != 0)
        place++;
    return place;
}

const char *quiz_why(const struct quiz_question *question, size_t place)
{
    const struct choice *choice = quiz_choice(question, place);
    return choice == &question->item->answer ? question->item->why : choice->why;
}

const struct entry *quiz_entry(const struct quiz *quiz, const struct choice *choice)
{
    return find_choice(quiz->registry, choice);
}

const struct entry *quiz_subject(const struct quiz *quiz, const struct quiz_question *question)
{
    return find_subject(quiz->registry, question->item);
}

void quiz_put_choice(const struct quiz *quiz, const struct choice *choice, struct strbuf *out)
{
    const struct entry *entry = find_choice(quiz->registry, choice);
    if (entry == NULL) {
        strbuf_puts(out, choice->text);
        return;
    }
    strbuf_printf(out, "%s %s", entry->code, entry->phrase);
    if (entry_is_unofficial(entry))
        strbuf_printf(out, "  (%s)", entry->owner);
}

const char *quiz_asks(const struct quiz_question *question)
{
    const char *ask = question->item->ask;
    size_t len = strlen(ask);
    return ask[len - 1] == '?' || question->item->answer.code == NULL ? NULL : "Which code?";
}
