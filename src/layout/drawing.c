/* drawing.c - set a drawing: ask the chart stage for it and for its words; figures side by side. */
#include "layout/set.h"

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

void mkr_set_drawing(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, mkr_galley *to) {
    uint32_t elem = s->again ? 0 : block->elem;
    if (block->drawing->needs_alt && elem)
        write_alternative(s, block);
    mkr_len before = mkr_space_above(s, block);
    mkr_piece *piece = mkr_piece_begin(s, to);
    size_t from = s->items.list.n;
    piece->before = before;
    mkr_len height = draw(s, block, elem, 0, width);
    mkr_items_move(&s->items, from, x, 0);
    mkr_piece_end(s, piece, height);
    piece->keep = block->keep_next;
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
