/*
 * A small driver for dynamic capacity, through the mapped registers: what a host owes the device (docs/judge/rules.md),
 * and no more. It takes what it is offered, gives back what it is asked for, and looks at the registers instead of
 * waiting for interrupts. One thing at a time: records are read and cleared, then what they ask for is done in their
 * order. examples/driver is the same in C#, for streams.
 */
#include "mailbox.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    SUCCESS = 0, STARTED = 1, RETRY_REQUIRED = 5, BUSY = 6,
    BACKGROUND_STATUS = 0x0002, GET_RECORDS = 0x0100, CLEAR_RECORDS = 0x0101, GET_POLICY = 0x0102,
    SET_POLICY = 0x0103, SET_TIMESTAMP = 0x0301, GET_REGIONS = 0x4800, GET_LIST = 0x4801, ANSWER_OFFER = 0x4802,
    RELEASE = 0x4803,
    LOGS = 5, DC_LOG = 4, BY_MESSAGE = 1,
    RECORD = 128, RECORDS_AT = 32, EXTENT = 40, REGION = 40, ENTRY = 24,
    ADD_CAPACITY = 0, RELEASE_CAPACITY = 1, FORCED_RELEASE = 2, REGION_UPDATED = 3,
    MAX_REGIONS = 8, MAX_HELD = 1 << 16, MAX_TAKEN = 1024, MAX_PAGES = 256,
    MAX_READINGS = 16, MAX_ATTEMPTS = 200, PAGE = 32
};

static const uint8_t dynamic_capacity[16] = {
    0xca, 0x95, 0xaf, 0xa7, 0xf1, 0x83, 0x40, 0x18, 0x8c, 0x2f, 0x95, 0x26, 0x8e, 0x10, 0x1a, 0x2a};

struct extent {
    uint64_t start, length;
    uint8_t tag[16];
    uint16_t sequence;
};

struct region {
    uint64_t base, length, block;
};

/* What records asked for and is not done: a chain that was offered, or an extent to give back. */
struct task {
    struct task *next;
    int is_release, is_given_up, was_refused, may_be_late_end;
    uint64_t grown_at;
    unsigned count;
    struct extent *extents;
};

static struct mailbox mailbox;
static unsigned patience;
static uint8_t *payload, *sending;
static uint32_t length;
static jmp_buf lost;

static struct region regions[MAX_REGIONS];
static unsigned region_count;
static uint32_t trackable, available;
static struct extent held[MAX_HELD], listed[MAX_HELD];
static unsigned held_count;
static struct task *first, *open_chain;
static uint8_t given_up[16];
/* Records that may be in a log still: the answer to their clearing was lost. */
static struct { uint64_t time; uint32_t handle; } taken_in[LOGS][MAX_TAKEN];
static unsigned taken_count[LOGS];
static int must_set_up = 1, must_read_list, must_read_regions, is_in_doubt;
static uint64_t unknown_since;

static uint64_t wide(const uint8_t *bytes) { return little(bytes, 4) | (uint64_t)little(bytes + 4, 4) << 32; }

static void put(uint8_t *bytes, uint64_t value, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        bytes[i] = (uint8_t)(value >> 8 * i);
}

static void pause_for(unsigned time) { usleep(time * 1000); }

static void write_attribute(const char *name, const char *text)
{
    char path[512];
    snprintf(path, sizeof path, "/sys/bus/pci/devices/%s/%s", bdf, name);
    FILE *file = fopen(path, "we");
    if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0)
        fail("cannot write %s to %s", text, path);
}

/* H26, H27: a doorbell that stays set ends in a reset, and then nothing is known of what the command did (H11). */
static void lose(void) __attribute__((noreturn));
static void lose(void)
{
    printf("no answer: function level reset\n");
    write_attribute("reset_method", "flr");
    write_attribute("reset", "1");
    longjmp(lost, 1);
}

static int ask_once(uint32_t opcode)
{
    int code = say(&mailbox, opcode, payload, &length, patience / 4);
    if (code == NO_ANSWER)
        lose();
    return code;
}

