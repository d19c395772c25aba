/* mctp-talk: speaks CCI over the kernel's MCTP, to a device on a serial line.
 *
 *   mctp-talk link TTY LOCAL PEER...    makes an MCTP link of TTY, with our EID and those beyond it, until it is ended
 *   mctp-talk play FILE PEER            plays a conversation (play.c says what its lines are); - is standard input
 *
 * As the first process of a User-Mode Linux it does both (init.c). It needs Linux 5.18 with CONFIG_MCTP_SERIAL, and for
 * `link` CAP_NET_ADMIN. Exit code 1: not all was answered as it should be; 2: it could not be tried. */
#include "mctp-talk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/reboot.h>
#include <unistd.h>

void fail(const char *format, ...)
{
    va_list arguments;
    fprintf(stderr, "mctp-talk: ");
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    if (getpid() == 1)
        reboot(RB_POWER_OFF);
    exit(2);
}

static uint8_t eid(const char *text)
{
    char *end;
    unsigned long value = strtoul(text, &end, 0);
    if (*end || value < 8 || value > 254)
        fail("not an EID, 8 to 254: %s", text);
    return value;
}

static int hold_link(int count, char **arguments)
{
    uint8_t peers[256];
    int terminal = open(arguments[0], O_RDWR | O_NOCTTY);
    if (terminal < 0)
        fail("%s: %s", arguments[0], strerror(errno));
    for (int i = 2; i < count; i++)
        peers[i - 2] = eid(arguments[i]);
    printf("interface %d\n", link_serial(terminal, eid(arguments[1]), peers, count - 2));
    fflush(stdout);
    for (;;)
        pause();
}

int main(int count, char **arguments)
{
    if (getpid() == 1)
        run_as_init();
    if (count >= 5 && count <= 256 && strcmp(arguments[1], "link") == 0)
        return hold_link(count - 2, arguments + 2);
    if (count == 4 && strcmp(arguments[1], "play") == 0)
        return play(arguments[2], eid(arguments[3])) ? 1 : 0;
    fprintf(stderr, "usage: mctp-talk link TTY LOCAL PEER...\n       mctp-talk play FILE PEER\n");
    return 2;
}
