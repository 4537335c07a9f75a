// A getaddrinfo that stands before the system's, for tests: names under slow.example hang, other
// names under example do not exist, and everything else is the system's to answer.

#define _GNU_SOURCE
#include "SlowResolver.h"

#include <dlfcn.h>
#include <netdb.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

static atomic_int slow_lookups;

int refeed_slow_lookups(void) { return atomic_load(&slow_lookups); }

static int ends_with(const char *text, const char *end) {
  size_t length = strlen(text), tail = strlen(end);
  return length >= tail && strcmp(text + length - tail, end) == 0;
}

int getaddrinfo(const char *restrict node, const char *restrict service,
                const struct addrinfo *restrict hints, struct addrinfo **restrict result) {
  if (node != NULL && ends_with(node, ".slow.example")) {
    atomic_fetch_add(&slow_lookups, 1);
    sleep(12);
    return EAI_AGAIN;
  }
  if (node != NULL && ends_with(node, ".example")) return EAI_NONAME;
  int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **) =
      dlsym(RTLD_NEXT, "getaddrinfo");
  return real == NULL ? EAI_SYSTEM : real(node, service, hints, result);
}
