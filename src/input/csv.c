/* csv.c - read comma-separated values with libcsv and note where each cell stands.
 *
 * libcsv knows no positions, so rows and columns are counted here, as a spreadsheet counts them: a line break
 * inside quotes does not end a row, and a blank row is one. Every cell's text is copied into one block as
 * large as the file: the byte that ends a cell in the file pays for the NUL that ends it here. Not here: what
 * the cells mean (data/). */
#include "input/csv.h"

#include <csv.h>
#include <string.h>

#include "base/utf8.h"

enum { MOST_COLUMNS = 16384 }; /* as in spreadsheets */
enum { CELL_STEP = 1 << 16 }; /* libcsv's buffer for one cell grows by this many bytes */

typedef struct {
    mkr_arena *arena, *scratch;
    char *text; /* where the next cell's text goes */
    MKR_VEC(mkr_cell) now; /* the row being read */
    MKR_VEC(mkr_row) rows;
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
    *MKR_PUSH(r->arena, &r->rows) = (mkr_row){cells, (uint32_t)r->now.n, r->row};
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

/* Offset of the first byte that may not stand in a file of text: malformed UTF-8, or a control character; n
 * if none. Eight printable ASCII bytes pass at a time: none has its high bit set, before or after 0x20 is
 * taken away. */
static size_t find_unusable(const char *s, size_t n) {
    for (size_t i = 0; i < n;) {
        uint64_t eight;
        if (n - i >= sizeof eight) {
            memcpy(&eight, s + i, sizeof eight);
            if (!((eight | (eight - 0x2020202020202020u)) & 0x8080808080808080u)) {
                i += sizeof eight;
                continue;
            }
        }
        unsigned char c = (unsigned char)s[i];
        const char *next = s + i;
        if (c < 0x20 && !is_usual_control(c))
            return i;
        if (mkr_utf8_next(&next, s + n) == MKR_UTF8_BAD)
            return i;
        i = (size_t)(next - s);
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

/* Parse up to the first unusable byte: then libcsv and the counters also know where that byte is. */
static bool parse(reader *r, mkr_diag *diag, struct csv_parser *parser, const char *name, const char *s,
                  size_t n) {
    size_t usable = find_unusable(s, n);
    bool ok = csv_parse(parser, s, usable, end_cell, end_row, r) == usable;
    if (ok && usable < n) {
        unsigned char c = (unsigned char)s[usable];
        return mkr_say(diag, c < 0x20 ? MKR_E_CSV_CONTROL : MKR_E_CSV_NOT_UTF8, here(r, name), "byte %02X",
                       c);
    }
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

bool mkr_csv_read(mkr_arena *arena, mkr_diag *diag, const char *name, const char *bytes, size_t n,
                  mkr_table *out) {
    if (n > MKR_CSV_LARGEST)
        return mkr_say(diag, MKR_E_TOO_LARGE, (mkr_where){name, 0, 0}, NULL);
    if (n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
        n -= 3;
    }
    mkr_arena *scratch = mkr_arena_child(arena);
    struct csv_parser *parser = mkr_alloc(scratch, sizeof *parser);
    csv_init(parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
    csv_set_blk_size(parser, CELL_STEP);
    mkr_arena_defer(scratch, release, parser);
    reader r = {.arena = arena, .scratch = scratch, .text = mkr_alloc(arena, n + 1), .row = 1};
    bool ok = parse(&r, diag, parser, name, bytes, n);
    mkr_arena_free(scratch);
    *out = (mkr_table){name, r.rows.at, r.rows.n};
    return ok;
}

mkr_where mkr_cell_where(const mkr_table *table, const mkr_row *row, const mkr_cell *cell) {
    return (mkr_where){table->file, row->row, (uint32_t)(cell - row->cells) + 1};
}
