/* What tools/performance/pairs.py pairs with cxlwire: an echo that does as little as a CCI server can, and a
 * client that measures either. One thread, blocking calls.
 *
 *   ccipair echo  ENDPOINT SIZE                        answers every request with SIZE bytes of zeros
 *   ccipair ping  ENDPOINT SECONDS DEPTH MESSAGEHEX    one at a time, then DEPTH at a time
 *   ccipair fan   PREFIX COUNT SECONDS DEPTH MESSAGEHEX
 *                 PREFIX0 .. are UNIX sockets: one request at a time on each, DEPTH at a time on the first
 *
 * ENDPOINT is unix:PATH, fifo:REQUESTS,RESPONSES, for echo stdio, for ping fd:FROM,TO. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define HEADER 12
#define MOST (4 << 20)

static void fail(const char *what) { perror(what); exit(2); }
static void *check(void *p) { if (!p) fail("memory"); return p; }

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec * 1e-9;
}

static size_t length(const uint8_t *h) { return HEADER + (h[5] | h[6] << 8 | (h[7] & 0x1f) << 16); }

static void write_all(int fd, const uint8_t *p, size_t n)
{
	while (n) {
		ssize_t k = write(fd, p, n);
		if (k < 0) fail("write");
		p += k;
		n -= k;
	}
}

static int unix_socket(const char *path, int listens)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	strncpy(a.sun_path, path, sizeof a.sun_path - 1);
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	if (!listens) {
		if (connect(fd, (void *)&a, sizeof a)) fail(path);
		return fd;
	}
	unlink(path);
	if (bind(fd, (void *)&a, sizeof a) || listen(fd, 4)) fail(path);
	return accept(fd, 0, 0);
}

/* The two paths of fifo:A,B. */
static void fifo_paths(const char *endpoint, char **first, char **second)
{
	*first = check(strdup(endpoint + 5));
	*second = strchr(*first, ',');
	if (!*second) { fprintf(stderr, "%s: two paths, please\n", endpoint); exit(2); }
	*(*second)++ = 0;
}

static void echo(const char *endpoint, size_t size)
{
	static uint8_t in[MOST], out[MOST];
	int from = 0, to = 1;
	if (!strncmp(endpoint, "unix:", 5)) {
		from = to = unix_socket(endpoint + 5, 1);
	} else if (!strncmp(endpoint, "fifo:", 5)) {
		char *requests, *responses;
		fifo_paths(endpoint, &requests, &responses);
		mkfifo(requests, 0600);
		mkfifo(responses, 0600);
		from = open(requests, O_RDONLY);
		to = open(responses, O_WRONLY);
	}
	for (size_t fill = 0;;) {
		ssize_t k = read(from, in + fill, sizeof in - fill);
		if (k <= 0) return;
		fill += k;
		size_t pos = 0, o = 0;
		while (fill - pos >= HEADER && fill - pos >= length(in + pos)) {
			memset(out + o, 0, HEADER + size);
			memcpy(out + o, in + pos, 5);
			out[o] = 1;
			out[o + 5] = size;
			out[o + 6] = size >> 8;
			out[o + 7] = size >> 16;
			o += HEADER + size;
			pos += length(in + pos);
		}
		memmove(in, in + pos, fill - pos);
		fill -= pos;
		write_all(to, out, o);
	}
}

struct peer {
	int from, to;
	uint8_t *buffer;
	size_t fill, pos;
	double sent, *latency;
	size_t count;
};

/* The next response that is there, or 0. Requests of the device are passed over. */
static size_t take(struct peer *p)
{
	while (p->fill - p->pos >= HEADER) {
		uint8_t *h = p->buffer + p->pos;
		size_t n = length(h);
		if (p->fill - p->pos < n) break;
		p->pos += n;
		if ((h[0] & 0xf) == 1) return n;
	}
	memmove(p->buffer, p->buffer + p->pos, p->fill - p->pos);
	p->fill -= p->pos;
	p->pos = 0;
	return 0;
}

static void fill(struct peer *p)
{
	ssize_t k = read(p->from, p->buffer + p->fill, MOST - p->fill);
	if (k <= 0) { fprintf(stderr, "the peer has gone\n"); exit(2); }
	p->fill += k;
}

static size_t wait_one(struct peer *p)
{
	size_t n;
	while (!(n = take(p))) fill(p);
	return n;
}

static struct peer *open_peer(struct peer *p, const char *endpoint)
{
	memset(p, 0, sizeof *p);
	p->buffer = check(malloc(MOST));
	if (!strncmp(endpoint, "unix:", 5)) {
		p->from = p->to = unix_socket(endpoint + 5, 0);
	} else if (!strncmp(endpoint, "fifo:", 5)) {
		char *requests, *responses;
		fifo_paths(endpoint, &requests, &responses);
		p->to = open(requests, O_WRONLY);
		p->from = open(responses, O_RDONLY);
	} else {
		if (sscanf(endpoint, "fd:%d,%d", &p->from, &p->to) != 2) fail(endpoint);
	}
	return p;
}

