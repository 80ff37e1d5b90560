/* diagram.c - draw nodes and arrows, and say them in words.
 *
 * Boxes of a layer are equally thick, so that only edges are between layers. An edge is straight where it
 * leaves and arrives, and leads aside between the layers. */
#include "base/buffer.h"
#include "chart/diagram.h"

enum {
    PLAIN_CHANNEL = MKR_PT(14), /* between layers, without arrow heads */
    WIDEST_CHANNEL = MKR_PT(60), /* so that edges that lead far aside are not too flat */
    FLATTEST = 5, /* that many along for one across */
    STUB = MKR_PT(10), /* an edge ends straight, with a head or */
    PLAIN_STUB = MKR_PT(4), /* without */
    PORT = MKR_PT(9), /* between edges at one side of a node; */
    NEAREST_PORT = MKR_PT(7), /* nearer than this their heads would touch: they end together */
    LINE = 1100,
    OUTLINE = 750,
    HEAD = MKR_PT(6), /* length of an arrow head, and half its width: */
    HEAD_HALF = 2700,
    LITTLE = MKR_PT(10),
    GAP = MKR_PT(12), /* between the boxes and edges of a layer */
    NARROWEST = MKR_PT(60) /* a diagram, however little room there is */
};

/* ---- places along */

static mkr_len thickness(const mkr_plan *p, uint32_t layer) {
    const mkr_layer *at = &p->layers.at[layer];
    mkr_len most = 0;
    for (uint32_t j = 0; j < at->n; j++)
        if (mkr_is_box(p, at->stops[j]))
            most = mkr_larger(most, p->down ? p->boxes[at->stops[j]].height : p->boxes[at->stops[j]].width);
    return most;
}

static bool is_node(const mkr_plan *p, uint32_t stop) {
    return p->layers.stops[stop].kind == MKR_STOP_NODE;
}

/* Does a hop end with an arrow head at the stop it leads to (or, backwards, at the one it comes from)? */
static bool has_head(const mkr_plan *p, const mkr_hop *hop) {
    return is_node(p, hop->back ? hop->from : hop->to);
}

/* Wide enough that the edges in it are not too flat. */
static mkr_len channel_after(const mkr_plan *p, uint32_t layer) {
    const mkr_layer *at = &p->layers.at[layer];
    mkr_len need = PLAIN_CHANNEL, most = p->down ? WIDEST_CHANNEL : MKR_CHANNEL;
    for (uint32_t h = at->hops; h < at->hops + at->n_hops; h++) {
        const mkr_hop *hop = &p->layers.hops[h];
        mkr_len aside = p->layers.stops[hop->from].at - p->layers.stops[hop->to].at;
        need = mkr_larger(need, has_head(p, hop) ? MKR_CHANNEL : PLAIN_CHANNEL);
        need = mkr_larger(need, mkr_smaller((aside < 0 ? -aside : aside) / FLATTEST, most));
    }
    return need;
}

/* Across, what is left of the room widens the channels. */
static mkr_len widen(const mkr_plan *p, mkr_len sum) {
    if (p->down || p->layers.n < 2)
        return 0;
    return mkr_smaller((p->room - sum) / (mkr_len)(p->layers.n - 1), WIDEST_CHANNEL - MKR_CHANNEL);
}

static void place_along(mkr_plan *p) {
    uint32_t n = p->layers.n;
    mkr_len *width = mkr_alloc_array(p->scratch, n, sizeof *width), sum = 0, y = 0;
    mkr_len *channel = mkr_alloc_array(p->scratch, n, sizeof *channel);
    p->begin = mkr_alloc_array(p->scratch, n, sizeof *p->begin);
    p->end = mkr_alloc_array(p->scratch, n, sizeof *p->end);
    for (uint32_t i = 0; i < n; i++) {
        width[i] = thickness(p, i);
        channel[i] = i + 1 < n ? channel_after(p, i) : 0;
        sum += width[i] + channel[i];
    }
    for (uint32_t i = 0; i < n; i++) {
        p->begin[i] = y;
        p->end[i] = y + width[i];
        y = p->end[i] + channel[i] + widen(p, sum);
    }
}

/* ---- where edges meet nodes */

typedef struct port { /* where one edge meets a side of a node, or several do */
    int64_t sum, n; /* of the places of their other ends */
    uint32_t hop; /* the first of them */
    bool back, shared;
} port;

typedef struct side {
    const mkr_plan *p;
    uint32_t stop;
    bool after; /* the side that edges leave forwards */
    bool crowded; /* edges of one direction share a port */
    port *ports;
    uint32_t n;
} side;

static bool at_side(const side *s, const mkr_hop *hop) {
    return (s->after ? hop->from : hop->to) == s->stop;
}

