/* chart_table.c - the figures that a chart shows, as a table below it: its equivalent for who cannot see it
 * (WCAG 2.2, 1.1.1).
 *
 * All kinds of chart have the same table: close rows, words left and figures on the point, totals bold, the
 * widest column of words gives way, and the shorthand in it is explained in a note. */
#include <string.h>

#include "report/chart_build.h"

#define AFTER_FIGURES MKR_PT(9) /* free space between figures and the words beside them */
#define NARROW MKR_PT(24) /* a column of figures, when neither they nor its head want more */

enum { SHORT = 16 }; /* bytes of "September 2024", and some: names no longer than this do not break */

static const char *cell_text(const mkr_chart_figures *f, size_t row, uint16_t column) {
    return f->cells[row * f->n_columns + column];
}

/* ---- what the cells are */

static bool has_digit(const char *cell) {
    return cell[strcspn(cell, "0123456789")];
}

/* Neither a figure nor what stands for one: "[x]", "–", "None". */
static bool is_words(const mkr_builder *b, const char *cell) {
    return *cell && *cell != '[' && strcmp(cell, "–") != 0 && !has_digit(cell) &&
           strcmp(cell, b->style->labels[MKR_LABEL_NO_TARGET]) != 0;
}

/* Does a column name or tell? Then it has words and no figure, unless the chart knows better. */
static bool is_of_words(const mkr_builder *b, const mkr_chart_figures *f, uint16_t column) {
    bool words = false, figures = false;
    for (size_t row = 1; row < f->n_rows; row++) {
        words = words || is_words(b, cell_text(f, row, column));
        figures = figures || has_digit(cell_text(f, row, column));
    }
    return column == 0 || f->text || (words && !figures);
}

static size_t longest_in(const mkr_chart_figures *f, uint16_t column) {
    size_t longest = 0;
    for (size_t row = 1; row < f->n_rows; row++)
        if (strlen(cell_text(f, row, column)) > longest)
            longest = strlen(cell_text(f, row, column));
    return longest;
}

/* ---- what its shorthand means */

/* The figures' markers and reasons for their absence: one in brackets, as the legend has them. */
static void note_mark(const char *s, size_t n, mkr_shorthand *used) {
    if (n == 1 && *s >= 'a' && *s <= 'z')
        used->marks |= MKR_MARK(*s);
    for (mkr_nil nil = MKR_NOT_AVAILABLE; nil < MKR_NILS; nil++)
        if (n == strlen(mkr_nil_shorthand(nil)) && !strncmp(s, mkr_nil_shorthand(nil), n))
            used->nil[nil] = n > 0;
}

/* "[x]"; of a figure also what follows it: "12.3 [p]". */
static void note_marks(const char *cell, bool figure, mkr_shorthand *used) {
    for (const char *open = strchr(cell, '['); open; open = strchr(open + 1, '[')) {
        size_t n = strcspn(open + 1, "]");
        if (open[1 + n] && (figure || (open == cell && !open[2 + n])))
            note_mark(open + 1, n, used);
    }
}

static void add_legend(mkr_builder *b, const mkr_chart_figures *f, const bool *words, mkr_block *to,
                       uint32_t elem, mkr_where where) {
    mkr_shorthand used = {0};
    mkr_buffer text = mkr_buffer_new(b->arena);
    for (size_t row = 1; row < f->n_rows; row++)
        for (uint16_t column = 1; column < f->n_columns; column++)
            note_marks(cell_text(f, row, column), !words[column], &used);
    mkr_build_legend(b, &used, &text);
    const char *legend = mkr_buffer_text(&text);
    if (*legend)
        mkr_build_table_note(b, legend + strspn(legend, " "), to, elem, where);
}

/* ---- below the chart */

typedef struct printer {
    mkr_builder *b;
    const mkr_chart_figures *f;
    mkr_table_parts t;
    bool *words; /* by column */
    mkr_where where;
} printer;

/* The widest column of words gives way (page design, section 7), but not before the heads of figures have
 * broken. Where there is nothing but words, or nothing but figures under the names of periods, all columns
 * share the room. */
