#!/usr/bin/env python3
"""Puts the example driver into all cases, over a UNIX socket, and holds that each report says that all is good.

    tools/judge-check.py [CASE...]      needs a built CxlWire; a minute with all cases"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent
CXLWIRE = ROOT / "src/CxlWire.Cli/bin/Debug/net10.0/cxlwire.dll"
DRIVER = ROOT / "examples/driver/bin/Debug/net10.0/cxlwire-example-driver.dll"


def fail(message: str) -> None:
    sys.exit(f"judge-check: {message}")


def check_json(text: str, good: int) -> None:
    report = json.loads(text)
    if bad := [case["name"] for case in report["cases"] if "skipped" not in case and not case["good"]]:
        fail(f"JSON: not good: {bad}")
    if bad := [rule["id"] for rule in report["rules"] if rule["verdict"] == "fail"]:
        fail(f"JSON: violated: {bad}")
    if sum("skipped" not in case for case in report["cases"]) != good:
        fail(f"JSON: not {good} cases that were played")


def check_xml(text: str) -> None:
    root = xml.etree.ElementTree.fromstring(text)
    if bad := [*root.iter("failure"), *root.iter("error")]:
        fail(f"JUnit: {len(bad)} failures")
    if not list(root.iter("testcase")):
        fail("JUnit: no test cases")


def check_tap(text: str) -> None:
    # A should that was violated is no failure: XFAIL.
    if bad := [line for line in text.splitlines() if line.strip().startswith("not ok") and "XFAIL" not in line]:
        fail("KTAP: " + "\n".join(bad))
    if not re.search(r"^ok 1 ", text, re.MULTILINE):
        fail("KTAP: no result")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        reports = {kind: folder / f"report.{kind}" for kind in ("txt", "tap", "xml", "json", "html")}
        command = ["dotnet", CXLWIRE, "judge", *sys.argv[1:], "--host", f"unix:{folder / 'host'}", "--timeout", "2",
                   "--driver", f"exec dotnet {DRIVER}"]
        for report in reports.values():
            command += ["--report", report]
        result = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                text=True, timeout=600)
        summary = re.search(r"^\d+ cases?: (\d+) good, 0 failed, \d+ skipped", result.stdout, re.MULTILINE)
        if result.returncode != 0 or summary is None:
            fail(f"exit code {result.returncode}\n{result.stdout}")
        texts = {kind: report.read_text(encoding="utf-8") for kind, report in reports.items()}
        if summary.group(0) not in texts["txt"]:
            fail(f"the text report does not say {summary.group(0)}")
        check_json(texts["json"], int(summary.group(1)))
        check_xml(texts["xml"])
        check_tap(texts["tap"])
        if "<html" not in texts["html"] or 'class="verdict fail"' in texts["html"]:
            fail("the page has a failed cell, or is none")
        print(f"{summary.group(0)}: in the text, KTAP, JUnit, JSON and HTML report")


if __name__ == "__main__":
    main()
