/* risk_map_alt.c - what a risk map shows, in words. */
#include "chart/plot.h"

#include "base/buffer.h"

enum { LONGEST = 400 }; /* an alternative text that would be longer counts the risks instead of naming them */

/* "High: R2, R3.", or, without names, "High: 2." */
static void say_band(mkr_buffer *out, const mkr_risk_map *map, const mkr_risk_band *band, bool names) {
    size_t n = 0;
    for (size_t i = 0; i < map->n; i++) {
        uint32_t score = map->risks[i].at[0] * map->risks[i].at[1];
        if (score < band->from || score > band->to)
            continue;
        if (n++ == 0)
            mkr_buffer_printf(out, " %s:", band->word);
        if (names)
            mkr_buffer_printf(out, "%s %s", n > 1 ? "," : "", map->risks[i].ref);
    }
    if (n && !names)
        mkr_buffer_printf(out, " %zu", n);
    if (n)
        mkr_buffer_putc(out, '.');
}

typedef enum detail { COUNTS, MOVES_BY_NAME, ALL_BY_NAME } detail;

static mkr_buffer describe(mkr_arena *arena, const mkr_chart_style *style, const mkr_risk_map *map,
                           detail wanted) {
    mkr_buffer out = mkr_buffer_new(arena);
    const mkr_risk_scale *scale = &style->scale;
    const char *summary = wanted == COUNTS ? map->counts : map->summary;
    mkr_buffer_printf(&out, "Risk map, %u by %u. %s of %zu risk%s.", scale->size, scale->size, map->at_word,
                      map->n, map->n == 1 ? "" : "s");
    for (size_t i = scale->n_bands; i-- > 0;)
        say_band(&out, map, &scale->bands[i], wanted == ALL_BY_NAME);
    if (*summary)
        mkr_buffer_printf(&out, " %s", summary);
    return out;
}

/* "Risk map, 5 by 5. Current score of 3 risks. Very high: R1. Medium: R2, R3. From the last report to now:
 * Increased R1. Reduced R2, R3." */
char *mkr_risk_map_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_risk_map *map) {
    mkr_buffer out = describe(arena, style, map, ALL_BY_NAME);
    for (int less = MOVES_BY_NAME; out.n > LONGEST && less >= COUNTS; less--)
        out = describe(arena, style, map, (detail)less);
    return mkr_strdup(arena, mkr_buffer_text(&out));
}
