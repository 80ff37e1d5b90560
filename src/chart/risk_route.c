/* risk_route.c - the ways of the arrows of a risk map: from one cell to another, beside the plates and not
 * behind them.
 *
 * Of some dozens of ways the cheapest is taken: straight ones, moved aside by some lanes, and ways with bends
 * that run between the plates, along the edges of the cells, where no plate reaches. A bend, a score or
 * another arrow that is crossed count as so many points of length; a plate more than all of these. */
#include "chart/risk_map.h"

#include <stdlib.h>

enum {
    GAP = MKR_PT(1), /* between an arrow and what it leads from and to */
    CLEAR = MKR_PT(1), /* and what it passes */
    LANE = MKR_PT(4), /* between arrows side by side */
    LANES = 4, /* on either side of the middle */
    RIM = MKR_PT(2), /* an arrow keeps so far inside the cells */
    TOGETHER = 3500, /* arrows side by side that are nearer are taken for one */
    STRETCH = MKR_PT(2), /* so much of them at least */

    /* in points of length */
    COST_LANE = 2,
    COST_EDGE = 8, /* on the edge itself of cells, where lines between bands are */
    COST_BEND = 25,
    COST_SCORE = 6,
    COST_CROSSING = 20,
    COST_TOGETHER = 300,
    COST_PLATE = 100000,
};

typedef struct search {
    const mkr_risk_drawn *d;
    const mkr_risk_way *others; /* found before */
    size_t n_others;
    mkr_risk_box from, to; /* what stands in the two cells, with the gap */
    mkr_point a, b; /* their middles */
    mkr_risk_way best;
    int64_t cost;
} search;

/* ---- lines and boxes */

static int64_t cross(mkr_point o, mkr_point a, mkr_point b) {
    return ((int64_t)a.x - o.x) * ((int64_t)b.y - o.y) - ((int64_t)a.y - o.y) * ((int64_t)b.x - o.x);
}

int64_t mkr_risk_distance(mkr_point a, mkr_point b) {
    int64_t x = b.x - a.x, y = b.y - a.y;
    return mkr_root(x * x + y * y);
}

/* More than its edge. */
static bool line_meets(mkr_point a, mkr_point b, mkr_risk_box box) {
    if ((a.x <= box.x0 && b.x <= box.x0) || (a.x >= box.x1 && b.x >= box.x1) ||
        (a.y <= box.y0 && b.y <= box.y0) || (a.y >= box.y1 && b.y >= box.y1))
        return false;
    const mkr_point corners[] = {{box.x0, box.y0}, {box.x1, box.y0}, {box.x1, box.y1}, {box.x0, box.y1}};
    bool left = false, right = false;
    for (size_t i = 0; i < 4; i++) {
        int64_t side = cross(a, b, corners[i]);
        left = left || side < 0;
        right = right || side > 0;
    }
    return left && right;
}

bool mkr_risk_way_meets(const mkr_risk_way *way, mkr_risk_box box) {
    for (size_t i = 1; i < way->n; i++)
        if (line_meets(way->at[i - 1], way->at[i], box))
            return true;
    return false;
}

static bool lines_cross(const mkr_point a[2], const mkr_point b[2]) {
    int64_t p = cross(a[0], a[1], b[0]), q = cross(a[0], a[1], b[1]), r = cross(b[0], b[1], a[0]),
            s = cross(b[0], b[1], a[1]);
    return ((p < 0) != (q < 0)) && ((r < 0) != (s < 0));
}

/* How far a point lies along a line of that length. */
static int64_t along(const mkr_point a[2], int64_t length, mkr_point p) {
    return (((int64_t)a[1].x - a[0].x) * ((int64_t)p.x - a[0].x) +
            ((int64_t)a[1].y - a[0].y) * ((int64_t)p.y - a[0].y)) /
           length;
}

/* Do two lines run side by side so closely that they would be taken for one? */
static bool lie_together(const mkr_point a[2], const mkr_point b[2]) {
    int64_t length = mkr_risk_distance(a[0], a[1]);
    if (length == 0 || llabs(cross(a[0], a[1], b[0])) / length >= TOGETHER ||
        llabs(cross(a[0], a[1], b[1])) / length >= TOGETHER)
        return false;
    int64_t p = along(a, length, b[0]), q = along(a, length, b[1]);
    int64_t low = p < q ? p : q, high = p < q ? q : p;
    return (high < length ? high : length) - (low > 0 ? low : 0) > STRETCH;
}

/* ---- what a way costs */

