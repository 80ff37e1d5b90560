/* pdf.c - small pages and trees written as PDF and read back with qpdf, HarfBuzz and libdeflate.
 *
 * The face is a stand-in over DejaVu Sans: character c of ASCII is code c - 31, so that codes 13, 40, 41 and
 * 92, which strings must escape, are in use. Expected operators are worked out by hand; y of a page 200 high
 * is 200 - y. */
#include "pdf/pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <hb-ot.h>
#include <libdeflate.h>
#include <qpdf/qpdf-c.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "pdf/deflate.h"

/* ---- the face */

enum { LIGATURE = 96, HARD_SPACE, ASTRAL, MARK, CODES };

struct mkr_face {
    mkr_face_metrics metrics;
    mkr_face_code codes[CODES];
    hb_blob_t *file;
};

struct mkr_fonts {
    const mkr_face *faces[1];
};

const mkr_face_metrics *mkr_face_measures(const mkr_face *face) {
    return &face->metrics;
}

size_t mkr_face_codes(const mkr_face *face, const mkr_face_code **codes) {
    *codes = face->codes;
    return CODES;
}

const void *mkr_face_file(const mkr_face *face, size_t *bytes) {
    unsigned n;
    const void *data = hb_blob_get_data(face->file, &n);
    *bytes = n;
    return data;
}

unsigned mkr_face_index(const mkr_face *face) {
    (void)face;
    return 0;
}

size_t mkr_fonts_faces(const mkr_fonts *fonts, const mkr_face *const **faces) {
    *faces = fonts->faces;
    return 1;
}

static mkr_face_code code_of(hb_font_t *font, hb_codepoint_t c, const char *text) {
    hb_codepoint_t gid = 0;
    assert_true(hb_font_get_nominal_glyph(font, c, &gid));
    return (mkr_face_code){
        .gid = gid, .text = text, .advance = (uint16_t)hb_font_get_glyph_h_advance(font, gid)};
}

static mkr_face *face_new(void) {
    static char ascii[95][2];
    mkr_face *face = calloc(1, sizeof *face);
    face->file = hb_blob_create_from_file("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf");
    hb_face_t *source = hb_face_create(face->file, 0);
    hb_font_t *font = hb_font_create(source);
    for (unsigned c = ' '; c <= '~'; c++) {
        ascii[c - ' '][0] = (char)c;
        face->codes[c - 31] = code_of(font, c, ascii[c - ' ']);
    }
    face->codes[LIGATURE] = code_of(font, 0xFB01, "fi");
    face->codes[HARD_SPACE] = code_of(font, ' ', "\u00A0");
    face->codes[ASTRAL] = code_of(font, 0x1F600, "\U0001F600");
    face->codes[MARK] = code_of(font, 0x0301, "\u0301");
    face->metrics = (mkr_face_metrics){.name = "DejaVuSans",
                                       .units_per_em = 2048,
                                       .ascent = 1901,
                                       .descent = -483,
                                       .cap_height = 1493,
                                       .x_min = -2090,
                                       .y_min = -948,
                                       .x_max = 3673,
                                       .y_max = 2524,
                                       .weight = 400};
    hb_font_destroy(font);
    hb_face_destroy(source);
    return face;
}

/* ---- a document being made, and the file read back */

typedef struct world {
    mkr_arena *arena;
    jmp_buf full;
    mkr_diag diag;
    char said[64], path[64];
    mkr_face *face;
    mkr_fonts fonts;
    mkr_pages pages;
    mkr_tree *tree;
    mkr_pdf_info info;
    char *bytes;
    size_t n;
    qpdf_data pdf;
} world;

static void listen(void *user, mkr_level level, const char *code, mkr_where where, const char *text) {
    world *w = user;
    (void)level, (void)where, (void)text;
    snprintf(w->said, sizeof w->said, "%s", code);
}

static int set_up(void **state) {
    world *w = calloc(1, sizeof *w);
    w->arena = mkr_arena_new((size_t)512 << 20, &w->full);
    w->diag = (mkr_diag){.say = listen, .user = w};
    strcpy(w->path, "/tmp/mkr-pdf-XXXXXX");
    close(mkstemp(w->path));
    w->face = face_new();
    w->fonts.faces[0] = w->face;
    w->tree = mkr_tree_new(w->arena);
    w->info = (mkr_pdf_info){.title = "A title", .lang = "en-GB", .producer = "test", .time = -1};
    *state = w;
    return 0;
}

static int tear_down(void **state) {
    world *w = *state;
    if (w->pdf)
        qpdf_cleanup(&w->pdf);
    hb_blob_destroy(w->face->file);
    free(w->face);
    free(w->bytes);
    mkr_arena_free(w->arena);
    unlink(w->path);
    free(w);
    return 0;
}

static mkr_page *page_add(world *w) {
    mkr_page *page = mkr_alloc(w->arena, sizeof *page);
    page->width = MKR_PT(300);
    page->height = MKR_PT(200);
    page->items.arena = w->arena;
    *MKR_PUSH(w->arena, &w->pages.at) = page;
    return page;
}

static uint32_t elem_add(world *w, uint32_t parent, mkr_tag tag) {
    return mkr_tree_add(w->tree, parent, tag);
}

static mkr_item *item_add(world *w, mkr_page *page, uint32_t elem, mkr_item_kind kind) {
    mkr_item *item = MKR_PUSH(w->arena, &page->items.list);
    item->kind = (uint8_t)kind;
    item->elem = elem;
    return item;
}

static mkr_text *codes_add(world *w, mkr_page *page, uint32_t elem, mkr_len x, mkr_len y,
                           const mkr_glyph *glyphs, uint32_t n) {
    mkr_item *item = item_add(w, page, elem, MKR_ITEM_TEXT);
    mkr_glyph *copy = mkr_alloc_array(w->arena, n, sizeof *copy);
    memcpy(copy, glyphs, n * sizeof *copy);
    item->text = (mkr_text){.face = w->face, .glyphs = copy, .n = n, .x = x, .y = y, .size = MKR_PT(10)};
    for (uint32_t i = 0; i < n; i++)
        item->text.width += mkr_font_scale(w->face->codes[glyphs[i].code].advance, MKR_PT(10), w->face);
    mkr_elem *e = mkr_tree_at(w->tree, elem);
    if (elem && elem < w->tree->elems.n && !e->page) {
        e->page = (uint32_t)w->pages.at.n;
        e->y = y - MKR_PT(8);
    }
    return &item->text;
}

static mkr_text *text_add(world *w, mkr_page *page, uint32_t elem, mkr_len x, mkr_len y, const char *ascii) {
    mkr_glyph glyphs[128] = {0};
    uint32_t n = 0;
    for (; ascii[n]; n++)
        glyphs[n].code = (uint16_t)(ascii[n] - 31);
    return codes_add(w, page, elem, x, y, glyphs, n);
}

