/* header.c - find the header row and map its headings to fields.
 *
 * Headings drift from year to year and from council to council; the synonyms are those found in published
 * files. A column that is not understood is named in a notice, never dropped in silence; two columns for one
 * field are an error, since choosing one would be guessing. */
#include "data/header.h"

#include <string.h>

#include "base/buffer.h"
#include "data/cell.h"

enum { HEADER_WITHIN = 10 }; /* rows in which the header is looked for */
enum { LONGEST_HEADING = 96 }; /* bytes; longer text is no heading we know */

static const struct {
    const char *key;
    mkr_field field;
} synonyms[] = {
    {"ref", MKR_FIELD_REF},
    {"reference", MKR_FIELD_REF},
    {"refno", MKR_FIELD_REF},
    {"id", MKR_FIELD_REF},
    {"code", MKR_FIELD_REF},
    {"kpiref", MKR_FIELD_REF},
    {"kpiid", MKR_FIELD_REF},
    {"kpicode", MKR_FIELD_REF},
    {"piref", MKR_FIELD_REF},
    {"picode", MKR_FIELD_REF},
    {"indicatorref", MKR_FIELD_REF},
    {"measureref", MKR_FIELD_REF},
    {"measure", MKR_FIELD_MEASURE},
    {"indicator", MKR_FIELD_MEASURE},
    {"performanceindicator", MKR_FIELD_MEASURE},
    {"performancemeasure", MKR_FIELD_MEASURE},
    {"title", MKR_FIELD_MEASURE},
    {"description", MKR_FIELD_MEASURE},
    {"definition", MKR_FIELD_DEFINITION},
    {"unit", MKR_FIELD_UNIT},
    {"units", MKR_FIELD_UNIT},
    {"unitofmeasure", MKR_FIELD_UNIT},
    {"format", MKR_FIELD_UNIT},
    {"dp", MKR_FIELD_PLACES},
    {"decimals", MKR_FIELD_PLACES},
    {"decimalplaces", MKR_FIELD_PLACES},
    {"polarity", MKR_FIELD_POLARITY},
    {"goodis", MKR_FIELD_POLARITY},
    {"gooddirection", MKR_FIELD_POLARITY},
    {"goodperformanceis", MKR_FIELD_POLARITY},
    {"betterif", MKR_FIELD_POLARITY},
    {"biggersmallerisbetter", MKR_FIELD_POLARITY},
    {"biggerorsmallerisbetter", MKR_FIELD_POLARITY},
    {"aimtomaximiseminimise", MKR_FIELD_POLARITY},
    {"aimtomaximiseorminimise", MKR_FIELD_POLARITY},
    {"priority", MKR_FIELD_GROUP},
    {"councilplanpriority", MKR_FIELD_GROUP},
    {"theme", MKR_FIELD_GROUP},
    {"outcome", MKR_FIELD_GROUP},
    {"objective", MKR_FIELD_GROUP},
    {"group", MKR_FIELD_GROUP},
    {"owner", MKR_FIELD_OWNER},
    {"responsibleofficer", MKR_FIELD_OWNER},
    {"responsibleofficers", MKR_FIELD_OWNER},
    {"leadofficer", MKR_FIELD_OWNER},
    {"leadofficers", MKR_FIELD_OWNER},
    {"sro", MKR_FIELD_OWNER},
    {"commentary", MKR_FIELD_COMMENTARY},
    {"comment", MKR_FIELD_COMMENTARY},
    {"comments", MKR_FIELD_COMMENTARY},
    {"narrative", MKR_FIELD_COMMENTARY},
    {"action", MKR_FIELD_ACTION},
    {"actions", MKR_FIELD_ACTION},
    {"correctiveaction", MKR_FIELD_ACTION},
    {"whatarewedoing", MKR_FIELD_ACTION},
    {"source", MKR_FIELD_SOURCE},
    {"datasource", MKR_FIELD_SOURCE},
    {"flags", MKR_FIELD_FLAGS},
    {"flag", MKR_FIELD_FLAGS},
    {"markers", MKR_FIELD_FLAGS},
    {"axis", MKR_FIELD_AXIS},
    {"axistitle", MKR_FIELD_AXIS},
    {"england", MKR_FIELD_COMPARATOR},
    {"englandaverage", MKR_FIELD_COMPARATOR},
    {"national", MKR_FIELD_COMPARATOR},
    {"nationalaverage", MKR_FIELD_COMPARATOR},
    {"southwest", MKR_FIELD_COMPARATOR},
    {"region", MKR_FIELD_COMPARATOR},
    {"regional", MKR_FIELD_COMPARATOR},
    {"regionalaverage", MKR_FIELD_COMPARATOR},
    {"cipfa", MKR_FIELD_COMPARATOR},
    {"cipfanearestneighbours", MKR_FIELD_COMPARATOR},
    {"nearestneighbours", MKR_FIELD_COMPARATOR},
    {"statisticalneighbours", MKR_FIELD_COMPARATOR},
    {"familygroup", MKR_FIELD_COMPARATOR},
    {"comparator", MKR_FIELD_COMPARATOR},
    {"benchmark", MKR_FIELD_COMPARATOR},
    {"benchnational", MKR_FIELD_COMPARATOR},
    {"benchregion", MKR_FIELD_COMPARATOR},
    {"benchnn", MKR_FIELD_COMPARATOR},
    {"tolerance", MKR_FIELD_TOLERANCE},
    {"targettolerance", MKR_FIELD_TOLERANCE},
    {"amber", MKR_FIELD_AMBER},
    {"ambervalue", MKR_FIELD_AMBER},
    {"floor", MKR_FIELD_AMBER},
    {"floorstandard", MKR_FIELD_AMBER},
    {"threshold", MKR_FIELD_AMBER},
    {"period", MKR_FIELD_PERIOD},
    {"reportingperiod", MKR_FIELD_PERIOD},
    {"quarter", MKR_FIELD_PERIOD},
    {"month", MKR_FIELD_PERIOD},
    {"target", MKR_FIELD_TARGET},
    {"actual", MKR_FIELD_ACTUAL},
    {"outturn", MKR_FIELD_ACTUAL},
    {"value", MKR_FIELD_ACTUAL},
    {"result", MKR_FIELD_ACTUAL},
    {"performance", MKR_FIELD_ACTUAL},
};

