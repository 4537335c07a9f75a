#ifndef REFEED_CUCHARDET_H
#define REFEED_CUCHARDET_H

#include <uchardet.h>

#endif
