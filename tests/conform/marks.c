/* marks.c - marked content: tagged, artifact, in which language; and that everything painted has one of them.
 */
#include "walk.h"

place here(const stream_walk *w) {
    return on_page(w->c->page, w->form ? w->owner : NULL);
}

const mark *innermost(const content *c) {
    return c->n_marks ? &c->marks[c->n_marks - 1] : NULL;
}

void push_mark(content *c, mark m) {
    c->marks = grow(c->marks, c->n_marks, &c->cap_marks, sizeof *c->marks);
    c->marks[c->n_marks++] = m;
}

void paint(stream_walk *w, const char *what) {
    content *c = w->c;
    const mark *m = innermost(c);
    if (w->form && c->n_marks == w->first_mark)
        c->seen->forms[w->form - 1].needs_mark = true;
    if (c->n_marks > w->first_mark)
        c->marks[c->n_marks - 1].painted = true;
    if (c->tagging && !(m && (m->tagged || m->artifact)))
        fail(c->d->rep, R_7_1_3, here(w), "%s", what);
}

void start_label(stream_walk *w) {
    const mark *m = innermost(w->c);
    if (m && m->labels && m->text && m->text->n && m->text->s[m->text->n - 1] != '\n')
        buffer_add(m->text, "\n", 1);
}

void close_open_marks(stream_walk *w) {
    content *c = w->c;
    if (c->n_marks > w->first_mark)
        fail(c->d->rep, R_B_14_6_1_1, here(w), "%zu without EMC", c->n_marks - w->first_mark);
    for (; c->n_marks > w->first_mark; c->n_marks--)
        if (c->tagging && c->marks[c->n_marks - 1].painted)
            fail(c->d->rep, R_7_1_3, here(w), "in marked content without EMC");
}

static void check_span(stream_walk *w, const cos *properties) {
    if (cos_has_text(cos_get(properties, "ActualText")))
        fail_at(w->c->d->rep, R_7_2_30, here(w));
    if (cos_has_text(cos_get(properties, "Alt")))
        fail_at(w->c->d->rep, R_7_2_31, here(w));
    if (cos_has_text(cos_get(properties, "E")))
        fail_at(w->c->d->rep, R_7_2_32, here(w));
}

static void enter_tagged(stream_walk *w, mark *m, int64_t mcid) {
    content *c = w->c;
    marked *found = tree_marked(c->d->tree, w->owner, mcid);
    const elem *holder = tree_holder(c->d, w->owner, mcid);
    if (!found)
        fail(c->d->rep, R_B_14_7_4_2_5, here(w), "MCID %lld", (long long)mcid);
    else if (found->shown)
        fail(c->d->rep, R_B_14_7_4_2_2, (place){.page = c->page, .elem = found->holder}, "MCID %lld",
             (long long)mcid);
    if (found)
        found->shown = true;
    m->text = found && c->d->keep_text ? &found->text : NULL;
    m->labels = found && found->holder->std == ST_Figure;
    if (!holder)
        return;
    if (m->artifact)
        fail(c->d->rep, R_7_1_2, here(w), "MCID %lld", (long long)mcid);
    if (m->tagged)
        fail(c->d->rep, R_B_14_7_4_2_4, here(w), "MCID %lld", (long long)mcid);
    if (w->form)
        c->seen->forms[w->form - 1].tags = true;
    m->tagged = true;
    m->holder = holder;
    m->has_lang |= holder->has_lang;
    m->spoken |= cos_has_text(cos_get(holder->object, "ActualText"));
}

static void enter_artifact(stream_walk *w, mark *m) {
    if (m->tagged)
        fail_at(w->c->d->rep, R_7_1_1, here(w));
    if (w->form)
        w->c->seen->forms[w->form - 1].artifacts = true;
    m->artifact = true;
    m->text = NULL;
}

/* ActualText stands for all that is shown inside. */
static void replace_text(stream_walk *w, mark *m, const cos *actual) {
    const char *text = m->text ? cos_text(&w->mem, actual) : NULL;
    if (!text)
        return;
    buffer_add(m->text, text, strlen(text));
    m->text = NULL;
}

void open_mark(stream_walk *w, op_code op) {
    content *c = w->c;
    const mark *outer = innermost(c);
    mark m = outer ? *outer : (mark){0};
    const cos *tag = w->x.n ? &w->x.stack[0] : &cos_null;
    const cos *properties = op == OP_BDC && w->x.n > 1 ? &w->x.stack[1] : &cos_null;
    m.in_text = w->in_text;
    m.painted = false;
    if (properties->type == COS_NAME)
        properties = resource(w, "Properties", properties);
    const cos *lang = cos_get(properties, "Lang");
    int64_t mcid;
    if (c->tagging && cos_integer(cos_get(properties, "MCID"), &mcid))
        enter_tagged(w, &m, mcid);
    if (c->tagging && cos_is(tag, "Artifact"))
        enter_artifact(w, &m);
    replace_text(w, &m, cos_get(properties, "ActualText"));
    if (lang->type == COS_STRING) {
        if (!is_language_tag(lang))
            fail(c->d->rep, R_7_2_29, here(w), "%.*s", lang->n < 60 ? (int)lang->n : 60, lang->u.s);
        m.has_lang = true;
    }
    m.spoken |= cos_has_text(cos_get(properties, "ActualText"));
    if (c->tagging && cos_is(tag, "Span") && !c->d->has_lang && !m.has_lang)
        check_span(w, properties);
    push_mark(c, m);
}

void close_mark(stream_walk *w) {
    content *c = w->c;
    if (c->n_marks == w->first_mark) {
        fail(c->d->rep, R_B_14_6_1_1, here(w), "EMC without BDC");
        return;
    }
    if (c->marks[--c->n_marks].in_text != w->in_text)
        fail_at(c->d->rep, R_B_14_6_1_2, here(w));
}
