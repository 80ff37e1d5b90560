/* rows.c - what becomes of a table's rows where a page ends.
 *
 * A high row divides between its lines, all its cells in step. A cell that spans rows on both sides of the
 * end goes on beside the rows on the next page: with the lines that found no place, or with all it says once
 * more, as an artifact, so that the rows there do not stand without their name. */
#include "layout/set.h"

#include <string.h>

#define USUAL_TOP MKR_PT(5.25) /* space above what stands in a row of a cover, */
#define LINE_TOP MKR_PT(2.6) /* and in one that shares its label with the row above */

static size_t cell_end(const mkr_galley *parts, size_t from) {
    size_t i = from + 1;
    while (i < parts->n && parts->at[i].cell == parts->at[from].cell)
        i++;
    return i;
}

/* The first part from `from` on that does not end above `limit`, or one before it where no break may fall
 * between. */
static size_t cut(const mkr_galley *parts, size_t from, size_t to, mkr_len limit, bool keeps) {
    size_t at = from;
    while (at < to && parts->at[at].y + parts->at[at].height <= limit)
        at++;
    while (keeps && at < to && at > from && parts->at[at - 1].keep)
        at--;
    return at;
}

static void add(mkr_setter *s, mkr_piece *row, const mkr_piece *part, mkr_len up) {
    mkr_piece *p = MKR_PUSH(s->pieces, &row->parts);
    *p = *part;
    p->y -= up;
}

static mkr_len lowest(const mkr_piece *row) {
    mkr_len y = row->top;
    for (size_t i = 0; i < row->parts.n; i++) {
        const mkr_piece *p = &row->parts.at[i];
        if (p->cell < MKR_PART_SPAN && p->y + p->height > y)
            y = p->y + p->height;
    }
    return y;
}

static mkr_piece *part_of(mkr_piece *row, uint16_t cell) {
    for (size_t i = row->parts.n; i-- > 0;)
        if (row->parts.at[i].cell == cell)
            return &row->parts.at[i];
    return NULL;
}

/* Let a row have another height: its ground and the rules at its end follow. */
static void set_height(mkr_setter *s, mkr_piece *row, mkr_len height) {
    mkr_piece *end = part_of(row, MKR_PART_END);
    row->height = height;
    if (end)
        end->y = height;
    if (row->table && part_of(row, MKR_PART_GROUND))
        mkr_set_ground(s, row->table, row);
}

/* Set a cell once more, at the top of a row. Returns its height, 0 when it is too high to be repeated. */
static mkr_len set_again(mkr_setter *s, mkr_piece *row, const mkr_grid_cell *cell, uint16_t part) {
    mkr_galley *parts = &row->parts;
    size_t first = parts->n;
    mkr_len height = mkr_set_cell(s, row->table, cell, part, true, parts);
    for (size_t i = first; i < parts->n; i++)
        parts->at[i].y += row->top;
    if (height <= mkr_content_height(row->sheet) / 3)
        return height;
    memset(parts->at + first, 0, (parts->n - first) * sizeof *parts->at); /* MKR_PUSH promises zeros */
    parts->n = first;
    return 0;
}

/* A table names its row again. */
static void repeat_labels(mkr_setter *s, mkr_piece *row) {
    const mkr_grid *g = row->table ? row->table->block->grid : NULL;
    if (!g)
        return;
    const mkr_grid_row *source = &g->rows.at[row->row];
    for (uint16_t i = 0; i < source->n; i++) {
        const mkr_grid_cell *c = &source->cells[i];
        if (!c->head || c->rowspan > 1 || part_of(row, c->column))
            continue;
        set_again(s, row, c, c->column);
    }
}

typedef struct split { /* of one row */
    mkr_setter *s;
    const mkr_piece *row;
    mkr_len limit; /* for what stays */
    bool anyhow; /* some cells may go on as a whole, and rows in cells divide however low they are */
    bool keeps; /* lines that belong together stay together */
    mkr_piece head, tail;
    bool stays, goes;
} split;

static bool divide(mkr_setter *s, const mkr_piece *row, mkr_len room, bool anyhow, mkr_piece *head,
                   mkr_piece *tail);

/* Rules, ground and cells that span rows. */
static void split_other(split *t, const mkr_piece *part) {
    if (part->cell == MKR_PART_GROUND || part->cell != MKR_PART_END)
        add(t->s, &t->head, part, 0);
    if (part->cell == MKR_PART_GROUND || part->cell == MKR_PART_END)
        add(t->s, &t->tail, part, 0);
}

