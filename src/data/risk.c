/* risk.c - read a risk register: which column holds what, and scores that are what their likelihood and
 * impact make. */
#include "data/risk.h"

#include <string.h>

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

static bool is_head(const mkr_row *row) {
    bool title = false, score = false;
    for (uint32_t i = 0; i < row->n; i++) {
        unsigned field = find_field(row->cells[i].text);
        title = title || field == TITLE || field == DESCRIPTION;
        score = score || (field >= TEXTS && field != UNKNOWN);
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
    mkr_register *out;
} reader;

static void map_columns(reader *r) {
    const mkr_row *head = r->sheet.head;
    bool *used = mkr_alloc_array(r->arena, head->n, sizeof *used);
    for (unsigned f = 0; f <= FIELDS; f++)
        r->cell[f] = MKR_NO_CELL;
    for (uint32_t i = 0; i < head->n; i++) {
        unsigned field = find_field(head->cells[i].text);
        used[i] = field != UNKNOWN;
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
    mkr_sheet_say_unused(r->arena, r->diag, &r->sheet, used);
}

static const char *text_of(const reader *r, const mkr_row *row, unsigned field) {
    return mkr_sheet_text(r->arena, row, r->cell[field]);
}

static bool say_bad(const reader *r, const mkr_row *row, unsigned field, const char *wanted, uint32_t most) {
    return mkr_say(r->diag, MKR_E_BAD_RISK, mkr_sheet_where(&r->sheet, row, r->cell[field]),
                   "%s \"%s\"; %s 1 to %u", mkr_cell_excerpt(r->sheet.head->cells[r->cell[field]].text).text,
                   mkr_cell_excerpt(row->cells[r->cell[field]].text).text, wanted, most);
}

/* A whole number from 1 to `most`; 0 for a blank. False after a message. */
static bool read_number(const reader *r, const mkr_row *row, unsigned field, uint32_t most, uint32_t *out) {
    const char *text = text_of(r, row, field);
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
        return say_bad(r, row, field, "a whole number from", most);
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

static bool read_score(const reader *r, const mkr_row *row, mkr_risk_stage stage, mkr_risk_score *out) {
    unsigned at = TEXTS + (unsigned)stage * AXES;
    uint32_t l, i, score;
    bool ok = read_number(r, row, at + LIKELIHOOD, r->size, &l);
    ok &= read_number(r, row, at + IMPACT, r->size, &i);
    ok &= read_number(r, row, at + SCORE, r->size * r->size, &score);
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
        return say_bad(r, row, at + SCORE, "no product of two whole numbers from", r->size);
    *out = (mkr_risk_score){(uint8_t)l, (uint8_t)i, (uint16_t)(l ? l * i : score)};
    return true;
}

static bool read_date(const reader *r, const mkr_row *row, mkr_risk *risk) {
    const char *text = text_of(r, row, ACTION_DATE), *why;
    mkr_cell_value v;
    risk->date_where = mkr_sheet_where(&r->sheet, row, r->cell[ACTION_DATE]);
    mkr_cell_read(text, r->reading, &v);
    if (!*text || (v.kind == MKR_CELL_NIL && !v.month))
        return true;
    return mkr_cell_date(r->arena, text, r->reading, &risk->action_date, &why) ||
           mkr_say(r->diag, MKR_E_BAD_DATE, risk->date_where, "\"%s\": %s", mkr_cell_excerpt(text).text, why);
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
    bool ok = read_date(r, row, risk);
    for (unsigned s = 0; s < MKR_RISK_STAGES; s++)
        ok &= read_score(r, row, (mkr_risk_stage)s, &risk->scores[s]);
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
                        "a risk (or description) and a likelihood, impact or score", &r.sheet))
        return false;
    map_columns(&r);
    size_t n = table->n - r.sheet.first;
    if (!n)
        return mkr_say(diag, MKR_E_DATA_NO_ROWS, mkr_sheet_where(&r.sheet, r.sheet.head, 0), NULL);
    out->risks = mkr_alloc_array(arena, n, sizeof *out->risks);
    for (size_t i = 0; i < n; i++)
        read_row(&r, &table->rows[r.sheet.first + i]);
    out->has_ref = r.cell[REF] != MKR_NO_CELL;
    for (size_t i = 0; i < out->n; i++)
        for (unsigned s = 0; s < MKR_RISK_STAGES; s++)
            out->has[s] = out->has[s] || out->risks[i].scores[s].score;
    for (size_t i = 0; i < out->n; i++) {
        check_risk(&r, &out->risks[i]);
        out->risks[i].direction = find_direction(out, &out->risks[i]);
    }
    return diag->said[MKR_ERROR] == errors;
}
