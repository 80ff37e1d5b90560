/* arc.c - angles, and rings cut into sectors, in whole numbers.
 *
 * Angles are millionths of a degree, clockwise from 12 o'clock. Sine and cosine are the first terms of their
 * series, reckoned with 30 binary places for angles up to 45 degrees, where they are exact to one in three
 * million: a tenth of a thousandth of a point on the largest wheel. The mathematical library is not asked, as
 * its last places differ from machine to machine. An arc is drawn as cubic curves of at most 45 degrees each,
 * which leave a circle by less than one part in 200,000. */
#include "chart/wheel.h"

#define ONE ((int64_t)1 << 30)
#define RIGHT_ANGLE (90 * MKR_DEGREE)
#define RADIANS_1E6 18740330 /* of a degree, with 30 binary places */

enum { MOST_CURVES = 8, CURVE = 45 }; /* of an arc; degrees */

static int64_t times(int64_t a, int64_t b) {
    return a * b / ONE;
}

static int64_t radians(mkr_angle a) {
    return (int64_t)a * RADIANS_1E6 / MKR_DEGREE;
}

/* x - x^3/6 + x^5/120 - x^7/5040, for 0 to 45 degrees */
static int64_t sine_of(mkr_angle a) {
    int64_t x = radians(a), square = times(x, x);
    return times(x, ONE - times(square, ONE - times(square, ONE - square / 42) / 20) / 6);
}

/* 1 - x^2/2 + x^4/24 - x^6/720 + x^8/40320 */
static int64_t cosine_of(mkr_angle a) {
    int64_t x = radians(a), square = times(x, x);
    return ONE - times(square, ONE - times(square, ONE - times(square, ONE - square / 56) / 30) / 12) / 2;
}

typedef struct direction { /* of length ONE */
    int64_t x, y; /* downwards */
} direction;

static direction towards(mkr_angle a) {
    a = (a % MKR_TURN + MKR_TURN) % MKR_TURN;
    mkr_angle rest = a % RIGHT_ANGLE;
    bool steep = rest <= RIGHT_ANGLE / 2;
    int64_t sine = steep ? sine_of(rest) : cosine_of(RIGHT_ANGLE - rest),
            cosine = steep ? cosine_of(rest) : sine_of(RIGHT_ANGLE - rest);
    switch (a / RIGHT_ANGLE) {
    case 0:
        return (direction){sine, -cosine};
    case 1:
        return (direction){cosine, sine};
    case 2:
        return (direction){-sine, cosine};
    default:
        return (direction){-cosine, -sine};
    }
}

static mkr_len along(int64_t unit, int64_t length) {
    int64_t product = unit * length;
    return (mkr_len)((product + (product < 0 ? -ONE / 2 : ONE / 2)) / ONE);
}

mkr_point mkr_polar(mkr_point centre, mkr_len r, mkr_angle a) {
    direction d = towards(a);
    return (mkr_point){centre.x + along(d.x, r), centre.y + along(d.y, r)};
}

mkr_len mkr_angle_beside(mkr_point centre, mkr_angle a, mkr_point p) {
    direction d = towards(a);
    return (mkr_len)((d.x * (p.y - centre.y) - d.y * (p.x - centre.x)) / ONE);
}

/* How long the handles of a curve over this angle are: 4/3 of the tangent of a quarter of it. */
static mkr_len handle(mkr_len r, mkr_angle a) {
    mkr_angle quarter = (a < 0 ? -a : a) / 4;
    int64_t tangent = sine_of(quarter) * ONE / cosine_of(quarter);
    return along(tangent, (int64_t)(a < 0 ? -r : r) * 4 / 3);
}

/* Add the points of an arc after its first, which is there; either way round. Gives how many curves. */
static size_t add_arc(mkr_point centre, mkr_len r, mkr_angle from, mkr_angle to, mkr_point *points) {
    mkr_angle whole = to - from, size = whole < 0 ? -whole : whole;
    mkr_angle n = (size + CURVE * MKR_DEGREE - 1) / (CURVE * MKR_DEGREE);
    for (mkr_angle i = 0; i < n; i++) {
        mkr_angle a = from + (mkr_angle)((int64_t)whole * i / n),
                  b = from + (mkr_angle)((int64_t)whole * (i + 1) / n);
        mkr_len k = handle(r, b - a);
        points[3 * i] = mkr_polar(mkr_polar(centre, r, a), k, a + RIGHT_ANGLE);
        points[3 * i + 1] = mkr_polar(mkr_polar(centre, r, b), -k, b + RIGHT_ANGLE);
        points[3 * i + 2] = mkr_polar(centre, r, b);
    }
    return (size_t)n;
}

void mkr_sector_draw(mkr_items *to, uint32_t elem, const mkr_sector *s, mkr_pen pen) {
    mkr_point *points = mkr_alloc_array(to->arena, 6 * MOST_CURVES + 2, sizeof *points);
    char *verbs = mkr_alloc(to->arena, 2 * MOST_CURVES + 4);
    size_t verb = 0, n;
    points[0] = mkr_polar(s->centre, s->outer, s->from);
    verbs[verb++] = 'M';
    n = add_arc(s->centre, s->outer, s->from, s->to, points + 1);
    for (size_t i = 0; i < n; i++)
        verbs[verb++] = 'C';
    points[1 + 3 * n] = mkr_polar(s->centre, s->inner, s->to);
    verbs[verb++] = 'L';
    add_arc(s->centre, s->inner, s->to, s->from, points + 2 + 3 * n);
    for (size_t i = 0; i < n; i++)
        verbs[verb++] = 'C';
    verbs[verb++] = 'Z';
    mkr_path_push(to, elem, verbs, points, pen);
}
