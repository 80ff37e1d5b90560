/* write.c - write what a run has made: PDF, images, or a stage as text. */
#include "api/write.h"

#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/output.h"
#include "image/image.h"
#include "input/dump.h"
#include "layout/dump.h"
#include "pdf/pdf.h"

typedef enum format { PDF, PNG, SVG, UNKNOWN } format;

/* By the suffix, whatever its case; PDF where there is none. */
static format format_of(const char *path) {
    static const char *const names[] = {[PDF] = ".pdf", [PNG] = ".png", [SVG] = ".svg"};
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash + 1 : path, '.');
    if (!dot)
        return PDF;
    for (int i = PDF; i < UNKNOWN; i++)
        if (!strcasecmp(dot, names[i]))
            return (format)i;
    return UNKNOWN;
}

/* NULL after a message; also when the path is one of the run's own inputs. */
mkr_output *mkr_job_open(mkr_job *job, mkr_arena *arena, const char *path) {
    for (size_t i = 0; i < job->inputs.n; i++)
        if (mkr_file_same(path, job->inputs.at[i])) {
            mkr_say(&job->diag, MKR_E_OUTPUT_IS_INPUT, (mkr_where){path, 0, 0}, NULL);
            return NULL;
        }
    return mkr_output_open(arena, &job->diag, path);
}

/* The data that the report was made from, as far as they may be published. */
static mkr_pdf_attachment indicators(mkr_job *job) {
    mkr_buffer csv = mkr_buffer_new(job->arena);
    mkr_data_emit(job->data, &csv);
    return (mkr_pdf_attachment){.name = "indicators.csv",
                                .description = job->style->labels[MKR_LABEL_ATTACHED_DATA],
                                .mime = "text/csv",
                                .bytes = csv.at,
                                .n = csv.n};
}

/* The figures of charts, and the indicators when they are asked for. */
static void attach_data(mkr_job *job, mkr_pdf_info *info) {
    const mkr_document *d = &job->doc;
    mkr_pdf_attachment *files = mkr_alloc_array(job->arena, d->attachments.n + 1, sizeof *files);
    for (size_t i = 0; i < d->attachments.n; i++) {
        const mkr_attachment *a = &d->attachments.at[i];
        files[i] = (mkr_pdf_attachment){.name = a->name,
                                        .description = a->description,
                                        .mime = "text/csv",
                                        .bytes = a->bytes,
                                        .n = a->n,
                                        .elem = a->figure};
    }
    info->attachments = files;
    info->n_attachments = d->attachments.n;
    if (job->options->attach)
        files[info->n_attachments++] = indicators(job);
}

static bool write_pdf(mkr_job *job) {
    const mkr_document *d = &job->doc;
    mkr_pdf_bookmark *marks = mkr_alloc_array(job->arena, d->bookmarks.n + 1, sizeof *marks);
    for (size_t i = 0; i < d->bookmarks.n; i++)
        marks[i] =
            (mkr_pdf_bookmark){d->bookmarks.at[i].title, d->bookmarks.at[i].elem, d->bookmarks.at[i].level};
    mkr_pdf_info info = {.title = d->title,
                         .author = d->author,
                         .lang = d->lang,
                         .status = d->status,
                         .producer = "mkreport " MKR_VERSION,
                         .time = job->options->time,
                         .bookmarks = marks,
                         .n_bookmarks = d->bookmarks.n};
    attach_data(job, &info);
    mkr_output *out = mkr_job_open(job, job->arena, job->options->output);
    if (!out)
        return false;
    bool ok = mkr_pdf_write(job->arena, &job->diag, &job->pages, d->tree, job->fonts, &info, out);
    return mkr_output_close(out, ok) && ok;
}

/* The alternative text of a figure by itself; of a group of figures, one after another. */
static const char *alternative(mkr_arena *arena, const mkr_document *doc) {
    mkr_buffer text = mkr_buffer_new(arena);
    for (uint32_t i = 1; i < doc->tree->elems.n; i++) {
        const mkr_elem *e = mkr_tree_at(doc->tree, i);
        if (e->tag == MKR_FIGURE && e->more && e->more->alt)
            mkr_buffer_printf(&text, "%s%s", text.n ? " " : "", e->more->alt);
    }
    return mkr_buffer_text(&text);
}

