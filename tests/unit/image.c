/* image.c - pages as PNG and SVG: pixels at places worked out by hand, the form of the files, failures, and
 * that librsvg makes the same picture of the one as cairo of the other.
 *
 * At 72 dpi a pixel is a square point, so pixel (x, y) covers x to x + 1 from the left and y to y + 1 from
 * the top. The face is a stand-in with three glyphs whose outlines can be reckoned with. */
#include "image/image.h"
#include "input/svg_library.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cairo.h>
#include <cmocka.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

/* ---- a face: em 1000; a square, a space, a hill (one quadratic curve), and the square as a mark above the
 * letter before */

enum { SQUARE = 1, SPACE, HILL, MARK, CODES, SQUARE_GID = 40, HILL_GID = 41, SPACE_GID = 3 };

struct mkr_face {
    mkr_face_metrics metrics;
    mkr_face_code codes[CODES];
};

static const mkr_face face = {
    .metrics = {.name = "Standin-Semibold", .family = "Stand \"in\"", .units_per_em = 1000, .weight = 600},
    .codes = {[SQUARE] = {.gid = SQUARE_GID, .text = "s", .advance = 600},
              [SPACE] = {.gid = SPACE_GID, .text = " ", .advance = 300},
              [HILL] = {.gid = HILL_GID, .text = "h", .advance = 1000},
              [MARK] = {.gid = SQUARE_GID, .text = "m", .dx = -550, .dy = 700}},
};

const mkr_face_metrics *mkr_face_measures(const mkr_face *f) {
    return &f->metrics;
}

size_t mkr_face_codes(const mkr_face *f, const mkr_face_code **codes) {
    *codes = f->codes;
    return CODES;
}

void mkr_face_outline(const mkr_face *f, uint32_t gid, const mkr_outline_sink *sink, void *user) {
    assert_ptr_equal(f, &face);
    if (gid == SQUARE_GID) {
        sink->move(user, 0, 0);
        sink->line(user, 500, 0);
        sink->line(user, 500, 500);
        sink->cubic(user, 400, 500, 100, 500, 0, 500); /* a straight one */
        sink->close(user);
    } else if (gid == HILL_GID) {
        sink->move(user, 0, 0);
        sink->quad(user, 500, 1000, 1000, 0);
        sink->close(user);
    } else
        assert_int_equal(gid, SPACE_GID);
}

/* ---- what an SVG says */

enum { SVG = 0 }; /* in place of a resolution */

static const mkr_svg_words as_text = {.id = "fig",
                                      .title = "Visits & calls",
                                      .description = "They <rose>.",
                                      .lang = "en-GB"},
                           outlines = {.id = "fig", .title = "T", .lang = "cy", .outlines = true};

/* ---- one page, what was said of it, and its picture */

typedef struct scene {
    jmp_buf full;
    mkr_arena *arena;
    mkr_diag diag;
    mkr_page page;
    char said[256]; /* codes of the messages */
    char path[64];
    const mkr_svg_words *words;
    cairo_surface_t *seen;
} scene;

static void say(void *user, mkr_level level, const char *code, mkr_where where, const char *text) {
    scene *s = user;
    (void)level, (void)where, (void)text;
    strncat(s->said, code, sizeof s->said - strlen(s->said) - 1);
    strncat(s->said, " ", sizeof s->said - strlen(s->said) - 1);
}

static int set_up(void **state) {
    scene *s = calloc(1, sizeof *s);
    *state = s;
    s->arena = mkr_arena_new((size_t)1 << 30, &s->full);
    s->diag = (mkr_diag){.say = say, .user = s};
    s->page = (mkr_page){.width = MKR_PT(200), .height = MKR_PT(100), .items.arena = s->arena};
    s->words = &as_text;
    strcpy(s->path, "/tmp/mkr-image-XXXXXX");
    int fd = mkstemp(s->path);
    return s->arena && fd >= 0 ? close(fd) : -1;
}

static int tear_down(void **state) {
    scene *s = *state;
    cairo_surface_destroy(s->seen);
    mkr_arena_free(s->arena);
    unlink(s->path);
    free(s);
    return 0;
}

static mkr_item *add(scene *s, mkr_item_kind kind) {
    mkr_item *item = MKR_PUSH(s->arena, &s->page.items.list);
    item->kind = (uint8_t)kind;
    return item;
}

