/* flow.c - choose page breaks and put pieces on pages.
 *
 * Pieces wait until one does not fit; then the page ends at the last place before it where a break is
 * allowed, and what stands after that place begins the next page, under the repeated head of the table it is
 * in. Where no break is allowed on a whole page, it is taken before the piece that did not fit; a piece
 * taller than a page is split when it is a row, and otherwise reported. */
#include "layout/flow.h"

#include <string.h>

#include "layout/layout.h"

#define CONTENT_HEIGHT (MKR_CONTENT_BOTTOM - MKR_CONTENT_TOP)
#define SPLIT_ABOVE (CONTENT_HEIGHT / 3) /* rows taller than this may break */

static void drain(void *flow);

void mkr_flow_begin(mkr_flow *flow, mkr_setter *setter, const char *foot) {
    *flow = (mkr_flow){.setter = setter, .foot = foot, .other = mkr_arena_child(setter->arena)};
    mkr_arena_reset(setter->pieces);
    setter->drain = drain;
    setter->drain_user = flow;
}

/* ---- onto the page */

static void note_place(mkr_tree *tree, uint32_t elem, uint32_t page, mkr_len y) {
    for (mkr_elem *e = mkr_tree_at(tree, elem); elem && !e->page;
         elem = e->parent, e = mkr_tree_at(tree, elem)) {
        e->page = page;
        e->y = y;
    }
}

static void move_item(mkr_item *item, mkr_len dx, mkr_len dy) {
    if (item->kind == MKR_ITEM_TEXT) {
        item->text.x += dx;
        item->text.y += dy;
    } else if (item->kind == MKR_ITEM_IMAGE) {
        item->picture.x += dx;
        item->picture.y += dy;
    } else {
        mkr_point *p = (mkr_point *)item->path.points; /* ours until the page is done */
        size_t n = 0;
        for (const char *v = item->path.verbs; *v; v++)
            n += *v == 'C' ? 3 : *v == 'Z' ? 0 : 1;
        for (size_t i = 0; i < n; i++) {
            p[i].x += dx;
            p[i].y += dy;
        }
    }
}

static void put(mkr_flow *flow, mkr_page *page, const mkr_piece *piece, mkr_len y) {
    mkr_setter *s = flow->setter;
    uint32_t number = flow->page_base + (uint32_t)flow->pages.at.n;
    for (size_t i = 0; i < piece->parts.n; i++)
        put(flow, page, &piece->parts.at[i], y + piece->parts.at[i].y);
    for (uint32_t i = piece->from; i < piece->to; i++) {
        mkr_item *item = &s->items.list.at[i];
        move_item(item, MKR_FRAME_X, y);
        if (item->elem)
            note_place(s->doc->tree, item->elem, number, y);
        *MKR_PUSH(page->items.arena, &page->items.list) = *item;
    }
    for (uint32_t i = piece->link_from; i < piece->link_to; i++) {
        mkr_page_link *link = MKR_PUSH(page->items.arena, &page->links);
        *link = s->links.at[i];
        link->x += MKR_FRAME_X;
        link->y += y;
    }
}

/* Tint and bar under the pieces of one panel. */
static void put_panel(mkr_flow *flow, mkr_page *page, const mkr_panel *panel, mkr_len top, mkr_len bottom) {
    const mkr_style *st = flow->setter->style;
    mkr_len x = MKR_FRAME_X + panel->x;
    mkr_draw_rect(&page->items, 0, x, top, panel->width, bottom - top,
                  mkr_pen_fill(st->colours[MKR_STYLE_TINT]));
    mkr_draw_rect(&page->items, 0, x, top, MKR_PT(3), bottom - top,
                  mkr_pen_fill(st->colours[MKR_STYLE_ACCENT]));
}

static void put_panels(mkr_flow *flow, mkr_page *page, size_t n) {
    mkr_len y = MKR_CONTENT_TOP, top = 0;
    const mkr_panel *open = NULL;
    for (size_t i = 0; i < n; i++) {
        const mkr_piece *p = &flow->pending.at[i];
        mkr_len bottom = y;
        y += i ? p->before : 0;
        if (open && p->panel != open)
            put_panel(flow, page, open, top, bottom);
        if (p->panel && p->panel != open)
            top = y;
        open = p->panel;
        y += p->height;
    }
    if (open)
        put_panel(flow, page, open, top, y);
}

