#!/usr/bin/env python3
"""Plays a conversation with `cxlwire serve --mctp` by the kernel's own MCTP.

  tools/mctp/run.py [--guest LINE] [--dir DIR] [--times N] [--cxlwire COMMAND] [--conversation FILE] [--show]

Each time there are a fresh server and a fresh Linux, which tools/mctp/prepare.sh has made in DIR: a User-Mode Linux,
whose serial line is a pseudo terminal of the server's, or a QEMU guest with a second serial port. LINE is who makes the
line then: with `socket` the server has a UNIX socket, and QEMU connects to it; with `pty` QEMU has a pseudo terminal,
and the server opens it as a serial port. What is said is conversation.txt; each CCI command of it is said to a second,
fresh device on CCI streams, too, and the answers have to be the same bytes. The last line has the counts; exit code 1
where a check failed."""

import argparse
import contextlib
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE.parent / "guest"))

from driving.clients import Cci, Qmp  # noqa: E402
from driving.conversation import Answer, without_timestamps  # noqa: E402
from driving.guest import emulator  # noqa: E402
from driving.processes import Failure, Running, Server, wait_until  # noqa: E402

HOST, FABRIC_MANAGER = "08", "07"


def serve(arguments, endpoint: str) -> Server:
    return Server(arguments.command, "--mctp", endpoint, "--log-level", "trace")


def build_root(arguments, folder: pathlib.Path) -> pathlib.Path:
    """-> what the Linux has as its root: a folder, our client and where that mounts what it needs, or an initramfs."""
    root, initramfs = folder / "root", folder / "initramfs.gz"
    for name in ("proc", "dev", "sys"):
        (root / name).mkdir(parents=True)
    client = root / "init"
    subprocess.run(["gcc", "-D_GNU_SOURCE", "-static", "-O1", "-Wall", "-Wextra", "-Werror", "-o", client,
                    *sorted((HERE / "uml").glob("*.c"))], check=True)
    shutil.copyfile(arguments.conversation, root / "conversation.txt")
    if arguments.guest is None:
        return root
    subprocess.run([HERE / "make-initramfs.sh", initramfs, client, arguments.conversation, arguments.dir], check=True)
    return initramfs


@contextlib.contextmanager
def in_user_mode_linux(arguments, root: pathlib.Path, folder: pathlib.Path):
    """-> the server, and a User-Mode Linux whose first process is our client."""
    terminal = folder / "tty"
    command = [arguments.dir / "linux", "mem=64M", "root=/dev/root", "rootfstype=hostfs", f"rootflags={root}", "rw",
               "init=/init", "quiet", "con=null", "con0=null,fd:1", "ssl=null", f"ssl0=tty:{terminal}"]
    with serve(arguments, f"pty:{terminal}") as server, Running("User-Mode Linux", command) as linux:
        yield server, linux


def start_guest(arguments, initramfs: pathlib.Path, line: str, *more: str) -> Running:
    """A QEMU guest whose init plays the conversation on its second serial port."""
    return Running("QEMU", [
        *emulator(None, arguments.qemu_root), "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot",
        "-m", "128M", "-kernel", arguments.dir / "bzImage", "-initrd", initramfs,
        "-append", "console=ttyS0 quiet no_timer_check -- play", "-serial", "stdio",
        "-chardev", line, "-serial", "chardev:mctp", *more])


@contextlib.contextmanager
def in_guest_on_socket(arguments, initramfs: pathlib.Path, folder: pathlib.Path):
    """-> the server, and a guest that is connected to its socket."""
    path = folder / "line"
    with (serve(arguments, f"unix:{path}") as server,
          start_guest(arguments, initramfs, f"socket,id=mctp,path={path}") as guest):
        yield server, guest


@contextlib.contextmanager
def in_guest_on_pty(arguments, initramfs: pathlib.Path, folder: pathlib.Path):
    """-> the server, and a guest whose pseudo terminal it has opened. The guest waits until then."""
    path, monitor = folder / "line", folder / "monitor"
    with start_guest(arguments, initramfs, f"pty,id=mctp,path={path}",
                     "-S", "-qmp", f"unix:{monitor},server=on,wait=off") as guest:
        wait_until("QEMU has made its pseudo terminal", 60, lambda: guest.check() or path.exists())
        with serve(arguments, f"serial:{path}") as server:
            Qmp(str(monitor)).say({"execute": "cont"})
            yield server, guest


MACHINES = {None: in_user_mode_linux, "socket": in_guest_on_socket, "pty": in_guest_on_pty}


