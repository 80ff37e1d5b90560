/* csv.h - read a table of comma-separated values; every cell knows its row and column. */
#ifndef MKR_INPUT_CSV_H
#define MKR_INPUT_CSV_H

#include "base/diag.h"

/* There may be millions: its place is not stored but follows from where it stands in its row. */
typedef struct mkr_cell {
    const char *text; /* UTF-8, terminated; "" when empty; blanks around unquoted text are gone */
} mkr_cell;

typedef struct mkr_row {
    const mkr_cell *cells;
    uint32_t n;
    uint32_t row; /* as a spreadsheet counts, from 1; blank rows count */
} mkr_row;

typedef struct mkr_table {
    const char *file;
    const mkr_row *rows; /* blank rows (no cell with text) are left out */
    size_t n;
} mkr_table;

#define MKR_CSV_LARGEST ((size_t)256 << 20) /* bytes */

/* Read a whole file. UTF-8 with or without a byte-order mark, LF, CR or CRLF, quotes with line breaks inside.
 * False after a message (malformed quoting at the row where the quote opened, bytes that are not UTF-8, NUL).
 */
bool mkr_csv_read(mkr_arena *arena, mkr_diag *diag, const char *name, const char *bytes, size_t n,
                  mkr_table *out);

/* Where a cell of `row` stands; its column counts from 1. */
mkr_where mkr_cell_where(const mkr_table *table, const mkr_row *row, const mkr_cell *cell);

#endif
