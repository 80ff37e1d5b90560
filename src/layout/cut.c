/* cut.c - a drawing higher than a page, such as a chart with many remarks under it, goes on overleaf from
 * where nothing is drawn across its whole width. */
#include <string.h>

#include "layout/set.h"
#include "page/extent.h"

typedef MKR_VEC(mkr_len) cuts; /* from the top of the drawing */

typedef struct cutting {
    mkr_setter *s;
    uint32_t from;
    size_t n; /* items */
    mkr_extent *ink; /* by item */
    cuts at;
} cutting;

/* The lowest place between start and end that no item reaches across; start when there is none. */
static mkr_len find_cut(const cutting *c, mkr_len start, mkr_len end) {
    for (bool moved = true; moved && end > start;) {
        moved = false;
        for (size_t i = 0; i < c->n; i++)
            if (c->ink[i].y0 < end && c->ink[i].y1 > end) {
                end = c->ink[i].y0;
                moved = true;
            }
    }
    return end > start ? end : start;
}

/* Top of what is drawn below y. */
static mkr_len top_below(const cutting *c, mkr_len y) {
    mkr_len top = INT32_MAX;
    for (size_t i = 0; i < c->n; i++)
        if (c->ink[i].y0 >= y && c->ink[i].y0 < top)
            top = c->ink[i].y0;
    return top;
}

static bool find_cuts(cutting *c, mkr_len height, mkr_len first, mkr_len room) {
    for (mkr_len start = 0, limit = first; height - start > limit; limit = room) {
        mkr_len cut = find_cut(c, start, start + limit);
        if (cut == start || top_below(c, cut) == INT32_MAX)
            return false;
        *MKR_PUSH(c->s->pieces, &c->at) = start = top_below(c, cut);
    }
    return true;
}

/* The items between two cuts, in their order, moved up to the top of a piece of their own. */
static void push_part(cutting *c, const mkr_item *items, mkr_len top, mkr_len bottom, mkr_galley *to) {
    mkr_items *list = &c->s->items;
    mkr_piece *piece = mkr_piece_begin(c->s, to);
    size_t from = list->list.n;
    for (size_t i = 0; i < c->n; i++)
        if (c->ink[i].y0 < bottom && (c->ink[i].y0 >= top || top == 0))
            *MKR_PUSH(c->s->arena, &list->list) = items[i];
    mkr_items_move(list, from, 0, -top);
    mkr_piece_end(c->s, piece, bottom - top);
}

void mkr_piece_cut(mkr_setter *s, mkr_galley *to, mkr_len first, mkr_len room) {
    const mkr_piece whole = to->at[to->n - 1];
    cutting c = {.s = s, .from = whole.from, .n = whole.to - whole.from};
    mkr_item *items = mkr_alloc_array(s->pieces, c.n, sizeof *items);
    c.ink = mkr_alloc_array(s->pieces, c.n, sizeof *c.ink);
    for (size_t i = 0; i < c.n; i++) {
        items[i] = s->items.list.at[c.from + i];
        c.ink[i] = MKR_NO_EXTENT;
        mkr_extent_add(&c.ink[i], &items[i]);
    }
    if (!find_cuts(&c, whole.height, first, room))
        return;
    memset(s->items.list.at + c.from, 0, c.n * sizeof *items); /* MKR_PUSH promises zeros */
    s->items.list.n = c.from;
    to->at[--to->n] = (mkr_piece){0};
    for (size_t k = 0; k <= c.at.n; k++)
        push_part(&c, items, k ? c.at.at[k - 1] : 0, k < c.at.n ? c.at.at[k] : whole.height, to);
}
