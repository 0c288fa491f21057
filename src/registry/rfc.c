#include "config.h"
#include "registry/rfc.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/ascii.h"
#include "base/environment.h"
#include "base/memory.h"
#include "base/text.h"
#include "os/paths.h"
#include "os/program.h"
#include "os/read_file.h"

/* A disk that sleeps answers in less. */
#define UNPACK_MS 10000

/* RFC numbers have at most so many digits. */
#define NUMBER_DIGITS 5

/* Copies what may stand in a number of a section. Returns false when it is something else. */
static bool copy_section(const char *from, char section[RFC_SECTION_BYTES])
{
    size_t len = 0;
    for (; from[len] != '\0'; len++)
        if (len + 1 >= RFC_SECTION_BYTES || (!ascii_is_alnum(from[len]) && from[len] != '.'))
            return false;
    memcpy(section, from, len + 1);
    return true;
}

bool rfc_place_of_url(const char *url, struct rfc_place *place)
{
    static const char *const marks[] = {"#section-", "#appendix-"};
    const char *name = strstr(url, "/rfc");
    /* "/rfc/rfc9110.html" has the name after a folder of that name. */
    while (name != NULL && !ascii_is_digit(name[4]))
        name = strstr(name + 1, "/rfc");
    if (name == NULL || strspn(name + 4, "0123456789") > NUMBER_DIGITS)
        return false;
    *place = (struct rfc_place){.number = (unsigned)strtoul(name + 4, NULL, 10)};
    const char *fragment = strchr(name, '#');
    if (fragment == NULL)
        return true;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (strncmp(fragment, marks[i], strlen(marks[i])) == 0)
            return copy_section(fragment + strlen(marks[i]), place->section);
    return false;
}

/* A line of a text: its bytes without the newline, and the next line or NULL. */
struct line {
    const char *start;
    size_t len;
    const char *next;
};

static struct line line_at(const char *text)
{
    size_t len = strcspn(text, "\n");
    struct line line = {text, len, text[len] == '\n' ? text + len + 1 : NULL};
    if (len > 0 && text[len - 1] == '\r')
        line.len--;
    while (line.len > 0 && line.start[line.len - 1] == ' ')
        line.len--;
    return line;
}

static bool ends_with_year(const struct line *line)
{
    size_t len = line->len;
    if (len < 5 || line->start[len - 5] != ' ')
        return false;
    for (size_t i = len - 4; i < len; i++)
        if (!ascii_is_digit(line->start[i]))
            return false;
    return true;
}

/* Is it a header or a footer of a page? */
static bool is_of_page(const struct line *line)
{
    if (line->len == 0 || line->start[0] == ' ')
        return false;
    if (line->start[0] == '\f')
        return true;
    for (size_t i = 0; line->start[line->len - 1] == ']' && i + 5 < line->len; i++)
        if (strncmp(line->start + i, "[Page", 5) == 0)
            return true;
    return strncmp(line->start, "RFC ", 4) == 0 && ends_with_year(line);
}

/* Only headings begin at the margin, and the lines of a table of contents in some old RFCs, which
 * lead to a page by dots. */
static bool is_heading(const struct line *line)
{
    if (line->len == 0 || ascii_is_space(line->start[0]) || is_of_page(line))
        return false;
    for (size_t i = 0; i + 3 <= line->len; i++)
        if (strncmp(line->start + i, "...", 3) == 0 || strncmp(line->start + i, ". .", 3) == 0)
            return false;
    return true;
}

/* Is it the heading of the section: "15.5.5.  404 Not Found", "Appendix B.  Changes"? */
static bool is_heading_of(const struct line *line, const char *section)
{
    static const char appendix[] = "appendix ";
    const char *at = line->start;
    size_t len = strlen(section);
    if (!is_heading(line))
        return false;
    if (text_compare_like(at, appendix, strlen(appendix)) == 0)
        at += strlen(appendix);
    if (text_compare_like(at, section, len) != 0)
        return false;
    at += len;
    at += *at == '.' || *at == ':';
    return *at == ' ' || *at == '\n' || *at == '\r' || *at == '\0';
}

bool rfc_cut(const char *text, const char *section, struct strbuf *out)
{
    bool inside = section[0] == '\0', found = inside, blank = false;
    for (const char *at = text; at != NULL;) {
        struct line line = line_at(at);
        at = line.next;
        if (!inside && is_heading_of(&line, section))
            inside = found = true;
        else if (inside && section[0] != '\0' && is_heading(&line))
            break;
        if (!inside || is_of_page(&line))
            continue;
        /* Pages leave several empty lines. */
        if (line.len > 0) {
            strbuf_puts(out, blank && out->len > 0 ? "\n" : "");
            strbuf_add(out, line.start, line.len);
            strbuf_putc(out, '\n');
        }
        blank = line.len == 0;
    }
    return found;
}

