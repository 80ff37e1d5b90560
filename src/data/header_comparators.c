/* header_comparators.c - the columns of figures to compare with: one for all periods, "England (2023/24)", or
 * one for each, "England Q1 2024/25". */
#include "data/header.h"

#include <string.h>

#include "data/header_parts.h"

enum { MOST_COMPARATORS = 255 };

void mkr_mapper_count_comparators(mkr_mapper *m) {
    mkr_header *h = m->header;
    size_t n = 0;
    for (uint32_t i = 0; i < h->width; i++)
        n += m->headings[i].field == MKR_FIELD_COMPARATOR;
    size_t most = 2 * n < MOST_COMPARATORS ? 2 * n : MOST_COMPARATORS; /* one by period may be named twice */
    h->comparators = mkr_alloc_array(m->arena, most, sizeof *h->comparators);
    h->comparator_cells = mkr_alloc_array(m->arena, most, sizeof *h->comparator_cells);
    h->comparator_series = mkr_alloc_array(m->arena, n, sizeof *h->comparator_series);
}

void mkr_mapper_comparators_below(mkr_mapper *m, const mkr_period *above) {
    uint32_t before = MKR_NO_COLUMN; /* the comparator column before this one */
    for (uint32_t i = 0; i < m->header->width; i++) {
        if (m->headings[i].field != MKR_FIELD_COMPARATOR || m->headings[i].period.kind)
            continue;
        bool same =
            before != MKR_NO_COLUMN && strcmp(mkr_mapper_heading(m, before), mkr_mapper_heading(m, i)) == 0;
        if (same && above[before].kind && above[i].kind) {
            m->headings[before].period = above[before];
            m->headings[i].period = above[i];
        }
        before = i;
    }
}

/* More comparators than there is room for. Said once, of the first that has none. */
static void say_too_many(mkr_mapper *m, uint32_t cell) {
    if (m->crowded)
        return;
    m->crowded = true;
    m->ok = mkr_say(m->diag, MKR_E_TOO_MANY, mkr_mapper_where(m, cell),
                    "\"%s\": at most %d comparators can be read",
                    mkr_cell_excerpt(mkr_mapper_heading(m, cell)).text, MOST_COMPARATORS);
}

/* The comparator with that name and period, new or known; MOST_COMPARATORS where there are too many. */
static size_t find_or_add(mkr_mapper *m, mkr_comparator c, bool *is_new) {
    mkr_header *h = m->header;
    size_t k = 0;
    while (k < h->n_comparators &&
           (strcmp(h->comparators[k].label, c.label) != 0 || strcmp(h->comparators[k].period, c.period) != 0))
        k++;
    *is_new = k == h->n_comparators && k < MOST_COMPARATORS;
    if (*is_new) {
        h->comparators[k] = c;
        h->comparator_cells[k] = MKR_NO_COLUMN;
        h->n_comparators++;
    }
    return k;
}

/* What a heading names, without the period beside it. */
static mkr_comparator name_of(mkr_mapper *m, uint32_t cell) {
    const mkr_heading *heading = &m->headings[cell];
    const char *text = mkr_mapper_heading(m, cell);
    if (heading->label_n)
        text = mkr_strndup(m->scratch, text + heading->label_from, heading->label_n);
    return mkr_heading_comparator(m->arena, text);
}

static void add_plain(mkr_mapper *m, uint32_t cell, mkr_comparator c) {
    bool is_new;
    size_t k = find_or_add(m, c, &is_new);
    if (k == MOST_COMPARATORS)
        say_too_many(m, cell);
    else if (m->header->comparator_cells[k] != MKR_NO_COLUMN)
        mkr_mapper_two(m, m->header->comparator_cells[k], cell);
    else
        m->header->comparator_cells[k] = cell;
}

