/*
 * Where the registry comes from: the first source that exists, with the overlays merged in.
 *
 * A source that was named (option or variable) must be good. One that was found and is broken is
 * passed over, and a warning says so.
 */
#ifndef SB_REGISTRY_LOAD_H
#define SB_REGISTRY_LOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "registry/model.h"

/* What the caller wants; zeroed asks for the usual order. */
struct registry_request {
    const char *file; /* -r FILE, or NULL */
    bool builtin;     /* --builtin: read no file at all */
    bool bare;        /* without overlays */
};

struct registry_source {
    struct registry *registry; /* owned */
    char *origin;              /* owned: path of the file read, or REGISTRY_BUILTIN */
    char **warnings;           /* owned: one a broken file or overlay; may have several lines */
    size_t warning_count;
};

#define REGISTRY_BUILTIN "<built-in>"

/*
 * Loads the registry: request->file; $STATUSBROWSE_REGISTRY; $XDG_DATA_HOME/statusbrowse/http.json
 * (~/.local/share when unset or relative); PKGDATADIR/http.json; the one compiled in. Then merges
 * $XDG_CONFIG_HOME/statusbrowse/registry.d/<name>.json (~/.config when unset or relative) in name
 * order. False with *err when a named one is missing or broken; *source is empty then.
 */
bool registry_load(struct registry_source *source, const struct registry_request *request,
                   struct sb_error *err);

void registry_source_clear(struct registry_source *source);

#endif
