/* diagram_layers.c - a directed graph in layers, as Sugiyama, Tagawa and Toda draw it (1981).
 *
 * Three steps: every node as early as the edges that lead to it allow (longest paths), edges over several
 * layers cut into hops by bends, and the stops of a layer in the order of the means of their neighbours
 * (barycentres) for a fixed number of sweeps. What leads back does so in lanes, outside all others. All of it
 * in whole numbers and in the order of the description, so the same description gives the same drawing. */
#include "chart/diagram.h"

#include <string.h>

enum {
    ORDER_SWEEPS = 12, /* barycentres settle in four to eight */
    NONE = UINT32_MAX
};

typedef struct graph { /* while it is put into layers */
    mkr_arena *arena;
    const mkr_diagram *d;
    mkr_layers *l;
    uint32_t *label_of; /* of each edge: index of its label's stop, or NONE */
    uint32_t room_stops, room_hops; /* of the arrays */
} graph;

/* ---- layers */

/* The ends of an edge in the direction of the layers. */
static uint32_t tail(const mkr_edge *e) {
    return (uint32_t)(e->back ? e->to : e->from);
}
static uint32_t head(const mkr_edge *e) {
    return (uint32_t)(e->back ? e->from : e->to);
}

/* The nodes such that each comes after all that lead to it (Kahn): order[n]. */
static void sort_nodes(const graph *g, uint32_t *order) {
    const mkr_diagram *d = g->d;
    uint32_t *waits = mkr_alloc_array(g->arena, d->n_nodes, sizeof *waits), n = 0;
    for (size_t e = 0; e < d->n_edges; e++)
        waits[head(&d->edges[e])]++;
    for (uint32_t v = 0; v < d->n_nodes; v++)
        if (!waits[v])
            order[n++] = v;
    for (uint32_t i = 0; i < n; i++)
        for (size_t e = 0; e < d->n_edges; e++)
            if (tail(&d->edges[e]) == order[i] && --waits[head(&d->edges[e])] == 0)
                order[n++] = head(&d->edges[e]);
}

/* The first layer from `least` on, in steps, that has room for one more of those that `taken` counts. */
static uint32_t first_with_room(uint32_t *taken, uint32_t least, uint32_t step, uint32_t most) {
    while (taken[least] == most)
        least += step;
    taken[least]++;
    return least;
}

/* Does an edge that leads back begin or end in the layer? */
static bool turns_back(const graph *g, uint32_t layer) {
    const mkr_stop *stops = g->l->stops;
    for (size_t e = 0; e < g->d->n_edges; e++) {
        const mkr_edge *edge = &g->d->edges[e];
        if (edge->back && (stops[edge->from].layer == layer || stops[edge->to].layer == layer))
            return true;
    }
    return false;
}

/* The label of what leads back stands half way along its lane, beside nodes if no lane begins or ends there:
 * then it needs no layer of its own. */
static void centre_label(graph *g, size_t e, uint32_t *taken, uint32_t most) {
    const mkr_edge *edge = &g->d->edges[e];
    mkr_stop *label = &g->l->stops[g->label_of[e]];
    uint32_t first = g->l->stops[tail(edge)].layer, last = g->l->stops[head(edge)].layer;
    for (uint32_t i = 0; i < 2 * (last - first); i++) { /* half way, and outwards from there */
        uint32_t middle = (first + last) / 2, layer = i % 2 ? middle + i / 2 : middle - i / 2;
        if (layer <= first || layer >= last || layer % 2 || taken[layer] == most || turns_back(g, layer))
            continue;
        taken[label->layer]--;
        taken[layer]++;
        label->layer = layer;
        return;
    }
}

static void centre_labels(graph *g, uint32_t *taken, uint32_t most) {
    for (size_t e = 0; e < g->d->n_edges; e++)
        if (g->d->edges[e].back && g->label_of[e] != NONE)
            centre_label(g, e, taken, most);
}