static void path_add(world *w, mkr_page *page, uint32_t elem, mkr_path path, const mkr_point *points,
                     size_t n) {
    mkr_point *copy = mkr_alloc_array(w->arena, n, sizeof *copy);
    memcpy(copy, points, n * sizeof *copy);
    path.points = copy;
    item_add(w, page, elem, MKR_ITEM_PATH)->path = path;
}

static bool write_pdf(world *w) {
    mkr_output *out = mkr_output_open(w->arena, &w->diag, w->path);
    bool ok = mkr_pdf_write(w->arena, &w->diag, &w->pages, w->tree, &w->fonts, &w->info, out);
    return mkr_output_close(out, ok) && ok;
}

static void read_pdf(world *w) {
    assert_true(write_pdf(w));
    FILE *f = fopen(w->path, "rb");
    fseek(f, 0, SEEK_END);
    w->n = (size_t)ftell(f);
    rewind(f);
    free(w->bytes);
    w->bytes = malloc(w->n);
    assert_int_equal(fread(w->bytes, 1, w->n, f), w->n);
    fclose(f);
    if (w->pdf)
        qpdf_cleanup(&w->pdf);
    w->pdf = qpdf_init();
    qpdf_silence_errors(w->pdf);
    qpdf_set_suppress_warnings(w->pdf, QPDF_TRUE);
    assert_int_equal(qpdf_read_memory(w->pdf, "test", w->bytes, w->n, NULL), QPDF_SUCCESS);
    assert_false(qpdf_more_warnings(w->pdf));
}

/* Follow keys and indices: "K/0/Pg". */
static qpdf_oh find(world *w, qpdf_oh from, const char *path) {
    char step[64];
    while (*path) {
        size_t n = strcspn(path, "/");
        snprintf(step, sizeof step, "/%.*s", (int)n, path);
        from = qpdf_oh_is_array(w->pdf, from) ? qpdf_oh_get_array_item(w->pdf, from, atoi(step + 1))
                                              : qpdf_oh_get_key(w->pdf, from, step);
        path += n + (path[n] == '/');
    }
    return from;
}

static void expect(world *w, qpdf_oh from, const char *path, const char *text) {
    const char *got = qpdf_oh_unparse(w->pdf, find(w, from, path));
    assert_string_equal(got, text);
}

static void expect_root(world *w, const char *path, const char *text) {
    expect(w, qpdf_get_root(w->pdf), path, text);
}

static void expect_missing(world *w, qpdf_oh from, const char *path) {
    assert_true(qpdf_oh_is_null(w->pdf, find(w, from, path)));
}

/* The same object? */
static void expect_same(world *w, qpdf_oh a, qpdf_oh b) {
    assert_true(qpdf_oh_get_object_id(w->pdf, a) > 0);
    assert_int_equal(qpdf_oh_get_object_id(w->pdf, a), qpdf_oh_get_object_id(w->pdf, b));
}

static qpdf_oh document(world *w) {
    return find(w, qpdf_get_root(w->pdf), "StructTreeRoot/K");
}

/* The decoded bytes of a stream, terminated. */
static char *stream_data(world *w, qpdf_oh stream, size_t *n) {
    unsigned char *bytes;
    assert_int_equal(qpdf_oh_get_stream_data(w->pdf, stream, qpdf_dl_all, NULL, &bytes, n), QPDF_SUCCESS);
    char *copy = mkr_strndup(w->arena, *n ? (char *)bytes : "", *n);
    free(bytes);
    return copy;
}

static void expect_content(world *w, size_t page, const char *text, size_t n) {
    size_t got;
    char *bytes = stream_data(w, find(w, qpdf_get_page_n(w->pdf, page), "Contents"), &got);
    assert_int_equal(got, n);
    assert_memory_equal(bytes, text, n);
}
#define EXPECT_CONTENT(w, page, text) expect_content(w, page, text, sizeof(text) - 1)

static void expect_refused(world *w, const char *code) {
    assert_false(write_pdf(w));
    assert_string_equal(w->said, code);
    assert_true(mkr_diag_failed(&w->diag));
}

/* ---- content */

static void paths(void **state) {
    world *w = *state;
    mkr_page *page = page_add(w);
    mkr_point box[] = {{10000, 10000}, {30000, 10000}, {30000, 40500}, {10000, 40500}};
    path_add(w, page, 0, (mkr_path){.verbs = "MLLLZ", .fill = 0xFF8000, .stroke = MKR_NO_COLOUR}, box, 4);
    path_add(w, page, 0,
             (mkr_path){.verbs = "ML",
                        .fill = MKR_NO_COLOUR,
                        .stroke = 0x808080,
                        .line_width = 500,
                        .dash = {2000, 1500},
                        .cap = 1,
                        .join = 2},
             box, 2);
    mkr_point curve[] = {{4, 4}, {5, -5}, {2004, 3006}, {-1235, 200000}};
    path_add(
        w, page, 0,
        (mkr_path){
            .verbs = "MCZ", .fill = 0xFF8000, .stroke = 0x808080, .line_width = 500, .cap = 1, .join = 2},
        curve, 4);
    path_add(w, page, 0, (mkr_path){.verbs = "ML", .fill = MKR_NO_COLOUR, .stroke = MKR_NO_COLOUR}, box, 2);
    mkr_point dot[] = {{12346, 12346}, {12346, 12346}};
    path_add(w, page, 0,
             (mkr_path){.verbs = "ML",
                        .fill = MKR_NO_COLOUR,
                        .stroke = 0x808080,
                        .line_width = 3200,
                        .cap = 1,
                        .join = 1},
             dot, 2);
    read_pdf(w);
    EXPECT_CONTENT(w, 0,
                   "/Artifact BMC\n"
                   "1 .502 0 rg\n10 190 20 -30.5 re\nf\n"
                   ".502 G\n.5 w\n1 J\n2 j\n[2 1.5]0 d\n10 190 m\n30 190 l\nS\n"
                   "[]0 d\n0 200 m\n.01 200.01 2 196.99 -1.24 0 c\nh\nB\n"
                   "3.2 w\n1 j\n12.35 187.65 m\n12.35 187.65 l\nS\n"
                   "EMC\n");
}

/* Places are rounded to hundredths of a point, not steps: rectangles side by side meet (20.007 is 20.01 for
 * both) and a row of texts does not drift (10.004, 20.009 and 30.014 are 10, 20.01 and 30.01). */
static void rounded_places(void **state) {
    world *w = *state;
    mkr_page *page = page_add(w);
    mkr_path fill = {.verbs = "MLLLZ", .fill = 0, .stroke = MKR_NO_COLOUR};
    mkr_point left[] = {{10004, 10004}, {20007, 10004}, {20007, 30006}, {10004, 30006}};
    mkr_point right[] = {{20007, 10004}, {30010, 10004}, {30010, 30006}, {20007, 30006}};
    path_add(w, page, 0, fill, left, 4);
    path_add(w, page, 0, fill, right, 4);
    uint32_t p = elem_add(w, 1, MKR_P);
    text_add(w, page, p, 10004, 50000, "A");
    text_add(w, page, p, 20009, 62506, "B");
    text_add(w, page, p, 30014, 75012, "C");
    read_pdf(w);
    EXPECT_CONTENT(w, 0,
                   "/Artifact BMC\n10 190 10.01 -20.01 re\nf\n20.01 190 10 -20.01 re\nf\nEMC\n"
                   "BT\n/P<</MCID 0>>BDC\n/F0 10 Tf\n10 150 Td\n(\0\42)Tj\n"
                   "10.01 -12.51 Td\n(\0\43)Tj\n10 -12.5 Td\n(\0\44)Tj\nEMC\nET\n");
}

