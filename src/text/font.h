/* font.h - font files, their metrics, and the shaping of words.
 *
 * A face is one font file. A font is a face with a set of features; fonts of one face share its codes. A code
 * is a pair (glyph, text it stands for): what a page shows and what a reader extracts, so that a no-break
 * space and a space, or U+2011 and the U+2010 glyph it borrows, stay different characters though they look
 * the same. */
#ifndef MKR_TEXT_FONT_H
#define MKR_TEXT_FONT_H

#include "base/diag.h"

typedef struct mkr_fonts mkr_fonts; /* all faces and fonts of one document, with the word cache */
typedef struct mkr_face mkr_face;
typedef struct mkr_font mkr_font;

enum { MKR_TABULAR = 1, MKR_LIGATURES = 2 }; /* features; kerning and lining figures are always on */

/* Read the catalogue data_dir/fonts/catalogue. Files are opened when first asked for. False after a message.
 */
bool mkr_fonts_open(mkr_arena *arena, mkr_diag *diag, const char *data_dir, mkr_fonts **out);

/* A font of the family with the nearest weight (100 to 900). NULL after a message naming the package to
 * install. */
const mkr_font *mkr_font_find(mkr_fonts *fonts, const char *family, int weight, bool italic,
                              unsigned features, mkr_where where);

const mkr_face *mkr_font_face(const mkr_font *font);

/* ---- faces, as the pdf and image stages need them */

typedef struct mkr_face_code {
    uint32_t gid;
    const char *text; /* UTF-8, at least one character */
    uint16_t advance; /* natural, font units */
    int16_t dx,
        dy; /* where the glyph is drawn, from the pen, y upwards; 0 but for marks placed over letters */
} mkr_face_code;

typedef struct mkr_face_metrics {
    const char *name; /* PostScript name: "Lato-Semibold" */
    const char *family; /* "Lato" */
    uint16_t units_per_em;
    int16_t ascent, descent, cap_height, x_min, y_min, x_max, y_max; /* font units */
    int16_t weight;
    int32_t italic_angle; /* 1/1000 degree */
    bool fixed_pitch, cff;
} mkr_face_metrics;

const mkr_face_metrics *mkr_face_measures(const mkr_face *face);
size_t mkr_face_codes(const mkr_face *face,
                      const mkr_face_code **codes); /* codes 1 to n-1 are in use; codes[0] is not */
const void *mkr_face_file(const mkr_face *face, size_t *bytes); /* the whole font file */
size_t mkr_fonts_faces(const mkr_fonts *fonts, const mkr_face *const **faces); /* those with codes in use */
unsigned mkr_face_index(const mkr_face *face); /* a face's position among them */

/* Outline of a glyph in font units, y upwards. */
typedef struct mkr_outline_sink {
    void (*move)(void *user, float x, float y);
    void (*line)(void *user, float x, float y);
    void (*quad)(void *user, float cx, float cy, float x, float y);
    void (*cubic)(void *user, float ax, float ay, float bx, float by, float x, float y);
    void (*close)(void *user);
} mkr_outline_sink;
void mkr_face_outline(const mkr_face *face, uint32_t gid, const mkr_outline_sink *sink, void *user);

/* ---- shaped text */

/* How a word is shaped. */
typedef struct mkr_shaping {
    const mkr_font *font;
    uint8_t language; /* mkr_fonts_language */
    bool right_to_left;
} mkr_shaping;

/* The number by which the fonts know a language (BCP 47; NULL: English). It chooses among the forms a font
 * has for a letter. */
uint8_t mkr_fonts_language(mkr_fonts *fonts, const char *tag);

/* Does anything in n bytes of UTF-8 run right to left? */
bool mkr_text_turns(const char *s, size_t n);

typedef struct mkr_glyph {
    uint16_t code;
    int16_t adjust; /* font units to add to the natural advance: kerning */
} mkr_glyph;

/* Glyphs of one face. */
typedef struct mkr_glyph_run {
    const mkr_face *face;
    const mkr_glyph *glyphs;
    uint32_t n;
    int32_t width; /* font units of face */
} mkr_glyph_run;

/* A shaped word: its glyphs in the order of its characters, whichever way it runs. Text without breakable
 * spaces, or nothing but spaces. More than one run where a fallback font had to help, and where a line may
 * break inside the word. Lives until the next mkr_lines_... or mkr_draw_... call, which may empty the cache.
 */
typedef struct mkr_word {
    const mkr_glyph_run *runs;
    const bool *break_after; /* for each run: may a line end after it? */
    uint32_t n;
    uint32_t role; /* what it is to its neighbours: text/tie.h */
    struct mkr_divisions *divisions; /* where it may be divided, once asked: text/hyphen.h */
} mkr_word;

/* Shape (or find in the cache) n bytes of UTF-8. A character that no font of the catalogue has is reported
 * once per place, naming U+XXXX, and NULL is returned.
 *
 * The texts of a word's codes, put together, are exactly the word's text (but for U+FEFF, which becomes
 * U+2060, its modern form: ISO 14289-1 7.21.7 lets no glyph stand for U+FEFF). Characters that show nothing
 * (soft hyphen, zero-width space and joiners) are glyphs of no width with their own text. A soft hyphen does
 * not end a run: a line broken there has to show a hyphen (text/divide.c). A tab looks like a space. Control
 * characters have no glyph. */
const mkr_word *mkr_word_shape(mkr_fonts *fonts, const mkr_shaping *how, const char *s, size_t n,
                               mkr_where where);

/* Empty the word cache when it has grown too large. Called where no mkr_word is in use: before a paragraph is
 * broken, before a label is drawn. */
void mkr_words_trim(mkr_fonts *fonts);

/* Width of a run at a size. */
static inline mkr_len mkr_font_scale(int64_t units, mkr_len size, const mkr_face *face) {
    int64_t em = mkr_face_measures(face)->units_per_em;
    int64_t twice = 2 * units * size;
    return (mkr_len)((twice + (twice < 0 ? -em : em)) / (2 * em));
}

#endif
