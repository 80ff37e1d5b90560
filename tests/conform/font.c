/* font.c - collect the codes that each font shows, then hold them against the font (ISO 14289-1, 7.21).
 *
 * Content streams only set a mark per code; programs, widths and Unicode maps are opened once per font at the
 * end. Programs: TrueType. Of Type 1 and CFF only the dictionaries are checked, and the rest is left
 * undecided. */
#include "font.h"

#include <stdio.h>
#include <stdlib.h>

#include "cmap.h"
#include "encoding.h"
#include "lex.h"
#include "truetype.h"

#define FONTS_MAX 4096
#define WIDTHS_MAX (1u << 18) /* entries of W that are read: more can only repeat codes */

/* What is kept of a code that is shown. */
#define SEEN_PAGE 0x0FFFFFFFu
#define SEEN_BYTES 28 /* shift: length of the code in bytes, 1 to 4 */
#define SEEN_VISIBLE 0x80000000u

struct font {
    const cos *object, *cid, *descriptor, *encoding; /* cid: the descendant, null for a simple font */
    bool type0, type3, truetype, symbolic, embedded;
    bool opaque; /* a predefined CMap other than Identity: codes are not cut */
    bool used, used_visible, entered;
    size_t page; /* where it is used first */
    cmap unicode, codes; /* ToUnicode and an embedded Encoding */
    bool has_unicode, has_codes;
    encoding base;
    const cos **names; /* of a simple font: what Differences name each of 256 codes; NULL: none */
    uint32_t *seen; /* by code */
    size_t n_seen;
};

typedef struct font_set {
    font **items;
    size_t n, cap;
    map of;
} font_set;

/* The font program and metrics, opened for the final check. */
typedef struct program {
    uint8_t *data;
    truetype tt;
    bool usable; /* a TrueType program that could be opened */
    uint8_t *to_glyph; /* CIDToGIDMap */
    size_t to_glyph_n;
    double *width; /* of a composite font, by CID */
} program;

/* ---- reading a font dictionary ---- */

static void read_cmap(doc *d, const cos *stream, cmap *m, bool *has) {
    size_t n;
    uint8_t *data = doc_stream(d, stream, &n);
    if (!data)
        return;
    cmap_read(m, data, n, d->keep_text);
    *has = true;
    if (m->fault)
        fail(d->rep, R_B_9_10_3_1, at_object(stream), "%s", m->fault);
    free(data);
}

static bool has_program(const cos *descriptor) {
    return cos_get(descriptor, "FontFile")->stream || cos_get(descriptor, "FontFile2")->stream ||
           cos_get(descriptor, "FontFile3")->stream;
}

static void read_differences(doc *d, font *f) {
    const cos *differences = cos_get(f->encoding, "Differences");
    int64_t at = 0;
    if (f->type0 || !cos_count(differences))
        return;
    f->names = arena_array(&d->mem, 256, sizeof *f->names);
    for (size_t i = 0; i < cos_count(differences); i++) {
        const cos *v = cos_at(differences, i);
        if (v->type != COS_NAME)
            at = cos_int_or(v, at);
        else if (at >= 0 && at < 256)
            f->names[at++] = v;
    }
}

static font *font_new(doc *d, const cos *dict) {
    font *f = arena_array(&d->mem, 1, sizeof *f);
    const cos *subtype = cos_get(dict, "Subtype"), *unicode = cos_get(dict, "ToUnicode");
    f->object = dict;
    f->type0 = cos_is(subtype, "Type0");
    f->type3 = cos_is(subtype, "Type3");
    f->truetype = cos_is(subtype, "TrueType");
    f->cid = f->type0 ? cos_list_at(cos_get(dict, "DescendantFonts"), 0) : &cos_null;
    f->descriptor = cos_get(f->type0 ? f->cid : dict, "FontDescriptor");
    f->symbolic = cos_int_or(cos_get(f->descriptor, "Flags"), 0) & 4;
    f->embedded = f->type3 || has_program(f->descriptor);
    f->encoding = cos_get(dict, "Encoding");
    f->base =
        encoding_find(f->encoding->type == COS_NAME ? f->encoding : cos_get(f->encoding, "BaseEncoding"));
    read_differences(d, f);
    if (unicode->stream)
        read_cmap(d, unicode, &f->unicode, &f->has_unicode);
    if (f->type0 && f->encoding->stream)
        read_cmap(d, f->encoding, &f->codes, &f->has_codes);
    f->opaque =
        f->type0 && !f->has_codes && !cos_is(f->encoding, "Identity-H") && !cos_is(f->encoding, "Identity-V");
    f->opaque |= f->has_codes && f->codes.uses_other;
    f->n_seen = f->type0 ? CMAP_CODES : 256;
    return f;
}

