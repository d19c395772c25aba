/*
 * Speaks to a CXL memory device through its mapped registers, from a guest's user space, without
 * driver or with one that is idle:
 *
 *   guest-tool [-s BDF] find                          the function: 0000:35:00.0
 *   guest-tool [-s BDF] play FILE                     says each step to the mailbox; - is standard input
 *   guest-tool [-s BDF] read BAR OFFSET WIDTH         one access of 1, 2, 4 or 8 bytes
 *   guest-tool [-s BDF] write BAR OFFSET WIDTH VALUE
 *   guest-tool add-key TYPE DESCRIPTION PAYLOAD       a key of the kernel's: its number
 *
 * A step is a line, opcode and payload in hexadecimal: "4801 ffffffff00000000", or "4801" where
 * there is no payload. Each is answered by one line: opcode, request, return code, response, an
 * empty payload being "-". Blank lines and those that begin with # are passed over.
 *
 * Without -s it takes the first function with class code 050210h. Where a driver is bound, mapping
 * its BAR needs iomem=relaxed on the kernel's command line.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/keyctl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
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
    CAPABILITY_MAILBOX = 2, CAPABILITY_SIZE = 0x10,
    MAILBOX_CAPABILITIES = 0x00, MAILBOX_CONTROL = 0x04, MAILBOX_COMMAND = 0x08,
    MAILBOX_STATUS = 0x10, MAILBOX_PAYLOAD = 0x20,
    DOORBELL = 1
};

static char bdf[256];

static void fail(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));

static void fail(const char *format, ...)
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

static void find_function(void)
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

static uint32_t little(const uint8_t *bytes, unsigned count)
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

static volatile uint8_t *map_bar(unsigned bar, size_t *size)
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

static uint64_t load(volatile uint8_t *at, unsigned width)
{
    switch (width) {
    case 1: return *at;
    case 2: return *(volatile uint16_t *)at;
    case 4: return *(volatile uint32_t *)at;
    default: return *(volatile uint64_t *)at;
    }
}

static void store(volatile uint8_t *at, unsigned width, uint64_t value)
{
    switch (width) {
    case 1: *at = (uint8_t)value; break;
    case 2: *(volatile uint16_t *)at = (uint16_t)value; break;
    case 4: *(volatile uint32_t *)at = (uint32_t)value; break;
    default: *(volatile uint64_t *)at = value; break;
    }
}

static volatile uint8_t *find_mailbox(uint32_t *payload_size)
{
    unsigned bar;
    uint64_t offset;
    size_t size;
    locate_device_registers(&bar, &offset);
    volatile uint8_t *bytes = map_bar(bar, &size);
    if (offset + CAPABILITY_SIZE > size)
        fail("device registers at %llxh are outside of BAR %u", (unsigned long long)offset, bar);
    volatile uint8_t *registers = bytes + offset;
    size -= offset;

    unsigned count = load(registers, 8) >> 32 & 0xffff;
    for (unsigned i = 1; i <= count && (i + 1) * CAPABILITY_SIZE <= size; i++) {
        volatile uint8_t *header = registers + i * CAPABILITY_SIZE;
        if ((load(header, 4) & 0xffff) != CAPABILITY_MAILBOX)
            continue;
        uint64_t at = load(header + 4, 4);
        if (at + MAILBOX_PAYLOAD > size)
            fail("the mailbox at %llxh is outside of its BAR", (unsigned long long)at);
        *payload_size = 1u << (load(registers + at + MAILBOX_CAPABILITIES, 4) & 31);
        if (*payload_size > PAYLOAD_MAX || at + MAILBOX_PAYLOAD + *payload_size > size)
            fail("a mailbox payload of %u bytes is outside of its BAR", *payload_size);
        return registers + at;
    }
    fail("no mailbox among %u capabilities", count);
}

static void wait_for_doorbell(volatile uint8_t *mailbox)
{
    const struct timespec pause = {0, 100000};
    for (unsigned tries = 0; tries < 50000; tries++) {
        if (!(load(mailbox + MAILBOX_CONTROL, 4) & DOORBELL))
            return;
        nanosleep(&pause, NULL);
    }
    fail("the doorbell stays set");
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

static uint32_t say(volatile uint8_t *mailbox, uint32_t opcode, uint8_t *payload, uint32_t *length, uint32_t limit)
{
    wait_for_doorbell(mailbox);
    copy_out(mailbox + MAILBOX_PAYLOAD, payload, *length);
    store(mailbox + MAILBOX_COMMAND, 8, (uint64_t)*length << 16 | opcode);
    store(mailbox + MAILBOX_CONTROL, 4, load(mailbox + MAILBOX_CONTROL, 4) | DOORBELL);
    wait_for_doorbell(mailbox);
    uint32_t code = load(mailbox + MAILBOX_STATUS, 8) >> 32 & 0xffff;
    *length = load(mailbox + MAILBOX_COMMAND, 8) >> 16 & 0x1fffff;
    if (*length > limit)
        fail("a response of %u bytes is longer than the mailbox", *length);
    copy_in(payload, mailbox + MAILBOX_PAYLOAD, *length);
    return code;
}

static void print_hex(const uint8_t *bytes, uint32_t length)
{
    if (length == 0)
        putchar('-');
    for (uint32_t i = 0; i < length; i++)
        printf("%02x", bytes[i]);
}

static uint32_t parse_hex(const char *text, uint8_t *bytes, uint32_t limit)
{
    size_t digits = strspn(text, "0123456789abcdefABCDEF");
    if (text[digits] != '\0' || digits % 2 != 0)
        fail("not hexadecimal bytes: %s", text);
    if (digits / 2 > limit)
        fail("%zu bytes of payload do not fit into the mailbox", digits / 2);
    for (size_t i = 0; i < digits / 2; i++) {
        const char pair[3] = {text[2 * i], text[2 * i + 1], '\0'};
        bytes[i] = (uint8_t)strtoul(pair, NULL, 16);
    }
    return (uint32_t)(digits / 2);
}

static void play(const char *path)
{
    FILE *steps = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
    if (steps == NULL)
        fail("cannot open %s", path);
    uint32_t limit;
    volatile uint8_t *mailbox = find_mailbox(&limit);
    uint8_t *payload = malloc(limit);
    if (payload == NULL)
        fail("out of memory");

    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, steps) > 0) {
        char *opcode = strtok(line, " \t\r\n");
        char *request = strtok(NULL, " \t\r\n");
        if (opcode == NULL || opcode[0] == '#')
            continue;
        uint8_t code[2];
        if (parse_hex(opcode, code, sizeof code) != sizeof code)
            fail("not an opcode: %s", opcode);
        uint32_t length = request == NULL || strcmp(request, "-") == 0 ? 0 : parse_hex(request, payload, limit);
        printf("%02x%02x ", code[0], code[1]);
        print_hex(payload, length);
        uint32_t result = say(mailbox, (uint32_t)code[0] << 8 | code[1], payload, &length, limit);
        printf(" %04x ", result);
        print_hex(payload, length);
        putchar('\n');
        fflush(stdout);
    }
    free(line);
    free(payload);
    if (steps != stdin)
        fclose(steps);
}

static uint64_t number(const char *text)
{
    char *end;
    uint64_t value = strtoull(text, &end, 0);
    if (end == text || *end != '\0')
        fail("not a number: %s", text);
    return value;
}

static void access_register(char **arguments, const char *value)
{
    size_t size;
    uint64_t offset = number(arguments[1]);
    uint64_t width = number(arguments[2]);
    volatile uint8_t *bytes = map_bar((unsigned)number(arguments[0]), &size);
    if (width != 1 && width != 2 && width != 4 && width != 8)
        fail("not a width: %s", arguments[2]);
    if (offset % width != 0 || offset > size || size - offset < width)
        fail("%s is not aligned, or outside of the BAR, which has %zxh bytes", arguments[1], size);
    if (value != NULL)
        store(bytes + offset, (unsigned)width, number(value));
    else
        printf("%0*llx\n", (int)(2 * width), (unsigned long long)load(bytes + offset, (unsigned)width));
}

/* In root's own keyring, where the kernel looks for the keys that passphrases of memory devices are. */
static void add_key(char **arguments)
{
    long key = syscall(SYS_add_key, arguments[0], arguments[1], arguments[2], strlen(arguments[2]),
                       KEY_SPEC_USER_KEYRING);
    if (key < 0)
        fail("no key %s of type %s: %s", arguments[1], arguments[0], strerror(errno));
    printf("%ld\n", key);
}

int main(int count, char **arguments)
{
    if (count == 5 && strcmp(arguments[1], "add-key") == 0) {
        add_key(arguments + 2);
        return 0;
    }
    if (count >= 3 && strcmp(arguments[1], "-s") == 0) {
        snprintf(bdf, sizeof bdf, "%s", arguments[2]);
        count -= 2;
        arguments += 2;
    } else {
        find_function();
    }
    const char *verb = count > 1 ? arguments[1] : "";
    if (strcmp(verb, "find") == 0 && count == 2)
        puts(bdf);
    else if (strcmp(verb, "play") == 0 && count == 3)
        play(arguments[2]);
    else if (strcmp(verb, "read") == 0 && count == 5)
        access_register(arguments + 2, NULL);
    else if (strcmp(verb, "write") == 0 && count == 6)
        access_register(arguments + 2, arguments[5]);
    else
        fail("usage: [-s BDF] find | play FILE | read BAR OFFSET WIDTH | write BAR OFFSET WIDTH VALUE"
             " | add-key TYPE DESCRIPTION PAYLOAD");
    return 0;
}
