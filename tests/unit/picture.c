/* picture.c - decode pictures made here with libpng and libjpeg, whole and damaged. */
#include "input/picture.h"

#include "heard.h"

#include <jpeglib.h>
#include <lcms2.h>
#include <libdeflate.h>
#include <png.h>

#include "base/buffer.h"
#include "input/picture_parts.h"

static const mkr_where place = {"report.xml", 4, 9};

/* As wide as 408 points and as high as 640. */
static bool read_picture(world *w, const void *bytes, size_t n, mkr_picture *out) {
    hush(w);
    mkr_picture_place room = {.width = MKR_PT(408), .height = MKR_PT(640)};
    return mkr_picture_read(w->arena, &w->diag, place, "a.png", bytes, n, room, out);
}

/* In a place that wide. */
static bool read_for(world *w, const void *bytes, size_t n, mkr_len width, mkr_picture *out) {
    hush(w);
    mkr_picture_place room = {.wanted = width, .width = MKR_PT(408), .height = MKR_PT(640)};
    return mkr_picture_read(w->arena, &w->diag, place, "a.png", bytes, n, room, out);
}

static void refused(world *w, const void *bytes, size_t n, const char *message) {
    mkr_picture picture;
    assert_false(read_picture(w, bytes, n, &picture));
    assert_non_null(strstr(w->heard, message));
}

static void pixel_is(world *w, const mkr_picture *p, uint32_t x, uint32_t y, int r, int g, int b,
                     int tolerance) {
    const uint8_t *at = mkr_picture_rgb(w->arena, p) + ((size_t)y * p->width + x) * 3;
    assert_in_range(at[0] - r + tolerance, 0, 2 * tolerance);
    assert_in_range(at[1] - g + tolerance, 0, 2 * tolerance);
    assert_in_range(at[2] - b + tolerance, 0, 2 * tolerance);
}

/* ---- PNG */

typedef struct bytes {
    uint8_t at[20000];
    size_t n;
} bytes;

static void png_out(png_structp png, png_bytep data, size_t n) {
    bytes *b = png_get_io_ptr(png);
    assert_true(b->n + n <= sizeof b->at);
    memcpy(b->at + b->n, data, n);
    b->n += n;
}

