/* bar_chart.c - bars, or dots, from any table of data: a column of labels and one to six columns of figures.
 *
 * Figures are read as data/cell.h reads every cell. One series has a bar a row; several stand under the label
 * of their row, each with its name; as dots they share a line and have markers. A cell without a figure is a
 * gap with its mark. */
#include <string.h>

#include "data/sheet.h"
#include "data/unit.h"
#include "report/chart_build.h"

enum { MOST_LISTED = 12 }; /* headings of a file in a message */

typedef struct series { /* a column of figures */
    uint32_t cell;
    const char *heading, *unit;
    bool read; /* by a chart before: what is wrong in it has been said */
} series;

typedef struct figure {
    bool given;
    mkr_decimal v;
    const char *text; /* printed: the figure with its unit, or its mark "[x]" */
} figure;

typedef struct chart {
    mkr_builder *b;
    const mkr_node *node;
    mkr_sheet sheet;
    uint32_t label;
    const char *label_heading, *caption;
    series columns[MKR_CURVES_MOST];
    size_t n_columns;
    size_t n; /* rows */
    const char **labels;
    figure *figures; /* row by row */
    size_t *order; /* of the rows as drawn */
    uint8_t places;
} chart;

static figure *figure_at(const chart *c, size_t row, size_t column) {
    return &c->figures[row * c->n_columns + column];
}

/* ---- which columns */

/* The column, from *out on, whose heading is `name`, or has its key; false: there is none. */
static bool seek(const char *const *names, uint32_t n, const char *name, const char *wanted, uint32_t *out) {
    char key[MKR_WORD_KEY];
    for (; *out < n; ++*out)
        if (wanted ? mkr_word_key(names[*out], key) && !strcmp(key, wanted) : !strcmp(names[*out], name))
            return true;
    return false;
}

/* False after a message where a further column has that heading too: nobody knows which is meant. */
static bool is_only(const chart *c, const char *const *names, const char *name, const char *wanted,
                    uint32_t found) {
    uint32_t next = found + 1;
    if (!seek(names, c->sheet.head->n, name, wanted, &next))
        return true;
    mkr_sheet_say_two(c->b->diag, &c->sheet, found, next);
    return false;
}

/* With the nearest heading, if any is near, and all there are as far as they can be listed. */
static bool say_no_column(const chart *c, const char *name, const char *const *names, mkr_where where) {
    mkr_arena *arena = c->b->arena;
    uint32_t n = c->sheet.head->n;
    const char *near = mkr_nearest(name, names), *list = "";
    for (uint32_t i = 0; i < n && i < MOST_LISTED; i++)
        list = mkr_printf(arena, "%s%s\"%s\"", list, i ? ", " : "", mkr_cell_excerpt(names[i]).text);
    if (n > MOST_LISTED)
        list = mkr_printf(arena, "%s and %u more", list, (unsigned)(n - MOST_LISTED));
    if (near)
        return mkr_say(c->b->diag, MKR_E_SHEET_COLUMN, where,
                       "\"%s\"; did you mean \"%s\"? The headings are %s", mkr_cell_excerpt(name).text,
                       mkr_cell_excerpt(near).text, list);
    return mkr_say(c->b->diag, MKR_E_SHEET_COLUMN, where, "\"%s\"; the headings are %s",
                   mkr_cell_excerpt(name).text, list);
}

/* What a column counts, for a message. */
static const char *unit_said(const chart *c, const series *column) {
    mkr_excerpt heading = mkr_cell_excerpt(column->heading);
    return *column->unit ? mkr_printf(c->b->arena, "\"%s\" in \"%s\"", heading.text,
                                      mkr_cell_excerpt(column->unit).text)
                         : mkr_printf(c->b->arena, "\"%s\" without a unit", heading.text);
}

