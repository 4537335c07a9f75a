#ifndef REFEED_SLOW_RESOLVER_H
#define REFEED_SLOW_RESOLVER_H

// How many look-ups of names under slow.example have begun.
int refeed_slow_lookups(void);

#endif
