/* rows.c - who each row is about.
 *
 * Totals and notes at the foot of a table are left out, each with a notice, as are headings and keys anywhere
 * in it: rows with nothing but a text in the column of references. Every other row must name its indicator.
 */
#include <string.h>

#include "base/ascii.h"
#include "data/reader.h"

/* ---- rows of one text */

/* Does the row have text in the column of references only, while the table has two columns or more in which
 * an indicator could have something? Beside a single column of figures it may be one whose figure is to come.
 */
static bool is_heading(const mkr_source *s, const mkr_row *row) {
    const mkr_header *h = &s->header;
    size_t others = h->n_series + h->n_comparators;
    uint32_t ref = h->cell[MKR_FIELD_REF];
    if (ref >= row->n || !*row->cells[ref].text)
        return false;
    for (uint32_t i = 0; i < row->n; i++)
        if (i != ref && *row->cells[i].text)
            return false;
    for (mkr_field f = 0; f < MKR_FIELDS; f++)
        others += f != MKR_FIELD_REF && h->cell[f] != MKR_NO_COLUMN;
    return others > 1;
}

/* ---- the foot of the table */

/* Words that stand in the first cell of a row of totals, alone. */
static bool is_total_word(const char *text) {
    static const char *const words[] = {"total",   "totals", "grandtotal",  "totalall",       "subtotal",
                                        "average", "mean",   "overall",     "overallaverage", "overalltotal",
                                        "sum",     "all",    "aspercentage"};
    char key[MKR_WORD_KEY];
    for (size_t i = 0; mkr_word_key(text, key) && i < sizeof words / sizeof *words; i++)
        if (strcmp(key, words[i]) == 0)
            return true;
    return false;
}

/* What is certainly no reference but prose: it begins as notes do, or has several words. */
static bool is_prose(const char *text) {
    static const char *const beginnings[] = {"source", "note", "key", "data ", "*", "[", "("};
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (mkr_same_letters(text, beginnings[i]) >= strlen(beginnings[i]))
            return true;
    size_t blanks = 0;
    for (; *text; text++)
        blanks += *text == ' ';
    return blanks >= 3;
}

/* The first cell of a row that has text, and whether all others that have any repeat it, as merged cells do.
 */
static uint32_t find_first(const mkr_row *row, bool *alone) {
    uint32_t first = 0;
    while (first < row->n && !*row->cells[first].text)
        first++;
    *alone = true;
    for (uint32_t i = first + 1; i < row->n && *alone; i++)
        *alone = !*row->cells[i].text || strcmp(row->cells[i].text, row->cells[first].text) == 0;
    return first;
}

static void say_left_out(mkr_reader *r, const mkr_source *s, const mkr_row *row, uint32_t cell,
                         mkr_code code) {
    mkr_say(r->diag, code, mkr_source_where(s, row, cell), "row %u, \"%s\"", row->row,
            mkr_cell_excerpt(row->cells[cell].text).text);
}

/* Leave out the last row when it holds totals, a note or a heading. */
static bool take_foot(mkr_reader *r, mkr_source *s) {
    const mkr_row *row = mkr_source_row(s, s->n_rows - 1);
    bool alone;
    uint32_t ref = s->header.cell[MKR_FIELD_REF], first = find_first(row, &alone);
    bool no_ref = ref >= row->n || !*row->cells[ref].text;
    if (first == row->n)
        return false;
    const char *text = row->cells[first].text;
    bool total = (no_ref || first == ref) && is_total_word(text);
    bool note = alone && (no_ref || is_prose(text));
    if (!total && !note && !is_heading(s, row))
        return false;
    say_left_out(r, s, row, first,
                 total  ? MKR_E_DATA_TOTALS
                 : note ? MKR_E_DATA_FOOTNOTE
                        : MKR_E_DATA_HEADING_ROW);
    s->n_rows--;
    return true;
}

/* ---- one row */

