/* operators.h - the operators of content streams: their operands and where they may stand. */
#ifndef CONFORM_OPERATORS_H
#define CONFORM_OPERATORS_H

#include "lex.h"

typedef enum {
    OP_NONE,
#define OP(symbol, name, operands, group) OP_##symbol,
#include "operators.def"
#undef OP
    OP_COUNT
} op_code;

typedef enum {
    GROUP_PAINT,
    GROUP_BUILD,
    GROUP_CLIP,
    GROUP_BEGIN_TEXT,
    GROUP_END_TEXT,
    GROUP_SHOW,
    GROUP_MOVE,
    GROUP_STATE,
    GROUP_PAGE,
    GROUP_MARK,
    GROUP_ANY,
    GROUP_GLYPH
} op_group;

/* The operator a keyword names, OP_NONE when there is no such operator. */
op_code op_find(const char *word, size_t n);
op_group op_group_of(op_code op);
bool op_operands_fit(op_code op, const cos *operands, size_t n);

#endif
