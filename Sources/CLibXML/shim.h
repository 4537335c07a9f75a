#ifndef REFEED_CLIBXML_SHIM_H
#define REFEED_CLIBXML_SHIM_H

// Debian's headers pull in ICU, which clashes with Foundation's own copy.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <iconv.h>
#include <stdint.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

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

// XPath over the tree of a page. What a node is called on the other side stands in the lower half of
// its private pointer, what it costs to read its text in the upper one.

static inline xmlDocPtr refeed_new_page(void) {
  xmlDocPtr page = xmlNewDoc((const xmlChar *)"1.0");
  // So that `id` is an id.
  if (page) page->type = XML_HTML_DOCUMENT_NODE;
  return page;
}

// `xmlFree` is a variable.
static inline void refeed_free(void *memory) { xmlFree(memory); }

// As xmlAddChild, which would join texts and free one of them.
static inline void refeed_append(xmlNodePtr parent, xmlNodePtr child) {
  child->parent = parent;
  child->prev = parent->last;
  if (parent->last) {
    parent->last->next = child;
  } else {
    parent->children = child;
  }
  parent->last = child;
}

static inline uint32_t refeed_name(const xmlNode *node) {
  return (uint32_t)((uintptr_t)node->_private & 0xFFFFFFFFu);
}
static inline uint32_t refeed_text_cost(const xmlNode *node) {
  return (uint32_t)((uintptr_t)node->_private >> 32);
}
static inline void refeed_set_name(xmlNodePtr node, uint32_t name, uint32_t cost) {
  node->_private = (void *)((uintptr_t)cost << 32 | name);
}

// Counts the text that a function of XPath reads of its arguments, which libxml2 does not.
static inline int refeed_spend_text(xmlXPathParserContextPtr parser, int count) {
  xmlXPathContextPtr context = parser->context;
  unsigned long cost = 1;
  if (count == 0 && context->node && context->node->type == XML_ELEMENT_NODE)
    cost += refeed_text_cost(context->node);
  for (int index = 0; index < count && index < parser->valueNr; index++) {
    xmlXPathObjectPtr value = parser->valueTab[parser->valueNr - 1 - index];
    if (!value) continue;
    if (value->type == XPATH_STRING && value->stringval) {
      cost += (unsigned long)xmlStrlen(value->stringval) >> 5;
    } else if (value->type == XPATH_NODESET && value->nodesetval) {
      xmlNodeSetPtr set = value->nodesetval;
      for (int place = 0; place < set->nodeNr; place++) {
        if (set->nodeTab[place]->type == XML_ELEMENT_NODE)
          cost += refeed_text_cost(set->nodeTab[place]);
        if (set->nodeTab[place]->type == XML_HTML_DOCUMENT_NODE) cost += 1 << 16;
      }
    }
  }
  if (context->opLimit - context->opCount < cost) {
    context->opCount = context->opLimit;
    xmlXPathErr(parser, XPATH_OP_LIMIT_EXCEEDED);
    return 0;
  }
  context->opCount += cost;
  return 1;
}

#define REFEED_TEXT_FUNCTION(name, original)                                        \
  static inline void name(xmlXPathParserContextPtr parser, int count) {             \
    if (refeed_spend_text(parser, count)) original(parser, count);                  \
  }
REFEED_TEXT_FUNCTION(refeed_concat, xmlXPathConcatFunction)
REFEED_TEXT_FUNCTION(refeed_contains, xmlXPathContainsFunction)
REFEED_TEXT_FUNCTION(refeed_starts_with, xmlXPathStartsWithFunction)
REFEED_TEXT_FUNCTION(refeed_string, xmlXPathStringFunction)
REFEED_TEXT_FUNCTION(refeed_string_length, xmlXPathStringLengthFunction)
REFEED_TEXT_FUNCTION(refeed_substring, xmlXPathSubstringFunction)
REFEED_TEXT_FUNCTION(refeed_substring_after, xmlXPathSubstringAfterFunction)
REFEED_TEXT_FUNCTION(refeed_substring_before, xmlXPathSubstringBeforeFunction)
REFEED_TEXT_FUNCTION(refeed_translate, xmlXPathTranslateFunction)
REFEED_TEXT_FUNCTION(refeed_normalize_space, xmlXPathNormalizeFunction)
REFEED_TEXT_FUNCTION(refeed_number, xmlXPathNumberFunction)
REFEED_TEXT_FUNCTION(refeed_sum, xmlXPathSumFunction)

// What is there under a name stays there unless it is taken away first.
static inline void refeed_replace_function(
    xmlXPathContextPtr context, const char *name, xmlXPathFunction function) {
  xmlXPathRegisterFunc(context, (const xmlChar *)name, NULL);
  xmlXPathRegisterFunc(context, (const xmlChar *)name, function);
}

static inline void refeed_count_text(xmlXPathContextPtr context) {
  refeed_replace_function(context, "concat", refeed_concat);
  refeed_replace_function(context, "contains", refeed_contains);
  refeed_replace_function(context, "starts-with", refeed_starts_with);
  refeed_replace_function(context, "string", refeed_string);
  refeed_replace_function(context, "string-length", refeed_string_length);
  refeed_replace_function(context, "substring", refeed_substring);
  refeed_replace_function(context, "substring-after", refeed_substring_after);
  refeed_replace_function(context, "substring-before", refeed_substring_before);
  refeed_replace_function(context, "translate", refeed_translate);
  refeed_replace_function(context, "normalize-space", refeed_normalize_space);
  refeed_replace_function(context, "number", refeed_number);
  refeed_replace_function(context, "sum", refeed_sum);
}

// Errors are looked up in `lastError`; nothing is printed.
static inline void refeed_path_error(void *data, const xmlError *error) {
  (void)data;
  (void)error;
}
static inline void refeed_silence_paths(xmlXPathContextPtr context) {
  context->error = (xmlStructuredErrorFunc)refeed_path_error;
}
static inline int refeed_path_error_column(xmlXPathContextPtr context) {
  return context->lastError.int1 + 1;
}
static inline int refeed_exceeds_limit(xmlXPathContextPtr context) {
  return context->lastError.code == XML_XPATH_EXPRESSION_OK + XPATH_OP_LIMIT_EXCEEDED;
}

#endif
