#include "config.h"
#include "support/bookmarks.h"

#include "base/strbuf.h"

struct bookmark_id support_bookmark_id(const char *code)
{
    return (struct bookmark_id){"http", code, "IANA"};
}

const char *support_bookmarks_text(const struct bookmarks *list)
{
    static struct strbuf texts[4];
    static unsigned turn;
    struct strbuf *text = &texts[turn = (turn + 1) % 4];
    strbuf_reset(text);
    for (size_t i = 0; i < bookmarks_count(list); i++) {
        const struct bookmark *bookmark = bookmarks_at(list, i);
        strbuf_printf(text, "%s%s%s%s", i > 0 ? " " : "", bookmark->id.code,
                      bookmark->note[0] != '\0' ? "=" : "", bookmark->note);
    }
    return strbuf_str(text);
}
