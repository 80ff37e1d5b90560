/* saver.h - put the objects of a PDF file into bytes.
 *
 * libharu's own saver writes each small object as it is and a classic cross-reference table; a tagged report
 * is mostly small objects. This one packs them 200 to a compressed object stream (ISO 32000-1, 7.5.7) and
 * ends with a cross-reference stream (7.5.8). Everything leaves for the output as soon as it is compressed.
 */
#ifndef MKR_PDF_SAVER_H
#define MKR_PDF_SAVER_H

#include "base/output.h"
#include "pdf/store.h"

typedef struct mkr_saver mkr_saver;

/* Write the header of a file. NULL when memory is short. */
mkr_saver *mkr_saver_open(mkr_arena *arena, mkr_output *out);

/* A stream that is compressed while the caller goes on: fill the buffer, then end it. `keys` are further
 * entries of its dictionary, at most 230 bytes. */
mkr_buffer *mkr_saver_stream(mkr_saver *saver);
void mkr_saver_stream_end(mkr_saver *saver, uint32_t number, const char *keys);

/* The same for bytes that stand somewhere until the saver is closed. */
void mkr_saver_bytes(mkr_saver *saver, uint32_t number, const char *keys, const void *bytes, size_t n);

/* A stream written as it is. */
void mkr_saver_plain(mkr_saver *saver, uint32_t number, const char *keys, const void *bytes, size_t n);

/* After the streams: all objects of a store. From here on further numbers come from mkr_saver_reserve. */
void mkr_saver_store(mkr_saver *saver, mkr_store *store);

/* The first of n new numbers. */
uint32_t mkr_saver_reserve(mkr_saver *saver, uint32_t n);

/* An object as text: append it to the buffer. It ends where the next one begins. */
mkr_buffer *mkr_saver_object(mkr_saver *saver, uint32_t number);

/* Write what is left and the cross-reference stream. The output has reported what went wrong with it. */
void mkr_saver_close(mkr_saver *saver, uint32_t root, uint32_t info);

#endif
