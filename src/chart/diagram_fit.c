/* diagram_fit.c - which way a diagram leads, and how large its boxes are.
 *
 * Across, a layer is a column; down, it is a row. A diagram stands across where no word need be broken and it
 * is not too high; otherwise down, with as many nodes side by side as there is room for. */
#include "chart/diagram.h"

enum {
    NAME_SIZE = MKR_PT(10.5),
    NAME_LEADING = MKR_PT(13.5),
    NOTE_SIZE = 9500,
    NOTE_LEADING = 12500,
    LABEL_SIZE = MKR_PT(9),
    LABEL_LEADING = MKR_PT(11),
    COMFORT = MKR_PT(72), /* a node is no narrower, unless its words are: lines of some 12 letters */
    WIDEST = MKR_PT(150), /* a node, where there is more room: lines of some 28 letters */
    WIDEST_LABEL = MKR_PT(76),
    HIGHEST_ACROSS = MKR_PT(430) /* a diagram that is higher stands down, if its author does not mind */
};

static mkr_label name_label(const mkr_plan *p) {
    return (mkr_label){p->c->style->semibold, NAME_SIZE, p->c->style->ink};
}
static mkr_label note_label(const mkr_plan *p) {
    return (mkr_label){p->c->style->regular, NOTE_SIZE, p->c->style->ink2};
}
static mkr_label edge_label(const mkr_plan *p) {
    return (mkr_label){p->c->style->regular, LABEL_SIZE, p->c->style->ink2};
}

/* ---- how wide the words may be */

static void measure_node(const mkr_plan *p, const mkr_node_text *node, mkr_node_box *b) {
    mkr_len least[2], most[2];
    mkr_words_extent(p->c, node->name, name_label(p), &least[0], &most[0]);
    mkr_words_extent(p->c, node->note, note_label(p), &least[1], &most[1]);
    b->least = mkr_larger(least[0], least[1]) + 2 * MKR_BOX_PAD;
    b->natural = mkr_larger(b->least, mkr_smaller(mkr_larger(most[0], most[1]) + 2 * MKR_BOX_PAD, WIDEST));
    b->least = mkr_larger(b->least, mkr_smaller(b->natural, COMFORT));
}

static void measure_label(const mkr_plan *p, const char *text, mkr_node_box *b) {
    mkr_words_extent(p->c, text, edge_label(p), &b->least, &b->natural);
    b->least += 2 * MKR_LABEL_PAD;
    b->natural = mkr_larger(b->least, mkr_smaller(b->natural + 2 * MKR_LABEL_PAD, WIDEST_LABEL));
}

static void measure(mkr_plan *p) {
    size_t n = p->d->n_nodes;
    p->boxes = mkr_alloc_array(p->scratch, n + p->d->n_edges, sizeof *p->boxes);
    for (size_t i = 0; i < n; i++)
        measure_node(p, &p->d->nodes[i], &p->boxes[i]);
    for (size_t e = 0; e < p->d->n_edges; e++)
        if (*p->d->edges[e].label)
            measure_label(p, p->d->edges[e].label, &p->boxes[n++]);
}

/* The largest width, up to the natural ones, that n boxes may all have when together they have `room`; 0 when
 * it is not enough for their longest words. */
