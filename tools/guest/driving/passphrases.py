"""What must hold of passphrases for persistent memory, which libnvdimm's driver sets from keys of the kernel."""

from .checks import Subject, expect
from .processes import Failure, wait_until
from .tools import DEBUG, listed_poison, needs_file

NVDIMM = "/sys/bus/nd/devices/nmem0"
# Which 4500h tells of: a user's passphrase is set, the device is locked, it is frozen.
SET, LOCKED, FROZEN = 1, 4, 8
MASTER_KEY = "0123456789abcdef" * 2


def keeps_passphrases(subject: Subject):
    """Set, checked at a cold reset, changed, refused, erased with, and frozen."""
    run = subject.guest.commands.run
    needs_file(subject, f"{NVDIMM}/security", "no persistent memory, or a kernel without libnvdimm's security")
    needs_file(subject, "/proc/keys", "the kernel has no keys")
    run(f"guest-tool add-key user nvdimm-master {MASTER_KEY}")
    # The first one has the name under which the kernel looks for it when it finds the memory locked.
    first, second = (run(f'guest-tool add-key encrypted "nvdimm:{name}" "new enc32 user:nvdimm-master 32"')[0]
                     for name in (f"$(cat {NVDIMM}/cxl/id)", "second"))
    expect("security at first", state(subject), ("disabled", 0))

    run(order("update", 0, first))
    expect("security with a passphrase", state(subject), ("unlocked", SET))
    is_refused(subject, 'echo 1 >"$memory/security/sanitize"')

    subject.qmp.say({"execute": "system_reset"})
    expect("flags after a cold reset", flags(subject), SET | LOCKED)
    run("unbind; bind")
    wait_until("the kernel unlocks it", 10, lambda: state(subject) == ("unlocked", SET))

    run(order("update", first, second))
    is_refused(subject, order("disable", first))
    expect("security after a wrong passphrase", state(subject), ("unlocked", SET))
    run(f'echo "$(cat "$memory/ram/size")" >{DEBUG}/inject_poison')
    expect("poisoned lines", len(listed_poison(subject)), 1)
    run(order("erase", second))
    expect("security after erasing", state(subject), ("disabled", 0))
    expect("poison after erasing", listed_poison(subject), [])

    run(order("update", 0, second))
    run(f"echo freeze >{NVDIMM}/security")
    expect("security once frozen", (run('cat "$memory/security/state"'), flags(subject)), (["frozen"], SET | FROZEN))
    is_refused(subject, order("disable", second))
    return "set, unlocked after a cold reset, changed, erased with, frozen; the wrong one refused"


def order(what: str, *keys) -> str:
    return f'echo "{" ".join(map(str, (what, *keys)))}" >{NVDIMM}/security'


def is_refused(subject: Subject, command: str):
    if not subject.guest.commands.run(f"{{ {command}; }} 2>/dev/null || echo refused"):
        raise Failure(f"{command}: it is not refused")


def flags(subject: Subject) -> int:
    return int.from_bytes(subject.tell_stream("4500 -"), "little")


def state(subject: Subject) -> tuple[str, int]:
    """What libnvdimm says, and the device."""
    return subject.guest.commands.run(f"cat {NVDIMM}/security")[0], flags(subject)
