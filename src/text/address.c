/* address.c - find the places where a long web or mail address may be broken. */
#include "text/address.h"

#include <linebreak.h>
#include <string.h>

#include "base/ascii.h"

enum {
    LEAST_PART = 4, /* characters kept together at either end: "www.", ".uk/" */
    LONG_PART = 24 /* characters that may stay together where no better break is */
};

static bool is_ascii(char c) {
    return (uint8_t)c < 0x80;
}

static bool is_name(char c) {
    return mkr_is_letter(c) || mkr_is_digit(c) || !is_ascii(c);
}

/* Where "@" stands between two names, or 0. */
static size_t find_at(const char *s, size_t n) {
    const char *at = memchr(s, '@', n);
    size_t i = at ? (size_t)(at - s) : 0;
    return i > 0 && i + 1 < n && is_name(s[i - 1]) && is_name(s[i + 1]) ? i : 0;
}

/* Has it "://"? */
static bool has_scheme(const char *s, size_t n) {
    for (const char *p = s, *end = s + n; (p = memchr(p, ':', (size_t)(end - p))); p++)
        if (end - p > 2 && p[1] == '/' && p[2] == '/')
            return true;
    return false;
}

/* Does it begin with "www.", perhaps behind a bracket or a quotation mark? */
static bool begins_www(const char *s, size_t n) {
    while (n > 0 && !is_name(*s)) {
        s++;
        n--;
    }
    return n > 4 && memcmp(s, "www.", 4) == 0;
}

bool mkr_is_address(const char *s, size_t n) {
    return has_scheme(s, n) || begins_www(s, n) || find_at(s, n) > 0;
}

/* Characters that matter: what follows the last name or slash only closes a sentence or a bracket. */
static size_t end_of(const char *s, size_t n) {
    while (n > 0 && !is_name(s[n - 1]) && s[n - 1] != '/')
        n--;
    return n;
}

typedef bool fits(char before, char after);

static bool fits_mail(char before, char after) {
    return after == '@' || before == '.';
}

static bool fits_web(char before, char after) {
    return before == '/' ? after != '/' : before == '&' || before == '=' || after == '?' || after == '#';
}

static bool fits_long_part(char before, char after) {
    return before != '/' && after && strchr("._-~%,", after);
}

/* A line that ends with "https://" tells its reader nothing. */
static bool ends_scheme(const char *s, size_t i) {
    return i > 0 && s[i] == '/' && s[i - 1] == '/';
}

/* Allow the breaks that fit in s[from, to), but none that leaves less than LEAST_PART of s[0, n). */
static void allow(const char *s, size_t n, size_t from, size_t to, fits *fit, char *breaks) {
    for (size_t i = from; i + 1 < to; i++)
        if (i + 1 >= LEAST_PART && i + 1 + LEAST_PART <= n && is_ascii(s[i]) && is_ascii(s[i + 1]) &&
            fit(s[i], s[i + 1]) && !ends_scheme(s, i))
            breaks[i] = LINEBREAK_ALLOWBREAK;
}

static void allow_in_long_parts(const char *s, size_t n, char *breaks) {
    size_t from = 0;
    for (size_t i = 0; i < n && !from; i++)
        from = ends_scheme(s, i) ? i + 1 : 0;
    for (size_t i = from; i < n; i++)
        if (i + 1 == n || breaks[i] == LINEBREAK_ALLOWBREAK) {
            if (i + 1 - from > LONG_PART)
                allow(s, n, from, i + 1, fits_long_part, breaks);
            from = i + 1;
        }
}

void mkr_address_breaks(const char *s, size_t n, char *breaks) {
    bool web = has_scheme(s, n) || begins_www(s, n), mail = !web && find_at(s, n) > 0;
    if (!web && !mail)
        return;
    size_t end = end_of(s, n);
    for (size_t i = 0; i + 1 < n; i++)
        if (is_ascii(s[i]) && is_ascii(s[i + 1]))
            breaks[i] = LINEBREAK_NOBREAK;
    allow(s, end, 0, end, mail ? fits_mail : fits_web, breaks);
    if (web)
        allow_in_long_parts(s, end, breaks);
}
