/* header.c - find the header of a table and map its columns.
 *
 * The header is the first row that names a reference and a measure or periods; the rows above are titles. It
 * may stand in two rows, "2024/25" above "Q1 Q2 Q3 Q4": then a period above holds for the columns below it up
 * to the next text, for merged cells leave their text in the first. A column that is not understood is named
 * in a notice, never dropped in silence; two columns for one field are an error, since choosing one would be
 * guessing. Not here: what one heading means (heading.c). */
#include "data/header.h"

#include <string.h>

#include "base/buffer.h"
#include "data/reader.h"

enum { HEADER_WITHIN = 30 }; /* rows in which the header is looked for */
enum { LONGEST_LIST = 600 }; /* bytes of texts in a message */
enum { MOST_COMPARATORS = 255 };

static void list_cell(mkr_buffer *b, const char *text) {
    mkr_buffer_printf(b, "%s\"%s\"", b->n ? ", " : "", mkr_cell_excerpt(text).text);
}

/* ---- finding the row */

/* How many headings of a row are known; *is_header when they make it the header. */
static size_t count_known(const mkr_row *row, const mkr_reading *reading, bool *is_header) {
    size_t known = 0;
    bool ref = false, more = false;
    for (uint32_t i = 0; i < row->n; i++) {
        mkr_heading h = mkr_heading_read(row->cells[i].text, reading);
        known += h.field != MKR_FIELD_UNKNOWN;
        ref = ref || h.field == MKR_FIELD_REF;
        more = more || h.field == MKR_FIELD_MEASURE || h.field == MKR_FIELD_PERIOD || h.period.kind ||
               mkr_heading_fault(row->cells[i].text, reading);
    }
    *is_header = ref && more;
    return known;
}

static bool say_no_header(mkr_arena *arena, mkr_diag *diag, const mkr_table *table, size_t best) {
    if (table->n == 0)
        return mkr_say(diag, MKR_E_DATA_NO_HEADER, (mkr_where){table->file, 0, 0}, "the file has no text");
    const mkr_row *row = &table->rows[best];
    mkr_buffer seen = mkr_buffer_new(arena);
    for (uint32_t i = 0; i < row->n && seen.n < LONGEST_LIST; i++)
        if (*row->cells[i].text)
            list_cell(&seen, row->cells[i].text);
    return mkr_say(diag, MKR_E_DATA_NO_HEADER, mkr_cell_where(table, row, &row->cells[0]),
                   "nearest to one is %s", mkr_buffer_text(&seen));
}

static bool find_row(mkr_arena *arena, mkr_diag *diag, const mkr_table *table, const mkr_reading *reading,
                     size_t *out) {
    size_t best = 0, most = 0;
    for (size_t i = 0; i < table->n && i < HEADER_WITHIN; i++) {
        bool is_header;
        size_t known = count_known(&table->rows[i], reading, &is_header);
        if (is_header) {
            *out = i;
            return true;
        }
        if (known > most) {
            most = known;
            best = i;
        }
    }
    return say_no_header(arena, diag, table, best);
}

/* ---- a header in two rows */

typedef struct {
    mkr_arena *arena, *scratch;
    mkr_diag *diag;
    const mkr_table *table;
    const mkr_reading *reading;
    mkr_table_role role;
    const mkr_header *facts; /* of the other table, or NULL */
    mkr_header *header;
    mkr_heading *headings; /* of the columns */
    mkr_buffer unused; /* the headings that mean nothing to us */
    bool refused; /* a heading is meant as a period and cannot be read as one */
    bool ok;
} mapper;

static const char *text_at(const mkr_row *row, uint32_t cell) {
    return cell < row->n ? row->cells[cell].text : "";
}

static mkr_heading read_at(const mapper *m, const mkr_row *row, uint32_t cell) {
    return mkr_heading_read(text_at(row, cell), m->reading);
}

static bool is_period(mkr_heading h) {
    return h.period.kind && h.field == MKR_FIELD_ACTUAL && !h.no_year;
}

static bool are_neighbours(const mkr_table *table, size_t upper) {
    return upper + 1 < table->n && table->rows[upper].row + 1 == table->rows[upper + 1].row;
}

/* Does the row above the header give it periods? One in the column of references is a title. */
static bool gives_periods(const mapper *m, const mkr_row *above, const mkr_row *row) {
    for (uint32_t i = 0; i < row->n; i++) {
        mkr_field field = read_at(m, row, i).field;
        if (field == MKR_FIELD_PERIOD)
            return false;
        if (field != MKR_FIELD_REF && is_period(read_at(m, above, i)))
            return true;
    }
    return false;
}

