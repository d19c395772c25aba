#!/usr/bin/env python3
"""Pairs cxlwire with the least that could do the same, both in the same minutes, and prints ratios: round trips
against a C program that only echoes, the start against an empty .NET program, one device against its neighbours,
commands over MCTP against the same on a CCI stream.
Needs a C compiler; builds what it measures.

    tools/performance/pairs.py [ping] [start] [neighbours] [mctp]      default: all
    tools/performance/pairs.py native FILE FRAMEWORK                   FILE: cxlwire as Native AOT makes it, for FRAMEWORK
"""

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HERE = os.path.dirname(os.path.abspath(__file__))
COMMAND = [os.path.join(ROOT, "src/CxlWire.Cli/bin/Release/net10.0/cxlwire")]
MIB = 1 << 20
BASE = 256 * MIB
ROUNDS = 7
SECONDS = "1"
DEPTH = "32"


def message(opcode, payload=b"", tag=1):
    return bytes([0, tag, 0]) + opcode.to_bytes(2, "little") + len(payload).to_bytes(3, "little") + bytes(4) + payload


GET_EXTENT_LIST = message(0x4801, (10).to_bytes(4, "little") + bytes(4))
# Two extents of 40 bytes after 16 of header.
ANSWER = 96


class Qmp:
    def __init__(self, path):
        self.socket = connect(path)
        self.lines = self.socket.makefile("r")
        self.lines.readline()
        self.execute("qmp_capabilities")

    def execute(self, command, **arguments):
        request = {"execute": command, "arguments": arguments}
        self.socket.sendall(json.dumps(request).encode() + b"\n")
        while "event" in (reply := json.loads(self.lines.readline())):
            pass
        if "error" in reply:
            sys.exit(f"{command}: {reply}")

    def offer(self, extents):
        self.execute("cxl-add-dynamic-capacity", **{
            "path": "/machine/peripheral/cxl-dcd0", "host-id": 0, "selection-policy": "prescriptive", "region": 0,
            "extents": [{"offset": offset, "len": length} for offset, length in extents]})


def connect(path):
    deadline = time.monotonic() + 30
    while True:
        try:
            peer = socket.socket(socket.AF_UNIX)
            peer.connect(path)
            return peer
        except OSError:
            if time.monotonic() > deadline:
                raise


def ask(peer, opcode, payload=b""):
    peer.sendall(message(opcode, payload))
    header = receive(peer, 12)
    answer = receive(peer, int.from_bytes(header[5:8], "little") & 0x1FFFFF)
    if header[8:10] != bytes(2):
        sys.exit(f"{opcode:04x}h was refused: {header.hex()}")
    return answer


def receive(peer, count):
    data = b""
    while len(data) < count:
        data += peer.recv(count - len(data))
    return data


def give(directory, extents):
    """The host has these extents of region 0, offset and length, from now on."""
    Qmp(f"{directory}/qmp").offer(extents)
    entries = b"".join((BASE + offset).to_bytes(8, "little") + length.to_bytes(8, "little") + bytes(8)
                       for offset, length in extents)
    host = connect(f"{directory}/side")
    ask(host, 0x4802, len(extents).to_bytes(4, "little") + bytes(4) + entries)
    handles = ask(host, 0x0100, b"\x04")
    host.close()
    return handles


def serve(directory, *hosts, **popen):
    options = [option for host in hosts for option in ("--host", host)]
    return subprocess.Popen(
        [*COMMAND, "serve", *options, "--host", f"unix:{directory}/side", "--qmp", f"unix:{directory}/qmp",
         "--log-level", "warning"], **popen)


def measure(tool, kind, is_echo):
    """One server, one client."""
    with tempfile.TemporaryDirectory() as directory:
        endpoint = {"unix": f"unix:{directory}/cci", "fifo": f"fifo:{directory}/in,{directory}/out", "stdio": "stdio"}[kind]
        requests, responses = os.pipe(), os.pipe()
        files = {"stdin": requests[0], "stdout": responses[1]} if kind == "stdio" else {}
        if is_echo:
            server = subprocess.Popen([tool, "echo", endpoint, str(ANSWER)], **files)
        else:
            server = serve(directory, endpoint, **files)
            give(directory, [(0, 2 * MIB), (8 * MIB, 2 * MIB)])
        while kind != "stdio" and not os.path.exists(endpoint.split(":")[1].split(",")[-1]):
            time.sleep(0.01)
        if is_echo:
            time.sleep(0.1)
        try:
            client = subprocess.run(
                [tool, "ping", f"fd:{responses[0]},{requests[1]}" if kind == "stdio" else endpoint, SECONDS, DEPTH,
                 GET_EXTENT_LIST.hex()],
                pass_fds=(responses[0], requests[1]), capture_output=True, text=True, check=True)
        finally:
            server.kill()
            server.wait()
            for descriptor in requests + responses:
                os.close(descriptor)
        return json.loads(client.stdout)