static void texts(void **state) {
    world *w = *state;
    mkr_page *page = page_add(w);
    uint32_t h = elem_add(w, 1, MKR_H1), p = elem_add(w, 1, MKR_P);
    text_add(w, page, h, 20000, 30000, "AB");
    text_add(w, page, p, 25000, 42500, "C")->tracking = 250;
    text_add(w, page, p, 75000, 42500, "D")->colour = 0xFFFFFF;
    mkr_item *foot = item_add(w, page, 0, MKR_ITEM_TEXT);
    mkr_text *copy = &page->items.list.at[0].text;
    foot->pagination = true;
    foot->text = *copy;
    foot->text.y = 190000;
    read_pdf(w);
    EXPECT_CONTENT(w, 0,
                   "BT\n/H1<</MCID 0>>BDC\n/F0 10 Tf\n20 170 Td\n(\0\42\0\43)Tj\nEMC\n"
                   "/P<</MCID 1>>BDC\n.25 Tc\n5 -12.5 Td\n(\0\44)Tj\n"
                   "0 Tc\n1 g\n50 0 Td\n(\0\45)Tj\nEMC\n"
                   "/Artifact<</Type/Pagination>>BDC\n0 g\n-55 -147.5 Td\n(\0\42\0\43)Tj\nEMC\nET\n");
}

/* A run with a drawing in it is marked around its text objects. */
static void mixed_run(void **state) {
    world *w = *state;
    mkr_page *page = page_add(w);
    uint32_t p = elem_add(w, 1, MKR_P), fig = elem_add(w, 1, MKR_FIGURE);
    mkr_tree_more(w->tree, fig)->alt = "A line";
    text_add(w, page, p, 0, 0, "A");
    mkr_point line[] = {{10000, 20000}, {30000, 20000}};
    path_add(w, page, fig, (mkr_path){.verbs = "ML", .fill = MKR_NO_COLOUR, .line_width = 1000}, line, 2);
    text_add(w, page, fig, 10000, 50000, "B");
    read_pdf(w);
    EXPECT_CONTENT(w, 0,
                   "BT\n/P<</MCID 0>>BDC\n/F0 10 Tf\n0 200 Td\n(\0\42)Tj\nEMC\nET\n"
                   "/Figure<</MCID 1>>BDC\n10 180 m\n30 180 l\nS\nBT\n10 150 Td\n(\0\43)Tj\nET\nEMC\n");
    qpdf_oh figure = find(w, document(w), "K/1");
    /* left 10 - half the line; bottom: baseline 150 less 483/2048 of 10 = 2.358; B is 1405/2048 wide: 6.86 */
    expect(w, figure, "A/BBox", "[ 9.5 147.642 30.5 180.5 ]");
    expect(w, figure, "A/O", "/Layout");
    expect(w, figure, "A/Placement", "/Block");
    expect(w, figure, "Alt", "(A line)");
}

/* -100/2048 em is 48.828 thousandths: twice makes 98 (97.656), so the second step is 49 though the first was
 * too. */
static void kerning(void **state) {
    world *w = *state;
    mkr_page *page = page_add(w);
    uint32_t p = elem_add(w, 1, MKR_P);
    mkr_glyph tight[] = {{34, -100}, {35, -100}, {36, -100}, {37, -100}};
    codes_add(w, page, p, 0, 200000, tight, 4);
    mkr_glyph wide[] = {{34, 1}, {35, 1}, {36, 7}}; /* .488, .977 and nothing after the last */
    codes_add(w, page, p, 0, 200000, wide, 3);
    read_pdf(w);
    EXPECT_CONTENT(w, 0,
                   "BT\n/P<</MCID 0>>BDC\n/F0 10 Tf\n0 0 Td\n[(\0\42)49(\0\43)49(\0\44)48(\0\45)]TJ\n"
                   "0 0 Td\n[(\0\42\0\43)-1(\0\44)]TJ\nEMC\nET\n");
}

/* Bytes 13, 40, 41 and 92 in strings are escaped; 10 stays as it is. */
static void escapes(void **state) {
    world *w = *state;
    mkr_page *page = page_add(w);
    mkr_glyph glyphs[] = {{10, 0}, {13, 0}, {40, 0}, {41, 0}, {92, 0}};
    codes_add(w, page, elem_add(w, 1, MKR_P), 0, 200000, glyphs, 5);
    read_pdf(w);
    EXPECT_CONTENT(w, 0, "BT\n/P<</MCID 0>>BDC\n/F0 10 Tf\n0 0 Td\n(\0\n\0\\r\0\\(\0\\)\0\\\\)Tj\nEMC\nET\n");
}

/* A mark 1024 units back and 512 up: half and a quarter of the size. */
static void raised_mark(void **state) {
    world *w = *state;
    mkr_page *page = page_add(w);
    w->face->codes[MARK].dx = -1024;
    w->face->codes[MARK].dy = 512;
    mkr_glyph glyphs[] = {{34, 0}, {MARK, 0}, {35, 0}};
    codes_add(w, page, elem_add(w, 1, MKR_P), 0, 200000, glyphs, 3);
    read_pdf(w);
    EXPECT_CONTENT(w, 0,
                   "BT\n/P<</MCID 0>>BDC\n/F0 10 Tf\n0 0 Td\n(\0\42)Tj\n2.5 Ts\n[()500(\0\143)]TJ\n"
                   "0 Ts\n[()-500(\0\43)]TJ\nEMC\nET\n");
}

