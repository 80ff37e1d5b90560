/* thread.c - a thread of nodes: rings on a line with chevrons half way, names and notes under or beside them.
 *
 * Up to six nodes stand side by side, each with an equal share of the width; more, or longer words than a
 * share can hold, stand under one another. */
#include "base/buffer.h"
#include "chart/plot.h"

enum {
    MOST_ACROSS = 6,
    CENTRE = MKR_PT(8), /* of the rings below the top, or of the first of them */
    RING_R = MKR_PT(6),
    RING_LEFT = MKR_PT(7), /* centre of a ring right of its share's left edge */
    LINE = 2500,
    CHEVRON = MKR_PT(2),
    NAME_SIZE = MKR_PT(11),
    NAME_LEADING = 14250,
    NOTE_SIZE = 9500,
    NOTE_LEADING = 12500,
    NAME_BASE = MKR_PT(28), /* first baseline of a name below the centre of the rings */
    NOTE_AFTER = 14500, /* first baseline of a note below the last of its name */
    FOOT = 3500, /* below the last baseline */
    TEXT_GAP = MKR_PT(6), /* between the texts of neighbours */
    DOWN_TEXT = MKR_PT(24), /* left edge of the texts when nodes stand under one another */
    DOWN_BASE = 3800, /* first baseline of a name below the centre of its ring */
    DOWN_GAP =
        MKR_PT(16), /* between the last baseline of a node and the first of the next, besides the leading */
    DOWN_LEAST = MKR_PT(36), /* between two rings, so that the chevron has room */
    LONGEST = 400 /* an alternative text that would be longer leaves out the notes */
};

static mkr_label name_label(const mkr_canvas *c) {
    return (mkr_label){c->style->bold, NAME_SIZE, c->style->ink};
}
static mkr_label note_label(const mkr_canvas *c) {
    return (mkr_label){c->style->regular, NOTE_SIZE, c->style->ink2};
}

/* Name and note of a node, the name from the baseline y on; returns the last baseline. */
static mkr_len put_node(const mkr_canvas *c, const mkr_node_text *node, mkr_len x, mkr_len y, mkr_len width) {
    mkr_words name = mkr_words_break(c, node->name, name_label(c), NAME_LEADING, width);
    mkr_words note = mkr_words_break(c, node->note, note_label(c), NOTE_LEADING, width);
    mkr_words_put(c, &name, MKR_LEFT, x, y);
    y = mkr_heights(y, mkr_words_drop(&name));
    if (note.lines.n == 0)
        return y;
    mkr_words_put(c, &note, MKR_LEFT, x, y + NOTE_AFTER);
    return mkr_heights(y + NOTE_AFTER, mkr_words_drop(&note));
}

static mkr_pen gold(const mkr_canvas *c, mkr_len width) {
    return mkr_pen_line(c->style->gold, width);
}

static void put_ring(const mkr_canvas *c, mkr_len x, mkr_len y) {
    mkr_pen pen = gold(c, LINE);
    pen.fill = c->style->paper;
    mkr_draw_circle(c->to, c->elem, x, y, RING_R, pen);
}

/* The piece of line to the next ring, with its chevron, which is 5.5 long and 9 wide. */
static void put_link(const mkr_canvas *c, mkr_len x0, mkr_len y0, mkr_len x1, mkr_len y1) {
    mkr_len x = (x0 + x1) / 2, y = (y0 + y1) / 2;
    const mkr_point right[] = {{x - 2500, y - 4500}, {x + 3000, y}, {x - 2500, y + 4500}};
    const mkr_point down[] = {{x - 4500, y - 2500}, {x, y + 3000}, {x + 4500, y - 2500}};
    mkr_draw_line(c->to, c->elem, x0, y0, x1, y1, gold(c, LINE));
    mkr_draw_points(c->to, c->elem, y0 == y1 ? right : down, 3, false, gold(c, CHEVRON));
}

static mkr_len put_across(const mkr_canvas *c, const mkr_diagram *chain) {
    size_t n = chain->n_nodes;
    mkr_len share = c->room / (mkr_len)n, lowest = 0;
    for (size_t i = 0; i + 1 < n; i++)
        put_link(c, share * (mkr_len)i + RING_LEFT, CENTRE, share * (mkr_len)(i + 1) + RING_LEFT, CENTRE);
    for (size_t i = 0; i < n; i++) {
        mkr_len x = share * (mkr_len)i;
        put_ring(c, x + RING_LEFT, CENTRE);
        mkr_len last = put_node(c, &chain->nodes[i], x, CENTRE + NAME_BASE, share - TEXT_GAP);
        lowest = last > lowest ? last : lowest;
    }
    return lowest + FOOT;
}

static mkr_len put_down(const mkr_canvas *c, const mkr_diagram *chain) {
    size_t n = chain->n_nodes;
    mkr_len centre = CENTRE, last = 0;
    for (size_t i = 0; i < n; i++) {
        last = put_node(c, &chain->nodes[i], DOWN_TEXT, centre + DOWN_BASE, c->room - DOWN_TEXT);
        mkr_len next = last + DOWN_GAP + NAME_LEADING - DOWN_BASE;
        if (next < centre + DOWN_LEAST)
            next = centre + DOWN_LEAST;
        if (i + 1 < n)
            put_link(c, RING_LEFT, centre + RING_R, RING_LEFT, next - RING_R);
        put_ring(c, RING_LEFT, centre);
        centre = i + 1 < n ? next : centre;
    }
    mkr_len foot = centre + RING_R + LINE / 2;
    return last + FOOT > foot ? last + FOOT : foot;
}

static bool words_fit(const mkr_canvas *c, const char *text, mkr_label look, mkr_len width) {
    mkr_len least, most;
    return !mkr_words_extent(c, text, look, &least, &most) || least <= width;
}

static bool fits_across(const mkr_canvas *c, const mkr_diagram *chain) {
    if (chain->n_nodes > MOST_ACROSS)
        return false;
    mkr_len room = c->room / (mkr_len)chain->n_nodes - TEXT_GAP;
    for (size_t i = 0; i < chain->n_nodes; i++)
        if (!words_fit(c, chain->nodes[i].name, name_label(c), room) ||
            !words_fit(c, chain->nodes[i].note, note_label(c), room))
            return false;
    return true;
}

mkr_len mkr_thread_draw(const mkr_canvas *c, const mkr_diagram *chain) {
    if (chain->n_nodes == 0)
        return 0;
    return fits_across(c, chain) ? put_across(c, chain) : put_down(c, chain);
}

static mkr_buffer chain(mkr_arena *arena, const mkr_node_text *nodes, size_t n, bool notes) {
    mkr_buffer out = mkr_buffer_new(arena);
    mkr_buffer_printf(&out, "Chain of %zu: ", n);
    for (size_t i = 0; i < n; i++) {
        mkr_buffer_printf(&out, "%s%s", i > 0 ? " leads to " : "", nodes[i].name ? nodes[i].name : "");
        if (notes && nodes[i].note && *nodes[i].note)
            mkr_buffer_printf(&out, " (%s)", nodes[i].note);
    }
    mkr_buffer_putc(&out, '.');
    return out;
}

/* "Chain of 4: Council priorities (What residents need and members decide) leads to Delivery actions (...)
 * ..." */
char *mkr_thread_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_diagram *d) {
    (void)style;
    mkr_buffer out = chain(arena, d->nodes, d->n_nodes, true);
    if (out.n > LONGEST)
        out = chain(arena, d->nodes, d->n_nodes, false);
    return mkr_strdup(arena, mkr_buffer_text(&out));
}
