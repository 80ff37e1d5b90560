/* workbook.h - what the files of workbook reading share: the open workbook, its parts as streams of XML, and
 * what numbers look like. The vocabulary is SpreadsheetML's (ISO/IEC 29500-1, 18). */
#ifndef MKR_INPUT_WORKBOOK_H
#define MKR_INPUT_WORKBOOK_H

#include "base/buffer.h"
#include "input/table.h"
#include "input/zip.h"

/* What a number format says of the value, as far as it changes what the cell says. */
typedef enum mkr_xlsx_format {
    MKR_XLSX_PLAIN,
    MKR_XLSX_PERCENT,
    MKR_XLSX_DATE, /* with or without a time */
    MKR_XLSX_MONTH, /* a month of a year: the day is not shown */
    MKR_XLSX_TIME, /* a time of day: whole days are not shown */
    MKR_XLSX_ELAPSED /* [h]:mm: hours may pass 24 */
} mkr_xlsx_format;

typedef struct mkr_xlsx_string {
    const char *text;
    char control; /* a control character that the text holds, 0: none */
} mkr_xlsx_string;

typedef struct mkr_xlsx {
    mkr_arena *arena; /* of the table */
    mkr_arena *scratch; /* until the table is there */
    mkr_diag *diag;
    const char *name;
    mkr_zip *zip;
    bool from_1904; /* days are counted from 1 January 1904 */
    const mkr_xlsx_string *strings; /* shared strings */
    size_t n_strings;
    const uint8_t *formats; /* of each cell style, an mkr_xlsx_format */
    size_t n_formats;
} mkr_xlsx;

/* ---- xlsx_part.c: a part as a stream of tags and texts */

typedef enum mkr_xlsx_event { MKR_XLSX_START, MKR_XLSX_END, MKR_XLSX_TEXT } mkr_xlsx_event;

typedef struct mkr_xlsx_part {
    mkr_xlsx *book;
    const char *path;
    mkr_arena *own;
    struct _xmlTextReader *reader;
    mkr_xlsx_event event;
    const char *name; /* of a tag, without prefix */
    bool empty; /* <name/>: its end tag comes next */
    bool failed; /* something was said */
    char why[160]; /* libxml2's first complaint */
} mkr_xlsx_part;

/* Unpack and begin. False after a message. Close a part that was opened. */
bool mkr_xlsx_part_open(mkr_xlsx *book, const char *path, mkr_xlsx_part *out);
void mkr_xlsx_part_close(mkr_xlsx_part *part);

/* Go to the next tag or text. False at the end and after a message (then failed is set). */
bool mkr_xlsx_next(mkr_xlsx_part *part);

bool mkr_xlsx_starts(const mkr_xlsx_part *part, const char *name);
bool mkr_xlsx_ends(const mkr_xlsx_part *part, const char *name);

/* Of a start tag, an attribute by its name without prefix, or NULL; of a text, its characters. Until the next
 * step. */
const char *mkr_xlsx_attr(const mkr_xlsx_part *part, const char *name);
const char *mkr_xlsx_text(const mkr_xlsx_part *part);

bool mkr_xlsx_is_on(const char *value); /* a boolean attribute: "1", "true" or "on" */

/* A whole number of at most nine digits; false for anything else. */
bool mkr_xlsx_whole(const char *s, uint32_t *out);

/* Say that the part is not as it should be; false. */
bool mkr_xlsx_damaged(mkr_xlsx_part *part, const char *why);

/* ---- xlsx_text.c: shared strings and texts in cells */

bool mkr_xlsx_read_strings(mkr_xlsx *book, const char *path);

/* From the start tag `name` (a string item or inline string), gather its text up to the end tag: all its
 * runs, but not how it is pronounced. */
void mkr_xlsx_gather(mkr_xlsx_part *part, const char *name, mkr_buffer *out);

/* The text that characters of the file stand for: _x000D_ is a character, blanks at the ends are none of it.
 */
mkr_xlsx_string mkr_xlsx_decode(mkr_arena *arena, const char *s, size_t n);

/* ---- xlsx_styles.c */

bool mkr_xlsx_read_styles(mkr_xlsx *book, const char *path);

mkr_xlsx_format mkr_xlsx_format_of(const char *code); /* a format code such as "0.0%" or "dd/mm/yyyy" */

/* ---- xlsx_number.c */

/* Write the text of a number as xlsx.h describes it; false when `value` is none. *cut: a time of day was left
 * out. */
bool mkr_xlsx_number(mkr_buffer *out, const char *value, mkr_xlsx_format format, bool from_1904, bool *cut);

/* ---- xlsx_sheet.c */

bool mkr_xlsx_read_sheet(mkr_xlsx *book, const char *path, mkr_table *out);

#endif
