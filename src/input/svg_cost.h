/* svg_cost.h - how long an SVG takes to draw, reckoned before it is drawn (private to input). */
#ifndef MKR_INPUT_SVG_COST_H
#define MKR_INPUT_SVG_COST_H

#include "base/arena.h"

typedef struct mkr_svg_cost mkr_svg_cost;

enum { MKR_SVG_DEEPEST = 50 }; /* of elements in one another, the outermost is at 0 */

mkr_svg_cost *mkr_svg_cost_new(mkr_arena *arena);

/* An element, in the order of the file; what follows is about it until the next. */
void mkr_svg_cost_element(mkr_svg_cost *cost, const char *name, int depth);
/* One of its attributes, or of the declarations in its style. */
void mkr_svg_cost_property(mkr_svg_cost *cost, const char *name, const char *value);
/* A declaration of a style sheet, which may be about any element; how many rules there are. */
void mkr_svg_cost_sheet_property(mkr_svg_cost *cost, const char *name, const char *value);
void mkr_svg_cost_rules(mkr_svg_cost *cost, size_t n);

/* When all has been told: how many pixels it may be drawn with; 0: *why says what it has too much of. */
uint64_t mkr_svg_cost_pixels(mkr_svg_cost *cost, const char **why);

#endif
