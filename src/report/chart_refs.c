/* chart_refs.c - the measures that a chart names by their references. */
#include <string.h>

#include "report/chart_build.h"

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
    size_t first = strcspn(ref, " \t\n");
    const char *near = find_near(b, ref);
    if (ref[first] && mkr_data_find(b->data, mkr_strndup(b->arena, ref, first)))
        mkr_say(b->diag, MKR_E_CHART_ONE, where, "\"%s\"", ref);
    else if (near)
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
    const mkr_attr *refs = mkr_node_find_attr(node, attr);
    if (!refs)
        return list_all(b, n);
    const mkr_indicator **list = mkr_alloc_array(b->arena, strlen(refs->value) / 2 + 1, sizeof *list);
    bool ok = true, *drawn = mkr_alloc_array(b->arena, b->data->n, sizeof *drawn);
    *n = 0;
    if ((list[0] = mkr_data_find(b->data, refs->value))) { /* one, which may have blanks in it */
        *n = 1;
        return list;
    }
    const char *ref;
    size_t length;
    for (const char *s = refs->value; mkr_build_list_next(&s, ' ', &ref, &length);) {
        const mkr_indicator *i = mkr_build_measure(b, refs->where, mkr_strndup(b->arena, ref, length));
        bool *is_drawn = i ? &drawn[i - b->data->indicators] : NULL;
        ok = i && ok;
        if (i && *is_drawn)
            mkr_say(b->diag, MKR_E_CHART_REF_TWICE, refs->where, "\"%s\"", mkr_cell_excerpt(i->ref).text);
        else if (i)
            *is_drawn = (list[(*n)++] = i) != NULL;
    }
    if (*n == 0 && ok)
        ok = mkr_say(b->diag, MKR_E_CHART_REF, refs->where, "\"%s\"", refs->value);
    return ok ? list : NULL;
}
