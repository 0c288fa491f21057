/* The names of ranking.def as constants: RANK_... */
#ifndef SB_RANKING_H
#define SB_RANKING_H

#ifdef SB_TUNE /* a tool that looks for better values sets them */
#define RANK(name, value, reason) extern int RANK_##name;
#include "ranking.def"
#else
enum {
#define RANK(name, value, reason) RANK_##name = (value),
#include "ranking.def"
};
#endif
#undef RANK

#endif
