/* chart_attr.c - how the attributes of charts are read: each way of writing one has one reader. */
#include <string.h>

#include "report/chart_build.h"

bool mkr_build_is_yes(const mkr_node *node, const char *name) {
    const char *text = mkr_node_attr(node, name);
    return text && !strcmp(text, "yes");
}

mkr_where mkr_build_where(const mkr_node *node, const char *name) {
    const mkr_attr *attr = mkr_node_find_attr(node, name);
    return attr ? attr->where : node->where;
}

uint8_t mkr_build_choice(const mkr_node *node, const char *name, const char *const *words) {
    const char *text = mkr_node_attr(node, name);
    for (uint8_t i = 0; text && words[i]; i++)
        if (!strcmp(text, words[i]))
            return i + 1;
    return 0;
}

mkr_table_place mkr_build_table_place(const mkr_node *node) {
    static const char *const words[] = {"below", "rows", "attached", "none", NULL};
    static const mkr_table_place places[] = {MKR_TABLE_BELOW, MKR_TABLE_BELOW, MKR_TABLE_ROWS,
                                             MKR_TABLE_ATTACHED, MKR_TABLE_NONE};
    return places[mkr_build_choice(node, "table", words)];
}

bool mkr_build_list_next(const char **s, char between, const char **at, size_t *n) {
    static const char blanks[] = " \t\r\n";
    const char stop[] = {between, '\0'};
    for (*s += strspn(*s, blanks); between != ' ' && **s == between;)
        *s += 1 + strspn(*s + 1, blanks);
    *at = *s;
    *n = strcspn(*s, between == ' ' ? blanks : stop);
    *s += *n;
    while (*n > 0 && strchr(blanks, (*at)[*n - 1]))
        --*n;
    return *n > 0;
}
