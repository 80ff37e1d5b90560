/* imagefile.c - image XObjects (ISO 32000-1, 8.9.5). */
#include "pdf/imagefile.h"

/* A profile makes a colour space of its own (8.6.5.5). Without one the output intent says what DeviceRGB is;
 * DeviceGray is always allowed beside it (ISO 19005-2, 6.2.4.3). */
static const char *colour_space(mkr_arena *arena, const mkr_picture *picture, mkr_store *store,
                                mkr_saver *saver) {
    if (!picture->profile)
        return picture->channels == 1 ? "/DeviceGray" : "/DeviceRGB";
    uint32_t number = mkr_store_reserve(store);
    mkr_saver_bytes(saver, number, picture->channels == 1 ? "/N 1" : "/N 3", picture->profile,
                    picture->profile_bytes);
    return mkr_printf(arena, "[/ICCBased %u 0 R]", number);
}

uint32_t mkr_imagefile_embed(mkr_arena *arena, const mkr_picture *picture, mkr_store *store,
                             mkr_saver *saver) {
    const char *space = colour_space(arena, picture, store, saver);
    uint32_t number = mkr_store_reserve(store);
    char *keys =
        mkr_printf(arena, "/Type/XObject/Subtype/Image/Width %u/Height %u/ColorSpace%s/BitsPerComponent 8%s",
                   picture->width, picture->height, space, picture->jpeg ? "/Filter/DCTDecode" : "");
    if (picture->jpeg)
        mkr_saver_plain(saver, number, keys, picture->jpeg, picture->jpeg_bytes);
    else
        mkr_saver_bytes(saver, number, keys, picture->pixels,
                        (size_t)picture->width * picture->height * picture->channels);
    return number;
}
