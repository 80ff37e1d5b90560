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

typedef struct mkr_risk_box {
    mkr_len x0, y0, x1, y1;
} mkr_risk_box;

static inline mkr_risk_box mkr_risk_box_grown(mkr_risk_box b, mkr_len by) {
    return (mkr_risk_box){b.x0 - by, b.y0 - by, b.x1 + by, b.y1 + by};
}

/* Of all cells together. */
static inline mkr_risk_box mkr_risk_cells_box(const mkr_risk_grid *g) {
    mkr_len size = (mkr_len)g->scale->size;
    mkr_point last = mkr_risk_middle(g, (uint32_t[]){g->scale->size, 1}); /* of the top row */
    mkr_len top = last.y - g->row / 2;
    return (mkr_risk_box){g->left, top, g->left + g->cell * size, top + g->row * size};
}

/* ---- risk_plate.c */
void mkr_risk_plates_fill(mkr_risk_drawn *d); /* which risks stand where, and what the plates say of them */
mkr_risk_box mkr_risk_plate_box(const mkr_risk_drawn *d, const uint32_t at[2]); /* of a cell that has one */
/* Of the score in a cell: in the middle, or, where there is a plate, in the upper left corner. */
mkr_risk_box mkr_risk_score_box(const mkr_risk_drawn *d, const uint32_t at[2]);
void mkr_risk_plate_ground(const mkr_risk_drawn *d, mkr_risk_box box);
void mkr_risk_plate_draw(const mkr_risk_drawn *d, const uint32_t at[2]); /* with the score */

/* ---- risk_route.c */
enum { MKR_RISK_BENDS = 5 }; /* points of a way at most */

typedef struct mkr_risk_way { /* of an arrow */
    mkr_point at[MKR_RISK_BENDS];
    size_t n; /* points; 0: there is no way */
    bool ringed; /* it begins with a small open dot: its cell has no plate to begin at */
    const char *name; /* whose it is, at its tail; NULL: nothing stands there */
    mkr_risk_box name_box;
} mkr_risk_way;

/* The way of a move, where `n` other ways are taken. */
mkr_risk_way mkr_risk_route(const mkr_risk_drawn *d, const mkr_risk_move *move, const mkr_risk_way *others,
                            size_t n);
bool mkr_risk_way_meets(const mkr_risk_way *way, mkr_risk_box box);
int64_t mkr_risk_distance(mkr_point a, mkr_point b);

/* ---- risk_move.c */
mkr_risk_way *mkr_risk_moves_draw(const mkr_risk_drawn *d); /* gives their ways */
void mkr_risk_move_draw(const mkr_risk_drawn *d, const mkr_risk_way *way);

#endif
