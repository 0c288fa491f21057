/* The numbers of ranking.def as constants: RANK_NAME. */
#ifndef SB_SEARCH_WEIGHTS_H
#define SB_SEARCH_WEIGHTS_H

enum {
#define RANK(name, value, reason) RANK_##name = (value),
#include "search/weights.def"
#undef RANK
};

#endif
