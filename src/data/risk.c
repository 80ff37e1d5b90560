/* risk.c - read a risk register: which column holds what, scores that are what their likelihood and impact
 * make, and how they went from period to period. */
#include "data/risk.h"

#include <string.h>

#include "data/header.h"
#include "data/names.h"
#include "data/sheet.h"

/* ---- columns */

typedef enum text_field {
    REF,
    TITLE,
    DESCRIPTION,
    CAUSE,
    CONSEQUENCE,
    OWNER,
    CONTROLS,
    ACTION,
    ACTION_DATE,
    STATUS,
    TEXTS
} text_field;
typedef enum axis { LIKELIHOOD, IMPACT, SCORE, AXES } axis;
enum { FIELDS = TEXTS + MKR_RISK_STAGES * AXES, UNKNOWN = FIELDS };

static const char *const text_words[TEXTS] = {
    "ref reference refno id riskid riskref riskno no code",
    "risk title risktitle riskname name",
    "description riskdescription riskdetail detail",
    "cause causes riskcause riskcauses",
    "consequence consequences effect effects riskconsequence riskconsequences",
    "owner riskowner leadofficer responsibleofficer sro",
    "controls control existingcontrols mitigation mitigations currentcontrols controlsinplace",
    "action actions treatment furtheraction furtheractions plannedaction plannedactions mitigatingactions",
    "actiondate duedate due targetdate actiondue bywhen date",
    "status riskstatus",
};

/* What may stand before the axis; the current stage may go unnamed. */
static const char *const stage_words[MKR_RISK_STAGES] = {
    "inherent gross unmitigated original initial untreated",
    "current residual net mitigated",
    "previous last prior lastreport lastquarter previousresidual previouscurrent previousnet",
    "target appetite tolerated desired",
};

static const char blanks[] = " \t\r\n_";

static const char *const axis_words[AXES] = {
    "likelihood probability",
    "impact severity",
    "score rating riskscore riskrating",
};

/* The stage whose word the first n characters of a key are; MKR_RISK_STAGES when there is none. */
static mkr_risk_stage find_stage(const char *key, size_t n) {
    char word[MKR_WORD_KEY];
    memcpy(word, key, n);
    word[n] = '\0';
    mkr_risk_stage stage = MKR_RISK_INHERENT;
    while (stage < MKR_RISK_STAGES && !mkr_is_among(stage_words[stage], word))
        stage++;
    return n ? stage : MKR_RISK_CURRENT;
}

static unsigned find_score(const char *key) {
    for (size_t n = 0; key[n]; n++) /* "residual" and "likelihood", wherever the one ends */
        for (unsigned a = 0; a < AXES; a++) {
            if (!mkr_is_among(axis_words[a], key + n))
                continue;
            mkr_risk_stage stage = find_stage(key, n);
            if (stage < MKR_RISK_STAGES)
                return TEXTS + (unsigned)stage * AXES + a;
        }
    return UNKNOWN;
}

static unsigned find_field(const char *heading) {
    char key[MKR_WORD_KEY];
    if (!mkr_word_key(heading, key) || !*key)
        return UNKNOWN;
    for (unsigned f = 0; f < TEXTS; f++)
        if (mkr_is_among(text_words[f], key))
            return f;
    return find_score(key);
}

/* Is it a word for the current score, "Score", "Residual", "Current score", or no word at all? */
static bool is_current_score(const char *text, size_t n) {
    char copy[MKR_WORD_KEY], key[MKR_WORD_KEY];
    if (n >= sizeof copy)
        return false;
    memcpy(copy, text, n);
    copy[n] = '\0';
    return mkr_word_key(copy, key) && (!*key || mkr_is_among(stage_words[MKR_RISK_CURRENT], key) ||
                                       find_score(key) == TEXTS + MKR_RISK_CURRENT * AXES + SCORE);
}

/* "Q1 2024/25", "Score Q1 2024/25": a column of the current scores at that time. *why, where it is given:
 * NULL, or why it is no such column though it is meant to be. */
