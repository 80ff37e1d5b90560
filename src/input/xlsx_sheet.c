/* xlsx_sheet.c - the rows and cells of one worksheet (18.3).
 *
 * A cell gives its address or follows the one before; what is not there is empty. Spreadsheets leave out
 * empty cells at the end of a row, so all rows are made as wide as the one whose text stands furthest right.
 * Merged ranges come after all rows, so texts are repeated at the end, in those rows of a range that have
 * other text: a title over two rows does not make a second row of its own. Numbers in merged cells are not
 * repeated, or a total would be counted twice. */
#include "input/workbook.h"

#include <stdio.h>
#include <string.h>

#include "base/ascii.h"

enum {
    MOST_COLUMNS = 16384, /* of a sheet */
    MOST_ROWS = 1048576,
    MOST_CELLS = 50000000 /* of the rows and columns that have text: a sheet may hold two in far corners */
};

typedef struct {
    mkr_cell *cells;
    uint32_t n, row;
    const bool *is_text; /* of each cell that the sheet gave, up to the last one that is not empty */
    uint32_t n_given;
} kept_row;

typedef struct {
    uint32_t left, top, right, bottom;
} range;

typedef struct {
    mkr_xlsx *book;
    mkr_xlsx_part part;
    mkr_buffer text; /* of the cell being read */
    uint32_t row; /* its row and column */
    uint32_t col;
    MKR_VEC(mkr_cell) now; /* the row being read, up to its last cell with text */
    MKR_VEC(bool) is_text;
    bool hidden; /* is it? */
    MKR_VEC(kept_row) rows;
    uint32_t width; /* the last column that has text */
    MKR_VEC(range) merged;
    MKR_VEC(range) hidden_columns;
    uint32_t hidden_rows, first_hidden_row;
    bool failed; /* a cell is wrong; reading went on */
} sheet;

/* ---- addresses */

/* Read "C5"; *s is left behind it. */
static bool read_address(const char **s, uint32_t *col, uint32_t *row) {
    const char *p = *s;
    *col = *row = 0;
    for (; mkr_is_letter(*p) && *col <= MOST_COLUMNS; p++)
        *col = *col * 26 + (uint32_t)(mkr_lower(*p) - 'a' + 1);
    for (; mkr_is_digit(*p) && *row <= MOST_ROWS; p++)
        *row = *row * 10 + (uint32_t)(*p - '0');
    *s = p;
    return *col >= 1 && *col <= MOST_COLUMNS && *row >= 1 && *row <= MOST_ROWS;
}

/* "C" for 3; out has room for 4. */
static const char *column_name(uint32_t col, char out[4]) {
    char *p = out + 3;
    *p = '\0';
    for (; col; col = (col - 1) / 26)
        *--p = (char)('A' + (col - 1) % 26);
    return p;
}

static bool say(sheet *s, mkr_code code, const char *what) {
    char name[4];
    mkr_where where = {s->book->name, s->row, s->col};
    s->failed = true;
    return mkr_say(s->book->diag, code, where, "cell %s%u: %s", column_name(s->col, name), s->row, what);
}

/* ---- cells */

/* What is written in a cell, before it is known what it means. */
typedef struct {
    char type[12]; /* attribute t; "" is a number */
    uint32_t style;
    bool has_formula, has_value;
} raw_cell;

static void put(sheet *s, const char *text, bool is_text) {
    if (!*text)
        return;
    while (s->now.n < s->col) {
        MKR_PUSH(s->book->scratch, &s->now)->text = "";
        *MKR_PUSH(s->book->scratch, &s->is_text) = false;
    }
    s->now.at[s->col - 1].text = text;
    s->is_text.at[s->col - 1] = is_text;
}

static void put_string(sheet *s, mkr_xlsx_string string) {
    char what[40];
    if (string.control) {
        snprintf(what, sizeof what, "character U+%04X",
                 string.control == 0x7F ? 0 : (unsigned)string.control);
        say(s, MKR_E_CSV_CONTROL, what);
    }
    put(s, string.text, true);
}

static bool put_shared(sheet *s, const char *value) {
    uint32_t i;
    if (!mkr_xlsx_whole(value, &i) || i >= s->book->n_strings)
        return say(s, MKR_E_XLSX_DAMAGED, "there is no such shared string");
    put_string(s, s->book->strings[i]);
    return true;
}

