/* csv.h - read a table of delimited text. */
#ifndef MKR_INPUT_CSV_H
#define MKR_INPUT_CSV_H

#include "input/table.h"

/* Read a whole file: any encoding that encoding.h knows; cells parted by a comma, semicolon, tab or bar,
 * which a first line "sep=;" or the first rows decide unless the dialect does; LF, CR or CRLF; quotes with
 * line breaks inside. False after a message (malformed quoting at the row where the quote opened, bytes that
 * are no text, NUL). */
bool mkr_csv_read(mkr_arena *arena, mkr_diag *diag, const char *name, const char *bytes, size_t n,
                  const mkr_dialect *dialect, mkr_table *out);

/* Spreadsheets take a first line "sep=;" as advice, do not show it and do not count it as a row: the length
 * of that line with its end, and its character; 0 when the text does not begin with one. */
size_t mkr_csv_advice(const char *s, size_t n, char *delimiter);

#endif
