/* diagram_place.c - places across of the stops of a diagram.
 *
 * Hops are made straight in the order of what they matter: lanes that lead back, then the hops of the longest
 * ways, then edges that pass layers, each unless it would cross one that is straight already or the diagram
 * would be wider than its room (after Brandes and Köpf, 2001). Stops joined by straight hops are a chain,
 * which moves as one. Chains then move to the middle of what they are joined with, as far as their neighbours
 * allow. */
#include "chart/diagram.h"

#include <string.h>

enum { SWEEPS = 48, SETTLE = 6, NONE = UINT32_MAX };

typedef struct apart { /* the one stop is that much before the other, at least */
    uint32_t before, after;
    mkr_len by;
} apart;

/* What a hop matters: the first is made straight first. */
typedef enum rank { LANE, MAIN, PASSING, ENDING, UNRANKED } rank;

typedef struct placing {
    mkr_layers *l;
    mkr_len gap, room;
    apart *list; /* by the stop before */
    uint32_t n, *first; /* of each stop: its first in the list */
    uint32_t *sorted; /* indices of the list: chains that nothing is before first */
    uint32_t *above, *below; /* of each stop: the one it is straight below (above), or NONE */
    uint32_t *chain; /* of each stop: the first stop of its chain, by which the chain goes */
    uint32_t *waits, *ready; /* while the list is sorted */
    uint32_t *order; /* of each stop in its layer */
    uint8_t *ranks; /* of the hops */
    uint32_t *joined; /* hops that are being made straight */
    mkr_len *half, *at, *low, *high; /* of the chains: half of the widest; places */
    mkr_len *wanted, *right;
    int64_t *sum, *weight; /* of the places a chain is drawn to */
    bool *solid; /* chains that have a node */
} placing;

mkr_len mkr_layer_extent(const mkr_layers *l, uint32_t layer, mkr_len gap) {
    const mkr_layer *at = &l->at[layer];
    mkr_len sum = at->n ? gap * (mkr_len)(at->n - 1) : 0;
    for (uint32_t j = 0; j < at->n; j++)
        sum = mkr_heights(sum, l->stops[at->stops[j]].size);
    return sum;
}

static bool is_node(const placing *p, uint32_t stop) {
    return p->l->stops[stop].kind == MKR_STOP_NODE;
}

static mkr_len half_of(const placing *p, uint32_t stop) {
    return (p->l->stops[stop].size + 1) / 2;
}

/* ---- what must be apart */

static void set_apart(placing *p, uint32_t before, uint32_t after) {
    p->list[p->n++] = (apart){before, after, half_of(p, before) + half_of(p, after) + p->gap};
}

/* The last stop of a layer that is on no lane. */
static uint32_t outermost(const mkr_layers *l, uint32_t layer) {
    uint32_t j = l->at[layer].n;
    while (j > 0 && l->stops[l->at[layer].stops[j - 1]].outer)
        j--;
    return j ? l->at[layer].stops[j - 1] : NONE;
}

/* A lane passes beside the nodes at its ends where nothing is between; the hops that join them say so. */
static void set_lane_apart(placing *p, const mkr_lane *lane) {
    mkr_layers *l = p->l;
    const uint32_t ends[] = {lane->top, lane->foot}, outer = l->stops[lane->stop].outer;
    for (int i = 0; i < 2; i++) {
        if (outermost(l, l->stops[ends[i]].layer) != ends[i])
            continue;
        p->list[p->n++] = (apart){ends[i], lane->stop, half_of(p, ends[i]) + p->gap};
        for (uint32_t h = 0; h < l->n_hops; h++) {
            mkr_hop *hop = &l->hops[h];
            if (l->stops[i ? hop->from : hop->to].outer == outer && (i ? hop->to : hop->from) == ends[i])
                hop->beside = true;
        }
    }
}

