/* finance.c - read a budget: what kind of row each is, and its money in pounds.
 *
 * A dash is nought here, as accountants print it; a blank cell is no figure. "(40) FAV" and "82 ADV" say by
 * their word on which side they lie. Not here: what the columns are (finance_head.c), sums, variances and
 * ratings (finance_check.c). */
#include "data/finance.h"

#include <string.h>

#include "base/ascii.h"
#include "data/finance_parts.h"

typedef struct reader {
    mkr_arena *arena;
    mkr_diag *diag;
    const mkr_finance_options *options;
    mkr_finance_head head;
    mkr_finance *f;
} reader;

static const char *text_of(const reader *r, const mkr_row *row, uint32_t cell) {
    return mkr_sheet_text(r->arena, row, cell);
}

static mkr_where where_of(const reader *r, const mkr_row *row, uint32_t cell) {
    return mkr_sheet_where(&r->head.sheet, row, cell);
}

/* ---- money */

/* "-" and "£-": what a spreadsheet's accounting format prints for nought. */
static bool is_dash(const char *s) {
    static const char *const dashes[] = {"-", "\u2013", "\u2014", "\u2212"};
    if (strncmp(s, "£", strlen("£")) == 0)
        s += strlen("£");
    while (*s == ' ')
        s++;
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (strcmp(s, dashes[i]) == 0)
            return true;
    return false;
}

typedef enum side { NO_SIDE, FAVOURABLE, ADVERSE } side;

/* Take "FAV" or "ADV" off the end. */
static side take_side(mkr_arena *arena, const char **text) {
    static const struct {
        const char *word;
        side side;
    } words[] = {{"favourable", FAVOURABLE}, {"adverse", ADVERSE}, {"fav", FAVOURABLE}, {"adv", ADVERSE}};
    size_t n = strlen(*text);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i].word);
        if (n <= length || mkr_same_letters(*text + n - length, words[i].word) < length)
            continue;
        *text = mkr_cell_text(arena, mkr_strndup(arena, *text, n - length));
        return words[i].side;
    }
    return NO_SIDE;
}

/* The scale of a figure as typed: its own, or that of its column. */
static int typed_scale(const mkr_cell_value *v, int8_t scale) {
    if (v->scale)
        return v->scale;
    return v->word && v->word_end - v->word == 1 && mkr_lower(*v->word) == 'm' ? 6 : scale;
}

static bool say_wrong(const reader *r, const mkr_row *row, uint32_t cell, const char *why) {
    return mkr_say(r->diag, MKR_E_DATA_NOT_A_NUMBER, where_of(r, row, cell), "\"%s\": %s",
                   mkr_cell_excerpt(row->cells[cell].text).text, why);
}

static const char *fault_of(const mkr_cell_value *v) {
    if (v->kind == MKR_CELL_WRONG)
        return v->why;
    if (v->nil == MKR_BELOW || v->nil == MKR_ABOVE)
        return "a limit, not a figure";
    return v->percent ? "per cent where money is wanted" : v->month ? "a date" : NULL;
}

