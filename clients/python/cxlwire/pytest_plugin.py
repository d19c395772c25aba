"""The fixture `dcd`: a fresh device for each test; a failing test's report says what the device knows."""

import re
import shutil
from pathlib import Path

import pytest

from .device import Device

_KEY = pytest.StashKey[Device]()
_FOLDERS = pytest.StashKey[pytest.TempPathFactory]()


def pytest_addoption(parser):
    group = parser.getgroup("cxlwire")
    group.addoption("--cxlwire-conversations", metavar="DIR",
                    help="keep the conversation of each failing test in DIR, for cxlwire replay, judge and trace; "
                         "else it is where pytest keeps what tests leave")


def pytest_configure(config):
    config.addinivalue_line("markers", "dcd(file=None, hosts=1, options=None): the device of the fixture dcd")


@pytest.fixture
def dcd(request, tmp_path_factory):
    """A fresh device; @pytest.mark.dcd(hosts=2, file="@two-hosts-shared") says which."""
    marker = request.node.get_closest_marker("dcd")
    with Device(**(marker.kwargs if marker else {})) as device:
        request.node.stash[_KEY] = device
        request.node.stash[_FOLDERS] = tmp_path_factory
        yield device


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    device = item.stash.get(_KEY, None)
    if device is None or report.when != "call" or not report.failed:
        return
    for title, lines in (("refused commands", device.refusals()), ("violated rules", device.violations())):
        if lines:
            report.sections.append((f"CxlWire: {title}", "\n".join(lines)))
    folder = Path(item.config.getoption("--cxlwire-conversations") or item.stash[_FOLDERS].mktemp("cxlwire"))
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / f"{re.sub(r'[^a-zA-Z0-9_.-]', '_', item.name)}.jsonl"
    shutil.copyfile(device.conversation, kept)
    report.sections.append(("CxlWire: conversation", f"cxlwire judge --conversation {kept}"))