/* Labels stand in layers between those of nodes: nodes in even ones, labels in odd ones. */
static void choose_layers(graph *g, uint32_t most) {
    const mkr_diagram *d = g->d;
    bool labelled = g->l->n_stops > d->n_nodes;
    uint32_t step = labelled ? 2 : 1, *order = mkr_alloc_array(g->arena, d->n_nodes, sizeof *order);
    uint32_t *taken = mkr_alloc_array(g->arena, 2 * (g->l->n_stops + 1), sizeof *taken);
    mkr_stop *stops = g->l->stops;
    sort_nodes(g, order);
    for (size_t i = 0; i < d->n_nodes; i++) {
        mkr_stop *node = &stops[order[i]];
        node->layer = first_with_room(taken, node->layer, step, most);
        for (size_t e = 0; e < d->n_edges; e++) {
            const mkr_edge *edge = &d->edges[e];
            if (tail(edge) != order[i])
                continue;
            uint32_t least = node->layer + step;
            if (g->label_of[e] != NONE) {
                mkr_stop *label = &stops[g->label_of[e]];
                label->layer = first_with_room(taken, node->layer + 1, step, most);
                least = label->layer + 1;
            }
            if (stops[head(edge)].layer < least)
                stops[head(edge)].layer = least;
        }
    }
    centre_labels(g, taken, most);
}

/* Leave out layers in which nothing stands. */
static void close_layers(graph *g) {
    uint32_t most = 0, n = 0;
    for (uint32_t i = 0; i < g->l->n_stops; i++)
        if (g->l->stops[i].layer > most)
            most = g->l->stops[i].layer;
    uint32_t *now = mkr_alloc_array(g->arena, (size_t)most + 1, sizeof *now);
    for (uint32_t i = 0; i < g->l->n_stops; i++)
        now[g->l->stops[i].layer] = 1;
    for (uint32_t i = 0; i <= most; i++)
        now[i] = now[i] ? n++ : 0;
    for (uint32_t i = 0; i < g->l->n_stops; i++)
        g->l->stops[i].layer = now[g->l->stops[i].layer];
    g->l->n = n;
}

/* ---- hops */

static uint32_t add_stop(graph *g, mkr_stop_kind kind, uint32_t layer) {
    mkr_layers *l = g->l;
    if (l->n_stops == g->room_stops) {
        l->stops = mkr_grow(g->arena, l->stops, g->room_stops, 2 * g->room_stops, sizeof *l->stops);
        g->room_stops *= 2;
    }
    l->stops[l->n_stops] = (mkr_stop){.kind = (uint8_t)kind, .layer = layer};
    return l->n_stops++;
}

static void add_hop(graph *g, uint32_t from, uint32_t to, bool back) {
    mkr_layers *l = g->l;
    if (l->n_hops == g->room_hops) {
        l->hops = mkr_grow(g->arena, l->hops, g->room_hops, 2 * g->room_hops, sizeof *l->hops);
        g->room_hops *= 2;
    }
    l->hops[l->n_hops++] = (mkr_hop){.from = from, .to = to, .back = back};
}

/* Hops and bends from one stop to another. `trunk` has the bends by layer: what leaves a node forwards goes
 * together as far as it can, so that a node with many successors has one line, not many side by side. */
static void add_way(graph *g, uint32_t from, uint32_t to, bool back, uint32_t *trunk) {
    for (uint32_t layer = g->l->stops[from].layer + 1; layer < g->l->stops[to].layer; layer++) {
        if (trunk[layer] == NONE) {
            trunk[layer] = add_stop(g, MKR_STOP_BEND, layer);
            add_hop(g, from, trunk[layer], back);
        }
        from = trunk[layer];
    }
    add_hop(g, from, to, back);
}

static uint32_t *clear(uint32_t *trunk, uint32_t n) {
    memset(trunk, 0xff, n * sizeof *trunk); /* NONE */
    return trunk;
}

/* Lanes that reach over more layers are further out: then none crosses another that lies within its reach. */
static void add_lane(graph *g, size_t e, uint32_t first_bend) {
    mkr_layers *l = g->l;
    const mkr_edge *edge = &g->d->edges[e];
    uint32_t span = l->stops[head(edge)].layer - l->stops[tail(edge)].layer;
    uint32_t outer = span * (uint32_t)g->d->n_edges + (uint32_t)e, any = g->label_of[e];
    for (uint32_t i = first_bend; i < l->n_stops; i++)
        l->stops[i].outer = outer;
    if (any != NONE)
        l->stops[any].outer = outer;
    else if (first_bend < l->n_stops)
        any = first_bend;
    if (any != NONE)
        l->lanes[l->n_lanes++] = (mkr_lane){.stop = any, .top = tail(edge), .foot = head(edge)};
}

