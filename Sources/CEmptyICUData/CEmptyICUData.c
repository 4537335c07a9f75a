// Foundation, which GRDB needs, brings ICU, and ICU 34 MB of data about languages, calendars and time
// zones. Nothing here asks for them: dates are read and written by FeedModel, zones come from the
// system's database. So a static build gets a package without entries under the name of the data; the
// linker takes what it has, and leaves the library's out. Of a release of ICU that is not named below
// it takes the library's, and the program is larger, no more.

#include <stdint.h>

#include "CEmptyICUData.h"

// ICU's UDataInfo and its header, then a table of contents ("ToCP") of no entries.
struct package {
  uint16_t header_size;
  uint8_t magic[2];
  uint16_t info_size, reserved;
  uint8_t is_big_endian, charset, char_size, reserved_too;
  uint8_t format[4], format_version[4], data_version[4];
  uint8_t padding[8];
  uint32_t count, end;
};

#define BIG_ENDIAN_HERE (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
#define EMPTY(release)                                                                      \
  extern const struct package icudt##release##_dat;                                         \
  __attribute__((aligned(16), visibility("hidden"))) const struct package icudt##release##_dat = { \
      32, {0xda, 0x27}, 20, 0, BIG_ENDIAN_HERE, 0, 2, 0, {'T', 'o', 'C', 'P'}, {1}, {0}, {0}, 0, 0};

EMPTY(72)
EMPTY(74)
EMPTY(76)
EMPTY(77)
EMPTY(78)
