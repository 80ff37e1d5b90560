/* font.c - the faces and fonts of one document. */
#include "text/fonts.h"

#include <linebreak.h>
#include <string.h>

bool mkr_fonts_open(mkr_arena *arena, mkr_diag *diag, const char *data_dir, mkr_fonts **out) {
    mkr_fonts *fonts = mkr_alloc(arena, sizeof *fonts);
    *out = fonts;
    fonts->arena = arena;
    fonts->diag = diag;
    fonts->words = mkr_arena_child(arena);
    fonts->shaping = mkr_arena_child(arena);
    fonts->breaking = mkr_arena_child(arena);
    fonts->buffer = hb_buffer_create();
    mkr_arena_defer(arena, (void (*)(void *))hb_buffer_destroy, fonts->buffer);
    fonts->draw = hb_draw_funcs_create();
    mkr_arena_defer(arena, (void (*)(void *))hb_draw_funcs_destroy, fonts->draw);
    mkr_draw_funcs_fill(fonts->draw);
    mkr_fonts_language(fonts, "en");
    init_linebreak();
    return mkr_catalogue_read(arena, diag, data_dir, &fonts->catalogue);
}

/* ---- complaints */

static bool is_same(const mkr_complaint *a, const mkr_complaint *b) {
    const char *f = a->where.file, *g = b->where.file;
    return a->character == b->character && a->where.line == b->where.line && a->where.col == b->where.col &&
           (f == g || (f && g && strcmp(f, g) == 0));
}

/* The slot that holds the complaint, or the free one that it belongs in. */
static mkr_complaint *slot_of(const mkr_complaints *set, const mkr_complaint *c) {
    uint64_t h = ((uint64_t)c->where.line << 32 ^ c->where.col) * 0x9E3779B97F4A7C15u;
    h = (h ^ h >> 29 ^ c->character) * 0x9E3779B97F4A7C15u;
    size_t mask = set->n_slots - 1, i = (size_t)(h >> 32) & mask;
    while (set->slots[i].made && !is_same(&set->slots[i], c))
        i = (i + 1) & mask;
    return &set->slots[i];
}

/* At least half of the slots stay free. */
static void make_slots(mkr_arena *arena, mkr_complaints *set) {
    enum { FEWEST = 64 };
    const mkr_complaints old = *set;
    set->n_slots = old.n_slots ? old.n_slots * 2 : FEWEST;
    set->slots = mkr_alloc_array(arena, set->n_slots, sizeof *set->slots);
    for (size_t i = 0; i < old.n_slots; i++)
        if (old.slots[i].made)
            *slot_of(set, &old.slots[i]) = old.slots[i];
}

bool mkr_fonts_first(mkr_fonts *fonts, mkr_where where, uint32_t character) {
    mkr_complaints *set = &fonts->complaints;
    const mkr_complaint c = {where, character, true};
    if (set->n >= set->n_slots / 2)
        make_slots(fonts->arena, set);
    mkr_complaint *slot = slot_of(set, &c);
    if (slot->made)
        return false;
    *slot = c;
    set->n++;
    return true;
}

/* ---- languages */

/* HarfBuzz keeps every language it is asked for, for good, in a list: so it is asked for few. Never for its
 * default, which depends on the locale. */
uint8_t mkr_fonts_language(mkr_fonts *fonts, const char *tag) {
    for (size_t i = 0; tag && i < fonts->n_languages; i++)
        if (fonts->languages[i].tag == tag || strcmp(fonts->languages[i].tag, tag) == 0)
            return (uint8_t)i;
    if (!tag || fonts->n_languages == MKR_MOST_LANGUAGES)
        return 0;
    fonts->languages[fonts->n_languages].tag = mkr_strdup(fonts->arena, tag);
    fonts->languages[fonts->n_languages].language = hb_language_from_string(tag, -1);
    return (uint8_t)fonts->n_languages++;
}

/* ---- finding files */

