/* profile.c - ICC profiles embedded in pictures, by lcms2.
 *
 * Colours become sRGB by relative colorimetric intent with black-point compensation, as image programs do it
 * by default. A profile that gives what sRGB gives, to one step of 255, is not looked at further. */
#include <lcms2.h>
#include <stdlib.h>

#include "input/picture_parts.h"

enum {
    LARGEST = 8 << 20, /* bytes; profiles of presses have one to three million */
    HEADER = 128,
    STEPS = 5 /* tried of each channel */
};

struct mkr_profile {
    cmsHTRANSFORM transform;
    bool embeds;
};

static void release_context(void *context) {
    cmsDeleteContext(context);
}

static void release_profile(void *profile) {
    cmsCloseProfile(profile);
}

static void release_transform(void *transform) {
    cmsDeleteTransform(transform);
}

static cmsColorSpaceSignature space_of(unsigned channels) {
    return channels == 1 ? cmsSigGrayData : channels == 3 ? cmsSigRgbData : cmsSigCmykData;
}

static cmsUInt32Number format_of(unsigned channels, bool inverted) {
    return channels == 1   ? TYPE_GRAY_8
           : channels == 3 ? TYPE_RGB_8
           : inverted      ? TYPE_CMYK_8_REV
                           : TYPE_CMYK_8;
}

/* Classes and versions that ISO 32000-1, table 66, and 8.6.5.5 allow: ICC.1:2004-10 is version 4.2. The file
 * must say its own size. */
static bool may_embed(cmsHPROFILE profile, const uint8_t *bytes, size_t n) {
    cmsProfileClassSignature class = cmsGetDeviceClass(profile);
    size_t stated = (size_t)bytes[0] << 24 | (size_t)bytes[1] << 16 | (size_t)bytes[2] << 8 | bytes[3];
    bool version = bytes[8] == 2 || (bytes[8] == 4 && bytes[9] <= 0x2F);
    return version && stated == n &&
           (class == cmsSigInputClass || class == cmsSigDisplayClass || class == cmsSigOutputClass ||
            class == cmsSigColorSpaceClass);
}

static bool make(mkr_profile *p, mkr_arena *arena, const uint8_t *bytes, size_t n, unsigned channels,
                 bool inverted) {
    cmsContext context = cmsCreateContext(NULL, NULL);
    if (!context)
        return false;
    mkr_arena_defer(arena, release_context, context);
    cmsHPROFILE from = cmsOpenProfileFromMemTHR(context, bytes, (cmsUInt32Number)n);
    if (!from)
        return false;
    mkr_arena_defer(arena, release_profile, from);
    if (cmsGetColorSpace(from) != space_of(channels))
        return false;
    cmsHPROFILE srgb = cmsCreate_sRGBProfileTHR(context);
    if (!srgb)
        return false;
    mkr_arena_defer(arena, release_profile, srgb);
    p->transform = cmsCreateTransformTHR(context, from, format_of(channels, inverted), srgb, TYPE_RGB_8,
                                         INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_BLACKPOINTCOMPENSATION);
    if (!p->transform)
        return false;
    mkr_arena_defer(arena, release_transform, p->transform);
    p->embeds = may_embed(from, bytes, n);
    return true;
}

static bool near(const uint8_t *a, const uint8_t *b) {
    for (int i = 0; i < 3; i++)
        if (abs(a[i] - b[i]) > 1)
            return false;
    return true;
}

/* Is it sRGB, or its greys? */
static bool changes_nothing(const mkr_profile *p, unsigned channels) {
    for (unsigned i = 0; i < (channels == 3 ? STEPS * STEPS * STEPS : STEPS); i++) {
        uint8_t step = 255 / (STEPS - 1), rgb[3];
        uint8_t grey = (uint8_t)(i % STEPS * step);
        uint8_t from[3] = {grey, (uint8_t)(i / STEPS % STEPS * step), (uint8_t)(i / STEPS / STEPS * step)};
        if (channels == 1)
            from[1] = from[2] = grey;
        mkr_profile_apply(p, from, rgb, 1);
        if (!near(from, rgb))
            return false;
    }
    return true;
}

bool mkr_profile_open(mkr_arena *arena, const uint8_t *bytes, size_t n, unsigned channels, bool inverted,
                      const mkr_profile **out) {
    mkr_profile *p = mkr_alloc(arena, sizeof *p);
    *out = NULL;
    if (n <= HEADER || n > LARGEST || !make(p, arena, bytes, n, channels, inverted))
        return false;
    if (channels == 4 || !changes_nothing(p, channels))
        *out = p;
    return true;
}

bool mkr_profile_embeds(const mkr_profile *profile) {
    return profile->embeds;
}

void mkr_profile_apply(const mkr_profile *profile, const uint8_t *from, uint8_t *rgb, size_t n) {
    cmsDoTransform(profile->transform, from, rgb, (cmsUInt32Number)n);
}
