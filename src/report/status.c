/* status.c - what a report's status puts on its pages: the classification mark, the word across them, and in
 * a draft the list of what is open. */
#include <string.h>

#include "base/buffer.h"
#include "base/ascii.h"
#include "report/build.h"

static bool is_draft(const mkr_builder *b, const char *status) {
    return b->sources->draft || (status && !strcmp(status, "draft"));
}

void mkr_build_marks(mkr_builder *b, const mkr_node *root) {
    static const struct {
        const char *status;
        mkr_label_id label;
    } words[] = {{"superseded", MKR_LABEL_SUPERSEDED}, {"withdrawn", MKR_LABEL_WITHDRAWN}};
    const mkr_node *cover = mkr_node_child(root, "cover"), *class = mkr_node_child(cover, "classification");
    const mkr_attr *status = mkr_node_find_attr(root, "status");
    const char *mark = class ? mkr_build_attr(b, class, "mark") : NULL;
    b->doc->mark = mark && !mkr_is_blank(mark) ? mark : NULL;
    b->doc->status = b->sources->draft ? "draft" : status ? status->value : NULL;
    for (size_t i = 0; status && i < sizeof words / sizeof *words; i++)
        if (!strcmp(status->value, words[i].status))
            b->doc->across = b->style->labels[words[i].label];
    if (is_draft(b, status ? status->value : NULL))
        b->doc->across = b->style->labels[MKR_LABEL_DRAFT];
    if (status && is_draft(b, status->value) && b->diag->final)
        mkr_say(b->diag, MKR_E_STATUS_DRAFT, status->where, "status=\"%s\"", status->value);
}

/* "a risk is not scored (2), a sign-off is outstanding (1)"; "" when nothing is open. */
static const char *list_open(mkr_builder *b) {
    mkr_buffer list = mkr_buffer_new(b->arena);
    for (int code = 0; code < MKR_CODES; code++)
        if (b->diag->open[code])
            mkr_buffer_printf(&list, "%s%s (%zu)", list.n ? ", " : "", mkr_code_text((mkr_code)code),
                              b->diag->open[code]);
    return mkr_buffer_text(&list);
}

void mkr_build_open_items(mkr_builder *b) {
    const mkr_document *doc = b->doc;
    if (!doc->status || strcmp(doc->status, "draft") != 0)
        return;
    const char *list = list_open(b);
    mkr_where where = doc->body->where;
    uint32_t p = mkr_tree_insert(b->tree, 1, 0, MKR_P);
    mkr_block *block = mkr_build_text(b, MKR_ROLE_NOTE_TEXT, p,
                                      mkr_style_say(b->arena, b->style,
                                                    *list ? MKR_LABEL_OPEN_ITEMS : MKR_LABEL_NOTHING_OPEN,
                                                    "list", list, NULL),
                                      where);
    block->measure = MKR_MEASURE_FRAME;
    block->space_before = 0;
    block->space_after = MKR_PT(18);
    block->next = doc->body->first;
    doc->body->first = block;
}
