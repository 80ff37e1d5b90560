/* links.h - where a reader can go: link annotations and bookmarks. */
#ifndef MKR_PDF_LINKS_H
#define MKR_PDF_LINKS_H

#include "pdf/marks.h"
#include "pdf/pdf.h"
#include "pdf/store.h"

/* Make an annotation for each link of the pages; their numbers go into marks->links. */
void mkr_links_annotate(mkr_store *store, mkr_marks *marks, const HPDF_Dict *pages);

/* Make the outline. False after a message: a bookmark leads to nothing that is on a page. */
bool mkr_links_outline(mkr_store *store, mkr_diag *diag, const mkr_marks *marks, const HPDF_Dict *pages,
                       const mkr_pdf_info *info);

#endif