/* H28: how the command ended that goes on in the background. */
static int wait_for_end(void)
{
    for (int look = 0; look < MAX_ATTEMPTS; look++) {
        pause_for(20);
        length = 0;
        int code = ask_once(BACKGROUND_STATUS);
        if (code == BUSY || code == RETRY_REQUIRED)
            continue;
        if (code != SUCCESS || length < 8)
            return code == SUCCESS ? BUSY : code;
        if (!(payload[2] & 1)) {
            code = (int)little(payload + 4, 2);
            length = 0;
            return code;
        }
    }
    return BUSY;
}

/* Sends a command, again while the device is busy (H15, H27); payload and length become the response's. */
static int ask(uint32_t opcode, const uint8_t *request, uint32_t size)
{
    for (int attempt = 1;; attempt++) {
        memcpy(payload, request, size);
        length = size;
        int code = ask_once(opcode);
        if (code == STARTED)
            code = wait_for_end();
        if ((code != BUSY && code != RETRY_REQUIRED) || attempt == MAX_ATTEMPTS)
            return code;
        pause_for(20);
    }
}

static int overlap(const struct extent *one, const struct extent *other)
{
    return one->start < other->start + other->length && other->start < one->start + one->length;
}

static int is_held(const struct extent *extent)
{
    for (unsigned i = 0; i < held_count; i++)
        if (overlap(held + i, extent))
            return 1;
    return 0;
}

static void hold(const struct extent *extent)
{
    if (held_count == MAX_HELD)
        fail("more than %u extents", MAX_HELD);
    held[held_count++] = *extent;
}

static int is_inside(const struct extent *extent)
{
    for (unsigned i = 0; i < region_count; i++) {
        const struct region *region = regions + i;
        uint64_t offset = extent->start - region->base;
        if (extent->length > 0 && extent->start >= region->base && offset <= region->length
            && extent->length <= region->length - offset && region->block > 0 && offset % region->block == 0
            && extent->length % region->block == 0)
            return 1;
    }
    return 0;
}

/* All of it, or nothing (H8, H31): whole blocks, nothing twice, one tag, what hosts share in its order. */
static int can_be_taken(const struct task *chain)
{
    int is_numbered = 0;
    for (unsigned i = 0; i < chain->count; i++)
        is_numbered |= chain->extents[i].sequence != 0;
    for (unsigned i = 0; i < chain->count; i++) {
        const struct extent *extent = chain->extents + i;
        if (memcmp(extent->tag, chain->extents[0].tag, 16) != 0 || (is_numbered && extent->sequence != i)
            || !is_inside(extent) || is_held(extent))
            return 0;
        for (unsigned j = 0; j < i; j++)
            if (overlap(chain->extents + j, extent))
                return 0;
    }
    return !chain->is_given_up;
}

static struct task *new_task(int is_release)
{
    struct task *task = calloc(1, sizeof *task);
    if (task == NULL)
        fail("out of memory");
    task->is_release = is_release;
    return task;
}

static void add_extent(struct task *task, const struct extent *extent)
{
    task->extents = realloc(task->extents, (task->count + 1) * sizeof *extent);
    if (task->extents == NULL)
        fail("out of memory");
    task->extents[task->count++] = *extent;
    task->grown_at = milliseconds();
}

static void drop(struct task *task)
{
    for (struct task **at = &first; *at != NULL; at = &(*at)->next)
        if (*at == task) {
            *at = task->next;
            break;
        }
    free(task->extents);
    free(task);
}

static void append(struct task *task)
{
    struct task **at = &first;
    while (*at != NULL)
        at = &(*at)->next;
    *at = task;
}

static void close_chain(void)
{
    append(open_chain);
    open_chain = NULL;
}

static void give_up(void)
{
    open_chain->is_given_up = 1;
    memcpy(given_up, open_chain->extents[0].tag, 16);
    close_chain();
}

/* A range is offered no longer. */
static void forget(struct task *chain, const struct extent *gone)
{
    struct task kept = {0};
    for (unsigned i = 0; i < chain->count; i++) {
        struct extent extent = chain->extents[i], part = extent;
        uint64_t end = extent.start + extent.length, gone_end = gone->start + gone->length;
        if (!overlap(&extent, gone)) {
            add_extent(&kept, &extent);
            continue;
        }
        part.length = gone->start - extent.start;
        if (extent.start < gone->start)
            add_extent(&kept, &part);
        part.start = gone_end;
        part.length = end - gone_end;
        if (gone_end < end)
            add_extent(&kept, &part);
    }
    free(chain->extents);
    chain->extents = kept.extents;
    chain->count = kept.count;
}

