/* risk_move.c - the arrows of a risk map: from the cell where risks were to the one where they are, or are to
 * come to, and, near their tails, whose they are where the plates do not tell.
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
    NAME_SIZE = 8500,
    NAME_PAD = MKR_PT(1), /* white at either end of a name, */
    NAME_HALF = 4500, /* and half of its height */
    NAME_TO_BASE = 3000, /* from the middle of a name down to its baseline */
    NAME_WIDEST = MKR_PT(90),
    NAME_STEP = MKR_PT(2), /* between the places that are tried along an arrow */
    NAME_BESIDE = 1500, /* from an arrow to a name beside it, */
    NAME_CLEAR = MKR_PT(2), /* and from a name to a plate or another name */

    /* what a place of a name costs, in points from the tail */
    COST_BESIDE = 6,
    COST_COVERED = 1000, /* no name stands there */
};

/* ---- the arrow */

/* So far from a on the line to b, and so far beside it. */
static mkr_point place_on(mkr_point a, mkr_point b, int64_t along, int64_t beside) {
    int64_t x = b.x - a.x, y = b.y - a.y, length = mkr_risk_distance(a, b);
    return length ? (mkr_point){a.x + (mkr_len)((along * x - beside * y) / length),
                                a.y + (mkr_len)((along * y + beside * x) / length)}
                  : a;
}

/* The head is solid and the ring open, so that neither is taken for the other where arrows are short. */
void mkr_risk_move_draw(const mkr_risk_drawn *d, const mkr_risk_way *way) {
    const mkr_canvas *c = d->g.canvas;
    if (way->n < 2)
        return;
    mkr_point line[MKR_RISK_BENDS], a = way->at[way->n - 2], tip = way->at[way->n - 1];
    int64_t last = mkr_risk_distance(a, tip), first = mkr_risk_distance(way->at[0], way->at[1]);
    int64_t head = last < HEAD ? last : HEAD;
    bool ringed = way->ringed && first >= 2 * RING_R + (way->n == 2 ? HEAD : 0);
    for (size_t i = 0; i < way->n; i++)
        line[i] = way->at[i];
    mkr_point ring = place_on(line[0], line[1], RING_R, 0);
    line[0] = place_on(line[0], line[1], ringed ? 2 * RING_R : 0, 0);
    line[way->n - 1] = place_on(a, tip, last - head + HEAD_LAP, 0);
    const mkr_point tips[] = {place_on(a, tip, last - head, -HEAD_HALF), tip,
                              place_on(a, tip, last - head, HEAD_HALF)};
    if (way->n > 2 || last - head + HEAD_LAP > (ringed ? 2 * RING_R : 0))
        mkr_draw_points(c->to, c->elem, line, way->n, false, mkr_pen_line(c->style->ink, LINE));
    mkr_draw_points(c->to, c->elem, tips, 3, true, mkr_pen_fill(c->style->ink));
    if (ringed)
        mkr_draw_circle(c->to, c->elem, ring.x, ring.y, RING_R - RING_LINE / 2,
                        (mkr_pen){.fill = c->style->paper, .stroke = c->style->ink, .width = RING_LINE});
}

/* ---- whose it is */

typedef struct naming {
    const mkr_risk_drawn *d;
    mkr_risk_way *ways;
    size_t way; /* the one that is named */
    mkr_len half; /* of the width of the name, with the white at its ends */
    mkr_risk_box best;
    int64_t cost;
} naming;

