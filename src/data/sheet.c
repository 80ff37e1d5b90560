/* sheet.c - the header row of a table, and rows as wide as it. */
#include "data/sheet.h"

#include <string.h>

#include "base/buffer.h"
#include "base/period.h"

enum { HEADER_WITHIN = 30 }; /* rows in which the header is looked for */

static void list_cell(mkr_buffer *b, const char *text) {
    mkr_buffer_printf(b, "%s\"%s\"", b->n ? ", " : "", mkr_cell_excerpt(text).text);
}

bool mkr_sheet_open(mkr_arena *arena, mkr_diag *diag, const mkr_table *table,
                    bool (*is_head)(const mkr_row *row), const char *wanted, mkr_sheet *out) {
    for (size_t i = 0; i < table->n && i < HEADER_WITHIN; i++)
        if (is_head(&table->rows[i])) {
            *out = (mkr_sheet){table, &table->rows[i], i + 1};
            return true;
        }
    mkr_buffer seen = mkr_buffer_new(arena);
    const mkr_row *first = table->n ? &table->rows[0] : NULL;
    for (uint32_t i = 0; first && i < first->n && seen.n < 400; i++)
        if (*first->cells[i].text)
            list_cell(&seen, first->cells[i].text);
    return mkr_say(diag, MKR_E_SHEET_NO_HEADER,
                   first ? mkr_cell_where(table, first, first->cells) : (mkr_where){.file = table->file},
                   "%s are wanted; the first row has %s", wanted, first ? mkr_buffer_text(&seen) : "no text");
}

bool mkr_sheet_fits(mkr_diag *diag, const mkr_sheet *sheet, const mkr_row *row) {
    uint32_t width = sheet->head->n, n = row->n;
    while (n > width && !*row->cells[n - 1].text)
        n--;
    return n == width || mkr_say(diag, MKR_E_DATA_CELL_COUNT, mkr_cell_where(sheet->table, row, row->cells),
                                 "%u cells, the header has %u", n, width);
}

const char *mkr_sheet_text(mkr_arena *arena, const mkr_row *row, uint32_t cell) {
    return cell < row->n ? mkr_cell_text(arena, row->cells[cell].text) : "";
}

bool mkr_is_not_given(const char *text, const mkr_reading *reading) {
    mkr_cell_value v;
    mkr_cell_read(text, reading, &v);
    return !*text || (v.kind == MKR_CELL_NIL && !v.month && v.nil != MKR_BELOW && v.nil != MKR_ABOVE);
}

bool mkr_sheet_date(mkr_arena *arena, mkr_diag *diag, const mkr_sheet *sheet, const mkr_row *row,
                    uint32_t cell, const mkr_reading *reading, bool begins, mkr_date *out) {
    const char *text = mkr_sheet_text(arena, row, cell), *why;
    mkr_period month;
    *out = (mkr_date){0};
    if (mkr_is_not_given(text, reading))
        return true;
    if (!mkr_cell_date(arena, text, reading, out, &why))
        return mkr_say(diag, MKR_E_BAD_DATE, mkr_sheet_where(sheet, row, cell), "\"%s\": %s",
                       mkr_cell_excerpt(text).text, why);
    if (begins && mkr_period_parse(text, &month) && month.kind == MKR_MONTH)
        out->day = 1;
    return true;
}

mkr_where mkr_sheet_where(const mkr_sheet *sheet, const mkr_row *row, uint32_t cell) {
    return mkr_cell_where(sheet->table, row, &row->cells[cell < row->n ? cell : 0]);
}

void mkr_sheet_say_two(mkr_diag *diag, const mkr_sheet *sheet, uint32_t first, uint32_t second) {
    mkr_say(diag, MKR_E_DATA_TWO_COLUMNS, mkr_sheet_where(sheet, sheet->head, second),
            "\"%s\" in column %u and \"%s\" in column %u",
            mkr_cell_excerpt(sheet->head->cells[first].text).text, first + 1,
            mkr_cell_excerpt(sheet->head->cells[second].text).text, second + 1);
}

bool mkr_sheet_has_text(const mkr_sheet *sheet, uint32_t cell) {
    for (size_t i = sheet->first; i < sheet->table->n; i++)
        if (cell < sheet->table->rows[i].n && *sheet->table->rows[i].cells[cell].text)
            return true;
    return false;
}

void mkr_sheet_say_unused(mkr_arena *arena, mkr_diag *diag, const mkr_sheet *sheet, const bool *used) {
    mkr_buffer unused = mkr_buffer_new(arena);
    for (uint32_t i = 0; i < sheet->head->n && unused.n < 600; i++) {
        if (used[i])
            continue;
        if (*sheet->head->cells[i].text)
            list_cell(&unused, sheet->head->cells[i].text);
        else if (mkr_sheet_has_text(sheet, i))
            mkr_buffer_printf(&unused, "%scolumn %u (no heading)", unused.n ? ", " : "", i + 1);
    }
    if (unused.n)
        mkr_say(diag, MKR_E_DATA_UNUSED_COLUMNS, mkr_sheet_where(sheet, sheet->head, 0), "%s",
                mkr_buffer_text(&unused));
}

bool mkr_is_among(const char *words, const char *key) {
    for (size_t n = strlen(key); n && *words;) {
        size_t length = strcspn(words, " ");
        if (length == n && !memcmp(words, key, n))
            return true;
        words += length;
        words += *words == ' ';
    }
    return false;
}
