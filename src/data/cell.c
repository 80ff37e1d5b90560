/* cell.c - cells of text and dates, and the small steps all cells are read with.
 *
 * Not here: figures (number.c), words from a list (words.c). */
#include "data/cell.h"

#include <string.h>

#include "base/ascii.h"
#include "base/period.h"
#include "base/utf8.h"
#include "data/cell_parts.h"

/* ---- small steps */

size_t mkr_cell_blank(const char *s) {
    static const char *const further[] = {"\u2007", "\u2009", "\u202f", "\u200b", "\ufeff"};
    unsigned char c = (unsigned char)*s;
    if (c != 0xe2 && c != 0xef)
        return mkr_blank(s);
    for (size_t i = 0; i < sizeof further / sizeof *further; i++)
        if (strncmp(s, further[i], 3) == 0)
            return 3;
    return 0;
}

/* Where the character before `end` begins. */
static const char *step_back(const char *s, const char *end) {
    do
        end--;
    while (end > s && ((unsigned char)*end & 0xc0) == 0x80);
    return end;
}

void mkr_cell_trim(const char **s, const char **end) {
    size_t n;
    while (*s < *end && (n = mkr_cell_blank(*s)) > 0)
        *s += n;
    while (*s < *end) {
        const char *last = step_back(*s, *end);
        if (mkr_cell_blank(last) != (size_t)(*end - last))
            return;
        *end = last;
    }
}

bool mkr_cell_take(const char **s, const char *end, const char *what) {
    if (*s == end || **s != *what) /* nearly always */
        return false;
    size_t n = strlen(what);
    if ((size_t)(end - *s) < n || memcmp(*s, what, n) != 0)
        return false;
    *s += n;
    return true;
}

bool mkr_cell_take_word(const char **s, const char *end, const char *word) {
    size_t n = strlen(word);
    if ((size_t)(end - *s) < n || mkr_same_letters(*s, word) < n)
        return false;
    if (*s + n < end && mkr_is_letter((*s)[n]))
        return false;
    *s += n;
    return true;
}

/* ---- text */

const char *mkr_cell_text(mkr_arena *arena, const char *text) {
    const char *s = text, *end = text + strlen(text), *whole = end;
    mkr_cell_trim(&s, &end);
    return end == whole ? s : mkr_strndup(arena, s, (size_t)(end - s));
}

bool mkr_word_key(const char *text, char key[static MKR_WORD_KEY]) {
    static const char *const ignored[] = {"\u00a3", "\u00a0", "\u2013", "\u2014", "\u2019"};
    size_t n = 0;
    while (*text) {
        if ((unsigned char)*text >= 0x80) {
            size_t i = 0, most = sizeof ignored / sizeof *ignored;
            while (i < most && strncmp(text, ignored[i], strlen(ignored[i])) != 0)
                i++;
            if (i == most)
                return false;
            text += strlen(ignored[i]);
            continue;
        }
        if (mkr_is_letter(*text) || mkr_is_digit(*text)) {
            if (n == MKR_WORD_KEY - 1)
                return false;
            key[n++] = mkr_lower(*text);
        }
        text++;
    }
    key[n] = '\0';
    return true;
}

mkr_excerpt mkr_cell_excerpt(const char *text) {
    mkr_excerpt e = {{0}};
    const char *end = text + strlen(text);
    size_t n = 0;
    while (text < end) {
        const char *from = text;
        mkr_utf8_next(&text, end);
        size_t more = (size_t)(text - from);
        if (n + more > sizeof e.text - 4) {
            memcpy(e.text + n, "...", 3);
            break;
        }
        memcpy(e.text + n, from, more);
        if (*from == '\n' || *from == '\r' || *from == '\t')
            e.text[n] = ' ';
        n += more;
    }
    return e;
}

/* ---- dates */

/* "45261": the days a spreadsheet counts; five digits are 1927 to 2173. */
static bool is_serial(const char *s, size_t n) {
    if (n != 5 || *s == '0')
        return false;
    for (size_t i = 0; i < n; i++)
        if (!mkr_is_digit(s[i]))
            return false;
    return true;
}

static int32_t serial_days(const char *s) {
    int32_t days = 0;
    for (size_t i = 0; i < 5; i++)
        days = days * 10 + (s[i] - '0');
    return days;
}

bool mkr_cell_date(mkr_arena *arena, const char *text, const mkr_reading *reading, mkr_date *out,
                   const char **why) {
    const char *s = text, *end = text + strlen(text);
    mkr_cell_trim(&s, &end);
    if (is_serial(s, (size_t)(end - s))) {
        *why = "a spreadsheet's serial number; format the column as a date";
        if (!reading || !reading->serial_dates)
            return false;
        *out = mkr_date_from_serial(serial_days(s));
        return true;
    }
    mkr_period month;
    if (mkr_period_parse(text, &month) && month.kind == MKR_MONTH) {
        *out = mkr_period_end(month);
        return true;
    }
    return mkr_date_parse(arena, text, out, why);
}
