#include "config.h"
#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef HAVE_MALLOC_TRIM
#include <malloc.h>
#endif

static void (*oom_hook)(void);

void mem_set_oom_hook(void (*hook)(void))
{
    oom_hook = hook;
}

void mem_exhausted(void)
{
    if (oom_hook != NULL)
        oom_hook();
    fputs("statusbrowse: out of memory\n", stderr);
    _Exit(MEM_EXIT_STATUS);
}

static size_t checked_product(size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        mem_exhausted();
    return count * size;
}

static void *checked(void *p)
{
    if (p == NULL)
        mem_exhausted();
    return p;
}

void *xmalloc(size_t size)
{
    return checked(malloc(size != 0 ? size : 1));
}

void *xaligned_alloc(size_t align, size_t size)
{
    return checked(aligned_alloc(align, size));
}

void *xcalloc(size_t count, size_t size)
{
    size_t bytes = checked_product(count, size);
    return checked(calloc(bytes != 0 ? bytes : 1, 1));
}

void *xreallocarray(void *p, size_t count, size_t size)
{
    size_t bytes = checked_product(count, size);
    return checked(realloc(p, bytes != 0 ? bytes : 1));
}

char *xstrndup(const char *s, size_t len_bytes)
{
    char *copy = xmalloc(len_bytes + 1);
    memcpy(copy, s, len_bytes);
    copy[len_bytes] = '\0';
    return copy;
}

char *xstrdup(const char *s)
{
    return xstrndup(s, strlen(s));
}

void *mem_grow(void *p, size_t *cap, size_t need, size_t size)
{
    if (need <= *cap)
        return p;
    size_t wanted = *cap != 0 ? *cap : 8;
    while (wanted < need) {
        if (wanted > SIZE_MAX / 2)
            mem_exhausted();
        wanted *= 2;
    }
    *cap = wanted;
    return xreallocarray(p, wanted, size);
}

void mem_give_back(void)
{
#ifdef HAVE_MALLOC_TRIM
    malloc_trim(0);
#endif
}