static bool read_money(const reader *r, const mkr_row *row, uint32_t cell, int8_t scale, mkr_money *out) {
    const char *text = text_of(r, row, cell), *why;
    side on = take_side(r->arena, &text);
    mkr_cell_value v;
    mkr_decimal d;
    if (is_dash(text)) {
        mkr_coerced(r->diag, where_of(r, row, cell), "a dash read as nought", row->cells[cell].text, "0");
        *out = (mkr_money){.known = true};
        return true;
    }
    mkr_cell_read(text, &r->options->scheme->reading, &v);
    if ((why = fault_of(&v)) != NULL)
        return say_wrong(r, row, cell, why);
    *out = (mkr_money){.nil = (uint8_t)v.nil, .marks = v.marks};
    if (v.kind == MKR_CELL_NIL)
        return true;
    const char *unit = mkr_finance_unit_name(scale);
    if (!mkr_cell_in_unit(&v, unit, &d, &why))
        return say_wrong(r, row, cell, why);
    out->known = true;
    out->nano = mkr_wide_of(d) * mkr_finance_ten_to(scale);
    out->slack = mkr_finance_ten_to(MKR_WIDE_PLACES + typed_scale(&v, scale) - v.number.places) / 2;
    if (!mkr_finance_in_range(out->nano))
        return mkr_say(r->diag, MKR_E_DATA_RANGE, where_of(r, row, cell), "\"%s\"",
                       mkr_cell_excerpt(row->cells[cell].text).text);
    if (on)
        out->nano = on == ADVERSE ? mkr_wide_abs(out->nano) : -mkr_wide_abs(out->nano);
    if (v.how || on) {
        char to[MKR_DECIMAL_PLAIN];
        bool minus = on ? out->nano < 0 : d.units < 0;
        mkr_decimal_plain(
            to, (mkr_decimal){minus ? -mkr_decimal_abs(d).units : mkr_decimal_abs(d).units, d.places});
        mkr_coerced(r->diag, where_of(r, row, cell), on ? "the side read from its word" : v.how,
                    row->cells[cell].text, to);
    }
    return true;
}

/* The unit that a row says for itself, else that of the column. */
static bool row_scale(const reader *r, const mkr_row *row, int8_t *scale, bool *own) {
    uint32_t cell = r->head.cell[MKR_FINANCE_UNIT];
    const char *text = text_of(r, row, cell);
    *own = *text;
    if (!*text || mkr_finance_unit(text, scale))
        return true;
    return mkr_say(r->diag, MKR_E_FINANCE_UNIT, where_of(r, row, cell), "\"%s\"",
                   mkr_cell_excerpt(text).text);
}

/* ---- the kind of a row */

static bool has_figures(const reader *r, const mkr_row *row) {
    for (size_t i = 0; i < r->f->n_columns; i++)
        if (r->f->columns[i].cell != MKR_FINANCE_NONE && *text_of(r, row, r->f->columns[i].cell))
            return true;
    return false;
}

static bool begins(const char *key, const char *with) {
    return strncmp(key, with, strlen(with)) == 0;
}

/* Without a level column a row is what its words say, with a notice. */
static mkr_finance_kind guess_kind(const reader *r, const mkr_row *row, const char *name) {
    static const char *const kinds[] = {"", "a group", "a subtotal", "a total"};
    char key[MKR_WORD_KEY] = "";
    mkr_finance_kind kind = MKR_FINANCE_LINE;
    mkr_word_key(name, key);
    if (begins(key, "subtotal"))
        kind = MKR_FINANCE_SUBTOTAL;
    else if (begins(key, "total") || begins(key, "grandtotal"))
        kind = MKR_FINANCE_TOTAL;
    else if (!has_figures(r, row))
        kind = MKR_FINANCE_GROUP;
    if (kind)
        mkr_say(r->diag, MKR_E_FINANCE_KIND, where_of(r, row, r->head.cell[MKR_FINANCE_NAME]), "\"%s\" is %s",
                mkr_cell_excerpt(name).text, kinds[kind]);
    return kind;
}

static bool read_kind(const reader *r, const mkr_row *row, const char *name, mkr_finance_kind *out) {
    static const char *const words[] = {"line lines service item detail row", "group heading header section",
                                        "subtotal sub", "total grandtotal"};
    uint32_t cell = r->head.cell[MKR_FINANCE_LEVEL];
    const char *text = text_of(r, row, cell);
    char key[MKR_WORD_KEY];
    *out = MKR_FINANCE_LINE;
    if (cell == MKR_NO_CELL)
        *out = guess_kind(r, row, name);
    if (!*text)
        return true;
    for (int i = MKR_FINANCE_LINE; i <= MKR_FINANCE_TOTAL; i++)
        if (mkr_word_key(text, key) && mkr_is_among(words[i], key)) {
            *out = (mkr_finance_kind)i;
            return true;
        }
    return mkr_say(r->diag, MKR_E_FINANCE_LEVEL, where_of(r, row, cell), "\"%s\"",
                   mkr_cell_excerpt(text).text);
}

