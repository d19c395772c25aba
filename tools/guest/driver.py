#!/usr/bin/env python3
"""A Linux guest as the driver that `cxlwire judge` and `cxlwire search` put into cases, until it is ended (SIGTERM).

A kernel with the DCD driver makes a region of all of the first partition, and is left to itself; of a stock
kernel the driver is unbound, and `guest-tool drive` drives through the mapped BAR in its place.

    cxlwire judge --vfio-user /tmp/vfu --ready @region --driver 'tools/guest/driver.py --kernel bzImage --initrd FILE'
    cxlwire judge --vfio-user /tmp/vfu --timeout 6 &  tools/guest/driver.py --socket /tmp/vfu --patience 6

--initrd is what tools/guest/make-initramfs.sh makes; without it one is made at each start.
"""

import argparse
import os
import signal
import sys
import tempfile

from driving.checks import BOOT_SECONDS, COMPLAINT
from driving.guest import Guest, our_function
from driving.options import add_guest_options, check_guest_options, make_initramfs
from driving.processes import Failure, wait_until

# What judge tells of the output of a driver that fails, and a little more.
TOLD_LINES = 20
ATTEMPT_SECONDS = 60


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--socket", metavar="PATH", default=os.environ.get("CXLWIRE_VFIO_USER"),
                        help="where the device is; default: CXLWIRE_VFIO_USER, as judge says it")
    parser.add_argument("--patience", metavar="SECONDS", type=float,
                        default=float(os.environ.get("CXLWIRE_TIMEOUT", "20")),
                        help="T; default: CXLWIRE_TIMEOUT, or 20")
    add_guest_options(parser)
    options = parser.parse_args()
    if not options.socket:
        parser.error("no --socket, and no CXLWIRE_VFIO_USER")
    check_guest_options(parser, options)
    return options


def boots(guest: Guest) -> bool:
    """Where emulated processors wait for busy real ones a kernel hangs now and then before its init."""
    try:
        guest.commands.wait_ready(ATTEMPT_SECONDS)
        return True
    except Failure as reason:
        guest.check()
        print(f"driver.py: boots another guest: {reason}", flush=True)
        return False


def drive(guest: Guest, patience: float):
    """Does not return while all is well."""
    commands = guest.commands
    if commands.run("ls /sys/bus/cxl/devices/decoder0.*/create_dynamic_ram_*_region 2>/dev/null; true"):
        print("region:", commands.run("make_region")[-1], flush=True)
        # 4300h: what the device sees of a driver that is ready. A mailbox without an answer may keep it from being so.
        commands.run('echo 1 >"$memory/trigger_poison_list"; true')
        guest.process.wait()
        guest.check()
    commands.run("unbind")
    for line in commands.follow(f"guest-tool drive {int(1000 * patience)}"):
        print(line, flush=True)
    raise Failure("guest-tool has ended")


def main() -> int:
    options = read_arguments()

    def end(*_):
        sys.exit(0)
    signal.signal(signal.SIGTERM, end)
    with tempfile.TemporaryDirectory(prefix="cxlwire-driver-") as folder:
        try:
            if not options.initrd:
                make_initramfs(options, folder)
            wait_until(f"{options.socket} is there", BOOT_SECONDS, lambda: os.path.exists(options.socket))
            while True:
                with Guest(options, our_function(options.socket), folder) as guest:
                    if not boots(guest):
                        continue
                    try:
                        drive(guest, options.patience)
                    finally:
                        said = [line for line in guest.output.lines if COMPLAINT.search(line)]
                        print("\n".join(said[-TOLD_LINES:]), flush=True)
        except (Failure, OSError) as error:
            print(f"driver.py: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