/* Points are given in points: x, y, x, y ... */
static mkr_path *add_path(scene *s, const char *verbs, size_t n, const double *xy) {
    mkr_point *points = mkr_alloc_array(s->arena, n, sizeof *points);
    for (size_t i = 0; i < n; i++)
        points[i] = (mkr_point){MKR_PT(xy[2 * i]), MKR_PT(xy[2 * i + 1])};
    mkr_path *path = &add(s, MKR_ITEM_PATH)->path;
    *path = (mkr_path){.verbs = verbs, .points = points, .fill = MKR_NO_COLOUR, .stroke = MKR_NO_COLOUR};
    return path;
}
#define PATH(s, verbs, ...)                                                                                  \
    add_path(s, verbs, sizeof((double[]){__VA_ARGS__}) / (2 * sizeof(double)), (double[]){__VA_ARGS__})

static void add_rectangle(scene *s, double x0, double y0, double x1, double y1, mkr_colour colour) {
    PATH(s, "MLLLZ", x0, y0, x1, y0, x1, y1, x0, y1)->fill = colour;
}

static mkr_text *add_text(scene *s, const mkr_glyph *glyphs, size_t n, double x, double y, double size) {
    mkr_text *text = &add(s, MKR_ITEM_TEXT)->text;
    *text = (mkr_text){.face = &face,
                       .glyphs = glyphs,
                       .n = (uint32_t)n,
                       .x = MKR_PT(x),
                       .y = MKR_PT(y),
                       .size = MKR_PT(size)};
    return text;
}

static void add_picture(scene *s, const mkr_picture *picture, double x, double y, double width,
                        double height) {
    mkr_item *item = add(s, MKR_ITEM_IMAGE);
    item->picture.image = picture;
    item->picture.x = MKR_PT(x);
    item->picture.y = MKR_PT(y);
    item->picture.width = MKR_PT(width);
    item->picture.height = MKR_PT(height);
}

/* Write the page to `path`; how many bytes were handed over goes to `written`. */
static bool write_to(scene *s, const char *path, unsigned dpi, uint64_t *written) {
    mkr_output *out = mkr_output_open(s->arena, &s->diag, path);
    assert_non_null(out);
    bool done = dpi == SVG ? mkr_image_svg(s->arena, &s->diag, &s->page, s->words, out)
                           : mkr_image_png(s->arena, &s->diag, &s->page, dpi, out);
    if (written)
        *written = mkr_output_written(out);
    return mkr_output_close(out, done) && done;
}

static void draw(scene *s, unsigned dpi) {
    assert_true(write_to(s, s->path, dpi, NULL));
    assert_string_equal(s->said, "");
    cairo_surface_destroy(s->seen);
    s->seen = cairo_image_surface_create_from_png(s->path);
    assert_int_equal(cairo_surface_status(s->seen), CAIRO_STATUS_SUCCESS);
}

static uint32_t pixel(scene *s, int x, int y) {
    assert_in_range(x, 0, cairo_image_surface_get_width(s->seen) - 1);
    assert_in_range(y, 0, cairo_image_surface_get_height(s->seen) - 1);
    uint32_t value;
    memcpy(&value,
           cairo_image_surface_get_data(s->seen) + y * cairo_image_surface_get_stride(s->seen) + 4 * x, 4);
    return value & 0xFFFFFF;
}
#define WHITE 0xFFFFFF
#define assert_pixel(s, x, y, colour) assert_int_equal(pixel(s, x, y), colour)

static unsigned char *file(scene *s, size_t *n) {
    FILE *f = fopen(s->path, "rb");
    assert_non_null(f);
    unsigned char *bytes = mkr_alloc(s->arena, 1 << 20);
    *n = fread(bytes, 1, (1 << 20) - 1, f);
    fclose(f);
    return bytes;
}

/* ---- PNG */

/* W3C PNG 5.2 (signature) and 11.2.2 (IHDR: width, height, 8 bits, colour type 2: RGB). 100.3 points at 144
 * dpi are 200.6 pixels: the last one is there too. */
static void png_has_signature_and_size(void **state) {
    scene *s = *state;
    static const unsigned char head[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0,   13, 'I',
                                         'H',  'D', 'R', 0,   0,    1,    144,  0,    0, 0, 201, 8,  2};
    size_t n;
    s->page.height = MKR_PT(100.3);
    draw(s, 144);
    const unsigned char *bytes = file(s, &n);
    assert_true(n > sizeof head);
    assert_memory_equal(bytes, head, sizeof head);
    assert_pixel(s, 0, 0, WHITE);
    assert_pixel(s, 399, 200, WHITE);
}

