/* say.c - words of the house style with a figure in them. */
#include "chart/plot.h"

#include <string.h>

const char *mkr_chart_say(mkr_arena *arena, const char *pattern, const char *name, const char *value) {
    const char *mark = mkr_printf(arena, "{%s}", name), *at = strstr(pattern, mark);
    if (!at)
        return pattern;
    return mkr_printf(arena, "%.*s%s%s", (int)(at - pattern), pattern, value, at + strlen(mark));
}

const char *mkr_chart_axis_note(mkr_arena *arena, const char *pattern, const char *value, bool after_title) {
    const char *words = mkr_chart_say(arena, pattern, "value", value);
    if (after_title)
        return mkr_printf(arena, ", %s", words);
    char *alone = mkr_strdup(arena, words);
    if (alone[0] >= 'a' && alone[0] <= 'z')
        alone[0] = (char)(alone[0] - 'a' + 'A');
    return alone;
}
