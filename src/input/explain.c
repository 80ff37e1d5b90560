/* explain.c - find every place where a document departs from its schema, and say what would be right.
 *
 * The tree is read element by element with the patterns of pattern.c. Where nothing is left of a pattern, the
 * pattern before tells what could have stood there; then reading goes on as if that had been so: a misspelt
 * name counts as the near one, a missing element as given, anything else as absent. So one mistake makes one
 * message.
 *
 * A child that its parent knows but that cannot stand where it does is tried at the places before: that tells
 * "must stand before" from "stands more often than it may". */
#include <string.h>

#include "base/buffer.h"
#include "input/parse.h"
#include "base/ascii.h"
#include "input/pattern.h"

typedef struct explainer {
    mkr_arena *arena;
    mkr_diag *diag;
    mkr_grammar *g;
    const mkr_node *rng;
    size_t faults;
    MKR_VEC(const mkr_node *) moved; /* elements already reported to stand too late */
    const mkr_node *culprit;
    const mkr_pattern *culprit_pattern;
} explainer;

static bool enough(const explainer *e) {
    return e->faults >= MKR_MOST_ERRORS;
}

static void say(explainer *e, mkr_code code, mkr_where where, const char *text) {
    mkr_say(e->diag, code, where, "%s", text);
    e->faults++;
}

#define SAY(e, code, where, ...) say(e, code, where, mkr_printf((e)->arena, __VA_ARGS__))

/* ---- words */

/* "<a>, <b> or <c>"; without the brackets where they are not elements. */
static const char *listed(explainer *e, const mkr_name_list *names, const char *before, const char *behind) {
    mkr_buffer b = mkr_buffer_new(e->arena);
    for (size_t i = 0; i < names->n; i++) {
        if (i)
            mkr_buffer_puts(&b, i + 1 < names->n ? ", " : " or ");
        mkr_buffer_puts(&b, before);
        mkr_buffer_puts(&b, names->at[i]);
        mkr_buffer_puts(&b, behind);
    }
    return mkr_buffer_text(&b);
}

static const char *elements(explainer *e, const mkr_name_list *names) {
    return listed(e, names, "<", ">");
}

static bool has_text(const mkr_pattern *p) {
    return p->kind == MKR_PAT_TEXT || (p->a && has_text(p->a)) || (p->b && has_text(p->b));
}

enum { MOST_NAMES = 12 }; /* a longer list is no help: the first of them, and where the others are */

/* "here may stand <a> or <b>", for what p can begin with, or hold. */
static const char *may_stand(explainer *e, const mkr_pattern *p, bool first) {
    mkr_name_list names = {0};
    mkr_pattern_names(e->arena, p, MKR_PAT_ELEMENT, first, &names);
    const char *text = has_text(p) ? "text, " : "", *list = "";
    if (names.n > MOST_NAMES) {
        for (size_t i = 0; i < MOST_NAMES - 2; i++)
            list = mkr_printf(e->arena, "%s<%s>, ", list, names.at[i]);
        return mkr_printf(e->arena, "here may stand %s%sor any of %zu others that docs/format.md lists", text,
                          list, names.n - (MOST_NAMES - 2));
    }
    if (names.n)
        return mkr_printf(e->arena, "here may stand %s%s", text, elements(e, &names));
    return has_text(p) ? "here may stand only text" : "nothing more may stand here";
}

static const char *expected(explainer *e, const mkr_pattern *p) {
    return may_stand(e, p, true);
}

/* The beginning of a text, in quotes, on one line. */
static const char *quoted(explainer *e, const char *text) {
    enum { LONGEST = 40 };
    mkr_buffer b = mkr_buffer_new(e->arena);
    text += strspn(text, " \t\r\n");
    mkr_buffer_putc(&b, '"');
    while (*text && (b.n < LONGEST || ((unsigned char)*text & 0xC0) == 0x80)) {
        size_t blanks = strspn(text, " \t\r\n");
        if (blanks && !text[blanks])
            text += blanks;
        else
            mkr_buffer_putc(&b, blanks ? ' ' : *text);
        if (*text)
            text += blanks ? blanks : 1;
    }
    mkr_buffer_puts(&b, *text ? "...\"" : "\"");
    return mkr_buffer_text(&b);
}

static const char *nearest(explainer *e, const char *wrong, mkr_name_list *names) {
    *MKR_PUSH(e->arena, names) = NULL;
    names->n--;
    return mkr_nearest(wrong, names->at);
}

