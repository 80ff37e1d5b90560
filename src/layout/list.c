/* list.c - a table as a list of labels and values, for large print.
 *
 * Every row becomes a block of lines: what names the row, then the head of each further column beside the
 * cell. A head is ink of its element where it is first a label; after that the label is an artifact, as the
 * head of a table is that repeats on a further page. Heads that label nothing, such as those of the columns
 * that name the rows, stand above the list. */
#include "layout/reflow.h"

#include <string.h>

#define BESIDE MKR_PT(150) /* in narrower places labels stand above their values */
#define LONGEST_NAME 200 /* bytes */
#define LABEL_GAP MKR_PT(9)

typedef struct head {
    const mkr_grid_cell *cell;
    bool plain; /* nothing but text, which can be part of a line */
    bool used; /* it has its ink */
    size_t seen; /* the label it was last put into */
} head;

typedef struct column {
    MKR_VEC(size_t) over; /* its heads from the top */
    mkr_block *label; /* made when first needed; then its heads have their ink */
    const mkr_grid_cell *spanning; /* a cell that begins here and covers rows up to, not including, `until` */
    size_t until;
} column;

typedef struct placed {
    const mkr_grid_cell *cell;
    bool again; /* it began in a row before */
} placed;

typedef struct list {
    mkr_setter *s;
    const mkr_grid *from;
    mkr_grid *to;
    column *columns;
    placed *cells; /* of the present row, from the left */
    MKR_VEC(head) heads;
    size_t first_head; /* of those that apply here */
    bool has_head_row;
    size_t head_row; /* where heads stand that label nothing */
    size_t labels; /* made so far */
} list;

/* ---- text of cells in a line of the list */

static bool is_plain(const mkr_block *b) {
    if (b->kind == MKR_BLOCK_TEXT)
        return b->hang == MKR_HANG_NONE;
    bool plain = b->kind == MKR_BLOCK_STACK;
    for (const mkr_block *k = b->first; plain && k; k = k->next)
        plain = is_plain(k);
    return plain;
}

static bool is_empty(const mkr_block *b) {
    bool empty = !b || b->kind == MKR_BLOCK_STACK;
    if (b && b->kind == MKR_BLOCK_TEXT)
        return !b->spans.n;
    for (const mkr_block *k = b ? b->first : NULL; empty && k; k = k->next)
        empty = is_empty(k);
    return empty;
}

static const mkr_block *first_text(const mkr_block *b) {
    while (b && b->kind == MKR_BLOCK_STACK)
        b = b->first;
    return b && b->kind == MKR_BLOCK_TEXT ? b : NULL;
}

static void add_separator(list *l, const char *text, mkr_block *to) {
    if (to->spans.n)
        *MKR_PUSH(l->s->lasting, &to->spans) = (mkr_span){.text = text, .where = to->where};
}

/* Text alone: links and footnotes stay where the ink is. */
static void make_artifact(mkr_span *span) {
    span->elem = 0;
    span->look &= (uint8_t)~MKR_LINKED;
    span->footnote = NULL;
}

static void add_text(list *l, const mkr_block *b, bool again, mkr_block *to) {
    for (size_t i = 0; b->kind == MKR_BLOCK_TEXT && i < b->spans.n; i++) {
        mkr_span *span = MKR_PUSH(l->s->lasting, &to->spans);
        *span = b->spans.at[i];
        if (again)
            make_artifact(span);
    }
    for (const mkr_block *k = b->first; k; k = k->next) {
        if (k != b->first)
            add_separator(l, " ", to);
        add_text(l, k, again, to);
    }
}

/* A block for text like that of a cell. */
static mkr_block *new_text(list *l, const mkr_block *like) {
    const mkr_block *text = first_text(like);
    mkr_block *block = mkr_block_new(l->s->lasting, MKR_BLOCK_TEXT,
                                     text ? (mkr_role_id)text->role : MKR_ROLE_TABLE_TEXT, 0, like->where);
    block->right_to_left = text && text->right_to_left;
    return block;
}

static void add_look(mkr_block *text, uint8_t look) {
    for (size_t i = 0; i < text->spans.n; i++)
        if (!(text->spans.at[i].look & MKR_MUTED))
            text->spans.at[i].look |= look;
}

/* ---- heads */