static void add_ways(graph *g) {
    const mkr_diagram *d = g->d;
    uint32_t n = g->l->n, *shared = mkr_alloc_array(g->arena, n, sizeof *shared);
    uint32_t *own = mkr_alloc_array(g->arena, n, sizeof *own);
    for (uint32_t v = 0; v < d->n_nodes; v++) {
        clear(shared, n);
        for (size_t e = 0; e < d->n_edges; e++) {
            const mkr_edge *edge = &d->edges[e];
            if (tail(edge) != v)
                continue;
            uint32_t label = g->label_of[e];
            uint32_t first = label == NONE ? head(edge) : label, n_stops = g->l->n_stops;
            add_way(g, v, first, edge->back, edge->back ? clear(own, n) : shared);
            if (label != NONE)
                add_way(g, label, head(edge), edge->back, clear(own, n));
            if (edge->back)
                add_lane(g, e, n_stops);
        }
    }
}

static void fill_layers(graph *g) {
    mkr_layers *l = g->l;
    l->at = mkr_alloc_array(g->arena, l->n, sizeof *l->at);
    for (uint32_t i = 0; i < l->n_stops; i++)
        l->at[l->stops[i].layer].n++;
    for (uint32_t i = 0; i < l->n; i++) {
        l->at[i].stops = mkr_alloc_array(g->arena, l->at[i].n, sizeof *l->at[i].stops);
        l->at[i].n = 0;
    }
    for (uint32_t i = 0; i < l->n_stops; i++) {
        mkr_layer *layer = &l->at[l->stops[i].layer];
        layer->stops[layer->n++] = i;
    }
}

/* Sort the hops by the layer that they leave (counting sort, so they keep their order otherwise). */
static void sort_hops(graph *g) {
    mkr_layers *l = g->l;
    mkr_hop *sorted = mkr_alloc_array(g->arena, l->n_hops, sizeof *sorted);
    for (uint32_t h = 0; h < l->n_hops; h++)
        l->at[l->stops[l->hops[h].from].layer].n_hops++;
    for (uint32_t i = 1; i < l->n; i++)
        l->at[i].hops = l->at[i - 1].hops + l->at[i - 1].n_hops;
    for (uint32_t i = 0; i < l->n; i++)
        l->at[i].n_hops = 0;
    for (uint32_t h = 0; h < l->n_hops; h++) {
        mkr_layer *layer = &l->at[l->stops[l->hops[h].from].layer];
        sorted[layer->hops + layer->n_hops++] = l->hops[h];
    }
    l->hops = sorted;
}

mkr_layers mkr_layers_make(mkr_arena *arena, const mkr_diagram *d, uint32_t most) {
    mkr_layers l = {0};
    graph g = {.arena = arena, .d = d, .l = &l, .room_stops = 16, .room_hops = 16};
    l.stops = mkr_alloc_array(arena, g.room_stops, sizeof *l.stops);
    l.hops = mkr_alloc_array(arena, g.room_hops, sizeof *l.hops);
    l.lanes = mkr_alloc_array(arena, d->n_edges, sizeof *l.lanes);
    g.label_of = mkr_alloc_array(arena, d->n_edges, sizeof *g.label_of);
    for (size_t v = 0; v < d->n_nodes; v++)
        add_stop(&g, MKR_STOP_NODE, 0);
    for (size_t e = 0; e < d->n_edges; e++)
        g.label_of[e] = *d->edges[e].label ? add_stop(&g, MKR_STOP_LABEL, 0) : NONE;
    choose_layers(&g, most);
    close_layers(&g);
    add_ways(&g);
    fill_layers(&g);
    sort_hops(&g);
    return l;
}

/* A hop between a layer and the one before (or after): the ends in the one and the other. */
typedef struct ends {
    uint32_t own, other;
} ends;

static ends ends_of(const mkr_hop *hop, bool after) {
    return after ? (ends){hop->from, hop->to} : (ends){hop->to, hop->from};
}

/* The layer whose hops join `layer` with the one before (or after). */
static const mkr_layer *hops_of(const mkr_layers *l, uint32_t layer, bool after) {
    return &l->at[after ? layer : layer - 1];
}