static bool is_period(const char *heading, bool calendar_quarters, mkr_period *out, const char **why) {
    const mkr_reading reading = {.calendar_quarters = calendar_quarters};
    const char *no_period, *rest = heading;
    for (const char *at = heading; *rest && (size_t)(rest - heading) < MKR_WORD_KEY; rest = at) {
        if (is_current_score(heading, (size_t)(rest - heading))) {
            if (mkr_period_parse_as(rest, calendar_quarters, out, &no_period))
                return true;
            if (why && !*why)
                *why = mkr_heading_fault(rest, &reading);
        }
        at = rest + strcspn(rest, blanks);
        at += strspn(at, blanks);
    }
    return false;
}

static bool is_head(const mkr_row *row) {
    bool title = false, score = false;
    mkr_period period;
    for (uint32_t i = 0; i < row->n; i++) {
        unsigned field = find_field(row->cells[i].text);
        title = title || field == TITLE || field == DESCRIPTION;
        score = score || (field >= TEXTS && field != UNKNOWN) ||
                (field == UNKNOWN && is_period(row->cells[i].text, false, &period, NULL));
    }
    return title && score;
}

/* ---- reading */

typedef struct reader {
    mkr_arena *arena;
    mkr_diag *diag;
    const mkr_reading *reading;
    uint32_t size;
    mkr_sheet sheet;
    uint32_t cell[FIELDS + 1];
    mkr_period *columns; /* by cell: whose scores it has; kind MKR_NO_PERIOD for the others */
    uint32_t *at_period; /* by period of the register: its cell, or MKR_NO_CELL */
    mkr_register *out;
    mkr_names *refs;
    uint32_t *ref_row; /* by number of the reference: the row of the file that has it */
} reader;

static mkr_where where_of(const reader *r, uint32_t cell) {
    return mkr_sheet_where(&r->sheet, r->sheet.head, cell);
}

static mkr_excerpt heading(const reader *r, uint32_t cell) {
    return mkr_cell_excerpt(r->sheet.head->cells[cell].text);
}

/* A heading that is no field may be a period. */
static bool map_period(reader *r, uint32_t i) {
    const char *why = NULL;
    const char *text = mkr_cell_text(r->arena, r->sheet.head->cells[i].text);
    if (is_period(text, r->reading && r->reading->calendar_quarters, &r->columns[i], &why))
        return true;
    r->columns[i].kind = MKR_NO_PERIOD;
    if (why)
        mkr_say(r->diag, MKR_E_DATA_NOT_A_PERIOD, where_of(r, i), "\"%s\": %s", heading(r, i).text, why);
    return why;
}

/* First and last period of the columns; all must be of one kind and not too far apart. False without any. */
static bool find_range(const reader *r, mkr_period *first, mkr_period *last) {
    uint32_t any = MKR_NO_CELL;
    for (uint32_t i = 0; i < r->sheet.head->n; i++) {
        mkr_period p = r->columns[i];
        if (!p.kind)
            continue;
        if (any == MKR_NO_CELL) {
            any = i;
            *first = *last = p;
        } else if (p.kind != first->kind) {
            return mkr_say(r->diag, MKR_E_DATA_MIXED_PERIODS, where_of(r, i), "\"%s\" beside \"%s\"",
                           heading(r, i).text, heading(r, any).text);
        }
        *first = mkr_period_compare(p, *first) < 0 ? p : *first;
        *last = mkr_period_compare(p, *last) > 0 ? p : *last;
    }
    if (any != MKR_NO_CELL && mkr_period_distance(*first, *last) >= MKR_MOST_PERIODS)
        return mkr_say(r->diag, MKR_E_DATA_PERIOD_SPAN, where_of(r, any), "%s to %s, more than %d periods",
                       mkr_period_print(r->arena, *first), mkr_period_print(r->arena, *last),
                       MKR_MOST_PERIODS);
    return any != MKR_NO_CELL;
}