static int64_t cost_of_cells(const search *s, const mkr_risk_way *way) {
    const mkr_risk_grid *g = &s->d->g;
    int64_t cost = 0;
    for (uint32_t likelihood = 1; likelihood <= g->scale->size; likelihood++)
        for (uint32_t impact = 1; impact <= g->scale->size; impact++) {
            const uint32_t at[2] = {likelihood, impact};
            mkr_risk_box score = mkr_risk_score_box(s->d, at), plate = mkr_risk_plate_box(s->d, at);
            cost += mkr_risk_way_meets(way, score) ? COST_SCORE : 0;
            if (s->d->plates[mkr_risk_cell(g->scale, at)].lines &&
                mkr_risk_way_meets(way, mkr_risk_box_grown(plate, CLEAR - 1)))
                cost += COST_PLATE;
        }
    return cost;
}

static int64_t cost_of_others(const search *s, const mkr_risk_way *way) {
    int64_t cost = 0;
    for (size_t o = 0; o < s->n_others; o++)
        for (size_t i = 1; i < way->n; i++)
            for (size_t k = 1; k < s->others[o].n; k++) {
                const mkr_point *line = &way->at[i - 1], *other = &s->others[o].at[k - 1];
                cost += lie_together(line, other)  ? COST_TOGETHER
                        : lines_cross(line, other) ? COST_CROSSING
                                                   : 0;
            }
    return cost;
}

/* Take the way if it is the cheapest so far; `cost` is what it has already. */
static void consider(search *s, const mkr_point *at, size_t n, int64_t cost) {
    mkr_risk_way way = {.n = 0};
    for (size_t i = 0; i < n; i++)
        if (way.n == 0 || at[i].x != way.at[way.n - 1].x || at[i].y != way.at[way.n - 1].y)
            way.at[way.n++] = at[i];
    if (way.n < 2)
        return;
    cost += COST_BEND * ((int64_t)way.n - 2);
    for (size_t i = 1; i < way.n; i++)
        cost += mkr_risk_distance(way.at[i - 1], way.at[i]) / MKR_PT(1);
    if (cost >= s->cost)
        return;
    cost += cost_of_cells(s, &way);
    if (cost < s->cost)
        cost += cost_of_others(s, &way);
    if (cost < s->cost) {
        s->cost = cost;
        s->best = way;
    }
}

/* ---- straight ways */

/* Where the line from p, which is in the box, to q leaves it. */
static mkr_point leave(mkr_risk_box box, mkr_point p, mkr_point q) {
    int64_t x = (int64_t)q.x - p.x, y = (int64_t)q.y - p.y;
    int64_t to_x = x > 0 ? box.x1 - p.x : p.x - box.x0, to_y = y > 0 ? box.y1 - p.y : p.y - box.y0;
    if (x && (!y || to_x * llabs(y) <= to_y * llabs(x)))
        return (mkr_point){x > 0 ? box.x1 : box.x0, p.y + (mkr_len)(y * to_x / llabs(x))};
    return (mkr_point){p.x + (mkr_len)(y ? x * to_y / llabs(y) : 0), y > 0 ? box.y1 : box.y0};
}

static bool holds(mkr_risk_box box, mkr_point p) {
    return p.x > box.x0 && p.x < box.x1 && p.y > box.y0 && p.y < box.y1;
}

static void try_straight(search *s) {
    if (holds(s->to, (mkr_point){s->b.x, s->a.y})) /* level from cell to cell, */
        s->b.y = s->a.y;
    if (holds(s->to, (mkr_point){s->a.x, s->b.y})) /* or upright */
        s->b.x = s->a.x;
    int64_t length = mkr_risk_distance(s->a, s->b);
    for (int lane = -LANES; lane <= LANES && length > 0; lane++) {
        mkr_len x = (mkr_len)(((int64_t)s->a.y - s->b.y) * LANE * lane / length),
                y = (mkr_len)(((int64_t)s->b.x - s->a.x) * LANE * lane / length);
        mkr_point a = {s->a.x + x, s->a.y + y}, b = {s->b.x + x, s->b.y + y};
        if (!holds(s->from, a) || !holds(s->to, b) || holds(s->from, b) || holds(s->to, a))
            continue;
        const mkr_point line[] = {leave(s->from, a, b), leave(s->to, b, a)};
        consider(s, line, 2, COST_LANE * abs(lane));
    }
}

/* ---- ways along the edges of cells */

/* The edges of a cell, low and high, each with a lane on either side. */
enum { EDGES = 6 };

