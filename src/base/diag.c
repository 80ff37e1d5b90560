/* diag.c - messages and the nearest right name. */
#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Is a level, as diag.def writes it, DRAFT? */
enum { IS_NOTICE, IS_WARNING = 0, IS_ERROR = 0, IS_FAILURE = 0, IS_DRAFT = 1 };

static const struct {
    mkr_level level;
    bool draft;
    const char *name, *text, *advice;
} codes[] = {
#define X(code, level, text, advice) {MKR_##level, IS_##level, #code, text, advice},
#include "base/diag.def"
#undef X
};

mkr_level mkr_code_level(mkr_code code) {
    return codes[code].level;
}
bool mkr_code_is_draft(mkr_code code) {
    return codes[code].draft;
}
const char *mkr_code_name(mkr_code code) {
    return codes[code].name;
}
const char *mkr_code_text(mkr_code code) {
    return codes[code].text;
}
const char *mkr_code_advice(mkr_code code) {
    return codes[code].advice;
}

bool mkr_open(mkr_diag *d, mkr_code code, mkr_where where, const char *details) {
    if (d->final)
        return mkr_say(d, code, where, "%s", details);
    d->open[code]++;
    return true;
}

bool mkr_say(mkr_diag *d, mkr_code code, mkr_where where, const char *details, ...) {
    mkr_level level = codes[code].level;
    d->open[code] += codes[code].draft;
    if (codes[code].draft && d->final) {
        level = MKR_ERROR;
    } else if (level == MKR_WARNING && d->strict) {
        level = MKR_ERROR;
        d->raised++;
    }
    d->said[level]++;
    if (d->say && !(level == MKR_ERROR && d->said[MKR_ERROR] > MKR_MOST_ERRORS)) {
        size_t room = sizeof d->buffer;
        int n = snprintf(d->buffer, room, "%s", codes[code].text);
        if (details) {
            n += snprintf(d->buffer + n, room - (size_t)n, ": ");
            va_list args;
            va_start(args, details);
            int more = vsnprintf(d->buffer + n, room - (size_t)n, details, args);
            va_end(args);
            if (more >= (int)room - n) { /* cut at a character's end, never inside one */
                size_t end = room - 4;
                while (((unsigned char)d->buffer[end] & 0xC0) == 0x80)
                    end--;
                strcpy(d->buffer + end, "...");
            }
        }
        d->say(d->user, level, codes[code].name, where, d->buffer);
    }
    return level < MKR_ERROR;
}

void mkr_coerced(mkr_diag *d, mkr_where where, const char *how, const char *from, const char *to) {
    if (d->coerced)
        d->coerced(d->user, where, how, from, to);
}

bool mkr_diag_failed(const mkr_diag *d) {
    return d->said[MKR_ERROR] || d->said[MKR_FAILURE];
}

enum { LONGEST_NAME = 48 };

/* Optimal string alignment distance: insertions, deletions, substitutions, swapped neighbours. */
static size_t distance(const char *a, const char *b) {
    size_t n = strlen(a), m = strlen(b), d[3][LONGEST_NAME + 1];
    if (n > LONGEST_NAME || m > LONGEST_NAME)
        return SIZE_MAX;
    for (size_t j = 0; j <= m; j++)
        d[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *row = d[i % 3], *above = d[(i + 2) % 3], *two = d[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = above[j - 1] + (a[i - 1] != b[j - 1]);
            if (above[j] + 1 < best)
                best = above[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && two[j - 2] + 1 < best)
                best = two[j - 2] + 1;
            row[j] = best;
        }
    }
    return d[n % 3][m];
}

const char *mkr_nearest(const char *wrong, const char *const *names) {
    const char *near = NULL;
    size_t least = strlen(wrong) / 2 + 1; /* further than this is another word */
    for (; *names; names++) {
        size_t n = distance(wrong, *names);
        if (n < least) {
            least = n;
            near = *names;
        }
    }
    return near;
}
