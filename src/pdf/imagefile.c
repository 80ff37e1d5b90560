/* imagefile.c - image XObjects (ISO 32000-1, 8.9.5). */
#include "pdf/imagefile.h"

/* Number of colour components by the frame header of a JPEG (ISO/IEC 10918-1, B.2.2), or 0 when it is not one
 * with 8 bits that PDF's DCTDecode takes: baseline, extended, progressive. */
static unsigned jpeg_components(const mkr_picture *picture) {
    const uint8_t *p = picture->jpeg, *end = p + picture->jpeg_bytes;
    if (picture->jpeg_bytes < 4 || p[0] != 0xFF || p[1] != 0xD8)
        return 0;
    for (p += 2; end - p >= 10;) {
        if (p[0] != 0xFF)
            return 0;
        if (p[1] == 0xFF) { /* fill byte */
            p++;
            continue;
        }
        if (p[1] >= 0xC0 && p[1] <= 0xC2)
            return p[4] == 8 ? p[9] : 0;
        size_t size = (size_t)(p[2] << 8 | p[3]) + 2;
        if (size < 4 || size > (size_t)(end - p))
            return 0;
        p += size;
    }
    return 0;
}

static char *image_keys(mkr_arena *arena, const mkr_picture *picture, const char *space, const char *filter) {
    return mkr_printf(arena,
                      "/Type/XObject/Subtype/Image/Width %u/Height %u/ColorSpace/%s/BitsPerComponent 8%s",
                      picture->width, picture->height, space, filter);
}

uint32_t mkr_imagefile_embed(mkr_arena *arena, const mkr_picture *picture, mkr_store *store,
                             mkr_saver *saver) {
    uint32_t number = mkr_store_reserve(store);
    unsigned components = picture->jpeg ? jpeg_components(picture) : 0;
    if (components == 1 || components == 3)
        mkr_saver_plain(
            saver, number,
            image_keys(arena, picture, components == 1 ? "DeviceGray" : "DeviceRGB", "/Filter/DCTDecode"),
            picture->jpeg, picture->jpeg_bytes);
    else
        mkr_saver_bytes(saver, number, image_keys(arena, picture, "DeviceRGB", ""), picture->rgb,
                        (size_t)picture->width * picture->height * 3);
    return number;
}
