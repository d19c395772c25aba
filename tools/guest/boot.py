#!/usr/bin/env python3
"""Boots a Linux guest whose CXL memory device is served by `cxlwire serve --vfio-user`, and checks what
its unmodified driver makes of it; of a kernel with the DCD driver, what that does with capacity. Python's
standard library only; needs a built CxlWire, and what tools/guest/prepare.sh makes. No root, no KVM.

    tools/guest/boot.py                                              the checks, with the stock kernel
    tools/guest/boot.py --kernel bzImage --modules lib/modules/7.3   the checks, with your kernel
    tools/guest/boot.py --console                                    no checks: a shell in the guest
    tools/guest/boot.py --console --kernel bzImage --initrd my.gz    your kernel with your user space
"""

import argparse
import contextlib
import os
import shlex
import signal
import subprocess
import sys
import tempfile

from driving.checks import Checks, Subject, load_device
from driving.conversation import Step, read_steps
from driving.dynamic import DynamicSubject, check_dynamic
from driving.guest import Guest, our_function
from driving.options import BUILT, ROOT, add_guest_options, check_guest_options, make_initramfs
from driving.passphrases import keeps_passphrases
from driving.processes import Failure, OutOfTime, Running, Server
from driving.tools import keeps_labels, knows_poison, lists_everything, monitors, sanitizes, updates_firmware

HERE = os.path.dirname(os.path.abspath(__file__))
DEVICES = os.path.join(ROOT, "fixtures/devices")
SCENARIOS = os.path.join(ROOT, "fixtures/scenarios")
STOCK, DYNAMIC, PERSISTENT = (f"{DEVICES}/{name}.json" for name in ("host-vectors", "linux-dcd", "partitions"))


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    device = parser.add_argument_group("the device")
    device.add_argument("--device", metavar="FILE", help="what to emulate; default: host-vectors.json of "
                        "fixtures/devices, or linux-dcd.json for a kernel with DCD")
    device.add_argument("--serve", metavar="ARGUMENTS", default="", help="further arguments of cxlwire serve")
    device.add_argument("--cxlwire", metavar="COMMAND", default=f"dotnet {shlex.quote(BUILT)}",
                        help="default: the build of src/CxlWire.Cli")
    device.add_argument("--record", metavar="FILE",
                        help="where what happens to the guest's device is recorded; default: nowhere that stays")
    device.add_argument("--socket", metavar="PATH",
                        help="a server that runs already: its vfio-user socket; only with --console")
    guest = add_guest_options(parser)
    guest.add_argument("--dcd", action="store_true", help="a kernel without the DCD driver is a failure")
    guest.add_argument("--console", action="store_true",
                       help="no checks: the guest's console on this terminal, until it powers off or Ctrl-A x")
    parser.add_argument("--conversation", metavar="FILE", default=f"{HERE}/conversation.txt",
                        help="what is said through the mailbox and on the CCI stream (%(default)s)")
    parser.add_argument("--timeout", metavar="SECONDS", type=int, default=240, help="for all checks (%(default)s)")
    parser.add_argument("--verbose", action="store_true", help="what everybody printed, even if all is well")
    options = parser.parse_args()
    if options.socket and not options.console:
        parser.error("--socket goes with --console: the checks need a device of their own")
    if options.initrd and not options.console:
        parser.error("--initrd goes with --console: the checks speak to the init of ours")
    check_guest_options(parser, options)
    return options


def serve(options: argparse.Namespace, device: str, *arguments: str) -> Server:
    return Server(shlex.split(options.cxlwire), "--device", options.device or device, *shlex.split(options.serve),
                  *arguments)


def endpoints(folder: str, name: str) -> list[str]:
    """A device of one host, at FOLDER/NAME-host and FOLDER/NAME-qmp."""
    return ["--host", f"unix:{folder}/{name}-host", "--qmp", f"unix:{folder}/{name}-qmp"]