static uint32_t first_item(const mkr_piece *p, uint32_t least) {
    if (p->from < least)
        least = p->from;
    for (size_t i = 0; i < p->parts.n; i++)
        least = first_item(&p->parts.at[i], least);
    return least;
}

static uint32_t first_link(const mkr_piece *p, uint32_t least) {
    if (p->link_from < least)
        least = p->link_from;
    for (size_t i = 0; i < p->parts.n; i++)
        least = first_link(&p->parts.at[i], least);
    return least;
}

static void rebase(mkr_piece *p, uint32_t items, uint32_t links) {
    p->from -= items;
    p->to -= items;
    p->link_from -= links;
    p->link_to -= links;
    for (size_t i = 0; i < p->parts.n; i++)
        rebase(&p->parts.at[i], items, links);
}

/* Forget the items of pieces that are on a page. */
static void drop_items(mkr_flow *flow) {
    mkr_setter *s = flow->setter;
    uint32_t items = (uint32_t)s->items.list.n, links = (uint32_t)s->links.n;
    for (size_t i = 0; i < flow->pending.n; i++) {
        items = first_item(&flow->pending.at[i], items);
        links = first_link(&flow->pending.at[i], links);
    }
    s->items.list.n -= items;
    s->links.n -= links;
    if (items && s->items.list.n)
        memmove(s->items.list.at, s->items.list.at + items, s->items.list.n * sizeof *s->items.list.at);
    if (links && s->links.n)
        memmove(s->links.at, s->links.at + links, s->links.n * sizeof *s->links.at);
    if (items) /* MKR_PUSH promises zeros */
        memset(s->items.list.at + s->items.list.n, 0, items * sizeof *s->items.list.at);
    if (links)
        memset(s->links.at + s->links.n, 0, links * sizeof *s->links.at);
    for (size_t i = 0; i < flow->pending.n; i++)
        rebase(&flow->pending.at[i], items, links);
}

static mkr_piece *copy_pieces(mkr_arena *to, const mkr_piece *from, size_t n) {
    mkr_piece *copy = mkr_alloc_array(to, n, sizeof *copy);
    if (n)
        memcpy(copy, from, n * sizeof *copy);
    for (size_t i = 0; i < n; i++)
        if (copy[i].parts.n) {
            copy[i].parts.at = copy_pieces(to, copy[i].parts.at, copy[i].parts.n);
            copy[i].parts.cap = copy[i].parts.n;
        }
    return copy;
}

/* Move the pieces from index n on to the other arena and empty the one they were in. */
static void keep_rest(mkr_flow *flow, size_t n) {
    mkr_arena *full = flow->setter->pieces;
    size_t rest = flow->pending.n - n;
    flow->pending.at = copy_pieces(flow->other, flow->pending.at + n, rest);
    flow->pending.n = flow->pending.cap = rest;
    mkr_arena_reset(full);
    flow->setter->pieces = flow->other;
    flow->other = full;
}

/* Make a page of the first n pending pieces; the others stay. */
static void end_page(mkr_flow *flow, size_t n) {
    mkr_setter *s = flow->setter;
    if (flow->page_base + flow->pages.at.n >= MKR_MOST_PAGES)
        mkr_say(s->diag, MKR_E_TOO_MANY, s->doc->body->where, "%d pages", MKR_MOST_PAGES);
    mkr_page *page = mkr_alloc(s->arena, sizeof *page);
    *page = (mkr_page){.width = MKR_PAGE_WIDTH, .height = MKR_PAGE_HEIGHT, .items = {.arena = s->arena}};
    *MKR_PUSH(s->arena, &flow->pages.at) = page;
    for (size_t i = 0; i < n; i++)
        if (flow->pending.at[i].foot)
            flow->foot = flow->pending.at[i].foot;
    *MKR_PUSH(s->arena, &flow->feet) = flow->foot;
    put_panels(flow, page, n);
    mkr_len y = MKR_CONTENT_TOP;
    for (size_t i = 0; i < n; i++) {
        const mkr_piece *p = &flow->pending.at[i];
        y += i ? p->before : 0;
        put(flow, page, p, y);
        y += p->height;
    }
    keep_rest(flow, n);
    flow->fitted = 0;
    flow->y = MKR_CONTENT_TOP;
    drop_items(flow);
}