static mkr_field find_synonym(const char *text) {
    char key[MKR_WORD_KEY];
    if (!mkr_word_key(text, key))
        return MKR_FIELD_UNKNOWN;
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++)
        if (strcmp(key, synonyms[i].key) == 0)
            return synonyms[i].field;
    return MKR_FIELD_UNKNOWN;
}

/* A field with its period, in either order: `a` and `b` are the two halves of a heading. */
static mkr_field join(const char *a, const char *b, mkr_period *period) {
    const char *word = mkr_period_parse(b, period) ? a : mkr_period_parse(a, period) ? b : NULL;
    mkr_field field = word ? find_synonym(word) : MKR_FIELD_UNKNOWN;
    return field == MKR_FIELD_TARGET || field == MKR_FIELD_ACTUAL ? field : MKR_FIELD_UNKNOWN;
}

mkr_field mkr_heading_field(const char *text, mkr_period *period) {
    char copy[LONGEST_HEADING];
    size_t n = strlen(text);
    *period = (mkr_period){0};
    if (n >= sizeof copy)
        return MKR_FIELD_UNKNOWN;
    mkr_field field = find_synonym(text);
    if (field)
        return field;
    memcpy(copy, text, n + 1);
    for (size_t i = 0; i < n; i++)
        if (copy[i] == '_' || copy[i] == '\n' || copy[i] == '\r')
            copy[i] = ' ';
    if (mkr_period_parse(copy, period))
        return MKR_FIELD_ACTUAL;
    for (size_t i = 1; i < n && !field; i++)
        if (copy[i] == ' ') {
            copy[i] = '\0';
            field = join(copy, copy + i + 1, period);
            copy[i] = ' ';
        }
    if (!field)
        *period = (mkr_period){0};
    return field;
}

/* ---- finding the row */

/* How many headings of a row are known; *is_header when they make it the header row. */
static size_t count_known(const mkr_row *row, bool *is_header) {
    size_t known = 0;
    bool ref = false, more = false;
    for (uint32_t i = 0; i < row->n; i++) {
        mkr_period period;
        mkr_field field = mkr_heading_field(row->cells[i].text, &period);
        known += field != MKR_FIELD_UNKNOWN;
        ref = ref || field == MKR_FIELD_REF;
        more = more || field == MKR_FIELD_MEASURE || field == MKR_FIELD_PERIOD || period.kind;
    }
    *is_header = ref && more;
    return known;
}

static void list_cell(mkr_buffer *b, const char *text) {
    mkr_buffer_printf(b, "%s\"%s\"", b->n ? ", " : "", mkr_cell_excerpt(text).text);
}

