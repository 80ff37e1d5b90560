/* rich.c - text with its inline elements becomes spans.
 *
 * White space is collapsed as XML authors expect: any run of blanks and line ends is one space, none at the
 * ends of a paragraph. No-break spaces and all other characters stay. The first use of each short form of the
 * glossary becomes a Span that says what it stands for.
 *
 * Not here: what references print (refs.c), the text of footnotes (aside.c). */
#include <string.h>

#include "base/buffer.h"
#include "base/ascii.h"
#include "base/language.h"
#include "report/build.h"

typedef struct inliner {
    mkr_builder *b;
    mkr_spans *to;
    mkr_span *number; /* what hangs in front; or NULL */
    size_t first; /* index of the first span that is ours */
    unsigned inside; /* links, abbreviations, other languages: no place for the glossary */
    bool at_start, after_space;
    MKR_VEC(mkr_footnote) footnotes;
} inliner;

/* Where ink of an inline run goes: the element itself, or its MKR_CONTENT children between inline elements.
 */
typedef struct target {
    uint32_t elem, content;
    bool mixed;
} target;

static bool is_structural(const mkr_node *n) {
    return mkr_node_is(n, "a") || mkr_node_is(n, "ref") || mkr_node_is(n, "span") || mkr_node_is(n, "abbr") ||
           mkr_node_is(n, "footnote");
}

static bool has_structure(const mkr_node *node) {
    for (const mkr_node *n = node->first; n; n = n->next)
        if (n->name && (is_structural(n) || has_structure(n)))
            return true;
    return false;
}

static uint32_t ink_of(inliner *in, target *t) {
    if (!t->mixed)
        return t->elem;
    if (!t->content)
        t->content = mkr_tree_add(in->b->tree, t->elem, MKR_CONTENT);
    return t->content;
}

void mkr_build_span(mkr_builder *b, mkr_spans *to, const char *text, uint32_t elem, uint8_t look,
                    mkr_where where) {
    *MKR_PUSH(b->arena, to) =
        (mkr_span){.text = text, .look = look, .elem = elem, .lang = b->lang, .where = where};
}

static void add_piece(inliner *in, target *t, const char *text, size_t n, uint8_t look, mkr_where where) {
    if (n)
        mkr_build_span(in->b, in->to, mkr_strndup(in->b->arena, text, n), ink_of(in, t), look, where);
}

/* An element without elements turns out to have one: its ink so far becomes text before it. */
static void make_mixed(inliner *in, target *t) {
    if (t->mixed)
        return;
    t->mixed = true;
    bool hangs = in->number && in->number->elem == t->elem;
    if (!hangs && in->to->n == in->first)
        return;
    uint32_t content = ink_of(in, t);
    if (hangs)
        in->number->elem = content;
    for (size_t i = in->first; i < in->to->n; i++)
        in->to->at[i].elem = content;
}

static uint32_t add_expansion(inliner *in, target *t, const char *expansion) {
    t->content = 0;
    uint32_t span = mkr_tree_add(in->b->tree, t->elem, MKR_SPAN);
    mkr_tree_more(in->b->tree, span)->expansion = expansion;
    return span;
}

/* Short forms are looked for in text of the paragraph itself, in the language of the report. */
static void add_words(inliner *in, target *t, const char *text, uint8_t look, mkr_where where) {
    mkr_short_form found;
    while (!in->inside && !in->b->lang && mkr_glossary_next(in->b->glossary, text, &found)) {
        make_mixed(in, t);
        add_piece(in, t, text, found.at, look, where);
        uint32_t span = add_expansion(in, t, found.expansion);
        text += found.at;
        mkr_build_span(in->b, in->to, mkr_strndup(in->b->arena, text, found.n), span, look, where);
        text += found.n;
    }
    add_piece(in, t, text, strlen(text), look, where);
}

