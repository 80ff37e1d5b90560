/* wheel.h - what the files of the performance wheel share: sectors of rings and what stands in them. Private
 * to src/chart. */
#ifndef MKR_CHART_WHEEL_H
#define MKR_CHART_WHEEL_H

#include "chart/plot.h"

/* ---- arc.c: angles in millionths of a degree, clockwise from 12 o'clock; sectors of rings */
typedef int32_t mkr_angle;
#define MKR_DEGREE 1000000
#define MKR_TURN (360 * MKR_DEGREE)

typedef struct mkr_sector {
    mkr_point centre;
    mkr_len inner, outer; /* radii */
    mkr_angle from, to; /* at most a turn */
} mkr_sector;

mkr_point mkr_polar(mkr_point centre, mkr_len r, mkr_angle a);
/* How far right of the ray from the centre a point lies, for who looks along it. */
mkr_len mkr_angle_beside(mkr_point centre, mkr_angle a, mkr_point p);
void mkr_sector_draw(mkr_items *to, uint32_t elem, const mkr_sector *sector, mkr_pen pen);

/* ---- wheel_label.c: what stands in the segments of a wheel, so that all of it lies within them */
typedef enum mkr_wheel_stacking {
    MKR_WHEEL_COLUMN, /* reference, shape and word under one another */
    MKR_WHEEL_TWO_LINES, /* shape and reference beside one another, word below */
    MKR_WHEEL_LINE
} mkr_wheel_stacking;

typedef struct mkr_wheel_label {
    const char *ref; /* cut where nothing else helps; "" in the narrowest of segments */
    mkr_point ref_at, word_at; /* middles of baselines */
    mkr_point shape; /* its middle */
} mkr_wheel_label;

typedef struct mkr_wheel_labels {
    mkr_wheel_label *at; /* by segment */
    mkr_len ref_size;
    bool words; /* else the shapes stand for the words, which the middle of the wheel gives beside them */
} mkr_wheel_labels;

enum { MKR_WHEEL_WORD = MKR_PT(9), MKR_WHEEL_SHAPE = MKR_PT(8) }; /* type sizes */

/* `sectors`: of the segments, in their order. */
mkr_wheel_labels mkr_wheel_labels_place(mkr_arena *arena, const mkr_canvas *canvas, const mkr_wheel *wheel,
                                        const mkr_sector *sectors);

#endif