/* ---- other cells */

static bool read_rule(const reader *r, const mkr_row *row, const mkr_rule **out) {
    uint32_t cell = r->head.cell[MKR_FINANCE_RULE];
    const char *name = text_of(r, row, cell);
    *out = r->options->rule;
    if (!*name)
        return true;
    *out = mkr_scheme_find(r->options->scheme, name);
    return *out || mkr_say(r->diag, MKR_E_FINANCE_RULE, where_of(r, row, cell),
                           "the house style has no rule \"%s\"", mkr_cell_excerpt(name).text);
}

static bool read_rating(const reader *r, const mkr_row *row, mkr_rating *out) {
    static const char *const words[MKR_RATINGS] = {"unrated na", "green g", "lightgreen lg yellow",
                                                   "amber a",    "red r",   "blue b"};
    const char *text = text_of(r, row, r->f->rating_cell);
    char key[MKR_WORD_KEY];
    *out = MKR_UNRATED;
    for (int i = 0; *text && i < MKR_RATINGS; i++)
        if (mkr_word_key(text, key) && mkr_is_among(words[i], key)) {
            *out = (mkr_rating)i;
            return true;
        }
    return !*text || mkr_say(r->diag, MKR_E_FINANCE_RATING, where_of(r, row, r->f->rating_cell),
                             "\"%s\" is no rating", mkr_cell_excerpt(text).text);
}

/* "-3.1%", "(3.1)", "3.1 FAV"; a blank, a dash or n/a is none. */
static bool read_percent(const reader *r, const mkr_row *row, mkr_finance_row *out) {
    uint32_t cell = r->f->percent_cell;
    const char *text = text_of(r, row, cell), *why = "not per cent";
    side on = take_side(r->arena, &text);
    mkr_cell_value v;
    mkr_cell_read(text, &r->options->scheme->reading, &v);
    if (v.kind == MKR_CELL_NIL && v.nil != MKR_BELOW && v.nil != MKR_ABOVE)
        return true;
    if (v.kind != MKR_CELL_NUMBER)
        return say_wrong(r, row, cell, v.why ? v.why : "a limit, not a figure");
    if (!mkr_cell_in_unit(&v, "%", &out->typed_percent, &why))
        return say_wrong(r, row, cell, why);
    out->percent_typed = true;
    if (on) {
        out->typed_percent = mkr_decimal_abs(out->typed_percent);
        out->typed_percent.units *= on == ADVERSE ? 1 : -1;
    }
    return true;
}

/* "[1]", "(1)" or "1". */
static const char *read_note(const reader *r, const mkr_row *row) {
    const char *text = text_of(r, row, r->head.cell[MKR_FINANCE_NOTE]);
    size_t n = strlen(text);
    if (n > 2 && ((*text == '[' && text[n - 1] == ']') || (*text == '(' && text[n - 1] == ')')))
        return mkr_strndup(r->arena, text + 1, n - 2);
    return text;
}

/* ---- rows */

static bool read_figures(const reader *r, const mkr_row *row, mkr_finance_row *out) {
    int8_t scale = 0;
    bool own, ok = row_scale(r, row, &scale, &own);
    for (size_t i = 0; i < r->f->n_columns; i++) {
        const mkr_finance_column *c = &r->f->columns[i];
        if (c->cell != MKR_FINANCE_NONE)
            ok &= read_money(r, row, c->cell, own ? scale : c->scale, &out->money[i]);
        else
            out->money[i].nil = MKR_NOT_AVAILABLE;
    }
    if (r->f->percent_cell != MKR_NO_CELL)
        ok &= read_percent(r, row, out);
    return ok;
}

