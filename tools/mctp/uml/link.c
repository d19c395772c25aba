/* The kernel's side of an MCTP link on a serial line: what `mctp link serial TTY`, `mctp addr add` and
 * `mctp route add` do, without them. */
#include "mctp-talk.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

#ifndef N_MCTP
#define N_MCTP 28
#endif

struct request {
    struct nlmsghdr header;
    uint8_t body[256];
};

static void append(struct request *request, const void *bytes, size_t length)
{
    memcpy((uint8_t *)request + request->header.nlmsg_len, bytes, length);
    request->header.nlmsg_len = NLMSG_ALIGN(request->header.nlmsg_len + length);
}

static void append_attribute(struct request *request, uint16_t type, const void *value, size_t length)
{
    struct rtattr attribute = { .rta_len = RTA_LENGTH(length), .rta_type = type };
    append(request, &attribute, sizeof attribute);
    append(request, value, length);
}

static struct request begin(uint16_t type, uint16_t flags, const void *family, size_t length)
{
    struct request request = { .header = {
        .nlmsg_len = sizeof request.header,
        .nlmsg_type = type,
        .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | flags,
    } };
    append(&request, family, length);
    return request;
}

/* Says it to the kernel, and waits for what the kernel makes of it. */
static void carry_out(struct request *request, const char *what)
{
    struct sockaddr_nl kernel = { .nl_family = AF_NETLINK };
    struct {
        struct nlmsghdr header;
        struct nlmsgerr error;
        uint8_t more[512];
    } answer;
    int netlink = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
    if (netlink < 0)
        fail("netlink: %s", strerror(errno));
    if (sendto(netlink, request, request->header.nlmsg_len, 0, (struct sockaddr *)&kernel, sizeof kernel) < 0)
        fail("%s: %s", what, strerror(errno));
    if (recv(netlink, &answer, sizeof answer, 0) < (ssize_t)(sizeof answer.header + sizeof answer.error.error))
        fail("%s: the kernel's answer is too short", what);
    if (answer.header.nlmsg_type != NLMSG_ERROR || answer.error.error != 0)
        fail("%s: %s", what, strerror(-answer.error.error));
    close(netlink);
}

static void set_up(int index)
{
    struct ifinfomsg link = { .ifi_index = index, .ifi_flags = IFF_UP, .ifi_change = IFF_UP };
    struct request request = begin(RTM_NEWLINK, 0, &link, sizeof link);
    carry_out(&request, "setting the link up");
}

static void add_address(int index, uint8_t eid)
{
    struct ifaddrmsg address = { .ifa_family = AF_MCTP, .ifa_index = index };
    struct request request = begin(RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL, &address, sizeof address);
    append_attribute(&request, IFA_LOCAL, &eid, sizeof eid);
    carry_out(&request, "giving the link its address");
}

static void add_route(int index, uint8_t eid)
{
    struct rtmsg route = { .rtm_family = AF_MCTP, .rtm_type = RTN_UNICAST };
    struct request request = begin(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL, &route, sizeof route);
    append_attribute(&request, RTA_DST, &eid, sizeof eid);
    append_attribute(&request, RTA_OIF, &index, sizeof index);
    carry_out(&request, "adding the route");
}

/* The kernel does not say what it calls the interface of a line: it is the newest one. */
static int newest_interface(char *name)
{
    struct if_nameindex *all = if_nameindex();
    int index = 0;
    for (struct if_nameindex *one = all; one && one->if_name; one++)
        if (strncmp(one->if_name, "mctpserial", 10) == 0 && (int)one->if_index > index) {
            index = one->if_index;
            strcpy(name, one->if_name);
        }
    if_freenameindex(all);
    if (!index)
        fail("there is no interface mctpserial of the line: does the kernel have CONFIG_MCTP_SERIAL?");
    return index;
}

void make_raw(int terminal)
{
    struct termios mode;
    if (tcgetattr(terminal, &mode) < 0)
        fail("not a terminal: %s", strerror(errno));
    cfmakeraw(&mode);
    mode.c_cflag |= CLOCAL | CREAD;
    if (tcsetattr(terminal, TCSANOW, &mode) < 0)
        fail("raw mode: %s", strerror(errno));
}

int link_serial(int terminal, uint8_t local, const uint8_t *peers, size_t count)
{
    char name[IF_NAMESIZE] = "";
    int discipline = N_MCTP;
    make_raw(terminal);
    if (ioctl(terminal, TIOCSETD, &discipline) < 0)
        fail("the line discipline N_MCTP: %s", strerror(errno));
    int index = newest_interface(name);
    set_up(index);
    add_address(index, local);
    for (size_t i = 0; i < count; i++)
        add_route(index, peers[i]);
    return index;
}
