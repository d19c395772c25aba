/* mctp-talk: speaks CCI over the kernel's MCTP. What it does, mctp-talk.c says. */
#ifndef MCTP_TALK_H
#define MCTP_TALK_H

#include <stddef.h>
#include <stdint.h>

void fail(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));

/* link.c */
void make_raw(int terminal);
/* Makes an MCTP interface of the terminal, up as long as the terminal is open; -> its index. */
int link_serial(int terminal, uint8_t local, const uint8_t *peers, size_t count);

/* play.c: says each line of the file to the endpoint; -> how many were not answered as they should be. */
int play(const char *path, uint8_t peer);

/* init.c: the only process of a User-Mode Linux. */
void run_as_init(void) __attribute__((noreturn));

#endif
