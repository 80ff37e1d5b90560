/* budget_chart.c - a budget as bars: how far each line is from its budget, or how the lines lead from the
 * budget to the forecast (a waterfall).
 *
 * A positive variance is adverse, as in <finance>. Each bar says its side in words; an adverse one is solid
 * and runs to the right, a favourable one is an outline and runs to the left. A waterfall adds up exactly:
 * its steps are what the figures differ by, whatever variances have been typed. */
#include "data/finance.h"

#include <string.h>

#include "data/unit.h"
#include "report/chart_build.h"

enum { FINEST = 6 }; /* decimals in which lengths are reckoned, as far as 17 digits reach */

typedef struct chart {
    mkr_builder *b;
    const mkr_node *node;
    mkr_finance f;
    int8_t scale; /* figures are printed in tens of pounds to this */
    const char *unit; /* printed: "£m" */
    uint8_t places; /* decimals printed */
    uint8_t finest; /* decimals of lengths */
    mkr_bar *rows;
    const char **cells; /* of the table, row by row */
    bool *totals; /* rows of the table that are totals; the first is its head */
    size_t n_rows, n_cells;
    mkr_wide adverse, favourable; /* sums, for the summary */
} chart;

static const char *word(const chart *c, mkr_label_id label) {
    return c->b->style->labels[label];
}

static const char *heading(const chart *c, uint32_t column) {
    const char *own = c->f.columns[column].heading;
    return own ? own : word(c, MKR_LABEL_VARIANCE);
}

/* ---- money */

static mkr_wide ten_to(int power) {
    mkr_wide n = 1;
    while (power-- > 0)
        n *= 10;
    return n;
}

/* In the unit of the chart, rounded half away from zero. */
static mkr_decimal in_unit(const chart *c, mkr_wide nano, uint8_t places) {
    mkr_wide step = ten_to(MKR_WIDE_PLACES + c->scale - places), half = nano < 0 ? -step / 2 : step / 2;
    return (mkr_decimal){(int64_t)((nano + half) / step), places};
}

static void find_finest(chart *c) {
    const mkr_wide largest = ten_to(16); /* sums of some lines are still within a decimal */
    mkr_wide sum = 1;
    for (size_t i = 0; i < c->f.n_rows; i++)
        for (size_t k = 0; k < c->f.n_columns; k++)
            if (c->f.rows[i].money && c->f.rows[i].money[k].known)
                sum += mkr_wide_abs(c->f.rows[i].money[k].nano);
    c->finest = FINEST;
    while (c->finest > c->places && sum / ten_to(MKR_WIDE_PLACES + c->scale - c->finest) > largest)
        c->finest--;
}

static const char *printed(const chart *c, mkr_wide nano) {
    return mkr_unit_print(c->b->arena, c->unit, in_unit(c, nano, c->places), c->places);
}

/* In words of its own, where no axis or head has the unit: "£755k". */
static const char *spoken(const chart *c, mkr_wide nano) {
    return mkr_unit_print(c->b->arena, c->scale == 3 ? "£k" : c->unit, in_unit(c, nano, c->places),
                          c->places);
}

static const char *side_of(const chart *c, mkr_wide nano) {
    return word(c, nano > 0   ? MKR_LABEL_ADVERSE_WORD
                   : nano < 0 ? MKR_LABEL_FAVOURABLE_WORD
                              : MKR_LABEL_ON_BUDGET);
}

/* "£1.2m adverse", "on budget" */
static const char *variance_text(const chart *c, mkr_wide nano) {
    return nano == 0 ? side_of(c, 0)
                     : mkr_printf(c->b->arena, "%s %s", printed(c, mkr_wide_abs(nano)), side_of(c, nano));
}

/* The same for who only hears it. */
static const char *variance_said(const chart *c, mkr_wide nano) {
    return nano == 0 ? side_of(c, 0)
                     : mkr_printf(c->b->arena, "%s %s", spoken(c, mkr_wide_abs(nano)), side_of(c, nano));
}

