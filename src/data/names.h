/* names.h - a set of names, numbered from 0 in the order in which they came. */
#ifndef MKR_DATA_NAMES_H
#define MKR_DATA_NAMES_H

#include "base/arena.h"

typedef struct mkr_names mkr_names;

#define MKR_NO_NAME UINT32_MAX

mkr_names *mkr_names_new(mkr_arena *arena);

/* The number of a name, which is put in (not copied) when it is new. */
uint32_t mkr_names_add(mkr_names *names, const char *name, bool *is_new);

/* The number of a name, or MKR_NO_NAME. */
uint32_t mkr_names_find(const mkr_names *names, const char *name);

const char *mkr_names_at(const mkr_names *names, uint32_t number);
size_t mkr_names_count(const mkr_names *names);

#endif
