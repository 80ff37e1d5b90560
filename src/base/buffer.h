/* buffer.h - bytes that grow in an arena, for output and for text being put together. */
#ifndef MKR_BASE_BUFFER_H
#define MKR_BASE_BUFFER_H

#include <string.h>

#include "base/arena.h"

typedef struct mkr_buffer {
    mkr_arena *arena;
    char *at; /* not terminated; mkr_buffer_text terminates */
    size_t n, cap;
} mkr_buffer;

mkr_buffer mkr_buffer_new(mkr_arena *arena);

/* Make room for `more` bytes after the end and return where they go; the caller adds what it used to n. */
char *mkr_buffer_room(mkr_buffer *b, size_t more);

void mkr_buffer_add(mkr_buffer *b, const void *bytes, size_t n);
void mkr_buffer_puts(mkr_buffer *b, const char *s);
void mkr_buffer_putc(mkr_buffer *b, char c);
void mkr_buffer_int(mkr_buffer *b, int64_t value);

/* A length as PDF and SVG write it: points, at most three decimals, no needless zeros ("12.5", "-.25", "0").
 */
void mkr_buffer_len(mkr_buffer *b, mkr_len value);

void mkr_buffer_printf(mkr_buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The content, terminated by NUL; valid until the next addition. */
const char *mkr_buffer_text(mkr_buffer *b);

#endif