static void rectangle_has_exact_edges(void **state) {
    scene *s = *state;
    add_rectangle(s, 10, 20, 30, 25, 0x1F6F8B);
    draw(s, 144); /* x 20 to 60, y 40 to 50 */
    assert_pixel(s, 20, 40, 0x1F6F8B);
    assert_pixel(s, 59, 49, 0x1F6F8B);
    assert_pixel(s, 19, 45, WHITE);
    assert_pixel(s, 60, 45, WHITE);
    assert_pixel(s, 40, 39, WHITE);
    assert_pixel(s, 40, 50, WHITE);
}

/* Half a pixel of black on white is a mid grey. */
static void edge_within_a_pixel_is_blended(void **state) {
    scene *s = *state;
    add_rectangle(s, 10.5, 20, 30, 25, 0);
    draw(s, 72);
    assert_in_range(pixel(s, 10, 22) & 0xFF, 0x78, 0x88);
    assert_pixel(s, 9, 22, WHITE);
    assert_pixel(s, 11, 22, 0);
}

static void later_items_cover_earlier_ones(void **state) {
    scene *s = *state;
    add_rectangle(s, 10, 10, 30, 30, 0xFF0000);
    add_rectangle(s, 20, 10, 40, 30, 0x0000FF);
    draw(s, 72);
    assert_pixel(s, 19, 20, 0xFF0000);
    assert_pixel(s, 20, 20, 0x0000FF);
}

/* Ten on, five off, from x = 20: the gaps are 30 to 35 and 45 to 50. */
static void dashes_start_with_ink(void **state) {
    scene *s = *state;
    mkr_path *path = PATH(s, "ML", 20, 50, 100, 50);
    path->stroke = 0x008000;
    path->line_width = MKR_PT(4);
    path->dash[0] = MKR_PT(10);
    path->dash[1] = MKR_PT(5);
    draw(s, 72);
    assert_pixel(s, 20, 48, 0x008000);
    assert_pixel(s, 29, 51, 0x008000);
    assert_pixel(s, 30, 50, WHITE);
    assert_pixel(s, 34, 50, WHITE);
    assert_pixel(s, 35, 50, 0x008000);
    assert_pixel(s, 45, 50, WHITE);
    assert_pixel(s, 29, 52, WHITE);
}

/* Lines 20 wide from x = 50. A square cap covers 40 to 50 whole; a round one is a half disc of radius 10
 * about (50, y): it has (43, y) but not the corner; a butt end has neither. */
static void caps_end_lines(void **state) {
    scene *s = *state;
    for (uint8_t cap = 0; cap < 3; cap++) {
        double y = 15 + 30 * cap;
        mkr_path *path = PATH(s, "ML", 50, y, 100, y);
        path->stroke = 0;
        path->line_width = MKR_PT(20);
        path->cap = cap;
    }
    draw(s, 72);
    static const uint32_t middle[] = {WHITE, 0, 0}, corner[] = {WHITE, WHITE, 0};
    for (int cap = 0; cap < 3; cap++) {
        assert_pixel(s, 50, 15 + 30 * cap, 0);
        assert_pixel(s, 43, 15 + 30 * cap, middle[cap]);
        assert_pixel(s, 41, 6 + 30 * cap, corner[cap]);
        assert_pixel(s, 39, 15 + 30 * cap, WHITE);
    }
}

/* A corner at (x, 40) of lines 20 wide; its outside is the square of 10 up and right. Mitre fills it; round
 * is a quarter disc; a bevel cuts it from (x, 30) to (x + 10, 40). The point 6 right and 6 up lies inside the
 * disc (8.5) but beyond the cut; the point 9 right and 9 up is beyond both. */
static void joins_turn_corners(void **state) {
    scene *s = *state;
    for (uint8_t join = 0; join < 3; join++) {
        double x = 40 + 60 * join;
        mkr_path *path = PATH(s, "MLL", x - 30, 40, x, 40, x, 80);
        path->stroke = 0;
        path->line_width = MKR_PT(20);
        path->join = join;
    }
    draw(s, 72);
    static const uint32_t near[] = {0, 0, WHITE}, far[] = {0, WHITE, WHITE};
    for (int join = 0; join < 3; join++) {
        assert_pixel(s, 40 + 60 * join + 5, 34, near[join]);
        assert_pixel(s, 40 + 60 * join + 8, 31, far[join]);
        assert_pixel(s, 40 + 60 * join + 2, 37, 0);
    }
}