font *font_find(doc *d, const cos *dict) {
    if (!d->fonts)
        d->fonts = arena_array(&d->mem, 1, sizeof *d->fonts);
    font_set *s = d->fonts;
    bool fresh;
    uint32_t *at = map_put(&s->of, cos_identity(dict), 0, (uint32_t)s->n, &fresh);
    if (!fresh)
        return *at < s->n ? s->items[*at] : NULL;
    if (s->n >= FONTS_MAX) {
        *at = UINT32_MAX;
        undecided(d->rep, R_7_21_7_1, at_object(dict), "more than %d fonts", FONTS_MAX);
        return NULL;
    }
    s->items = grow(s->items, s->n, &s->cap, sizeof *s->items);
    s->items[s->n] = font_new(d, dict);
    return s->items[s->n++];
}

bool font_is_type3(const font *f) {
    return f->type3;
}

bool font_enter_type3(font *f) {
    bool first = !f->entered;
    f->entered = true;
    return first;
}

/* ---- showing text ---- */

static void see(font *f, uint32_t code, unsigned bytes, size_t page, bool visible) {
    if (code >= f->n_seen)
        return;
    if (!f->seen[code])
        f->seen[code] = (uint32_t)(page & SEEN_PAGE) | bytes << SEEN_BYTES;
    if (visible)
        f->seen[code] |= SEEN_VISIBLE;
}

static unsigned cut(const font *f, const uint8_t *s, size_t n, uint32_t *code) {
    if (f->has_codes)
        return cmap_cut(&f->codes, s, n, code);
    if (!f->type0) {
        *code = *s;
        return 1;
    }
    *code = n > 1 ? (uint32_t)(s[0] << 8 | s[1]) : s[0];
    return n > 1 ? 2 : 1;
}

void font_show(doc *d, font *f, const cos *string, size_t page, bool visible, bool spoken) {
    const uint8_t *s = (const uint8_t *)string->u.s;
    size_t left = string->n;
    if (!f->seen) {
        f->seen = calloc(f->n_seen, sizeof *f->seen);
        if (!f->seen)
            abort();
        f->page = page;
    }
    f->used = true;
    f->used_visible |= visible;
    if (f->opaque)
        return;
    if (f->type0 && !f->has_codes && left % 2)
        fail_at(d->rep, R_B_9_7_6_2_1, on_page(page, f->object));
    while (left) {
        uint32_t code;
        unsigned bytes = cut(f, s, left, &code);
        see(f, code, bytes, page, visible);
        if (f->has_unicode && code < CMAP_CODES && f->unicode.unicode[code] & UNICODE_PRIVATE && !spoken)
            fail(d->rep, R_A_6_2_11_7_3, on_page(page, f->object), "code %X", (unsigned)code);
        s += bytes;
        left -= bytes;
    }
}

/* ---- dictionaries: 7.21.3, 7.21.6 ---- */

static void check_predefined_cmap(doc *d, const font *f) {
    const cos *info = cos_get(f->cid, "CIDSystemInfo"), *ordering = cos_get(info, "Ordering");
    const char *wanted;
    int64_t supplement;
    if (!cmap_predefined(f->encoding, &wanted, &supplement)) {
        fail_at(d->rep, R_7_21_3_3_1, at_object(f->object));
        fail_at(d->rep, R_7_21_3_1_1, at_object(f->object));
        return;
    }
    if (!strcmp(wanted, "Identity"))
        return;
    bool same = ordering->type == COS_STRING && ordering->n == strlen(wanted) &&
                !memcmp(ordering->u.s, wanted, ordering->n);
    if (!same || cos_int_or(cos_get(info, "Supplement"), 0) > supplement)
        fail_at(d->rep, R_7_21_3_1_1, at_object(f->object));
}

