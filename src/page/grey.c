/* grey.c - a proof in shades of grey: every colour becomes the grey of the same luminance.
 *
 * A picture of millions of pixels costs three look-ups and a search of 256 steps each. */
#include "page/grey.h"

#include "base/colour.h"

typedef struct greys {
    mkr_arena *arena;
    uint32_t luminance[256]; /* of each shade of grey */
    struct { /* open addressing: every picture is made grey once, wherever it is repeated */
        const mkr_picture *seen, *grey;
    } * slots;
    size_t n_slots; /* a power of two */
} greys;

/* The shade whose luminance is nearest. */
static uint8_t shade_of(const greys *g, mkr_colour colour) {
    const uint32_t *of = g->luminance, wanted = mkr_luminance(colour);
    unsigned low = 0, high = 255;
    while (low < high) { /* the first that is no darker */
        unsigned middle = (low + high) / 2;
        if (of[middle] < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    bool darker = low > 0 && wanted - of[low - 1] < of[low] - wanted;
    return (uint8_t)(darker ? low - 1 : low);
}

static void turn_grey(const greys *g, mkr_colour *colour) {
    if (*colour != MKR_NO_COLOUR)
        *colour = 0x10101u * shade_of(g, *colour);
}

static const mkr_picture *make_grey(const greys *g, const mkr_picture *picture) {
    size_t n = (size_t)picture->width * picture->height;
    mkr_picture *grey = mkr_alloc(g->arena, sizeof *grey);
    uint8_t *pixels = mkr_alloc(g->arena, n);
    mkr_arena *scratch = mkr_arena_child(g->arena);
    const uint8_t *rgb = mkr_picture_rgb(scratch, picture);
    for (size_t i = 0; i < n; i++)
        pixels[i] = shade_of(g, (mkr_colour)(rgb[3 * i] << 16 | rgb[3 * i + 1] << 8 | rgb[3 * i + 2]));
    mkr_arena_free(scratch);
    *grey = *picture;
    grey->channels = 1;
    grey->pixels = pixels;
    grey->jpeg = grey->profile = NULL;
    grey->jpeg_bytes = grey->profile_bytes = 0;
    return grey;
}

static const mkr_picture *grey_picture(const greys *g, const mkr_picture *picture) {
    size_t i = (size_t)picture / sizeof *picture & (g->n_slots - 1);
    while (g->slots[i].seen && g->slots[i].seen != picture)
        i = (i + 1) & (g->n_slots - 1);
    if (!g->slots[i].seen) {
        g->slots[i].seen = picture;
        g->slots[i].grey = make_grey(g, picture);
    }
    return g->slots[i].grey;
}

static size_t count_pictures(const mkr_pages *pages) {
    size_t n = 0;
    for (size_t p = 0; p < pages->at.n; p++)
        for (size_t i = 0; i < pages->at.at[p]->items.list.n; i++)
            n += pages->at.at[p]->items.list.at[i].kind == MKR_ITEM_IMAGE;
    return n;
}

static void turn_item(const greys *g, mkr_item *item) {
    if (item->kind == MKR_ITEM_TEXT) {
        turn_grey(g, &item->text.colour);
    } else if (item->kind == MKR_ITEM_PATH) {
        turn_grey(g, &item->path.fill);
        turn_grey(g, &item->path.stroke);
    } else {
        item->picture.image = grey_picture(g, item->picture.image);
    }
}

void mkr_pages_grey(mkr_arena *arena, mkr_pages *pages) {
    greys *g = mkr_alloc(arena, sizeof *g);
    g->arena = arena;
    const size_t pictures = count_pictures(pages);
    for (g->n_slots = 1; g->n_slots <= 2 * pictures;)
        g->n_slots *= 2;
    g->slots = mkr_alloc_array(arena, g->n_slots, sizeof *g->slots);
    for (unsigned i = 0; i < 256; i++)
        g->luminance[i] = mkr_luminance(0x10101u * i);
    for (size_t p = 0; p < pages->at.n; p++)
        for (size_t i = 0; i < pages->at.at[p]->items.list.n; i++)
            turn_item(g, &pages->at.at[p]->items.list.at[i]);
}
