/* xlsx.c - tests of reading workbooks, which are put together here with libzip.
 *
 * What numbers and dates must become was worked out by hand from ISO/IEC 29500-1, 18.8.30, 18.17.4 and from
 * known days: serial 45565 is 30 September 2024. */
#include "input/xlsx.h"

#include <zip.h>

#include "base/buffer.h"
#include "heard.h"
#include "input/workbook.h"

/* ---- making workbooks */

typedef struct {
    const char *path, *text;
} entry;

#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"" RELATIONS "\""
#define RELATION(id, type, target)                                                                           \
    "<Relationship Id=\"" id "\" Type=\"" RELATIONS "/" type "\" Target=\"" target "\"/>"

static const char package_rels[] =
    "<Relationships>" RELATION("rId1", "officeDocument", "xl/workbook.xml") "</Relationships>";
static const char book_rels[] = "<Relationships>" RELATION("rId1", "worksheet", "worksheets/sheet1.xml")
    RELATION("rId2", "worksheet", "/xl/worksheets/sheet2.xml")
        RELATION("rId3", "sharedStrings", "sharedStrings.xml") RELATION("rId4", "styles", "./styles.xml")
            RELATION("rId5", "chartsheet", "chart.xml") "</Relationships>";
static const char book[] =
    "<workbook " MAIN "><workbookPr/><sheets><sheet name=\"A &amp; B\" sheetId=\"1\" r:id=\"rId1\"/>"
    "</sheets></workbook>";
static const char two_sheets[] =
    "<workbook " MAIN
    "><sheets><sheet name=\"Chart\" r:id=\"rId5\"/><sheet name=\"Old\" state=\"hidden\" r:id=\"rId1\"/>"
    "<sheet name=\"New\" r:id=\"rId2\"/><sheet name=\"More\" r:id=\"rId1\"/></sheets></workbook>";
static const char strings[] =
    "<sst " MAIN
    "><si><t>Ref</t></si><si><r><t xml:space=\"preserve\">Days </t></r><r><rPr><b/></rPr><t>lost</t></r>"
    "<rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></si><si><t> a &lt; b_x000D_\nc _x005F_x000D_ </t></si><si/>"
    "<si><t>x_x0007_</t></si></sst>";
/* styles: 0 General, 1 0%, 2 14 (a date), 3 dd/mm/yyyy hh:mm, 4 h:mm, 5 [h]:mm, 6 mm:ss, 7 0.0"%" */
static const char styles[] =
    "<styleSheet " MAIN "><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\\ hh:mm\"/>"
    "<numFmt numFmtId=\"165\" formatCode=\"0.0&quot;%&quot;\"/></numFmts><cellStyleXfs><xf "
    "numFmtId=\"14\"/></cellStyleXfs>"
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf "
    "numFmtId=\"20\"/>"
    "<xf numFmtId=\"46\"/><xf numFmtId=\"45\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>";

/* The bytes of an archive of these parts. */
static const char *pack(world *w, const entry *parts, size_t n_parts, size_t *n) {
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_source_keep(source);
    zip_t *archive = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
    for (size_t i = 0; i < n_parts; i++)
        zip_file_add(archive, parts[i].path,
                     zip_source_buffer(archive, parts[i].text, strlen(parts[i].text), 0), ZIP_FL_OVERWRITE);
    assert_int_equal(zip_close(archive), 0);
    zip_stat_t about;
    zip_source_open(source);
    zip_source_stat(source, &about);
    char *bytes = mkr_alloc(w->arena, about.size);
    assert_int_equal(zip_source_read(source, bytes, about.size), about.size);
    zip_source_close(source);
    zip_source_free(source);
    *n = about.size;
    return bytes;
}