static void check_embedded_cmap(doc *d, const font *f) {
    const cos *own = cos_get(f->cid, "CIDSystemInfo"), *theirs = cos_get(f->encoding, "CIDSystemInfo"),
              *used = cos_get(f->encoding, "UseCMap"), *name = cos_get(f->encoding, "CMapName");
    bool identity = cos_is(name, "Identity-H") || cos_is(name, "Identity-V");
    if (!identity &&
        (!cos_same_string(cos_get(own, "Registry"), cos_get(theirs, "Registry")) ||
         !cos_same_string(cos_get(own, "Ordering"), cos_get(theirs, "Ordering")) ||
         cos_int_or(cos_get(own, "Supplement"), 0) > cos_int_or(cos_get(theirs, "Supplement"), 0)))
        fail_at(d->rep, R_7_21_3_1_1, at_object(f->object));
    if (f->has_codes && cos_int_or(cos_get(f->encoding, "WMode"), 0) != f->codes.wmode)
        fail_at(d->rep, R_7_21_3_3_2, at_object(f->encoding));
    const char *ordering;
    int64_t supplement;
    const cos said = {.type = COS_NAME, .n = (uint32_t)strlen(f->codes.other), .u.s = f->codes.other};
    bool embedded = used->stream;
    if (embedded)
        used = cos_get(used, "CMapName");
    if (cos_is_null(used) && said.n)
        used = &said;
    if (cos_is_null(used) || cmap_predefined(used, &ordering, &supplement))
        return;
    fail_at(d->rep, R_7_21_3_3_3, at_object(f->encoding));
    if (!embedded)
        fail_at(d->rep, R_7_21_3_3_1, at_object(f->encoding));
}

static void check_composite(doc *d, const font *f) {
    const cos *to_gid = cos_get(f->cid, "CIDToGIDMap");
    if (f->encoding->stream)
        check_embedded_cmap(d, f);
    else
        check_predefined_cmap(d, f);
    if (cos_is(cos_get(f->cid, "Subtype"), "CIDFontType2") && f->embedded && !to_gid->stream &&
        !cos_is(to_gid, "Identity"))
        fail_at(d->rep, R_7_21_3_2_1, at_object(f->cid));
}

/* Names in Differences must be in the Adobe Glyph List, which this tool does not carry. */
static void check_differences(doc *d, const font *f, const program *p) {
    const cos *differences = cos_get(f->encoding, "Differences");
    bool unknown = false;
    for (size_t i = 0; i < cos_count(differences); i++) {
        const cos *name = cos_at(differences, i);
        unknown |= name->type == COS_NAME && !glyph_name_char(name) && !cos_is(name, ".notdef");
    }
    if (cos_count(differences) && p->usable && !truetype_has_cmap(&p->tt, 3, 1))
        fail(d->rep, R_7_21_6_2, at_object(f->object), "Differences without a (3,1) cmap");
    else if (unknown)
        undecided(d->rep, R_7_21_6_2, at_object(f->object), "glyph names in Differences");
}

static void check_truetype(doc *d, const font *f, const program *p) {
    if (f->symbolic) {
        if (!cos_is_null(f->encoding))
            fail_at(d->rep, R_7_21_6_3, at_object(f->object));
        if (p->usable && p->tt.n_cmaps != 1 && !truetype_has_cmap(&p->tt, 3, 0))
            fail_at(d->rep, R_7_21_6_4, at_object(f->object));
        return;
    }
    if (p->usable && (!p->tt.n_cmaps || (p->tt.n_cmaps == 1 && truetype_has_cmap(&p->tt, 3, 0))))
        fail_at(d->rep, R_7_21_6_1, at_object(f->object));
    if (f->base != ENCODING_WIN_ANSI && f->base != ENCODING_MAC_ROMAN)
        fail_at(d->rep, R_7_21_6_2, at_object(f->object));
    else
        check_differences(d, f, p);
}

/* ---- programs and metrics ---- */

static void read_widths(const font *f, program *p) {
    const cos *w = cos_get(f->cid, "W");
    double width, otherwise = 1000;
    size_t read = 0;
    cos_number(cos_get(f->cid, "DW"), &otherwise);
    p->width = malloc(CMAP_CODES * sizeof *p->width);
    if (!p->width)
        abort();
    for (size_t i = 0; i < CMAP_CODES; i++)
        p->width[i] = otherwise;
    for (size_t i = 0; i + 1 < cos_count(w) && read < WIDTHS_MAX;) {
        int64_t first = cos_int_or(cos_at(w, i), -1), last = cos_int_or(cos_at(w, i + 1), -1);
        const cos *list = cos_at(w, i + 1);
        bool is_list = list->type == COS_ARRAY;
        if (is_list)
            last = first + (int64_t)cos_count(list) - 1;
        for (int64_t c = first; first >= 0 && c <= last && c < CMAP_CODES; c++, read++)
            if (cos_number(is_list ? cos_at(list, (size_t)(c - first)) : cos_at(w, i + 2), &width))
                p->width[c] = width;
        i += is_list ? 2 : 3;
    }
}