/* Bernstein: with the middle control points 80 below the ends the curve's lowest point is 0.75 * 80 = 60
 * below. */
static void curves_and_both_paints(void **state) {
    scene *s = *state;
    mkr_path *path = PATH(s, "MCZ", 20, 10, 20, 90, 120, 90, 120, 10);
    path->fill = 0xFFCC00;
    path->stroke = 0x333333;
    path->line_width = MKR_PT(4);
    draw(s, 72);
    assert_pixel(s, 70, 66, 0xFFCC00);
    assert_pixel(s, 70, 70, 0x333333); /* the stroke lies on the fill */
    assert_pixel(s, 70, 73, WHITE);
    assert_pixel(s, 70, 10, 0x333333); /* closed */
    assert_pixel(s, 70, 7, WHITE);
}

/* Size 20: the square is 10 points a side and stands on the baseline at y = 40. The second one starts after
 * the advance of 12, kerning of -2 and tracking of 3: at 23. A space of 6 and tracking follow its 12 + 3:
 * at 47. */
static void text_stands_where_it_should(void **state) {
    scene *s = *state;
    static const mkr_glyph glyphs[] = {{SQUARE, -100}, {SQUARE, 0}, {SPACE, 0}, {SQUARE, 0}};
    mkr_text *text = add_text(s, glyphs, 4, 10, 40, 20);
    text->colour = 0x123456;
    text->tracking = MKR_PT(3);
    draw(s, 72);
    static const int left[] = {10, 23, 47};
    for (int i = 0; i < 3; i++) {
        assert_pixel(s, left[i], 30, 0x123456);
        assert_pixel(s, left[i] + 9, 39, 0x123456);
        assert_pixel(s, left[i] - 1, 35, WHITE);
        assert_pixel(s, left[i] + 10, 35, WHITE);
        assert_pixel(s, left[i] + 5, 29, WHITE);
        assert_pixel(s, left[i] + 5, 40, WHITE);
    }
}

/* At size 20 the letter at 10 ends at 22; the mark stands 11 to the left of that and 14 up: from (11, 26) on.
 * It takes no room of its own. */
static void marks_are_moved(void **state) {
    scene *s = *state;
    static const mkr_glyph glyphs[] = {{SQUARE, 0}, {MARK, 0}, {SQUARE, 0}};
    add_text(s, glyphs, 3, 10, 40, 20);
    draw(s, 72);
    assert_pixel(s, 11, 25, 0);
    assert_pixel(s, 20, 16, 0);
    assert_pixel(s, 10, 20, WHITE);
    assert_pixel(s, 21, 20, WHITE);
    assert_pixel(s, 15, 15, WHITE);
    assert_pixel(s, 15, 26, WHITE);
    assert_pixel(s, 22, 35, 0);
}

/* A quadratic curve reaches half the height of its control point: 500 units, at size 100 50 points. */
static void quadratic_outlines_keep_their_height(void **state) {
    scene *s = *state;
    static const mkr_glyph glyph[] = {{HILL, 0}};
    add_text(s, glyph, 1, 50, 90, 100);
    draw(s, 72);
    assert_pixel(s, 100, 41, 0);
    assert_pixel(s, 100, 38, WHITE);
    assert_pixel(s, 60, 82, 0); /* x = 0.1: height 2 * 0.1 * 0.9 * 1000 = 180 units, so ink from y = 72 */
    assert_pixel(s, 60, 69, WHITE);
}

static void long_lines_do_not_drift(void **state) {
    scene *s = *state;
    mkr_glyph glyphs[1000];
    for (size_t i = 0; i < 1000; i++)
        glyphs[i] = (mkr_glyph){SQUARE, 0};
    s->page.width = MKR_PT(6100);
    add_text(s, glyphs, 1000, 50, 60, 10); /* one every 6 points, 5 wide */
    add_text(s, glyphs, 3, 50, 90, 0); /* of no size: no ink */
    draw(s, 72);
    for (int i = 0; i < 1000; i++) {
        assert_pixel(s, 50 + 6 * i, 57, 0);
        assert_pixel(s, 50 + 6 * i + 4, 57, 0);
        assert_pixel(s, 50 + 6 * i + 5, 57, WHITE);
    }
    assert_pixel(s, 50, 89, WHITE);
}

