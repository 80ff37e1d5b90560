/* font_hostile.c - whole runs with damaged copies of a font: cut short, tables emptied, overwritten, moved
 * and enlarged, glyphs that contain themselves. Whatever the damage, a run ends soon, and without output only
 * after a message. Run in the root of the sources. */
#include "mkreport.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define LATO "/usr/share/fonts/truetype/lato/Lato-Regular.ttf"

enum { SECONDS = 60 }; /* for one run, many times what it takes under a sanitizer */

static const char report[] =
    "<report xml:lang=\"en-GB\"><cover><committee>Executive</committee><meeting date=\"2024-12-02\"/>"
    "<key-decision>no</key-decision><title>Caf\u00E9</title></cover><section heading=\"\u00C5ngstr\u00F6m\">"
    "<p>2024/25 (0.9%): <b>x\u0302</b> \u0175 AV To</p></section></report>\n";
static const char catalogue[] = "folder .\nfamily Lato\npackage fonts-lato\nface 400 upright A.ttf\n";

static char folder[] = "/tmp/mkreport-font-XXXXXX";
static unsigned char *lato, *font; /* the file, and the copy to be damaged */
static size_t size;
static char heard[1024]; /* the codes of the messages */

static const char *in_folder(const char *name) {
    static char paths[4][256];
    static unsigned next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void put_file(const char *name, const void *bytes, size_t n) {
    FILE *f = fopen(in_folder(name), "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

static int set_up(void **state) {
    (void)state;
    char here[512], templates[600];
    FILE *f = fopen(LATO, "rb");
    if (!f || !mkdtemp(folder) || mkdir(in_folder("fonts"), 0700) || !getcwd(here, sizeof here))
        return -1;
    snprintf(templates, sizeof templates, "%s/templates", here);
    if (symlink(templates, in_folder("templates")))
        return -1;
    put_file("fonts/catalogue", catalogue, sizeof catalogue - 1);
    put_file("in.xml", report, sizeof report - 1);
    fseek(f, 0, SEEK_END);
    size = (size_t)ftell(f);
    rewind(f);
    lato = malloc(size);
    font = malloc(size);
    bool read = lato && font && fread(lato, 1, size, f) == size;
    fclose(f);
    return read ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    static const char *const names[] = {"out.pdf",         "out.png", "in.xml",    "fonts/A.ttf",
                                        "fonts/catalogue", "fonts",   "templates", ""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        remove(in_folder(names[i]));
    free(lato);
    free(font);
    return 0;
}

static void hear(void *user, const mkreport_message *m) {
    size_t n = strlen(heard);
    (void)user;
    snprintf(heard + n, sizeof heard - n, "%s ", m->code);
}

/* Typeset with n bytes of the copy. Returns whether the output was made. */
static bool run_to(const char *name, size_t n) {
    put_file("fonts/A.ttf", font, n);
    mkreport_options options = {.size = sizeof options,
                                .data_dir = folder,
                                .output = in_folder(name),
                                .page = strstr(name, "png") ? 1 : 0,
                                .time = -1,
                                .message = hear};
    heard[0] = '\0';
    remove(options.output);
    alarm(SECONDS);
    mkreport_status status = mkreport_run(in_folder("in.xml"), NULL, 0, &options);
    alarm(0);
    bool made = access(in_folder(name), F_OK) == 0;
    assert_true(made == (status == MKREPORT_DONE));
    assert_true(made || heard[0]);
    return made;
}

static bool run(size_t n) {
    return run_to("out.pdf", n);
}

static void assert_refused(const char *code) {
    assert_false(run(size));
    if (!strstr(heard, code))
        fail_msg("%s, not %s", heard, code);
}

/* ---- reading and writing the file */

static uint32_t number_at(size_t at, int bytes) {
    uint32_t n = 0;
    for (int i = 0; i < bytes; i++)
        n = n << 8 | lato[at + (size_t)i];
    return n;
}

static void put_number(size_t at, uint32_t n, int bytes) {
    for (int i = bytes; i-- > 0; n >>= 8)
        font[at + (size_t)i] = (unsigned char)n;
}

static size_t tables(void) {
    return number_at(4, 2);
}

/* Where a table begins. An entry of the directory: tag, checksum, offset, length. */
static size_t table_at(const char *tag) {
    for (size_t i = 0; i < tables(); i++)
        if (memcmp(lato + 12 + i * 16, tag, 4) == 0)
            return number_at(12 + i * 16 + 8, 4);
    fail();
    return 0;
}

static void restore(void) {
    memcpy(font, lato, size);
}

/* ---- damage */

static void undamaged(void **state) {
    (void)state;
    restore();
    assert_true(run(size));
}

static void cut_short(void **state) {
    (void)state;
    restore();
    for (size_t i = 0; i < 20; i++)
        run(size * i / 20);
}

/* Empty each table, overwrite it or its head, move it past the end, and give it no length or one beyond all
 * bounds. */
static void tables_spoilt(void **state) {
    (void)state;
    for (size_t i = 0; i < tables(); i++) {
        size_t entry = 12 + i * 16, at = number_at(entry + 8, 4), length = number_at(entry + 12, 4);
        for (int spoil = 0; spoil < 6; spoil++) {
            restore();
            if (spoil < 2)
                memset(font + at, spoil ? 0xFF : 0, length);
            else if (spoil == 2)
                memset(font + at, 0xFF, length < 64 ? length : 64);
            else if (spoil == 3)
                put_number(entry + 8, 0x7FFFFFF0, 4);
            else
                put_number(entry + 12, spoil == 4 ? 0 : 0xFFFFFFFF, 4);
            run(size);
        }
    }
}

static void bytes_spoilt(void **state) {
    (void)state;
    uint32_t random = 1;
    for (int round = 0; round < 40; round++) {
        restore();
        for (int i = 0; i < 200; i++) {
            random = random * 1664525 + 1013904223;
            font[(size_t)random * size >> 32] ^= (unsigned char)(random >> 3 | 1);
        }
        run(size);
    }
}

static void wrong_sizes(void **state) {
    (void)state;
    restore();
    put_number(table_at("head") + 18, 0, 2); /* units per em */
    assert_refused("FONT_BAD");
    restore();
    put_number(table_at("maxp") + 4, 0, 2); /* glyphs */
    assert_refused("FONT_BAD");
    put_number(table_at("maxp") + 4, 0xFFFF, 2);
    run(size);
    restore();
    put_number(table_at("hhea") + 34, 0xFFFF, 2); /* widths */
    run(size);
    put_number(table_at("hhea") + 34, 0, 2);
    run(size);
}

/* PostScript outlines are refused. The first table of the directory, which must stay sorted, becomes one of
 * them. */
static void postscript(void **state) {
    (void)state;
    restore();
    assert_true(memcmp(font + 12, "CFF ", 4) > 0);
    memcpy(font + 12, "CFF ", 4);
    assert_refused("PDF_FONT");
}

/* Every composite glyph is made to contain itself, or the next glyph. OpenType 1.9, "glyf": a composite has
 * -1 contours; 12 bytes on stands the glyph it contains. */
static void glyphs_in_glyphs(void **state) {
    (void)state;
    size_t loca = table_at("loca"), glyf = table_at("glyf"), glyphs = number_at(table_at("maxp") + 4, 2);
    bool long_offsets = number_at(table_at("head") + 50, 2);
    for (uint32_t next = 0; next < 2; next++) {
        size_t composites = 0;
        restore();
        for (size_t gid = 0; gid < glyphs; gid++) {
            size_t at =
                glyf + (long_offsets ? number_at(loca + 4 * gid, 4) : 2 * number_at(loca + 2 * gid, 2));
            if (at + 16 <= size && number_at(at, 2) == 0xFFFF) {
                put_number(at + 12, (uint32_t)(gid + next), 2);
                composites++;
            }
        }
        assert_true(composites > 0);
        run(size);
        run_to("out.png", size);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(undamaged),        cmocka_unit_test(cut_short),   cmocka_unit_test(tables_spoilt),
        cmocka_unit_test(bytes_spoilt),     cmocka_unit_test(wrong_sizes), cmocka_unit_test(postscript),
        cmocka_unit_test(glyphs_in_glyphs),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
