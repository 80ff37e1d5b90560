/* csv.c - tests of reading delimited text: what is in each cell, and where it says it is. */
#include "input/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"

static jmp_buf full;
static mkr_arena *arena;
static mkr_diag diag;
static char said[256]; /* the last message: CODE row:col */

static void note(void *user, mkr_level level, const char *code, mkr_where where, const char *text) {
    (void)user;
    (void)level;
    (void)text;
    snprintf(said, sizeof said, "%s %u:%u", code, where.line, where.col);
}

static int set_up(void **state) {
    (void)state;
    arena = mkr_arena_new((size_t)1 << 28, &full);
    diag = (mkr_diag){.say = note};
    *said = '\0';
    return arena ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    mkr_arena_free(arena);
    return 0;
}

static const mkr_dialect find_out;

/* The table as "row:cell|cell;" for each row; or the message. A notice goes in front, in brackets. */
static const char *show_as(const char *bytes, size_t n, const mkr_dialect *dialect) {
    mkr_table t;
    *said = '\0';
    if (!mkr_csv_read(arena, &diag, "x.csv", bytes, n, dialect, &t))
        return said;
    mkr_buffer b = mkr_buffer_new(arena);
    if (*said)
        mkr_buffer_printf(&b, "[%s]", said);
    for (size_t i = 0; i < t.n; i++) {
        mkr_buffer_printf(&b, "%u:", t.rows[i].row);
        for (uint32_t k = 0; k < t.rows[i].n; k++) {
            mkr_where w = mkr_cell_where(&t, &t.rows[i], &t.rows[i].cells[k]);
            assert_string_equal(w.file, "x.csv");
            assert_int_equal(w.line, t.rows[i].row);
            assert_int_equal(w.col, k + 1);
            mkr_buffer_printf(&b, "%s%s", k ? "|" : "", t.rows[i].cells[k].text);
        }
        mkr_buffer_putc(&b, ';');
    }
    return mkr_strdup(arena, mkr_buffer_text(&b));
}

static const char *show(const char *bytes, size_t n) {
    return show_as(bytes, n, &find_out);
}

#define SHOWS(bytes, want) assert_string_equal(show("" bytes, sizeof(bytes) - 1), want)

static void reads_rows(void **state) {
    (void)state;
    SHOWS("a,b\n1,2\n", "1:a|b;2:1|2;");
    SHOWS("a,b\n1,2", "1:a|b;2:1|2;");
    SHOWS("a,b\r\n1,2\r\n", "1:a|b;2:1|2;");
    SHOWS("a,b\r1,2\r", "1:a|b;2:1|2;");
    SHOWS("\xEF\xBB\xBF"
          "ref,b\n",
          "1:ref|b;");
    SHOWS("a,,\n,,c", "1:a||;2:||c;");
    SHOWS("  a b \t,  \"  q \"  \n", "1:a b|  q ;");
    SHOWS("caf\xC3\xA9,\xC2\xA3"
          "5\n",
          "1:caf\u00e9|\u00a3"
          "5;");
    SHOWS("", "");
    SHOWS("\xEF\xBB\xBF", "");
    SHOWS(",", "");
    SHOWS("a,\"\"", "1:a|;");
}

static void counts_rows_as_a_spreadsheet_does(void **state) {
    (void)state;
    SHOWS("\n\na\n\n\nb\n", "3:a;6:b;");
    SHOWS("\r\n\r\na\r\n\r\n\r\nb\r\n", "3:a;6:b;");
    SHOWS("\r\ra\r\r\rb\r", "3:a;6:b;");
    SHOWS("a\r\n  \t\r\n,,\r\n\"\"\r\n\" \n\"\r\nb", "1:a;6:b;");
    SHOWS("a,\"x\ny\r\nz\"\nb\n", "1:a|x\ny\r\nz;2:b;");
    SHOWS("a\n\r\nb", "1:a;3:b;");
}

static void reads_quotes(void **state) {
    (void)state;
    SHOWS("\"a,b\",\"say \"\"yes\"\"\"\n", "1:a,b|say \"yes\";");
    SHOWS("\"\"\"\"", "1:\";");
}

