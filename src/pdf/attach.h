/* attach.h - files carried inside the PDF: the data behind the report (ISO 32000-1, 7.11.4; ISO
 * 19005-3, 6.8).
 */
#ifndef MKR_PDF_ATTACH_H
#define MKR_PDF_ATTACH_H

#include "pdf/marks.h"
#include "pdf/pdf.h"
#include "pdf/saver.h"

/* Embed the attachments, name them in the catalog, and note in `marks` which element each belongs to. False
 * after a message: two have the same name. */
bool mkr_attach_files(mkr_arena *arena, mkr_diag *diag, mkr_store *store, mkr_saver *saver,
                      const mkr_pdf_info *info, mkr_marks *marks);

#endif
