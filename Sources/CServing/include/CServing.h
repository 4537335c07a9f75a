#ifndef REFEED_CSERVING_H
#define REFEED_CSERVING_H

#include <stdint.h>

// System calls whose types Swift would see in two modules at once, Glibc's and SwiftNIO's own.

// What tells one version of a file from the next.
struct refeed_file {
  uint64_t device;
  uint64_t inode;
  int64_t size;
  int64_t seconds;
  int64_t nanoseconds;
};

// Of a name in an open folder, links not followed, and of an open file: 0 for a regular file.
int refeed_file_named(int folder, const char *name, struct refeed_file *file);
int refeed_file_open(int descriptor, struct refeed_file *file);

// The bytes of an address in text: 4 or 16, 0 for what is none.
int refeed_address(const char *text, uint8_t *bytes);
// The text of an address of 4 or 16 bytes; 0 where there is none. At least 64 bytes.
int refeed_address_text(const uint8_t *bytes, int count, char *text);

// Raises the soft limit of open files to the hard one; gives what holds then, -1 where it can't be
// told.
long refeed_raise_open_files(void);

// A descriptor that becomes readable when 8 bytes are written to it.
int refeed_event(void);

// Gives the system what was freed, and lets go of the program's own code: what is called again comes
// back from the page cache.
void refeed_give_memory_back(void);

void refeed_name_thread(const char *name);

// Lets the calling thread have less of the processor than others.
int refeed_lower_priority(int nice);

#endif
