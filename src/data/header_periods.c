/* header_periods.c - which layout a header has, and what periods its columns are of.
 *
 * In the wide layout all figures are of periods of one kind, except that a target may be of the year; months
 * that are all the last of a quarter are quarters. Not here: which column holds what (header.c). */
#include "data/header.h"

#include <string.h>

#include "data/header_parts.h"
#include "data/reader.h"

/* ---- layout and periods */

static void leave_out(mkr_mapper *m, mkr_field field) {
    uint32_t *at = &m->header->cell[field];
    if (*at != MKR_NO_COLUMN)
        mkr_mapper_unused(m, *at);
    *at = MKR_NO_COLUMN;
}

static size_t count_actuals(const mkr_header *h) {
    size_t n = 0;
    for (size_t i = 0; i < h->n_series; i++)
        n += h->series[i].field == MKR_FIELD_ACTUAL;
    return n;
}

static void leave_out_series(mkr_mapper *m) {
    mkr_header *h = m->header;
    for (size_t i = 0; i < h->n_series; i++)
        mkr_mapper_unused(m, h->series[i].cell);
    h->n_series = 0;
}

/* A table of facts beside one of values has no figures of its own but a target for all periods. */
static void forbid_figures(mkr_mapper *m) {
    mkr_header *h = m->header;
    uint32_t cell = h->wide ? h->series[0].cell : h->cell[MKR_FIELD_ACTUAL];
    if (cell != MKR_NO_COLUMN)
        m->ok = mkr_say(m->diag, MKR_E_DATA_TWO_TABLES, mkr_mapper_where(m, cell), "\"%s\"",
                        mkr_cell_excerpt(mkr_mapper_heading(m, cell)).text);
    h->n_series = 0;
    mkr_mapper_leave_comparator_periods(m);
    leave_out(m, MKR_FIELD_PERIOD);
    leave_out(m, MKR_FIELD_PREVIOUS);
    leave_out(m, MKR_FIELD_LAST_YEAR);
    h->wide = true; /* one row for each indicator */
}

/* Beside figures a table of values may have targets, markers and comparators. */
static void leave_out_facts(mkr_mapper *m) {
    static const mkr_field kept[] = {MKR_FIELD_UNKNOWN, MKR_FIELD_REF,    MKR_FIELD_PERIOD,
                                     MKR_FIELD_ACTUAL,  MKR_FIELD_TARGET, MKR_FIELD_FLAGS};
    for (mkr_field f = 0; f < MKR_FIELDS; f++) {
        bool keep = false;
        for (size_t k = 0; k < sizeof kept / sizeof *kept; k++)
            keep = keep || kept[k] == f;
        if (!keep)
            leave_out(m, f);
    }
}

static void choose_layout(mkr_mapper *m) {
    mkr_header *h = m->header;
    if (m->role == MKR_TABLE_FACTS) {
        forbid_figures(m);
        return;
    }
    if (m->role == MKR_TABLE_VALUES)
        leave_out_facts(m);
    if (h->wide) { /* a figure or a period of its own says nothing beside columns of periods */
        leave_out(m, MKR_FIELD_ACTUAL);
        leave_out(m, MKR_FIELD_PERIOD);
        if (count_actuals(h) > 1) {
            leave_out(m, MKR_FIELD_PREVIOUS);
            leave_out(m, MKR_FIELD_LAST_YEAR);
        }
        return;
    }
    bool lacking = h->cell[MKR_FIELD_PERIOD] == MKR_NO_COLUMN || h->cell[MKR_FIELD_ACTUAL] == MKR_NO_COLUMN;
    if (lacking && m->refused)
        m->ok = false;
    else if (lacking)
        m->ok = mkr_say(m->diag, MKR_E_DATA_NO_PERIODS, mkr_mapper_where(m, 0), NULL);
    leave_out_series(m);
    mkr_mapper_leave_comparator_periods(m);
}

/* "Q2" beside periods that all lie in one financial year is of that year. */
static void find_years(mkr_mapper *m) {
    const mkr_header *h = m->header;
    const mkr_series *known = NULL;
    bool one = true;
    for (size_t i = 0; i < h->n_series; i++)
        if (!m->headings[h->series[i].cell].no_year) {
            one = one && (!known || known->period.year == h->series[i].period.year);
            known = &h->series[i];
        }
    for (size_t i = 0; i < h->n_series; i++) {
        mkr_series *s = &h->series[i];
        if (!m->headings[s->cell].no_year)
            continue;
        if (!known || !one) {
            m->ok = mkr_say(m->diag, MKR_E_DATA_NO_YEAR, mkr_mapper_where(m, s->cell), "\"%s\"",
                            mkr_cell_excerpt(mkr_mapper_heading(m, s->cell)).text);
            return;
        }
        s->period.year = known->period.year;
    }
}

static const char *print_period(const mkr_mapper *m, mkr_period period) {
    return mkr_period_print(m->scratch, period);
}

static bool say_mixed(const mkr_mapper *m, const mkr_series *s, const mkr_series *first) {
    return mkr_say(m->diag, MKR_E_DATA_MIXED_PERIODS, mkr_mapper_where(m, s->cell), "\"%s\" beside \"%s\"",
                   mkr_cell_excerpt(mkr_mapper_heading(m, s->cell)).text,
                   mkr_cell_excerpt(mkr_mapper_heading(m, first->cell)).text);
}

static bool is_year_target(const mkr_series *s) {
    return s->field == MKR_FIELD_TARGET && s->period.kind == MKR_YEAR;
}

