/* operators.h - the operators of content streams: their operands and where they may stand. */
#ifndef CONFORM_OPERATORS_H
#define CONFORM_OPERATORS_H

#include "lex.h"

/* OP(symbol, "operator", "operands", group). Operands: n number, s string, a array, N name, p name or
 * dictionary, * anything (whatever their number). Groups are those of ISO 32000-1, figure 9. */
#define OPERATORS(OP)                                                                                            \
    OP(b, "b", "", PAINT) OP(B, "B", "", PAINT) OP(b_star, "b*", "", PAINT) OP(B_star, "B*", "", PAINT)          \
    OP(f, "f", "", PAINT) OP(F, "F", "", PAINT) OP(f_star, "f*", "", PAINT) OP(S, "S", "", PAINT)                \
    OP(s, "s", "", PAINT) OP(n, "n", "", PAINT)                                                                  \
    OP(m, "m", "nn", BUILD) OP(l, "l", "nn", BUILD) OP(c, "c", "nnnnnn", BUILD) OP(v, "v", "nnnn", BUILD)        \
    OP(y, "y", "nnnn", BUILD) OP(h, "h", "", BUILD) OP(re, "re", "nnnn", BUILD)                                  \
    OP(W, "W", "", CLIP) OP(W_star, "W*", "", CLIP)                                                              \
    OP(BT, "BT", "", BEGIN_TEXT) OP(ET, "ET", "", END_TEXT)                                                      \
    OP(Tj, "Tj", "s", SHOW) OP(TJ, "TJ", "a", SHOW) OP(quote, "'", "s", SHOW) OP(quotes, "\"", "nns", SHOW)      \
    OP(Td, "Td", "nn", MOVE) OP(TD, "TD", "nn", MOVE) OP(Tm, "Tm", "nnnnnn", MOVE) OP(T_star, "T*", "", MOVE)    \
    OP(Tc, "Tc", "n", STATE) OP(Tw, "Tw", "n", STATE) OP(Tz, "Tz", "n", STATE) OP(TL, "TL", "n", STATE)          \
    OP(Tf, "Tf", "Nn", STATE) OP(Tr, "Tr", "n", STATE) OP(Ts, "Ts", "n", STATE)                                  \
    OP(w, "w", "n", STATE) OP(J, "J", "n", STATE) OP(j, "j", "n", STATE) OP(M, "M", "n", STATE)                  \
    OP(d, "d", "an", STATE) OP(ri, "ri", "N", STATE) OP(i, "i", "n", STATE) OP(gs, "gs", "N", STATE)             \
    OP(CS, "CS", "N", STATE) OP(cs, "cs", "N", STATE) OP(SC, "SC", "*", STATE) OP(SCN, "SCN", "*", STATE)        \
    OP(sc, "sc", "*", STATE) OP(scn, "scn", "*", STATE) OP(G, "G", "n", STATE) OP(g, "g", "n", STATE)            \
    OP(RG, "RG", "nnn", STATE) OP(rg, "rg", "nnn", STATE) OP(K, "K", "nnnn", STATE) OP(k, "k", "nnnn", STATE)    \
    OP(q, "q", "", PAGE) OP(Q, "Q", "", PAGE) OP(cm, "cm", "nnnnnn", PAGE)                                       \
    OP(Do, "Do", "N", PAGE) OP(sh, "sh", "N", PAGE) OP(BI, "BI", "", PAGE)                                       \
    OP(BMC, "BMC", "N", MARK) OP(BDC, "BDC", "Np", MARK) OP(EMC, "EMC", "", MARK)                                \
    OP(MP, "MP", "N", MARK) OP(DP, "DP", "Np", MARK) OP(BX, "BX", "", ANY) OP(EX, "EX", "", ANY)                 \
    OP(d0, "d0", "nn", GLYPH) OP(d1, "d1", "nnnnnn", GLYPH)

typedef enum {
    OP_NONE,
#define OP(symbol, name, operands, group) OP_##symbol,
    OPERATORS(OP)
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
