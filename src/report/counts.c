/* counts.c - what the parts that count share: which ratings they show, names of periods, heads of tables. */
#include "report/build.h"

bool mkr_build_rating_is_used(const mkr_data *data, mkr_rating r) {
    return data->rating_used[r] || data->counts.rating[r] || data->counts.previous_rating[r];
}

mkr_ratings mkr_build_ratings(const mkr_builder *b) {
    mkr_ratings shown = {.n = 0};
    for (int r = MKR_GREEN; r < MKR_RATINGS; r++) {
        if (b->style->rating_word[r] && mkr_build_rating_is_used(b->data, (mkr_rating)r))
            shown.at[shown.n++] = (uint8_t)r;
    }
    return shown;
}

const char *mkr_build_figure(mkr_arena *arena, size_t n) {
    return mkr_decimal_print(arena, (mkr_decimal){(int64_t)n, 0}, 0);
}

const char *mkr_build_current(mkr_arena *arena, const mkr_data *data) {
    return mkr_build_period_name(arena, data->periods[data->current]);
}

const char *mkr_build_previous(mkr_arena *arena, const mkr_data *data) {
    if (data->last)
        return mkr_build_current(arena, data->last);
    return data->current ? mkr_build_period_name(arena, data->periods[data->current - 1]) : NULL;
}

const char *mkr_build_noun(mkr_builder *b, const mkr_node *node) {
    const char *of = mkr_build_attr(b, node, "of");
    return of ? of : b->style->labels[MKR_LABEL_INDICATORS];
}

const char *mkr_build_head_id(mkr_builder *b, uint32_t elem) {
    return mkr_tree_more(b->tree, elem)->id = mkr_printf(b->arena, "head-%u", elem);
}

void mkr_build_headers(mkr_builder *b, uint32_t cell, const char *first, const char *second,
                       const char *third) {
    const char *const ids[] = {first, second, third};
    const char **list = mkr_alloc_array(b->arena, 4, sizeof *list); /* the last stays NULL */
    size_t n = 0;
    for (int i = 0; i < 3; i++)
        if (ids[i])
            list[n++] = ids[i];
    mkr_tree_more(b->tree, cell)->headers = list;
}

void mkr_build_table_note(mkr_builder *b, const char *text, mkr_block *to, uint32_t elem, mkr_where where) {
    mkr_block *note = mkr_build_text(b, MKR_ROLE_NOTE_TEXT, mkr_tree_add(b->tree, elem, MKR_P), text, where);
    note->measure = to->last->measure;
    mkr_build_under(to, note);
}