static void finds_the_delimiter(void **state) {
    (void)state;
    SHOWS("a;b;c\n1;2;3\n", "[CSV_DELIMITER 0:0]1:a|b|c;2:1|2|3;");
    SHOWS("a\tb\n1\t2\n", "[CSV_DELIMITER 0:0]1:a|b;2:1|2;");
    SHOWS("a|b\n1|2\n", "[CSV_DELIMITER 0:0]1:a|b;2:1|2;");
    /* commas in numbers do not outdo semicolons, nor semicolons in one sentence commas */
    SHOWS("a;b;c\n1,5;2,5;3\n1,1;2,1;4\n", "[CSV_DELIMITER 0:0]1:a|b|c;2:1,5|2,5|3;3:1,1|2,1|4;");
    SHOWS("a,b\n1,up; down; up; down\n2,x\n", "1:a|b;2:1|up; down; up; down;3:2|x;");
    /* what stands in quotes does not count, line breaks included */
    SHOWS("a,b\n\"x;y;z;\n;;;\",1\n\"x;y;z;;;;\",2\n", "1:a|b;2:x;y;z;\n;;;|1;3:x;y;z;;;;|2;");
    /* a title over the table, rows that end in nothing */
    SHOWS("Title, with a comma\n\na;b;;\n1;2;;\n",
          "[CSV_DELIMITER 0:0]1:Title, with a comma;3:a|b||;4:1|2||;");
    SHOWS("one column\nof text; only\nhere\n", "1:one column;2:of text; only;3:here;");
    SHOWS("a;b", "[CSV_DELIMITER 0:0]1:a|b;");
}

static void takes_the_delimiter_it_is_told(void **state) {
    (void)state;
    static const mkr_dialect bar = {.delimiter = '|'}, comma = {.delimiter = ','};
    assert_string_equal(show_as("a;b\n1|2", 7, &bar), "1:a;b;2:1|2;");
    assert_string_equal(show_as("a;b\n1;2", 7, &comma), "1:a;b;2:1;2;");
    SHOWS("sep=;\na;b,c\n1;2", "1:a|b,c;2:1|2;"); /* the spreadsheet does not count that line */
    SHOWS("SEP=\t\r\na\tb\r\n", "1:a|b;");
    SHOWS("sep=,\n1,2\nx\x81", "CSV_BYTE 2:1");
    SHOWS("sep=;", "");
    SHOWS("sep=;x,b\n1,2", "1:sep=;x|b;2:1|2;"); /* it is a cell */
    assert_string_equal(show_as("sep=;\na|b", 9, &bar), "1:a|b;");
}

static void reports_quotes_where_they_open(void **state) {
    (void)state;
    SHOWS("a,b\n1,\"never\nclosed\n", "CSV_QUOTES 2:2");
    SHOWS("a,b\n\n1,2,\"x\" y\n", "CSV_QUOTES 3:3");
    SHOWS("a\n5\" pipe\n", "CSV_QUOTES 2:1");
    SHOWS("a\n\"one\ntwo\n\"three\"\n",
          "CSV_QUOTES 2:1"); /* opened in row 2, met its second quote two lines on */
    SHOWS("a\n\"x\" \"y\"", "CSV_QUOTES 2:1");
    SHOWS("\"", "CSV_QUOTES 1:1");
}

static void refuses_what_is_not_text(void **state) {
    (void)state;
    SHOWS("a,b\nx,\x81\n", "CSV_BYTE 2:1"); /* Windows-1252 has no 81 */
    SHOWS("a,b\n1,2\0\n", "CSV_CONTROL 2:2");
    SHOWS("PK\x03\x04", "CSV_CONTROL 1:1");
    SHOWS("a,12345678901234567890\x01\n", "CSV_CONTROL 1:2");
    SHOWS("a,\"x\n\x1B[2J\"", "CSV_CONTROL 1:2");
    SHOWS("\xC3\xA9\n\xE2\x82", "CSV_MIXED 2:1"); /* cut short at the end */
    SHOWS("a\n\xFF\xFE", "[CSV_ENCODING 2:1]1:a;2:\u00ff\u00fe;"); /* no mark inside */
}