/* The port of a hop: what leaves forwards goes together. */
static port *port_of(side *s, uint32_t h) {
    bool back = s->p->layers.hops[h].back, shared = s->crowded || (s->after && !back);
    for (uint32_t i = 0; i < s->n; i++)
        if (shared ? s->ports[i].shared && s->ports[i].back == back : s->ports[i].hop == h)
            return &s->ports[i];
    s->ports[s->n] = (port){.hop = h, .back = back, .shared = shared};
    return &s->ports[s->n++];
}

static void make_ports(side *s, const mkr_layer *hops) {
    const mkr_layers *l = &s->p->layers;
    s->n = 0;
    for (uint32_t h = hops->hops; h < hops->hops + hops->n_hops; h++) {
        if (!at_side(s, &l->hops[h]))
            continue;
        port *mine = port_of(s, h);
        mine->sum += l->stops[s->after ? l->hops[h].to : l->hops[h].from].at;
        mine->n++;
    }
    for (uint32_t i = 1; i < s->n;
         i++) { /* in the order of the other ends, so that edges do not cross here */
        port moved = s->ports[i];
        uint32_t k = i;
        for (; k > 0 && moved.sum * s->ports[k - 1].n < s->ports[k - 1].sum * moved.n; k--)
            s->ports[k] = s->ports[k - 1];
        s->ports[k] = moved;
    }
}

static void place_ports(mkr_plan *p, uint32_t stop, bool after, port *ports) {
    uint32_t layer = p->layers.stops[stop].layer;
    if (after ? layer + 1 == p->layers.n : layer == 0)
        return;
    const mkr_layer *hops = &p->layers.at[after ? layer : layer - 1];
    side s = {.p = p, .stop = stop, .after = after, .ports = ports};
    make_ports(&s, hops);
    mkr_len room = p->layers.stops[stop].size - 2 * MKR_BOX_PAD, between = PORT;
    if (s.n > 1 && room / (mkr_len)(s.n - 1) < NEAREST_PORT) {
        s.crowded = true;
        make_ports(&s, hops);
    }
    if (s.n > 1)
        between = mkr_smaller(between, room / (mkr_len)(s.n - 1));
    for (uint32_t h = hops->hops; h < hops->hops + hops->n_hops; h++)
        if (at_side(&s, &p->layers.hops[h]))
            (after ? p->out : p->in)[h] =
                (2 * (mkr_len)(port_of(&s, h) - s.ports) - (mkr_len)(s.n - 1)) * between / 2;
}

/* Does no other hop meet the same stop on the same side? */
static bool is_alone(const mkr_plan *p, uint32_t h, bool after) {
    const mkr_hop *hop = &p->layers.hops[h];
    const mkr_layer *at = &p->layers.at[p->layers.stops[hop->from].layer];
    for (uint32_t i = at->hops; i < at->hops + at->n_hops; i++) {
        const mkr_hop *other = &p->layers.hops[i];
        if (i != h && (after ? other->from == hop->from : other->to == hop->to))
            return false;
    }
    return true;
}

/* An edge that would lead aside by very little is straight, and meets its node, or label, a little off the
 * middle. */
static void straighten(mkr_plan *p, uint32_t h) {
    const mkr_hop *hop = &p->layers.hops[h];
    const mkr_stop *from = &p->layers.stops[hop->from], *to = &p->layers.stops[hop->to];
    mkr_len aside = from->at + p->out[h] - to->at - p->in[h];
    mkr_len most0 = mkr_smaller(LITTLE, from->size / 2 - MKR_BOX_PAD);
    mkr_len most1 = mkr_smaller(LITTLE, to->size / 2 - MKR_BOX_PAD);
    mkr_len most = aside < 0 ? -aside : aside;
    if (mkr_is_box(p, hop->to) && most <= most1 && is_alone(p, h, false))
        p->in[h] += aside;
    else if (mkr_is_box(p, hop->from) && most <= most0 && is_alone(p, h, true))
        p->out[h] -= aside;
}

