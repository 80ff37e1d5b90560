/* utf8.c - decode, encode, check. */
#include "base/utf8.h"

uint32_t mkr_utf8_next(const char **p, const char *end) {
    const unsigned char *s = (const unsigned char *)*p;
    size_t left = (size_t)(end - *p);
    uint32_t c = s[0];
    ++*p;
    if (c < 0x80)
        return c;
    size_t more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    if (c < 0xC2 || c > 0xF4 || left <= more)
        return MKR_UTF8_BAD;
    c &= 0x3Fu >> more;
    for (size_t i = 1; i <= more; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return MKR_UTF8_BAD;
        c = c << 6 | (s[i] & 0x3Fu);
    }
    if (c < least[more] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return MKR_UTF8_BAD;
    *p += more;
    return c;
}

size_t mkr_utf8_put(uint32_t c, char out[4]) {
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t more = c >= 0x10000 ? 3 : c >= 0x800 ? 2 : 1;
    static const unsigned char lead[] = {0, 0xC0, 0xE0, 0xF0};
    for (size_t i = more; i > 0; i--, c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)(lead[more] | c);
    return more + 1;
}

size_t mkr_utf8_check(const char *s, size_t n) {
    const char *p = s, *end = s + n;
    while (p < end) {
        const char *start = p;
        if (mkr_utf8_next(&p, end) == MKR_UTF8_BAD)
            return (size_t)(start - s);
    }
    return n;
}
