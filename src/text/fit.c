/* fit.c - total fit: the best way to end a line after unit j is the best over all units i that a line ending
 * there can begin with. Only the few units that fit on a line are looked at, so time grows with the length of
 * the text alone.
 *
 * Ragged right, a line costs the cube of its slack. Why the cube: the square lets one short line in among
 * full ones, higher powers only watch the worst line. Why no cost for breaking after a hyphen that is there
 * anyhow: ragged-right text needs few such breaks, and takes them only where they help. A hyphen of ours
 * costs as much as a fifth of a line left empty.
 *
 * Justified, a line costs what it does in TeX (Knuth and Plass, Breaking Paragraphs into Lines, 1981): its
 * badness is 100 times the cube of the ratio in which its spaces are stretched (1: by half) or shrunk (1: by
 * a third, and never more), and its demerits (10 + badness)^2. A line that cannot be filled in any good way
 * is set all the same, as loose as it must be; so no paragraph fails and no line overflows.
 *
 * A hyphen at the end of a line that follows two others costs more than any line can, so a third is not seen
 * where there is any other way. How many hyphens a row has is known of the best way to each break, not of all
 * ways: the second best way might have led to a better paragraph, but hardly ever does. */
#include "text/fit.h"

#include "text/fonts.h"
#include "text/justify.h"

enum {
    MOST_UNITS = 1000, /* on one line: bounds the search where glyphs have no width */
    SLACK_BITS =
        13, /* slack is measured in 1/8192 of a line or coarser, so cubes of 8 million lines add up */
    SHORT_WORD = 5, /* letters that make a last word long enough to stand alone */
    HYPHENS_IN_A_ROW = 2,
    RATIO = 64, /* one in ratios of stretch */
    LOOSE = 10 * RATIO, /* from here on, badness grows as the ratio: all such lines are bad */
    LOOSEST = 1000 * RATIO,
    HYPHEN_DEMERITS = 50 * 50, /* TeX's \hyphenpenalty */
    TWO_HYPHENS_DEMERITS = 10000 /* and \doublehyphendemerits */
};

/* For a break before unit i: best[i] is the least cost of the lines before it, from[i] where the last of them
 * begins, hyphens[i] how many of them in a row end with a hyphen, and again[i] that cost when one more line
 * will. Without hyphens in the paragraph, again is best. */
typedef struct fit {
    int64_t width;
    unsigned shift; /* from positions to units of slack */
    int64_t *best, *again;
    uint32_t *from;
    uint8_t *hyphens; /* NULL: there are none */
    int64_t hyphen_cost, two_hyphens_cost, more_hyphens_cost;
    int64_t *spaces, *spaces_end; /* justified: width of all spaces before each unit's start and end */
    size_t half; /* justified: the last unit from which a line to where we are is half full */
} fit;

/* ---- costs */

static int64_t line_cost(const fit *f, int64_t used) {
    int64_t slack = (f->width - used) >> f->shift;
    return slack * slack * slack;
}

/* Demerits of a line that lacks `slack`, with spaces that wide in all. */
static int64_t demerits(int64_t slack, int64_t spaces) {
    int64_t give = slack >= 0 ? spaces / 2 : spaces / 3, size = slack >= 0 ? slack : -slack;
    int64_t ratio = size < give * (LOOSEST / RATIO) ? size * RATIO / give : size > 0 ? LOOSEST : 0;
    int64_t usual = ratio < LOOSE ? ratio : LOOSE;
    int64_t badness = 100 * usual * usual * usual / (RATIO * RATIO * RATIO) + 100 * (ratio - usual) / RATIO;
    return (10 + badness) * (10 + badness);
}

static int64_t end_of(const mkr_units *s, size_t u) {
    const mkr_hyphen *hyphen = mkr_unit_hyphen(s, u);
    return s->units.at[u].end + (hyphen ? hyphen->width : 0);
}

/* The line of units [from, j] is the best before unit j + 1. */
static inline void settle(fit *f, const mkr_unit *unit, size_t j, size_t from, int64_t cost) {
    f->best[j + 1] = cost;
    f->from[j + 1] = (uint32_t)from;
    if (!f->hyphens)
        return;
    unsigned row = unit->hyphen ? f->hyphens[from] + 1u : 0;
    f->hyphens[j + 1] = (uint8_t)(row < HYPHENS_IN_A_ROW ? row : HYPHENS_IN_A_ROW);
    f->best[j + 1] += unit->hyphen ? f->hyphen_cost : 0;
    f->again[j + 1] = f->best[j + 1] + (row >= HYPHENS_IN_A_ROW ? f->more_hyphens_cost
                                        : row > 0               ? f->two_hyphens_cost
                                                                : 0);
}

/* ---- lines */

/* The best line that ends with unit j, in the paragraph that begins with unit first. */
static void fit_line(const mkr_units *s, fit *f, size_t first, size_t j) {
    const mkr_unit *units = s->units.at;
    const int64_t *before = units[j].hyphen ? f->again : f->best;
    size_t least = j - first < MOST_UNITS ? first : j - MOST_UNITS, from = j;
    int64_t end = end_of(s, j), used = end - units[j].start;
    int64_t best = before[j] + (used < f->width ? line_cost(f, used) : 0); /* alone it has to fit */
    for (size_t i = j; i-- > least && (used = end - units[i].start) <= f->width;) {
        int64_t cost = before[i] + line_cost(f, used);
        if (cost < best) {
            best = cost;
            from = i;
        }
    }
    settle(f, &units[j], j, from, best);
}

/* Where to begin looking for the first unit of a justified line that ends at `end`: lines less than half full
 * are left out when a fuller one fits. */