static void map_periods(reader *r) {
    mkr_period p, last;
    if (!find_range(r, &p, &last))
        return;
    size_t n = (size_t)mkr_period_distance(p, last) + 1;
    mkr_period *periods = mkr_alloc_array(r->arena, n, sizeof *periods);
    r->at_period = mkr_alloc_array(r->arena, n, sizeof *r->at_period);
    r->out->periods = periods;
    r->out->n_periods = n;
    for (size_t i = 0; i < n; i++, p = mkr_period_after(p)) {
        periods[i] = p;
        r->at_period[i] = MKR_NO_CELL;
    }
    for (uint32_t i = 0; i < r->sheet.head->n; i++) {
        if (!r->columns[i].kind)
            continue;
        uint32_t *cell = &r->at_period[mkr_period_distance(periods[0], r->columns[i])];
        if (*cell != MKR_NO_CELL)
            mkr_sheet_say_two(r->diag, &r->sheet, *cell, i);
        else
            *cell = i;
    }
}

static void map_columns(reader *r) {
    const mkr_row *head = r->sheet.head;
    r->columns = mkr_alloc_array(r->arena, head->n, sizeof *r->columns);
    bool *used = mkr_alloc_array(r->arena, head->n, sizeof *used);
    for (unsigned f = 0; f <= FIELDS; f++)
        r->cell[f] = MKR_NO_CELL;
    for (uint32_t i = 0; i < head->n; i++) {
        unsigned field = find_field(head->cells[i].text);
        used[i] = field != UNKNOWN || map_period(r, i);
        if (field == UNKNOWN)
            continue;
        if (r->cell[field] == MKR_NO_CELL)
            r->cell[field] = i;
        else
            mkr_sheet_say_two(r->diag, &r->sheet, r->cell[field], i);
    }
    if (r->cell[TITLE] == MKR_NO_CELL) { /* the description is all there is */
        r->cell[TITLE] = r->cell[DESCRIPTION];
        r->cell[DESCRIPTION] = MKR_NO_CELL;
    }
    map_periods(r);
    mkr_sheet_say_unused(r->arena, r->diag, &r->sheet, used);
}

static const char *text_of(const reader *r, const mkr_row *row, unsigned field) {
    return mkr_sheet_text(r->arena, row, r->cell[field]);
}

static bool say_bad(const reader *r, const mkr_row *row, uint32_t cell, const char *wanted, uint32_t most) {
    return mkr_say(r->diag, MKR_E_BAD_RISK, mkr_sheet_where(&r->sheet, row, cell), "%s \"%s\"; %s 1 to %u",
                   heading(r, cell).text, mkr_cell_excerpt(row->cells[cell].text).text, wanted, most);
}

/* A whole number from 1 to `most`; 0 for a blank. False after a message. */
static bool read_number(const reader *r, const mkr_row *row, uint32_t cell, uint32_t most, uint32_t *out) {
    const char *text = mkr_sheet_text(r->arena, row, cell);
    mkr_cell_value v;
    *out = 0;
    if (!*text)
        return true;
    mkr_cell_read(text, r->reading, &v);
    if (v.kind == MKR_CELL_NIL && v.nil != MKR_BELOW && v.nil != MKR_ABOVE)
        return true;
    bool plain =
        v.kind == MKR_CELL_NUMBER && !v.number.places && !v.percent && !v.pounds && !v.scale && !v.word;
    if (!plain || v.number.units < 1 || v.number.units > most)
        return say_bad(r, row, cell, "a whole number from", most);
    *out = (uint32_t)v.number.units;
    return true;
}

/* Is there a likelihood and an impact that make this score? */
static bool is_product(uint32_t score, uint32_t size) {
    for (uint32_t l = 1; l <= size; l++)
        if (score % l == 0 && score / l <= size)
            return true;
    return false;
}

static const char no_product[] = "no product of two whole numbers from";

