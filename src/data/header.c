/* header.c - find the header of a table and map its columns.
 *
 * The header is the first row that names a reference and a measure or periods; the rows above are titles. It
 * may stand in two rows, "2024/25" above "Q1 Q2 Q3 Q4": then a period above holds for the columns below it up
 * to the next text, for merged cells leave their text in the first. A column that is not understood is named
 * in a notice, never dropped in silence; two columns for one field are an error, since choosing one would be
 * guessing. Not here: what one heading means (heading.c), periods and comparators (header_periods.c,
 * header_comparators.c). */
#include "data/header.h"

#include <string.h>

#include "data/header_parts.h"
#include "data/reader.h"

enum { HEADER_WITHIN = 30 }; /* rows in which the header is looked for */
enum { LONGEST_LIST = 600 }; /* bytes of texts in a message */

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

static mkr_heading read_at(const mkr_mapper *m, const mkr_row *row, uint32_t cell) {
    return mkr_heading_read(mkr_mapper_text(row, cell), m->reading);
}

static bool is_period(mkr_heading h) {
    return h.period.kind && h.field == MKR_FIELD_ACTUAL && !h.no_year;
}

static bool are_neighbours(const mkr_table *table, size_t upper) {
    return upper + 1 < table->n && table->rows[upper].row + 1 == table->rows[upper + 1].row;
}

/* Does the row above the header give it periods? One in the column of references is a title. */
static bool gives_periods(const mkr_mapper *m, const mkr_row *above, const mkr_row *row) {
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
    return *mkr_mapper_text(below, i) && strcmp(mkr_mapper_text(row, i), mkr_mapper_text(below, i)) == 0;
}

static bool repeats_ref(const mkr_mapper *m, const mkr_row *row, const mkr_row *below) {
    for (uint32_t i = 0; i < below->n; i++)
        if (is_repeated(row, below, i) && read_at(m, row, i).field == MKR_FIELD_REF)
            return true;
    return false;
}

/* Is the row below the header its second half: a header itself, below periods; or figures and periods only,
 * and no reference? */
static bool is_second_half(const mkr_mapper *m, const mkr_row *row, const mkr_row *below) {
    size_t known = 0;
    if (repeats_ref(m, row, below))
        return gives_periods(m, row, below);
    for (uint32_t i = 0; i < below->n; i++) {
        if (!*below->cells[i].text || is_repeated(row, below, i))
            continue;
        mkr_field field = read_at(m, below, i).field;
        bool figures = field == MKR_FIELD_ACTUAL || field == MKR_FIELD_TARGET;
        if ((!figures && field != MKR_FIELD_COMPARATOR) || read_at(m, row, i).field == MKR_FIELD_REF)
            return false;
        known += figures;
    }
    return known > 0;
}