static const char *nil_text(const chart *c, const mkr_money *m) {
    return mkr_nil_print(c->b->arena, (mkr_nil)m->nil, ""); /* no limits in budgets: finance.c */
}

static const char *money_text(const chart *c, const mkr_money *m) {
    return m->known ? printed(c, m->nano) : nil_text(c, m);
}

/* ---- rows */

static mkr_bar *add_bar(chart *c, const char *label, mkr_wide from, mkr_wide to, uint8_t tone) {
    mkr_bar *bar = &c->rows[c->n_rows++];
    mkr_bar_part *part = mkr_alloc(c->b->arena, sizeof *part);
    *part =
        (mkr_bar_part){.from = in_unit(c, from, c->finest), .to = in_unit(c, to, c->finest), .tone = tone};
    bar->label = label;
    bar->parts = part;
    bar->n_parts = 1;
    return bar;
}

static uint8_t tone_of(mkr_wide variance) {
    return variance > 0 ? MKR_BAR_ADVERSE : MKR_BAR_FAVOURABLE;
}

static void add_cell(chart *c, const char *text) {
    c->cells[c->n_cells++] = text;
}

static void count_side(chart *c, mkr_wide variance) {
    if (variance > 0)
        c->adverse += variance;
    else
        c->favourable -= variance;
}

/* The head of a column of money: thousands have their unit there, others beside each figure. */
static void add_head(chart *c, const char *head) {
    add_cell(c, c->scale == 3 ? mkr_printf(c->b->arena, "%s (%s)", head, c->unit) : head);
}

/* A subtotal that has the name of what it sums: "People in all". */
static const char *name_of(const chart *c, const mkr_finance_row *row) {
    char key[MKR_WORD_KEY] = "";
    mkr_word_key(row->name, key);
    return row->kind != MKR_FINANCE_SUBTOTAL || strstr(key, "total")
               ? row->name
               : mkr_style_say(c->b->arena, c->b->style, MKR_LABEL_BUDGET_GROUP_TOTAL, "group", row->name,
                               NULL);
}

static bool is_total(const mkr_finance_row *row) {
    return row->kind == MKR_FINANCE_TOTAL || row->kind == MKR_FINANCE_SUBTOTAL;
}

/* ---- how far each line is from its budget */

static void add_variance(chart *c, const mkr_finance_row *row, const char *group) {
    const mkr_money *m = &row->money[c->f.variance];
    uint8_t tone = tone_of(m->nano);
    mkr_bar *bar;
    if (m->known) {
        bar = add_bar(c, name_of(c, row), 0, m->nano, tone);
        bar->value = variance_text(c, m->nano);
        bar->said = variance_said(c, m->nano);
    } else {
        bar = &c->rows[c->n_rows++];
        bar->label = name_of(c, row);
        bar->value = nil_text(c, m);
    }
    bar->group = group;
    bar->bold = is_total(row);
    c->totals[c->n_rows] = is_total(row);
    if (m->known && row->kind == MKR_FINANCE_LINE)
        count_side(c, m->nano);
    add_cell(c, bar->label);
    if (c->f.base != MKR_FINANCE_NONE)
        add_cell(c, money_text(c, &row->money[c->f.base]));
    if (c->f.value != MKR_FINANCE_NONE)
        add_cell(c, money_text(c, &row->money[c->f.value]));
    add_cell(c, money_text(c, m));
    add_cell(c, m->known ? side_of(c, m->nano) : nil_text(c, m));
}

