"""What must hold of the files of sysfs and debugfs, and of the cxl tool, that the guest's user space uses."""

import json
import struct
import time

from .checks import MEDIA_EVENT, Skipped, Subject, expect
from .processes import Failure, wait_until

NEW_FIRMWARE = "CXLWIRE 9.9"
POISONED = (0x1000, 0x2000)
LINE = 64
FIRMWARE, DEBUG = "/sys/class/firmware/mem0", "/sys/kernel/debug/cxl/mem0"
# What `cxl monitor` makes, or takes where it is there.
MONITOR = "/sys/kernel/tracing/instances/cxl_monitor"
LABEL = b"to be wiped".hex()
# The kernel asks whether it is sanitized after 1 second, and then only after 11 more.
SANITIZE_SECONDS = 60


def needs_file(subject: Subject, file: str, why: str):
    if subject.guest.commands.run(f'[ -e "{file}" ] || echo none'):
        raise Skipped(why)


def needs_tool(subject: Subject):
    needs_file(subject, "/bin/cxl", "no cxl tool in the guest: tools/guest/prepare.sh gets it")


def list_memory(subject: Subject, *options: str) -> dict:
    """What `cxl list` tells of mem0 alone."""
    listed = json.loads("".join(subject.guest.commands.run(" ".join(["cxl list -m mem0", *options]))))
    expect("memory devices", [memory["memdev"] for memory in listed], ["mem0"])
    return listed[0]


def lists_everything(subject: Subject):
    needs_tool(subject)
    listed = json.loads("".join(subject.guest.commands.run("cxl list -vvv")))
    memory = find(listed, "memdev", "mem0")
    expect("serial", memory["serial"], int(subject.expected["serial"], 0))
    expect("ram_size", memory["ram_size"], int(subject.expected["ram"], 0))
    firmware, capacity = subject.tell_stream("0200 -"), subject.tell_stream("4000 -")
    expect("slots", memory["firmware"]["num_slots"], firmware[0])
    expect("slot 1", memory["firmware"]["slot_1_version"], firmware[16:32].rstrip(b"\0 ").decode())
    expect("total_size", memory["partition_info"]["total_size"], struct.unpack_from("<Q", capacity, 16)[0] << 28)
    health = subject.tell_stream("4200 -")
    expect("temperature", memory["health"]["temperature"], struct.unpack_from("<h", health, 4)[0])
    expect("life_used_percent", memory["health"]["life_used_percent"], health[3])
    alerts = subject.tell_stream("4201 -")
    expect("life_used_crit_alert_threshold", memory["alert_config"]["life_used_crit_alert_threshold"], alerts[2])
    return ", ".join(name for name, value in memory.items() if isinstance(value, dict))