static void place_all_ports(mkr_plan *p) {
    port *ports = mkr_alloc_array(p->scratch, p->layers.n_hops, sizeof *ports);
    p->out = mkr_alloc_array(p->scratch, p->layers.n_hops, sizeof *p->out);
    p->in = mkr_alloc_array(p->scratch, p->layers.n_hops, sizeof *p->in);
    for (uint32_t i = 0; i < p->d->n_nodes; i++) {
        place_ports(p, i, true, ports);
        place_ports(p, i, false, ports);
    }
    for (uint32_t h = 0; h < p->layers.n_hops; h++)
        straighten(p, h);
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

/* How far a stop reaches along, on either side of the middle of its layer: nodes fill it. */
static mkr_len reach(const mkr_plan *p, uint32_t stop) {
    const mkr_stop *at = &p->layers.stops[stop];
    mkr_len all = p->end[at->layer] - p->begin[at->layer];
    if (at->kind != MKR_STOP_LABEL)
        return all / 2;
    return (p->down ? p->boxes[stop].height : p->boxes[stop].width) / 2;
}

typedef struct way { /* of a hop: across and along of its two ends */
    mkr_len x0, y0, x1, y1;
} way;

static way way_of(const mkr_plan *p, uint32_t h) {
    const mkr_hop *hop = &p->layers.hops[h];
    const mkr_stop *from = &p->layers.stops[hop->from], *to = &p->layers.stops[hop->to];
    mkr_len middle0 = (p->begin[from->layer] + p->end[from->layer]) / 2;
    mkr_len middle1 = (p->begin[to->layer] + p->end[to->layer]) / 2;
    return (way){from->at + p->out[h], middle0 + reach(p, hop->from), to->at + p->in[h],
                 middle1 - reach(p, hop->to)};
}

/* Straight out of the one layer, aside, and straight into the next. */
static void put_hop(const mkr_plan *p, mkr_sketch *s, uint32_t h) {
    const mkr_hop *hop = &p->layers.hops[h];
    way w = way_of(p, h);
    mkr_len y0 = p->end[p->layers.stops[hop->from].layer], y1 = p->begin[p->layers.stops[hop->to].layer];
    bool head = has_head(p, hop);
    mkr_len first = y0 + (head && hop->back ? STUB : PLAIN_STUB);
    mkr_len last = y1 - (head && !hop->back ? STUB : PLAIN_STUB);
    mkr_len begin = w.y0 + (head && hop->back ? HEAD / 2 : 0),
            end = w.y1 - (head && !hop->back ? HEAD / 2 : 0);
    if (w.x0 == w.x1) {
        put_piece(p, s, w.x0, begin, w.x1, end);
        return;
    }
    put_piece(p, s, w.x0, begin, w.x0, first);
    put_piece(p, s, w.x0, first, w.x1, last);
    put_piece(p, s, w.x1, last, w.x1, end);
}

static void put_head(const mkr_plan *p, uint32_t h) {
    const mkr_hop *hop = &p->layers.hops[h];
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
        if (other->back == hop->back && (hop->back ? other->from == hop->from && p->out[i] == p->out[h]
                                                   : other->to == hop->to && p->in[i] == p->in[h]))
            return true;
    }
    return false;
}

static void put_edges(const mkr_plan *p) {
    const mkr_layers *l = &p->layers;
    mkr_sketch s = mkr_sketch_lines(p->c->to->arena, 3 * (size_t)l->n_hops + l->n_stops);
    for (uint32_t h = 0; h < l->n_hops; h++)
        put_hop(p, &s, h);
    for (uint32_t i = 0; i < l->n_stops; i++)
        if (!mkr_is_box(p, i))
            put_piece(p, &s, l->stops[i].at, p->begin[l->stops[i].layer], l->stops[i].at,
                      p->end[l->stops[i].layer]);
    mkr_pen pen = mkr_pen_line(p->c->style->ink2, LINE);
    pen.cap = pen.join = 1;
    mkr_sketch_paint(&s, p->c->to, p->c->elem, pen);
    for (uint32_t i = 0; i < l->n; i++)
        for (uint32_t h = l->at[i].hops; h < l->at[i].hops + l->at[i].n_hops; h++)
            if (has_head(p, &l->hops[h]) && !is_again(p, &l->at[i], h))
                put_head(p, h);
}

static void put_node(const mkr_plan *p, uint32_t stop) {
    const mkr_stop *at = &p->layers.stops[stop];
    const mkr_node_box *b = &p->boxes[stop];
    mkr_len half = at->size / 2, along = p->end[at->layer] - p->begin[at->layer];
    mkr_point corner = point_at(p, at->at - half, p->begin[at->layer]);
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
    mkr_len room = p->down ? mkr_larger(breadth, p->room) : breadth + breadth / 2;
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
    mkr_plan p = {.c = c, .d = d, .gap = GAP, .room = mkr_larger(c->room, NARROWEST)};
    if (d->n_nodes == 0)
        return 0;
    p.scratch = mkr_arena_child(c->to->arena);
    mkr_diagram_fit(&p);
    mkr_layers_order(p.scratch, &p.layers);
    mkr_len breadth = place_across(&p);
    place_along(&p);
    place_all_ports(&p);
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

/* "Delivery plan leads to Services and, if agreed, to Partners": one node and all that it leads to. */
static void say_edges(mkr_buffer *out, const mkr_diagram *d, size_t node, bool *said) {
    size_t n = 0, left = 0;
    for (size_t e = 0; e < d->n_edges; e++)
        left += d->edges[e].from == node;
    if (!left)
        return;
    mkr_buffer_puts(out, " ");
    say_node(out, d, node, said);
    mkr_buffer_puts(out, " leads to ");
    for (size_t e = 0; e < d->n_edges; e++) {
        if (d->edges[e].from != node)
            continue;
        mkr_buffer_puts(out, n == 0 ? "" : --left == 1 ? " and " : ", ");
        n++;
        say_node(out, d, d->edges[e].to, said);
        if (*d->edges[e].label)
            mkr_buffer_printf(out, " [%s]", d->edges[e].label);
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
