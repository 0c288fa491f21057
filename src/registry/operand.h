/*
 * Decides what a word of the command line names, for printing and for the browser.
 */
#ifndef SB_REGISTRY_OPERAND_H
#define SB_REGISTRY_OPERAND_H

#include "registry/library.h"

/* The first that applies. */
enum operand_kind {
    OPERAND_CODE,         /* a code with an entry */
    OPERAND_CLASS,        /* the id of a class */
    OPERAND_BEGINNING,    /* the beginning of a code of a class: "4", "41" */
    OPERAND_UNREGISTERED, /* a number without an entry that unregistered_find() can explain */
    OPERAND_PATTERN,      /* digits, or x for any of them: "40x" */
    OPERAND_REGISTRY,     /* all of a registry: "grpc:" */
    OPERAND_WORD          /* something to search for */
};

struct operand {
    enum operand_kind kind;
    const struct entry *entry;           /* of OPERAND_CODE, else NULL */
    const struct code_class *code_class; /* of OPERAND_CLASS, else NULL */
    const struct registry *registry;     /* whose it is */
    const char *word;                    /* what names it there: the "28" of "curl:28" */
    bool is_named;                       /* the registry was named */
};

/* Returns what the word names in one registry, whose name is not asked for. */
struct operand operand_read(const struct registry *registry, const char *word);

/* Returns the entry with whose name the text begins, of several the longest, or NULL. */
const struct entry *operand_begin_name(const struct registry *registry, const char *text);

/* Finds what the word names in a library. "NAME:CODE" asks the registry of that name, also for the
 * phrase or another name of a code ("grpc:unavailable"); anything else is asked of the main
 * registry, and what that does not know of the further ones, in their order. */
struct operand operand_find(const struct library *library, const char *word);

#endif
