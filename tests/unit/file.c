/* file.c - tests of reading whole files: from disk, from pipes, too large, not there; no descriptor may leak.
 */
#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "heard.h"

enum { PLENTY = 1 << 20 };

static const mkr_where here = {"report.xml", 3, 7};
static char path[] = "/tmp/mkreport-file-XXXXXX";

static void fill(size_t n) {
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    for (size_t i = 0; i < n; i++)
        putc((int)(i % 251), f);
    assert_int_equal(fclose(f), 0);
}

static void assert_filled(const char *bytes, size_t n) {
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)bytes[i] != i % 251)
            fail_msg("byte %zu", i);
    assert_int_equal(bytes[n], 0); /* the NUL behind */
}

static int make_file(void **state) {
    int fd = mkstemp(path);
    return fd < 0 || close(fd) || open_world(state);
}

static int remove_file(void **state) {
    return unlink(path) || close_world(state);
}

/* The number the next file opened would get: it grows when a descriptor leaks. */
static int next_descriptor(void) {
    int fd = open("/dev/null", O_RDONLY);
    close(fd);
    return fd;
}

static bool read_file(world *w, const char *name, size_t most, const char **bytes, size_t *n) {
    int before = next_descriptor();
    hush(w);
    bool ok = mkr_file_read(w->arena, &w->diag, here, name, most, bytes, n);
    assert_int_equal(next_descriptor(), before);
    return ok;
}

static void reads(void **state) {
    static const size_t sizes[] = {0, 1, 255, 4096, 65535, 65536, 300000};
    const char *bytes;
    size_t n;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        fill(sizes[i]);
        assert_true(read_file(*state, path, PLENTY, &bytes, &n));
        assert_int_equal(n, sizes[i]);
        assert_filled(bytes, n);
    }
}

static void reads_a_pipe(void **state) {
    int ends[2];
    char name[32];
    const char *bytes;
    size_t n;
    assert_int_equal(pipe(ends), 0);
    pid_t writer = fork();
    if (writer == 0) {
        close(ends[0]);
        for (size_t i = 0; i < 200000; i++) { /* more than a pipe holds, in many small writes */
            char c = (char)(i % 251);
            if (write(ends[1], &c, 1) != 1)
                _exit(1);
        }
        _exit(0);
    }
    assert_true(writer > 0);
    close(ends[1]);
    snprintf(name, sizeof name, "/dev/fd/%d", ends[0]);
    assert_true(read_file(*state, name, PLENTY, &bytes, &n));
    assert_int_equal(n, 200000);
    assert_filled(bytes, n);
    close(ends[0]);
    int status;
    assert_int_equal(waitpid(writer, &status, 0), writer);
    assert_int_equal(status, 0);
}

static void refuses_what_cannot_be_read(void **state) {
    world *w = *state;
    const char *bytes;
    size_t n;
    assert_false(read_file(w, "no/such/file", PLENTY, &bytes, &n));
    assert_string_equal(w->heard, "report.xml:3:7 CANNOT_READ cannot read the file: no/such/file: "
                                  "No such file or directory\n");
    assert_false(read_file(w, "/tmp", PLENTY, &bytes, &n));
    assert_string_equal(w->heard, "report.xml:3:7 CANNOT_READ cannot read the file: /tmp: Is a directory\n");
}

static void refuses_what_is_too_large(void **state) {
    world *w = *state;
    const char *bytes;
    size_t n;
    fill(PLENTY + 1);
    assert_false(read_file(w, path, PLENTY, &bytes, &n));
    assert_non_null(strstr(w->heard, "report.xml:3:7 TOO_LARGE "));
    assert_false(read_file(w, "/dev/zero", PLENTY, &bytes, &n)); /* does not say how long it is */
    assert_non_null(strstr(w->heard, "TOO_LARGE"));
}

static void closes_when_memory_ends(void **state) {
    world *w = *state;
    jmp_buf full;
    const char *bytes;
    size_t n;
    fill(300000);
    int before = next_descriptor();
    mkr_arena *small = mkr_arena_new(100000, &full);
    assert_non_null(small);
    if (!setjmp(full)) {
        mkr_file_read(small, &w->diag, here, path, PLENTY, &bytes, &n);
        fail_msg("300000 bytes in 100000");
    }
    mkr_arena_free(small);
    assert_int_equal(next_descriptor(), before);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads),
        cmocka_unit_test(reads_a_pipe),
        cmocka_unit_test(refuses_what_cannot_be_read),
        cmocka_unit_test(refuses_what_is_too_large),
        cmocka_unit_test(closes_when_memory_ends),
    };
    return cmocka_run_group_tests(tests, make_file, remove_file);
}
