"""What boot.py, driver.py and judge.py are told of a guest, and the initramfs that they make where there is none."""

import argparse
import os
import subprocess

from .processes import Failure

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROOT = os.path.dirname(os.path.dirname(HERE))
BUILT = os.path.join(ROOT, "src/CxlWire.Cli/bin/Debug/net10.0/cxlwire.dll")


def add_guest_options(parser: argparse.ArgumentParser):
    guest = parser.add_argument_group("the guest")
    guest.add_argument("--dir", default="/var/cache/cxlwire-guest", help="what prepare.sh made (%(default)s)")
    guest.add_argument("--kernel", metavar="FILE", help="default: the stock kernel of --dir")
    guest.add_argument("--initrd", metavar="FILE", help="default: one with our init, made here")
    guest.add_argument("--modules", metavar="DIR", help="lib/modules/VERSION of --kernel, for our initramfs; "
                       "any empty folder where all of CXL is built in")
    guest.add_argument("--append", metavar="TEXT", default="", help="more for the kernel's command line")
    guest.add_argument("--memory", metavar="SIZE", default="512M")
    guest.add_argument("--accel", default="tcg,thread=multi", help="kvm where there is one (%(default)s)")
    guest.add_argument("--qemu", metavar="FILE", help="QEMU 10.1 or later; default: that of --qemu-root, or on PATH")
    guest.add_argument("--qemu-root", metavar="DIR", default="/var/cache/cxlwire-qemu",
                       help="a folder with Debian's QEMU (%(default)s)")
    return guest


def check_guest_options(parser: argparse.ArgumentParser, options: argparse.Namespace):
    if options.initrd and options.modules:
        parser.error("--modules are for the initramfs that is made here, --initrd is another")
    options.kernel = options.kernel or f"{options.dir}/vmlinuz"
    if not os.path.exists(options.kernel):
        parser.error(f"{options.kernel} is not there: run tools/guest/prepare.sh")


def make_initramfs(options: argparse.Namespace, folder: str):
    options.initrd = f"{folder}/initramfs.gz"
    modules = options.modules or f"{options.dir}/modules"
    command = [f"{HERE}/make-initramfs.sh", options.initrd, modules, options.dir]
    if subprocess.run(command, check=False).returncode != 0:
        raise Failure("no initramfs")
