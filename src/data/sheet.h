/* sheet.h - what the readers of tables other than indicators share: the header row, rows as wide as it, words
 * that stand for columns (private to data). */
#ifndef MKR_DATA_SHEET_H
#define MKR_DATA_SHEET_H

#include "base/diag.h"
#include "data/cell.h"
#include "input/table.h"

#define MKR_NO_CELL UINT32_MAX

typedef struct mkr_sheet {
    const mkr_table *table;
    const mkr_row *head;
    size_t first; /* index of the first row below the header */
} mkr_sheet;

/* Find the header among the first 30 rows. False after a message that says what is wanted and what was seen.
 */
bool mkr_sheet_open(mkr_arena *arena, mkr_diag *diag, const mkr_table *table,
                    bool (*is_head)(const mkr_row *row), const char *wanted, mkr_sheet *out);

/* Is a row as wide as the header, but for blank cells at its end? False after a message. */
bool mkr_sheet_fits(mkr_diag *diag, const mkr_sheet *sheet, const mkr_row *row);

/* The text of a cell without blanks around it; "" for MKR_NO_CELL. */
const char *mkr_sheet_text(mkr_arena *arena, const mkr_row *row, uint32_t cell);

/* A date, or month 0 where it is not given: a blank, n/a, TBC, - ... "May-25" is the last day of that month,
 * or, of something that `begins` then, the first. False after a message. */
bool mkr_sheet_date(mkr_arena *arena, mkr_diag *diag, const mkr_sheet *sheet, const mkr_row *row,
                    uint32_t cell, const mkr_reading *reading, bool begins, mkr_date *out);

/* Is a text no word but a sign that there is none: a blank, n/a, TBC, - ...? */
bool mkr_is_not_given(const char *text, const mkr_reading *reading);

mkr_where mkr_sheet_where(const mkr_sheet *sheet, const mkr_row *row, uint32_t cell);

/* Does a column have any text below the header? */
bool mkr_sheet_has_text(const mkr_sheet *sheet, uint32_t cell);

/* Two columns for one thing: an error that names both. */
void mkr_sheet_say_two(mkr_diag *diag, const mkr_sheet *sheet, uint32_t first, uint32_t second);

/* Name in one notice the columns that nothing is taken from; `used` has a place for each cell of the header.
 */
void mkr_sheet_say_unused(mkr_arena *arena, mkr_diag *diag, const mkr_sheet *sheet, const bool *used);

/* Is a key (see mkr_word_key) among words parted by blanks? */
bool mkr_is_among(const char *words, const char *key);

#endif
