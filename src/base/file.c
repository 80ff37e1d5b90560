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

bool mkr_file_read(mkr_arena *arena, mkr_diag *diag, mkr_where where, const char *path, size_t most,
                   const char **bytes, size_t *n) {
    struct stat info;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail(diag, where, path, errno);
    mkr_arena *guard = mkr_arena_child(arena); /* closes the file however we leave */
    mkr_arena_defer(guard, close_fd, (void *)(intptr_t)fd);
    bool ok = false;
    if (fstat(fd, &info)) {
        fail(diag, where, path, errno);
        goto done;
    }
    if (S_ISDIR(info.st_mode)) {
        fail(diag, where, path, EISDIR);
        goto done;
    }
    size_t cap = S_ISREG(info.st_mode) && info.st_size > 0 ? (size_t)info.st_size + 1 : 65536, used = 0;
    char *at = cap <= most ? mkr_alloc(arena, cap) : NULL;
    while (at) {
        ssize_t got = read(fd, at + used, cap - used - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            fail(diag, where, path, errno);
            goto done;
        }
        if (!got)
            break;
        used += (size_t)got;
        if (used + 1 == cap) { /* full: a pipe, or a file that grows */
            at = cap * 2 <= most ? mkr_grow(arena, at, cap, cap * 2, 1) : NULL;
            cap *= 2;
        }
    }
    if (!at) {
        mkr_say(diag, MKR_E_TOO_LARGE, where, "%s: more than %zu MB", path, most >> 20);
        goto done;
    }
    *bytes = at;
    *n = used;
    ok = true;
done:
    mkr_arena_free(guard);
    return ok;
}