def on_terminal(options: argparse.Namespace, folder: str) -> int:
    if options.socket:
        with Guest(options, our_function(options.socket), folder, terminal=True) as guest:
            return guest.process.wait()
    with serve(options, STOCK, *endpoints(folder, "device"), "--vfio-user", f"{folder}/vfio"):
        print(f"CCI stream: {folder}/device-host   QMP: {folder}/device-qmp   (Ctrl-A x ends QEMU)", flush=True)
        with Guest(options, our_function(f"{folder}/vfio"), folder, terminal=True) as guest:
            return guest.process.wait()


def first_guest(checks: Checks, subject: Subject, steps: list[Step], folder: str):
    run = checks.run
    run("mem0 is there, and bound", subject.is_bound)
    run("a general media event is in the kernel's trace", subject.traces_media_event)
    run("the driver unbinds", subject.unbinds)
    run("the mailbox answers as the CCI stream does", subject.answers_as_the_stream, steps,
        f"{folder}/fresh-host", f"{folder}/fresh-qmp")
    run("BAR and CCI stream reach one device", subject.is_one_device)
    run("function level reset", subject.resets)
    run("the driver binds again", subject.binds)
    run("cxl list -vvv tells what the device tells", lists_everything, subject)
    run("cxl writes, reads and zeroes labels", keeps_labels, subject)
    run("poison is injected, listed and cleared", knows_poison, subject)
    run("all is sanitized and erased by sysfs", sanitizes, subject)
    run("cxl monitor prints an event", monitors, subject)
    run("firmware is staged by sysfs", updates_firmware, subject)
    run("a DC add interrupts", subject.interrupts_on_add)
    run("the guest reboots", subject.reboots)


def second_guest(checks: Checks, subject: Subject, extents: str):
    run = checks.run
    if not run("a second guest boots on its socket", subject.boots):
        return
    run("mem0 is there, and bound, again", subject.is_bound)
    run("the device is the same", subject.has_extents, extents)
    run("a general media event is in its trace, too", subject.traces_media_event)
    run("its kernel has not complained", subject.is_content)
    run("the second guest powers off", subject.ends)


def replays(options: argparse.Namespace, recording: str) -> str:
    """The whole recording, played with a fresh device in process, has the same answers."""
    command = [*shlex.split(options.cxlwire), "replay", recording]
    played = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line.strip() for line in played.stdout.splitlines()]
    if played.returncode != 0 or "0 not carried over" not in lines:
        raise Failure(f"{' '.join(command)}: {played.stdout}{played.stderr}")
    return ", ".join(lines[:3])


def check_stock(options: argparse.Namespace, folder: str, recording: str, checks: Checks,
                running: list[Running]) -> bool:
    """-> whether all of it was checked; not with a kernel that has DCD."""
    function = our_function(f"{folder}/vfio")
    with (serve(options, STOCK, *endpoints(folder, "device"), "--vfio-user", f"{folder}/vfio",
                "--record", recording) as server,
          serve(options, STOCK, *endpoints(folder, "fresh"))):
        running.append(server)
        subject = Subject(load_device(options.device or STOCK, f"{DEVICES}/default.json"),
                          f"{folder}/device-host", f"{folder}/device-qmp")
        idle = server.descriptors()
        with Guest(options, function, folder, server) as subject.guest:
            running.append(subject.guest)
            if not checks.run("boots to its init", subject.boots):
                return True
            if subject.has_dynamic_capacity():
                return False
            if options.dcd:
                raise Failure(f"{options.kernel} has no DCD driver")
            first_guest(checks, subject, read_steps(options.conversation), folder)
            extents = subject.tell("4801 ffffffff00000000")
            checks.run("the kernel has not complained", subject.is_content)
            checks.run("the first guest is killed", subject.is_killed)
        with Guest(options, function, folder, server) as subject.guest:
            running.append(subject.guest)
            second_guest(checks, subject, extents)
        checks.run("the server is there, with no descriptor of a guest's", subject.is_left_alone, server, idle)
        subject.close()
    checks.run("what was recorded plays again", replays, options, recording)
    return True