/* Returns the path of a copy in the folder, which the caller owns, or NULL. */
static char *find_in(const char *folder, unsigned number)
{
    static const struct {
        const char *folder, *ending;
    } names[] = {{"", ""}, {"", ".gz"}, {"links/", ".gz"}};
    struct strbuf path = STRBUF_INIT;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        strbuf_reset(&path);
        strbuf_printf(&path, "%s/%srfc%u.txt%s", folder, names[i].folder, number, names[i].ending);
        if (access(strbuf_str(&path), F_OK) == 0)
            return strbuf_take(&path);
    }
    strbuf_clear(&path);
    return NULL;
}

/* Returns the path of the first copy, or NULL; *own is the user's folder for them. */
static char *find_copy(unsigned number, char **own)
{
    const char *chosen = environment_value("STATUSBROWSE_RFC");
    *own = paths_user_file("XDG_CACHE_HOME", ".cache", "RFCs");
    const char *folders[] = {chosen, "/usr/share/doc/RFC", *own};
    char *path = NULL;
    for (size_t i = 0; path == NULL && i < sizeof folders / sizeof folders[0]; i++)
        if (folders[i] != NULL)
            path = find_in(folders[i], number);
    return path;
}

/* Appends what is in the file, without a NUL byte. */
static bool read_copy(char *path, struct strbuf *text, struct sb_error *err)
{
    char *bytes;
    size_t len, end = strlen(path);
    char program[] = "gzip", options[] = "-dc", end_of_options[] = "--";
    char *const unpack[] = {program, options, end_of_options, path, NULL};
    if (end > 3 && strcmp(path + end - 3, ".gz") == 0)
        return program_read(unpack, RFC_MAX_BYTES, UNPACK_MS, text) ||
               sb_error_set(err, SB_ERR_IO, "%s: gzip cannot unpack it", path);
    if (!read_file(path, RFC_MAX_BYTES, &bytes, &len, NULL, err))
        return false;
    strbuf_add(text, bytes, len);
    free(bytes);
    return true;
}

bool rfc_read(const struct rfc_place *place, struct strbuf *out, char **path, struct sb_error *err)
{
    struct strbuf text = STRBUF_INIT;
    char *own;
    *path = find_copy(place->number, &own);
    bool good;
    if (*path == NULL)
        good = sb_error_set(
            err, SB_ERR_DATA, "no copy of RFC %u is here: rfc%u.txt may be put into %s",
            place->number, place->number, own != NULL ? own : "the folder $STATUSBROWSE_RFC");
    else
        good = read_copy(*path, &text, err) &&
               (rfc_cut(strbuf_str(&text), place->section, out) ||
                sb_error_set(err, SB_ERR_DATA, "%s: has no section %s", *path, place->section));
    strbuf_clear(&text);
    free(own);
    return good;
}

/* A copy; its text is empty when this machine has none that can be read. */
struct rfc_copy {
    unsigned number;
    struct strbuf text;
};

static struct rfc_copy *copy_of(struct rfc_copies *copies, unsigned number)
{
    for (size_t i = 0; i < copies->count; i++)
        if (copies->items[i].number == number)
            return &copies->items[i];
    MEM_GROW(copies->items, copies->cap, copies->count + 1);
    struct rfc_copy *copy = &copies->items[copies->count++];
    *copy = (struct rfc_copy){.number = number};
    char *own, *path = find_copy(number, &own);
    if (path != NULL && !read_copy(path, &copy->text, NULL))
        strbuf_clear(&copy->text);
    free(path);
    free(own);
    return copy;
}

bool rfc_copies_lack(struct rfc_copies *copies, const struct rfc_place *place)
{
    const struct rfc_copy *copy = copy_of(copies, place->number);
    struct strbuf cut = STRBUF_INIT;
    bool lack = copy->text.len > 0 && !rfc_cut(copy->text.data, place->section, &cut);
    strbuf_clear(&cut);
    return lack;
}

void rfc_copies_clear(struct rfc_copies *copies)
{
    for (size_t i = 0; i < copies->count; i++)
        strbuf_clear(&copies->items[i].text);
    free(copies->items);
    *copies = (struct rfc_copies){0};
}
