/* thread.c - a thread of nodes: rings on a line with chevrons half way, names and notes under or beside them.
 *
 * Up to six nodes stand side by side, each with an equal share of the width; more, or longer words than a
 * share can hold, stand under one another. */
#include "chart/plot.h"

#include <string.h>

#include "base/buffer.h"
#include "text/line.h"

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

typedef struct thread {
    const mkr_chart_style *style;
    mkr_items *to; /* NULL: only measure */
    mkr_arena *arena; /* of the glyphs of lines, which must live as long as the items */
    uint32_t elem;
    mkr_where where;
} thread;

static void put_line(const thread *t, const mkr_line *line, mkr_len x, mkr_len y) {
    for (uint32_t i = 0; i < line->n; i++) {
        const mkr_segment *s = &line->segments[i];
        mkr_item *item = MKR_PUSH(t->to->arena, &t->to->list);
        item->kind = MKR_ITEM_TEXT;
        item->elem = t->elem;
        item->text = (mkr_text){.face = s->face,
                                .glyphs = s->glyphs,
                                .n = s->n,
                                .x = x + s->x,
                                .y = y,
                                .pen = s->pen,
                                .size = s->run->size,
                                .width = s->width,
                                .colour = s->run->colour};
    }
}

static mkr_label name_label(const thread *t) {
    return (mkr_label){t->style->bold, NAME_SIZE, t->style->ink};
}
static mkr_label note_label(const thread *t) {
    return (mkr_label){t->style->regular, NOTE_SIZE, t->style->ink2};
}

static mkr_run run_of(const thread *t, const char *text, mkr_label look) {
    return (mkr_run){
        .text = text,
        .n = text ? strlen(text) : 0,
        .font = look.font,
        .size = look.size,
        .colour = look.colour,
        .elem = t->elem,
        .where = t->where,
    };
}

/* Set text in lines of at most `width` from the baseline *y on, and leave *y at the last baseline. False,
 * with *y as it was, when there is no text. */
static bool put_text(const thread *t, const char *text, mkr_label look, mkr_len leading, mkr_len x,
                     mkr_len *y, mkr_len width) {
    mkr_run run = run_of(t, text, look);
    mkr_lines lines = {0};
    if (run.n == 0 ||
        !mkr_lines_break(t->style->fonts, t->arena, &(mkr_paragraph){.runs = &run, .n = 1, .width = width},
                         &lines) ||
        lines.n == 0)
        return false;
    for (uint32_t i = 0; i < lines.n; i++) {
        *y += i > 0 ? leading : 0;
        if (t->to)
            put_line(t, &lines.at[i], x, *y);
    }
    return true;
}

/* Name and note of a node, the name from the baseline y on; returns the last baseline. */
static mkr_len put_node(const thread *t, const mkr_node_text *node, mkr_len x, mkr_len y, mkr_len width) {
    put_text(t, node->name, name_label(t), NAME_LEADING, x, &y, width);
    mkr_len note = y + NOTE_AFTER;
    return put_text(t, node->note, note_label(t), NOTE_LEADING, x, &note, width) ? note : y;
}

static mkr_pen gold(const thread *t, mkr_len width) {
    return mkr_pen_line(t->style->gold, width);
}

static void put_ring(const thread *t, mkr_len x, mkr_len y) {
    mkr_pen pen = gold(t, LINE);
    pen.fill = t->style->paper;
    if (t->to)
        mkr_draw_circle(t->to, t->elem, x, y, RING_R, pen);
}

/* The piece of line to the next ring, with its chevron, which is 5.5 long and 9 wide. */
static void put_link(const thread *t, mkr_len x0, mkr_len y0, mkr_len x1, mkr_len y1) {
    if (!t->to)
        return;
    mkr_len x = (x0 + x1) / 2, y = (y0 + y1) / 2;
    const mkr_point right[] = {{x - 2500, y - 4500}, {x + 3000, y}, {x - 2500, y + 4500}};
    const mkr_point down[] = {{x - 4500, y - 2500}, {x, y + 3000}, {x + 4500, y - 2500}};
    mkr_draw_line(t->to, t->elem, x0, y0, x1, y1, gold(t, LINE));
    mkr_draw_points(t->to, t->elem, y0 == y1 ? right : down, 3, false, gold(t, CHEVRON));
}

