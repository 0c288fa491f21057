#include "config.h"
#include "support/files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"

static const char *folder(const char *variable, const char *otherwise)
{
    const char *value = getenv(variable);
    return value != NULL && value[0] != '\0' ? value : otherwise;
}

static char *source_path(const char *name)
{
    struct strbuf path = STRBUF_INIT;
    strbuf_printf(&path, "%s/tests/%s", folder("srcdir", "."), name);
    return strbuf_take(&path);
}

char *support_read(const char *name, size_t *len_bytes)
{
    char *path = source_path(name);
    FILE *file = fopen(path, "rb");
    free(path);
    if (file == NULL)
        return NULL;
    struct strbuf text = STRBUF_INIT;
    char block[4096];
    size_t len;
    while ((len = fread(block, 1, sizeof block, file)) > 0)
        strbuf_add(&text, block, len);
    fclose(file);
    if (len_bytes != NULL)
        *len_bytes = text.len;
    return strbuf_take(&text);
}

static bool write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        printf("cannot write %s: %s\n", path, strerror(errno));
        return false;
    }
    fputs(text, file);
    return fclose(file) == 0;
}

static void print_first_difference(const char *want, const char *got)
{
    for (int line = 1;; line++) {
        size_t want_len = strcspn(want, "\n"), got_len = strcspn(got, "\n");
        if (want_len != got_len || memcmp(want, got, want_len) != 0 ||
            want[want_len] != got[got_len]) {
            printf("first difference in line %d\n  expected |%.*s|\n  got      |%.*s|\n", line,
                   (int)want_len, want, (int)got_len, got);
            return;
        }
        if (want[want_len] == '\0')
            return;
        want += want_len + 1;
        got += got_len + 1;
    }
}

static void report_mismatch(const char *name, const char *want, const char *got)
{
    struct strbuf path = STRBUF_INIT;
    printf("golden/%s: expected\n%s--- got\n%s---\n", name, want, got);
    print_first_difference(want, got);
    strbuf_printf(&path, "%s/%s.actual", folder("builddir", "."), name);
    if (write_file(strbuf_str(&path), got))
        printf("written to %s; UPDATE_GOLDEN=1 accepts it\n", strbuf_str(&path));
    strbuf_clear(&path);
}

bool support_golden(const char *name, const char *text)
{
    struct strbuf golden = STRBUF_INIT;
    strbuf_printf(&golden, "golden/%s", name);
    const char *update = getenv("UPDATE_GOLDEN");
    if (update != NULL && strcmp(update, "1") == 0) {
        char *path = source_path(strbuf_str(&golden));
        bool written = write_file(path, text);
        free(path);
        strbuf_clear(&golden);
        return written;
    }
    char *want = support_read(strbuf_str(&golden), NULL);
    bool same = want != NULL && strcmp(want, text) == 0;
    if (!same)
        report_mismatch(name, want != NULL ? want : "(there is no such file)\n", text);
    free(want);
    strbuf_clear(&golden);
    return same;
}

size_t support_wide_lines(const char *text, int cols)
{
    size_t count = 0;
    while (*text != '\0') {
        size_t len = strcspn(text, "\n");
        count += utf8_width(text, len) > cols;
        text += len + (text[len] == '\n');
    }
    return count;
}

bool support_is_exhaustive(void)
{
    const char *value = getenv("EXHAUSTIVE");
    return value != NULL && strcmp(value, "1") == 0;
}

unsigned support_random(unsigned *seed, unsigned limit)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % limit;
}
