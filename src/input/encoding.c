/* encoding.c - tell the encoding of a file of text and give its text as UTF-8.
 *
 * A byte-order mark settles it. Without one, UTF-16 shows itself by NUL bytes in every other place, and text
 * that is valid UTF-8 is UTF-8: what any other encoding makes of letters outside ASCII is not. What is left
 * is Windows-1252, in which spreadsheets write plain CSV in Britain; since that is a conclusion it is said. A
 * file with characters of both kinds was put together from two: whichever were chosen, some would come out
 * wrong.
 *
 * Text may also have been wrong before it was saved: UTF-8 read as Windows-1252 and saved as UTF-8 turns a
 * pound sign into two characters, A-circumflex and pound sign. It is left as it is, with a warning.
 *
 * The conversions are iconv's. Places are rows as a spreadsheet counts them; which column is not known yet.
 */
#include "input/encoding.h"

#include <iconv.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "input/csv.h"

typedef struct {
    mkr_diag *diag;
    const char *name;
    const char *at;
    size_t n;
} source;

typedef struct {
    const char *asked; /* what mkr_dialect calls it */
    const char *iconv; /* what iconv calls it; NULL: no conversion */
    const char *title;
    const char *mark;
} encoding;

enum { UTF_8, UTF_16LE, UTF_16BE, WINDOWS_1252, ENCODINGS };

static const encoding encodings[ENCODINGS] = {
    [UTF_8] = {"utf-8", NULL, "UTF-8", "\xEF\xBB\xBF"},
    [UTF_16LE] = {"utf-16le", "UTF-16LE", "UTF-16", "\xFF\xFE"},
    [UTF_16BE] = {"utf-16be", "UTF-16BE", "UTF-16", "\xFE\xFF"},
    [WINDOWS_1252] = {"windows-1252", "CP1252", "Windows-1252", ""},
};

/* ---- places */

/* The row in which the byte at offset `to` of a text stands. Line ends in quotes end no row. */
static uint32_t row_at(const char *s, size_t to) {
    char unused;
    uint32_t row = 1;
    bool quoted = false;
    for (size_t i = mkr_csv_advice(s, to, &unused); i < to; i++) {
        if (s[i] == '"')
            quoted = !quoted;
        else if (!quoted && (s[i] == '\r' || (s[i] == '\n' && (i == 0 || s[i - 1] != '\r'))))
            row++;
    }
    return row;
}

static mkr_where place(const source *s, size_t offset) {
    return (mkr_where){s->name, row_at(s->at, offset), 1};
}

/* ---- text that was encoded twice */

/* The byte that Windows-1252 has for a character; the five bytes it leaves undefined stand for themselves, as
 * in the WHATWG Encoding Standard. -1: none. */
