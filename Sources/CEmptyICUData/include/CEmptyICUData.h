#ifndef REFEED_CEMPTYICUDATA_H
#define REFEED_CEMPTYICUDATA_H

// Nothing to call: see CEmptyICUData.c.

#endif
