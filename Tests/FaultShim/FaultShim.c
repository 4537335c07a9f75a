// File calls that fail, stop short or end the process, for tests: preloaded into a program, it
// counts the calls that touch FAULT_ROOT and disturbs the one with the number FAULT_NTH.
//
//   FAULT_ROOT   files and folders below this absolute path are meant, nothing else
//   FAULT_CALLS  the kinds that count: "open write fsync truncate rename mkdir read close unlink"
//   FAULT_NTH    which of them, from 1; 0 disturbs none
//   FAULT_KIND   an error number; or "short": half of what was to be written;
//                or "kill" and "killed": SIGKILL before the call, or after it
//   FAULT_SPAN   "once", or "ever": that call and all after it
//   FAULT_COUNT  a file that the number of counted calls is written to at the end
//   FAULT_LOG    a file that what was done to files and folders is written to, to be done again
//                as far as a power failure leaves it: lines of a letter and its values, "w" and
//                its bytes
//   FAULT_CLOCK  seconds by which the wall clock is wrong

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <pthread.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static atomic_long calls;
static const char *root, *kinds, *kind;
static long nth;
static int isEver, record = -1;
static time_t shift;
static pthread_mutex_t recording = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
  root = getenv("FAULT_ROOT");
  kinds = getenv("FAULT_CALLS");
  kind = getenv("FAULT_KIND");
  const char *number = getenv("FAULT_NTH"), *span = getenv("FAULT_SPAN");
  nth = number ? atol(number) : 0;
  isEver = span && strcmp(span, "ever") == 0;
  const char *log = getenv("FAULT_LOG"), *clock = getenv("FAULT_CLOCK");
  if (log) record = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  shift = clock ? atol(clock) : 0;
}

static void end(void) {
  const char *path = getenv("FAULT_COUNT");
  if (!path) return;
  char text[32];
  int length = snprintf(text, sizeof text, "%ld\n", (long)calls);
  int file = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file >= 0) {
    syscall(SYS_write, file, text, (size_t)length);
    syscall(SYS_close, file);
  }
}

// A program may end without taking its libraries apart.
void _exit(int code) {
  end();
  for (;;) syscall(SYS_exit_group, code);
}

__attribute__((destructor)) static void unload(void) { end(); }

static int isBelowRoot(const char *path) {
  size_t length = root ? strlen(root) : 0;
  return length > 0 && strncmp(path, root, length) == 0 &&
         (path[length] == '/' || path[length] == 0);
}

static int descriptorIsMeant(int descriptor) {
  if (descriptor <= STDERR_FILENO) return 0;
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return isBelowRoot(path);
}

static int pathIsMeant(int folder, const char *path) {
  if (!path) return 0;
  if (path[0] == '/') return isBelowRoot(path);
  if (folder != AT_FDCWD) return descriptorIsMeant(folder);
  char current[PATH_MAX];
  return getcwd(current, sizeof current) && isBelowRoot(current);
}

static long inode(int file) {
  struct stat status;
  return fstat(file, &status) == 0 ? (long)status.st_ino : -1;
}

static void note(const char *line, const void *bytes, size_t count) {
  if (record < 0) return;
  pthread_mutex_lock(&recording);
  syscall(SYS_write, record, line, strlen(line));
  if (bytes) {
    syscall(SYS_write, record, bytes, count);
    syscall(SYS_write, record, "\n", (size_t)1);
  }
  pthread_mutex_unlock(&recording);
}

static void noteFile(char letter, int file, long value, const void *bytes, size_t count) {
  if (record < 0 || !descriptorIsMeant(file)) return;
  char line[128];
  snprintf(line, sizeof line, "%c %ld %ld %zu\n", letter, inode(file), value, count);
  note(line, bytes, count);
}

