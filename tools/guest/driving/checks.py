"""What must hold of a guest and the device that it drives."""

import json
import re
import struct
import time

from . import conversation
from .clients import Cci, Qmp
from .guest import Guest
from .processes import Failure, Server, wait_until

BOOT_SECONDS = 150
IDENTIFY, PARTITIONS = "4000 -", "4100 -"
CAPACITY_UNIT = 256 << 20
# Some other descriptors and types make Linux 7.2 warn about the record.
MEDIA_EVENT = {
    "log": "warning", "flags": 0, "dpa": 0x1000040, "descriptor": 1, "type": 0, "transaction-type": 1,
    "channel": 3, "rank": 17, "device": 33, "component-id": "dimm 3"}
MEDIA_TRACE = ["cxl_general_media:", "memdev=mem0", "log=Warning", "dpa=1000040", "channel=3", "rank=17", "device=21"]
# 0103h: interrupts by MSI-X, message number 0, for the four logs that Linux knows, and for all five.
LINUX_POLICY, EVERY_POLICY = "0101010100", "0101010101"
COMPLAINT = re.compile(r"\b(cxl|CXL|WARNING:|BUG:|Oops|pci(eport)? 0000:3[45]:)")
EXTENT_LIST = "4801 ffffffff00000000"
DC_LOG_RECORDS = "0100 04"
REJECT = "4802 0000000000000000"


class Skipped(Exception):
    """What a check needs is not there; the message says what."""


