/* font.c - the catalogue, the choice of files and the metrics. Figures read from the fonts with fontTools. */
#include "text.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text/fonts.h"

static void test_metrics(void **state) {
    const mkr_face_metrics *m = mkr_face_measures(mkr_font_face(font_of(*state, "Lato", 600, 0)));
    assert_string_equal(m->name, "Lato-Semibold");
    assert_int_equal(m->units_per_em, 2000);
    assert_int_equal(m->ascent, 1974);
    assert_int_equal(m->descent, -426);
    assert_int_equal(m->cap_height, 1440);
    assert_int_equal(m->x_min, -1152);
    assert_int_equal(m->y_min, -555);
    assert_int_equal(m->x_max, 2687);
    assert_int_equal(m->y_max, 2180);
    assert_int_equal(m->weight, 600);
    assert_int_equal(m->italic_angle, 0);
    assert_false(m->fixed_pitch);
    assert_false(m->cff);
}

static void test_italic(void **state) {
    world *w = *state;
    const mkr_font *font = mkr_font_find(w->fonts, "Lato", 700, true, 0, here);
    assert_string_equal(mkr_face_measures(mkr_font_face(font))->name, "Lato-BoldItalic");
    assert_int_equal(mkr_face_measures(mkr_font_face(font))->italic_angle, -7000);
}

static void test_old_os2_table(void **state) {
    /* DejaVu's OS/2 table says no height of capitals: its H is 1493 high. */
    const mkr_face_metrics *m = mkr_face_measures(mkr_font_face(font_of(*state, "DejaVu Sans", 400, 0)));
    assert_int_equal(m->cap_height, 1493);
    assert_true(mkr_face_measures(mkr_font_face(font_of(*state, "DejaVu Sans Mono", 400, 0)))->fixed_pitch);
}

static void test_nearest_weight(void **state) {
    assert_string_equal(mkr_face_measures(mkr_font_face(font_of(*state, "DejaVu Sans", 600, 0)))->name,
                        "DejaVuSans-Bold");
    assert_string_equal(mkr_face_measures(mkr_font_face(font_of(*state, "DejaVu Sans", 500, 0)))->name,
                        "DejaVuSans");
}

static void test_fonts_share_faces(void **state) {
    const mkr_font *plain = font_of(*state, "Lato", 400, 0),
                   *tabular = font_of(*state, "Lato", 400, MKR_TABULAR);
    assert_ptr_not_equal(plain, tabular);
    assert_ptr_equal(mkr_font_face(plain), mkr_font_face(tabular));
    assert_ptr_equal(plain, font_of(*state, "Lato", 400, 0));
}

static void test_unknown_family(void **state) {
    world *w = *state;
    assert_null(mkr_font_find(w->fonts, "Latto", 400, false, 0, here));
    assert_string_equal(w->heard, "FONT_UNKNOWN: no such font family: \"Latto\"; did you mean \"Lato\"?\n");
}

/* Languages are known by small numbers; of those past the room for them all are English. */
static void test_languages(void **state) {
    world *w = *state;
    char tag[16];
    assert_int_equal(mkr_fonts_language(w->fonts, NULL), 0);
    assert_int_equal(mkr_fonts_language(w->fonts, "en"), 0);
    assert_int_equal(mkr_fonts_language(w->fonts, "cy"), 1);
    for (int i = 2; i < 2 * MKR_MOST_LANGUAGES; i++) {
        snprintf(tag, sizeof tag, "x-%d", i);
        assert_int_equal(mkr_fonts_language(w->fonts, tag), i < MKR_MOST_LANGUAGES ? i : 0);
    }
    assert_int_equal(mkr_fonts_language(w->fonts, "cy"), 1);
}

/* The file that is there for one script is opened for letters of that script alone. */
/* However many places there are, each is said once: a text is set in several passes. */
static void test_complaints(void **state) {
    world *w = *state;
    enum { LINES = 40, COLUMNS = 50 };
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t line = 1; line <= LINES; line++)
            for (uint32_t col = 1; col <= COLUMNS; col++) {
                char file[] = "test.xml"; /* the name counts, not where it stands in memory */
                mkr_where where = {pass ? file : here.file, line, col};
                assert_int_equal(mkr_fonts_first(w->fonts, where, 0), pass == 0);
                assert_int_equal(mkr_fonts_first(w->fonts, where, 0x2603), pass == 0);
            }
    assert_true(mkr_fonts_first(w->fonts, (mkr_where){"other.xml", 1, 1}, 0));
}