/* H16: it is gone, and there is nothing to answer; nor for what was offered of it. */
static void forget_all(const struct extent *gone)
{
    for (struct task *task = first, *next; task != NULL; task = next) {
        next = task->next;
        if (task->is_release)
            continue;
        forget(task, gone);
        if (task->count == 0)
            drop(task);
    }
    if (open_chain == NULL)
        return;
    forget(open_chain, gone);
    if (open_chain->count > 0)
        return;
    free(open_chain->extents);
    free(open_chain);
    open_chain = NULL;
}

static void take_in_extent(unsigned type, const struct extent *extent, int more)
{
    static const uint8_t none[16];
    if (type == ADD_CAPACITY) {
        /* H6: a chain has one tag, so that another one says that an end was lost. */
        if (open_chain != NULL && memcmp(open_chain->extents[0].tag, extent->tag, 16) != 0)
            give_up();
        if (open_chain == NULL) {
            open_chain = new_task(0);
            open_chain->may_be_late_end = memcmp(extent->tag, none, 16) != 0 && memcmp(extent->tag, given_up, 16) == 0;
        }
        add_extent(open_chain, extent);
        if (!more)
            close_chain();
    } else if (type == RELEASE_CAPACITY) {
        struct task *task = new_task(1);
        add_extent(task, extent);
        append(task);
    } else if (type == FORCED_RELEASE) {
        must_read_list = 1;
        forget_all(extent);
    } else if (type == REGION_UPDATED) {
        must_read_regions = 1;
    }
}

static struct extent to_extent(const uint8_t *bytes)
{
    struct extent extent = {
        .start = wide(bytes), .length = wide(bytes + 8), .sequence = (uint16_t)little(bytes + 32, 2)};
    memcpy(extent.tag, bytes + 16, 16);
    return extent;
}

/* A record counts once, though it be read again because the answer to its clearing was lost. */
static void take_in(unsigned log, const uint8_t *record)
{
    uint32_t handle = little(record + 20, 2);
    uint64_t time = wide(record + 24);
    for (unsigned i = 0; i < taken_count[log]; i++)
        if (taken_in[log][i].handle == handle && taken_in[log][i].time == time)
            return;
    if (taken_count[log] == MAX_TAKEN)
        taken_count[log] = 0;
    taken_in[log][taken_count[log]].time = time;
    taken_in[log][taken_count[log]++].handle = handle;
    struct extent extent = to_extent(record + 56);
    if (memcmp(record, dynamic_capacity, 16) == 0)
        take_in_extent(record[48], &extent, record[53] & 1);
}

/* Reads a log to its end, page by page, and clears each page once it is taken in (H17 to H20). */
static void read_records(uint8_t log)
{
    /* H33: a log that never empties is left for the next look. */
    for (int page = 0; page < MAX_PAGES; page++) {
        if (ask(GET_RECORDS, &log, 1) != SUCCESS || length < RECORDS_AT)
            return;
        uint32_t count = little(payload + 20, 2);
        int has_overflow = payload[0] & 1;
        if (length != RECORDS_AT + count * RECORD)
            return;
        if (count > 255)
            count = 255;
        uint8_t request[6 + 2 * 255] = {log, 0, (uint8_t)count};
        for (uint32_t i = 0; i < count; i++) {
            take_in(log, payload + RECORDS_AT + i * RECORD);
            memcpy(request + 6 + 2 * i, payload + RECORDS_AT + i * RECORD + 20, 2);
        }
        /* H11, H19: records were lost, and what they said is in the list. */
        if (has_overflow)
            must_read_list = 1;
        request[1] = count == 0;
        if ((count > 0 || has_overflow) && ask(CLEAR_RECORDS, request, 6 + 2 * count) == SUCCESS)
            taken_count[log] = 0;
        if (count == 0)
            return;
    }
}

