/* fontfile.c - Type 0 fonts (ISO 32000-1, 9.7) from TrueType files.
 *
 * A code of the face is at once character code (Identity-H), CID and index into CIDToGIDMap, which leads to
 * the glyph of the subset. Two codes may share a glyph and differ in meaning: ToUnicode tells them apart.
 * HarfBuzz cuts the subset; tables that only layout or an operating system needs go, as do hints, which no
 * printer or modern viewer reads. Metrics in dictionaries are in thousandths of the em. */
#include "pdf/fontfile.h"

#include <hb-subset.h>

#include "pdf/literal.h"

enum { SYMBOLIC = 1 << 2, FIXED_PITCH = 1 << 0, ITALIC = 1 << 6 }; /* 9.8.2 */

typedef struct font {
    mkr_arena *arena;
    const mkr_face *face;
    const mkr_face_metrics *metrics;
    const mkr_face_code *codes;
    size_t n_codes;
    mkr_store *store;
    mkr_saver *saver;
    const char *name; /* with the tag of the subset */
} font;

/* ---- the subset */

typedef struct subset {
    hb_face_t *source, *result;
    hb_subset_plan_t *plan;
    hb_blob_t *file;
} subset;

static void release(void *handle) {
    subset *s = handle;
    hb_blob_destroy(s->file);
    hb_face_destroy(s->result);
    hb_subset_plan_destroy(s->plan);
    hb_face_destroy(s->source);
}