/* False when the cell would have to go on as a whole. */
static bool split_cell(split *t, size_t from, size_t to) {
    const mkr_galley *parts = &t->row->parts;
    size_t at = cut(parts, from, to, t->limit, t->keeps);
    for (size_t i = from; i < at; i++)
        add(t->s, &t->head, &parts->at[i], 0);
    t->stays = t->stays || at > from;
    if (at == to)
        return true;
    const mkr_piece *next = &parts->at[at];
    mkr_len up = next->y - t->row->top;
    mkr_piece above, below;
    t->goes = true;
    if (next->splits && divide(t->s, next, t->limit - next->y, t->anyhow, &above, &below)) {
        add(t->s, &t->head, &above, 0); /* a row of a table in the cell */
        add(t->s, &t->tail, &below, up);
        up += next->height - below.height;
        t->stays = true;
        at++;
    } else if (at == from && !t->anyhow) {
        return false;
    }
    for (size_t i = at; i < to; i++)
        add(t->s, &t->tail, &parts->at[i], up);
    return true;
}

static bool divide_once(split *t) {
    const mkr_piece *row = t->row;
    t->head = t->tail = *row;
    t->head.parts = t->tail.parts = (mkr_galley){0};
    t->stays = t->goes = false;
    for (size_t from = 0, to; from < row->parts.n; from = to) {
        to = cell_end(&row->parts, from);
        if (row->parts.at[from].cell >= MKR_PART_SPAN)
            for (size_t i = from; i < to; i++)
                split_other(t, &row->parts.at[i]);
        else if (!split_cell(t, from, to))
            return false;
    }
    return t->stays && t->goes;
}

/* Is it only for a cell that spans rows that this one is so high? Then its own cells stay, and the rest of it
 * is empty beside the lines that go on (mkr_rows_part). */
static bool is_stretched(const split *t) {
    const mkr_piece *row = t->row;
    bool begun = t->stays;
    if (t->goes || !row->table || !row->table->spans->waiting.n)
        return false;
    for (size_t i = 0; i < row->parts.n; i++) {
        const mkr_piece *p = &row->parts.at[i];
        begun =
            begun || (p->cell >= MKR_PART_SPAN && p->cell < MKR_PART_GROUND && p->y + p->height <= t->limit);
    }
    return begun && lowest(row) <= t->limit;
}

/* Divide a row into what fits into `room` and the rest. */
static bool divide(mkr_setter *s, const mkr_piece *row, mkr_len room, bool anyhow, mkr_piece *head,
                   mkr_piece *tail) {
    split t = {.s = s, .row = row, .limit = room - row->bottom, .anyhow = anyhow, .keeps = true};
    bool done = divide_once(&t), stretched = !done && is_stretched(&t);
    if (!done && !stretched) {
        t.keeps = false;
        if (!anyhow || !divide_once(&t))
            return false;
    }
    *head = t.head;
    *tail = t.tail;
    head->keep = false;
    head->to = head->from; /* only the rows of a table have parts, and their own ink is in those */
    tail->from = tail->to;
    tail->before = tail->needs = 0;
    tail->page_before = false;
    repeat_labels(s, tail);
    set_height(s, head, stretched ? room : lowest(head) + head->bottom);
    set_height(s, tail, lowest(tail) + tail->bottom);
    return true;
}

bool mkr_row_split(mkr_setter *s, mkr_galley *pieces, size_t k, mkr_len room, bool anyhow) {
    mkr_piece row = pieces->at[k], head, tail;
    if (!row.splits || !divide(s, &row, room, anyhow, &head, &tail))
        return false;
    if (anyhow && tail.height >= row.height) /* a drawing higher than the page: no page would ever take it */
        return false;
    pieces->at[k] = head;
    (void)MKR_PUSH(s->pieces, pieces);
    for (size_t i = pieces->n - 1; i > k + 1; i--)
        pieces->at[i] = pieces->at[i - 1];
    pieces->at[k + 1] = tail;
    return true;
}

/* ---- cells that span rows */

/* The piece before k that holds the parts of a span, or NULL; *bottom: the end of the page from its top. */
static mkr_piece *holder(mkr_galley *pieces, size_t k, const mkr_row_span *span, uint16_t cell,
                         mkr_len *bottom) {
    const mkr_table_run *run = pieces->at[k].table;
    *bottom = 0;
    for (size_t i = k; i-- > 0 && pieces->at[i].table == run && pieces->at[i].row >= span->row;) {
        *bottom = mkr_heights(*bottom, pieces->at[i].height);
        if (part_of(&pieces->at[i], cell))
            return &pieces->at[i];
        *bottom = mkr_heights(*bottom, pieces->at[i].before);
    }
    return NULL;
}

/* Move the parts of a cell that do not end above `limit` from one row to the top of another. Returns their
 * height. */
