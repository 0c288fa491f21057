/*
 * Allocation that never returns NULL: running out of memory ends the program, through one hook, so
 * that no caller has to check.
 */
#ifndef SB_BASE_MEMORY_H
#define SB_BASE_MEMORY_H

#include <stddef.h>

/* As malloc() and its relatives, but they end the program when there is no memory. A size of 0
 * gives a valid pointer. Release with free(). */
void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xreallocarray(void *p, size_t count, size_t size);
char *xstrdup(const char *s);
char *xstrndup(const char *s, size_t len_bytes);

/* As xmalloc(), at a multiple of `align`: a power of two, of which the size is a multiple. */
void *xaligned_alloc(size_t align, size_t size);

/* Grows the array p, of *cap elements of `size` bytes, to at least `need` elements, by doubling.
 * Returns the array, which may have moved, and updates *cap. */
void *mem_grow(void *p, size_t *cap, size_t need, size_t size);

/* The same for a pointer to the elements, which it sets, and the variable that has its capacity. */
#define MEM_GROW(array, cap, need) ((array) = mem_grow(array, &(cap), need, sizeof *(array)))

/* Gives freed memory back to the system, where the C library can. Takes long: call it after much
 * was freed at once. */
void mem_give_back(void);

#define MEM_EXIT_STATUS 2 /* of a program that ran out of memory */

/* Prints that there is no memory and ends the program: call it when a library could not
 * allocate. */
_Noreturn void mem_exhausted(void);

/* Sets what is called once before that message: restore the terminal there. NULL removes it. */
void mem_set_oom_hook(void (*hook)(void));

#endif
