/* zip.h - the parts of an Office Open XML package: named files in a ZIP archive (ISO/IEC 29500-2). */
#ifndef MKR_INPUT_ZIP_H
#define MKR_INPUT_ZIP_H

#include "base/diag.h"

typedef struct mkr_zip mkr_zip;

/* Open an archive in memory; `bytes` must live as long as the arena, which closes it. NULL after a message.
 */
mkr_zip *mkr_zip_open(mkr_arena *arena, mkr_diag *diag, const char *name, const char *bytes, size_t n);

bool mkr_zip_has(mkr_zip *zip, const char *part);

/* Unpack a part; what all parts together unpack to is limited to MKR_TABLE_LARGEST. False after a message: it
 * is not there, damaged, locked, or too large. */
bool mkr_zip_read(mkr_zip *zip, mkr_arena *arena, const char *part, const char **bytes, size_t *n);

#endif
