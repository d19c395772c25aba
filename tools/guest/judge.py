#!/usr/bin/env python3
"""Has `cxlwire judge` judge a guest (driver.py), and compares its verdicts with what docs/judge say of them.

    tools/guest/judge.py                             a stock kernel and guest-tool: one driver lives through all cases
    tools/guest/judge.py --dcd --kernel bzImage      a kernel with the DCD driver: a guest for each case that
                                                     docs/judge/linux-dcd.md has a tick for
"""

import argparse
import json
import os
import re
import shlex
import signal
import sys
import tempfile

from driving.checks import Checks, expect
from driving.options import BUILT, ROOT, add_guest_options, check_guest_options, make_initramfs
from driving.processes import Failure, OutOfTime, Running

HERE = os.path.dirname(os.path.abspath(__file__))
REPORT = f"{ROOT}/docs/judge/linux-dcd.md"
# | [offer](../../fixtures/cases/offer.json) | ✓ | H15, H7 | ... |
ROW = re.compile(r"\| \[([a-z0-9-]+)\]\([^)]*\) \| (✓?) *\| ([^|]*?) *\|")
# T: of the stock kernel long enough for the second that some doorbells take; of Linux's driver, whose watchdog has
# 20 s, short, as no case of CI needs it.
STOCK_PATIENCE, DYNAMIC_PATIENCE = 10, 5
# A guest that hangs before its init is followed by another one.
BOOT = 180
# What the driver has done last when it has started.
STOCK_READY = {"all": [{"listens": True}, {"command": "get-dc-extent-list"}]}
DYNAMIC_READY = {"all": [{"listens": True}, {"command": "get-poison-list"}]}


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cxlwire", metavar="COMMAND", default=f"dotnet {shlex.quote(BUILT)}",
                        help="default: the build of src/CxlWire.Cli")
    parser.add_argument("--timeout", metavar="SECONDS", type=int, default=300, help="for all cases (%(default)s)")
    add_guest_options(parser).add_argument("--dcd", action="store_true", help="the kernel has the DCD driver")
    options = parser.parse_args()
    check_guest_options(parser, options)
    return options


def documented() -> dict[str, list[str]]:
    """The cases of CI, and the rules that each has Linux's driver violate, "driver" where it ends or hangs; in brackets
    where it only may."""
    with open(REPORT, encoding="utf-8") as page:
        rows = [ROW.match(line) for line in page]
    return {row[1]: row[3].split(", ") if row[3] else [] for row in rows if row and row[2]}


def violated(case: dict) -> list[str]:
    rules = [rule["id"] for rule in case["rules"] if rule["verdict"] == "fail"]
    return rules if case["driver"] is None else ["driver", *rules]


def keeps_all(case: dict, named: list[str]) -> str:
    """Nothing is violated, and the rules that the case is there for are kept."""
    expect("violated", violated(case), [])
    expect("the driver", case["driver"], None)
    verdicts = {rule["id"]: rule["verdict"] for rule in case["rules"]}
    expect("not kept of the case's rules", [rule for rule in named if verdicts[rule] not in ("pass", "info")], [])
    return f"{sum(verdict == 'pass' for verdict in verdicts.values())} rules kept"


def is_as_documented(case: dict, rules: list[str]) -> str:
    found = violated(case)
    expect("violated", found, [rule.strip("()") for rule in rules if rule[0] != "(" or rule.strip("()") in found])
    return f"{', '.join(found)} violated" if found else "nothing violated"


def judge(options: argparse.Namespace, folder: str, *arguments: str) -> Running:
    return Running("cxlwire judge", [
        *shlex.split(options.cxlwire), "judge", "--vfio-user", f"{folder}/vfio", "--boot", str(BOOT),
        "--report", f"{folder}/report.json", "--report", f"{folder}/report.txt", *arguments])


def driver(options: argparse.Namespace) -> list[str]:
    given = {name: getattr(options, name) for name in (
        "dir", "kernel", "initrd", "append", "memory", "accel", "qemu", "qemu_root")}
    return [f"{HERE}/driver.py", *(f"--{name.replace('_', '-')}={value}" for name, value in given.items() if value)]


def results(process: Running, folder: str) -> list[dict]:
    process.process.wait()
    if not os.path.exists(f"{folder}/report.json"):
        raise Failure(f"nobody was judged\n{process.report()}")
    with open(f"{folder}/report.json", encoding="utf-8") as report:
        return json.load(report)["cases"]


def check_stock(options: argparse.Namespace, folder: str, checks: Checks):
    patience = ["--timeout", str(STOCK_PATIENCE)]
    with judge(options, folder, *patience, "--ready", json.dumps(STOCK_READY)) as process, \
            Running("driver.py", [*driver(options), "--socket", f"{folder}/vfio", "--patience", str(STOCK_PATIENCE)]):
        for case in results(process, folder):
            if "skipped" in case:
                continue
            with open(f"{ROOT}/fixtures/cases/{case['name']}.json", encoding="utf-8") as file:
                checks.run(f"judged: {case['name']}", keeps_all, case, json.load(file)["rules"])


def check_dynamic(options: argparse.Namespace, folder: str, checks: Checks):
    expected = documented()
    with judge(options, folder, *expected, "--timeout", str(DYNAMIC_PATIENCE), "--ready", json.dumps(DYNAMIC_READY),
               "--driver", f"exec {shlex.join(driver(options))}") as process:
        for case in results(process, folder):
            checks.run(f"judged: {case['name']}", is_as_documented, case, expected.pop(case["name"]))
    expect("cases that were not judged", list(expected), [])


def main() -> int:
    options, checks = read_arguments(), Checks()

    def give_up(*_):
        raise OutOfTime(f"not done within {options.timeout} s")

    def end(*_):
        sys.exit(1)
    signal.signal(signal.SIGALRM, give_up)
    signal.signal(signal.SIGTERM, end)
    signal.alarm(options.timeout)
    with tempfile.TemporaryDirectory(prefix="cxlwire-judge-") as folder:
        try:
            if not options.initrd:
                make_initramfs(options, folder)
            (check_dynamic if options.dcd else check_stock)(options, folder, checks)
        except (Failure, OutOfTime, OSError) as error:
            checks.failed += 1
            print(f"FAILED {error}", flush=True)
        if checks.failed and os.path.exists(f"{folder}/report.txt"):
            with open(f"{folder}/report.txt", encoding="utf-8") as report:
                print(report.read())
    print(f"guest: {checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