static void read_regions(void)
{
    uint32_t room = (mailbox.limit - 24) / REGION;
    const uint8_t request[2] = {(uint8_t)(room < MAX_REGIONS ? room : MAX_REGIONS), 0};
    if (ask(GET_REGIONS, request, 2) != SUCCESS || length < 8 || payload[1] > MAX_REGIONS
        || length < 24u + payload[1] * REGION)
        return;
    region_count = payload[1];
    for (unsigned i = 0; i < region_count; i++) {
        const uint8_t *region = payload + 8 + i * REGION;
        regions[i] = (struct region){wide(region), wide(region + 16), wide(region + 24)};
    }
    trackable = little(payload + 8 + region_count * REGION, 4);
    available = little(payload + 12 + region_count * REGION, 4);
    must_read_regions = 0;
}

/* -> whether the list was the same from its first page to its last. */
static int try_read_list(unsigned *count)
{
    uint32_t generation = 0, total = PAGE, room = (mailbox.limit - 16) / EXTENT;
    *count = 0;
    while (1) {
        /* H12: no more is asked for than there is. */
        uint32_t left = total - *count, page = left < PAGE ? left : PAGE;
        uint8_t request[8];
        put(request, page < room ? page : room, 4);
        put(request + 4, *count, 4);
        if (ask(GET_LIST, request, 8) != SUCCESS || length < 16)
            return 0;
        uint32_t returned = little(payload, 4);
        total = little(payload + 4, 4);
        if (returned > (length - 16) / EXTENT || returned > MAX_HELD - *count
            || (*count > 0 && little(payload + 8, 4) != generation))
            return 0;
        generation = little(payload + 8, 4);
        for (uint32_t i = 0; i < returned; i++)
            listed[(*count)++] = to_extent(payload + 16 + i * EXTENT);
        if (*count >= total || returned == 0)
            return *count == total;
    }
}

/* H10, H33: until it did not change meanwhile, but not for ever. */
static void read_list(void)
{
    for (int reading = 0; reading < MAX_READINGS; reading++) {
        unsigned count;
        if (!try_read_list(&count))
            continue;
        memcpy(held, listed, count * sizeof *held);
        held_count = count;
        must_read_list = 0;
        return;
    }
}

/* Extents that were offered, and not answered; -1: what the host has is not known. */
static int64_t count_pending(void)
{
    read_regions();
    if (must_read_list)
        read_list();
    return must_read_list || must_read_regions ? -1 : (int64_t)trackable - available - held_count;
}

/* Whether fewer extents are pending than are to be answered. */
static int is_answered(void)
{
    int64_t known = open_chain == NULL ? 0 : open_chain->count, pending = count_pending();
    for (struct task *task = first; task != NULL; task = task->next)
        known += task->is_release ? 0 : task->count;
    return pending >= 0 && pending < known;
}

/* Sends extents, in as many payloads as it takes (H9). */
static int send_extents(uint32_t opcode, const struct extent *extents, unsigned count)
{
    uint32_t room = (mailbox.limit - 8) / ENTRY, sent = 0;
    int code;
    do {
        uint32_t part = count - sent < room ? count - sent : room;
        memset(sending, 0, mailbox.limit);
        put(sending, part, 4);
        sending[4] = sent + part < count;
        for (uint32_t i = 0; i < part; i++, sent++) {
            put(sending + 8 + i * ENTRY, extents[sent].start, 8);
            put(sending + 16 + i * ENTRY, extents[sent].length, 8);
        }
        code = ask(opcode, sending, 8 + part * ENTRY);
    } while (code == SUCCESS && sent < count);
    return code;
}

/* Answers an offer, whole. -> 0: it was refused, and more has to be known first. */
static int answer(struct task *chain)
{
    if (chain->may_be_late_end && is_answered()) {
        /* H6: it was declined when it was given up. */
        drop(chain);
        return 1;
    }
    unsigned count = can_be_taken(chain) ? chain->count : 0;
    is_in_doubt = 1;
    if (send_extents(ANSWER_OFFER, chain->extents, count) != SUCCESS) {
        /* H7: what failed is not used. It may have been taken back by force meanwhile, and then is no offer. */
        chain->was_refused = 1;
        return 0;
    }
    /* What was sent before a part that was refused may have been taken. */
    must_read_list |= chain->was_refused;
    is_in_doubt = 0;
    for (unsigned i = 0; i < count; i++)
        hold(chain->extents + i);
    drop(chain);
    return 1;
}