/* Two pixels, enlarged ten times and used twice. Their outer edges stay sharp. */
static void pictures_fill_their_box(void **state) {
    scene *s = *state;
    static const uint8_t rgb[] = {0xFF, 0, 0, 0, 0, 0xFF};
    static const mkr_picture picture = {.width = 2, .height = 1, .channels = 3, .pixels = rgb};
    add_picture(s, &picture, 20, 10, 40, 20);
    add_picture(s, &picture, 100, 10, 40, 20);
    add_picture(s, &picture, 100, 50, 0, 20); /* of no width: no ink */
    draw(s, 72);
    for (int x = 20; x <= 100; x += 80) {
        assert_pixel(s, x, 10, 0xFF0000);
        assert_pixel(s, x, 29, 0xFF0000);
        assert_pixel(s, x + 39, 29, 0x0000FF);
        assert_pixel(s, x - 1, 20, WHITE);
        assert_pixel(s, x + 40, 20, WHITE);
        assert_pixel(s, x + 20, 30, WHITE);
    }
    assert_pixel(s, 100, 60, WHITE);
}

static void refused(scene *s, unsigned dpi, const char *code) {
    uint64_t written;
    s->said[0] = '\0';
    assert_false(write_to(s, s->path, dpi, &written));
    assert_int_equal(written, 0);
    assert_string_equal(s->said, code);
}

static void resolution_has_limits(void **state) {
    scene *s = *state;
    refused(s, 35, "DPI_RANGE ");
    refused(s, 1201, "DPI_RANGE ");
    s->said[0] = '\0';
    s->page.width = s->page.height = MKR_PT(36);
    draw(s, 36);
    assert_int_equal(cairo_image_surface_get_width(s->seen), 18);
    draw(s, 1200);
    assert_int_equal(cairo_image_surface_get_width(s->seen), 600);
}

static void size_has_limits(void **state) {
    scene *s = *state;
    s->page.width = MKR_PT(32768); /* a side */
    refused(s, 72, "IMAGE_SIZE ");
    s->page.width = s->page.height = MKR_PT(12300); /* 151 million pixels */
    refused(s, 72, "IMAGE_SIZE ");
    s->page.width = s->page.height = INT32_MAX;
    refused(s, 1200, "IMAGE_SIZE ");
    s->page.width = 0;
    refused(s, 72, "IMAGE_SIZE ");
}

/* ---- SVG */

static size_t count(const xmlNode *node, const char *name) {
    size_t n = 0;
    for (; node; node = node->next) {
        n += node->type == XML_ELEMENT_NODE && !strcmp((const char *)node->name, name);
        n += count(node->children, name);
    }
    return n;
}

static bool attribute_is(const xmlNode *node, const char *name, const char *value) {
    xmlChar *found = xmlGetProp(node, (const xmlChar *)name);
    bool same = found && !strcmp((const char *)found, value);
    xmlFree(found);
    return same;
}

static const char *text(scene *s) {
    size_t n;
    assert_true(write_to(s, s->path, SVG, NULL));
    return (const char *)file(s, &n);
}
#define assert_says(s, words) assert_non_null(strstr(text(s), words))

static void svg_is_well_formed(void **state) {
    scene *s = *state;
    static const mkr_glyph glyphs[] = {{SQUARE, 0}, {HILL, 0}, {SQUARE, 0}, {SQUARE, 0}};
    size_t n;
    add_text(s, glyphs, 4, 10, 40, 20);
    add_rectangle(s, 10, 50, 30, 60, 0x1F6F8B);
    s->page.height = MKR_PT(100.25);
    assert_true(write_to(s, s->path, SVG, NULL));
    const unsigned char *bytes = file(s, &n);
    xmlDoc *doc = xmlReadMemory((const char *)bytes, (int)n, "page.svg", NULL, XML_PARSE_NONET);
    assert_non_null(doc);
    const xmlNode *root = xmlDocGetRootElement(doc);
    assert_string_equal((const char *)root->name, "svg");
    assert_string_equal((const char *)root->ns->href, "http://www.w3.org/2000/svg");
    assert_true(attribute_is(root, "width", "200pt"));
    assert_true(attribute_is(root, "height", "100.25pt"));
    assert_true(attribute_is(root, "viewBox", "0 0 200 100.25"));
    assert_true(attribute_is(root, "role", "img"));
    assert_true(attribute_is(root, "aria-labelledby", "fig-title fig-desc"));
    assert_true(attribute_is(root, "lang", "en-GB"));
    assert_int_equal(count(root, "text"), 1);
    assert_int_equal(count(root, "path"), 2);
    xmlFreeDoc(doc);
    xmlCleanupParser();
}

