/* run.c - one run from files to file: the stages in order. */
#include "mkreport.h"

#include <string.h>

#include "api/write.h"
#include "base/file.h"
#include "data/data.h"
#include "input/xml.h"
#include "layout/layout.h"

#define MOST_MEMORY ((size_t)1 << 30)

typedef struct sources { /* for files that the report names */
    mkr_job *job;
    const char *folder; /* of the report, with its slash; "" for the working folder */
} sources;

static const char *folder_of(mkr_arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? mkr_strndup(arena, path, (size_t)(slash - path) + 1) : "";
}

static const char *beside(const sources *s, const char *name) {
    return name[0] == '/' ? name : mkr_printf(s->job->arena, "%s%s", s->folder, name);
}

static bool read_file(mkr_job *job, mkr_where where, const char *path, size_t most, const char **bytes,
                      size_t *n) {
    *MKR_PUSH(job->arena, &job->inputs) = path;
    return mkr_file_read(job->arena, &job->diag, where, path, most, bytes, n);
}

static bool read_named(void *user, mkr_where where, const char *name, const char **bytes, size_t *n) {
    const sources *s = user;
    return read_file(s->job, where, beside(s, name), MKR_XML_LARGEST, bytes, n);
}

static mkr_where whole_file(const char *path) {
    return (mkr_where){path, 0, 0};
}

static const mkr_schema *read_schema(mkr_job *job) {
    const char *path = mkr_printf(job->arena, "%s/templates/mkreport.rng", job->options->data_dir), *bytes;
    size_t n;
    if (!read_file(job, whole_file(path), path, MKR_XML_LARGEST, &bytes, &n))
        return NULL;
    return mkr_schema_read(job->arena, &job->diag, path, bytes, n);
}

static const mkr_node *read_xml(mkr_job *job, mkr_where where, const char *path, const mkr_schema *schema) {
    const char *bytes;
    size_t n;
    if (!read_file(job, where, path, MKR_XML_LARGEST, &bytes, &n))
        return NULL;
    return mkr_xml_read(job->arena, &job->diag, path, bytes, n, schema);
}

/* A house style is named (templates/NAME.xml) or a path beside the report. */
static mkr_style *read_style(mkr_job *job, const sources *s, const mkr_node *root, const mkr_schema *schema) {
    const mkr_attr *a = mkr_node_find_attr(root, "style");
    const char *name = a ? a->value : "executive", *dot = strrchr(name, '.');
    bool is_path = strchr(name, '/') || (dot && !strcmp(dot, ".xml"));
    const char *path = is_path ? beside(s, name)
                               : mkr_printf(job->arena, "%s/templates/%s.xml", job->options->data_dir, name);
    const mkr_node *node = read_xml(job, a ? a->where : whole_file(path), path, schema);
    mkr_style *style = mkr_alloc(job->arena, sizeof *style);
    if (!node)
        return NULL;
    if (!mkr_node_is(node, "style")) {
        mkr_say(&job->diag, MKR_E_WRONG_ROOT, node->where, "<%s>, expected <style>", node->name);
        return NULL;
    }
    return mkr_style_read(job->arena, &job->diag, node, style) ? style : NULL;
}

static bool read_data(mkr_job *job, const char *path, mkr_period period, const mkr_style *style) {
    const mkr_attr *asked = mkr_node_find_attr(job->root, "period");
    const char *bytes;
    size_t n;
    mkr_table table;
    job->data = mkr_alloc(job->arena, sizeof *job->data);
    return read_file(job, whole_file(path), path, MKR_CSV_LARGEST, &bytes, &n) &&
           mkr_csv_read(job->arena, &job->diag, path, bytes, n, &table) &&
           mkr_data_read(job->arena, &job->diag, &table, job->data) &&
           mkr_data_rate(job->arena, &job->diag, &style->rule, period,
                         asked ? asked->where : whole_file(path), job->data);
}

static bool wants(const mkr_job *job, const char *stage) {
    return job->options->dump && !strcmp(job->options->dump, stage);
}

