/* literal.h - strings as PDF writes them (ISO 32000-1, 7.3.4 and 7.9.2). */
#ifndef MKR_PDF_LITERAL_H
#define MKR_PDF_LITERAL_H

#include "base/buffer.h"

/* Bytes as a literal string: "(a\(b)". */
void mkr_pdf_bytes(mkr_buffer *out, const void *bytes, size_t n);

/* A key and UTF-8 as a text string: as it is while it is ASCII, which PDFDocEncoding shares; otherwise in
 * UTF-16BE. Nothing at all when the text is NULL. */
void mkr_pdf_entry(mkr_buffer *out, const char *key, const char *utf8);

/* "12 0 R" */
void mkr_pdf_ref(mkr_buffer *out, uint32_t number);

/* UTF-8 as UTF-16BE without a mark; malformed bytes become U+FFFD. */
void mkr_pdf_utf16(mkr_buffer *out, const char *utf8);

#endif
