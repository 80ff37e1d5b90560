/* xlsx_text.c - the texts of a workbook: shared strings (18.4) and strings in cells. */
#include "input/workbook.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"

void mkr_xlsx_gather(mkr_xlsx_part *part, const char *name, mkr_buffer *out) {
    bool in_text = false, in_phonetic = false;
    while (mkr_xlsx_next(part) && !mkr_xlsx_ends(part, name)) {
        if (part->event == MKR_XLSX_TEXT) {
            if (in_text && !in_phonetic)
                mkr_buffer_puts(out, mkr_xlsx_text(part));
        } else if (strcmp(part->name, "t") == 0) {
            in_text = part->event == MKR_XLSX_START;
        } else if (strcmp(part->name, "rPh") == 0) {
            in_phonetic = part->event == MKR_XLSX_START;
        }
    }
}

static int hex_digit(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

/* The character that _xHHHH_ at s stands for (ST_Xstring, 22.9.2.19); -1 when it is not that. Half a
 * surrogate pair is no character. */
static int32_t escaped(const char *s, size_t n) {
    if (n < 7 || s[1] != 'x' || s[6] != '_')
        return -1;
    int32_t c = 0;
    for (int i = 2; i < 6; i++) {
        int digit = hex_digit(s[i]);
        if (digit < 0)
            return -1;
        c = c * 16 + digit;
    }
    return c >= 0xD800 && c <= 0xDFFF ? -1 : c;
}

static bool is_control(int32_t c) {
    return c < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

mkr_xlsx_string mkr_xlsx_decode(mkr_arena *arena, const char *s, size_t n) {
    for (; n && mkr_is_space(*s); n--)
        s++;
    while (n && mkr_is_space(s[n - 1]))
        n--;
    if (n == 0)
        return (mkr_xlsx_string){"", 0};
    char *text = mkr_alloc(arena, n + 1), *to = text, control = 0;
    for (size_t i = 0; i < n;) {
        int32_t c = s[i] == '_' ? escaped(s + i, n - i) : -1;
        if (c < 0) {
            *to++ = s[i++];
            continue;
        }
        if (is_control(c))
            control = c ? (char)c : 0x7F; /* NUL would end the text */
        else
            to += mkr_utf8_put((uint32_t)c, to);
        i += 7;
    }
    return (mkr_xlsx_string){text, control};
}

bool mkr_xlsx_read_strings(mkr_xlsx *book, const char *path) {
    mkr_xlsx_part part;
    if (!mkr_xlsx_part_open(book, path, &part))
        return false;
    MKR_VEC(mkr_xlsx_string) strings = {0};
    mkr_buffer text = mkr_buffer_new(part.own);
    while (mkr_xlsx_next(&part)) {
        if (!mkr_xlsx_starts(&part, "si"))
            continue;
        text.n = 0;
        mkr_xlsx_gather(&part, "si", &text);
        *MKR_PUSH(book->scratch, &strings) = mkr_xlsx_decode(book->arena, text.n ? text.at : "", text.n);
    }
    book->strings = strings.at;
    book->n_strings = strings.n;
    mkr_xlsx_part_close(&part);
    return !part.failed;
}