static bool build_variances(chart *c) {
    const char *group = NULL;
    add_cell(c, c->f.name);
    if (c->f.base != MKR_FINANCE_NONE)
        add_head(c, heading(c, c->f.base));
    if (c->f.value != MKR_FINANCE_NONE)
        add_head(c, heading(c, c->f.value));
    add_head(c, heading(c, c->f.variance));
    add_cell(c, word(c, MKR_LABEL_BUDGET_SIDE));
    for (size_t i = 0; i < c->f.n_rows; i++) {
        const mkr_finance_row *row = &c->f.rows[i];
        if (row->kind == MKR_FINANCE_GROUP) {
            group = row->name;
            continue;
        }
        add_variance(c, row, group);
        group = NULL;
    }
    return true;
}

/* ---- from the budget to the forecast */

/* What a line has more than its budget; false, after a message, when that is not known. */
static bool step_of(const chart *c, const mkr_finance_row *row, mkr_wide *base, mkr_wide *step) {
    const mkr_money *m = row->money;
    if (!m[c->f.base].known || !m[c->f.value].known)
        return mkr_say(c->b->diag, MKR_E_WATERFALL_GAP, row->where, "\"%s\"",
                       mkr_cell_excerpt(row->name).text);
    *base = m[c->f.base].nano;
    *step = m[c->f.value].nano - *base;
    return true;
}

static void add_cells(chart *c, const char *label, const char *amount, const char *side, mkr_wide running) {
    add_cell(c, label);
    add_cell(c, amount);
    add_cell(c, side);
    add_cell(c, printed(c, running));
}

static void add_end(chart *c, const char *label, mkr_wide nano) {
    mkr_bar *bar = add_bar(c, label, 0, nano, MKR_BAR_TOTAL);
    bar->value = printed(c, nano);
    bar->said = spoken(c, nano);
    bar->bold = true;
    add_cells(c, label, bar->value, "–", nano);
}

static void add_step(chart *c, const char *label, mkr_wide from, mkr_wide step) {
    mkr_bar *bar = add_bar(c, label, from, from + step, tone_of(step));
    bar->value = mkr_printf(c->b->arena, "%s%s", step > 0 ? "+" : "", printed(c, step));
    bar->said = variance_said(c, step);
    count_side(c, step);
    add_cells(c, label, bar->value, side_of(c, step), from + step);
}

static bool build_steps(chart *c) {
    mkr_wide running = 0, base, step;
    if (c->f.base == MKR_FINANCE_NONE || c->f.value == MKR_FINANCE_NONE)
        return mkr_say(c->b->diag, MKR_E_BUDGET_NO_VARIANCE, c->node->where, NULL);
    for (size_t i = 0; i < c->f.n_rows; i++)
        if (c->f.rows[i].kind == MKR_FINANCE_LINE) {
            if (!step_of(c, &c->f.rows[i], &base, &step))
                return false;
            running += base;
        }
    add_cell(c, word(c, MKR_LABEL_BUDGET_STEP));
    add_head(c, word(c, MKR_LABEL_BUDGET_AMOUNT));
    add_cell(c, word(c, MKR_LABEL_BUDGET_SIDE));
    add_head(c, word(c, MKR_LABEL_BUDGET_RUNNING));
    add_end(c, heading(c, c->f.base), running);
    for (size_t i = 0; i < c->f.n_rows; i++) {
        const mkr_finance_row *row = &c->f.rows[i];
        if (row->kind != MKR_FINANCE_LINE)
            continue;
        (void)step_of(c, row, &base, &step);
        add_step(c, row->name, running, step);
        running += step;
    }
    add_end(c, heading(c, c->f.value), running);
    c->totals[c->n_rows] = true;
    return true;
}

/* ---- the chart */

/* "Adverse variances come to £1.2m, favourable ones to £0.4m: £0.8m adverse in all." */
static const char *sum_up(const chart *c) {
    return mkr_printf(c->b->arena, "Adverse variances come to %s, favourable ones to %s: %s in all.",
                      spoken(c, c->adverse), spoken(c, c->favourable),
                      variance_said(c, c->adverse - c->favourable));
}