static int by_size(const void *a, const void *b)
{
	double x = *(double *)a, y = *(double *)b;
	return (x > y) - (x < y);
}

static double part(double *values, size_t n, double share)
{
	qsort(values, n, sizeof *values, by_size);
	return n ? values[(size_t)(n * share)] * 1e6 : 0;
}

static uint8_t *repeat(const char *hex, int times, size_t *size)
{
	*size = strlen(hex) / 2;
	uint8_t *m = check(malloc(*size * times));
	for (size_t i = 0; i < *size; i++) sscanf(hex + 2 * i, "%2hhx", m + i);
	for (int i = 1; i < times; i++) memcpy(m + i * *size, m, *size);
	return m;
}

static void ping(const char *endpoint, double seconds, int depth, const char *hex)
{
	struct peer p;
	size_t size, n = 0, most = 4000000, batches = 0, answer = 0;
	uint8_t *m = repeat(hex, depth, &size);
	double *latency = check(malloc(most * sizeof *latency));
	open_peer(&p, endpoint);
	double begin = now(), first;
	write_all(p.to, m, size);
	answer = wait_one(&p);
	first = now() - begin;
	for (double end = now() + seconds / 2; now() < end;) {
		write_all(p.to, m, size * depth);
		for (int i = 0; i < depth; i++) wait_one(&p);
		write_all(p.to, m, size);
		wait_one(&p);
	}
	for (double end = now() + seconds, t; n < most && (t = now()) < end; n++) {
		write_all(p.to, m, size);
		wait_one(&p);
		latency[n] = now() - t;
	}
	begin = now();
	for (double end = begin + seconds; now() < end; batches++) {
		write_all(p.to, m, size * depth);
		for (int i = 0; i < depth; i++) wait_one(&p);
	}
	double rate = batches * depth / (now() - begin);
	double p99 = part(latency, n, 0.99);
	printf("{\"first_us\": %.1f, \"p50_us\": %.2f, \"p99_us\": %.2f, \"pipelined_per_s\": %.0f, \"bytes\": %zu}\n",
		first * 1e6, part(latency, n, 0.5), p99, rate, answer);
}

static void fan(const char *prefix, int count, double seconds, int depth, const char *hex)
{
	size_t size, most = 1000000;
	uint8_t *m = repeat(hex, depth, &size);
	struct peer *peers = check(calloc(count, sizeof *peers));
	struct pollfd *fds = check(calloc(count, sizeof *fds));
	for (int i = 0; i < count; i++) {
		char endpoint[120];
		snprintf(endpoint, sizeof endpoint, "unix:%s%d", prefix, i);
		open_peer(peers + i, endpoint);
		peers[i].latency = check(malloc(most * sizeof(double)));
		fds[i] = (struct pollfd){ .fd = peers[i].from, .events = POLLIN };
	}
	double begin = now();
	for (int i = 0; i < count; i++) {
		peers[i].sent = now();
		write_all(peers[i].to, m, i ? size : size * depth);
	}
	size_t saturated = 0;
	for (double t; (t = now()) < begin + seconds;) {
		if (poll(fds, count, 1000) <= 0) { fprintf(stderr, "nobody answers\n"); exit(2); }
		for (int i = 0; i < count; i++) {
			struct peer *p = peers + i;
			int answers = 0;
			if (!fds[i].revents) continue;
			fill(p);
			while (take(p)) answers++;
			if (!answers) continue;
			t = now();
			if (i && t > begin + seconds / 4 && p->count < most) p->latency[p->count++] = t - p->sent;
			if (!i) saturated += answers;
			p->sent = now();
			write_all(p->to, m, size * answers);
		}
	}
	double best = 1e9, worst = 0;
	for (int i = 1; i < count; i++) {
		double median = part(peers[i].latency, peers[i].count, 0.5);
		if (!peers[i].count) { fprintf(stderr, "%d was never answered\n", i); exit(2); }
		if (median < best) best = median;
		if (median > worst) worst = median;
	}
	printf("{\"best_median_us\": %.1f, \"worst_median_us\": %.1f, \"saturated_per_s\": %.0f}\n", best, worst, saturated / seconds);
}

int main(int c, char **v)
{
	if (c == 4 && !strcmp(v[1], "echo")) echo(v[2], atoi(v[3]));
	else if (c == 6 && !strcmp(v[1], "ping")) ping(v[2], atof(v[3]), atoi(v[4]), v[5]);
	else if (c == 7 && !strcmp(v[1], "fan")) fan(v[2], atoi(v[3]), atof(v[4]), atoi(v[5]), v[6]);
	else { fprintf(stderr, "usage: see the top of the source\n"); return 1; }
	return 0;
}
