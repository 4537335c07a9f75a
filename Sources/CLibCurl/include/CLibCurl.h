#ifndef REFEED_CLIBCURL_H
#define REFEED_CLIBCURL_H

// No symbol of libcurl is linked: CLibCurl.c defines those that are called, and opens the library at the
// first call.
#define CURL_STATICLIB
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are macros over variadic functions,
// which Swift cannot call: one wrapper for each type of argument.

static inline CURLcode refeed_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode refeed_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode refeed_set_string(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode refeed_set_pointer(CURL *easy, CURLoption option, void *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode refeed_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(easy, option, value);
}

typedef size_t (*refeed_data_callback)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode refeed_set_data_callback(CURL *easy, CURLoption option,
                                                refeed_data_callback callback) {
  return curl_easy_setopt(easy, option, callback);
}

typedef int (*refeed_seek_callback)(void *context, curl_off_t offset, int origin);

static inline CURLcode refeed_set_seek_callback(CURL *easy, refeed_seek_callback callback) {
  return curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, callback);
}

typedef curl_socket_t (*refeed_socket_callback)(void *context, curlsocktype purpose,
                                                struct curl_sockaddr *address);

static inline CURLcode refeed_set_socket_callback(CURL *easy, refeed_socket_callback callback) {
  return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, callback);
}

typedef int (*refeed_request_callback)(void *context, char *remote_address, char *local_address,
                                       int remote_port, int local_port);

static inline CURLcode refeed_set_request_callback(CURL *easy, refeed_request_callback callback) {
  return curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, callback);
}

static inline CURLcode refeed_get_long(CURL *easy, CURLINFO info, long *value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode refeed_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode refeed_get_string(CURL *easy, CURLINFO info, char **value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode refeed_get_pointer(CURL *easy, CURLINFO info, void **value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLMcode refeed_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

// The members of CURLMsg's union, by name.

static inline CURLcode refeed_message_result(const CURLMsg *message) {
  return message->data.result;
}

#endif
