/* output.c - files that appear whole or not at all. Run as any user; as root the read-only cases are left
 * out, since root may write everywhere. */
#include "base/output.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct world {
    mkr_arena *arena;
    jmp_buf full;
    mkr_diag diag;
    char folder[64], file[96], said[256];
} world;

static void listen(void *user, mkr_level level, const char *code, mkr_where where, const char *text) {
    world *w = user;
    assert_int_equal(level, MKR_FAILURE);
    assert_string_equal(code, "CANNOT_WRITE");
    assert_non_null(where.file);
    snprintf(w->said, sizeof w->said, "%s", text);
}

static int set_up(void **state) {
    world *w = calloc(1, sizeof *w);
    w->arena = mkr_arena_new((size_t)16 << 20, &w->full);
    w->diag = (mkr_diag){.say = listen, .user = w};
    strcpy(w->folder, "/tmp/mkr-output-XXXXXX");
    assert_non_null(mkdtemp(w->folder));
    snprintf(w->file, sizeof w->file, "%s/report.pdf", w->folder);
    *state = w;
    return 0;
}

/* How many files are in the folder? Removes them. */
static int sweep(world *w) {
    int n = 0;
    char path[512];
    DIR *d = opendir(w->folder);
    for (struct dirent *e; (e = readdir(d));)
        if (strcmp(e->d_name, ".") && strcmp(e->d_name, "..")) {
            snprintf(path, sizeof path, "%s/%s", w->folder, e->d_name);
            unlink(path);
            n++;
        }
    closedir(d);
    return n;
}

static int tear_down(void **state) {
    world *w = *state;
    mkr_arena_free(w->arena);
    chmod(w->folder, 0700);
    sweep(w);
    rmdir(w->folder);
    free(w);
    return 0;
}

static void put_file(const char *path, const char *text, mode_t mode) {
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(write(fd, text, strlen(text)) == (ssize_t)strlen(text));
    assert_int_equal(fchmod(fd, mode), 0);
    close(fd);
}

static void expect_file(const char *path, const char *text) {
    char bytes[256];
    int fd = open(path, O_RDONLY);
    assert_true(fd >= 0);
    ssize_t n = read(fd, bytes, sizeof bytes);
    close(fd);
    assert_int_equal(n, strlen(text));
    assert_memory_equal(bytes, text, strlen(text));
}

static mode_t mode_of(const char *path) {
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    return st.st_mode & 0777;
}

static void appears_whole(void **state) {
    world *w = *state;
    mode_t mask = umask(027);
    mkr_output *out = mkr_output_open(w->arena, &w->diag, w->file);
    umask(mask);
    assert_true(mkr_output_write(out, "one ", 4));
    assert_true(mkr_output_write(out, "two", 3));
    assert_int_equal(mkr_output_written(out), 7);
    assert_int_equal(access(w->file, F_OK), -1); /* not before it is closed */
    assert_true(mkr_output_close(out, true));
    expect_file(w->file, "one two");
    assert_int_equal(mode_of(w->file), 0640); /* 0666 less the mask */
    assert_int_equal(sweep(w), 1);
}

static void replaces(void **state) {
    world *w = *state;
    put_file(w->file, "old", 0604);
    mkr_output *out = mkr_output_open(w->arena, &w->diag, w->file);
    mkr_output_write(out, "new", 3);
    expect_file(w->file, "old");
    assert_true(mkr_output_close(out, true));
    expect_file(w->file, "new");
    assert_int_equal(mode_of(w->file), 0604);
    assert_int_equal(sweep(w), 1);
}

static void not_kept_leaves_no_trace(void **state) {
    world *w = *state;
    put_file(w->file, "old", 0600);
    mkr_output *out = mkr_output_open(w->arena, &w->diag, w->file);
    mkr_output_write(out, "new", 3);
    assert_true(mkr_output_close(out, false));
    expect_file(w->file, "old");
    assert_int_equal(sweep(w), 1);
}

static void forgotten_leaves_no_trace(void **state) {
    world *w = *state;
    mkr_arena *child = mkr_arena_child(w->arena);
    mkr_output_write(mkr_output_open(child, &w->diag, w->file), "new", 3);
    mkr_arena_free(child); /* as after a longjmp */
    assert_int_equal(sweep(w), 0);
}

static void more_than_the_buffer(void **state) {
    world *w = *state;
    size_t sizes[] = {65535, 1, 1, 200000, 3, 65536, 0, 70000};
    size_t total = 0, at = 0;
    mkr_output *out = mkr_output_open(w->arena, &w->diag, w->file);
    char *bytes = malloc(500000), *back = malloc(500000);
    for (size_t i = 0; i < 500000; i++)
        bytes[i] = (char)(i * 7 % 251);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        assert_true(mkr_output_write(out, bytes + total, sizes[i]));
        total += sizes[i];
    }
    assert_int_equal(mkr_output_written(out), total);
    assert_true(mkr_output_close(out, true));
    int fd = open(w->file, O_RDONLY);
    for (ssize_t n; (n = read(fd, back + at, 500000 - at)) > 0;)
        at += (size_t)n;
    close(fd);
    assert_int_equal(at, total);
    assert_memory_equal(back, bytes, total);
    free(bytes);
    free(back);
}