/* The column of a heading, as it stands in the file, or but for case and punctuation. */
static bool find_column(const chart *c, const char *name, mkr_where where, uint32_t *out) {
    mkr_arena *arena = c->b->arena;
    const mkr_row *head = c->sheet.head;
    char wanted[MKR_WORD_KEY];
    bool has_key = mkr_word_key(name, wanted) && *wanted;
    const char **names = mkr_alloc_array(arena, (size_t)head->n + 1, sizeof *names);
    for (uint32_t i = 0; i < head->n; i++)
        names[i] = mkr_sheet_text(arena, head, i);
    *out = 0;
    if (seek(names, head->n, name, NULL, out))
        return is_only(c, names, name, NULL, *out);
    *out = 0;
    if (has_key && seek(names, head->n, name, wanted, out))
        return is_only(c, names, name, wanted, *out);
    return say_no_column(c, name, names, where);
}

/* The unit that a heading ends with, in brackets, "Visits (thousands)", or as its last word, "Spend £m"; NULL
 * without. */
static const char *unit_of_heading(mkr_arena *arena, const char *heading) {
    size_t n = strlen(heading);
    const char *open = strrchr(heading, '('), *blank = strrchr(heading, ' ');
    if (open && n > 2 && heading[n - 1] == ')' && open + 2 < heading + n)
        return mkr_strndup(arena, open + 1, (size_t)(heading + n - 1 - (open + 1)));
    const char *last = blank ? blank + 1 : heading;
    mkr_unit_kind kind = mkr_unit_read(last).kind;
    return kind == MKR_UNIT_POUNDS || !strcmp(last, "%") ? last : NULL;
}

/* A column whose heading has no unit takes it from the dress of its figures: 45%, £12.5m. */
static const char *unit_of_figures(const chart *c, uint32_t cell) {
    for (size_t i = c->sheet.first; i < c->sheet.table->n; i++) {
        mkr_cell_value v;
        mkr_cell_read(mkr_sheet_text(c->b->arena, &c->sheet.table->rows[i], cell),
                      &c->b->style->scheme.reading, &v);
        if (v.kind == MKR_CELL_NUMBER && v.percent)
            return "%";
        if (v.kind == MKR_CELL_NUMBER && v.pounds)
            return v.scale == 3 ? "£k" : v.scale == 6 ? "£m" : v.scale == 9 ? "£bn" : "£";
    }
    return "";
}

/* Has a chart before drawn that column? From now on one has. */
static bool is_read(const chart *c, uint32_t cell) {
    mkr_builder *b = c->b;
    for (size_t i = 0; i < b->columns.n; i++)
        if (b->columns.at[i].table == c->sheet.table && b->columns.at[i].cell == cell)
            return true;
    *MKR_PUSH(b->arena, &b->columns) = (mkr_read_column){c->sheet.table, cell};
    return false;
}

static bool take(chart *c, const char *name, mkr_where where) {
    series *column = &c->columns[c->n_columns];
    if (c->n_columns == MKR_CURVES_MOST)
        return mkr_say(c->b->diag, MKR_E_BARS_SERIES, where, "more than %d columns", MKR_CURVES_MOST);
    if (!find_column(c, name, where, &column->cell))
        return false;
    column->heading = mkr_sheet_text(c->b->arena, c->sheet.head, column->cell);
    column->read = is_read(c, column->cell);
    column->unit = unit_of_heading(c->b->arena, column->heading);
    if (!column->unit)
        column->unit = unit_of_figures(c, column->cell);
    if (c->n_columns > 0 && strcmp(column->unit, c->columns[0].unit) != 0)
        return mkr_say(c->b->diag, MKR_E_BARS_UNITS, where, "%s, %s", unit_said(c, &c->columns[0]),
                       unit_said(c, column));
    c->n_columns++;
    return true;
}

