#ifndef REFEED_CPCRE2_H
#define REFEED_CPCRE2_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

// The names of the 8-bit library are function-like macros over a suffix, which Swift doesn't see.
typedef pcre2_code_8 refeed_pcre2_code;
typedef pcre2_match_data_8 refeed_pcre2_match_data;
typedef pcre2_match_context_8 refeed_pcre2_match_context;

#endif
