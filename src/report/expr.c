/* expr.c - text value templates: {XPath} in text, over the data tree.
 *
 * The tree is libxml2's own, made when the first expression is met; $period and $previous are bound to the
 * labels of the current and previous period. Shape of the tree: docs/format.md. */
#include <string.h>

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "base/buffer.h"
#include "report/build.h"

enum {
    MOST_STEPS = 20000000
}; /* of one document's XPath evaluation: bounds the time of a hostile expression */

struct mkr_expr {
    mkr_arena *arena;
    mkr_diag *diag;
    const mkr_data *data;
    xmlXPathContextPtr context;
    bool has_values; /* the tree holds the values of all periods */
};

mkr_expr *mkr_expr_new(mkr_arena *arena, mkr_diag *diag, const mkr_data *data) {
    mkr_expr *e = mkr_alloc(arena, sizeof *e);
    e->arena = arena;
    e->diag = diag;
    e->data = data;
    return e;
}

static void set(xmlNodePtr node, const char *name, const char *value) {
    if (value)
        xmlNewProp(node, BAD_CAST name, BAD_CAST value);
}

static void set_number(mkr_arena *scratch, xmlNodePtr node, const char *name, mkr_decimal d) {
    mkr_buffer b = mkr_buffer_new(scratch);
    uint64_t units = d.units < 0 ? 0 - (uint64_t)d.units : (uint64_t)d.units, scale = 1;
    for (int i = 0; i < d.places; i++)
        scale *= 10;
    mkr_buffer_printf(&b, "%s%llu", d.units < 0 ? "-" : "", (unsigned long long)(units / scale));
    if (d.places)
        mkr_buffer_printf(&b, ".%0*llu", d.places, (unsigned long long)(units % scale));
    set(node, name, mkr_buffer_text(&b));
}

static const char *rating_or_null(mkr_rating r) {
    return r == MKR_UNRATED ? NULL : mkr_rating_name(r);
}

static void add_value(mkr_arena *scratch, xmlNodePtr to, const mkr_value *v) {
    xmlNodePtr node = xmlNewChild(to, NULL, BAD_CAST "value", NULL);
    set(node, "period", mkr_period_key(scratch, v->period));
    if (v->has_actual)
        set_number(scratch, node, "actual", v->actual);
    if (v->has_target)
        set_number(scratch, node, "target", v->target);
    set(node, "rag", rating_or_null(v->rating));
}

static void add_indicator(const mkr_expr *e, mkr_arena *scratch, xmlNodePtr to, const mkr_indicator *i) {
    static const char *const unrated[] = {[MKR_NO_TARGET] = "no-target",
                                          [MKR_NO_VALUE] = "no-value",
                                          [MKR_CONTEXTUAL] = "contextual",
                                          [MKR_RATED] = NULL};
    static const char *const polarity[] = {"none", "higher", "lower"};
    xmlNodePtr node = xmlNewChild(to, NULL, BAD_CAST "indicator", NULL);
    const mkr_value *now = mkr_indicator_at(e->data, i, e->data->current);
    set(node, "ref", i->ref);
    set(node, "measure", i->measure);
    set(node, "unit", i->unit);
    set(node, "polarity", polarity[i->polarity]);
    set(node, "owner", i->owner);
    set(node, "commentary", i->commentary);
    if (now->has_target)
        set_number(scratch, node, "target", now->target);
    if (now->has_actual)
        set_number(scratch, node, "actual", now->actual);
    set(node, "rag", rating_or_null(i->rating));
    set(node, "previous-rag", rating_or_null(i->previous_rating));
    set(node, "travel", mkr_travel_name(i->travel));
    if (i->rating == MKR_UNRATED)
        set(node, "unrated", unrated[i->unrated]);
    if (!e->has_values)
        return;
    for (size_t p = 0; p < e->data->n_periods; p++)
        add_value(scratch, node, mkr_indicator_at(e->data, i, p));
}

static void release_doc(void *doc) {
    xmlFreeDoc(doc);
}
static void release_text(void *text) {
    xmlFree(text);
}
static void release_context(void *context) {
    xmlXPathFreeContext(context);
}

/* libxml2 reports an unknown function twice: in the context, and through the process's generic handler, which
 * would print. */
static void hush(void *context, const char *message, ...) {
    (void)context;
    (void)message;
}

static void note_nothing(void *user, xmlErrorPtr error) {
    (void)user;
    (void)error; /* stays in context->lastError */
}

static const char *reason(const xmlError *error) {
    switch (error->code) {
    case XML_XPATH_UNKNOWN_FUNC_ERROR:
        return "unknown function";
    case XML_XPATH_UNDEF_VARIABLE_ERROR:
        return "unknown variable";
    case XML_XPATH_INVALID_ARITY:
        return "wrong number of arguments";
    case XML_XPATH_UNDEF_PREFIX_ERROR:
        return "unknown prefix";
    default:
        return "not XPath 1.0";
    }
}

static void bind(const mkr_expr *e, mkr_arena *scratch, const char *name, size_t period, bool exists) {
    const char *label = exists ? mkr_period_print(scratch, e->data->periods[period]) : "";
    xmlXPathRegisterVariable(e->context, BAD_CAST name, xmlXPathNewCString(label));
}

