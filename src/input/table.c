/* table.c - tell what a file of data is by its first bytes, and have it read.
 *
 * The name alone proves nothing: what arrives as data.csv may be a workbook under another name, or the page
 * that asked for a password when somebody thought they had fetched the file. */
#include "input/table.h"

#include "base/ascii.h"
#include "input/csv.h"
#include "input/xlsx.h"

static bool begins(const char *s, size_t n, const char *with, size_t length) {
    return n >= length && memcmp(s, with, length) == 0;
}

static bool begins_word(const char *s, size_t n, const char *word) {
    size_t i = 0;
    while (i < n && word[i] && mkr_lower(s[i]) == word[i])
        i++;
    return word[i] == '\0';
}

static bool holds(const char *s, size_t n, const char *what, size_t length) {
    for (const char *p = s, *end = s + n; (p = memchr(p, *what, (size_t)(end - p))) != NULL; p++)
        if (begins(p, (size_t)(end - p), what, length))
            return true;
    return false;
}

/* The stream that holds a locked workbook ([MS-OFFCRYPTO] 2.3.4.4), in UTF-16. */
#define LOCKED "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"

/* What a compound file ([MS-CFB]) holds: it is what old Office files are, and what new ones are put into when
 * they are locked. */
static const char *name_compound(const char *s, size_t n) {
    return holds(s, n, LOCKED, sizeof LOCKED - 1)
               ? "it is a workbook with a password; take the password off and save it again"
               : "it is an old Excel workbook (.xls)";
}

static bool is_web_page(const char *s, size_t n) {
    static const char *const tags[] = {"<!doctype", "<html", "<head", "<body", "<meta", "<table", "<script"};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (begins_word(s, n, tags[i]))
            return true;
    return false;
}

/* What is known not to be a table, in words; NULL: it may be one. */
static const char *name_kind(const char *s, size_t n) {
    if (begins(s, n, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8))
        return name_compound(s, n);
    if (begins(s, n, "%PDF-", 5))
        return "it is a PDF file";
    if (begins(s, n, "{\\rtf", 5))
        return "it is a word processor's file (.rtf)";
    if (begins(s, n, "\xEF\xBB\xBF", 3)) {
        s += 3;
        n -= 3;
    }
    while (n && (*s == ' ' || *s == '\t' || *s == '\r' || *s == '\n')) {
        s++;
        n--;
    }
    if (is_web_page(s, n))
        return "it is a web page, perhaps one that asks to sign in";
    return begins_word(s, n, "<?xml") ? "it is an XML file" : NULL;
}

static bool is_zip(const char *s, size_t n) {
    return begins(s, n, "PK\x03\x04", 4) || begins(s, n, "PK\x05\x06", 4);
}

/* The first entry of an OpenDocument file is called mimetype and names it, uncompressed. */
static bool is_open_document(const char *s, size_t n) {
    static const char type[] = "mimetypeapplication/vnd.oasis.opendocument";
    return n > 30 && begins(s + 30, n - 30, type, sizeof type - 1);
}

static bool is_called_xlsx(const char *name) {
    size_t n = strlen(name);
    return n >= 5 && mkr_same_letters(name + n - 5, ".xlsx") == 5;
}

bool mkr_table_read(mkr_arena *arena, mkr_diag *diag, const char *name, const char *bytes, size_t n,
                    const mkr_dialect *dialect, mkr_table *out) {
    mkr_where file = {.file = name};
    bool workbook = is_called_xlsx(name);
    *out = (mkr_table){.file = name};
    if (n > MKR_TABLE_LARGEST)
        return mkr_say(diag, MKR_E_TOO_LARGE, file, NULL);
    const char *kind = name_kind(bytes, n);
    if (!kind && is_open_document(bytes, n))
        kind = "it is an OpenDocument file (.ods or the like)";
    if (kind)
        return mkr_say(diag, MKR_E_TABLE_KIND, file, "%s", kind);
    if (!workbook && is_zip(bytes, n))
        return mkr_say(diag, MKR_E_CSV_IS_WORKBOOK, file, NULL);
    if (workbook && !is_zip(bytes, n))
        return mkr_say(diag, MKR_E_TABLE_KIND, file, "it is called .xlsx but is no Excel workbook");
    if (workbook)
        return mkr_xlsx_read(arena, diag, name, bytes, n, dialect->sheet, out);
    if (dialect->sheet)
        return mkr_say(diag, MKR_E_BAD_OPTION, file,
                       "the sheet \"%s\" is asked for, but this is CSV, which has none", dialect->sheet);
    return mkr_csv_read(arena, diag, name, bytes, n, dialect, out);
}

mkr_where mkr_cell_where(const mkr_table *table, const mkr_row *row, const mkr_cell *cell) {
    return (mkr_where){table->file, row->row, (uint32_t)(cell - row->cells) + 1};
}