static void images(void **state) {
    world *w = *state;
    mkr_page *page = page_add(w);
    static const uint8_t rgb[2 * 3 * 3] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18};
    /* start, frame header (8 bits, 3 high, 2 wide, one component), end: enough for what is looked at */
    static const uint8_t jpeg[] = {0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 3, 0, 2, 1, 1, 0x11, 0, 0xFF, 0xD9};
    mkr_picture raw = {.width = 2, .height = 3, .channels = 3, .pixels = rgb}, grey = raw;
    grey.channels = 1;
    grey.jpeg = jpeg;
    grey.jpeg_bytes = sizeof jpeg;
    uint32_t fig = elem_add(w, 1, MKR_FIGURE);
    mkr_tree_more(w->tree, fig)->actual = "Logo";
    for (int i = 0; i < 3; i++) {
        mkr_item *item = item_add(w, page, fig, MKR_ITEM_IMAGE);
        item->picture.image = i ? &raw : &grey;
        item->picture.x = MKR_PT(10 * i);
        item->picture.y = MKR_PT(20);
        item->picture.width = MKR_PT(30);
        item->picture.height = MKR_PT(45);
    }
    read_pdf(w);
    EXPECT_CONTENT(w, 0,
                   "/Figure<</MCID 0>>BDC\nq 30 0 0 45 0 135 cm/I0 Do Q\n"
                   "q 30 0 0 45 10 135 cm/I1 Do Q\nq 30 0 0 45 20 135 cm/I1 Do Q\nEMC\n");
    qpdf_oh images = find(w, qpdf_get_page_n(w->pdf, 0), "Resources/XObject");
    qpdf_oh dict = qpdf_oh_get_dict(w->pdf, find(w, images, "I0"));
    expect(w, dict, "Filter", "/DCTDecode");
    expect(w, dict, "ColorSpace", "/DeviceGray");
    expect(w, dict, "Length", "17");
    dict = qpdf_oh_get_dict(w->pdf, find(w, images, "I1"));
    expect(w, dict, "ColorSpace", "/DeviceRGB");
    expect(w, dict, "Width", "2");
    expect(w, dict, "Height", "3");
    size_t n;
    char *bytes = stream_data(w, find(w, images, "I1"), &n);
    assert_int_equal(n, sizeof rgb);
    assert_memory_equal(bytes, rgb, n);
    expect(w, find(w, document(w), "K"), "ActualText", "(Logo)");
}

/* ---- structure */

/* A paragraph with a link in it goes over a page end. */
static void paragraph_over_pages(void **state) {
    world *w = *state;
    uint32_t sect = elem_add(w, 1, MKR_SECT), p = elem_add(w, sect, MKR_P),
             before = elem_add(w, p, MKR_CONTENT), link = elem_add(w, p, MKR_LINK),
             after = elem_add(w, p, MKR_CONTENT);
    mkr_elem_more *more = mkr_tree_more(w->tree, link);
    more->uri = "https://example.org/a(b)?q=\xC3\xA9 x";
    more->contents = "An example \xE2\x80\x94 elsewhere";
    mkr_page *one = page_add(w);
    text_add(w, one, before, 0, 20000, "before");
    text_add(w, one, link, 50000, 20000, "link");
    *MKR_PUSH(w->arena, &one->links) = (mkr_page_link){link, 50000, 12000, 20000, 10000};
    mkr_page *two = page_add(w);
    text_add(w, two, link, 0, 20000, "more");
    *MKR_PUSH(w->arena, &two->links) = (mkr_page_link){link, 0, 12000, 20000, 10000};
    text_add(w, two, after, 50000, 20000, "after");
    read_pdf(w);

    qpdf_oh first = qpdf_get_page_n(w->pdf, 0), second = qpdf_get_page_n(w->pdf, 1), doc = document(w);
    expect(w, doc, "S", "/Document");
    expect_same(w, find(w, doc, "P"), find(w, qpdf_get_root(w->pdf), "StructTreeRoot"));
    qpdf_oh para = find(w, doc, "K/K"); /* one kid stands without an array */
    expect(w, para, "S", "/P");
    expect_same(w, find(w, para, "Pg"), first);
    assert_int_equal(qpdf_oh_get_array_n_items(w->pdf, find(w, para, "K")), 3);
    expect(w, para, "K/0", "0");
    expect(w, para, "K/2/Type", "/MCR");
    expect(w, para, "K/2/MCID", "1");
    expect_same(w, find(w, para, "K/2/Pg"), second);
    qpdf_oh anchor = find(w, para, "K/1");
    expect(w, anchor, "S", "/Link");
    expect(w, anchor, "K/0", "1");
    expect(w, anchor, "K/1/MCID", "0");
    expect(w, anchor, "K/2/Type", "/OBJR");
    expect_same(w, find(w, anchor, "K/3/Pg"), second);

    qpdf_oh annot = find(w, first, "Annots/0");
    expect_same(w, find(w, anchor, "K/2/Obj"), annot);
    expect_same(w, find(w, anchor, "K/3/Obj"), find(w, second, "Annots/0"));
    expect(w, annot, "Subtype", "/Link");
    expect(w, annot, "Rect", "[ 50 178 70 188 ]");
    expect(w, annot, "F", "4");
    expect(w, annot, "StructParent", "2"); /* the pages are 0 and 1 */
    expect(w, annot, "A/URI", "(https://example.org/a\\(b\\)?q=%C3%A9%20x)");
    assert_string_equal(qpdf_oh_get_utf8_value(w->pdf, find(w, annot, "Contents")),
                        "An example \xE2\x80\x94 elsewhere");

    qpdf_oh tree = find(w, qpdf_get_root(w->pdf), "StructTreeRoot/ParentTree/Kids");
    expect(w, tree, "0/Limits", "[ 0 1 ]");
    expect_same(w, find(w, tree, "0/Nums/1/0"), para);
    expect_same(w, find(w, tree, "0/Nums/1/1"), anchor);
    expect_same(w, find(w, tree, "0/Nums/3/0"), anchor);
    expect_same(w, find(w, tree, "0/Nums/3/1"), para);
    expect(w, tree, "1/Limits", "[ 2 3 ]");
    expect_same(w, find(w, tree, "1/Nums/1"), anchor);
    expect_root(w, "StructTreeRoot/ParentTreeNextKey", "4");
    expect(w, first, "Tabs", "/S");
    expect(w, second, "StructParents", "1");
}

static void table_and_list(void **state) {
    world *w = *state;
    static const char *const headers[] = {"h1", "h(2", NULL};
    uint32_t table = elem_add(w, 1, MKR_TABLE), head = elem_add(w, table, MKR_THEAD),
             body = elem_add(w, table, MKR_TBODY), r0 = elem_add(w, head, MKR_TR),
             r1 = elem_add(w, body, MKR_TR);
    uint32_t h1 = elem_add(w, r0, MKR_TH), h2 = elem_add(w, r0, MKR_TH), d1 = elem_add(w, r1, MKR_TD);
    elem_add(w, r1, MKR_TD); /* stays empty */
    mkr_tree_at(w->tree, h1)->scope = MKR_SCOPE_COLUMN;
    mkr_tree_at(w->tree, h2)->scope = MKR_SCOPE_BOTH;
    mkr_tree_at(w->tree, h2)->colspan = 2;
    mkr_tree_at(w->tree, d1)->rowspan = 3;
    mkr_tree_more(w->tree, h1)->id = "h1";
    mkr_tree_more(w->tree, h2)->id = "h(2";
    mkr_tree_more(w->tree, d1)->headers = headers;
    mkr_tree_more(w->tree, d1)->lang = "cy";
    uint32_t list = elem_add(w, 1, MKR_L), item = elem_add(w, list, MKR_LI),
             label = elem_add(w, item, MKR_LBL);
    elem_add(w, item, MKR_LBODY);
    mkr_tree_at(w->tree, list)->numbering = MKR_LETTERS;
    mkr_page *page = page_add(w);
    text_add(w, page, h1, 0, 20000, "A");
    text_add(w, page, h2, 0, 20000, "B");
    text_add(w, page, d1, 0, 40000, "C");
    text_add(w, page, label, 0, 60000, "D");
    read_pdf(w);
    qpdf_oh doc = document(w), row = find(w, doc, "K/0/K/0/K");
    expect(w, row, "K/0/A/Scope", "/Column");
    expect(w, row, "K/0/ID", "(h1)");
    expect(w, row, "K/1/A/Scope", "/Both");
    expect(w, row, "K/1/A/ColSpan", "2");
    row = find(w, doc, "K/0/K/1/K");
    expect(w, row, "K/0/A/RowSpan", "3");
    expect(w, row, "K/0/A/Headers", "[ (h1) (h\\(2) ]");
    expect(w, row, "K/0/Lang", "(cy)");
    expect(w, row, "K/1/S", "/TD");
    expect_missing(w, row, "K/1/K");
    expect_missing(w, row, "K/1/A");
    expect(w, doc, "K/1/A/ListNumbering", "/LowerAlpha");
    expect(w, doc, "K/1/K/K/1/S", "/LBody");
    qpdf_oh ids = find(w, qpdf_get_root(w->pdf), "StructTreeRoot/IDTree/Kids/0");
    expect(w, ids, "Limits", "[ (h\\(2) (h1) ]"); /* by byte: ( comes before 1 */
    expect_same(w, find(w, ids, "Names/3"), find(w, doc, "K/0/K/0/K/K/0"));
}

