/* words.h - made-up text for benchmarks and tests: the same numbers give the same bytes on every machine. */
#ifndef BENCH_WORDS_H
#define BENCH_WORDS_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define PICK(list) (list)[below(sizeof(list) / sizeof *(list))]

void words_seed(uint64_t seed); /* not 0; without a call it is always the same */

size_t below(size_t n); /* a number less than n */
int between(int least, int most);

void put_sentence(FILE *f, int words);
void put_text(FILE *f, int words); /* sentences of 11 to 22 words */

/* A file to write in a folder. A failure ends the program with a message that begins with its name. */
FILE *create_file(const char *program, const char *folder, const char *name);
void finish_file(FILE *f, const char *program, const char *name);

#endif
