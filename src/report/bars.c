/* bars.c - what the figures of bars have in common: a long one is made of several drawings of one Figure, so
 * that a page can end between them; and the table of its figures. */
#include "report/chart_build.h"

enum {
    ROWS = 6, /* of a drawing */
    LEAST = 3, /* of the last one: fewer join those before */
    WHOLE = 18, /* rows up to which a figure stays on one page where it can */
};

/* Space around the drawings is that of one. */
static void place_part(mkr_block *block, const mkr_bars *part) {
    bool last = part->to == part->n;
    if (part->from > 0)
        block->space_before = 0;
    if (!last)
        block->space_after = 0;
    block->keep_next = !last && part->n <= WHOLE;
}

bool mkr_build_bars(mkr_builder *b, const mkr_node *node, const char *usual, const mkr_bars *bars,
                    mkr_block *to, uint32_t elem) {
    if (bars->n > MKR_BARS_MOST)
        return mkr_say(b->diag, MKR_E_BARS_TOO_MANY, node->where, "%zu of at most %d", bars->n,
                       MKR_BARS_MOST);
    uint32_t figure = 0;
    for (size_t from = 0, end; from == 0 || from < bars->n; from = end) {
        end = bars->n - from < ROWS + LEAST ? bars->n : from + ROWS;
        mkr_bars *part = mkr_alloc(b->arena, sizeof *part);
        *part = *bars;
        part->from = from;
        part->to = end;
        mkr_drawing drawing = {.kind = MKR_DRAW_BARS, .bars = part};
        if (from == 0)
            mkr_build_chart(b, node, usual, drawing, to, elem);
        else
            mkr_block_add(to, mkr_build_drawing(b, drawing, figure, node->where));
        place_part(to->last, part);
        figure = to->last->elem;
        if (bars->n == 0)
            break;
    }
    return true;
}

void mkr_build_bars_table(mkr_builder *b, const mkr_node *node, const char *usual, mkr_chart_figures figures,
                          mkr_block *to, uint32_t elem) {
    const char *caption = mkr_build_attr(b, node, "caption");
    figures.caption = mkr_style_say(b->arena, b->style, MKR_LABEL_CHART_FIGURES, "caption",
                                    caption ? caption : usual, NULL);
    mkr_build_chart_table(b, node, &figures, to, elem);
}
