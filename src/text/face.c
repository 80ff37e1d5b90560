/* face.c - one font file: its metrics, its outlines and the codes in use.
 *
 * HarfBuzz checks each table before use, so a damaged file gives missing glyphs, not a crash; what we rely on
 * beyond that (a plausible em, outlines, leave to embed) is checked here. Table layouts: OpenType 1.9,
 * "head", "hhea", "OS/2", "post". */
#include "text/fonts.h"

#include <hb-ot.h>
#include <string.h>

/* ---- reading tables */

/* Big-endian 16 bits at an offset of a table; 0 past its end. */
static uint16_t u16(hb_blob_t *table, unsigned at) {
    unsigned n = 0;
    const uint8_t *p = (const uint8_t *)hb_blob_get_data(table, &n);
    return at + 2 <= n ? (uint16_t)(p[at] * 256u + p[at + 1]) : 0;
}

static int16_t s16(hb_blob_t *table, unsigned at) {
    return (int16_t)u16(table, at);
}

static unsigned table_bytes(const hb_face_t *face, hb_tag_t tag) {
    hb_blob_t *table = hb_face_reference_table(face, tag);
    unsigned n = hb_blob_get_length(table);
    hb_blob_destroy(table);
    return n;
}

static void read_head(const hb_face_t *face, mkr_face_metrics *m) {
    hb_blob_t *head = hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd'));
    m->units_per_em = u16(head, 18);
    m->x_min = s16(head, 36);
    m->y_min = s16(head, 38);
    m->x_max = s16(head, 40);
    m->y_max = s16(head, 42);
    hb_blob_destroy(head);
    hb_blob_t *hhea = hb_face_reference_table(face, HB_TAG('h', 'h', 'e', 'a'));
    m->ascent = s16(hhea, 4);
    m->descent = s16(hhea, 6);
    hb_blob_destroy(hhea);
}

static void read_post(const hb_face_t *face, mkr_face_metrics *m) {
    hb_blob_t *post = hb_face_reference_table(face, HB_TAG('p', 'o', 's', 't'));
    int64_t angle = (int64_t)s16(post, 4) * 65536 + u16(post, 6); /* 16.16 degrees */
    m->italic_angle = (int32_t)(angle * 1000 / 65536);
    m->fixed_pitch = u16(post, 12) || u16(post, 14);
    hb_blob_destroy(post);
}

/* Height of H, for fonts whose OS/2 table is too old to say. */
static int16_t height_of_h(hb_font_t *font, int16_t otherwise) {
    hb_codepoint_t gid;
    hb_glyph_extents_t box;
    if (!hb_font_get_nominal_glyph(font, 'H', &gid) || !hb_font_get_glyph_extents(font, gid, &box))
        return otherwise;
    return box.y_bearing > 0 && box.y_bearing <= INT16_MAX ? (int16_t)box.y_bearing : otherwise;
}

/* Returns fsType: what the licence allows. */
static uint16_t read_os2(hb_font_t *font, mkr_face_metrics *m) {
    hb_blob_t *os2 = hb_face_reference_table(hb_font_get_face(font), HB_TAG('O', 'S', '/', '2'));
    uint16_t weight = u16(os2, 4), allowed = u16(os2, 8);
    m->weight = weight >= 1 && weight <= 1000 ? (int16_t)weight : 400;
    m->cap_height = u16(os2, 0) >= 2 ? s16(os2, 88) : 0;
    if (m->cap_height <= 0)
        m->cap_height = height_of_h(font, m->ascent);
    hb_blob_destroy(os2);
    return allowed;
}

/* The PostScript name (name id 6), or the file's name; in either case only characters a PDF name needs no
 * escape for. */
static const char *read_name(mkr_arena *arena, hb_face_t *face, const char *path) {
    char name[64];
    unsigned room = sizeof name;
    hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, hb_language_from_string("en", -1), &room, name);
    const char *slash = strrchr(path, '/');
    const char *from = *name ? name : slash ? slash + 1 : path;
    char *clean = mkr_strdup(arena, from), *to = clean;
    for (const char *p = from; *p; p++)
        if (*p > ' ' && *p < 0x7F && !strchr("()<>[]{}/%#", *p))
            *to++ = *p;
    *to = '\0';
    return *clean ? clean : "Font";
}