static bool say_no_header(mkr_arena *arena, mkr_diag *diag, const mkr_table *table, size_t best) {
    if (table->n == 0)
        return mkr_say(diag, MKR_E_DATA_NO_HEADER, (mkr_where){table->file, 0, 0}, "the file has no text");
    const mkr_row *row = &table->rows[best];
    mkr_buffer seen = mkr_buffer_new(arena);
    for (uint32_t i = 0; i < row->n && seen.n < 600; i++)
        if (*row->cells[i].text)
            list_cell(&seen, row->cells[i].text);
    return mkr_say(diag, MKR_E_DATA_NO_HEADER, mkr_cell_where(table, row, &row->cells[0]),
                   "nearest to one is %s", mkr_buffer_text(&seen));
}

static bool find_row(mkr_arena *arena, mkr_diag *diag, const mkr_table *table, mkr_header *out) {
    size_t best = 0, most = 0;
    for (size_t i = 0; i < table->n && i < HEADER_WITHIN; i++) {
        bool is_header;
        size_t known = count_known(&table->rows[i], &is_header);
        if (is_header) {
            out->row = i;
            out->width = table->rows[i].n;
            return true;
        }
        if (known > most) {
            most = known;
            best = i;
        }
    }
    return say_no_header(arena, diag, table, best);
}

/* ---- mapping the columns */

typedef struct {
    mkr_arena *arena, *scratch;
    mkr_diag *diag;
    const mkr_table *table;
    const mkr_row *row;
    mkr_header *header;
    mkr_buffer unused; /* the headings that mean nothing to us */
    bool ok;
} mapper;

const char *mkr_header_heading(const mkr_table *table, const mkr_header *header, uint32_t cell) {
    return table->rows[header->row].cells[cell].text;
}

static mkr_where where_of(const mapper *m, uint32_t cell) {
    return mkr_cell_where(m->table, m->row, &m->row->cells[cell]);
}

/* Name the columns that have text below an empty heading. Rows of another width are reported by the reader of
 * rows. */
static void find_nameless(mapper *m) {
    const mkr_header *h = m->header;
    bool *has_text = mkr_alloc_array(m->scratch, h->width, sizeof *has_text);
    for (size_t i = h->row + 1; i < m->table->n; i++)
        for (uint32_t c = 0; c < h->width && m->table->rows[i].n == h->width; c++)
            has_text[c] = has_text[c] || *m->table->rows[i].cells[c].text;
    for (uint32_t c = 0; c < h->width; c++)
        if (has_text[c] && !*m->row->cells[c].text)
            mkr_buffer_printf(&m->unused, "%scolumn %u (no heading)", m->unused.n ? ", " : "", c + 1);
}

static void say_two(mapper *m, uint32_t first, uint32_t second) {
    m->ok = mkr_say(m->diag, MKR_E_DATA_TWO_COLUMNS, where_of(m, second),
                    "\"%s\" in column %u and \"%s\" in column %u",
                    mkr_cell_excerpt(m->row->cells[first].text).text, first + 1,
                    mkr_cell_excerpt(m->row->cells[second].text).text, second + 1);
}

static void map_field(mapper *m, mkr_field field, uint32_t cell) {
    uint32_t *at = &m->header->cell[field];
    if (*at == MKR_NO_COLUMN)
        *at = cell;
    else
        say_two(m, *at, cell);
}

static void map_columns(mapper *m) {
    mkr_header *h = m->header;
    h->series = mkr_alloc_array(m->arena, h->width, sizeof *h->series);
    for (size_t f = 0; f < MKR_FIELDS; f++)
        h->cell[f] = MKR_NO_COLUMN;
    bool nameless = false;
    for (uint32_t i = 0; i < h->width; i++) {
        mkr_period period;
        mkr_field field = mkr_heading_field(m->row->cells[i].text, &period);
        if (period.kind) {
            h->series[h->n_series++] = (mkr_series){i, field, period};
            h->wide = h->wide || field == MKR_FIELD_ACTUAL;
        } else if (field != MKR_FIELD_UNKNOWN)
            map_field(m, field, i);
        else if (*m->row->cells[i].text)
            list_cell(&m->unused, m->row->cells[i].text);
        else
            nameless = true;
    }
    if (nameless)
        find_nameless(m);
}

/* ---- layout and periods */

static void leave_out(mapper *m, mkr_field field) {
    uint32_t *at = &m->header->cell[field];
    if (*at != MKR_NO_COLUMN)
        list_cell(&m->unused, m->row->cells[*at].text);
    *at = MKR_NO_COLUMN;
}

