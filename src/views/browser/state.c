#include "config.h"
#include "views/browser/state.h"
#include "registry/registry.h"

const struct class_row *browser_class_row(const struct browser *browser)
{
    return &browser->class_rows[browser->classes.selected];
}

const struct code_row *browser_code_row(const struct browser *browser)
{
    return browser->codes.count > 0 ? &browser->code_rows[browser->codes.selected] : NULL;
}

const struct entry *browser_entry(const struct browser *browser)
{
    const struct code_row *row = browser_code_row(browser);
    return row != NULL ? row->entry : NULL;
}

const struct bookmarks *browser_bookmarks(const struct browser *browser)
{
    return browser->store != NULL ? bookmark_store_list(browser->store) : NULL;
}

const struct bookmark *browser_bookmark(const struct browser *browser, const struct entry *entry)
{
    if (browser->store == NULL || entry == NULL)
        return NULL;
    struct bookmark_id id = {library_of_entry(browser->library, entry)->id, entry->code,
                             entry->owner};
    return bookmarks_find(browser_bookmarks(browser), &id);
}

const struct entry *browser_find(const struct browser *browser, const struct bookmark_id *id)
{
    const struct library_item *item = library_find(browser->library, id->registry);
    return item != NULL ? registry_find(library_open(item), id->code, id->owner) : NULL;
}

const char *browser_note(const struct browser *browser, const struct entry *entry)
{
    const struct bookmark *bookmark = browser_bookmark(browser, entry);
    return bookmark != NULL && bookmark->note[0] != '\0' ? bookmark->note : NULL;
}
