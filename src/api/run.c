/* run.c - one run from files to file: the stages in order. */
#include "mkreport.h"

#include <string.h>

#include "api/log.h"
#include "api/write.h"
#include "base/ascii.h"
#include "base/file.h"
#include "data/data.h"
#include "input/xml.h"
#include "layout/layout.h"
#include "page/grey.h"

#define MOST_MEMORY ((size_t)1 << 30)

enum { USUAL_PRINT = 1000, LARGE_PRINT = 1500 }; /* thousandths */

typedef struct sources { /* for files that the report names */
    mkr_job *job;
    const char *folder; /* of the report, with its slash; "" for the working folder */
} sources;

static const char *beside(const sources *s, const char *name) {
    return name[0] == '/' ? name : mkr_printf(s->job->arena, "%s%s", s->folder, name);
}

static bool read_file(mkr_job *job, mkr_arena *arena, mkr_where where, const char *path, size_t most,
                      const char **bytes, size_t *n) {
    *MKR_PUSH(job->arena, &job->inputs) = path;
    return mkr_file_read(arena, &job->diag, where, path, most, bytes, n);
}

static bool read_named(void *user, mkr_where where, const char *name, const char **bytes, size_t *n) {
    const sources *s = user;
    return read_file(s->job, s->job->arena, where, beside(s, name), MKR_XML_LARGEST, bytes, n);
}

static mkr_where whole_file(const char *path) {
    return (mkr_where){path, 0, 0};
}

static const mkr_schema *read_schema(mkr_job *job) {
    const char *path = mkr_printf(job->arena, "%s/templates/mkreport.rng", job->options->data_dir), *bytes;
    size_t n;
    if (!read_file(job, job->arena, whole_file(path), path, MKR_XML_LARGEST, &bytes, &n))
        return NULL;
    return mkr_schema_read(job->arena, &job->diag, path, bytes, n);
}

static const mkr_node *read_xml(mkr_job *job, mkr_where where, const char *path, const mkr_schema *schema) {
    const char *bytes;
    size_t n;
    if (!read_file(job, job->arena, where, path, MKR_XML_LARGEST, &bytes, &n))
        return NULL;
    return mkr_xml_read(job->arena, &job->diag, path, bytes, n, schema);
}

/* A name that is none of templates/: the one of our own that is meant, in whatever letters. */
static const char *no_such_style(mkr_job *job, mkr_where where, const char *name) {
    static const char *const ours[] = {"executive", "cabinet", NULL};
    char *small = mkr_strdup(job->arena, name);
    for (char *c = small; *c; c++)
        *c = mkr_lower(*c);
    const char *near = mkr_nearest(small, ours);
    if (near)
        mkr_say(&job->diag, MKR_E_STYLE_UNKNOWN, where, "\"%s\"; did you mean \"%s\"?", name, near);
    else
        mkr_say(&job->diag, MKR_E_STYLE_UNKNOWN, where, "\"%s\"", name);
    return NULL;
}

/* A house style is named (templates/NAME.xml) or a path beside the file that names it. NULL after a message.
 */
static const char *style_path(mkr_job *job, mkr_where where, const char *name, const char *folder) {
    const char *dot = strrchr(name, '.');
    if (strchr(name, '/') || (dot && !strcmp(dot, ".xml")))
        return name[0] == '/' ? name : mkr_printf(job->arena, "%s%s", folder, name);
    const char *path = mkr_printf(job->arena, "%s/templates/%s.xml", job->options->data_dir, name);
    bool is_there = mkr_file_same(path, path);
    return is_there || !strcmp(name, "executive") ? path : no_such_style(job, where, name);
}

enum { MOST_STYLES = 16 }; /* that extend one another */

typedef struct styles { /* a house style, the one it extends, and so on */
    const mkr_node *root[MOST_STYLES];
    const char *path[MOST_STYLES];
    size_t n;
} styles;

static const mkr_node *add_style(mkr_job *job, styles *s, mkr_where where, const char *path,
                                 const mkr_schema *schema) {
    for (size_t i = 0; i < s->n; i++)
        if (mkr_file_same(s->path[i], path)) {
            mkr_say(&job->diag, MKR_E_STYLE_CYCLE, where, "%s", path);
            return NULL;
        }
    if (s->n == MOST_STYLES) {
        mkr_say(&job->diag, MKR_E_TOO_MANY, where, "more than %d house styles that extend one another",
                MOST_STYLES);
        return NULL;
    }
    const mkr_node *root = read_xml(job, where, path, schema);
    if (root && !mkr_node_is(root, "style")) {
        mkr_say(&job->diag, MKR_E_WRONG_ROOT, root->where, "<%s>, expected <style>", root->name);
        return NULL;
    }
    s->path[s->n] = path;
    s->root[s->n++] = root;
    return root;
}

