/* rich.c - text with its inline elements becomes spans; references are resolved at the end.
 *
 * White space is collapsed as XML authors expect: any run of blanks and line ends is one space, none at the
 * ends of a paragraph. No-break spaces and all other characters stay. */
#include <string.h>

#include "base/buffer.h"
#include "base/ascii.h"
#include "report/build.h"

typedef struct inliner {
    mkr_builder *b;
    mkr_spans *to;
    bool at_start, after_space;
} inliner;

/* Where ink of an inline run goes: the element itself, or its MKR_CONTENT children between inline elements.
 */
typedef struct target {
    uint32_t elem, content;
    bool mixed;
} target;

static bool is_structural(const mkr_node *n) {
    return mkr_node_is(n, "a") || mkr_node_is(n, "ref") || mkr_node_is(n, "span");
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
    if (end > out)
        mkr_build_span(in->b, in->to, out, ink_of(in, t), look, where);
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

static void add_reference(inliner *in, const mkr_node *n, target *t, uint8_t look) {
    const mkr_attr *to = mkr_node_find_attr(n, "to");
    uint32_t link = link_begin(in, t);
    size_t first = in->to->n;
    target inside = {link, 0, has_structure(n)};
    add_children(in, n, &inside, look | MKR_LINKED);
    const char *words = words_from(in, first);
    bool worded = !is_empty(words);
    mkr_tree_more(in->b->tree, link)->contents = words;
    if (!worded)
        in->to->n = first;
    if (!worded)
        mkr_build_span(in->b, in->to, "", link, look | MKR_LINKED, n->where);
    in->at_start = in->after_space = false;
    in->to->at[first].ref = to->value;
    in->to->at[first].where = to->where;
    *MKR_PUSH(in->b->arena, &in->b->unresolved) = (mkr_unresolved){in->to, first, link, worded};
}

static void add_language(inliner *in, const mkr_node *n, target *t, uint8_t look) {
    t->content = 0;
    uint32_t span = mkr_tree_add(in->b->tree, t->elem, MKR_SPAN);
    const char *outer = mkr_build_enter_lang(in->b, n, span);
    target inside = {span, 0, has_structure(n)};
    add_children(in, n, &inside, look);
    in->b->lang = outer;
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
        else if ((mkr_node_is(n, "a") || mkr_node_is(n, "ref")) && look & MKR_LINKED)
            mkr_say(in->b->diag, MKR_E_NESTED_LINK, n->where, "<%s>", n->name);
        else if (mkr_node_is(n, "a"))
            add_link(in, n, t, look);
        else if (mkr_node_is(n, "ref"))
            add_reference(in, n, t, look);
        else if (mkr_node_is(n, "span"))
            add_language(in, n, t, look);
        else if (mkr_node_is(n, "br")) {
            mkr_build_span(in->b, in->to, "\n", ink_of(in, t), look, n->where);
            in->at_start = true; /* no space begins a line */
            in->after_space = false;
        } else {
            break; /* blocks that follow inline text in a list item: not ours */
        }
        if (n->name && (is_structural(n)))
            t->content = 0;
    }
}

void mkr_build_inline(mkr_builder *b, const mkr_node *node, mkr_spans *to, uint32_t elem, uint8_t look,
                      mkr_span *number) {
    inliner in = {b, to, true, false};
    target t = {elem, 0, has_structure(node)};
    if (number)
        number->elem = ink_of(&in, &t);
    add_children(&in, node, &t, look);
    if (in.after_space && to->n) { /* the space before the end tag */
        char *last = (char *)to->at[to->n - 1].text;
        last[strlen(last) - 1] = '\0';
    }
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

/* Arabic, Hebrew, Persian, Urdu, Yiddish, Pashto, Uyghur, Sindhi, Central Kurdish, Dhivehi. */
bool mkr_build_right_to_left(const mkr_builder *b) {
    static const char *const languages[] = {"ar", "he", "fa", "ur", "yi", "ps", "ug", "sd", "ckb", "dv"};
    const char *lang = b->lang ? b->lang : b->doc->lang;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        size_t n = strlen(languages[i]);
        if (mkr_same_letters(lang, languages[i]) == n && (!lang[n] || lang[n] == '-'))
            return true;
    }
    return false;
}

