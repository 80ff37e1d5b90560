/* chart_remarks.c - what the author of a chart remarks on its periods. */
#include "report/chart_build.h"

/* Which of the periods a remark is about: the one, or the one that it lies in; n when there is none. */
static size_t find_period(const mkr_period *periods, size_t n, mkr_period p) {
    size_t at = 0;
    mkr_date end = mkr_period_end(p), before = mkr_period_end(mkr_period_earlier(periods[0], 1));
    while (at < n && mkr_date_compare(mkr_period_end(periods[at]), end) < 0)
        at++;
    bool within = at < n && p.kind <= periods[at].kind;
    return within && mkr_date_compare(before, end) < 0 ? at : n;
}

static bool read_remark(mkr_builder *b, const mkr_node *node, const mkr_period *periods, size_t n,
                        mkr_remark *out) {
    const mkr_attr *attr = mkr_node_find_attr(node, "period");
    mkr_period p;
    const char *why;
    if (!mkr_period_parse_as(attr->value, b->data->scheme->reading.calendar_quarters, &p, &why))
        return mkr_say(b->diag, MKR_E_CHART_REMARK, attr->where, "\"%s\": %s", attr->value, why);
    *out = (mkr_remark){find_period(periods, n, p), mkr_build_string(b, node)};
    if (out->at == n)
        return mkr_say(b->diag, MKR_E_CHART_REMARK, attr->where, "\"%s\"; the chart shows %s to %s",
                       attr->value, mkr_period_print(b->arena, periods[0]),
                       mkr_period_print(b->arena, periods[n - 1]));
    return true;
}

const mkr_remark *mkr_build_remarks(mkr_builder *b, const mkr_node *node, const mkr_period *periods, size_t n,
                                    size_t *n_remarks) {
    MKR_VEC(mkr_remark) remarks = {0};
    mkr_remark r;
    for (const mkr_node *k = mkr_node_child(node, "remark"); k && n > 0; k = mkr_node_after(k, "remark")) {
        if (!read_remark(b, k, periods, n, &r) || !*r.text)
            continue;
        size_t at = remarks.n;
        MKR_PUSH(b->arena, &remarks);
        for (; at > 0 && remarks.at[at - 1].at > r.at; at--)
            remarks.at[at] = remarks.at[at - 1];
        remarks.at[at] = r;
    }
    *n_remarks = remarks.n;
    return remarks.at;
}
