#include "config.h"
#include "bookmarks/store.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/memory.h"
#include "bookmarks/format.h"
#include "os/paths.h"
#include "os/replace_file.h"

/* While another process holds the lock, every further key would wait its second. */
#define IMPATIENT_WAIT_MS 100

static const char no_path[] = "HOME is not set to an absolute path, so bookmarks have no file";
static const char later_format[] = ", the file is of a later format";

struct bookmark_store {
    char *path;                       /* NULL: there is no file */
    char *shown;                      /* the same, printable */
    struct bookmark_owners owners;    /* of bookmarks that name none */
    bool named;                       /* by the user */
    bool known;                       /* bookmarks were read from the file or written to it */
    const char *why_read_only;        /* ", REASON" or ""; NULL: it is not */
    struct bookmarks *base;           /* as last read or written */
    struct bookmark_changes *changes; /* own the list */
    const struct bookmarks *list;     /* with the changes made here */
    bool unsaved;
    bool lock_was_held;
    struct stat seen; /* of the file, when base was read or written; zeros: there was none */
};

static struct bookmarks *parse(const struct bookmark_store *store,
                               const struct file_content *content, enum bookmarks_health *health,
                               struct sb_error *faults)
{
    struct bookmark_text text = {content->bytes, content->len, store->shown, !content->whole};
    return bookmarks_parse(&text, store->owners.find != NULL ? &store->owners : NULL, health,
                           faults);
}

/* Remembers the state of the file, to see when somebody else changes it. */
static void remember_file(struct bookmark_store *store)
{
    if (stat(store->path, &store->seen) != 0)
        store->seen = (struct stat){0};
}

/* One attempt to save. */
struct save {
    struct bookmark_store *store;
    struct bookmarks *merged; /* owned: what is written */
    size_t recovered;         /* bookmarks of a damaged file */
    char *faults;             /* owned: of a damaged file; NULL: it is good */
    bool only_damaged;        /* there are no changes: write only when the file is damaged */
    bool too_large;           /* the file would have more than BOOKMARKS_MAX_BYTES */
};

static void clear_save(struct save *save)
{
    bookmarks_free(save->merged);
    free(save->faults);
    save->merged = NULL;
    save->faults = NULL;
}

/* Makes the changes of this window on what was read of the file, and writes the result. */
static enum replace_verdict write_changes(struct save *save, const struct bookmarks *theirs,
                                          struct strbuf *fresh, struct sb_error *err)
{
    const struct bookmark_store *store = save->store;
    bool damaged = save->faults != NULL;
    save->merged = damaged ? changes_complete(store->base, theirs) : bookmarks_copy(theirs);
    changes_rebase(store->base, store->list, save->merged);
    save->recovered = damaged ? bookmarks_count(theirs) : 0;
    if (save->only_damaged && !damaged)
        return REPLACE_LEAVE;
    bookmarks_write(save->merged, fresh);
    if (fresh->len > BOOKMARKS_MAX_BYTES) {
        save->too_large = true;
        sb_error_set(err, SB_ERR_DATA,
                     "the bookmarks would take %zu bytes, at most %zu are read again: %s",
                     fresh->len, BOOKMARKS_MAX_BYTES, store->shown);
        return REPLACE_REFUSE;
    }
    return damaged ? REPLACE_SET_ASIDE : REPLACE_REPLACE;
}

static enum replace_verdict transform(void *context, const struct file_content *old,
                                      struct strbuf *fresh, struct sb_error *err)
{
    struct save *save = context;
    struct bookmark_store *store = save->store;
    clear_save(save);
    /* Nobody removes bookmarks by removing or emptying the file. */
    if (old->bytes == NULL || bookmarks_is_blank(old->bytes, old->len))
        return write_changes(save, store->base, fresh, err);
    enum bookmarks_health health;
    struct sb_error faults = SB_ERROR_INIT;
    enum replace_verdict verdict = REPLACE_REFUSE;
    struct bookmarks *theirs = parse(store, old, &health, &faults);
    if (health == BOOKMARKS_NEWER) {
        store->why_read_only = later_format;
        sb_error_set(err, SB_ERR_DATA, "%s", faults.message);
    } else if (health == BOOKMARKS_FOREIGN && store->named && !store->known) {
        sb_error_set(err, SB_ERR_DATA, "%s\nIt is not a bookmarks file", faults.message);
    } else {
        if (health != BOOKMARKS_GOOD)
            save->faults = xstrdup(faults.message);
        verdict = write_changes(save, theirs, fresh, err);
    }
    bookmarks_free(theirs);
    sb_error_clear(&faults);
    return verdict;
}

