/* The numbers of weights.def as constants: WEIGHT_NAME. */
#ifndef SB_SEARCH_WEIGHTS_H
#define SB_SEARCH_WEIGHTS_H

enum {
#define WEIGHT(name, value, reason) WEIGHT_##name = (value),
#include "search/weights.def"
#undef WEIGHT
};

#endif
