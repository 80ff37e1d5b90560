/* group.c - indicators by reference, and in groups by one of their texts. */
#include <string.h>

#include "data/reader.h"

const mkr_indicator *mkr_data_find(const mkr_data *data, const char *ref) {
    uint32_t n = data->refs ? mkr_names_find(data->refs, ref) : MKR_NO_NAME;
    return n == MKR_NO_NAME ? NULL : &data->indicators[n];
}

static const char *text_by(const mkr_indicator *i, mkr_by by) {
    switch (by) {
    case MKR_BY_GROUP:
        return i->group;
    case MKR_BY_SERVICE:
        return i->service;
    case MKR_BY_DIRECTORATE:
        return i->directorate;
    case MKR_BY_PORTFOLIO:
        return i->portfolio;
    case MKR_BY_OWNER:
        return i->owner;
    }
    return "";
}

mkr_group *mkr_groups_make(mkr_arena *arena, const mkr_data *data, mkr_by by, size_t *n) {
    mkr_arena *scratch = mkr_arena_child(arena);
    mkr_names *names = mkr_names_new(scratch);
    uint32_t *group_of = mkr_alloc_array(scratch, data->n, sizeof *group_of);
    const char *last = NULL; /* neighbours are mostly of one group */
    for (size_t k = 0; k < data->n; k++) {
        bool is_new;
        const char *text = text_by(&data->indicators[k], by);
        group_of[k] = last && strcmp(text, last) == 0 ? group_of[k - 1] : mkr_names_add(names, text, &is_new);
        last = text;
    }
    *n = mkr_names_count(names);
    mkr_group *groups = mkr_alloc_array(arena, *n, sizeof *groups);
    for (size_t k = 0; k < data->n; k++)
        groups[group_of[k]].n++;
    for (uint32_t g = 0; g < *n; g++) {
        groups[g].name = mkr_names_at(names, g);
        groups[g].indicators = mkr_alloc_array(arena, groups[g].n, sizeof *groups[g].indicators);
        groups[g].n = 0;
    }
    for (size_t k = 0; k < data->n; k++) {
        mkr_group *g = &groups[group_of[k]];
        g->indicators[g->n++] = &data->indicators[k];
    }
    mkr_arena_free(scratch);
    return groups;
}

mkr_group *mkr_data_group(mkr_arena *arena, const mkr_data *data, mkr_by by, size_t *n) {
    mkr_group *groups = mkr_groups_make(arena, data, by, n);
    for (size_t g = 0; g < *n; g++)
        for (size_t k = 0; k < groups[g].n; k++)
            mkr_count(&groups[g].counts, groups[g].indicators[k]);
    return groups;
}
