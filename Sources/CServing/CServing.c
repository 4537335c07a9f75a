#define _GNU_SOURCE
#include "CServing.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <link.h>
#include <malloc.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int told(const struct stat *status, struct refeed_file *file) {
  if (!S_ISREG(status->st_mode)) return -1;
  file->device = (uint64_t)status->st_dev;
  file->inode = (uint64_t)status->st_ino;
  file->size = (int64_t)status->st_size;
  file->seconds = (int64_t)status->st_mtim.tv_sec;
  file->nanoseconds = (int64_t)status->st_mtim.tv_nsec;
  return 0;
}

int refeed_file_named(int folder, const char *name, struct refeed_file *file) {
  struct stat status;
  if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0) return -1;
  return told(&status, file);
}

int refeed_file_open(int descriptor, struct refeed_file *file) {
  struct stat status;
  if (fstat(descriptor, &status) != 0) return -1;
  return told(&status, file);
}

int refeed_address(const char *text, uint8_t *bytes) {
  if (inet_pton(AF_INET, text, bytes) == 1) return 4;
  if (inet_pton(AF_INET6, text, bytes) == 1) return 16;
  return 0;
}

int refeed_address_text(const uint8_t *bytes, int count, char *text) {
  return inet_ntop(count == 4 ? AF_INET : AF_INET6, bytes, text, 64) != NULL;
}

long refeed_raise_open_files(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return -1;
  if (limit.rlim_cur < limit.rlim_max) {
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0 && getrlimit(RLIMIT_NOFILE, &limit) != 0) return -1;
  }
  return limit.rlim_cur > (1 << 20) ? 1 << 20 : (long)limit.rlim_cur;
}

int refeed_event(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void refeed_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }

// Only what is mapped from the file as it is: the loader writes to the other segments.
static int let_go_of_code(struct dl_phdr_info *program, size_t size, void *unused) {
  (void)size, (void)unused;
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  for (int index = 0; index < program->dlpi_phnum; index++) {
    const ElfW(Phdr) *segment = &program->dlpi_phdr[index];
    if (segment->p_type != PT_LOAD || (segment->p_flags & PF_W)) continue;
    uintptr_t start = (uintptr_t)(program->dlpi_addr + segment->p_vaddr);
    uintptr_t end = (start + segment->p_filesz) & ~(page - 1);
    start = (start + page - 1) & ~(page - 1);
    if (end > start) madvise((void *)start, end - start, MADV_DONTNEED);
  }
  return 1;  // The first is the program; libraries stay.
}

void refeed_give_memory_back(void) {
  malloc_trim(0);
  dl_iterate_phdr(let_go_of_code, NULL);
}

int refeed_lower_priority(int nice) {
  return setpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid), nice);
}
