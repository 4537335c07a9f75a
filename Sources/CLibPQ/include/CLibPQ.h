#ifndef REFEED_CLIBPQ_H
#define REFEED_CLIBPQ_H

// No symbol of libpq is linked: CLibPQ.c defines those that are called, over the library that
// refeed_libpq_problem opens.
#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#else
#include <postgresql/libpq-fe.h>
#endif

// Opens the library, once; NULL where it is there and knows all that is called, else why not. Nothing
// else of this file may be called before it has given NULL.
const char *refeed_libpq_problem(void);

// What the server says beside results is not written to standard error.
void refeed_libpq_silence(PGconn *connection);

#endif
