#include "config.h"
#include "page/quiz.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "registry/registry.h"

#define NEAR_ENTRIES 64 /* among which a wrong choice is looked for, on either side */

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

/* Questions to choose from. */
struct item_list {
    struct quiz_question *items; /* owned array */
    size_t count;
};

static void list_add(struct item_list *list, const struct registry *registry,
                     const struct quiz_item *item)
{
    list->items[list->count] =
        (struct quiz_question){.item = item, .registry = registry, .listed = list->count};
    list->count++;
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

/* What is asked for of one registry. */
struct wanted {
    const struct registry *registry;
    bool *entries; /* [index in the registry]: in the pile; owned; NULL: all that is asked */
};

static struct wanted find_wanted(const struct quiz_setup *setup, const struct registry *registry)
{
    struct wanted wanted = {registry, NULL};
    if (setup->all)
        return wanted;
    wanted.entries = xcalloc(registry->entry_count + 1, sizeof(bool));
    for (size_t i = 0; i < setup->pile_count; i++) {
        const struct entry *entry = subject_entry(&setup->pile[i]);
        if (entry != NULL && setup->pile[i].registry == registry)
            wanted.entries[registry_index(registry, entry)] = true;
    }
    return wanted;
}

static bool is_wanted(const struct wanted *wanted, const struct entry *entry)
{
    return wanted->entries == NULL ||
           (entry != NULL && wanted->entries[registry_index(wanted->registry, entry)]);
}

/* By id; of the same ids, the one listed first goes first. */
static int compare_ids(const void *left, const void *right)
{
    const struct quiz_question *a = left, *b = right;
    int order = strcmp(a->item->id, b->item->id);
    return order != 0 ? order : (a->listed > b->listed) - (a->listed < b->listed);
}

/* Brings a list into the order that the seed gives, however it was made. */
static void mix(uint64_t *state, struct item_list *list)
{
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, compare_ids);
    for (size_t i = list->count; i-- > 1;) {
        size_t other = quiz_below(state, i + 1);
        struct quiz_question item = list->items[i];
        list->items[i] = list->items[other];
        list->items[other] = item;
    }
}

static bool same_answer(const struct quiz_question *a, const struct quiz_question *b)
{
    const struct entry *of_a = quiz_subject(a), *of_b = quiz_subject(b);
    if (of_a != NULL || of_b != NULL)
        return of_a == of_b;
    return strcmp(a->item->answer.text, b->item->answer.text) == 0;
}

/* Moves the items whose answer came before to the end; otherwise the order stays. */
static void put_repeats_last(struct item_list *list)
{
    struct quiz_question *repeats = xcalloc(list->count + 1, sizeof *repeats);
    size_t count = 0, repeat_count = 0;
    for (size_t i = 0; i < list->count; i++) {
        bool came = false;
        for (size_t k = 0; k < count && !came; k++)
            came = same_answer(&list->items[k], &list->items[i]);
        if (came)
            repeats[repeat_count++] = list->items[i];
        else
            list->items[count++] = list->items[i];
    }
    memcpy(list->items + count, repeats, repeat_count * sizeof *repeats);
    free(repeats);
}

/* Lists the items of a registry that are asked for. One of the lesson takes the place of one with
 * its id. */
static void list_items(const struct quiz_setup *setup, const struct wanted *wanted,
                       struct item_list *list)
{
    const struct registry *registry = wanted->registry;
    const struct registry_extras *extras = registry_extras(registry);
    for (size_t i = 0; i < extras->quiz_count; i++) {
        const struct quiz_item *item = &extras->quiz[i];
        bool asked = is_wanted(wanted, find_subject(registry, item));
        for (size_t k = 0; k < setup->own_count && asked; k++)
            asked = strcmp(setup->own[k].id, item->id) != 0;
        if (asked && is_usable(registry, item))
            list_add(list, registry, item);
    }
}

/* Lists the items of the lesson. */
static void list_own(const struct quiz_setup *setup, struct item_list *list)
{
    for (size_t i = 0; i < setup->own_count; i++)
        for (size_t k = 0; k < setup->library->count; k++) {
            const struct registry *registry = library_open(&setup->library->items[k]);
            if (is_usable(registry, &setup->own[i])) {
                list_add(list, registry, &setup->own[i]);
                break;
            }
        }
}

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
        return entry->summary != NULL && !entry_is_member(entry) &&
               entry_details(entry)->references.count > 0;
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
    const struct entry_details *details = entry_details(entry);
    const struct entry *wrong[QUIZ_WRONG];
    size_t count = 0;
    for (size_t i = 0; i < details->confusable_count; i++) {
        const struct confusable *other = &details->confusable[i];
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
        strbuf_putc(out, ascii_is_alnum(*text) ? ascii_lower(*text) : '-');
}

/* Makes an item of an entry: which code has this summary? NULL when there are too few others. */
static const struct quiz_item *make_item(struct quiz *quiz, const struct registry *registry,
                                         const struct entry *entry)
{
    const struct entry_details *details = entry_details(entry);
    struct choice *wrong = arena_alloc(&quiz->arena, QUIZ_WRONG * sizeof *wrong);
    struct quiz_item *item = arena_alloc(&quiz->arena, sizeof *item);
    struct strbuf id = STRBUF_INIT;
    if (!is_in_force(entry) || choose_wrong(registry, entry, wrong) < QUIZ_WRONG)
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
        .why = details->meaning.count > 0 ? details->meaning.items[0] : entry->phrase,
        .reference = details->references.items[0],
    };
    strbuf_clear(&id);
    return item;
}