void mkr_mapper_comparator(mkr_mapper *m, uint32_t cell) {
    mkr_header *h = m->header;
    mkr_comparator c = name_of(m, cell);
    bool is_new;
    if (!m->headings[cell].period.kind) {
        add_plain(m, cell, c);
        return;
    }
    size_t k = find_or_add(m, c, &is_new);
    if (k == MOST_COMPARATORS)
        say_too_many(m, cell);
    else
        h->comparator_series[h->n_comparator_series++] =
            (mkr_comparator_series){cell, (uint16_t)k, m->headings[cell].period};
}

/* Drop comparators whose columns have all been left out. Indices change. */
static void drop_unused(mkr_mapper *m) {
    mkr_header *h = m->header;
    uint16_t now[MOST_COMPARATORS];
    bool used[MOST_COMPARATORS] = {0};
    size_t kept = 0;
    for (size_t i = 0; i < h->n_comparator_series; i++)
        used[h->comparator_series[i].comparator] = true;
    for (size_t k = 0; k < h->n_comparators; k++) {
        now[k] = (uint16_t)kept;
        if (!used[k] && h->comparator_cells[k] == MKR_NO_COLUMN)
            continue;
        h->comparators[kept] = h->comparators[k];
        h->comparator_cells[kept++] = h->comparator_cells[k];
    }
    h->n_comparators = kept;
    for (size_t i = 0; i < h->n_comparator_series; i++)
        h->comparator_series[i].comparator = now[h->comparator_series[i].comparator];
}

void mkr_mapper_leave_comparator_periods(mkr_mapper *m) {
    mkr_header *h = m->header;
    for (size_t i = 0; i < h->n_comparator_series; i++)
        mkr_mapper_unused(m, h->comparator_series[i].cell);
    h->n_comparator_series = 0;
    drop_unused(m);
}

/* The period of a column as the actuals have theirs: "Q2" in their year, June as the quarter that it ends. */
static mkr_period settle(const mkr_mapper *m, const mkr_comparator_series *s) {
    const mkr_header *h = m->header;
    mkr_period p = s->period;
    if (m->headings[s->cell].no_year && h->first.year == h->last.year)
        p.year = h->first.year;
    if (h->first.kind == MKR_QUARTER && p.kind == MKR_MONTH && p.index % 3 == 2)
        p = (mkr_period){MKR_QUARTER, p.index / 3, p.year};
    return p;
}

/* A figure of another kind of period, a year beside quarters, is one figure for all, with its period named.
 */
static void add_of_other_kind(mkr_mapper *m, uint32_t cell, mkr_period period) {
    mkr_comparator c = name_of(m, cell);
    c.period = mkr_period_print(m->arena, period);
    add_plain(m, cell, c);
}

static bool is_within(const mkr_header *h, mkr_period p) {
    return mkr_period_compare(p, h->first) >= 0 && mkr_period_compare(p, h->last) <= 0;
}

/* Two columns for one comparator and one period. */
static void find_doubles(mkr_mapper *m) {
    const mkr_header *h = m->header;
    size_t periods = (size_t)mkr_period_distance(h->first, h->last) + 1;
    uint32_t *taken = mkr_alloc_array(m->scratch, h->n_comparators, periods * sizeof *taken); /* cell + 1 */
    for (size_t i = 0; i < h->n_comparator_series; i++) {
        const mkr_comparator_series *s = &h->comparator_series[i];
        uint32_t *at = &taken[s->comparator * periods + (size_t)mkr_period_distance(h->first, s->period)];
        if (*at)
            mkr_mapper_two(m, *at - 1, s->cell);
        else
            *at = s->cell + 1;
    }
}

void mkr_mapper_comparator_periods(mkr_mapper *m) {
    mkr_header *h = m->header;
    size_t kept = 0;
    for (size_t i = 0; i < h->n_comparator_series; i++) {
        mkr_comparator_series s = h->comparator_series[i];
        s.period = settle(m, &s);
        if (s.period.kind != h->first.kind)
            add_of_other_kind(m, s.cell, s.period);
        else if (is_within(h, s.period))
            h->comparator_series[kept++] = s;
        else
            mkr_mapper_unused(m, s.cell);
    }
    h->n_comparator_series = kept;
    drop_unused(m);
    find_doubles(m);
}