static bool produce(mkr_job *job, const char *report, const char *const *data, size_t n_data) {
    sources from = {job, folder_of(job->arena, report)};
    const mkr_schema *schema = read_schema(job);
    const mkr_node *root = schema ? read_xml(job, whole_file(report), report, schema) : NULL;
    if (!root)
        return false;
    if (!mkr_node_is(root, "report"))
        return mkr_say(&job->diag, MKR_E_WRONG_ROOT, root->where, "<%s>, expected <report>", root->name);
    job->root = root;
    if (wants(job, "input"))
        return mkr_job_dump(job);
    if (n_data > 1)
        return mkr_say(&job->diag, MKR_E_TOO_MANY, whole_file(data[1]), "CSV files; give one");
    const mkr_style *style = read_style(job, &from, root, schema);
    mkr_period period = {0}; /* none: the last that has values */
    const mkr_attr *asked = mkr_node_find_attr(root, "period");
    if (asked && !mkr_period_parse(asked->value, &period))
        mkr_say(&job->diag, MKR_E_BAD_PERIOD, asked->where, "\"%s\"", asked->value);
    if (!style || mkr_diag_failed(&job->diag) || (n_data && !read_data(job, data[0], period, style)))
        return false;
    if (wants(job, "data"))
        return job->data ? mkr_job_dump(job) : mkr_say(&job->diag, MKR_E_NO_DATA, root->where, NULL);
    mkr_sources inputs = {root, style, job->data, &from, read_named};
    if (!mkr_report_build(job->arena, &job->diag, &inputs, &job->doc))
        return false;
    if (wants(job, "report"))
        return mkr_job_dump(job);
    if (!mkr_fonts_open(job->arena, &job->diag, job->options->data_dir, &job->fonts) ||
        !mkr_layout(job->arena, &job->diag, &job->doc, job->fonts, &job->pages) ||
        mkr_diag_failed(&job->diag))
        return false;
    return job->options->dump ? mkr_job_dump(job) : !job->options->output || mkr_job_write(job);
}

static mkreport_status status_of(const mkr_diag *d) {
    if (d->said[MKR_FAILURE])
        return MKREPORT_SYSTEM;
    if (d->said[MKR_ERROR] > d->raised)
        return MKREPORT_INPUT;
    return d->raised ? MKREPORT_WARNINGS : MKREPORT_DONE;
}

static void pass_on(void *user, mkr_level level, const char *code, mkr_where where, const char *text) {
    const mkr_job *job = user;
    if (!job->options->message)
        return;
    mkreport_message m = {
        (mkreport_level)level, code, where.file ? where.file : "", where.line, where.col, text, ""};
    for (int i = 0; i < MKR_CODES; i++)
        if (!strcmp(code, mkr_code_name((mkr_code)i)))
            m.advice = mkr_code_advice((mkr_code)i);
    job->options->message(job->options->user, &m);
}

/* The one place that memory running out comes back to. Nothing here changes between setjmp and longjmp. */
static void guarded_run(mkr_job *job, const char *report, const char *const *data, size_t n_data) {
    jmp_buf full;
    const size_t ceiling = job->options->memory ? job->options->memory : MOST_MEMORY;
    mkr_arena *const arena = mkr_arena_new(ceiling, &full);
    if (!arena || setjmp(full)) {
        mkr_say(&job->diag, MKR_E_NO_MEMORY, whole_file(report), NULL);
    } else {
        job->arena = arena;
        produce(job, report, data, n_data);
    }
    mkr_arena_free(arena);
}

static bool stage_is_known(const char *stage) {
    static const char *const stages[] = {"input", "data", "report", "layout", "page", "tags"};
    for (size_t i = 0; stage && i < sizeof stages / sizeof *stages; i++)
        if (!strcmp(stage, stages[i]))
            return true;
    return !stage;
}

mkreport_status mkreport_run(const char *report, const char *const *data, size_t n_data,
                             const mkreport_options *given) {
    mkreport_options options = {.time = -1};
    memcpy(&options, given, given->size < sizeof options ? given->size : sizeof options);
    mkr_job job = {.options = &options};
    job.diag = (mkr_diag){.say = pass_on, .user = &job, .strict = options.strict != 0};
    if (!stage_is_known(options.dump) || !options.data_dir)
        mkr_say(&job.diag, MKR_E_BAD_OPTION, whole_file(report), options.data_dir ? "dump" : "data_dir");
    else
        guarded_run(&job, report, data, n_data);
    return status_of(&job.diag);
}

const char *mkreport_version(void) {
    return MKR_VERSION;
}

int mkreport_describe(size_t index, mkreport_message *out) {
    if (index >= MKR_CODES)
        return 0;
    mkr_code code = (mkr_code)index;
    *out = (mkreport_message){.level = (mkreport_level)mkr_code_level(code),
                              .code = mkr_code_name(code),
                              .file = "",
                              .text = mkr_code_text(code),
                              .advice = mkr_code_advice(code)};
    return 1;
}