/* Does a cell repeat the text above it, as cells that were merged downwards do? */
static bool is_repeated(const mkr_row *row, const mkr_row *below, uint32_t i) {
    return *text_at(below, i) && strcmp(text_at(row, i), text_at(below, i)) == 0;
}

static bool repeats_ref(const mapper *m, const mkr_row *row, const mkr_row *below) {
    for (uint32_t i = 0; i < below->n; i++)
        if (is_repeated(row, below, i) && read_at(m, row, i).field == MKR_FIELD_REF)
            return true;
    return false;
}

/* Is the row below the header its second half: a header itself, below periods; or figures and periods only,
 * and no reference? */
static bool is_second_half(const mapper *m, const mkr_row *row, const mkr_row *below) {
    size_t known = 0;
    if (repeats_ref(m, row, below))
        return gives_periods(m, row, below);
    for (uint32_t i = 0; i < below->n; i++) {
        if (!*below->cells[i].text || is_repeated(row, below, i))
            continue;
        mkr_field field = read_at(m, below, i).field;
        if ((field != MKR_FIELD_ACTUAL && field != MKR_FIELD_TARGET) ||
            read_at(m, row, i).field == MKR_FIELD_REF)
            return false;
        known++;
    }
    return known > 0;
}

static void find_halves(mapper *m, size_t found) {
    mkr_header *h = m->header;
    const mkr_row *rows = m->table->rows;
    h->upper = h->lower = found;
    if (found > 0 && are_neighbours(m->table, found - 1) && gives_periods(m, &rows[found - 1], &rows[found]))
        h->upper = found - 1;
    else if (are_neighbours(m->table, found) && is_second_half(m, &rows[found], &rows[found + 1]))
        h->lower = found + 1;
    h->width = rows[h->upper].n > rows[h->lower].n ? rows[h->upper].n : rows[h->lower].n;
    if (h->upper != h->lower)
        mkr_say(m->diag, MKR_E_DATA_TWO_HEADERS,
                mkr_cell_where(m->table, &rows[h->upper], rows[h->upper].cells), "rows %u and %u",
                rows[h->upper].row, rows[h->lower].row);
}

/* One heading from the two above each other. `direct`: the upper text stands in this very column, not in one
 * to the left of it. A year to the left holds for quarters and months, and for targets only where there are
 * none of these. */
static mkr_heading join(mkr_heading above, bool direct, mkr_heading below, bool blank, bool has_parts) {
    if (blank)
        return direct ? above : (mkr_heading){0};
    if (!is_period(above))
        return below;
    if (below.no_year && above.period.kind == MKR_YEAR) {
        below.period.year = above.period.year;
        below.no_year = false;
    } else if ((below.field == MKR_FIELD_ACTUAL || below.field == MKR_FIELD_TARGET) && !below.period.kind &&
               (above.period.kind != MKR_YEAR || direct || !has_parts))
        below.period = above.period;
    return below;
}

static void read_headings(mapper *m) {
    mkr_header *h = m->header;
    const mkr_row *upper = &m->table->rows[h->upper], *lower = &m->table->rows[h->lower];
    m->headings = mkr_alloc_array(m->scratch, h->width, sizeof *m->headings);
    bool has_parts = false;
    for (uint32_t i = 0; i < h->width; i++) {
        m->headings[i] = read_at(m, lower, i);
        has_parts = has_parts || m->headings[i].no_year;
    }
    mkr_heading above = {0};
    for (uint32_t i = 0; i < h->width && upper != lower; i++) {
        bool direct = *text_at(upper, i) != '\0';
        if (direct)
            above = read_at(m, upper, i);
        m->headings[i] = join(above, direct, m->headings[i], !*text_at(lower, i), has_parts);
    }
}

/* ---- mapping the columns */

const char *mkr_header_heading(const mkr_table *table, const mkr_header *header, uint32_t cell) {
    const char *text = text_at(&table->rows[header->lower], cell);
    return *text ? text : text_at(&table->rows[header->upper], cell);
}

static const char *heading(const mapper *m, uint32_t cell) {
    return mkr_header_heading(m->table, m->header, cell);
}

static mkr_where where_of(const mapper *m, uint32_t cell) {
    const mkr_header *h = m->header;
    size_t row = *text_at(&m->table->rows[h->lower], cell) ? h->lower : h->upper;
    return (mkr_where){m->table->file, m->table->rows[row].row, cell + 1};
}

