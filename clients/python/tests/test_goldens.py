"""Every golden message of the repository, read and written by this package."""

import json
import os
import re
from pathlib import Path

import pytest

import cxlwire

GOLDENS = Path(os.environ.get("CXLWIRE_GOLDENS", Path(__file__).resolve().parents[3] / "fixtures" / "messages"))
CASES = sorted(GOLDENS.glob("*/*.json"))
HEADER = 12


def same(ours, theirs) -> bool:
    """Goldens write bytes and some numbers as hexadecimal text."""
    if isinstance(theirs, dict):
        return list(ours) == list(theirs) and all(same(ours[name], theirs[name]) for name in theirs)
    if isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    if isinstance(ours, bytes):
        return ours.hex() == theirs
    if isinstance(theirs, str) and theirs.startswith("0x"):
        return ours == int(theirs, 16)
    return type(ours) is type(theirs) and ours == theirs


def test_there_are_goldens():
    assert len(CASES) > 1500


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.stem}")
def test_golden(case):
    golden = json.loads(case.read_text(encoding="utf-8"))
    data = case.with_suffix(".bin").read_bytes()
    fields, name, codec = golden["fields"], golden["layout"], golden["outcome"]["codec"]
    if re.match("[0-9a-f]{4}_", case.parent.name):  # a whole message, in the folder of its opcode
        assert same(cxlwire.decode("cci_header", data[:HEADER]), fields["header"])
        assert cxlwire.encode("cci_header", **cxlwire.decode("cci_header", data[:HEADER])) == data[:HEADER]
        data, fields = data[HEADER:], fields["payload"]
    if codec != "accepted":
        with pytest.raises(cxlwire.LayoutError) as refused:
            cxlwire.decode(name, data)
        assert (refused.value.kind, refused.value.field, refused.value.offset) == (
            codec["refused"], codec["field"], codec["offset"])
        return
    decoded = cxlwire.decode(name, data)
    assert same(decoded, fields)
    assert cxlwire.encode(name, **decoded) == data
