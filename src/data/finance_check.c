/* finance_check.c - what follows from the figures of a budget: totals, variances, percentages, ratings.
 *
 * A typed figure stands for all that round to it: it may be off by half a unit in its last place. So a typed
 * total may differ from the sum of its lines by half a unit for each of them and for itself, and no more; a
 * figure that is worked out carries the halves of its parts. */
#include <string.h>

#include "data/finance_parts.h"
#include "data/rate.h"

static mkr_where where_of(const mkr_finance_row *row, uint32_t cell) {
    mkr_where where = row->where;
    if (cell != MKR_FINANCE_NONE)
        where.col = cell + 1;
    return where;
}

/* In the unit of its column, with the decimals it needs, for a message. */
static const char *figure(mkr_arena *arena, const mkr_finance_column *c, mkr_wide nano) {
    uint8_t places = 0;
    while (places < 3 && nano % mkr_finance_ten_to(MKR_WIDE_PLACES + c->scale - places) != 0)
        places++;
    return mkr_money_print(arena, nano, c->scale, places, false);
}

static const char *heading(const mkr_finance_column *c) {
    return c->heading ? c->heading : "variance";
}

/* ---- totals */

typedef struct sum {
    mkr_wide nano, slack;
    size_t n; /* figures in it */
    size_t missing;
} sum;

typedef struct sums { /* of one column */
    sum lines, subtotals, totals; /* since the last subtotal; since the last total; of all totals */
} sums;

static void add(sum *s, const mkr_money *m) {
    s->nano += m->nano;
    s->slack += m->slack;
    s->n += m->known;
    s->missing += !m->known;
}

static void pour(sum *from, sum *to) {
    to->nano += from->nano;
    to->slack += from->slack;
    to->n += from->n;
    to->missing += from->missing;
    *from = (sum){0};
}

static void check_total(mkr_arena *arena, mkr_diag *diag, const mkr_finance_row *row,
                        const mkr_finance_column *c, const mkr_money *m, const sum *s) {
    if (s->missing || !s->n || mkr_wide_abs(m->nano - s->nano) <= s->slack + m->slack)
        return;
    mkr_say(diag, MKR_E_FINANCE_SUM, where_of(row, c->cell), "\"%s\", %s: %s, but its lines add up to %s",
            mkr_cell_excerpt(row->name).text, heading(c), figure(arena, c, m->nano),
            figure(arena, c, s->nano));
}

/* Fill in or check one total; false when it cannot be worked out, for a figure is missing. */
static bool close_total(mkr_arena *arena, mkr_diag *diag, const mkr_finance_row *row,
                        const mkr_finance_column *c, mkr_money *m, const sum *s) {
    if (m->known) {
        check_total(arena, diag, row, c, m, s);
        return true;
    }
    if (m->nil != MKR_NOT_AVAILABLE || !(s->n || s->missing))
        return true; /* confidential, not applicable, or nothing to add */
    if (s->missing)
        return false;
    *m = (mkr_money){.known = true, .nano = s->nano, .slack = s->slack};
    if (!mkr_finance_in_range(m->nano))
        mkr_say(diag, MKR_E_DATA_RANGE, where_of(row, c->cell), "the sum for \"%s\"",
                mkr_cell_excerpt(row->name).text);
    return true;
}

/* One figure of one row: add it to what is open, or close a total with it. */
static bool take_figure(mkr_arena *arena, mkr_diag *diag, const mkr_finance_row *row,
                        const mkr_finance_column *c, sums *s, mkr_money *m) {
    bool whole = true;
    switch (row->kind) {
    case MKR_FINANCE_LINE:
        add(&s->lines, m);
        break;
    case MKR_FINANCE_GROUP:
        pour(&s->lines, &s->subtotals);
        break;
    case MKR_FINANCE_SUBTOTAL:
        whole = close_total(arena, diag, row, c, m, &s->lines);
        s->lines = (sum){0};
        add(&s->subtotals, m);
        break;
    case MKR_FINANCE_TOTAL:
        pour(&s->lines, &s->subtotals);
        bool grand = !s->subtotals.n && !s->subtotals.missing;
        whole = close_total(arena, diag, row, c, m, grand ? &s->totals : &s->subtotals);
        s->subtotals = (sum){0};
        add(&s->totals, m);
        break;
    }
    return whole;
}

