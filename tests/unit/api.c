/* api.c - tests of mkreport_run: statuses, messages, options of another size, and runs out of memory, on the
 * example of the tour. Run in the root of the sources. */
#include "mkreport.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define REPORT "examples/tour/report.xml"

enum { KB = 1024, MB = 1024 * KB };

static const char *const data[] = {"examples/tour/indicators.csv"};
static char folder[] = "/tmp/mkreport-api-XXXXXX";
static char heard[8192]; /* level code file:line:column, one message a line */

static void hear(void *user, const mkreport_message *m) {
    size_t n = strlen(heard);
    assert_ptr_equal(user, folder);
    assert_true(m->text[0] && m->advice[0]);
    assert_null(strchr(m->text, '\n'));
    snprintf(heard + n, sizeof heard - n, "%d %s %s:%u:%u\n", (int)m->level, m->code, m->file, m->line,
             m->column);
}

static mkreport_options options(const char *output) {
    heard[0] = '\0';
    return (mkreport_options){.size = sizeof(mkreport_options),
                              .data_dir = ".",
                              .output = output,
                              .time = -1,
                              .message = hear,
                              .user = folder};
}

/* A path in the tests' folder; the last four live. */
static const char *in_folder(const char *name) {
    static char paths[4][512];
    static unsigned next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static const char *put_file(const char *name, const char *text) {
    const char *path = in_folder(name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs(text, f);
    assert_int_equal(fclose(f), 0);
    return path;
}

/* Remove everything in the folder; returns how many files there were. */
static int sweep(void) {
    int n = 0;
    DIR *d = opendir(folder);
    assert_non_null(d);
    for (struct dirent *e; (e = readdir(d));)
        if (strcmp(e->d_name, ".") && strcmp(e->d_name, "..")) {
            assert_int_equal(unlink(in_folder(e->d_name)), 0);
            n++;
        }
    closedir(d);
    return n;
}

static int set_up(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    sweep();
    return rmdir(folder);
}

static void assert_begins(const char *path, const char *start) {
    char head[16] = "";
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    assert_true(fread(head, 1, strlen(start), f) == strlen(start));
    fclose(f);
    assert_string_equal(head, start);
}

/* ---- what is written */

static void writes_what_the_suffix_says(void **state) {
    (void)state;
    mkreport_options pdf = options(in_folder("a.pdf")), other = options(in_folder("a")),
                     wrong = options(in_folder("a.docx")), svg = options(in_folder("a.svg"));
    svg.page = 1;
    assert_int_equal(mkreport_run(REPORT, data, 1, &pdf), MKREPORT_DONE);
    assert_int_equal(mkreport_run(REPORT, data, 1, &other), MKREPORT_DONE);
    assert_int_equal(mkreport_run(REPORT, data, 1, &svg), MKREPORT_DONE);
    assert_int_equal(mkreport_run(REPORT, data, 1, &wrong), MKREPORT_INPUT);
    assert_begins(pdf.output, "%PDF-");
    assert_begins(other.output, "%PDF-");
    assert_begins(svg.output, "<svg ");
    assert_int_equal(sweep(), 3);
    mkreport_options png = options(in_folder("a.png"));
    png.dpi = 36;
    assert_int_equal(mkreport_run(REPORT, data, 1, &png), MKREPORT_DONE);
    assert_begins(in_folder("a-001.png"), "\x89PNG\r\n\x1a\n");
    assert_begins(in_folder("a-002.png"), "\x89PNG\r\n\x1a\n"); /* the appendix starts a page */
    sweep();
}

static void only_checks(void **state) {
    (void)state;
    mkreport_options o = options(NULL);
    assert_int_equal(mkreport_run(REPORT, data, 1, &o), MKREPORT_DONE);
    assert_int_equal(sweep(), 0);
}

static void prints_a_stage(void **state) {
    (void)state;
    mkreport_options o = options(in_folder("stage"));
    o.dump = "layout";
    assert_int_equal(mkreport_run(REPORT, data, 1, &o), MKREPORT_DONE);
    assert_begins(o.output, "page 1\n");
    assert_int_equal(sweep(), 1);
}

/* ---- statuses: an older output stays as it was */

static void fails_on_input(void **state) {
    (void)state;
    mkreport_options o = options(put_file("old.pdf", "old"));
    assert_int_equal(mkreport_run("no/such.xml", data, 1, &o), MKREPORT_INPUT);
    assert_string_equal(heard, "2 CANNOT_READ no/such.xml:0:0\n");
    o = options(o.output);
    const char *twice[] = {data[0], data[0]};
    assert_int_equal(mkreport_run(REPORT, twice, 2, &o), MKREPORT_INPUT);
    assert_string_equal(heard, "2 DATA_TWICE examples/tour/indicators.csv:0:0\n");
    o = options(o.output);
    assert_int_equal(mkreport_run(REPORT, NULL, 0, &o), MKREPORT_INPUT); /* its expressions need data */
    assert_non_null(strstr(heard, "2 NO_DATA examples/tour/report.xml:11:11\n"));
    assert_begins(o.output, "old");
    assert_int_equal(sweep(), 1);
}

static void fails_on_the_system(void **state) {
    (void)state;
    mkreport_options o = options(in_folder("no-folder/a.pdf"));
    assert_int_equal(mkreport_run(REPORT, data, 1, &o), MKREPORT_SYSTEM);
    assert_non_null(strstr(heard, "3 CANNOT_WRITE "));
    o = options("/dev/full");
    assert_int_equal(mkreport_run(REPORT, data, 1, &o), MKREPORT_SYSTEM);
    assert_string_equal(heard, "3 CANNOT_WRITE /dev/full:0:0\n");
    assert_int_equal(sweep(), 0);
}

static void refuses_a_page_there_is_not(void **state) {
    (void)state;
    mkreport_options o = options(in_folder("a.svg"));
    o.page = 1000;
    assert_int_equal(mkreport_run(REPORT, data, 1, &o), MKREPORT_INPUT);
    assert_string_equal(heard, "2 NO_SUCH_PAGE examples/tour/report.xml:2:1\n");
    assert_int_equal(sweep(), 0);
}

/* The tour with an empty paragraph: a warning, or when strict an error that forbids output. */
static void warns(void **state) {
    (void)state;
    char text[8192];
    FILE *f = fopen(REPORT, "rb");
    assert_non_null(f);
    size_t n = fread(text, 1, sizeof text - 100, f);
    fclose(f);
    text[n] = '\0';
    char *place = strstr(text, "<summary>");
    assert_non_null(place);
    place += strlen("<summary>");
    memmove(place + 4, place, strlen(place) + 1);
    memcpy(place, "<p/>", 4);
    const char *report = put_file("warns.xml", text);
    mkreport_options o = options(in_folder("a.pdf"));
    assert_int_equal(mkreport_run(report, data, 1, &o), MKREPORT_DONE);
    assert_non_null(strstr(heard, "1 EMPTY_PARAGRAPH "));
    assert_int_equal(unlink(o.output), 0);
    o = options(o.output);
    o.strict = 1;
    assert_int_equal(mkreport_run(report, data, 1, &o), MKREPORT_WARNINGS);
    assert_non_null(strstr(heard, "2 EMPTY_PARAGRAPH "));
    assert_int_equal(sweep(), 1); /* the report only */
}

/* ---- options */

static void ignores_what_a_caller_does_not_know(void **state) {
    (void)state;
    mkreport_options old = options(NULL);
    old.size = offsetof(mkreport_options, message); /* an older, shorter structure */
    assert_int_equal(mkreport_run("no/such.xml", NULL, 0, &old), MKREPORT_INPUT);
    assert_string_equal(heard, "");
}

static void takes_a_larger_structure(void **state) {
    (void)state;
    struct {
        mkreport_options known;
        char later[64];
    } new = {options(NULL), {0}};
    memset(new.later, 0xFF, sizeof new.later);
    new.known.size = sizeof new;
    assert_int_equal(mkreport_run(REPORT, data, 1, &new.known), MKREPORT_DONE);
    assert_string_equal(heard, "");
}

static void describes_every_message(void **state) {
    (void)state;
    mkreport_message m;
    size_t n = 0;
    bool known = false;
    for (; mkreport_describe(n, &m); n++) {
        assert_true(m.code[0] && m.text[0] && m.advice[0]);
        known = known || !strcmp(m.code, "UNKNOWN_REF");
    }
    assert_true(known);
    assert_int_equal(mkreport_describe(n, &m), 0);
    assert_int_equal(mkreport_describe(SIZE_MAX, &m), 0);
    assert_string_equal(mkreport_version(), "1.0.0");
}

/* ---- memory: at every ceiling the whole file, or the message and no file */

static size_t least_memory(size_t from, size_t step, const char *output, const char *dump) {
    for (size_t memory = from; memory <= 64 * MB; memory += step) {
        mkreport_options o = options(output);
        o.memory = memory;
        o.dump = dump;
        mkreport_status status = mkreport_run(REPORT, data, 1, &o);
        if (status == MKREPORT_DONE) {
            assert_string_equal(heard, "");
            assert_int_equal(sweep(), 1);
            return memory;
        }
        assert_int_equal(status, MKREPORT_SYSTEM);
        assert_string_equal(heard, "3 NO_MEMORY " REPORT ":0:0\n");
        assert_int_equal(sweep(), 0);
    }
    fail_msg("more than 64 MB for %s", REPORT);
    return 0;
}

static void runs_out_of_memory(void **state) {
    (void)state;
    least_memory(1 * MB, 64 * KB, in_folder("a.pdf"), NULL);
}

static void runs_out_of_little_memory(void **state) {
    (void)state;
    least_memory(1, 16 * KB, in_folder("a.txt"), "report");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_what_the_suffix_says),
        cmocka_unit_test(only_checks),
        cmocka_unit_test(prints_a_stage),
        cmocka_unit_test(fails_on_input),
        cmocka_unit_test(fails_on_the_system),
        cmocka_unit_test(refuses_a_page_there_is_not),
        cmocka_unit_test(warns),
        cmocka_unit_test(ignores_what_a_caller_does_not_know),
        cmocka_unit_test(takes_a_larger_structure),
        cmocka_unit_test(describes_every_message),
        cmocka_unit_test(runs_out_of_memory),
        cmocka_unit_test(runs_out_of_little_memory),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