/* Lanes that have a layer in common do not meet there, even where they begin. */
static void set_lanes_apart(placing *p) {
    const mkr_layers *l = p->l;
    for (uint32_t a = 0; a < l->n_lanes; a++) {
        const mkr_lane *one = &l->lanes[a];
        set_lane_apart(p, one);
        for (uint32_t b = 0; b < l->n_lanes; b++) {
            const mkr_lane *two = &l->lanes[b];
            if (l->stops[one->stop].outer < l->stops[two->stop].outer &&
                l->stops[one->top].layer < l->stops[two->foot].layer &&
                l->stops[two->top].layer < l->stops[one->foot].layer)
                p->list[p->n++] = (apart){one->stop, two->stop, p->gap};
        }
    }
}

static void set_all_apart(placing *p, mkr_arena *arena, bool beside) {
    const mkr_layers *l = p->l;
    p->n = 0;
    for (uint32_t i = 0; i < l->n; i++)
        for (uint32_t j = 1; j < l->at[i].n; j++)
            set_apart(p, l->at[i].stops[j - 1], l->at[i].stops[j]);
    for (uint32_t h = 0; h < l->n_hops; h++)
        l->hops[h].beside = false;
    if (beside)
        set_lanes_apart(p);
    apart *unsorted = mkr_alloc_array(arena, p->n, sizeof *unsorted);
    for (uint32_t i = 0; i < p->n; i++)
        unsorted[i] = p->list[i];
    memset(p->first, 0, ((size_t)l->n_stops + 1) * sizeof *p->first);
    for (uint32_t i = 0; i < p->n; i++)
        p->first[unsorted[i].before + 1]++;
    for (uint32_t i = 0; i < l->n_stops; i++) {
        p->first[i + 1] += p->first[i];
        p->waits[i] = p->first[i];
    }
    for (uint32_t i = 0; i < p->n; i++)
        p->list[p->waits[unsorted[i].before]++] = unsorted[i];
}

/* ---- chains */

static void name_chains(placing *p) {
    for (uint32_t i = 0; i < p->l->n_stops; i++) {
        if (p->above[i] != NONE)
            continue;
        p->half[i] = 0;
        p->solid[i] = false;
        for (uint32_t stop = i; stop != NONE; stop = p->below[stop]) {
            p->chain[stop] = i;
            p->half[i] = half_of(p, stop) > p->half[i] ? half_of(p, stop) : p->half[i];
            p->solid[i] = p->solid[i] || is_node(p, stop);
        }
    }
}

/* Sort what must be apart so that the chains can be placed one after the other. False when they cannot. */
static bool sort_apart(placing *p) {
    uint32_t n_ready = 0, n = 0;
    memset(p->waits, 0, p->l->n_stops * sizeof *p->waits);
    for (uint32_t i = 0; i < p->n; i++)
        p->waits[p->chain[p->list[i].after]]++;
    for (uint32_t i = 0; i < p->l->n_stops; i++)
        if (p->chain[i] == i && !p->waits[i])
            p->ready[n_ready++] = i;
    for (uint32_t r = 0; r < n_ready; r++)
        for (uint32_t stop = p->ready[r]; stop != NONE; stop = p->below[stop])
            for (uint32_t i = p->first[stop]; i < p->first[stop + 1]; i++) {
                p->sorted[n++] = i;
                if (--p->waits[p->chain[p->list[i].after]] == 0)
                    p->ready[n_ready++] = p->chain[p->list[i].after];
            }
    return n == p->n;
}

/* Move chains on as far as those before them need. */
static void push_on(const placing *p, mkr_len *at) {
    for (uint32_t i = 0; i < p->n; i++) {
        const apart *a = &p->list[p->sorted[i]];
        mkr_len least = at[p->chain[a->before]] + a->by, *now = &at[p->chain[a->after]];
        *now = mkr_larger(*now, least);
    }
}

/* Move chains back as far as those after them need. */
static void push_back(const placing *p, mkr_len *at) {
    for (uint32_t i = p->n; i-- > 0;) {
        const apart *a = &p->list[p->sorted[i]];
        mkr_len most = at[p->chain[a->after]] - a->by, *now = &at[p->chain[a->before]];
        *now = mkr_smaller(*now, most);
    }
}