static mkr_face *open_file(mkr_fonts *fonts, const mkr_family *family, const mkr_font_file *file,
                           mkr_where where) {
    for (size_t i = 0; i < fonts->catalogue.folders.n; i++) {
        const char *path = mkr_printf(fonts->arena, "%s/%s", fonts->catalogue.folders.at[i], file->name);
        hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
        if (!blob)
            continue;
        mkr_arena_defer(fonts->arena, (void (*)(void *))hb_blob_destroy, blob);
        return mkr_face_open(fonts, blob, path, where);
    }
    mkr_say(fonts->diag, MKR_E_FONT_MISSING, where, "%s (Debian package %s)", file->name, family->package);
    return NULL;
}

static mkr_family *find_family(mkr_fonts *fonts, const char *name, mkr_where where) {
    const mkr_catalogue *c = &fonts->catalogue;
    mkr_family *family = mkr_catalogue_family(c, name);
    if (family)
        return family;
    const char **names = mkr_alloc_array(fonts->arena, c->families.n + 1, sizeof *names);
    for (size_t i = 0; i < c->families.n; i++)
        names[i] = c->families.at[i].name;
    const char *near = mkr_nearest(name, names);
    if (near)
        mkr_say(fonts->diag, MKR_E_FONT_UNKNOWN, where, "\"%s\"; did you mean \"%s\"?", name, near);
    else
        mkr_say(fonts->diag, MKR_E_FONT_UNKNOWN, where, "\"%s\"", name);
    return NULL;
}

static mkr_face *find_face(mkr_fonts *fonts, mkr_family *family, int weight, bool italic, mkr_where where) {
    mkr_font_file *file = mkr_family_file(family, weight, italic);
    if (!file->face && !file->failed) {
        file->face = open_file(fonts, family, file, where);
        file->failed = !file->face;
    }
    return file->face;
}

/* ---- fonts */

static hb_feature_t feature(const char *tag, bool on) {
    return (hb_feature_t){hb_tag_from_string(tag, 4), on, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
}

static void set_features(mkr_font *font) {
    bool tabular = font->features & MKR_TABULAR, ligatures = font->features & MKR_LIGATURES;
    const hb_feature_t list[MKR_FEATURES] = {
        feature("kern", true),    feature("lnum", true),      feature("pnum", !tabular),
        feature("tnum", tabular), feature("liga", ligatures), feature("clig", ligatures),
        feature("calt", false),   feature("dlig", false),
    };
    memcpy(font->shaping, list, sizeof list);
}

static const mkr_font *font_of(mkr_fonts *fonts, mkr_face *face, int weight, bool italic, unsigned features) {
    for (size_t i = 0; i < fonts->fonts.n; i++) {
        const mkr_font *f = fonts->fonts.at[i];
        if (f->face == face && f->weight == weight && f->italic == italic && f->features == features)
            return f;
    }
    mkr_font *font = mkr_alloc(fonts->arena, sizeof *font);
    *font =
        (mkr_font){.fonts = fonts, .face = face, .weight = weight, .italic = italic, .features = features};
    font->chain = mkr_alloc(fonts->arena, sizeof *font->chain);
    set_features(font);
    *MKR_PUSH(fonts->arena, &fonts->fonts) = font;
    return font;
}

const mkr_font *mkr_font_find(mkr_fonts *fonts, const char *family, int weight, bool italic,
                              unsigned features, mkr_where where) {
    mkr_family *found = find_family(fonts, family, where);
    mkr_face *face = found ? find_face(fonts, found, weight, italic, where) : NULL;
    return face ? font_of(fonts, face, weight, italic, features) : NULL;
}

const mkr_font *mkr_font_fallback(const mkr_font *font, size_t i, mkr_where where) {
    mkr_fonts *fonts = font->fonts;
    mkr_chain *chain = font->chain;
    if (!chain->at[i].known) {
        mkr_family *family = fonts->catalogue.fallback.at[i].family;
        mkr_face *face = find_face(fonts, family, font->weight, font->italic, where);
        chain->at[i].known = true;
        if (face && face != font->face)
            chain->at[i].font = font_of(fonts, face, font->weight, font->italic, font->features);
    }
    return chain->at[i].font;
}

const mkr_face *mkr_font_face(const mkr_font *font) {
    return font->face;
}

size_t mkr_fonts_faces(const mkr_fonts *fonts, const mkr_face *const **faces) {
    *faces = fonts->used.at;
    return fonts->used.n;
}
