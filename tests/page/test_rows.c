/* What holds for the rows of every real page. */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "page/page.h"
#include "support/builtin.h"
#include "support/check.h"

/* Where a row begins with a sign that belongs to the row before it; NULL when none does. */
static const char *bad_row(const struct doc *doc)
{
    for (size_t i = 0; i < doc->line_count; i++) {
        const struct doc_line *line = &doc->lines[i];
        size_t at = strspn(line->text, " ");
        bool sign = at < line->len && strchr(",;.)]}", line->text[at]) != NULL;
        bool lone = at + 1 >= line->len || line->text[at + 1] == ' ';
        if (sign && (lone || line->text[at] != '.') && line->continues)
            return line->text;
    }
    return NULL;
}

static void no_row_of_the_real_pages_begins_with_punctuation(void)
{
    static const int widths[] = {26, 37, 40, 45, 56, 68, 80};
    const struct registry *real = support_http();
    for (size_t i = 0; i < real->entry_count; i++)
        for (size_t w = 0; w < sizeof widths / sizeof widths[0]; w++) {
            struct subject subject = subject_of_entry(real, &real->entries[i]);
            struct page_setup setup = {.cols = widths[w]};
            struct doc *doc = subject_doc(&subject, &setup);
            const char *row = bad_row(doc);
            CHECK_MSG(row == NULL, "%s at %d columns: %s", real->entries[i].code, widths[w], row);
            doc_free(doc);
        }
}

int main(void)
{
    setlocale(LC_CTYPE, "");
    RUN(no_row_of_the_real_pages_begins_with_punctuation);
    return check_done();
}
