/* pdf.h - write a display list and its document tree as one PDF 1.7 file that is PDF/UA-1 and PDF/A-2a, or
 * PDF/A-3a when it carries files. */
#ifndef MKR_PDF_PDF_H
#define MKR_PDF_PDF_H

#include "base/output.h"
#include "page/page.h"
#include "report/tree.h"

typedef struct mkr_pdf_bookmark {
    const char *title;
    uint32_t elem; /* where it leads */
    uint8_t level; /* from 1 */
} mkr_pdf_bookmark;

/* A file carried inside the PDF: data that what is printed was made from. */
typedef struct mkr_pdf_attachment {
    const char *name; /* "indicators.csv": of the file, not empty, no other attachment's */
    const char *description; /* a sentence for whoever sees the list of attachments, or NULL */
    const char *mime; /* "text/csv"; at most 80 bytes */
    const char *bytes; /* the content, which stays as it is until the PDF is written; it may be empty */
    size_t n;
    uint32_t elem; /* whose data they are; 0: the whole document's */
} mkr_pdf_attachment;

typedef struct mkr_pdf_info {
    const char *title, *author, *subject, *lang, *producer; /* author and subject may be NULL */
    const char *status; /* "draft", "final" ...: xmp:Label (ISO 16684-1, 8.4), or NULL */
    int64_t time; /* seconds since 1970 UTC for the dates; -1: no dates */
    const mkr_pdf_bookmark *bookmarks;
    size_t n_bookmarks;
    const mkr_pdf_attachment *attachments; /* in any order */
    size_t n_attachments;
} mkr_pdf_info;

/* False after a message: ink that belongs to no element and is no artifact cannot happen by type, but an
 * element that may not hold ink, an unplaced link target, a figure without alternative text are refused here,
 * and so are two attachments of the same name. */
bool mkr_pdf_write(mkr_arena *arena, mkr_diag *diag, const mkr_pages *pages, const mkr_tree *tree,
                   const mkr_fonts *fonts, const mkr_pdf_info *info, mkr_output *out);

/* The structure tree as text for --dump=tags: one element a line, indented, with attributes and where its ink
 * is. */
struct mkr_buffer;
void mkr_tags_dump(const mkr_tree *tree, const mkr_pages *pages, struct mkr_buffer *out);

#endif
