/* drawing.c - set a drawing: ask the chart stage for it and for its words; figures side by side. */
#include "layout/set.h"

#include <string.h>

#define CAPTION MKR_PT(77) /* room left for a caption above a picture as high as a page */
#define NARROWEST MKR_PT(90) /* of figures side by side: less is too little for their captions */

/* Never wider than the measure, nor higher than the page. */
static mkr_len draw_picture(mkr_setter *s, const mkr_block *block, uint32_t elem, mkr_len x, mkr_len width) {
    const mkr_drawing *d = block->drawing;
    mkr_picture_place place = d->place;
    if (place.width > width)
        place.width = width;
    if (s->sheet && place.height > s->sheet->bottom - s->sheet->top - CAPTION)
        place.height = s->sheet->bottom - s->sheet->top - CAPTION;
    mkr_item *item = MKR_PUSH(s->arena, &s->items.list);
    item->kind = MKR_ITEM_IMAGE;
    item->elem = elem;
    item->picture.image = d->picture;
    item->picture.x = x;
    mkr_picture_fit(d->picture->natural_width, d->picture->natural_height, place, &item->picture.width,
                    &item->picture.height);
    return item->picture.height;
}

static void write_alternative(mkr_setter *s, const mkr_block *block) {
    mkr_elem_more *more = mkr_tree_more(s->doc->tree, block->elem);
    if (!more->alt)
        more->alt = mkr_chart_alt(s->lasting, &s->chart, block->drawing);
}

/* Draw at (0, 0); gives the height. */
static mkr_len draw(mkr_setter *s, const mkr_block *block, uint32_t elem, mkr_len x, mkr_len width) {
    const mkr_drawing *d = block->drawing;
    switch (d->kind) {
    case MKR_DRAW_PICTURE:
        return draw_picture(s, block, elem, x, width);
    case MKR_DRAW_MASTHEAD:
        mkr_draw_rect(&s->items, 0, 0, 0, MKR_PT(48), MKR_PT(6),
                      mkr_pen_fill(s->style->colours[MKR_STYLE_ACCENT]));
        return MKR_PT(6);
    case MKR_DRAW_RULE:
        mkr_draw_line(&s->items, 0, 0, 0, width, 0,
                      mkr_pen_line(s->style->colours[MKR_STYLE_INK], MKR_PT(0.75)));
        return 0;
    default:
        return mkr_chart_draw(&(mkr_canvas){&s->chart, &s->items, elem, block->where, width}, d);
    }
}

static mkr_piece *set_piece(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, mkr_galley *to) {
    mkr_piece *piece = mkr_piece_begin(s, to);
    size_t from = s->items.list.n;
    mkr_len height = draw(s, block, s->again ? 0 : block->elem, 0, width);
    mkr_items_move(&s->items, from, x, 0);
    mkr_piece_end(s, piece, height);
    return piece;
}

/* What was set from piece `first` on, as if it had not been. */
static void take_back(mkr_setter *s, mkr_galley *to, size_t first) {
    size_t items = to->at[first].from;
    memset(s->items.list.at + items, 0, (s->items.list.n - items) * sizeof *s->items.list.at);
    s->items.list.n = items; /* MKR_PUSH promises zeros */
    memset(to->at + first, 0, (to->n - first) * sizeof *to->at);
    to->n = first;
}

/* A timeline in n parts, as even as can be, each with its axis. False when one is higher than `room`. */
static bool set_parts(mkr_setter *s, const mkr_block *block, size_t n, mkr_len room, mkr_len x, mkr_len width,
                      mkr_galley *to) {
    const mkr_timeline *whole = block->drawing->timeline;
    size_t rows = whole->end - whole->begin;
    bool fit = true;
    for (size_t i = 0; i < n; i++) {
        mkr_timeline *part = mkr_alloc(s->arena, sizeof *part);
        mkr_drawing drawing = *block->drawing;
        mkr_block one = *block;
        *part = *whole;
        part->begin = whole->begin + rows * i / n;
        part->end = whole->begin + rows * (i + 1) / n;
        drawing.timeline = part;
        one.drawing = &drawing;
        mkr_piece *piece = set_piece(s, &one, x, width, to);
        piece->before = i ? s->style->roles[block->role].before : 0;
        fit = fit && piece->height <= room;
    }
    return fit;
}

/* In as few parts as fit: in large print, and on a turned page. */
static void set_timeline(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, mkr_galley *to) {
    size_t first = to->n - 1, rows = block->drawing->timeline->end - block->drawing->timeline->begin;
    for (size_t n = 2; n <= rows; n++) {
        mkr_len room = n == rows ? INT32_MAX : mkr_content_height(s->sheet) - CAPTION;
        take_back(s, to, first);
        if (set_parts(s, block, n, room, x, width, to))
            return;
    }
}

/* The drawing just set, the last piece, is higher than a page. A diagram and a picture must be whole. */
static void divide(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, mkr_galley *to) {
    mkr_len page = mkr_content_height(s->sheet);
    switch (block->drawing->kind) {
    case MKR_DRAW_TIMELINE:
        set_timeline(s, block, x, width, to);
        break;
    case MKR_DRAW_TREND:
    case MKR_DRAW_CONTROL_CHART:
    case MKR_DRAW_RISK_MAP:
    case MKR_DRAW_WHEEL:
    case MKR_DRAW_BARS:
        mkr_piece_cut(s, to, page - CAPTION, page);
        break;
    default:
        break;
    }
}

void mkr_set_drawing(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, mkr_galley *to) {
    if (block->drawing->needs_alt && block->elem && !s->again)
        write_alternative(s, block);
    mkr_len before = mkr_space_above(s, block);
    size_t first = to->n;
    set_piece(s, block, x, width, to);
    if (!s->in_cell && to->at[first].height > mkr_content_height(s->sheet))
        divide(s, block, x, width, to);
    to->at[first].before = before;
    to->at[to->n - 1].keep = block->keep_next;
    mkr_space_below(s, block);
}

/* The grid has a row of captions, if any, and one of pictures. */
static void set_under_one_another(mkr_setter *s, const mkr_grid *grid, mkr_len x, mkr_len width,
                                  mkr_galley *to) {
    bool in_cell = s->in_cell;
    s->in_cell = true; /* x and width are final */
    for (uint16_t i = 0; i < grid->n_columns; i++)
        for (size_t r = 0; r < grid->rows.n; r++)
            if (grid->rows.at[r].cells[i].content)
                mkr_set_block(s, grid->rows.at[r].cells[i].content, x, width, to);
    s->in_cell = in_cell;
}

void mkr_set_figures(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, mkr_galley *to) {
    if (!mkr_is_large_print(s) && width / block->grid->n_columns >= NARROWEST)
        mkr_set_grid(s, block, x, width, to);
    else
        set_under_one_another(s, block->grid, x, width, to);
}
