/* jpeg_app.c - EXIF (JEITA CP-3451) and ICC profiles in the application segments of a JPEG. */
#include "input/jpeg_app.h"

#include <string.h>

#include "base/buffer.h"

enum {
    ORIENTATION = 0x0112, /* tags of EXIF */
    LOCATION = 0x8825,
    ENTRY = 12, /* bytes of an entry of a directory */
    EXIF_HEAD = 6, /* "Exif" and two zeros */
    ICC_HEAD = 14 /* its name, number of the part from 1, how many */
};

typedef struct tiff {
    const uint8_t *at;
    size_t n;
    bool big_endian;
} tiff;

static uint32_t number(const tiff *t, size_t at, unsigned bytes) {
    uint32_t value = 0;
    for (unsigned i = 0; i < bytes; i++)
        value = value << 8 | t->at[at + (t->big_endian ? i : bytes - 1 - i)];
    return value;
}

/* Only the first directory matters. */
static void read_directory(const tiff *t, mkr_exif *out) {
    size_t at = number(t, 4, 4);
    if (at > t->n - 2)
        return;
    size_t entries = number(t, at, 2);
    for (at += 2; entries-- && t->n - at >= ENTRY; at += ENTRY) {
        uint32_t tag = number(t, at, 2), value = number(t, at + 8, 2);
        if (tag == ORIENTATION && value >= 1 && value <= 8)
            out->turn = (uint8_t)(value - 1);
        out->has_location |= tag == LOCATION;
    }
}

mkr_exif mkr_exif_read(const struct jpeg_decompress_struct *d) {
    mkr_exif exif = {0};
    for (jpeg_saved_marker_ptr m = d->marker_list; m; m = m->next) {
        if (m->marker != JPEG_APP0 + 1 || m->data_length < EXIF_HEAD + 8 || memcmp(m->data, "Exif\0", 6))
            continue;
        tiff t = {m->data + EXIF_HEAD, m->data_length - EXIF_HEAD, m->data[EXIF_HEAD] == 'M'};
        read_directory(&t, &exif);
        break;
    }
    return exif;
}

static bool is_profile_part(jpeg_saved_marker_ptr m) {
    return m->marker == JPEG_APP0 + 2 && m->data_length > ICC_HEAD && !memcmp(m->data, "ICC_PROFILE", 12);
}

const uint8_t *mkr_jpeg_profile(mkr_arena *arena, const struct jpeg_decompress_struct *d, size_t *n) {
    jpeg_saved_marker_ptr parts[UINT8_MAX + 1] = {NULL};
    unsigned most = 0;
    for (jpeg_saved_marker_ptr m = d->marker_list; m; m = m->next)
        if (is_profile_part(m)) {
            parts[m->data[12]] = m;
            most = m->data[13];
        }
    mkr_buffer all = mkr_buffer_new(arena);
    for (unsigned i = 1; i <= most; i++) {
        if (!parts[i])
            return NULL;
        mkr_buffer_add(&all, parts[i]->data + ICC_HEAD, parts[i]->data_length - ICC_HEAD);
    }
    *n = all.n;
    return (const uint8_t *)all.at;
}