class Checks:
    """Carries out one check after the other, and prints a line about each."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def run(self, name: str, check, *arguments) -> bool:
        start = time.monotonic()
        try:
            detail = check(*arguments)
        except Skipped as reason:
            self.skipped += 1
            print(f"skip   {name}: {reason}", flush=True)
            return False
        except (Failure, OSError) as error:
            self.failed += 1
            print(f"FAILED {name}\n    {error}", flush=True)
            return False
        self.passed += 1
        print(f"ok     {name} ({time.monotonic() - start:.1f} s){f': {detail}' if detail else ''}", flush=True)
        return True


def expect(what: str, actual, expected):
    if actual != expected:
        raise Failure(f"{what}: expected {expected}, there is {actual}")


class Subject:
    """A device that is served, a guest that drives it, and what is to be seen of both."""

    def __init__(self, device: dict, host: str, control: str, number: int = 0):
        self.qmp, self.cci = Qmp(control), Cci(host)
        self.path, self.number = device["qom_path"], number
        identity = self.tell_stream(IDENTIFY)
        volatile, persistent = struct.unpack_from("<QQ", self.tell_stream(PARTITIONS))
        self.expected = {
            "function-driver": "cxl_pci", "memory-driver": "cxl_mem", "endpoint-driver": "cxl_port",
            "serial": f"{as_number(device['serial_number']):#x}",
            "firmware": identity[:16].rstrip(b"\0 ").decode(),
            "ram": f"{volatile * CAPACITY_UNIT:#x}", "pmem": f"{persistent * CAPACITY_UNIT:#x}"}
        self.guest: Guest | None = None

    def close(self):
        self.qmp.close()
        self.cci.close()

    # What is done to the guest

    def tool(self, *steps: str) -> list[conversation.Answer]:
        return conversation.through_bar(self.guest.commands)(list(steps))

    def tell(self, step: str) -> str:
        """A command that must succeed, through the BAR; -> its response."""
        answer = self.tool(step)[0]
        expect(step, answer.code, "0000")
        return answer.response

    def tell_stream(self, step: str) -> bytes:
        """Likewise, on the CCI stream."""
        opcode, request = step.split()
        code, response = self.cci.say(int(opcode, 16), b"" if request == "-" else bytes.fromhex(request))
        expect(f"{step} on the CCI stream", code, 0)
        return response

    def has_dynamic_capacity(self) -> bool:
        """Whether the kernel is one with the DCD driver."""
        files = "/sys/bus/cxl/devices/decoder0.*/create_dynamic_ram_*_region"
        return bool(self.guest.commands.run(f"ls {files} 2>/dev/null; true"))

    def interrupts(self) -> int:
        return int(self.guest.commands.run("interrupts")[0])

    def media_traces(self) -> list[str]:
        return [line for line in self.guest.commands.run("trace") if MEDIA_TRACE[0] in line]

    def offer(self, offset: int):
        self.qmp.say({"execute": "cxl-add-dynamic-capacity", "arguments": {
            "path": self.path, "host-id": 0, "selection-policy": "prescriptive", "region": 1,
            "extents": [{"offset": offset, "len": 16 << 20}]}})

    def turn_offer_down(self):
        """Reads the offer's only record, clears it, and takes nothing."""
        log = bytes.fromhex(self.tell(DC_LOG_RECORDS))
        expect("records in the DC log", struct.unpack_from("<H", log, 20)[0], 1)
        handle = log[32 + 20:32 + 22]
        self.tell(f"0101 040001000000{handle.hex()}")
        self.tell(REJECT)

    # Checks

    def boots(self):
        start = time.monotonic()
        self.guest.commands.wait_ready(BOOT_SECONDS)
        kernel = self.guest.commands.run("uname -r")[0]
        return f"Linux {kernel}, {time.monotonic() - start:.1f} s"

    def is_bound(self):
        self.guest.commands.run('wait_for test -e "$memory/driver"')
        facts = dict(line.split(" ", 1) for line in self.guest.commands.run("facts") if " " in line)
        facts = {name: value.strip() for name, value in facts.items()}
        for name, value in self.expected.items():
            expect(f"{name} of mem0", facts.get(name), value)
        return " ".join(f"{name}={value}" for name, value in self.expected.items())

    def traces_media_event(self):
        before = self.interrupts()
        seen = len(self.media_traces())
        self.qmp.say({"execute": "cxl-inject-general-media-event", "arguments": {
            "path": self.path, "host-id": self.number, **MEDIA_EVENT}})
        wait_until("the event in the guest's trace", 10, lambda: len(self.media_traces()) > seen)
        line = self.media_traces()[-1]
        missing = [text for text in MEDIA_TRACE if text not in line]
        if missing:
            raise Failure(f"the trace has no {', '.join(missing)}:\n    {line}")
        who, _, what = (line.split(" : ") + ["", ""])[:3]
        return f"{self.interrupts() - before} interrupt(s)\n    {who.strip()} : ... : {what.split(' validity')[0]} ..."

    def unbinds(self):
        self.guest.commands.run("unbind")
        self.guest.commands.run('test ! -e "$pci/driver" && test ! -e "$memory"')

    def answers_as_the_stream(self, steps: list[conversation.Step], fresh_host: str, fresh_control: str):
        cci, qmp = Cci(fresh_host), Qmp(fresh_control)
        try:
            stream = conversation.play(steps, qmp, self.path, conversation.on_stream(cci))
        finally:
            cci.close()
            qmp.close()
        guest = conversation.play(steps, self.qmp, self.path, conversation.through_bar(self.guest.commands))
        return conversation.compare(steps, guest, stream)

    def is_one_device(self):
        through_bar, response = self.tell(EXTENT_LIST), self.tell_stream(EXTENT_LIST)
        expect("4801h on the CCI stream", response.hex(), through_bar)
        return f"{struct.unpack_from('<I', response)[0]} extent(s) by both ways"

    def resets(self):
        extents = self.tell(EXTENT_LIST)
        self.tell(f"0103 {EVERY_POLICY}")
        expect("interrupt policies before", self.tell("0102"), EVERY_POLICY)
        self.guest.commands.run("reset_function")
        expect("interrupt policies after", self.tell("0102"), "0000000000")
        expect("accepted extents after", self.tell(EXTENT_LIST), extents)
        return "interrupt policies forgotten, extents kept"

    def binds(self):
        self.guest.commands.run("bind")
        return self.is_bound()

    def interrupts_on_add(self):
        """Linux has the vector of the logs that it knows, and leaves the DC log's interrupt off."""
        self.tell(f"0103 {LINUX_POLICY}")
        before = self.interrupts()
        self.offer(0)
        time.sleep(1)
        expect("interrupts while the DC log's is off", self.interrupts(), before)
        self.turn_offer_down()
        self.tell(f"0103 {EVERY_POLICY}")
        before = self.interrupts()
        self.offer(0)
        count = wait_until("an interrupt in the guest's /proc/interrupts", 10, lambda: self.interrupts() - before)
        self.turn_offer_down()
        return f"none while off, {count} once on"

    def reboots(self):
        self.guest.commands.send("reboot -f")
        self.boots()
        return self.is_bound()

    def is_content(self, *known: str):
        """Nothing about CXL on the console, where warnings and errors are, but what is known."""
        complaints = [line for line in list(self.guest.output.lines)
                      if COMPLAINT.search(line) and not any(text in line for text in ("command line:", *known))]
        if complaints:
            raise Failure("\n    ".join(["the kernel says", *complaints[:10]]))

    def is_killed(self):
        """As hard as it gets: the kernel closes what it had."""
        self.guest.process.kill()
        self.guest.wait(10)

    def ends(self):
        self.guest.commands.send("poweroff -f")
        expect("exit code of QEMU", self.guest.wait(30), 0)

    def has_extents(self, extents: str):
        expect("extents that the second guest finds", self.tell(EXTENT_LIST), extents)
        return f"{len(bytes.fromhex(extents)) // 40} extent(s) of the first guest"

    def is_left_alone(self, server: Server, idle: dict[str, int]):
        server.check()
        wait_until(f"only {idle} of the server's descriptors are open", 10, lambda: server.descriptors() == idle)
        return ", ".join(f"{count} {kind}(s)" for kind, count in idle.items())


def as_number(value) -> int:
    return value if isinstance(value, int) else int(value, 0)


def load_device(path: str, defaults: str) -> dict:
    with open(defaults, encoding="utf-8") as file:
        device = json.load(file)
    with open(path, encoding="utf-8") as file:
        return {**device, **json.load(file)}
