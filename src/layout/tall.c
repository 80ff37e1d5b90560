/* tall.c - say what it is that is higher than a page. */
#include "layout/flow.h"

static const char *name_of(const mkr_piece *p) {
    const mkr_block *block = p->source;
    if (p->table)
        return p->row < p->table->head_rows ? "the head of a table" : "a row of a table";
    if (block->kind == MKR_BLOCK_GRID)
        return block->grid->look == MKR_LOOK_FIGURES ? "a figure" : "what stands side by side";
    if (block->kind != MKR_BLOCK_DRAWING)
        return "what stands together";
    return block->drawing->kind == MKR_DRAW_PICTURE    ? "a picture"
           : block->drawing->kind == MKR_DRAW_DIAGRAM  ? "a diagram"
           : block->drawing->kind == MKR_DRAW_TIMELINE ? "a timeline"
                                                       : "a chart";
}

void mkr_say_too_tall(mkr_setter *s, const mkr_piece *piece) {
    mkr_say(s->diag, MKR_E_TOO_TALL, piece->source->where, "%s, %s%d points high; a page holds %d",
            name_of(piece), piece->height < MKR_HIGHEST ? "" : "more than ", piece->height / 1000,
            mkr_content_height(piece->sheet) / 1000);
}
