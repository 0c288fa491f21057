/*
 * An entry, or a class and its codes, as Markdown, to be pasted into an issue, a wiki or a lesson.
 */
#ifndef SB_PAGE_MARKDOWN_H
#define SB_PAGE_MARKDOWN_H

#include "registry/registry.h"

void markdown_entry(const struct registry *registry, const struct entry *entry, struct strbuf *out);
void markdown_class(const struct registry *registry, const struct code_class *class,
                    struct strbuf *out);

#endif