/* The caller's choice comes before the report's. */
static mkr_style *read_style(mkr_job *job, const sources *from, const mkr_schema *schema) {
    const mkr_attr *a = job->root ? mkr_node_find_attr(job->root, "style") : NULL;
    const char *own = job->options->style, *name = own ? own : a ? a->value : "executive";
    mkr_where where = a && !own ? a->where : whole_file(name);
    const char *path = style_path(job, where, name, own ? "" : from->folder);
    styles all = {.n = 0};
    if (path && !(a && !own))
        where = whole_file(path);
    while (path) {
        const mkr_node *root = add_style(job, &all, where, path, schema);
        if (!root)
            return NULL;
        const mkr_attr *base = mkr_node_find_attr(root, "extends");
        where = base ? base->where : where;
        if (!base)
            break;
        path = style_path(job, where, base->value, mkr_file_folder(job->arena, path));
    }
    if (!path)
        return NULL;
    mkr_style *style = mkr_alloc(job->arena, sizeof *style);
    return mkr_style_read(job->arena, &job->diag, all.root, all.n, style) ? style : NULL;
}

/* ---- the data */

/* "budget=folder/file.xlsx,sheet=Month 7" in its parts; without a name it is the indicators. */
typedef struct source {
    const char *name, *path, *sheet;
} source;

static source split_source(mkr_arena *arena, const char *text) {
    source s = {"indicators", text, NULL};
    size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-");
    if (n && text[n] == '=') {
        s.name = mkr_strndup(arena, text, n);
        s.path = text + n + 1;
    }
    const char *sheet = strstr(s.path, ",sheet=");
    if (sheet) {
        s.path = mkr_strndup(arena, s.path, (size_t)(sheet - s.path));
        s.sheet = sheet + strlen(",sheet=");
    }
    return s;
}

typedef MKR_VEC(mkr_named_table) tables;

static const mkr_table *find_table(const tables *t, const char *name) {
    for (size_t i = 0; i < t->n; i++)
        if (!strcmp(t->at[i].name, name))
            return &t->at[i].table;
    return NULL;
}

static bool read_table(mkr_job *job, mkr_where where, const source *s, tables *to) {
    const mkreport_options *o = job->options;
    mkr_dialect dialect = {o->encoding, o->delimiter ? o->delimiter[0] : '\0', s->sheet};
    const char *bytes;
    size_t n;
    mkr_table table;
    if (find_table(to, s->name))
        return mkr_say(&job->diag, MKR_E_DATA_TWICE, where, "%s", s->name);
    mkr_arena *file = mkr_arena_child(job->arena); /* the table does not point into it */
    bool ok = read_file(job, file, where, s->path, MKR_TABLE_LARGEST, &bytes, &n) &&
              mkr_table_read(job->arena, &job->diag, s->path, bytes, n, &dialect, &table);
    mkr_arena_free(file);
    if (!ok)
        return false;
    *MKR_PUSH(job->arena, to) = (mkr_named_table){s->name, table};
    return true;
}

/* The files of the call, then those that the report names itself, unless the call gives another of that name.
 */
static bool read_tables(mkr_job *job, const sources *from, const char *const *data, size_t n_data,
                        tables *to) {
    bool ok = true;
    for (size_t i = 0; i < n_data; i++) {
        source s = split_source(job->arena, data[i]);
        ok &= read_table(job, whole_file(s.path), &s, to);
    }
    size_t given = to->n;
    const mkr_node *n = job->root ? mkr_node_child(job->root, "data") : NULL;
    for (; n; n = mkr_node_after(n, "data")) {
        source s = {mkr_node_attr(n, "name"), beside(from, mkr_node_attr(n, "src")),
                    mkr_node_attr(n, "sheet")};
        tables call = {to->at, given, given};
        if (!find_table(&call, s.name))
            ok &= read_table(job, n->where, &s, to);
    }
    return ok;
}

static mkr_data *make_data(mkr_job *job, const mkr_table *indicators, const mkr_table *values,
                           mkr_period period, mkr_where asked) {
    mkr_data *data = mkr_alloc(job->arena, sizeof *data);
    bool ok = mkr_data_read(job->arena, &job->diag, indicators, values, &job->style->scheme, data) &&
              mkr_data_rate(job->arena, &job->diag, period, asked, data);
    return ok ? data : NULL;
}