def through_mctp(arguments, root: pathlib.Path, folder: pathlib.Path) -> list[str]:
    """-> the lines that our client printed."""
    with MACHINES[arguments.guest](arguments, root, folder) as (server, linux):
        try:
            linux.wait(120)
            linux.output.join()
        except Failure as failure:
            raise Failure(f"{failure}\n{linux.report()}\n{server.report()}") from None
        lines = list(linux.output.lines)
        if not any(line.startswith("done: ") for line in lines):
            raise Failure(f"the client did not reach its end\n{linux.report()}\n{server.report()}")
        if wrong := [line for line in lines if line.startswith("not ok ")]:
            raise Failure("\n".join([*wrong, server.report()]))
    return [line for line in lines if line.startswith("ok ")]


def on_streams(arguments, folder: pathlib.Path, steps: list[list[str]]) -> list[Answer]:
    """-> the answer to each CCI step."""
    host, manager = folder / "host", folder / "fm"
    with Server(arguments.command, "--host", f"unix:{host}", "--fm", f"unix:{manager}"):
        streams = {HOST: Cci(str(host)), FABRIC_MANAGER: Cci(str(manager))}
        answers = []
        for _, kind, opcode, payload, _ in steps:
            code, response = streams[kind].say(int(opcode, 16), b"" if payload == "-" else bytes.fromhex(payload))
            answers.append(Answer(f"{opcode} {payload}", f"{code:04x}", response.hex() or "-"))
        for stream in streams.values():
            stream.close()
    return answers


def read_conversation(path: pathlib.Path) -> list[list[str]]:
    return [words for line in path.read_text(encoding="utf-8").splitlines() if (words := line.split("#")[0].split())]


def compare(steps: list[list[str]], lines: list[str], streams: list[Answer]) -> str:
    """-> what was equal; raises for what was not."""
    if len(lines) != len(steps):
        raise Failure(f"{len(steps)} steps, but {len(lines)} lines")
    said = [line.split()[-4:] for line in lines if line.startswith("ok cci ")]
    for (opcode, payload, code, response), theirs in zip(said, streams, strict=True):
        ours = Answer(f"{opcode} {payload}", code, response)
        if without_timestamps(ours) != without_timestamps(theirs):
            raise Failure(f"not the same bytes:\n    by MCTP           {ours}\n    on the CCI stream {theirs}")
    return f"{len(steps)} steps, {len(said)} of them CCI commands with the bytes of a CCI stream"


def run_once(arguments, root: pathlib.Path) -> str:
    """-> what was good; raises for what was not."""
    steps = read_conversation(arguments.conversation)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        lines = through_mctp(arguments, root, folder)
        if arguments.show:
            print("\n".join(lines))
        return compare(steps, lines, on_streams(arguments, folder, [step for step in steps if step[0] == "cci"]))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--guest", metavar="LINE", choices=("socket", "pty"), help="socket or pty: a QEMU guest")
    parser.add_argument("--dir", type=pathlib.Path,
                        help="default: /var/cache/cxlwire-uml, with --guest /var/cache/cxlwire-mctp-guest")
    parser.add_argument("--qemu-root", metavar="DIR", default="/var/cache/cxlwire-qemu",
                        help="what tools/prepare-qemu.sh made (%(default)s); where it is not there, QEMU on PATH")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--conversation", type=pathlib.Path, default=HERE / "conversation.txt")
    parser.add_argument("--show", action="store_true", help="print what the client prints")
    parser.add_argument("--cxlwire", dest="command", type=shlex.split,
                        default=["dotnet", str(ROOT / "src/CxlWire.Cli/bin/Debug/net10.0/cxlwire.dll")])
    arguments = parser.parse_args()
    kind = "mctp-guest" if arguments.guest else "uml"
    arguments.dir = arguments.dir or pathlib.Path(f"/var/cache/cxlwire-{kind}")
    if not (arguments.dir / "versions").exists():
        print(f"mctp: {arguments.dir} is not prepared: tools/mctp/prepare.sh{' --guest' if arguments.guest else ''} "
              "does it", file=sys.stderr)
        return 2
    passed = failed = 0
    with tempfile.TemporaryDirectory() as name:
        root = build_root(arguments, pathlib.Path(name))
        for turn in range(1, arguments.times + 1):
            start = time.monotonic()
            try:
                print(f"ok     {turn}: {run_once(arguments, root)}, {time.monotonic() - start:.1f} s", flush=True)
                passed += 1
            except Failure as failure:
                print(f"FAILED {turn}: {failure}", flush=True)
                failed += 1
    print(f"mctp: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