/* A head over all columns labels none of them. */
static void add_head(list *l, const mkr_grid_cell *cell) {
    if (is_empty(cell->content))
        return;
    *MKR_PUSH(l->s->lasting, &l->heads) = (head){.cell = cell, .plain = is_plain(cell->content)};
    for (uint16_t i = 0; cell->colspan < l->from->n_columns && i < cell->colspan; i++)
        *MKR_PUSH(l->s->lasting, &l->columns[cell->column + i].over) = l->heads.n - 1;
}

static mkr_role_id label_role(uint8_t role) {
    return role == MKR_ROLE_TABLE_HEAD       ? MKR_ROLE_TABLE_TEXT
           : role == MKR_ROLE_FORM_HEAD      ? MKR_ROLE_FORM
           : role == MKR_ROLE_INDICATOR_HEAD ? MKR_ROLE_INDICATOR
                                             : (mkr_role_id)role;
}

/* The heads over a cell: "2024/25 Q1", or "2024/25 Q1, Q2" where it covers two columns. NULL: none. */
static mkr_block *make_label(list *l, const mkr_grid_cell *cell) {
    mkr_block *label = NULL;
    l->labels++;
    for (uint16_t c = cell->column; c < cell->column + cell->colspan; c++) {
        bool first = true; /* of this column */
        for (size_t i = 0; i < l->columns[c].over.n; i++) {
            head *h = &l->heads.at[l->columns[c].over.at[i]];
            if (h->seen == l->labels)
                continue;
            h->seen = l->labels;
            if (!label)
                label = new_text(l, h->cell->content);
            add_separator(l, first && c > cell->column ? ", " : " ", label);
            add_text(l, h->cell->content, h->used || !h->plain, label);
            h->used = h->used || h->plain;
            first = false;
        }
    }
    if (label) {
        label->role = (uint8_t)label_role(label->role);
        add_look(label, MKR_MUTED);
    }
    return label;
}

/* The label of a cell; *again: its heads have their ink. What reaches across all columns has none. */
static mkr_block *label_of(list *l, const mkr_grid_cell *cell, bool *again) {
    column *c = &l->columns[cell->column];
    *again = false;
    if (cell->colspan > 1)
        return cell->column + cell->colspan == l->from->n_columns ? NULL : make_label(l, cell);
    *again = c->label != NULL;
    if (!c->label)
        c->label = make_label(l, cell);
    return c->label;
}

/* ---- rows of the list */

static mkr_grid_cell *add_row(list *l, mkr_row_kind kind, mkr_row_join joins, uint16_t n) {
    mkr_grid_row *row = MKR_PUSH(l->s->lasting, &l->to->rows);
    row->kind = (uint8_t)kind;
    row->joins = (uint8_t)joins;
    row->n = n;
    row->cells = mkr_alloc_array(l->s->lasting, n, sizeof *row->cells);
    for (uint16_t i = 0; i < n; i++)
        row->cells[i] = (mkr_grid_cell){.column = i, .colspan = 1, .rowspan = 1};
    row->cells[n - 1].colspan = (uint16_t)(l->to->n_columns - n + 1);
    return row->cells;
}

static mkr_grid_row *last_row(list *l) {
    return &l->to->rows.at[l->to->rows.n - 1];
}

static void add_value(list *l, const placed *p) {
    bool again;
    mkr_block *label = label_of(l, p->cell, &again);
    mkr_grid_cell *c;
    if (label && l->to->n_columns == 1) {
        c = add_row(l, MKR_ROW_BODY, MKR_JOIN_LINES, 1);
        last_row(l)->keep = true;
    } else {
        c = add_row(l, MKR_ROW_BODY, MKR_JOIN_LABEL, label ? 2 : 1);
    }
    if (label) {
        c->content = label;
        c->again = again;
        c = l->to->n_columns == 1 ? add_row(l, MKR_ROW_BODY, MKR_JOIN_LABEL, 1) : c + 1;
    }
    c->content = p->cell->content;
    c->again = p->again;
}

/* The name, its first line only, as it stands above lines that go on on a further page. NULL: it is
 * no name but a text. */
