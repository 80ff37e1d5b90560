/* notes.c - the footnotes of the page being filled, set line by line as their references find a place.
 *
 * A piece fits when its footnotes do, the last of them at least with its first lines; what is left of that
 * one takes the rest of the page and goes on at the foot of the next. */
#include "layout/flow.h"

#include <string.h>

#define RULE_ROOM MKR_PT(15) /* 9 from the text to the rule, 6 from the rule to the first line */
#define HIGHEST MKR_PT(100000) /* that the footnotes of one piece may be: over a hundred pages */

static mkr_len page_height(const mkr_flow *flow) {
    return mkr_content_height(flow->pending.n ? flow->pending.at[0].sheet : flow->sheet);
}

mkr_len mkr_notes_height(const mkr_notes *notes, size_t n) {
    return n ? notes->lines.at[n - 1].y + notes->lines.at[n - 1].height : 0;
}

size_t mkr_notes_before(const mkr_notes *notes, size_t k) {
    return k ? notes->of.at[k - 1].all : notes->left_over;
}

/* Where the line stands that is now the last. */
static void place_last(mkr_notes *notes) {
    size_t n = notes->lines.n;
    mkr_piece *line = &notes->lines.at[n - 1];
    line->y = n > 1 ? mkr_notes_height(notes, n - 1) + line->before : RULE_ROOM;
}

/* Set a footnote; what surrounds the place of its reference is not disturbed. */
static mkr_galley set_note(mkr_setter *s, const mkr_sheet *sheet, const mkr_block *note) {
    const mkr_setter was = *s;
    mkr_galley lines = {0};
    s->sheet = sheet;
    s->style = s->doc->style;
    s->in_cell = s->after_heading = false;
    s->after = 0;
    s->drain = NULL;
    mkr_set_block(s, note, note->right_to_left ? 0 : note->indent, sheet->frame_width - note->indent, &lines);
    s->sheet = was.sheet;
    s->style = was.style;
    s->in_cell = was.in_cell;
    s->after_heading = was.after_heading;
    s->after = was.after;
    s->drain = was.drain;
    s->source = was.source;
    return lines;
}

/* Lines of a footnote. None when they are more than a page holds: what else is wrong is heard without them.
 */
static mkr_galley lines_of(mkr_flow *flow, const mkr_block *note) {
    mkr_galley lines = set_note(flow->setter, flow->pending.at[0].sheet, note);
    mkr_len height = 0;
    for (size_t i = 0; i < lines.n; i++)
        height = mkr_heights(height, (i ? lines.at[i].before : 0) + lines.at[i].height);
    if (height <= page_height(flow) - RULE_ROOM)
        return lines;
    mkr_say(flow->setter->diag, MKR_E_TOO_TALL, note->where, "a footnote, %s%d points high",
            height < MKR_HIGHEST ? "" : "more than ", height / 1000);
    return (mkr_galley){0};
}

/* Add the lines of one footnote. Gives the number of lines there must be of all. */
static size_t add_note(mkr_flow *flow, const mkr_block *note) {
    mkr_setter *s = flow->setter;
    mkr_notes *notes = &flow->notes;
    mkr_galley lines = lines_of(flow, note);
    size_t first = notes->lines.n, least = 0;
    for (size_t i = 0; i < lines.n; i++) {
        *MKR_PUSH(s->pieces, &notes->lines) = lines.at[i];
        place_last(notes);
        if (!least && !lines.at[i].keep)
            least = first + i + 1;
    }
    return least ? least : notes->lines.n;
}

/* Add the footnotes of a piece and its parts until there are lines for `most` of height. False: there would
 * be more. */
static bool add_notes(mkr_flow *flow, const mkr_piece *piece, mkr_len most, size_t *least) {
    for (size_t i = 0; i < piece->parts.n; i++)
        if (!add_notes(flow, &piece->parts.at[i], most, least))
            return false;
    for (size_t i = 0; i < piece->footnotes.n; i++) {
        if (mkr_notes_height(&flow->notes, flow->notes.lines.n) > most)
            return false;
        *least = add_note(flow, piece->footnotes.at[i]);
    }
    return true;
}

static bool add_of_piece(mkr_flow *flow, size_t k, mkr_len most) {
    mkr_notes *notes = &flow->notes;
    size_t least = notes->lines.n;
    bool all = add_notes(flow, &flow->pending.at[k], most, &least);
    if (all)
        *MKR_PUSH(flow->setter->pieces, &notes->of) = (mkr_noted){least, notes->lines.n};
    else
        mkr_notes_cut(notes, k);
    return all;
}

bool mkr_notes_reach(mkr_flow *flow, size_t k) {
    for (size_t i = flow->notes.of.n; i <= k; i++)
        if (!add_of_piece(flow, i, page_height(flow)))
            return false;
    return true;
}

void mkr_notes_add(mkr_flow *flow, size_t k) {
    const mkr_block *source = flow->pending.at[k].source;
    if (add_of_piece(flow, k, HIGHEST))
        return;
    mkr_say(flow->setter->diag, MKR_E_TOO_TALL, source->where,
            "the footnotes of one place, more than %d points high", HIGHEST / 1000);
    *MKR_PUSH(flow->setter->pieces, &flow->notes.of) = (mkr_noted){flow->notes.lines.n, flow->notes.lines.n};
}

void mkr_notes_cut(mkr_notes *notes, size_t k) {
    if (notes->of.n > k)
        notes->of.n = k;
    notes->lines.n = mkr_notes_before(notes, notes->of.n);
}

size_t mkr_notes_fit(const mkr_notes *notes, size_t n, mkr_len room) {
    size_t fit = n;
    while (fit && mkr_notes_height(notes, fit) > room)
        fit--;
    size_t at = fit;
    while (at && at < n && notes->lines.at[at - 1].keep)
        at--;
    return at ? at : fit; /* lines that stay together, but have no page to themselves */
}

void mkr_notes_drop(mkr_notes *notes, size_t n, size_t end) {
    size_t rest = end - n;
    if (n && rest)
        memmove(notes->lines.at, notes->lines.at + n, rest * sizeof *notes->lines.at);
    notes->left_over = rest;
    notes->of.n = 0;
    for (notes->lines.n = 0; notes->lines.n < rest;) {
        notes->lines.n++;
        place_last(notes);
    }
}
