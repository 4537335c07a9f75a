#ifndef REFEED_CARGUMENTS_H
#define REFEED_CARGUMENTS_H

// The arguments that the kernel gave the process, as bytes. Swift's own `CommandLine` reads them from
// /proc, which may not be there.

int refeed_argument_count(void);

// NULL for an index that is none.
const char *refeed_argument(int index);

#endif
