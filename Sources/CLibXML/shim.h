#ifndef REFEED_CLIBXML_SHIM_H
#define REFEED_CLIBXML_SHIM_H

// Debian's headers pull in ICU, which clashes with Foundation's own copy.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <iconv.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

// glibc's, hidden by its header unless GNU extensions are asked for.
extern void *memmem(
    const void *haystack, size_t haystack_bytes, const void *needle, size_t needle_bytes);

// What a structured error says, whose type differs in constness between versions of libxml2.
static inline int refeed_error_level(const void *error) { return ((const xmlError *)error)->level; }
static inline int refeed_error_code(const void *error) { return ((const xmlError *)error)->code; }
static inline int refeed_error_line(const void *error) { return ((const xmlError *)error)->line; }
static inline int refeed_error_column(const void *error) { return ((const xmlError *)error)->int2; }

static inline void refeed_set_error_handler(
    xmlSAXHandler *sax, void (*handler)(void *context, const void *error)) {
  sax->serror = (xmlStructuredErrorFunc)handler;
}

// An entity loader that gives nothing, whatever is asked.
static inline xmlParserInputPtr refeed_no_entity(
    const char *url, const char *id, xmlParserCtxtPtr context) {
  (void)url;
  (void)id;
  (void)context;
  return NULL;
}
static inline void refeed_forbid_entities(void) { xmlSetExternalEntityLoader(refeed_no_entity); }

#endif
