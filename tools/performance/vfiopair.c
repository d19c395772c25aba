/* What tools/performance/registers.py pairs with cxlwire: a vfio-user server that does nothing but reply, with
 * messages of the right sizes, and a client that measures either. One thread, blocking calls.
 *
 *   vfiopair echo PATH               replies zeros to every read, and takes every write
 *   vfiopair read PATH SECONDS       one register of 8 bytes at a time
 *   vfiopair driver PATH SECONDS     one whole 4801h through the mailbox at a time, at most 8 bytes in an access
 *   vfiopair oracle PATH SECONDS     the same with the payload in one access, as over qtest
 *   vfiopair block PATH SECONDS      the same with all that is read in one access
 *
 * Writes are posted: nobody waits for their reply, and none is sent. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { HEADER = 16, ACCESS = 32, READ = 9, WRITE = 10, BAR2 = 2, MAILBOX = 0x100 };

struct message {
	uint16_t id, command;
	uint32_t size, flags, error;
	uint64_t offset;
	uint32_t region, count;
	uint8_t data[1 << 16];
};

static struct message m;

static void fail(const char *what) { perror(what); exit(2); }

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec * 1e-9;
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

static int take(int fd, size_t from, size_t to)
{
	while (from < to) {
		ssize_t k = recv(fd, (uint8_t *)&m + from, to - from, 0);
		if (k <= 0) return 0;
		from += k;
	}
	return 1;
}

enum { POSTED = 0x10 };

static int receive(int fd) { return take(fd, 0, HEADER) && m.size <= sizeof m && take(fd, HEADER, m.size); }

static void echo(int fd)
{
	while (receive(fd)) {
		m.flags = 1;
		if (m.command == READ) {
			m.size = ACCESS + m.count;
			memset(m.data, 0, m.count);
		} else if (m.command == WRITE) {
			m.size = ACCESS;
		}
		if (send(fd, &m, m.size, 0) < 0) return;
	}
}

static void ask(int fd, uint16_t command, uint32_t size)
{
	m.id++;
	m.command = command;
	m.size = size;
	m.flags = m.error = 0;
	if (send(fd, &m, size, 0) != (ssize_t)size || !receive(fd) || m.flags != 1) {
		fprintf(stderr, "command %u: refused, or the server has gone\n", command);
		exit(2);
	}
}

static uint64_t get(int fd, uint64_t offset, uint32_t count)
{
	uint64_t value = 0;
	m.offset = offset;
	m.region = BAR2;
	m.count = count;
	ask(fd, READ, ACCESS);
	memcpy(&value, m.data, count < 8 ? count : 8);
	return value;
}

static void put(int fd, uint64_t offset, uint32_t count, uint64_t value)
{
	m.offset = offset;
	m.region = BAR2;
	m.count = count;
	memcpy(m.data, &value, count);
	m.id++;
	m.command = WRITE;
	m.size = ACCESS + count;
	m.flags = POSTED;
	m.error = 0;
	if (send(fd, &m, m.size, 0) != (ssize_t)m.size) fail("send");
}

enum { REGISTER, DRIVER, ORACLE, BLOCK };

static void list(int fd, int how)
{
	put(fd, MAILBOX + 0x20, 8, 10);
	put(fd, MAILBOX + 8, 8, 0x4801 | 8ull << 16);
	put(fd, MAILBOX + 4, 4, 1);
	uint64_t status, command;
	if (how == BLOCK) {
		get(fd, MAILBOX, 0x20 + 96);
		memcpy(&status, m.data + 0x10, 8);
		memcpy(&command, m.data + 8, 8);
	} else {
		if (how == DRIVER) while (get(fd, MAILBOX + 4, 4) & 1) ;
		status = get(fd, MAILBOX + 0x10, 8);
		command = get(fd, MAILBOX + 8, 8);
		uint32_t step = how == DRIVER ? 8 : command >> 16;
		for (uint32_t at = 0; at < command >> 16; at += step) get(fd, MAILBOX + 0x20 + at, step);
	}
	if (status >> 32 || command >> 16 != 96) { fprintf(stderr, "4801h was not answered as it should be\n"); exit(2); }
}

static int by_size(const void *a, const void *b)
{
	double x = *(double *)a, y = *(double *)b;
	return (x > y) - (x < y);
}

static void measure(int fd, int how, double seconds)
{
	size_t n = 0, most = 2000000;
	double *took = malloc(most * sizeof *took);
	if (!took) fail("memory");
	memset(&m, 0, sizeof m);
	ask(fd, 1, HEADER + 4);
	for (double begin = now(), t = begin; n < most && t < begin + seconds * 1.5;) {
		double before = t;
		if (how == REGISTER) get(fd, MAILBOX, 8);
		else list(fd, how);
		t = now();
		if (t > begin + seconds / 2) took[n++] = t - before;
	}
	qsort(took, n, sizeof *took, by_size);
	printf("{\"p50_us\": %.2f, \"p99_us\": %.2f}\n", took[n / 2] * 1e6, took[n * 99 / 100] * 1e6);
}

int main(int c, char **v)
{
	static const char *ways[] = { "read", "driver", "oracle", "block" };
	if (c == 3 && !strcmp(v[1], "echo")) { echo(unix_socket(v[2], 1)); return 0; }
	for (int how = 0; c == 4 && how < 4; how++) {
		if (strcmp(v[1], ways[how])) continue;
		measure(unix_socket(v[2], 0), how, atof(v[3]));
		return 0;
	}
	fprintf(stderr, "usage: see the top of the source\n");
	return 1;
}
