/*
 * What compilers can check beyond C11.
 */
#ifndef SB_BASE_COMPILER_H
#define SB_BASE_COMPILER_H

/* Parameter number `fmt` is a format of printf() for those from number `args`, 0: a va_list. */
#if defined(__GNUC__)
#define SB_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define SB_PRINTF(fmt, args)
#endif

#endif