static bool read_score(const reader *r, const mkr_row *row, mkr_risk_stage stage, mkr_risk_score *out) {
    unsigned at = TEXTS + (unsigned)stage * AXES;
    uint32_t l, i, score;
    bool ok = read_number(r, row, r->cell[at + LIKELIHOOD], r->size, &l);
    ok &= read_number(r, row, r->cell[at + IMPACT], r->size, &i);
    ok &= read_number(r, row, r->cell[at + SCORE], r->size * r->size, &score);
    if (!ok)
        return false;
    if (!l != !i) {
        unsigned lacking = at + (l ? IMPACT : LIKELIHOOD);
        return mkr_say(r->diag, MKR_E_BAD_RISK, mkr_sheet_where(&r->sheet, row, r->cell[lacking]),
                       "%s is given, %s is not", l ? "likelihood" : "impact", l ? "impact" : "likelihood");
    }
    if (l && score && score != l * i)
        return mkr_say(r->diag, MKR_E_BAD_RISK, mkr_sheet_where(&r->sheet, row, r->cell[at + SCORE]),
                       "score %u; likelihood %u times impact %u is %u", score, l, i, l * i);
    if (!l && score && !is_product(score, r->size))
        return say_bad(r, row, r->cell[at + SCORE], no_product, r->size);
    *out = (mkr_risk_score){(uint8_t)l, (uint8_t)i, (uint16_t)(l ? l * i : score)};
    return true;
}

static bool read_history(const reader *r, const mkr_row *row, mkr_risk *risk) {
    bool ok = true;
    uint16_t *history = mkr_alloc_array(r->arena, r->out->n_periods, sizeof *history);
    for (size_t p = 0; p < r->out->n_periods; p++) {
        uint32_t cell = r->at_period[p], score;
        if (cell == MKR_NO_CELL || !read_number(r, row, cell, r->size * r->size, &score))
            ok = ok && cell == MKR_NO_CELL;
        else if (score && !is_product(score, r->size))
            ok = say_bad(r, row, cell, no_product, r->size);
        else
            history[p] = (uint16_t)score;
    }
    risk->history = history;
    return ok;
}

static bool read_date(const reader *r, const mkr_row *row, mkr_risk *risk) {
    risk->date_where = mkr_sheet_where(&r->sheet, row, r->cell[ACTION_DATE]);
    return mkr_sheet_date(r->arena, r->diag, &r->sheet, row, r->cell[ACTION_DATE], r->reading, false,
                          &risk->action_date);
}

/* A reference stands for one risk: charts and notes name risks by it. */
static bool check_ref(reader *r, const mkr_row *row, const char *ref) {
    bool is_new = true;
    uint32_t number = *ref ? mkr_names_add(r->refs, ref, &is_new) : 0;
    if (*ref && is_new)
        r->ref_row[number] = row->row;
    return is_new || mkr_say(r->diag, MKR_E_DATA_DUPLICATE_REF, mkr_sheet_where(&r->sheet, row, r->cell[REF]),
                             "\"%s\" is also in row %u", mkr_cell_excerpt(ref).text, r->ref_row[number]);
}

static void read_row(reader *r, const mkr_row *row) {
    mkr_risk *risk = &r->out->risks[r->out->n];
    if (!mkr_sheet_fits(r->diag, &r->sheet, row))
        return;
    *risk = (mkr_risk){.ref = text_of(r, row, REF),
                       .title = text_of(r, row, TITLE),
                       .description = text_of(r, row, DESCRIPTION),
                       .cause = text_of(r, row, CAUSE),
                       .consequence = text_of(r, row, CONSEQUENCE),
                       .owner = text_of(r, row, OWNER),
                       .controls = text_of(r, row, CONTROLS),
                       .action = text_of(r, row, ACTION),
                       .status = text_of(r, row, STATUS),
                       .where = mkr_sheet_where(&r->sheet, row, 0)};
    if (!*risk->title) {
        mkr_say(r->diag, MKR_E_BAD_RISK, mkr_sheet_where(&r->sheet, row, r->cell[TITLE]),
                "the risk has no description");
        return;
    }
    bool ok = check_ref(r, row, risk->ref);
    ok &= read_date(r, row, risk);
    for (unsigned s = 0; s < MKR_RISK_STAGES; s++)
        ok &= read_score(r, row, (mkr_risk_stage)s, &risk->scores[s]);
    ok &= read_history(r, row, risk);
    r->out->n += ok;
}

/* ---- what follows */

static bool is_closed(const mkr_risk *risk) {
    char key[MKR_WORD_KEY];
    return mkr_word_key(risk->status, key) && mkr_is_among("closed close removed retired", key);
}