static void a_link_stays_a_link(void **state) {
    world *w = *state;
    char one[96], two[96];
    struct stat st;
    snprintf(one, sizeof one, "%s/one", w->folder);
    snprintf(two, sizeof two, "%s/two", w->folder);
    assert_int_equal(symlink("report.pdf", two), 0); /* one -> two -> report.pdf, which does not exist yet */
    assert_int_equal(symlink(two, one), 0);
    mkr_output *out = mkr_output_open(w->arena, &w->diag, one);
    mkr_output_write(out, "x", 1);
    assert_true(mkr_output_close(out, true));
    expect_file(w->file, "x");
    assert_int_equal(lstat(one, &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    assert_int_equal(sweep(w), 3);
}

static void a_link_to_itself(void **state) {
    world *w = *state;
    assert_int_equal(symlink("report.pdf", w->file), 0);
    assert_null(mkr_output_open(w->arena, &w->diag, w->file));
    assert_non_null(strstr(w->said, strerror(ELOOP)));
}

static void no_folder(void **state) {
    world *w = *state;
    assert_null(mkr_output_open(w->arena, &w->diag, "/tmp/there-is-no/such-folder/x.pdf"));
    assert_non_null(strstr(w->said, strerror(ENOENT)));
    assert_int_equal(w->diag.said[MKR_FAILURE], 1);
}

static void a_folder(void **state) {
    world *w = *state;
    assert_null(mkr_output_open(w->arena, &w->diag, w->folder));
    assert_non_null(strstr(w->said, strerror(EISDIR)));
}

static void read_only(void **state) {
    world *w = *state;
    if (!geteuid())
        skip();
    put_file(w->file, "old", 0400);
    assert_null(mkr_output_open(w->arena, &w->diag, w->file));
    expect_file(w->file, "old");
    unlink(w->file);
    chmod(w->folder, 0500);
    assert_null(mkr_output_open(w->arena, &w->diag, w->file));
    assert_non_null(strstr(w->said, strerror(EACCES)));
}

static void full_device(void **state) {
    world *w = *state;
    char block[1000] = {0};
    mkr_output *out = mkr_output_open(w->arena, &w->diag, "/dev/full");
    assert_non_null(out);
    bool ok = true;
    for (int i = 0; i < 100; i++)
        ok = mkr_output_write(out, block, sizeof block) && ok;
    assert_false(ok);
    assert_false(mkr_output_close(out, true));
    assert_int_equal(w->diag.said[MKR_FAILURE], 1); /* once */
    out = mkr_output_open(w->arena, &w->diag, "/dev/full");
    assert_true(mkr_output_write(out, "x", 1)); /* still in the buffer */
    assert_false(mkr_output_close(out, true));
    assert_non_null(strstr(w->said, strerror(ENOSPC)));
}

/* A disk that fills up while a file is being replaced. */
static void full_disk(void **state) {
    world *w = *state;
    put_file(w->file, "old", 0600);
    mkr_output *out = mkr_output_open(w->arena, &w->diag, w->file);
    int fd = open("/dev/full", O_WRONLY);
    for (int i = 3; i < 20; i++) { /* put the full device in place of the temporary file */
        struct stat st;
        if (i != fd && !fstat(i, &st) && S_ISREG(st.st_mode) && st.st_size == 0)
            dup2(fd, i);
    }
    mkr_output_write(out, "new", 3);
    assert_false(mkr_output_close(out, true));
    close(fd);
    expect_file(w->file, "old");
    assert_int_equal(sweep(w), 1);
}

static void a_pipe(void **state) {
    world *w = *state;
    int ends[2], out_fd;
    char back[8];
    assert_int_equal(pipe(ends), 0);
    out_fd = dup(STDOUT_FILENO);
    fflush(stdout);
    dup2(ends[1], STDOUT_FILENO);
    mkr_output *out = mkr_output_open(w->arena, &w->diag, "-");
    bool ok = mkr_output_write(out, "piped", 5) && mkr_output_close(out, true);
    dup2(out_fd, STDOUT_FILENO);
    close(out_fd);
    close(ends[1]);
    assert_true(ok);
    assert_int_equal(read(ends[0], back, sizeof back), 5);
    assert_memory_equal(back, "piped", 5);
    close(ends[0]);
}

static void closed_standard_output(void **state) {
    world *w = *state;
    int kept = dup(STDOUT_FILENO);
    fflush(stdout);
    close(STDOUT_FILENO);
    mkr_output *out = mkr_output_open(w->arena, &w->diag, "-");
    bool ok = mkr_output_write(out, "x", 1) && mkr_output_close(out, true);
    dup2(kept, STDOUT_FILENO);
    close(kept);
    assert_false(ok);
    assert_non_null(strstr(w->said, strerror(EBADF)));
}

int main(void) {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(appears_whole),
        CASE(replaces),
        CASE(not_kept_leaves_no_trace),
        CASE(forgotten_leaves_no_trace),
        CASE(more_than_the_buffer),
        CASE(a_link_stays_a_link),
        CASE(a_link_to_itself),
        CASE(no_folder),
        CASE(a_folder),
        CASE(read_only),
        CASE(full_device),
        CASE(full_disk),
        CASE(a_pipe),
        CASE(closed_standard_output),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
