/* colour.c - colour spaces, ICC profile headers, rendering intents. */
#include "colour.h"

#include <stdlib.h>

#define SPACE_DEPTH 6 /* of alternate and base spaces in one another */

static unsigned device_bit(const cos *name) {
    if (cos_is(name, "DeviceGray") || cos_is(name, "G"))
        return DEVICE_GRAY;
    if (cos_is(name, "DeviceRGB") || cos_is(name, "RGB"))
        return DEVICE_RGB;
    return cos_is(name, "DeviceCMYK") || cos_is(name, "CMYK") ? DEVICE_CMYK : 0;
}

static bool has_default(const cos *resources, unsigned bit) {
    const char *key = bit == DEVICE_GRAY ? "DefaultGray" : bit == DEVICE_RGB ? "DefaultRGB" : "DefaultCMYK";
    return cos_has(cos_get(resources, "ColorSpace"), key);
}

static unsigned space_at_depth(doc *d, const cos *space, const cos *resources, unsigned depth) {
    if (depth > SPACE_DEPTH)
        return 0;
    if (space->type == COS_NAME) {
        unsigned bit = device_bit(space);
        if (bit)
            return has_default(resources, bit) ? 0 : bit;
        return space_at_depth(d, cos_named(cos_get(resources, "ColorSpace"), space), resources, depth + 1);
    }
    const cos *kind = cos_at(space, 0);
    if (device_bit(kind))
        return space_at_depth(d, kind, resources, depth + 1);
    if (cos_is(kind, "Indexed") || cos_is(kind, "I") || cos_is(kind, "Pattern"))
        return space_at_depth(d, cos_at(space, 1), resources, depth + 1);
    if (cos_is(kind, "DeviceN") && cos_count(cos_at(space, 1)) > 32)
        fail_at(d->rep, R_A_6_1_13_9, at_object(space));
    if (cos_is(kind, "Separation") || cos_is(kind, "DeviceN"))
        return space_at_depth(d, cos_at(space, 2), resources, depth + 1);
    return 0; /* CalGray, CalRGB, Lab; ICCBased is checked once, with the objects */
}

unsigned colour_space(doc *d, const cos *space, const cos *resources) {
    return space_at_depth(d, space, resources, 0);
}

void colour_use(doc *d, unsigned spaces, size_t page) {
    if (spaces & DEVICE_GRAY && !d->intent)
        fail_at(d->rep, R_A_6_2_4_3_4, at_page(page));
    if (spaces & DEVICE_RGB && d->intent != DEVICE_RGB)
        fail_at(d->rep, R_A_6_2_4_3_2, at_page(page));
    if (spaces & DEVICE_CMYK && d->intent != DEVICE_CMYK)
        fail_at(d->rep, R_A_6_2_4_3_3, at_page(page));
}

static bool tag_is(const uint8_t *at, const char *tag) {
    return !memcmp(at, tag, 4);
}

static uint32_t be32(const uint8_t *p) {
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* The tag table must lie inside the profile (ICC.1:2004-10, 7.3). */
static bool icc_tags_fit(const uint8_t *p, size_t n) {
    if (n < 132)
        return false;
    uint64_t count = be32(p + 128);
    if (!count || 132 + count * 12 > n)
        return false;
    for (uint64_t i = 0; i < count; i++) {
        const uint8_t *tag = p + 132 + i * 12;
        if ((uint64_t)be32(tag + 4) + be32(tag + 8) > n)
            return false;
    }
    return true;
}

static const char *icc_fault(const uint8_t *p, size_t n, int64_t components, bool output_intent,
                             unsigned *space) {
    if (n < 128 || !tag_is(p + 36, "acsp"))
        return "not an ICC profile";
    if (be32(p) > n)
        return "its size field is wrong";
    if (p[8] > 4)
        return "its version is above 4";
    bool device = tag_is(p + 12, "prtr") || tag_is(p + 12, "mntr");
    if (!device && (output_intent || !(tag_is(p + 12, "scnr") || tag_is(p + 12, "spac"))))
        return "its device class";
    bool gray = tag_is(p + 16, "GRAY"), rgb = tag_is(p + 16, "RGB "), cmyk = tag_is(p + 16, "CMYK"),
         lab = tag_is(p + 16, "Lab ");
    if (!(gray || rgb || cmyk || lab) || components != (gray ? 1 : cmyk ? 4 : 3))
        return "its colour space, or N";
    *space = gray ? DEVICE_GRAY : rgb ? DEVICE_RGB : cmyk ? DEVICE_CMYK : 0;
    return icc_tags_fit(p, n) ? NULL : "its tag table";
}

unsigned icc_check(doc *d, const cos *stream, rule broken, bool output_intent) {
    size_t n;
    unsigned space = 0;
    uint8_t *profile = doc_stream(d, stream, &n);
    const char *fault =
        !profile ? "no data"
                 : icc_fault(profile, n, cos_int_or(cos_get(stream, "N"), 0), output_intent, &space);
    free(profile);
    if (!fault)
        return space;
    fail(d->rep, broken, at_object(stream), "%s", fault);
    return 0;
}

void check_intent(doc *d, const cos *intent, place where) {
    if (intent->type == COS_NAME && !cos_is(intent, "RelativeColorimetric") &&
        !cos_is(intent, "AbsoluteColorimetric") && !cos_is(intent, "Perceptual") &&
        !cos_is(intent, "Saturation"))
        fail(d->rep, R_A_6_2_6_1, where, "%.*s", intent->n < 60 ? (int)intent->n : 60, intent->u.s);
}
