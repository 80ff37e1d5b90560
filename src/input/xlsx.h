/* xlsx.h - read one sheet of a workbook (ISO/IEC 29500-1, SpreadsheetML) as a table of text. */
#ifndef MKR_INPUT_XLSX_H
#define MKR_INPUT_XLSX_H

#include "input/table.h"

/* Cells become the text a reader of the sheet sees as far as it bears on their value: numbers with at most 15
 * significant digits and without format, times 100 and with % where the format is a percentage; dates as
 * 2024-09-30, without their time of day, or as 2024-09 where the format shows month and year only; times as
 * 9:05 or 9:05:30, elapsed ones past 24 hours; texts without blanks around them; TRUE, FALSE and error values
 * as the sheet shows them; formulas as the value saved with them. All rows are as wide as the one whose text
 * stands furthest right. The text of a merged range stands in each of its cells that is empty, in rows that
 * have other text. Hidden rows and columns are read, with a notice. `sheet` NULL: the first that is not
 * hidden. False after messages. */
bool mkr_xlsx_read(mkr_arena *arena, mkr_diag *diag, const char *name, const char *bytes, size_t n,
                   const char *sheet, mkr_table *out);

#endif
