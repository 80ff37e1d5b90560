/* log.c - write the log of a run. */
#include "api/log.h"

#include "report/key.h"

struct mkr_log {
    mkr_buffer messages, coercions; /* the members of two arrays */
    size_t n_coercions;
};

mkr_log *mkr_log_new(mkr_arena *arena) {
    mkr_log *log = mkr_alloc(arena, sizeof *log);
    log->messages = mkr_buffer_new(arena);
    log->coercions = mkr_buffer_new(arena);
    return log;
}

/* ---- JSON: "name":value with a comma before all but the first of an object */

static void put_string(mkr_buffer *b, const char *s) {
    mkr_buffer_putc(b, '"');
    for (; *s; s++) {
        if (*s == '"' || *s == '\\')
            mkr_buffer_printf(b, "\\%c", *s);
        else if ((unsigned char)*s < 0x20)
            mkr_buffer_printf(b, "\\u%04x", (unsigned)*s);
        else
            mkr_buffer_putc(b, *s);
    }
    mkr_buffer_putc(b, '"');
}

static void put_name(mkr_buffer *b, const char *name) {
    if (b->n && b->at[b->n - 1] != '{')
        mkr_buffer_putc(b, ',');
    mkr_buffer_printf(b, "\"%s\":", name);
}

static void put_text(mkr_buffer *b, const char *name, const char *text) {
    put_name(b, name);
    put_string(b, text);
}

static void put_count(mkr_buffer *b, const char *name, size_t n) {
    put_name(b, name);
    mkr_buffer_printf(b, "%zu", n);
}

static void put_place(mkr_buffer *b, mkr_where where) {
    put_text(b, "file", where.file ? where.file : "");
    if (where.line) {
        put_count(b, "line", where.line);
        put_count(b, "column", where.col);
    }
}

/* Begin a member of an array on a line of its own. */
static void begin_member(mkr_buffer *b) {
    mkr_buffer_puts(b, b->n ? ",\n{" : "\n{");
}

void mkr_log_message(mkr_log *log, const mkreport_message *m) {
    static const char *const levels[] = {"notice", "warning", "error", "failure"};
    mkr_buffer *b = &log->messages;
    begin_member(b);
    put_text(b, "level", levels[m->level]);
    put_text(b, "code", m->code);
    put_place(b, (mkr_where){m->file, m->line, m->column});
    put_text(b, "text", m->text);
    mkr_buffer_putc(b, '}');
}

void mkr_log_coercion(mkr_log *log, mkr_where where, const char *how, const char *from, const char *to) {
    mkr_buffer *b = &log->coercions;
    if (log->n_coercions++ >= MKR_LOG_MOST_COERCIONS)
        return;
    begin_member(b);
    put_place(b, where);
    put_text(b, "how", how);
    put_text(b, "from", from);
    put_text(b, "to", to);
    mkr_buffer_putc(b, '}');
}

/* ---- the whole */

static void put_array(mkr_buffer *b, const char *name, const mkr_buffer *members) {
    put_name(b, name);
    mkr_buffer_putc(b, '[');
    mkr_buffer_add(b, members->at, members->n);
    mkr_buffer_putc(b, ']');
}

static void put_inputs(mkr_buffer *b, const mkr_job *job) {
    put_name(b, "inputs");
    mkr_buffer_putc(b, '[');
    for (size_t i = 0; i < job->inputs.n; i++) {
        if (i)
            mkr_buffer_putc(b, ',');
        put_string(b, job->inputs.at[i]);
    }
    mkr_buffer_putc(b, ']');
}

static size_t count_users(const mkr_data *data, const mkr_rule *rule) {
    size_t n = 0;
    for (size_t i = 0; i < data->n; i++)
        n += data->indicators[i].rule == rule;
    return n;
}

static void put_levels(mkr_buffer *b, mkr_job *job, const mkr_rule *rule) {
    put_name(b, "levels");
    mkr_buffer_putc(b, '[');
    for (size_t l = 0; l < rule->n; l++) {
        mkr_buffer_puts(b, l ? ",{" : "{");
        put_text(b, "rating", mkr_rating_name((mkr_rating)rule->levels[l].rating));
        put_text(b, "when", mkr_key_text(job->arena, job->style, rule, l, ""));
        mkr_buffer_putc(b, '}');
    }
    mkr_buffer_putc(b, ']');
}

/* The rules that rated something, in the words of the key. */
static void put_rules(mkr_buffer *b, mkr_job *job) {
    const mkr_scheme *scheme = job->data->scheme;
    mkr_buffer rules = mkr_buffer_new(job->arena);
    for (size_t r = 0; r < scheme->n_rules; r++) {
        const mkr_rule *rule = &scheme->rules[r];
        size_t n = count_users(job->data, rule);
        if (!n)
            continue;
        begin_member(&rules);
        put_text(&rules, "name", rule->name);
        put_count(&rules, "indicators", n);
        put_levels(&rules, job, rule);
        mkr_buffer_putc(&rules, '}');
    }
    put_array(b, "rules", &rules);
}

static void put_counts(mkr_buffer *b, const mkr_counts *c) {
    put_name(b, "counts");
    mkr_buffer_putc(b, '{');
    put_count(b, "all", c->all);
    put_count(b, "rated", mkr_counts_rated(c));
    for (int r = 0; r < MKR_RATINGS; r++)
        put_count(b, mkr_rating_name((mkr_rating)r), c->rating[r]);
    for (int t = 0; t < MKR_TRAVELS; t++)
        put_count(b, mkr_travel_name((mkr_travel)t), c->travel[t]);
    mkr_buffer_putc(b, '}');
}

static void put_data(mkr_buffer *b, mkr_job *job) {
    const mkr_data *d = job->data;
    put_text(b, "period", mkr_period_print(job->arena, d->periods[d->current]));
    put_counts(b, &d->counts);
    put_rules(b, job);
}

bool mkr_log_write(mkr_log *log, mkr_job *job, mkreport_status status) {
    mkr_buffer b = mkr_buffer_new(job->arena);
    mkr_buffer_putc(&b, '{');
    put_text(&b, "program", "mkreport " MKR_VERSION);
    put_count(&b, "status", (size_t)status);
    put_inputs(&b, job);
    if (job->data)
        put_data(&b, job);
    put_array(&b, "messages", &log->messages);
    put_count(&b, "coerced", log->n_coercions);
    put_array(&b, "coercions", &log->coercions);
    mkr_buffer_puts(&b, "}\n");
    mkr_output *out = mkr_job_open(job, job->arena, job->options->log);
    if (!out)
        return false;
    bool ok = mkr_output_write(out, b.at, b.n);
    return mkr_output_close(out, ok) && ok;
}