static void svg_says_title_and_description(void **state) {
    scene *s = *state;
    assert_says(s, "<title id=\"fig-title\">Visits &amp; calls</title>\n"
                   "<desc id=\"fig-desc\">They &lt;rose&gt;.</desc>\n");
    s->words = &(mkr_svg_words){.id = "p3", .title = "\x01 \xEF\xBF\xBE", .lang = "en", .reads = true};
    assert_says(s, " role=\"document\" aria-labelledby=\"p3-title\"");
    assert_says(s, ">\xEF\xBF\xBD \xEF\xBF\xBD</title>"); /* what XML 1.0, 2.2 forbids */
    assert_null(strstr(text(s), "<desc"));
}

/* Relative steps in points; a line of the same pen goes on in the same path, one of another does not. */
static void svg_paths_are_exact(void **state) {
    scene *s = *state;
    mkr_path *path;
    for (int i = 0; i < 2; i++) {
        path =
            i ? PATH(s, "MLLL", 10, 30, 10, 29.75, 15, 30.001, 14, 31) : PATH(s, "ML", 10, 20.5, 110, 20.5);
        path->stroke = 0xDDE2E7;
        path->line_width = MKR_PT(0.5);
    }
    path = PATH(s, "MCZ", 20, 10, 20, 90, 120, 90, 120, 10);
    path->fill = 0xFFCC00;
    path->stroke = 0x123456;
    path->line_width = MKR_PT(1);
    path->dash[0] = MKR_PT(4);
    path->dash[1] = MKR_PT(2.5);
    path->cap = path->join = 1;
    assert_says(
        s, "<path stroke=\"#dde2e7\" stroke-width=\".5\" d=\"m10 20.5h100m-100 9.5v-.25l5 .251-1 .999\"/>\n"
           "<path fill=\"#fc0\" stroke=\"#123456\" stroke-dasharray=\"4 2.5\" stroke-linecap=\"round\" "
           "stroke-linejoin=\"round\" d=\"m20 10c0 80 100 80 100 0z\"/>\n</svg>");
}

/* Size 20: the square takes 12, the blank 6 and tracking 3 after each; a blank at an end is left out. */
static void svg_text_is_text(void **state) {
    scene *s = *state;
    static const mkr_glyph glyphs[] = {{SPACE, 0}, {SQUARE, -100}, {SPACE, 0},
                                       {SPACE, 0}, {HILL, 0},      {SPACE, 0}};
    mkr_text *t = add_text(s, glyphs, 6, 10, 40, 20);
    t->tracking = MKR_PT(3);
    assert_says(s, " font-family=\"'Stand &quot;in&quot;',sans-serif\" font-size=\"20\"");
    assert_says(s, "<text x=\"19\" y=\"40\" fill=\"#000\" font-weight=\"600\" letter-spacing=\"3\" "
                   "textLength=\"54\" xml:space=\"preserve\">s  h</text>\n");
    t->pen = t->width = MKR_PT(63); /* right to left */
    assert_says(s, "<text x=\"73\" y=\"40\"");
    assert_says(s, "textLength=\"63\" direction=\"rtl\" unicode-bidi=\"embed\"");
}

/* A unit of the em is 0.02 points; y runs up. The mark is 550 left of where the letter ends, and 700 up. */
static void svg_outlines_are_defined_once(void **state) {
    scene *s = *state;
    static const mkr_glyph glyphs[] = {{SQUARE, 0}, {MARK, 0}, {SPACE, 0}, {HILL, 0}, {SQUARE, 0}};
    add_text(s, glyphs, 5, 10, 40, 20);
    s->words = &outlines;
    assert_says(s, "<defs>\n<path id=\"fig-g1\" d=\"M0 0l500 0l0 500c-100 0-400 0-500 0z\"/>\n"
                   "<path id=\"fig-g2\" d=\"M0 0l500 0l0 500c-100 0-400 0-500 0z\"/>\n"
                   "<path id=\"fig-g3\" d=\"M0 0q500 1000 1000 0z\"/>\n</defs>\n");
    assert_says(s, "<g fill=\"#000\" transform=\"matrix(0.02 0 0 -0.02 10 40)\"><use xlink:href=\"#fig-g1\"/>"
                   "<use xlink:href=\"#fig-g2\" x=\"50\" y=\"700\"/><use xlink:href=\"#fig-g3\" x=\"900\"/>"
                   "<use xlink:href=\"#fig-g1\" x=\"1900\"/></g>\n");
}

