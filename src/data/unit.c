/* unit.c - how the unit of an indicator is printed with its figures. */
#include "data/unit.h"

#include "base/ascii.h"

enum {
    LONGEST = 15
}; /* bytes of a unit that is printed after each figure: "working days" is, "homes per year" */

static bool is_listed(const char *unit, const char *const *list) {
    for (; *list; list++) {
        size_t n = mkr_same_letters(unit, *list);
        if (!unit[n] && !(*list)[n])
            return true;
    }
    return false;
}

bool mkr_unit_is_percent(const char *unit) {
    static const char *const percent[] = {"%", "percent", "percentage", "per cent", NULL};
    return is_listed(unit, percent);
}

/* Units that say what kind of figure it is, not what is counted. */
static bool is_unspoken(const char *unit) {
    static const char *const kinds[] = {"number", "no",    "no.",   "count", "ratio",
                                        "rate",   "score", "index", "#",     NULL};
    return is_listed(unit, kinds) || mkr_same_letters(unit, "per ") == 4;
}

/* What follows the pound sign: "m", "k", "bn" stand close, " per week" as it is; "£000" says nothing after a
 * figure. */
static mkr_unit_parts split_pounds(const char *rest) {
    static const char *const scales[] = {"", "m", "k", "bn", NULL};
    if (is_listed(rest, scales))
        return (mkr_unit_parts){.pounds = true, .after = rest};
    if (*rest == ' ' && strlen(rest) <= LONGEST)
        return (mkr_unit_parts){.pounds = true, .blank = true, .after = rest + 1};
    return (mkr_unit_parts){.after = ""};
}

mkr_unit_parts mkr_unit_split(const char *unit) {
    if (mkr_unit_is_percent(unit))
        return (mkr_unit_parts){.after = "%"};
    if (strncmp(unit, "£", 2) == 0)
        return split_pounds(unit + 2);
    if (!*unit || is_unspoken(unit) || strlen(unit) > LONGEST)
        return (mkr_unit_parts){.after = ""};
    return (mkr_unit_parts){.blank = true, .after = unit};
}
