/* table.h - a table as a spreadsheet shows it: rows of cells of text, each of which knows its row and column.
 */
#ifndef MKR_INPUT_TABLE_H
#define MKR_INPUT_TABLE_H

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

#define MKR_TABLE_LARGEST ((size_t)256 << 20) /* bytes of a file */

/* How to read a file of data; zeros: find out. */
typedef struct mkr_dialect {
    const char *encoding; /* NULL, or "utf-8", "utf-16le", "utf-16be", "windows-1252" */
    char delimiter; /* 0, or one of , ; tab | */
    const char *sheet; /* of a workbook: its name; NULL: the first */
} mkr_dialect;

/* Read a whole file: a workbook when it is called .xlsx and is one, else CSV. False after messages; a file
 * that is really a workbook, an old .xls or a web page is named for what it is. The cells' texts live in
 * `arena`; none points into `bytes`. */
bool mkr_table_read(mkr_arena *arena, mkr_diag *diag, const char *name, const char *bytes, size_t n,
                    const mkr_dialect *dialect, mkr_table *out);

/* Where a cell of `row` stands; its column counts from 1. */
mkr_where mkr_cell_where(const mkr_table *table, const mkr_row *row, const mkr_cell *cell);

#endif
