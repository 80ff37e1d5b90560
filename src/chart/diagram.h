/* diagram.h - nodes and arrows in layers: what diagram_layers.c works out, diagram_fit.c sizes,
 * diagram_place.c and diagram_route.c place and diagram.c draws.
 *
 * The arrows lead along, from layer to layer; places within a layer are across. Which of the two is x is for
 * the caller to say, as are sizes: here are numbers only. Private to src/chart. */
#ifndef MKR_CHART_DIAGRAM_H
#define MKR_CHART_DIAGRAM_H

#include "chart/plot.h"

/* What stands in a layer. A label is a stop on the way of its edge, so that nothing can touch it; an edge
 * that passes a layer has a bend there, so that it leads between the nodes, not through them. */
typedef enum mkr_stop_kind { MKR_STOP_NODE, MKR_STOP_LABEL, MKR_STOP_BEND } mkr_stop_kind;

typedef struct mkr_stop {
    uint8_t kind;
    uint32_t layer;
    mkr_len size; /* across; set by the caller */
    uint32_t outer; /* 0, or on a lane, which is the further out the larger this is */
    mkr_len at; /* its middle, across; set by mkr_layers_place */
} mkr_stop;

typedef struct mkr_hop { /* from a stop to one in the next layer */
    uint32_t from, to; /* indices of stops */
    bool back; /* the arrow points from `to` to `from` */
    bool beside; /* from the node's outer side to a lane; set by mkr_layers_place */
} mkr_hop;

typedef struct mkr_lane { /* the way of an edge that leads back, unless it is but one hop */
    uint32_t stop; /* one of those on it, */
    uint32_t top, foot; /* and the nodes at its ends, the earlier first */
} mkr_lane;

typedef struct mkr_layer {
    uint32_t *stops; /* in order, across */
    uint32_t n;
    uint32_t hops, n_hops; /* those that leave it: index of the first, and how many */
} mkr_layer;

typedef struct mkr_layers {
    mkr_stop *stops; /* the nodes, then the labels (both in the order of the description), then bends */
    uint32_t n_stops;
    mkr_hop *hops; /* by the layer that they leave */
    uint32_t n_hops;
    mkr_layer *at;
    uint32_t n;
    mkr_lane *lanes;
    uint32_t n_lanes;
} mkr_layers;

/* Layers in which no edge leads backwards but those that close a cycle, with at most `most` nodes, or labels,
 * in each. */
mkr_layers mkr_layers_make(mkr_arena *arena, const mkr_diagram *d, uint32_t most);

/* Bring the stops of each layer into an order in which few edges cross. */
void mkr_layers_order(mkr_arena *arena, mkr_layers *l);

/* ---- diagram_place.c */

/* Room that a layer needs across, its stops `gap` apart. */
mkr_len mkr_layer_extent(const mkr_layers *l, uint32_t layer, mkr_len gap);

/* Place the stops within 0 and `room`, which all layers fit in: main ways straight, nodes amid those they are
 * joined with. */
void mkr_layers_place(mkr_arena *arena, mkr_layers *l, mkr_len gap, mkr_len room);

/* ---- diagram_fit.c */
enum {
    MKR_BOX_PAD = MKR_PT(7), /* beside the words of a node, */
    MKR_BOX_TOP = MKR_PT(15), /* from its edge to its first baseline, */
    MKR_BOX_NOTE = 13500, /* from the last baseline of the name to the first of the note, */
    MKR_BOX_FOOT = MKR_PT(7), /* and from the last baseline to its edge */
    MKR_LABEL_PAD = MKR_PT(3), /* beside and below a label, */
    MKR_LABEL_TOP = MKR_PT(10), /* from its edge to its first baseline */
    MKR_CHANNEL = MKR_PT(26), /* between layers, with arrow heads: at least */
    MKR_GAP = MKR_PT(12) /* between the boxes and edges of a layer */
};

typedef struct mkr_node_box { /* the words of a node or label */
    mkr_len least,
        natural; /* widths, padding included: no word is broken, no line too short; as wide as is good */
    mkr_len width, height;
    mkr_words name, note;
} mkr_node_box;

typedef struct mkr_plan { /* of a drawing */
    const mkr_canvas *c;
    const mkr_diagram *d;
    mkr_arena *scratch;
    mkr_len room, gap; /* width; between the stops of a layer */
    mkr_layers layers;
    mkr_node_box *boxes; /* of the stops that are nodes and labels, by their index */
    bool down;
    mkr_len *begin, *end; /* of each layer, along */
    mkr_len *out, *in; /* of each hop: where it leaves and arrives, off the middles of its stops */
    mkr_len *turn; /* of each hop: where it leads aside, along */
} mkr_plan;

bool mkr_is_box(const mkr_plan *p, uint32_t stop); /* a node or a label */

/* Make the layers, choose the direction, break the words: all but the order and the places. */
void mkr_diagram_fit(mkr_plan *p);

mkr_len mkr_diagram_boxes(const mkr_plan *p); /* height of all nodes and labels together */

/* ---- diagram_route.c */

/* Where edges meet nodes, where they lead aside, and where layers begin and end: all but the places across.
 */
void mkr_diagram_route(mkr_plan *p);

/* Does a hop end with an arrow head, at its node that comes later (or, backwards, earlier)? */
bool mkr_has_head(const mkr_plan *p, const mkr_hop *hop);

/* Room that the largest layer needs across. */
mkr_len mkr_diagram_breadth(const mkr_plan *p);

#endif