static void reads_long_cells_and_wide_rows(void **state) {
    (void)state;
    size_t n = (size_t)1 << 20;
    char *bytes = mkr_alloc(arena, n + 8);
    memcpy(bytes, "a,\"", 3);
    memset(bytes + 3, 'x', n);
    memcpy(bytes + 3 + n, "\"\nb", 3);
    mkr_table t;
    assert_true(mkr_csv_read(arena, &diag, "x.csv", bytes, n + 6, &find_out, &t));
    assert_int_equal(strlen(t.rows[0].cells[1].text), n);
    assert_int_equal(t.rows[1].row, 2);
    memset(bytes, ',', 16384);
    bytes[16383] = 'a';
    assert_true(mkr_csv_read(arena, &diag, "x.csv", bytes, 16384, &find_out,
                             &t)); /* 16,383 commas part 16,384 cells */
    assert_string_equal(t.rows[0].cells[16383].text, "a");
    bytes[16383] = ',';
    bytes[16384] = 'a';
    assert_string_equal(show(bytes, 16385), "CSV_TOO_WIDE 1:16385");
}

/* A file made of cells and read back gives the cells, whatever is in them. */
static void reads_back(void **state) {
    (void)state;
    uint32_t seed = 20241106;
    for (int round = 0; round < 300; round++) {
        mkr_buffer file = mkr_buffer_new(arena), want = mkr_buffer_new(arena);
        for (unsigned row = 1; row <= 5; row++) {
            mkr_buffer_printf(&want, "%u:k", row);
            mkr_buffer_puts(&file, "k");
            for (int cell = 0; cell < 4; cell++) {
                mkr_buffer_puts(&want, "|");
                mkr_buffer_puts(&file, ",\"");
                for (unsigned k = (seed = seed * 1664525u + 1013904223u) >> 29; k > 0; k--) {
                    seed = seed * 1664525u + 1013904223u;
                    const char c = ",\"\n\r ax\t"[seed >> 29];
                    mkr_buffer_putc(&want, c);
                    if (c == '"')
                        mkr_buffer_putc(&file, c);
                    mkr_buffer_putc(&file, c);
                }
                mkr_buffer_puts(&file, "\"");
            }
            mkr_buffer_puts(&want, ";");
            mkr_buffer_puts(&file, seed & 0x10000 ? "\r\n" : "\n");
        }
        assert_string_equal(show(file.at, file.n), mkr_buffer_text(&want));
    }
}

/* Memory may run out at any point: control comes back, and what libcsv holds is freed too (the sanitizer
 * looks). */
static void give_up(const char *bytes, size_t n, size_t ceiling) {
    jmp_buf small_full;
    mkr_arena *small = mkr_arena_new(ceiling, &small_full);
    mkr_table t;
    if (setjmp(small_full) == 0) {
        mkr_csv_read(small, &diag, "x.csv", bytes, n, &find_out, &t);
        fail_msg("%zu bytes were enough", ceiling);
    }
    mkr_arena_free(small);
}

static void gives_up_cleanly(void **state) {
    (void)state;
    static char bytes[300000];
    memset(bytes, 'x', sizeof bytes);
    for (size_t i = 3; i < sizeof bytes; i += 7)
        bytes[i] = i % 5 ? ',' : '\n';
    static const size_t ceilings[] = {20000, 40000, 310000, 400000, 500000};
    for (size_t i = 0; i < sizeof ceilings / sizeof *ceilings; i++)
        give_up(bytes, sizeof bytes, ceilings[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_rows),
        cmocka_unit_test(counts_rows_as_a_spreadsheet_does),
        cmocka_unit_test(reads_quotes),
        cmocka_unit_test(finds_the_delimiter),
        cmocka_unit_test(takes_the_delimiter_it_is_told),
        cmocka_unit_test(reports_quotes_where_they_open),
        cmocka_unit_test(refuses_what_is_not_text),
        cmocka_unit_test(reads_long_cells_and_wide_rows),
        cmocka_unit_test(reads_back),
        cmocka_unit_test(gives_up_cleanly),
    };
    return cmocka_run_group_tests_name("csv", tests, set_up, tear_down);
}