/* ---- order */

typedef struct mean { /* of places: sum / n */
    int64_t sum, n;
} mean;

static bool is_less(mean a, mean b) {
    return a.sum * b.n < b.sum * a.n;
}

/* Where each stop stands in its layer: place[stop]. */
static void number_places(const mkr_layers *l, uint32_t *place) {
    for (uint32_t i = 0; i < l->n; i++)
        for (uint32_t j = 0; j < l->at[i].n; j++)
            place[l->at[i].stops[j]] = j;
}

/* Sort the stops of a layer; those outside stay there. */
static void sort_stops(const mkr_layers *l, mkr_layer *at, const mean *means) {
    for (uint32_t j = 1; j < at->n; j++) { /* stable */
        uint32_t stop = at->stops[j], k = j;
        for (; k > 0; k--) {
            uint32_t other = at->stops[k - 1], a = l->stops[stop].outer, b = l->stops[other].outer;
            if (a > b || (a == b && !is_less(means[stop], means[other])))
                break;
            at->stops[k] = other;
        }
        at->stops[k] = stop;
    }
}

/* Sort the stops of a layer by the means of their neighbours in the layer before (or after); one without
 * neighbours stays about where it is. */
static void sort_layer(const mkr_layers *l, uint32_t layer, bool after, uint32_t *place, mean *means) {
    mkr_layer *at = &l->at[layer];
    const mkr_layer *between = hops_of(l, layer, after);
    for (uint32_t j = 0; j < at->n; j++)
        means[at->stops[j]] = (mean){0, 0};
    for (uint32_t h = 0; h < between->n_hops; h++) {
        ends e = ends_of(&l->hops[between->hops + h], after);
        means[e.own].sum += place[e.other];
        means[e.own].n++;
    }
    for (uint32_t j = 0; j < at->n; j++)
        if (!means[at->stops[j]].n)
            means[at->stops[j]] = (mean){place[at->stops[j]], 1};
    sort_stops(l, at, means);
    for (uint32_t j = 0; j < at->n; j++)
        place[at->stops[j]] = j;
}

static bool cross(const mkr_hop *p, const mkr_hop *q, const uint32_t *place) {
    uint32_t p0 = place[p->from], q0 = place[q->from], p1 = place[p->to], q1 = place[q->to];
    return (p0 < q0 && p1 > q1) || (p0 > q0 && p1 < q1);
}

static size_t count_crossings(const mkr_layers *l, const uint32_t *place) {
    size_t n = 0;
    for (uint32_t i = 0; i < l->n; i++) {
        const mkr_hop *hops = l->hops + l->at[i].hops;
        for (uint32_t a = 0; a < l->at[i].n_hops; a++)
            for (uint32_t b = a + 1; b < l->at[i].n_hops; b++)
                n += cross(&hops[a], &hops[b], place);
    }
    return n;
}

/* Put the stops back into the layers as `place` says. */
static void restore(const mkr_layers *l, const uint32_t *place) {
    for (uint32_t i = 0; i < l->n_stops; i++)
        l->at[l->stops[i].layer].stops[place[i]] = i;
}

void mkr_layers_order(mkr_arena *arena, mkr_layers *l) {
    size_t bytes = l->n_stops * sizeof(uint32_t);
    uint32_t *place = mkr_alloc(arena, bytes), *best = mkr_alloc(arena, bytes);
    mean *means = mkr_alloc_array(arena, l->n_stops, sizeof *means);
    for (uint32_t i = 0; i < l->n_stops; i++)
        means[i] = (mean){i, 1};
    for (uint32_t i = 0; i < l->n; i++)
        sort_stops(l, &l->at[i], means);
    number_places(l, place);
    memcpy(best, place, bytes);
    size_t fewest = count_crossings(l, place);
    for (int sweep = 0; sweep < ORDER_SWEEPS && fewest; sweep++) {
        for (uint32_t i = 1; i < l->n; i++)
            sort_layer(l, sweep % 2 ? l->n - 1 - i : i, sweep % 2, place, means);
        size_t crossings = count_crossings(l, place);
        if (crossings < fewest) {
            fewest = crossings;
            memcpy(best, place, bytes);
        }
    }
    restore(l, best);
}