/* ---- where the page ends */

/* Begin a page in the middle of a table with what repeats. */
static void repeat_head(mkr_flow *flow, const mkr_table_run *table, const mkr_block *group) {
    mkr_galley again = {0};
    mkr_len after = flow->setter->after;
    bool after_heading = flow->setter->after_heading;
    mkr_set_table_again(flow->setter, table, group, &again);
    flow->setter->after = after;
    flow->setter->after_heading = after_heading;
    if (!again.n)
        return;
    for (size_t i = 0; i < again.n; i++)
        (void)MKR_PUSH(flow->setter->pieces, &flow->pending);
    memmove(flow->pending.at + again.n, flow->pending.at,
            (flow->pending.n - again.n) * sizeof *flow->pending.at);
    memcpy(flow->pending.at, again.at, again.n * sizeof *again.at);
}

static void break_before(mkr_flow *flow, size_t k) {
    const mkr_table_run *table = flow->pending.at[k].table, *above = flow->pending.at[k - 1].table;
    const mkr_block *group = flow->pending.at[k].group;
    mkr_rows_part(flow->setter, &flow->pending, k);
    end_page(flow, k);
    if (table && table == above)
        repeat_head(flow, table, group);
}

static size_t last_break(const mkr_flow *flow, size_t before) {
    while (before > 0 && flow->pending.at[before - 1].keep)
        before--;
    return before;
}

/* Does nothing but a repeated head stand before piece k? Then the next page would be no better. */
static bool only_repeats_before(const mkr_flow *flow, size_t k) {
    for (size_t i = 0; i < k; i++)
        if (!flow->pending.at[i].again)
            return false;
    return true;
}

/* Piece k does not fit below y: end the page before it, in it, or report it. */
static void overflow(mkr_flow *flow, size_t k, mkr_len y) {
    const mkr_piece *p = &flow->pending.at[k];
    if (p->splits && p->height > SPLIT_ABOVE &&
        mkr_row_split(flow->setter, &flow->pending, k, MKR_CONTENT_BOTTOM - y, false)) {
        break_before(flow, k + 1);
        return;
    }
    size_t at = last_break(flow, k);
    if (!only_repeats_before(flow, at)) {
        break_before(flow, at);
    } else if (!only_repeats_before(flow, k)) { /* all above wants to stay with it: it cannot */
        break_before(flow, k);
    } else if (mkr_row_split(flow->setter, &flow->pending, k, MKR_CONTENT_BOTTOM - y, true)) {
        break_before(flow, k + 1);
    } else {
        mkr_say(flow->setter->diag, MKR_E_TOO_TALL, p->source->where, "%d points high, a page holds %d",
                p->height / 1000, CONTENT_HEIGHT / 1000);
        end_page(flow, k + 1); /* go on, to hear what else is wrong */
    }
}

static bool wants_page(const mkr_piece *p, mkr_len y) {
    return p->page_before || (p->needs && MKR_CONTENT_BOTTOM - y < p->needs);
}

/* Put on pages what has a place now; what is not yet decided stays pending. */
static void drain(void *user) {
    mkr_flow *flow = user;
    if (!flow->fitted)
        flow->y = MKR_CONTENT_TOP;
    while (flow->fitted < flow->pending.n) {
        const mkr_piece *p = &flow->pending.at[flow->fitted];
        mkr_len y = flow->y + (flow->fitted ? p->before : 0);
        if (flow->fitted && wants_page(p, y))
            end_page(flow, flow->fitted);
        else if (y + p->height > MKR_CONTENT_BOTTOM)
            overflow(flow, flow->fitted, y);
        else {
            flow->y = y + p->height;
            flow->fitted++;
        }
        if (!flow->fitted)
            flow->y = MKR_CONTENT_TOP;
    }
}

void mkr_flow_block(mkr_flow *flow, const mkr_block *block) {
    mkr_set_block(flow->setter, block, block->right_to_left ? 0 : block->indent,
                  MKR_FRAME_WIDTH - block->indent, &flow->pending);
    drain(flow);
}

void mkr_flow_end(mkr_flow *flow) {
    if (flow->pending.n)
        end_page(flow, flow->pending.n);
}