static bool put_number(sheet *s, const char *value, uint32_t style) {
    mkr_xlsx *book = s->book;
    bool cut;
    if (style >= book->n_formats && style > 0)
        return say(s, MKR_E_XLSX_DAMAGED, "there is no such cell style");
    mkr_xlsx_format format = style < book->n_formats ? (mkr_xlsx_format)book->formats[style] : MKR_XLSX_PLAIN;
    size_t n = s->text.n;
    if (!mkr_xlsx_number(&s->text, value, format, book->from_1904, &cut))
        return say(s, MKR_E_XLSX_DAMAGED, "it is no number");
    value = s->text.at; /* it may have moved */
    const char *text = mkr_strndup(book->arena, s->text.at + n, s->text.n - n);
    put(s, text, false);
    if (cut)
        mkr_coerced(book->diag, (mkr_where){book->name, s->row, s->col}, "the time of day was left out",
                    value, text);
    return true;
}

/* A date of the strict variant: 2024-09-30T00:00:00. */
static void put_iso_date(sheet *s, const char *value) {
    const char *text = mkr_strndup(s->book->arena, value, strcspn(value, "T"));
    put(s, text, false);
    if (strcmp(text, value) != 0 && strncmp(value + strlen(text), "T00:00:00", 9) != 0)
        mkr_coerced(s->book->diag, (mkr_where){s->book->name, s->row, s->col}, "the time of day was left out",
                    value, text);
}

static bool put_value(sheet *s, const raw_cell *raw) {
    const char *value = mkr_buffer_text(&s->text), *type = raw->type;
    if (raw->has_formula && (!raw->has_value || (!*value && strcmp(type, "str") != 0)))
        return say(s, MKR_E_XLSX_NO_VALUE, "the workbook was saved without it");
    if (strcmp(type, "str") == 0 || strcmp(type, "inlineStr") == 0)
        put_string(s, mkr_xlsx_decode(s->book->arena, value, s->text.n));
    else if (!*value)
        put(s, "", false);
    else if (strcmp(type, "s") == 0)
        return put_shared(s, value);
    else if (strcmp(type, "b") == 0)
        put(s, mkr_xlsx_is_on(value) ? "TRUE" : "FALSE", false);
    else if (strcmp(type, "e") == 0)
        put(s, mkr_printf(s->book->arena, "%s%s", *value == '#' ? "" : "#", value),
            false); /* never a figure */
    else if (strcmp(type, "d") == 0)
        put_iso_date(s, value);
    else if (!*type || strcmp(type, "n") == 0) {
        s->text.n++; /* keep the value's NUL: the number is written behind it */
        return put_number(s, value, raw->style);
    } else
        return say(s, MKR_E_XLSX_DAMAGED, "it is of an unknown type");
    return true;
}

/* From <c> to </c>. */
static bool read_content(sheet *s, raw_cell *raw) {
    mkr_xlsx_part *part = &s->part;
    bool in_value = false;
    s->text.n = 0;
    while (mkr_xlsx_next(part) && !mkr_xlsx_ends(part, "c")) {
        if (part->event == MKR_XLSX_TEXT) {
            if (in_value)
                mkr_buffer_puts(&s->text, mkr_xlsx_text(part));
        } else if (strcmp(part->name, "v") == 0) {
            in_value = part->event == MKR_XLSX_START;
            raw->has_value = true;
        } else if (mkr_xlsx_starts(part, "f")) {
            raw->has_formula = true;
        } else if (mkr_xlsx_starts(part, "is")) {
            mkr_xlsx_gather(part, "is", &s->text);
            raw->has_value = true;
        }
    }
    return !part->failed;
}

static bool read_cell(sheet *s) {
    raw_cell raw = {.style = 0};
    uint32_t col = s->col + 1, row = s->row;
    const char *address = mkr_xlsx_attr(&s->part, "r"), *type = mkr_xlsx_attr(&s->part, "t");
    const char *style = mkr_xlsx_attr(&s->part, "s");
    if (address && (!read_address(&address, &col, &row) || *address))
        return mkr_xlsx_damaged(&s->part, "a cell has an address that no sheet has");
    if (col <= s->col || col > MOST_COLUMNS || row != s->row)
        return mkr_xlsx_damaged(&s->part, "cells are not in their order");
    s->col = col;
    if (style && !mkr_xlsx_whole(style, &raw.style))
        return mkr_xlsx_damaged(&s->part, "a cell's style is no number");
    if (type)
        snprintf(raw.type, sizeof raw.type, "%s", type);
    return read_content(s, &raw) && (put_value(s, &raw) || true); /* a wrong cell does not end the reading */
}

