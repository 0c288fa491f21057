#include "config.h"
#include "search/kinds.h"

const struct text_kind_info text_kinds[TEXT_KIND_COUNT] = {
#define KIND(name, sort, shown, word, text, source, reason) {shown, TEXT_##sort, word, text},
#include "search/kinds.def"
#undef KIND
};
