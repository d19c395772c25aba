#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <string.h>

extern int checks, failures;
extern const char *current;

#define CHECK(condition) \
    do { \
        checks++; \
        if (!(condition)) { \
            failures++; \
            printf("%s: %s\n", current, #condition); \
        } \
    } while (0)

static inline void begin(const char *name)
{
    current = name;
}

#endif