static bool open_tree(mkr_expr *e) {
    mkr_arena *scratch = mkr_arena_child(e->arena);
    xmlDocPtr doc = xmlNewDoc(BAD_CAST "1.0");
    if (!doc)
        return false;
    mkr_arena_defer(e->arena, release_doc, doc);
    xmlNodePtr root = xmlNewNode(NULL, BAD_CAST "data");
    xmlDocSetRootElement(doc, root);
    const mkr_data *data = e->data;
    bool has_previous = data->current > 0;
    set(root, "period", mkr_period_key(scratch, data->periods[data->current]));
    if (has_previous)
        set(root, "previous", mkr_period_key(scratch, data->periods[data->current - 1]));
    for (size_t g = 0; g < data->n_groups; g++) {
        xmlNodePtr group = xmlNewChild(root, NULL, BAD_CAST "group", NULL);
        set(group, "name", data->groups[g].name);
        for (size_t i = 0; i < data->groups[g].n; i++)
            add_indicator(e, scratch, group, data->groups[g].indicators[i]);
    }
    e->context = xmlXPathNewContext(doc);
    if (!e->context)
        return false;
    mkr_arena_defer(e->arena, release_context, e->context);
    e->context->node = root;
    e->context->error = note_nothing;
    e->context->opLimit = MOST_STEPS;
    bind(e, scratch, "period", data->current, true);
    bind(e, scratch, "previous", data->current - 1, has_previous);
    mkr_arena_free(scratch);
    return true;
}

/* The place of text[offset], when text begins at where. */
static mkr_where place_of(const char *text, size_t offset, mkr_where where) {
    for (size_t i = 0; i < offset; i++) {
        if (text[i] == '\n') {
            where.line++;
            where.col = 1;
        } else if (((unsigned char)text[i] & 0xC0) != 0x80) {
            where.col++;
        }
    }
    return where;
}

/* Could an expression see <value> elements? Most count indicators, and a long report has a hundred thousand
 * values. */
static bool sees_values(const char *source) {
    return strstr(source, "value") || strstr(source, "node(") || strstr(source, "//@") ||
           strstr(source, "attribute::") || strchr(source, '*') || strstr(source, "descendant");
}

/* Add the string value of a result. Whole numbers are printed by us: libxml2 turns to exponents at 10^9,
 * which XPath 1.0 (4.2) does not have. False for what is no number, and for others that large. */
static bool put_result(mkr_expr *e, xmlXPathObjectPtr result, mkr_buffer *out) {
    enum { EXACT = 53 }; /* bits of a whole number that a double holds exactly */
    double limit = (double)((int64_t)1 << EXACT);
    if (result->type == XPATH_NUMBER && result->floatval > -limit && result->floatval < limit &&
        (double)(int64_t)result->floatval == result->floatval) {
        mkr_buffer_int(out, (int64_t)result->floatval);
        return true;
    }
    mkr_arena *guard = mkr_arena_child(e->arena); /* the text is freed however we leave */
    xmlChar *text = xmlXPathCastToString(result);
    bool ok =
        text && (result->type != XPATH_NUMBER || !strpbrk((char *)text, "NIe")); /* NaN, Infinity, 1e+10 */
    mkr_arena_defer(guard, release_text, text);
    if (ok)
        mkr_buffer_puts(out, (char *)text);
    mkr_arena_free(guard);
    return ok;
}

static bool evaluate(mkr_expr *e, const char *source, mkr_where where, mkr_buffer *out) {
    if (!e->data)
        return mkr_say(e->diag, MKR_E_NO_DATA, where, "{%s}", source);
    if (sees_values(source) && !e->has_values) { /* begin again with the larger tree */
        e->has_values = true;
        e->context = NULL;
    }
    if (!e->context && !open_tree(e))
        return mkr_say(e->diag, MKR_E_NO_MEMORY, where, NULL);
    xmlGenericErrorFunc handler = xmlGenericError;
    void *handler_context = xmlGenericErrorContext;
    xmlSetGenericErrorFunc(NULL, hush);
    xmlResetError(&e->context->lastError);
    xmlXPathObjectPtr result = xmlXPathEvalExpression(BAD_CAST source, e->context);
    xmlSetGenericErrorFunc(handler_context, handler);
    if (!result)
        return mkr_say(e->diag, MKR_E_EXPRESSION, where, "{%s}: %s", source, reason(&e->context->lastError));
    bool ok = put_result(e, result, out);
    xmlXPathFreeObject(result);
    return ok || mkr_say(e->diag, MKR_E_EXPRESSION, where, "{%s}: the result is not a number", source);
}

/* Index of the '}' that ends the expression at text[from], quotes respected; 0 when there is none. */
static size_t expression_end(const char *text, size_t from) {
    char quote = '\0';
    for (size_t i = from; text[i]; i++) {
        if (quote)
            quote = text[i] == quote ? '\0' : quote;
        else if (text[i] == '"' || text[i] == '\'')
            quote = text[i];
        else if (text[i] == '}')
            return i;
    }
    return 0;
}

const char *mkr_expr_fill(mkr_expr *e, const char *text, mkr_where where) {
    if (!text[strcspn(text, "{}")])
        return text;
    mkr_buffer out = mkr_buffer_new(e->arena);
    bool ok = true;
    for (size_t i = 0; text[i]; i++) {
        if ((text[i] == '{' || text[i] == '}') && text[i + 1] == text[i]) {
            mkr_buffer_putc(&out, text[i++]);
        } else if (text[i] == '{') {
            size_t end = expression_end(text, i + 1);
            mkr_where at = place_of(text, i, where);
            if (!end) {
                mkr_say(e->diag, MKR_E_BRACE, at, "\"{\" is not closed");
                return NULL;
            }
            ok &= evaluate(e, mkr_strndup(e->arena, text + i + 1, end - i - 1), at, &out);
            i = end;
        } else if (text[i] == '}') {
            mkr_say(e->diag, MKR_E_BRACE, place_of(text, i, where), "\"}\" without \"{\"");
            return NULL;
        } else {
            mkr_buffer_putc(&out, text[i]);
        }
    }
    return ok ? mkr_buffer_text(&out) : NULL;
}
