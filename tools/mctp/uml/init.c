/* The only process of a User-Mode Linux: makes the link, plays /conversation.txt, and halts.
 *
 * UML's own serial line does not wake a line discipline, so the MCTP link is on a pseudo terminal of its own, and a
 * second process carries the bytes between the two. */
#include "mctp-talk.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/reboot.h>
#include <unistd.h>

static void mount_all(void)
{
    mount("proc", "/proc", "proc", 0, NULL);
    mount("dev", "/dev", "devtmpfs", 0, NULL);
    mkdir("/dev/pts", 0755);
    if (mount("devpts", "/dev/pts", "devpts", 0, "ptmxmode=0666") < 0)
        fail("/dev/pts: %s", strerror(errno));
}

static void carry(int from, int to)
{
    uint8_t bytes[4096];
    ssize_t count = read(from, bytes, sizeof bytes);
    if (count <= 0)
        fail("the serial line has ended");
    for (ssize_t done = 0; done < count;) {
        ssize_t written = write(to, bytes + done, count - done);
        if (written < 0)
            fail("the serial line: %s", strerror(errno));
        done += written;
    }
}

static void forward(int line, int master)
{
    struct pollfd ends[2] = { { .fd = line, .events = POLLIN }, { .fd = master, .events = POLLIN } };
    for (;;) {
        if (poll(ends, 2, -1) < 0)
            fail("poll: %s", strerror(errno));
        if (ends[0].revents)
            carry(line, master);
        if (ends[1].revents)
            carry(master, line);
    }
}

static int open_line(void)
{
    int line = open("/dev/ttyS0", O_RDWR | O_NOCTTY);
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    if (line < 0 || master < 0 || grantpt(master) < 0 || unlockpt(master) < 0)
        fail("/dev/ttyS0 and a pseudo terminal: %s", strerror(errno));
    make_raw(line);
    int slave = open(ptsname(master), O_RDWR | O_NOCTTY);
    if (slave < 0)
        fail("%s: %s", ptsname(master), strerror(errno));
    make_raw(slave);
    if (fork() == 0)
        forward(line, master);
    close(line);
    close(master);
    return slave;
}

void run_as_init(void)
{
    /* The device's EID, one that it can be given, and one where nobody is. */
    const uint8_t peers[] = { 9, 10, 200 };
    mount_all();
    link_serial(open_line(), 8, peers, sizeof peers);
    printf("done: %d wrong\n", play("/conversation.txt", peers[0]));
    fflush(stdout);
    reboot(RB_POWER_OFF);
    _exit(0);
}