static bool is_variance(const mkr_finance *f, size_t column) {
    mkr_finance_field field = f->columns[column].field;
    return field == MKR_FINANCE_VARIANCE ? f->value != MKR_FINANCE_NONE && f->base != MKR_FINANCE_NONE
                                         : field == MKR_FINANCE_VARIANCE_TO_DATE;
}

void mkr_finance_add_up(mkr_arena *arena, mkr_diag *diag, mkr_finance *f) {
    sums *all = mkr_alloc_array(arena, f->n_columns, sizeof *all);
    for (size_t i = 0; i < f->n_rows; i++) {
        mkr_finance_row *row = &f->rows[i];
        const mkr_finance_column *gap = NULL;
        for (size_t c = 0; c < f->n_columns; c++)
            if (!is_variance(f, c) &&
                !take_figure(arena, diag, row, &f->columns[c], &all[c], &row->money[c]) && !gap)
                gap = &f->columns[c];
        if (gap)
            mkr_say(diag, MKR_E_FINANCE_GAP, where_of(row, gap->cell), "\"%s\", %s",
                    mkr_cell_excerpt(row->name).text, heading(gap));
    }
}

/* ---- variances */

typedef struct pair { /* columns: value less base is variance */
    uint32_t value, base, variance;
} pair;

static bool agrees(const mkr_money *typed, mkr_wide computed, mkr_wide slack) {
    return mkr_wide_abs(typed->nano - computed) <= typed->slack + slack;
}

static bool has_both(const mkr_finance_row *row, pair p) {
    return row->money[p.value].known && row->money[p.base].known;
}

static mkr_wide difference(const mkr_finance_row *row, pair p) {
    return row->money[p.value].nano - row->money[p.base].nano;
}

static mkr_wide slack_of(const mkr_finance_row *row, pair p) {
    return row->money[p.value].slack + row->money[p.base].slack;
}

/* When every typed variance is the computed one with the other sign: the first that could not be it as it
 * stands. */
static const mkr_finance_row *find_negated(const mkr_finance *f, pair p) {
    const mkr_finance_row *differs = NULL;
    for (size_t i = 0; i < f->n_rows; i++) {
        const mkr_finance_row *row = &f->rows[i];
        if (row->kind == MKR_FINANCE_GROUP || !row->money[p.variance].known || !has_both(row, p))
            continue;
        if (!agrees(&row->money[p.variance], -difference(row, p), slack_of(row, p)))
            return NULL;
        if (!differs && !agrees(&row->money[p.variance], difference(row, p), slack_of(row, p)))
            differs = row;
    }
    return differs;
}

static void compare_row(mkr_arena *arena, mkr_diag *diag, const mkr_finance *f, mkr_finance_row *row,
                        pair p) {
    mkr_money *m = &row->money[p.variance];
    mkr_wide computed = difference(row, p), slack = slack_of(row, p);
    const mkr_finance_column *c = &f->columns[p.variance];
    if (m->known && !agrees(m, computed, slack))
        mkr_say(diag, MKR_E_FINANCE_VARIANCE, where_of(row, c->cell),
                "\"%s\": %s; \"%s\" %s less \"%s\" %s is %s", mkr_cell_excerpt(row->name).text,
                figure(arena, c, m->nano), heading(&f->columns[p.value]),
                figure(arena, c, row->money[p.value].nano), heading(&f->columns[p.base]),
                figure(arena, c, row->money[p.base].nano), figure(arena, c, computed));
    else if (!m->known && (m->nil == MKR_NOT_AVAILABLE || m->nil == MKR_NIL_NONE))
        *m = (mkr_money){.known = true, .nano = computed, .slack = slack};
}