/* The table as "row:cell|cell;" for each row, after what was said. */
static const char *show(world *w, const char *bytes, size_t n, const char *wanted) {
    mkr_table t;
    hush(w);
    if (!mkr_xlsx_read(w->arena, &w->diag, "x.xlsx", bytes, n, wanted, &t))
        return w->heard;
    mkr_buffer b = mkr_buffer_new(w->arena);
    mkr_buffer_puts(&b, w->heard);
    for (size_t i = 0; i < t.n; i++) {
        mkr_buffer_printf(&b, "%u:", t.rows[i].row);
        for (uint32_t k = 0; k < t.rows[i].n; k++)
            mkr_buffer_printf(&b, "%s%s", k ? "|" : "", t.rows[i].cells[k].text);
        mkr_buffer_putc(&b, ';');
    }
    return mkr_buffer_text(&b);
}

/* What becomes of a workbook with these parts and the others as above. */
static const char *reads(world *w, const char *workbook, const char *sheet1, const char *wanted) {
    entry parts[] = {{"_rels/.rels", package_rels},
                     {"xl/workbook.xml", workbook},
                     {"xl/_rels/workbook.xml.rels", book_rels},
                     {"xl/sharedStrings.xml", strings},
                     {"xl/styles.xml", styles},
                     {"xl/worksheets/sheet1.xml", sheet1},
                     {"xl/worksheets/sheet2.xml",
                      "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>two</t></is></c>"
                      "</row></sheetData></worksheet>"}};
    size_t n;
    const char *bytes = pack(w, parts, sizeof parts / sizeof *parts, &n);
    return show(w, bytes, n, wanted);
}

#define SHEET(rows) "<worksheet " MAIN "><sheetData>" rows "</sheetData></worksheet>"
#define READS(rows, want) assert_string_equal(reads(*state, book, SHEET(rows), NULL), want)
#define DAMAGED "XLSX_DAMAGED the workbook cannot be read: "

/* ---- cells */

static void reads_texts(void **state) {
    READS("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>",
          "1:Ref|Days lost;");
    READS("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>2</v></c></row>", "1:a < b\r\nc _x000D_;");
    READS("<row><c t=\"inlineStr\"><is><t>one</t></is></c><c t=\"str\"><f>A1</f><v>&#163;5</v></c></row>",
          "1:one|\u00a35;");
    READS("<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"e\"><v>#DIV/0!</v></c></row>",
          "1:TRUE|FALSE|#DIV/0!;");
    READS("<row><c t=\"d\" s=\"2\"><v>2024-09-30T00:00:00</v></c></row>", "1:2024-09-30;");
}

static void keeps_places(void **state) {
    READS("<row r=\"3\"><c r=\"C3\"><v>5</v></c></row><row r=\"4\"><c r=\"A4\"/></row><row r=\"7\" "
          "spans=\"1:2\">"
          "<c r=\"AA7\"><v>6</v></c></row>",
          "3:||5||||||||||||||||||||||||;7:||||||||||||||||||||||||||6;"); /* both to AA, the 27th */
    READS("<row><c t=\"s\"><v>3</v></c></row><row><c><v>1</v></c></row>",
          "2:1;"); /* an empty text makes no row */
    READS("", "");
}

/* Empty cells, styled or with an empty text, do not count. */
static void makes_rows_as_wide_as_the_widest(void **state) {
    READS("<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>"
          "<row><c><v>5</v></c><c s=\"1\"/><c t=\"s\"><v>3</v></c><c s=\"1\"/></row>",
          "1:1|2|3;2:4||;3:5||;");
}

/* 16,384 columns in 3,051 rows are 49,987,584 cells, in 3,052 rows 50,003,968. */
static void refuses_too_many_cells(void **state) {
    world *w = *state;
    mkr_buffer rows = mkr_buffer_new(w->arena);
    mkr_buffer_puts(&rows, "<worksheet><sheetData>");
    for (int i = 0; i < 3051; i++)
        mkr_buffer_puts(&rows, "<row><c><v>1</v></c></row>");
    mkr_buffer_puts(&rows, "<row><c r=\"XFD3052\"><v>1</v></c></row></sheetData></worksheet>");
    assert_string_equal(
        reads(w, book, mkr_buffer_text(&rows), NULL),
        "x.xlsx:3052:0 XLSX_LIMIT the workbook is too much to read: more than 50000000 cells, "
        "counted to the last column with text\n");
}

