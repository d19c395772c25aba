"""A QEMU with our function behind a CXL root port, and the guest in it."""

import json
import os
import shutil

from .clients import Commands
from .processes import Failure, Running, Server

EMULATOR = "qemu-system-x86_64"
# A CXL host bridge: behind a plain PCIe port the firmware grants the kernel no CXL error handling, and
# then it asks for no events.
TOPOLOGY = ["-device", "pxb-cxl,id=cxl.0,bus=pcie.0,bus_nr=52",
            "-device", "cxl-rp,id=rp0,bus=cxl.0,chassis=0,slot=2,port=0"]
WINDOW = "cxl-fmw.0.targets.0=cxl.0,cxl-fmw.0.size=4G"
# iomem=relaxed: guest-tool maps the BAR while the driver has it. no_timer_check: an emulated processor that waits for
# a real one is no reason to panic. lpj: nor has the second processor to find out how fast it is, which may take it
# for ever on a busy machine.
APPEND = "console=ttyS0 iomem=relaxed no_timer_check lpj=10000000 loglevel=6"


def emulator(executable: str | None, root: str | None) -> list[str]:
    """The command that starts QEMU: one of this machine, or of a root as tools/prepare-qemu.sh makes them."""
    if executable is None and root is not None and os.path.exists(f"{root}/usr/bin/{EMULATOR}"):
        return [f"{root}/lib64/ld-linux-x86-64.so.2", "--library-path", f"{root}/usr/lib/x86_64-linux-gnu",
                f"{root}/usr/bin/{EMULATOR}", "-L", f"{root}/usr/share/qemu", "-L", f"{root}/usr/share/seabios"]
    found = shutil.which(executable or EMULATOR)
    if found is None:
        raise Failure(f"no {executable or EMULATOR}, and none in {root}: run tools/guest/prepare.sh")
    return [found]


def memory(size: str) -> list[str]:
    """An HMAT that says how fast the way to the CXL host bridge is: without it Linux does not look at the CDAT for
    which capacity is sharable."""
    targets = ((0, "10", "10G"), (1, "50", "8G"))
    speeds = [f"initiator=0,target={target},hierarchy=memory,data-type={what}"
              for target, latency, bandwidth in targets
              for what in (f"access-latency,latency={latency}", f"access-bandwidth,bandwidth={bandwidth}")]
    return ["-m", size, "-object", f"memory-backend-ram,id=m0,size={size}",
            "-numa", "node,nodeid=0,memdev=m0,cpus=0-1", "-numa", "node,nodeid=1,initiator=0",
            "-object", "acpi-generic-port,id=gp0,pci-bus=cxl.0,node=1",
            *(word for speed in speeds for word in ("-numa", f"hmat-lb,{speed}"))]


def our_function(path: str) -> list[str]:
    device = {"driver": "vfio-user-pci", "socket": {"path": path, "type": "unix"}, "bus": "rp0"}
    return ["-device", json.dumps(device)]


class Guest(Running):
    """A guest; `commands` is its second serial port, unless its console is on the terminal."""

    def __init__(self, options, function: list[str], folder: str, server: Server | None = None, terminal: bool = False):
        self._server = server
        append = " ".join([APPEND, *(["cxlwire.console"] if terminal else []), options.append])
        command = [
            *emulator(options.qemu, options.qemu_root), "-nodefaults", "-no-user-config", "-display", "none",
            "-accel", options.accel, "-machine", f"q35,cxl=on,hmat=on,{WINDOW}", "-cpu", "max", "-smp", "2",
            *memory(options.memory), "-kernel", options.kernel, "-initrd", options.initrd, "-append", append,
            *TOPOLOGY, *function]
        self.commands = None
        if terminal:
            super().__init__("QEMU", [*command, "-serial", "mon:stdio"], terminal=True)
            return
        port = os.path.join(folder, "ttyS1")
        if os.path.exists(port):
            os.unlink(port)
        super().__init__("QEMU", [
            *command, "-serial", "stdio",
            "-chardev", f"socket,id=commands,path={port},server=on,wait=off", "-serial", "chardev:commands"])
        try:
            self.commands = Commands(port, self.check)
        except Failure:
            self.stop()
            raise Failure("QEMU did not start\n" + self.report()) from None

    def check(self):
        if self._server is not None:
            self._server.check()
        super().check()
        if self.output.has("Kernel panic"):
            raise Failure("the guest's kernel panicked")

    def stop(self):
        if self.commands is not None:
            self.commands.close()
        super().stop()
