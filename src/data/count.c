/* count.c - how many indicators have which rating and which direction of travel. */
#include "data/rate.h"

size_t mkr_counts_rated(const mkr_counts *c) {
    return c->rating[MKR_GREEN] + c->rating[MKR_LIGHT_GREEN] + c->rating[MKR_AMBER] + c->rating[MKR_RED];
}

size_t mkr_counts_compared(const mkr_counts *c) {
    return c->travel[MKR_IMPROVING] + c->travel[MKR_STABLE] + c->travel[MKR_DECLINING];
}

void mkr_count(mkr_counts *c, const mkr_indicator *i) {
    c->all++;
    c->rating[i->rating]++;
    c->previous_rating[i->previous_rating]++;
    c->travel[i->travel]++;
    c->long_travel[i->long_travel]++;
    if (i->added)
        c->added++;
    else
        c->moved[i->previous_rating][i->rating]++;
}

void mkr_count_all(mkr_data *data) {
    data->counts = (mkr_counts){0};
    for (size_t n = 0; n < data->n; n++)
        mkr_count(&data->counts, &data->indicators[n]);
    for (size_t g = 0; g < data->n_groups; g++) {
        data->groups[g].counts = (mkr_counts){0};
        for (size_t n = 0; n < data->groups[g].n; n++)
            mkr_count(&data->groups[g].counts, data->groups[g].indicators[n]);
    }
}