static void open_program(doc *d, const font *f, program *p) {
    const cos *file = cos_get(f->descriptor, "FontFile2"), *to_gid = cos_get(f->cid, "CIDToGIDMap");
    size_t n;
    *p = (program){0};
    if (file->stream && (p->data = doc_stream(d, file, &n))) {
        const char *fault = truetype_open(&p->tt, p->data, n);
        p->usable = !fault;
        if (fault)
            fail(d->rep, R_B_9_9_1, at_object(f->object), "%s", fault);
    }
    if (to_gid->stream)
        p->to_glyph = doc_stream(d, to_gid, &p->to_glyph_n);
    if (f->type0)
        read_widths(f, p);
}

static void close_program(program *p) {
    free(p->data);
    free(p->to_glyph);
    free(p->width);
}

/* CIDSet must have exactly the CIDs that the program has (7.21.4.2). */
static void check_cidset(doc *d, const font *f, const program *p) {
    const cos *set = cos_get(f->descriptor, "CIDSet");
    size_t n;
    if (!set->stream || !f->type0)
        return;
    if (!p->usable) {
        undecided(d->rep, R_7_21_4_2_2, at_object(f->descriptor), "the program is not TrueType");
        return;
    }
    uint8_t *bits = doc_stream(d, set, &n);
    for (uint32_t cid = 1; bits && cid < CMAP_CODES; cid++) {
        bool listed = cid / 8 < n && bits[cid / 8] & (0x80 >> cid % 8), present = cid < p->tt.glyphs;
        if (p->to_glyph) {
            size_t at = 2 * (size_t)cid;
            unsigned glyph =
                at + 1 < p->to_glyph_n ? (unsigned)(p->to_glyph[at] << 8 | p->to_glyph[at + 1]) : 0;
            present = glyph > 0 && glyph < p->tt.glyphs;
        }
        if (listed != present) {
            fail(d->rep, R_7_21_4_2_2, at_object(f->descriptor), "CID %u", (unsigned)cid);
            break;
        }
    }
    free(bits);
}

/* ---- codes ---- */

/* The glyph name that Differences give a code; null when they do not. */
static const cos *difference(const font *f, uint32_t code) {
    return f->names && f->names[code] ? f->names[code] : &cos_null;
}

/* The character a simple font's code stands for without ToUnicode; 0: none, or not known here. */
static uint32_t simple_char(const font *f, uint32_t code, const cos *name) {
    if (name->type == COS_NAME)
        return glyph_name_char(name);
    if (f->base != ENCODING_NONE)
        return encoding_char(f->base, (uint8_t)code);
    bool standard = (f->truetype && !f->symbolic) || !f->embedded; /* StandardEncoding, its ASCII part */
    return standard && code >= 32 && code < 127 ? code : 0;
}

void font_text(const font *f, const cos *string, buffer *out) {
    const uint8_t *s = (const uint8_t *)string->u.s;
    for (size_t left = string->n, step; left; s += step, left -= step) {
        uint32_t code = 0;
        step = f->opaque ? left : cut(f, s, left, &code);
        if (!f->opaque && f->has_unicode && cmap_text(&f->unicode, code, out))
            continue;
        char utf8[4];
        uint32_t c = f->type0 ? 0 : simple_char(f, code, difference(f, code));
        buffer_add(out, utf8, (size_t)(cos_put_utf8(utf8, c ? c : 0xFFFD) - utf8));
    }
}

static const char *font_name(const font *f, int *n) {
    const cos *name = cos_get(f->object, "BaseFont");
    *n = name->type == COS_NAME ? name->n < 60 ? (int)name->n : 60 : 0;
    return *n ? name->u.s : "";
}

/* Reports a rule for one code of a font, with the font's name. */
static void fail_code(doc *d, const font *f, rule broken, uint32_t code, const char *detail) {
    int n;
    const char *name = font_name(f, &n);
    fail(d->rep, broken, on_page(f->seen[code] & SEEN_PAGE, f->object), "%.*s, code %X%s", n, name,
         (unsigned)code, detail);
}

/* The character collections whose CIDs have known Unicode values (9.10.2). */
static bool has_known_collection(const font *f) {
    static const char *const known[] = {"GB1", "CNS1", "Japan1", "Korea1", "KR"};
    const cos *ordering = cos_get(cos_get(f->cid, "CIDSystemInfo"), "Ordering");
    for (size_t i = 0; ordering->type == COS_STRING && i < sizeof known / sizeof *known; i++)
        if (ordering->n == strlen(known[i]) && !memcmp(ordering->u.s, known[i], ordering->n))
            return true;
    return false;
}

