#!/usr/bin/env python3
"""Write fixtures/messages, or compare it with what would be written.

    tools/make-goldens.py            write every golden
    tools/make-goldens.py --check    exit 1 and name what is stale, missing or not from here

Both first read every golden back with a second reader that knows no offsets. The layouts are stated in
goldens/layouts.py, and never taken from the C# code. Python 3.10 or later, standard library only.
"""

import argparse
import json
from pathlib import Path
import re
import sys

sys.dont_write_bytecode = True

from goldens.cases import CODES, goldens  # noqa: E402
from goldens.layouts import LAYOUTS, assert_covered, encode  # noqa: E402
from goldens.reader import GRAMMAR, SIZES, Refused, read  # noqa: E402
from goldens.recorded import RECORDED  # noqa: E402

REPOSITORY = Path(__file__).resolve().parent.parent
MESSAGES = REPOSITORY / "fixtures" / "messages"
CONVERSATIONS = REPOSITORY / "fixtures" / "conversations"
PAYLOAD_LIMIT = 2048


def verdict(layout, data):
    """(fields, codec outcome) as the second reader has them."""
    try:
        return read(layout, data), "accepted"
    except Refused as refusal:
        reason, field, offset = refusal.args
        return None, {"refused": reason, "field": field, "offset": offset}


def ordered(value):
    """Text that differs when keys, their order or the types of values differ."""
    return json.dumps(value)


def faults(golden):
    """What is wrong with one golden, seen by the second reader."""
    whole = re.match("[0-9a-f]{4}_", golden.folder)
    data, fields = golden.data, golden.fields
    if whole:
        header, _ = verdict("cci_header", data[:12])
        data, fields = data[12:], fields["payload"]
        if ordered(header) != ordered(golden.fields["header"]):
            yield "the header reads differently"
        if header["payload_length"] != len(data):
            yield "payload_length is not the length of the payload"
        if header["opcode"] != "0x" + golden.folder[:4]:
            yield "the opcode is not the folder's"
        request = golden.name.startswith("request_")
        if header["category"] != (0 if request else 1) or request != (golden.return_code is not None):
            yield "request and response are mixed up"
        if len(data) > PAYLOAD_LIMIT:
            yield "the payload is above the default device's limit"
    if golden.return_code is not None and golden.return_code not in CODES:
        yield "unknown return code"
    seen, outcome = verdict(golden.layout, data)
    if outcome != golden.codec:
        yield f"codec: {golden.codec} stated, {outcome} read"
    elif outcome == "accepted":
        if ordered(seen) != ordered(fields):
            yield "the fields read differently"
        if encode(golden.layout, seen) != data:
            yield "what was read encodes differently"
    elif (fields if whole else fields["payload"]) != data.hex():
        yield "the refused bytes are not those of the file"


def recorded_faults():
    """Recorded bytes against the conversation files, where these are in the tree."""
    for file, (member, payloads) in RECORDED.items():
        path = CONVERSATIONS / file
        if not path.exists():
            continue
        steps = {}
        with path.open(encoding="utf-8") as lines:
            for line in filter(str.strip, lines):
                conversation = json.loads(line)
                steps[conversation.get("seed")] = conversation.get("steps", [])
        for (opcode, part, seed, step), payload in payloads.items():
            recording = steps[seed][step]
            if recording.get(member) != opcode or recording.get(part) != payload:
                yield f"goldens/recorded.py: {opcode} {part}, seed {seed} step {step} is not what {file} holds"


def main():
    parser = argparse.ArgumentParser(description="Write fixtures/messages, or compare it (--check).")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if anything is stale")
    check = parser.parse_args().check

    assert_covered()
    assert GRAMMAR.keys() == LAYOUTS.keys()
    assert all(LAYOUTS[name].size == size for name, size in SIZES.items() if name in LAYOUTS)
    made, wrong = {}, list(recorded_faults())
    for golden in goldens():
        path = f"{golden.folder}/{golden.name}"
        wrong += [f"{path}: {fault}" for fault in faults(golden)]
        if f"{path}.bin" in made:
            wrong.append(f"{path}: made twice")
        made[f"{path}.bin"] = golden.data
        made[f"{path}.json"] = (json.dumps(golden.document, indent=2) + "\n").encode("utf-8")
    if wrong:
        print(*wrong, sep="\n", file=sys.stderr)
        return 1

    there = {path.relative_to(MESSAGES).as_posix() for path in MESSAGES.rglob("*") if path.suffix in (".bin", ".json")}
    stale = sorted(name for name, data in made.items()
                   if name not in there or (MESSAGES / name).read_bytes() != data)
    # Never deleted: it may be somebody's new golden, not yet in goldens/cases.py.
    foreign = sorted(there - made.keys())
    for name in stale:
        if check:
            print(f"stale: {name}")
        else:
            (MESSAGES / name).parent.mkdir(parents=True, exist_ok=True)
            (MESSAGES / name).write_bytes(made[name])
    for name in foreign:
        print(f"not made by make-goldens.py: {name}")
    print(f"{len(made) // 2} goldens, {len(stale)} files {'stale' if check else 'written'}, "
          f"{len(foreign)} not from here", file=sys.stderr)
    return 1 if check and (stale or foreign) else 0


if __name__ == "__main__":
    sys.exit(main())
