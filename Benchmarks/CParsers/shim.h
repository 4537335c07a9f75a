// The C parsers that Refeed's own is measured against.
#include <libxml/xmlversion.h>
// ICU's headers clash with Foundation's.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <gumbo.h>

// The default options are a global, which Swift 6 does not let through.
static inline void refeed_gumbo_parse(const char *bytes, size_t count) {
  GumboOutput *output = gumbo_parse_with_options(&kGumboDefaultOptions, bytes, count);
  gumbo_destroy_output(&kGumboDefaultOptions, output);
}
