/* literal.c - literal strings, text strings, references. */
#include "pdf/literal.h"

#include "base/utf8.h"

void mkr_pdf_bytes(mkr_buffer *out, const void *bytes, size_t n) {
    const char *s = bytes;
    char *start = mkr_buffer_room(out, 2 * n + 2), *p = start;
    *p++ = '(';
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '(' || s[i] == ')' || s[i] == '\\')
            *p++ = '\\';
        else if (s[i] == '\r') { /* as it is it would be read as a line feed */
            *p++ = '\\';
            *p++ = 'r';
            continue;
        }
        *p++ = s[i];
    }
    *p++ = ')';
    out->n += (size_t)(p - start);
}

void mkr_pdf_utf16(mkr_buffer *out, const char *utf8) {
    const char *end = utf8 + strlen(utf8);
    while (utf8 < end) {
        uint32_t c = mkr_utf8_next(&utf8, end);
        if (c == MKR_UTF8_BAD)
            c = 0xFFFD;
        if (c >= 0x10000) {
            c -= 0x10000;
            mkr_buffer_putc(out, (char)(0xD8 | c >> 18));
            mkr_buffer_putc(out, (char)(c >> 10));
            c = 0xDC00 | (c & 0x3FF);
        }
        mkr_buffer_putc(out, (char)(c >> 8));
        mkr_buffer_putc(out, (char)c);
    }
}

static bool is_ascii(const char *s) {
    for (; *s; s++)
        if (*s < ' ' || *s > '~')
            return false;
    return true;
}

static void put_text(mkr_buffer *out, const char *utf8) {
    if (is_ascii(utf8)) {
        mkr_pdf_bytes(out, utf8, strlen(utf8));
        return;
    }
    mkr_buffer wide = mkr_buffer_new(out->arena);
    mkr_buffer_add(&wide, "\xFE\xFF", 2);
    mkr_pdf_utf16(&wide, utf8);
    mkr_pdf_bytes(out, wide.at, wide.n);
}

void mkr_pdf_entry(mkr_buffer *out, const char *key, const char *utf8) {
    if (!utf8)
        return;
    mkr_buffer_putc(out, '/');
    mkr_buffer_puts(out, key);
    put_text(out, utf8);
}

void mkr_pdf_ref(mkr_buffer *out, uint32_t number) {
    mkr_buffer_int(out, number);
    mkr_buffer_add(out, " 0 R", 4);
}
