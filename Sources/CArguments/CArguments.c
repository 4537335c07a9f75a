#include "CArguments.h"

#include <stddef.h>

static int count;
static char **arguments;

// glibc calls constructors with what it calls main with.
__attribute__((constructor)) static void keep(int given, char **values) {
  count = given;
  arguments = values;
}

int refeed_argument_count(void) { return arguments ? count : 0; }

const char *refeed_argument(int index) {
  return arguments && index >= 0 && index < count ? arguments[index] : NULL;
}
