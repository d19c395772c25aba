#!/usr/bin/env python3
"""Plays a conversation with `cxlwire serve --mctp` by the kernel's own MCTP, in a User-Mode Linux.

  tools/mctp/run.py [--dir DIR] [--times N] [--cxlwire COMMAND] [--conversation FILE] [--show]

Each time there are a fresh server and a fresh Linux, which tools/mctp/prepare.sh has made in DIR. The line between them
is a pseudo terminal of the server's. What is said is conversation.txt; each CCI command of it is said to a second,
fresh device on CCI streams, too, and the answers have to be the same bytes. The last line has the counts; exit code 1
where a check failed."""

import argparse
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

from driving.clients import Cci  # noqa: E402
from driving.conversation import Answer, without_timestamps  # noqa: E402
from driving.processes import Failure, Server  # noqa: E402

HOST, FABRIC_MANAGER = "08", "07"


def build_client(folder: pathlib.Path) -> pathlib.Path:
    """The root of the User-Mode Linux: our client, and where it mounts what it needs."""
    root = folder / "root"
    for name in ("proc", "dev", "sys"):
        (root / name).mkdir(parents=True)
    subprocess.run(["gcc", "-D_GNU_SOURCE", "-static", "-O1", "-Wall", "-Wextra", "-Werror", "-o", root / "init",
                    *sorted((HERE / "uml").glob("*.c"))], check=True)
    return root


def boot(kernel: pathlib.Path, root: pathlib.Path, terminal: pathlib.Path) -> str:
    """Boots a User-Mode Linux whose first process is our client, on the terminal named; -> what it printed."""
    command = [kernel, "mem=64M", "root=/dev/root", "rootfstype=hostfs", f"rootflags={root}", "rw", "init=/init",
               "quiet", "con=null", "con0=null,fd:1", "ssl=null", f"ssl0=tty:{terminal}"]
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=120, text=True, errors="replace").stdout
    except subprocess.TimeoutExpired as hang:
        raise Failure(f"User-Mode Linux hangs after\n{(hang.stdout or b'').decode(errors='replace')}") from None


def through_mctp(arguments, folder: pathlib.Path, root: pathlib.Path) -> list[str]:
    """-> the lines that our client printed."""
    terminal = folder / "tty"
    with Server(arguments.command, "--mctp", f"pty:{terminal}", "--log-level", "trace") as server:
        try:
            output = boot(arguments.dir / "linux", root, terminal)
        except Failure as failure:
            raise Failure(f"{failure}\n{server.report()}") from None
        lines = output.replace("\r", "").splitlines()
        if not any(line.startswith("done: ") for line in lines):
            raise Failure(f"the client did not reach its end\n{output}\n{server.report()}")
        if wrong := [line for line in lines if line.startswith("not ok ")]:
            raise Failure("\n".join([*wrong, server.report()]))
    return [line for line in lines if line.startswith(("ok ", "not ok "))]


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


def run_once(arguments, root: pathlib.Path, show: bool) -> str:
    """-> what was good; raises for what was not."""
    steps = read_conversation(arguments.conversation)
    shutil.copyfile(arguments.conversation, root / "conversation.txt")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        lines = through_mctp(arguments, folder, root)
        if show:
            print("\n".join(lines))
        return compare(steps, lines, on_streams(arguments, folder, [step for step in steps if step[0] == "cci"]))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dir", type=pathlib.Path, default="/var/cache/cxlwire-uml")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--conversation", type=pathlib.Path, default=HERE / "conversation.txt")
    parser.add_argument("--show", action="store_true", help="print what the client prints")
    parser.add_argument("--cxlwire", dest="command", type=shlex.split,
                        default=["dotnet", str(ROOT / "src/CxlWire.Cli/bin/Debug/net10.0/cxlwire.dll")])
    arguments = parser.parse_args()
    if not (arguments.dir / "versions").exists():
        print(f"mctp: {arguments.dir} is not prepared: tools/mctp/prepare.sh does it", file=sys.stderr)
        return 2
    passed = failed = 0
    with tempfile.TemporaryDirectory() as name:
        root = build_client(pathlib.Path(name))
        for turn in range(1, arguments.times + 1):
            start = time.monotonic()
            try:
                print(f"ok     {turn}: {run_once(arguments, root, arguments.show)}, "
                      f"{time.monotonic() - start:.1f} s", flush=True)
                passed += 1
            except Failure as failure:
                print(f"FAILED {turn}: {failure}", flush=True)
                failed += 1
    print(f"mctp: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