static mkr_len carry(mkr_setter *s, mkr_piece *from, mkr_piece *to, uint16_t cell, mkr_len limit) {
    size_t first = 0;
    while (from->parts.at[first].cell != cell)
        first++;
    size_t end = cell_end(&from->parts, first), at = cut(&from->parts, first, end, limit, true);
    if (at == first)
        at = cut(&from->parts, first, end, limit, false);
    if (at == end)
        return 0;
    mkr_len up = from->parts.at[at].y - to->top;
    mkr_len height = from->parts.at[end - 1].y + from->parts.at[end - 1].height - from->parts.at[at].y;
    mkr_galley all = {0}; /* in the order of reading: the cell began in a row before */
    size_t ground = to->parts.n && to->parts.at[0].cell == MKR_PART_GROUND;
    for (size_t i = 0; i < ground; i++)
        *MKR_PUSH(s->pieces, &all) = to->parts.at[i];
    for (size_t i = at; i < end; i++) {
        mkr_piece *p = MKR_PUSH(s->pieces, &all);
        *p = from->parts.at[i];
        p->y -= up;
    }
    for (size_t i = ground; i < to->parts.n; i++)
        *MKR_PUSH(s->pieces, &all) = to->parts.at[i];
    to->parts = all;
    for (size_t i = end; i < from->parts.n; i++)
        from->parts.at[at + i - end] = from->parts.at[i];
    from->parts.n -= end - at;
    return height;
}

/* Set a cell once more, `above` higher than the row. Returns what of its height stands in the row. */
static mkr_len repeat(mkr_setter *s, mkr_piece *row, const mkr_row_span *span, uint16_t part) {
    size_t first = row->parts.n;
    mkr_len height = set_again(s, row, span->cell, part), above = 0;
    if (span->beside) /* level with what stands in the row that is repeated, whose space above is usual */
        above = span->beside - USUAL_TOP + row->top;
    for (size_t i = first; i < row->parts.n; i++)
        row->parts.at[i].y -= above;
    return height > above ? height - above : 0;
}

/* The rows from k on that the span covers have room for it, as far as they are set. */
static void make_room(mkr_setter *s, mkr_galley *pieces, size_t k, mkr_row_span *span) {
    const mkr_table_run *run = pieces->at[k].table;
    mkr_piece *last = NULL;
    span->used = 0;
    for (size_t i = k; i < pieces->n && pieces->at[i].table == run && pieces->at[i].row < span->end; i++) {
        last = &pieces->at[i];
        span->used = mkr_heights(span->used, last->height);
    }
    if (!last || last->row + 1 < span->end)
        return; /* its last row is still to come */
    mkr_len more = span->top + span->height + last->bottom - span->used;
    if (more <= 0)
        return;
    set_height(s, last, mkr_heights(last->height, more));
    for (size_t i = 0; i < run->spans->waiting.n; i++) {
        mkr_row_span *other = run->spans->waiting.at[i];
        if (other->row <= last->row && other->end > last->row)
            other->used = mkr_heights(other->used, more);
    }
}

static void go_on(mkr_setter *s, mkr_galley *pieces, size_t k, mkr_row_span *span) {
    uint16_t cell = (uint16_t)(MKR_PART_SPAN + span->cell->column);
    mkr_len bottom;
    mkr_piece *from = holder(pieces, k, span, cell, &bottom), *next = &pieces->at[k];
    span->top = next->top;
    span->height = from ? carry(s, from, next, cell, bottom - pieces->at[k - 1].bottom) : 0;
    if (from && !span->height)
        span->height = repeat(s, next, span, cell);
    make_room(s, pieces, k, span);
}

/* Lines of one row of a cover have no space between them: where they are the first on a page, they have that
 * of rows. */
static void lower(mkr_setter *s, mkr_piece *row) {
    mkr_len more = LINE_TOP - row->top;
    if (row->table->block->grid->look != MKR_LOOK_COVER || more <= 0)
        return;
    for (size_t i = 0; i < row->parts.n; i++)
        if (row->parts.at[i].cell < MKR_PART_GROUND)
            row->parts.at[i].y += more;
    row->top += more;
    set_height(s, row, row->height + more);
}

void mkr_rows_part(mkr_setter *s, mkr_galley *pieces, size_t k) {
    const mkr_table_run *run = pieces->at[k].table;
    if (!k || !run || pieces->at[k - 1].table != run)
        return;
    lower(s, &pieces->at[k]);
    mkr_row_spans *spans = run->spans;
    size_t n = 0;
    for (size_t i = 0; i < spans->waiting.n; i++)
        if (spans->waiting.at[i]->end > pieces->at[k].row) /* others are behind us */
            spans->waiting.at[n++] = spans->waiting.at[i];
    while (spans->waiting.n > n) /* MKR_PUSH promises zeros */
        spans->waiting.at[--spans->waiting.n] = NULL;
    for (size_t i = 0; i < n; i++)
        if (spans->waiting.at[i]->row <= pieces->at[k - 1].row)
            go_on(s, pieces, k, spans->waiting.at[i]);
}