static void choose_layout(mapper *m) {
    mkr_header *h = m->header;
    if (h->wide) { /* a figure or a period of its own says nothing beside columns of periods */
        leave_out(m, MKR_FIELD_ACTUAL);
        leave_out(m, MKR_FIELD_PERIOD);
        return;
    }
    if (h->cell[MKR_FIELD_PERIOD] == MKR_NO_COLUMN || h->cell[MKR_FIELD_ACTUAL] == MKR_NO_COLUMN)
        m->ok = mkr_say(m->diag, MKR_E_DATA_NO_PERIODS, where_of(m, 0), NULL);
    for (size_t i = 0; i < h->n_series; i++)
        list_cell(&m->unused, m->row->cells[h->series[i].cell].text);
    h->n_series = 0;
}

/* Find first and last period; all must be of one kind and not too far apart. */
static bool find_range(mapper *m) {
    mkr_header *h = m->header;
    h->first = h->last = h->series[0].period;
    uint32_t previous = MKR_NO_COLUMN; /* the actual column before this one */
    uint32_t disorder = MKR_NO_COLUMN,
             before = MKR_NO_COLUMN; /* the first out of order, and the one before it */
    for (size_t i = 0; i < h->n_series; i++) {
        mkr_series *s = &h->series[i];
        if (s->period.kind != h->first.kind)
            return mkr_say(m->diag, MKR_E_DATA_MIXED_PERIODS, where_of(m, s->cell), "\"%s\" beside \"%s\"",
                           m->row->cells[s->cell].text, m->row->cells[h->series[0].cell].text);
        if (mkr_period_compare(s->period, h->first) < 0)
            h->first = s->period;
        if (mkr_period_compare(s->period, h->last) > 0)
            h->last = s->period;
        if (s->field != MKR_FIELD_ACTUAL)
            continue;
        if (disorder == MKR_NO_COLUMN && previous != MKR_NO_COLUMN &&
            mkr_period_compare(h->series[previous].period, s->period) > 0) {
            disorder = (uint32_t)i;
            before = previous;
        }
        previous = (uint32_t)i;
    }
    if (mkr_period_distance(h->first, h->last) >= MKR_MOST_PERIODS)
        return mkr_say(m->diag, MKR_E_DATA_PERIOD_SPAN, where_of(m, h->series[0].cell),
                       "%s to %s, more than %d periods", mkr_period_print(m->scratch, h->first),
                       mkr_period_print(m->scratch, h->last), MKR_MOST_PERIODS);
    if (disorder == MKR_NO_COLUMN)
        return true;
    const mkr_series *late = &h->series[disorder];
    return mkr_say(m->diag, MKR_E_DATA_PERIODS_REORDERED, where_of(m, late->cell), "\"%s\" after \"%s\"",
                   mkr_period_print(m->scratch, late->period),
                   mkr_period_print(m->scratch, h->series[before].period));
}

/* Two columns for the actuals, or for the targets, of one period. */
static void find_doubles(mapper *m) {
    const mkr_header *h = m->header;
    size_t n = (size_t)mkr_period_distance(h->first, h->last) + 1;
    uint32_t *taken = mkr_alloc_array(m->scratch, n * 2, sizeof *taken); /* cell + 1 */
    for (size_t i = 0; i < h->n_series; i++) {
        const mkr_series *s = &h->series[i];
        size_t at = (size_t)mkr_period_distance(h->first, s->period) * 2 + (s->field == MKR_FIELD_TARGET);
        if (taken[at])
            say_two(m, taken[at] - 1, s->cell);
        else
            taken[at] = s->cell + 1;
    }
}

bool mkr_header_read(mkr_arena *arena, mkr_diag *diag, const mkr_table *table, mkr_header *out) {
    *out = (mkr_header){0};
    mkr_arena *scratch = mkr_arena_child(arena);
    if (!find_row(scratch, diag, table, out)) {
        mkr_arena_free(scratch);
        return false;
    }
    mapper m = {.arena = arena, .scratch = scratch, .diag = diag, .table = table, .header = out, .ok = true};
    m.row = &table->rows[out->row];
    m.unused = mkr_buffer_new(scratch);
    map_columns(&m);
    choose_layout(&m);
    if (out->wide) {
        if (find_range(&m))
            find_doubles(&m);
        else
            m.ok = false;
    }
    if (m.unused.n > 0)
        mkr_say(diag, MKR_E_DATA_UNUSED_COLUMNS, where_of(&m, 0), "%s", mkr_buffer_text(&m.unused));
    mkr_arena_free(scratch);
    return m.ok;
}