static void check_unicode(doc *d, const font *f, uint32_t code) {
    const cos *name = f->type0 ? &cos_null : difference(f, code);
    uint8_t flags = f->has_unicode ? f->unicode.unicode[code] : 0;
    if (flags & UNICODE_BAD)
        fail_code(d, f, R_7_21_7_2, code, "");
    if (flags || (f->type0 ? has_known_collection(f) : simple_char(f, code, name) != 0))
        return;
    bool listed = name->type == COS_NAME || f->base == ENCODING_MAC_EXPERT;
    bool built_in = !f->type0 && !f->truetype && !f->type3 && f->embedded && f->base == ENCODING_NONE;
    if (listed || built_in)
        undecided(d->rep, R_7_21_7_1, at_object(f->object), "code %X depends on a glyph name",
                  (unsigned)code);
    else
        fail_code(d, f, R_7_21_7_1, code, "");
}

#define GLYPH_UNKNOWN UINT32_MAX

static uint32_t cid_of(const font *f, uint32_t code) {
    return f->has_codes ? cmap_cid(&f->codes, f->seen[code] >> SEEN_BYTES & 7, code) : code;
}

static uint32_t composite_glyph(const font *f, const program *p, uint32_t code) {
    uint32_t cid = cid_of(f, code);
    if (!p->to_glyph)
        return cid;
    size_t at = 2 * (size_t)cid;
    return at + 1 < p->to_glyph_n ? (uint32_t)(p->to_glyph[at] << 8 | p->to_glyph[at + 1]) : 0;
}

/* 9.6.6.4: how a code of a simple TrueType font finds its glyph. */
static uint32_t simple_glyph(const font *f, const program *p, uint32_t code) {
    const truetype *t = &p->tt;
    const cos *name = difference(f, code);
    if (cos_is(name, ".notdef"))
        return 0;
    if (!f->symbolic) {
        uint32_t c = simple_char(f, code, name);
        if (!c)
            return name->type == COS_NAME ? GLYPH_UNKNOWN : 0;
        uint32_t glyph = truetype_lookup(t, 3, 1, c);
        int mac = encoding_mac_code(c);
        if (!glyph && mac >= 0)
            glyph = truetype_lookup(t, 1, 0, (uint32_t)mac);
        return glyph || truetype_has_cmap(t, 3, 1) ? glyph : GLYPH_UNKNOWN;
    }
    for (uint32_t base = 0; base <= 0xF200; base = base ? base + 0x100 : 0xF000)
        if (truetype_lookup(t, 3, 0, base + code))
            return truetype_lookup(t, 3, 0, base + code);
    if (truetype_has_cmap(t, 1, 0))
        return truetype_lookup(t, 1, 0, code);
    return t->n_cmaps ? GLYPH_UNKNOWN : code;
}

/* False when the dictionary does not say. */
static bool simple_width(const font *f, uint32_t code, double *width) {
    const cos *widths = cos_get(f->object, "Widths");
    int64_t first = cos_int_or(cos_get(f->object, "FirstChar"), 0),
            last = cos_int_or(cos_get(f->object, "LastChar"), -1);
    *width = 0;
    if (!cos_count(widths))
        return false;
    if ((int64_t)code >= first && (int64_t)code <= last && (int64_t)code - first < (int64_t)cos_count(widths))
        return cos_number(cos_at(widths, (size_t)((int64_t)code - first)), width);
    cos_number(cos_get(f->descriptor, "MissingWidth"), width);
    return true;
}

static void check_width(doc *d, const font *f, const program *p, uint32_t code, uint32_t glyph) {
    double ours = 0, theirs = truetype_width(&p->tt, glyph);
    if (f->type0) {
        uint32_t cid = cid_of(f, code);
        ours = cid < CMAP_CODES ? p->width[cid] : theirs;
    } else if (!simple_width(f, code, &ours)) {
        return;
    }
    if (ours - theirs > 1 || theirs - ours > 1) { /* thousandths of an em */
        char detail[64];
        snprintf(detail, sizeof detail, ": %.0f, program %.0f", ours, theirs);
        fail_code(d, f, R_7_21_5_1, code, detail);
    }
}