static mkr_block *continued(list *l, const mkr_block *name) {
    mkr_block *again = new_text(l, name);
    size_t bytes = 0;
    for (size_t i = 0; i < name->spans.n && name->spans.at[i].text[0] != '\n'; i++) {
        mkr_span *span = MKR_PUSH(l->s->lasting, &again->spans);
        *span = name->spans.at[i];
        make_artifact(span);
        bytes += strlen(span->text);
    }
    if (bytes > LONGEST_NAME)
        return NULL;
    if (again->spans.n)
        mkr_block_continue(l->s->lasting, l->s->doc, again);
    return again;
}

/* What names a row: in one line, unless there is more to it than text. */
static void add_name(list *l, size_t n) {
    bool plain = true;
    mkr_block *name = NULL;
    for (size_t i = 0; i < n; i++)
        plain = plain && (!l->cells[i].cell->content || is_plain(l->cells[i].cell->content));
    for (size_t i = 0; i < n; i++) {
        mkr_block *content = l->cells[i].cell->content;
        bool again = l->cells[i].again;
        if (is_empty(content))
            continue;
        if (!plain) {
            mkr_grid_cell *c = add_row(l, MKR_ROW_BODY, MKR_JOIN_LINES, 1);
            c->content = content;
            c->again = again;
            last_row(l)->keep = true;
            continue;
        }
        if (!name)
            name = new_text(l, content);
        add_separator(l, "  ", name);
        add_text(l, content, again, name);
    }
    if (!name)
        return;
    add_look(name, MKR_SEMIBOLD);
    add_row(l, MKR_ROW_BODY, MKR_JOIN_LINES, 1)->content = name;
    last_row(l)->keep = true;
    last_row(l)->continued = continued(l, name);
}

static mkr_block *both(list *l, mkr_block *first, mkr_block *second) {
    if (!first || !second)
        return first ? first : second;
    mkr_block *stack = mkr_block_new(l->s->lasting, MKR_BLOCK_STACK, MKR_ROLE_TABLE_HEAD, 0, first->where);
    mkr_block_add(stack, first);
    mkr_block_add(stack, second);
    return stack;
}

/* Heads that label nothing get their ink in the row kept for them; it goes when there are none. */
static void place_unused_heads(list *l) {
    mkr_block *text = NULL, *others = NULL;
    for (size_t i = l->first_head; i < l->heads.n; i++) {
        const head *h = &l->heads.at[i];
        mkr_block *content = h->cell->content;
        if (h->used)
            continue;
        if (!h->plain) {
            if (!others)
                others =
                    mkr_block_new(l->s->lasting, MKR_BLOCK_STACK, MKR_ROLE_TABLE_HEAD, 0, content->where);
            mkr_block_add(others, content);
            continue;
        }
        if (!text)
            text = new_text(l, content);
        add_separator(l, "  ", text);
        add_text(l, content, false, text);
    }
    if (!l->has_head_row)
        return;
    mkr_grid_row *row = &l->to->rows.at[l->head_row];
    row->cells[0].content = both(l, text, others);
    if (row->cells[0].content)
        return;
    for (l->to->rows.n--; row < l->to->rows.at + l->to->rows.n; row++)
        *row = row[1];
    *row = (mkr_grid_row){0}; /* MKR_PUSH promises zeros */
}

/* Heads of their own within a form: they are the labels from here on. */
static void begin_heads(list *l, mkr_row_kind kind) {
    place_unused_heads(l);
    for (uint16_t i = 0; i < l->from->n_columns; i++) {
        l->columns[i].over.n = 0;
        l->columns[i].label = NULL;
    }
    l->first_head = l->heads.n;
    l->has_head_row = true;
    l->head_row = l->to->rows.n;
    add_row(l, kind, kind == MKR_ROW_HEAD ? MKR_JOIN_NOTHING : MKR_JOIN_LABEL, 1);
    last_row(l)->keep = true;
}

/* ---- rows of the table */

static bool is_form(const list *l) {
    return l->from->look == MKR_LOOK_FORM || l->from->look == MKR_LOOK_COVER;
}

