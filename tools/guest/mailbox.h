/* The mapped registers of a CXL memory device, and its mailbox. */
#ifndef MAILBOX_H
#define MAILBOX_H

#include <stddef.h>
#include <stdint.h>

/* Where a command was not answered in time: no return code. */
#define NO_ANSWER (-1)

struct mailbox {
    volatile uint8_t *registers; /* CXL r3.1 8.2.8.4 */
    volatile uint8_t *status;    /* Event Status, CXL r3.1 8.2.8.3.1 */
    uint32_t limit;              /* bytes of payload */
};

/* The function's address: 0000:35:00.0. */
extern char bdf[256];

void fail(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));
void find_function(void);
uint32_t little(const uint8_t *bytes, unsigned count);
volatile uint8_t *map_bar(unsigned bar, size_t *size);
uint64_t load(volatile uint8_t *at, unsigned width);
void store(volatile uint8_t *at, unsigned width, uint64_t value);
struct mailbox find_mailbox(void);

/* Once more, as after a reset that the kernel has not made. */
void enable_memory(void);

/* By a clock that nobody sets. */
uint64_t milliseconds(void);

/* Sends a command; payload and length become the response's. -> the return code. The doorbell is waited for within
   milliseconds before and after. */
int say(const struct mailbox *mailbox, uint32_t opcode, uint8_t *payload, uint32_t *length, unsigned within);

/* Drives the device as a DCD driver does, until it is killed; patience is T of docs/judge, in milliseconds. */
void drive(unsigned patience) __attribute__((noreturn));

#endif
