/* picture.c - decode pictures made here with libpng and libjpeg, whole and damaged. */
#include "input/picture.h"

#include "heard.h"

#include <jpeglib.h>
#include <png.h>

static const mkr_where place = {"report.xml", 4, 9};

static bool read_picture(world *w, const void *bytes, size_t n, mkr_picture *out) {
    hush(w);
    return mkr_picture_read(w->arena, &w->diag, place, "a.png", bytes, n, out);
}

static void refused(world *w, const void *bytes, size_t n, const char *message) {
    mkr_picture picture;
    assert_false(read_picture(w, bytes, n, &picture));
    assert_non_null(strstr(w->heard, message));
}

static void pixel_is(const mkr_picture *p, uint32_t x, uint32_t y, int r, int g, int b, int tolerance) {
    const uint8_t *at = p->rgb + ((size_t)y * p->width + x) * 3;
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
        assert_memory_equal(p.rgb, rows, sizeof rows);
    }
}

static void test_png_kinds(void **state) {
    mkr_picture p;
    static const uint8_t grey[] = {0, 100, 255};
    bytes b = make_png(3, 1, 8, PNG_COLOR_TYPE_GRAY, false, grey, 3, NULL, 0, NULL);
    assert_true(read_picture(*state, b.at, b.n, &p));
    pixel_is(&p, 0, 0, 0, 0, 0, 0);
    pixel_is(&p, 1, 0, 100, 100, 100, 0);
    pixel_is(&p, 2, 0, 255, 255, 255, 0);

    static const uint8_t bits[] = {0xA0}; /* 1, 0, 1 */
    b = make_png(3, 1, 1, PNG_COLOR_TYPE_GRAY, false, bits, 1, NULL, 0, NULL);
    assert_true(read_picture(*state, b.at, b.n, &p));
    pixel_is(&p, 0, 0, 255, 255, 255, 0);
    pixel_is(&p, 1, 0, 0, 0, 0, 0);

    static const png_color palette[] = {{10, 20, 30}, {40, 50, 60}};
    static const png_byte alphas[] = {255, 0};
    static const uint8_t indices[] = {0, 1};
    b = make_png(2, 1, 8, PNG_COLOR_TYPE_PALETTE, false, indices, 2, palette, 2, alphas);
    assert_true(read_picture(*state, b.at, b.n, &p));
    pixel_is(&p, 0, 0, 10, 20, 30, 0);
    pixel_is(&p, 1, 0, 255, 255, 255, 0);
}

static void test_png_transparent(void **state) {
    /* black half seen on white: 255 * (255 - 128) / 255 = 127; red a fifth seen: 255 and 255 * 204 / 255 =
     * 204 */
    static const uint8_t rows[] = {0, 0, 0, 128, 255, 0, 0, 51, 9, 9, 9, 0, 7, 8, 9, 255};
    bytes b = make_png(2, 2, 8, PNG_COLOR_TYPE_RGB_ALPHA, false, rows, 8, NULL, 0, NULL);
    mkr_picture p;
    assert_true(read_picture(*state, b.at, b.n, &p));
    pixel_is(&p, 0, 0, 127, 127, 127, 0);
    pixel_is(&p, 1, 0, 255, 204, 204, 0);
    pixel_is(&p, 0, 1, 255, 255, 255, 0);
    pixel_is(&p, 1, 1, 7, 8, 9, 0);
}

static void test_png_16_bit(void **state) {
    /* 16-bit PNG without a gamma chunk counts as sRGB here: 0x8080 is 0x80 */
    static const uint8_t rows[] = {0xFF, 0xFF, 0x80, 0x80, 0x00, 0x00};
    bytes b = make_png(1, 1, 16, PNG_COLOR_TYPE_RGB, false, rows, 6, NULL, 0, NULL);
    mkr_picture p;
    assert_true(read_picture(*state, b.at, b.n, &p));
    pixel_is(&p, 0, 0, 255, 128, 0, 1);
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
            "PICTURE_LARGE the picture has too many pixels: a.png: 40000 by 40000, at most 50000000 in all");
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
        pixel_is(&p, 15, 7, 200, 60, 30, 4);
        assert_ptr_equal(p.jpeg, b.at);
        assert_int_equal(p.jpeg_bytes, b.n);
    }
}

static void test_jpeg_grey(void **state) {
    bytes b = make_jpeg((plan){.space = JCS_GRAYSCALE}, (const uint8_t[]){77});
    mkr_picture p;
    assert_true(read_picture(*state, b.at, b.n, &p));
    pixel_is(&p, 3, 3, 77, 77, 77, 1);
    assert_non_null(p.jpeg);
}

static void test_jpeg_four_inks(void **state) {
    /* half cyan, all yellow, no black: Adobe stores paper (255 none), others ink */
    mkr_picture p;
    bytes b = make_jpeg((plan){.space = JCS_CMYK, .adobe = true}, (const uint8_t[]){128, 255, 0, 255});
    assert_true(read_picture(*state, b.at, b.n, &p));
    pixel_is(&p, 8, 4, 128, 255, 0, 3);
    assert_null(p.jpeg);
    b = make_jpeg((plan){.space = JCS_CMYK}, (const uint8_t[]){127, 0, 255, 0});
    assert_true(read_picture(*state, b.at, b.n, &p));
    pixel_is(&p, 8, 4, 128, 255, 0, 3);
    b = make_jpeg((plan){.space = JCS_CMYK}, (const uint8_t[]){0, 0, 0, 255});
    assert_true(read_picture(*state, b.at, b.n, &p));
    pixel_is(&p, 8, 4, 0, 0, 0, 3);
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
    pixel_is(&p, 15, 7, 200, 60, 30, 4);
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
    refused(*state, b.at, b.n, "a.png: 65500 by 65500, at most 50000000 in all");
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
    refused(*state, "GIF89a", 6, "PICTURE_KIND the file is neither PNG nor JPEG: a.png is a GIF");
    refused(*state, "<svg/>", 6, "a.png is an SVG");
    refused(*state, "%PDF-1.7", 8, "a.png is a PDF");
    refused(*state, "", 0, "a.png is empty");
    refused(*state, "\xFF\xD8", 2, "a.png is something else");
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
        mkr_picture p;
        hush(w);
        bool ok = mkr_picture_read(arena, &w->diag, place, "n", b.at, b.n, &p);
        assert_int_equal(ok, w->heard[0] == '\0');
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
        cmocka_unit_test(test_noise),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
