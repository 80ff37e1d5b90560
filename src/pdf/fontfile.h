/* fontfile.h - embed a face: the glyphs in use, their widths and what they mean. */
#ifndef MKR_PDF_FONTFILE_H
#define MKR_PDF_FONTFILE_H

#include "pdf/saver.h"
#include "text/font.h"

/* Make the Type 0 font of a face, whose codes are its CIDs, and write its streams. Gives its object number,
 * or 0 after a message. */
uint32_t mkr_fontfile_embed(mkr_arena *arena, mkr_diag *diag, const mkr_face *face, mkr_store *store,
                            mkr_saver *saver);

#endif