/* Takes what the file holds, and the list that this makes here; the store then owns both. */
static void adopt(struct bookmark_store *store, struct bookmarks *base, struct bookmarks *list)
{
    bookmarks_free(store->base);
    store->base = base;
    changes_adopt(store->changes, list);
    store->known = true;
}

/* Puts what became of the bookmarks first: the browser has one line for it. */
static void report_set_aside(const struct bookmark_store *store, const struct save *save,
                             const char *set_aside, struct sb_error *err)
{
    sb_error_set(err, SB_ERR_DATA,
                 "%s: damaged; %zu bookmark%s recovered, the damaged file is kept as %s\n%s",
                 store->shown, save->recovered, save->recovered == 1 ? " was" : "s were", set_aside,
                 save->faults);
}

/* Saves the list. Returns true also with *err set, when a damaged file had to be set aside. */
static bool run_save(struct save *save, struct sb_error *err)
{
    struct bookmark_store *store = save->store;
    if (store->path == NULL)
        return sb_error_set(err, SB_ERR_IO, "%s", no_path);
    struct replace_report report = {0};
    struct replace_job job = {
        .max_bytes = BOOKMARKS_MAX_BYTES,
        .wait_ms = store->lock_was_held ? IMPATIENT_WAIT_MS : REPLACE_WAIT_MS,
        .transform = transform,
        .context = save,
    };
    bool ok = replace_file(store->path, &job, &report, err);
    store->lock_was_held = report.lock_held;
    if (ok) {
        if (report.set_aside != NULL)
            report_set_aside(store, save, report.set_aside, err);
        adopt(store, save->merged, bookmarks_copy(save->merged)); /* where nothing is placed */
        save->merged = NULL;
        store->unsaved = false;
        remember_file(store);
    }
    clear_save(save);
    replace_report_clear(&report);
    return ok;
}

static void find_path(struct bookmark_store *store, const char *named)
{
    store->named = named != NULL;
    store->path = named != NULL ? xstrdup(named)
                                : paths_user_file("XDG_DATA_HOME", ".local/share",
                                                  "statusbrowse/bookmarks.json");
    if (store->path != NULL)
        store->shown = paths_printable(store->path);
}

/* Reports what is wrong with the file that was opened, and repairs a damaged one. */
static void report_health(struct bookmark_store *store, enum bookmarks_health health,
                          const struct sb_error *faults, struct sb_error *notice)
{
    if (health == BOOKMARKS_GOOD)
        return;
    if (health == BOOKMARKS_NEWER) {
        store->why_read_only = later_format;
        sb_error_set(notice, SB_ERR_DATA, "%s: opened read-only", faults->message);
    } else if (health == BOOKMARKS_FOREIGN && store->named) {
        store->why_read_only = ", the file is not a bookmarks file";
        sb_error_set(notice, SB_ERR_DATA, "%s: not a bookmarks file, opened read-only\n%s",
                     store->shown, faults->message);
    } else if (store->why_read_only != NULL) {
        size_t count = bookmarks_count(store->list);
        sb_error_set(notice, SB_ERR_DATA, "%s: damaged; %zu bookmark%s be read\n%s", store->shown,
                     count, count == 1 ? " could" : "s could", faults->message);
    } else {
        struct sb_error failure = SB_ERROR_INIT;
        if (run_save(&(struct save){.store = store, .only_damaged = true}, &failure)) {
            if (failure.message != NULL)
                sb_error_set(notice, failure.kind, "%s", failure.message);
        } else {
            sb_error_set(notice, failure.kind, "%s\n%s", faults->message, failure.message);
            store->unsaved = true;
        }
        sb_error_clear(&failure);
    }
}

static void load(struct bookmark_store *store, struct sb_error *notice)
{
    struct file_content content;
    if (store->path == NULL) {
        if (store->why_read_only == NULL)
            sb_error_set(notice, SB_ERR_IO, "Bookmarks will not be saved: %s", no_path);
        return;
    }
    remember_file(store);
    if (!replace_read(store->path, BOOKMARKS_MAX_BYTES, &content, notice))
        return;
    if (content.bytes == NULL) {
        if (store->why_read_only != NULL && store->named)
            sb_error_set(notice, SB_ERR_IO, "there is no such file: %s", store->shown);
        return;
    }
    enum bookmarks_health health;
    struct sb_error faults = SB_ERROR_INIT;
    struct bookmarks *list = parse(store, &content, &health, &faults);
    adopt(store, bookmarks_copy(list), list);
    store->known = health != BOOKMARKS_FOREIGN;
    report_health(store, health, &faults, notice);
    sb_error_clear(&faults);
    file_content_clear(&content);
}

