/* table.c - tests of telling what a file of data is. */
#include "input/table.h"

#include "heard.h"

/* What was said, or the text of the first cell. */
static const char *reads(world *w, const char *name, const char *bytes, size_t n, const char *sheet) {
    mkr_table t;
    mkr_dialect dialect = {.sheet = sheet};
    hush(w);
    if (!mkr_table_read(w->arena, &w->diag, name, bytes, n, &dialect, &t))
        return w->heard;
    return t.n ? t.rows[0].cells[0].text : "nothing";
}

#define READS(name, bytes, want)                                                                             \
    assert_string_equal(reads(*state, name, bytes, sizeof(bytes) - 1, NULL), want)
#define KIND(what) "x.csv:0:0 TABLE_KIND this is not a table that can be read: " what "\n"

static void reads_csv(void **state) {
    READS("x.csv", "ref,b\n", "ref");
    READS("x.csv", "", "nothing");
    READS("x", "\xEF\xBB\xBFPKI,b\n", "PKI");
    READS("x.csv", "<5,6\n", "<5");
    READS("x.csv", "%,1\n", "%");
}

static void names_what_is_no_table(void **state) {
    READS("x.csv", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 more", KIND("it is an old Excel workbook (.xls)"));
    READS("x.csv", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
          KIND("it is a workbook with a password; take the password off and save it again"));
    READS("x.csv", "%PDF-1.7", KIND("it is a PDF file"));
    READS("x.csv", "{\\rtf1", KIND("it is a word processor's file (.rtf)"));
    READS("x.csv", "\xEF\xBB\xBF\r\n <!DOCTYPE html>",
          KIND("it is a web page, perhaps one that asks to sign in"));
    READS("x.csv", "<HTML><table>", KIND("it is a web page, perhaps one that asks to sign in"));
    READS("x.csv", "<?xml version=", KIND("it is an XML file"));
    READS("x.csv", "PK\3\4abcdefghijklmnopqrstuvwxyzmimetypeapplication/vnd.oasis.opendocument.spreadsheet",
          KIND("it is an OpenDocument file (.ods or the like)"));
    READS("x.csv", "PK\3\4", "x.csv:0:0 CSV_IS_WORKBOOK it is not CSV but an Excel workbook\n");
    READS("b.xlsx", "ref,b\n",
          "b.xlsx:0:0 TABLE_KIND this is not a table that can be read: it is called .xlsx but is no Excel "
          "workbook\n");
    READS("b.xlsx", "",
          "b.xlsx:0:0 TABLE_KIND this is not a table that can be read: it is called .xlsx but is no Excel "
          "workbook\n");
    READS("b.XLSX", "PK\3\4", "b.XLSX:0:0 XLSX_DAMAGED the workbook cannot be read: Not a zip archive\n");
}

static void csv_has_no_sheets(void **state) {
    assert_string_equal(
        reads(*state, "x.csv", "a,b\n", 4, "KPIs"),
        "x.csv:0:0 BAD_OPTION an option of the call cannot be used: the sheet \"KPIs\" is asked for, but "
        "this is CSV, which has none\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_csv),
        cmocka_unit_test(names_what_is_no_table),
        cmocka_unit_test(csv_has_no_sheets),
    };
    return cmocka_run_group_tests_name("table", tests, open_world, close_world);
}
