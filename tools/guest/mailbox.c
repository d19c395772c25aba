/* The mapped registers of a CXL memory device, and its mailbox. */
#include "mailbox.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define DEVICES "/sys/bus/pci/devices"
#define CONFIG_SIZE 4096u
#define PAYLOAD_MAX (1u << 20)

/* PCI 3.0 6.2.2, PCIe 5.0 7.9.6, CXL r3.1 8.1.9 Register Locator DVSEC */
enum {
    PCI_COMMAND = 0x04, PCI_COMMAND_MEMORY = 2,
    EXTENDED = 0x100, EXTENDED_DVSEC = 0x23,
    DVSEC_VENDOR_CXL = 0x1e98, DVSEC_REGISTER_LOCATOR = 8, LOCATOR_ENTRIES = 0x0c,
    BLOCK_DEVICE_REGISTERS = 3
};

/* CXL r3.1 8.2.8.1, 8.2.8.4 */
enum {
    CAPABILITY_STATUS = 1, CAPABILITY_MAILBOX = 2, CAPABILITY_SIZE = 0x10,
    MAILBOX_CAPABILITIES = 0x00, MAILBOX_CONTROL = 0x04, MAILBOX_COMMAND = 0x08,
    MAILBOX_STATUS = 0x10, MAILBOX_PAYLOAD = 0x20,
    DOORBELL = 1
};

char bdf[256];

void fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("guest-tool: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

static int open_attribute(const char *device, const char *name, int flags)
{
    char path[512];
    snprintf(path, sizeof path, DEVICES "/%s/%s", device, name);
    return open(path, flags | O_CLOEXEC);
}

static int is_cxl_memory(const char *device)
{
    char text[16] = "";
    int file = open_attribute(device, "class", O_RDONLY);
    if (file < 0)
        return 0;
    ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    return length > 0 && strtoul(text, NULL, 16) == 0x050210;
}

void find_function(void)
{
    struct dirent **entries;
    int count = scandir(DEVICES, &entries, NULL, alphasort);
    if (count < 0)
        fail("cannot list " DEVICES);
    for (int i = 0; i < count; i++)
        if (is_cxl_memory(entries[i]->d_name)) {
            snprintf(bdf, sizeof bdf, "%s", entries[i]->d_name);
            return;
        }
    fail("no PCI function with class code 050210h");
}

uint32_t little(const uint8_t *bytes, unsigned count)
{
    uint32_t value = 0;
    while (count-- > 0)
        value = value << 8 | bytes[count];
    return value;
}

/* Where the device registers are; memory decoding is switched on. */
static void locate_device_registers(unsigned *bar, uint64_t *offset)
{
    uint8_t config[CONFIG_SIZE];
    int file = open_attribute(bdf, "config", O_RDWR);
    if (file < 0 || pread(file, config, sizeof config, 0) != (ssize_t)sizeof config)
        fail("cannot read the whole configuration space of %s", bdf);
    uint8_t command = config[PCI_COMMAND] | PCI_COMMAND_MEMORY;
    if (command != config[PCI_COMMAND] && pwrite(file, &command, 1, PCI_COMMAND) != 1)
        fail("cannot switch on memory decoding of %s", bdf);
    close(file);

    unsigned hops = 0;
    for (unsigned at = EXTENDED; at >= EXTENDED && at + LOCATOR_ENTRIES <= CONFIG_SIZE && hops < 64; hops++) {
        uint32_t header = little(config + at, 4);
        uint32_t vendor = little(config + at + 4, 4);
        if ((header & 0xffff) == EXTENDED_DVSEC && (vendor & 0xffff) == DVSEC_VENDOR_CXL
            && little(config + at + 8, 2) == DVSEC_REGISTER_LOCATOR) {
            unsigned end = at + (vendor >> 20);
            for (unsigned entry = at + LOCATOR_ENTRIES; entry + 8 <= end && entry + 8 <= CONFIG_SIZE; entry += 8) {
                uint32_t low = little(config + entry, 4);
                if ((low >> 8 & 0xff) != BLOCK_DEVICE_REGISTERS)
                    continue;
                *bar = low & 7;
                *offset = (uint64_t)little(config + entry + 4, 4) << 32 | (low & 0xffff0000);
                return;
            }
        }
        at = header >> 20;
    }
    fail("%s has no Register Locator with device registers", bdf);
}

volatile uint8_t *map_bar(unsigned bar, size_t *size)
{
    char name[16];
    struct stat status;
    snprintf(name, sizeof name, "resource%u", bar);
    int file = open_attribute(bdf, name, O_RDWR | O_SYNC);
    if (file < 0 || fstat(file, &status) != 0)
        fail("cannot open %s of %s", name, bdf);
    void *bytes = mmap(NULL, (size_t)status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (bytes == MAP_FAILED)
        fail("cannot map %s of %s: with a driver bound it needs iomem=relaxed", name, bdf);
    close(file);
    *size = (size_t)status.st_size;
    return bytes;
}

uint64_t load(volatile uint8_t *at, unsigned width)
{
    switch (width) {
    case 1: return *at;
    case 2: return *(volatile uint16_t *)at;
    case 4: return *(volatile uint32_t *)at;
    default: return *(volatile uint64_t *)at;
    }
}

void store(volatile uint8_t *at, unsigned width, uint64_t value)
{
    switch (width) {
    case 1: *at = (uint8_t)value; break;
    case 2: *(volatile uint16_t *)at = (uint16_t)value; break;
    case 4: *(volatile uint32_t *)at = (uint32_t)value; break;
    default: *(volatile uint64_t *)at = value; break;
    }
}

/* A capability of the device registers; its registers are at least so many bytes. */
static volatile uint8_t *find_capability(volatile uint8_t *registers, size_t size, unsigned id, size_t length)
{
    unsigned count = load(registers, 8) >> 32 & 0xffff;
    for (unsigned i = 1; i <= count && (i + 1) * CAPABILITY_SIZE <= size; i++) {
        volatile uint8_t *header = registers + i * CAPABILITY_SIZE;
        if ((load(header, 4) & 0xffff) != id)
            continue;
        uint64_t at = load(header + 4, 4);
        if (at + length > size)
            fail("capability %u at %llxh is outside of its BAR", id, (unsigned long long)at);
        return registers + at;
    }
    fail("no capability %u among %u", id, count);
}

void enable_memory(void)
{
    unsigned bar;
    uint64_t offset;
    locate_device_registers(&bar, &offset);
}

struct mailbox find_mailbox(void)
{
    unsigned bar;
    uint64_t offset;
    size_t size;
    locate_device_registers(&bar, &offset);
    volatile uint8_t *bytes = map_bar(bar, &size);
    if (offset + CAPABILITY_SIZE > size)
        fail("device registers at %llxh are outside of BAR %u", (unsigned long long)offset, bar);
    size -= offset;
    struct mailbox found;
    found.status = find_capability(bytes + offset, size, CAPABILITY_STATUS, 8);
    found.registers = find_capability(bytes + offset, size, CAPABILITY_MAILBOX, MAILBOX_PAYLOAD);
    found.limit = 1u << (load(found.registers + MAILBOX_CAPABILITIES, 4) & 31);
    if (found.limit > PAYLOAD_MAX || (size_t)(found.registers - bytes - offset) + MAILBOX_PAYLOAD + found.limit > size)
        fail("a mailbox payload of %u bytes is outside of its BAR", found.limit);
    return found;
}

uint64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static int is_free(const struct mailbox *mailbox, unsigned within)
{
    const struct timespec pause = {0, 100000};
    uint64_t end = milliseconds() + within;
    while (load(mailbox->registers + MAILBOX_CONTROL, 4) & DOORBELL) {
        if (milliseconds() > end)
            return 0;
        nanosleep(&pause, NULL);
    }
    return 1;
}

/* Four bytes at a time, what is left one at a time. */
static void copy_out(volatile uint8_t *to, const uint8_t *from, uint32_t length)
{
    uint32_t i = 0;
    for (; i + 4 <= length; i += 4)
        store(to + i, 4, little(from + i, 4));
    for (; i < length; i++)
        store(to + i, 1, from[i]);
}

static void copy_in(uint8_t *to, volatile uint8_t *from, uint32_t length)
{
    uint32_t i = 0;
    for (; i + 4 <= length; i += 4) {
        uint32_t word = (uint32_t)load(from + i, 4);
        memcpy(to + i, &word, 4);
    }
    for (; i < length; i++)
        to[i] = (uint8_t)load(from + i, 1);
}

int say(const struct mailbox *mailbox, uint32_t opcode, uint8_t *payload, uint32_t *length, unsigned within)
{
    volatile uint8_t *registers = mailbox->registers;
    if (!is_free(mailbox, within))
        return NO_ANSWER;
    copy_out(registers + MAILBOX_PAYLOAD, payload, *length);
    store(registers + MAILBOX_COMMAND, 8, (uint64_t)*length << 16 | opcode);
    store(registers + MAILBOX_CONTROL, 4, load(registers + MAILBOX_CONTROL, 4) | DOORBELL);
    if (!is_free(mailbox, within))
        return NO_ANSWER;
    int code = load(registers + MAILBOX_STATUS, 8) >> 32 & 0xffff;
    *length = load(registers + MAILBOX_COMMAND, 8) >> 16 & 0x1fffff;
    if (*length > mailbox->limit)
        fail("a response of %u bytes is longer than the mailbox", *length);
    copy_in(payload, registers + MAILBOX_PAYLOAD, *length);
    return code;
}