/* The name of the family: the one that all its weights share (name id 16), or the older one (1). */
static const char *read_family(mkr_arena *arena, hb_face_t *face, const char *otherwise) {
    static const hb_ot_name_id_t ids[] = {HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY, HB_OT_NAME_ID_FONT_FAMILY};
    char name[64] = "";
    for (size_t i = 0; i < 2 && !*name; i++) {
        unsigned room = sizeof name;
        hb_ot_name_get_utf8(face, ids[i], hb_language_from_string("en", -1), &room, name);
    }
    return *name ? mkr_strdup(arena, name) : otherwise;
}

/* ---- opening */

/* What is wrong with the face, or NULL. */
static const char *fault(const hb_face_t *face, const mkr_face_metrics *m) {
    unsigned glyphs = hb_face_get_glyph_count(face);
    if (glyphs == 0 || glyphs > UINT16_MAX)
        return "it has no glyphs";
    if (m->units_per_em < 16 || m->units_per_em > 16384)
        return "its units per em are not between 16 and 16384";
    if (!m->cff && table_bytes(face, HB_TAG('g', 'l', 'y', 'f')) == 0)
        return "it has no outlines";
    if (table_bytes(face, HB_TAG('h', 'm', 't', 'x')) == 0 ||
        table_bytes(face, HB_TAG('c', 'm', 'a', 'p')) == 0)
        return "it has no widths or no character map";
    return NULL;
}

/* OS/2 fsType: bit 1 alone forbids embedding (any of bits 2 and 3 beside it allows it); bit 8 forbids
 * subsets, bit 9 anything but bitmaps. */
static bool may_embed(uint16_t allowed) {
    return (allowed & 0x000E) != 0x0002 && !(allowed & 0x0300);
}

mkr_face *mkr_face_open(mkr_fonts *fonts, hb_blob_t *file, const char *path, mkr_where where) {
    mkr_arena *arena = fonts->arena;
    mkr_face *f = mkr_alloc(arena, sizeof *f);
    f->fonts = fonts;
    f->file = file;
    hb_face_t *face = hb_face_create(file, 0);
    mkr_arena_defer(arena, (void (*)(void *))hb_face_destroy, face);
    f->hb = hb_font_create(face);
    mkr_arena_defer(arena, (void (*)(void *))hb_font_destroy, f->hb);

    mkr_face_metrics *m = &f->metrics;
    read_head(face, m);
    read_post(face, m);
    m->cff = table_bytes(face, HB_TAG('C', 'F', 'F', ' ')) > 0;
    const char *why = hb_face_count(file) == 0 ? "it is not a font" : fault(face, m);
    if (why) {
        mkr_say(fonts->diag, MKR_E_FONT_BAD, where, "%s: %s", path, why);
        return NULL;
    }
    hb_font_set_scale(f->hb, m->units_per_em, m->units_per_em);
    if (!may_embed(read_os2(f->hb, m))) {
        mkr_say(fonts->diag, MKR_E_FONT_RESTRICTED, where, "%s", path);
        return NULL;
    }
    hb_font_make_immutable(f->hb);
    m->name = read_name(arena, face, path);
    m->family = read_family(arena, face, m->name);
    MKR_PUSH(arena, &f->codes); /* code 0 is not used */
    return f;
}

/* ---- codes */

static uint32_t code_hash(uint32_t gid, const char *text, size_t n, int dx, int dy) {
    uint32_t h = gid * 0x9E3779B1u ^ (uint32_t)dx * 0x85EBCA6Bu ^ (uint32_t)dy * 0xC2B2AE35u;
    for (size_t i = 0; i < n; i++)
        h = (h ^ (uint8_t)text[i]) * 0x01000193u;
    return h ^ h >> 15;
}

static size_t code_slot(const mkr_face *face, uint32_t gid, const char *text, size_t n, int dx, int dy) {
    size_t mask = face->n_slots - 1, slot = code_hash(gid, text, n, dx, dy) & mask;
    for (; face->slots[slot]; slot = (slot + 1) & mask) {
        const mkr_face_code *c = &face->codes.at[face->slots[slot]];
        if (c->gid == gid && c->dx == dx && c->dy == dy && strncmp(c->text, text, n) == 0 && !c->text[n])
            break;
    }
    return slot;
}