const char *mkr_build_attr(mkr_builder *b, const mkr_node *node, const char *name) {
    const mkr_attr *a = mkr_node_find_attr(node, name);
    const char *filled = a ? mkr_expr_fill(b->expr, a->value, a->where) : NULL;
    return filled || !a ? filled : a->value; /* after a message, go on with what stands there */
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

/* FNV-1a; ids of one document are its author's own, so collisions made on purpose only slow that author down.
 */
static size_t hash(const char *id) {
    uint64_t h = 14695981039346656037u;
    for (; *id; id++)
        h = (h ^ (unsigned char)*id) * 1099511628211u;
    return (size_t)(h ^ h >> 32);
}

/* The slot of an id: its index + 1, or 0 where it would go. */
static uint32_t *anchor_slot(const mkr_builder *b, const char *id) {
    size_t i = hash(id) & (b->n_slots - 1);
    while (b->slots[i] && strcmp(b->anchors.at[b->slots[i] - 1].id, id) != 0)
        i = (i + 1) & (b->n_slots - 1);
    return &b->slots[i];
}

static const mkr_anchor *find_anchor(const mkr_builder *b, const char *id) {
    uint32_t slot = b->n_slots ? *anchor_slot(b, id) : 0;
    return slot ? &b->anchors.at[slot - 1] : NULL;
}

static void add_anchor(mkr_builder *b, mkr_anchor anchor) {
    *MKR_PUSH(b->arena, &b->anchors) = anchor;
    if (b->anchors.n * 2 > b->n_slots) {
        b->n_slots = b->n_slots ? b->n_slots * 2 : 64;
        b->slots = mkr_alloc_array(b->arena, b->n_slots, sizeof *b->slots);
        for (size_t i = 0; i + 1 < b->anchors.n; i++)
            *anchor_slot(b, b->anchors.at[i].id) = (uint32_t)i + 1;
    }
    *anchor_slot(b, anchor.id) = (uint32_t)b->anchors.n;
}

void mkr_build_anchor(mkr_builder *b, const mkr_attr *id, const char *label, uint32_t elem) {
    if (!id)
        return;
    const mkr_anchor *other = find_anchor(b, id->value);
    if (other)
        mkr_say(b->diag, MKR_E_DUPLICATE_ID, id->where, "\"%s\" also stands in line %u", id->value,
                other->where.line);
    else
        add_anchor(b, (mkr_anchor){id->value, label, elem, id->where});
}

static void report_unknown(mkr_builder *b, const mkr_span *span) {
    const char **ids = mkr_alloc_array(b->arena, b->anchors.n + 1, sizeof *ids);
    for (size_t i = 0; i < b->anchors.n; i++)
        ids[i] = b->anchors.at[i].id;
    const char *near = mkr_nearest(span->ref, ids);
    if (near)
        mkr_say(b->diag, MKR_E_UNKNOWN_REF, span->where, "\"%s\"; did you mean \"%s\"?", span->ref, near);
    else
        mkr_say(b->diag, MKR_E_UNKNOWN_REF, span->where, "\"%s\"", span->ref);
}

void mkr_build_resolve(mkr_builder *b) {
    for (size_t i = 0; i < b->unresolved.n; i++) {
        const mkr_unresolved *u = &b->unresolved.at[i];
        mkr_span *span = &u->spans->at[u->index];
        const mkr_anchor *a = find_anchor(b, span->ref);
        if (!a) {
            report_unknown(b, span);
            continue;
        }
        mkr_elem_more *more = mkr_tree_more(b->tree, u->link);
        more->target = a->elem;
        if (!a->elem)
            mkr_say(b->diag, MKR_E_UNKNOWN_REF, span->where, "\"%s\" is a decorative figure", span->ref);
        else if (!u->worded && !*a->label)
            mkr_say(b->diag, MKR_E_UNNUMBERED_REF, span->where, "\"%s\"", span->ref);
        if (!u->worded)
            more->contents = span->text = a->label;
    }
}
