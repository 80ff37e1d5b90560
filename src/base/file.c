/* file.c - read whole files, pipes included. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void close_fd(void *fd) {
    close((int)(intptr_t)fd);
}

static bool fail(mkr_diag *diag, mkr_where where, const char *path, int error) {
    return mkr_say(diag, MKR_E_CANNOT_READ, where, "%s: %s", path, strerror(error));
}

/* Read to the end into a buffer with a byte to spare; false with errno, or with *n past `most` when there is
 * more. */
static bool read_all(mkr_arena *arena, int fd, size_t guess, size_t most, char **at, size_t *n) {
    size_t cap = guess;
    *n = 0;
    *at = mkr_alloc(arena, cap);
    for (;;) {
        if (*n + 1 >= cap) { /* a pipe, a device, or a file that grows */
            size_t next = cap * 2 > most + 2 ? most + 2 : cap * 2;
            *at = mkr_grow(arena, *at, cap, next, 1);
            cap = next;
        }
        ssize_t got = read(fd, *at + *n, cap - *n - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        *n += (size_t)got;
        if (!got || *n > most)
            return true;
    }
}

bool mkr_file_read(mkr_arena *arena, mkr_diag *diag, mkr_where where, const char *path, size_t most,
                   const char **bytes, size_t *n) {
    struct stat info;
    mkr_arena *guard = mkr_arena_child(arena); /* closes the file however we leave */
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool ok = false;
    char *at = NULL;
    if (fd < 0) {
        fail(diag, where, path, errno);
        goto done;
    }
    mkr_arena_defer(guard, close_fd, (void *)(intptr_t)fd);
    if (fstat(fd, &info) || S_ISDIR(info.st_mode)) {
        fail(diag, where, path, S_ISDIR(info.st_mode) ? EISDIR : errno);
        goto done;
    }
    bool known = S_ISREG(info.st_mode) && info.st_size > 0;
    if (known && (uintmax_t)info.st_size > most) {
        *n = most + 1;
    } else if (!read_all(arena, fd, known ? (size_t)info.st_size + 2 : 65536, most, &at, n)) {
        fail(diag, where, path, errno);
        goto done;
    }
    ok = *n <= most || mkr_say(diag, MKR_E_TOO_LARGE, where, "%s: more than %zu MB", path, most >> 20);
    if (ok)
        *bytes = at;
done:
    mkr_arena_free(guard);
    return ok;
}

bool mkr_file_same(const char *a, const char *b) {
    struct stat x, y;
    return !stat(a, &x) && !stat(b, &y) && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

char *mkr_file_folder(mkr_arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    return mkr_strndup(arena, path, slash ? (size_t)(slash - path) + 1 : 0);
}
