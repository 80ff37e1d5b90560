/* chart_timeline.c - unit tests of timelines. Days are counted by hand: the axis of a timeline in 2024/25
 * begins on 1 April 2024 and has 365 days, and a place is the middle of its day. */
#include "chart.h"

#include "chart/plot.h"

enum { ROOM = MKR_PT(408) };

static mkr_date date(int year, int month, int day) {
    return (mkr_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
}

static const char *const words[] = {"Planned", "Under way", "Done", "Overdue"};

static mkr_event event(const char *label, mkr_date from, mkr_date to, mkr_event_state state) {
    return (mkr_event){label, words[state], from, to, (uint8_t)state};
}

static mkr_len draw(world *w, const mkr_timeline *t, mkr_len room, mkr_items *to) {
    const mkr_chart_style style = style_of(w);
    return mkr_chart_draw(&(mkr_canvas){&style, to, 5, here, room},
                          &(mkr_drawing){.kind = MKR_DRAW_TIMELINE, .timeline = t});
}

static const char *alt_of(world *w, const mkr_timeline *t) {
    const mkr_chart_style style = style_of(w);
    return mkr_chart_alt(w->arena, &style, &(mkr_drawing){.kind = MKR_DRAW_TIMELINE, .timeline = t});
}

/* The line of the axis: its left end and width. */
static void axis_of(const mkr_items *items, double *left, double *width) {
    const mkr_path *axis = path_of(items, 0x46525e, 750, 0);
    *left = point_of(axis, 0).x / 1000.0;
    *width = point_of(axis, 1).x / 1000.0 - *left;
}

static void test_a_year(void **state) {
    world *w = *state;
    const mkr_event events[] = {
        event("Appoint", date(2024, 4, 1), date(2024, 9, 30), MKR_EVENT_OVERDUE),
        event("Build", date(2024, 10, 1), date(2025, 3, 31), MKR_EVENT_UNDER_WAY),
        event("Report", (mkr_date){0}, date(2025, 3, 3), MKR_EVENT_PLANNED),
        event("Tender", (mkr_date){0}, date(2024, 6, 1), MKR_EVENT_DONE),
    };
    const mkr_timeline t = {events, 4, 0, 4, date(2024, 12, 2), "Meeting, 2 December 2024", "the meeting"};
    mkr_items items = {.arena = w->arena};
    double left, width;
    /* names to 26.25, four rows of 22.5, the words for the meeting 12 below them and 3 more */
    assert_len(draw(w, &t, ROOM, &items), 26.25 + 4 * 22.5 + 15);
    axis_of(&items, &left, &width);
    text_saying(w->arena, &items, "2024/25");
    text_saying(w->arena, &items, "Q1"); /* twelve months have no room */
    const mkr_path *bar = path_of(&items, 0x7b8794, 4000, 0);
    assert_point(bar, 0, left + width * 0.5 / 365, 26.25 + 15 - 3.3);
    assert_point(bar, 1, left + width * 182.5 / 365, 26.25 + 15 - 3.3); /* 30+31+30+31+31+30 days: 183 */
    assert_null(path_find(&items, 0x7b8794, 4000, 2)); /* one day is no bar */
    const mkr_path *today = path_of(&items, 0x17212b, 1000, 0);
    assert_len(point_of(today, 0).x, left + width * 245.5 / 365); /* 183 and 31, 30, 1 before 2 December */
    assert_int_equal(today->dash[0], 4000);
    const mkr_path *ring = path_of(&items, 0x46525e, 1200, 0); /* 2 days after 336: 1 March */
    assert_len(point_of(ring, 0).x, left + width * 336.5 / 365 + 3.7);
    text_saying(w->arena, &items, "Overdue");
    assert_string_equal(alt_of(w, &t),
                        "Timeline of 4 actions from 1 April 2024 to 31 March 2025. Overdue: 1 (Appoint). "
                        "Under way: 1. Planned: 1. Done: 1. A dashed line marks the meeting, 2 "
                        "December 2024.");
}

/* One day makes an axis of three months: 31 days of August and 14 of September are before it, and 92 in all.
 * Without a date of the meeting there is no dashed line. */
static void test_one_day(void **state) {
    world *w = *state;
    const mkr_event events[] = {event("Only", (mkr_date){0}, date(2024, 9, 15), MKR_EVENT_PLANNED)};
    const mkr_timeline t = {.events = events, .n = 1, .end = 1, .today_word = ""};
    mkr_items items = {.arena = w->arena};
    double left, width;
    assert_len(draw(w, &t, ROOM, &items), 26.25 + 22.5 + 3);
    axis_of(&items, &left, &width);
    text_saying(w->arena, &items, "Aug");
    text_saying(w->arena, &items, "Sep");
    text_saying(w->arena, &items, "Oct");
    assert_len(point_of(path_of(&items, 0x46525e, 1200, 0), 0).x, left + width * 45.5 / 92 + 3.7);
    assert_null(path_find(&items, 0x17212b, 1000, 0));
    assert_string_equal(alt_of(w, &t),
                        "Timeline of 1 action from 15 September 2024 to 15 September 2024. Planned: 1.");
}

/* In large print the words stand above the bar, and the time has all the width but 7 at either side. */
static void test_large_print(void **state) {
    world *w = *state;
    const mkr_event events[] = {event("Replace the boilers of the schools", date(2024, 4, 1),
                                      date(2025, 3, 31), MKR_EVENT_UNDER_WAY)};
    const mkr_timeline t = {.events = events, .n = 1, .end = 1, .today_word = ""};
    mkr_items items = {.arena = w->arena};
    mkr_chart_style style = style_of(w);
    double left, width;
    style.large_print = true;
    mkr_len height = mkr_timeline_draw(&(mkr_canvas){&style, &items, 5, here, MKR_PT(324)}, &t);
    axis_of(&items, &left, &width);
    assert_len((mkr_len)(left * 1000), 7);
    assert_len((mkr_len)(width * 1000), 310);
    assert_len(height, 26.25 + 34.5 + 3);
    /* the bar 12 below the baseline of the words, which is 15 below the axis */
    assert_point(path_of(&items, 0x7b8794, 4000, 0), 0, 7 + 310 * 0.5 / 365, 26.25 + 15 + 12);
    assert_len(text_saying(w->arena, &items, "Replace the boilers of the schools")->y, 41.25);
}

static void test_thirty_years(void **state) {
    world *w = *state;
    const mkr_event events[] = {event("Long", date(2020, 4, 1), date(2050, 3, 31), MKR_EVENT_PLANNED)};
    const mkr_timeline t = {.events = events, .n = 1, .end = 1, .today_word = ""};
    mkr_items items = {.arena = w->arena};
    double left, width;
    draw(w, &t, ROOM, &items);
    axis_of(&items, &left, &width);
    text_saying(w->arena, &items, "2020/21");
    text_saying(w->arena, &items, "2045/46"); /* cells of five years */
    assert_len(point_of(path_of(&items, 0x7b8794, 4000, 0), 0).x,
               left + width * 0.5 / 10957); /* 30 years, 7 leap days */
}

/* A part has the axis of the whole, its own rows, and words for all of them. */
static void test_part(void **state) {
    world *w = *state;
    const mkr_event events[] = {
        event("Appoint", date(2024, 4, 1), date(2024, 9, 30), MKR_EVENT_OVERDUE),
        event("Build", date(2024, 10, 1), date(2025, 3, 31), MKR_EVENT_UNDER_WAY),
        event("Report", (mkr_date){0}, date(2025, 3, 3), MKR_EVENT_PLANNED),
    };
    const mkr_timeline t = {events, 3, 1, 2, {0}, "", ""};
    mkr_items items = {.arena = w->arena};
    double left, width;
    assert_len(draw(w, &t, ROOM, &items), 26.25 + 22.5 + 3);
    axis_of(&items, &left, &width);
    const mkr_path *bar = path_of(&items, 0x7b8794, 4000, 0);
    assert_point(bar, 0, left + width * 183.5 / 365, 26.25 + 15 - 3.3);
    assert_null(path_find(&items, 0x7b8794, 4000, 1));
    assert_string_equal(alt_of(w, &t), "Timeline of 3 actions from 1 April 2024 to 31 March 2025. Overdue: 1 "
                                       "(Appoint). Under way: 1. Planned: 1.");
}

static void test_nothing_and_extremes(void **state) {
    world *w = *state;
    const mkr_event events[] = {event("All of it", date(1, 1, 1), date(9999, 12, 31), MKR_EVENT_DONE)};
    mkr_timeline t = {.events = events, .n = 1, .end = 1, .today_word = ""};
    mkr_items items = {.arena = w->arena};
    assert_true(draw(w, &t, ROOM, &items) > 0);
    t.n = 0;
    assert_int_equal(draw(w, &t, ROOM, &items), 0);
}

/* ---- what must hold of any */

static uint32_t next_random(uint32_t *seed) {
    return random_of(seed, 8);
}

static mkr_date random_date(uint32_t *seed, uint32_t years) {
    return date(2000 + (int)(next_random(seed) % years), 1 + (int)(next_random(seed) % 12),
                1 + (int)(next_random(seed) % 28));
}

/* No text is on another, and nothing leaves the frame. */
static void check_texts(const mkr_items *items, mkr_len room, mkr_len height) {
    for (size_t i = 0; i < items->list.n; i++) {
        const mkr_text *a = &items->list.at[i].text;
        if (items->list.at[i].kind != MKR_ITEM_TEXT)
            continue;
        assert_true(a->x >= 0 && a->x + a->width <= room + 1);
        assert_true(a->y - a->size * 18 / 25 >= 0 && a->y + a->size / 5 <= height);
        for (size_t j = 0; j < i; j++) {
            const mkr_text *b = &items->list.at[j].text;
            if (items->list.at[j].kind == MKR_ITEM_TEXT && a->x < b->x + b->width && b->x < a->x + a->width)
                assert_true(a->y - a->size * 18 / 25 >= b->y + b->size / 5 ||
                            b->y - b->size * 18 / 25 >= a->y + a->size / 5);
        }
    }
}

/* Bars in proportion to their days, all on one axis: read back from two of them. */
static void check_bars(const mkr_items *items, const mkr_timeline *t) {
    double per_day = 0;
    size_t bar = 0;
    for (size_t i = 0; i < t->n; i++) {
        const mkr_event *e = &t->events[i];
        if (mkr_date_compare(e->from, e->to) == 0)
            continue;
        const mkr_path *path = path_of(items, 0x7b8794, 4000, bar++);
        double length = (point_of(path, 1).x - point_of(path, 0).x) / 1000.0;
        double days = mkr_date_days(e->from, e->to);
        if (per_day > 0)
            assert_true(length > days * per_day - 0.1 && length < days * per_day + 0.1);
        if (days > 300)
            per_day = length / days;
    }
}

static void test_random_timelines(void **state) {
    static const char *const labels[] = {"Appoint",
                                         "Publish the plan of the whole Council for the next four years",
                                         "Report to Scrutiny", "Buy lorries"};
    world *w = *state;
    uint32_t seed = 20241202;
    for (int round = 0; round < 300; round++) {
        mkr_event events[24];
        mkr_len room = MKR_PT(round % 3 ? round % 2 ? 324 : 408 : 231);
        uint32_t years = 1 + next_random(&seed) % (round % 4 ? 3 : 60);
        size_t n = 1 + next_random(&seed) % 24;
        mkr_timeline t = {events,       n, 0, n, random_date(&seed, years), "Meeting, 2 December 2024",
                          "the meeting"};
        mkr_items items = {.arena = w->arena};
        for (size_t i = 0; i < t.n; i++) {
            mkr_date a = random_date(&seed, years), b = random_date(&seed, years);
            bool order = mkr_date_compare(a, b) <= 0;
            events[i] = event(labels[next_random(&seed) % 4], order ? a : b, order ? b : a,
                              (mkr_event_state)(next_random(&seed) % 4));
        }
        mkr_len height = draw(w, &t, room, &items);
        check_texts(&items, room, height);
        check_bars(&items, &t);
    }
    assert_string_equal(w->heard, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_year),
        cmocka_unit_test(test_one_day),
        cmocka_unit_test(test_large_print),
        cmocka_unit_test(test_thirty_years),
        cmocka_unit_test(test_nothing_and_extremes),
        cmocka_unit_test(test_part),
        cmocka_unit_test(test_random_timelines),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