static void make_items(struct quiz *quiz, const struct wanted *wanted, struct item_list *list)
{
    const struct registry *registry = wanted->registry;
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        const struct quiz_item *item =
            is_wanted(wanted, entry) ? make_item(quiz, registry, entry) : NULL;
        if (item != NULL)
            list_add(list, registry, item);
    }
}

/* Adds those that are listed, up to the limit, and empties the list. */
static void add_questions(struct quiz *quiz, struct item_list *list, size_t limit)
{
    for (size_t i = 0; i < list->count && quiz->count < limit; i++)
        quiz->questions[quiz->count++] = list->items[i];
    list->count = 0;
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

/* Is the registry asked about, by the pile or by a question of the lesson? */
static bool is_asked(const struct quiz_setup *setup, const struct item_list *own,
                     const struct registry *registry)
{
    bool asked = setup->all && registry == library_main(setup->library);
    for (size_t i = 0; i < setup->pile_count && !asked; i++)
        asked = setup->pile[i].registry == registry && subject_entry(&setup->pile[i]) != NULL;
    for (size_t i = 0; i < own->count && !asked; i++)
        asked = own->items[i].registry == registry;
    return asked;
}

/* Finds the registries that are asked about. Returns how many questions there can be at most. */
static size_t find_registries(struct quiz *quiz, const struct quiz_setup *setup,
                              const struct item_list *own)
{
    const struct library *library = setup->library;
    size_t most = own->count;
    quiz->registries = xcalloc(library->count + 1, sizeof *quiz->registries);
    for (size_t i = 0; i < library->count; i++) {
        if (!is_asked(setup, own, library->items[i].handle))
            continue;
        const struct registry *registry = library_open(&library->items[i]);
        quiz->registries[quiz->registry_count++] = registry;
        most += registry_extras(registry)->quiz_count + registry->entry_count;
    }
    return most;
}

/* Has the registry questions of its own? Else those that are made of its entries are all there are,
 * and come together with the questions of others. */
static bool asks(const struct registry *registry)
{
    return registry_extras(registry)->quiz_count > 0;
}

/* Asks what the registries ask about the pile, then, while there is room, what is made of it. */
static void add_asked(struct quiz *quiz, const struct quiz_setup *setup, struct item_list *list,
                      size_t limit)
{
    struct wanted *wanted = xcalloc(quiz->registry_count + 1, sizeof *wanted);
    for (size_t i = 0; i < quiz->registry_count; i++) {
        wanted[i] = find_wanted(setup, quiz->registries[i]);
        if (asks(quiz->registries[i]))
            list_items(setup, &wanted[i], list);
        else
            make_items(quiz, &wanted[i], list);
    }
    mix(&quiz->state, list);
    put_repeats_last(list);
    add_questions(quiz, list, limit);
    if (setup->limit > 0 && quiz->count < limit) {
        for (size_t i = 0; i < quiz->registry_count; i++)
            if (asks(quiz->registries[i]))
                make_items(quiz, &wanted[i], list);
        mix(&quiz->state, list);
        add_questions(quiz, list, limit);
    }
    for (size_t i = 0; i < quiz->registry_count; i++)
        free(wanted[i].entries);
    free(wanted);
}

void quiz_make(struct quiz *quiz, const struct quiz_setup *setup)
{
    *quiz = (struct quiz){.seed = setup->seed, .state = setup->seed};
    struct item_list own = {xcalloc(setup->own_count + 1, sizeof *own.items), 0};
    list_own(setup, &own);
    size_t most = find_registries(quiz, setup, &own);
    size_t limit = setup->limit > 0 ? setup->limit : most;
    struct item_list list = {xcalloc(most + 1, sizeof *list.items), 0};
    quiz->questions = xcalloc(most + 1, sizeof *quiz->questions);
    add_questions(quiz, &own, limit);
    size_t own_count = quiz->count;
    add_asked(quiz, setup, &list, limit);
    sort_by_level(quiz, own_count);
    for (size_t i = 0; i < quiz->count; i++)
        shuffle_choices(&quiz->state, &quiz->questions[i]);
    free(own.items);
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
    free(quiz->registries);
    arena_clear(&quiz->arena);
    *quiz = (struct quiz){.count = 0};
}

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

const struct entry *quiz_entry(const struct quiz_question *question, const struct choice *choice)
{
    return find_choice(question->registry, choice);
}

const struct entry *quiz_subject(const struct quiz_question *question)
{
    return find_subject(question->registry, question->item);
}

void quiz_put_choice(const struct quiz_question *question, const struct choice *choice,
                     struct strbuf *out)
{
    const struct entry *entry = quiz_entry(question, choice);
    if (entry == NULL) {
        strbuf_puts(out, choice->text);
        return;
    }
    strbuf_printf(out, "%s %s", entry->code, entry->phrase);
    if (entry_is_unofficial(entry))
        strbuf_printf(out, "  (%s)", entry->owner);
}

bool quiz_put_ask(const struct quiz_question *question, struct strbuf *out)
{
    const char *ask = question->item->ask, *name = question->registry->short_name;
    size_t len = strlen(ask);
    if (ask[len - 1] == '?' || question->item->answer.code == NULL)
        return false;
    strbuf_printf(out, "Which %s%scode?", name != NULL ? name : "", name != NULL ? " " : "");
    return true;
}