static int byte_of(uint32_t c) {
    static const uint16_t from_80[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                         0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                         0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                         0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
    if (c < 0x80 || (c >= 0xA0 && c < 0x100))
        return (int)c;
    for (int i = 0; i < 32; i++)
        if (from_80[i] == c)
            return 0x80 + i;
    return -1;
}

typedef struct {
    const char *at;
    size_t bytes;
    uint32_t should_be;
} twice;

/* Is there, at a character of several bytes, one that was encoded twice? Only what turns into a letter below
 * U+0180, punctuation or a symbol (U+2000 to U+2FFF), a ligature or byte-order mark (U+FB00 up) or an emoji
 * counts: an e-acute before a closing quote and a dash is then no Chinese character. */
static bool is_twice(const char *s, const char *end, twice *out) {
    char bytes[4];
    size_t n = 0, need = 1;
    const char *p = s;
    while (n < need) {
        uint32_t c = p < end ? mkr_utf8_next(&p, end) : MKR_UTF8_BAD;
        int byte = c == MKR_UTF8_BAD ? -1 : byte_of(c);
        if (byte < 0x80)
            return false;
        if (n == 0)
            need = byte >= 0xC2 && byte <= 0xC5 ? 2 : byte == 0xE2 || byte == 0xEF ? 3 : byte == 0xF0 ? 4 : 0;
        if (need == 0)
            return false;
        bytes[n++] = (char)byte;
    }
    const char *from = bytes;
    out->at = s;
    out->bytes = (size_t)(p - s);
    out->should_be = mkr_utf8_next(&from, bytes + n);
    return out->should_be != MKR_UTF8_BAD;
}

bool mkr_encoding_twice(const char *s, const char *end, size_t *bytes, uint32_t *should_be) {
    twice t;
    if (!is_twice(s, end, &t))
        return false;
    *bytes = t.bytes;
    *should_be = t.should_be;
    return true;
}

static void say_twice(const source *s, const twice *first, size_t more) {
    char says[16] = "", should[5] = "", others[48] = "";
    for (const char *p = first->at, *from = p; p < first->at + first->bytes; from = p)
        if (mkr_utf8_next(&p, first->at + first->bytes) >= 0xA0) /* the rest is invisible */
            strncat(says, from, (size_t)(p - from));
    mkr_utf8_put(first->should_be, should);
    if (more)
        snprintf(others, sizeof others, ", and %zu more like it", more);
    mkr_say(s->diag, MKR_E_CSV_TWICE, place(s, (size_t)(first->at - s->at)),
            "it says \"%s\", probably for \"%s\"%s", says, should, others);
}

/* ---- UTF-8 or not */

typedef struct {
    size_t bad; /* offset of the first byte that is not UTF-8, the length if there is none */
    size_t several; /* offset of the first character of several bytes, likewise */
    twice first;
    size_t twices;
} survey;

static survey look(const source *s) {
    survey found = {.bad = s->n, .several = s->n};
    const char *p = s->at, *end = s->at + s->n;
    while (p < end) {
        uint64_t eight;
        if (end - p >= (ptrdiff_t)sizeof eight) {
            memcpy(&eight, p, sizeof eight);
            if (!(eight & 0x8080808080808080u)) {
                p += sizeof eight;
                continue;
            }
        }
        const char *from = p;
        uint32_t c = mkr_utf8_next(&p, end);
        size_t offset = (size_t)(from - s->at);
        if (c == MKR_UTF8_BAD)
            found.bad = offset < found.bad ? offset : found.bad;
        if (c < 0x80 || c == MKR_UTF8_BAD)
            continue;
        found.several = offset < found.several ? offset : found.several;
        twice t;
        if (is_twice(from, end, &t)) {
            found.first = found.twices++ ? found.first : t;
            p = from + t.bytes;
        }
    }
    return found;
}

static bool say_bad(const source *s, size_t offset, const char *title) {
    return mkr_say(s->diag, MKR_E_CSV_BYTE, place(s, offset), "byte %02X in %s", (unsigned char)s->at[offset],
                   title);
}

/* ---- conversion */

static void close_iconv(void *cd) {
    iconv_close(cd);
}

/* How many bytes the text may have as UTF-8: 3 for each unit of UTF-16, or for each byte outside ASCII. */
static size_t room_for(const source *s, const encoding *e) {
    if (e != &encodings[WINDOWS_1252])
        return s->n / 2 * 3;
    size_t room = s->n;
    for (size_t i = 0; i < s->n; i++)
        room += (unsigned char)s->at[i] >= 0x80 ? 2 : 0;
    return room;
}

static bool convert(mkr_arena *arena, const source *s, const encoding *e, const char **bytes, size_t *n) {
    iconv_t cd = iconv_open("UTF-8", e->iconv);
    if (cd == (iconv_t)-1)
        return mkr_say(s->diag, MKR_E_CANNOT_READ, (mkr_where){.file = s->name},
                       "this system cannot convert %s", e->title);
    mkr_arena_defer(arena, close_iconv, cd);
    size_t left = s->n, room = room_for(s, e);
    char *text = mkr_alloc(arena, room + 1), *to = text;
    char *from = (char *)s->at; /* iconv only reads it */
    size_t failed = iconv(cd, &from, &left, &to, &room);
    *bytes = text;
    *n = (size_t)(to - text);
    if (failed != (size_t)-1)
        return true;
    mkr_where where = {s->name, row_at(text, *n), 1};
    if (e == &encodings[WINDOWS_1252])
        return mkr_say(s->diag, MKR_E_CSV_BYTE, where, "byte %02X in %s", (unsigned char)*from, e->title);
    return mkr_say(s->diag, MKR_E_CSV_BYTE, where, "%s in %s",
                   left < 2 ? "half a character at the end" : "half a surrogate pair", e->title);
}

/* ---- which encoding */

/* UTF-16 without a mark: in the first line most characters are ASCII, so one byte of each pair is NUL, and it
 * is always the same one. */
static int utf_16_without_mark(const source *s) {
    size_t pairs = 0, first = 0, second = 0;
    for (size_t i = 0; i + 1 < s->n && pairs < 256; i += 2, pairs++) {
        char a = s->at[i], b = s->at[i + 1];
        if (pairs && (a == '\n' || a == '\r' || b == '\n' || b == '\r') && (!a || !b))
            break;
        first += !a;
        second += !b;
    }
    if (pairs < 2 || (first && second))
        return UTF_8;
    return second * 4 >= pairs * 3 ? UTF_16LE : first * 4 >= pairs * 3 ? UTF_16BE : UTF_8;
}

static bool is_marked(const source *s, const encoding *e) {
    size_t mark = strlen(e->mark);
    return mark && s->n >= mark && memcmp(s->at, e->mark, mark) == 0;
}

/* UTF-8 also stands for not knowing; `sure` tells the two apart. */
static int find(const source *s, const char *asked, bool *sure) {
    *sure = true;
    for (int i = 0; i < ENCODINGS; i++)
        if (asked ? strcmp(asked, encodings[i].asked) == 0 : is_marked(s, &encodings[i]))
            return i;
    *sure = false;
    return asked ? ENCODINGS : utf_16_without_mark(s);
}

static bool read_unmarked(mkr_arena *arena, const source *s, bool sure, const char **bytes, size_t *n) {
    survey found = look(s);
    const encoding *latin = &encodings[WINDOWS_1252];
    if (found.bad == s->n) {
        if (found.twices)
            say_twice(s, &found.first, found.twices - 1);
        *bytes = s->at;
        *n = s->n;
        return true;
    }
    if (sure)
        return say_bad(s, found.bad, "UTF-8");
    if (found.several < s->n)
        return mkr_say(s->diag, MKR_E_CSV_MIXED, place(s, found.bad),
                       "byte %02X is not UTF-8, but row %u has a character that is",
                       (unsigned char)s->at[found.bad], row_at(s->at, found.several));
    if (!convert(arena, s, latin, bytes, n))
        return false;
    /* Up to the first byte outside ASCII both texts are the same. */
    const char *p = *bytes + found.bad, *from = p;
    mkr_utf8_next(&p, *bytes + *n);
    return mkr_say(s->diag, MKR_E_CSV_ENCODING, place(s, found.bad), "byte %02X became \"%.*s\"",
                   (unsigned char)s->at[found.bad], (int)(p - from), from);
}

bool mkr_encoding_read(mkr_arena *arena, mkr_diag *diag, const char *name, const char *asked,
                       const char **bytes, size_t *n) {
    source s = {diag, name, *bytes, *n};
    bool sure;
    int which = find(&s, asked, &sure);
    if (which == ENCODINGS)
        return mkr_say(diag, MKR_E_BAD_OPTION, (mkr_where){.file = name}, "no encoding is called \"%s\"",
                       asked);
    const encoding *e = &encodings[which];
    size_t mark = is_marked(&s, e) ? strlen(e->mark) : 0;
    s.at += mark;
    s.n -= mark;
    return e->iconv ? convert(arena, &s, e, bytes, n) : read_unmarked(arena, &s, sure, bytes, n);
}