static bool write_svg(mkr_job *job, mkr_arena *scratch, size_t page, mkr_output *out) {
    const mkreport_options *o = job->options;
    bool outlines = o->text == MKREPORT_TEXT_USUAL ? !o->figure : o->text == MKREPORT_TEXT_OUTLINES;
    mkr_svg_words words = {.id = o->figure ? o->figure : mkr_printf(scratch, "p%zu", page + 1),
                           .title = job->doc.title,
                           .description = o->figure ? alternative(scratch, &job->doc) : NULL,
                           .lang = job->doc.lang,
                           .outlines = outlines,
                           .reads = !o->figure && !outlines};
    return mkr_image_svg(scratch, &job->diag, job->pages.at.at[page], &words, out);
}

static bool write_image(mkr_job *job, size_t page, const char *path, bool svg) {
    const unsigned dpi = job->options->dpi ? job->options->dpi : 96;
    mkr_arena *scratch = mkr_arena_child(job->arena);
    mkr_output *out = mkr_job_open(job, scratch, path);
    bool ok = out && (svg ? write_svg(job, scratch, page, out)
                          : mkr_image_png(scratch, &job->diag, job->pages.at.at[page], dpi, out));
    ok = out && mkr_output_close(out, ok) && ok;
    mkr_arena_free(scratch);
    return ok;
}

/* "page.png" and 7: "page-007.png" */
static char *numbered(mkr_job *job, const char *path, size_t number) {
    size_t stem = (size_t)(strrchr(path, '.') - path);
    return mkr_printf(job->arena, "%.*s-%03zu%s", (int)stem, path, number, path + stem);
}

static bool write_images(mkr_job *job, bool svg) {
    const mkreport_options *o = job->options;
    if (o->page > job->pages.at.n)
        return mkr_say(&job->diag, MKR_E_NO_SUCH_PAGE, job->root->where,
                       job->pages.at.n == 1 ? "page %u; there is %zu" : "page %u; there are %zu", o->page,
                       job->pages.at.n);
    if (o->page || o->figure)
        return write_image(job, o->page ? o->page - 1 : 0, o->output, svg);
    for (size_t i = 0; i < job->pages.at.n; i++)
        if (!write_image(job, i, numbered(job, o->output, i + 1), svg))
            return false;
    return true;
}

bool mkr_job_write(mkr_job *job) {
    format f = format_of(job->options->output);
    if (f == UNKNOWN)
        return mkr_say(&job->diag, MKR_E_BAD_FORMAT, (mkr_where){job->options->output, 0, 0}, NULL);
    return f == PDF ? write_pdf(job) : write_images(job, f == SVG);
}

static bool write_text(mkr_job *job, const char *path, const mkr_buffer *text) {
    mkr_output *out = mkr_job_open(job, job->arena, path);
    if (!out)
        return false;
    bool ok = mkr_output_write(out, text->at, text->n);
    return mkr_output_close(out, ok) && ok;
}

bool mkr_job_emit(mkr_job *job) {
    mkr_buffer csv = mkr_buffer_new(job->arena);
    mkr_data_emit(job->data, &csv);
    return write_text(job, job->options->emit, &csv);
}

bool mkr_job_dump(mkr_job *job) {
    const char *stage = job->options->dump;
    mkr_buffer text = mkr_buffer_new(job->arena);
    if (!strcmp(stage, "input"))
        mkr_node_dump(job->root, &text);
    else if (!strcmp(stage, "data"))
        mkr_data_dump(job->data, &text);
    else if (!strcmp(stage, "report"))
        mkr_report_dump(&job->doc, &text);
    else if (!strcmp(stage, "layout"))
        mkr_layout_dump(&job->pages, job->doc.tree, &text);
    else if (!strcmp(stage, "page"))
        mkr_pages_dump(&job->pages, &text);
    else
        mkr_tags_dump(job->doc.tree, &job->pages, &text);
    return write_text(job, job->options->output ? job->options->output : "-", &text);
}