static size_t first_tried(const mkr_units *s, fit *f, size_t j, int64_t end) {
    const mkr_unit *units = s->units.at;
    while (f->half < j && end - units[f->half + 1].start >= f->width / 2)
        f->half++;
    return end - units[f->half].start <= f->width ? f->half + 1 : j;
}

static void fit_justified_line(const mkr_units *s, fit *f, size_t first, size_t j) {
    const mkr_unit *units = s->units.at;
    const int64_t *before = units[j].hyphen ? f->again : f->best;
    size_t least = j - first < MOST_UNITS ? first : j - MOST_UNITS, from = j;
    int64_t end = end_of(s, j), slack = f->width - (end - units[j].start);
    int64_t best = before[j] + demerits(slack > 0 ? slack : 0, f->spaces_end[j] - f->spaces[j]);
    for (size_t i = first_tried(s, f, j, end); i-- > least;) {
        int64_t spaces = f->spaces_end[j] - f->spaces[i];
        slack = f->width - (end - units[i].start);
        if (slack < -(spaces / 3))
            break;
        int64_t cost = before[i] + demerits(slack, spaces);
        if (cost < best) {
            best = cost;
            from = i;
        }
    }
    settle(f, &units[j], j, from, best);
}

/* Is the unit a single word of few letters? Punctuation does not count. */
static bool is_short_word(const mkr_units *s, size_t u) {
    size_t letters = 0;
    for (size_t i = s->units.at[u].stretch;
         i < mkr_unit_stretches_end(s, u) && s->stretches.at[i].x < s->units.at[u].end; i++) {
        const mkr_stretch *p = &s->stretches.at[i];
        const mkr_face_code *codes;
        if (!p->face)
            return false;
        mkr_face_codes(p->face, &codes);
        for (uint32_t g = 0; g < p->n && letters < SHORT_WORD; g++) {
            uint8_t c = (uint8_t)*codes[p->glyphs[g].code].text;
            if (c == ' ' || c == '\t')
                return false; /* two words */
            letters +=
                c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        }
    }
    return letters < SHORT_WORD;
}

/* The last line costs nothing, but should not be one short word. */
static void fit_last_line(const mkr_units *s, fit *f, size_t first, size_t j) {
    const mkr_unit *units = s->units.at;
    size_t least = j - first < MOST_UNITS ? first : j - MOST_UNITS, from = j;
    bool avoid = j > first && is_short_word(s, j);
    for (size_t i = j; i-- > least && units[j].end - units[i].start <= f->width;)
        if (avoid || f->best[i] < f->best[from]) {
            from = i;
            avoid = false;
        }
    settle(f, &units[j], j, from, f->best[from]);
}

/* Choose the lines of the paragraph of units [first, last]: starts[k] is set for each unit that begins a
 * line. Returns how many do. */
static size_t fit_paragraph(const mkr_units *s, fit *f, size_t first, size_t last, bool *starts) {
    size_t lines = 0;
    f->best[first] = f->again[first] = 0;
    f->half = first;
    for (size_t j = first; j < last; j++)
        if (f->spaces)
            fit_justified_line(s, f, first, j);
        else
            fit_line(s, f, first, j);
    fit_last_line(s, f, first, last);
    for (size_t i = last + 1; i > first; lines++) {
        i = f->from[i];
        starts[i] = true;
    }
    return lines;
}

/* ---- paragraphs */

static void measure_spaces(const mkr_units *s, fit *f) {
    int64_t sum = 0;
    for (size_t u = 0; u < s->units.n; u++) {
        f->spaces[u] = f->spaces_end[u] = sum;
        for (size_t i = s->units.at[u].stretch; i < mkr_unit_stretches_end(s, u); i++) {
            const mkr_stretch *p = &s->stretches.at[i];
            sum += mkr_spaces_width(s, p);
            if (p->x < s->units.at[u].end)
                f->spaces_end[u] = sum;
        }
    }
}

static void price_hyphens(fit *f) {
    int64_t line = f->width >> f->shift, fifth = line / 5;
    f->hyphen_cost = f->spaces ? HYPHEN_DEMERITS : fifth * fifth * fifth;
    f->two_hyphens_cost = f->spaces ? TWO_HYPHENS_DEMERITS : f->hyphen_cost;
    f->more_hyphens_cost = f->spaces ? demerits(1, 0) : line * line * line;
}

static fit new_fit(const mkr_units *s, int64_t width, bool justified) {
    size_t n = s->units.n + 1;
    fit f = {.width = width,
             .best = mkr_alloc_array(s->scratch, n, sizeof *f.best),
             .from = mkr_alloc_array(s->scratch, n, sizeof *f.from)};
    f.again = f.best;
    while (width >> f.shift >= 1 << SLACK_BITS)
        f.shift++;
    if (justified) {
        f.spaces = mkr_alloc_array(s->scratch, n, sizeof *f.spaces);
        f.spaces_end = mkr_alloc_array(s->scratch, n, sizeof *f.spaces_end);
        measure_spaces(s, &f);
    }
    if (s->hyphens.n > 0) {
        f.again = mkr_alloc_array(s->scratch, n, sizeof *f.again);
        f.hyphens = mkr_alloc_array(s->scratch, n, sizeof *f.hyphens);
        price_hyphens(&f);
    }
    return f;
}

size_t mkr_units_fit(const mkr_units *s, int64_t width, bool justified, bool *starts) {
    fit f = new_fit(s, width, justified);
    size_t lines = 0, first = 0;
    for (size_t i = 0; i < s->units.n; i++)
        if (s->units.at[i].last) {
            lines += fit_paragraph(s, &f, first, i, starts);
            first = i + 1;
        }
    return lines;
}