static bool widen_range(mkr_reader *r, mkr_source *s, mkr_where where, mkr_period p) {
    mkr_header *h = &s->header;
    if (h->first.kind == MKR_NO_PERIOD)
        h->first = h->last = p;
    if (p.kind != h->first.kind)
        return mkr_say(r->diag, MKR_E_DATA_MIXED_PERIODS, where, "\"%s\" beside \"%s\"",
                       mkr_period_print(r->scratch, p), mkr_period_print(r->scratch, h->first));
    mkr_period first = mkr_period_compare(p, h->first) < 0 ? p : h->first;
    mkr_period last = mkr_period_compare(p, h->last) > 0 ? p : h->last;
    if (mkr_period_distance(first, last) >= MKR_MOST_PERIODS)
        return mkr_say(r->diag, MKR_E_DATA_PERIOD_SPAN, where, "%s to %s, more than %d periods",
                       mkr_period_print(r->scratch, first), mkr_period_print(r->scratch, last),
                       MKR_MOST_PERIODS);
    h->first = first;
    h->last = last;
    return true;
}

static bool read_period(mkr_reader *r, mkr_source *s, size_t i) {
    const mkr_row *row = mkr_source_row(s, i);
    uint32_t cell = s->header.cell[MKR_FIELD_PERIOD];
    const char *text = row->cells[cell].text, *why = NULL;
    mkr_where where = mkr_source_where(s, row, cell);
    if (!mkr_period_parse_as(text, r->scheme->reading.calendar_quarters, &s->when[i], &why))
        return mkr_say(r->diag, MKR_E_DATA_NOT_A_PERIOD, where, "\"%s\": %s", mkr_cell_excerpt(text).text,
                       why);
    if (r->diag->coerced) {
        char *printed = mkr_period_print(r->scratch, s->when[i]);
        if (strcmp(printed, text) != 0)
            mkr_coerced(r->diag, where, "a period", text, printed);
    }
    return widen_range(r, s, where, s->when[i]);
}

/* A reference such as 1-24 becomes "Jan-24" when a spreadsheet opens the file. */
static void check_ref(mkr_reader *r, const mkr_source *s, const mkr_row *row, const char *ref) {
    mkr_date date;
    const char *why;
    if (strpbrk(ref, "-/") && mkr_cell_date(r->scratch, ref, NULL, &date, &why))
        mkr_say(r->diag, MKR_E_DATA_REF_IS_DATE, mkr_source_where(s, row, s->header.cell[MKR_FIELD_REF]),
                "\"%s\"", mkr_cell_excerpt(ref).text);
}

static bool find_ref(mkr_reader *r, mkr_source *s, size_t i, const char *ref) {
    s->who[i] = mkr_names_find(r->refs, ref);
    return s->who[i] != MKR_NO_NAME ||
           mkr_say(r->diag, MKR_E_DATA_REF_UNKNOWN,
                   mkr_source_where(s, mkr_source_row(s, i), s->header.cell[MKR_FIELD_REF]), "\"%s\"",
                   mkr_cell_excerpt(ref).text);
}

/* `first` holds each indicator's first row + 1. */
static bool read_ref(mkr_reader *r, mkr_source *s, size_t i, uint32_t *first) {
    const mkr_row *row = mkr_source_row(s, i);
    uint32_t cell = s->header.cell[MKR_FIELD_REF];
    const char *ref = mkr_cell_text(r->arena, row->cells[cell].text);
    bool is_new;
    if (!*ref)
        return mkr_say(r->diag, MKR_E_DATA_NO_REF, mkr_source_where(s, row, cell), NULL);
    if (s->role == MKR_TABLE_VALUES) {
        if (!find_ref(r, s, i, ref))
            return false;
    } else {
        s->who[i] = mkr_names_add(r->refs, ref, &is_new);
        if (is_new)
            check_ref(r, s, row, ref);
    }
    uint32_t *before = &first[s->who[i]];
    if (*before && s->header.wide)
        return mkr_say(r->diag, MKR_E_DATA_DUPLICATE_REF, mkr_source_where(s, row, cell),
                       "\"%s\" is also in row %u", mkr_cell_excerpt(ref).text,
                       mkr_source_row(s, *before - 1)->row);
    if (!*before)
        *before = (uint32_t)i + 1;
    return true;
}

