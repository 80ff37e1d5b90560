/* xlsx_styles.c - which cell styles show percentages, dates or times (18.8). */
#include "input/workbook.h"

#include <string.h>

#include "base/ascii.h"

enum { MOST_FORMATS = 1 << 16 }; /* ids of number formats; spreadsheets allow far fewer */

/* Formats that have an id but no code in the file (18.8.30); those from 27 on are used in East Asia. */
static mkr_xlsx_format built_in(uint32_t id) {
    if (id == 9 || id == 10)
        return MKR_XLSX_PERCENT;
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47)
        return MKR_XLSX_TIME;
    if (id == 17) /* mmm-yy */
        return MKR_XLSX_MONTH;
    if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
        return MKR_XLSX_DATE;
    return id == 46 ? MKR_XLSX_ELAPSED : MKR_XLSX_PLAIN;
}

/* Step over what stands for itself in a format code: "text", \c, _c (a space as wide as c) and *c (c as often
 * as it fits). */
static const char *skip_literal(const char *p) {
    if (*p == '"') {
        const char *end = strchr(p + 1, '"');
        return end ? end + 1 : p + strlen(p);
    }
    if (*p == '\\' || *p == '_' || *p == '*')
        return p + (p[1] ? 2 : 1);
    return p;
}

/* Step over [Red], [>=100] or [$-809]. *elapsed: it is [h], [mm] or [s]. */
static const char *skip_bracket(const char *p, bool *elapsed) {
    const char *end = strchr(p, ']');
    if (!end)
        return p + strlen(p);
    size_t n = (size_t)(end - p - 1);
    char letter = mkr_lower(p[1]);
    bool all_same = n > 0 && (letter == 'h' || letter == 'm' || letter == 's');
    for (size_t i = 1; i <= n; i++)
        all_same = all_same && mkr_lower(p[i]) == letter;
    *elapsed = *elapsed || all_same;
    return end + 1;
}

mkr_xlsx_format mkr_xlsx_format_of(const char *code) {
    bool year = false, month = false, day = false, time = false, elapsed = false, percent = false;
    for (const char *p = code; *p && *p != ';';) { /* the first section is that of positive numbers */
        const char *next = skip_literal(p);
        if (*p == '[')
            next = skip_bracket(p, &elapsed);
        else if (mkr_same_letters(p, "AM/PM") == 5)
            next = p + 5;
        else if (mkr_same_letters(p, "General") == 7)
            next = p + 7;
        if (next > p) {
            p = next;
            continue;
        }
        char c = mkr_lower(*p++);
        year = year || c == 'y';
        day = day || c == 'd';
        time = time || c == 'h' || c == 's';
        month = month || c == 'm'; /* or minutes, beside hours or seconds */
        percent = percent || c == '%';
    }
    if (year && month && !day && !time && !elapsed)
        return MKR_XLSX_MONTH;
    if (year || day || (month && !time && !elapsed))
        return MKR_XLSX_DATE;
    return elapsed ? MKR_XLSX_ELAPSED : time ? MKR_XLSX_TIME : percent ? MKR_XLSX_PERCENT : MKR_XLSX_PLAIN;
}

static void read_format(const mkr_xlsx_part *part, uint8_t *formats) {
    uint32_t id;
    const char *code = mkr_xlsx_attr(part, "formatCode");
    if (code && mkr_xlsx_whole(mkr_xlsx_attr(part, "numFmtId"), &id) && id < MOST_FORMATS)
        formats[id] = (uint8_t)mkr_xlsx_format_of(code);
}

bool mkr_xlsx_read_styles(mkr_xlsx *book, const char *path) {
    mkr_xlsx_part part;
    if (!mkr_xlsx_part_open(book, path, &part))
        return false;
    uint8_t *formats = mkr_alloc(part.own, MOST_FORMATS);
    for (uint32_t id = 0; id < MOST_FORMATS; id++)
        formats[id] = (uint8_t)built_in(id);
    MKR_VEC(uint8_t) styles = {0};
    bool of_cells = false;
    while (mkr_xlsx_next(&part)) {
        uint32_t id;
        if (part.event == MKR_XLSX_TEXT)
            continue;
        if (strcmp(part.name, "cellXfs") == 0)
            of_cells = part.event == MKR_XLSX_START;
        else if (mkr_xlsx_starts(&part, "numFmt"))
            read_format(&part, formats);
        else if (of_cells && mkr_xlsx_starts(&part, "xf"))
            *MKR_PUSH(book->scratch, &styles) =
                mkr_xlsx_whole(mkr_xlsx_attr(&part, "numFmtId"), &id) && id < MOST_FORMATS ? formats[id] : 0;
    }
    book->formats = styles.at;
    book->n_formats = styles.n;
    mkr_xlsx_part_close(&part);
    return !part.failed;
}
