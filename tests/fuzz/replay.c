/*
 * Gives files, or all files of folders, to a fuzz target: what a compiler without libFuzzer can
 * do with the inputs that were collected. Without arguments these are the target's own,
 * $srcdir/tests/fuzz/corpus/NAME of fuzz_NAME. The last line is "N passed, N failed"; an input that
 * breaks the target ends the process, with its name as the last that was printed.
 *
 *     fuzz_key [FILE-OR-FOLDER...]
 */
#include "config.h"

#include <dirent.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "fuzz.h"

static int passed, failed;

static bool read_file(const char *path, struct strbuf *content)
{
    char bytes[65536];
    size_t count;
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return false;
    while ((count = fread(bytes, 1, sizeof bytes, file)) > 0)
        strbuf_add(content, bytes, count);
    bool good = !ferror(file);
    fclose(file);
    return good;
}

/* In memory of just its size, so that a sanitizer sees what reads beyond it. */
static void replay(const char *path)
{
    struct strbuf content = STRBUF_INIT;
    if (!read_file(path, &content)) {
        printf("%s: cannot be read\n", path);
        failed++;
    } else {
        uint8_t *copy = xmalloc(content.len);
        if (content.len > 0)
            memcpy(copy, content.data, content.len);
        printf("%s\n", path);
        fflush(stdout); /* it is the last line when the target aborts */
        LLVMFuzzerTestOneInput(copy, content.len);
        free(copy);
        passed++;
    }
    strbuf_clear(&content);
}

static void replay_all(const char *path)
{
    struct stat info;
    struct dirent **names;
    if (stat(path, &info) != 0 || !S_ISDIR(info.st_mode)) {
        replay(path);
        return;
    }
    int count = scandir(path, &names, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        struct strbuf file = STRBUF_INIT;
        strbuf_printf(&file, "%s/%s", path, names[i]->d_name);
        if (names[i]->d_name[0] != '.')
            replay(strbuf_str(&file));
        strbuf_clear(&file);
        free(names[i]);
    }
    if (count >= 0)
        free(names);
    else
        failed++;
}

static void replay_own(const char *program)
{
    const char *slash = strrchr(program, '/'), *name = slash != NULL ? slash + 1 : program;
    const char *srcdir = getenv("srcdir"), *mark = strchr(name, '_');
    struct strbuf folder = STRBUF_INIT;
    strbuf_printf(&folder, "%s/tests/fuzz/corpus/%s", srcdir != NULL ? srcdir : ".",
                  mark != NULL ? mark + 1 : name);
    replay_all(strbuf_str(&folder));
    strbuf_clear(&folder);
}

int main(int argc, char **argv)
{
    if (argc == 1)
        replay_own(argv[0]);
    for (int i = 1; i < argc; i++)
        replay_all(argv[i]);
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0 || passed == 0;
}
