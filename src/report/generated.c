/* generated.c - the parts of a report that are made from data: which builder makes which. */
#include <string.h>

#include "report/chart_build.h"

static const struct {
    const char *name;
    void (*build)(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
    bool of_indicators; /* else from a table named by @data */
} parts[] = {
    {"headline", mkr_build_headline, true},
    {"rag-summary", mkr_build_rag_summary, true},
    {"movement", mkr_build_movement, true},
    {"exceptions", mkr_build_exceptions, true},
    {"indicators", mkr_build_indicators, true},
    {"details", mkr_build_details, true},
    {"trend-chart", mkr_build_trend_chart, true},
    {"trend-charts", mkr_build_trend_charts, true},
    {"changes", mkr_build_changes, true},
    {"spc-chart", mkr_build_spc_chart, true},
    {"finance", mkr_build_finance, false},
    {"risk-register", mkr_build_risks, false},
    {"data-table", mkr_build_data_table, false},
    {"performance-wheel", mkr_build_wheel, true},
    {"timeline", mkr_build_timeline, false},
    {"risk-map", mkr_build_risk_map, false},
    {"risk-history", mkr_build_risk_history, false},
    {"rating-chart", mkr_build_rating_chart, true},
    {"comparison-chart", mkr_build_comparison_chart, true},
    {"bar-chart", mkr_build_bar_chart, false},
    {"budget-chart", mkr_build_budget_chart, false},
};

bool mkr_build_generated(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (mkr_node_is(node, parts[i].name)) {
            if (parts[i].of_indicators && !b->data)
                mkr_say(b->diag, MKR_E_NO_DATA, node->where, "<%s>", node->name);
            else
                parts[i].build(b, node, to, elem);
            return true;
        }
    return false;
}

mkr_by mkr_build_by(const mkr_node *node) {
    static const char *const names[] = {[MKR_BY_GROUP] = "priority",
                                        [MKR_BY_SERVICE] = "service",
                                        [MKR_BY_DIRECTORATE] = "directorate",
                                        [MKR_BY_PORTFOLIO] = "portfolio",
                                        [MKR_BY_OWNER] = "owner"};
    const char *by = mkr_node_attr(node, "by");
    for (int i = 0; by && i <= MKR_BY_OWNER; i++)
        if (!strcmp(by, names[i]))
            return (mkr_by)i;
    return MKR_BY_GROUP;
}

const mkr_table *mkr_build_source(mkr_builder *b, const mkr_node *node, const char *usual) {
    const mkr_sources *s = b->sources;
    const char *name = mkr_node_attr(node, "data");
    for (size_t i = 0; i < s->n_tables; i++)
        if (!strcmp(s->tables[i].name, name ? name : usual))
            return &s->tables[i].table;
    mkr_say(b->diag, MKR_E_NO_TABLE, node->where, "<%s> needs data named \"%s\"", node->name,
            name ? name : usual);
    return NULL;
}
