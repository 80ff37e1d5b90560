/* encoding.c - WinAnsi, MacRoman and the glyph names that need no list. */
#include "encoding.h"

/* WinAnsiEncoding from 80h to 9Fh; unused codes show a bullet (annex D.2, note 3). */
static const uint16_t win[32] = {0x20AC, 0x2022, 0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                 0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x2022, 0x17D,  0x2022,
                                 0x2022, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x2022, 0x17E,  0x178};

/* Mac OS Roman from 80h; zero where MacRomanEncoding has no character. */
static const uint16_t mac[128] = {
    0xC4,  0xC5,   0xC7,   0xC9,   0xD1,   0xD6,   0xDC,   0xE1,   0xE0,   0xE2,   0xE4, 0xE3,   0xE5,
    0xE7,  0xE9,   0xE8,   0xEA,   0xEB,   0xED,   0xEC,   0xEE,   0xEF,   0xF1,   0xF3, 0xF2,   0xF4,
    0xF6,  0xF5,   0xFA,   0xF9,   0xFB,   0xFC,   0x2020, 0xB0,   0xA2,   0xA3,   0xA7, 0x2022, 0xB6,
    0xDF,  0xAE,   0xA9,   0x2122, 0xB4,   0xA8,   0,      0xC6,   0xD8,   0,      0xB1, 0,      0,
    0xA5,  0xB5,   0,      0,      0,      0,      0,      0xAA,   0xBA,   0,      0xE6, 0xF8,   0xBF,
    0xA1,  0xAC,   0,      0x192,  0,      0,      0xAB,   0xBB,   0x2026, 0x20,   0xC0, 0xC3,   0xD5,
    0x152, 0x153,  0x2013, 0x2014, 0x201C, 0x201D, 0x2018, 0x2019, 0xF7,   0,      0xFF, 0x178,  0x2044,
    0xA4,  0x2039, 0x203A, 0xFB01, 0xFB02, 0x2021, 0xB7,   0x201A, 0x201E, 0x2030, 0xC2, 0xCA,   0xC1,
    0xCB,  0xC8,   0xCD,   0xCE,   0xCF,   0xCC,   0xD3,   0xD4,   0,      0xD2,   0xDA, 0xDB,   0xD9,
    0x131, 0x2C6,  0x2DC,  0xAF,   0x2D8,  0x2D9,  0x2DA,  0xB8,   0x2DD,  0x2DB,  0x2C7};

encoding encoding_find(const cos *name) {
    if (cos_is(name, "WinAnsiEncoding"))
        return ENCODING_WIN_ANSI;
    if (cos_is(name, "MacRomanEncoding"))
        return ENCODING_MAC_ROMAN;
    return cos_is(name, "MacExpertEncoding") ? ENCODING_MAC_EXPERT : ENCODING_NONE;
}

uint32_t encoding_char(encoding e, uint8_t code) {
    if (e == ENCODING_NONE || e == ENCODING_MAC_EXPERT || code < 32)
        return 0;
    if (code < 127)
        return code;
    if (e == ENCODING_MAC_ROMAN)
        return code < 128 ? 0 : mac[code - 128];
    if (code == 127)
        return 0x2022;
    if (code < 0xA0)
        return win[code - 128];
    return code == 0xA0 ? ' ' : code == 0xAD ? '-' : code;
}

int encoding_mac_code(uint32_t character) {
    if (character >= 32 && character < 127)
        return (int)character;
    for (int i = 0; i < 128; i++)
        if (character && mac[i] == character)
            return 128 + i;
    return -1;
}

static const struct {
    const char *name;
    char character;
} ascii_names[] = {
    {"space", ' '},       {"exclam", '!'},      {"quotedbl", '"'},   {"numbersign", '#'},
    {"dollar", '$'},      {"percent", '%'},     {"ampersand", '&'},  {"quotesingle", '\''},
    {"parenleft", '('},   {"parenright", ')'},  {"asterisk", '*'},   {"plus", '+'},
    {"comma", ','},       {"hyphen", '-'},      {"period", '.'},     {"slash", '/'},
    {"zero", '0'},        {"one", '1'},         {"two", '2'},        {"three", '3'},
    {"four", '4'},        {"five", '5'},        {"six", '6'},        {"seven", '7'},
    {"eight", '8'},       {"nine", '9'},        {"colon", ':'},      {"semicolon", ';'},
    {"less", '<'},        {"equal", '='},       {"greater", '>'},    {"question", '?'},
    {"at", '@'},          {"bracketleft", '['}, {"backslash", '\\'}, {"bracketright", ']'},
    {"asciicircum", '^'}, {"underscore", '_'},  {"grave", '`'},      {"braceleft", '{'},
    {"bar", '|'},         {"braceright", '}'},  {"asciitilde", '~'},
};

/* Hexadecimal digits to the end of the name; 0 when they are not all upper-case digits. */
static uint32_t hex_tail(const cos *name, size_t from) {
    uint32_t value = 0;
    for (size_t i = from; i < name->n; i++) {
        char c = name->u.s[i];
        if (c >= '0' && c <= '9')
            value = value << 4 | (uint32_t)(c - '0');
        else if (c >= 'A' && c <= 'F')
            value = value << 4 | (uint32_t)(c - 'A' + 10);
        else
            return 0;
    }
    return value;
}

uint32_t glyph_name_char(const cos *name) {
    if (name->type != COS_NAME || !name->n)
        return 0;
    char first = name->u.s[0];
    if (name->n == 1 && ((first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z')))
        return (unsigned char)first;
    for (size_t i = 0; i < sizeof ascii_names / sizeof *ascii_names; i++)
        if (cos_is(name, ascii_names[i].name))
            return (unsigned char)ascii_names[i].character;
    if (name->n == 7 && !memcmp(name->u.s, "uni", 3))
        return hex_tail(name, 3);
    return first == 'u' && name->n >= 5 && name->n <= 7 ? hex_tail(name, 1) : 0;
}