static void add_text(inliner *in, target *t, const char *text, uint8_t look, mkr_where where) {
    const char *filled = mkr_expr_fill(in->b->expr, text, where);
    if (!filled)
        return;
    char *out = mkr_alloc(in->b->arena, strlen(filled) + 1), *end = out;
    for (const char *p = filled; *p; p++) {
        if (!mkr_is_space(*p)) {
            *end++ = *p;
            in->after_space = in->at_start = false;
        } else if (!in->after_space && !in->at_start) {
            *end++ = ' ';
            in->after_space = true;
        }
    }
    add_words(in, t, out, look, where);
}

static void add_children(inliner *in, const mkr_node *node, target *t, uint8_t look);

/* Schemes that a public record may link to (requirement A-08). */
static bool link_allowed(const char *uri) {
    static const char *const schemes[] = {"https://", "http://", "mailto:", "tel:"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (!strncmp(uri, schemes[i], strlen(schemes[i])) && uri[strlen(schemes[i])])
            return true;
    return false;
}

static uint32_t link_begin(inliner *in, target *t) {
    t->content = 0;
    return mkr_tree_add(in->b->tree, t->elem, MKR_LINK);
}

/* The text of the spans from `first` on. */
static const char *words_from(inliner *in, size_t first) {
    mkr_buffer words = mkr_buffer_new(in->b->arena);
    for (size_t i = first; i < in->to->n; i++)
        mkr_buffer_puts(&words, in->to->at[i].text);
    return mkr_buffer_text(&words);
}

static bool is_empty(const char *text) {
    return !text[strspn(text, " \n")];
}

static void add_link(inliner *in, const mkr_node *n, target *t, uint8_t look) {
    const mkr_attr *href = mkr_node_find_attr(n, "href");
    const char *uri = mkr_build_attr(in->b, n, "href");
    uint32_t link = link_begin(in, t);
    if (uri && (!link_allowed(uri) || strpbrk(uri, " \t\n")))
        mkr_say(in->b->diag, MKR_E_BAD_LINK, href->where, "\"%s\"", uri);
    mkr_elem_more *more = mkr_tree_more(in->b->tree, link);
    more->uri = uri;
    target inside = {link, 0, has_structure(n)};
    size_t first = in->to->n;
    add_children(in, n, &inside, look | MKR_LINKED);
    const char *words = words_from(in, first);
    if (is_empty(words))
        mkr_say(in->b->diag, MKR_E_EMPTY_LINK, n->where, NULL);
    mkr_tree_more(in->b->tree, link)->contents = words;
}

static mkr_shows what_to_show(const mkr_node *ref) {
    const char *show = mkr_node_attr(ref, "show");
    return !show || !strcmp(show, "label") ? MKR_SHOW_LABEL
           : !strcmp(show, "page")         ? MKR_SHOW_PAGE
                                           : MKR_SHOW_BOTH;
}

static void add_reference(inliner *in, const mkr_node *n, target *t, uint8_t look) {
    const mkr_attr *to = mkr_node_find_attr(n, "to");
    uint32_t link = link_begin(in, t);
    size_t first = in->to->n;
    target inside = {link, 0, has_structure(n)};
    add_children(in, n, &inside, look | MKR_LINKED);
    const char *words = words_from(in, first);
    mkr_shows show = is_empty(words) ? what_to_show(n) : MKR_SHOW_WORDS;
    if (show == MKR_SHOW_WORDS) {
        mkr_tree_more(in->b->tree, link)->contents = words;
    } else {
        in->to->n = first;
        for (int i = 0; i < (show == MKR_SHOW_LABEL ? 1 : MKR_REF_SPANS); i++)
            mkr_build_span(in->b, in->to, "", link, look | MKR_LINKED, n->where);
    }
    in->at_start = in->after_space = false;
    in->to->at[first].ref = to->value;
    in->to->at[first].where = to->where;
    *MKR_PUSH(in->b->arena, &in->b->unresolved) = (mkr_unresolved){in->to, first, link, show};
}

static void add_language(inliner *in, const mkr_node *n, target *t, uint8_t look) {
    t->content = 0;
    uint32_t span = mkr_tree_add(in->b->tree, t->elem, MKR_SPAN);
    const char *outer = mkr_build_enter_lang(in->b, n, span);
    target inside = {span, 0, has_structure(n)};
    add_children(in, n, &inside, look);
    in->b->lang = outer;
}

static void add_abbreviation(inliner *in, const mkr_node *n, target *t, uint8_t look) {
    const mkr_attr *title = mkr_node_find_attr(n, "title");
    const char *expansion = mkr_build_attr(in->b, n, "title");
    if (is_empty(expansion))
        mkr_say(in->b->diag, MKR_E_EMPTY_EXPANSION, title->where, NULL);
    target inside = {add_expansion(in, t, expansion), 0, has_structure(n)};
    add_children(in, n, &inside, look);
}

/* Where no footnote can stand: what repeats on the next page, or leads somewhere itself. */
static const char *no_place_for_footnote(const mkr_node *footnote) {
    static const char *const names[] = {"footnote", "a", "ref", "abbr", "head", "paper"};
    for (const mkr_node *n = footnote->parent; n; n = n->parent) {
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (mkr_node_is(n, names[i]))
                return names[i];
        const char *kind = mkr_node_is(n, "row") ? mkr_node_attr(n, "kind") : NULL;
        if (kind && !strcmp(kind, "group"))
            return "row kind=\"group\"";
    }
    return NULL;
}

/* The number here; the note itself when the paragraph is done. */
static void add_footnote(inliner *in, const mkr_node *n, target *t, uint8_t look) {
    mkr_builder *b = in->b;
    const char *where_not = no_place_for_footnote(n);
    if (where_not) {
        mkr_say(b->diag, MKR_E_FOOTNOTE_PLACE, n->where, "in <%s>", where_not);
        return;
    }
    if (!mkr_build_has_content(n)) {
        mkr_say(b->diag, MKR_E_EMPTY_PARAGRAPH, n->where, "<footnote>");
        return;
    }
    uint32_t reference = mkr_tree_add(b->tree, t->elem, MKR_REFERENCE),
             link = mkr_tree_add(b->tree, reference, MKR_LINK);
    mkr_footnote *note = MKR_PUSH(b->arena, &in->footnotes);
    *note = mkr_build_footnote_begin(b, n, link);
    mkr_build_span(b, in->to, note->number, link, (look & MKR_BOLD) | MKR_SUP | MKR_LINKED, n->where);
    in->to->at[in->to->n - 1].footnote = note->block;
    in->at_start = in->after_space = false;
}

static void add_structure(inliner *in, const mkr_node *n, target *t, uint8_t look) {
    in->inside++;
    if ((mkr_node_is(n, "a") || mkr_node_is(n, "ref")) && look & MKR_LINKED)
        mkr_say(in->b->diag, MKR_E_NESTED_LINK, n->where, "<%s>", n->name);
    else if (mkr_node_is(n, "a"))
        add_link(in, n, t, look);
    else if (mkr_node_is(n, "ref"))
        add_reference(in, n, t, look);
    else if (mkr_node_is(n, "span"))
        add_language(in, n, t, look);
    else if (mkr_node_is(n, "abbr"))
        add_abbreviation(in, n, t, look);
    else
        add_footnote(in, n, t, look);
    in->inside--;
    t->content = 0;
}

static void add_children(inliner *in, const mkr_node *node, target *t, uint8_t look) {
    for (const mkr_node *n = node->first; n; n = n->next) {
        if (!n->name)
            add_text(in, t, n->text, look, n->where);
        else if (mkr_node_is(n, "b"))
            add_children(in, n, t, look | MKR_BOLD);
        else if (mkr_node_is(n, "i"))
            add_children(in, n, t, look | MKR_ITALIC);
        else if (mkr_node_is(n, "sup"))
            add_children(in, n, t, look | MKR_SUP);
        else if (mkr_node_is(n, "sub"))
            add_children(in, n, t, look | MKR_SUB);
        else if (is_structural(n))
            add_structure(in, n, t, look);
        else if (mkr_node_is(n, "br")) {
            mkr_build_span(in->b, in->to, "\n", ink_of(in, t), look, n->where);
            in->at_start = true; /* no space begins a line */
            in->after_space = false;
        } else {
            break; /* blocks that follow inline text in a list item: not ours */
        }
    }
}

void mkr_build_inline(mkr_builder *b, const mkr_node *node, mkr_spans *to, uint32_t elem, uint8_t look,
                      mkr_span *number) {
    inliner in = {.b = b, .to = to, .number = number, .first = to->n, .at_start = true};
    target t = {elem, 0, has_structure(node)};
    if (number)
        number->elem = ink_of(&in, &t);
    add_children(&in, node, &t, look);
    if (in.after_space && to->n) { /* the space before the end tag */
        char *last = (char *)to->at[to->n - 1].text;
        last[strlen(last) - 1] = '\0';
    }
    for (size_t i = 0; i < in.footnotes.n; i++)
        mkr_build_footnote_end(b, &in.footnotes.at[i], elem);
}

/* The schema allows blanks around a language tag; ISO 32000-1 does not. */
const char *mkr_build_lang(mkr_builder *b, const mkr_node *node) {
    const char *lang = mkr_node_attr(node, "xml:lang");
    lang += strspn(lang, " \t\r\n");
    return mkr_strndup(b->arena, lang, strcspn(lang, " \t\r\n"));
}

const char *mkr_build_enter_lang(mkr_builder *b, const mkr_node *node, uint32_t elem) {
    const char *outer = b->lang;
    if (mkr_node_attr(node, "xml:lang"))
        b->lang = mkr_tree_more(b->tree, elem)->lang = mkr_build_lang(b, node);
    return outer;
}

bool mkr_build_is_foreign(const mkr_builder *b, const char *lang, const char *around) {
    return !mkr_language_same(lang ? lang : b->doc->lang, around ? around : b->doc->lang);
}

bool mkr_build_right_to_left(const mkr_builder *b) {
    return mkr_language_right_to_left(b->lang ? b->lang : b->doc->lang);
}

const char *mkr_build_attr(mkr_builder *b, const mkr_node *node, const char *name) {
    const mkr_attr *a = mkr_node_find_attr(node, name);
    const char *filled = a ? mkr_expr_fill(b->expr, a->value, a->where) : NULL;
    return filled || !a ? filled : a->value; /* after a message, go on with what stands there */
}

mkr_len mkr_build_points(mkr_builder *b, const mkr_node *node, const char *name) {
    const mkr_attr *a = mkr_node_find_attr(node, name);
    mkr_decimal points;
    if (!a)
        return 0;
    if (mkr_decimal_parse(a->value, &points) && points.units > 0 &&
        mkr_decimal_compare(points, (mkr_decimal){10000, 0}) < 0)
        return (mkr_len)mkr_decimal_round((mkr_decimal){points.units * 1000, points.places}, 0).units;
    mkr_say(b->diag, MKR_E_BAD_NUMBER, a->where, "%s=\"%s\"; points, below 10000", name, a->value);
    return 0;
}

const char *mkr_build_string(mkr_builder *b, const mkr_node *node) {
    if (!node)
        return "";
    mkr_where where = node->first ? node->first->where : node->where;
    const char *raw = mkr_node_string(b->arena, node), *filled = mkr_expr_fill(b->expr, raw, where);
    filled = filled ? filled : raw;
    char *out = mkr_alloc(b->arena, strlen(filled) + 1), *end = out;
    for (const char *p = filled; *p; p++)
        if (!mkr_is_space(*p))
            *end++ = *p;
        else if (end > out && end[-1] != ' ')
            *end++ = ' ';
    if (end > out && end[-1] == ' ')
        end[-1] = '\0';
    return out;
}

mkr_block *mkr_build_text(mkr_builder *b, mkr_role_id role, uint32_t elem, const char *text,
                          mkr_where where) {
    mkr_block *block = mkr_block_new(b->arena, MKR_BLOCK_TEXT, role, elem, where);
    block->measure = (uint8_t)b->measure;
    block->right_to_left = mkr_build_right_to_left(b);
    if (*text)
        mkr_build_span(b, &block->spans, text, elem, 0, where);
    return block;
}