static mkr_risk_direction find_direction(const mkr_register *g, const mkr_risk *risk) {
    uint16_t now = risk->scores[MKR_RISK_CURRENT].score, then = risk->scores[MKR_RISK_PREVIOUS].score;
    if (is_closed(risk))
        return MKR_RISK_IS_CLOSED;
    if (!g->has[MKR_RISK_PREVIOUS] || !now)
        return MKR_RISK_NO_DIRECTION;
    if (!then)
        return MKR_RISK_IS_NEW;
    return now > then ? MKR_RISK_INCREASED : now < then ? MKR_RISK_REDUCED : MKR_RISK_UNCHANGED;
}

static bool has_columns(const reader *r, mkr_risk_stage stage) {
    const uint32_t *cell = &r->cell[TEXTS + stage * AXES];
    return cell[LIKELIHOOD] != MKR_NO_CELL || cell[IMPACT] != MKR_NO_CELL || cell[SCORE] != MKR_NO_CELL;
}

/* Stages that the file has no columns for, from the periods. */
static void take_from_history(const reader *r, mkr_risk *risk) {
    size_t n = r->out->n_periods;
    if (n == 0 || has_columns(r, MKR_RISK_CURRENT))
        return;
    risk->scores[MKR_RISK_CURRENT].score = risk->history[n - 1];
    size_t before = n - 1;
    while (before > 0 && r->at_period[before - 1] == MKR_NO_CELL)
        before--;
    if (before > 0 && !has_columns(r, MKR_RISK_PREVIOUS))
        risk->scores[MKR_RISK_PREVIOUS].score = risk->history[before - 1];
}

static void check_risk(const reader *r, const mkr_risk *risk) {
    uint16_t inherent = risk->scores[MKR_RISK_INHERENT].score, current = risk->scores[MKR_RISK_CURRENT].score;
    mkr_excerpt name = mkr_cell_excerpt(*risk->ref ? risk->ref : risk->title);
    if (!current && !is_closed(risk))
        mkr_say(r->diag, MKR_E_NOT_SCORED, risk->where, "\"%s\"", name.text);
    if (inherent && current > inherent)
        mkr_say(r->diag, MKR_E_RISK_RESIDUAL, risk->where, "\"%s\": %u with, %u without", name.text, current,
                inherent);
}

bool mkr_risk_read(mkr_arena *arena, mkr_diag *diag, const mkr_table *table, const mkr_reading *reading,
                   uint32_t size, mkr_register *out) {
    size_t errors = diag->said[MKR_ERROR];
    reader r = {.arena = arena, .diag = diag, .reading = reading, .size = size, .out = out};
    *out = (mkr_register){0};
    if (!mkr_sheet_open(arena, diag, table, is_head,
                        "a risk (or description) and a likelihood, impact, score or period", &r.sheet))
        return false;
    map_columns(&r);
    size_t n = table->n - r.sheet.first;
    if (!n)
        return mkr_say(diag, MKR_E_DATA_NO_ROWS, mkr_sheet_where(&r.sheet, r.sheet.head, 0), NULL);
    out->risks = mkr_alloc_array(arena, n, sizeof *out->risks);
    r.refs = mkr_names_new(arena);
    r.ref_row = mkr_alloc_array(arena, n, sizeof *r.ref_row);
    for (size_t i = 0; i < n; i++)
        read_row(&r, &table->rows[r.sheet.first + i]);
    out->has_ref = r.cell[REF] != MKR_NO_CELL;
    for (size_t i = 0; i < out->n; i++)
        take_from_history(&r, &out->risks[i]);
    for (size_t i = 0; i < out->n; i++)
        for (unsigned s = 0; s < MKR_RISK_STAGES; s++)
            out->has[s] = out->has[s] || out->risks[i].scores[s].score;
    for (size_t i = 0; i < out->n; i++) {
        check_risk(&r, &out->risks[i]);
        out->risks[i].direction = find_direction(out, &out->risks[i]);
    }
    return diag->said[MKR_ERROR] == errors;
}