static bool choose_columns(chart *c) {
    const mkr_attr *label = mkr_node_find_attr(c->node, "label"),
                   *values = mkr_node_find_attr(c->node, "values");
    if (!find_column(c, mkr_cell_text(c->b->arena, label->value), label->where, &c->label))
        return false;
    c->label_heading = mkr_sheet_text(c->b->arena, c->sheet.head, c->label);
    const char *part;
    size_t n;
    for (const char *s = values->value; mkr_build_list_next(&s, ';', &part, &n);) {
        const char *name = mkr_cell_text(c->b->arena, mkr_strndup(c->b->arena, part, n));
        if (*name && !take(c, name, values->where))
            return false;
    }
    return c->n_columns ||
           mkr_say(c->b->diag, MKR_E_SHEET_COLUMN, values->where, "values=\"%s\" names none", values->value);
}

/* ---- figures */

static void say_wrong(const chart *c, const mkr_row *row, const series *column, const char *text,
                      const char *why) {
    mkr_say(c->b->diag, MKR_E_BAR_NOT_A_NUMBER, mkr_sheet_where(&c->sheet, row, column->cell),
            "\"%s\" under \"%s\"%s%s", mkr_cell_excerpt(text).text, mkr_cell_excerpt(column->heading).text,
            why ? ": " : "", why ? why : "");
}

static void read_figure(const chart *c, const mkr_row *row, const series *column, figure *out) {
    const char *text = mkr_sheet_text(c->b->arena, row, column->cell), *why = NULL;
    mkr_cell_value v;
    mkr_cell_read(text, &c->b->style->scheme.reading, &v);
    if (v.exponent && !column->read)
        mkr_say(c->b->diag, MKR_E_DATA_EXPONENT, mkr_sheet_where(&c->sheet, row, column->cell),
                "\"%s\" under \"%s\"", mkr_cell_excerpt(text).text, mkr_cell_excerpt(column->heading).text);
    if (v.kind == MKR_CELL_NUMBER && mkr_cell_in_unit(&v, column->unit, &out->v, &why)) {
        out->given = true;
        return;
    }
    bool limit = v.kind == MKR_CELL_NIL && (v.nil == MKR_BELOW || v.nil == MKR_ABOVE);
    mkr_nil nil = v.kind == MKR_CELL_NIL && !v.month ? v.nil : MKR_NOT_AVAILABLE;
    out->text = limit ? text : mkr_nil_print(c->b->arena, nil, "");
    if (!column->read && (v.kind != MKR_CELL_NIL || v.month))
        say_wrong(c, row, column, text, v.kind == MKR_CELL_WRONG ? v.why : why);
}

/* Per cent and pounds stand with each figure, other units in the title of the axis only. */
static const char *print(const chart *c, mkr_decimal v) {
    const char *unit = c->columns[0].unit;
    mkr_unit_kind kind = mkr_unit_read(unit).kind;
    return kind == MKR_UNIT_WORD ? mkr_unit_print_number(c->b->arena, unit, v, c->places)
                                 : mkr_unit_print(c->b->arena, unit, v, c->places);
}

static void read_rows(chart *c) {
    c->labels = mkr_alloc_array(c->b->arena, c->n, sizeof *c->labels);
    c->figures = mkr_alloc_array(c->b->arena, c->n * c->n_columns, sizeof *c->figures);
    for (size_t i = 0; i < c->n; i++) {
        const mkr_row *row = &c->sheet.table->rows[c->sheet.first + i];
        const char *label = mkr_sheet_text(c->b->arena, row, c->label);
        c->labels[i] = *label ? label : c->b->style->labels[MKR_LABEL_BY_NONE];
        for (size_t k = 0; k < c->n_columns; k++) {
            figure *f = figure_at(c, i, k);
            read_figure(c, row, &c->columns[k], f);
            if (f->given && f->v.places > c->places)
                c->places = f->v.places;
        }
    }
    for (size_t i = 0; i < c->n * c->n_columns; i++)
        if (c->figures[i].given)
            c->figures[i].text = print(c, c->figures[i].v);
}

/* Does row a stand before row b when the largest come first? Those without a figure come last. */
static bool is_before(const chart *c, size_t a, size_t b) {
    const figure *x = figure_at(c, a, 0), *y = figure_at(c, b, 0);
    if (x->given != y->given)
        return x->given;
    return x->given && mkr_decimal_compare(x->v, y->v) > 0;
}

