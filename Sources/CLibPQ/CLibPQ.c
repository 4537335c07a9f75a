// libpq, opened when an archive is first found to be on PostgreSQL: a program without it starts and
// runs, and only says which package is missing where one is asked for.

#include "CLibPQ.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

// The library's own calls of these names stay its own.
#define HIDDEN __attribute__((visibility("hidden")))

// All that is called: the name, what it gives, its parameters, its arguments.
#define FUNCTIONS(X)                                                                              \
  X(PGconn *, PQconnectdbParams,                                                                  \
    (const char *const *keywords, const char *const *values, int expand),                         \
    (keywords, values, expand))                                                                   \
  X(ConnStatusType, PQstatus, (const PGconn *connection), (connection))                           \
  X(char *, PQerrorMessage, (const PGconn *connection), (connection))                             \
  X(int, PQconnectionNeedsPassword, (const PGconn *connection), (connection))                     \
  X(int, PQserverVersion, (const PGconn *connection), (connection))                               \
  X(PGresult *, PQexec, (PGconn *connection, const char *sql), (connection, sql))                 \
  X(int, PQsendPrepare,                                                                           \
    (PGconn *connection, const char *name, const char *sql, int count, const Oid *types),         \
    (connection, name, sql, count, types))                                                        \
  X(int, PQsendQueryPrepared,                                                                     \
    (PGconn *connection, const char *name, int count, const char *const *values,                  \
     const int *lengths, const int *formats, int format),                                         \
    (connection, name, count, values, lengths, formats, format))                                  \
  X(PGresult *, PQgetResult, (PGconn *connection), (connection))                                  \
  X(ExecStatusType, PQresultStatus, (const PGresult *result), (result))                           \
  X(char *, PQresultErrorField, (const PGresult *result, int field), (result, field))             \
  X(char *, PQresultErrorMessage, (const PGresult *result), (result))                             \
  X(int, PQntuples, (const PGresult *result), (result))                                           \
  X(int, PQnfields, (const PGresult *result), (result))                                           \
  X(char *, PQfname, (const PGresult *result, int column), (result, column))                      \
  X(Oid, PQftype, (const PGresult *result, int column), (result, column))                         \
  X(char *, PQgetvalue, (const PGresult *result, int row, int column), (result, row, column))     \
  X(int, PQgetlength, (const PGresult *result, int row, int column), (result, row, column))       \
  X(int, PQgetisnull, (const PGresult *result, int row, int column), (result, row, column))       \
  X(char *, PQcmdTuples, (PGresult * result), (result))                                           \
  X(char *, PQcmdStatus, (PGresult * result), (result))                                           \
  X(const char *, PQparameterStatus, (const PGconn *connection, const char *name),                \
    (connection, name))                                                                           \
  X(int, PQenterPipelineMode, (PGconn *connection), (connection))                                 \
  X(int, PQpipelineSync, (PGconn *connection), (connection))                                      \
  X(PQnoticeProcessor, PQsetNoticeProcessor,                                                      \
    (PGconn *connection, PQnoticeProcessor processor, void *context),                             \
    (connection, processor, context))

#define FINISHERS(X)                                       \
  X(PQfinish, (PGconn *connection), (connection))          \
  X(PQclear, (PGresult *result), (result))

#define DEFINE(type, name, parameters, arguments) \
  static type(*found_##name) parameters;          \
  HIDDEN type name parameters { return found_##name arguments; }
FUNCTIONS(DEFINE)

#define DEFINE_FINISHER(name, parameters, arguments) \
  static void(*found_##name) parameters;             \
  HIDDEN void name parameters { found_##name arguments; }
FINISHERS(DEFINE_FINISHER)

static const char *problem;
static pthread_once_t opened = PTHREAD_ONCE_INIT;

static void *find(void *library, const char *name) {
  void *function = dlsym(library, name);
  if (!function && !problem) problem = "it is older than PostgreSQL 14";
  return function;
}

static void open_library(void) {
  void *library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    problem = "libpq.so.5 is not there";
    return;
  }
#define FIND(type, name, parameters, arguments) \
  found_##name = (__typeof__(found_##name))find(library, #name);
  FUNCTIONS(FIND)
#define FIND_FINISHER(name, parameters, arguments) \
  found_##name = (__typeof__(found_##name))find(library, #name);
  FINISHERS(FIND_FINISHER)
}

const char *refeed_libpq_problem(void) {
  pthread_once(&opened, open_library);
  return problem;
}

static void ignore(void *context, const char *message) {
  (void)context;
  (void)message;
}

void refeed_libpq_silence(PGconn *connection) { PQsetNoticeProcessor(connection, ignore, NULL); }
