/* csv.c - read delimited text with libcsv and note where each cell stands.
 *
 * libcsv knows no positions, so rows and columns are counted here, as a spreadsheet counts them: a line break
 * inside quotes does not end a row, and a blank row is one. Every cell's text is copied into one block as
 * large as the file: the byte that ends a cell in the file pays for the NUL that ends it here.
 *
 * Which character parts the cells: the one that a first line "sep=;" names; else whichever of comma,
 * semicolon, tab and bar parts the first twenty rows into most cells evenly. For each, take the number of
 * times it stands in a row outside quotes, and how many rows agree on that number; the largest product wins,
 * the comma when they are equal. A title above the header or a semicolon in a sentence finds no rows that
 * agree with it. A character on which no two rows agree does not count, unless there is one row only. Not
 * here: what the cells mean (data/). */
#include "input/csv.h"

#include <csv.h>
#include <string.h>

#include "base/ascii.h"
#include "input/encoding.h"

enum { MOST_COLUMNS = 16384 }; /* as in spreadsheets */
enum { CELL_STEP = 1 << 16 }; /* libcsv's buffer for one cell grows by this many bytes */

/* ---- which character parts the cells */

enum { DELIMITERS = 4, SAMPLE_ROWS = 20, SAMPLE_BYTES = 1 << 20 };

static const char delimiters[DELIMITERS] = {',', ';', '\t', '|'};
static const char *const delimiter_names[DELIMITERS] = {"commas", "semicolons", "tabs", "bars"};

typedef struct {
    uint32_t times[SAMPLE_ROWS][DELIMITERS];
    int n;
} sample;

/* Count the delimiters of the row that begins at *at and step over it. False when it is blank. */
static bool sample_row(const char **at, const char *end, uint32_t times[DELIMITERS]) {
    bool quoted = false, has_text = false;
    const char *p = *at;
    for (; p < end && (quoted || (*p != '\n' && *p != '\r')); p++) {
        if (*p == '"')
            quoted = !quoted;
        has_text = has_text || (*p != ' ' && *p != '\t');
        for (int d = 0; d < DELIMITERS; d++)
            times[d] += !quoted && *p == delimiters[d];
    }
    *at = p < end ? p + 1 : end;
    return has_text;
}

static uint64_t evenness(const sample *rows, int d) {
    uint64_t best = 0;
    for (int i = 0; i < rows->n; i++) {
        uint64_t agree = 0;
        for (int k = 0; k < rows->n; k++)
            agree += rows->times[k][d] == rows->times[i][d];
        uint64_t product = agree * rows->times[i][d];
        if ((agree > 1 || rows->n == 1) && product > best)
            best = product;
    }
    return best;
}

static int find_delimiter(const char *s, size_t n) {
    sample rows = {.n = 0};
    const char *end = s + (n < SAMPLE_BYTES ? n : SAMPLE_BYTES);
    while (s < end && rows.n < SAMPLE_ROWS) {
        if (sample_row(&s, end, rows.times[rows.n]))
            rows.n++;
        else
            memset(rows.times[rows.n], 0, sizeof *rows.times);
    }
    int best = 0;
    for (int d = 1; d < DELIMITERS; d++)
        if (evenness(&rows, d) > evenness(&rows, best))
            best = d;
    return best;
}

size_t mkr_csv_advice(const char *s, size_t n, char *delimiter) {
    bool is = n >= 5 && mkr_lower(s[0]) == 's' && mkr_lower(s[1]) == 'e' && mkr_lower(s[2]) == 'p' &&
              s[3] == '=' && memchr(delimiters, s[4], DELIMITERS);
    if (!is || (n > 5 && s[5] != '\r' && s[5] != '\n'))
        return 0;
    *delimiter = s[4];
    return n == 5 ? 5 : n > 6 && s[5] == '\r' && s[6] == '\n' ? 7 : 6;
}

/* ---- cells and rows */

typedef struct {
    mkr_arena *arena, *scratch;
    char *text; /* where the next cell's text goes */
    MKR_VEC(mkr_cell) now; /* the row being read */
    MKR_VEC(mkr_row) rows; /* in scratch until all are there */
    uint32_t row; /* its number */
    int ended_by; /* the byte that ended the row before, 0 after a cell */
    bool has_text; /* does the row being read have any? */
    uint32_t too_wide; /* number of the first row with too many cells, 0: none */
} reader;

static bool is_blank(const char *s, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (s[i] != ' ' && s[i] != '\t' && s[i] != '\r' && s[i] != '\n')
            return false;
    return true;
}

static void end_cell(void *bytes, size_t n, void *user) {
    reader *r = user;
    r->ended_by = 0;
    if (r->now.n == MOST_COLUMNS) {
        if (!r->too_wide)
            r->too_wide = r->row;
        return;
    }
    mkr_cell *cell = MKR_PUSH(r->scratch, &r->now);
    cell->text = "";
    if (n == 0)
        return;
    memcpy(r->text, bytes, n);
    r->text[n] = '\0';
    cell->text = r->text;
    r->text += n + 1;
    r->has_text = r->has_text || !is_blank(cell->text, n);
}