/* Name the columns that have text below an empty heading. */
static void find_nameless(mapper *m) {
    const mkr_header *h = m->header;
    bool *has_text = mkr_alloc_array(m->scratch, h->width, sizeof *has_text);
    for (size_t i = h->lower + 1; i < m->table->n; i++)
        for (uint32_t c = 0; c < h->width && m->table->rows[i].n >= h->width; c++)
            has_text[c] = has_text[c] || *m->table->rows[i].cells[c].text;
    for (uint32_t c = 0; c < h->width; c++)
        if (has_text[c] && !*heading(m, c))
            mkr_buffer_printf(&m->unused, "%scolumn %u (no heading)", m->unused.n ? ", " : "", c + 1);
}

static void say_two(mapper *m, uint32_t first, uint32_t second) {
    m->ok = mkr_say(m->diag, MKR_E_DATA_TWO_COLUMNS, where_of(m, second),
                    "\"%s\" in column %u and \"%s\" in column %u", mkr_cell_excerpt(heading(m, first)).text,
                    first + 1, mkr_cell_excerpt(heading(m, second)).text, second + 1);
}

static void map_comparator(mapper *m, uint32_t cell) {
    mkr_header *h = m->header;
    mkr_comparator c = mkr_heading_comparator(m->arena, heading(m, cell));
    if (h->n_comparators == MOST_COMPARATORS) {
        list_cell(&m->unused, heading(m, cell));
        return;
    }
    for (size_t k = 0; k < h->n_comparators; k++)
        if (strcmp(h->comparators[k].label, c.label) == 0 &&
            strcmp(h->comparators[k].period, c.period) == 0) {
            say_two(m, h->comparator_cells[k], cell);
            return;
        }
    h->comparators[h->n_comparators] = c;
    h->comparator_cells[h->n_comparators++] = cell;
}

static void map_field(mapper *m, mkr_field field, uint32_t cell) {
    uint32_t *at = &m->header->cell[field];
    if (field == MKR_FIELD_COMPARATOR)
        map_comparator(m, cell);
    else if (*at == MKR_NO_COLUMN)
        *at = cell;
    else
        say_two(m, *at, cell);
}

static size_t count_comparators(const mapper *m) {
    size_t n = 0;
    for (uint32_t i = 0; i < m->header->width; i++)
        n += m->headings[i].field == MKR_FIELD_COMPARATOR;
    return n < MOST_COMPARATORS ? n : MOST_COMPARATORS;
}

/* List the headings that mean nothing to us. One meant as a period is an error where figures go by period. */
static void list_unknown(mapper *m) {
    const mkr_header *h = m->header;
    bool is_long =
        !h->wide && h->cell[MKR_FIELD_PERIOD] != MKR_NO_COLUMN && h->cell[MKR_FIELD_ACTUAL] != MKR_NO_COLUMN;
    for (uint32_t i = 0; i < h->width; i++) {
        if (m->headings[i].field != MKR_FIELD_UNKNOWN || !*heading(m, i))
            continue;
        const char *why =
            is_long || m->role == MKR_TABLE_FACTS ? NULL : mkr_heading_fault(heading(m, i), m->reading);
        if (!why) {
            list_cell(&m->unused, heading(m, i));
            continue;
        }
        m->refused = true;
        m->ok = mkr_say(m->diag, MKR_E_DATA_NOT_A_PERIOD, where_of(m, i), "\"%s\": %s",
                        mkr_cell_excerpt(heading(m, i)).text, why);
    }
}

static void map_columns(mapper *m) {
    mkr_header *h = m->header;
    size_t most = count_comparators(m);
    h->series = mkr_alloc_array(m->arena, h->width, sizeof *h->series);
    h->comparators = mkr_alloc_array(m->arena, most, sizeof *h->comparators);
    h->comparator_cells = mkr_alloc_array(m->arena, most, sizeof *h->comparator_cells);
    for (size_t f = 0; f < MKR_FIELDS; f++)
        h->cell[f] = MKR_NO_COLUMN;
    bool nameless = false;
    for (uint32_t i = 0; i < h->width; i++) {
        const mkr_heading *heading_of = &m->headings[i];
        if (heading_of->period.kind) {
            h->series[h->n_series++] = (mkr_series){i, heading_of->field, heading_of->period};
            h->wide = h->wide || heading_of->field == MKR_FIELD_ACTUAL;
        } else if (heading_of->field != MKR_FIELD_UNKNOWN)
            map_field(m, heading_of->field, i);
        else
            nameless = nameless || !*heading(m, i);
    }
    list_unknown(m);
    if (nameless)
        find_nameless(m);
}