static void absolute(int folder, const char *path, char *result, size_t size) {
  char link[64], start[PATH_MAX] = "";
  if (path[0] != '/') {
    snprintf(link, sizeof link, folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", folder);
    ssize_t length = readlink(link, start, sizeof start - 2);
    start[length > 0 ? length : 0] = 0;
    strcat(start, "/");
  }
  snprintf(result, size, "%s%s", start, path);
}

static void notePath(char letter, int folder, const char *path, long value) {
  if (record < 0 || !pathIsMeant(folder, path)) return;
  char full[PATH_MAX * 2], line[PATH_MAX * 2 + 64];
  absolute(folder, path, full, sizeof full);
  snprintf(line, sizeof line, "%c %ld %s\n", letter, value, full);
  note(line, NULL, 0);
}

enum verdict { goOn, fail, cutShort, killAfter };

// Counts a call that is meant and says what becomes of it.
static enum verdict judge(const char *name, int isMeant) {
  if (!isMeant || !kinds || !strstr(kinds, name)) return goOn;
  long number = atomic_fetch_add(&calls, 1) + 1;
  if (nth == 0 || !kind || number < nth || (number > nth && !isEver)) return goOn;
  if (strcmp(kind, "kill") == 0) kill(getpid(), SIGKILL);
  if (strcmp(kind, "killed") == 0) return killAfter;
  if (strcmp(kind, "short") == 0) return cutShort;
  errno = atoi(kind);
  return fail;
}


#define PASS(type, expression)                          \
  do {                                                  \
    type outcome = (expression);                        \
    if (verdict == killAfter) kill(getpid(), SIGKILL);  \
    return outcome;                                     \
  } while (0)

static int opened(int folder, const char *path, int flags, mode_t mode) {
  enum verdict verdict = judge("open", pathIsMeant(folder, path));
  if (verdict == fail) return -1;
  int file = (int)syscall(SYS_openat, folder, path, flags | O_LARGEFILE, mode);
  if (file >= 0 && flags & O_CREAT) notePath('n', folder, path, inode(file));
  if (file >= 0 && flags & O_TRUNC) noteFile('t', file, 0, NULL, 0);
  PASS(int, file);
}

#define MODE(flags)                                                    \
  mode_t mode = 0;                                                     \
  if (flags & (O_CREAT | O_TMPFILE)) {                                 \
    va_list list;                                                      \
    va_start(list, flags);                                             \
    mode = va_arg(list, mode_t);                                       \
    va_end(list);                                                      \
  }

int open(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE(flags) return opened(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE(flags) return opened(folder, path, flags, mode); }

ssize_t write(int file, const void *bytes, size_t count) {
  enum verdict verdict = judge("write", descriptorIsMeant(file));
  if (verdict == fail) return -1;
  if (verdict == cutShort && count > 1) count /= 2;
  long offset = record < 0 ? 0 : (long)syscall(SYS_lseek, file, 0, SEEK_CUR);
  ssize_t written = syscall(SYS_write, file, bytes, count);
  if (written > 0) noteFile('w', file, offset, bytes, (size_t)written);
  PASS(ssize_t, written);
}

static ssize_t writtenAt(int file, const void *bytes, size_t count, off64_t offset) {
  enum verdict verdict = judge("write", descriptorIsMeant(file));
  if (verdict == fail) return -1;
  if (verdict == cutShort && count > 1) count /= 2;
  ssize_t written = syscall(SYS_pwrite64, file, bytes, count, offset);
  if (written > 0) noteFile('w', file, (long)offset, bytes, (size_t)written);
  PASS(ssize_t, written);
}
ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) { return writtenAt(file, bytes, count, offset); }
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) { return writtenAt(file, bytes, count, offset); }

ssize_t read(int file, void *bytes, size_t count) {
  enum verdict verdict = judge("read", descriptorIsMeant(file));
  if (verdict == fail) return -1;
  PASS(ssize_t, syscall(SYS_read, file, bytes, count));
}

static ssize_t readAt(int file, void *bytes, size_t count, off64_t offset) {
  enum verdict verdict = judge("read", descriptorIsMeant(file));
  if (verdict == fail) return -1;
  PASS(ssize_t, syscall(SYS_pread64, file, bytes, count, offset));
}
ssize_t pread(int file, void *bytes, size_t count, off_t offset) { return readAt(file, bytes, count, offset); }
ssize_t pread64(int file, void *bytes, size_t count, off64_t offset) { return readAt(file, bytes, count, offset); }

