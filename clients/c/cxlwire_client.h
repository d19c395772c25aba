/* A device of a test's own, in one file: starts `cxlwire serve`, speaks CCI and QMP to it, and reports as TAP. C11, POSIX.
 *
 *   int main(void)
 *   {
 *       struct cxlwire_device dcd;
 *       cxlwire_start(&dcd, NULL);
 *       cxlwire_offer(&dcd, 0, 0, 128 << 20);
 *       ... the driver's work, or cxlwire_say ...
 *       cxlwire_ok(&dcd, cxlwire_wait(&dcd, "{\"list\": 1}", 5), "the offer is taken");
 *       return cxlwire_end(&dcd);
 *   }
 *
 * `cxlwire` is in the PATH, or the variable CXLWIRE says how it is started, words apart by spaces. What cannot be tried at all
 * ends the program with "Bail out!" and exit code 2. Part of CxlWire. */
#ifndef CXLWIRE_CLIENT_H
#define CXLWIRE_CLIENT_H

#include "cxlwire.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define CXLWIRE_PATH "cxl-dcd0"

struct cxlwire_device {
    char folder[64];           /* sockets and the conversation, deleted at the end */
    char host_endpoint[96];    /* "unix:...", for a driver that is a program of its own */
    char qmp_endpoint[96];
    uint16_t return_code;      /* of the last command; FFFFh: no response */
    char *answer;              /* of the last QMP command, a line of JSON */
    int host, qmp;             /* sockets */
    int input;                 /* the server's standard input, whose end is its end */
    pid_t server;
    uint8_t tag;
    int tests, failed;
    FILE *lines;
};

__attribute__((noreturn, format(printf, 1, 2))) static inline void cxlwire_bail_out(const char *format, ...)
{
    va_list arguments;
    printf("Bail out! ");
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
    fflush(stdout);
    exit(2);
}

static inline int cxlwire_connect(const char *endpoint)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int connected = socket(AF_UNIX, SOCK_STREAM, 0);
    snprintf(address.sun_path, sizeof address.sun_path, "%s", endpoint + strlen("unix:"));
    if (connected < 0 || connect(connected, (struct sockaddr *)&address, sizeof address) < 0)
        cxlwire_bail_out("%s: %s", endpoint, strerror(errno));
    return connected;
}

/* One line of the control socket, kept in `answer`. */
static inline void cxlwire_read_line(struct cxlwire_device *device)
{
    size_t capacity = 0;
    free(device->answer);
    device->answer = NULL;
    if (getline(&device->answer, &capacity, device->lines) < 0)
        cxlwire_bail_out("cxlwire serve has closed the control socket");
    device->answer[strcspn(device->answer, "\r\n")] = '\0';
}

/* Carries out a QMP command with its arguments, the members of an object but for `path`; "" for none. Its answer is in
 * `answer`. -> whether it succeeded. */
static inline int cxlwire_qmp(struct cxlwire_device *device, const char *command, const char *arguments)
{
    dprintf(device->qmp, "{\"execute\": \"%s\", \"arguments\": {\"path\": \"" CXLWIRE_PATH "\"%s%s}}\n", command,
            *arguments ? ", " : "", arguments);
    do
        cxlwire_read_line(device);
    while (strncmp(device->answer, "{\"timestamp\"", 12) == 0); /* an event */
    return strncmp(device->answer, "{\"return\"", 9) == 0;
}

/* Starts a fresh device; `options` are more of `cxlwire serve`, words apart by spaces, or NULL. */
static inline void cxlwire_start(struct cxlwire_device *device, const char *options)
{
    char command[1024], byte;
    int ready[2], input[2];
    const char *cxlwire = getenv("CXLWIRE") ? getenv("CXLWIRE") : "cxlwire";
    *device = (struct cxlwire_device){ .folder = "/tmp/cxlwire-XXXXXX" };
    if (!mkdtemp(device->folder) || pipe(ready) < 0 || pipe(input) < 0)
        cxlwire_bail_out("%s: %s", device->folder, strerror(errno));
    snprintf(device->host_endpoint, sizeof device->host_endpoint, "unix:%s/host", device->folder);
    snprintf(device->qmp_endpoint, sizeof device->qmp_endpoint, "unix:%s/qmp", device->folder);
    snprintf(command, sizeof command, "exec %s serve --host %s --qmp %s --judge --record %s/conversation.jsonl "
             "--log-level none --exit-with-stdin --ready-fd %d %s", cxlwire, device->host_endpoint, device->qmp_endpoint,
             device->folder, ready[1], options ? options : "");
    device->server = fork();
    if (device->server == 0) {
        dup2(input[0], STDIN_FILENO);
        close(input[1]);
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        _exit(127);
    }
    close(input[0]);
    close(ready[1]);
    device->input = input[1];
    if (device->server < 0 || read(ready[0], &byte, 1) != 1)
        cxlwire_bail_out("cxlwire serve does not start: %s", command);
    close(ready[0]);
    device->host = cxlwire_connect(device->host_endpoint);
    device->qmp = cxlwire_connect(device->qmp_endpoint);
    device->lines = fdopen(dup(device->qmp), "r");
    cxlwire_read_line(device); /* the greeting */
    dprintf(device->qmp, "{\"execute\": \"qmp_capabilities\"}\n");
    cxlwire_read_line(device);
}

static inline void cxlwire_receive(struct cxlwire_device *device, void *bytes, size_t length)
{
    for (size_t done = 0; done < length;) {
        ssize_t count = read(device->host, (uint8_t *)bytes + done, length - done);
        if (count <= 0)
            cxlwire_bail_out("the device has closed the connection");
        done += (size_t)count;
    }
}

