/* output.c - a temporary file renamed into place, or bytes written straight through.
 *
 * The temporary file stands in the folder of its target, so that the rename is atomic; both the file and the
 * folder are synced, so that after a power cut there is the old file or the whole new one. Who may read the
 * result is decided as usual by the umask, or by the file it replaces. A symbolic link stays a link: the file
 * it leads to is replaced. */
#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

enum { BUFFERED = 64 << 10, MOST_LINKS = 40, MOST_TRIES = 1000 };

struct mkr_output {
    mkr_diag *diag;
    const char *path; /* as the user named it, for messages */
    const char *target,
        *temp; /* the file to replace and what becomes it; temp NULL: written straight through */
    int fd; /* -1 once closed */
    bool standard; /* standard output: not ours to close */
    bool failed;
    uint64_t written;
    size_t pending;
    char buffer[BUFFERED];
};

static bool fail(mkr_output *out, int error) {
    char text[128];
    if (out->failed)
        return false;
    out->failed = true;
    if (strerror_r(error, text, sizeof text))
        snprintf(text, sizeof text, "error %d", error);
    return mkr_say(out->diag, MKR_E_CANNOT_WRITE, (mkr_where){.file = out->path}, "%s", text);
}

/* Follow symbolic links in the last part of a path. NULL with errno after a loop. */
static const char *follow_links(mkr_arena *arena, const char *path) {
    struct stat st;
    for (int i = 0; i < MOST_LINKS; i++) {
        if (lstat(path, &st) || !S_ISLNK(st.st_mode))
            return path;
        char to[4096];
        ssize_t n = readlink(path, to, sizeof to - 1);
        if (n < 0)
            return NULL;
        to[n] = '\0';
        path = to[0] == '/' ? mkr_strdup(arena, to)
                            : mkr_printf(arena, "%s%s", mkr_file_folder(arena, path), to);
    }
    errno = ELOOP;
    return NULL;
}

/* Create a file that did not exist beside the target. O_EXCL also refuses a link planted under that name. */
static bool open_temporary(mkr_arena *arena, mkr_output *out) {
    const char *folder = mkr_file_folder(arena, out->target);
    for (int i = 0; i < MOST_TRIES; i++) {
        char *name = mkr_printf(arena, "%s.mkreport-%ld-%d.tmp", folder, (long)getpid(), i);
        out->fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOCTTY, 0666);
        if (out->fd >= 0) {
            out->temp = name;
            return true;
        }
        if (errno != EEXIST)
            break;
    }
    return fail(out, errno);
}

static bool open_file(mkr_arena *arena, mkr_output *out) {
    struct stat st;
    out->target = follow_links(arena, out->path);
    if (!out->target)
        return fail(out, errno);
    bool exists = !stat(out->target, &st);
    if (exists && S_ISDIR(st.st_mode))
        return fail(out, EISDIR);
    if (exists && !S_ISREG(st.st_mode)) {
        out->fd = open(out->target, O_WRONLY | O_CLOEXEC | O_NOCTTY);
        return out->fd >= 0 || fail(out, errno);
    }
    if (exists && access(out->target, W_OK)) /* a rename would replace even a write-protected file */
        return fail(out, errno);
    if (!open_temporary(arena, out))
        return false;
    if (exists && fchmod(out->fd, st.st_mode & 0777))
        return fail(out, errno);
    return true;
}

static void abandon(void *handle) {
    mkr_output_close(handle, false);
}

mkr_output *mkr_output_open(mkr_arena *arena, mkr_diag *diag, const char *path) {
    mkr_output *out = mkr_alloc(arena, sizeof *out);
    out->diag = diag;
    out->path = mkr_strdup(arena, path);
    out->fd = -1;
    mkr_arena_defer(arena, abandon, out);
    out->standard = !strcmp(path, "-");
    if (out->standard)
        out->fd = STDOUT_FILENO;
    else if (!open_file(arena, out)) {
        mkr_output_close(out, false);
        return NULL;
    }
    return out;
}

/* Write all of the bytes, however the system cuts them up. */
static bool write_through(mkr_output *out, const char *bytes, size_t n) {
    while (n) {
        ssize_t done = write(out->fd, bytes, n);
        if (done >= 0) {
            bytes += done;
            n -= (size_t)done;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) { /* somebody made the pipe non-blocking */
            struct pollfd room = {.fd = out->fd, .events = POLLOUT};
            if (poll(&room, 1, -1) < 0 && errno != EINTR)
                return fail(out, errno);
        } else if (errno != EINTR)
            return fail(out, errno);
    }
    return true;
}

static bool flush(mkr_output *out) {
    size_t n = out->pending;
    out->pending = 0;
    return write_through(out, out->buffer, n);
}

bool mkr_output_write(mkr_output *out, const void *bytes, size_t n) {
    if (out->failed || out->fd < 0)
        return false;
    out->written += n;
    if (n > BUFFERED - out->pending) {
        if (!flush(out))
            return false;
        if (n >= BUFFERED)
            return write_through(out, bytes, n);
    }
    memcpy(out->buffer + out->pending, bytes, n);
    out->pending += n;
    return true;
}

uint64_t mkr_output_written(const mkr_output *out) {
    return out->written;
}

/* Make the rename itself last. Some file systems cannot sync a folder and say EINVAL: nothing is lost then.
 */
static bool sync_folder(mkr_output *out) {
    char folder[4096];
    const char *slash = strrchr(out->target, '/');
    size_t n = slash ? (size_t)(slash - out->target) + 1 : 0;
    if (n >= sizeof folder)
        return true;
    memcpy(folder, out->target, n);
    strcpy(folder + n, n ? "" : ".");
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) /* a folder one may write to but not read */
        return true;
    bool ok = !fsync(fd) || errno == EINVAL || fail(out, errno);
    close(fd);
    return ok;
}

bool mkr_output_close(mkr_output *out, bool keep) {
    if (out->fd < 0)
        return !out->failed;
    if (keep && !out->failed)
        flush(out);
    keep = keep && !out->failed;
    if (keep && out->temp && fsync(out->fd))
        fail(out, errno);
    int fd = out->fd;
    out->fd = -1;
    if (!out->standard && close(fd) && keep)
        fail(out, errno);
    if (!out->temp)
        return !out->failed;
    if (keep && !out->failed && rename(out->temp, out->target))
        fail(out, errno);
    if (!keep || out->failed) {
        unlink(out->temp);
        return !out->failed;
    }
    return sync_folder(out);
}
