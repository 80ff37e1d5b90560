/* risk.h - the ground that risks stand on, for a matrix of one and a map of many. Private to src/chart. */
#ifndef MKR_CHART_RISK_H
#define MKR_CHART_RISK_H

#include "chart/plot.h"

enum {
    MKR_RISK_TO_BASE = 3300, /* from the middle of a cell, marker or line of the key down to its baseline */
    MKR_RISK_KEY_TEXT = MKR_PT(18), /* from the key's left edge to its words */
    MKR_RISK_KEY_STEP = MKR_PT(18),
    MKR_RISK_KEY_WIDTH = MKR_PT(98),
    MKR_RISK_BAND_WIDTH = MKR_PT(122), /* of one column of the bands, where there are several */
};

typedef struct mkr_risk_cells { /* sizes wanted */
    mkr_len row; /* height of a cell */
    mkr_len widest; /* cell */
    mkr_len beside; /* width of a cell that is given up for a key beside the grid, rather than below it */
    mkr_len most; /* width of all cells */
} mkr_risk_cells;

typedef struct mkr_risk_grid {
    const mkr_canvas *canvas;
    const mkr_risk_scale *scale;
    mkr_arena *scratch; /* strings, until it is drawn */
    mkr_len left; /* edge of the cells */
    mkr_len cell, row; /* width and height of one */
    bool key_below;
} mkr_risk_grid;

/* A place is likelihood and impact. */
bool mkr_risk_on_scale(const mkr_risk_scale *scale, const uint32_t place[2]);
mkr_risk_grid mkr_risk_grid_fit(const mkr_canvas *canvas, mkr_arena *scratch, const mkr_risk_cells *cells);
mkr_point mkr_risk_middle(const mkr_risk_grid *g, const uint32_t place[2]);
mkr_len mkr_risk_foot(const mkr_risk_grid *g); /* below the words of the impacts */
mkr_point mkr_risk_key_place(const mkr_risk_grid *g); /* left end and middle of the key's first line */
void mkr_risk_ground_draw(const mkr_risk_grid *g); /* the bands and the lines between them */
void mkr_risk_words_draw(const mkr_risk_grid *g); /* of the axes */
void mkr_risk_product_draw(const mkr_risk_grid *g, const uint32_t place[2]);
/* From `after` behind one point to `before` ahead of another; nothing when that leaves nothing. */
void mkr_risk_arrow(const mkr_risk_grid *g, mkr_point from, mkr_point to, mkr_len after, mkr_len before);
/* The bands with their scores, highest first, in columns, from a line with its middle at y on; gives the
 * middle of the line after them. */
mkr_len mkr_risk_bands_draw(const mkr_risk_grid *g, mkr_len x, mkr_len y, size_t columns);
void mkr_risk_text(const mkr_risk_grid *g, mkr_label look, int align, mkr_len x, mkr_len y, const char *s);
const char *mkr_risk_number(const mkr_risk_grid *g, uint32_t n);

#endif