/* The indicators, rated and set beside those of the last report. */
static bool make_indicators(mkr_job *job, const tables *t, mkr_period period) {
    const mkr_table *now = find_table(t, "indicators"), *values = find_table(t, "values"),
                    *before = find_table(t, "previous");
    const mkr_attr *asked = job->root ? mkr_node_find_attr(job->root, "period") : NULL;
    const mkr_table *alone = values ? values : before;
    if (!now)
        return !alone || mkr_say(&job->diag, MKR_E_NO_INDICATORS, whole_file(alone->file), NULL);
    job->data = make_data(job, now, values, period, asked ? asked->where : whole_file(now->file));
    if (!job->data || !before)
        return job->data;
    const mkr_data *last = make_data(job, before, NULL, (mkr_period){0}, whole_file(before->file));
    return last && mkr_data_compare(job->arena, &job->diag, last, job->data);
}

static bool wants(const mkr_job *job, const char *stage) {
    return job->options->dump && !strcmp(job->options->dump, stage);
}

/* The report's root element; NULL with *ok true when no report is given. */
static const mkr_node *read_report(mkr_job *job, const char *report, const mkr_schema *schema, bool *ok) {
    const mkr_node *root = report ? read_xml(job, whole_file(report), report, schema) : NULL;
    *ok = root || !report;
    if (root && !mkr_node_is(root, "report"))
        *ok = mkr_say(&job->diag, MKR_E_WRONG_ROOT, root->where, "<%s>, expected <report>", root->name);
    return root;
}

/* Further data, for the report to print: not the tables of indicators, whose cells hold what may be
 * suppressed. */
static tables further(mkr_job *job, const tables *all) {
    static const char *const own[] = {"indicators", "values", "previous"};
    tables others = {0};
    for (size_t i = 0; i < all->n; i++) {
        size_t k = 0;
        while (k < 3 && strcmp(all->at[i].name, own[k]) != 0)
            k++;
        if (k == 3)
            *MKR_PUSH(job->arena, &others) = all->at[i];
    }
    return others;
}

/* No output may be an input, or another output. */
static bool check_outputs(mkr_job *job) {
    const mkreport_options *o = job->options;
    const char *const outputs[] = {o->output, o->emit, o->log};
    for (int i = 0; i < 3; i++) {
        for (size_t k = 0; outputs[i] && k < job->inputs.n; k++)
            if (mkr_file_same(outputs[i], job->inputs.at[k]))
                return mkr_say(&job->diag, MKR_E_OUTPUT_IS_INPUT, whole_file(outputs[i]), NULL);
        for (int k = 0; outputs[i] && k < i; k++)
            if (outputs[k] && (!strcmp(outputs[i], outputs[k]) || mkr_file_same(outputs[i], outputs[k])))
                return mkr_say(&job->diag, MKR_E_OUTPUTS_SAME, whole_file(outputs[i]), NULL);
    }
    return true;
}

/* The report, or the one figure of it that is wanted, which is the document from then on. */
static bool lay_out(mkr_job *job) {
    uint32_t scale = job->options->large_print ? LARGE_PRINT : USUAL_PRINT;
    const char *id = job->options->figure;
    if (!id)
        return mkr_layout(job->arena, &job->diag, &job->doc, job->fonts, scale, &job->pages);
    mkr_document report = job->doc;
    mkr_lone_figure figure;
    return mkr_figure_find(job->arena, &job->diag, &report, id, whole_file(job->root->where.file), &figure) &&
           mkr_layout_figure(job->arena, &job->diag, &report, &figure, job->fonts, scale, &job->doc,
                             &job->pages);
}

/* Nothing may print what the indicators hide: no chart or table, and no computed text. */
static bool check_printable(mkr_job *job, const tables *others) {
    bool ok = true;
    for (size_t i = 0; i < others->n; i++)
        ok &=
            mkr_data_may_print(job->arena, &job->diag, &others->at[i].table, job->data, &job->style->scheme);
    return ok;
}

static bool typeset(mkr_job *job, sources *from, const tables *t) {
    const tables others = further(job, t);
    if (!check_printable(job, &others))
        return false;
    mkr_sources inputs = {.root = job->root,
                          .style = job->style,
                          .data = job->data,
                          .tables = others.at,
                          .n_tables = others.n,
                          .draft = job->options->draft != 0,
                          .user = from,
                          .read = read_named};
    if (!mkr_report_build(job->arena, &job->diag, &inputs, &job->doc))
        return false;
    if (wants(job, "report"))
        return mkr_job_dump(job);
    if (!mkr_fonts_open(job->arena, &job->diag, job->options->data_dir, &job->fonts) || !lay_out(job) ||
        mkr_diag_failed(&job->diag))
        return false;
    if (job->options->greyscale)
        mkr_pages_grey(job->arena, &job->pages);
    return job->options->dump ? mkr_job_dump(job) : !job->options->output || mkr_job_write(job);
}

