/* headline.c - headline figures: how many indicators there are, how many are rated, how many have each
 * rating. */
#include "report/build.h"

typedef struct headline {
    mkr_builder *b;
    mkr_grid_row *row;
    uint32_t list;
    mkr_where where;
} headline;

static void add_figure(headline *h, size_t figure, const char *label, uint8_t icon, const char *note) {
    mkr_builder *b = h->b;
    uint32_t item = mkr_tree_add(b->tree, h->list, MKR_LI), body = mkr_tree_add(b->tree, item, MKR_LBODY);
    mkr_block *stack = mkr_build_stack(b, h->where);
    mkr_block *text =
        mkr_build_text(b, MKR_ROLE_FIGURE_LABEL, body, mkr_printf(b->arena, "%s ", label), h->where);
    text->spans.at[0].icon = icon;
    const char *large = mkr_printf(b->arena, "%s ", mkr_build_figure(b->arena, figure));
    mkr_block_add(stack, mkr_build_text(b, MKR_ROLE_FIGURE_LARGE, body, large, h->where));
    mkr_block_add(stack, text);
    if (note)
        mkr_block_add(stack, mkr_build_text(b, MKR_ROLE_FIGURE_NOTE, body, note, h->where));
    h->row->cells[h->row->n].content = stack;
    h->row->n++;
}

static const char *change_in_words(mkr_builder *b, size_t now, size_t before) {
    const char *previous = mkr_build_previous(b->arena, b->data);
    if (!previous)
        return NULL;
    mkr_label_id label = now > before   ? MKR_LABEL_MORE_THAN
                         : now < before ? MKR_LABEL_FEWER_THAN
                                        : MKR_LABEL_SAME_AS;
    return mkr_style_say(b->arena, b->style, label, "n",
                         mkr_build_figure(b->arena, now > before ? now - before : before - now), "period",
                         previous, NULL);
}

/* Two columns for the totals, one for each rating; the last takes the rest. With more ratings than the usual
 * three all are narrower. */
static void set_columns(mkr_grid *grid) {
    uint16_t n = grid->n_columns;
    mkr_len total = MKR_PT(89), rating = MKR_PT(103);
    if (n > 5) {
        total = MKR_PT(70);
        rating = (MKR_PT(487) - 2 * total) / (n - 2);
    }
    for (uint16_t i = 0; i + 1 < n; i++) {
        mkr_grid_column(grid, i, i < 2 ? total : rating, true, false);
        grid->columns[i].gap = MKR_PT(6);
    }
    mkr_grid_column(grid, (uint16_t)(n - 1), 0, false, true);
}

void mkr_build_headline(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    const mkr_counts *c = &b->data->counts;
    const mkr_style *s = b->style;
    mkr_ratings ratings = mkr_build_ratings(b);
    uint16_t n_columns = (uint16_t)(2 + ratings.n);
    size_t unrated = c->all - mkr_counts_rated(c);
    mkr_block *block;
    mkr_grid *grid = mkr_grid_new(b, MKR_LOOK_HEADLINE, n_columns, node->where, &block);
    block->measure = MKR_MEASURE_FRAME;
    set_columns(grid);
    headline h = {b, mkr_grid_row_add(b, grid, MKR_ROW_BODY, n_columns), mkr_tree_add(b->tree, elem, MKR_L),
                  node->where};
    h.row->n = 0;
    add_figure(&h, c->all, s->labels[c->all == 1 ? MKR_LABEL_INDICATOR_WORD : MKR_LABEL_INDICATORS], 0,
               s->labels[MKR_LABEL_IN_THIS_REPORT]);
    add_figure(&h, mkr_counts_rated(c), s->labels[MKR_LABEL_RATED], 0,
               mkr_style_say(b->arena, s, unrated == 1 ? MKR_LABEL_IS_NOT_RATED : MKR_LABEL_ARE_NOT_RATED,
                             "n", mkr_build_figure(b->arena, unrated), NULL));
    for (size_t i = 0; i < ratings.n; i++) {
        mkr_rating r = (mkr_rating)ratings.at[i];
        add_figure(&h, c->rating[r], s->rating_word[r], (uint8_t)(MKR_ICON_RATING + (int)r),
                   change_in_words(b, c->rating[r], c->previous_rating[r]));
    }
    mkr_block_add(to, block);
}