struct bookmark_store *bookmark_store_open(const struct bookmark_store_setup *setup,
                                           struct sb_error *notice)
{
    struct bookmark_store *store = xcalloc(1, sizeof *store);
    store->base = bookmarks_new();
    store->changes = changes_new(bookmarks_new());
    store->list = changes_list(store->changes);
    store->owners = setup->owners;
    if (setup->read_only)
        store->why_read_only = "";
    find_path(store, setup->path);
    load(store, notice);
    return store;
}

void bookmark_store_free(struct bookmark_store *store)
{
    if (store == NULL)
        return;
    bookmarks_free(store->base);
    changes_free(store->changes);
    free(store->path);
    free(store->shown);
    free(store);
}

const struct bookmarks *bookmark_store_list(const struct bookmark_store *store)
{
    return store->list;
}

const char *bookmark_store_path(const struct bookmark_store *store)
{
    return store->shown;
}

bool bookmark_store_may_change(const struct bookmark_store *store, struct sb_error *err)
{
    if (store->why_read_only != NULL)
        return sb_error_set(err, SB_ERR_USAGE, "bookmarks are read-only%s%s%s",
                            store->why_read_only, store->shown != NULL ? ": " : "",
                            store->shown != NULL ? store->shown : "");
    return true;
}

bool bookmark_store_can_step(const struct bookmark_store *store, enum bookmark_step step)
{
    return changes_can_step(store->changes, step);
}

bool bookmark_store_unsaved(const struct bookmark_store *store)
{
    return store->unsaved;
}

/* Returns the time in the form of the file, in buffer; NULL when the clock is of no use. */
static const char *time_text(char *buffer, size_t size)
{
    time_t now = time(NULL);
    struct tm utc;
    if (now == (time_t)-1 || gmtime_r(&now, &utc) == NULL || utc.tm_year < 0 ||
        utc.tm_year > 9999 - 1900)
        return NULL;
    return strftime(buffer, size, "%Y-%m-%dT%H:%M:%SZ", &utc) > 0 ? buffer : NULL;
}

/* Saves a change after which the list is no larger. */
static enum bookmark_result save_change(struct bookmark_store *store, struct sb_error *err)
{
    struct save save = {.store = store};
    store->unsaved = true;
    return run_save(&save, err) ? BOOKMARK_SAVED : BOOKMARK_UNSAVED;
}

/* Saves a change that grows the list, which may make it too large for the file: it is then taken
 * back. */
static enum bookmark_result save_growth(struct bookmark_store *store, struct sb_error *err)
{
    struct save save = {.store = store};
    struct bookmark_change undone;
    bool unsaved = store->unsaved;
    store->unsaved = true;
    if (run_save(&save, err))
        return BOOKMARK_SAVED;
    if (!save.too_large || !changes_step(store->changes, BOOKMARK_UNDO, &undone))
        return BOOKMARK_UNSAVED;
    store->unsaved = unsaved;
    return BOOKMARK_REFUSED;
}

enum bookmark_result bookmark_store_toggle(struct bookmark_store *store,
                                           const struct bookmark_id *id, struct sb_error *err)
{
    char added[32];
    bool there = bookmarks_find(store->list, id) != NULL;
    if (!bookmark_store_may_change(store, err) ||
        !changes_toggle(store->changes, id, time_text(added, sizeof added), err))
        return BOOKMARK_REFUSED;
    return there ? save_change(store, err) : save_growth(store, err);
}

enum bookmark_result bookmark_store_set_note(struct bookmark_store *store,
                                             const struct bookmark_id *id, const char *note,
                                             struct sb_error *err)
{
    char added[32];
    if (!bookmark_store_may_change(store, err))
        return BOOKMARK_REFUSED;
    const struct bookmark *bookmark = bookmarks_find(store->list, id);
    bool same = bookmark != NULL && strcmp(bookmark->note, note) == 0;
    bool shorter = bookmark != NULL && strlen(note) <= strlen(bookmark->note);
    if (!changes_set_note(store->changes, id, note, time_text(added, sizeof added), err))
        return BOOKMARK_REFUSED;
    if (same)
        return BOOKMARK_SAVED;
    return shorter ? save_change(store, err) : save_growth(store, err);
}