static void find_halves(mkr_mapper *m, size_t found) {
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

static void read_headings(mkr_mapper *m) {
    mkr_header *h = m->header;
    const mkr_row *upper = &m->table->rows[h->upper], *lower = &m->table->rows[h->lower];
    m->headings = mkr_alloc_array(m->scratch, h->width, sizeof *m->headings);
    bool has_parts = false;
    for (uint32_t i = 0; i < h->width; i++) {
        m->headings[i] = read_at(m, lower, i);
        has_parts = has_parts || m->headings[i].no_year;
    }
    mkr_heading above = {0};
    mkr_period *periods = mkr_alloc_array(m->scratch, h->width, sizeof *periods);
    for (uint32_t i = 0; i < h->width && upper != lower; i++) {
        bool direct = *mkr_mapper_text(upper, i) != '\0';
        if (direct)
            above = read_at(m, upper, i);
        m->headings[i] = join(above, direct, m->headings[i], !*mkr_mapper_text(lower, i), has_parts);
        if (is_period(above))
            periods[i] = above.period;
    }
    mkr_mapper_comparators_below(m, periods);
}

/* ---- mapping the columns */

const char *mkr_header_heading(const mkr_table *table, const mkr_header *header, uint32_t cell) {
    const char *text = mkr_mapper_text(&table->rows[header->lower], cell);
    return *text ? text : mkr_mapper_text(&table->rows[header->upper], cell);
}

const char *mkr_mapper_heading(const mkr_mapper *m, uint32_t cell) {
    return mkr_header_heading(m->table, m->header, cell);
}

mkr_where mkr_mapper_where(const mkr_mapper *m, uint32_t cell) {
    const mkr_header *h = m->header;
    size_t row = *mkr_mapper_text(&m->table->rows[h->lower], cell) ? h->lower : h->upper;
    return (mkr_where){m->table->file, m->table->rows[row].row, cell + 1};
}

/* Name the columns that have text below an empty heading. */
static void find_nameless(mkr_mapper *m) {
    const mkr_header *h = m->header;
    bool *has_text = mkr_alloc_array(m->scratch, h->width, sizeof *has_text);
    for (size_t i = h->lower + 1; i < m->table->n; i++)
        for (uint32_t c = 0; c < h->width && m->table->rows[i].n >= h->width; c++)
            has_text[c] = has_text[c] || *m->table->rows[i].cells[c].text;
    for (uint32_t c = 0; c < h->width; c++)
        if (has_text[c] && !*mkr_mapper_heading(m, c))
            mkr_buffer_printf(&m->unused, "%scolumn %u (no heading)", m->unused.n ? ", " : "", c + 1);
}

void mkr_mapper_unused(mkr_mapper *m, uint32_t cell) {
    list_cell(&m->unused, mkr_mapper_heading(m, cell));
}

void mkr_mapper_two(mkr_mapper *m, uint32_t first, uint32_t second) {
    m->ok = mkr_say(m->diag, MKR_E_DATA_TWO_COLUMNS, mkr_mapper_where(m, second),
                    "\"%s\" in column %u and \"%s\" in column %u",
                    mkr_cell_excerpt(mkr_mapper_heading(m, first)).text, first + 1,
                    mkr_cell_excerpt(mkr_mapper_heading(m, second)).text, second + 1);
}

static void map_field(mkr_mapper *m, mkr_field field, uint32_t cell) {
    uint32_t *at = &m->header->cell[field];
    if (*at == MKR_NO_COLUMN)
        *at = cell;
    else
        mkr_mapper_two(m, *at, cell);
}

/* List the headings that mean nothing to us. One meant as a period is an error where figures go by period. */
static void list_unknown(mkr_mapper *m) {
    const mkr_header *h = m->header;
    bool is_long =
        !h->wide && h->cell[MKR_FIELD_PERIOD] != MKR_NO_COLUMN && h->cell[MKR_FIELD_ACTUAL] != MKR_NO_COLUMN;
    for (uint32_t i = 0; i < h->width; i++) {
        if (m->headings[i].field != MKR_FIELD_UNKNOWN || !*mkr_mapper_heading(m, i))
            continue;
        const char *why = is_long || m->role == MKR_TABLE_FACTS
                              ? NULL
                              : mkr_heading_fault(mkr_mapper_heading(m, i), m->reading);
        if (!why) {
            mkr_mapper_unused(m, i);
            continue;
        }
        m->refused = true;
        m->ok = mkr_say(m->diag, MKR_E_DATA_NOT_A_PERIOD, mkr_mapper_where(m, i), "\"%s\": %s",
                        mkr_cell_excerpt(mkr_mapper_heading(m, i)).text, why);
    }
}

static void map_columns(mkr_mapper *m) {
    mkr_header *h = m->header;
    h->series = mkr_alloc_array(m->arena, h->width, sizeof *h->series);
    mkr_mapper_count_comparators(m);
    for (size_t f = 0; f < MKR_FIELDS; f++)
        h->cell[f] = MKR_NO_COLUMN;
    bool nameless = false;
    for (uint32_t i = 0; i < h->width; i++) {
        const mkr_heading *heading_of = &m->headings[i];
        if (heading_of->field == MKR_FIELD_COMPARATOR)
            mkr_mapper_comparator(m, i);
        else if (heading_of->period.kind) {
            h->series[h->n_series++] = (mkr_series){i, heading_of->field, heading_of->period};
            h->wide = h->wide || heading_of->field == MKR_FIELD_ACTUAL;
        } else if (heading_of->field != MKR_FIELD_UNKNOWN)
            map_field(m, heading_of->field, i);
        else
            nameless = nameless || !*mkr_mapper_heading(m, i);
    }
    list_unknown(m);
    if (nameless)
        find_nameless(m);
}

/* ---- */

/* Say which rows above the header are taken for titles. */
static void say_titles(const mkr_mapper *m) {
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

static void map(mkr_mapper *m, size_t found) {
    find_halves(m, found);
    if (m->header->upper > 0)
        say_titles(m);
    read_headings(m);
    map_columns(m);
    mkr_mapper_layout(m);
    if (m->unused.n > 0)
        mkr_say(m->diag, MKR_E_DATA_UNUSED_COLUMNS, mkr_mapper_where(m, 0), "%s",
                mkr_buffer_text(&m->unused));
}

bool mkr_header_read(mkr_arena *arena, mkr_diag *diag, const mkr_table *table, mkr_table_role role,
                     const mkr_reading *reading, const mkr_header *facts, mkr_header *out) {
    size_t found = 0;
    *out = (mkr_header){0};
    mkr_arena *scratch = mkr_arena_child(arena);
    mkr_mapper m = {.arena = arena,
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
