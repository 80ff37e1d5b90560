/* people_table.c - tables that a report may not print as they are, because small numbers of people are
 * suppressed elsewhere.
 *
 * A table of indicators, or a copy of one, can be named as further data; bars and tables made from that would
 * show what the indicators hide. It is known by a column that says which rows count people, or, where it has
 * none, by a suppressed figure in the row or column of its measure. No message says a number. */
#include <string.h>

#include "data/cell.h"
#include "data/header.h"
#include "data/names.h"

enum {
    HEADER_WITHIN = 30, /* rows in which a heading is looked for */
    MOST_NAMED = 8 /* measures that are looked for in the figures of a row */
};

static const char *text_at(const mkr_row *row, uint32_t cell) {
    return cell < row->n ? row->cells[cell].text : "";
}

static bool is_yes(const char *text, bool *is_answer) {
    bool yes;
    *is_answer = mkr_cell_yes(text, &yes);
    return *is_answer && yes;
}

/* The first row from `from` on whose cell says yes; n of the table without one. A word is enough; 1 and 0 may
 * be counts below the heading "People", and say yes only in a column of nothing else. */
static size_t find_yes(const mkr_table *t, size_t from, uint32_t cell) {
    size_t first = t->n;
    bool answers = true, is_answer;
    for (size_t i = from; i < t->n; i++) {
        const char *text = text_at(&t->rows[i], cell);
        mkr_cell_value v;
        if (is_yes(text, &is_answer)) {
            mkr_cell_read(text, NULL, &v);
            if (v.kind != MKR_CELL_NUMBER)
                return i;
            first = first == t->n ? i : first;
        }
        answers = answers && is_answer;
    }
    return answers ? first : t->n;
}

static bool check_answers(mkr_diag *diag, const mkr_table *t, const mkr_reading *reading) {
    for (size_t i = 0; i < t->n && i < HEADER_WITHIN; i++) {
        const mkr_row *row = &t->rows[i];
        for (uint32_t c = 0; c < row->n; c++) {
            size_t yes = t->n;
            if (mkr_heading_read(row->cells[c].text, reading).field == MKR_FIELD_PEOPLE)
                yes = find_yes(t, i + 1, c);
            if (yes < t->n)
                return mkr_say(diag, MKR_E_DATA_PEOPLE_TABLE,
                               mkr_cell_where(t, &t->rows[yes], &t->rows[yes].cells[c]),
                               "\"%s\" says that row %u counts people",
                               mkr_cell_excerpt(row->cells[c].text).text, t->rows[yes].row);
        }
    }
    return true;
}

/* ---- suppressed figures beside their measures */

/* What is suppressed, in two sets: names of measures, and "name=figure". */
typedef struct secrets {
    mkr_arena *scratch;
    const mkr_reading *reading;
    mkr_names *names, *figures;
} secrets;

/* A name and a figure, without noughts at its end, as one text. */
static const char *join(mkr_arena *arena, const char *name, mkr_decimal v) {
    char plain[MKR_DECIMAL_PLAIN];
    for (v = mkr_decimal_abs(v); v.places > 0 && v.units % 10 == 0; v.places--)
        v.units /= 10;
    mkr_decimal_plain(plain, v);
    return mkr_printf(arena, "%s=%s", name, plain);
}

static void add_name(secrets *s, const char *name, const mkr_indicator *i) {
    bool is_new;
    if (!*name)
        return;
    mkr_names_add(s->names, name, &is_new);
    for (size_t k = 0; k < i->suppressed.n; k++)
        mkr_names_add(s->figures, join(s->scratch, name, i->suppressed.at[k]), &is_new);
}

static void list_secrets(secrets *s, const mkr_data *data) {
    for (size_t n = 0; data && n < data->n; n++) {
        const mkr_indicator *i = &data->indicators[n];
        if (i->suppressed.n == 0)
            continue;
        add_name(s, i->ref, i);
        add_name(s, i->measure, i);
    }
}

static bool is_secret(const secrets *s, const char *name, mkr_decimal v) {
    return mkr_names_find(s->figures, join(s->scratch, name, v)) != MKR_NO_NAME;
}

/* Has a cell, for the measure of that name, a suppressed figure, or one made of it: "6% (3/50)"? */
static bool tells(const secrets *s, const char *name, const char *text) {
    mkr_cell_value v;
    mkr_cell_read(text, s->reading, &v);
    return (v.kind == MKR_CELL_NUMBER && is_secret(s, name, v.number)) ||
           (v.has_parts && (is_secret(s, name, v.part) || is_secret(s, name, v.whole)));
}

static const char *find_name(const secrets *s, const char *text) {
    uint32_t found = *text ? mkr_names_find(s->names, mkr_cell_text(s->scratch, text)) : MKR_NO_NAME;
    return found == MKR_NO_NAME ? NULL : mkr_names_at(s->names, found);
}

static bool row_tells(const secrets *s, const mkr_row *row, uint32_t at, const char *name) {
    for (uint32_t c = 0; c < row->n; c++)
        if (c != at && tells(s, name, row->cells[c].text))
            return true;
    return false;
}

static bool column_tells(const secrets *s, const mkr_table *t, size_t from, uint32_t at, const char *name) {
    for (size_t i = from; i < t->n; i++)
        if (tells(s, name, text_at(&t->rows[i], at)))
            return true;
    return false;
}

/* A measure is named at the head of a row or of a column; a row names a few at most. */
static bool check_row(const secrets *s, mkr_diag *diag, const mkr_table *t, size_t i) {
    const mkr_row *row = &t->rows[i];
    int left = MOST_NAMED;
    for (uint32_t c = 0; c < row->n; c++) {
        const char *name = find_name(s, row->cells[c].text);
        if (name && ((left-- > 0 && row_tells(s, row, c, name)) ||
                     (i < HEADER_WITHIN && column_tells(s, t, i + 1, c, name))))
            return mkr_say(diag, MKR_E_DATA_PEOPLE_TABLE, mkr_cell_where(t, row, &row->cells[c]),
                           "\"%s\" stands with a figure that is suppressed", mkr_cell_excerpt(name).text);
    }
    return true;
}

static bool check_figures(const secrets *s, mkr_diag *diag, const mkr_table *t) {
    for (size_t i = 0; i < t->n; i++)
        if (!check_row(s, diag, t, i))
            return false;
    return true;
}

/* ---- */

bool mkr_data_may_print(mkr_arena *arena, mkr_diag *diag, const mkr_table *table, const mkr_data *data,
                        const mkr_scheme *scheme) {
    if (!scheme->suppress_below)
        return true;
    mkr_arena *scratch = mkr_arena_child(arena);
    secrets s = {scratch, &scheme->reading, mkr_names_new(scratch), mkr_names_new(scratch)};
    list_secrets(&s, data);
    list_secrets(&s, data ? data->last : NULL);
    bool ok = check_answers(diag, table, s.reading) &&
              (mkr_names_count(s.names) == 0 || check_figures(&s, diag, table));
    mkr_arena_free(scratch);
    return ok;
}