static mkr_len share_room(const mkr_node_box *const *boxes, size_t n, mkr_len room) {
    mkr_len low = 0, high = room;
    while (low < high) {
        mkr_len middle = low + (high - low + 1) / 2;
        int64_t sum = 0;
        for (size_t i = 0; i < n; i++)
            sum += mkr_larger(boxes[i]->least, mkr_smaller(boxes[i]->natural, middle));
        if (sum <= room)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

static bool set_widths(mkr_node_box *const *boxes, size_t n, mkr_len room) {
    mkr_len share = share_room((const mkr_node_box *const *)boxes, n, room);
    for (size_t i = 0; i < n && share; i++)
        boxes[i]->width = mkr_larger(boxes[i]->least, mkr_smaller(boxes[i]->natural, share));
    return share || n == 0;
}

bool mkr_is_box(const mkr_plan *p, uint32_t stop) {
    return p->layers.stops[stop].kind != MKR_STOP_BEND;
}

/* Down: the boxes of a layer stand side by side, and edges pass between them. */
static bool fit_row(const mkr_plan *p, uint32_t layer, bool at_any_rate) {
    const mkr_layer *at = &p->layers.at[layer];
    mkr_node_box **boxes = mkr_alloc_array(p->scratch, at->n, sizeof(mkr_node_box *));
    size_t n = 0;
    for (uint32_t j = 0; j < at->n; j++)
        if (mkr_is_box(p, at->stops[j]))
            boxes[n++] = &p->boxes[at->stops[j]];
    mkr_len room = p->room - p->gap * (mkr_len)(at->n - 1);
    if (set_widths(boxes, n, room))
        return true;
    for (size_t i = 0; i < n && at_any_rate; i++)
        boxes[i]->width = mkr_larger(room / (mkr_len)n, 2 * MKR_BOX_PAD + NAME_SIZE);
    return at_any_rate;
}

/* Rows of at most `most` boxes. One is as little as there can be: then edges that pass it are closer, and
 * words are broken if they must. */
static bool fits_down(mkr_plan *p, uint32_t most) {
    p->layers = mkr_layers_make(p->scratch, p->d, most);
    for (uint32_t i = 0; i < p->layers.n && most == 1; i++)
        p->gap = mkr_smaller(p->gap, p->room / 2 / (mkr_len)p->layers.at[i].n);
    for (uint32_t i = 0; i < p->layers.n; i++)
        if (!fit_row(p, i, most == 1))
            return false;
    return true;
}

/* Across: every layer is a column, as wide as its widest box. */
static bool fits_columns(mkr_plan *p) {
    const mkr_layers *l = &p->layers;
    mkr_node_box *columns = mkr_alloc_array(p->scratch, l->n, sizeof *columns);
    mkr_node_box **list = mkr_alloc_array(p->scratch, l->n, sizeof(mkr_node_box *));
    for (uint32_t i = 0; i < l->n; i++)
        list[i] = &columns[i];
    for (uint32_t i = 0; i < l->n_stops; i++) {
        if (!mkr_is_box(p, i))
            continue;
        mkr_node_box *column = &columns[l->stops[i].layer];
        column->least = mkr_larger(column->least, p->boxes[i].least);
        column->natural = mkr_larger(column->natural, p->boxes[i].natural);
    }
    if (!set_widths(list, l->n, p->room - MKR_CHANNEL * (mkr_len)(l->n - 1)))
        return false;
    for (uint32_t i = 0; i < l->n_stops; i++)
        if (mkr_is_box(p, i))
            p->boxes[i].width = columns[l->stops[i].layer].width;
    return true;
}

/* ---- how high they are */

static void break_words(const mkr_plan *p) {
    const mkr_diagram *d = p->d;
    size_t n = d->n_nodes;
    for (size_t i = 0; i < n; i++) {
        mkr_node_box *b = &p->boxes[i];
        b->name =
            mkr_words_break(p->c, d->nodes[i].name, name_label(p), NAME_LEADING, b->width - 2 * MKR_BOX_PAD);
        b->note =
            mkr_words_break(p->c, d->nodes[i].note, note_label(p), NOTE_LEADING, b->width - 2 * MKR_BOX_PAD);
        b->height = mkr_heights(MKR_BOX_TOP + MKR_BOX_FOOT, mkr_words_drop(&b->name));
        if (b->note.lines.n)
            b->height = mkr_heights(b->height, mkr_heights(MKR_BOX_NOTE, mkr_words_drop(&b->note)));
    }
    for (size_t e = 0; e < d->n_edges; e++) {
        mkr_node_box *b = &p->boxes[n];
        if (!*d->edges[e].label)
            continue;
        b->name = mkr_words_break(p->c, d->edges[e].label, edge_label(p), LABEL_LEADING,
                                  b->width - 2 * MKR_LABEL_PAD);
        b->height = mkr_heights(MKR_LABEL_TOP + 2 * MKR_LABEL_PAD, mkr_words_drop(&b->name));
        n++;
    }
}

static void set_sizes(mkr_plan *p) {
    mkr_layers *l = &p->layers;
    for (uint32_t i = 0; i < l->n_stops; i++)
        l->stops[i].size = !mkr_is_box(p, i) ? 0 : p->down ? p->boxes[i].width : p->boxes[i].height;
}

mkr_len mkr_diagram_breadth(const mkr_plan *p) {
    mkr_len widest = 0;
    for (uint32_t i = 0; i < p->layers.n; i++)
        widest = mkr_larger(widest, mkr_layer_extent(&p->layers, i, p->gap));
    return widest;
}

static bool fits_across(mkr_plan *p) {
    p->layers = mkr_layers_make(p->scratch, p->d, UINT32_MAX);
    if (!fits_columns(p))
        return false;
    break_words(p);
    set_sizes(p);
    return p->d->direction == MKR_DIAGRAM_ACROSS || mkr_diagram_breadth(p) <= HIGHEST_ACROSS;
}

mkr_len mkr_diagram_boxes(const mkr_plan *p) {
    mkr_len sum = 0;
    for (uint32_t i = 0; i < p->layers.n_stops; i++)
        if (mkr_is_box(p, i))
            sum = mkr_heights(sum, p->boxes[i].height);
    return sum;
}

void mkr_diagram_fit(mkr_plan *p) {
    measure(p);
    if (p->d->direction != MKR_DIAGRAM_DOWN && fits_across(p))
        return;
    p->down = true;
    uint32_t most = (uint32_t)(p->d->n_nodes + p->d->n_edges);
    while (!fits_down(p, most))
        most--;
    break_words(p);
    set_sizes(p);
}
