#!/usr/bin/env python3
"""Mutation testing: which changes of the code would no test notice?

    tools/mutate.py [FILE...]               files of src/CxlWire.Device; without any, all of it
    tools/mutate.py --project Protocol ...  files of src/CxlWire.Protocol

Stryker makes the mutants, and runs for each the tests that reach it: first the project's own without their properties,
then, for what these let live, with a twentieth of the properties' cases, always the same ones, and with the conformance
tests. A table by file and the survivors go to standard output. A mutant that loops is killed by a time limit, which a
busy machine may exceed without one: let nothing else run. Needs Python 3.10 or later, standard library only.
"""

import argparse
import collections
import json
import os
from pathlib import Path
import subprocess
import sys
import tempfile

REPOSITORY = Path(__file__).resolve().parent.parent
KILLED, ALIVE = ("Killed", "Timeout"), ("Survived", "NoCoverage")


def stryker(project, tests, mutate, percent, concurrency):
    """By file: its text, and the mutants that were tested. Properties run so many percent of their cases."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["dotnet", "stryker", "--test-runner", "mtp", "--project", f"CxlWire.{project}.csproj",
                   "--concurrency", str(concurrency), "--reporter", "json", "--output", folder, "--skip-version-check"]
        for name in tests:
            command += ["--test-project", f"{REPOSITORY}/tests/{name}/{name}.csproj"]
        for pattern in mutate:
            command += ["--mutate", pattern]
        settings = {"CXLWIRE_SEED": "1,3", "CXLWIRE_CASES": str(percent)}
        run = subprocess.run(command, cwd=REPOSITORY / "src" / f"CxlWire.{project}", env=os.environ | settings,
                             stdout=sys.stderr)
        reports = list(Path(folder).rglob("mutation-report.json"))
        if not reports:
            sys.exit(f"stryker made no report, and ended with {run.returncode}")
        report = json.loads(reports[0].read_text(encoding="utf-8"))
    root = Path(report["projectRoot"])
    return {Path(name).relative_to(root).as_posix(): (contents["source"], [
        mutant for mutant in contents["mutants"] if mutant["status"] in KILLED + ALIVE])
        for name, contents in report["files"].items()}


def span(source, mutant):
    """Where a mutant stands, as Stryker takes it: {first character..after the last}."""
    lines = source.split("\n")

    def offset(place):
        return sum(len(line) + 1 for line in lines[:place["line"] - 1]) + place["column"] - 1
    return f"{{{offset(mutant['location']['start'])}..{offset(mutant['location']['end'])}}}"


def identity(name, mutant):
    return name, json.dumps(mutant["location"]), mutant["mutatorName"], mutant.get("replacement")


def main():
    parser = argparse.ArgumentParser(description="Mutation testing of Device or Protocol.")
    parser.add_argument("--project", default="Device", choices=("Device", "Protocol"))
    parser.add_argument("--concurrency", type=int, default=max(1, (os.cpu_count() or 2) // 2))
    parser.add_argument("--quick", action="store_true", help="without properties and conformance tests")
    parser.add_argument("files", nargs="*", help="such as Capacity/OfferQueue.cs")
    options = parser.parse_args()

    mutate = [f"**/{file}" for file in options.files] or ["**/*.cs"]
    tests = f"CxlWire.{options.project}.Tests"
    subprocess.run(["dotnet", "tool", "restore"], cwd=REPOSITORY, check=True, stdout=sys.stderr)
    own = stryker(options.project, [tests], mutate, 0, options.concurrency)
    alive = {name: [m for m in mutants if m["status"] in ALIVE] for name, (_, mutants) in own.items()}
    killed = set()
    if any(alive.values()) and not options.quick:
        spans = [f"**/{name}{''.join(sorted({span(own[name][0], m) for m in mutants}))}"
                 for name, mutants in alive.items() if mutants]
        second = stryker(options.project, [tests, "CxlWire.Conformance"], spans, 5, options.concurrency)
        killed = {identity(name, m) for name, (_, mutants) in second.items() for m in mutants
                  if m["status"] in KILLED}

    print("| file | mutants | killed | % |\n|---|--:|--:|--:|")
    totals, survivors = collections.Counter(), []
    for name, (source, mutants) in sorted(own.items()):
        if not mutants:
            continue
        left = [m for m in alive[name] if identity(name, m) not in killed]
        totals.update(mutants=len(mutants), killed=len(mutants) - len(left))
        print(f"| `{name}` | {len(mutants)} | {len(mutants) - len(left)} | {1 - len(left) / len(mutants):.1%} |")
        survivors += [(name, m, source) for m in left]
    if totals["mutants"]:
        print(f"| all | {totals['mutants']} | {totals['killed']} | {totals['killed'] / totals['mutants']:.1%} |")
    for name, mutant, source in survivors:
        line = mutant["location"]["start"]["line"]
        print(f"\n{name}:{line}: {mutant['mutatorName']}, {mutant['status']}")
        print(f"    {source.split(chr(10))[line - 1].strip()}\n    {mutant.get('replacement', '')}")


if __name__ == "__main__":
    main()
