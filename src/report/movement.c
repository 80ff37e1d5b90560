/* movement.c - how ratings have moved since the previous period: from which to which, and in a sentence.
 *
 * The table holds the indicators of both periods, so its margins are the counts less those that are new;
 * a note says which those are. */
#include "base/buffer.h"
#include "report/build.h"

typedef struct matrix {
    mkr_builder *b;
    mkr_table_parts t;
    uint8_t ratings[MKR_RATINGS]; /* those used, and unrated */
    uint16_t n;
    size_t moved[MKR_RATINGS + 1][MKR_RATINGS + 1]; /* by place in `ratings`; the last are totals */
    const char *before, *now; /* ids of the heads above the rows and the columns */
    const char *heads[MKR_RATINGS + 1];
    mkr_where where;
} matrix;

static void gather(matrix *m) {
    const mkr_data *d = m->b->data;
    for (int r = MKR_GREEN; r < MKR_RATINGS; r++)
        if (mkr_build_rating_is_used(d, (mkr_rating)r))
            m->ratings[m->n++] = (uint8_t)r;
    m->ratings[m->n++] = MKR_UNRATED;
    for (uint16_t i = 0; i < m->n; i++)
        for (uint16_t k = 0; k < m->n; k++) {
            size_t count = d->counts.moved[m->ratings[i]][m->ratings[k]];
            m->moved[i][k] = count;
            m->moved[i][m->n] += count;
            m->moved[m->n][k] += count;
            m->moved[m->n][m->n] += count;
        }
}

/* ---- heads */

static mkr_block *add_head(matrix *m, mkr_grid_cell *cell, uint16_t column, uint32_t tr, const char *text,
                           mkr_align align) {
    cell->column = column;
    mkr_block *block =
        mkr_build_cell(m->b, cell, tr, MKR_TH, MKR_SCOPE_COLUMN, MKR_ROLE_TABLE_HEAD, align, m->where);
    mkr_build_span(m->b, &block->spans, text, block->elem, 0, m->where);
    return block;
}

static const char *rated_at(matrix *m, const char *period) {
    return mkr_style_say(m->b->arena, m->b->style, MKR_LABEL_MOVEMENT_AT, "period", period, NULL);
}

static void add_heads(matrix *m) {
    mkr_builder *b = m->b;
    uint32_t head = mkr_tree_add(b->tree, m->t.table, MKR_THEAD), tr = mkr_tree_add(b->tree, head, MKR_TR);
    mkr_grid_cell *c = mkr_grid_row_add(b, m->t.grid, MKR_ROW_HEAD, 2)->cells;
    c[0].rowspan = 2;
    c[1].colspan = (uint16_t)(m->n + 1);
    c[1].underline = true;
    m->before = mkr_build_head_id(
        b,
        add_head(m, &c[0], 0, tr, rated_at(m, mkr_build_previous(b->arena, b->data)), MKR_ALIGN_LEFT)->elem);
    m->now = mkr_build_head_id(
        b,
        add_head(m, &c[1], 1, tr, rated_at(m, mkr_build_current(b->arena, b->data)), MKR_ALIGN_LEFT)->elem);
    c = mkr_grid_row_add(b, m->t.grid, MKR_ROW_HEAD, (uint16_t)(m->n + 1))->cells;
    tr = mkr_tree_add(b->tree, head, MKR_TR);
    for (uint16_t i = 0; i <= m->n; i++) {
        bool total = i == m->n;
        const char *word =
            total ? b->style->labels[MKR_LABEL_ALL_TOGETHER] : b->style->rating_word[m->ratings[i]];
        mkr_block *block = add_head(m, &c[i], (uint16_t)(i + 1), tr, word, MKR_ALIGN_RIGHT);
        if (!total && m->ratings[i] != MKR_UNRATED)
            block->spans.at[0].icon = (uint8_t)(MKR_ICON_RATING + m->ratings[i]);
        m->heads[i] = mkr_build_head_id(b, block->elem);
        mkr_build_headers(b, block->elem, m->now, NULL, NULL);
    }
}

/* ---- rows */

