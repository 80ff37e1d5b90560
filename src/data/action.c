/* action.c - read a table of actions: which column holds what, dates, and words for how far an action is. */
#include "data/action.h"

#include <string.h>

#include "data/sheet.h"

typedef enum field { ACTION, FROM, TO, OWNER, STATUS, FIELDS } field;

static const char *const field_words[FIELDS] = {
    "action actions milestone milestones task title name description activity deliverable",
    "from start startdate starts begin begins begindate",
    "to by due duedate end enddate ends date targetdate completiondate bywhen deadline actiondate",
    "owner lead leadofficer responsibleofficer responsible sro who",
    "status state progress",
};

static const char *const status_words[] = {
    [MKR_ACTION_NOT_SAID] = "",
    [MKR_ACTION_PLANNED] = "planned notstarted notyetstarted todo proposed",
    [MKR_ACTION_UNDER_WAY] = "underway inprogress ongoing started begun ontrack inhand",
    [MKR_ACTION_DONE] = "done complete completed closed delivered finished achieved",
    [MKR_ACTION_OVERDUE] = "overdue late",
};

static field find_field(const char *heading) {
    char key[MKR_WORD_KEY];
    int f = 0;
    if (!mkr_word_key(heading, key))
        return FIELDS;
    while (f < FIELDS && !mkr_is_among(field_words[f], key))
        f++;
    return (field)f;
}

static bool is_head(const mkr_row *row) {
    bool action = false, to = false;
    for (uint32_t i = 0; i < row->n; i++) {
        field f = find_field(row->cells[i].text);
        action = action || f == ACTION;
        to = to || f == TO;
    }
    return action && to;
}

typedef struct reader {
    mkr_arena *arena;
    mkr_diag *diag;
    const mkr_reading *reading;
    mkr_sheet sheet;
    uint32_t cell[FIELDS + 1];
} reader;

static void map_columns(reader *r) {
    const mkr_row *head = r->sheet.head;
    bool *used = mkr_alloc_array(r->arena, head->n, sizeof *used);
    for (int f = 0; f <= FIELDS; f++)
        r->cell[f] = MKR_NO_CELL;
    for (uint32_t i = 0; i < head->n; i++) {
        field f = find_field(head->cells[i].text);
        used[i] = f != FIELDS;
        if (used[i] && r->cell[f] != MKR_NO_CELL)
            mkr_sheet_say_two(r->diag, &r->sheet, r->cell[f], i);
        else if (used[i])
            r->cell[f] = i;
    }
    mkr_sheet_say_unused(r->arena, r->diag, &r->sheet, used);
}

bool mkr_action_status_read(const char *text, const mkr_reading *reading, uint8_t *out) {
    char key[MKR_WORD_KEY];
    *out = MKR_ACTION_NOT_SAID;
    if (mkr_is_not_given(text, reading))
        return true;
    for (uint8_t s = MKR_ACTION_PLANNED; mkr_word_key(text, key) && s <= MKR_ACTION_OVERDUE; s++)
        if (mkr_is_among(status_words[s], key))
            *out = s;
    return *out != MKR_ACTION_NOT_SAID;
}

bool mkr_action_say_status(mkr_diag *diag, mkr_where where, const char *text) {
    return mkr_say(diag, MKR_E_BAD_ACTION, where, "status \"%s\"; planned, under way, done or overdue",
                   mkr_cell_excerpt(text).text);
}

static bool read_date(const reader *r, const mkr_row *row, field f, mkr_date *out) {
    return mkr_sheet_date(r->arena, r->diag, &r->sheet, row, r->cell[f], r->reading, f == FROM, out);
}

static bool read_status(const reader *r, const mkr_row *row, uint8_t *out) {
    const char *text = mkr_sheet_text(r->arena, row, r->cell[STATUS]);
    return mkr_action_status_read(text, r->reading, out) ||
           mkr_action_say_status(r->diag, mkr_sheet_where(&r->sheet, row, r->cell[STATUS]), text);
}

static void read_row(const reader *r, const mkr_row *row, mkr_actions *out) {
    if (!mkr_sheet_fits(r->diag, &r->sheet, row))
        return;
    mkr_action a = {.label = mkr_sheet_text(r->arena, row, r->cell[ACTION]),
                    .owner = mkr_sheet_text(r->arena, row, r->cell[OWNER]),
                    .where = mkr_sheet_where(&r->sheet, row, r->cell[ACTION]),
                    .from_where = mkr_sheet_where(&r->sheet, row, r->cell[FROM]),
                    .status_where = mkr_sheet_where(&r->sheet, row, r->cell[STATUS])};
    bool ok = read_date(r, row, FROM, &a.from);
    ok &= read_date(r, row, TO, &a.to);
    ok &= read_status(r, row, &a.status);
    if (!*a.label)
        ok = mkr_say(r->diag, MKR_E_BAD_ACTION, a.where, "it has no words");
    else if (ok && !a.to.month)
        ok = mkr_say(r->diag, MKR_E_BAD_ACTION, mkr_sheet_where(&r->sheet, row, r->cell[TO]),
                     "\"%s\" has no date", mkr_cell_excerpt(a.label).text);
    if (ok)
        *MKR_PUSH(r->arena, out) = a;
}

bool mkr_action_read(mkr_arena *arena, mkr_diag *diag, const mkr_table *table, const mkr_reading *reading,
                     mkr_actions *out) {
    size_t errors = diag->said[MKR_ERROR];
    reader r = {.arena = arena, .diag = diag, .reading = reading};
    if (!mkr_sheet_open(arena, diag, table, is_head, "an action and a date (to, by, due)", &r.sheet))
        return false;
    map_columns(&r);
    if (r.sheet.first == table->n)
        return mkr_say(diag, MKR_E_DATA_NO_ROWS, mkr_sheet_where(&r.sheet, r.sheet.head, 0), NULL);
    for (size_t i = r.sheet.first; i < table->n; i++)
        read_row(&r, &table->rows[i], out);
    return diag->said[MKR_ERROR] == errors;
}