/* True when the typed variances had the other sign. */
static bool compare(mkr_arena *arena, mkr_diag *diag, mkr_finance *f, pair p) {
    if (p.value == MKR_FINANCE_NONE || p.base == MKR_FINANCE_NONE || p.variance == MKR_FINANCE_NONE)
        return false;
    const mkr_finance_row *negated = find_negated(f, p);
    if (negated)
        mkr_say(diag, MKR_E_FINANCE_SIGNS, where_of(negated, f->columns[p.variance].cell),
                "the column \"%s\"; figures of movement stay as they are", heading(&f->columns[p.variance]));
    for (size_t i = 0; i < f->n_rows; i++) {
        mkr_finance_row *row = &f->rows[i];
        if (row->kind == MKR_FINANCE_GROUP)
            continue;
        if (negated)
            row->money[p.variance].nano = -row->money[p.variance].nano;
        if (has_both(row, p))
            compare_row(arena, diag, f, row, p);
    }
    return negated != NULL;
}

/* ---- percentages */

static mkr_decimal percent_of(mkr_wide a, mkr_wide base) {
    mkr_wide tenths = a * 1000, half = a < 0 ? -base / 2 : base / 2; /* a and base are below 10^23 */
    tenths = (tenths + half) / base;
    const mkr_wide most = 99999999999999999;
    return (mkr_decimal){(int64_t)(tenths > most ? most : tenths < -most ? -most : tenths), 1};
}

/* A typed percentage p of variance v and base b, all with their slack: |p b - 100 v| may be what the slacks
 * make of it. */
static bool percent_agrees(mkr_decimal p, const mkr_money *v, const mkr_money *b) {
    const mkr_wide ten = mkr_finance_ten_to(p.places), base = mkr_wide_abs(b->nano);
    mkr_wide off = mkr_wide_abs(p.units * base - 100 * v->nano * ten);
    return off <= base / 2 + 100 * v->slack * ten + mkr_wide_abs(p.units) * b->slack;
}

static void check_percent(mkr_arena *arena, mkr_diag *diag, const mkr_finance *f,
                          const mkr_finance_row *row) {
    const mkr_wide most = 1000000000000; /* so that the products stay below 10^37 */
    mkr_decimal typed = row->typed_percent;
    bool usable = row->has_percent && typed.places <= 9 && mkr_wide_abs(typed.units) < most;
    if (usable && percent_agrees(typed, &row->money[f->variance], &row->money[f->base]))
        return;
    mkr_say(diag, MKR_E_FINANCE_VARIANCE, where_of(row, f->percent_cell),
            "\"%s\": %s%%; the figures give %s%s", mkr_cell_excerpt(row->name).text,
            mkr_decimal_print(arena, typed, typed.places),
            row->has_percent ? mkr_decimal_print(arena, row->percent, 1) : "none, for the budget is 0",
            row->has_percent ? "%" : "");
}

static void find_percent(mkr_arena *arena, mkr_diag *diag, mkr_finance *f, mkr_finance_row *row,
                         bool negated) {
    const mkr_money *v = &row->money[f->variance], *b = &row->money[f->base];
    if (!v->known || !b->known)
        return;
    row->has_percent = b->nano != 0;
    f->zero_base = f->zero_base || !row->has_percent;
    if (row->has_percent)
        row->percent = percent_of(v->nano, mkr_wide_abs(b->nano));
    if (negated)
        row->typed_percent.units = -row->typed_percent.units;
    if (row->percent_typed)
        check_percent(arena, diag, f, row);
}

static uint32_t find_column(const mkr_finance *f, mkr_finance_field field) {
    for (uint32_t i = 0; i < f->n_columns; i++)
        if (f->columns[i].field == field)
            return i;
    return MKR_FINANCE_NONE;
}

void mkr_finance_compare(mkr_arena *arena, mkr_diag *diag, mkr_finance *f) {
    pair to_date = {find_column(f, MKR_FINANCE_ACTUAL), find_column(f, MKR_FINANCE_BUDGET_TO_DATE),
                    find_column(f, MKR_FINANCE_VARIANCE_TO_DATE)};
    size_t errors = diag->said[MKR_ERROR];
    compare(arena, diag, f, to_date);
    bool negated = compare(arena, diag, f, (pair){f->value, f->base, f->variance});
    if (f->base == MKR_FINANCE_NONE || f->variance == MKR_FINANCE_NONE || diag->said[MKR_ERROR] != errors)
        return;
    for (size_t i = 0; i < f->n_rows; i++)
        if (f->rows[i].kind != MKR_FINANCE_GROUP)
            find_percent(arena, diag, f, &f->rows[i], negated);
}

