/* timeit.c - time a command as a whole process.
 *
 * timeit RUNS COMMAND [ARGUMENT ...] runs the command once to warm the caches, then RUNS times, and prints
 * one line of medians: wall time in ms, CPU time (user and system) in ms, peak memory in KiB. The command's
 * standard output is thrown away. Exit status 1, and no line, as soon as one run fails. */
#define _DEFAULT_SOURCE /* wait4 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "median.h"

enum { WALL, CPU, PEAK, FIGURES, MOST_RUNS = 1000 };

static double milliseconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double milliseconds_of(struct timeval t) {
    return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

static void become(char **command) {
    int null = open("/dev/null", O_WRONLY);
    if (null >= 0)
        dup2(null, STDOUT_FILENO);
    execvp(command[0], command);
    perror(command[0]);
    _exit(127);
}

static int run(char **command, double figures[FIGURES]) {
    struct rusage used;
    int status;
    double start = milliseconds();
    pid_t child = fork();
    if (child < 0)
        return -1;
    if (child == 0)
        become(command);
    if (wait4(child, &status, 0, &used) < 0)
        return -1;
    figures[WALL] = milliseconds() - start;
    figures[CPU] = milliseconds_of(used.ru_utime) + milliseconds_of(used.ru_stime);
    figures[PEAK] = (double)used.ru_maxrss;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int main(int argc, char **argv) {
    static double at[FIGURES][MOST_RUNS];
    long runs = argc > 2 ? strtol(argv[1], NULL, 10) : 0;
    if (runs < 1 || runs > MOST_RUNS) {
        fprintf(stderr, "usage: timeit RUNS COMMAND [ARGUMENT ...]   (RUNS from 1 to %d)\n", MOST_RUNS);
        return 2;
    }
    for (long r = -1; r < runs; r++) { /* the first is the warm-up */
        double figures[FIGURES];
        int status = run(argv + 2, figures);
        if (status) {
            fprintf(stderr, "timeit: %s: exit status %d\n", argv[2], status);
            return 1;
        }
        for (int i = 0; i < FIGURES && r >= 0; i++)
            at[i][r] = figures[i];
    }
    printf("%.1f %.1f %.0f\n", median(at[WALL], (size_t)runs), median(at[CPU], (size_t)runs),
           median(at[PEAK], (size_t)runs));
    return 0;
}
