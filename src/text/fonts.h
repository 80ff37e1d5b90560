/* fonts.h - the inside of mkr_fonts. Only the files of the text stage include this.
 *
 *   catalogue.c  the list of families and files     face.c   one font file and its codes
 *   font.c       the document's faces and fonts     shape.c    words to glyphs
 *   words.c      a cache of shaped words            tie.c      what belongs together
 *   bidi.c       which way text runs                address.c  breaks in web addresses
 *   units.c      runs to stretches and units        hyphen.c   where words may be divided
 *   divide.c     units at those places              fit.c      which units end lines
 *   segments.c   one line                           justify.c  its spaces
 *   line.c       paragraphs */
#ifndef MKR_TEXT_FONTS_H
#define MKR_TEXT_FONTS_H

#include <hb.h>

#include "text/font.h"

/* ---- catalogue.c */

typedef struct mkr_font_file {
    const char *name;
    int weight;
    bool italic;
    bool failed; /* could not be used; said already */
    mkr_face *face; /* once open */
} mkr_font_file;

typedef struct mkr_family {
    const char *name, *package;
    MKR_VEC(mkr_font_file) files;
} mkr_family;

/* Hyphenation patterns of a language. */
typedef struct mkr_dictionary {
    const char *lang, *file, *package;
    struct _HyphenDict *patterns; /* once loaded */
    bool failed; /* could not be used; said already */
} mkr_dictionary;

/* A family to try for what the chosen font lacks. */
typedef struct mkr_fallback {
    mkr_family *family;
    hb_script_t script; /* for letters of this script alone; HB_SCRIPT_INVALID: for all */
} mkr_fallback;

typedef struct mkr_catalogue {
    const char *path;
    MKR_VEC(const char *) folders;
    MKR_VEC(mkr_family) families;
    MKR_VEC(mkr_fallback) fallback;
    MKR_VEC(mkr_dictionary) dictionaries;
} mkr_catalogue;

bool mkr_catalogue_read(mkr_arena *arena, mkr_diag *diag, const char *data_dir, mkr_catalogue *out);
mkr_family *mkr_catalogue_family(const mkr_catalogue *catalogue, const char *name);

/* The file of nearest weight, of the right style where the family has it. */
mkr_font_file *mkr_family_file(const mkr_family *family, int weight, bool italic);

/* ---- face.c */

struct mkr_face {
    mkr_fonts *fonts;
    hb_blob_t *file;
    hb_font_t *hb; /* one unit of its scale is one font unit */
    mkr_face_metrics metrics;
    MKR_VEC(mkr_face_code) codes;
    uint32_t *slots; /* open addressing on (glyph, text, offset); 0 is free */
    size_t n_slots; /* a power of two */
    unsigned index;
};

/* Make a face of a file's bytes. NULL after a message. The caller keeps `file` alive as long as the fonts. */
mkr_face *mkr_face_open(mkr_fonts *fonts, hb_blob_t *file, const char *path, mkr_where where);

/* The code of a glyph that stands for n bytes of text, (dx, dy) from the pen; 0 when the face has used up its
 * codes. */
uint16_t mkr_face_encode(mkr_face *face, uint32_t gid, const char *text, size_t n, int dx, int dy);

/* Give HarfBuzz the functions behind mkr_face_outline. */
void mkr_draw_funcs_fill(hb_draw_funcs_t *funcs);

/* ---- font.c */

enum { MKR_MOST_FALLBACKS = 32, MKR_FEATURES = 8, MKR_MOST_LANGUAGES = 64 };

/* What stands in for a font: its catalogue's fallbacks, nearest in weight and style. */
typedef struct mkr_chain {
    struct {
        bool known; /* false until a character was lacking */
        const mkr_font *font; /* NULL: the file is missing, or the font's own */
    } at[MKR_MOST_FALLBACKS];
} mkr_chain;

struct mkr_font {
    mkr_fonts *fonts;
    mkr_face *face;
    int weight;
    bool italic;
    unsigned features;
    hb_feature_t shaping[MKR_FEATURES];
    mkr_chain *chain;
};

/* A complaint made, so that it is made once however often a text is set. */
typedef struct mkr_complaint {
    mkr_where where;
    uint32_t character;
    bool made; /* false: a free slot */
} mkr_complaint;

typedef struct mkr_complaints {
    mkr_complaint *slots; /* open addressing on place and character */
    size_t n_slots; /* a power of two, or 0 */
    size_t n;
} mkr_complaints;

typedef struct mkr_cache_slot {
    uint64_t hash;
    struct mkr_cache_entry *entry;
} mkr_cache_slot;

struct mkr_fonts {
    mkr_arena *arena;
    mkr_diag *diag;
    mkr_catalogue catalogue;
    MKR_VEC(mkr_font *) fonts;
    MKR_VEC(const mkr_face *) used; /* faces with codes */
    mkr_complaints complaints;
    hb_buffer_t *buffer;
    hb_draw_funcs_t *draw;
    struct {
        const char *tag;
        hb_language_t language;
    } languages[MKR_MOST_LANGUAGES]; /* the first is English */
    size_t n_languages;

    mkr_arena *words; /* the word cache */
    mkr_cache_slot *slots;
    size_t n_slots, n_words, word_bytes;

    mkr_arena *shaping; /* scratch for the word being shaped */
    mkr_arena *breaking; /* scratch for the paragraph being broken */
};

/* The font that fallback i of the catalogue has for this one; its file is opened at the first call. NULL when
 * it is missing (reported) or is the font's own. */
const mkr_font *mkr_font_fallback(const mkr_font *font, size_t i, mkr_where where);

/* True the first time it is asked about this place and character. */
bool mkr_fonts_first(mkr_fonts *fonts, mkr_where where, uint32_t character);

/* ---- shape.c */

typedef struct mkr_shaped {
    MKR_VEC(mkr_glyph) glyphs;
    MKR_VEC(mkr_glyph_run) runs; /* their `glyphs` are not set: all lie one after another */
    MKR_VEC(bool) break_after;
} mkr_shaped;

/* Shape n bytes, into fonts->shaping. False after a message. */
bool mkr_shape(mkr_fonts *fonts, const mkr_shaping *how, const char *s, size_t n, mkr_where where,
               mkr_shaped *out);

#endif
