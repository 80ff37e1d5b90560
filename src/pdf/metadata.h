/* metadata.h - what the file says about itself: XMP, information dictionary, output intent. */
#ifndef MKR_PDF_METADATA_H
#define MKR_PDF_METADATA_H

#include "pdf/pdf.h"
#include "pdf/saver.h"

/* Fill libharu's information dictionary. */
void mkr_metadata_info(mkr_store *store, const mkr_pdf_info *info);

/* Write the XMP packet, which says the same, and the conformance to PDF/UA-1 and PDF/A-2a. Gives its number.
 */
uint32_t mkr_metadata_xmp(mkr_arena *arena, mkr_store *store, mkr_saver *saver, const mkr_pdf_info *info);

/* Write the sRGB profile that device colours are meant in (ISO 19005-2, 6.2.3). Gives the number of the
 * profile, or 0 when memory is short. */
uint32_t mkr_metadata_profile(mkr_arena *arena, mkr_store *store, mkr_saver *saver);

#endif