/* The room that the chains need. */
static mkr_len breadth(const placing *p) {
    mkr_len most = 0;
    for (uint32_t i = 0; i < p->l->n_stops; i++)
        p->low[i] = p->half[i];
    push_on(p, p->low);
    for (uint32_t i = 0; i < p->l->n_stops; i++)
        if (p->chain[i] == i)
            most = mkr_larger(most, p->low[i] + p->half[i]);
    return most;
}

static bool fits(placing *p) {
    name_chains(p);
    return sort_apart(p) && breadth(p) <= p->room;
}

/* ---- straight hops */

static bool crosses(const placing *p, const mkr_hop *a, const mkr_hop *b) {
    return (p->order[a->from] < p->order[b->from]) != (p->order[a->to] < p->order[b->to]);
}

static bool may_join(const placing *p, const mkr_hop *hop) {
    const mkr_layer *at = &p->l->at[p->l->stops[hop->from].layer];
    if (p->below[hop->from] != NONE || p->above[hop->to] != NONE)
        return false;
    for (uint32_t h = at->hops; h < at->hops + at->n_hops; h++) {
        const mkr_hop *other = &p->l->hops[h];
        if (p->below[other->from] == other->to && crosses(p, hop, other))
            return false;
    }
    return true;
}

static void join(placing *p, const mkr_hop *hop) {
    p->below[hop->from] = hop->to;
    p->above[hop->to] = hop->from;
}

static void part(placing *p, const mkr_hop *hop) {
    p->below[hop->from] = p->above[hop->to] = NONE;
}

/* Make the hops of a rank straight: all at once if they fit, otherwise as many as do. False if not all. */
static bool straighten(placing *p, rank r) {
    const mkr_layers *l = p->l;
    uint32_t n = 0;
    for (uint32_t h = 0; h < l->n_hops; h++)
        if (p->ranks[h] == r && may_join(p, &l->hops[h])) {
            join(p, &l->hops[h]);
            p->joined[n++] = h;
        }
    if (n == 0 || fits(p))
        return true;
    for (uint32_t i = 0; i < n; i++)
        part(p, &l->hops[p->joined[i]]);
    for (uint32_t i = 0; i < n; i++) {
        join(p, &l->hops[p->joined[i]]);
        if (!fits(p))
            part(p, &l->hops[p->joined[i]]);
    }
    return false;
}

/* ---- what matters */

typedef struct longest { /* of the ways by one hop at an end of a stop */
    uint32_t length, n; /* nodes on them; hops that are as good */
} longest;

static uint32_t own_end(const mkr_hop *hop, bool after) {
    return after ? hop->from : hop->to;
}
static uint32_t other_end(const mkr_hop *hop, bool after) {
    return after ? hop->to : hop->from;
}

/* Nodes on the longest way from (or, not `after`, to) the other end of a hop. */
static uint32_t length_by(const placing *p, const mkr_hop *hop, bool after, const longest *ways) {
    uint32_t other = other_end(hop, after);
    return ways[other].length + is_node(p, other);
}

/* The longest ways from (to) each stop. Hops stand in the order of their layers. */
static void measure_ways(const placing *p, bool after, longest *ways) {
    const mkr_layers *l = p->l;
    for (uint32_t i = 0; i < l->n_hops; i++) {
        const mkr_hop *hop = &l->hops[after ? l->n_hops - 1 - i : i];
        longest *own = &ways[own_end(hop, after)];
        uint32_t length = length_by(p, hop, after, ways);
        if (hop->back || (own->n && length < own->length))
            continue;
        *own = (longest){length, own->n && length == own->length ? own->n + 1 : 1};
    }
}

