/* A conversation by AF_MCTP sockets. A line of it is one of
 *
 *   cci TYPE OPCODE PAYLOAD CODE    a CCI request, and the return code of its answer
 *   raw TYPE MESSAGE ANSWER         any message, and its answer to the byte
 *   silent TYPE MESSAGE             a message that nothing answers: what comes next is the next line's answer
 *   hear TYPE OPCODE PAYLOAD        a request of the device's own
 *   peer EID                        who is spoken to from now on
 *
 * in hexadecimal, - for nothing; # begins a comment. For each line one is printed: ok or not ok, the line, and for
 * cci the payload of the answer. */
#include "mctp-talk.h"

#include <errno.h>
#include <linux/mctp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { HEADER = 12, LIMIT = 65536, PATIENCE = 20000, TYPES = 256 };

struct message {
    uint8_t bytes[LIMIT];
    size_t length;
};

static struct message request, answer, expected;
static char text[2 * LIMIT + 64];
static int asking[TYPES], listening[TYPES];
static uint8_t peer_eid;

static int open_socket(uint8_t type, int bound)
{
    struct sockaddr_mctp address = {
        .smctp_family = AF_MCTP,
        .smctp_network = MCTP_NET_ANY,
        .smctp_addr.s_addr = MCTP_ADDR_ANY,
        .smctp_type = type,
    };
    int opened = socket(AF_MCTP, SOCK_DGRAM, 0);
    if (opened < 0)
        fail("an MCTP socket: %s", strerror(errno));
    if (bound && bind(opened, (struct sockaddr *)&address, sizeof address) < 0)
        fail("bound to type %02x: %s", type, strerror(errno));
    return opened;
}

static int socket_of(int *sockets, uint8_t type)
{
    if (sockets[type] == 0)
        sockets[type] = open_socket(type, sockets == listening);
    return sockets[type];
}

static int send_request(uint8_t type)
{
    struct sockaddr_mctp address = {
        .smctp_family = AF_MCTP,
        .smctp_network = MCTP_NET_ANY,
        .smctp_addr.s_addr = peer_eid,
        .smctp_type = type,
        .smctp_tag = MCTP_TAG_OWNER,
    };
    ssize_t sent = sendto(socket_of(asking, type), request.bytes, request.length, 0,
                          (struct sockaddr *)&address, sizeof address);
    return sent == (ssize_t)request.length;
}

/* -> whether something came in time, in `answer`. */
static int receive(int from)
{
    struct pollfd wait = { .fd = from, .events = POLLIN };
    if (poll(&wait, 1, PATIENCE) <= 0)
        return 0;
    ssize_t length = recv(from, answer.bytes, sizeof answer.bytes, 0);
    answer.length = length < 0 ? 0 : (size_t)length;
    return length >= 0;
}

static int read_hex(const char *hex, uint8_t *bytes, size_t *length)
{
    *length = 0;
    if (strcmp(hex, "-") == 0)
        return 1;
    for (; hex[0] && hex[1]; hex += 2)
        if (*length == LIMIT - HEADER || sscanf(hex, "%2hhx", &bytes[(*length)++]) != 1)
            return 0;
    return !hex[0];
}

static void print_hex(const uint8_t *bytes, size_t length)
{
    if (length == 0)
        putchar('-');
    for (size_t i = 0; i < length; i++)
        printf("%02x", bytes[i]);
}

static void put_header(struct message *message, uint8_t category, uint8_t tag, unsigned opcode, size_t payload)
{
    const uint8_t header[HEADER] = {
        category, tag, 0, opcode & 0xff, opcode >> 8, payload & 0xff, payload >> 8 & 0xff, payload >> 16 & 0x1f,
    };
    memcpy(message->bytes, header, HEADER);
    message->length = HEADER + payload;
}

static size_t payload_length(const struct message *message)
{
    return message->bytes[5] | message->bytes[6] << 8 | (message->bytes[7] & 0x1f) << 16;
}

/* The answer's header is the request's, but for category, length, return code and vendor's status. */
static int answers(unsigned code)
{
    return answer.length >= HEADER && answer.length == HEADER + payload_length(&answer) && answer.bytes[0] == 1
        && memcmp(answer.bytes + 1, request.bytes + 1, 4) == 0
        && (unsigned)(answer.bytes[8] | answer.bytes[9] << 8) == code;
}

static int is(const struct message *message)
{
    return message->length == answer.length && memcmp(message->bytes, answer.bytes, answer.length) == 0;
}

static int say_cci(uint8_t type, char **words)
{
    static uint8_t tag;
    size_t length;
    if (!read_hex(words[1], request.bytes + HEADER, &length))
        fail("no hexadecimal: %s", words[1]);
    put_header(&request, 0, ++tag, strtoul(words[0], NULL, 16), length);
    return send_request(type) && receive(socket_of(asking, type)) && answers(strtoul(words[2], NULL, 16));
}

static int say_raw(uint8_t type, char **words)
{
    if (!read_hex(words[0], request.bytes, &request.length) || !read_hex(words[1], expected.bytes, &expected.length))
        fail("no hexadecimal: %s %s", words[0], words[1]);
    return send_request(type) && receive(socket_of(asking, type)) && is(&expected);
}

static int say_into_silence(uint8_t type, char **words)
{
    if (!read_hex(words[0], request.bytes, &request.length))
        fail("no hexadecimal: %s", words[0]);
    return send_request(type);
}

static int hear(uint8_t type, char **words)
{
    size_t length;
    if (!receive(socket_of(listening, type)) || answer.length < HEADER)
        return 0;
    if (!read_hex(words[1], expected.bytes + HEADER, &length))
        fail("no hexadecimal: %s", words[1]);
    put_header(&expected, 0, answer.bytes[1], strtoul(words[0], NULL, 16), length);
    return is(&expected);
}

static int speak_to(uint8_t eid, char **words)
{
    (void)words;
    peer_eid = eid;
    return 1;
}

static const struct {
    const char *name;
    int words;
    int (*play)(uint8_t type, char **words);
} kinds[] = {
    { "cci", 5, say_cci }, { "raw", 4, say_raw }, { "silent", 3, say_into_silence }, { "hear", 4, hear },
    { "peer", 2, speak_to },
};

static int play_line(char **words, int count)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(words[0], kinds[i].name) != 0 || count != kinds[i].words)
            continue;
        answer.length = 0;
        int good = kinds[i].play(strtoul(words[1], NULL, 16), words + 2);
        int is_cci = kinds[i].play == say_cci;
        printf(good ? "ok" : "not ok");
        for (int word = 0; word < count; word++)
            printf(" %s", words[word]);
        putchar(' ');
        if (good && is_cci)
            print_hex(answer.bytes + HEADER, answer.length - HEADER);
        else if (!good)
            print_hex(answer.bytes, answer.length);
        putchar('\n');
        fflush(stdout);
        return good;
    }
    fail("not a line of a conversation: %s, of %d words", words[0], count);
}

int play(const char *path, uint8_t peer)
{
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
    int bad = 0;
    if (!file)
        fail("%s: %s", path, strerror(errno));
    peer_eid = peer;
    /* From the beginning: a request of the device's that nobody listens for is gone. */
    socket_of(listening, 0x07);
    socket_of(listening, 0x08);
    while (fgets(text, sizeof text, file)) {
        char *words[6];
        int count = 0;
        for (char *word = strtok(text, " \n"); word && *word != '#' && count < 6; word = strtok(NULL, " \n"))
            words[count++] = word;
        if (count)
            bad += !play_line(words, count);
    }
    if (file != stdin)
        fclose(file);
    return bad;
}