def ping(tool, kinds=("unix", "stdio", "fifo"), most=1.15, least=0.85):
    print("\n4801h with 2 extents, against a C echo: medians of", ROUNDS, "pairs\n")
    print(f"| endpoint | C p50 us | p50 us | ratio (at most {most}) | C 32 deep/s | 32 deep/s | ratio (at least {least}) |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for kind in kinds:
        pairs = [(measure(tool, kind, True), measure(tool, kind, False)) for _ in range(ROUNDS)]
        if any(ours["bytes"] != echo["bytes"] for echo, ours in pairs):
            sys.exit("the answers are not of one size")

        def median(of):
            return statistics.median(map(of, pairs))

        print(f"| {kind} | {median(lambda p: p[0]['p50_us']):.1f} | {median(lambda p: p[1]['p50_us']):.1f} "
              f"| {median(lambda p: p[1]['p50_us'] / p[0]['p50_us']):.2f} "
              f"| {median(lambda p: p[0]['pipelined_per_s']) / 1e6:.2f} M | {median(lambda p: p[1]['pipelined_per_s']) / 1e6:.2f} M "
              f"| {median(lambda p: p[1]['pipelined_per_s'] / p[0]['pipelined_per_s']):.2f} |", flush=True)


def neighbours(tool):
    """100 devices in one process, one of them saturated."""
    count = 100
    benchmarks = os.path.join(ROOT, "tests/CxlWire.Benchmarks/bin/Release/net10.0/CxlWire.Benchmarks")
    print("\n", count, "devices in one process, a request at a time on each, 32 on one: medians of", ROUNDS, "runs\n")
    print("| best median us | worst median us | ratio (at most 3) | saturated/s |")
    print("|--:|--:|--:|--:|")
    runs = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as directory:
            server = subprocess.Popen([benchmarks, "serve", str(count), f"{directory}/d"], stdout=subprocess.PIPE)
            server.stdout.readline()
            try:
                client = subprocess.run(
                    [tool, "fan", f"{directory}/d", str(count), "3", DEPTH, GET_EXTENT_LIST.hex()],
                    capture_output=True, text=True, check=True)
            finally:
                server.kill()
                server.wait()
            runs.append(json.loads(client.stdout))
    best, worst, rate = (statistics.median(run[key] for run in runs)
                         for key in ("best_median_us", "worst_median_us", "saturated_per_s"))
    ratio = statistics.median(run["worst_median_us"] / run["best_median_us"] for run in runs)
    print(f"| {best:.0f} | {worst:.0f} | {ratio:.2f} | {rate:.0f} |", flush=True)


def mctp(_):
    """One server, one client, on one processor: on two it is the scheduler that is measured."""
    print("\nOver MCTP on a UNIX socket, against a CCI stream: medians of turns of 200\n")
    print("| command | stream us | MCTP us | ratio (at most 2.5) | turns |")
    print("|---|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as directory:
        client, stream, line = f"{directory}/mctppair", f"{directory}/cci", f"{directory}/mctp"
        subprocess.run(["cc", "-O2", "-o", client, f"{HERE}/mctppair.c"], check=True)
        alone = ["taskset", "-c", "0"]
        server = subprocess.Popen([*alone, *COMMAND, "serve", "--host", f"unix:{stream}", "--mctp", f"unix:{line}",
                                   "--log-level", "warning"])
        try:
            for path in (stream, line):
                connect(path).close()
            rows = subprocess.run([*alone, client, stream, line, "6"], capture_output=True, text=True, check=True).stdout
        finally:
            server.kill()
            server.wait()
    for row in map(json.loads, rows.splitlines()):
        print(f"| {row['command']} | {row['stream_us']:.1f} | {row['mctp_us']:.1f} | {row['ratio']:.2f} | {row['turns']} |",
              flush=True)


def start(tool):
    """From spawn to the first reply, and an empty program from spawn to its end."""
    with tempfile.TemporaryDirectory() as directory:
        empty = f"{directory}/empty"
        os.mkdir(empty)
        with open(f"{empty}/empty.csproj", "w") as project:
            project.write('<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType>'
                          "<TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>")
        with open(f"{empty}/Program.cs", "w") as program:
            program.write("return 0;")
        # Outside of the repository, whose settings are not for it.
        subprocess.run(["dotnet", "build", "-c", "Release", "-o", f"{empty}/out"], cwd=empty, check=True, stdout=subprocess.DEVNULL)
        published = f"{directory}/published"
        subprocess.run(["dotnet", "publish", f"{ROOT}/src/CxlWire.Cli", "-c", "Release", "-r", "linux-x64", "-o", published],
                       check=True, stdout=subprocess.DEVNULL)
        print("\nFrom spawn to the first reply, against an empty program's whole run: medians of", 3 * ROUNDS, "pairs\n")
        print("| build | empty ms | ms | ratio (at most 2) | resident when idle, MB (at most 60) |")
        print("|---|--:|--:|--:|--:|")
        for name, command in (("dotnet build", COMMAND[0]), ("dotnet publish", f"{published}/cxlwire")):
            pairs = first_replies(f"{empty}/out/empty", command)
            columns = [statistics.median(column) for column in zip(*pairs)]
            ratio = statistics.median(ours / least for least, ours, _ in pairs)
            print(f"| {name} | {columns[0]:.0f} | {columns[1]:.0f} | {ratio:.2f} | {columns[2]:.0f} |", flush=True)


def native(tool, file, framework):
    """The command as one native file, against an empty native program and the C echo."""
    with tempfile.TemporaryDirectory() as directory:
        with open(f"{directory}/empty.csproj", "w") as project:
            project.write(f'<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType>'
                          f"<TargetFramework>{framework}</TargetFramework><PublishAot>true</PublishAot>"
                          f"<InvariantGlobalization>true</InvariantGlobalization></PropertyGroup></Project>")
        with open(f"{directory}/Program.cs", "w") as program:
            program.write("return 0;")
        linker = shutil.which("clang") or shutil.which("gcc")
        subprocess.run(["dotnet", "publish", "-c", "Release", "-r", "linux-x64", "-o", f"{directory}/out",
                        f"-p:CppCompilerAndLinker={linker}"], cwd=directory, check=True, stdout=subprocess.DEVNULL)
        pairs = first_replies(f"{directory}/out/empty", file)
        empty, ours, resident = (statistics.median(column) for column in zip(*pairs))
        print("\nFrom spawn to the first reply, against an empty program's whole run: medians of", len(pairs), "pairs\n")
        print("| empty native ms | ms | at most (2 empty + 15) | resident when idle, MiB (at most 16) | file, MB |")
        print("|--:|--:|--:|--:|--:|")
        print(f"| {empty:.1f} | {ours:.1f} | {2 * empty + 15:.1f} | {resident:.1f} | {os.path.getsize(file) / 1e6:.1f} |",
              flush=True)
    COMMAND[:] = [file]
    ping(tool, most=1.2, least=0.75)


def first_replies(empty, command):
    """-> for each pair: ms of an empty program's run, ms from spawn to the first reply, MiB resident then."""
    pairs = []
    for _ in range(3 * ROUNDS):
        begin = time.perf_counter()
        subprocess.run([empty], check=True)
        middle = time.perf_counter()
        server = subprocess.Popen([command, "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        server.stdin.write(message(0x0001))
        server.stdin.flush()
        server.stdout.read(12)
        end = time.perf_counter()
        time.sleep(0.2)
        with open(f"/proc/{server.pid}/status") as status:
            resident = next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
        server.kill()
        server.wait()
        server.stdin.close()
        server.stdout.close()
        pairs.append(((middle - begin) * 1e3, (end - middle) * 1e3, resident / 1024))
    return pairs


def build(directory, projects=("src/CxlWire.Cli", "tests/CxlWire.Benchmarks")):
    tool = f"{directory}/ccipair"
    for project in projects:
        subprocess.run(["dotnet", "build", "-c", "Release", f"{ROOT}/{project}"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cc", "-O2", "-o", tool, f"{HERE}/ccipair.c"], check=True)
    return tool


def main():
    parts = {"ping": ping, "start": start, "neighbours": neighbours, "mctp": mctp}
    if sys.argv[1:2] == ["native"] and len(sys.argv) == 4:
        with tempfile.TemporaryDirectory() as directory:
            native(build(directory, projects=()), os.path.abspath(sys.argv[2]), sys.argv[3])
        return
    chosen = sys.argv[1:] or list(parts)
    if any(name not in parts for name in chosen):
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as directory:
        tool = build(directory)
        for name in chosen:
            parts[name](tool)


if __name__ == "__main__":
    main()