int fsync(int file) {
  enum verdict verdict = judge("fsync", descriptorIsMeant(file));
  if (verdict == fail) return -1;
  noteFile('s', file, 0, NULL, 0);
  PASS(int, (int)syscall(SYS_fsync, file));
}
int fdatasync(int file) {
  enum verdict verdict = judge("fsync", descriptorIsMeant(file));
  if (verdict == fail) return -1;
  noteFile('s', file, 0, NULL, 0);
  PASS(int, (int)syscall(SYS_fdatasync, file));
}

static int truncated(int file, off64_t length) {
  enum verdict verdict = judge("truncate", descriptorIsMeant(file));
  if (verdict == fail) return -1;
  noteFile('t', file, (long)length, NULL, 0);
  PASS(int, (int)syscall(SYS_ftruncate, file, length));
}
int ftruncate(int file, off_t length) { return truncated(file, length); }
int ftruncate64(int file, off64_t length) { return truncated(file, length); }

static int renamed(int from, const char *old, int to, const char *new, unsigned flags) {
  enum verdict verdict = judge("rename", pathIsMeant(to, new));
  if (verdict == fail) return -1;
  // Two lines that belong together: from, and to.
  notePath('f', from, old, 0);
  notePath('r', to, new, 0);
  PASS(int, (int)syscall(SYS_renameat2, from, old, to, new, flags));
}
int rename(const char *old, const char *new) { return renamed(AT_FDCWD, old, AT_FDCWD, new, 0); }
int renameat(int from, const char *old, int to, const char *new) { return renamed(from, old, to, new, 0); }
int renameat2(int from, const char *old, int to, const char *new, unsigned flags) { return renamed(from, old, to, new, flags); }

int linkat(int from, const char *old, int to, const char *new, int flags) {
  enum verdict verdict = judge("rename", pathIsMeant(to, new));
  if (verdict == fail) return -1;
  PASS(int, (int)syscall(SYS_linkat, from, old, to, new, flags));
}

int mkdir(const char *path, mode_t mode) {
  enum verdict verdict = judge("mkdir", pathIsMeant(AT_FDCWD, path));
  if (verdict == fail) return -1;
  int result = (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
  if (result == 0) notePath('m', AT_FDCWD, path, 0);
  PASS(int, result);
}
int mkdirat(int folder, const char *path, mode_t mode) {
  enum verdict verdict = judge("mkdir", pathIsMeant(folder, path));
  if (verdict == fail) return -1;
  int result = (int)syscall(SYS_mkdirat, folder, path, mode);
  if (result == 0) notePath('m', folder, path, 0);
  PASS(int, result);
}

int unlink(const char *path) {
  enum verdict verdict = judge("unlink", pathIsMeant(AT_FDCWD, path));
  if (verdict == fail) return -1;
  int result = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
  if (result == 0) notePath('u', AT_FDCWD, path, 0);
  PASS(int, result);
}
int unlinkat(int folder, const char *path, int flags) {
  enum verdict verdict = judge("unlink", pathIsMeant(folder, path));
  if (verdict == fail) return -1;
  int result = (int)syscall(SYS_unlinkat, folder, path, flags);
  if (result == 0) notePath('u', folder, path, 0);
  PASS(int, result);
}

int close(int file) {
  enum verdict verdict = judge("close", descriptorIsMeant(file));
  int error = errno;
  int result = (int)syscall(SYS_close, file);
  if (verdict == killAfter) kill(getpid(), SIGKILL);
  if (verdict != fail) return result;
  // Linux frees the descriptor whatever close says.
  errno = error;
  return -1;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  int result = (int)syscall(SYS_clock_gettime, clock, time);
  if (result == 0 && clock == CLOCK_REALTIME) time->tv_sec += shift;
  return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  struct timespec now;
  (void)zone;
  clock_gettime(CLOCK_REALTIME, &now);
  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *result) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (result) *result = now.tv_sec;
  return now.tv_sec;
}