static void edges_of(mkr_len low, mkr_len high, mkr_len first, mkr_len last, mkr_len out[EDGES]) {
    for (int i = 0; i < EDGES; i++) {
        mkr_len at = (i < EDGES / 2 ? low : high) + (i % 3 - 1) * LANE;
        out[i] = at < first + RIM ? first + RIM : at > last - RIM ? last - RIM : at;
    }
}

static int64_t cost_of_edge(int i) {
    return i % 3 == 1 ? COST_EDGE : 0;
}

static mkr_len nearer(mkr_len to, mkr_len low, mkr_len high) {
    return to < (low + high) / 2 ? low : high;
}

/* Out at the side to a vertical edge, along it, and in: at a side of the other, or, along a row's edge, from
 * above or below. */
static void try_vertical(search *s, mkr_len x, int64_t cost, const mkr_len rows[EDGES]) {
    mkr_point out = {nearer(x, s->from.x0, s->from.x1), s->a.y}, in = {nearer(x, s->to.x0, s->to.x1), s->b.y};
    consider(s, (mkr_point[]){out, {x, out.y}, {x, in.y}, in}, 4, cost);
    for (int i = 0; i < EDGES; i++) {
        mkr_point end = {s->b.x, nearer(rows[i], s->to.y0, s->to.y1)};
        consider(s, (mkr_point[]){out, {x, out.y}, {x, rows[i]}, {end.x, rows[i]}, end}, 5,
                 cost + cost_of_edge(i));
    }
}

/* The same with the axes exchanged. */
static void try_horizontal(search *s, mkr_len y, int64_t cost, const mkr_len columns[EDGES]) {
    mkr_point out = {s->a.x, nearer(y, s->from.y0, s->from.y1)}, in = {s->b.x, nearer(y, s->to.y0, s->to.y1)};
    consider(s, (mkr_point[]){out, {out.x, y}, {in.x, y}, in}, 4, cost);
    for (int i = 0; i < EDGES; i++) {
        mkr_point end = {nearer(columns[i], s->to.x0, s->to.x1), s->b.y};
        consider(s, (mkr_point[]){out, {out.x, y}, {columns[i], y}, {columns[i], end.y}, end}, 5,
                 cost + cost_of_edge(i));
    }
}

static void try_edges(search *s, const mkr_risk_move *m) {
    const mkr_risk_grid *g = &s->d->g;
    mkr_point from = mkr_risk_middle(g, m->from), to = mkr_risk_middle(g, m->to);
    mkr_len width = g->cell / 2, height = g->row / 2;
    mkr_risk_box all = mkr_risk_cells_box(g);
    mkr_len columns[2][EDGES], rows[2][EDGES];
    edges_of(from.x - width, from.x + width, all.x0, all.x1, columns[0]);
    edges_of(to.x - width, to.x + width, all.x0, all.x1, columns[1]);
    edges_of(from.y - height, from.y + height, all.y0, all.y1, rows[0]);
    edges_of(to.y - height, to.y + height, all.y0, all.y1, rows[1]);
    for (int end = 0; end < 2; end++)
        for (int i = 0; i < EDGES; i++) {
            try_vertical(s, columns[end][i], cost_of_edge(i), rows[1]);
            try_horizontal(s, rows[end][i], cost_of_edge(i), columns[1]);
        }
}

mkr_risk_way mkr_risk_route(const mkr_risk_drawn *d, const mkr_risk_move *m, const mkr_risk_way *others,
                            size_t n) {
    search s = {.d = d, .others = others, .n_others = n, .cost = INT64_MAX};
    bool plate[2] = {d->plates[mkr_risk_cell(d->g.scale, m->from)].lines > 0,
                     d->plates[mkr_risk_cell(d->g.scale, m->to)].lines > 0};
    s.from =
        mkr_risk_box_grown(plate[0] ? mkr_risk_plate_box(d, m->from) : mkr_risk_score_box(d, m->from), GAP);
    s.to = mkr_risk_box_grown(plate[1] ? mkr_risk_plate_box(d, m->to) : mkr_risk_score_box(d, m->to), GAP);
    s.a = (mkr_point){(s.from.x0 + s.from.x1) / 2, (s.from.y0 + s.from.y1) / 2};
    s.b = (mkr_point){(s.to.x0 + s.to.x1) / 2, (s.to.y0 + s.to.y1) / 2};
    try_edges(&s, m);
    try_straight(&s);
    s.best.ringed = !plate[0];
    return s.best;
}
