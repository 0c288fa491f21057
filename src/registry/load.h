/*
 * Finds the registry, in the first source that exists, and merges the overlays into it.
 *
 * A source that was named (by an option or variable) must be without errors. One that was found and
 * is broken is skipped, with a warning.
 */
#ifndef SB_REGISTRY_LOAD_H
#define SB_REGISTRY_LOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "registry/model.h"

/* What the caller wants; zeroed: the usual order. */
struct registry_request {
    const char *file; /* -r FILE, or NULL */
    bool builtin;     /* --builtin: read no file at all */
    bool bare;        /* without overlays */
};

struct registry_source {
    struct registry *registry; /* owned */
    char *origin;              /* owned: path of the file read, or REGISTRY_BUILTIN */
    char **warnings;           /* owned: one for each broken file; may have several lines */
    size_t warning_count;
};

#define REGISTRY_BUILTIN "<built-in>"

/*
 * Loads the registry: request->file; $STATUSBROWSE_REGISTRY; $XDG_DATA_HOME/statusbrowse/http.json
 * (~/.local/share when unset or relative); PKGDATADIR/http.json; the one compiled in. Then merges
 * $XDG_CONFIG_HOME/statusbrowse/registry.d/<name>.json (~/.config when unset or relative) in name
 * order. Returns false with *err set, and *source empty, when a named one is missing or broken.
 */
bool registry_load(struct registry_source *source, const struct registry_request *request,
                   struct sb_error *err);

void registry_source_clear(struct registry_source *source);

#endif