/* ---- rows */

static void keep_row(sheet *s) {
    uint32_t n = (uint32_t)s->now.n;
    mkr_cell *cells = mkr_alloc_array(s->book->arena, n, sizeof *cells);
    bool *is_text = mkr_alloc(s->book->scratch, n);
    memcpy(cells, s->now.at, n * sizeof *cells);
    memcpy(is_text, s->is_text.at, n);
    *MKR_PUSH(s->book->scratch, &s->rows) = (kept_row){cells, n, s->row, is_text, n};
    if (s->hidden && !s->hidden_rows++)
        s->first_hidden_row = s->row;
}

static bool start_row(sheet *s) {
    uint32_t row = s->row + 1;
    const char *number = mkr_xlsx_attr(&s->part, "r");
    if ((number && !mkr_xlsx_whole(number, &row)) || row <= s->row || row > MOST_ROWS)
        return mkr_xlsx_damaged(&s->part, "rows are not in their order");
    s->row = row;
    s->col = 0;
    s->now.n = s->is_text.n = 0;
    s->hidden = mkr_xlsx_is_on(mkr_xlsx_attr(&s->part, "hidden"));
    return true;
}

static bool end_row(sheet *s) {
    if (!s->now.n)
        return true;
    if (s->now.n > s->width)
        s->width = (uint32_t)s->now.n;
    keep_row(s);
    if ((uint64_t)s->rows.n * s->width <= MOST_CELLS)
        return true;
    return mkr_say(s->book->diag, MKR_E_XLSX_LIMIT, (mkr_where){s->book->name, s->row, 0},
                   "more than %d cells, counted to the last column with text", MOST_CELLS);
}

/* ---- what stands around the rows */

static bool add_hidden_columns(sheet *s) {
    range r = {0};
    uint32_t before = s->hidden_columns.n ? s->hidden_columns.at[s->hidden_columns.n - 1].right : 0;
    if (!mkr_xlsx_is_on(mkr_xlsx_attr(&s->part, "hidden")))
        return true;
    if (!mkr_xlsx_whole(mkr_xlsx_attr(&s->part, "min"), &r.left) ||
        !mkr_xlsx_whole(mkr_xlsx_attr(&s->part, "max"), &r.right) || r.left <= before || r.right < r.left)
        return mkr_xlsx_damaged(&s->part, "columns are not in their order");
    *MKR_PUSH(s->book->scratch, &s->hidden_columns) = r;
    return true;
}

static bool add_merged(sheet *s) {
    range r;
    const char *p = mkr_xlsx_attr(&s->part, "ref");
    if (!p || !read_address(&p, &r.left, &r.top))
        return mkr_xlsx_damaged(&s->part, "a merged range has no place");
    r.right = r.left;
    r.bottom = r.top;
    if (*p == ':' && (++p, !read_address(&p, &r.right, &r.bottom)))
        return mkr_xlsx_damaged(&s->part, "a merged range has no place");
    if (*p || r.right < r.left || r.bottom < r.top)
        return mkr_xlsx_damaged(&s->part, "a merged range has no place");
    *MKR_PUSH(s->book->scratch, &s->merged) = r;
    return true;
}

static bool read_parts(sheet *s) {
    mkr_xlsx_part *part = &s->part;
    bool in_data = false, ok = true;
    while (ok && mkr_xlsx_next(part)) {
        if (part->event == MKR_XLSX_TEXT)
            continue;
        if (strcmp(part->name, "sheetData") == 0)
            in_data = part->event == MKR_XLSX_START;
        else if (in_data && mkr_xlsx_starts(part, "c"))
            ok = read_cell(s);
        else if (in_data && mkr_xlsx_starts(part, "row"))
            ok = start_row(s);
        else if (in_data && mkr_xlsx_ends(part, "row"))
            ok = end_row(s);
        else if (!in_data && mkr_xlsx_starts(part, "col"))
            ok = add_hidden_columns(s);
        else if (!in_data && mkr_xlsx_starts(part, "mergeCell"))
            ok = add_merged(s);
    }
    return ok && !part->failed && !s->failed;
}