/* ---- attributes */

static void unknown_attr(explainer *e, const mkr_node *node, const mkr_attr *a, mkr_name_list *known,
                         const char *near) {
    if (near)
        SAY(e, MKR_E_XML_ATTRIBUTE, a->where, "%s of <%s>; did you mean %s?", a->name, node->name, near);
    else if (known->n)
        SAY(e, MKR_E_XML_ATTRIBUTE, a->where, "%s of <%s>, which may have %s", a->name, node->name,
            listed(e, known, "", ""));
    else
        SAY(e, MKR_E_XML_ATTRIBUTE, a->where, "%s of <%s>, which has none", a->name, node->name);
}

static void wrong_value(explainer *e, const mkr_node *node, const mkr_attr *a, const mkr_pattern *attribute) {
    mkr_name_list values = {0};
    mkr_pattern_values(e->arena, mkr_pattern_content(e->g, attribute), &values);
    SAY(e, MKR_E_XML_VALUE, a->where, "%s=%s of <%s>; it must be %s", a->name, quoted(e, a->value),
        node->name, listed(e, &values, "", ""));
}

/* The attribute is right in itself, but one before it has taken its place. */
static void excluded_attr(explainer *e, const mkr_node *node, const mkr_attr *a, const mkr_pattern *all) {
    for (const mkr_attr *other = node->attrs; other && other != a; other = other->next) {
        const mkr_pattern *p = mkr_pattern_after_attr(e->g, all, other->name, NULL);
        if (mkr_pattern_fails(p) || !mkr_pattern_fails(mkr_pattern_after_attr(e->g, p, a->name, NULL)))
            continue;
        SAY(e, MKR_E_XML_CONFLICT, a->where, "%s and %s of <%s>; give one of them", other->name, a->name,
            node->name);
        return;
    }
}

/* What remains of p after one attribute; p itself when the attribute is a mistake that stands for nothing. */
static const mkr_pattern *read_attr(explainer *e, const mkr_node *node, const mkr_attr *a,
                                    const mkr_pattern *all, const mkr_pattern *p) {
    const mkr_pattern *rest = mkr_pattern_after_attr(e->g, p, a->name, a->value);
    if (!mkr_pattern_fails(rest))
        return rest;
    const mkr_pattern *attribute = mkr_pattern_find(all, MKR_PAT_ATTRIBUTE, a->name);
    if (attribute) {
        rest = mkr_pattern_after_attr(e->g, p, a->name, NULL);
        if (mkr_pattern_fails(rest))
            excluded_attr(e, node, a, all);
        else
            wrong_value(e, node, a, attribute);
    } else {
        mkr_name_list known = {0};
        mkr_pattern_names(e->arena, all, MKR_PAT_ATTRIBUTE, false, &known);
        const char *near = nearest(e, a->name, &known);
        if (near && mkr_node_attr(node, near))
            near = NULL;
        unknown_attr(e, node, a, &known, near);
        if (near)
            rest = mkr_pattern_after_attr(e->g, p, near, NULL);
    }
    return mkr_pattern_fails(rest) ? p : rest;
}

/* ": variance or waterfall", what an attribute may be that has the choice of a few words; else "". */
static const char *choices(explainer *e, const mkr_pattern *all, const char *attr) {
    const mkr_pattern *attribute = mkr_pattern_find(all, MKR_PAT_ATTRIBUTE, attr);
    const mkr_pattern *content = attribute ? mkr_pattern_content(e->g, attribute) : NULL;
    mkr_name_list values = {0};
    if (!content || content->kind != MKR_PAT_CHOICE)
        return "";
    mkr_pattern_values(e->arena, content, &values);
    return mkr_printf(e->arena, ": %s", listed(e, &values, "", ""));
}

/* Each attribute that p cannot do without. */
static void missing_attrs(explainer *e, const mkr_node *node, const mkr_pattern *p) {
    if (!mkr_pattern_fails(mkr_pattern_without_attrs(e->g, p, false)))
        return;
    if (p->kind == MKR_PAT_GROUP || p->kind == MKR_PAT_INTERLEAVE) {
        missing_attrs(e, node, p->a);
        missing_attrs(e, node, p->b);
        return;
    }
    mkr_name_list names = {0};
    mkr_pattern_names(e->arena, p, MKR_PAT_ATTRIBUTE, false, &names);
    SAY(e, MKR_E_XML_NO_ATTRIBUTE, node->where, "<%s> needs %s%s", node->name, listed(e, &names, "", ""),
        names.n == 1 ? choices(e, p, names.at[0]) : "");
}