static void add_row(matrix *m, uint16_t i) {
    mkr_builder *b = m->b;
    bool total = i == m->n;
    mkr_grid_row *row =
        mkr_grid_row_add(b, m->t.grid, total ? MKR_ROW_TOTAL : MKR_ROW_BODY, (uint16_t)(m->n + 2));
    uint32_t tr = mkr_tree_add(b->tree, m->t.body, MKR_TR);
    mkr_block *text = mkr_build_cell(b, &row->cells[0], tr, MKR_TH, MKR_SCOPE_ROW, MKR_ROLE_TABLE_TEXT,
                                     MKR_ALIGN_LEFT, m->where);
    const char *word =
        total ? b->style->labels[MKR_LABEL_ALL_TOGETHER] : b->style->rating_word[m->ratings[i]];
    mkr_build_span(b, &text->spans, word, text->elem, total ? MKR_BOLD : 0, m->where);
    if (!total && m->ratings[i] != MKR_UNRATED)
        text->spans.at[0].icon = (uint8_t)(MKR_ICON_RATING + m->ratings[i]);
    const char *id = mkr_build_head_id(b, text->elem);
    mkr_build_headers(b, text->elem, m->before, NULL, NULL);
    for (uint16_t k = 0; k <= m->n; k++) {
        text = mkr_build_cell(b, &row->cells[k + 1], tr, MKR_TD, MKR_SCOPE_NONE, MKR_ROLE_TABLE_TEXT,
                              MKR_ALIGN_RIGHT, m->where);
        mkr_build_headers(b, text->elem, id, m->now, m->heads[k]);
        mkr_build_span(b, &text->spans, mkr_build_figure(b->arena, m->moved[i][k]), text->elem,
                       total || k == m->n ? MKR_BOLD : 0, m->where);
    }
}

/* ---- what the table leaves out */

/* Add to a list in words: "a", "a and b", "a, b and c"; `left` items follow this one. */
static void add_item(mkr_buffer *out, const mkr_style *style, const char *item, size_t left) {
    mkr_buffer_puts(out, item);
    if (left > 1)
        mkr_buffer_puts(out, ", ");
    else if (left == 1)
        mkr_buffer_printf(out, " %s ", style->labels[MKR_LABEL_AND]);
}

/* The ratings of the new ones are what the counts have more than the table. */
static void note_added(matrix *m, mkr_buffer *out) {
    mkr_builder *b = m->b;
    const mkr_counts *c = &b->data->counts;
    mkr_buffer list = mkr_buffer_new(b->arena);
    size_t kinds = 0;
    if (!c->added)
        return;
    for (uint16_t k = 0; k < m->n; k++)
        kinds += c->rating[m->ratings[k]] > m->moved[m->n][k];
    for (uint16_t k = 0; k < m->n; k++) {
        size_t added = c->rating[m->ratings[k]] - m->moved[m->n][k];
        if (added)
            add_item(&list, b->style,
                     mkr_printf(b->arena, "%s %s", mkr_build_count(b->arena, added),
                                b->style->rating_word[m->ratings[k]]),
                     --kinds);
    }
    mkr_buffer_puts(out,
                    mkr_style_say(b->arena, b->style, MKR_LABEL_MOVEMENT_ADDED, "previous",
                                  mkr_build_previous(b->arena, b->data), "n",
                                  mkr_build_count(b->arena, c->added), "list", mkr_buffer_text(&list), NULL));
}

static void note_removed(matrix *m, mkr_buffer *out) {
    mkr_builder *b = m->b;
    if (!b->data->n_removed)
        return;
    mkr_buffer_printf(out, "%s%s", out->n ? " " : "",
                      mkr_style_say(b->arena, b->style, MKR_LABEL_MOVEMENT_REMOVED, "previous",
                                    mkr_build_previous(b->arena, b->data), "n",
                                    mkr_build_count(b->arena, b->data->n_removed), NULL));
}