/* ---- rows of one width */

static void widen(const sheet *s, kept_row *row) {
    mkr_cell *cells = mkr_alloc_array(s->book->arena, s->width, sizeof *cells);
    memcpy(cells, row->cells, row->n * sizeof *cells);
    for (uint32_t i = row->n; i < s->width; i++)
        cells[i].text = "";
    row->cells = cells;
    row->n = s->width;
}

static void widen_all(sheet *s) {
    for (size_t i = 0; i < s->rows.n; i++)
        if (s->rows.at[i].n < s->width)
            widen(s, &s->rows.at[i]);
}

/* ---- merged ranges */

/* The first kept row whose number is at least `row`. */
static size_t find_row(const sheet *s, uint32_t row) {
    size_t low = 0, high = s->rows.n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (s->rows.at[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Repeat each text in its range as far as the sheet is used. Ranges cannot overlap, so together they have no
 * more cells than the sheet. */
static bool repeat_merged(sheet *s) {
    uint64_t left = (uint64_t)s->rows.n * s->width;
    for (size_t i = 0; i < s->merged.n; i++) {
        range r = s->merged.at[i];
        size_t at = find_row(s, r.top);
        if (at == s->rows.n || s->rows.at[at].row != r.top || r.left > s->rows.at[at].n_given ||
            !s->rows.at[at].is_text[r.left - 1])
            continue;
        const char *text = s->rows.at[at].cells[r.left - 1].text;
        uint32_t right = r.right < s->width ? r.right : s->width;
        for (; at < s->rows.n && s->rows.at[at].row <= r.bottom; at++) {
            kept_row *row = &s->rows.at[at];
            if (right - r.left + 1 > left)
                return mkr_xlsx_damaged(&s->part, "merged ranges overlap");
            left -= right - r.left + 1;
            for (uint32_t col = r.left; col <= right; col++)
                if (!*row->cells[col - 1].text)
                    row->cells[col - 1].text = text;
        }
    }
    return true;
}

/* ---- the whole */

static void say_hidden(const sheet *s) {
    char name[4], rows[48] = "", columns[48] = "";
    uint32_t n_columns = 0;
    for (size_t i = 0; i < s->hidden_columns.n; i++) {
        range r = s->hidden_columns.at[i];
        uint32_t right = r.right < s->width ? r.right : s->width;
        n_columns += right >= r.left ? right - r.left + 1 : 0;
    }
    if (s->hidden_rows)
        snprintf(rows, sizeof rows, "rows: %u, the first is %u", s->hidden_rows, s->first_hidden_row);
    if (n_columns)
        snprintf(columns, sizeof columns, "%scolumns: %u, the first is %s", s->hidden_rows ? "; " : "",
                 n_columns, column_name(s->hidden_columns.at[0].left, name));
    if (s->hidden_rows || n_columns)
        mkr_say(s->book->diag, MKR_E_XLSX_HIDDEN, (mkr_where){.file = s->book->name}, "%s%s", rows, columns);
}

static void hand_over(const sheet *s, mkr_table *out) {
    mkr_row *rows = mkr_alloc_array(s->book->arena, s->rows.n, sizeof *rows);
    for (size_t i = 0; i < s->rows.n; i++)
        rows[i] = (mkr_row){s->rows.at[i].cells, s->rows.at[i].n, s->rows.at[i].row};
    out->rows = rows;
    out->n = s->rows.n;
}

bool mkr_xlsx_read_sheet(mkr_xlsx *book, const char *path, mkr_table *out) {
    sheet *s = mkr_alloc(book->scratch, sizeof *s);
    s->book = book;
    s->text = mkr_buffer_new(book->scratch);
    if (!mkr_xlsx_part_open(book, path, &s->part))
        return false;
    bool ok = read_parts(s);
    if (ok) {
        widen_all(s);
        ok = repeat_merged(s);
    }
    mkr_xlsx_part_close(&s->part);
    if (!ok)
        return false;
    say_hidden(s);
    hand_over(s, out);
    return true;
}