static void sort_rows(chart *c) {
    const char *sort = mkr_node_attr(c->node, "sort");
    c->order = mkr_alloc_array(c->b->arena, c->n, sizeof *c->order);
    for (size_t i = 0; i < c->n; i++) {
        size_t at = i;
        if (sort && !strcmp(sort, "largest-first"))
            for (; at > 0 && is_before(c, i, c->order[at - 1]); at--)
                c->order[at] = c->order[at - 1];
        c->order[at] = i;
    }
}

/* ---- the drawing */

static void set_bar(const chart *c, mkr_bar *bar, const figure *f, uint8_t tone) {
    bar->value = f->text;
    if (!f->given)
        return;
    mkr_bar_part *part = mkr_alloc(c->b->arena, sizeof *part);
    *part = (mkr_bar_part){.from = {0, f->v.places}, .to = f->v, .tone = tone};
    bar->parts = part;
    bar->n_parts = 1;
}

/* A row for each figure; the first of a group has the label above it. */
static void draw_bars(const chart *c, mkr_bars *bars) {
    mkr_bar *rows = mkr_alloc_array(c->b->arena, c->n * c->n_columns, sizeof *rows);
    for (size_t i = 0; i < c->n; i++)
        for (size_t k = 0; k < c->n_columns; k++) {
            mkr_bar *bar = &rows[i * c->n_columns + k];
            const char *label = c->labels[c->order[i]];
            bar->label = c->n_columns > 1 ? c->columns[k].heading : label;
            bar->group = c->n_columns > 1 && k == 0 ? label : NULL;
            set_bar(c, bar, figure_at(c, c->order[i], k), k == 0 ? MKR_BAR_OWN : MKR_BAR_OTHER);
        }
    bars->rows = rows;
    bars->n = c->n * c->n_columns;
}

/* A line for each row, with a marker for each figure, and words for those that are missing. */
static void draw_dots(const chart *c, mkr_bars *bars) {
    mkr_arena *arena = c->b->arena;
    mkr_bar *rows = mkr_alloc_array(arena, c->n, sizeof *rows);
    const char **names = mkr_alloc_array(arena, c->n_columns, sizeof *names);
    for (size_t i = 0; i < c->n; i++) {
        mkr_bar_dot *dots = mkr_alloc_array(arena, c->n_columns, sizeof *dots);
        const char *said = "", *missing = "";
        for (size_t k = 0; k < c->n_columns; k++) {
            const figure *f = figure_at(c, c->order[i], k);
            said = mkr_printf(arena, "%s%s%s %s", said, k ? ", " : "", c->columns[k].heading, f->text);
            if (f->given)
                dots[rows[i].n_dots++] = (mkr_bar_dot){f->v, (uint8_t)k};
            else
                missing = mkr_printf(arena, "%s%s%s %s", missing, *missing ? ", " : "", c->columns[k].heading,
                                     f->text);
        }
        rows[i].value = *missing ? missing : NULL;
        rows[i].label = c->labels[c->order[i]];
        rows[i].dots = dots;
        rows[i].said = said;
    }
    for (size_t k = 0; k < c->n_columns; k++)
        names[k] = c->columns[k].heading;
    bars->rows = rows;
    bars->n = c->n;
    bars->dots = names;
    bars->n_dots = c->n_columns;
}