static void reads_numbers_by_their_format(void **state) {
    READS("<row><c s=\"1\"><v>0.85</v></c><c s=\"7\"><v>85</v></c><c s=\"2\"><v>45565</v></c><c "
          "s=\"3\"><v>45565.75</v></c>"
          "<c s=\"4\"><v>0.15625</v></c><c s=\"5\"><v>1.5</v></c><c "
          "s=\"6\"><v>2.6041666666666665E-3</v></c></row>",
          "1:85%|85|2024-09-30|2024-09-30|3:45|36:00|0:03:45;");
}

static void says_what_is_wrong_with_cells(void **state) {
    READS("<row r=\"2\"><c r=\"B2\"><f>1+1</f></c><c r=\"C2\"><f>1</f><v></v></c></row>",
          "x.xlsx:2:2 XLSX_NO_VALUE a formula has no value: cell B2: the workbook was saved without it\n"
          "x.xlsx:2:3 XLSX_NO_VALUE a formula has no value: cell C2: the workbook was saved without it\n");
    READS("<row><c t=\"str\"><f>\"\"</f><v></v></c><c><v>1</v></c></row>",
          "1:|1;"); /* a formula may give no text */
    READS("<row><c t=\"s\"><v>5</v></c></row>",
          "x.xlsx:1:1 " DAMAGED "cell A1: there is no such shared string\n");
    READS("<row><c t=\"s\"><v>4</v></c></row>",
          "x.xlsx:1:1 CSV_CONTROL a control character stands in the file: cell A1: character U+0007\n");
    READS("<row><c s=\"8\"><v>5</v></c></row>",
          "x.xlsx:1:1 " DAMAGED "cell A1: there is no such cell style\n");
    READS("<row><c><v>5 days</v></c></row>", "x.xlsx:1:1 " DAMAGED "cell A1: it is no number\n");
    READS("<row><c t=\"z\"><v>5</v></c></row>", "x.xlsx:1:1 " DAMAGED "cell A1: it is of an unknown type\n");
}

#define BROKEN(rows, why) READS(rows, "x.xlsx:0:0 " DAMAGED "xl/worksheets/sheet1.xml: " why "\n")

static void refuses_impossible_places(void **state) {
    BROKEN("<row r=\"2\"/><row r=\"2\"/>", "rows are not in their order");
    BROKEN("<row r=\"1048577\"/>", "rows are not in their order");
    BROKEN("<row><c r=\"B1\"/><c r=\"A1\"/></row>", "cells are not in their order");
    BROKEN("<row><c r=\"A2\"/></row>", "cells are not in their order");
    BROKEN("<row><c r=\"XFE1\"/></row>", "a cell has an address that no sheet has");
    BROKEN("<row><c r=\"A1x\"/></row>", "a cell has an address that no sheet has");
    READS("<row><c r=\"XFD1\"/><c/></row>",
          "x.xlsx:0:0 " DAMAGED "xl/worksheets/sheet1.xml: cells are not in their order\n");
}

/* ---- numbers, dates, formats */

static const char *number(world *w, const char *value, mkr_xlsx_format format, bool from_1904) {
    mkr_buffer b = mkr_buffer_new(w->arena);
    bool cut;
    if (!mkr_xlsx_number(&b, value, format, from_1904, &cut))
        return "no number";
    if (cut)
        mkr_buffer_puts(&b, " cut");
    return mkr_buffer_text(&b);
}

