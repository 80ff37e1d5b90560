/* encoding.h - from the bytes of a file to UTF-8. */
#ifndef MKR_INPUT_ENCODING_H
#define MKR_INPUT_ENCODING_H

#include "base/diag.h"

/* Find the encoding of a file of text (byte-order mark, then whether it is valid UTF-8, else Windows-1252
 * with a notice), or take the one that is asked for, and give its text as UTF-8 without the mark: the bytes
 * themselves when they are UTF-8 already. Control characters other than tab and line ends are not looked for
 * here. False after a message: bytes that the encoding does not have, or a mixture of two encodings, each
 * with its line. */
bool mkr_encoding_read(mkr_arena *arena, mkr_diag *diag, const char *name, const char *asked,
                       const char **bytes, size_t *n);

/* Does a character at s that was encoded twice, UTF-8 taken for Windows-1252, begin there: how many bytes are
 * it now, and the character that it should be. */
bool mkr_encoding_twice(const char *s, const char *end, size_t *bytes, uint32_t *should_be);

#endif
