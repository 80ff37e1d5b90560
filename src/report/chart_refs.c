/* chart_refs.c - the measures that a chart names by their references. */
#include <string.h>

#include "report/build.h"

enum { MOST_COMPARED = 2000 }; /* references looked through for a near one */

/* The reference nearest to one that is not there, or NULL. */
static const char *find_near(mkr_builder *b, const char *ref) {
    size_t n = b->data->n < MOST_COMPARED ? b->data->n : MOST_COMPARED;
    const char **refs = mkr_alloc_array(b->arena, n + 1, sizeof *refs); /* the last stays NULL */
    for (size_t i = 0; i < n; i++)
        refs[i] = b->data->indicators[i].ref;
    return mkr_nearest(ref, refs);
}

const mkr_indicator *mkr_build_measure(mkr_builder *b, mkr_where where, const char *ref) {
    const mkr_indicator *i = mkr_data_find(b->data, ref);
    if (i)
        return i;
    const char *near = find_near(b, ref);
    if (near)
        mkr_say(b->diag, MKR_E_CHART_REF, where, "\"%s\"; did you mean \"%s\"?", ref, near);
    else
        mkr_say(b->diag, MKR_E_CHART_REF, where, "\"%s\"", ref);
    return NULL;
}

/* Every measure, in the order of the data. */
static const mkr_indicator **list_all(mkr_builder *b, size_t *n) {
    const mkr_indicator **list = mkr_alloc_array(b->arena, b->data->n, sizeof *list);
    for (size_t i = 0; i < b->data->n; i++)
        list[i] = &b->data->indicators[i];
    *n = b->data->n;
    return list;
}

const mkr_indicator **mkr_build_measures(mkr_builder *b, const mkr_node *node, const char *attr, size_t *n) {
    static const char blanks[] = " \t\n";
    const mkr_attr *refs = mkr_node_find_attr(node, attr);
    if (!refs)
        return list_all(b, n);
    const mkr_indicator **list = mkr_alloc_array(b->arena, strlen(refs->value) / 2 + 1, sizeof *list);
    bool ok = true;
    *n = 0;
    if ((list[0] = mkr_data_find(b->data, refs->value))) { /* one, which may have blanks in it */
        *n = 1;
        return list;
    }
    for (const char *s = refs->value + strspn(refs->value, blanks); *s; s += strspn(s, blanks)) {
        size_t length = strcspn(s, blanks);
        list[*n] = mkr_build_measure(b, refs->where, mkr_strndup(b->arena, s, length));
        ok = list[(*n)++] && ok;
        s += length;
    }
    if (*n == 0)
        ok = mkr_say(b->diag, MKR_E_CHART_REF, refs->where, "\"%s\"", refs->value);
    return ok ? list : NULL;
}
