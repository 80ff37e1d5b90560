/* diagram_route.c - where the edges of a diagram meet its nodes, and where they lead aside.
 *
 * An edge leaves its layer along, leads aside on one track between the layers, and arrives along. Those that
 * leave by one port share a track; tracks are in the order in which edges cross least and never lie on one
 * another (channel routing). */
#include "chart/diagram.h"

enum {
    PLAIN_CHANNEL = MKR_PT(14), /* between layers, without arrow heads */
    WIDEST_CHANNEL = MKR_PT(60),
    ARROW_END = MKR_PT(12), /* from a track to a layer with an arrow head, or */
    PLAIN_END = MKR_PT(5), /* without */
    TRACK = MKR_PT(7), /* between tracks */
    APART = MKR_PT(4), /* edges along are no nearer than this, or they would look like one */
    PORT = MKR_PT(9), /* between edges at one side of a node; */
    NEAREST_PORT = MKR_PT(7), /* nearer than this their heads would touch: they end together */
    CORNER = MKR_PT(4), /* from the corner of a node to a port */
    LITTLE = MKR_PT(10)
};

bool mkr_has_head(const mkr_plan *p, const mkr_hop *hop) {
    return p->layers.stops[hop->back ? hop->from : hop->to].kind == MKR_STOP_NODE;
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
    uint32_t middle; /* the port of an edge that is straight, or n */
} side;

