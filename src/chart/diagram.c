/* diagram.c - draw nodes and arrows, and say them in words.
 *
 * Boxes of a layer begin together, and only edges are between layers. All edges lead along or across,
 * with right angles; what leads back does so in lanes beside the rest. */
#include "base/buffer.h"
#include "chart/diagram.h"

enum {
    LINE = 1100,
    OUTLINE = 750,
    HEAD = MKR_PT(6), /* length of an arrow head, and half its width: */
    HEAD_HALF = 2700,
    BESIDE = MKR_PT(4), /* off the middle of a node's side, where edges leave and arrive there */
    NARROWEST = MKR_PT(60), /* a diagram, however little room there is */
    HOPELESS = MKR_PT(100000) /* boxes so high together have no place on any page: none is sought */
};

static bool is_node(const mkr_plan *p, uint32_t stop) {
    return p->layers.stops[stop].kind == MKR_STOP_NODE;
}

/* ---- ink */

static mkr_point point_at(const mkr_plan *p, mkr_len across, mkr_len along) {
    return p->down ? (mkr_point){across, along} : (mkr_point){along, across};
}

static void put_piece(const mkr_plan *p, mkr_sketch *s, mkr_len x0, mkr_len y0, mkr_len x1, mkr_len y1) {
    mkr_point from = point_at(p, x0, y0), to = point_at(p, x1, y1);
    if (from.x != to.x || from.y != to.y)
        mkr_sketch_line(s, from.x, from.y, to.x, to.y);
}

/* Where a stop begins and ends along: a node where its layer does, and a label in the middle of that. Down, a
 * node is only as high as its words. */
static mkr_len begin_of(const mkr_plan *p, uint32_t stop) {
    uint32_t layer = p->layers.stops[stop].layer;
    if (p->layers.stops[stop].kind != MKR_STOP_LABEL)
        return p->begin[layer];
    return (p->begin[layer] + p->end[layer] - (p->down ? p->boxes[stop].height : p->boxes[stop].width)) / 2;
}
static mkr_len end_of(const mkr_plan *p, uint32_t stop) {
    mkr_len all = p->begin[p->layers.stops[stop].layer] + p->end[p->layers.stops[stop].layer];
    if (is_node(p, stop) && p->down)
        return begin_of(p, stop) + p->boxes[stop].height;
    return all - begin_of(p, stop);
}

typedef struct way { /* of a hop: across and along of its two ends */
    mkr_len x0, y0, x1, y1;
} way;

static way way_of(const mkr_plan *p, uint32_t h) {
    const mkr_hop *hop = &p->layers.hops[h];
    const mkr_stop *from = &p->layers.stops[hop->from], *to = &p->layers.stops[hop->to];
    return (way){from->at + p->out[h], end_of(p, hop->from), to->at + p->in[h], begin_of(p, hop->to)};
}

/* Straight out of the one layer, aside, and straight into the next. */
static void put_hop(const mkr_plan *p, mkr_sketch *s, uint32_t h) {
    const mkr_hop *hop = &p->layers.hops[h];
    way w = way_of(p, h);
    bool head = mkr_has_head(p, hop);
    mkr_len begin = w.y0 + (head && hop->back ? HEAD / 2 : 0);
    mkr_len end = w.y1 - (head && !hop->back ? HEAD / 2 : 0);
    if (w.x0 == w.x1) {
        put_piece(p, s, w.x0, begin, w.x1, end);
        return;
    }
    put_piece(p, s, w.x0, begin, w.x0, p->turn[h]);
    put_piece(p, s, w.x0, p->turn[h], w.x1, p->turn[h]);
    put_piece(p, s, w.x1, p->turn[h], w.x1, end);
}

/* Do edges meet the node's outer side in that direction? */
static bool has_beside(const mkr_plan *p, uint32_t stop, bool arrive) {
    for (uint32_t h = 0; h < p->layers.n_hops; h++) {
        const mkr_hop *hop = &p->layers.hops[h];
        if (hop->beside && (arrive ? hop->from : hop->to) == stop)
            return true;
    }
    return false;
}

/* Where a hop meets the outer side of its node: across and along. What arrives comes from further on. */
static mkr_point beside_of(const mkr_plan *p, const mkr_hop *hop, bool arrives) {
    uint32_t stop = arrives ? hop->from : hop->to;
    const mkr_stop *node = &p->layers.stops[stop];
    mkr_len y = (begin_of(p, stop) + end_of(p, stop)) / 2;
    if (has_beside(p, stop, !arrives))
        y += arrives ? BESIDE : -BESIDE;
    return (mkr_point){node->at + node->size / 2, y};
}