/* A namespace declaration is not an attribute, unless it puts the element into a namespace. */
static bool is_attr(const mkr_attr *a) {
    return strncmp(a->name, "xmlns:", 6) && (strcmp(a->name, "xmlns") || *a->value);
}

/* The pattern of an element's content, as its attributes have determined it. */
static const mkr_pattern *read_attrs(explainer *e, const mkr_node *node, const mkr_pattern *all) {
    const mkr_pattern *p = all;
    for (const mkr_attr *a = node->attrs; a && !enough(e); a = a->next)
        if (is_attr(a))
            p = read_attr(e, node, a, all, p);
    const mkr_pattern *rest = mkr_pattern_without_attrs(e->g, p, false);
    if (!mkr_pattern_fails(rest))
        return rest;
    if (!enough(e))
        missing_attrs(e, node, p);
    return mkr_pattern_without_attrs(e->g, p, true);
}

/* ---- children in the wrong place */

typedef struct family { /* an element whose children are being read */
    const mkr_node *node;
    const mkr_pattern *all; /* its content, whatever its attributes */
    const mkr_pattern *start; /* what its attributes leave of it */
} family;

/* What remains after a child, or a pattern that fails. */
static const mkr_pattern *after_child(explainer *e, const mkr_pattern *p, const mkr_node *child) {
    if (child->name)
        return mkr_pattern_after_element(e->g, p, child->name);
    return mkr_is_blank(child->text) ? p : mkr_pattern_after_text(e->g, p, child->text);
}

/* Would the siblings from `from` to before `child` stand as they do if the child came before them? */
static bool still_stands(explainer *e, const mkr_node *from, const mkr_node *child,
                         const mkr_pattern *without, const mkr_pattern *with) {
    for (const mkr_node *s = from; s != child; s = s->next) {
        const mkr_pattern *then = after_child(e, without, s), *now = after_child(e, with, s);
        if (mkr_pattern_fails(then)) /* it is a mistake in any case */
            continue;
        if (mkr_pattern_fails(now))
            return false;
        without = then;
        with = now;
    }
    return true;
}

/* The last sibling before which the child could have stood, or NULL. */
static const mkr_node *place_before(explainer *e, const family *f, const mkr_node *child) {
    const mkr_node *found = NULL;
    const mkr_pattern *p = f->start, *without = NULL, *with = NULL;
    for (const mkr_node *s = f->node->first; s != child; s = s->next) {
        const mkr_pattern *here = mkr_pattern_after_element(e->g, p, child->name);
        if (s->name && !mkr_pattern_fails(here) && !mkr_pattern_fails(after_child(e, here, s))) {
            found = s;
            without = p;
            with = here;
        }
        const mkr_pattern *rest = after_child(e, p, s);
        p = mkr_pattern_fails(rest) ? p : rest;
    }
    return found && still_stands(e, found, child, without, with) ? found : NULL;
}

/* Returns the name of the child, or NULL when there is no use in reading it. */
static const char *misplaced(explainer *e, const family *f, const mkr_node *child, const mkr_pattern *p) {
    const mkr_node *before = place_before(e, f, child), *same = mkr_node_child(f->node, child->name);
    bool repeated = !before && same != child;
    if (before)
        SAY(e, MKR_E_XML_PLACE, child->where, "<%s> must stand before <%s> of line %u", child->name,
            before->name, before->where.line);
    else if (repeated)
        SAY(e, MKR_E_XML_REPEATED, child->where, "<%s> in <%s>; one stands in line %u", child->name,
            f->node->name, same->where.line);
    else
        SAY(e, MKR_E_XML_PLACE, child->where, "<%s> in <%s>; %s", child->name, f->node->name, expected(e, p));
    return repeated ? NULL : child->name;
}