/* Cells beyond the header do no harm as long as they are empty. */
static bool has_width(const mkr_source *s, const mkr_row *row) {
    for (uint32_t i = s->header.width; i < row->n; i++)
        if (*row->cells[i].text)
            return false;
    return row->n >= s->header.width;
}

static bool identify(mkr_reader *r, mkr_source *s, size_t i, uint32_t *first) {
    const mkr_row *row = mkr_source_row(s, i);
    if (!has_width(s, row))
        return mkr_say(r->diag, MKR_E_DATA_CELL_COUNT, (mkr_where){s->table->file, row->row, row->n},
                       "found %u, expected %u", row->n, s->header.width);
    return (!s->when || read_period(r, s, i)) && read_ref(r, s, i, first);
}

static bool say_no_rows(mkr_reader *r, const mkr_source *s) {
    return mkr_say(r->diag, MKR_E_DATA_NO_ROWS, mkr_source_where(s, &s->table->rows[s->header.lower], 0),
                   NULL);
}

bool mkr_rows_identify(mkr_reader *r, mkr_source *s) {
    s->n_rows = s->table->n - s->header.lower - 1;
    while (s->n_rows > 0 && take_foot(r, s))
        continue;
    if (s->n_rows == 0)
        return say_no_rows(r, s);
    size_t most = s->role == MKR_TABLE_VALUES ? mkr_names_count(r->refs) : s->n_rows;
    uint32_t *first = mkr_alloc_array(r->scratch, most, sizeof *first);
    s->who = mkr_alloc_array(r->scratch, s->n_rows, sizeof *s->who);
    if (!s->header.wide)
        s->when = mkr_alloc_array(r->scratch, s->n_rows, sizeof *s->when);
    size_t left_out = 0;
    for (size_t i = 0; i < s->n_rows; i++) {
        const mkr_row *row = mkr_source_row(s, i);
        bool heading = is_heading(s, row);
        if (heading)
            say_left_out(r, s, row, s->header.cell[MKR_FIELD_REF], MKR_E_DATA_HEADING_ROW);
        else if (identify(r, s, i, first))
            continue;
        else
            r->ok = false;
        s->who[i] = MKR_NOBODY;
        left_out += heading;
    }
    return left_out < s->n_rows || say_no_rows(r, s);
}

/* ---- order */

/* A counting sort of `rows` by key, which keeps the order of equal ones; keys are below n_keys. */
static void sort_by(const uint32_t *rows, size_t n, const uint32_t *key, uint32_t *start, size_t n_keys,
                    uint32_t *out) {
    memset(start, 0, (n_keys + 1) * sizeof *start);
    for (size_t k = 0; k < n; k++)
        start[key[rows[k]] + 1]++;
    for (size_t k = 0; k < n_keys; k++)
        start[k + 1] += start[k];
    for (size_t k = 0; k < n; k++)
        out[start[key[rows[k]]]++] = rows[k];
    memmove(start + 1, start, n_keys * sizeof *start); /* each has moved to where the next begins */
    start[0] = 0;
}

void mkr_rows_sort(mkr_reader *r, mkr_source *s) {
    size_t n = 0, n_names = mkr_names_count(r->refs);
    uint32_t *rows = mkr_alloc_array(r->scratch, s->n_rows, sizeof *rows);
    s->sorted = mkr_alloc_array(r->scratch, s->n_rows, sizeof *s->sorted);
    s->start = mkr_alloc_array(r->scratch, n_names + 1, sizeof *s->start);
    for (size_t i = 0; i < s->n_rows; i++)
        if (s->who[i] != MKR_NOBODY)
            rows[n++] = (uint32_t)i;
    if (s->when) {
        uint32_t start[MKR_MOST_PERIODS + 1], *key = mkr_alloc_array(r->scratch, s->n_rows, sizeof *key);
        for (size_t k = 0; k < n; k++)
            key[rows[k]] = (uint32_t)mkr_period_distance(s->header.first, s->when[rows[k]]);
        sort_by(rows, n, key, start, MKR_MOST_PERIODS, s->sorted);
        memcpy(rows, s->sorted, n * sizeof *rows);
    }
    sort_by(rows, n, s->who, s->start, n_names, s->sorted);
}
