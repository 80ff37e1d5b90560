/* set.c - setting blocks one under another: spaces, stacks, panels. */
#include "layout/set.h"

#define NARROWEST MKR_PT(18) /* text below this width cannot be read */
#define PANEL_BEFORE MKR_PT(18)
#define PANEL_TOP MKR_PT(12)
#define PANEL_BOTTOM MKR_PT(9)

mkr_piece *mkr_piece_begin(mkr_setter *s, mkr_galley *to) {
    mkr_piece *piece = MKR_PUSH(s->pieces, to);
    piece->from = (uint32_t)s->items.list.n;
    piece->link_from = (uint32_t)s->links.n;
    piece->source = s->source;
    piece->sheet = s->sheet;
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

mkr_len mkr_measure_width(const mkr_setter *s, const mkr_block *b) {
    static const mkr_len widths[] = {[MKR_MEASURE_COLUMN] = MKR_PT(408), [MKR_MEASURE_WIDE] = MKR_PT(432)};
    mkr_len most = s->sheet->frame_width - (b->measure == MKR_MEASURE_COLUMN ? MKR_COLUMN_OFFSET : 0);
    return b->measure == MKR_MEASURE_FRAME || most < widths[b->measure] ? most : widths[b->measure];
}

/* Where a block on the page stands: its measure within the frame, less the indents of the lists it is in,
 * which are at the right where text runs right to left. Inside a cell the cell is the measure. */
static void apply_measure(const mkr_setter *s, const mkr_block *b, mkr_len *x, mkr_len *width) {
    if (s->in_cell || b->measure == MKR_MEASURE_FRAME)
        return;
    mkr_len offset = b->measure == MKR_MEASURE_COLUMN ? MKR_COLUMN_OFFSET : 0,
            mirrored = s->sheet->frame_width - offset - mkr_measure_width(s, b),
            indent = b->right_to_left ? s->sheet->frame_width - *x - *width : *x;
    *width = mkr_measure_width(s, b) - indent;
    *x += b->right_to_left && mirrored < offset ? mirrored : offset; /* numbers hang at the right */
}

static void set_stack(mkr_setter *s, const mkr_block *stack, mkr_len x, mkr_len width, mkr_galley *to);

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
    set_stack(s, block, x, width, to);
    to->at[to->n - 1].keep = true;
    mkr_piece *bottom = mkr_piece_begin(s, to);
    bottom->before = s->after;
    mkr_piece_end(s, bottom, PANEL_BOTTOM);
    mkr_len height = 0;
    for (size_t i = first; i < to->n; i++)
        height = mkr_heights(height, to->at[i].height + to->at[i].before);
    size_t last = to->n - 1;
    bool whole = height <= mkr_content_height(s->sheet) / 3;
    for (size_t i = first; i <= last; i++) {
        to->at[i].panel = panel;
        if (i < last && (whole || i < first + 3 || i + 4 > last))
            to->at[i].keep = true;
    }
    s->after = MKR_PT(9);
    s->after_heading = false;
    s->drain = drain;
}

/* Give the first piece of a block what the block wants of the page. */
static void mark_first(const mkr_setter *s, const mkr_block *block, mkr_galley *to, size_t first) {
    if (to->n == first)
        return;
    mkr_piece *piece = &to->at[first];
    piece->page_before = block->page_before;
    piece->foot = block->foot;
    piece->needs = block->group_before ? mkr_content_height(s->sheet) * 4 / 10 : 0;
    if (block->keep_next)
        to->at[to->n - 1].keep = true;
}

static void set_block(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, mkr_galley *to) {
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
        set_stack(s, block, x, width, to);
        break;
    case MKR_BLOCK_PANEL:
        set_panel(s, block, x, width, to);
        break;
    case MKR_BLOCK_GRID:
        if (block->grid->look == MKR_LOOK_FIGURES)
            mkr_set_figures(s, block, x, width, to);
        else if (block->grid->look == MKR_LOOK_BESIDE)
            mkr_set_beside(s, block, x, width, to);
        else
            mkr_set_grid(s, block, x, width, to);
        break;
    case MKR_BLOCK_DRAWING:
        mkr_set_drawing(s, block, x, width, to);
        break;
    }
    if (block->kind != MKR_BLOCK_GRID &&
        block->kind != MKR_BLOCK_STACK) /* those mark their own: they may have been drained */
        mark_first(s, block, to, first);
}

/* Pages turn for what stands on the page itself: not in cells, not in panels. */
void mkr_set_block(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, mkr_galley *to) {
    const mkr_sheet *sheet = s->sheet;
    if (block->landscape && !s->in_cell && s->drain) {
        s->sheet = &s->landscape;
        width += s->landscape.frame_width - sheet->frame_width;
    }
    set_block(s, block, x, width, to);
    s->sheet = sheet;
}

static void set_stack(mkr_setter *s, const mkr_block *stack, mkr_len x, mkr_len width, mkr_galley *to) {
    for (const mkr_block *b = stack->first; b; b = b->next) {
        mkr_set_block(s, b, x + (b->right_to_left ? 0 : b->indent), width - b->indent, to);
        if (s->drain && !s->in_cell && !stack->whole) /* a long list would wait as a whole */
            s->drain(s->drain_user);
    }
}
