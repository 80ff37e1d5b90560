/* block.c - making blocks. */
#include "report/block.h"

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
