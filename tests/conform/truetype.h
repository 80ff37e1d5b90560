/* truetype.h - the few tables of a TrueType program that the rules ask about, every read checked. */
#ifndef CONFORM_TRUETYPE_H
#define CONFORM_TRUETYPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TRUETYPE_CMAPS 16

typedef struct truetype {
    const uint8_t *data;
    size_t n;
    unsigned units, glyphs, metrics; /* units per em, number of glyphs, of long metrics */
    bool long_loca;
    size_t hmtx, hmtx_n, loca, loca_n, glyf, glyf_n;
    struct {
        unsigned platform, encoding;
        size_t at;
    } cmaps[TRUETYPE_CMAPS];
    size_t n_cmaps;
} truetype;

/* NULL when the program can be used, otherwise what is wrong with it. It borrows the data. */
const char *truetype_open(truetype *t, const uint8_t *data, size_t n);

bool truetype_has_glyph(const truetype *t, unsigned glyph);
/* The advance in thousandths of an em. */
double truetype_width(const truetype *t, unsigned glyph);

bool truetype_has_cmap(const truetype *t, unsigned platform, unsigned encoding);
/* The glyph for a character in that cmap, 0 when there is none. */
unsigned truetype_lookup(const truetype *t, unsigned platform, unsigned encoding, uint32_t character);

#endif