static void test_script_is_lazy(void **state) {
    world *w = *state;
    const mkr_shaping how = {.font = font_of(w, "Lato", 400, 0)};
    const mkr_family *arabic = mkr_catalogue_family(&w->fonts->catalogue, "Noto Naskh Arabic");
    assert_non_null(mkr_word_shape(w->fonts, &how, "\u2713", 3, here));
    assert_null(arabic->files.at[0].face);
    assert_non_null(mkr_word_shape(w->fonts, &how, "\u0628", 2, here));
    assert_non_null(arabic->files.at[0].face);
}

typedef struct counts {
    int moves, curves, closes;
    float x_max, y_max;
} counts;

static void reach(counts *c, float x, float y) {
    c->x_max = x > c->x_max ? x : c->x_max;
    c->y_max = y > c->y_max ? y : c->y_max;
}
static void count_move(void *user, float x, float y) {
    ((counts *)user)->moves++;
    reach(user, x, y);
}
static void count_line(void *user, float x, float y) {
    reach(user, x, y);
}
static void count_quad(void *user, float cx, float cy, float x, float y) {
    (void)cx, (void)cy;
    ((counts *)user)->curves++;
    reach(user, x, y);
}
static void count_cubic(void *user, float ax, float ay, float bx, float by, float x, float y) {
    (void)ax, (void)ay, (void)bx, (void)by;
    ((counts *)user)->curves++;
    reach(user, x, y);
}
static void count_close(void *user) {
    ((counts *)user)->closes++;
}

static void test_outline(void **state) {
    static const mkr_outline_sink sink = {count_move, count_line, count_quad, count_cubic, count_close};
    counts c = {0};
    /* H of Lato Regular, glyph 12: one contour of straight lines, as high as the capitals. */
    mkr_face_outline(mkr_font_face(font_of(*state, "Lato", 400, 0)), 12, &sink, &c);
    assert_int_equal(c.moves, 1);
    assert_int_equal(c.closes, 1);
    assert_int_equal(c.curves, 0);
    assert_true(c.y_max == 1433.0f);
}

/* ---- catalogues and files made for the test */

static char folder[64];

static void write_file(const char *name, const void *bytes, size_t n) {
    char path[256];
    snprintf(path, sizeof path, "%s/fonts/%s", folder, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    fclose(f);
}

static void make_folder(void) {
    char path[256];
    strcpy(folder, "/tmp/mkr-font-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/fonts", folder);
    assert_int_equal(mkdir(path, 0700), 0);
}

static void remove_folder(void) {
    static const char *const names[] = {"fonts/catalogue", "fonts/A.ttf", "fonts", ""};
    char path[256];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        remove(path);
    }
}

/* Open a catalogue of this text; its font file A.ttf is `bytes`. Returns the messages, in a world to be
 * freed. */
static const mkr_font *try_files(world *w, const char *catalogue, const void *bytes, size_t n) {
    open_arena(w);
    make_folder();
    write_file("catalogue", catalogue, strlen(catalogue));
    if (bytes)
        write_file("A.ttf", bytes, n);
    const mkr_font *font = NULL;
    if (mkr_fonts_open(w->arena, &w->diag, folder, &w->fonts))
        font = mkr_font_find(w->fonts, "A", 400, false, 0, here);
    return font;
}

static void check_catalogue(const char *catalogue, const char *message) {
    static world w;
    assert_null(try_files(&w, catalogue, NULL, 0));
    if (!strstr(w.heard, message))
        fail_msg("heard \"%s\", not \"%s\"", w.heard, message);
    mkr_arena_free(w.arena);
    remove_folder();
}

static void test_catalogue_mistakes(void **state) {
    (void)state;
    check_catalogue("folder .\nfamily A\npackage fonts-a\nface 400 upright A.ttf\n",
                    "FONT_MISSING: a font file is not installed: A.ttf (Debian package fonts-a)");
    check_catalogue("typeface A\n", "CATALOGUE_BAD: the font catalogue is wrong: a line begins with");
    check_catalogue("face 400 upright A.ttf\n", "no family before \"face\"");
    check_catalogue("family A\npackage p\nface 450 upright A.ttf\n",
                    "a weight is 100, 200 ... 900, not \"450\"");
    check_catalogue("family A\npackage p\nface 400 oblique A.ttf\n",
                    "a style is upright or italic, not \"oblique\"");
    check_catalogue("family A\npackage p\nface 400 italic\n", "a file name is missing");
    check_catalogue("family A\nface 400 italic A.ttf\n", "no face or no package in family \"A\"");
    check_catalogue("fallback B\n", "a fallback must be one of the families above it");
    check_catalogue("script Arab B\n", "a fallback must be one of the families above it");
    check_catalogue("script arab A\n", "a script is a code such as Arab or Hebr, not \"arab\"");
    check_catalogue("script Arab\n", "a family is missing after \"Arab\"");
    check_catalogue("family\n", "nothing follows \"family\"");
}

