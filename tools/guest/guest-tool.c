/*
 * Speaks to a CXL memory device through its mapped registers, from a guest's user space, without
 * driver or with one that is idle:
 *
 *   guest-tool [-s BDF] find                          the function: 0000:35:00.0
 *   guest-tool [-s BDF] play FILE                     says each step to the mailbox; - is standard input
 *   guest-tool [-s BDF] drive MILLISECONDS            drives it, as drive.c says; T of docs/judge
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
#include "mailbox.h"

#include <errno.h>
#include <linux/keyctl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define DOORBELL_MILLISECONDS 5000

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
    struct mailbox mailbox = find_mailbox();
    uint8_t *payload = malloc(mailbox.limit);
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
        uint32_t length = request == NULL || strcmp(request, "-") == 0 ? 0 : parse_hex(request, payload, mailbox.limit);
        printf("%02x%02x ", code[0], code[1]);
        print_hex(payload, length);
        int result = say(&mailbox, (uint32_t)code[0] << 8 | code[1], payload, &length, DOORBELL_MILLISECONDS);
        if (result == NO_ANSWER)
            fail("the doorbell stays set");
        printf(" %04x ", (unsigned)result);
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
    else if (strcmp(verb, "drive") == 0 && count == 3)
        drive((unsigned)number(arguments[2]));
    else if (strcmp(verb, "read") == 0 && count == 5)
        access_register(arguments + 2, NULL);
    else if (strcmp(verb, "write") == 0 && count == 6)
        access_register(arguments + 2, arguments[5]);
    else
        fail("usage: [-s BDF] find | play FILE | drive MILLISECONDS | read BAR OFFSET WIDTH"
             " | write BAR OFFSET WIDTH VALUE | add-key TYPE DESCRIPTION PAYLOAD");
    return 0;
}