static void empty_elements_go(void **state) {
    world *w = *state;
    mkr_page *page = page_add(w);
    uint32_t sect = elem_add(w, 1, MKR_SECT);
    elem_add(w, sect, MKR_P);
    elem_add(w, elem_add(w, 1, MKR_DIV), MKR_FIGURE); /* nothing painted: no alternative text wanted */
    uint32_t p = elem_add(w, sect, MKR_P);
    elem_add(w, p, MKR_CONTENT);
    uint32_t span = elem_add(w, p, MKR_SPAN);
    text_add(w, page, span, 0, 20000, "A");
    read_pdf(w);
    expect(w, document(w), "K/S", "/Sect");
    expect(w, document(w), "K/K/S", "/P");
    expect(w, document(w), "K/K/K/S", "/Span");
    expect(w, document(w), "K/K/K/K", "0");
}

static void dump(void **state) {
    world *w = *state;
    uint32_t h = elem_add(w, 1, MKR_H1), p = elem_add(w, 1, MKR_P), text = elem_add(w, p, MKR_CONTENT),
             link = elem_add(w, p, MKR_LINK), table = elem_add(w, 1, MKR_TABLE),
             row = elem_add(w, elem_add(w, table, MKR_TBODY), MKR_TR), th = elem_add(w, row, MKR_TH);
    elem_add(w, 1, MKR_P);
    mkr_tree_more(w->tree, h)->id = "top";
    mkr_tree_more(w->tree, link)->target = h;
    mkr_tree_more(w->tree, link)->contents = "Say \"top\"";
    mkr_tree_at(w->tree, th)->scope = MKR_SCOPE_ROW;
    mkr_tree_at(w->tree, th)->colspan = 2;
    mkr_page *one = page_add(w);
    text_add(w, one, h, 0, 20000, "A");
    text_add(w, one, text, 0, 40000, "A");
    text_add(w, one, link, 0, 40000, "A");
    text_add(w, one, text, 0, 40000, "A");
    mkr_page *two = page_add(w);
    text_add(w, two, text, 0, 20000, "A");
    mkr_buffer out = mkr_buffer_new(w->arena);
    mkr_tags_dump(w->tree, &w->pages, &out);
    assert_string_equal(mkr_buffer_text(&out), "Document\n"
                                               "  H1 id=\"top\" p1\n"
                                               "  P p1 p2\n"
                                               "    Link target=\"top\" contents=\"Say \\\"top\\\"\" p1\n"
                                               "  Table\n"
                                               "    TBody\n"
                                               "      TR\n"
                                               "        TH scope=Row colspan=2\n");
}

/* ---- fonts */

static uint32_t hex_at(const char *text, const char *after, const char *code) {
    const char *line = strstr(strstr(text, after), code);
    return (uint32_t)strtoul(line + strlen(code) + 1, NULL, 16);
}