/* From the outer side of a node aside to its lane, and along it to the next layer. */
static void put_beside(const mkr_plan *p, mkr_sketch *s, const mkr_hop *hop) {
    bool arrives = is_node(p, hop->from);
    uint32_t lane = arrives ? hop->to : hop->from;
    mkr_len x = p->layers.stops[lane].at;
    mkr_point side = beside_of(p, hop, arrives);
    put_piece(p, s, side.x + (arrives ? HEAD / 2 : 0), side.y, x, side.y);
    put_piece(p, s, x, side.y, x, arrives ? begin_of(p, lane) : end_of(p, lane));
}

static void put_head(const mkr_plan *p, uint32_t h) {
    const mkr_hop *hop = &p->layers.hops[h];
    if (hop->beside) {
        mkr_point tip = beside_of(p, hop, true);
        const mkr_point head[] = {point_at(p, tip.x, tip.y), point_at(p, tip.x + HEAD, tip.y - HEAD_HALF),
                                  point_at(p, tip.x + HEAD, tip.y + HEAD_HALF)};
        mkr_draw_points(p->c->to, p->c->elem, head, 3, true, mkr_pen_fill(p->c->style->ink2));
        return;
    }
    way w = way_of(p, h);
    mkr_len x = hop->back ? w.x0 : w.x1, tip = hop->back ? w.y0 : w.y1,
            foot = hop->back ? tip + HEAD : tip - HEAD;
    const mkr_point head[] = {point_at(p, x, tip), point_at(p, x - HEAD_HALF, foot),
                              point_at(p, x + HEAD_HALF, foot)};
    mkr_draw_points(p->c->to, p->c->elem, head, 3, true, mkr_pen_fill(p->c->style->ink2));
}

/* Is there a head already where this one would be? */
static bool is_again(const mkr_plan *p, const mkr_layer *at, uint32_t h) {
    const mkr_hop *hop = &p->layers.hops[h];
    for (uint32_t i = at->hops; i < h; i++) {
        const mkr_hop *other = &p->layers.hops[i];
        if (other->back == hop->back && other->beside == hop->beside &&
            (hop->back ? other->from == hop->from && p->out[i] == p->out[h]
                       : other->to == hop->to && p->in[i] == p->in[h]))
            return true;
    }
    return false;
}

static void put_heads(const mkr_plan *p) {
    const mkr_layers *l = &p->layers;
    for (uint32_t i = 0; i < l->n; i++)
        for (uint32_t h = l->at[i].hops; h < l->at[i].hops + l->at[i].n_hops; h++)
            if (mkr_has_head(p, &l->hops[h]) && !is_again(p, &l->at[i], h))
                put_head(p, h);
}

static void put_edges(const mkr_plan *p) {
    const mkr_layers *l = &p->layers;
    mkr_sketch s = mkr_sketch_lines(p->c->to->arena, 3 * (size_t)l->n_hops + l->n_stops);
    for (uint32_t h = 0; h < l->n_hops; h++) {
        if (l->hops[h].beside)
            put_beside(p, &s, &l->hops[h]);
        else
            put_hop(p, &s, h);
    }
    for (uint32_t i = 0; i < l->n_stops; i++)
        if (!mkr_is_box(p, i))
            put_piece(p, &s, l->stops[i].at, p->begin[l->stops[i].layer], l->stops[i].at,
                      p->end[l->stops[i].layer]);
    mkr_pen pen = mkr_pen_line(p->c->style->ink2, LINE);
    pen.cap = pen.join = 1;
    mkr_sketch_paint(&s, p->c->to, p->c->elem, pen);
    put_heads(p);
}

static void put_node(const mkr_plan *p, uint32_t stop) {
    const mkr_stop *at = &p->layers.stops[stop];
    const mkr_node_box *b = &p->boxes[stop];
    mkr_len along = end_of(p, stop) - begin_of(p, stop);
    mkr_point corner = point_at(p, at->at - at->size / 2, begin_of(p, stop));
    mkr_draw_rect(p->c->to, p->c->elem, corner.x, corner.y, p->down ? at->size : along,
                  p->down ? along : at->size, mkr_pen_line(p->c->style->grey, OUTLINE));
    mkr_len y = corner.y + MKR_BOX_TOP;
    mkr_words_put(p->c, &b->name, MKR_LEFT, corner.x + MKR_BOX_PAD, y);
    mkr_words_put(p->c, &b->note, MKR_LEFT, corner.x + MKR_BOX_PAD,
                  y + mkr_words_drop(&b->name) + MKR_BOX_NOTE);
}