/* The first series of actuals, whose kind of period is that of the table. */
static const mkr_series *find_first(const mkr_header *h) {
    const mkr_series *s = h->series;
    while (s->field != MKR_FIELD_ACTUAL)
        s++;
    return s;
}

/* Find first and last period; all must be of one kind and not too far apart. */
static bool find_range(mkr_mapper *m) {
    mkr_header *h = m->header;
    const mkr_series *first = find_first(h);
    h->first = h->last = first->period;
    for (size_t i = 0; i < h->n_series; i++) {
        const mkr_series *s = &h->series[i];
        if (s->period.kind != h->first.kind) {
            if (is_year_target(s))
                continue;
            return say_mixed(m, s, first);
        }
        if (mkr_period_compare(s->period, h->first) < 0)
            h->first = s->period;
        if (mkr_period_compare(s->period, h->last) > 0)
            h->last = s->period;
    }
    if (mkr_period_distance(h->first, h->last) >= MKR_MOST_PERIODS)
        return mkr_say(m->diag, MKR_E_DATA_PERIOD_SPAN, mkr_mapper_where(m, first->cell),
                       "%s to %s, more than %d periods", print_period(m, h->first), print_period(m, h->last),
                       MKR_MOST_PERIODS);
    return true;
}

/* Warn of the first column of actuals that is not in order of time. */
static bool check_order(const mkr_mapper *m) {
    const mkr_header *h = m->header;
    const mkr_series *before = NULL;
    for (size_t i = 0; i < h->n_series; i++) {
        const mkr_series *s = &h->series[i];
        if (s->field != MKR_FIELD_ACTUAL)
            continue;
        if (before && mkr_period_compare(before->period, s->period) > 0)
            return mkr_say(m->diag, MKR_E_DATA_PERIODS_REORDERED, mkr_mapper_where(m, s->cell),
                           "\"%s\" after \"%s\"", print_period(m, s->period),
                           print_period(m, before->period));
        before = s;
    }
    return true;
}

/* Two columns for the actuals, or for the targets, of one period. */
static void find_doubles(mkr_mapper *m) {
    const mkr_header *h = m->header;
    size_t n = (size_t)mkr_period_distance(h->first, h->last) + 1;
    uint32_t *taken = mkr_alloc_array(m->scratch, n * 2, sizeof *taken); /* cell + 1 */
    for (size_t i = 0; i < h->n_series; i++) {
        const mkr_series *s = &h->series[i];
        if (s->period.kind != h->first.kind)
            continue;
        size_t at = (size_t)mkr_period_distance(h->first, s->period) * 2 + (s->field == MKR_FIELD_TARGET);
        if (taken[at])
            mkr_mapper_two(m, taken[at] - 1, s->cell);
        else
            taken[at] = s->cell + 1;
    }
}

/* ---- months that stand for quarters */

/* Is every heading the last month of a quarter, with two or more in a row? Then the figures are of quarters.
 */
static bool are_quarters(const mkr_header *h) {
    mkr_period first = find_first(h)->period, last = first;
    int n = 0;
    for (size_t i = 0; i < h->n_series; i++) {
        const mkr_series *s = &h->series[i];
        if (is_year_target(s))
            continue;
        if (s->period.kind != MKR_MONTH || s->period.index % 3 != 2)
            return false;
        if (s->field != MKR_FIELD_ACTUAL)
            continue;
        n++;
        first = mkr_period_compare(s->period, first) < 0 ? s->period : first;
        last = mkr_period_compare(s->period, last) > 0 ? s->period : last;
    }
    return n > 1 && mkr_period_distance(first, last) == 3 * (n - 1);
}

static bool says_monthly(const mkr_mapper *m) {
    uint32_t cell = m->header->cell[MKR_FIELD_FREQUENCY];
    uint8_t months;
    for (size_t i = m->header->lower + 1; cell != MKR_NO_COLUMN && i < m->table->n; i++)
        if (mkr_stated_frequency(mkr_mapper_text(&m->table->rows[i], cell), &months) && months == 1)
            return true;
    return false;
}

static void make_quarters(mkr_mapper *m) {
    mkr_header *h = m->header;
    if (h->monthly || !are_quarters(h))
        return;
    for (size_t i = 0; i < h->n_series; i++) {
        mkr_period *p = &h->series[i].period;
        if (p->kind == MKR_MONTH)
            *p = (mkr_period){MKR_QUARTER, p->index / 3, p->year};
    }
    const mkr_series *first = find_first(h);
    mkr_say(m->diag, MKR_E_DATA_QUARTER_ENDS, mkr_mapper_where(m, first->cell), "\"%s\" is %s",
            mkr_cell_excerpt(mkr_mapper_heading(m, first->cell)).text, print_period(m, first->period));
}

static void find_periods(mkr_mapper *m) {
    find_years(m);
    if (m->ok)
        make_quarters(m);
    if (!m->ok || !find_range(m) || !check_order(m)) {
        m->ok = false;
        return;
    }
    find_doubles(m);
    mkr_mapper_comparator_periods(m);
    for (size_t i = 0; i < m->header->n_series; i++) {
        const mkr_series *s = &m->header->series[i];
        const char *text = mkr_mapper_heading(m, s->cell), *period = print_period(m, s->period);
        if (s->field == MKR_FIELD_ACTUAL && strcmp(text, period) != 0)
            mkr_coerced(m->diag, mkr_mapper_where(m, s->cell), "a period", text, period);
    }
}

void mkr_mapper_layout(mkr_mapper *m) {
    m->header->monthly = m->facts ? m->facts->monthly : says_monthly(m);
    choose_layout(m);
    if (m->header->wide && m->role != MKR_TABLE_FACTS)
        find_periods(m);
}
