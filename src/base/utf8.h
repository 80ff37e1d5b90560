/* utf8.h - reading UTF-8 (RFC 3629). */
#ifndef MKR_BASE_UTF8_H
#define MKR_BASE_UTF8_H

#include "base/types.h"

#define MKR_UTF8_BAD UINT32_MAX

/* Decode the character at *p (p < end) and step over it. On a malformed sequence (overlong, surrogate,
 * truncated, past U+10FFFF) give MKR_UTF8_BAD and step one byte. */
uint32_t mkr_utf8_next(const char **p, const char *end);

/* Encode c into out (room for 4) and return the number of bytes. */
size_t mkr_utf8_put(uint32_t c, char out[4]);

/* Offset of the first malformed byte, or n when all is well. */
size_t mkr_utf8_check(const char *s, size_t n);

#endif
