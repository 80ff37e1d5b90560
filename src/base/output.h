/* output.h - where bytes go: a file that appears whole or not at all, a device, or standard output. */
#ifndef MKR_BASE_OUTPUT_H
#define MKR_BASE_OUTPUT_H

#include "base/diag.h"

typedef struct mkr_output mkr_output;

/* Open `path` for writing. "-" is standard output; a device or pipe is written straight through; anything
 * else goes to a temporary file beside it that mkr_output_close moves into place. NULL after a message. */
mkr_output *mkr_output_open(mkr_arena *arena, mkr_diag *diag, const char *path);

/* Add bytes. After a failure (reported once) it returns false and further calls do nothing. */
bool mkr_output_write(mkr_output *out, const void *bytes, size_t n);

uint64_t mkr_output_written(const mkr_output *out);

/* keep: flush, sync, rename; false after a message. Not keep, or after a failure: leave no trace. */
bool mkr_output_close(mkr_output *out, bool keep);

#endif