static bool at_side(const side *s, const mkr_hop *hop) {
    return !hop->beside && (s->after ? hop->from : hop->to) == s->stop;
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

/* In the order of the other ends, so that edges do not cross here. */
static void sort_ports(side *s) {
    for (uint32_t i = 1; i < s->n; i++) {
        port moved = s->ports[i];
        uint32_t k = i;
        for (; k > 0 && moved.sum * s->ports[k - 1].n < s->ports[k - 1].sum * moved.n; k--)
            s->ports[k] = s->ports[k - 1];
        s->ports[k] = moved;
    }
}

static void make_ports(side *s, const mkr_layer *hops) {
    const mkr_layers *l = &s->p->layers;
    uint32_t straight = UINT32_MAX;
    s->n = 0;
    for (uint32_t h = hops->hops; h < hops->hops + hops->n_hops; h++) {
        if (!at_side(s, &l->hops[h]))
            continue;
        port *mine = port_of(s, h);
        mkr_len other = l->stops[s->after ? l->hops[h].to : l->hops[h].from].at;
        mine->sum += other;
        mine->n++;
        if (other == l->stops[s->stop].at)
            straight = h;
    }
    sort_ports(s);
    s->middle = straight == UINT32_MAX ? s->n : (uint32_t)(port_of(s, straight) - s->ports);
}

/* Room for each port, with the one of the straight edge in the middle of the side. */
static mkr_len room_for_port(const side *s) {
    mkr_len half = s->p->layers.stops[s->stop].size / 2 - CORNER;
    uint32_t before = s->middle, after = s->n - 1 - s->middle;
    if (s->n < 2)
        return PORT;
    if (s->middle == s->n)
        return 2 * half / (mkr_len)(s->n - 1);
    return half / (mkr_len)(before > after ? before : after);
}

static mkr_len place_of_port(const side *s, uint32_t i, mkr_len between) {
    if (s->middle == s->n)
        return (2 * (mkr_len)i - (mkr_len)(s->n - 1)) * between / 2;
    return ((mkr_len)i - (mkr_len)s->middle) * between;
}

static void place_ports(mkr_plan *p, uint32_t stop, bool after, port *ports) {
    uint32_t layer = p->layers.stops[stop].layer;
    if (after ? layer + 1 == p->layers.n : layer == 0)
        return;
    const mkr_layer *hops = &p->layers.at[after ? layer : layer - 1];
    side s = {.p = p, .stop = stop, .after = after, .ports = ports};
    make_ports(&s, hops);
    if (room_for_port(&s) < NEAREST_PORT) {
        s.crowded = true;
        make_ports(&s, hops);
    }
    mkr_len between = mkr_smaller(PORT, room_for_port(&s));
    for (uint32_t h = hops->hops; h < hops->hops + hops->n_hops; h++)
        if (at_side(&s, &p->layers.hops[h]))
            (after ? p->out : p->in)[h] = place_of_port(&s, (uint32_t)(port_of(&s, h) - s.ports), between);
}

/* Does no other hop meet the same stop on the same side? */
static bool is_alone(const mkr_plan *p, uint32_t h, bool after) {
    const mkr_hop *hop = &p->layers.hops[h];
    const mkr_layer *at = &p->layers.at[p->layers.stops[hop->from].layer];
    for (uint32_t i = at->hops; i < at->hops + at->n_hops; i++) {
        const mkr_hop *other = &p->layers.hops[i];
        if (i != h && !other->beside && (after ? other->from == hop->from : other->to == hop->to))
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
    if (hop->beside)
        return;
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

/* ---- tracks */

typedef struct net { /* the hops that leave by one port */
    uint32_t from;
    bool back;
    mkr_len begin; /* where they leave, */
    mkr_len low, high; /* and what stretch they cover */
    uint32_t track;
    bool placed;
} net;

typedef struct channel { /* between a layer and the next */
    const mkr_plan *p;
    const mkr_layer *at;
    net *nets;
    uint32_t n, *net_of; /* of each hop of the layer */
    int32_t *worse; /* [a * n + b]: crossings with a before b */
    uint32_t tracks;
    mkr_len first, last; /* from the layers to the tracks */
    mkr_len least, width;
} channel;

static mkr_len end_of(const channel *c, uint32_t h) {
    return c->p->layers.stops[c->p->layers.hops[h].to].at + c->p->in[h];
}

static uint32_t net_of(channel *c, uint32_t h) {
    const mkr_hop *hop = &c->p->layers.hops[h];
    mkr_len begin = c->p->layers.stops[hop->from].at + c->p->out[h];
    uint32_t i = 0;
    while (i < c->n &&
           (c->nets[i].from != hop->from || c->nets[i].begin != begin || c->nets[i].back != hop->back))
        i++;
    if (i == c->n)
        c->nets[c->n++] =
            (net){.from = hop->from, .back = hop->back, .begin = begin, .low = begin, .high = begin};
    return i;
}

static void make_nets(channel *c) {
    for (uint32_t i = 0; i < c->at->n_hops; i++) {
        uint32_t h = c->at->hops + i;
        const mkr_hop *hop = &c->p->layers.hops[h];
        if (hop->beside)
            continue;
        net *mine = &c->nets[c->net_of[i] = net_of(c, h)];
        mine->low = mkr_smaller(mine->low, end_of(c, h));
        mine->high = mkr_larger(mine->high, end_of(c, h));
        bool head = mkr_has_head(c->p, hop);
        c->first = mkr_larger(c->first, head && hop->back ? ARROW_END : PLAIN_END);
        c->last = mkr_larger(c->last, head && !hop->back ? ARROW_END : PLAIN_END);
    }
}

static bool turns(const net *n) {
    return n->low < n->high;
}

static bool is_within(mkr_len x, const net *n) {
    return x > n->low && x < n->high;
}

/* What is wrong when net a has its track before net b: edges that cross, and, much worse, that lie on one
 * another: where b begins, a ends. */
static void count_worse(channel *c) {
    enum { ON_ONE_ANOTHER = 100 };
    for (uint32_t a = 0; a < c->n; a++)
        for (uint32_t b = 0; b < c->n; b++)
            c->worse[a * c->n + b] = is_within(c->nets[b].begin, &c->nets[a]);
    for (uint32_t i = 0; i < c->at->n_hops; i++) {
        uint32_t h = c->at->hops + i, a = c->net_of[i];
        if (c->p->layers.hops[h].beside)
            continue;
        for (uint32_t b = 0; b < c->n; b++) {
            mkr_len end = end_of(c, h), off = end - c->nets[b].begin;
            if (b != a)
                c->worse[a * c->n + b] +=
                    is_within(end, &c->nets[b]) + (off > -APART && off < APART ? ON_ONE_ANOTHER : 0);
        }
    }
}

/* The net that is best placed before all others that are left. */
static uint32_t next_net(const channel *c) {
    uint32_t best = c->n;
    int64_t least = 0;
    for (uint32_t a = 0; a < c->n; a++) {
        int64_t sum = 0;
        if (c->nets[a].placed || !turns(&c->nets[a]))
            continue;
        for (uint32_t b = 0; b < c->n; b++)
            if (b != a && !c->nets[b].placed && turns(&c->nets[b]))
                sum += c->worse[a * c->n + b] - c->worse[b * c->n + a];
        if (best == c->n || sum < least) {
            best = a;
            least = sum;
        }
    }
    return best;
}

/* Nets share a track where they do not meet. */
static void choose_tracks(channel *c) {
    for (uint32_t a; (a = next_net(c)) < c->n;) {
        net *mine = &c->nets[a];
        mine->placed = true;
        for (uint32_t b = 0; b < c->n; b++) {
            const net *other = &c->nets[b];
            if (b != a && other->placed && mine->low < other->high + APART &&
                other->low < mine->high + APART && mine->track <= other->track)
                mine->track = other->track + 1;
        }
        c->tracks = c->tracks > mine->track + 1 ? c->tracks : mine->track + 1;
    }
}

static channel channel_after(const mkr_plan *p, uint32_t layer) {
    channel c = {.p = p, .at = &p->layers.at[layer], .first = PLAIN_END, .last = PLAIN_END};
    c.nets = mkr_alloc_array(p->scratch, c.at->n_hops, sizeof *c.nets);
    c.net_of = mkr_alloc_array(p->scratch, c.at->n_hops, sizeof *c.net_of);
    make_nets(&c);
    c.worse = mkr_alloc_array(p->scratch, (size_t)c.n * c.n, sizeof *c.worse);
    count_worse(&c);
    choose_tracks(&c);
    c.least = c.first > PLAIN_END || c.last > PLAIN_END ? MKR_CHANNEL : PLAIN_CHANNEL;
    c.width = c.first + c.last + (c.tracks ? (mkr_len)(c.tracks - 1) * TRACK : 0);
    c.width = mkr_larger(c.least, c.width);
    return c;
}

/* ---- places along */

static mkr_len thickness(const mkr_plan *p, uint32_t layer) {
    const mkr_layer *at = &p->layers.at[layer];
    mkr_len most = 0;
    for (uint32_t j = 0; j < at->n; j++)
        if (mkr_is_box(p, at->stops[j]))
            most = mkr_larger(most, p->down ? p->boxes[at->stops[j]].height : p->boxes[at->stops[j]].width);
    return most;
}

/* Across, channels have what is left of the room: all of it, or as much of what they would have as there is.
 */
static void share_room(const mkr_plan *p, channel *channels, mkr_len room) {
    uint32_t n = p->layers.n - 1;
    int64_t least = 0, sum = 0;
    for (uint32_t i = 0; i < n; i++) {
        least += channels[i].least;
        sum += channels[i].width;
    }
    for (uint32_t i = 0; i < n; i++) {
        channel *c = &channels[i];
        if (sum <= room)
            c->width += mkr_smaller((mkr_len)((room - sum) / n), WIDEST_CHANNEL - MKR_CHANNEL);
        else if (room > least)
            c->width = c->least + (mkr_len)((c->width - c->least) * (room - least) / (sum - least));
        else
            c->width = c->least;
    }
}

/* Tracks stand in the middle of their channel, closer where they must. */
static void place_turns(mkr_plan *p, const channel *c, mkr_len begin) {
    mkr_len room = c->width - c->first - c->last, gaps = c->tracks ? (mkr_len)c->tracks - 1 : 0;
    mkr_len between = gaps ? mkr_smaller(TRACK, mkr_larger(room, 0) / gaps) : 0;
    mkr_len first = begin + c->first + (room - between * gaps) / 2;
    for (uint32_t i = 0; i < c->at->n_hops; i++)
        if (!p->layers.hops[c->at->hops + i].beside)
            p->turn[c->at->hops + i] = first + (mkr_len)c->nets[c->net_of[i]].track * between;
}

static void place_along(mkr_plan *p) {
    uint32_t n = p->layers.n;
    channel *channels = mkr_alloc_array(p->scratch, n, sizeof *channels);
    mkr_len room = p->room, y = 0;
    p->begin = mkr_alloc_array(p->scratch, n, sizeof *p->begin);
    p->end = mkr_alloc_array(p->scratch, n, sizeof *p->end);
    p->turn = mkr_alloc_array(p->scratch, p->layers.n_hops, sizeof *p->turn);
    for (uint32_t i = 0; i < n; i++) {
        room -= thickness(p, i);
        if (i + 1 < n)
            channels[i] = channel_after(p, i);
    }
    if (!p->down && n > 1)
        share_room(p, channels, room);
    for (uint32_t i = 0; i < n; i++) {
        p->begin[i] = y;
        p->end[i] = y + thickness(p, i);
        y = p->end[i] + channels[i].width;
        if (i + 1 < n)
            place_turns(p, &channels[i], p->end[i]);
    }
}

void mkr_diagram_route(mkr_plan *p) {
    place_all_ports(p);
    place_along(p);
}
