/* picture.c - tell kinds of pictures apart by their content, and plan what is kept of one.
 *
 * A name's suffix is not looked at. The place of a picture is known when it is read, as the largest that the
 * page design allows it: so the pixels of a photograph are reduced while they are decoded, and never stand in
 * memory as a whole. Not here: the formats (png.c, jpeg.c, svg.c). */
#include "input/picture.h"

#include <string.h>

#include "input/picture_parts.h"

enum {
    MOST_SIDE = 100000, /* pixels */
    NATURAL = 750, /* 1/1000 pt a pixel: 96 to the inch */
    INCH = 72000,
    COARSE = 96, /* fewer pixels an inch are seen one by one */
    TINY = 2000 /* 1/1000 pt */
};

bool mkr_picture_damaged(const mkr_picture_source *s, const char *why) {
    return mkr_say(s->diag, MKR_E_PICTURE_DAMAGED, s->where, "%s: %s", s->name, why);
}

const mkr_profile *mkr_picture_profile(const mkr_picture_source *s, const uint8_t *bytes, size_t n,
                                       unsigned channels, bool inverted) {
    const mkr_profile *profile;
    if (!mkr_profile_open(s->scratch, bytes, n, channels, inverted, &profile))
        mkr_say(s->diag, MKR_E_PICTURE_PROFILE, s->where, "%s", s->name);
    return profile;
}

/* ---- the plan */

static uint32_t pixels_in(mkr_len length, uint32_t most) {
    uint64_t n = ((uint64_t)length * MKR_PICTURE_DENSITY + INCH - 1) / INCH;
    return n < most ? (uint32_t)n : most;
}

bool mkr_picture_say_tiny(const mkr_picture_source *s, mkr_len wide, mkr_len high) {
    bool tiny = wide < TINY || high < TINY;
    if (tiny)
        mkr_say(s->diag, MKR_E_PICTURE_TINY, s->where, "%s", s->name);
    return tiny;
}

static void say_size(const mkr_picture_source *s, uint32_t width, mkr_len wide, mkr_len high) {
    if (!mkr_picture_say_tiny(s, wide, high) && (uint64_t)width * INCH < (uint64_t)wide * COARSE)
        mkr_say(s->diag, MKR_E_PICTURE_COARSE, s->where, "%s: %u on %u points", s->name, width,
                (uint32_t)wide / MKR_PT(1));
}

bool mkr_picture_plan(const mkr_picture_source *s, uint32_t width, uint32_t height, mkr_picture *out) {
    if (width > MOST_SIDE || height > MOST_SIDE || (uint64_t)width * height > MKR_PICTURE_MOST_PIXELS)
        return mkr_say(s->diag, MKR_E_PICTURE_LARGE, s->where, "%s: %u by %u, at most %d in all", s->name,
                       width, height, MKR_PICTURE_MOST_PIXELS);
    bool on_its_side = out->turn >= 4;
    uint32_t wide = on_its_side ? height : width, high = on_its_side ? width : height;
    mkr_len print_wide, print_high;
    out->natural_width = (mkr_len)wide * NATURAL;
    out->natural_height = (mkr_len)high * NATURAL;
    mkr_picture_fit(out->natural_width, out->natural_height, s->place, &print_wide, &print_high);
    say_size(s, wide, print_wide, print_high);
    uint32_t keep_wide = pixels_in(print_wide, wide), keep_high = pixels_in(print_high, high);
    if (keep_wide < wide || keep_high < high)
        mkr_say(s->diag, MKR_E_PICTURE_REDUCED, s->where, "%s: %u by %u become %u by %u", s->name, wide, high,
                keep_wide, keep_high);
    out->width = on_its_side ? keep_high : keep_wide;
    out->height = on_its_side ? keep_wide : keep_high;
    return true;
}

/* ---- which kind it is */

static bool has(const mkr_picture_source *s, size_t at, const char *bytes, size_t n) {
    return s->n >= at + n && !memcmp(s->bytes + at, bytes, n);
}

/* Is the first element an <svg>? White space, comments, a declaration and a document type may precede it. */
static bool is_svg(const mkr_picture_source *s) {
    const char *at = (const char *)s->bytes, *end = at + s->n;
    if (has(s, 0, "\xEF\xBB\xBF", 3))
        at += 3;
    while (at < end && strchr(" \t\r\n", *at) && *at)
        at++;
    if (at == end || *at != '<')
        return false;
    for (; end - at >= 4; at++)
        if (!memcmp(at, "<svg", 4) || !memcmp(at, ":svg", 4))
            return true;
    return false;
}

/* What else people take for a picture, and what to save it as. */
static const char *other_kind(const mkr_picture_source *s) {
    static const struct {
        const char *begins, *kind;
        size_t at;
    } kinds[] = {{"GIF8", "a GIF; save it as PNG", 0},
                 {"BM", "a BMP; save it as PNG", 0},
                 {"II*", "a TIFF; save it as PNG, or as JPEG if it is a photograph", 0},
                 {"MM", "a TIFF; save it as PNG, or as JPEG if it is a photograph", 0},
                 {"WEBP", "a WebP; save it as PNG, or as JPEG if it is a photograph", 8},
                 {"ftyphei", "a HEIC photograph; save it as JPEG", 4},
                 {"ftypmif1", "a HEIC photograph; save it as JPEG", 4},
                 {"ftypavi", "an AVIF; save it as JPEG", 4},
                 {"jP  ", "a JPEG 2000; save it as JPEG", 4},
                 {"JXL ", "a JPEG XL; save it as JPEG", 4},
                 {"\xFF\x0A", "a JPEG XL; save it as JPEG", 0},
                 {"%PDF", "a PDF; save it as SVG, or as PNG", 0},
                 {"%!PS", "PostScript; save it as SVG, or as PNG", 0},
                 {"\xD7\xCD\xC6", "a WMF; save it as SVG, or as PNG", 0},
                 {" EMF", "an EMF; save it as SVG, or as PNG", 40},
                 {"8BPS", "a Photoshop file; save it as PNG, or as JPEG if it is a photograph", 0},
                 {"\x1F\x8B", "compressed; save it as plain SVG", 0}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (has(s, kinds[i].at, kinds[i].begins, strlen(kinds[i].begins)))
            return kinds[i].kind;
    return s->n ? "something else" : "empty";
}

bool mkr_picture_read(mkr_arena *arena, mkr_diag *diag, mkr_where where, const char *name, const void *bytes,
                      size_t n, mkr_picture_place place, mkr_picture *out) {
    mkr_picture_source s = {arena, mkr_arena_child(arena), diag, where, name, bytes, n, place};
    bool read;
    *out = (mkr_picture){0};
    if (has(&s, 0, "\x89PNG\r\n\x1A\n", 8))
        read = mkr_png_read(&s, out);
    else if (has(&s, 0, "\xFF\xD8\xFF", 3))
        read = mkr_jpeg_read(&s, out);
    else if (is_svg(&s))
        read = mkr_svg_read(&s, out);
    else
        read = mkr_say(diag, MKR_E_PICTURE_KIND, where, "%s is %s", name, other_kind(&s));
    mkr_arena_free(s.scratch);
    return read;
}
