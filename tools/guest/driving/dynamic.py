"""What must hold of a guest whose kernel has the DCD driver: regions, extents and DAX devices."""

import json
import os
import struct

from .checks import Subject, expect
from .processes import wait_until

MIB = 1 << 20
# Two that are shared, for the chain that never ends, and for more extents than one response has room for.
TAG, ENDLESS_TAG, LONG_TAG = (f"00112233-4455-6677-8899-aabbccddee{number:02x}" for number in (1, 2, 3))
CHAIN = [(0, 16 * MIB), (32 * MIB, 16 * MIB), (96 * MIB, 16 * MIB)]
LONG_CHAIN = [(512 * MIB + 4 * MIB * number, 2 * MIB) for number in range(16)]
# Longer than the driver waits for the rest of a chain.
GIVES_UP = 90
# What the checks make the driver say. It answers a release whole at its first record, and knows nothing of what the
# others name.
KNOWN = ("matches no dc_extent", "dcd event failed: -22", "DC add chain timed out", "cxl_dc_add_timeout",
         "Bypassing cpu_cache_invalidate_memregion", "Extent list change detected", ": resetting")


class DynamicSubject(Subject):
    """One host's guest, and the Fabric Manager's view of that host."""

    def state(self) -> dict:
        answer = self.qmp.say({"execute": "x-cxlwire-query-dynamic-capacity",
                               "arguments": {"path": self.path, "host-id": self.number}})
        return answer["hosts"][0]

    def accepted(self) -> list[tuple[int, int, str]]:
        return [(extent["offset"], extent["len"], extent["tag"]) for extent in self.state()["accepted-extents"]]

    def extents(self) -> list[tuple[int, int, str]]:
        """Those that the guest's kernel shows, by their offset."""
        lines = [line.split() for line in self.guest.commands.run("extents")]
        # One that goes while it is read is gone.
        return sorted((int(words[0], 0), int(words[1], 0), words[2]) for words in lines if len(words) == 3)

    def wait_for_accepted(self):
        """The kernel makes and removes extents at its own pace."""
        wait_until("the guest has the extents that the device says", 20,
                   lambda: self.extents() == sorted(self.accepted()))

    def add(self, tag: str, chain: list[tuple[int, int]]):
        self.qmp.say({"execute": "cxl-add-dynamic-capacity", "arguments": {
            "path": self.path, "host-id": self.number, "region": 0, "selection-policy": "prescriptive", "tag": tag,
            "extents": [{"offset": offset, "len": length} for offset, length in chain]}})

    def share(self, tag: str):
        self.qmp.say({"execute": "cxl-add-dynamic-capacity", "arguments": {
            "path": self.path, "host-id": self.number, "region": 0, "selection-policy": "enable-shared-access",
            "tag": tag}})

    def ask_back(self, tag: str):
        self.qmp.say({"execute": "cxl-release-dynamic-capacity", "arguments": {
            "path": self.path, "host-id": self.number, "region": 0, "removal-policy": "tag-based", "tag": tag}})

    def load_faults(self, file: str):
        with open(file, encoding="utf-8") as scenario:
            self.qmp.say({"execute": "x-cxlwire-load-faults",
                          "arguments": {"path": self.path, "scenario": json.load(scenario)}})

    def fired(self) -> list[int]:
        answer = self.qmp.say({"execute": "x-cxlwire-query-faults", "arguments": {"path": self.path}})
        return [fault["fired"] for fault in answer["faults"]]

    def policies(self) -> list[bool]:
        """Which logs interrupt; the fifth is that of Dynamic Capacity."""
        return [policy & 3 != 0 for policy in self.tell_stream("0102 -")]

    def log_is_read(self) -> bool:
        """Whether the driver has cleared every record of the DC log."""
        return struct.unpack_from("<H", self.tell_stream("0100 04"), 20)[0] == 0

    # Checks

    def asks_for_interrupts(self):
        wait_until("interrupts of all five logs", 10, lambda: self.policies() == [True] * 5)

    def forgets_interrupts(self):
        """What a function level reset takes from this driver, which only asks anew when it is bound."""
        self.guest.commands.run("reset_function")
        expect("interrupts of logs after the reset", self.policies(), [False] * 5)
        self.guest.commands.run("unbind; bind")
        self.asks_for_interrupts()
        return "no interrupts until it is bound again"

    def makes_region(self):
        region, size = self.guest.commands.run("make_region")[-1].split()
        return f"{region}, {int(size, 0) // MIB} MiB"

    def has_chain(self, tag: str, chain: list[tuple[int, int]]):
        """All of the chain has arrived in the kernel, and the device has heard so."""
        expected = [(offset, length, tag) for offset, length in chain]
        wait_until(f"{len(chain)} extents of {tag} in the guest", 30, lambda: set(expected) <= set(self.extents()))
        expect("what the device knows of it", [extent for extent in self.accepted() if extent[2] == tag], expected)
        return f"{len(chain)} extents, {sum(length for _, length in chain) // MIB} MiB"

    def takes(self, tag: str, chain: list[tuple[int, int]]):
        self.add(tag, chain)
        return self.has_chain(tag, chain)

    def takes_shared(self, tag: str, chain: list[tuple[int, int]]):
        self.share(tag)
        return self.has_chain(tag, chain)

    def claims(self, tag: str, chain: list[tuple[int, int]]):
        size = int(self.guest.commands.run(f"claim {tag}")[-1])
        expect("bytes of the DAX device", size, sum(length for _, length in chain))
        return f"dax0.0 of {size // MIB} MiB"

    def holds_together_with(self, other: "DynamicSubject", tag: str, chain: list[tuple[int, int]]):
        """Both kernels have it as a DAX device of the same extents, which the device says are both hosts'."""
        length = sum(length for _, length in chain)
        for subject in (self, other):
            size = subject.guest.commands.run("cat /sys/bus/dax/devices/dax0.0/size")
            expect(f"bytes of the DAX device of host {subject.number}", size, [str(length)])
            subject.has_chain(tag, chain)
            sequence = [extent["shared-sequence"] for extent in subject.state()["accepted-extents"]
                        if extent["tag"] == tag]
            expect(f"sequence numbers of host {subject.number}", sequence, list(range(len(chain))))
        return f"{len(chain)} extents in their order, {length // MIB} MiB, on hosts {other.number} and {self.number}"

    def keeps_what_is_used(self, tag: str):
        before = self.accepted()
        self.ask_back(tag)
        wait_until("the driver has read the request", 20, self.log_is_read)
        expect("extents of the host", self.accepted(), before)
        expect("extents in the guest", len(self.extents()), len(before))

    def lets_go(self, tag: str):
        expect("bytes of the DAX device", self.guest.commands.run("let_go")[-1], "0")
        return self.gives_back(tag)

    def gives_back(self, tag: str):
        self.ask_back(tag)
        wait_until(f"nothing of {tag} is left to the host", 20,
                   lambda: all(extent[2] != tag for extent in self.accepted()))
        wait_until("the driver has read all of the request", 20, self.log_is_read)
        self.wait_for_accepted()
        return f"{len(self.accepted())} extents are left"

    def gives_up(self, scenario: str):
        before = self.accepted()
        self.load_faults(scenario)
        self.add(ENDLESS_TAG, [(256 * MIB, 16 * MIB), (288 * MIB, 16 * MIB)])
        wait_until("the driver gives the chain up", GIVES_UP, lambda: not self.state()["pending-offers"])
        expect("how often the chain had no end", self.fired(), [1])
        expect("extents of the host", self.accepted(), before)
        expect("extents in the guest", self.extents(), sorted(before))
        return "turned down, and nothing else is lost"

    def reads_again(self, scenario: str):
        """Makes the region, for which the driver reads the list, of more than one response; it changes meanwhile."""
        self.load_faults(scenario)
        region = self.makes_region()
        wait_until("the list is read, and changes twice meanwhile", 20, lambda: self.fired() == [2])
        self.wait_for_accepted()
        return f"{region}, {len(self.accepted())} extents after 2 changes"