/* Says a command to the host's CCI, and takes the response: up to `capacity` bytes of its payload. Event Notifications are
 * passed over. -> the length of the payload, or -1 where the return code, which is in `return_code`, is not Success. */
static inline ssize_t cxlwire_say(struct cxlwire_device *device, uint16_t opcode, const void *request, size_t length,
                                  void *response, size_t capacity)
{
    static uint8_t message[sizeof(struct cxlwire_cci_header) + (1 << 21)];
    struct cxlwire_cci_header header = {
        .category = CXLWIRE_CCI_CATEGORY_REQUEST,
        .message_tag = ++device->tag,
        .opcode = opcode,
        .payload_length = (uint32_t)length,
    };
    if (length >= 1 << 21)
        cxlwire_bail_out("%zu bytes do not fit into a message", length);
    memcpy(message, &header, sizeof header);
    if (length > 0)
        memcpy(message + sizeof header, request, length);
    if (write(device->host, message, sizeof header + length) != (ssize_t)(sizeof header + length))
        cxlwire_bail_out("the device does not listen: %s", strerror(errno));
    do {
        cxlwire_receive(device, &header, sizeof header);
        cxlwire_receive(device, message, header.payload_length);
    } while (header.category != CXLWIRE_CCI_CATEGORY_RESPONSE || header.message_tag != device->tag);
    device->return_code = header.return_code;
    if (header.return_code != CXLWIRE_RETURN_CODE_SUCCESS)
        return -1;
    memcpy(response, message, header.payload_length < capacity ? header.payload_length : capacity);
    return (ssize_t)header.payload_length;
}

static inline int cxlwire_move_capacity(struct cxlwire_device *device, const char *command, const char *policy, int region,
                                        uint64_t offset, uint64_t length)
{
    char arguments[256];
    snprintf(arguments, sizeof arguments, "\"host-id\": 0, \"%s\": \"prescriptive\", \"region\": %d, "
             "\"extents\": [{\"offset\": %llu, \"len\": %llu}]", policy, region, (unsigned long long)offset,
             (unsigned long long)length);
    return cxlwire_qmp(device, command, arguments);
}

/* Offers an extent of a region to the host: an offset in the region and a length, in bytes. -> whether it could be. */
static inline int cxlwire_offer(struct cxlwire_device *device, int region, uint64_t offset, uint64_t length)
{
    return cxlwire_move_capacity(device, "cxl-add-dynamic-capacity", "selection-policy", region, offset, length);
}

/* Asks the host to release an extent. -> whether that could be asked. */
static inline int cxlwire_ask_back(struct cxlwire_device *device, int region, uint64_t offset, uint64_t length)
{
    return cxlwire_move_capacity(device, "cxl-release-dynamic-capacity", "removal-policy", region, offset, length);
}

/* Waits until a condition is met (docs/verification.md): "{\"list\": 1}". -> whether it was, in so many seconds. */
static inline int cxlwire_wait(struct cxlwire_device *device, const char *condition, int seconds)
{
    char arguments[1024];
    snprintf(arguments, sizeof arguments, "\"condition\": %s, \"timeout\": %d", condition, seconds);
    return cxlwire_qmp(device, "x-cxlwire-wait", arguments);
}

/* Prints each object of the answer's list as a comment. */
static inline void cxlwire_print_objects(const char *title, const char *json)
{
    for (const char *object = strchr(json, '['); object && (object = strchr(object + 1, '{'));) {
        int depth = 0;
        const char *end = object;
        do {
            depth += (*end == '{') - (*end == '}');
            end++;
        } while (depth > 0 && *end);
        printf("#   %s: %.*s\n", title, (int)(end - object), object);
        object = end;
    }
}

/* A test of TAP: "ok 1 - name". One that is not ok tells what the device has refused, and which rules were violated. */
static inline int cxlwire_ok(struct cxlwire_device *device, int condition, const char *name)
{
    printf("%s %d - %s\n", condition ? "ok" : "not ok", ++device->tests, name);
    if (!condition) {
        device->failed++;
        if (device->answer && strncmp(device->answer, "{\"error\"", 8) == 0)
            printf("#   %s\n", device->answer);
        if (cxlwire_qmp(device, "x-cxlwire-query-refusals", ""))
            cxlwire_print_objects("refused", device->answer);
        if (cxlwire_qmp(device, "x-cxlwire-query-violations", ""))
            cxlwire_print_objects("violated", device->answer);
    }
    fflush(stdout);
    return condition;
}

/* Ends the device; one more test is that no rule of the host was violated. -> the exit code: 1 where a test failed. The
 * conversation of a failed test stays in the folder. */
static inline int cxlwire_end(struct cxlwire_device *device)
{
    char command[128];
    cxlwire_qmp(device, "x-cxlwire-query-violations", "");
    cxlwire_ok(device, strstr(device->answer, "\"violations\": []") != NULL, "no rule of the host is violated");
    printf("1..%d\n", device->tests);
    if (device->failed)
        printf("# cxlwire judge --conversation %s/conversation.jsonl\n", device->folder);
    fflush(stdout);
    fclose(device->lines);
    close(device->qmp);
    close(device->host);
    close(device->input);
    waitpid(device->server, NULL, 0);
    free(device->answer);
    snprintf(command, sizeof command, "rm -rf %s", device->folder);
    return device->failed ? 1 : system(command) != 0;
}

#endif