static bool meet(mkr_risk_box a, mkr_risk_box b) {
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

static bool is_in_grid(const mkr_risk_grid *g, mkr_risk_box box) {
    mkr_risk_box all = mkr_risk_cells_box(g);
    return box.x0 >= all.x0 && box.x1 <= all.x1 && box.y0 >= all.y0 && box.y1 <= all.y1;
}

/* Does it cover a plate or a score? */
static bool covers_cell(const naming *n, mkr_risk_box box) {
    const mkr_risk_scale *scale = n->d->g.scale;
    for (uint32_t likelihood = 1; likelihood <= scale->size; likelihood++)
        for (uint32_t impact = 1; impact <= scale->size; impact++) {
            const uint32_t at[2] = {likelihood, impact};
            bool plate = n->d->plates[mkr_risk_cell(scale, at)].lines > 0;
            if (meet(box, mkr_risk_score_box(n->d, at)) ||
                (plate && meet(box, mkr_risk_box_grown(mkr_risk_plate_box(n->d, at), NAME_CLEAR))))
                return true;
        }
    return false;
}

/* The ends of an arrow, with its head and ring. */
static bool covers_ends(const mkr_risk_way *way, mkr_risk_box box) {
    mkr_point tip = way->at[way->n - 1], neck = place_on(tip, way->at[way->n - 2], HEAD + HEAD_LAP, 0);
    mkr_risk_box head = {tip.x < neck.x ? tip.x : neck.x, tip.y < neck.y ? tip.y : neck.y,
                         tip.x > neck.x ? tip.x : neck.x, tip.y > neck.y ? tip.y : neck.y};
    mkr_point ring = place_on(way->at[0], way->at[1], RING_R, 0);
    mkr_risk_box dot = {ring.x, ring.y, ring.x, ring.y};
    return meet(box, mkr_risk_box_grown(head, HEAD_HALF)) ||
           (way->ringed && meet(box, mkr_risk_box_grown(dot, RING_R)));
}

static bool is_free(const naming *n, mkr_risk_box box) {
    if (!is_in_grid(&n->d->g, box) || covers_cell(n, box))
        return false;
    for (size_t i = 0; i < n->d->map->n_moves; i++) {
        const mkr_risk_way *way = &n->ways[i];
        if (covers_ends(way, box) || (i != n->way && mkr_risk_way_meets(way, box)) ||
            (i < n->way && way->name && meet(box, mkr_risk_box_grown(way->name_box, NAME_CLEAR))))
            return false;
    }
    return true;
}

static void try_place(naming *n, mkr_point middle, int64_t cost) {
    mkr_risk_box box = {middle.x - n->half, middle.y - NAME_HALF, middle.x + n->half, middle.y + NAME_HALF};
    if (cost < n->cost && is_free(n, box)) {
        n->cost = cost;
        n->best = box;
    }
}

/* On the arrow, as near to its tail as may be, or else beside it. */
static void try_places(naming *n) {
    const mkr_risk_way *way = &n->ways[n->way];
    int64_t from_tail = 0;
    for (size_t i = 1; i < way->n; i++) {
        mkr_point a = way->at[i - 1], b = way->at[i];
        int64_t length = mkr_risk_distance(a, b), x = llabs((int64_t)b.x - a.x),
                y = llabs((int64_t)b.y - a.y);
        /* The name touches the line at its side where the line is steep, at its foot where it is flat. */
        int64_t away = length ? (y * n->half + x * NAME_HALF) / length + NAME_BESIDE : 0;
        for (int64_t along = 0; along <= length; along += NAME_STEP)
            for (int side = -1; side <= 1; side++)
                try_place(n, place_on(a, b, along, side * away),
                          (from_tail + along) / MKR_PT(1) + (side ? COST_BESIDE : 0));
        from_tail += length;
    }
}

/* Find places for the names of the arrows; one without a place has none, and the note tells of it. */
static void place_names(const mkr_risk_drawn *d, mkr_risk_way *ways) {
    const mkr_canvas *c = d->g.canvas;
    mkr_label look = {c->style->semibold, NAME_SIZE, c->style->ink};
    for (size_t i = 0; i < d->map->n_moves; i++) {
        const char *refs = d->map->moves[i].refs;
        if (!refs || !*refs || ways[i].n < 2)
            continue;
        const char *name = mkr_text_fit(d->g.scratch, c->style->fonts, &look, refs, NAME_WIDEST, c->where);
        mkr_len width = mkr_text_width(c->style->fonts, &look, name, c->where);
        naming n = {.d = d, .ways = ways, .way = i, .half = width / 2 + NAME_PAD, .cost = COST_COVERED};
        try_places(&n);
        ways[i].name = n.cost < COST_COVERED ? name : NULL;
        ways[i].name_box = n.best;
    }
}

static void draw_name(const mkr_risk_drawn *d, const mkr_risk_way *way) {
    const mkr_canvas *c = d->g.canvas;
    mkr_risk_box b = way->name_box;
    mkr_draw_rect(c->to, c->elem, b.x0, b.y0, b.x1 - b.x0, b.y1 - b.y0, mkr_pen_fill(c->style->paper));
    mkr_risk_text(&d->g, (mkr_label){c->style->semibold, NAME_SIZE, c->style->ink}, MKR_CENTRE,
                  (b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2 + NAME_TO_BASE, way->name);
}

mkr_risk_way *mkr_risk_moves_draw(const mkr_risk_drawn *d) {
    size_t n = d->map->n_moves;
    mkr_risk_way *ways = mkr_alloc_array(d->g.scratch, n, sizeof *ways);
    for (size_t i = 0; i < n; i++)
        ways[i] = mkr_risk_route(d, &d->map->moves[i], ways, i);
    place_names(d, ways);
    for (size_t i = 0; i < n; i++)
        mkr_risk_move_draw(d, &ways[i]);
    for (size_t i = 0; i < n; i++)
        if (ways[i].name)
            draw_name(d, &ways[i]);
    return ways;
}
