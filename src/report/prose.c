/* prose.c - typed text put together from its nodes, and the places of its characters.
 *
 * A place is found by walking through the text of its node and the file side by side, for a character may be
 * written as a reference ("&lt;"), and comments leave no trace in the text. */
#include "report/prose.h"

#include "base/ascii.h"

static const char object[] = "\uFFFC";

mkr_prose mkr_prose_new(mkr_arena *arena, const mkr_expr *expr, bool objects) {
    return (mkr_prose){.expr = expr, .text = mkr_buffer_new(arena), .objects = objects};
}

static mkr_prose_piece *add_piece(mkr_prose *p, mkr_filled filled, mkr_where where) {
    mkr_prose_piece *piece = MKR_PUSH(p->text.arena, &p->pieces);
    *piece = (mkr_prose_piece){.at = (uint32_t)p->text.n, .filled = filled, .where = where};
    if (filled.text)
        mkr_buffer_puts(&p->text, filled.text);
    else
        p->lost = true;
    return piece;
}

static void add_object(mkr_prose *p) {
    if (p->objects)
        mkr_buffer_puts(&p->text, object);
}

bool mkr_prose_is_inline(const mkr_node *node) {
    static const char *const inlines[] = {"b", "i", "sup", "sub", "a", "ref", "span", "abbr", NULL};
    return mkr_node_is_one_of(node, inlines);
}

bool mkr_prose_is_exempt(const mkr_node *node) {
    const char *check = mkr_node_attr(node, "check");
    return check && !strcmp(check, "no");
}

/* A raised figure is the mark of a note, not part of the number before it. */
static bool is_mark(const mkr_node *node) {
    bool raised = mkr_node_is(node, "sup") || mkr_node_is(node, "sub");
    return raised && !(node->first && node->first->text && mkr_is_letter(node->first->text[0]));
}

static bool is_foreign(const mkr_node *node) {
    const char *lang = mkr_node_is(node, "span") ? mkr_node_attr(node, "xml:lang") : NULL;
    return lang && mkr_same_letters(lang + strspn(lang, " \t\r\n"), "en") < 2;
}

void mkr_prose_add(mkr_prose *p, const mkr_node *node) {
    for (const mkr_node *n = node->first; n; n = n->next) {
        if (!n->name) {
            add_piece(p, mkr_expr_filled(p->expr, n->text), n->where)->raw = n->raw;
        } else if (mkr_node_is(n, "br")) {
            mkr_buffer_putc(&p->text, ' ');
            p->breaks = true;
        } else if (is_foreign(n)) {
            mkr_buffer_puts(&p->text, p->objects ? object : " \uFFFC "); /* something not understood */
        } else if (is_mark(n)) {
            add_object(p);
        } else if (mkr_prose_is_inline(n)) {
            size_t before = p->text.n;
            mkr_prose_add(p, n);
            if (mkr_is_blank(mkr_buffer_text(&p->text) + before))
                add_object(p);
        }
    }
}

void mkr_prose_add_attr(mkr_prose *p, const mkr_attr *attr) {
    add_piece(p, mkr_expr_filled(p->expr, attr->value), attr->where);
}

void mkr_prose_add_cell(mkr_prose *p, const char *text, mkr_where where) {
    add_piece(p, (mkr_filled){.source = text, .text = text}, where)->whole = true;
}

/* ---- places */

/* The last seam at or before `offset`, or NULL. */
static const mkr_seam *seam_before(const mkr_filled *filled, uint32_t offset) {
    size_t from = 0, to = filled->n;
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (filled->seams[middle].filled <= offset)
            from = middle + 1;
        else
            to = middle;
    }
    return from ? &filled->seams[from - 1] : NULL;
}

/* Where in its source something that stands at `offset` of a filled text comes from. */
static uint32_t source_of(const mkr_filled *filled, uint32_t offset) {
    const mkr_seam *s = seam_before(filled, offset);
    if (!s)
        return offset;
    uint32_t source = s->source + (offset - s->filled);
    bool more = s + 1 < filled->seams + filled->n;
    return more && source > s[1].source ? s->source : source; /* inside a computed value */
}

