/* address.h - web and mail addresses: where a line may break in one (private to text). */
#ifndef MKR_TEXT_ADDRESS_H
#define MKR_TEXT_ADDRESS_H

#include "base/types.h"

/* Is a word (what stands between spaces) an address? It contains "://", begins with "www.", or has "@"
 * between two letters or figures. */
bool mkr_is_address(const char *s, size_t n);

/* Breaks inside an address, in the form of libunibreak: breaks[i] says what may happen after byte i. Any
 * other word is left alone.
 *
 * After the Chicago Manual of Style (17th edition, 7.46), so that no line ends with a mark that the reader
 * could take for a full stop or for a hyphen of ours: after a slash, "&" and "=", and before "?" and "#".
 * What is longer than 24 characters between two such places may also be broken before "." "_" "-" "~" "%" and
 * ",". A mail address is broken before "@" and after a full stop. Four characters at least stay on each side.
 * Where characters beyond ASCII meet, Annex 14 decides. */
void mkr_address_breaks(const char *s, size_t n, char *breaks);

#endif
