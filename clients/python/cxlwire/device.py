"""A device of one's own: a `cxlwire serve` that lives as long as a test."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from .client import Cci
from .layout import Fields
from .qmp import Qmp

PATH = "cxl-dcd0"


def command() -> list[str]:
    """How `cxlwire` is started: as the variable CXLWIRE says, or from the PATH."""
    if named := os.environ.get("CXLWIRE"):
        return shlex.split(named)
    found = shutil.which("cxlwire")
    if not found:
        raise FileNotFoundError("no cxlwire in the PATH, and no CXLWIRE says how it is started")
    return [found]


class Device:
    """A fresh device, its server, and who speaks to it.

    `file` describes the device (docs/device-file.md); `options` are more of `cxlwire serve`. `host` is the first host's
    CCI and `hosts` all of them, `fm` the Fabric Manager's, `qmp` the control socket. `host_endpoints` and
    `qmp_endpoint` are for drivers that are programs of their own.
    """

    def __init__(self, file: str | None = None, hosts: int = 1, options: list[str] | None = None,
                 folder: str | None = None):
        self._own_folder = None if folder else tempfile.TemporaryDirectory(prefix="cxlwire-")
        self.folder = Path(folder or self._own_folder.name)
        self.host_endpoints = [f"unix:{self.folder / f'host{number}'}" for number in range(hosts)]
        self.fm_endpoint, self.qmp_endpoint = (f"unix:{self.folder / name}" for name in ("fm", "qmp"))
        self.conversation = self.folder / "conversation.jsonl"
        self._report = self.folder / "judge.json"
        self._ccis: dict[str, Cci] = {}
        arguments = ["--qmp", self.qmp_endpoint, "--fm", self.fm_endpoint, "--record", str(self.conversation),
                     "--judge", str(self._report), "--exit-with-stdin", *(options or [])]
        for number, endpoint in enumerate(self.host_endpoints):
            arguments += ["--host", f"{number}={endpoint}"]
        if file:
            arguments += ["--device", file]
        self._start(arguments)
        self.qmp = Qmp(self.qmp_endpoint)

    def _start(self, arguments: list[str]) -> None:
        reader, writer = os.pipe()
        self._log = open(self.folder / "serve.log", "w+b")
        try:
            self._process = subprocess.Popen(
                [*command(), "serve", *arguments, "--ready-fd", str(writer)], pass_fds=[writer],
                stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=self._log)
        finally:
            os.close(writer)
        with open(reader, "rb") as ready:
            if not ready.readline():
                self._process.wait()
                self._log.seek(0)
                raise RuntimeError(f"cxlwire serve: {self._log.read().decode(errors='replace').strip()}")

    def close(self) -> None:
        """Ends the server, and deletes what it has left."""
        for cci in self._ccis.values():
            cci.close()
        self.qmp.close()
        self._process.stdin.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()
        if self._own_folder:
            self._own_folder.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _cci(self, endpoint: str, host: int | None) -> Cci:
        if endpoint not in self._ccis:
            self._ccis[endpoint] = Cci(endpoint, why=lambda: self._newest_reason(host))
        return self._ccis[endpoint]

    @property
    def host(self) -> Cci:
        """The CCI of the first host, connected when it is first asked for."""
        return self.hosts[0]

    @property
    def hosts(self) -> list[Cci]:
        """The CCI of each host."""
        return [self._cci(endpoint, number) for number, endpoint in enumerate(self.host_endpoints)]

    @property
    def fm(self) -> Cci:
        """The Fabric Manager's CCI."""
        return self._cci(self.fm_endpoint, None)

    def offer(self, *extents: tuple[int, int], region: int = 0, host: int = 0, tag: str | None = None) -> list[Fields]:
        """Offers extents, each an offset in the region and a length in bytes; returns them as the host accepts them."""
        base = self.state()["regions"][region]["base"]
        self.qmp.execute("cxl-add-dynamic-capacity", path=PATH, host_id=host, selection_policy="prescriptive",
                         region=region, tag=tag, extents=[{"offset": start, "len": size} for start, size in extents])
        return [Fields(start_dpa=base + start, length=size) for start, size in extents]

    def ask_back(self, *extents: tuple[int, int], region: int = 0, host: int = 0, forced: bool = False) -> None:
        """Asks the host to release extents, or takes them by force."""
        self.qmp.execute("cxl-release-dynamic-capacity", path=PATH, host_id=host, removal_policy="prescriptive",
                         forced_removal=forced, region=region,
                         extents=[{"offset": start, "len": size} for start, size in extents])

    def state(self) -> dict:
        """Regions, hosts, offers and lists at this moment."""
        return self.qmp.execute("x-cxlwire-query-dynamic-capacity", path=PATH)

    def wait(self, condition: dict, timeout: float = 30) -> None:
        """Waits until the condition is met (docs/verification.md); raises QmpError, which says what is missing."""
        self.qmp.execute("x-cxlwire-wait", path=PATH, condition=condition, timeout=timeout)

    def verify(self, **expectation) -> None:
        """`sequence=[...]` or `count={...}` of what happened; raises QmpError with the nearest miss."""
        self.qmp.execute("x-cxlwire-verify", path=PATH, **expectation)

    def load_faults(self, scenario: dict) -> None:
        """What goes wrong from now on (docs/faults.md)."""
        self.qmp.execute("x-cxlwire-load-faults", path=PATH, scenario=scenario)

    def refusals(self) -> list[str]:
        """A line for each of the newest refused commands: who, what, which rule, field and byte."""
        found = self.qmp.execute("x-cxlwire-query-refusals", path=PATH)["refusals"]
        return [f"{_sender(refusal)}: {refusal['command']}: {refusal['return-code']}: {_reason(refusal)}"
                for refusal in found]

    def violations(self) -> list[str]:
        """A line for each rule of the host that was violated: who, which, what is expected, what was seen."""
        found = self.qmp.execute("x-cxlwire-query-violations", path=PATH)["violations"]
        return [f"host {one['host-id']}: {one['rule']} ({one['level']}): expected {one['expected']}; "
                f"seen {one['seen']}" for one in found]

    def _newest_reason(self, host: int | None) -> str:
        found = self.qmp.execute("x-cxlwire-query-refusals", path=PATH, host_id=host)["refusals"]
        return _reason(found[-1]) if found else ""


def _sender(refusal: dict) -> str:
    return f"host {refusal['host-id']}" if "host-id" in refusal else "Fabric Manager"


def _reason(refusal: dict) -> str:
    return f"{refusal['rule']}: {refusal['field']}, byte {refusal['offset']}: {refusal['reason']}"