static void set_columns(printer *p) {
    const mkr_chart_figures *f = p->f;
    mkr_grid *g = p->t.grid;
    uint16_t widest = 0;
    for (uint16_t i = 1; i < f->n_columns; i++)
        if (p->words[i] && longest_in(f, i) > longest_in(f, widest))
            widest = i;
    for (uint16_t i = 0; i < f->n_columns; i++) {
        if (!f->short_heads && !f->text)
            mkr_grid_column(g, i, p->words[i] ? 0 : NARROW, true, i == widest);
        if (i > 0 && p->words[i] && !p->words[i - 1])
            g->columns[i].lead = AFTER_FIGURES;
    }
    g->columns[0].whole = longest_in(f, 0) <= SHORT;
}

static mkr_align align_of(const printer *p, size_t row, uint16_t column) {
    if (p->words[column])
        return MKR_ALIGN_LEFT;
    bool words = row == 0 || is_words(p->b, cell_text(p->f, row, column));
    return words ? MKR_ALIGN_RIGHT : MKR_ALIGN_DECIMAL;
}

static void add_cell(printer *p, mkr_grid_cell *cell, uint32_t tr, size_t row, uint16_t column) {
    mkr_builder *b = p->b;
    bool head = row == 0, total = p->f->totals && p->f->totals[row];
    mkr_tag tag = head || column == 0 ? MKR_TH : MKR_TD;
    mkr_scope scope = head ? MKR_SCOPE_COLUMN : column == 0 ? MKR_SCOPE_ROW : MKR_SCOPE_NONE;
    mkr_block *text =
        mkr_build_cell(b, cell, tr, tag, scope, head ? MKR_ROLE_TABLE_HEAD : MKR_ROLE_TABLE_TEXT,
                       align_of(p, row, column), p->where);
    mkr_build_span(b, &text->spans, cell_text(p->f, row, column), text->elem, total ? MKR_BOLD : 0, p->where);
    if (!head && column > 0)
        mkr_build_spoken(b, text);
}

static void add_row(printer *p, size_t row) {
    const mkr_chart_figures *f = p->f;
    mkr_row_kind kind = row == 0 ? MKR_ROW_HEAD : f->totals && f->totals[row] ? MKR_ROW_TOTAL : MKR_ROW_BODY;
    mkr_grid_row *r = mkr_grid_row_add(p->b, p->t.grid, kind, f->n_columns);
    uint32_t tr = mkr_tree_add(p->b->tree, p->t.body, MKR_TR);
    for (uint16_t column = 0; column < f->n_columns; column++)
        add_cell(p, &r->cells[column], tr, row, column);
}

static void build_table(mkr_builder *b, const mkr_node *node, const mkr_chart_figures *f, mkr_block *to,
                        uint32_t elem) {
    const mkr_node nameless = {.where = node->where}; /* the id is the figure's */
    printer p = {.b = b, .f = f, .where = node->where};
    p.words = mkr_alloc_array(b->arena, f->n_columns, sizeof *p.words);
    for (uint16_t i = 0; i < f->n_columns; i++)
        p.words[i] = (i < 32 && f->words >> i & 1u) || is_of_words(b, f, i);
    p.t = mkr_build_table_begin(b, &nameless, f->caption, MKR_LOOK_TABLE, f->n_columns, b->measure, to, elem);
    p.t.grid->close = true;
    set_columns(&p);
    for (size_t row = 0; row < f->n_rows; row++) {
        if (row < 2)
            p.t.body = mkr_tree_add(b->tree, p.t.table, row == 0 ? MKR_THEAD : MKR_TBODY);
        add_row(&p, row);
    }
    add_legend(b, f, p.words, to, elem, node->where);
}

void mkr_build_chart_table(mkr_builder *b, const mkr_node *node, const mkr_chart_figures *f, mkr_block *to,
                           uint32_t elem) {
    switch (mkr_build_table_place(node)) {
    case MKR_TABLE_BELOW:
    case MKR_TABLE_ROWS: /* who draws the rows knows whether they have room: then there is no table */
        build_table(b, node, f, to, elem);
        break;
    case MKR_TABLE_ATTACHED:
        mkr_build_attach(b, node, f, to, elem);
        break;
    case MKR_TABLE_NONE:
        break;
    }
}
