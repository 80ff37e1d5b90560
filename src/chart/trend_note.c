/* trend_note.c - remarks on what happened in a period: a line of notes above the plot, each with a thin
 * leader down to its point.
 *
 * The notes are the words themselves where all of them have room beside each other; else they are letters,
 * and the words stand under the chart. */
#include "chart/trend.h"

enum {
    SIZE = MKR_PT(9),
    BASE = MKR_PT(9), /* the notes' baseline above the top of the plot */
    LEADER_TOP = 6500, /* from the top of the plot up to the beginning of a leader */
    LEADER_GAP = MKR_PT(5), /* between its end and the point */
    BETWEEN_WORDS = MKR_PT(9),
    BETWEEN_LETTERS = MKR_PT(3),
    FURTHEST = MKR_PT(16), /* a letter may be from its point */
    LEADING = MKR_PT(12),
    INDENT = MKR_PT(14), /* of the words under the chart */
    BEFORE = MKR_PT(5), /* above them */
};

static mkr_label note_look(const mkr_plot *p) {
    return (mkr_label){p->style->regular, SIZE, p->style->ink};
}
static mkr_label letter_look(const mkr_plot *p) {
    return (mkr_label){p->style->semibold, SIZE, p->style->ink};
}

/* "a" to "z", then numbers. */
static const char *letter_of(const mkr_plot *p, size_t i) {
    return i < 26 ? mkr_printf(p->scratch, "%c", (char)('a' + i)) : mkr_printf(p->scratch, "%zu", i + 1);
}

static mkr_len middle_of(const mkr_plot *p, const mkr_note *note) {
    if (note->outside)
        return p->left;
    return mkr_plot_middle(p, note->at - p->series.from);
}

/* Put notes side by side, each as near over its point as the others and both ends of the line allow. */
static void put_in_line(const mkr_plot *p, mkr_len between) {
    mkr_notes *notes = p->notes;
    mkr_len from = 0, to = p->right;
    for (size_t i = 0; i < notes->n; i++) {
        mkr_note *note = &notes->at[i];
        note->x = middle_of(p, note) - note->width / 2;
        note->x = note->x > from ? note->x : from;
        from = note->x + note->width + between;
    }
    for (size_t i = notes->n; i-- > 0;) {
        mkr_note *note = &notes->at[i];
        note->x = note->x < to - note->width ? note->x : to - note->width;
        to = note->x - between;
    }
}

static bool words_fit(const mkr_plot *p) {
    const mkr_notes *notes = p->notes;
    if (notes->n > 0 && notes->at[0].x < 0)
        return false;
    for (size_t i = 0; i < notes->n; i++) {
        const mkr_note *note = &notes->at[i];
        mkr_len x = middle_of(p, note);
        if (note->outside || x < note->x || x > note->x + note->width) /* its leader would be another's */
            return false;
    }
    return true;
}

/* Letters that find no place near their point are only under the chart, where the period is named. */
static void drop_letters(const mkr_plot *p) {
    mkr_len end = 0;
    for (size_t i = 0; i < p->notes->n; i++) {
        mkr_note *note = &p->notes->at[i];
        mkr_len middle = middle_of(p, note), x = middle - note->width / 2;
        note->x = x > end ? x : end;
        note->hidden = note->outside || note->x > x + FURTHEST || note->x + note->width > p->right;
        if (!note->hidden)
            end = note->x + note->width + BETWEEN_LETTERS;
    }
}

/* A remark on a period that is not drawn goes under the chart. */
void mkr_plot_read_notes(const mkr_plot *p) {
    const mkr_trend *t = p->trend;
    p->notes->at = mkr_alloc_array(p->scratch, t->n_remarks + 1, sizeof *p->notes->at);
    for (size_t i = 0; i < t->n_remarks; i++) {
        if (t->remarks[i].at < t->n)
            p->notes->at[p->notes->n++] = (mkr_note){.at = t->remarks[i].at,
                                                     .text = t->remarks[i].text,
                                                     .outside = t->remarks[i].at < p->series.from};
    }
}

void mkr_plot_place_notes(const mkr_plot *p) {
    mkr_notes *notes = p->notes;
    mkr_label words = note_look(p), letter = letter_look(p);
    for (size_t i = 0; i < notes->n; i++)
        notes->at[i].width = mkr_text_width(p->style->fonts, &words, notes->at[i].text, p->where);
    put_in_line(p, BETWEEN_WORDS);
    notes->lettered = !words_fit(p);
    if (!notes->lettered)
        return;
    for (size_t i = 0; i < notes->n; i++) {
        notes->at[i].letter = letter_of(p, i);
        notes->at[i].width = mkr_text_width(p->style->fonts, &letter, notes->at[i].letter, p->where);
    }
    drop_letters(p);
}

static mkr_len leader_end(const mkr_plot *p, const mkr_note *note) {
    const mkr_datum *at = &p->series.curve[0][note->at - p->series.from];
    return at->given ? mkr_plot_y(p, at->v) - LEADER_GAP : p->bottom;
}

void mkr_plot_leaders(const mkr_plot *p) {
    mkr_sketch lines = mkr_sketch_lines(p->to->arena, 2 * p->notes->n);
    for (size_t i = 0; i < p->notes->n; i++) {
        const mkr_note *note = &p->notes->at[i];
        if (note->hidden)
            continue;
        mkr_len x = middle_of(p, note), y = p->top - LEADER_TOP, end = leader_end(p, note);
        bool above = x >= note->x && x <= note->x + note->width;
        if (!above) /* a letter that stands beside its point */
            mkr_sketch_line(&lines, note->x + note->width / 2, y, x, p->top);
        if (end > (above ? y : p->top))
            mkr_sketch_line(&lines, x, above ? y : p->top, x, end);
    }
    mkr_sketch_paint(&lines, p->to, p->elem, mkr_pen_line(p->style->ink3, 500));
}

void mkr_plot_notes(const mkr_plot *p) {
    const mkr_notes *notes = p->notes;
    mkr_label words = note_look(p), letter = letter_look(p);
    for (size_t i = 0; i < notes->n; i++) {
        if (!notes->at[i].hidden)
            mkr_draw_text(p->to, p->style->fonts, p->elem, notes->lettered ? &letter : &words, MKR_LEFT,
                          notes->at[i].x, p->top - BASE,
                          notes->lettered ? notes->at[i].letter : notes->at[i].text, p->where);
    }
}

/* The words that the letters stand for, from y on; gives where they end. */
mkr_len mkr_plot_note_words(const mkr_plot *p, mkr_len y) {
    const mkr_notes *notes = p->notes;
    if (!notes->lettered)
        return y;
    mkr_canvas canvas = {p->style, p->to, p->elem, p->where, p->width};
    mkr_label words = note_look(p), letter = letter_look(p);
    y += BEFORE;
    for (size_t i = 0; i < notes->n; i++) {
        const mkr_note *note = &notes->at[i];
        const char *text = mkr_printf(p->to->arena, "%s: %s",
                                      mkr_period_print(p->scratch, p->trend->periods[note->at]), note->text);
        mkr_words lines = mkr_words_break(&canvas, text, words, LEADING, p->width - INDENT);
        y += LEADING;
        mkr_draw_text(p->to, p->style->fonts, p->elem, &letter, MKR_LEFT, 0, y, note->letter, p->where);
        mkr_words_put(&canvas, &lines, MKR_LEFT, INDENT, y);
        y = mkr_heights(y, mkr_words_drop(&lines));
    }
    return y + MKR_PT(3);
}
