/* catalogue.c - read fonts/catalogue: folders, families, packages, the fallback chain and hyphenation
 * patterns.
 *
 * The format is described at the head of the file itself. */
#include "text/fonts.h"

#include <string.h>

enum { LARGEST_CATALOGUE = 1 << 20 };

typedef struct reader {
    mkr_arena *arena;
    mkr_diag *diag;
    mkr_catalogue *to;
    const char *folder; /* of the catalogue, with a slash */
    mkr_where where;
} reader;

static bool wrong(reader *r, const char *what, const char *value) {
    return mkr_say(r->diag, MKR_E_CATALOGUE_BAD, r->where, "%s \"%s\"", what, value);
}

/* Cut the first word off *rest. */
static char *word(char **rest) {
    char *s = *rest + strspn(*rest, " \t"), *end = s + strcspn(s, " \t");
    *rest = end + strspn(end, " \t");
    *end = '\0';
    return s;
}

/* The family the lines before this one began, or NULL after a message. */
static mkr_family *current(reader *r, const char *line) {
    size_t n = r->to->families.n;
    if (n > 0)
        return &r->to->families.at[n - 1];
    wrong(r, "no family before", line);
    return NULL;
}

static bool read_face(reader *r, char *line) {
    mkr_family *family = current(r, "face");
    if (!family)
        return false;
    const char *weight = word(&line), *style = word(&line);
    bool italic = strcmp(style, "italic") == 0;
    if (strlen(weight) != 3 || *weight < '1' || strcmp(weight + 1, "00") != 0)
        return wrong(r, "a weight is 100, 200 ... 900, not", weight);
    if (!italic && strcmp(style, "upright") != 0)
        return wrong(r, "a style is upright or italic, not", style);
    if (!*line)
        return wrong(r, "a file name is missing after", style);
    *MKR_PUSH(r->arena, &family->files) =
        (mkr_font_file){.name = line, .weight = (*weight - '0') * 100, .italic = italic};
    return true;
}

static bool add_fallback(reader *r, hb_script_t script, const char *name) {
    mkr_family *family = mkr_catalogue_family(r->to, name);
    if (!family)
        return wrong(r, "a fallback must be one of the families above it, not", name);
    if (r->to->fallback.n == MKR_MOST_FALLBACKS)
        return wrong(r, "one fallback too many:", name);
    *MKR_PUSH(r->arena, &r->to->fallback) = (mkr_fallback){family, script};
    return true;
}

static bool read_dictionary(reader *r, char *line) {
    const char *lang = word(&line), *file = word(&line);
    if (!*line)
        return wrong(r, "hyphenation takes a language, a file and a package, not only", lang);
    *MKR_PUSH(r->arena, &r->to->dictionaries) = (mkr_dictionary){.lang = lang, .file = file, .package = line};
    return true;
}

/* ISO 15924: a capital and three small letters. */
static bool is_script(const char *code) {
    bool ok = strlen(code) == 4 && *code >= 'A' && *code <= 'Z';
    for (size_t i = 1; i < 4 && ok; i++)
        ok = code[i] >= 'a' && code[i] <= 'z';
    return ok;
}

static bool read_script(reader *r, char *line) {
    const char *code = word(&line);
    if (!is_script(code))
        return wrong(r, "a script is a code such as Arab or Hebr, not", code);
    if (!*line)
        return wrong(r, "a family is missing after", code);
    return add_fallback(r, hb_script_from_string(code, 4), line);
}

static bool read_line(reader *r, char *line) {
    size_t n = strlen(line);
    while (n > 0 && strchr(" \t\r", line[n - 1]))
        line[--n] = '\0';
    const char *key = word(&line);
    if (!*key || *key == '#')
        return true;
    if (!*line)
        return wrong(r, "nothing follows", key);
    if (strcmp(key, "folder") == 0) {
        *MKR_PUSH(r->arena, &r->to->folders) =
            mkr_printf(r->arena, "%s%s", *line == '/' ? "" : r->folder, line);
        return true;
    }
    if (strcmp(key, "family") == 0) {
        if (r->to->fallback.n > 0) /* the chain points into the list of families */
            return wrong(r, "families come before fallbacks:", line);
        MKR_PUSH(r->arena, &r->to->families)->name = line;
        return true;
    }
    if (strcmp(key, "package") == 0) {
        mkr_family *family = current(r, "package");
        if (family)
            family->package = line;
        return family;
    }
    if (strcmp(key, "face") == 0)
        return read_face(r, line);
    if (strcmp(key, "fallback") == 0)
        return add_fallback(r, HB_SCRIPT_INVALID, line);
    if (strcmp(key, "script") == 0)
        return read_script(r, line);
    if (strcmp(key, "hyphenation") == 0)
        return read_dictionary(r, line);
    return wrong(r, "a line begins with folder, family, package, face, script, fallback or hyphenation, not",
                 key);
}

/* The whole file as a string of ours, or NULL. HarfBuzz's blobs read files for us. */
static char *read_file(mkr_arena *arena, const char *path) {
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
    if (!blob)
        return NULL;
    mkr_arena_defer(arena, (void (*)(void *))hb_blob_destroy, blob);
    unsigned n = 0;
    const char *bytes = hb_blob_get_data(blob, &n);
    bool text = n <= LARGEST_CATALOGUE && (n == 0 || !memchr(bytes, 0, n));
    return text ? mkr_strndup(arena, n > 0 ? bytes : "", n) : NULL;
}

bool mkr_catalogue_read(mkr_arena *arena, mkr_diag *diag, const char *data_dir, mkr_catalogue *out) {
    *out = (mkr_catalogue){.path = mkr_printf(arena, "%s/fonts/catalogue", data_dir)};
    reader r = {arena, diag, out, mkr_printf(arena, "%s/fonts/", data_dir), {out->path, 0, 0}};
    char *text = read_file(arena, out->path);
    if (!text)
        return mkr_say(diag, MKR_E_CANNOT_READ, r.where, "the font catalogue");
    r.where.col = 1;
    bool ok = true;
    for (char *line = text, *next; *line; line = next) {
        size_t n = strcspn(line, "\n");
        next = line + n + (line[n] != '\0');
        line[n] = '\0';
        r.where.line++;
        ok = read_line(&r, line) && ok;
    }
    for (size_t i = 0; i < out->families.n; i++)
        if (ok && (out->families.at[i].files.n == 0 || !out->families.at[i].package))
            ok = wrong(&r, "no face or no package in family", out->families.at[i].name);
    return ok;
}

mkr_family *mkr_catalogue_family(const mkr_catalogue *catalogue, const char *name) {
    for (size_t i = 0; i < catalogue->families.n; i++)
        if (strcmp(catalogue->families.at[i].name, name) == 0)
            return &catalogue->families.at[i];
    return NULL;
}

mkr_font_file *mkr_family_file(const mkr_family *family, int weight, bool italic) {
    mkr_font_file *best = NULL;
    int least = 0;
    for (size_t i = 0; i < family->files.n; i++) {
        mkr_font_file *f = &family->files.at[i];
        int distance = f->weight > weight ? f->weight - weight : weight - f->weight;
        if (f->italic != italic)
            distance += 1000; /* style before weight */
        if (!best || distance < least) {
            best = f;
            least = distance;
        }
    }
    return best;
}
