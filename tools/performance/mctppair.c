/* What a command costs over MCTP on a UNIX socket, beside the same command on a CCI stream, in the same seconds.
 *
 *   mctppair CCI-SOCKET MCTP-SOCKET SECONDS
 *
 * Turns of 200 round trips on each, one at a time; prints for each command, as JSON, the median of the turns of both,
 * in microseconds a command, and the median of the turns' ratios. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define TURN 200
#define MOST 100000

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

static int dial(const char *path)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int s = socket(AF_UNIX, SOCK_STREAM, 0);
	strncpy(a.sun_path, path, sizeof a.sun_path - 1);
	if (connect(s, (struct sockaddr *)&a, sizeof a)) { perror(path); exit(2); }
	return s;
}

static uint16_t fcs(const uint8_t *b, int n)
{
	uint16_t c = 0xffff;
	while (n--) {
		c ^= *b++;
		for (int i = 0; i < 8; i++) c = c & 1 ? c >> 1 ^ 0x8408 : c >> 1;
	}
	return c;
}

/* A frame of a message of type 08h in one packet; no byte of it needs an escape. */
static int frame(const uint8_t *message, int n, uint8_t *to)
{
	uint8_t head[] = { 0x7e, 1, (uint8_t)(n + 5), 1, 9, 8, 0xc8, 8 };
	memcpy(to, head, 8);
	memcpy(to + 8, message, n);
	uint16_t c = fcs(to + 1, n + 7);
	to[n + 8] = c >> 8, to[n + 9] = c & 255, to[n + 10] = 0x7e;
	return n + 11;
}

/* Bytes of the answer: what comes until nothing does. */
static int learn(int s, const uint8_t *ask, int n)
{
	static uint8_t b[1 << 16];
	int all = 0;
	struct pollfd p = { s, POLLIN, 0 };
	if (write(s, ask, n) != n) exit(2);
	while (poll(&p, 1, 300) > 0) all += read(s, b, sizeof b);
	return all;
}

static double turn(int s, const uint8_t *ask, int n, int answer)
{
	static uint8_t b[1 << 16];
	double start = now();
	for (int i = 0; i < TURN; i++) {
		if (write(s, ask, n) != n) exit(2);
		for (int left = answer; left > 0;) {
			int got = read(s, b, left);
			if (got <= 0) exit(2);
			left -= got;
		}
	}
	return (now() - start) / TURN;
}

static int order(const void *a, const void *b) { return *(double *)a < *(double *)b ? -1 : 1; }
static double median(double *v, int n) { qsort(v, n, sizeof *v, order); return v[n / 2]; }

int main(int c, char **v)
{
	static double one[MOST], other[MOST], ratio[MOST];
	static const struct { const char *name; int n; uint8_t bytes[24]; } asked[] = {
		{ "4801h, no extents: 28 bytes, 1 packet", 20, { 0, 1, 0, 1, 0x48, 8, 0, 0, 0, 0, 0, 0, 10 } },
		{ "4800h, 2 regions: 116 bytes, 2 packets", 14, { 0, 1, 0, 0, 0x48, 2, 0, 0, 0, 0, 0, 0, 0xff } },
		{ "4102h, 2036 bytes of labels: 2048 bytes, 33 packets", 20,
		  { 0, 1, 0, 2, 0x41, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xf4, 7 } },
	};
	if (c != 4) { fprintf(stderr, "usage: see the top of the source\n"); return 1; }
	int stream = dial(v[1]), line = dial(v[2]);
	for (int k = 0; k < 3; k++) {
		uint8_t framed[64];
		int n = frame(asked[k].bytes, asked[k].n, framed), turns = 0;
		int answer = learn(stream, asked[k].bytes, asked[k].n), carried = learn(line, framed, n);
		for (double end = now() + 1e6; now() < end;) {
			turn(stream, asked[k].bytes, asked[k].n, answer);
			turn(line, framed, n, carried);
		}
		for (double end = now() + atof(v[3]) * 1e6; now() < end && turns < MOST; turns++) {
			one[turns] = turn(stream, asked[k].bytes, asked[k].n, answer);
			other[turns] = turn(line, framed, n, carried);
			ratio[turns] = other[turns] / one[turns];
		}
		double both = median(ratio, turns);
		printf("{\"command\": \"%s\", \"stream_us\": %.1f, \"mctp_us\": %.1f, \"ratio\": %.2f, \"turns\": %d}\n",
		       asked[k].name, median(one, turns), median(other, turns), both, turns);
	}
	return 0;
}