static void enlarge_slots(mkr_face *face) {
    face->n_slots = face->n_slots ? face->n_slots * 2 : 256;
    face->slots = mkr_alloc_array(face->fonts->arena, face->n_slots, sizeof *face->slots);
    for (uint32_t i = 1; i < face->codes.n; i++) {
        const mkr_face_code *c = &face->codes.at[i];
        face->slots[code_slot(face, c->gid, c->text, strlen(c->text), c->dx, c->dy)] = i;
    }
}

uint16_t mkr_face_encode(mkr_face *face, uint32_t gid, const char *text, size_t n, int dx, int dy) {
    mkr_arena *arena = face->fonts->arena;
    if (face->codes.n * 2 >= face->n_slots)
        enlarge_slots(face);
    size_t slot = code_slot(face, gid, text, n, dx, dy);
    if (face->slots[slot])
        return (uint16_t)face->slots[slot];
    if (face->codes.n > UINT16_MAX)
        return 0;
    if (face->codes.n == 1) {
        face->index = (unsigned)face->fonts->used.n;
        *MKR_PUSH(arena, &face->fonts->used) = face;
    }
    hb_position_t advance = hb_font_get_glyph_h_advance(face->hb, gid);
    face->slots[slot] = (uint32_t)face->codes.n;
    *MKR_PUSH(arena, &face->codes) = (mkr_face_code){.gid = gid,
                                                     .text = mkr_strndup(arena, text, n),
                                                     .advance = (uint16_t)advance,
                                                     .dx = (int16_t)dx,
                                                     .dy = (int16_t)dy};
    return (uint16_t)face->slots[slot];
}

/* ---- what the other stages ask */

const mkr_face_metrics *mkr_face_measures(const mkr_face *face) {
    return &face->metrics;
}

size_t mkr_face_codes(const mkr_face *face, const mkr_face_code **codes) {
    *codes = face->codes.at;
    return face->codes.n;
}

const void *mkr_face_file(const mkr_face *face, size_t *bytes) {
    unsigned n = 0;
    const char *data = hb_blob_get_data(face->file, &n);
    *bytes = n;
    return data;
}

unsigned mkr_face_index(const mkr_face *face) {
    return face->index;
}

typedef struct outline {
    const mkr_outline_sink *sink;
    void *user;
} outline;

static void move_to(hb_draw_funcs_t *f, void *to, hb_draw_state_t *st, float x, float y, void *unused) {
    (void)f, (void)st, (void)unused;
    const outline *o = to;
    o->sink->move(o->user, x, y);
}

static void line_to(hb_draw_funcs_t *f, void *to, hb_draw_state_t *st, float x, float y, void *unused) {
    (void)f, (void)st, (void)unused;
    const outline *o = to;
    o->sink->line(o->user, x, y);
}

static void quad_to(hb_draw_funcs_t *f, void *to, hb_draw_state_t *st, float cx, float cy, float x, float y,
                    void *unused) {
    (void)f, (void)st, (void)unused;
    const outline *o = to;
    o->sink->quad(o->user, cx, cy, x, y);
}

static void cubic_to(hb_draw_funcs_t *f, void *to, hb_draw_state_t *st, float ax, float ay, float bx,
                     float by, float x, float y, void *unused) {
    (void)f, (void)st, (void)unused;
    const outline *o = to;
    o->sink->cubic(o->user, ax, ay, bx, by, x, y);
}

static void close_path(hb_draw_funcs_t *f, void *to, hb_draw_state_t *st, void *unused) {
    (void)f, (void)st, (void)unused;
    const outline *o = to;
    o->sink->close(o->user);
}

void mkr_draw_funcs_fill(hb_draw_funcs_t *f) {
    hb_draw_funcs_set_move_to_func(f, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(f, line_to, NULL, NULL);
    hb_draw_funcs_set_quadratic_to_func(f, quad_to, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(f, cubic_to, NULL, NULL);
    hb_draw_funcs_set_close_path_func(f, close_path, NULL, NULL);
    hb_draw_funcs_make_immutable(f);
}

void mkr_face_outline(const mkr_face *face, uint32_t gid, const mkr_outline_sink *sink, void *user) {
    outline to = {sink, user};
    hb_font_get_glyph_shape(face->hb, gid, face->fonts->draw, &to);
}
