/* Writes down what a program does to the files of one folder, in order: LD_PRELOAD, for tests/faults/power.py.

   ZSM_POWER_FOLDER: the folder, with a slash at its end. ZSM_POWER_LOG: where to, outside it.
   One record: op, length of the name, number (offset or length), length of the data; then name and data. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

struct __attribute__((packed)) record { char op; uint16_t named; uint64_t number; uint32_t size; };

static const char *folder;
static int written = -1;

__attribute__((constructor)) static void begin(void) {
    folder = getenv("ZSM_POWER_FOLDER");
    const char *log = getenv("ZSM_POWER_LOG");
    if (folder && log) written = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (folder && written < 0) abort();
}

static void put(char op, const char *path, uint64_t number, const void *data, size_t size) {
    size_t begins = folder ? strlen(folder) : 0;
    if (!folder || strncmp(path, folder, begins)) return;
    const char *name = path + begins;
    struct record head = {op, (uint16_t)strlen(name), number, (uint32_t)size};
    struct iovec parts[] = {{&head, sizeof head}, {(void *)name, head.named}, {(void *)data, size}};
    if (syscall(SYS_writev, written, parts, 3) != (long)(sizeof head + head.named + size)) abort();
}

static void put_open(char op, int file, uint64_t number, const void *data, size_t size) {
    char link[40], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 2);
    if (length <= 0) return;
    path[length] = 0;
    if (folder && (size_t)length + 1 == strlen(folder)) strcat(path, "/"); /* the folder itself */
    put(op, path, number, data, size);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int file, const void *data, size_t size) {
    ssize_t done = REAL(write)(file, data, size);
    if (done > 0 && file != written) {
        off_t at = lseek(file, 0, SEEK_CUR);
        if (at >= done) put_open('w', file, (uint64_t)(at - done), data, (size_t)done);
    }
    return done;
}

#define PWRITE(name, offset) \
    ssize_t name(int file, const void *data, size_t size, offset at) { \
        ssize_t done = REAL(name)(file, data, size, at); \
        if (done > 0) put_open('w', file, (uint64_t)at, data, (size_t)done); \
        return done; \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define ON_FILE(name, op, ...) \
    if (done == 0) put_open(op, file, __VA_ARGS__, NULL, 0); \
    return done

int fsync(int file) { int done = REAL(fsync)(file); ON_FILE(fsync, 's', 0); }
int fdatasync(int file) { int done = REAL(fdatasync)(file); ON_FILE(fdatasync, 's', 0); }
int ftruncate(int file, off_t size) { int done = REAL(ftruncate)(file, size); ON_FILE(ftruncate, 't', (uint64_t)size); }
int ftruncate64(int file, off64_t size) { int done = REAL(ftruncate64)(file, size); ON_FILE(ftruncate64, 't', (uint64_t)size); }

int unlink(const char *path) {
    int done = REAL(unlink)(path);
    if (done == 0) put('u', path, 0, NULL, 0);
    return done;
}

int rename(const char *from, const char *to) {
    int done = REAL(rename)(from, to);
    size_t begins = folder ? strlen(folder) : 0;
    if (done == 0 && folder && !strncmp(to, folder, begins)) put('r', from, 0, to + begins, strlen(to) - begins);
    return done;
}
