/* content.h - the operators that paint a page (ISO 32000-1, 8 and 9). */
#ifndef MKR_PDF_CONTENT_H
#define MKR_PDF_CONTENT_H

#include "base/buffer.h"
#include "pdf/marks.h"

typedef struct mkr_content_image {
    const mkr_picture *picture;
    uint32_t number; /* of its object; 0 until the caller gives it one */
} mkr_content_image;

typedef struct mkr_content_face {
    bool used; /* on a page printed so far */
    bool places_marks; /* some codes have an offset */
    const mkr_face_code *codes;
} mkr_content_face;

/* What the pages printed so far use. */
typedef struct mkr_content {
    mkr_arena *arena;
    const mkr_marks *marks;
    mkr_content_face *faces; /* by mkr_face_index; the resource is /F and the index */
    MKR_VEC(mkr_content_image) images; /* the resource is /I and the index */
    uint32_t *slots; /* hash of the pictures' addresses: index + 1 */
    size_t n_slots; /* a power of two */
} mkr_content;

void mkr_content_print(mkr_content *content, uint32_t page, mkr_buffer *out);

#endif