def find(tree, key: str, value: str) -> dict:
    """The object that has that member, wherever `cxl list` has put it."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if node.get(key) == value:
                return node
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
    raise Failure(f"cxl list has no {key} {value}")


def keeps_labels(subject: Subject):
    needs_tool(subject)
    run = subject.guest.commands.run
    size = int(run('cat "$memory/label_storage_size"')[0], 0)
    if size == 0:
        raise Skipped("the device has no label storage area")
    run(f"head -c {size} /dev/urandom >/labels && cxl write-labels mem0 -i /labels")
    run("cxl read-labels mem0 -o /read && cmp /labels /read")
    expect("first bytes on the CCI stream", subject.tell_stream("4102 0000000010000000").hex(),
           run("xxd -p -l 16 /labels")[0])
    run("cxl zero-labels mem0")
    expect("bytes that are not zero", run("cxl read-labels mem0 2>/dev/null | tr -d '\\0' | wc -c"), ["0"])
    return f"{size} bytes written, read and zeroed"


def knows_poison(subject: Subject):
    """Injected and cleared by debugfs, listed by sysfs into the trace, and by cxl."""
    needs_file(subject, f"{DEBUG}/inject_poison", "the kernel has no inject_poison in debugfs")
    run = subject.guest.commands.run
    poison(subject)
    run(f"echo {POISONED[0]:#x} >{DEBUG}/clear_poison")
    expect("listed once one is cleared", listed_poison(subject), [POISONED[1]])
    detail = "by sysfs"
    if not run("[ -e /bin/cxl ] || echo none"):
        errors = list_memory(subject, "-L")["media_errors"]
        expect("cxl list -L", errors, [{"offset": POISONED[1], "length": LINE, "source": "Injected"}])
        detail = "by sysfs and by cxl"
    run(f"echo {POISONED[1]:#x} >{DEBUG}/clear_poison")
    expect("listed once all are cleared", listed_poison(subject), [])
    return f"2 lines injected, listed {detail}, and cleared"


def listed_poison(subject: Subject) -> list[int]:
    """The addresses that the kernel traces when it is asked for the list."""
    run = subject.guest.commands.run
    seen = len(run("trace"))
    run('echo 1 >"$memory/trigger_poison_list"')
    lines = [line for line in run("trace")[seen:] if "cxl_poison:" in line and "trace_type=List" in line]
    return [int(line.split(" dpa=")[1].split()[0], 0) for line in lines]


def sanitizes(subject: Subject):
    """By sysfs, overwritten first, which the kernel waits for, then erased by new keys."""
    needs_file(subject, "$memory/security/sanitize", "the kernel cannot sanitize, or the device")
    run = subject.guest.commands.run
    has_labels = int(run('cat "$memory/label_storage_size"')[0], 0) > 0
    if has_labels:
        subject.tell_stream(f"4103 0000000000000000{LABEL}")
    poison(subject)
    expect("security", run('cat "$memory/security/state"'), ["disabled"])
    start = time.monotonic()
    run('echo 1 >"$memory/security/sanitize"')
    wait_until("the kernel sees it end", SANITIZE_SECONDS, lambda: run('cat "$memory/security/state"') == ["disabled"])
    took = time.monotonic() - start
    expect("poison once sanitized", listed_poison(subject), [])
    if has_labels:
        label = subject.tell_stream(f"4102 00000000{len(LABEL) // 2:02x}000000")
        expect("labels once sanitized", label.hex(), "00" * (len(LABEL) // 2))
    poison(subject)
    run('echo 1 >"$memory/security/erase"')
    expect("poison once erased", listed_poison(subject), [])
    return f"no poison{' and no labels' if has_labels else ''} after {took:.1f} s, and none once erased"


def poison(subject: Subject):
    for address in POISONED:
        subject.guest.commands.run(f"echo {address:#x} >{DEBUG}/inject_poison")
    expect("listed", listed_poison(subject), list(POISONED))


def monitors(subject: Subject):
    """`cxl monitor` is woken when the buffer of its trace instance is as full as the instance's buffer_percent says,
    50 where nobody has said anything: that is no event, but thousands."""
    needs_tool(subject)
    run = subject.guest.commands.run
    run(f"mkdir -p {MONITOR} && echo 0 >{MONITOR}/buffer_percent")
    run("cxl monitor >/monitored 2>&1 & echo $! >/monitor")
    try:
        wait_until("cxl monitor listens", 60, lambda: run(f"cat {MONITOR}/events/cxl/enable") == ["1"])
        subject.qmp.say({"execute": "cxl-inject-general-media-event", "arguments": {
            "path": subject.path, "host-id": subject.number, **MEDIA_EVENT}})
        event = json.loads(wait_until("a line of cxl monitor", 60, lambda: [
            line for line in run("cat /monitored") if line.endswith("}")])[0])
    finally:
        # Gone before the next command: the end of a child makes init's read forget what it has of a line.
        run("kill $(cat /monitor) && wait_for test ! -e /proc/$(cat /monitor)")
    expected = {"event": "cxl_general_media", "memdev": "mem0", "log": 1, "serial": int(subject.expected["serial"], 0),
                **{name: MEDIA_EVENT[name] for name in ("dpa", "descriptor", "channel", "rank", "device")}}
    # The lower bits of the address are flags.
    expected["dpa"] &= ~0x3f
    expect("the event", {name: event.get(name) for name in expected}, expected)
    return json.dumps(expected)


def updates_firmware(subject: Subject):
    """The next reset of the function, not one that is function level, activates what is staged here."""
    needs_file(subject, f"{FIRMWARE}/loading", "the kernel has no firmware upload")
    run = subject.guest.commands.run
    run(f"{{ printf '{NEW_FIRMWARE}'; head -c 5000 /dev/zero; }} >/firmware")
    run(f"echo 1 >{FIRMWARE}/loading && cat /firmware >{FIRMWARE}/data && echo 0 >{FIRMWARE}/loading")
    wait_until("the kernel has sent the firmware", 30, lambda: run(f"cat {FIRMWARE}/status") == ["idle"])
    expect("what went wrong", [line for line in run(f"cat {FIRMWARE}/error") if line], [])
    staged = subject.tell_stream("0200 -")
    slot = staged[1] >> 3 & 7
    expect("the staged slot's revision", staged[16 * slot:16 * slot + 16].rstrip(b"\0 ").decode(), NEW_FIRMWARE)
    expect("what runs", run('cat "$memory/firmware_version"'), [subject.expected["firmware"]])
    subject.expected["firmware"] = NEW_FIRMWARE
    return f"{NEW_FIRMWARE} in slot {slot}, for the next reset"