/* ---- ratings */

/* False after a message: the rule asks for what a budget has not. */
static bool can_rate(mkr_diag *diag, const mkr_rule *rule, mkr_where where) {
    if (rule->forecast)
        return mkr_say(diag, MKR_E_FINANCE_RULE, where, "\"%s\" compares with a forecast column", rule->name);
    for (size_t n = 0; n < rule->n; n++) {
        const mkr_rule_level *l = &rule->levels[n];
        if ((l->when != MKR_MET && l->when != MKR_WITHIN && l->when != MKR_OTHERWISE) || l->has_points)
            return mkr_say(diag, MKR_E_FINANCE_RULE, where, "level %zu of \"%s\"", n + 1, rule->name);
    }
    return true;
}

/* The rule as it reads without percentages, for a budget of nought. False when a level has nothing else. */
static bool without_percent(const mkr_rule *rule, mkr_rule *out) {
    *out = *rule;
    for (size_t n = 0; n < out->n; n++) {
        mkr_rule_level *l = &out->levels[n];
        if (l->has_percent && !l->has_amount)
            return false;
        l->has_percent = false;
    }
    return true;
}

/* In pounds; false when it has too many digits. */
static bool pounds(mkr_wide nano, mkr_decimal *out) {
    uint8_t places = MKR_WIDE_PLACES;
    for (; places > 0 && nano % 10 == 0; places--)
        nano /= 10;
    *out = (mkr_decimal){(int64_t)nano, places};
    return mkr_wide_abs(nano) <= mkr_finance_ten_to(17);
}

static mkr_rating judge(mkr_diag *diag, const mkr_finance *f, const mkr_finance_row *row) {
    const mkr_money *v = &row->money[f->value], *b = &row->money[f->base];
    mkr_decimal value, base;
    mkr_rule amounts;
    const mkr_rule *rule = row->rule;
    if (!v->known || !b->known)
        return MKR_UNRATED;
    if (!pounds(v->nano, &value) || !pounds(b->nano, &base)) {
        mkr_say(diag, MKR_E_DATA_RANGE, row->where, "\"%s\"", mkr_cell_excerpt(row->name).text);
        return MKR_UNRATED;
    }
    if (base.units == 0 && value.units > 0) {
        if (!without_percent(rule, &amounts))
            return MKR_UNRATED;
        rule = &amounts;
    }
    mkr_value figures = {.actual_units = value.units,
                         .actual_places = value.places,
                         .target_units = base.units,
                         .target_places = base.places,
                         .has_actual = true,
                         .has_target = true};
    mkr_indicator line = {
        .unit = "£", .polarity = MKR_LOWER, .polarity_given = true, .rule = rule, .values = &figures};
    mkr_data data = {.n_periods = 1};
    mkr_unrated why;
    return mkr_rule_judge(&data, &line, 0, &why);
}

void mkr_finance_rate(mkr_diag *diag, const mkr_finance_options *options, mkr_finance *f) {
    const mkr_rule *good = NULL; /* the last one that was looked at and can rate */
    bool paired = f->value != MKR_FINANCE_NONE && f->base != MKR_FINANCE_NONE;
    for (size_t i = 0; i < f->n_rows; i++) {
        mkr_finance_row *row = &f->rows[i];
        row->rating = row->typed_rating;
        if (row->rule && row->rule != good) {
            mkr_where where = row->rule == options->rule ? options->rule_where : row->where;
            if (!can_rate(diag, row->rule, where))
                return;
            if (!paired) {
                mkr_say(diag, MKR_E_FINANCE_RULE, where,
                        "the data has no budget beside a forecast or an actual");
                return;
            }
            good = row->rule;
        }
        if (row->rule) {
            row->rating = judge(diag, f, row);
            if (row->typed_rating && row->typed_rating != row->rating)
                mkr_say(diag, MKR_E_FINANCE_RATING, where_of(row, f->rating_cell),
                        "\"%s\": %s; the rule \"%s\" gives %s", mkr_cell_excerpt(row->name).text,
                        mkr_rating_name(row->typed_rating), row->rule->name, mkr_rating_name(row->rating));
        }
        f->rated = f->rated || row->rating != MKR_UNRATED;
    }
}
