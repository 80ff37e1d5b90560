/* risk_move.c - the arrows of a risk map: from the cell where risks were to the one where they are, or are to
 * come to.
 *
 * An arrow begins at the edge of the plate of the cell it leaves, or, where that shows a score, with a small
 * open dot beside the score. */
#include "chart/risk_map.h"

#include <stdlib.h>

enum {
    LINE = 1300,
    HEAD = MKR_PT(6), /* length of the head, */
    HEAD_HALF = 2700, /* and half of its width */
    HEAD_LAP = MKR_PT(1), /* the line goes so far into it */
    RING_R = 2500, /* of the open dot, to its outer edge */
    RING_LINE = MKR_PT(1),
    GAP = MKR_PT(1), /* between an arrow and what it leads to */
    LANE = MKR_PT(5), /* between arrows that would lie on each other */
    LANES = 5,
    SCORE_HALF = MKR_PT(8), /* half of the width of a score in a cell */
};

typedef struct vector { /* in cells, or in 1/1000 pt */
    int64_t x, y;
} vector;

static vector between(const uint32_t from[2], const uint32_t to[2]) {
    return (vector){(int64_t)to[1] - from[1], (int64_t)to[0] - from[0]};
}

static int64_t cross(vector a, vector b) {
    return a.x * b.y - a.y * b.x;
}

static int64_t dot(vector a, vector b) {
    return a.x * b.x + a.y * b.y;
}

/* Do two moves lie on one line, and for a stretch on each other? */
static bool lie_together(const mkr_risk_move *a, const mkr_risk_move *b) {
    vector along = between(a->from, a->to), p = between(a->from, b->from), q = between(a->from, b->to);
    if (cross(along, p) || cross(along, q))
        return false;
    int64_t length = dot(along, along), s = dot(along, p), t = dot(along, q);
    return (s > t ? s : t) > 0 && (s < t ? s : t) < length;
}

/* The lowest lane that no move before it has there. */
static unsigned lane_of(const mkr_risk_drawn *d, const unsigned *lanes, size_t move) {
    for (unsigned lane = 0; lane < LANES; lane++) {
        bool taken = false;
        for (size_t i = 0; i < move && !taken; i++)
            taken = lanes[i] == lane && lie_together(&d->map->moves[i], &d->map->moves[move]);
        if (!taken)
            return lane;
    }
    return 0;
}

static int64_t length_of(vector v) {
    return mkr_root(dot(v, v));
}

/* How far it is from the middle of a cell, moved aside, in a direction to the edge of what stands there. */
static mkr_len to_edge(mkr_point half, vector aside, vector way, int64_t length) {
    int64_t x = INT32_MAX, y = INT32_MAX;
    if (way.x)
        x = (half.x - (way.x > 0 ? aside.x : -aside.x)) * length / llabs(way.x);
    if (way.y)
        y = (half.y - (way.y > 0 ? aside.y : -aside.y)) * length / llabs(way.y);
    int64_t least = x < y ? x : y;
    return (mkr_len)(least > 0 ? least : 0) + GAP;
}

/* Lanes lie 0, +1, -1, +2, -2 beside the line through the middles, on the same side both ways. */
static mkr_risk_arrow_line arrow_of(const mkr_risk_drawn *d, const mkr_risk_move *m, unsigned lane) {
    mkr_point a = mkr_risk_middle(&d->g, m->from), b = mkr_risk_middle(&d->g, m->to);
    vector way = {b.x - a.x, b.y - a.y};
    int64_t length = length_of(way), side = (int64_t)LANE * ((lane + 1) / 2);
    bool backwards = way.x < 0 || (way.x == 0 && way.y < 0);
    if (backwards != (lane % 2 == 0))
        side = -side;
    vector aside = {-way.y * side / length, way.x * side / length}, back = {-way.x, -way.y};
    return (mkr_risk_arrow_line){.from = {a.x + (mkr_len)aside.x, a.y + (mkr_len)aside.y},
                                 .to = {b.x + (mkr_len)aside.x, b.y + (mkr_len)aside.y},
                                 .after = to_edge(mkr_risk_extent(d, m->from), aside, way, length),
                                 .before = to_edge(mkr_risk_extent(d, m->to), aside, back, length),
                                 .ringed = d->plates[mkr_risk_cell(d->g.scale, m->from)].lines == 0};
}

/* Where it is so far along the arrow and so far beside it. */
static mkr_point place_on(const mkr_risk_arrow_line *a, vector way, int64_t length, int64_t along,
                          int64_t beside) {
    return (mkr_point){a->from.x + (mkr_len)((along * way.x - beside * way.y) / length),
                       a->from.y + (mkr_len)((along * way.y + beside * way.x) / length)};
}

/* The head is solid and the ring open, so that neither is taken for the other where arrows are short. */
void mkr_risk_move_draw(const mkr_risk_drawn *d, const mkr_risk_arrow_line *a) {
    const mkr_canvas *c = d->g.canvas;
    vector way = {a->to.x - a->from.x, a->to.y - a->from.y};
    int64_t length = length_of(way), begin = a->after, tip = length - a->before;
    if (tip <= begin)
        return;
    int64_t head = tip - begin < HEAD ? tip - begin : HEAD;
    bool ringed = a->ringed && tip - begin >= 2 * RING_R + HEAD;
    mkr_point ring = place_on(a, way, length, begin + RING_R, 0);
    begin += ringed ? 2 * RING_R : 0;
    const mkr_point line[] = {place_on(a, way, length, begin, 0),
                              place_on(a, way, length, tip - head + HEAD_LAP, 0)};
    const mkr_point tips[] = {place_on(a, way, length, tip - head, -HEAD_HALF),
                              place_on(a, way, length, tip, 0),
                              place_on(a, way, length, tip - head, HEAD_HALF)};
    if (tip - head + HEAD_LAP > begin)
        mkr_draw_points(c->to, c->elem, line, 2, false, mkr_pen_line(c->style->ink, LINE));
    mkr_draw_points(c->to, c->elem, tips, 3, true, mkr_pen_fill(c->style->ink));
    if (ringed)
        mkr_draw_circle(c->to, c->elem, ring.x, ring.y, RING_R - RING_LINE / 2,
                        (mkr_pen){.fill = c->style->paper, .stroke = c->style->ink, .width = RING_LINE});
}

mkr_risk_arrow_line *mkr_risk_moves_draw(const mkr_risk_drawn *d) {
    mkr_risk_arrow_line *arrows = mkr_alloc_array(d->g.scratch, d->map->n_moves, sizeof *arrows);
    unsigned *lanes = mkr_alloc_array(d->g.scratch, d->map->n_moves, sizeof *lanes);
    for (size_t i = 0; i < d->map->n_moves; i++) {
        lanes[i] = lane_of(d, lanes, i);
        arrows[i] = arrow_of(d, &d->map->moves[i], lanes[i]);
        mkr_risk_move_draw(d, &arrows[i]);
    }
    return arrows;
}

bool mkr_risk_move_passes(const mkr_risk_arrow_line *a, mkr_point c) {
    vector way = {a->to.x - a->from.x, a->to.y - a->from.y}, there = {c.x - a->from.x, c.y - a->from.y};
    int64_t length = length_of(way), along = dot(way, there) / length;
    return along > a->after && along < length - a->before && llabs(cross(way, there)) / length < SCORE_HALF;
}