static bool produce(mkr_job *job, const char *report, const char *const *data, size_t n_data) {
    const mkreport_options *o = job->options;
    sources from = {job, report ? mkr_file_folder(job->arena, report) : ""};
    const mkr_schema *schema = read_schema(job);
    bool ok;
    job->root = schema ? read_report(job, report, schema, &ok) : NULL;
    if (!schema || !ok)
        return false;
    if (wants(job, "input"))
        return mkr_job_dump(job);
    job->style = read_style(job, &from, schema);
    mkr_period period = {0}; /* none: the last that has values */
    const mkr_attr *asked = job->root ? mkr_node_find_attr(job->root, "period") : NULL;
    if (asked && !mkr_period_parse(asked->value, &period))
        mkr_say(&job->diag, MKR_E_BAD_PERIOD, asked->where, "\"%s\"", asked->value);
    tables t = {0};
    if (!job->style || mkr_diag_failed(&job->diag) || !read_tables(job, &from, data, n_data, &t) ||
        !make_indicators(job, &t, period))
        return false;
    if (!job->data && (o->emit || o->attach || wants(job, "data")))
        return mkr_say(&job->diag, MKR_E_NO_DATA, job->root ? job->root->where : (mkr_where){0}, NULL);
    if (!check_outputs(job)) {
        job->log = NULL; /* it may be what would be overwritten */
        return false;
    }
    bool done = wants(job, "data") ? mkr_job_dump(job) : !job->root || typeset(job, &from, &t);
    return done && (!o->emit || mkr_diag_failed(&job->diag) || mkr_job_emit(job));
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
    mkreport_message m = {
        (mkreport_level)level, code, where.file ? where.file : "", where.line, where.col, text, "", 0};
    for (int i = 0; i < MKR_CODES; i++)
        if (!strcmp(code, mkr_code_name((mkr_code)i))) {
            m.advice = mkr_code_advice((mkr_code)i);
            m.draft = mkr_code_is_draft((mkr_code)i);
        }
    if (job->log)
        mkr_log_message(job->log, &m);
    if (job->options->message)
        job->options->message(job->options->user, &m);
}

static void note_coercion(void *user, mkr_where where, const char *how, const char *from, const char *to) {
    const mkr_job *job = user;
    mkr_log_coercion(job->log, where, how, from, to);
}

/* The one place that memory running out comes back to. Nothing here changes between setjmp and longjmp. */
static void guarded_run(mkr_job *job, const char *report, const char *const *data, size_t n_data) {
    jmp_buf full;
    const size_t ceiling = job->options->memory ? job->options->memory : MOST_MEMORY;
    mkr_arena *const arena = mkr_arena_new(ceiling, &full);
    if (!arena || setjmp(full)) {
        job->log = NULL; /* it lies in the memory that is used up */
        mkr_say(&job->diag, MKR_E_NO_MEMORY, whole_file(report), NULL);
    } else {
        job->arena = arena;
        if (job->options->log) {
            job->log = mkr_log_new(arena);
            job->diag.coerced = note_coercion;
        }
        produce(job, report, data, n_data);
        if (job->log)
            mkr_log_write(job->log, job, status_of(&job->diag));
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

/* The name of an option that cannot be used, or NULL. */
static const char *wrong_option(const char *report, const mkreport_options *o) {
    static const char *const encodings[] = {"utf-8", "utf-16le", "utf-16be", "windows-1252"};
    size_t e = 0;
    while (o->encoding && e < 4 && strcmp(o->encoding, encodings[e]) != 0)
        e++;
    if (e == 4)
        return "encoding";
    if (o->delimiter && (strlen(o->delimiter) != 1 || !strchr(",;\t|", o->delimiter[0])))
        return "delimiter";
    if (o->draft && o->final)
        return "draft";
    if (o->text > MKREPORT_TEXT_OUTLINES)
        return "text";
    if (!report && !o->emit && (!o->dump || strcmp(o->dump, "data") != 0))
        return "report";
    return !o->data_dir ? "data_dir" : !stage_is_known(o->dump) ? "dump" : NULL;
}

mkreport_status mkreport_run(const char *report, const char *const *data, size_t n_data,
                             const mkreport_options *given) {
    mkreport_options options = {.time = -1};
    memcpy(&options, given, given->size < sizeof options ? given->size : sizeof options);
    mkr_job job = {.options = &options};
    job.diag =
        (mkr_diag){.say = pass_on, .user = &job, .strict = options.strict != 0, .final = options.final != 0};
    const char *wrong = wrong_option(report, &options);
    if (wrong)
        mkr_say(&job.diag, MKR_E_BAD_OPTION, whole_file(report), "%s", wrong);
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
                              .advice = mkr_code_advice(code),
                              .draft = mkr_code_is_draft(code)};
    return 1;
}