static void rounds_to_15_digits(void **state) {
    static const char *const cases[][2] = {
        {"5", "5"},
        {"-5.50", "-5.5"},
        {"0", "0"},
        {"-0.0", "0"},
        {"+1", "1"},
        {".5", "0.5"},
        {"5.", "5"},
        {"0.30000000000000004", "0.3"},
        {"0.28499999999999998", "0.285"},
        {"83.400000000000006", "83.4"},
        {"999999999999999.5", "1000000000000000"},
        {"99.99999999999999", "100"},
        {"9.9999999999999949", "9.99999999999999"},
        {"123456789012345678", "1.23456789012346E+17"},
        {"12345678901234567", "12345678901234600"},
        {"1.2E-2", "0.012"},
        {"1.2e+05", "120000"},
        {"1E+17", "1E+17"},
        {"1E+16", "10000000000000000"},
        {"1E-18", "0.000000000000000001"},
        {"1E-19", "1E-19"},
        {"-2.5E-300", "-2.5E-300"},
        {"1E400", "1E+400"},
        {"", "no number"},
        {".", "no number"},
        {"1E", "no number"},
        {"1E+", "no number"},
        {"1E401", "no number"},
        {"1,5", "no number"},
        {"NaN", "no number"},
        {"0x10", "no number"},
        {"1.2.3", "no number"},
        {"--1", "no number"},
        {"0000123", "123"},
        {"1E0001", "10"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(number(*state, cases[i][0], MKR_XLSX_PLAIN, false), cases[i][1]);
}

static void writes_percentages(void **state) {
    static const char *const cases[][2] = {{"0.85", "85%"},     {"0.855", "85.5%"},
                                           {"1", "100%"},       {"0", "0%"},
                                           {"-0.005", "-0.5%"}, {"0.28499999999999998", "28.5%"},
                                           {"12.5", "1250%"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(number(*state, cases[i][0], MKR_XLSX_PERCENT, false), cases[i][1]);
}

static void writes_dates(void **state) {
    static const char *const cases[][2] = {{"1", "1900-01-01"},           {"59", "1900-02-28"},
                                           {"60", "1900-02-29"},          {"61", "1900-03-01"},
                                           {"0", "1900-01-00"},           {"36526", "2000-01-01"},
                                           {"45351", "2024-02-29"},       {"45352", "2024-03-01"},
                                           {"45565", "2024-09-30"},       {"2958465", "9999-12-31"},
                                           {"2958466", "2958466"},        {"-1", "-1"},
                                           {"45565.5", "2024-09-30 cut"}, {"45565.999999999", "2024-10-01"},
                                           {"99999999", "99999999"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(number(*state, cases[i][0], MKR_XLSX_DATE, false), cases[i][1]);
    assert_string_equal(number(*state, "0", MKR_XLSX_DATE, true), "1904-01-01");
    assert_string_equal(number(*state, "44103", MKR_XLSX_DATE, true), "2024-09-30"); /* 45565 - 1462 */
    assert_string_equal(number(*state, "2957003", MKR_XLSX_DATE, true), "9999-12-31");
    assert_string_equal(number(*state, "2957004", MKR_XLSX_DATE, true), "2957004");
}

static void writes_months(void **state) {
    static const char *const cases[][2] = {
        {"45565", "2024-09"},   {"45536", "2024-09"}, /* the 30th, the 1st */
        {"1", "1900-01"},       {"60", "1900-02"},         {"2958465", "9999-12"},
        {"2958466", "2958466"}, {"45565.5", "2024-09 cut"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(number(*state, cases[i][0], MKR_XLSX_MONTH, false), cases[i][1]);
    assert_string_equal(number(*state, "44103", MKR_XLSX_MONTH, true), "2024-09");
}

static void writes_times(void **state) {
    assert_string_equal(number(*state, "0.15625", MKR_XLSX_TIME, false), "3:45");
    assert_string_equal(number(*state, "1.15625", MKR_XLSX_TIME, false), "3:45");
    assert_string_equal(number(*state, "1.15625", MKR_XLSX_ELAPSED, false), "27:45");
    assert_string_equal(number(*state, "0.3789930555555556", MKR_XLSX_TIME, false), "9:05:45"); /* 32745 s */
    assert_string_equal(number(*state, "0.99999999", MKR_XLSX_ELAPSED, false), "24:00");
    assert_string_equal(number(*state, "-0.5", MKR_XLSX_ELAPSED, false), "-0.5");
}

static void understands_formats(void **state) {
    (void)state;
    static const struct {
        const char *code;
        mkr_xlsx_format format;
    } cases[] = {
        {"General", MKR_XLSX_PLAIN},
        {"0.00", MKR_XLSX_PLAIN},
        {"#,##0;[Red]-#,##0", MKR_XLSX_PLAIN},
        {"@", MKR_XLSX_PLAIN},
        {"0.00E+00", MKR_XLSX_PLAIN},
        {"\"days\" 0", MKR_XLSX_PLAIN},
        {"0\\d", MKR_XLSX_PLAIN},
        {"0_d", MKR_XLSX_PLAIN},
        {"* 0", MKR_XLSX_PLAIN},
        {"[$-809]0", MKR_XLSX_PLAIN},
        {"[$\u00a3-809]#,##0", MKR_XLSX_PLAIN},
        {"0\"%\"", MKR_XLSX_PLAIN},
        {"0\\%", MKR_XLSX_PLAIN},
        {"[Magenta]0", MKR_XLSX_PLAIN},
        {"0;0%", MKR_XLSX_PLAIN},
        {"0.0%", MKR_XLSX_PERCENT},
        {"[Green]0%;[Red]-0%", MKR_XLSX_PERCENT},
        {"dd/mm/yyyy", MKR_XLSX_DATE},
        {"mmm-yy", MKR_XLSX_MONTH},
        {"[$-809]mmmm\\ yyyy;@", MKR_XLSX_MONTH},
        {"mm/yyyy", MKR_XLSX_MONTH},
        {"yyyy-mm", MKR_XLSX_MONTH},
        {"\"end of\" mmm yy", MKR_XLSX_MONTH}, /* its d is a text */
        {"ddd mmm yy", MKR_XLSX_DATE},
        {"yyyy", MKR_XLSX_DATE},
        {"yyyy h:mm", MKR_XLSX_DATE}, /* minutes */
        {"MMMM", MKR_XLSX_DATE},
        {"[$-F800]dddd", MKR_XLSX_DATE},
        {"d/m/yy h:mm AM/PM", MKR_XLSX_DATE},
        {"h:mm", MKR_XLSX_TIME},
        {"mm:ss.0", MKR_XLSX_TIME},
        {"h AM/PM", MKR_XLSX_TIME},
        {"[h]:mm", MKR_XLSX_ELAPSED},
        {"[mm]:ss", MKR_XLSX_ELAPSED},
        {"\"unclosed d", MKR_XLSX_PLAIN},
        {"[unclosed", MKR_XLSX_PLAIN},
        {"\\", MKR_XLSX_PLAIN},
        {"", MKR_XLSX_PLAIN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(mkr_xlsx_format_of(cases[i].code), cases[i].format);
}

/* ---- merged, hidden, sheets */

#define T(address, text) "<c r=\"" address "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define N(address, value) "<c r=\"" address "\"><v>" value "</v></c>"
#define MERGED(rows, refs)                                                                                   \
    "<worksheet " MAIN "><sheetData>" rows "</sheetData><mergeCells>" refs "</mergeCells></worksheet>"
#define MERGE(ref) "<mergeCell ref=\"" ref "\"/>"

static void repeats_merged_texts(void **state) {
    world *w = *state;
    const char *group = MERGED("<row r=\"1\">" T("A1", "Group") N("B1", "1") "</row><row r=\"2\">" N(
                                   "B2", "2") "</row><row r=\"4\">" N("B4", "4") "</row>",
                               MERGE("A1:A4"));
    assert_string_equal(reads(w, book, group, NULL), "1:Group|1;2:Group|2;4:Group|4;");
    const char *title = MERGED(
        "<row r=\"1\">" T("A1", "Title") "</row><row r=\"2\"><c r=\"A2\"/></row><row r=\"3\">" N("A3", "1")
            N("C3", "2") "</row>",
        MERGE("A1:XFD2"));
    assert_string_equal(reads(w, book, title, NULL), "1:Title|Title|Title;3:1||2;");
    const char *figures = MERGED("<row r=\"1\">" N("A1", "7") "<c r=\"B1\"/></row><row r=\"2\">" T("A2", "x")
                                     N("B2", "1") "</row>",
                                 MERGE("A1:B1") MERGE("A2:B2") MERGE("A9:B9"));
    assert_string_equal(reads(w, book, figures, NULL), "1:7|;2:x|1;");
    const char *over =
        MERGED("<row r=\"1\">" T("A1", "x") "<c r=\"C1\"/></row>", MERGE("A1:B1") MERGE("A1:C1"));
    assert_string_equal(reads(w, book, over, NULL),
                        "x.xlsx:0:0 " DAMAGED "xl/worksheets/sheet1.xml: merged ranges overlap\n");
    const char *wrong = MERGED("", MERGE("B1:A1"));
    assert_string_equal(reads(w, book, wrong, NULL),
                        "x.xlsx:0:0 " DAMAGED "xl/worksheets/sheet1.xml: a merged range has no place\n");
}

static void tells_of_what_is_hidden(void **state) {
    const char *sheet =
        "<worksheet " MAIN
        "><cols><col min=\"1\" max=\"1\"/><col min=\"2\" max=\"16384\" hidden=\"1\"/></cols>"
        "<sheetData><row>" N("A1", "1") N("C1", "2") "<c/></row><row hidden=\"1\"/><row hidden=\"true\">" N(
            "A3", "3") "</row></sheetData></worksheet>";
    assert_string_equal(
        reads(*state, book, sheet, NULL),
        "x.xlsx:0:0 XLSX_HIDDEN hidden rows or columns were read too: rows: 1, the first is 3; columns: "
        "2, the first is B\n1:1||2;3:3||;");
}

static void finds_the_sheet(void **state) {
    world *w = *state;
    const char *one = SHEET("<row>" T("A1", "one") "</row>");
    assert_string_equal(
        reads(w, two_sheets, one, NULL),
        "x.xlsx:0:0 XLSX_SHEETS the workbook has more than one sheet: \"New\" was read, of \"New\", "
        "\"More\"\n1:two;");
    assert_string_equal(reads(w, two_sheets, one, "Old"), "1:one;");
    assert_string_equal(reads(w, book, one, "A & B"), "1:one;");
    assert_string_equal(
        reads(w, two_sheets, one, "Chart"),
        "x.xlsx:0:0 XLSX_SHEET the workbook has no such sheet: \"Chart\"; there are \"Old\" (hidden), "
        "\"New\", \"More\"\n");
    assert_string_equal(reads(w, "<workbook><sheets/></workbook>", one, NULL),
                        "x.xlsx:0:0 " DAMAGED "it has no sheet that can be seen\n");
}

static void counts_from_1904_when_told(void **state) {
    const char *mac =
        "<workbook " MAIN "><workbookPr date1904=\"1\"/><sheets><sheet name=\"S\" r:id=\"rId1\"/></sheets>"
        "</workbook>";
    assert_string_equal(reads(*state, mac, SHEET("<row><c s=\"2\"><v>44103</v></c></row>"), NULL),
                        "1:2024-09-30;");
}

/* ---- hostile and damaged */

static void refuses_hostile_xml(void **state) {
    world *w = *state;
    const char *bomb =
        "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet><sheetData><row><c><v>&a;</v></c></row></sheetData>"
        "</worksheet>";
    assert_string_equal(reads(w, book, bomb, NULL),
                        "x.xlsx:0:0 " DAMAGED
                        "xl/worksheets/sheet1.xml: a document type declaration is not allowed\n");
    assert_non_null(strstr(reads(w, book, "<worksheet><row></worksheet>", NULL), "XLSX_DAMAGED"));
    assert_non_null(strstr(reads(w, book, "<worksheet>&undefined;</worksheet>", NULL), "XLSX_DAMAGED"));
    assert_non_null(strstr(reads(w, book, "", NULL), "XLSX_DAMAGED"));
    assert_string_equal(reads(w, book, "<worksheet>\xE9</worksheet>", NULL),
                        "x.xlsx:0:0 " DAMAGED "xl/worksheets/sheet1.xml: it is not UTF-8\n");
    mkr_buffer deep = mkr_buffer_new(w->arena);
    for (int i = 0; i < 300; i++)
        mkr_buffer_puts(&deep, "<x>");
    assert_non_null(strstr(reads(w, book, mkr_buffer_text(&deep), NULL), "elements are nested too deep"));
    deep.n = 0;
    mkr_buffer_puts(&deep, "<x ");
    for (int i = 0; i < 200; i++)
        mkr_buffer_printf(&deep, "a%d=\"\" ", i);
    assert_non_null(strstr(reads(w, book, mkr_buffer_text(&deep), NULL), "a tag has too many attributes"));
    deep.n = 0;
    for (int i = 0; i < 120; i++)
        mkr_buffer_printf(&deep, "<x xmlns:a%d=\"b\">", i);
    assert_non_null(strstr(reads(w, book, mkr_buffer_text(&deep), NULL), "too many namespaces"));
    deep.n = 0;
    for (int i = 0; i < 200000; i++)
        mkr_buffer_puts(&deep, "abc");
    assert_non_null(strstr(reads(w, book, mkr_buffer_text(&deep), NULL), "a text or tag is too long"));
}

/* A part that unpacks to more than all parts may. */
static void refuses_a_bomb(void **state) {
    world *w = *state;
    size_t n = MKR_TABLE_LARGEST + 2;
    char *zeros = malloc(n);
    memset(zeros, ' ', n - 1);
    zeros[n - 1] = '\0';
    entry parts[] = {{"_rels/.rels", zeros}};
    const char *bytes = pack(w, parts, 1, &n);
    free(zeros);
    assert_true(n < 1 << 20);
    assert_string_equal(show(w, bytes, n, NULL),
                        "x.xlsx:0:0 XLSX_LIMIT the workbook is too much to read: _rels/.rels: it "
                        "unpacks to more than 256 MiB\n");
}

/* Cut short anywhere or with any byte changed: never a crash, and what is read never differs silently in its
 * parts, which have sums. */
static void survives_damage(void **state) {
    world *w = *state;
    entry parts[] = {{"_rels/.rels", package_rels},
                     {"xl/workbook.xml", book},
                     {"xl/_rels/workbook.xml.rels", book_rels},
                     {"xl/sharedStrings.xml", strings},
                     {"xl/styles.xml", styles},
                     {"xl/worksheets/sheet1.xml", SHEET("<row>" T("A1", "one") "</row>")}};
    size_t n;
    const char *bytes = pack(w, parts, 6, &n);
    assert_string_equal(show(w, bytes, n, NULL), "1:one;");
    char *copy = malloc(n);
    for (size_t cut = 0; cut < n; cut += 7) {
        memcpy(copy, bytes, cut);
        assert_non_null(strstr(show(w, copy, cut, NULL), "XLSX_DAMAGED"));
    }
    for (size_t i = 0; i < n; i++) {
        memcpy(copy, bytes, n);
        copy[i] ^= 0x15;
        const char *got = show(w, copy, n, NULL);
        if (strcmp(got, "1:one;") != 0)
            assert_non_null(strstr(got, "x.xlsx:0:0 XLSX_")); /* damaged, or its sizes are too much */
    }
    free(copy);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_texts),
        cmocka_unit_test(keeps_places),
        cmocka_unit_test(makes_rows_as_wide_as_the_widest),
        cmocka_unit_test(refuses_too_many_cells),
        cmocka_unit_test(reads_numbers_by_their_format),
        cmocka_unit_test(says_what_is_wrong_with_cells),
        cmocka_unit_test(refuses_impossible_places),
        cmocka_unit_test(rounds_to_15_digits),
        cmocka_unit_test(writes_percentages),
        cmocka_unit_test(writes_dates),
        cmocka_unit_test(writes_months),
        cmocka_unit_test(writes_times),
        cmocka_unit_test(understands_formats),
        cmocka_unit_test(repeats_merged_texts),
        cmocka_unit_test(tells_of_what_is_hidden),
        cmocka_unit_test(finds_the_sheet),
        cmocka_unit_test(counts_from_1904_when_told),
        cmocka_unit_test(refuses_hostile_xml),
        cmocka_unit_test(refuses_a_bomb),
        cmocka_unit_test(survives_damage),
    };
    return cmocka_run_group_tests_name("xlsx", tests, open_world, close_world);
}
