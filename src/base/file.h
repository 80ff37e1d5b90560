/* file.h - read whole files. */
#ifndef MKR_BASE_FILE_H
#define MKR_BASE_FILE_H

#include "base/diag.h"

/* Read a file of at most `most` bytes; `bytes` is followed by a NUL that n does not count. False after a
 * message at `where` (the place that names the file; line 0: the file itself). */
bool mkr_file_read(mkr_arena *arena, mkr_diag *diag, mkr_where where, const char *path, size_t most,
                   const char **bytes, size_t *n);

/* Do both paths lead to one existing file? */
bool mkr_file_same(const char *a, const char *b);

/* The part of a path up to and with its last slash; "" when there is none. */
char *mkr_file_folder(mkr_arena *arena, const char *path);

#endif
