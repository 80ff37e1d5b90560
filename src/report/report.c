/* report.c - build a whole report from its description, part by part in the order of the description. */
#include <string.h>

#include "base/ascii.h"
#include "report/build.h"

static void build_summary(mkr_builder *b, const mkr_node *n, mkr_label_id label, mkr_block *to,
                          uint32_t elem) {
    const char *heading = mkr_build_attr(b, n, "heading");
    uint8_t level = b->level;
    uint32_t sect = mkr_tree_add(b->tree, elem, MKR_SECT);
    mkr_build_heading(b, heading ? heading : b->style->labels[label], NULL, to, sect, n->where)->role =
        MKR_ROLE_HEADING_2;
    if (!mkr_build_not_completed(b, n, MKR_ROLE_BODY, to, sect))
        mkr_build_blocks(b, n, to, sect);
    b->level = level;
}

const char *mkr_build_lead(mkr_builder *b, const mkr_node *recommendations) {
    const char *own = mkr_build_attr(b, recommendations, "lead");
    return own ? own
               : mkr_style_say(b->arena, b->style, MKR_LABEL_RECOMMENDATIONS_LEAD, "committee", b->committee,
                               NULL);
}

static void add_lead(mkr_builder *b, const mkr_node *n, mkr_block *panel, uint32_t elem) {
    mkr_block *text =
        mkr_build_text(b, MKR_ROLE_BODY, mkr_tree_add(b->tree, elem, MKR_P), mkr_build_lead(b, n), n->where);
    text->space_after = MKR_PT(4.5);
    text->keep_next = true;
    mkr_block_add(panel, text);
}

static void build_recommendations(mkr_builder *b, const mkr_node *n, mkr_block *to, uint32_t elem) {
    const char *heading = mkr_build_attr(b, n, "heading");
    uint8_t level = b->level;
    uint32_t sect = mkr_tree_add(b->tree, elem, MKR_SECT);
    mkr_block *panel = mkr_block_new(b->arena, MKR_BLOCK_PANEL, MKR_ROLE_BODY, 0, n->where);
    panel->measure = (uint8_t)b->measure;
    mkr_build_heading(b, heading ? heading : b->style->labels[MKR_LABEL_RECOMMENDATIONS], NULL, panel, sect,
                      n->where)
        ->role = MKR_ROLE_PANEL_HEADING;
    if (!mkr_build_not_completed(b, n, MKR_ROLE_BODY, panel, sect)) {
        add_lead(b, n, panel, sect);
        mkr_build_blocks(b, n, panel, sect);
    }
    mkr_block_add(to, panel);
    b->level = level;
}

/* A background paper is a numbered paragraph whose text is the link. */
static void build_paper(mkr_builder *b, const mkr_node *paper, mkr_block *to, uint32_t elem) {
    mkr_node *link = mkr_alloc(b->arena, sizeof *link), *p = mkr_alloc(b->arena, sizeof *p);
    *link = (mkr_node){
        .name = "a", .attrs = paper->attrs, .first = paper->first, .where = paper->where, .parent = p};
    *p = (mkr_node){.name = "paper", .first = link, .where = paper->where};
    mkr_build_paragraph(b, p, to, elem);
}

static void build_papers(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    const char *heading = mkr_build_attr(b, node, "heading");
    uint8_t level = b->level;
    uint32_t sect = mkr_tree_add(b->tree, elem, MKR_SECT);
    mkr_build_heading(b, heading ? heading : b->style->labels[MKR_LABEL_BACKGROUND_PAPERS], NULL, to, sect,
                      node->where);
    for (const mkr_node *n = node->first; n; n = n->next) {
        if (mkr_node_is(n, "paper"))
            build_paper(b, n, to, sect);
        else if (n->name)
            mkr_build_block(b, n, to, sect);
    }
    b->level = level;
}

/* The list of appendices: title as a link, then its pages. */
static void build_appendices(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    const char *heading = mkr_build_attr(b, node, "heading");
    uint8_t level = b->level;
    uint32_t sect = mkr_tree_add(b->tree, elem, MKR_SECT);
    mkr_build_heading(b, heading ? heading : b->style->labels[MKR_LABEL_APPENDICES], NULL, to, sect,
                      node->where);
    b->level = level;
    if (!b->doc->appendices.n) {
        mkr_say(b->diag, MKR_E_NO_APPENDIX, node->where, NULL);
        return;
    }
    for (size_t i = 0; i < b->doc->appendices.n; i++) {
        const mkr_appendix *a = &b->doc->appendices.at[i];
        uint32_t p = mkr_tree_add(b->tree, sect, MKR_P), link = mkr_tree_add(b->tree, p, MKR_LINK);
        mkr_block *block = mkr_build_text(b, MKR_ROLE_BODY, p, "", node->where);
        char *text =
            mkr_printf(b->arena, "%s %s: %s", b->style->labels[MKR_LABEL_APPENDIX_WORD], a->id, a->title);
        mkr_build_span(b, &block->spans, text, link, MKR_LINKED, node->where);
        block->spans.at[0].ref = a->id;
        mkr_tree_more(b->tree, link)->contents = text;
        *MKR_PUSH(b->arena, &b->unresolved) = (mkr_unresolved){&block->spans, 0, link, MKR_SHOW_WORDS};
        uint32_t rest = mkr_tree_add(b->tree, p, MKR_CONTENT);
        mkr_build_span(b, &block->spans, ", ", rest, 0, node->where);
        mkr_build_span(b, &block->spans, "", rest, 0, node->where);
        block->spans.at[2].late = MKR_LATE_RANGE;
        block->spans.at[2].late_of = (uint32_t)i;
        b->doc->late = true;
        mkr_block_add(to, block);
    }
}

