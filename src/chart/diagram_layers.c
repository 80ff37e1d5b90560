/* diagram_layers.c - a directed graph in layers, as Sugiyama, Tagawa and Toda draw it (1981).
 *
 * Four steps: every node as early as the edges that lead to it allow (longest paths), edges over several
 * layers cut into hops by bends, the stops of a layer in the order of the means of their neighbours
 * (barycentres) for a fixed number of sweeps, and places as near to those neighbours as the order and the
 * sizes allow. All of it in whole numbers and in the order of the description, so the same description gives
 * the same drawing. */
#include "chart/diagram.h"

#include <string.h>

enum {
    ORDER_SWEEPS = 12, /* barycentres settle in four to eight */
    PLACE_SWEEPS = 13, /* odd: the last one goes down, which leaves a lone successor straight below */
    STRAIGHT_SWEEPS = 6, /* the last ones, in which bends follow nothing but bends */
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
    l->hops[l->n_hops++] = (mkr_hop){from, to, back};
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
            uint32_t first = label == NONE ? head(edge) : label;
            add_way(g, v, first, edge->back, edge->back ? clear(own, n) : shared);
            if (label != NONE)
                add_way(g, label, head(edge), edge->back, clear(own, n));
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
    for (uint32_t j = 1; j < at->n; j++) { /* stable */
        uint32_t stop = at->stops[j], k = j;
        for (; k > 0 && is_less(means[stop], means[at->stops[k - 1]]); k--)
            at->stops[k] = at->stops[k - 1];
        at->stops[k] = stop;
    }
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

/* ---- places */

mkr_len mkr_layer_extent(const mkr_layers *l, uint32_t layer, mkr_len gap) {
    const mkr_layer *at = &l->at[layer];
    mkr_len sum = at->n ? gap * (mkr_len)(at->n - 1) : 0;
    for (uint32_t j = 0; j < at->n; j++)
        sum += l->stops[at->stops[j]].size;
    return sum;
}

/* Stops that would stand in one another's way move together: a block stands where it is best for all of it
 * (pool adjacent violators). */
typedef struct block {
    int64_t sum, weight; /* of the places wanted, less the room before each stop */
    uint32_t n;
} block;

static int64_t place_of(const block *b) {
    return b->sum / b->weight;
}

static void place_layer(mkr_layers *l, uint32_t layer, const mean *wanted, mkr_len gap, mkr_len room,
                        block *blocks) {
    const mkr_layer *at = &l->at[layer];
    int64_t before = 0, free = room - mkr_layer_extent(l, layer, gap);
    uint32_t n = 0;
    for (uint32_t j = 0; j < at->n; j++) {
        const mkr_stop *stop = &l->stops[at->stops[j]];
        const mean *m = &wanted[at->stops[j]];
        int64_t offset = before + stop->size / 2;
        blocks[n++] = (block){m->sum - offset * m->n, m->n, 1};
        for (; n > 1 && place_of(&blocks[n - 1]) < place_of(&blocks[n - 2]); n--) {
            block *into = &blocks[n - 2], *last = &blocks[n - 1];
            *into = (block){into->sum + last->sum, into->weight + last->weight, into->n + last->n};
        }
        before += stop->size + gap;
    }
    before = 0;
    for (uint32_t b = 0, j = 0; b < n; b++) {
        int64_t place = place_of(&blocks[b]);
        place = place < 0 ? 0 : place > free ? free : place;
        for (uint32_t end = j + blocks[b].n; j < end; j++) {
            mkr_stop *stop = &l->stops[at->stops[j]];
            stop->at = (mkr_len)(place + before + stop->size / 2);
            before += stop->size + gap;
        }
    }
}

static bool is_bend(const mkr_layers *l, uint32_t stop) {
    return l->stops[stop].kind == MKR_STOP_BEND;
}

/* Where the stops of a layer would best stand: amid those they are joined with in the layer before (or
 * after). */
static void want_neighbours(const mkr_layers *l, uint32_t layer, bool after, mean *wanted) {
    const mkr_layer *between = hops_of(l, layer, after);
    for (uint32_t j = 0; j < l->at[layer].n; j++)
        wanted[l->at[layer].stops[j]] = (mean){0, 0};
    for (uint32_t h = 0; h < between->n_hops; h++) {
        ends e = ends_of(&l->hops[between->hops + h], after);
        wanted[e.own].sum += l->stops[e.other].at;
        wanted[e.own].n++;
    }
    for (uint32_t j = 0; j < l->at[layer].n; j++) {
        uint32_t stop = l->at[layer].stops[j];
        if (!wanted[stop].n)
            wanted[stop] = (mean){l->stops[stop].at, 1};
    }
}

/* A bend between bends stands amid those: long edges become straight. */
static void want_straight(const mkr_layers *l, uint32_t layer, mean *wanted) {
    enum { WEIGHT = 8 };
    mean *bends = wanted + l->n_stops; /* of the same stops */
    for (uint32_t j = 0; j < l->at[layer].n; j++)
        bends[l->at[layer].stops[j]] = (mean){0, 0};
    for (int after = 0; after < 2; after++) {
        if (after ? layer + 1 == l->n : layer == 0)
            continue;
        const mkr_layer *between = hops_of(l, layer, after);
        for (uint32_t h = 0; h < between->n_hops; h++) {
            ends e = ends_of(&l->hops[between->hops + h], after);
            if (!is_bend(l, e.own) || !is_bend(l, e.other))
                continue;
            bends[e.own].sum += (int64_t)WEIGHT * l->stops[e.other].at;
            bends[e.own].n += WEIGHT;
        }
    }
    for (uint32_t j = 0; j < l->at[layer].n; j++)
        if (bends[l->at[layer].stops[j]].n)
            wanted[l->at[layer].stops[j]] = bends[l->at[layer].stops[j]];
}

void mkr_layers_place(mkr_arena *arena, mkr_layers *l, mkr_len gap, mkr_len room) {
    mean *wanted = mkr_alloc_array(arena, 2 * (size_t)l->n_stops, sizeof *wanted);
    block *blocks = mkr_alloc_array(arena, l->n_stops, sizeof *blocks);
    for (uint32_t i = 0; i < l->n_stops; i++)
        wanted[i] = (mean){0, 1};
    for (uint32_t i = 0; i < l->n; i++)
        place_layer(l, i, wanted, gap, room, blocks);
    for (int sweep = 0; sweep < PLACE_SWEEPS; sweep++) {
        bool up = sweep % 2;
        for (uint32_t i = 1; i < l->n; i++) {
            uint32_t layer = up ? l->n - 1 - i : i;
            want_neighbours(l, layer, up, wanted);
            if (sweep >= PLACE_SWEEPS - STRAIGHT_SWEEPS)
                want_straight(l, layer, wanted);
            place_layer(l, layer, wanted, gap, room, blocks);
        }
    }
}