/* "Highest: Taunton, 45%; lowest: Yeovil, 12%." of the first column. */
static const char *sum_up(const chart *c) {
    const figure *high = NULL, *low = NULL;
    size_t h = 0, l = 0, n = 0;
    for (size_t i = 0; i < c->n; i++) {
        const figure *f = figure_at(c, i, 0);
        if (!f->given)
            continue;
        n++;
        if (!high || mkr_decimal_compare(f->v, high->v) > 0) {
            high = f;
            h = i;
        }
        if (!low || mkr_decimal_compare(f->v, low->v) < 0) {
            low = f;
            l = i;
        }
    }
    if (n == 0)
        return "";
    const char *lead = c->n_columns > 1 ? mkr_printf(c->b->arena, "%s: ", c->columns[0].heading) : "";
    if (n == 1 || mkr_decimal_compare(high->v, low->v) == 0)
        return n == 1 ? "" : mkr_printf(c->b->arena, "%sall are %s.", lead, high->text);
    return mkr_printf(c->b->arena, "%s%s %s, %s; lowest %s, %s.", lead, *lead ? "highest" : "Highest",
                      c->labels[h], high->text, c->labels[l], low->text);
}

static const char *name_values(const chart *c) {
    const char *names = c->columns[0].heading;
    for (size_t k = 1; k < c->n_columns; k++) {
        bool last = k + 1 == c->n_columns;
        names = mkr_printf(c->b->arena, "%s%s%s %s", names, last ? " " : ",",
                           last ? c->b->style->labels[MKR_LABEL_AND] : "", c->columns[k].heading);
    }
    return names;
}

static void add_table(const chart *c, mkr_block *to, uint32_t elem) {
    size_t n_columns = 1 + c->n_columns;
    const char **cells = mkr_alloc_array(c->b->arena, (c->n + 1) * n_columns, sizeof *cells);
    cells[0] = c->label_heading;
    for (size_t k = 0; k < c->n_columns; k++)
        cells[1 + k] = c->columns[k].heading;
    for (size_t i = 0; i < c->n; i++) {
        cells[(1 + i) * n_columns] = c->labels[c->order[i]];
        for (size_t k = 0; k < c->n_columns; k++)
            cells[(1 + i) * n_columns + 1 + k] = figure_at(c, c->order[i], k)->text;
    }
    mkr_build_bars_table(
        c->b, c->node, c->caption,
        (mkr_chart_figures){.cells = cells, .n_rows = c->n + 1, .n_columns = (uint16_t)n_columns}, to, elem);
}

static bool open_sheet(chart *c) {
    const mkr_table *table = mkr_build_source(c->b, c->node, "");
    if (!table)
        return false;
    if (table->n < 2)
        return mkr_say(c->b->diag, MKR_E_DATA_NO_ROWS, (mkr_where){.file = table->file}, NULL);
    c->sheet = (mkr_sheet){table, &table->rows[0], 1};
    c->n = table->n - 1;
    bool ok = true;
    for (size_t i = 1; i < table->n; i++)
        ok &= mkr_sheet_fits(c->b->diag, &c->sheet, &table->rows[i]);
    return ok;
}

void mkr_build_bar_chart(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    chart c = {.b = b, .node = node};
    const char *draw = mkr_node_attr(node, "draw");
    bool dots = draw && !strcmp(draw, "dots");
    if (!open_sheet(&c) || !choose_columns(&c))
        return;
    if (c.n * (dots ? 1 : c.n_columns) > MKR_BARS_MOST) {
        mkr_say(b->diag, MKR_E_BARS_TOO_MANY, node->where, "%zu of at most %d",
                c.n * (dots ? 1 : c.n_columns), MKR_BARS_MOST);
        return;
    }
    read_rows(&c);
    sort_rows(&c);
    c.caption = mkr_style_say(b->arena, b->style, MKR_LABEL_BAR_CHART_CAPTION, "values", name_values(&c),
                              "label", c.label_heading, NULL);
    mkr_bars bars = {.name = c.caption,
                     .axis = c.columns[0].unit,
                     .unit = c.columns[0].unit,
                     .places = c.places,
                     .points = dots,
                     .summary = sum_up(&c)};
    if (dots && c.n_columns > 1)
        draw_dots(&c, &bars);
    else
        draw_bars(&c, &bars);
    mkr_build_check_alt_bars(b, node, &bars, NULL, 0);
    if (mkr_build_bars(b, node, c.caption, &bars, to, elem))
        add_table(&c, to, elem);
}