static void set_key(chart *c, mkr_bars *bars) {
    for (size_t i = 0; i < c->n_rows; i++) {
        const mkr_bar *row = &c->rows[i];
        if (row->n_parts == 0 || mkr_decimal_compare(row->parts[0].from, row->parts[0].to) == 0)
            continue;
        if (row->parts[0].tone == MKR_BAR_ADVERSE)
            bars->tone_word[MKR_BAR_ADVERSE] =
                mkr_build_capital(c->b->arena, word(c, MKR_LABEL_ADVERSE_WORD));
        if (row->parts[0].tone == MKR_BAR_FAVOURABLE)
            bars->tone_word[MKR_BAR_FAVOURABLE] =
                mkr_build_capital(c->b->arena, word(c, MKR_LABEL_FAVOURABLE_WORD));
    }
}

static const char *unit_name(int8_t scale) {
    return scale == 9 ? "£bn" : scale == 6 ? "£m" : scale == 3 ? "£\u2019000" : "£";
}

static bool read_budget(chart *c) {
    mkr_builder *b = c->b;
    const mkr_table *table = mkr_build_source(b, c->node, "budget");
    mkr_finance_options options = {.scheme = &b->style->scheme, .unit = mkr_node_attr(c->node, "given-in")};
    const char *unit = mkr_node_attr(c->node, "unit");
    if (!table || !mkr_finance_read(b->arena, b->diag, table, &options, &c->f))
        return false;
    if (c->f.variance == MKR_FINANCE_NONE)
        return mkr_say(b->diag, MKR_E_BUDGET_NO_VARIANCE, c->node->where, NULL);
    c->scale = unit ? mkr_unit_read(unit).scale : c->f.scale;
    c->unit = unit_name(c->scale);
    c->places = mkr_finance_places(&c->f, c->scale);
    find_finest(c);
    c->rows = mkr_alloc_array(b->arena, c->f.n_rows + 2, sizeof *c->rows);
    c->cells = mkr_alloc_array(b->arena, (c->f.n_rows + 3) * 5, sizeof *c->cells);
    c->totals = mkr_alloc_array(b->arena, c->f.n_rows + 3, sizeof *c->totals);
    return true;
}

void mkr_build_budget_chart(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    chart c = {.b = b, .node = node};
    bool steps = !strcmp(mkr_node_attr(node, "kind"), "waterfall");
    const char *axis = mkr_node_attr(node, "axis");
    if (!read_budget(&c) || !(steps ? build_steps(&c) : build_variances(&c)))
        return;
    const char *caption =
        steps ? mkr_style_say(b->arena, b->style, MKR_LABEL_BUDGET_WATERFALL_CAPTION, "budget",
                              heading(&c, c.f.base), "forecast", heading(&c, c.f.value), NULL)
              : word(&c, MKR_LABEL_BUDGET_VARIANCE_CAPTION);
    const char *name =
        steps ? mkr_printf(b->arena, "changes from %s to %s", heading(&c, c.f.base), heading(&c, c.f.value))
              : caption;
    mkr_bars bars = {.name = name,
                     .axis = c.unit,
                     .unit = c.unit,
                     .places = c.places,
                     .rows = c.rows,
                     .n = c.n_rows,
                     .joined = steps,
                     .may_break = steps && axis && !strcmp(axis, "broken"),
                     .summary = sum_up(&c)};
    set_key(&c, &bars);
    mkr_build_check_alt_budget(b, node, &bars, c.cells, c.n_cells,
                               in_unit(&c, c.adverse - c.favourable, c.places));
    if (mkr_build_bars(b, node, caption, &bars, to, elem))
        mkr_build_bars_table(b, node, caption,
                             (mkr_chart_figures){.cells = c.cells,
                                                 .n_rows = c.n_rows + 1,
                                                 .n_columns = (uint16_t)(c.n_cells / (c.n_rows + 1)),
                                                 .words = 1u << (steps ? 2 : c.n_cells / (c.n_rows + 1) - 1),
                                                 .totals = c.totals},
                             to, elem);
}
