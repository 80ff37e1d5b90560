/* risk_map.h - a risk map while it is made (private to risk_map.c and risk_moves.c). */
#ifndef MKR_REPORT_RISK_MAP_H
#define MKR_REPORT_RISK_MAP_H

#include "data/risk.h"
#include "report/chart_build.h"

typedef struct mkr_risk_mapper {
    mkr_builder *b;
    const mkr_node *node;
    const mkr_register *g;
    mkr_risk_stage from, to; /* the same without arrows */
    mkr_risk_stage at; /* where the references stand */
} mkr_risk_mapper;

static inline const char *mkr_risk_label(const mkr_risk_mapper *m, mkr_label_id id) {
    return m->b->style->labels[id];
}

/* The place of a risk at a stage; a risk that is closed has none on the map, whatever its scores. */
static inline bool mkr_risk_has_place(const mkr_risk *risk, mkr_risk_stage s) {
    return risk->scores[s].likelihood && risk->direction != MKR_RISK_IS_CLOSED;
}

static inline const char *mkr_risk_ref(const mkr_risk_mapper *m, size_t i) {
    const char *ref = m->g->risks[i].ref;
    return *ref ? ref : mkr_printf(m->b->arena, "%zu", i + 1);
}

static inline size_t mkr_risk_cell_of(const mkr_risk_mapper *m, const uint32_t at[2]) {
    return (size_t)(at[0] - 1) * m->b->style->risk_size + at[1] - 1;
}

/* ---- risk_moves.c */
/* The moves that are drawn, each pair of cells once; gives how many pairs there are. */
size_t mkr_risk_moves(const mkr_risk_mapper *m, mkr_risk_map *map);
/* "R2 (12 to 8), R5 (9 to 6)": the moves that have no arrow. */
const char *mkr_risk_list_not_drawn(const mkr_risk_mapper *m, const mkr_risk_map *map);

#endif
