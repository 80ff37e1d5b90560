/* measures.c - what has changed in the set of measures since the last report: added, removed, changed. */
#include "report/build.h"

typedef struct annex {
    mkr_builder *b;
    mkr_table_parts t;
    size_t added, removed, changed; /* measures; a changed one may have several rows */
    mkr_where where;
} annex;

enum { COLUMNS = 5 };

/* Two changes of one measure follow one another in data order. */
static void count(annex *a) {
    const mkr_data *d = a->b->data;
    const mkr_indicator *before = NULL;
    for (size_t i = 0; i < d->n_changes; i++) {
        const mkr_change *c = &d->changes[i];
        a->added += c->kind == MKR_CHANGE_ADDED;
        a->removed += c->kind == MKR_CHANGE_REMOVED;
        if (c->before && c->now) {
            a->changed += c->now != before;
            before = c->now;
        }
    }
}

static void add_cell(annex *a, mkr_grid_cell *cell, uint32_t tr, mkr_tag tag, const char *text, uint8_t look,
                     mkr_where where) {
    mkr_block *block = mkr_build_cell(a->b, cell, tr, tag, tag == MKR_TH ? MKR_SCOPE_ROW : MKR_SCOPE_NONE,
                                      MKR_ROLE_TABLE_TEXT, MKR_ALIGN_LEFT, where);
    mkr_build_span(a->b, &block->spans, *text ? text : a->b->style->labels[MKR_LABEL_NO_TARGET], block->elem,
                   look, where);
}

static void add_row(annex *a, const mkr_change *c) {
    static const mkr_label_id labels[] = {[MKR_CHANGE_ADDED] = MKR_LABEL_CHANGE_WHOLE,
                                          [MKR_CHANGE_REMOVED] = MKR_LABEL_CHANGE_WHOLE,
                                          [MKR_CHANGE_TARGET] = MKR_LABEL_CHANGE_TARGET,
                                          [MKR_CHANGE_DEFINITION] = MKR_LABEL_CHANGE_DEFINITION,
                                          [MKR_CHANGE_MEASURE] = MKR_LABEL_CHANGE_NAME,
                                          [MKR_CHANGE_UNIT] = MKR_LABEL_CHANGE_UNIT,
                                          [MKR_CHANGE_POLARITY] = MKR_LABEL_CHANGE_POLARITY};
    mkr_builder *b = a->b;
    const mkr_indicator *i = c->now ? c->now : c->before;
    const char *was = c->was, *is = c->is, *const *words = b->style->labels;
    if (!c->now || !c->before) {
        was = words[c->before ? MKR_LABEL_CHANGE_REPORTED : MKR_LABEL_CHANGE_NOT_REPORTED];
        is = words[c->now ? MKR_LABEL_CHANGE_REPORTED : MKR_LABEL_CHANGE_NOT_REPORTED];
    }
    mkr_grid_cell *cells = mkr_grid_row_add(b, a->t.grid, MKR_ROW_BODY, COLUMNS)->cells;
    uint32_t tr = mkr_tree_add(b->tree, a->t.body, MKR_TR);
    add_cell(a, &cells[0], tr, MKR_TH, i->ref, MKR_SEMIBOLD, i->where);
    add_cell(a, &cells[1], tr, MKR_TD, i->measure, 0, i->where);
    const char *what = words[labels[c->kind]];
    if (c->kind == MKR_CHANGE_TARGET) /* that of the period which both reports have */
        what = mkr_printf(b->arena, "%s, %s", what, mkr_build_current(b->arena, b->data->last));
    add_cell(a, &cells[2], tr, MKR_TD, what, 0, i->where);
    add_cell(a, &cells[3], tr, MKR_TD, was ? was : "", 0, i->where);
    add_cell(a, &cells[4], tr, MKR_TD, is ? is : "", 0, i->where);
}

/* Added: no measure before; removed: none now; changed: both. */
static void add_part(annex *a, bool before, bool now, size_t n, mkr_label_id label) {
    const mkr_data *d = a->b->data;
    if (!n)
        return;
    mkr_build_group_row(a->b, &a->t, a->b->style->labels[label], a->where);
    for (size_t i = 0; i < d->n_changes; i++) {
        const mkr_change *c = &d->changes[i];
        if ((c->before != NULL) == before && (c->now != NULL) == now)
            add_row(a, c);
    }
}

static void add_heads(annex *a) {
    static const mkr_label_id labels[COLUMNS] = {MKR_LABEL_REF, MKR_LABEL_CHANGES_MEASURE,
                                                 MKR_LABEL_CHANGE_WHAT, MKR_LABEL_CHANGE_WAS,
                                                 MKR_LABEL_CHANGE_IS};
    static const mkr_len widths[COLUMNS] = {MKR_PT(40), 0, MKR_PT(80), MKR_PT(110), MKR_PT(110)};
    mkr_builder *b = a->b;
    mkr_grid_cell *cells = mkr_grid_row_add(b, a->t.grid, MKR_ROW_HEAD, COLUMNS)->cells;
    uint32_t tr = mkr_tree_add(b->tree, mkr_tree_add(b->tree, a->t.table, MKR_THEAD), MKR_TR);
    for (uint16_t i = 0; i < COLUMNS; i++) {
        mkr_grid_column(a->t.grid, i, widths[i], true, widths[i] == 0);
        mkr_block *text = mkr_build_cell(b, &cells[i], tr, MKR_TH, MKR_SCOPE_COLUMN, MKR_ROLE_TABLE_HEAD,
                                         MKR_ALIGN_LEFT, a->where);
        mkr_build_span(b, &text->spans, b->style->labels[labels[i]], text->elem, 0, a->where);
    }
}

static char *say(annex *a, mkr_label_id label) {
    mkr_builder *b = a->b;
    return mkr_style_say(b->arena, b->style, label, "added", mkr_build_figure(b->arena, a->added), "removed",
                         mkr_build_figure(b->arena, a->removed), "changed",
                         mkr_build_figure(b->arena, a->changed), "previous",
                         mkr_build_previous(b->arena, b->data), NULL);
}

void mkr_build_changes(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    const mkr_data *d = b->data;
    const char *caption = mkr_build_attr(b, node, "caption");
    annex a = {.b = b, .where = node->where};
    if (!d->last) {
        mkr_say(b->diag, MKR_E_NO_TABLE, node->where, "<changes> needs --data previous=FILE");
        return;
    }
    count(&a);
    if (!d->n_changes) {
        mkr_block *nil = mkr_build_text(b, MKR_ROLE_BODY, mkr_tree_add(b->tree, elem, MKR_P),
                                        say(&a, MKR_LABEL_CHANGES_NONE), node->where);
        mkr_block_add(to, nil);
        mkr_build_anchor(b, mkr_node_find_attr(node, "id"), "", nil->elem);
        return;
    }
    a.t = mkr_build_table_begin(b, node, caption ? caption : say(&a, MKR_LABEL_CHANGES_CAPTION),
                                MKR_LOOK_TABLE, COLUMNS, MKR_MEASURE_FRAME, to, elem);
    add_heads(&a);
    add_part(&a, false, true, a.added, MKR_LABEL_CHANGES_ADDED);
    add_part(&a, true, false, a.removed, MKR_LABEL_CHANGES_REMOVED);
    add_part(&a, true, true, a.changed, MKR_LABEL_CHANGES_CHANGED);
}