static void list_appendices(mkr_builder *b, const mkr_node *root) {
    for (const mkr_node *n = mkr_node_child(root, "appendix"); n; n = mkr_node_after(n, "appendix")) {
        const char *heading = mkr_build_attr(b, n, "heading"), *subtitle = mkr_build_attr(b, n, "subtitle");
        *MKR_PUSH(b->arena, &b->doc->appendices) = (mkr_appendix){
            .id = mkr_node_attr(n, "id"),
            .title = subtitle  ? mkr_printf(b->arena, "%s, %s", heading ? heading : "", subtitle)
                     : heading ? heading
                               : ""};
    }
}

typedef void part_builder(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);

static void build_summary_section(mkr_builder *b, const mkr_node *n, mkr_block *to, uint32_t elem) {
    build_summary(b, n, MKR_LABEL_SUMMARY, to, elem);
}

static void build_reasons(mkr_builder *b, const mkr_node *n, mkr_block *to, uint32_t elem) {
    build_summary(b, n, MKR_LABEL_REASONS, to, elem);
}

typedef struct part {
    const char *name;
    part_builder *build;
    bool numbered; /* its headings and paragraphs may have numbers */
    bool on_form; /* a cover in table form holds it */
} part;

static const part parts[] = {{"cover", mkr_build_cover, false, false},
                             {"summary", build_summary_section, false, true},
                             {"recommendations", build_recommendations, false, true},
                             {"reasons", build_reasons, false, true},
                             {"section", mkr_build_section, true, false},
                             {"implications", mkr_build_implications, true, true},
                             {"background-papers", build_papers, true, false},
                             {"appendices", build_appendices, true, false},
                             {"assurance", mkr_build_assurance, true, true},
                             {"appendix", mkr_build_appendix, false, false}};

/* What stands before the list of contents. */
static bool is_opening(const mkr_node *n) {
    return mkr_node_is(n, "data") || mkr_node_is(n, "people") || mkr_node_is(n, "glossary") ||
           mkr_node_is(n, "cover") || mkr_node_is(n, "summary") || mkr_node_is(n, "recommendations") ||
           mkr_node_is(n, "reasons");
}

static void build_part(mkr_builder *b, const mkr_node *n, mkr_block *to, uint32_t elem) {
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const part *p = &parts[i];
        if (strcmp(n->name, p->name) != 0 || (p->on_form && b->style->cover_is_table))
            continue;
        b->in_numbered = p->numbered;
        b->numbering = p->numbered ? b->style->numbering : MKR_NUMBERS_NONE;
        b->section = "";
        p->build(b, n, to, elem);
    }
    b->numbering = MKR_NUMBERS_NONE;
}

bool mkr_report_build(mkr_arena *arena, mkr_diag *diag, const mkr_sources *sources, mkr_document *out) {
    size_t before = diag->said[MKR_ERROR];
    const mkr_node *root = sources->root;
    *out = (mkr_document){.style = sources->style, .data = sources->data, .tree = mkr_tree_new(arena)};
    mkr_builder b = {.arena = arena,
                     .diag = diag,
                     .sources = sources,
                     .style = sources->style,
                     .data = sources->data,
                     .doc = out,
                     .tree = out->tree,
                     .prefix = "",
                     .section = "",
                     .level = 1,
                     .list_role = MKR_ROLE_LIST_ITEM};
    out->lang = mkr_build_lang(&b, root);
    b.expr = mkr_expr_new(arena, diag, sources);
    out->body = mkr_build_stack(&b, root->where);
    list_appendices(&b, root);
    if (out->appendices.n > UINT8_MAX)
        return mkr_say(diag, MKR_E_TOO_MANY, root->where, "%zu appendices, at most %d", out->appendices.n,
                       UINT8_MAX);
    mkr_build_marks(&b, root);
    for (const mkr_node *n = root->first; n; n = n->next) {
        if (mkr_node_is(n, "contents"))
            mkr_build_contents_place(&b, n, out->body, 1);
        else if (n->name && !is_opening(n))
            mkr_build_contents_place(&b, NULL, out->body, 1);
        if (mkr_node_is(n, "glossary"))
            mkr_build_glossary(&b, n);
        else if (mkr_node_is(n, "people"))
            mkr_build_people(&b, n);
        else if (n->name)
            build_part(&b, n, out->body, 1);
    }
    mkr_build_contents_place(&b, NULL, out->body, 1);
    mkr_build_contents(&b);
    mkr_build_resolve(&b);
    mkr_build_check_claims(&b, root);
    mkr_build_check_small_numbers(&b, root);
    mkr_build_lint(&b, root);
    mkr_build_open_items(&b);
    return diag->said[MKR_ERROR] == before;
}
