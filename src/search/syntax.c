#include "config.h"
#include "search/syntax.h"

const struct search_form search_forms[] = {
    {"rate limit", "words in any order, also misspelt"},
    {"404 40x 4xx", "codes, and all that begin so"},
    {"class:4xx", "only this class"},
    {"by:nginx", "only codes of this owner"},
    {"rfc:9110", "only codes that this RFC defines"},
    {"header:retry-after", "only codes with this header field"},
    {"is:cacheable", "or bookmarked, permanent ..."},
    {"in:grpc", "only this registry; -in:http the others"},
    {"-word", "not what has this word"},
};

const size_t search_form_count = sizeof search_forms / sizeof search_forms[0];