/* Is it the one hop of the longest way there, or the middle one of an odd number? */
static bool is_main(const placing *p, const mkr_hop *hop, bool after, const longest *ways) {
    const mkr_layers *l = p->l;
    uint32_t own = own_end(hop, after), smaller = 0;
    if (length_by(p, hop, after, ways) < ways[own].length || ways[own].n % 2 == 0)
        return false;
    const mkr_layer *at = &l->at[l->stops[hop->from].layer];
    for (uint32_t h = at->hops; h < at->hops + at->n_hops; h++) {
        const mkr_hop *other = &l->hops[h];
        smaller += !other->back && own_end(other, after) == own &&
                   length_by(p, other, after, ways) == ways[own].length &&
                   p->order[other_end(other, after)] < p->order[other_end(hop, after)];
    }
    return smaller == ways[own].n / 2;
}

static rank rank_of(const placing *p, const mkr_hop *hop, const longest *after, const longest *before) {
    const mkr_stop *from = &p->l->stops[hop->from], *to = &p->l->stops[hop->to];
    bool nodes = from->kind == MKR_STOP_NODE && to->kind == MKR_STOP_NODE;
    bool none = from->kind != MKR_STOP_NODE && to->kind != MKR_STOP_NODE;
    if (hop->back)
        return none ? LANE : UNRANKED;
    bool leaves = is_main(p, hop, true, after), arrives = is_main(p, hop, false, before);
    return leaves && arrives ? MAIN : none ? PASSING : !nodes && (leaves || arrives) ? ENDING : UNRANKED;
}

static void rank_hops(placing *p, mkr_arena *arena) {
    const mkr_layers *l = p->l;
    longest *after = mkr_alloc_array(arena, l->n_stops, sizeof *after);
    longest *before = mkr_alloc_array(arena, l->n_stops, sizeof *before);
    measure_ways(p, true, after);
    measure_ways(p, false, before);
    for (uint32_t h = 0; h < l->n_hops; h++)
        p->ranks[h] = (uint8_t)rank_of(p, &l->hops[h], after, before);
}

/* ---- places */

/* What draws a chain to another: nodes draw more than edges that pass, and what leads back draws nothing. */
static int64_t pull(const placing *p, const mkr_hop *hop, uint32_t own, uint32_t other) {
    enum { MUCH = 4 };
    if (p->chain[own] == p->chain[other] || hop->back)
        return 0;
    return p->solid[p->chain[other]] ? MUCH : 1;
}

static void draw_to(const placing *p, const mkr_hop *hop, bool after) {
    uint32_t own = own_end(hop, after), other = other_end(hop, after);
    int64_t weight = pull(p, hop, own, other);
    p->sum[p->chain[own]] += weight * p->at[p->chain[other]];
    p->weight[p->chain[own]] += weight;
}

/* A node by itself stands amid those that it leads to. */
static bool is_parent(const placing *p, const mkr_hop *hop) {
    return is_node(p, hop->from) && p->below[hop->from] == NONE && p->above[hop->from] == NONE;
}

/* Where the chains would best be: half way to the middle of all they are joined with, so that those which
 * draw one another do not change places; in the end `parents` only, and all the way. */
static void want(const placing *p, bool parents) {
    const mkr_layers *l = p->l;
    memset(p->sum, 0, l->n_stops * sizeof *p->sum);
    memset(p->weight, 0, l->n_stops * sizeof *p->weight);
    for (uint32_t h = 0; h < l->n_hops; h++) {
        if (!parents || is_parent(p, &l->hops[h]))
            draw_to(p, &l->hops[h], true);
        if (!parents)
            draw_to(p, &l->hops[h], false);
    }
    for (uint32_t i = 0; i < l->n_stops; i++) {
        mkr_len middle = p->weight[i] ? (mkr_len)(p->sum[i] / p->weight[i]) : p->at[i];
        p->wanted[i] = parents ? middle : (p->at[i] + middle) / 2;
    }
}

static bool is_lane(const placing *p, uint32_t chain) {
    return p->l->stops[chain].outer > 0;
}

/* As near to the places wanted as can be: half way between what comes of pushing all on, and all back, which
 * is apart as both are. Lanes move nothing: they follow, as near as they may. */