static void font(void **state) {
    world *w = *state;
    mkr_page *page = page_add(w);
    text_add(w, page, elem_add(w, 1, MKR_P), 0, 20000, "A");
    read_pdf(w);
    qpdf_oh font = find(w, qpdf_get_page_n(w->pdf, 0), "Resources/Font/F0"),
            cid = find(w, font, "DescendantFonts/0");
    expect(w, font, "Encoding", "/Identity-H");
    const char *name = mkr_strdup(w->arena, qpdf_oh_get_name(w->pdf, find(w, font, "BaseFont")));
    assert_int_equal(strspn(name + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), 6);
    assert_string_equal(name + 7, "+DejaVuSans");
    expect(w, cid, "FontDescriptor/FontName", name);
    expect(w, cid, "FontDescriptor/Ascent", "928.223"); /* 1901/2048 */
    expect(w, cid, "FontDescriptor/Descent", "-235.84");
    expect(w, cid, "FontDescriptor/StemV", "87"); /* 50 + (400/65) squared */
    expect(w, cid, "W/0", "1");
    expect(w, cid, "W/1/33", "684.082"); /* A: 1401/2048 */

    /* the subset: every code leads to a glyph with the width in W */
    size_t n, n_map;
    char *bytes = stream_data(w, find(w, cid, "FontDescriptor/FontFile2"), &n);
    char *map = stream_data(w, find(w, cid, "CIDToGIDMap"), &n_map);
    assert_int_equal(
        qpdf_oh_get_int_value_as_int(
            w->pdf, find(w, qpdf_oh_get_dict(w->pdf, find(w, cid, "FontDescriptor/FontFile2")), "Length1")),
        n);
    assert_int_equal(n_map, 2 * CODES);
    hb_blob_t *blob = hb_blob_create(bytes, (unsigned)n, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *subset = hb_font_create(face);
    assert_true(hb_face_get_glyph_count(face) <= CODES + 10); /* with parts of composite glyphs */
    for (int i = 1; i < MARK; i++) {
        hb_codepoint_t gid = (hb_codepoint_t)((uint8_t)map[2 * i] << 8 | (uint8_t)map[2 * i + 1]);
        double width = hb_font_get_glyph_h_advance(subset, gid) * 1000 / 2048.0;
        double said =
            qpdf_oh_get_numeric_value(w->pdf, qpdf_oh_get_array_item(w->pdf, find(w, cid, "W/1"), i - 1));
        assert_true(gid > 0 && said - width < .001 && width - said < .001);
    }
    assert_memory_equal(map + 2 * HARD_SPACE, map + 2 * (' ' - 31), 2); /* one glyph, two meanings */
    hb_font_destroy(subset);
    hb_face_destroy(face);
    hb_blob_destroy(blob);

    bytes = stream_data(w, find(w, font, "ToUnicode"), &n);
    assert_int_equal(hex_at(bytes, "beginbfchar", "\n<0001>"), ' ');
    assert_int_equal(hex_at(bytes, "beginbfchar", "\n<0061>"), 0xA0);
    assert_int_equal(hex_at(bytes, "beginbfchar", "\n<0060>"), 0x00660069); /* fi */
    assert_int_equal(hex_at(bytes, "beginbfchar", "\n<0062>"), 0xD83DDE00); /* surrogates */
    assert_int_equal(hex_at(bytes, "beginbfchar", "\n<0063>"), 0x0301);
}

static void postscript_outlines(void **state) {
    world *w = *state;
    mkr_page *page = page_add(w);
    text_add(w, page, elem_add(w, 1, MKR_P), 0, 20000, "A");
    w->face->metrics.cff = true;
    expect_refused(w, "PDF_FONT");
}

static void not_a_font(void **state) {
    world *w = *state;
    mkr_page *page = page_add(w);
    text_add(w, page, elem_add(w, 1, MKR_P), 0, 20000, "A");
    hb_blob_destroy(w->face->file);
    w->face->file = hb_blob_create("rubbish", 7, HB_MEMORY_MODE_READONLY, NULL, NULL);
    expect_refused(w, "PDF_FONT");
}

/* ---- the document */

static void catalog(void **state) {
    world *w = *state;
    mkr_page *page = page_add(w);
    page->width = 595276;
    text_add(w, page, elem_add(w, 1, MKR_P), 0, 20000, "A");
    w->info.title = "Q2 & <more> \xE2\x80\x94 \"x\"";
    w->info.author = "A Council";
    w->info.time = 951827696; /* 29 February 2000, 12:34:56 */
    read_pdf(w);
    assert_memory_equal(w->bytes, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", 15);
    assert_memory_equal(w->bytes + w->n - 6, "%%EOF\n", 6);
    expect_root(w, "Lang", "(en-GB)");
    expect_root(w, "MarkInfo/Marked", "true");
    expect_root(w, "ViewerPreferences/DisplayDocTitle", "true");
    expect_root(w, "PageLabels/Nums/1/S", "/D");
    expect_root(w, "OutputIntents/0/S", "/GTS_PDFA1");
    expect_missing(w, qpdf_get_root(w->pdf), "Outlines");
    expect(w, qpdf_get_page_n(w->pdf, 0), "MediaBox", "[ 0 0 595.276 200 ]");
    qpdf_oh info = find(w, qpdf_get_trailer(w->pdf), "Info");
    expect(w, info, "CreationDate", "(D:20000229123456Z)");
    assert_string_equal(qpdf_oh_get_utf8_value(w->pdf, find(w, info, "Title")), w->info.title);
    size_t n;
    char *xmp = stream_data(w, find(w, qpdf_get_root(w->pdf), "Metadata"), &n);
    assert_non_null(strstr(
        xmp, "<rdf:li xml:lang=\"x-default\">Q2 &amp; &lt;more&gt; \xE2\x80\x94 &quot;x&quot;</rdf:li>"));
    assert_non_null(strstr(xmp, "<xmp:CreateDate>2000-02-29T12:34:56Z</xmp:CreateDate>"));
    assert_non_null(strstr(xmp, "<pdfuaid:part>1</pdfuaid:part>"));
    char *icc = stream_data(w, find(w, qpdf_get_root(w->pdf), "OutputIntents/0/DestOutputProfile"), &n);
    assert_memory_equal(icc + 36, "acsp", 4);
    assert_memory_equal(icc + 16, "RGB ", 4);
}

static void no_date(void **state) {
    world *w = *state;
    text_add(w, page_add(w), elem_add(w, 1, MKR_P), 0, 20000, "A");
    read_pdf(w);
    expect_missing(w, find(w, qpdf_get_trailer(w->pdf), "Info"), "CreationDate");
}

static void bookmarks(void **state) {
    world *w = *state;
    mkr_page *page = page_add(w);
    uint32_t sect = elem_add(w, 1, MKR_SECT), h = elem_add(w, sect, MKR_H1), p = elem_add(w, 1, MKR_P);
    text_add(w, page, h, 0, 58000, "A");
    text_add(w, page_add(w), p, 0, 38000, "A");
    /* the third skips a level and goes where its parent's level ends; a section stands where its heading does
     */
    mkr_pdf_bookmark marks[] = {
        {"One \xE2\x80\x94", sect, 1}, {"Two", h, 2}, {"Three", p, 9}, {"Four", p, 1}};
    w->info.bookmarks = marks;
    w->info.n_bookmarks = 4;
    read_pdf(w);
    expect_root(w, "PageMode", "/UseOutlines");
    qpdf_oh top = find(w, qpdf_get_root(w->pdf), "Outlines"), one = find(w, top, "First");
    expect(w, top, "Count", "3"); /* Three is hidden: its parent is closed */
    expect(w, one, "Count", "1");
    expect(w, one, "Dest/3", "150"); /* 8 above the baseline at 58 */
    assert_string_equal(qpdf_oh_get_utf8_value(w->pdf, find(w, one, "Title")), "One \xE2\x80\x94");
    expect(w, one, "First/Title", "(Two)");
    expect(w, one, "First/Count", "-1");
    expect(w, one, "First/First/Title", "(Three)");
    expect_same(w, find(w, one, "First/First/Dest/0"), qpdf_get_page_n(w->pdf, 1));
    expect(w, one, "Next/Title", "(Four)");
    expect_missing(w, one, "Type");
}

/* ---- attachments */

static mkr_pdf_attachment csv_file(const char *name, const char *bytes) {
    return (mkr_pdf_attachment){.name = name, .mime = "text/csv", .bytes = bytes, .n = strlen(bytes)};
}

static void attach(world *w, const mkr_pdf_attachment *files, size_t n) {
    text_add(w, page_add(w), elem_add(w, 1, MKR_P), 0, 20000, "A");
    w->info.attachments = files;
    w->info.n_attachments = n;
}

static qpdf_oh stream_dict(world *w, qpdf_oh stream) {
    return qpdf_oh_get_dict(w->pdf, stream);
}

static void expect_text(world *w, qpdf_oh from, const char *path, const char *utf8) {
    assert_string_equal(qpdf_oh_get_utf8_value(w->pdf, find(w, from, path)), utf8);
}

static void expect_part(world *w, const char *element) {
    size_t n;
    char *xmp = stream_data(w, find(w, qpdf_get_root(w->pdf), "Metadata"), &n);
    assert_non_null(strstr(xmp, element));
    assert_non_null(strstr(xmp, "<pdfaid:conformance>A</pdfaid:conformance>"));
}

static void one_attachment(void **state) {
    world *w = *state;
    mkr_pdf_attachment file = csv_file("indicators.csv", "name,value\na,1\n");
    file.description = "The figures \xE2\x80\x94 tidy";
    attach(w, &file, 1);
    w->info.time = 951827696; /* 29 February 2000, 12:34:56 */
    read_pdf(w);
    expect_part(w, "<pdfaid:part>3</pdfaid:part>");
    qpdf_oh spec = find(w, qpdf_get_root(w->pdf), "AF/0"), stream = find(w, spec, "EF/F");
    expect(w, spec, "Type", "/Filespec");
    expect(w, spec, "AFRelationship", "/Data");
    expect(w, spec, "F", "(indicators.csv)");
    expect(w, spec, "UF", "(indicators.csv)");
    expect_text(w, spec, "Desc", file.description);
    expect_same(w, find(w, spec, "EF/UF"), stream);
    qpdf_oh names = find(w, qpdf_get_root(w->pdf), "Names/EmbeddedFiles/Names");
    expect_text(w, names, "0", "indicators.csv");
    expect_same(w, find(w, names, "1"), spec);
    qpdf_oh keys = stream_dict(w, stream);
    expect(w, keys, "Type", "/EmbeddedFile");
    expect(w, keys, "Subtype", "/text#2fcsv");
    expect(w, keys, "Filter", "/FlateDecode");
    expect(w, keys, "Params/Size", "15");
    expect(w, keys, "Params/ModDate", "(D:20000229123456Z)");
    expect(w, keys, "Params/CheckSum", "<3fb15f7f66d56d309d06ca2131003cb2>"); /* as md5sum prints it */
    size_t n;
    char *bytes = stream_data(w, stream, &n);
    assert_int_equal(n, file.n);
    assert_memory_equal(bytes, file.bytes, n);
}

static void no_attachment(void **state) {
    world *w = *state;
    attach(w, NULL, 0);
    read_pdf(w);
    expect_part(w, "<pdfaid:part>2</pdfaid:part>");
    expect_missing(w, qpdf_get_root(w->pdf), "AF");
    expect_missing(w, qpdf_get_root(w->pdf), "Names");
}

/* Nothing in it, every byte there is, and more than one block of deflate. */
static void attached_bytes(void **state) {
    enum { LARGE = 3000000 };
    world *w = *state;
    char every[256], *large = mkr_alloc(w->arena, LARGE);
    for (int i = 0; i < 256; i++)
        every[i] = (char)i;
    for (uint32_t i = 0, x = 1; i < LARGE; i++, x = x * 1664525 + 1013904223)
        large[i] = (char)(x >> 26);
    mkr_pdf_attachment files[] = {{.name = "0", .mime = "text/csv"},
                                  {.name = "1", .mime = "text/csv", .bytes = every},
                                  {.name = "2", .mime = "text/csv", .bytes = every, .n = sizeof every},
                                  {.name = "3", .mime = "text/csv", .bytes = large, .n = LARGE}};
    attach(w, files, 4);
    read_pdf(w);
    for (int i = 0; i < 4; i++) {
        size_t n;
        qpdf_oh stream = find(w, qpdf_get_root(w->pdf), mkr_printf(w->arena, "AF/%d/EF/F", i));
        char *bytes = stream_data(w, stream, &n);
        assert_int_equal(n, files[i].n);
        assert_int_equal(qpdf_oh_get_int_value(w->pdf, find(w, stream_dict(w, stream), "Params/Size")), n);
        expect_missing(w, stream_dict(w, stream), "Params/ModDate");
        if (n)
            assert_memory_equal(bytes, files[i].bytes, n);
    }
    expect(w, stream_dict(w, find(w, qpdf_get_root(w->pdf), "AF/0/EF/F")), "Params/CheckSum",
           "<d41d8cd98f00b204e9800998ecf8427e>"); /* the MD5 of nothing, RFC 1321, A.5 */
}

/* By UTF-16: U+1D4B8 (D835 DCB8) comes before U+FB01, which as UTF-8 (F0.., EF..) it would not. */
static void attachment_names(void **state) {
    world *w = *state;
    mkr_pdf_attachment files[] = {
        csv_file("\xEF\xAC\x81.csv", ""),     csv_file("caf\xC3\xA9.csv", ""), csv_file("b.csv", ""),
        csv_file("\xF0\x9D\x92\xB8.csv", ""), csv_file("ba.csv", ""),          csv_file("../\xFF(\n)", ""),
    };
    attach(w, files, 6);
    files[2].mime = "a#b/x y";
    read_pdf(w);
    static const char *const expected[][2] = {{".._\xEF\xBF\xBD(_)", "..__(_)"},
                                              {"b.csv", "b.csv"},
                                              {"ba.csv", "ba.csv"},
                                              {"caf\xC3\xA9.csv", "caf_.csv"},
                                              {"\xF0\x9D\x92\xB8.csv", "_.csv"},
                                              {"\xEF\xAC\x81.csv", "_.csv"}};
    qpdf_oh associated = find(w, qpdf_get_root(w->pdf), "AF"),
            names = find(w, qpdf_get_root(w->pdf), "Names/EmbeddedFiles/Names");
    assert_int_equal(qpdf_oh_get_array_n_items(w->pdf, names), 12);
    for (int i = 0; i < 6; i++) {
        qpdf_oh spec = qpdf_oh_get_array_item(w->pdf, associated, i);
        expect_text(w, spec, "UF", expected[i][0]);
        expect_text(w, spec, "F", expected[i][1]);
        expect_text(w, names, mkr_printf(w->arena, "%d", 2 * i), expected[i][0]);
        expect_same(w, qpdf_oh_get_array_item(w->pdf, names, 2 * i + 1), spec);
    }
    qpdf_oh type = find(w, stream_dict(w, find(w, associated, "1/EF/F")), "Subtype");
    assert_string_equal(qpdf_oh_get_name(w->pdf, type), "/a#b/x y");
}

static void attached_twice(void **state) {
    mkr_pdf_attachment files[] = {csv_file("a/b", "1"), csv_file("c", "2"), csv_file("a:b", "3")};
    attach(*state, files, 3);
    expect_refused(*state, "PDF_ATTACHED_TWICE");
}

/* ---- large and repeated */

static void many_pages(void **state) {
    enum { PAGES = 2000 };
    world *w = *state;
    for (int i = 0; i < PAGES; i++) {
        mkr_page *page = page_add(w);
        for (int k = 0; k < 5; k++)
            text_add(w, page, elem_add(w, 1, MKR_P), 0, 20000 + i, "Page");
    }
    read_pdf(w);
    assert_int_equal(qpdf_get_num_pages(w->pdf), PAGES);
    expect_root(w, "Pages/Count", "2000");
    /* 2000 pages in nodes of 40 make 50, too many for the root, so these are in 2 again */
    assert_int_equal(qpdf_oh_get_array_n_items(w->pdf, find(w, qpdf_get_root(w->pdf), "Pages/Kids")), 2);
    expect_root(w, "Pages/Kids/1/Count", "400");
    expect_same(w, find(w, qpdf_get_root(w->pdf), "Pages/Kids/1/Kids/9/Kids/39"),
                qpdf_get_page_n(w->pdf, 1999));
    assert_int_equal(qpdf_oh_get_array_n_items(w->pdf, find(w, document(w), "K")), 5 * PAGES);
    qpdf_oh leaf = find(w, qpdf_get_root(w->pdf), "StructTreeRoot/ParentTree/Kids/62"); /* 32 pages each */
    expect(w, leaf, "Limits", "[ 1984 1999 ]");
    expect_same(w, find(w, leaf, "Nums/31/4"), find(w, document(w), "K/9999"));
}

static void same_bytes(void **state) {
    world *w = *state;
    mkr_pdf_attachment file = csv_file("a.csv", "1,2\n");
    w->info.attachments = &file;
    w->info.n_attachments = 1;
    for (int i = 0; i < 100; i++)
        text_add(w, page_add(w), elem_add(w, 1, MKR_P), 1000 * i, 20000 + i, "Any text");
    read_pdf(w);
    char *before = malloc(w->n);
    size_t n = w->n;
    memcpy(before, w->bytes, n);
    for (int i = 0; i < 20; i++) {
        read_pdf(w);
        assert_int_equal(w->n, n);
        assert_memory_equal(w->bytes, before, n);
    }
    free(before);
    expect_same(w, find(w, document(w), "K/0/P"), document(w));
}

/* ---- refused */

static void figure_without_alternative(void **state) {
    world *w = *state;
    text_add(w, page_add(w), elem_add(w, 1, MKR_FIGURE), 0, 20000, "A");
    expect_refused(w, "PDF_NO_ALT");
}

static void content_in_a_row(void **state) {
    world *w = *state;
    text_add(w, page_add(w), elem_add(w, elem_add(w, 1, MKR_TABLE), MKR_TR), 0, 20000, "A");
    expect_refused(w, "PDF_STRUCTURE");
}

static void content_beside_elements(void **state) {
    world *w = *state;
    uint32_t p = elem_add(w, 1, MKR_P);
    elem_add(w, p, MKR_SPAN);
    text_add(w, page_add(w), p, 0, 20000, "A");
    expect_refused(w, "PDF_STRUCTURE");
}

static void content_of_no_element(void **state) {
    world *w = *state;
    text_add(w, page_add(w), 77, 0, 20000, "A");
    expect_refused(w, "PDF_STRUCTURE");
}

static void same_id_twice(void **state) {
    world *w = *state;
    mkr_page *page = page_add(w);
    for (int i = 0; i < 2; i++) {
        uint32_t p = elem_add(w, 1, MKR_P);
        mkr_tree_more(w->tree, p)->id = "same";
        text_add(w, page, p, 0, 20000, "A");
    }
    expect_refused(w, "PDF_STRUCTURE");
}

static void note_without_id(void **state) {
    world *w = *state;
    text_add(w, page_add(w), elem_add(w, 1, MKR_NOTE), 0, 20000, "A");
    expect_refused(w, "PDF_STRUCTURE");
}

static void link_to_nothing_placed(void **state) {
    world *w = *state;
    mkr_page *page = page_add(w);
    uint32_t link = elem_add(w, elem_add(w, 1, MKR_P), MKR_LINK), gone = elem_add(w, 1, MKR_P);
    text_add(w, page, link, 0, 20000, "A");
    mkr_tree_more(w->tree, link)->target = gone;
    mkr_tree_more(w->tree, link)->contents = "Gone";
    *MKR_PUSH(w->arena, &page->links) = (mkr_page_link){link, 0, 0, 1000, 1000};
    expect_refused(w, "PDF_LINK_TARGET");
}

static void link_without_description(void **state) {
    world *w = *state;
    mkr_page *page = page_add(w);
    uint32_t link = elem_add(w, elem_add(w, 1, MKR_P), MKR_LINK);
    text_add(w, page, link, 0, 20000, "A");
    mkr_tree_more(w->tree, link)->uri = "https://example.org/";
    *MKR_PUSH(w->arena, &page->links) = (mkr_page_link){link, 0, 0, 1000, 1000};
    expect_refused(w, "PDF_STRUCTURE");
}

static void no_pages(void **state) {
    expect_refused(*state, "PDF_STRUCTURE");
}

static void full_device(void **state) {
    world *w = *state;
    text_add(w, page_add(w), elem_add(w, 1, MKR_P), 0, 20000, "A");
    unlink(w->path);
    strcpy(w->path, "/dev/full");
    expect_refused(w, "CANNOT_WRITE");
    w->path[0] = '\0';
}

/* ---- compression in the background */

static void packets_in_order(void **state) {
    world *w = *state;
    struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor();
    mkr_deflater *d = mkr_deflater_open(w->arena);
    uint32_t put = 0, taken = 0;
    char back[6000];
    while (taken < 500) {
        mkr_packet *p = put < 500 ? mkr_deflater_empty(d) : NULL;
        if (p) { /* sizes from 0 up, so that some take far longer than others */
            for (uint32_t i = 0; i < put * 11; i++)
                mkr_buffer_putc(&p->text, (char)(i * i % 7 + put));
            p->number = put++;
            mkr_deflater_put(d);
            continue;
        }
        p = mkr_deflater_take(d);
        size_t n;
        assert_int_equal(p->number, taken);
        assert_int_equal(libdeflate_zlib_decompress(inflater, p->out, p->n_out, back, sizeof back, &n),
                         LIBDEFLATE_SUCCESS);
        assert_int_equal(n, taken * 11);
        for (uint32_t i = 0; i < n; i++)
            assert_int_equal(back[i], (char)(i * i % 7 + taken));
        taken++;
    }
    assert_null(mkr_deflater_take(d));
    libdeflate_free_decompressor(inflater);
}

/* The arena may go at any time, with packets under way. */
static void packets_left_behind(void **state) {
    world *w = *state;
    for (int i = 0; i < 20; i++) {
        mkr_arena *arena = mkr_arena_child(w->arena);
        mkr_deflater *d = mkr_deflater_open(arena);
        for (mkr_packet *p; (p = mkr_deflater_empty(d)); mkr_deflater_put(d)) {
            memset(mkr_buffer_room(&p->text, 50000), i, 50000);
            p->text.n = 50000;
        }
        mkr_arena_free(arena);
    }
}

int main(void) {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(paths),
        CASE(rounded_places),
        CASE(texts),
        CASE(mixed_run),
        CASE(kerning),
        CASE(escapes),
        CASE(raised_mark),
        CASE(images),
        CASE(paragraph_over_pages),
        CASE(table_and_list),
        CASE(empty_elements_go),
        CASE(dump),
        CASE(font),
        CASE(postscript_outlines),
        CASE(not_a_font),
        CASE(catalog),
        CASE(no_date),
        CASE(bookmarks),
        CASE(one_attachment),
        CASE(no_attachment),
        CASE(attached_bytes),
        CASE(attachment_names),
        CASE(attached_twice),
        CASE(many_pages),
        CASE(same_bytes),
        CASE(figure_without_alternative),
        CASE(content_in_a_row),
        CASE(content_beside_elements),
        CASE(content_of_no_element),
        CASE(same_id_twice),
        CASE(note_without_id),
        CASE(link_to_nothing_placed),
        CASE(link_without_description),
        CASE(no_pages),
        CASE(full_device),
        CASE(packets_in_order),
        CASE(packets_left_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