/* Is the child right but for an element missing before it? Says so and returns what remains after both. */
static const mkr_pattern *after_missing(explainer *e, const family *f, const mkr_node *child,
                                        const mkr_pattern *p) {
    mkr_name_list names = {0};
    mkr_pattern_names(e->arena, p, MKR_PAT_ELEMENT, true, &names);
    for (size_t i = 0; i < names.n; i++) {
        const mkr_pattern *with = mkr_pattern_after_element(e->g, p, names.at[i]);
        const mkr_pattern *rest = mkr_pattern_after_element(e->g, with, child->name);
        if (mkr_pattern_fails(rest))
            continue;
        const mkr_node *late = mkr_node_after(child, names.at[i]);
        if (late) {
            SAY(e, MKR_E_XML_PLACE, late->where, "<%s> must stand before <%s> of line %u", late->name,
                child->name, child->where.line);
            *MKR_PUSH(e->arena, &e->moved) = late;
        } else {
            SAY(e, MKR_E_XML_NO_ELEMENT, f->node->where, "<%s> needs <%s> before <%s>", f->node->name,
                names.at[i], child->name);
        }
        return rest;
    }
    return NULL;
}

/* ---- children that the parent does not know */

enum { MOST_PARENTS = 4 }; /* more are no help: blocks may stand nearly everywhere */

static void add_parents(explainer *e, const mkr_node *rng, const char *name, mkr_name_list *out) {
    for (const mkr_node *child = rng->first; child; child = child->next) {
        if (mkr_node_is(child, "element")) {
            const mkr_pattern *p = mkr_grammar_element(e->g, child);
            if (mkr_pattern_find(mkr_pattern_content(e->g, p), MKR_PAT_ELEMENT, name))
                mkr_name_list_add(e->arena, out, p->name);
        }
        add_parents(e, child, name, out);
    }
}

/* Is it a chart of slices by its name? "pie", "pie-chart", "rating-donut", but not "copies". */
static bool is_pie(const char *name) {
    for (const char *p = strstr(name, "pie"); p; p = strstr(p + 1, "pie"))
        if ((p == name || strchr("-_.", p[-1])) && (!p[3] || strchr("-_.cC", p[3])))
            return true;
    return strstr(name, "donut") || strstr(name, "doughnut");
}

/* Returns the name it takes the child for, or NULL. */
static const char *unknown_child(explainer *e, const family *f, const mkr_node *child, const mkr_pattern *p) {
    mkr_name_list known = {0}, parents = {0};
    add_parents(e, e->rng, child->name, &parents);
    if (parents.n) {
        const char *belongs =
            parents.n > MOST_PARENTS ? "" : mkr_printf(e->arena, "; it belongs in %s", elements(e, &parents));
        SAY(e, MKR_E_XML_PLACE, child->where, "<%s> in <%s>%s; %s", child->name, f->node->name, belongs,
            expected(e, p));
        return NULL;
    }
    if (is_pie(child->name)) {
        SAY(e, MKR_E_PIE_CHART, child->where, "<%s>", child->name);
        return NULL;
    }
    mkr_pattern_names(e->arena, f->all, MKR_PAT_ELEMENT, false, &known);
    const char *near = nearest(e, child->name, &known);
    if (near)
        SAY(e, MKR_E_XML_ELEMENT, child->where, "<%s> in <%s>; did you mean <%s>?", child->name,
            f->node->name, near);
    else
        SAY(e, MKR_E_XML_ELEMENT, child->where, "<%s> in <%s>; %s", child->name, f->node->name,
            expected(e, p));
    return near;
}

/* ---- elements */

static void read_element(explainer *e, const mkr_node *node, const mkr_pattern *element);

static bool was_moved(const explainer *e, const mkr_node *child) {
    for (size_t i = 0; i < e->moved.n; i++)
        if (e->moved.at[i] == child)
            return true;
    return false;
}

/* What remains of p after a child element; p itself when the child is a mistake that stands for nothing. */
static const mkr_pattern *read_child(explainer *e, const family *f, const mkr_node *child,
                                     const mkr_pattern *p) {
    const char *name = child->name;
    const mkr_pattern *rest = mkr_pattern_after_element(e->g, p, name);
    if (mkr_pattern_fails(rest) && !was_moved(e, child)) {
        if (!mkr_pattern_find(f->all, MKR_PAT_ELEMENT, name)) {
            name = unknown_child(e, f, child, p);
            rest = name ? mkr_pattern_after_element(e->g, p, name) : NULL;
        } else {
            rest = after_missing(e, f, child, p);
            if (!rest)
                name = misplaced(e, f, child, p);
        }
    }
    const mkr_pattern *element = name ? mkr_pattern_find(f->all, MKR_PAT_ELEMENT, name) : NULL;
    if (element)
        read_element(e, child, element);
    return rest && !mkr_pattern_fails(rest) ? rest : p;
}