/* ---- layout and periods */

static void leave_out(mapper *m, mkr_field field) {
    uint32_t *at = &m->header->cell[field];
    if (*at != MKR_NO_COLUMN)
        list_cell(&m->unused, heading(m, *at));
    *at = MKR_NO_COLUMN;
}

static size_t count_actuals(const mkr_header *h) {
    size_t n = 0;
    for (size_t i = 0; i < h->n_series; i++)
        n += h->series[i].field == MKR_FIELD_ACTUAL;
    return n;
}

static void leave_out_series(mapper *m) {
    mkr_header *h = m->header;
    for (size_t i = 0; i < h->n_series; i++)
        list_cell(&m->unused, heading(m, h->series[i].cell));
    h->n_series = 0;
}

/* A table of facts beside one of values has no figures of its own but a target for all periods. */
static void forbid_figures(mapper *m) {
    mkr_header *h = m->header;
    uint32_t cell = h->wide ? h->series[0].cell : h->cell[MKR_FIELD_ACTUAL];
    if (cell != MKR_NO_COLUMN)
        m->ok = mkr_say(m->diag, MKR_E_DATA_TWO_TABLES, where_of(m, cell), "\"%s\"",
                        mkr_cell_excerpt(heading(m, cell)).text);
    h->n_series = 0;
    leave_out(m, MKR_FIELD_PERIOD);
    leave_out(m, MKR_FIELD_PREVIOUS);
    leave_out(m, MKR_FIELD_LAST_YEAR);
    h->wide = true; /* one row for each indicator */
}

/* Beside figures a table of values may have targets and markers. */
static void leave_out_facts(mapper *m) {
    static const mkr_field kept[] = {MKR_FIELD_UNKNOWN, MKR_FIELD_REF,    MKR_FIELD_PERIOD,
                                     MKR_FIELD_ACTUAL,  MKR_FIELD_TARGET, MKR_FIELD_FLAGS};
    for (mkr_field f = 0; f < MKR_FIELDS; f++) {
        bool keep = false;
        for (size_t k = 0; k < sizeof kept / sizeof *kept; k++)
            keep = keep || kept[k] == f;
        if (!keep)
            leave_out(m, f);
    }
    m->header->n_comparators = 0;
}

static void choose_layout(mapper *m) {
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
        m->ok = mkr_say(m->diag, MKR_E_DATA_NO_PERIODS, where_of(m, 0), NULL);
    leave_out_series(m);
}

/* "Q2" beside periods that all lie in one financial year is of that year. */
static void find_years(mapper *m) {
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
            m->ok = mkr_say(m->diag, MKR_E_DATA_NO_YEAR, where_of(m, s->cell), "\"%s\"",
                            mkr_cell_excerpt(heading(m, s->cell)).text);
            return;
        }
        s->period.year = known->period.year;
    }
}

static const char *print_period(const mapper *m, mkr_period period) {
    return mkr_period_print(m->scratch, period);
}