enum bookmark_result bookmark_store_move(struct bookmark_store *store, const struct bookmark_id *id,
                                         long by, bool *moved, struct sb_error *err)
{
    if (moved != NULL)
        *moved = false;
    if (!bookmark_store_may_change(store, err))
        return BOOKMARK_REFUSED;
    if (!changes_move(store->changes, id, by))
        return BOOKMARK_SAVED;
    if (moved != NULL)
        *moved = true;
    return save_change(store, err);
}

enum bookmark_result bookmark_store_step(struct bookmark_store *store, enum bookmark_step step,
                                         struct bookmark_change *change, struct sb_error *err)
{
    if (!bookmark_store_may_change(store, err))
        return BOOKMARK_REFUSED;
    if (!changes_step(store->changes, step, change)) {
        sb_error_set(err, SB_ERR_USAGE, "nothing to %s", step == BOOKMARK_UNDO ? "undo" : "redo");
        return BOOKMARK_REFUSED;
    }
    return step == BOOKMARK_UNDO ? save_change(store, err) : save_growth(store, err);
}

bool bookmark_store_flush(struct bookmark_store *store, struct sb_error *err)
{
    return !store->unsaved || run_save(&(struct save){.store = store}, err);
}

/* Appends "\nlost: 429 (IANA) WHAT", with the note when there is one. */
static void put_lost(const struct bookmark *bookmark, const char *what, const char *note,
                     struct strbuf *out)
{
    strbuf_printf(out, "\nlost: %s (%s) %s", bookmark->id.code, bookmark->id.owner, what);
    if (note[0] != '\0')
        strbuf_printf(out, ": %s", note);
}

/* Returns whether the bookmarks that both have are in another order. */
static bool is_reordered(const struct bookmarks *before, const struct bookmarks *now)
{
    size_t count = bookmarks_count(now), k = 0;
    for (size_t i = 0; i < bookmarks_count(before); i++) {
        const struct bookmark *bookmark = bookmarks_at(before, i);
        if (bookmarks_find(now, &bookmark->id) == NULL)
            continue;
        while (k < count && bookmarks_find(before, &bookmarks_at(now, k)->id) == NULL)
            k++;
        if (k < count && !bookmark_id_equal(&bookmark->id, &bookmarks_at(now, k)->id))
            return true;
        k++;
    }
    return false;
}

void bookmark_store_unsaved_changes(const struct bookmark_store *store, struct strbuf *out)
{
    for (size_t i = 0; i < bookmarks_count(store->list); i++) {
        const struct bookmark *now = bookmarks_at(store->list, i);
        const struct bookmark *before = bookmarks_find(store->base, &now->id);
        if (before == NULL)
            put_lost(now, "bookmarked", now->note, out);
        else if (strcmp(before->note, now->note) != 0)
            put_lost(now, now->note[0] != '\0' ? "note" : "note removed", now->note, out);
    }
    for (size_t i = 0; i < bookmarks_count(store->base); i++) {
        const struct bookmark *before = bookmarks_at(store->base, i);
        if (bookmarks_find(store->list, &before->id) == NULL)
            put_lost(before, "no longer bookmarked", "", out);
    }
    if (is_reordered(store->base, store->list))
        strbuf_puts(out, "\nlost: the new order of the bookmarks");
}

bool bookmark_store_refresh(struct bookmark_store *store)
{
    struct stat now;
    struct file_content content;
    if (store->path == NULL || stat(store->path, &now) != 0 ||
        file_is_unchanged(&store->seen, &now) ||
        !replace_read(store->path, BOOKMARKS_MAX_BYTES, &content, NULL) || content.bytes == NULL)
        return false;
    enum bookmarks_health health;
    bool blank = bookmarks_is_blank(content.bytes, content.len);
    struct bookmarks *theirs = parse(store, &content, &health, NULL);
    file_content_clear(&content);
    store->seen = now;
    if (health != BOOKMARKS_GOOD || blank) {
        bookmarks_free(theirs);
        return false;
    }
    struct bookmarks *merged = bookmarks_copy(theirs);
    changes_rebase(store->base, store->list, merged);
    bool differs = !bookmarks_equal(merged, store->list);
    adopt(store, theirs, merged);
    return differs;
}