/* Where the first visible character of a text stands, if no comment or reference comes before it. */
static mkr_where first_visible(const mkr_node *text) {
    mkr_where where = text->where;
    for (const char *p = text->text; *p == ' ' || *p == '\t' || *p == '\r' || *p == '\n'; p++) {
        where.line += *p == '\n';
        where.col = *p == '\n' ? 1 : where.col + 1;
    }
    return where;
}

static const mkr_pattern *read_text(explainer *e, const family *f, const mkr_node *text,
                                    const mkr_pattern *p) {
    if (mkr_is_blank(text->text)) /* wherever text may stand, none is enough */
        return p;
    const mkr_pattern *rest = mkr_pattern_after_text(e->g, p, text->text);
    if (!mkr_pattern_fails(rest))
        return rest;
    mkr_name_list values = {0};
    mkr_pattern_values(e->arena, p, &values);
    if (!values.n) {
        SAY(e, MKR_E_XML_TEXT, first_visible(text), "%s in <%s>; %s", quoted(e, text->text), f->node->name,
            expected(e, p));
        return p;
    }
    SAY(e, MKR_E_XML_VALUE, first_visible(text), "%s in <%s>; it must be %s", quoted(e, text->text),
        f->node->name, listed(e, &values, "", ""));
    return NULL; /* the one text it could have */
}

/* Everything that p cannot do without at the end of an element. */
static void missing_content(explainer *e, const mkr_node *node, const mkr_pattern *p) {
    if (p->nullable || mkr_pattern_after_text(e->g, p, "")->nullable)
        return;
    if (p->kind == MKR_PAT_GROUP || p->kind == MKR_PAT_INTERLEAVE) {
        missing_content(e, node, p->a);
        missing_content(e, node, p->b);
        return;
    }
    mkr_name_list names = {0}, values = {0};
    mkr_pattern_names(e->arena, p, MKR_PAT_ELEMENT, true, &names);
    mkr_pattern_values(e->arena, p, &values);
    if (names.n)
        SAY(e, MKR_E_XML_NO_ELEMENT, node->where, "<%s> needs %s", node->name, elements(e, &names));
    else
        SAY(e, MKR_E_XML_VALUE, node->where, "<%s> is empty; it must be %s", node->name,
            listed(e, &values, "", ""));
}

static void read_element(explainer *e, const mkr_node *node, const mkr_pattern *element) {
    if (node == e->culprit)
        e->culprit_pattern = element;
    family f = {.node = node, .all = mkr_pattern_content(e->g, element)};
    const mkr_pattern *p = f.start = read_attrs(e, node, f.all);
    for (const mkr_node *child = node->first; child && p && !enough(e); child = child->next)
        p = child->name ? read_child(e, &f, child, p) : read_text(e, &f, child, p);
    if (p && !enough(e))
        missing_content(e, node, p);
}

static void read_root(explainer *e, const mkr_node *root) {
    const mkr_pattern *start = mkr_grammar_start(e->g);
    const mkr_pattern *element = mkr_pattern_find(start, MKR_PAT_ELEMENT, root->name);
    if (!element) {
        mkr_name_list known = {0};
        mkr_pattern_names(e->arena, start, MKR_PAT_ELEMENT, true, &known);
        const char *near = nearest(e, root->name, &known);
        if (near)
            SAY(e, MKR_E_XML_ELEMENT, root->where, "<%s>; did you mean <%s>?", root->name, near);
        else
            SAY(e, MKR_E_XML_ELEMENT, root->where, "<%s>; the outermost element is %s", root->name,
                elements(e, &known));
        element = near ? mkr_pattern_find(start, MKR_PAT_ELEMENT, near) : NULL;
    }
    if (element)
        read_element(e, root, element);
}

/* libxml2 objects to an element in which nothing wrong was found: at least say what belongs there. */
static void blame(explainer *e) {
    const mkr_pattern *p = e->culprit_pattern;
    const char *hint = p ? may_stand(e, mkr_pattern_content(e->g, p), false) : "";
    SAY(e, MKR_E_XML_INVALID, e->culprit->where, "<%s>%s%s", e->culprit->name, *hint ? "; " : "", hint);
}

size_t mkr_explain(mkr_arena *scratch, mkr_diag *diag, const mkr_node *rng, const mkr_node *root,
                   const mkr_node *culprit) {
    explainer e = {
        .arena = scratch, .diag = diag, .g = mkr_grammar_new(scratch, rng), .rng = rng, .culprit = culprit};
    read_root(&e, root);
    if (!e.faults && culprit)
        blame(&e);
    return e.faults;
}