/* The least that counts as a JPEG (ISO/IEC 10918-1 B.2.2): start of image, a frame header of one pixel, end.
 */
static void svg_takes_a_jpeg_as_it_is(void **state) {
    scene *s = *state;
    static const uint8_t rgb[3] = {0}, jpeg[] = {0xFF, 0xD8, 0xFF, 0xC0, 0,    17, 8, 0,    1, 0,    1,   3,
                                                 1,    0x11, 0,    2,    0x11, 1,  3, 0x11, 1, 0xFF, 0xD9};
    const mkr_picture picture = {
        .width = 1, .height = 1, .channels = 3, .pixels = rgb, .jpeg = jpeg, .jpeg_bytes = sizeof jpeg};
    size_t n;
    add_picture(s, &picture, 20, 10, 40, 20);
    assert_true(write_to(s, s->path, SVG, NULL));
    assert_non_null(
        strstr((const char *)file(s, &n), "data:image/jpeg;base64,/9j/wAARCAABAAEDAREAAhEBAxEB/9k=\""));
}

/* ---- both */

static void add_some_of_each(scene *s) {
    static const mkr_glyph glyphs[] = {{SQUARE, 0}, {HILL, 0}};
    static uint8_t noise[3 * 300 * 300];
    static const mkr_picture picture = {.width = 300, .height = 300, .channels = 3, .pixels = noise};
    uint32_t r = 1;
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (uint8_t)((r = r * 1664525 + 1013904223) >> 24);
    add_text(s, glyphs, 2, 10, 40, 20);
    add_rectangle(s, 10, 50, 30, 60, 0x1F6F8B);
    add_picture(s, &picture, 0, 0, 200, 100);
}

static void same_page_gives_same_bytes(void **state) {
    scene *s = *state;
    add_some_of_each(s);
    for (unsigned dpi = SVG; dpi <= 96; dpi += 96) {
        size_t n, m;
        assert_true(write_to(s, s->path, dpi, NULL));
        const unsigned char *first = file(s, &n);
        assert_true(write_to(s, s->path, dpi, NULL));
        const unsigned char *second = file(s, &m);
        assert_int_equal(n, m);
        assert_memory_equal(first, second, n);
    }
}

/* Turned pictures keep their matrix: this one lies on its left side (ISO 32000-1, 8.3.3). */
static void svg_pictures_are_defined_once(void **state) {
    scene *s = *state;
    static const uint8_t rgb[3] = {0xFF, 0, 0};
    static const mkr_picture red = {.width = 1, .height = 1, .channels = 3, .pixels = rgb},
                             turned = {.width = 1, .height = 1, .channels = 3, .pixels = rgb, .turn = 5};
    add_picture(s, &red, 20, 10, 40, 20);
    add_picture(s, &red, 80, 10, 40, 20);
    add_picture(s, &turned, 80, 50, 40, 20);
    assert_says(s, "<defs><image id=\"fig-i1\" width=\"1\" height=\"1\" preserveAspectRatio=\"none\" "
                   "xlink:href=\"data:image/png;base64,iVBORw0KGgo"); /* the signature of PNG */
    const char *first =
        strstr(text(s), "<use xlink:href=\"#fig-i1\" transform=\"matrix(40 0 0 20 20 10)\"/>\n"
                        "<use xlink:href=\"#fig-i1\" transform=\"matrix(40 0 0 20 80 10)\"/>");
    assert_non_null(first);
    assert_non_null(strstr(first, "<image id=\"fig-i2\""));
    assert_null(strstr(first, "<image id=\"fig-i3\""));
}

