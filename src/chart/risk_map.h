/* risk_map.h - what the files of the risk map share: one map while it is drawn. Private to src/chart. */
#ifndef MKR_CHART_RISK_MAP_H
#define MKR_CHART_RISK_MAP_H

#include "chart/risk.h"

enum { MKR_PLATE_LINES = 2, MKR_PLATE_LEADING = MKR_PT(10) };

typedef struct mkr_risk_plate { /* what a cell shows; without lines: its score */
    const char *line[MKR_PLATE_LINES];
    size_t lines, risks;
    mkr_len width; /* of the text */
    bool whole; /* every reference is there, to the letter */
} mkr_risk_plate;

typedef struct mkr_risk_drawn {
    mkr_risk_grid g;
    const mkr_risk_map *map;
    mkr_risk_plate *plates; /* by cell: (likelihood - 1) * size + impact - 1 */
    size_t *first, *next; /* risks by cell, in the order of the register: index + 1 */
} mkr_risk_drawn;

static inline size_t mkr_risk_cell(const mkr_risk_scale *scale, const uint32_t at[2]) {
    return (size_t)(at[0] - 1) * scale->size + at[1] - 1;
}

/* ---- risk_plate.c */
void mkr_risk_plates_fill(mkr_risk_drawn *d); /* which risks stand where, and what the plates say of them */
/* Half the width and height of what stands in the middle of a cell: its plate, or its score. */
mkr_point mkr_risk_extent(const mkr_risk_drawn *d, const uint32_t at[2]);
void mkr_risk_plate_ground(const mkr_risk_drawn *d, mkr_point middle, mkr_point half);
void mkr_risk_plate_draw(const mkr_risk_drawn *d, const uint32_t at[2]);

/* ---- risk_move.c */
typedef struct mkr_risk_arrow_line {
    mkr_point from, to; /* middles of the cells, moved aside */
    mkr_len after, before; /* what is left out at its ends */
    bool ringed; /* it begins with a small open dot: its cell has no plate to begin at */
} mkr_risk_arrow_line;

mkr_risk_arrow_line *mkr_risk_moves_draw(const mkr_risk_drawn *d); /* gives them, as many as moves */
void mkr_risk_move_draw(const mkr_risk_drawn *d, const mkr_risk_arrow_line *arrow);
/* Does the arrow pass through the score in the middle of a cell? */
bool mkr_risk_move_passes(const mkr_risk_arrow_line *arrow, mkr_point middle);

#endif
