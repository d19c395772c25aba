#!/usr/bin/env python3
"""Pairs cxlwire's registers over vfio-user with what could do the same, both in the same minutes, and prints
ratios: a register read against a C program that only replies, a whole 4801h against a stock QEMU's over qtest.
Needs a C compiler and a Release build of src/CxlWire.Cli; for QEMU, root, tools/prepare-qemu.sh and the folder of
qemu_oracle.py.

    tools/performance/registers.py [--oracle FOLDER] [--qemu-root FOLDER]
"""

import argparse
import json
import os
import statistics
import struct
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HERE = os.path.dirname(os.path.abspath(__file__))
COMMAND = os.path.join(ROOT, "src/CxlWire.Cli/bin/Release/net10.0/cxlwire")
MIB = 1 << 20
ROUNDS = 7
EXTENTS = [(0, 2 * MIB), (8 * MIB, 2 * MIB)]


def wait_for(path):
    deadline = time.monotonic() + 30
    while not os.path.exists(path):
        if time.monotonic() > deadline:
            sys.exit(f"{path}: nobody listens")
        time.sleep(0.01)


def measure(tool, what, is_echo=False):
    """One server, one client; -> median in microseconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/vfio"
        command = [tool, "echo", path] if is_echo else [COMMAND, "serve", "--vfio-user", path, "--log-level", "warning",
                                                        "--host", f"unix:{folder}/host", "--fm", f"unix:{folder}/fm"]
        server = subprocess.Popen(command)
        try:
            wait_for(path)
            if not is_echo:
                give(folder)
            run = subprocess.run([tool, what, path, "1"], capture_output=True, text=True, check=True)
        finally:
            server.kill()
            server.wait()
        return json.loads(run.stdout)["p50_us"]


def give(folder):
    """Two extents for the host."""
    wait_for(f"{folder}/fm")
    for offset, length in EXTENTS:
        subprocess.run([COMMAND, "send", f"unix:{folder}/fm", "initiate-dc-add", "--selection-policy", "prescriptive",
                        "--extent", f"start_dpa={256 * MIB + offset},length={length}"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([COMMAND, "send", f"unix:{folder}/host", "add-dc-response",
                        "--extent", f"start_dpa={256 * MIB + offset},length={length}"], check=True, stdout=subprocess.DEVNULL)


def of_qemu(options):
    """-> QEMU, and a function that gives the median of 4801h through qtest, register by register, in microseconds"""
    sys.path.insert(0, options.oracle)
    import qemu_oracle
    qemu = qemu_oracle.Qemu(root=options.qemu_root)
    qemu.add(0, EXTENTS)
    entries = b"".join(struct.pack("<QQ8x", 256 * MIB + offset, length) for offset, length in EXTENTS)
    code, _, _ = qemu.mbox(0x4802, struct.pack("<IB3x", len(EXTENTS), 0) + entries)
    if code != 0:
        sys.exit(f"QEMU: 4802h: {code:x}h")

    def once():
        request, times = struct.pack("<II", 10, 0), []
        for _ in range(2000):
            begin = time.perf_counter()
            code, response, _ = qemu.mbox(0x4801, request)
            times.append(time.perf_counter() - begin)
            if (code, len(response)) != (0, 96):
                sys.exit(f"QEMU: 4801h: {code:x}h, {len(response)} bytes")
        return statistics.median(times) * 1e6
    return qemu, once


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--oracle", default="", help="the folder of qemu_oracle.py, which drives QEMU's mailbox")
    parser.add_argument("--qemu-root", default="/var/cache/cxlwire-qemu")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tool = f"{folder}/vfiopair"
        subprocess.run(["cc", "-O2", "-Wall", "-Wextra", "-o", tool, f"{HERE}/vfiopair.c"], check=True)
        pairs = [(measure(tool, "read", True), measure(tool, "read")) for _ in range(ROUNDS)]
        echo, ours = (statistics.median(column) for column in zip(*pairs))
        print("| a register of 8 bytes, C reply us | us | ratio (at most 1.5) |\n|--:|--:|--:|")
        print(f"| {echo:.1f} | {ours:.1f} | {statistics.median(o / e for e, o in pairs):.2f} |\n", flush=True)
        if not os.path.exists(f"{options.oracle}/qemu_oracle.py") or not os.path.exists(options.qemu_root):
            print("4801h against QEMU: skipped, there is no oracle or no QEMU")
            return
        qemu, once = of_qemu(options)
        ways = {"driver": "at most 8 bytes in an access", "oracle": "the accesses of qtest", "block": "one read for all"}
        try:
            rounds = [(once(), *(measure(tool, way) for way in ways)) for _ in range(ROUNDS)]
        finally:
            qemu.close()
        print("| 4801h with 2 extents | QEMU over qtest us | us | times faster (at least 5) |\n|---|--:|--:|--:|")
        for number, name in enumerate(ways.values(), 1):
            theirs, ours = (statistics.median(r[column] for r in rounds) for column in (0, number))
            print(f"| {name} | {theirs:.0f} | {ours:.0f} | {statistics.median(r[0] / r[number] for r in rounds):.1f} |")


if __name__ == "__main__":
    main()