static void check_glyph(doc *d, const font *f, const program *p, uint32_t code) {
    uint32_t glyph = f->type0 ? composite_glyph(f, p, code) : simple_glyph(f, p, code);
    bool visible = f->seen[code] & SEEN_VISIBLE;
    if (glyph == GLYPH_UNKNOWN) {
        undecided(d->rep, R_7_21_4_1_2, at_object(f->object), "code %X depends on a glyph name",
                  (unsigned)code);
    } else if (!glyph) {
        fail_code(d, f, R_7_21_8_1, code, "");
    } else if (visible && !truetype_has_glyph(&p->tt, glyph)) {
        fail_code(d, f, R_7_21_4_1_2, code, "");
        return;
    }
    if (visible && glyph != GLYPH_UNKNOWN)
        check_width(d, f, p, code, glyph);
}

/* ---- Type 3: the width that a glyph procedure sets with d0 or d1 ---- */

static bool type3_width(doc *d, const font *f, uint32_t code, double *width) {
    const cos *proc = cos_named(cos_get(f->object, "CharProcs"), difference(f, code));
    size_t n;
    uint8_t *data = doc_stream(d, proc, &n);
    if (!data)
        return false;
    arena mem = {0};
    lex x;
    lex_open(&x, data, n, &mem);
    bool found = lex_next(&x) && (lex_word_is(&x, "d0") || lex_word_is(&x, "d1")) && x.n &&
                 cos_number(&x.stack[0], width);
    lex_close(&x);
    arena_free(&mem);
    free(data);
    return found;
}

static void check_type3_code(doc *d, const font *f, uint32_t code) {
    double ours, theirs, scale = 0.001;
    cos_number(cos_at(cos_get(f->object, "FontMatrix"), 0), &scale);
    if (cos_is(difference(f, code), ".notdef"))
        fail_code(d, f, R_7_21_8_1, code, "");
    if (!type3_width(d, f, code, &theirs) || !simple_width(f, code, &ours))
        return;
    double off = (ours - theirs) * scale * 1000;
    if (off > 1 || off < -1)
        fail_code(d, f, R_7_21_5_1, code, "");
}

/* ---- all together ---- */

static void check_codes(doc *d, const font *f, const program *p) {
    for (uint32_t code = 0; code < f->n_seen; code++) {
        if (!f->seen[code])
            continue;
        check_unicode(d, f, code);
        if (f->type3)
            check_type3_code(d, f, code);
        else if (p->usable)
            check_glyph(d, f, p, code);
        else if (f->type0 && !cid_of(f, code)) /* CID 0 is .notdef in every CIDFont */
            fail_code(d, f, R_7_21_8_1, code, "");
        if (f->has_codes && !cmap_has_code(&f->codes, f->seen[code] >> SEEN_BYTES & 7, code))
            fail_code(d, f, R_B_9_7_6_2_1, code, " is outside the code space");
    }
}

/* Rules that need a program this tool does not read. */
static void leave_undecided(doc *d, const font *f) {
    static const rule open[] = {R_7_21_4_1_2, R_7_21_5_1, R_7_21_8_1};
    int n;
    const char *name = font_name(f, &n);
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        undecided(d->rep, open[i], at_object(f->object), "%.*s", n, name);
    if (cos_get(f->descriptor, "CharSet")->type == COS_STRING && cos_get(f->descriptor, "FontFile")->stream)
        undecided(d->rep, R_7_21_4_2_1, at_object(f->object), "%.*s", n, name);
}

static void check_font(doc *d, const font *f) {
    program p;
    int n;
    const char *name = font_name(f, &n);
    if (f->type0)
        check_composite(d, f);
    if (f->used_visible && !f->embedded)
        fail(d->rep, R_7_21_4_1_1, on_page(f->page, f->object), "%.*s", n, name);
    open_program(d, f, &p);
    if (f->truetype)
        check_truetype(d, f, &p);
    check_cidset(d, f, &p);
    if (f->embedded && !f->type3 && (!p.usable || f->opaque))
        leave_undecided(d, f);
    check_codes(d, f, &p);
    close_program(&p);
}

void check_fonts(doc *d) {
    for (size_t i = 0; d->fonts && i < d->fonts->n; i++)
        if (d->fonts->items[i]->used)
            check_font(d, d->fonts->items[i]);
}

void fonts_free(doc *d) {
    if (!d->fonts)
        return;
    for (size_t i = 0; i < d->fonts->n; i++) {
        free(d->fonts->items[i]->seen);
        cmap_free(&d->fonts->items[i]->unicode);
        cmap_free(&d->fonts->items[i]->codes);
    }
    free(d->fonts->items);
    map_free(&d->fonts->of);
}
