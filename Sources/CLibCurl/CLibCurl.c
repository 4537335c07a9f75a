// libcurl, opened when it is first called: it brings thirty libraries along, whose loading takes most
// of the start of a command that asks no server.

#include "CLibCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

// The library's own calls of these names stay its own.
#define HIDDEN __attribute__((visibility("hidden")))

static void *library;
static pthread_once_t opened = PTHREAD_ONCE_INIT;

static void fail(const char *reason) {
  fprintf(stderr, "refeed: libcurl can't be loaded: %s\nInstall the package libcurl4.\n", reason);
  exit(127);
}

static void open_library(void) {
  library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) fail(dlerror());
}

static void *function_named(const char *name) {
  pthread_once(&opened, open_library);
  void *function = dlsym(library, name);
  if (!function) fail(dlerror());
  return function;
}

// The function of the same name in the library, looked up once; two threads would store the same.
#define LIBRARY(name)                                                   \
  static __typeof__(&name) found;                                       \
  __typeof__(&name) real = __atomic_load_n(&found, __ATOMIC_ACQUIRE);    \
  if (!real) {                                                          \
    real = (__typeof__(&name))function_named(#name);                    \
    __atomic_store_n(&found, real, __ATOMIC_RELEASE);                   \
  }

// Macros of curl.h that check types stand in the way of definitions.
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

// Each takes one argument behind its option: a long, a curl_off_t or a pointer, all of which are passed
// as a pointer is.

HIDDEN CURLcode curl_easy_setopt(CURL *easy, CURLoption option, ...) {
  LIBRARY(curl_easy_setopt)
  va_list arguments;
  va_start(arguments, option);
  void *value = va_arg(arguments, void *);
  va_end(arguments);
  return real(easy, option, value);
}

HIDDEN CURLcode curl_easy_getinfo(CURL *easy, CURLINFO info, ...) {
  LIBRARY(curl_easy_getinfo)
  va_list arguments;
  va_start(arguments, info);
  void *value = va_arg(arguments, void *);
  va_end(arguments);
  return real(easy, info, value);
}

HIDDEN CURLMcode curl_multi_setopt(CURLM *multi, CURLMoption option, ...) {
  LIBRARY(curl_multi_setopt)
  va_list arguments;
  va_start(arguments, option);
  void *value = va_arg(arguments, void *);
  va_end(arguments);
  return real(multi, option, value);
}

HIDDEN CURL *curl_easy_init(void) {
  LIBRARY(curl_easy_init)
  return real();
}

HIDDEN void curl_easy_cleanup(CURL *easy) {
  LIBRARY(curl_easy_cleanup)
  real(easy);
}

HIDDEN CURLcode curl_easy_perform(CURL *easy) {
  LIBRARY(curl_easy_perform)
  return real(easy);
}

HIDDEN void curl_easy_reset(CURL *easy) {
  LIBRARY(curl_easy_reset)
  real(easy);
}

HIDDEN CURLcode curl_easy_pause(CURL *easy, int mask) {
  LIBRARY(curl_easy_pause)
  return real(easy, mask);
}

HIDDEN const char *curl_easy_strerror(CURLcode code) {
  LIBRARY(curl_easy_strerror)
  return real(code);
}

HIDDEN void curl_free(void *memory) {
  LIBRARY(curl_free)
  real(memory);
}

HIDDEN time_t curl_getdate(const char *text, const time_t *unused) {
  LIBRARY(curl_getdate)
  return real(text, unused);
}

HIDDEN CURLM *curl_multi_init(void) {
  LIBRARY(curl_multi_init)
  return real();
}

HIDDEN CURLMcode curl_multi_cleanup(CURLM *multi) {
  LIBRARY(curl_multi_cleanup)
  return real(multi);
}

HIDDEN CURLMcode curl_multi_add_handle(CURLM *multi, CURL *easy) {
  LIBRARY(curl_multi_add_handle)
  return real(multi, easy);
}

HIDDEN CURLMcode curl_multi_remove_handle(CURLM *multi, CURL *easy) {
  LIBRARY(curl_multi_remove_handle)
  return real(multi, easy);
}

HIDDEN CURLMcode curl_multi_perform(CURLM *multi, int *running) {
  LIBRARY(curl_multi_perform)
  return real(multi, running);
}

HIDDEN CURLMcode curl_multi_poll(CURLM *multi, struct curl_waitfd *others, unsigned int count, int timeout,
                          int *ready) {
  LIBRARY(curl_multi_poll)
  return real(multi, others, count, timeout, ready);
}

HIDDEN CURLMcode curl_multi_wakeup(CURLM *multi) {
  LIBRARY(curl_multi_wakeup)
  return real(multi);
}

HIDDEN CURLMsg *curl_multi_info_read(CURLM *multi, int *left) {
  LIBRARY(curl_multi_info_read)
  return real(multi, left);
}

HIDDEN struct curl_slist *curl_slist_append(struct curl_slist *list, const char *text) {
  LIBRARY(curl_slist_append)
  return real(list, text);
}

HIDDEN void curl_slist_free_all(struct curl_slist *list) {
  LIBRARY(curl_slist_free_all)
  real(list);
}

HIDDEN CURLU *curl_url(void) {
  LIBRARY(curl_url)
  return real();
}

HIDDEN void curl_url_cleanup(CURLU *address) {
  LIBRARY(curl_url_cleanup)
  real(address);
}

// By its symbol: newer headers take a constant address.
HIDDEN CURLUcode get_url_part(CURLU *address, CURLUPart part,
                                    char **text, unsigned int flags)
    __asm__("curl_url_get");

CURLUcode get_url_part(CURLU *address, CURLUPart part, char **text, unsigned int flags) {
  LIBRARY(curl_url_get)
  return real(address, part, text, flags);
}

HIDDEN CURLUcode curl_url_set(CURLU *address, CURLUPart part, const char *text, unsigned int flags) {
  LIBRARY(curl_url_set)
  return real(address, part, text, flags);
}