/* A PNG of the given kind; `rows` holds height rows as PNG stores them. */
static bytes make_png(uint32_t width, uint32_t height, int depth, int kind, bool interlaced,
                      const uint8_t *rows, size_t row_bytes, const png_color *palette, int colours,
                      const png_byte *alphas) {
    bytes b = {.n = 0};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(png, &b, png_out, NULL);
    png_set_IHDR(png, info, width, height, depth, kind, interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (palette)
        png_set_PLTE(png, info, palette, colours);
    if (alphas)
        png_set_tRNS(png, info, alphas, colours, NULL);
    png_write_info(png, info);
    int passes = png_set_interlace_handling(png);
    for (int pass = 0; pass < passes; pass++)
        for (uint32_t y = 0; y < height; y++)
            png_write_row(png, rows + y * row_bytes);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return b;
}

static void test_png_rgb(void **state) {
    static const uint8_t rows[] = {255, 0, 0, 0, 255, 0, 0, 0, 255, 1, 2, 3, 128, 128, 128, 254, 253, 252};
    for (int interlaced = 0; interlaced < 2; interlaced++) {
        bytes b = make_png(3, 2, 8, PNG_COLOR_TYPE_RGB, interlaced, rows, 9, NULL, 0, NULL);
        mkr_picture p;
        assert_true(read_picture(*state, b.at, b.n, &p));
        assert_int_equal(p.width, 3);
        assert_int_equal(p.height, 2);
        assert_null(p.jpeg);
        assert_memory_equal(p.pixels, rows, sizeof rows);
    }
}

static void test_png_kinds(void **state) {
    mkr_picture p;
    static const uint8_t grey[] = {0, 100, 255};
    bytes b = make_png(3, 1, 8, PNG_COLOR_TYPE_GRAY, false, grey, 3, NULL, 0, NULL);
    assert_true(read_picture(*state, b.at, b.n, &p));
    pixel_is(*state, &p, 0, 0, 0, 0, 0, 0);
    pixel_is(*state, &p, 1, 0, 100, 100, 100, 0);
    pixel_is(*state, &p, 2, 0, 255, 255, 255, 0);

    static const uint8_t bits[] = {0xA0}; /* 1, 0, 1 */
    b = make_png(3, 1, 1, PNG_COLOR_TYPE_GRAY, false, bits, 1, NULL, 0, NULL);
    assert_true(read_picture(*state, b.at, b.n, &p));
    pixel_is(*state, &p, 0, 0, 255, 255, 255, 0);
    pixel_is(*state, &p, 1, 0, 0, 0, 0, 0);

    static const png_color palette[] = {{10, 20, 30}, {40, 50, 60}};
    static const png_byte alphas[] = {255, 0};
    static const uint8_t indices[] = {0, 1};
    b = make_png(2, 1, 8, PNG_COLOR_TYPE_PALETTE, false, indices, 2, palette, 2, alphas);
    assert_true(read_picture(*state, b.at, b.n, &p));
    pixel_is(*state, &p, 0, 0, 10, 20, 30, 0);
    pixel_is(*state, &p, 1, 0, 255, 255, 255, 0);
}

static void test_png_transparent(void **state) {
    /* black half seen on white: 255 * (255 - 128) / 255 = 127; red a fifth seen: 255 and 255 * 204 / 255 =
     * 204 */
    static const uint8_t rows[] = {0, 0, 0, 128, 255, 0, 0, 51, 9, 9, 9, 0, 7, 8, 9, 255};
    bytes b = make_png(2, 2, 8, PNG_COLOR_TYPE_RGB_ALPHA, false, rows, 8, NULL, 0, NULL);
    mkr_picture p;
    assert_true(read_picture(*state, b.at, b.n, &p));
    pixel_is(*state, &p, 0, 0, 127, 127, 127, 0);
    pixel_is(*state, &p, 1, 0, 255, 204, 204, 0);
    pixel_is(*state, &p, 0, 1, 255, 255, 255, 0);
    pixel_is(*state, &p, 1, 1, 7, 8, 9, 0);
}

static void test_png_16_bit(void **state) {
    /* 16-bit PNG without a gamma chunk counts as sRGB here: 0x8080 is 0x80 */
    static const uint8_t rows[] = {0xFF, 0xFF, 0x80, 0x80, 0x00, 0x00};
    bytes b = make_png(1, 1, 16, PNG_COLOR_TYPE_RGB, false, rows, 6, NULL, 0, NULL);
    mkr_picture p;
    assert_true(read_picture(*state, b.at, b.n, &p));
    pixel_is(*state, &p, 0, 0, 255, 128, 0, 1);
}

static bytes noisy_png(void) {
    uint8_t rows[40 * 40 * 3];
    uint32_t seed = 1;
    for (size_t i = 0; i < sizeof rows; i++)
        rows[i] = (uint8_t)((seed = seed * 1664525 + 1013904223) >> 24);
    return make_png(40, 40, 8, PNG_COLOR_TYPE_RGB, false, rows, 120, NULL, 0, NULL);
}

static void test_png_damaged(void **state) {
    bytes b = noisy_png();
    refused(*state, b.at, 8, "report.xml:4:9 PICTURE_DAMAGED the picture is damaged: a.png: ");
    refused(*state, b.at, b.n / 2, "PICTURE_DAMAGED");
    b.at[b.n / 2] ^= 1;
    refused(*state, b.at, b.n, "PICTURE_DAMAGED"); /* the checksum */
    b.at[b.n / 2] ^= 1;
    b.at[19] = 41; /* another width: the header's checksum */
    refused(*state, b.at, b.n, "PICTURE_DAMAGED");
}

static uint32_t crc_of(const uint8_t *s, size_t n) {
    uint32_t crc = UINT32_MAX;
    for (; n--; s++) {
        crc ^= *s;
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
    }
    return ~crc;
}

static void test_png_too_large(void **state) {
    bytes b = noisy_png();
    memcpy(b.at + 16, "\x00\x00\x9C\x40\x00\x00\x9C\x40", 8); /* 40000 by 40000 */
    uint32_t crc = crc_of(b.at + 12, 17);
    for (int i = 0; i < 4; i++)
        b.at[29 + i] = (uint8_t)(crc >> (24 - 8 * i));
    refused(*state, b.at, b.n,
            "PICTURE_LARGE the picture is too large: a.png: 40000 by 40000, at most 200000000 in all");
}

/* ---- JPEG */

typedef struct plan {
    J_COLOR_SPACE space;
    bool progressive, arithmetic, adobe;
} plan;

/* A JPEG of 16 by 8 pixels of one colour. */
static bytes make_jpeg(plan how, const uint8_t *colour) {
    struct jpeg_compress_struct c;
    struct jpeg_error_mgr errors;
    unsigned char *out = NULL;
    unsigned long n = 0;
    c.err = jpeg_std_error(&errors);
    jpeg_create_compress(&c);
    jpeg_mem_dest(&c, &out, &n);
    c.image_width = 16;
    c.image_height = 8;
    c.in_color_space = how.space;
    c.input_components = how.space == JCS_GRAYSCALE ? 1 : how.space == JCS_CMYK ? 4 : 3;
    jpeg_set_defaults(&c);
    jpeg_set_quality(&c, 95, TRUE);
    c.arith_code = how.arithmetic;
    if (how.space == JCS_CMYK)
        c.write_Adobe_marker = how.adobe;
    if (how.progressive)
        jpeg_simple_progression(&c);
    jpeg_start_compress(&c, TRUE);
    uint8_t row[16 * 4];
    for (int x = 0; x < 16; x++)
        memcpy(row + x * c.input_components, colour, (size_t)c.input_components);
    JSAMPROW rows = row;
    while (c.next_scanline < c.image_height)
        jpeg_write_scanlines(&c, &rows, 1);
    jpeg_finish_compress(&c);
    jpeg_destroy_compress(&c);
    bytes b = {.n = n};
    assert_true(n <= sizeof b.at);
    memcpy(b.at, out, n);
    free(out);
    return b;
}

static void test_jpeg(void **state) {
    static const uint8_t colour[] = {200, 60, 30};
    for (int progressive = 0; progressive < 2; progressive++) {
        bytes b = make_jpeg((plan){.space = JCS_RGB, .progressive = progressive}, colour);
        mkr_picture p;
        assert_true(read_picture(*state, b.at, b.n, &p));
        assert_int_equal(p.width, 16);
        assert_int_equal(p.height, 8);
        pixel_is(*state, &p, 15, 7, 200, 60, 30, 4);
        assert_ptr_equal(p.jpeg, b.at);
        assert_int_equal(p.jpeg_bytes, b.n);
    }
}

static void test_jpeg_grey(void **state) {
    bytes b = make_jpeg((plan){.space = JCS_GRAYSCALE}, (const uint8_t[]){77});
    mkr_picture p;
    assert_true(read_picture(*state, b.at, b.n, &p));
    pixel_is(*state, &p, 3, 3, 77, 77, 77, 1);
    assert_non_null(p.jpeg);
}

static void test_jpeg_four_inks(void **state) {
    /* half cyan, all yellow, no black: Adobe stores paper (255 none), others ink */
    mkr_picture p;
    bytes b = make_jpeg((plan){.space = JCS_CMYK, .adobe = true}, (const uint8_t[]){128, 255, 0, 255});
    assert_true(read_picture(*state, b.at, b.n, &p));
    pixel_is(*state, &p, 8, 4, 128, 255, 0, 3);
    assert_null(p.jpeg);
    b = make_jpeg((plan){.space = JCS_CMYK}, (const uint8_t[]){127, 0, 255, 0});
    assert_true(read_picture(*state, b.at, b.n, &p));
    pixel_is(*state, &p, 8, 4, 128, 255, 0, 3);
    b = make_jpeg((plan){.space = JCS_CMYK}, (const uint8_t[]){0, 0, 0, 255});
    assert_true(read_picture(*state, b.at, b.n, &p));
    pixel_is(*state, &p, 8, 4, 0, 0, 0, 3);
}

static void test_jpeg_not_passed_through(void **state) {
    static const uint8_t colour[] = {200, 60, 30};
    mkr_picture p;
    bytes b = make_jpeg((plan){.space = JCS_RGB, .arithmetic = true}, colour); /* PDF knows Huffman only */
    assert_true(read_picture(*state, b.at, b.n, &p));
    assert_null(p.jpeg);
    b = make_jpeg((plan){.space = JCS_RGB}, colour); /* stray bytes before the second segment */
    size_t second = 4 + (size_t)(b.at[4] << 8 | b.at[5]);
    memmove(b.at + second + 3, b.at + second, b.n - second);
    memset(b.at + second, 0, 3);
    assert_true(read_picture(*state, b.at, b.n + 3, &p));
    pixel_is(*state, &p, 15, 7, 200, 60, 30, 4);
    assert_null(p.jpeg);
}

static void test_jpeg_damaged(void **state) {
    bytes b = make_jpeg((plan){.space = JCS_RGB}, (const uint8_t[]){200, 60, 30});
    for (size_t n = 3; n < b.n - 2; n++) /* cut anywhere before the end marker */
        refused(*state, b.at, n, "report.xml:4:9 PICTURE_DAMAGED the picture is damaged: a.png: ");
    for (size_t at = 2; at + 1 < b.n;
         at++) /* the frame header begins FF C0, length 2, precision 1, height 2, width 2 */
        if (b.at[at] == 0xFF && b.at[at + 1] == 0xC0) {
            memcpy(b.at + at + 5, "\xFF\xDC\xFF\xDC", 4);
            break;
        }
    refused(*state, b.at, b.n, "a.png: 65500 by 65500, at most 200000000 in all");
}

static void test_jpeg_many_scans(void **state) {
    bytes b = make_jpeg((plan){.space = JCS_GRAYSCALE, .progressive = true}, (const uint8_t[]){77});
    /* repeat the last scan, from its marker FF DA to the end marker, two hundred times */
    size_t scan = b.n - 2;
    while (!(b.at[scan] == 0xFF && b.at[scan + 1] == 0xDA))
        scan--;
    size_t length = b.n - 2 - scan, n = scan;
    uint8_t *many = malloc(scan + 200 * length + 2);
    memcpy(many, b.at, scan);
    for (int i = 0; i < 200; i++, n += length)
        memcpy(many + n, b.at + scan, length);
    memcpy(many + n, "\xFF\xD9", 2);
    refused(*state, many, n + 2, "PICTURE_DAMAGED");
    free(many);
}

static void test_other_files(void **state) {
    refused(*state, "GIF89a", 6,
            "PICTURE_KIND this kind of picture cannot be read: a.png is a GIF; save it as PNG");
    refused(*state, "II*\0\10\0\0\0", 8, "a.png is a TIFF");
    refused(*state, "RIFF\x10\0\0\0WEBPVP8 ", 16, "a.png is a WebP");
    refused(*state,
            "\0\0\0\x18"
            "ftypheic\0\0\0\0",
            16, "a.png is a HEIC photograph; save it as JPEG");
    refused(*state, "BM6\0\0\0", 6, "a.png is a BMP");
    refused(*state, "%PDF-1.7", 8, "a.png is a PDF");
    refused(*state, "\x1F\x8B\b", 3, "a.png is compressed; save it as plain SVG");
    refused(*state, "<html><body/></html>", 20, "a.png is something else");
    refused(*state, "", 0, "a.png is empty");
    refused(*state, "\xFF\xD8", 2, "a.png is something else");
}

/* ---- sizes */

static void test_reducer(void **state) {
    /* three pixels into two: each covers one and a half. (0 + 90 / 2) / 1.5 = 30, (90 / 2 + 180) / 1.5 = 150;
     * three such rows, 0, 90 and 180 more, into two: 30 and 150 more */
    world *w = *state;
    mkr_reducer *r = mkr_reducer_new(w->arena, 3, 3, 2, 2, 1);
    mkr_reducer_row(r, (const uint8_t[]){0, 90, 180});
    mkr_reducer_row(r, (const uint8_t[]){60, 150, 240});
    mkr_reducer_row(r, (const uint8_t[]){0, 90, 180});
    static const uint8_t expected[] = {50, 170, 50, 170}; /* (30 + 90 / 2) / 1.5, (150 + 210 / 2) / 1.5 */
    assert_memory_equal(mkr_reducer_pixels(r), expected, 4);
}

static void test_png_reduced(void **state) {
    /* 600 by 4 pixels on 72 points: 300 by 2 are kept, each the mean of black and white */
    uint8_t rows[4 * 600];
    for (size_t i = 0; i < sizeof rows; i++)
        rows[i] = i % 2 ? 255 : 0;
    bytes b = make_png(600, 4, 8, PNG_COLOR_TYPE_GRAY, false, rows, 600, NULL, 0, NULL);
    mkr_picture p;
    assert_true(read_for(*state, b.at, b.n, MKR_PT(72), &p));
    assert_int_equal(p.width, 300);
    assert_int_equal(p.height, 2);
    assert_int_equal(p.natural_width, MKR_PT(450));
    for (uint32_t x = 0; x < 300; x++)
        pixel_is(*state, &p, x, x % 2, 128, 128, 128, 0);
    assert_non_null(strstr(((world *)*state)->heard, "a.png: 600 by 4 become 300 by 2"));
    assert_true(read_for(*state, b.at, b.n, MKR_PT(144), &p)); /* just 300 to the inch */
    assert_int_equal(p.width, 600);
}

static void test_seen_pixels(void **state) {
    static const uint8_t black[10 * 10];
    bytes b = make_png(10, 10, 8, PNG_COLOR_TYPE_GRAY, false, black, 10, NULL, 0, NULL);
    world *w = *state;
    mkr_picture p;
    assert_true(read_picture(w, b.at, b.n, &p)); /* 7.5 points */
    assert_string_equal(w->heard, "");
    assert_true(read_for(w, b.at, b.n, MKR_PT(8), &p));
    assert_non_null(strstr(w->heard, "PICTURE_COARSE"));
    assert_true(read_for(w, b.at, b.n, MKR_PT(1.9), &p));
    assert_non_null(strstr(w->heard, "PICTURE_TINY"));
}

static void test_jpeg_reduced(void **state) {
    /* 16 by 8 pixels on 1.92 points, 8 at 300 to the inch */
    bytes b = make_jpeg((plan){.space = JCS_RGB}, (const uint8_t[]){200, 60, 30});
    mkr_picture p;
    assert_true(read_for(*state, b.at, b.n, 1920, &p));
    assert_int_equal(p.width, 8);
    assert_int_equal(p.height, 4);
    assert_ptr_not_equal(p.jpeg, b.at);
    assert_memory_equal(p.jpeg, "\xFF\xD8\xFF", 3);
    pixel_is(*state, &p, 7, 3, 200, 60, 30, 5);
}

/* ---- what JPEG files say of themselves */

/* Put an application segment behind the start of a JPEG. */
static bytes with_segment(bytes b, uint8_t marker, const void *content, size_t n) {
    bytes out = {.n = b.n + n + 4};
    assert_true(out.n <= sizeof out.at);
    memcpy(out.at, b.at, 2);
    memcpy(out.at + 2, (uint8_t[]){0xFF, marker, (uint8_t)((n + 2) >> 8), (uint8_t)(n + 2)}, 4);
    memcpy(out.at + 6, content, n);
    memcpy(out.at + 6 + n, b.at + 2, b.n - 2);
    return out;
}

static void test_orientation(void **state) {
    static const uint8_t little[] = "Exif\0\0II*\0\10\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0";
    static const uint8_t big[] =
        "Exif\0\0MM\0*\0\0\0\10\0\2\x88\x25\0\4\0\0\0\1\0\0\0\0\1\x12\0\3\0\0\0\1\0\3\0\0\0\0\0";
    static const uint8_t torn[] = "Exif\0\0II*\0\xFF\xFF\xFF\xFF\1\0\x12\1\3\0\1\0\0\0\6\0\0\0";
    world *w = *state;
    mkr_picture p;
    bytes plain = make_jpeg((plan){.space = JCS_RGB}, (const uint8_t[]){200, 60, 30});
    bytes b = with_segment(plain, 0xE1, little, sizeof little - 1);
    assert_true(read_picture(w, b.at, b.n, &p));
    assert_string_equal(w->heard, "");
    assert_int_equal(p.turn, 5);
    assert_int_equal(p.width, 16);
    assert_int_equal(p.natural_width, 8 * 750);
    assert_int_equal(p.natural_height, 16 * 750);
    assert_ptr_equal(p.jpeg, b.at);
    /* the start of the first stored row, (0, 1) in the unit square, is seen at the top right, (1, 1); its
     * end, (1, 1), at the bottom right */
    const int8_t *m = mkr_picture_matrix(&p);
    assert_int_equal(m[2] + m[4], 1);
    assert_int_equal(m[3] + m[5], 1);
    assert_int_equal(m[0] + m[2] + m[4], 1);
    assert_int_equal(m[1] + m[3] + m[5], 0);
    b = with_segment(plain, 0xE1, big, sizeof big - 1);
    assert_true(read_picture(w, b.at, b.n, &p));
    assert_int_equal(p.turn, 2);
    assert_non_null(strstr(w->heard, "PICTURE_LOCATION"));
    b = with_segment(plain, 0xE1, torn, sizeof torn - 1);
    assert_true(read_picture(w, b.at, b.n, &p));
    assert_int_equal(p.turn, 0);
}

static void test_jpeg_tail(void **state) {
    bytes b = make_jpeg((plan){.space = JCS_RGB}, (const uint8_t[]){200, 60, 30});
    memset(b.at + b.n, 'x', 500); /* a film, say */
    mkr_picture p;
    assert_true(read_picture(*state, b.at, b.n + 500, &p));
    assert_int_equal(p.jpeg_bytes, b.n);
}

/* ---- profiles */

enum { PROFILE_ROOM = 12000 };

/* sRGB's primaries and white with a power for a curve. */
static size_t make_profile(double gamma, uint8_t *to) {
    cmsCIExyY white = {0.3127, 0.3290, 1};
    cmsCIExyYTRIPLE primaries = {{0.64, 0.33, 1}, {0.30, 0.60, 1}, {0.15, 0.06, 1}};
    cmsToneCurve *curve = cmsBuildGamma(NULL, gamma), *curves[] = {curve, curve, curve};
    cmsHPROFILE profile =
        gamma == 0 ? cmsCreate_sRGBProfile() : cmsCreateRGBProfile(&white, &primaries, curves);
    cmsSetProfileVersion(profile, 2.1);
    cmsUInt32Number n;
    assert_true(cmsSaveProfileToMem(profile, NULL, &n));
    assert_true(n <= PROFILE_ROOM && cmsSaveProfileToMem(profile, to, &n));
    cmsCloseProfile(profile);
    cmsFreeToneCurve(curve);
    return n;
}

static bytes with_profile(bytes b, double gamma) {
    uint8_t segment[PROFILE_ROOM + 14] = "ICC_PROFILE\0\1\1";
    return with_segment(b, 0xE2, segment, 14 + make_profile(gamma, segment + 14));
}

static void test_profiles(void **state) {
    world *w = *state;
    mkr_picture p;
    /* linear light: 55 / 255 = 0.2157, and 1.055 * 0.2157 ^ (1 / 2.4) - 0.055 = 0.5018, 128 of 255 */
    bytes plain = make_jpeg((plan){.space = JCS_RGB}, (const uint8_t[]){55, 55, 55});
    bytes b = with_profile(plain, 1);
    assert_true(read_picture(w, b.at, b.n, &p));
    assert_ptr_equal(p.jpeg, b.at);
    assert_non_null(p.profile);
    pixel_is(w, &p, 3, 3, 128, 128, 128, 2);
    assert_true(read_for(w, b.at, b.n, 1920, &p)); /* made smaller: in sRGB then */
    assert_null(p.profile);
    pixel_is(w, &p, 3, 3, 128, 128, 128, 3);
    b = with_profile(plain, 0); /* sRGB itself */
    assert_true(read_picture(w, b.at, b.n, &p));
    assert_ptr_equal(p.jpeg, b.at);
    assert_null(p.profile);
    assert_string_equal(w->heard, "");
    b = with_profile(make_jpeg((plan){.space = JCS_GRAYSCALE}, (const uint8_t[]){55}),
                     1); /* not one of greys */
    assert_true(read_picture(w, b.at, b.n, &p));
    assert_null(p.profile);
    assert_non_null(strstr(w->heard, "PICTURE_PROFILE"));
    b = with_segment(plain, 0xE2, "ICC_PROFILE\0\1\2half", 18); /* the other half is missing */
    assert_true(read_picture(w, b.at, b.n, &p));
    assert_null(p.profile);
}

/* Put a chunk behind the header of a PNG. */
static bytes with_chunk(bytes b, const char *name, const void *content, size_t n) {
    bytes out = {.n = b.n + n + 12};
    uint8_t *at = out.at + 33;
    memcpy(out.at, b.at, 33);
    memcpy(at, (uint8_t[]){0, 0, (uint8_t)(n >> 8), (uint8_t)n}, 4);
    memcpy(at + 4, name, 4);
    memcpy(at + 8, content, n);
    uint32_t crc = crc_of(at + 4, n + 4);
    for (int i = 0; i < 4; i++)
        at[8 + n + (size_t)i] = (uint8_t)(crc >> (24 - 8 * i));
    memcpy(at + 12 + n, b.at + 33, b.n - 33);
    return out;
}

static void test_png_colours(void **state) {
    static const uint8_t rows[] = {55, 55, 55, 255}, animation[] = {0, 0, 0, 2, 0, 0, 0, 0};
    bytes plain = make_png(1, 1, 8, PNG_COLOR_TYPE_RGB, false, rows, 3, NULL, 0, NULL);
    mkr_picture p;
    bytes b = with_chunk(plain, "gAMA", "\0\1\x86\xA0", 4); /* 1.0 */
    assert_true(read_picture(*state, b.at, b.n, &p));
    pixel_is(*state, &p, 0, 0, 128, 128, 128, 1);
    b = with_chunk(plain, "gAMA", "\0\0\xB1\x8F", 4); /* 1 / 2.2: near enough */
    assert_true(read_picture(*state, b.at, b.n, &p));
    pixel_is(*state, &p, 0, 0, 55, 55, 55, 0);
    uint8_t profile[PROFILE_ROOM], chunk[PROFILE_ROOM] = "a\0"; /* its name, method 0 */
    struct libdeflate_compressor *packer = libdeflate_alloc_compressor(6);
    size_t n = make_profile(1, profile);
    size_t packed = libdeflate_zlib_compress(packer, profile, n, chunk + 3, sizeof chunk - 3);
    libdeflate_free_compressor(packer);
    assert_int_not_equal(packed, 0);
    b = with_chunk(plain, "iCCP", chunk, packed + 3);
    assert_true(read_picture(*state, b.at, b.n, &p));
    pixel_is(*state, &p, 0, 0, 128, 128, 128, 1);
    plain = make_png(1, 1, 8, PNG_COLOR_TYPE_RGB_ALPHA, false, rows, 4, NULL, 0, NULL);
    b = with_chunk(plain, "iCCP", chunk, packed + 3);
    assert_true(read_picture(*state, b.at, b.n, &p));
    pixel_is(*state, &p, 0, 0, 128, 128, 128, 1);
    b = with_chunk(plain, "acTL", animation, 8);
    assert_true(read_picture(*state, b.at, b.n, &p));
    assert_non_null(strstr(((world *)*state)->heard, "PICTURE_ANIMATED"));
}

/* ---- SVG */

#define SVG "<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink' "

static bool read_svg(world *w, const char *text, mkr_picture *p) {
    return read_for(w, text, strlen(text), MKR_PT(16), p);
}

static void svg_says(world *w, const char *text, const char *message) {
    mkr_picture p;
    read_svg(w, text, &p);
    if (!strstr(w->heard, message))
        fail_msg("%s instead of %s", w->heard, message);
}

static void test_svg(void **state) {
    /* 16 points are 100 pixels at 450 to the inch; the left half is red, the right one nothing, so white */
    mkr_picture p;
    assert_true(read_svg(*state,
                         "<?xml version='1.0'?>\n<!-- a -->" SVG "width='40' height='20'>"
                         "<path d='M0 0h20v20H0z' fill='#c00'/></svg>",
                         &p));
    assert_int_equal(p.width, 100);
    assert_int_equal(p.height, 50);
    assert_int_equal(p.natural_width, MKR_PT(30));
    pixel_is(*state, &p, 0, 0, 0xCC, 0, 0, 0);
    pixel_is(*state, &p, 49, 49, 0xCC, 0, 0, 0);
    pixel_is(*state, &p, 50, 0, 255, 255, 255, 0);
    assert_true(read_svg(*state, SVG "viewBox='0 0 8 2'/>", &p)); /* a box is a size */
    assert_int_equal(p.natural_height, MKR_PT(1.5));
}

static void test_svg_refused(void **state) {
    svg_says(
        *state, SVG "width='1' height='1'>\n<image x:href='a.png'/></svg>",
        "PICTURE_NOT_SHAPES a drawing needs more than its own shapes: a.png, line 2: it refers to a.png");
    svg_says(*state, SVG "width='1' height='1'><image href='data:image/png;base64,AA'/></svg>",
             "it holds a picture, data:image/png");
    svg_says(*state, SVG "width='1' height='1'><filter id='f'/></svg>", "it has a <filter>");
    svg_says(*state, SVG "width='1' height='1'><style>@import 'x.css';</style></svg>",
             "it imports a style sheet");
    svg_says(*state, SVG "width='1' height='1'><path style='fill:url(http://a/b)'/></svg>",
             "it refers to http://a/b");
    svg_says(*state, "<?xml-stylesheet href='a.css'?>" SVG "width='1' height='1'/>",
             "a style sheet, href='a.css'");
    svg_says(*state, SVG "width='1' height='1'><path filter='blur(40)'/></svg>",
             "it has the filter blur(40)");
    svg_says(*state, SVG "width='1' height='1'><path style='fill:red; FILTER : blur(4)'/></svg>",
             "it has a FILTER : blur(4)");
    svg_says(*state, SVG "width='1' height='1'><style>a{fil<!-- -->ter:blur(4)}</style></svg>",
             "it has a filter:blur(4)}");
    svg_says(*state, SVG "width='1' height='1'><style><![CDATA[a{filter/**/:blur(4)}]]></style></svg>",
             "it has a filter/**/");
    svg_says(*state, SVG "width='1' height='1'><style>a{f\\69lter:blur(4)}</style></svg>",
             "its style has a backslash");
    svg_says(*state, "<!DOCTYPE svg [<!ENTITY e '<path/>'>]>" SVG "width='1' height='1'>&e;</svg>",
             "it has an entity, &e");
    svg_says(*state, SVG "width='1' height='1'><path></svg>", "PICTURE_DAMAGED");
    svg_says(*state, SVG "width='0' height='1'/>", "it has neither a size nor a viewBox");
    svg_says(*state, SVG "width='1e9' height='1'/>", "PICTURE_LARGE the picture is too large: a.png: a side");
}

static void test_svg_reported(void **state) {
    world *w = *state;
    svg_says(w, SVG "width='20' height='20'><text>A</text></svg>",
             "PICTURE_WORDS a drawing holds words: a.png, line 1: <text>");
    svg_says(w, SVG "width='20' height='20'><script>1</script></svg>", "PICTURE_PARTIAL");
    mkr_picture p; /* within itself it may refer, and link anywhere */
    assert_true(read_svg(
        w, SVG "width='20' height='20'><a href='https://a.org'><use href='#b' fill='url(#c)'/></a></svg>",
        &p));
    assert_string_equal(w->heard, "");
}

static const char *repeat(world *w, const char *text, size_t n) {
    mkr_buffer b = mkr_buffer_new(w->arena);
    while (n--)
        mkr_buffer_puts(&b, text);
    return mkr_buffer_text(&b);
}

/* A drawing that repeats something. */
static const char *svg_of(world *w, const char *before, const char *again, size_t n, const char *after) {
    return mkr_printf(w->arena, SVG "width='40' height='20'>%s%s%s</svg>", before, repeat(w, again, n),
                      after);
}

#define TWO_USES "<use href='#a'/><use href='#a'/>"
#define TEN_USES TWO_USES TWO_USES TWO_USES TWO_USES TWO_USES

/* What would take minutes: each just too much, or far more by multiplying. */
static void test_svg_slow(void **state) {
    world *w = *state;
    svg_says(w, svg_of(w, "", "<g>", 51, repeat(w, "</g>", 51)), "more than 50 elements in one another");
    svg_says(w, svg_of(w, "<style>", "a{}\n", 16385, "</style>"), "more than 65536 bytes of style sheets");
    svg_says(w, svg_of(w, "<path d='M0 0", "L9 9", 40000, "'/>"), "more than 131072 bytes in one outline");
    /* 50,000 bytes, drawn 30 times */
    svg_says(w,
             svg_of(w, "<defs><path id='a' d='M0 0", "L9 9", 12500, "'/></defs>" TEN_USES TEN_USES TEN_USES),
             "its outlines have too many points");
    /* 4 circles, 200 times, 4 times, 4 times, 4 times */
    const char *many = "too many shapes, layers, gradients and patterns";
    svg_says(w,
             svg_of(w, "<g id='a'><circle r='1'/><circle r='1'/><circle r='1'/><circle r='1'/></g><g id='b'>",
                    "<use href='#a'/>", 200,
                    "</g><g id='c'><use href='#b'/><use href='#b'/><use href='#b'/><use href='#b'/></g>"
                    "<g id='d'><use href='#c'/><use href='#c'/><use href='#c'/><use href='#c'/></g>"
                    "<g id='e'><use href='#d'/><use href='#d'/><use href='#d'/><use href='#d'/></g>"
                    "<use href='#e'/>"),
             many);
    svg_says(w, svg_of(w, "", "<g opacity='.5'/>", 2000, ""), many);
    svg_says(w, svg_of(w, "", "<g style='mix-blend-mode: multiply'/>", 2000, ""), many);
    svg_says(w, svg_of(w, "<pattern id='a'/><g fill='URL(#a)'>", "<path/>", 81, "</g>"), many);
    svg_says(w, svg_of(w, "<pattern id='a'/><style>b{fill:url(#a)}</style>", "<path/>", 81, ""), many);
    svg_says(w,
             svg_of(w, "<marker id='a'><path/><path/></marker><path marker-mid='url(#a)' d='", "L9 9", 30000,
                    "'/>"),
             many);
}

/* Ordinary drawings keep their pixels; one with 1,000 layers gets as many as 6 seconds allow: 2 * 10^10 /
 * 41,001 are 487,792, far more than the 5,000 it has here. */
static void test_svg_ordinary(void **state) {
    world *w = *state;
    mkr_picture p;
    assert_true(read_svg(w, svg_of(w, "", "<g opacity='.5'/>", 1000, ""), &p));
    assert_int_equal(p.width, 100);
    assert_true(
        read_svg(w, svg_of(w, "<defs><path id='a' d='M0 0h1'/></defs>", "<use href='#a'/>", 9000, ""), &p));
    assert_true(read_svg(
        w, svg_of(w, "<style>a{filter:none;color-interpolation-filters:sRGB}</style>", "<path/>", 9, ""),
        &p));
    assert_true(read_svg(
        w, svg_of(w, "<linearGradient id='a'/>", "<path fill='url(#a)' filter='none'/>", 900, ""), &p));
    assert_string_equal(w->heard, "");
}

/* Entities of entities, a thousand million were they counted out; an element within itself. */
static void test_svg_bombs(void **state) {
    mkr_picture p;
    char text[4000] = "<!DOCTYPE svg [<!ENTITY a0 'aaaaaaaaaa'>", *at = text + strlen(text);
    for (int i = 1; i < 10; i++)
        at += sprintf(at, "<!ENTITY a%d '&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;'>", i, i - 1,
                      i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
    sprintf(at, "]>" SVG "width='9' height='9'><title>&a9;</title></svg>");
    assert_false(read_svg(*state, text, &p));
    sprintf(text, SVG "width='9' height='9'><g id='a'><use href='#a'/></g></svg>");
    assert_true(read_svg(*state, text, &p));
}

/* Flip bytes all over: whatever comes of it, it is a picture or a message. */
static void test_noise(void **state) {
    world *w = *state;
    uint32_t seed = 7;
    for (int i = 0; i < 3000; i++) {
        bytes b = i % 2
                      ? noisy_png()
                      : make_jpeg((plan){.space = JCS_RGB, .progressive = i % 4}, (const uint8_t[]){1, 2, 3});
        for (int k = 0; k < 4; k++) {
            seed = seed * 1664525 + 1013904223;
            b.at[8 + seed % (b.n - 8)] = (uint8_t)(seed >> 24);
        }
        mkr_arena *arena = mkr_arena_child(w->arena);
        mkr_picture_place room = {.width = MKR_PT(408), .height = MKR_PT(640)};
        mkr_picture p;
        hush(w);
        bool ok = mkr_picture_read(arena, &w->diag, place, "n", b.at, b.n, room, &p);
        assert_int_equal(ok, !mkr_diag_failed(&w->diag));
        mkr_arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_png_rgb),
        cmocka_unit_test(test_png_kinds),
        cmocka_unit_test(test_png_transparent),
        cmocka_unit_test(test_png_16_bit),
        cmocka_unit_test(test_png_damaged),
        cmocka_unit_test(test_png_too_large),
        cmocka_unit_test(test_jpeg),
        cmocka_unit_test(test_jpeg_grey),
        cmocka_unit_test(test_jpeg_four_inks),
        cmocka_unit_test(test_jpeg_not_passed_through),
        cmocka_unit_test(test_jpeg_damaged),
        cmocka_unit_test(test_jpeg_many_scans),
        cmocka_unit_test(test_other_files),
        cmocka_unit_test(test_reducer),
        cmocka_unit_test(test_png_reduced),
        cmocka_unit_test(test_seen_pixels),
        cmocka_unit_test(test_jpeg_reduced),
        cmocka_unit_test(test_orientation),
        cmocka_unit_test(test_jpeg_tail),
        cmocka_unit_test(test_profiles),
        cmocka_unit_test(test_png_colours),
        cmocka_unit_test(test_svg),
        cmocka_unit_test(test_svg_refused),
        cmocka_unit_test(test_svg_reported),
        cmocka_unit_test(test_svg_slow),
        cmocka_unit_test(test_svg_ordinary),
        cmocka_unit_test(test_svg_bombs),
        cmocka_unit_test(test_noise),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
