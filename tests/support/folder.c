#include "config.h"
#include "support/folder.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define GET_BYTES 65536

static char folder[64];

static void give_up(const char *what, const char *path)
{
    printf("cannot %s %s: %s\n", what, path, strerror(errno));
    exit(99); /* a hard error for automake */
}

void folder_make(const char *parent)
{
    snprintf(folder, sizeof folder, "%s/sb-test-XXXXXX", parent != NULL ? parent : "/tmp");
    if (mkdtemp(folder) == NULL)
        give_up("make", folder);
}

void folder_make_home(void)
{
    folder_make(NULL);
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("XDG_DATA_HOME");
    unsetenv("XDG_STATE_HOME");
    setenv("HOME", folder, 1);
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *place)
{
    (void)info, (void)type, (void)place;
    return remove(path);
}

void folder_remove(void)
{
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

const char *folder_path(void)
{
    return folder;
}

const char *folder_path_of(const char *name)
{
    static char paths[4][512];
    static unsigned turn;
    turn = (turn + 1) % 4;
    snprintf(paths[turn], sizeof paths[turn], "%s/%s", folder, name);
    return paths[turn];
}

void folder_make_directory(const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s/", folder, name);
    for (char *p = path + strlen(folder) + 1; (p = strchr(p, '/')) != NULL; *p++ = '/') {
        *p = '\0';
        if (mkdir(path, 0700) != 0 && errno != EEXIST)
            give_up("make", path);
    }
}

static void make_parent(const char *name)
{
    char parent[512];
    snprintf(parent, sizeof parent, "%s", name);
    char *slash = strrchr(parent, '/');
    if (slash == NULL)
        return;
    *slash = '\0';
    folder_make_directory(parent);
}

void folder_put_bytes(const char *name, const char *bytes, size_t len)
{
    const char *path = folder_path_of(name);
    make_parent(name);
    FILE *file = fopen(path, "w");
    if (file == NULL || fwrite(bytes, 1, len, file) != len || fclose(file) != 0)
        give_up("write", path);
}

void folder_put(const char *name, const char *text)
{
    folder_put_bytes(name, text, strlen(text));
}

const char *folder_get(const char *name)
{
    static char text[GET_BYTES];
    FILE *file = fopen(folder_path_of(name), "r");
    if (file == NULL)
        return "(none)";
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

int folder_count(const char *directory, const char *part)
{
    int count = 0;
    DIR *dir = opendir(folder_path_of(directory));
    const struct dirent *entry;
    while (dir != NULL && (entry = readdir(dir)) != NULL)
        count += strstr(entry->d_name, part) != NULL;
    if (dir != NULL)
        closedir(dir);
    return count;
}
