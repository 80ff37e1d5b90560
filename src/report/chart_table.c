/* chart_table.c - the figures that a chart shows, as a table below it or as an attached CSV file: its
 * equivalent for who cannot see it, and for who wants to reckon with it (WCAG 2.2, 1.1.1). */
#include <string.h>

#include "report/build.h"

static const char *cell_text(const mkr_chart_figures *f, size_t row, uint16_t column) {
    return f->cells[row * f->n_columns + column];
}

/* ---- below the chart */

static void add_cell(mkr_builder *b, const mkr_chart_figures *f, mkr_table_parts *t, mkr_grid_cell *cell,
                     uint32_t tr, size_t row, uint16_t column, mkr_where where) {
    bool head = row == 0;
    mkr_tag tag = head || column == 0 ? MKR_TH : MKR_TD;
    mkr_scope scope = head ? MKR_SCOPE_COLUMN : column == 0 ? MKR_SCOPE_ROW : MKR_SCOPE_NONE;
    mkr_align align = column == 0 || f->text || f->words >> column & 1u ? MKR_ALIGN_LEFT
                      : head                                            ? MKR_ALIGN_RIGHT
                                                                        : MKR_ALIGN_DECIMAL;
    mkr_block *text = mkr_build_cell(b, cell, tr, tag, scope,
                                     head ? MKR_ROLE_TABLE_HEAD : MKR_ROLE_TABLE_TEXT, align, where);
    mkr_build_span(b, &text->spans, cell_text(f, row, column), text->elem, 0, where);
    if (head && !f->short_heads)
        mkr_grid_column(t->grid, column, 0, true, column == 0);
}

static void build_table(mkr_builder *b, const mkr_node *node, const mkr_chart_figures *f, mkr_block *to,
                        uint32_t elem) {
    const mkr_node nameless = {.where = node->where}; /* the id is the figure's */
    mkr_table_parts t =
        mkr_build_table_begin(b, &nameless, f->caption, MKR_LOOK_TABLE, f->n_columns, b->measure, to, elem);
    for (size_t row = 0; row < f->n_rows; row++) {
        if (row < 2)
            t.body = mkr_tree_add(b->tree, t.table, row == 0 ? MKR_THEAD : MKR_TBODY);
        mkr_grid_row *r = mkr_grid_row_add(b, t.grid, row == 0 ? MKR_ROW_HEAD : MKR_ROW_BODY, f->n_columns);
        uint32_t tr = mkr_tree_add(b->tree, t.body, MKR_TR);
        for (uint16_t column = 0; column < f->n_columns; column++)
            add_cell(b, f, &t, &r->cells[column], tr, row, column, node->where);
    }
}

/* ---- attached */

/* A field of RFC 4180, in quotes where it must be. */
static void put_field(mkr_buffer *out, const char *s) {
    if (!s[strcspn(s, ",\"\r\n")]) {
        mkr_buffer_puts(out, s);
        return;
    }
    mkr_buffer_putc(out, '"');
    for (; *s; s++) {
        if (*s == '"')
            mkr_buffer_putc(out, '"');
        mkr_buffer_putc(out, *s);
    }
    mkr_buffer_putc(out, '"');
}

/* "figure-3.csv"; further tables of one figure have a number of their own: "figure-3-2.csv". */
static const char *name_of_file(mkr_builder *b) {
    const char *stem = mkr_printf(b->arena, "figure-%s%u", b->prefix, b->figures);
    size_t n = b->doc->attachments.n, length = strlen(stem), same = 0;
    while (same < n && !strncmp(b->doc->attachments.at[n - 1 - same].name, stem, length) &&
           strchr(".-", b->doc->attachments.at[n - 1 - same].name[length]))
        same++;
    return same ? mkr_printf(b->arena, "%s-%zu.csv", stem, same + 1) : mkr_printf(b->arena, "%s.csv", stem);
}

static void attach(mkr_builder *b, const mkr_chart_figures *f) {
    mkr_buffer out = mkr_buffer_new(b->arena);
    for (size_t row = 0; row < f->n_rows; row++)
        for (uint16_t column = 0; column < f->n_columns; column++) {
            put_field(&out, cell_text(f, row, column));
            mkr_buffer_puts(&out, column + 1 < f->n_columns ? "," : "\r\n");
        }
    const char *name = name_of_file(b);
    *MKR_PUSH(b->arena, &b->doc->attachments) = (mkr_attachment){
        .name = name,
        .description = f->caption,
        .bytes = mkr_buffer_text(&out),
        .n = out.n,
        .figure = b->figure,
    };
}

void mkr_build_chart_table(mkr_builder *b, const mkr_node *node, const mkr_chart_figures *f, mkr_block *to,
                           uint32_t elem) {
    const char *where = mkr_node_attr(node, "table");
    if (!where || !strcmp(where, "below"))
        build_table(b, node, f, to, elem);
    else if (!strcmp(where, "attached"))
        attach(b, f);
}
