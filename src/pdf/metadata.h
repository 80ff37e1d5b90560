/* metadata.h - what the file says about itself: XMP, information dictionary, output intent. */
#ifndef MKR_PDF_METADATA_H
#define MKR_PDF_METADATA_H

#include "pdf/pdf.h"
#include "pdf/saver.h"

/* The time of the file as PDF writes dates (ISO 32000-1, 7.9.4): "D:20250630120000Z"; NULL when it has none.
 */
const char *mkr_metadata_date(mkr_arena *arena, const mkr_pdf_info *info);

/* Fill libharu's information dictionary. */
void mkr_metadata_info(mkr_store *store, const mkr_pdf_info *info);

/* Write the XMP packet, which says the same, and the conformance to PDF/UA-1 and PDF/A-2a or, with
 * attachments, PDF/A-3a. Gives its number. */
uint32_t mkr_metadata_xmp(mkr_arena *arena, mkr_store *store, mkr_saver *saver, const mkr_pdf_info *info);

/* Write the sRGB profile that device colours are meant in (ISO 19005-2, 6.2.3). Gives the number of the
 * profile, or 0 when memory is short. */
uint32_t mkr_metadata_profile(mkr_arena *arena, mkr_store *store, mkr_saver *saver);

#endif