void mkr_build_movement(mkr_builder *b, const mkr_node *node, mkr_block *into, uint32_t elem) {
    mkr_block *to = mkr_build_stack(b, node->where); /* a small table: never cut */
    to->whole = true;
    mkr_block_add(into, to);
    const char *previous = mkr_build_previous(b->arena, b->data);
    const char *caption = mkr_build_attr(b, node, "caption");
    matrix m = {.b = b, .where = node->where};
    if (!previous) {
        mkr_say(b->diag, MKR_E_NO_PREVIOUS, node->where, "<movement>");
        return;
    }
    gather(&m);
    if (!caption)
        caption =
            mkr_style_say(b->arena, b->style, MKR_LABEL_MOVEMENT_CAPTION, "of",
                          mkr_build_capital(b->arena, mkr_build_noun(b, node)), "previous", previous,
                          "period", mkr_period_print(b->arena, b->data->periods[b->data->current]), NULL);
    m.t = mkr_build_table_begin(b, node, caption, MKR_LOOK_TABLE, (uint16_t)(m.n + 2), MKR_MEASURE_FRAME, to,
                                elem);
    mkr_grid_column(m.t.grid, 0, MKR_PT(132), false, true);
    for (uint16_t i = 1; i <= m.n + 1; i++) {
        mkr_grid_column(m.t.grid, i, MKR_PT(56), true, false);
        m.t.grid->columns[i].gap = 0;
    }
    add_heads(&m);
    m.t.body = mkr_tree_add(b->tree, m.t.table, MKR_TBODY);
    for (uint16_t i = 0; i <= m.n; i++)
        add_row(&m, i);
    mkr_buffer note = mkr_buffer_new(b->arena);
    note_added(&m, &note);
    note_removed(&m, &note);
    if (note.n)
        mkr_build_table_note(b, mkr_buffer_text(&note), to, elem, node->where);
}

/* ---- the sentence */

static const char *change_of(mkr_arena *arena, const mkr_style *style, const mkr_counts *c, mkr_rating r) {
    size_t from = c->previous_rating[r], to = c->rating[r];
    mkr_label_id label = to > from   ? MKR_LABEL_MOVEMENT_ROSE
                         : to < from ? MKR_LABEL_MOVEMENT_FELL
                                     : MKR_LABEL_MOVEMENT_STAYED;
    return mkr_style_say(arena, style, label, "from", mkr_build_figure(arena, from), "to",
                         mkr_build_figure(arena, to), NULL);
}

static bool has_changed(const mkr_data *d, mkr_rating r) {
    return d->counts.rating[r] != d->counts.previous_rating[r];
}

/* The ratings that have changed (or those that have not), as a list; the first of the sentence says what is
 * counted. */
static void say_ratings(mkr_arena *arena, const mkr_style *style, const mkr_data *d, bool changed,
                        mkr_buffer *out) {
    size_t left = 0;
    for (int r = MKR_GREEN; r < MKR_RATINGS; r++)
        left += mkr_build_rating_is_used(d, (mkr_rating)r) && has_changed(d, (mkr_rating)r) == changed;
    if (left && out->n)
        mkr_buffer_puts(out, "; ");
    for (int r = MKR_GREEN; r < MKR_RATINGS; r++) {
        if (!mkr_build_rating_is_used(d, (mkr_rating)r) || has_changed(d, (mkr_rating)r) != changed)
            continue;
        const char *item =
            mkr_style_say(arena, style, out->n ? MKR_LABEL_MOVEMENT_NEXT : MKR_LABEL_MOVEMENT_FIRST, "rating",
                          style->rating_word[r], "of", style->labels[MKR_LABEL_INDICATORS], "change",
                          change_of(arena, style, &d->counts, (mkr_rating)r), NULL);
        add_item(out, style, item, --left);
    }
}

char *mkr_movement_sentence(mkr_arena *arena, const mkr_style *style, const mkr_data *data) {
    const char *previous = mkr_build_previous(arena, data);
    mkr_buffer out = mkr_buffer_new(arena);
    if (!previous)
        return mkr_strdup(arena, "");
    say_ratings(arena, style, data, true, &out);
    say_ratings(arena, style, data, false, &out);
    if (out.n && (data->counts.added || data->n_removed))
        mkr_buffer_printf(&out, "; %s",
                          mkr_style_say(arena, style, MKR_LABEL_MOVEMENT_SET, "previous", previous, "added",
                                        mkr_build_figure(arena, data->counts.added), "removed",
                                        mkr_build_figure(arena, data->n_removed), NULL));
    return mkr_strdup(arena, mkr_buffer_text(&out));
}