static void put_label(const mkr_plan *p, uint32_t stop) {
    const mkr_stop *at = &p->layers.stops[stop];
    const mkr_node_box *b = &p->boxes[stop];
    mkr_point middle = point_at(p, at->at, (p->begin[at->layer] + p->end[at->layer]) / 2);
    mkr_words_put(p->c, &b->name, MKR_CENTRE, middle.x, middle.y - b->height / 2 + MKR_LABEL_TOP);
}

/* With more room than they need, more edges are straight; what is left over is at the right, or below. */
static mkr_len place_across(mkr_plan *p) {
    mkr_len breadth = mkr_diagram_breadth(p), low = INT32_MAX, high = 0;
    mkr_len room = p->down ? mkr_larger(breadth, p->room) : 2 * breadth + 8 * MKR_GAP;
    mkr_layers_place(p->scratch, &p->layers, p->gap, room);
    for (uint32_t i = 0; i < p->layers.n_stops; i++) {
        const mkr_stop *stop = &p->layers.stops[i];
        low = mkr_smaller(low, stop->at - stop->size / 2);
        high = mkr_larger(high, stop->at + stop->size / 2);
    }
    for (uint32_t i = 0; i < p->layers.n_stops; i++)
        p->layers.stops[i].at -= low;
    return high - low;
}

mkr_len mkr_diagram_draw(const mkr_canvas *c, const mkr_diagram *d) {
    mkr_plan p = {.c = c, .d = d, .gap = MKR_GAP, .room = mkr_larger(c->room, NARROWEST)};
    if (d->n_nodes == 0)
        return 0;
    p.scratch = mkr_arena_child(c->to->arena);
    mkr_diagram_fit(&p);
    mkr_len boxes = mkr_diagram_boxes(&p);
    if (boxes >= HOPELESS) {
        mkr_arena_free(p.scratch);
        return boxes;
    }
    mkr_layers_order(p.scratch, &p.layers);
    mkr_len breadth = place_across(&p);
    mkr_diagram_route(&p);
    put_edges(&p);
    for (uint32_t i = 0; i < p.layers.n_stops; i++) {
        if (is_node(&p, i))
            put_node(&p, i);
        else if (mkr_is_box(&p, i))
            put_label(&p, i);
    }
    mkr_len height = p.down ? p.end[p.layers.n - 1] : breadth;
    mkr_arena_free(p.scratch);
    return height;
}

/* ---- in words */

static void say_node(mkr_buffer *out, const mkr_diagram *d, size_t i, bool *said) {
    mkr_buffer_puts(out, d->nodes[i].name);
    if (!said[i] && *d->nodes[i].note)
        mkr_buffer_printf(out, " (%s)", d->nodes[i].note);
    said[i] = true;
}

/* "Officers leads to Scrutiny and to Cabinet, labelled “urgent”.": one node and all that it leads to. */
static void say_edges(mkr_buffer *out, const mkr_diagram *d, size_t node, bool *said) {
    size_t n = 0, all = 0;
    bool labelled = false; /* the one before */
    for (size_t e = 0; e < d->n_edges; e++)
        all += d->edges[e].from == node;
    if (!all)
        return;
    mkr_buffer_puts(out, " ");
    say_node(out, d, node, said);
    mkr_buffer_puts(out, " leads");
    for (size_t e = 0; e < d->n_edges; e++) {
        if (d->edges[e].from != node)
            continue;
        bool last = ++n == all;
        mkr_buffer_printf(out, "%s to ", n == 1 ? "" : !last ? "," : labelled ? ", and" : " and");
        say_node(out, d, d->edges[e].to, said);
        labelled = *d->edges[e].label;
        if (labelled)
            mkr_buffer_printf(out, ", labelled “%s”", d->edges[e].label);
    }
    mkr_buffer_putc(out, '.');
}

/* All of it, however long: no table stands for a diagram. */
char *mkr_diagram_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_diagram *d) {
    (void)style;
    mkr_buffer out = mkr_buffer_new(arena);
    bool *said = mkr_alloc_array(arena, d->n_nodes, sizeof *said);
    mkr_buffer_printf(&out, "Diagram of %zu boxes.", d->n_nodes);
    for (size_t i = 0; i < d->n_nodes; i++)
        say_edges(&out, d, i, said);
    for (size_t i = 0; i < d->n_nodes; i++) {
        if (said[i])
            continue;
        mkr_buffer_puts(&out, " ");
        say_node(&out, d, i, said);
        mkr_buffer_puts(&out, " stands by itself.");
    }
    return mkr_strdup(arena, mkr_buffer_text(&out));
}