/* Gives back what the host has of a range (H13, H14); the list then says what is left. */
static void give_back(struct task *task)
{
    const struct extent wanted = task->extents[0];
    unsigned count = 0;
    for (unsigned i = 0; i < held_count; i++) {
        uint64_t end = held[i].start + held[i].length, wanted_end = wanted.start + wanted.length;
        struct extent part = held[i];
        if (!overlap(held + i, &wanted))
            continue;
        part.start = part.start < wanted.start ? wanted.start : part.start;
        part.length = (end < wanted_end ? end : wanted_end) - part.start;
        if (is_inside(&part))
            listed[count++] = part;
    }
    if (count > 0) {
        must_read_list = 1;
        send_extents(RELEASE, listed, count);
    }
    drop(task);
}

/* Finds whether the device had the answer whose reply was lost. */
static void settle_doubt(void)
{
    struct task *offer = first;
    while (offer != NULL && offer->is_release)
        offer = offer->next;
    if (is_in_doubt && offer != NULL) {
        int all_held = 1;
        int was_answered = is_answered();
        for (unsigned i = 0; i < offer->count; i++)
            all_held &= is_held(offer->extents + i);
        if (was_answered || all_held)
            drop(offer);
        else if (offer->was_refused)
            /* H7: it is still an offer, and is declined. */
            offer->is_given_up = 1;
    }
    is_in_doubt = 0;
}

/* Declines offers whose records the driver never had (H4). */
static void decline_unknown(void)
{
    if (open_chain != NULL || count_pending() <= 0) {
        unknown_since = 0;
        return;
    }
    if (unknown_since == 0)
        unknown_since = milliseconds();
    if (milliseconds() - unknown_since < patience / 4)
        return;
    unknown_since = 0;
    read_records(DC_LOG);
    if (open_chain == NULL && first == NULL)
        send_extents(ANSWER_OFFER, NULL, 0);
}

/* H29: what the driver wants to be told of, and what time it is; and all is read anew (H11). */
static void set_up(void)
{
    struct timespec now;
    uint8_t time[8];
    const uint8_t policy[LOGS] = {BY_MESSAGE, BY_MESSAGE, BY_MESSAGE, BY_MESSAGE, BY_MESSAGE};
    enable_memory();
    clock_gettime(CLOCK_REALTIME, &now);
    put(time, (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec, sizeof time);
    ask(SET_TIMESTAMP, time, sizeof time);
    must_set_up = ask(SET_POLICY, policy, sizeof policy) != SUCCESS;
    must_read_list = must_read_regions = 1;
}

static void look(void)
{
    /* A device that has forgotten what it should tell of was reset. */
    if (!must_set_up && ask(GET_POLICY, NULL, 0) == SUCCESS && length > DC_LOG && (payload[DC_LOG] & 3) == 0)
        must_set_up = 1;
    if (must_set_up)
        set_up();
    for (uint8_t log = 0; log < LOGS; log++)
        read_records(log);
    if (must_read_regions)
        read_regions();
    if (must_read_list)
        read_list();
    if (open_chain != NULL && milliseconds() - open_chain->grown_at >= patience / 4)
        give_up();
    /* A list that could not be read, or does not settle, is read again at the next look. */
    if (must_read_list)
        return;
    settle_doubt();
    while (first != NULL) {
        if (first->is_release)
            give_back(first);
        else if (!answer(first))
            return;
        if (must_read_list)
            read_list();
    }
    decline_unknown();
}

void drive(unsigned time)
{
    patience = time;
    mailbox = find_mailbox();
    payload = malloc(mailbox.limit);
    sending = malloc(mailbox.limit);
    if (payload == NULL || sending == NULL)
        fail("out of memory");
    setvbuf(stdout, NULL, _IOLBF, 0);
    printf("drives %s\n", bdf);
    if (setjmp(lost) != 0) {
        /* H11: what the last command did is unknown. */
        must_set_up = must_read_list = 1;
        pause_for(20);
    }
    while (1) {
        uint64_t next = milliseconds() + patience / 20;
        look();
        do
            pause_for(20);
        while (load(mailbox.status, 4) == 0 && milliseconds() < next);
    }
}