static hb_face_t *open_face(const mkr_face *face) {
    size_t n;
    const void *bytes = mkr_face_file(face, &n);
    hb_blob_t *blob = hb_blob_create(bytes, (unsigned)n, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *source = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    return source;
}

static void drop_tables(hb_subset_input_t *input) {
    static const char tables[][5] = {"GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH", "kern", "cmap", "name",
                                     "post", "OS/2", "gasp", "DSIG", "VDMX", "LTSH", "hdmx", "FFTM", "meta"};
    hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        hb_set_add(drop, hb_tag_from_string(tables[i], 4));
}

/* New number of a code's glyph, or 0: a glyph that the subset lacks would show as .notdef. */
static hb_codepoint_t new_gid(const font *f, const subset *s, size_t code) {
    hb_codepoint_t gid = hb_map_get(hb_subset_plan_old_to_new_glyph_mapping(s->plan), f->codes[code].gid);
    return gid == HB_MAP_VALUE_INVALID ? 0 : gid;
}

static bool same_glyph(hb_font_t *a, hb_codepoint_t in_a, hb_font_t *b, hb_codepoint_t in_b) {
    hb_glyph_extents_t box_a = {0}, box_b = {0};
    return hb_font_get_glyph_extents(a, in_a, &box_a) == hb_font_get_glyph_extents(b, in_b, &box_b) &&
           !memcmp(&box_a, &box_b, sizeof box_a) &&
           hb_font_get_glyph_h_advance(a, in_a) == hb_font_get_glyph_h_advance(b, in_b);
}

/* HarfBuzz leaves out what it has no memory for, or what is broken in the source, and says nothing: so read
 * the subset back and compare. */
static bool is_faithful(const font *f, const subset *s) {
    hb_face_t *face = hb_face_create(s->file, 0);
    hb_font_t *source = hb_font_create(s->source), *result = hb_font_create(face);
    bool same = true;
    for (size_t i = 1; same && i < f->n_codes; i++) {
        hb_codepoint_t gid = new_gid(f, s, i);
        same = gid && same_glyph(source, f->codes[i].gid, result, gid);
    }
    hb_font_destroy(result);
    hb_font_destroy(source);
    hb_face_destroy(face);
    return same;
}

/* NULL when HarfBuzz cannot read the face or make the subset. */
static const subset *cut(const font *f) {
    subset *s = mkr_alloc(f->arena, sizeof *s);
    mkr_arena_defer(f->arena, release, s);
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    drop_tables(input);
    for (size_t i = 1; i < f->n_codes; i++)
        hb_set_add(hb_subset_input_glyph_set(input), f->codes[i].gid);
    s->source = open_face(f->face);
    s->plan = hb_subset_plan_create_or_fail(s->source, input);
    hb_subset_input_destroy(input);
    s->result = s->plan ? hb_subset_plan_execute_or_fail(s->plan) : NULL;
    s->file = s->result ? hb_face_reference_blob(s->result) : NULL;
    return s->file && is_faithful(f, s) ? s : NULL;
}

/* ---- streams */

static uint32_t write_program(const font *f, const subset *s) {
    uint32_t number = mkr_store_reserve(f->store);
    unsigned n;
    const char *bytes = hb_blob_get_data(s->file, &n);
    mkr_saver_bytes(f->saver, number, mkr_printf(f->arena, "/Length1 %u", n), bytes, n);
    return number;
}

/* CIDToGIDMap: two bytes for each CID. */
static uint32_t write_gids(const font *f, const subset *s) {
    uint32_t number = mkr_store_reserve(f->store);
    mkr_buffer *out = mkr_saver_stream(f->saver);
    mkr_buffer_add(out, "\0\0", 2);
    for (size_t i = 1; i < f->n_codes; i++) {
        hb_codepoint_t gid = new_gid(f, s, i);
        mkr_buffer_putc(out, (char)(gid >> 8));
        mkr_buffer_putc(out, (char)gid);
    }
    mkr_saver_stream_end(f->saver, number, "");
    return number;
}

static void put_hex(mkr_buffer *out, const char *bytes, size_t n) {
    static const char digits[] = "0123456789ABCDEF";
    mkr_buffer_putc(out, '<');
    for (size_t i = 0; i < n; i++) {
        mkr_buffer_putc(out, digits[(unsigned char)bytes[i] >> 4]);
        mkr_buffer_putc(out, digits[bytes[i] & 15]);
    }
    mkr_buffer_putc(out, '>');
}

static void put_mapping(mkr_buffer *out, mkr_buffer *wide, size_t code, const char *text) {
    char bytes[2] = {(char)(code >> 8), (char)code};
    put_hex(out, bytes, 2);
    wide->n = 0;
    mkr_pdf_utf16(wide, text);
    put_hex(out, wide->at, wide->n);
    mkr_buffer_putc(out, '\n');
}

/* What the codes mean (9.10.3). */
static uint32_t write_to_unicode(const font *f) {
    enum { MOST = 100 }; /* mappings in a block */
    uint32_t number = mkr_store_reserve(f->store);
    mkr_buffer wide = mkr_buffer_new(f->arena), *out = mkr_saver_stream(f->saver);
    mkr_buffer_puts(out, "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                         "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
                         "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
                         "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
    for (size_t i = 1; i < f->n_codes; i++) {
        size_t left = f->n_codes - i;
        if (i % MOST == 1)
            mkr_buffer_printf(out, "%zu beginbfchar\n", left < MOST ? left : MOST);
        put_mapping(out, &wide, i, f->codes[i].text);
        if (i % MOST == 0 || left == 1)
            mkr_buffer_puts(out, "endbfchar\n");
    }
    mkr_buffer_puts(out, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
    mkr_saver_stream_end(f->saver, number, "");
    return number;
}

/* ---- dictionaries */

/* Font units as thousandths of the em, printed with up to three decimals. */
static void put_units(const font *f, mkr_buffer *out, int32_t units) {
    int64_t em = f->metrics->units_per_em, exact = (int64_t)units * 1000 * 1000;
    mkr_buffer_len(out, (mkr_len)((exact + (exact < 0 ? -em : em) / 2) / em));
}

static void put_metric(const font *f, mkr_buffer *out, const char *key, int32_t units) {
    mkr_buffer_putc(out, '/');
    mkr_buffer_puts(out, key);
    mkr_buffer_putc(out, ' ');
    put_units(f, out, units);
}

/* Six letters that depend on nothing but the glyphs (9.6.4), by FNV-1a. */
static const char *tagged_name(const font *f) {
    uint64_t hash = 0xCBF29CE484222325u;
    char tag[7] = {0};
    for (size_t i = 1; i < f->n_codes; i++)
        hash = (hash ^ f->codes[i].gid) * 0x100000001B3u;
    for (int i = 0; i < 6; i++, hash /= 26)
        tag[i] = (char)('A' + hash % 26);
    return mkr_printf(f->arena, "%s+%.100s", tag, f->metrics->name);
}

/* The thickness of stems is not in a TrueType file; this is the usual estimate from the weight. */
static int stem(int weight) {
    return 50 + weight * weight / (65 * 65);
}

static uint32_t descriptor(const font *f, uint32_t program) {
    const mkr_face_metrics *m = f->metrics;
    HPDF_Dict dict = mkr_store_dict(f->store);
    mkr_dict_name(f->store, dict, "Type", "FontDescriptor");
    mkr_dict_name(f->store, dict, "FontName", f->name);
    mkr_dict_int(f->store, dict, "Flags",
                 SYMBOLIC | (m->fixed_pitch ? FIXED_PITCH : 0) | (m->italic_angle ? ITALIC : 0));
    mkr_dict_int(f->store, dict, "StemV", stem(m->weight));
    mkr_dict_ref(f->store, dict, "FontFile2", program);
    mkr_buffer *text = mkr_dict_text(f->store, dict);
    int16_t box[] = {m->x_min, m->y_min, m->x_max, m->y_max};
    mkr_buffer_puts(text, "/FontBBox[");
    for (int i = 0; i < 4; i++) {
        put_units(f, text, box[i]);
        mkr_buffer_putc(text, i < 3 ? ' ' : ']');
    }
    put_metric(f, text, "Ascent", m->ascent);
    put_metric(f, text, "Descent", m->descent);
    put_metric(f, text, "CapHeight", m->cap_height);
    mkr_buffer_puts(text, "/ItalicAngle ");
    mkr_buffer_len(text, m->italic_angle);
    return mkr_dict_number(dict);
}

static uint32_t cid_font(const font *f, uint32_t program, uint32_t gids) {
    HPDF_Dict dict = mkr_store_dict(f->store);
    mkr_dict_name(f->store, dict, "Type", "Font");
    mkr_dict_name(f->store, dict, "Subtype", "CIDFontType2");
    mkr_dict_name(f->store, dict, "BaseFont", f->name);
    mkr_dict_ref(f->store, dict, "FontDescriptor", descriptor(f, program));
    mkr_dict_ref(f->store, dict, "CIDToGIDMap", gids);
    mkr_buffer *text = mkr_dict_text(f->store, dict);
    mkr_buffer_puts(text, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W[1[");
    for (size_t i = 1; i < f->n_codes; i++) {
        put_units(f, text, f->codes[i].advance);
        mkr_buffer_putc(text, ' ');
    }
    mkr_buffer_puts(text, "]]");
    return mkr_dict_number(dict);
}

static uint32_t type0(const font *f, uint32_t descendant, uint32_t to_unicode) {
    HPDF_Dict dict = mkr_store_dict(f->store);
    mkr_dict_name(f->store, dict, "Type", "Font");
    mkr_dict_name(f->store, dict, "Subtype", "Type0");
    mkr_dict_name(f->store, dict, "BaseFont", f->name);
    mkr_dict_name(f->store, dict, "Encoding", "Identity-H");
    mkr_array_ref(f->store, mkr_dict_array(f->store, dict, "DescendantFonts"), descendant);
    mkr_dict_ref(f->store, dict, "ToUnicode", to_unicode);
    return mkr_dict_number(dict);
}

uint32_t mkr_fontfile_embed(mkr_arena *arena, mkr_diag *diag, const mkr_face *face, mkr_store *store,
                            mkr_saver *saver) {
    font f = {
        .arena = arena, .face = face, .metrics = mkr_face_measures(face), .store = store, .saver = saver};
    const mkr_where nowhere = {0};
    f.n_codes = mkr_face_codes(face, &f.codes);
    f.name = tagged_name(&f);
    if (f.metrics->cff) {
        mkr_say(diag, MKR_E_PDF_FONT, nowhere, "%s has PostScript (CFF) outlines", f.metrics->name);
        return 0;
    }
    const subset *s = cut(&f);
    if (!s) {
        mkr_say(diag, MKR_E_PDF_FONT, nowhere, "%s cannot be reduced to the glyphs in use", f.metrics->name);
        return 0;
    }
    uint32_t program = write_program(&f, s), gids = write_gids(&f, s), to_unicode = write_to_unicode(&f);
    return type0(&f, cid_font(&f, program, gids), to_unicode);
}