/* The cells that cover a row, from the left. What names several rows of a form is not repeated. */
static size_t gather(list *l, size_t r) {
    const mkr_grid_row *row = &l->from->rows.at[r];
    size_t n = 0;
    uint16_t i = 0;
    for (uint16_t c = 0; c < l->from->n_columns;) {
        const column *k = &l->columns[c];
        if (k->spanning && k->until > r) {
            if (!is_form(l) || !k->spanning->head)
                l->cells[n++] = (placed){k->spanning, true};
            c = (uint16_t)(c + k->spanning->colspan);
        } else if (i < row->n && row->cells[i].column <= c) {
            const mkr_grid_cell *cell = &row->cells[i++];
            l->columns[cell->column].spanning = cell->rowspan > 1 ? cell : NULL;
            l->columns[cell->column].until = r + cell->rowspan;
            l->cells[n++] = (placed){cell, cell->again};
            c = (uint16_t)(cell->column + cell->colspan);
        } else {
            c++;
        }
    }
    return n;
}

static bool names_row(const list *l, size_t i) {
    const mkr_grid_cell *c = l->cells[i].cell;
    if (is_form(l))
        return c->head;
    return i == 0 || c->head || l->from->columns[c->column].key ||
           (l->from->look == MKR_LOOK_INDICATOR && c->column == 1);
}

/* A form's row of heads, which has rules of its own, perhaps beside the label of what follows. */
static bool has_heads(const list *l, size_t n) {
    return l->from->look == MKR_LOOK_COVER && n && l->cells[n - 1].cell->underline;
}

static void add_inner_heads(list *l, size_t n) {
    size_t names = 0;
    while (!l->cells[names].cell->underline)
        names++;
    add_name(l, names);
    begin_heads(l, MKR_ROW_BODY);
    for (size_t i = names; i < n; i++)
        add_head(l, l->cells[i].cell);
}

static void add_body_row(list *l, size_t r, size_t n) {
    size_t names = 0, first = l->to->rows.n;
    while (names < n && names_row(l, names))
        names++;
    if (names)
        add_name(l, names);
    else if (first) /* it goes on with what has been named */
        last_row(l)->joins = last_row(l)->kind == MKR_ROW_BODY ? MKR_JOIN_LABEL : MKR_JOIN_NOTHING;
    for (size_t i = names; i < n; i++)
        if (!is_empty(l->cells[i].cell->content))
            add_value(l, &l->cells[i]);
    if (l->to->rows.n == first)
        return;
    last_row(l)->joins = MKR_JOIN_NOTHING;
    last_row(l)->keep = l->from->rows.at[r].keep;
}

static void add_table_row(list *l, size_t r) {
    const mkr_grid_row *row = &l->from->rows.at[r];
    size_t n = gather(l, r);
    if (row->kind == MKR_ROW_HEAD) {
        if (r == 0)
            begin_heads(l, MKR_ROW_HEAD);
        for (size_t i = 0; i < n; i++)
            if (!l->cells[i].again)
                add_head(l, l->cells[i].cell);
    } else if (row->kind == MKR_ROW_GROUP && n == 1) {
        add_row(l, MKR_ROW_GROUP, MKR_JOIN_NOTHING, 1)->content = l->cells[0].cell->content;
        last_row(l)->cells[0].head = true;
        last_row(l)->continued = row->continued;
    } else if (has_heads(l, n)) {
        add_inner_heads(l, n);
    } else {
        add_body_row(l, r, n);
    }
}

static mkr_grid *new_grid(mkr_setter *s, const mkr_grid *from, mkr_len width) {
    mkr_grid *to = mkr_alloc(s->lasting, sizeof *to);
    *to = (mkr_grid){.look = from->look,
                     .wide = from->wide,
                     .list = true,
                     .n_columns = width < BESIDE ? 1 : 2,
                     .caption_continued = from->caption_continued};
    to->columns = mkr_alloc_array(s->lasting, to->n_columns, sizeof *to->columns);
    to->columns[to->n_columns - 1].gives_way = true;
    if (to->n_columns == 2)
        to->columns[0] = (mkr_column){.width = width / 5 * 2, .gap = LABEL_GAP};
    return to;
}

void mkr_list_table(mkr_setter *s, mkr_block *block, mkr_len width) {
    const mkr_grid *from = block->grid;
    list l = {.s = s, .from = from, .to = new_grid(s, from, width)};
    l.columns = mkr_alloc_array(s->lasting, from->n_columns, sizeof *l.columns);
    l.cells = mkr_alloc_array(s->lasting, from->n_columns, sizeof *l.cells);
    for (size_t r = 0; r < from->rows.n; r++)
        add_table_row(&l, r);
    place_unused_heads(&l);
    block->grid = l.to;
}
