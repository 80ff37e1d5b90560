/* block.c - making blocks. */
#include "report/block.h"

#include "base/language.h"

mkr_block *mkr_block_new(mkr_arena *arena, mkr_block_kind kind, mkr_role_id role, uint32_t elem,
                         mkr_where where) {
    mkr_block *b = mkr_alloc(arena, sizeof *b);
    b->kind = (uint8_t)kind;
    b->role = (uint8_t)role;
    b->elem = elem;
    b->where = where;
    b->space_before = b->space_after = -1;
    return b;
}

void mkr_block_add(mkr_block *stack, mkr_block *child) {
    if (stack->last)
        stack->last->next = child;
    else
        stack->first = child;
    stack->last = child;
}

/* Where languages differ the space belongs to the text: in a word that is isolated (text/bidi.h) it would
 * stand at the wrong side. */
void mkr_block_continue(mkr_arena *arena, const mkr_document *doc, mkr_block *text) {
    const char *word = doc->style->labels[MKR_LABEL_CONTINUED];
    mkr_span last = text->spans.at[text->spans.n - 1];
    mkr_span more = {
        .text = mkr_printf(arena, " %s", word), .look = last.look, .lang = last.lang, .where = text->where};
    if (!mkr_language_same(last.lang ? last.lang : doc->lang, doc->style->lang)) {
        more.text = " ";
        *MKR_PUSH(arena, &text->spans) = more;
        more.text = word;
        more.lang = doc->style->lang;
    }
    *MKR_PUSH(arena, &text->spans) = more;
}