static mkr_len put_across(const thread *t, const mkr_node_text *nodes, size_t n, mkr_len width) {
    mkr_len share = width / (mkr_len)n, lowest = 0;
    for (size_t i = 0; i + 1 < n; i++)
        put_link(t, share * (mkr_len)i + RING_LEFT, CENTRE, share * (mkr_len)(i + 1) + RING_LEFT, CENTRE);
    for (size_t i = 0; i < n; i++) {
        mkr_len x = share * (mkr_len)i;
        put_ring(t, x + RING_LEFT, CENTRE);
        mkr_len last = put_node(t, &nodes[i], x, CENTRE + NAME_BASE, share - TEXT_GAP);
        lowest = last > lowest ? last : lowest;
    }
    return lowest + FOOT;
}

static mkr_len put_down(const thread *t, const mkr_node_text *nodes, size_t n, mkr_len width) {
    mkr_len centre = CENTRE, last = 0;
    for (size_t i = 0; i < n; i++) {
        last = put_node(t, &nodes[i], DOWN_TEXT, centre + DOWN_BASE, width - DOWN_TEXT);
        mkr_len next = last + DOWN_GAP + NAME_LEADING - DOWN_BASE;
        if (next < centre + DOWN_LEAST)
            next = centre + DOWN_LEAST;
        if (i + 1 < n)
            put_link(t, RING_LEFT, centre + RING_R, RING_LEFT, next - RING_R);
        put_ring(t, RING_LEFT, centre);
        centre = i + 1 < n ? next : centre;
    }
    mkr_len foot = centre + RING_R + LINE / 2;
    return last + FOOT > foot ? last + FOOT : foot;
}

static bool words_fit(const thread *t, const char *text, mkr_label look, mkr_len width) {
    mkr_run run = run_of(t, text, look);
    mkr_len least = 0, most = 0;
    return run.n == 0 ||
           !mkr_lines_extent(t->style->fonts, &(mkr_paragraph){.runs = &run, .n = 1}, &least, &most) ||
           least <= width;
}

static bool fits_across(const thread *t, const mkr_node_text *nodes, size_t n, mkr_len width) {
    if (n > MOST_ACROSS)
        return false;
    for (size_t i = 0; i < n; i++) {
        mkr_len room = width / (mkr_len)n - TEXT_GAP;
        if (!words_fit(t, nodes[i].name, name_label(t), room) ||
            !words_fit(t, nodes[i].note, note_label(t), room))
            return false;
    }
    return true;
}

static mkr_len put(const thread *t, const mkr_node_text *nodes, size_t n, mkr_len width) {
    if (n == 0)
        return 0;
    return fits_across(t, nodes, n, width) ? put_across(t, nodes, n, width) : put_down(t, nodes, n, width);
}

void mkr_thread_extent(mkr_arena *arena, const mkr_chart_style *style, const mkr_node_text *nodes, size_t n,
                       mkr_len width, mkr_len *height, mkr_where where) {
    mkr_arena *scratch = mkr_arena_child(arena);
    thread t = {style, NULL, scratch, 0, where};
    *height = put(&t, nodes, n, width);
    mkr_arena_free(scratch);
}

void mkr_thread_draw(const mkr_chart_style *style, const mkr_node_text *nodes, size_t n, mkr_len width,
                     mkr_items *to, uint32_t elem, mkr_where where) {
    thread t = {style, to, to->arena, elem, where};
    put(&t, nodes, n, width);
}

static mkr_buffer chain(mkr_arena *arena, const mkr_node_text *nodes, size_t n, bool notes) {
    mkr_buffer out = mkr_buffer_new(arena);
    mkr_buffer_printf(&out, "Chain of %zu: ", n);
    for (size_t i = 0; i < n; i++) {
        mkr_buffer_printf(&out, "%s%s", i > 0 ? ", leads to " : "", nodes[i].name ? nodes[i].name : "");
        if (notes && nodes[i].note && *nodes[i].note)
            mkr_buffer_printf(&out, " (%s)", nodes[i].note);
    }
    mkr_buffer_putc(&out, '.');
    return out;
}

/* "Chain of 4: Council priorities (What residents need and members decide), leads to Delivery actions (...)
 * ..." */
char *mkr_thread_alt(mkr_arena *arena, const mkr_node_text *nodes, size_t n) {
    mkr_buffer out = chain(arena, nodes, n, true);
    if (out.n > LONGEST)
        out = chain(arena, nodes, n, false);
    return mkr_strdup(arena, mkr_buffer_text(&out));
}