static void read_row(reader *r, const mkr_row *row) {
    uint32_t name_cell = r->head.cell[MKR_FINANCE_NAME];
    if (!mkr_sheet_fits(r->diag, &r->head.sheet, row))
        return;
    const char *name = text_of(r, row, name_cell);
    mkr_finance_row *out = &r->f->rows[r->f->n_rows];
    *out = (mkr_finance_row){.name = name, .note = read_note(r, row), .where = where_of(r, row, 0)};
    if (!*name) {
        mkr_say(r->diag, MKR_E_FINANCE_NO_NAME, where_of(r, row, name_cell), NULL);
        return;
    }
    bool ok = read_kind(r, row, name, &out->kind);
    if (ok && out->kind == MKR_FINANCE_GROUP && has_figures(r, row))
        ok = mkr_say(r->diag, MKR_E_FINANCE_LEVEL, out->where, "\"%s\" is a group, and has figures",
                     mkr_cell_excerpt(name).text);
    out->money = mkr_alloc_array(r->arena, r->f->n_columns, sizeof *out->money);
    if (out->kind != MKR_FINANCE_GROUP) {
        ok &= read_figures(r, row, out);
        ok &= read_rule(r, row, &out->rule);
        ok &= read_rating(r, row, &out->typed_rating);
    }
    r->f->n_rows += ok;
}

bool mkr_finance_read(mkr_arena *arena, mkr_diag *diag, const mkr_table *table,
                      const mkr_finance_options *options, mkr_finance *out) {
    size_t errors = diag->said[MKR_ERROR];
    reader r = {.arena = arena, .diag = diag, .options = options, .f = out};
    *out = (mkr_finance){0};
    if (!mkr_finance_map(arena, diag, table, options, &r.head, out))
        return false;
    size_t n = table->n - r.head.sheet.first;
    if (!n)
        return mkr_say(diag, MKR_E_DATA_NO_ROWS, mkr_sheet_where(&r.head.sheet, r.head.sheet.head, 0), NULL);
    out->rows = mkr_alloc_array(arena, n, sizeof *out->rows);
    for (size_t i = 0; i < n; i++)
        read_row(&r, &table->rows[r.head.sheet.first + i]);
    if (diag->said[MKR_ERROR] != errors)
        return false;
    mkr_finance_add_up(arena, diag, out);
    mkr_finance_compare(arena, diag, out);
    mkr_finance_rate(diag, options, out);
    return diag->said[MKR_ERROR] == errors;
}

/* ---- printing */

mkr_wide mkr_finance_ten_to(int power) {
    mkr_wide n = 1;
    for (; power > 0; power--)
        n *= 10;
    return n;
}

bool mkr_finance_in_range(mkr_wide nano) {
    return mkr_wide_abs(nano) < mkr_finance_ten_to(MKR_FINANCE_LARGEST + MKR_WIDE_PLACES);
}

/* What one unit in the last printed place is, in 10^-9 pounds. */
static mkr_wide step_of(int8_t scale, uint8_t places) {
    return mkr_finance_ten_to(MKR_WIDE_PLACES + scale - places);
}

char *mkr_money_print(mkr_arena *arena, mkr_wide nano, int8_t scale, uint8_t places, bool brackets) {
    mkr_wide step = step_of(scale, places), half = nano < 0 ? -step / 2 : step / 2;
    const mkr_wide most = 99999999999999999; /* only a figure that has been refused is beyond this */
    mkr_wide units = (nano + half) / step;
    mkr_decimal d = {(int64_t)(units > most ? most : units < -most ? -most : units), places};
    if (d.units >= 0 || !brackets)
        return mkr_decimal_print(arena, d, places);
    return mkr_printf(arena, "(%s)", mkr_decimal_print(arena, mkr_decimal_abs(d), places));
}

bool mkr_finance_rounds(const mkr_finance *finance, int8_t scale, uint8_t places) {
    mkr_wide step = step_of(scale, places);
    for (size_t i = 0; i < finance->n_rows; i++)
        for (size_t c = 0; c < finance->n_columns; c++)
            if (finance->rows[i].money[c].nano % step != 0)
                return true;
    return false;
}

uint8_t mkr_finance_places(const mkr_finance *finance, int8_t scale) {
    uint8_t places = scale >= 6;
    while (scale >= 6 && places < 3 && mkr_finance_rounds(finance, scale, places))
        places++;
    return places;
}