static void settle(const placing *p) {
    const mkr_layers *l = p->l;
    for (uint32_t i = 0; i < l->n_stops; i++) {
        p->right[i] = is_lane(p, i) ? p->low[i] : p->wanted[i];
        p->wanted[i] = is_lane(p, i) ? p->high[i] : p->wanted[i];
    }
    push_on(p, p->right);
    push_back(p, p->wanted);
    for (uint32_t i = 0; i < l->n_stops; i++) {
        mkr_len sum = p->right[i] + p->wanted[i], middle = (sum - (sum & 1)) / 2;
        p->at[i] = is_lane(p, i) ? p->low[i] : mkr_larger(p->low[i], mkr_smaller(middle, p->high[i]));
    }
    push_on(p, p->at);
}

static void place_chains(placing *p) {
    const mkr_layers *l = p->l;
    mkr_len room = mkr_larger(breadth(p), p->room);
    for (uint32_t i = 0; i < l->n_stops; i++) {
        p->at[i] = p->low[i];
        p->high[i] = room - p->half[i];
    }
    push_back(p, p->high);
    for (int sweep = 0; sweep < SWEEPS + SETTLE; sweep++) {
        want(p, sweep >= SWEEPS);
        settle(p);
    }
    for (uint32_t i = 0; i < l->n_stops; i++)
        l->stops[i].at = p->at[p->chain[i]];
}

/* ---- all of it */

static placing begin(mkr_arena *arena, mkr_layers *l, mkr_len gap, mkr_len room) {
    size_t n = (size_t)l->n_stops + 1, most = n + l->n_lanes * ((size_t)l->n_lanes + 2);
    placing p = {.l = l, .gap = gap, .room = room};
    p.list = mkr_alloc_array(arena, most, sizeof *p.list);
    p.sorted = mkr_alloc_array(arena, most, sizeof *p.sorted);
    uint32_t **numbers[] = {&p.first, &p.above, &p.below, &p.chain, &p.waits, &p.ready, &p.order};
    mkr_len **lengths[] = {&p.half, &p.at, &p.low, &p.high, &p.wanted, &p.right};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        *numbers[i] = mkr_alloc_array(arena, n, sizeof(uint32_t));
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        *lengths[i] = mkr_alloc_array(arena, n, sizeof(mkr_len));
    p.joined = mkr_alloc_array(arena, l->n_hops, sizeof *p.joined);
    p.ranks = mkr_alloc(arena, l->n_hops);
    p.sum = mkr_alloc_array(arena, n, sizeof *p.sum);
    p.weight = mkr_alloc_array(arena, n, sizeof *p.weight);
    p.solid = mkr_alloc_array(arena, n, sizeof *p.solid);
    for (uint32_t i = 0; i < l->n; i++)
        for (uint32_t j = 0; j < l->at[i].n; j++)
            p.order[l->at[i].stops[j]] = j;
    return p;
}

/* Every stop by itself: the least room there can be. */
static void part_all(placing *p, mkr_arena *arena, bool beside) {
    memset(p->above, 0xff, p->l->n_stops * sizeof *p->above); /* NONE */
    memset(p->below, 0xff, p->l->n_stops * sizeof *p->below);
    set_all_apart(p, arena, beside);
    fits(p);
}

void mkr_layers_place(mkr_arena *arena, mkr_layers *l, mkr_len gap, mkr_len room) {
    placing p = begin(arena, l, gap, room);
    rank_hops(&p, arena);
    part_all(&p, arena, true);
    if (!straighten(&p, LANE) || !fits(&p)) {
        part_all(&p, arena, false);
        p.room = mkr_larger(p.room, breadth(&p)); /* by what halves were rounded up */
        straighten(&p, LANE);
    }
    straighten(&p, MAIN);
    straighten(&p, PASSING);
    straighten(&p, ENDING);
    fits(&p); /* with what is straight in the end */
    place_chains(&p);
}
