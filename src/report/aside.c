/* aside.c - what stands beside the running text: quotations, notes between paragraphs, footnotes. */
#include "report/build.h"

#define QUOTE_INDENT MKR_PT(21)
#define NOTE_BELOW MKR_PT(9)
#define NUMBER_ROOM MKR_PT(21) /* before the text of a footnote */

/* Text takes a role through a stack of paragraphs and lists. */
static void give_role(mkr_block *stack, mkr_role_id role) {
    for (mkr_block *b = stack->first; b; b = b->next) {
        if (b->kind == MKR_BLOCK_TEXT)
            b->role = (uint8_t)role;
        give_role(b, role);
    }
}

/* Who has said it, right below. */
static void add_source(mkr_builder *b, const char *source, mkr_block *stack, uint32_t quote,
                       mkr_where where) {
    mkr_block *text =
        mkr_build_text(b, MKR_ROLE_NOTE_TEXT, mkr_tree_add(b->tree, quote, MKR_P), source, where);
    mkr_block *last = stack->last;
    while (last->kind == MKR_BLOCK_STACK && last->last)
        last = last->last;
    last->keep_next = true;
    last->space_after = 0;
    text->space_before = MKR_PT(3);
    text->space_after = NOTE_BELOW;
    mkr_block_add(stack, text);
}

void mkr_build_quote(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    const char *source = mkr_build_attr(b, node, "source");
    uint32_t quote = mkr_tree_add(b->tree, elem, MKR_BLOCKQUOTE);
    mkr_block *stack = mkr_build_stack(b, node->where);
    mkr_paragraph_numbers numbering = b->numbering;
    b->numbering = MKR_NUMBERS_NONE;
    stack->indent = QUOTE_INDENT;
    mkr_build_blocks(b, node, stack, quote);
    give_role(stack, MKR_ROLE_QUOTE);
    b->numbering = numbering;
    if (source && stack->last)
        add_source(b, source, stack, quote, node->where);
    mkr_block_add(to, stack);
}

/* A Note has an identifier (ISO 14289-1, 7.9). */
uint32_t mkr_build_note(mkr_builder *b, uint32_t parent) {
    uint32_t note = mkr_tree_add(b->tree, parent, MKR_NOTE);
    mkr_tree_more(b->tree, note)->id = mkr_printf(b->arena, "note-%u", note);
    return note;
}

void mkr_build_aside(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    uint32_t note = mkr_build_note(b, elem);
    mkr_block *block = mkr_block_new(b->arena, MKR_BLOCK_TEXT, MKR_ROLE_NOTE_TEXT, note, node->where);
    block->measure = (uint8_t)b->measure;
    block->space_after = NOTE_BELOW;
    block->right_to_left = mkr_build_right_to_left(b);
    mkr_build_inline(b, node, &block->spans, note, 0, NULL);
    if (!block->spans.n)
        mkr_say(b->diag, MKR_E_EMPTY_PARAGRAPH, node->where, "<note>");
    mkr_build_anchor(b, mkr_node_find_attr(node, "id"), "", note);
    mkr_block_add(to, block);
}

/* ---- footnotes */

mkr_footnote mkr_build_footnote_begin(mkr_builder *b, const mkr_node *node, uint32_t link) {
    mkr_footnote f = {.node = node, .link = link, .number = mkr_printf(b->arena, "%u", ++b->footnotes)};
    f.block = mkr_block_new(b->arena, MKR_BLOCK_TEXT, MKR_ROLE_FOOTNOTE, 0, node->where);
    f.block->measure = (uint8_t)b->measure;
    f.block->hang = MKR_HANG_ITEM;
    f.block->indent = f.block->hang_by = NUMBER_ROOM;
    f.block->right_to_left = mkr_build_right_to_left(b);
    mkr_tree_more(b->tree, link)->contents =
        mkr_style_say(b->arena, b->style, MKR_LABEL_FOOTNOTE_WORD, "n", f.number, NULL);
    return f;
}

/* The note follows its paragraph or note; in a cell or a list item it is the last there. */
void mkr_build_footnote_end(mkr_builder *b, const mkr_footnote *f, uint32_t elem) {
    const mkr_elem *e = mkr_tree_at(b->tree, elem);
    uint32_t note = mkr_build_note(b, e->tag == MKR_P || e->tag == MKR_NOTE ? e->parent : elem);
    uint32_t lbl = mkr_tree_add(b->tree, note, MKR_LBL), p = mkr_tree_add(b->tree, note, MKR_P);
    mkr_tree_more(b->tree, f->link)->target = note;
    mkr_build_span(b, &f->block->label, f->number, lbl, 0, f->node->where);
    f->block->elem = p;
    mkr_build_inline(b, f->node, &f->block->spans, p, 0, NULL);
    if (!f->block->spans.n) /* its number stands already */
        mkr_say(b->diag, MKR_E_EMPTY_FOOTNOTE, f->node->where, NULL);
}
