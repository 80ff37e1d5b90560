/* small_numbers.c - what an author types beside a measure, held against the figures of it that are
 * suppressed: captions, alternative texts and remarks of its charts, and words on areas of concern and
 * exceptions.
 *
 * Commentary of the data is held against them where it is read (data/suppress.c). What is computed cannot
 * have such a figure, and is left out. */
#include <string.h>

#include "report/chart_build.h"

/* The measures that a text stands beside. */
typedef struct beside {
    mkr_builder *b;
    const mkr_indicator **measures;
    size_t n;
} beside;

/* Text without {expressions}. */
static const char *without_computed(mkr_arena *arena, const char *text) {
    mkr_buffer out = mkr_buffer_new(arena);
    int depth = 0;
    for (; *text; text++) {
        depth += *text == '{';
        mkr_buffer_putc(&out, depth > 0 ? ' ' : *text);
        depth -= *text == '}' && depth > 0;
    }
    return mkr_buffer_text(&out);
}

static void check(const beside *s, const char *text, mkr_where where) {
    mkr_arena *scratch = mkr_arena_child(s->b->arena);
    text = without_computed(scratch, text);
    for (size_t k = 0; k < s->n; k++)
        if (mkr_data_names_suppressed(scratch, s->measures[k], text)) {
            mkr_say(s->b->diag, MKR_E_DATA_SMALL_NUMBER, where, "\"%s\"",
                    mkr_cell_excerpt(s->measures[k]->ref).text);
            break;
        }
    mkr_arena_free(scratch);
}

/* ---- which measures */

static void add(beside *s, const mkr_indicator *i) {
    if (i && i->suppressed.n > 0)
        s->measures[s->n++] = i;
}

/* Those that an attribute names, one or several parted by blanks; all that have anything suppressed where the
 * attribute is absent. What it names wrongly is said elsewhere. */
static void find_measures(beside *s, const char *refs) {
    const mkr_data *d = s->b->data;
    size_t most = refs ? strlen(refs) / 2 + 1 : d->n;
    const mkr_indicator *whole = refs ? mkr_data_find(d, refs) : NULL;
    s->n = 0;
    s->measures = mkr_alloc_array(s->b->arena, most, sizeof *s->measures);
    for (size_t i = 0; !refs && i < d->n; i++)
        add(s, &d->indicators[i]);
    add(s, whole);
    const char *ref, *rest = refs && !whole ? refs : "";
    for (size_t length; mkr_build_list_next(&rest, ' ', &ref, &length);)
        add(s, mkr_data_find(d, mkr_strndup(s->b->arena, ref, length)));
}

/* ---- which texts */

static void check_attr(const beside *s, const mkr_node *node, const char *name) {
    const mkr_attr *attr = mkr_node_find_attr(node, name);
    if (attr)
        check(s, attr->value, attr->where);
}

static void check_chart(beside *s, const mkr_node *node, const char *refs) {
    find_measures(s, mkr_node_attr(node, refs));
    if (s->n == 0)
        return;
    check_attr(s, node, "caption");
    check_attr(s, node, "alt");
    for (const mkr_node *n = mkr_node_child(node, "remark"); n; n = mkr_node_after(n, "remark"))
        check(s, mkr_node_string(s->b->arena, n), n->where);
}

static void check_words(beside *s, const mkr_node *node) {
    find_measures(s, mkr_node_attr(node, "ref"));
    if (s->n > 0)
        check(s, mkr_node_string(s->b->arena, node), node->where);
}

static void look_at(beside *s, const mkr_node *node) {
    static const char *const charts[] = {"trend-chart", "spc-chart", "comparison-chart", NULL};
    static const char *const words[] = {"concern", "narrative", NULL};
    for (const mkr_node *n = node->first; n; n = n->next) {
        if (mkr_node_is_one_of(n, charts))
            check_chart(s, n, "ref");
        else if (mkr_node_is(n, "trend-charts"))
            check_chart(s, n, "refs");
        else if (mkr_node_is_one_of(n, words))
            check_words(s, n);
        look_at(s, n);
    }
}

void mkr_build_check_small_numbers(mkr_builder *b, const mkr_node *root) {
    beside s = {.b = b};
    if (b->data)
        look_at(&s, root);
}