/* librsvg draws the SVG; cairo drew the PNG: every shade is within a few steps. */
static void svg_looks_like_png(void **state) {
    scene *s = *state;
    static const mkr_glyph glyphs[] = {{SQUARE, 0}, {MARK, 0}, {SPACE, 0}, {HILL, -50}, {SQUARE, 0}};
    static const uint8_t rgb[] = {0xFF, 0, 0, 0, 0, 0xFF, 0, 0xFF, 0, 9, 9, 9};
    static const mkr_picture picture = {.width = 2, .height = 2, .channels = 3, .pixels = rgb, .turn = 6};
    enum { WIDTH = 400, HEIGHT = 200, NEAR = 24 };
    static uint8_t drawn[3 * WIDTH * HEIGHT];
    const char *why;
    size_t n, far = 0;
    mkr_path *path = PATH(s, "MLLC", 5, 95, 100, 60, 190, 95, 190, 40, 120, 40, 120, 90);
    path->stroke = 0x9B1420;
    path->line_width = MKR_PT(3);
    path->dash[0] = MKR_PT(10);
    path->dash[1] = MKR_PT(4);
    path = PATH(s, "ML", 180, 20, 180, 20);
    path->stroke = 0x9B1420;
    path->line_width = MKR_PT(12);
    path->cap = 1;
    add_text(s, glyphs, 5, 10, 40, 20)->colour = 0x08795F;
    add_picture(s, &picture, 100, 10, 40, 20);
    draw(s, 144);
    s->words = &outlines;
    assert_true(write_to(s, s->path, SVG, NULL));
    const unsigned char *bytes = file(s, &n);
    mkr_svg *svg = mkr_svg_open(s->arena, bytes, n, &why);
    if (!svg && !why)
        skip(); /* librsvg is not installed */
    assert_non_null(svg);
    assert_true(mkr_svg_draw(svg, WIDTH, HEIGHT, drawn, &why));
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        for (int k = 0; k < 3; k++) {
            int seen = (int)(pixel(s, i % WIDTH, i / WIDTH) >> (16 - 8 * k) & 0xFF) - drawn[3 * i + k];
            far += seen > NEAR || seen < -NEAR;
        }
    assert_in_range(far, 0, 60); /* where the pixels of a picture meet */
}

/* Noise does not compress, so the files are longer than any buffer on their way. */
static void full_disk_is_reported_once(void **state) {
    scene *s = *state;
    if (access("/dev/full", W_OK))
        skip();
    add_some_of_each(s);
    for (unsigned dpi = SVG; dpi <= 300; dpi += 300) {
        s->said[0] = '\0';
        assert_false(write_to(s, "/dev/full", dpi, NULL));
        assert_string_equal(s->said, "CANNOT_WRITE ");
    }
}

static void what_cairo_refuses_is_reported(void **state) {
    scene *s = *state;
    mkr_path *path = PATH(s, "ML", 20, 50, 100, 50);
    path->stroke = 0;
    path->line_width = MKR_PT(1);
    path->dash[0] = path->dash[1] = MKR_PT(-1);
    refused(s, 72, "CANNOT_DRAW ");
}

/* Under every ceiling either all is well or control comes back here; the sanitizer sees what is left behind.
 */
static void used_up_memory_leaves_nothing_behind(void **state) {
    scene *s = *state;
    volatile size_t ended[2] = {0};
    add_some_of_each(s);
    for (volatile size_t ceiling = 1000; ceiling < 2000000; ceiling += ceiling / 8)
        for (volatile unsigned dpi = SVG; dpi <= 96; dpi += 96) {
            jmp_buf full;
            mkr_output *out = mkr_output_open(s->arena, &s->diag, s->path);
            mkr_arena *arena = mkr_arena_new(ceiling, &full);
            assert_true(out && arena);
            bool all = !setjmp(full) && (dpi == SVG ? mkr_image_svg(arena, &s->diag, &s->page, s->words, out)
                                                    : mkr_image_png(arena, &s->diag, &s->page, dpi, out));
            ended[all]++;
            mkr_arena_free(arena);
            mkr_output_close(out, false);
        }
    assert_true(ended[false] && ended[true]);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(png_has_signature_and_size),
        TEST(rectangle_has_exact_edges),
        TEST(edge_within_a_pixel_is_blended),
        TEST(later_items_cover_earlier_ones),
        TEST(dashes_start_with_ink),
        TEST(caps_end_lines),
        TEST(joins_turn_corners),
        TEST(curves_and_both_paints),
        TEST(text_stands_where_it_should),
        TEST(marks_are_moved),
        TEST(quadratic_outlines_keep_their_height),
        TEST(long_lines_do_not_drift),
        TEST(pictures_fill_their_box),
        TEST(resolution_has_limits),
        TEST(size_has_limits),
        TEST(svg_is_well_formed),
        TEST(svg_says_title_and_description),
        TEST(svg_paths_are_exact),
        TEST(svg_text_is_text),
        TEST(svg_outlines_are_defined_once),
        TEST(svg_takes_a_jpeg_as_it_is),
        TEST(same_page_gives_same_bytes),
        TEST(svg_pictures_are_defined_once),
        TEST(svg_looks_like_png),
        TEST(full_disk_is_reported_once),
        TEST(what_cairo_refuses_is_reported),
        TEST(used_up_memory_leaves_nothing_behind),
    };
    return cmocka_run_group_tests_name("image", tests, NULL, NULL);
}