static void keep_row(reader *r) {
    mkr_cell *cells = mkr_alloc_array(r->arena, r->now.n, sizeof *cells);
    memcpy(cells, r->now.at, r->now.n * sizeof *cells);
    *MKR_PUSH(r->scratch, &r->rows) = (mkr_row){cells, (uint32_t)r->now.n, r->row};
}

static void end_row(int c, void *user) {
    reader *r = user;
    bool second_half = c == CSV_LF && r->ended_by == CSV_CR; /* of CRLF */
    r->ended_by = c;
    if (second_half)
        return;
    if (r->has_text)
        keep_row(r);
    r->now.n = 0;
    r->has_text = false;
    r->row++;
}

static bool is_usual_control(unsigned char c) {
    return c == '\t' || c == '\n' || c == '\r';
}

/* Offset of the first control character that may not stand in a file of text; n if none. Of eight bytes,
 * those below 0x20 are found at a time: taking 0x20 away borrows from above only where the byte was below. */
static size_t find_control(const char *s, size_t n) {
    for (size_t i = 0; i < n;) {
        uint64_t eight;
        if (n - i >= sizeof eight) {
            memcpy(&eight, s + i, sizeof eight);
            if (!((eight - 0x2020202020202020u) & ~eight & 0x8080808080808080u)) {
                i += sizeof eight;
                continue;
            }
        }
        unsigned char c = (unsigned char)s[i];
        if (c < 0x20 && !is_usual_control(c))
            return i;
        i++;
    }
    return n;
}

static mkr_where here(const reader *r, const char *name) {
    return (mkr_where){name, r->row, (uint32_t)r->now.n + 1};
}

static bool say_quotes(mkr_diag *diag, const struct csv_parser *parser, mkr_where where, bool at_end) {
    const char *what = at_end ? "the quote that opens here is never closed"
                       : parser->quoted
                           ? "text follows a closing quote; a quote inside quotes is written twice"
                           : "a quote inside a cell that does not begin with one";
    return mkr_say(diag, MKR_E_CSV_QUOTES, where, "%s", what);
}

/* Parse up to the first control character: then libcsv and the counters also know where it is. */
static bool parse(reader *r, mkr_diag *diag, struct csv_parser *parser, const char *name, const char *s,
                  size_t n) {
    size_t usable = find_control(s, n);
    bool ok = csv_parse(parser, s, usable, end_cell, end_row, r) == usable;
    if (ok && usable < n)
        return mkr_say(diag, MKR_E_CSV_CONTROL, here(r, name), "byte %02X", (unsigned char)s[usable]);
    bool at_end = ok;
    ok = ok && csv_fini(parser, end_cell, end_row, r) == 0;
    if (!ok && csv_error(parser) == CSV_EPARSE)
        return say_quotes(diag, parser, here(r, name), at_end);
    if (!ok)
        return mkr_say(diag, MKR_E_NO_MEMORY, here(r, name), NULL);
    if (r->too_wide)
        return mkr_say(diag, MKR_E_CSV_TOO_WIDE, (mkr_where){name, r->too_wide, MOST_COLUMNS + 1},
                       "at most %d", MOST_COLUMNS);
    return true;
}

static void release(void *parser) {
    csv_free(parser);
}

/* The delimiter, and *s and *n without the line that names it. */
static char settle_delimiter(mkr_diag *diag, const char *name, const mkr_dialect *dialect, const char **s,
                             size_t *n) {
    char named = 0;
    size_t advice = mkr_csv_advice(*s, *n, &named);
    *s += advice;
    *n -= advice;
    if (dialect->delimiter)
        return dialect->delimiter;
    if (named)
        return named;
    int found = find_delimiter(*s, *n);
    if (found != 0)
        mkr_say(diag, MKR_E_CSV_DELIMITER, (mkr_where){.file = name}, "%s part them", delimiter_names[found]);
    return delimiters[found];
}

bool mkr_csv_read(mkr_arena *arena, mkr_diag *diag, const char *name, const char *bytes, size_t n,
                  const mkr_dialect *dialect, mkr_table *out) {
    *out = (mkr_table){.file = name};
    if (n > MKR_TABLE_LARGEST)
        return mkr_say(diag, MKR_E_TOO_LARGE, (mkr_where){.file = name}, NULL);
    mkr_arena *scratch = mkr_arena_child(arena);
    bool ok = mkr_encoding_read(scratch, diag, name, dialect->encoding, &bytes, &n);
    if (ok) {
        struct csv_parser *parser = mkr_alloc(scratch, sizeof *parser);
        csv_init(parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
        csv_set_delim(parser, (unsigned char)settle_delimiter(diag, name, dialect, &bytes, &n));
        csv_set_blk_size(parser, CELL_STEP);
        mkr_arena_defer(scratch, release, parser);
        reader r = {.arena = arena, .scratch = scratch, .text = mkr_alloc(arena, n + 1), .row = 1};
        ok = parse(&r, diag, parser, name, bytes, n);
        mkr_row *rows = mkr_alloc_array(arena, r.rows.n, sizeof *rows);
        if (r.rows.n)
            memcpy(rows, r.rows.at, r.rows.n * sizeof *rows);
        out->rows = rows;
        out->n = r.rows.n;
    }
    mkr_arena_free(scratch);
    return ok;
}