def check_dynamic(run, hosts: list[DynamicSubject], boot, scenarios: str):
    """`boot` starts a guest of a host, as a context."""
    first, second = hosts
    endless, changing = (os.path.join(scenarios, f"{name}.json")
                         for name in ("recover-endless-chain", "recover-generation-changes"))
    with boot(first):
        if not starts(run, first, "the first guest"):
            return
        run("its driver asks for interrupts of all logs", first.asks_for_interrupts)
        run("a function level reset makes it forget them", first.forgets_interrupts)
        if not run("a region is made", first.makes_region):
            return
        run("a sharable, tagged chain of three extents arrives whole", first.takes, TAG, CHAIN)
        run("it is claimed as a DAX device", first.claims, TAG, CHAIN)
        with boot(second):
            if starts(run, second, "a guest of the second host") and \
                    run("the second host makes a region", second.makes_region):
                run("the chain is shared with it", second.takes_shared, TAG, CHAIN)
                run("it is claimed there, too", second.claims, TAG, CHAIN)
                run("both guests hold it at once", second.holds_together_with, first, TAG, CHAIN)
                run("what is in use is not released", second.keeps_what_is_used, TAG)
                run("what is let go of is released", second.lets_go, TAG)
                run("the first host has it still", first.has_chain, TAG, CHAIN)
                run("the second host's kernel has not complained", second.is_content, *KNOWN)
                run("the second host's guest powers off", second.ends)
        run("a chain without end is given up", first.gives_up, endless)
        run("the next chain, of 16 extents, is taken", first.takes, LONG_TAG, LONG_CHAIN)
        run("the first kernel has not complained", first.is_content, *KNOWN)
        run("the first guest is killed", first.is_killed)
    with boot(first):
        if not starts(run, first, "another guest"):
            return
        run("its region finds all extents in a list that changes", first.reads_again, changing)
        run("the shared chain is there", first.has_chain, TAG, CHAIN)
        run("the long chain is there", first.has_chain, LONG_TAG, LONG_CHAIN)
        run("it claims what the killed guest had", first.claims, TAG, CHAIN)
        run("it lets go of it", first.lets_go, TAG)
        run("it gives the long chain back", first.gives_back, LONG_TAG)
        run("its kernel has not complained", first.is_content, *KNOWN)
        run("it powers off", first.ends)


def starts(run, subject: DynamicSubject, name: str) -> bool:
    return (run(f"{name} boots to its init", subject.boots)
            and run(f"{name}: mem0 is there, and bound", subject.is_bound)
            and run(f"{name}: a general media event is in the kernel's trace", subject.traces_media_event))
