/* diagram.c - nodes and arrows as an author writes them: which node is which, and what leads back. */
#include <string.h>

#include "report/chart_build.h"

enum { MOST_NODES = 40, MOST_EDGES = 80 }; /* more cannot be followed */

typedef struct reader {
    mkr_builder *b;
    const mkr_node *node;
    MKR_VEC(mkr_node_text) nodes;
    MKR_VEC(const char *) ids;
    MKR_VEC(mkr_edge) edges;
    MKR_VEC(const mkr_node *) written; /* the element of each edge */
    bool ok;
} reader;

/* ---- reading */

static void say(reader *r, mkr_where where, const char *text) {
    r->ok = mkr_say(r->b->diag, MKR_E_BAD_DIAGRAM, where, "%s", text);
}

/* The node of that id; the number of nodes when there is none. */
static size_t find(const reader *r, const char *id) {
    size_t i = 0;
    while (i < r->ids.n && strcmp(r->ids.at[i], id) != 0)
        i++;
    return i;
}

static void read_node(reader *r, const mkr_node *n) {
    mkr_builder *b = r->b;
    const char *id = mkr_node_attr(n, "id"), *name = mkr_build_attr(b, n, "name");
    if (r->nodes.n == MOST_NODES) {
        if (r->ok)
            r->ok =
                mkr_say(b->diag, MKR_E_TOO_MANY, n->where, "more than %d nodes in one diagram", MOST_NODES);
        return;
    }
    if (find(r, id) < r->ids.n)
        say(r, mkr_node_find_attr(n, "id")->where, mkr_printf(b->arena, "two nodes have the id \"%s\"", id));
    if (name && mkr_build_is_blank(name))
        say(r, mkr_node_find_attr(n, "name")->where, mkr_printf(b->arena, "the node \"%s\" has no name", id));
    *MKR_PUSH(b->arena, &r->ids) = id;
    *MKR_PUSH(b->arena, &r->nodes) = (mkr_node_text){name ? name : "", mkr_build_string(b, n)};
}

static size_t read_end(reader *r, const mkr_node *n, const char *which) {
    const mkr_attr *end = mkr_node_find_attr(n, which);
    size_t i = find(r, end->value);
    if (i == r->ids.n)
        say(r, end->where, mkr_printf(r->b->arena, "no node has the id \"%s\"", end->value));
    return i;
}

static void check_edge(reader *r, const mkr_edge *edge, mkr_where where) {
    const char *from = r->ids.at[edge->from], *to = r->ids.at[edge->to];
    if (edge->from == edge->to)
        say(r, where, mkr_printf(r->b->arena, "\"%s\" leads to itself", from));
    for (size_t i = 0; i < r->edges.n; i++)
        if (r->edges.at[i].from == edge->from && r->edges.at[i].to == edge->to)
            say(r, where, mkr_printf(r->b->arena, "two edges lead from \"%s\" to \"%s\"", from, to));
}

static void read_edge(reader *r, const mkr_node *n) {
    mkr_edge edge = {read_end(r, n, "from"), read_end(r, n, "to"), mkr_build_string(r->b, n), false};
    if (r->edges.n == MOST_EDGES) {
        if (r->ok)
            r->ok = mkr_say(r->b->diag, MKR_E_TOO_MANY, n->where, "more than %d edges in one diagram",
                            MOST_EDGES);
        return;
    }
    if (edge.from == r->ids.n || edge.to == r->ids.n)
        return;
    check_edge(r, &edge, n->where);
    *MKR_PUSH(r->b->arena, &r->edges) = edge;
    *MKR_PUSH(r->b->arena, &r->written) = n;
}

/* ---- cycles */

typedef struct search { /* depth first; at most MOST_NODES deep */
    reader *r;
    bool allowed, said;
    uint8_t seen[MOST_NODES]; /* 1: on the way, 2: done */
    size_t way[MOST_NODES], n;
} search;

/* "A → B → C → A" */
static void say_cycle(search *s, size_t edge) {
    const reader *r = s->r;
    const char *names = "";
    size_t i = 0;
    s->r->ok = false;
    if (s->said)
        return;
    s->said = true;
    while (s->way[i] != r->edges.at[edge].to)
        i++;
    for (; i < s->n; i++)
        names = mkr_printf(r->b->arena, "%s%s → ", names, r->nodes.at[s->way[i]].name);
    mkr_say(r->b->diag, MKR_E_DIAGRAM_CYCLE, r->written.at[edge]->where, "%s%s", names,
            r->nodes.at[r->edges.at[edge].to].name);
}

/* An edge that leads to a node on the way here leads back. */
static void visit(search *s, size_t node) {
    reader *r = s->r;
    s->seen[node] = 1;
    s->way[s->n++] = node;
    for (size_t e = 0; e < r->edges.n; e++) {
        mkr_edge *edge = &r->edges.at[e];
        if (edge->from != node)
            continue;
        edge->back = s->seen[edge->to] == 1;
        if (edge->back && !s->allowed)
            say_cycle(s, e);
        else if (!s->seen[edge->to])
            visit(s, edge->to);
    }
    s->seen[node] = 2;
    s->n--;
}

static void find_cycles(reader *r) {
    search s = {.r = r};
    const char *cycle = mkr_node_attr(r->node, "cycle");
    s.allowed = cycle && !strcmp(cycle, "yes");
    for (size_t i = 0; i < r->nodes.n; i++)
        if (!s.seen[i])
            visit(&s, i);
}

/* ---- the diagram */

static mkr_diagram_direction direction_of(const mkr_node *node) {
    const char *direction = mkr_node_attr(node, "direction");
    return !direction                     ? MKR_DIAGRAM_AS_FITS
           : !strcmp(direction, "across") ? MKR_DIAGRAM_ACROSS
                                          : MKR_DIAGRAM_DOWN;
}

void mkr_build_diagram(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    reader r = {.b = b, .node = node, .ok = true};
    for (const mkr_node *n = mkr_node_child(node, "node"); n; n = mkr_node_after(n, "node"))
        read_node(&r, n);
    if (!r.ok)
        return;
    for (const mkr_node *n = mkr_node_child(node, "edge"); n; n = mkr_node_after(n, "edge"))
        read_edge(&r, n);
    if (!r.ok)
        return;
    find_cycles(&r);
    if (!r.ok)
        return;
    mkr_diagram *d = mkr_alloc(b->arena, sizeof *d);
    *d = (mkr_diagram){r.nodes.at, r.nodes.n, r.edges.at, r.edges.n, (uint8_t)direction_of(node)};
    mkr_build_chart(b, node, NULL, (mkr_drawing){.kind = MKR_DRAW_DIAGRAM, .diagram = d}, to, elem);
}
