/* flow.c - choose page breaks and put pieces on pages.
 *
 * Pieces wait until one does not fit; then the page ends at the last place before it where a break is
 * allowed, and what stands after that place begins the next page, under the repeated head of the table it is
 * in. Where no break is allowed on a whole page, it is taken before the piece that did not fit; a piece
 * taller than a page is split when it is a row, and otherwise reported. Footnotes take their room from the
 * foot of the page their references are on (notes.c). */
#include "layout/flow.h"

#include <string.h>

#include "layout/furniture.h"
#include "layout/layout.h"

static void drain(void *flow);

void mkr_flow_begin(mkr_flow *flow, mkr_setter *setter, const char *foot, uint32_t page_base) {
    *flow = (mkr_flow){.setter = setter, .foot = foot, .sheet = setter->sheet, .page_base = page_base};
    mkr_arena_reset(setter->pieces);
    mkr_arena_reset(setter->other);
    setter->drain = drain;
    setter->drain_user = flow;
}

/* What the page being filled is: the kind its first piece asks for. */
static const mkr_sheet *sheet_of(const mkr_flow *flow) {
    return flow->pending.n ? flow->pending.at[0].sheet : flow->sheet;
}

/* ---- onto the page */

static void note_place(mkr_tree *tree, uint32_t elem, uint32_t page, mkr_len y) {
    for (mkr_elem *e = mkr_tree_at(tree, elem); elem > 1 && !e->page; /* the root is everywhere */
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
    const mkr_sheet *sheet = flow->sheet;
    uint32_t number = flow->page_base + (uint32_t)flow->pages.at.n;
    for (size_t i = 0; i < piece->parts.n; i++)
        put(flow, page, &piece->parts.at[i], y + piece->parts.at[i].y);
    for (uint32_t i = piece->from; i < piece->to; i++) {
        mkr_item *item = &s->items.list.at[i];
        move_item(item, sheet->frame_x, y);
        if (item->elem)
            note_place(s->doc->tree, item->elem, number, mkr_sheet_points(sheet, y));
        *MKR_PUSH(page->items.arena, &page->items.list) = *item;
    }
    for (uint32_t i = piece->link_from; i < piece->link_to; i++) {
        mkr_page_link *link = MKR_PUSH(page->items.arena, &page->links);
        *link = s->links.at[i];
        link->x += sheet->frame_x;
        link->y += y;
    }
}

/* Tint and bar under the pieces of one panel. */
static void put_panel(mkr_flow *flow, mkr_page *page, const mkr_panel *panel, mkr_len top, mkr_len bottom) {
    const mkr_style *st = flow->setter->style;
    mkr_len x = flow->sheet->frame_x + panel->x;
    mkr_draw_rect(&page->items, 0, x, top, panel->width, bottom - top,
                  mkr_pen_fill(st->colours[MKR_STYLE_TINT]));
    mkr_draw_rect(&page->items, 0, x, top, MKR_PT(3), bottom - top,
                  mkr_pen_fill(st->colours[MKR_STYLE_ACCENT]));
}

static void put_panels(mkr_flow *flow, mkr_page *page, size_t n) {
    mkr_len y = flow->sheet->top, top = 0;
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
    for (size_t i = 0; i < flow->notes.lines.n; i++) {
        items = first_item(&flow->notes.lines.at[i], items);
        links = first_link(&flow->notes.lines.at[i], links);
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
    for (size_t i = 0; i < flow->notes.lines.n; i++)
        rebase(&flow->notes.lines.at[i], items, links);
}

static mkr_galley copy_pieces(mkr_arena *to, const mkr_piece *from, size_t n) {
    mkr_piece *copy = mkr_alloc_array(to, n, sizeof *copy);
    if (n)
        memcpy(copy, from, n * sizeof *copy);
    for (size_t i = 0; i < n; i++) {
        if (copy[i].parts.n)
            copy[i].parts = copy_pieces(to, copy[i].parts.at, copy[i].parts.n);
        size_t notes = copy[i].footnotes.n;
        if (!notes)
            continue;
        copy[i].footnotes.at = mkr_alloc_array(to, notes, sizeof *copy[i].footnotes.at);
        copy[i].footnotes.cap = notes;
        memcpy(copy[i].footnotes.at, from[i].footnotes.at, notes * sizeof *copy[i].footnotes.at);
    }
    return (mkr_galley){copy, n, n};
}

/* Move the pending pieces, and the footnotes left over, to the other arena and empty the one they were in. */
static void keep_rest(mkr_flow *flow) {
    mkr_setter *s = flow->setter;
    mkr_arena *full = s->pieces;
    flow->pending = copy_pieces(s->other, flow->pending.at, flow->pending.n);
    flow->notes.lines = copy_pieces(s->other, flow->notes.lines.at, flow->notes.lines.n);
    memset(&flow->notes.of, 0, sizeof flow->notes.of);
    mkr_arena_reset(full);
    s->pieces = s->other;
    s->other = full;
}

/* The first n pending pieces are on a page. Their memory is reused when no more than they are pending: a
 * paragraph of many pages would else be moved as a whole at the end of each. */
static void drop_pieces(mkr_flow *flow, size_t n) {
    flow->pending.at += n;
    flow->pending.n -= n;
    flow->pending.cap -= n;
    flow->gone += n;
    if (flow->gone < flow->pending.n)
        return;
    keep_rest(flow);
    drop_items(flow);
    flow->gone = 0;
}

static mkr_page *begin_page(mkr_flow *flow) {
    mkr_setter *s = flow->setter;
    mkr_page *page = mkr_alloc(s->arena, sizeof *page);
    if (flow->pages.at.n == MKR_MOST_PAGES)
        mkr_say(s->diag, MKR_E_TOO_MANY, s->doc->body->where, "%d pages", MKR_MOST_PAGES);
    flow->sheet = sheet_of(flow);
    *page =
        (mkr_page){.width = flow->sheet->width, .height = flow->sheet->height, .items = {.arena = s->arena}};
    *MKR_PUSH(s->arena, &flow->pages.at) = page;
    mkr_page_across(s, page);
    return page;
}

/* The footnotes of the first n pending pieces, as many lines as fit below y, at the foot of the page under a
 * short rule. */
static void put_notes(mkr_flow *flow, mkr_page *page, size_t n, mkr_len y) {
    mkr_notes *notes = &flow->notes;
    const mkr_sheet *sheet = flow->sheet;
    size_t end = mkr_notes_before(notes, n), lines = mkr_notes_fit(notes, end, sheet->bottom - y);
    if (lines == 0 && n == 0 && end)
        lines = 1; /* a page of footnotes has some */
    mkr_len top = sheet->bottom - mkr_notes_height(notes, lines);
    if (lines) {
        bool in_column = notes->lines.at[0].source->measure == MKR_MEASURE_COLUMN;
        mkr_len x = sheet->frame_x + (in_column ? MKR_COLUMN_OFFSET : 0), rule = top + MKR_PT(9);
        mkr_draw_line(&page->items, 0, x, rule, x + MKR_PT(48), rule,
                      mkr_pen_line(flow->setter->style->colours[MKR_STYLE_INK2], MKR_PT(0.5)));
    }
    for (size_t i = 0; i < lines; i++)
        put(flow, page, &notes->lines.at[i], top + notes->lines.at[i].y);
    mkr_notes_drop(notes, lines, end);
}

/* Make a page of the first n pending pieces and their footnotes; the others stay. */
static void end_page(mkr_flow *flow, size_t n) {
    mkr_setter *s = flow->setter;
    for (size_t i = flow->notes.of.n; i < n; i++)
        mkr_notes_add(flow, i);
    mkr_page *page = begin_page(flow);
    size_t first = page->items.list.n;
    for (size_t i = 0; i < n; i++)
        if (flow->pending.at[i].foot)
            flow->foot = flow->pending.at[i].foot;
    *MKR_PUSH(s->arena, &flow->kinds) = (mkr_page_kind){flow->sheet, flow->foot};
    put_panels(flow, page, n);
    mkr_len y = flow->sheet->top;
    for (size_t i = 0; i < n; i++) {
        const mkr_piece *p = &flow->pending.at[i];
        y += i ? p->before : 0;
        put(flow, page, p, y);
        y += p->height;
    }
    put_notes(flow, page, n, y);
    mkr_sheet_enlarge(flow->sheet, page, first, 0);
    drop_pieces(flow, n);
    flow->fitted = 0;
    flow->full = false;
}

/* ---- where the page ends */

static mkr_len height_of(const mkr_galley *pieces) {
    mkr_len height = 0;
    for (size_t i = 0; i < pieces->n; i++)
        height = mkr_heights(height, mkr_heights(i ? pieces->at[i].before : 0, pieces->at[i].height));
    return height;
}

/* Begin a page in the middle of a table with what repeats. */
static void repeat_head(mkr_flow *flow, const mkr_table_run *table, const mkr_block *group) {
    mkr_galley again = {0};
    mkr_len after = flow->setter->after;
    bool after_heading = flow->setter->after_heading;
    const mkr_sheet *sheet = flow->setter->sheet;
    flow->setter->sheet = flow->pending.at[0].sheet;
    mkr_set_table_again(flow->setter, table, group, &again);
    flow->setter->sheet = sheet;
    flow->setter->after = after;
    flow->setter->after_heading = after_heading;
    if (!again.n || height_of(&again) > mkr_content_height(flow->pending.at[0].sheet) / 4 * 3)
        return; /* a head so high would leave its rows no room: it stands above the first of them only */
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
    if (table && table == above)
        mkr_notes_cut(&flow->notes, 0); /* a part of a row may have moved on with its footnotes */
    end_page(flow, k);
    if (table && table == above)
        repeat_head(flow, table, group);
}

static size_t last_break(const mkr_flow *flow, size_t before) {
    while (before > 0 && flow->pending.at[before - 1].keep)
        before--;
    return before;
}

/* As last_break, when no place is allowed: a row that yields lets a break fall after it. */
static size_t last_yielding(const mkr_flow *flow, size_t before) {
    while (before > 0 && flow->pending.at[before - 1].keep && !flow->pending.at[before - 1].yields)
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

/* Lower ones are not divided where they can go to the next page. */
static bool is_high_row(const mkr_flow *flow, size_t k) {
    const mkr_piece *p = &flow->pending.at[k];
    return p->splits && p->height > mkr_content_height(sheet_of(flow)) / 3;
}

/* Divide the row that does not fit below y, and its footnotes with it: its first part gets the room they all
 * leave, or half the room where they are many. */
static bool split_row(mkr_flow *flow, size_t k, mkr_len y) {
    const mkr_sheet *sheet = sheet_of(flow);
    mkr_notes *notes = &flow->notes;
    if (!is_high_row(flow, k))
        return false;
    mkr_len room = sheet->bottom - y, half = (room - mkr_notes_height(notes, mkr_notes_before(notes, k))) / 2;
    room -= mkr_notes_reach(flow, k) ? mkr_notes_height(notes, mkr_notes_before(notes, k + 1)) : room;
    mkr_notes_cut(notes, k); /* its parts have their own */
    return mkr_row_split(flow->setter, &flow->pending, k, room > half ? room : half, false);
}

/* A high row above piece k divides before its last lines, so that these go on with what wants to stay with
 * them. Gives the piece that the next page begins with: k when there is no such row. */
static size_t end_above(mkr_flow *flow, size_t k) {
    mkr_galley *pieces = &flow->pending;
    for (size_t i = k; i-- > 0;)
        if (is_high_row(flow, i) && mkr_row_split(flow->setter, pieces, i, pieces->at[i].height - 1, false))
            return i + 1;
    return k;
}

/* Piece k has more footnotes than a page takes: what is left of them stands on the next. */
static void accept_alone(mkr_flow *flow, size_t k, mkr_len y) {
    mkr_notes_add(flow, k);
    flow->y = y + flow->pending.at[k].height;
    flow->fitted = k + 1;
    flow->full = true;
}

/* Piece k does not fit below y: end the page before it, in it, or report it. */
static void overflow(mkr_flow *flow, size_t k, mkr_len y) {
    const mkr_sheet *sheet = sheet_of(flow);
    const mkr_piece *p = &flow->pending.at[k];
    mkr_notes_cut(&flow->notes, k);
    if (!flow->full && split_row(flow, k, y)) {
        break_before(flow, k + 1);
        return;
    }
    size_t at = last_break(flow, k), yielding = last_yielding(flow, k);
    if (only_repeats_before(flow, at) && yielding < k)
        at = yielding;
    if (!only_repeats_before(flow, at)) {
        break_before(flow, at);
    } else if (!only_repeats_before(flow, k)) { /* all above wants to stay with it: it cannot */
        break_before(flow, end_above(flow, k));
    } else if (flow->notes.left_over) {
        end_page(flow, 0); /* a page of nothing but footnotes */
    } else if (y + p->height <= sheet->bottom) {
        accept_alone(flow, k, y);
    } else if (mkr_row_split(flow->setter, &flow->pending, k, sheet->bottom - y, true)) {
        break_before(flow, k + 1);
    } else {
        mkr_say_too_tall(flow->setter, p);
        end_page(flow, k + 1); /* go on, to hear what else is wrong */
    }
}

/* Must piece k, which would stand at y, begin a page? */
static bool wants_page(const mkr_flow *flow, size_t k, mkr_len y) {
    const mkr_piece *p = &flow->pending.at[k];
    const mkr_notes *notes = &flow->notes;
    mkr_len left = p->sheet->bottom - y - mkr_notes_height(notes, mkr_notes_before(notes, k));
    return p->page_before || p->sheet != sheet_of(flow) || (p->needs && left < p->needs);
}

/* Does piece k fit at y, with its footnotes? The last of these may take what is left and go on overleaf. */
static bool fits(mkr_flow *flow, size_t k, mkr_len y) {
    const mkr_sheet *sheet = sheet_of(flow);
    const mkr_notes *notes = &flow->notes;
    mkr_len left = sheet->bottom - y - flow->pending.at[k].height;
    if (flow->full || left < 0 || !mkr_notes_reach(flow, k))
        return false;
    flow->full = mkr_notes_height(notes, notes->of.at[k].all) > left;
    if (!flow->full || mkr_notes_height(notes, notes->of.at[k].least) <= left)
        return true;
    flow->full = false;
    return false;
}

/* Put on pages what has a place now; what is not yet decided stays pending. */
static void drain(void *user) {
    mkr_flow *flow = user;
    while (flow->fitted < flow->pending.n) {
        size_t k = flow->fitted;
        const mkr_piece *p = &flow->pending.at[k];
        mkr_len y = k ? flow->y + p->before : sheet_of(flow)->top;
        if (k && wants_page(flow, k, y)) {
            end_page(flow, k);
        } else if (fits(flow, k, y)) {
            flow->y = y + p->height;
            flow->fitted++;
        } else {
            overflow(flow, k, y);
        }
    }
}

void mkr_flow_block(mkr_flow *flow, const mkr_block *block) {
    mkr_set_block(flow->setter, block, block->right_to_left ? 0 : block->indent,
                  flow->setter->sheet->frame_width - block->indent, &flow->pending);
    drain(flow);
}

void mkr_flow_end(mkr_flow *flow) {
    while (flow->pending.n || flow->notes.lines.n)
        end_page(flow, flow->pending.n);
}