static bool say_mixed(const mapper *m, const mkr_series *s, const mkr_series *first) {
    return mkr_say(m->diag, MKR_E_DATA_MIXED_PERIODS, where_of(m, s->cell), "\"%s\" beside \"%s\"",
                   mkr_cell_excerpt(heading(m, s->cell)).text,
                   mkr_cell_excerpt(heading(m, first->cell)).text);
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
static bool find_range(mapper *m) {
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
        return mkr_say(m->diag, MKR_E_DATA_PERIOD_SPAN, where_of(m, first->cell),
                       "%s to %s, more than %d periods", print_period(m, h->first), print_period(m, h->last),
                       MKR_MOST_PERIODS);
    return true;
}

/* Warn of the first column of actuals that is not in order of time. */
static bool check_order(const mapper *m) {
    const mkr_header *h = m->header;
    const mkr_series *before = NULL;
    for (size_t i = 0; i < h->n_series; i++) {
        const mkr_series *s = &h->series[i];
        if (s->field != MKR_FIELD_ACTUAL)
            continue;
        if (before && mkr_period_compare(before->period, s->period) > 0)
            return mkr_say(m->diag, MKR_E_DATA_PERIODS_REORDERED, where_of(m, s->cell), "\"%s\" after \"%s\"",
                           print_period(m, s->period), print_period(m, before->period));
        before = s;
    }
    return true;
}

/* Two columns for the actuals, or for the targets, of one period. */
static void find_doubles(mapper *m) {
    const mkr_header *h = m->header;
    size_t n = (size_t)mkr_period_distance(h->first, h->last) + 1;
    uint32_t *taken = mkr_alloc_array(m->scratch, n * 2, sizeof *taken); /* cell + 1 */
    for (size_t i = 0; i < h->n_series; i++) {
        const mkr_series *s = &h->series[i];
        if (s->period.kind != h->first.kind)
            continue;
        size_t at = (size_t)mkr_period_distance(h->first, s->period) * 2 + (s->field == MKR_FIELD_TARGET);
        if (taken[at])
            say_two(m, taken[at] - 1, s->cell);
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

static bool says_monthly(const mapper *m) {
    uint32_t cell = m->header->cell[MKR_FIELD_FREQUENCY];
    uint8_t months;
    for (size_t i = m->header->lower + 1; cell != MKR_NO_COLUMN && i < m->table->n; i++)
        if (mkr_stated_frequency(text_at(&m->table->rows[i], cell), &months) && months == 1)
            return true;
    return false;
}

static void make_quarters(mapper *m) {
    mkr_header *h = m->header;
    if (h->monthly || !are_quarters(h))
        return;
    for (size_t i = 0; i < h->n_series; i++) {
        mkr_period *p = &h->series[i].period;
        if (p->kind == MKR_MONTH)
            *p = (mkr_period){MKR_QUARTER, p->index / 3, p->year};
    }
    const mkr_series *first = find_first(h);
    mkr_say(m->diag, MKR_E_DATA_QUARTER_ENDS, where_of(m, first->cell), "\"%s\" is %s",
            mkr_cell_excerpt(heading(m, first->cell)).text, print_period(m, first->period));
}

static void find_periods(mapper *m) {
    find_years(m);
    if (m->ok)
        make_quarters(m);
    if (!m->ok || !find_range(m) || !check_order(m)) {
        m->ok = false;
        return;
    }
    find_doubles(m);
    for (size_t i = 0; i < m->header->n_series; i++) {
        const mkr_series *s = &m->header->series[i];
        const char *text = heading(m, s->cell), *period = print_period(m, s->period);
        if (s->field == MKR_FIELD_ACTUAL && strcmp(text, period) != 0)
            mkr_coerced(m->diag, where_of(m, s->cell), "a period", text, period);
    }
}

/* ---- */

/* Say which rows above the header are taken for titles. */
static void say_titles(const mapper *m) {
    const mkr_row *rows = m->table->rows, *last = &rows[m->header->upper - 1];
    mkr_buffer texts = mkr_buffer_new(m->scratch);
    for (const mkr_row *row = rows; row <= last && texts.n < LONGEST_LIST; row++)
        for (uint32_t i = 0; i < row->n; i++)
            if (*row->cells[i].text) {
                list_cell(&texts, row->cells[i].text);
                break;
            }
    mkr_where where = mkr_cell_where(m->table, rows, rows->cells);
    if (rows == last)
        mkr_say(m->diag, MKR_E_DATA_ABOVE_HEADER, where, "row %u: %s", rows->row, mkr_buffer_text(&texts));
    else
        mkr_say(m->diag, MKR_E_DATA_ABOVE_HEADER, where, "rows %u to %u: %s", rows->row, last->row,
                mkr_buffer_text(&texts));
}

static void map(mapper *m, size_t found) {
    find_halves(m, found);
    if (m->header->upper > 0)
        say_titles(m);
    read_headings(m);
    map_columns(m);
    m->header->monthly = m->facts ? m->facts->monthly : says_monthly(m);
    choose_layout(m);
    if (m->header->wide && m->role != MKR_TABLE_FACTS)
        find_periods(m);
    if (m->unused.n > 0)
        mkr_say(m->diag, MKR_E_DATA_UNUSED_COLUMNS, where_of(m, 0), "%s", mkr_buffer_text(&m->unused));
}

bool mkr_header_read(mkr_arena *arena, mkr_diag *diag, const mkr_table *table, mkr_table_role role,
                     const mkr_reading *reading, const mkr_header *facts, mkr_header *out) {
    size_t found = 0;
    *out = (mkr_header){0};
    mkr_arena *scratch = mkr_arena_child(arena);
    mapper m = {.arena = arena,
                .scratch = scratch,
                .diag = diag,
                .table = table,
                .reading = reading,
                .role = role,
                .facts = facts,
                .header = out,
                .unused = mkr_buffer_new(scratch),
                .ok = find_row(scratch, diag, table, reading, &found)};
    if (m.ok)
        map(&m, found);
    mkr_arena_free(scratch);
    return m.ok;
}
