/* What this machine's memory costs at the sizes of 1,000 and 1,000,000 extents, 105 bytes each: the least that a
 * random place in a list can cost, whatever finds it.
 *
 *   cc -O2 -o memory tools/performance/memory.c && ./memory */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LINE = 64, PAGE = 50 * 40, EXTENT = 105 };

static uint64_t state = 88172645463325252ull;

static uint64_t next_random(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	return state ^= state << 17;
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec * 1e-9;
}

static void *allocate(size_t bytes)
{
	void *p = malloc(bytes);
	if (!p) { perror("memory"); exit(2); }
	return p;
}

static void measure(size_t extents)
{
	size_t bytes = extents * EXTENT, lines = bytes / LINE;
	uint8_t *list = allocate(bytes);
	uint32_t *order = allocate(lines * sizeof *order);
	static uint8_t page[PAGE];
	const int copies = 300000, reads = 3000000;
	memset(list, 1, bytes);

	double begin = now();
	for (int i = 0; i < copies; i++) {
		memcpy(page, list + next_random() % (bytes - PAGE), PAGE);
		__asm__ volatile("" : : "r"(page) : "memory");
	}
	double copy = (now() - begin) / copies;

	/* A ring through all lines, in any order: where to read next is what was read. */
	for (size_t i = 0; i < lines; i++) order[i] = i;
	for (size_t i = lines - 1; i > 0; i--) {
		size_t j = next_random() % (i + 1);
		uint32_t kept = order[i];
		order[i] = order[j];
		order[j] = kept;
	}
	for (size_t i = 0; i < lines; i++) memcpy(list + LINE * (size_t)order[i], &order[(i + 1) % lines], sizeof *order);
	uint32_t at = order[0];
	begin = now();
	for (int i = 0; i < reads; i++) memcpy(&at, list + LINE * (size_t)at, sizeof at);
	double read = (now() - begin) / reads;

	printf("| %zu | %.0f | %.0f |%s\n", extents, copy * 1e9, read * 1e9, at == UINT32_MAX ? " " : "");
	free(list);
	free(order);
}

int main(void)
{
	printf("| extents | copy of a page at a random place, ns | read of a line that the last one named, ns |\n|--:|--:|--:|\n");
	measure(1000);
	measure(1000000);
	return 0;
}
