/* set.c - setting blocks one under another: spaces, stacks, panels. */
#include "layout/set.h"

#include "layout/flow.h"

#define COLUMN_OFFSET MKR_PT(42) /* of the text column from the frame's left edge */
#define NARROWEST MKR_PT(18) /* text below this width cannot be read */
#define PANEL_BEFORE MKR_PT(18)
#define PANEL_TOP MKR_PT(12)
#define PANEL_BOTTOM MKR_PT(9)
#define PANEL_WHOLE (MKR_PT(717) / 3) /* a third of a page */
#define GROUP_NEEDS (MKR_PT(717) * 4 / 10)

mkr_piece *mkr_piece_begin(mkr_setter *s, mkr_galley *to) {
    mkr_piece *piece = MKR_PUSH(s->pieces, to);
    piece->from = (uint32_t)s->items.list.n;
    piece->link_from = (uint32_t)s->links.n;
    piece->source = s->source;
    return piece;
}

void mkr_piece_end(mkr_setter *s, mkr_piece *piece, mkr_len height) {
    piece->to = (uint32_t)s->items.list.n;
    piece->link_to = (uint32_t)s->links.n;
    piece->height = height;
}

mkr_len mkr_space_above(mkr_setter *s, const mkr_block *block) {
    mkr_len before = block->space_before >= 0 ? block->space_before : s->style->roles[block->role].before;
    if (s->after_heading) /* a heading decides how far below it anything stands */
        return s->after;
    return before > s->after ? before : s->after;
}

void mkr_space_below(mkr_setter *s, const mkr_block *block) {
    s->after = block->space_after >= 0 ? block->space_after : s->style->roles[block->role].after;
    s->after_heading = block->heading;
}

/* Where a block on the page stands: its measure within the frame, less the indents of the lists it is in,
 * which are at the right where text runs right to left. Inside a cell the cell is the measure. */
static void apply_measure(const mkr_setter *s, const mkr_block *b, mkr_len *x, mkr_len *width) {
    static const mkr_len widths[] = {[MKR_MEASURE_COLUMN] = MKR_PT(408), [MKR_MEASURE_WIDE] = MKR_PT(432)};
    if (s->in_cell || b->measure == MKR_MEASURE_FRAME)
        return;
    *width = widths[b->measure] - (b->right_to_left ? MKR_FRAME_WIDTH - *x - *width : *x);
    *x += b->measure == MKR_MEASURE_COLUMN ? COLUMN_OFFSET : 0;
}

static void set_panel(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, mkr_galley *to) {
    mkr_panel *panel = mkr_alloc(s->arena, sizeof *panel);
    *panel = (mkr_panel){x, width};
    size_t first = to->n;
    void (*drain)(void *) = s->drain;
    s->drain = NULL; /* its pieces are marked together below */
    mkr_piece *top = mkr_piece_begin(s, to);
    top->before = PANEL_BEFORE > s->after ? PANEL_BEFORE : s->after;
    top->keep = true;
    mkr_piece_end(s, top, PANEL_TOP);
    s->after = 0;
    s->after_heading = true;
    mkr_set_stack(s, block, x, width, to);
    to->at[to->n - 1].keep = true;
    mkr_piece *bottom = mkr_piece_begin(s, to);
    bottom->before = s->after;
    mkr_piece_end(s, bottom, PANEL_BOTTOM);
    mkr_len height = 0;
    for (size_t i = first; i < to->n; i++)
        height += to->at[i].height + to->at[i].before;
    size_t last = to->n - 1;
    for (size_t i = first; i <= last; i++) {
        to->at[i].panel = panel;
        if (i < last && (height <= PANEL_WHOLE || i < first + 3 || i + 4 > last))
            to->at[i].keep = true;
    }
    s->after = MKR_PT(9);
    s->after_heading = false;
    s->drain = drain;
}

/* Give the first piece of a block what the block wants of the page. */
static void mark_first(const mkr_block *block, mkr_galley *to, size_t first) {
    if (to->n == first)
        return;
    mkr_piece *piece = &to->at[first];
    piece->page_before = block->page_before;
    piece->foot = block->foot;
    piece->needs = block->group_before ? GROUP_NEEDS : 0;
    if (block->keep_next)
        to->at[to->n - 1].keep = true;
}

void mkr_set_block(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, mkr_galley *to) {
    size_t first = to->n;
    if (block->kind != MKR_BLOCK_STACK && block->kind != MKR_BLOCK_PANEL)
        apply_measure(s, block, &x, &width);
    if (width < NARROWEST && !mkr_diag_failed(s->diag))
        mkr_say(s->diag, MKR_E_LIST_TOO_DEEP, block->where, NULL);
    if (width < NARROWEST)
        width = NARROWEST;
    if (!s->in_cell)
        s->source = block;
    switch ((mkr_block_kind)block->kind) {
    case MKR_BLOCK_TEXT:
        mkr_set_text(s, block, x, width, (mkr_align)block->align, 0, to);
        break;
    case MKR_BLOCK_STACK:
        mkr_set_stack(s, block, x, width, to);
        break;
    case MKR_BLOCK_PANEL:
        set_panel(s, block, x, width, to);
        break;
    case MKR_BLOCK_GRID:
        if (block->grid->look == MKR_LOOK_FIGURES)
            mkr_set_figures(s, block, x, width, to);
        else
            mkr_set_grid(s, block, x, width, to);
        break;
    case MKR_BLOCK_DRAWING:
        mkr_set_drawing(s, block, x, width, to);
        break;
    }
    if (block->kind != MKR_BLOCK_GRID &&
        block->kind != MKR_BLOCK_STACK) /* those mark their own: they may have been drained */
        mark_first(block, to, first);
}

void mkr_set_stack(mkr_setter *s, const mkr_block *stack, mkr_len x, mkr_len width, mkr_galley *to) {
    for (const mkr_block *b = stack->first; b; b = b->next)
        mkr_set_block(s, b, x + (b->right_to_left ? 0 : b->indent), width - b->indent, to);
}