/* The last piece that begins at or before `offset`, or the first. */
static size_t piece_of(const mkr_prose *p, uint32_t offset) {
    size_t from = 1, to = p->pieces.n;
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (p->pieces.at[middle].at <= offset)
            from = middle + 1;
        else
            to = middle;
    }
    return from - 1;
}

bool mkr_prose_is_computed(const mkr_prose *p, uint32_t offset) {
    if (!p->pieces.n)
        return false;
    const mkr_prose_piece *piece = &p->pieces.at[piece_of(p, offset)];
    const mkr_seam *s = offset >= piece->at ? seam_before(&piece->filled, offset - piece->at) : NULL;
    const char *source = s ? piece->filled.source + s->source : "";
    return source[0] == '{' && source[1] != '{'; /* two stand for a brace */
}

/* Count bytes of the file up to `to`. */
static const char *pass(const char *from, const char *to, mkr_where *where) {
    for (; from < to; from++) {
        where->line += *from == '\n';
        where->col = *from == '\n' ? 1 : where->col + (((unsigned char)*from & 0xC0) != 0x80);
    }
    return to;
}

/* Step over what is in the file, but not in the text: comments, instructions, the ends of CDATA sections. */
static const char *pass_markup(const char *raw, bool *cdata, mkr_where *where) {
    for (;;) {
        const char *to = raw;
        if (*cdata && !strncmp(raw, "]]>", 3)) {
            to = raw + 3;
            *cdata = false;
        } else if (!*cdata && !strncmp(raw, "<![CDATA[", 9)) {
            to = raw + 9;
            *cdata = true;
        } else if (!*cdata && !strncmp(raw, "<!--", 4)) {
            to = strstr(raw + 4, "-->") + 3;
        } else if (!*cdata && !strncmp(raw, "<?", 2)) {
            to = strstr(raw, "?>") + 2;
        } else {
            return raw;
        }
        raw = pass(raw, to, where);
    }
}

/* Step over one character of the text: itself, a reference, or a line end of two bytes. */
static const char *pass_character(const char *raw, bool cdata, mkr_where *where) {
    const char *to = raw + 1;
    if (*raw == '&' && !cdata)
        to = strchr(raw, ';') + 1;
    else if (*raw == '\r' && raw[1] == '\n')
        to++;
    while (((unsigned char)*to & 0xC0) == 0x80)
        to++;
    return pass(raw, to, where);
}

static void begin_piece(mkr_prose *p, size_t i) {
    const mkr_prose_piece *piece = &p->pieces.at[i];
    const char *raw = piece->raw ? piece->raw : piece->filled.source;
    bool cdata = piece->raw && !strncmp(raw, "<![CDATA[", 9); /* the text's place is inside it */
    p->reached.piece = i;
    p->reached.source = 0;
    p->reached.raw = cdata ? raw + 9 : raw;
    p->reached.cdata = cdata;
    p->reached.where = piece->where;
}

mkr_where mkr_prose_where(mkr_prose *p, uint32_t offset) {
    if (!p->pieces.n)
        return (mkr_where){0};
    size_t i = piece_of(p, offset);
    const mkr_prose_piece *piece = &p->pieces.at[i];
    uint32_t source = offset > piece->at ? source_of(&piece->filled, offset - piece->at) : 0;
    if (piece->whole)
        return piece->where;
    if (i != p->reached.piece || source < p->reached.source || !p->reached.raw)
        begin_piece(p, i);
    const char *text = piece->filled.source;
    bool as_in_file = piece->raw != NULL;
    while (p->reached.source < source && text[p->reached.source]) {
        if (as_in_file)
            p->reached.raw = pass_markup(p->reached.raw, &p->reached.cdata, &p->reached.where);
        p->reached.raw = pass_character(p->reached.raw, !as_in_file || p->reached.cdata, &p->reached.where);
        p->reached.source++;
        while (((unsigned char)text[p->reached.source] & 0xC0) == 0x80)
            p->reached.source++;
    }
    if (as_in_file)
        p->reached.raw = pass_markup(p->reached.raw, &p->reached.cdata, &p->reached.where);
    return p->reached.where;
}