static void test_no_catalogue(void **state) {
    (void)state;
    static world w;
    open_arena(&w);
    assert_false(mkr_fonts_open(w.arena, &w.diag, "/nowhere", &w.fonts));
    assert_string_equal(w.heard, "CANNOT_READ: cannot read the file: the font catalogue\n");
    mkr_arena_free(w.arena);
}

static const char one_file[] = "folder .\nfamily A\npackage p\nface 400 upright A.ttf\n";

static size_t table_at(const unsigned char *font, size_t n, const char *tag) {
    size_t tables = (size_t)font[4] << 8 | font[5];
    for (size_t i = 0; i < tables && 28 + i * 16 < n; i++) {
        const unsigned char *entry = font + 12 + i * 16;
        if (memcmp(entry, tag, 4) == 0)
            return (size_t)entry[8] << 24 | (size_t)entry[9] << 16 | (size_t)entry[10] << 8 | entry[11];
    }
    fail();
    return 0;
}

/* A copy of Lato Regular, to be damaged. */
static unsigned char *copy_of_lato(world *w, size_t *n) {
    const void *file = mkr_face_file(mkr_font_face(font_of(w, "Lato", 400, 0)), n);
    unsigned char *copy = mkr_alloc(w->arena, *n);
    memcpy(copy, file, *n);
    return copy;
}

static void check_file(const void *bytes, size_t n, const char *message) {
    static world w;
    assert_null(try_files(&w, one_file, bytes, n));
    if (!strstr(w.heard, message))
        fail_msg("heard \"%s\", not \"%s\"", w.heard, message);
    mkr_arena_free(w.arena);
    remove_folder();
}

static void test_embedding_permission(void **state) {
    size_t n;
    unsigned char *font = copy_of_lato(*state, &n);
    size_t allowed = table_at(font, n, "OS/2") + 8;
    font[allowed + 1] = 0x02; /* restricted licence */
    check_file(font, n, "FONT_RESTRICTED: the font forbids embedding");
    font[allowed + 1] = 0x00;
    font[allowed] = 0x01; /* no subsets */
    check_file(font, n, "FONT_RESTRICTED");
    font[allowed] = 0x00;
    font[allowed + 1] = 0x04; /* print and preview */
    static world w;
    assert_non_null(try_files(&w, one_file, font, n));
    mkr_arena_free(w.arena);
    remove_folder();
}

static void test_bad_files(void **state) {
    size_t n;
    unsigned char *font = copy_of_lato(*state, &n);
    check_file("", 0, "FONT_BAD");
    check_file("<html>not a font</html>", 23, "FONT_BAD: the font file cannot be used");
    check_file(font, 300, "FONT_BAD");
    size_t em = table_at(font, n, "head") + 18;
    font[em] = font[em + 1] = 0;
    check_file(font, n, "its units per em");
}

/* Damage in any table may cost glyphs, never the process. */
static void test_damaged_files(void **state) {
    world *w = *state;
    size_t n;
    unsigned char *font = copy_of_lato(w, &n);
    static world own;
    for (size_t step = 0; step < 40; step++) {
        size_t at = (step * 7919 * 131) % n;
        memset(font + at, (int)(step * 37 & 0xFF), n - at < 64 ? n - at : 64);
        const mkr_font *f = try_files(&own, one_file, font, n);
        if (f)
            mkr_word_shape(own.fonts, &(mkr_shaping){.font = f}, "Report", 6, here);
        mkr_arena_free(own.arena);
        remove_folder();
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_metrics, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_italic, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_old_os2_table, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_nearest_weight, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_fonts_share_faces, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_unknown_family, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_languages, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_complaints, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_script_is_lazy, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_outline, open_world, close_world),
        cmocka_unit_test(test_catalogue_mistakes),
        cmocka_unit_test(test_no_catalogue),
        cmocka_unit_test_setup_teardown(test_embedding_permission, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_bad_files, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_damaged_files, open_world, close_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