def check_persistent(options: argparse.Namespace, folder: str, checks: Checks, running: list[Running]):
    """What a stock kernel does with persistent memory, on a device of its own."""
    run = checks.run
    socket = f"{folder}/vfio-persistent"
    with serve(options, PERSISTENT, *endpoints(folder, "persistent"), "--vfio-user", socket) as server:
        running.append(server)
        subject = Subject(load_device(PERSISTENT, f"{DEVICES}/default.json"),
                          f"{folder}/persistent-host", f"{folder}/persistent-qmp")
        with Guest(options, our_function(socket), folder, server) as subject.guest:
            running.append(subject.guest)
            if not run("a guest of persistent memory boots to its init", subject.boots):
                return
            run("mem0 is there with it, and bound", subject.is_bound)
            run("passphrases lock and unlock it", keeps_passphrases, subject)
            run("its kernel has not complained, either", subject.is_content, "Device GPF DVSEC not present")
            run("the guest of persistent memory powers off", subject.ends)
        subject.close()


def check_with_driver(options: argparse.Namespace, folder: str, recording: str, checks: Checks,
                      running: list[Running]):
    """The kernel has DCD: a device of two hosts, each with a guest where it has one."""
    device = load_device(options.device or DYNAMIC, f"{DEVICES}/default.json")
    if device["hosts"] < 2 or not device["regions"][0].get("sharable"):
        raise Failure("the checks of a kernel with DCD need two hosts and a sharable region 0, as linux-dcd.json has")
    streams = [word for host in range(2) for word in (
        "--host", f"{host}=unix:{folder}/host{host}", "--vfio-user", f"{host}={folder}/vfio{host}")]
    with serve(options, DYNAMIC, "--qmp", f"unix:{folder}/qmp", *streams, "--record", recording) as server:
        running.append(server)
        hosts = [DynamicSubject(device, f"{folder}/host{host}", f"{folder}/qmp", host) for host in range(2)]
        idle = server.descriptors()

        @contextlib.contextmanager
        def boot(subject: DynamicSubject):
            own = f"{folder}/guest{subject.number}"
            os.makedirs(own, exist_ok=True)
            with Guest(options, our_function(f"{folder}/vfio{subject.number}"), own, server) as subject.guest:
                running.append(subject.guest)
                yield

        check_dynamic(checks.run, hosts, boot, SCENARIOS)
        checks.run("the server is there, with no descriptor of a guest's", hosts[0].is_left_alone, server, idle)
        for subject in hosts:
            subject.close()
    checks.run("what was recorded plays again", replays, options, recording)


def check(options: argparse.Namespace, folder: str) -> int:
    checks, running = Checks(), []
    recording = options.record or f"{folder}/recording.jsonl"

    def give_up(*_):
        raise OutOfTime(f"not done within {options.timeout} s")
    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(options.timeout)
    try:
        if check_stock(options, folder, recording, checks, running):
            if options.device is None:
                check_persistent(options, folder, checks, running)
        else:
            print("its kernel has the DCD driver: from here on a device of two hosts", flush=True)
            os.unlink(recording)
            check_with_driver(options, folder, recording, checks, running)
    except (Failure, OutOfTime, OSError) as error:
        checks.failed += 1
        print(f"FAILED {error}", flush=True)
    finally:
        signal.alarm(0)
    if checks.failed or options.verbose:
        print("\n".join(process.report() for process in running))
    skipped = f", {checks.skipped} skipped" if checks.skipped else ""
    print(f"guest: {checks.passed} passed, {checks.failed} failed{skipped}")
    return 1 if checks.failed else 0


def main() -> int:
    options = read_arguments()

    def end(*_):
        sys.exit(1)
    signal.signal(signal.SIGTERM, end)
    with tempfile.TemporaryDirectory(prefix="cxlwire-guest-") as folder:
        try:
            if not options.initrd:
                make_initramfs(options, folder)
            return (on_terminal if options.console else check)(options, folder)
        except Failure as error:
            print(f"boot.py: {error}", file=sys.stderr)
            return 1


if __name__ == "__main__":
    sys.exit(main())
