/* buffer.c - growing bytes and fast number formatting. */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>

mkr_buffer mkr_buffer_new(mkr_arena *arena) {
    return (mkr_buffer){.arena = arena};
}

char *mkr_buffer_room(mkr_buffer *b, size_t more) {
    if (b->cap - b->n < more) {
        size_t cap = b->cap ? b->cap * 2 : 256;
        while (cap - b->n < more)
            cap *= 2;
        b->at = mkr_grow(b->arena, b->at, b->cap, cap, 1);
        b->cap = cap;
    }
    return b->at + b->n;
}

void mkr_buffer_add(mkr_buffer *b, const void *bytes, size_t n) {
    if (n)
        memcpy(mkr_buffer_room(b, n), bytes, n);
    b->n += n;
}

void mkr_buffer_puts(mkr_buffer *b, const char *s) {
    mkr_buffer_add(b, s, strlen(s));
}

void mkr_buffer_putc(mkr_buffer *b, char c) {
    *mkr_buffer_room(b, 1) = c;
    b->n++;
}

static char *digits_before(char *end, uint64_t v) {
    do
        *--end = (char)('0' + v % 10);
    while (v /= 10);
    return end;
}

void mkr_buffer_int(mkr_buffer *b, int64_t value) {
    char s[20], *end = s + sizeof s;
    char *p = digits_before(end, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
    if (value < 0)
        mkr_buffer_putc(b, '-');
    mkr_buffer_add(b, p, (size_t)(end - p));
}

void mkr_buffer_len(mkr_buffer *b, mkr_len value) {
    char s[16], *end = s + sizeof s;
    uint32_t v = value < 0 ? 0 - (uint32_t)value : (uint32_t)value;
    uint32_t whole = v / 1000, part = v % 1000;
    char *p = end;
    if (part) {
        char three[3] = {(char)('0' + part / 100), (char)('0' + part / 10 % 10), (char)('0' + part % 10)};
        int keep = three[2] != '0' ? 3 : three[1] != '0' ? 2 : 1;
        while (keep)
            *--p = three[--keep];
        *--p = '.';
    }
    if (whole || !part)
        p = digits_before(p, whole);
    if (value < 0)
        *--p = '-';
    mkr_buffer_add(b, p, (size_t)(end - p));
}

void mkr_buffer_printf(mkr_buffer *b, const char *format, ...) {
    va_list args;
    va_start(args, format);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    va_start(args, format);
    vsnprintf(mkr_buffer_room(b, (size_t)n + 1), (size_t)n + 1, format, args);
    va_end(args);
    b->n += (size_t)n;
}

const char *mkr_buffer_text(mkr_buffer *b) {
    *mkr_buffer_room(b, 1) = '\0';
    return b->at;
}
