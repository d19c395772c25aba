#!/usr/bin/env python3
"""Write fixtures/messages, or compare it with what would be written.

    tools/make-goldens.py            write every golden
    tools/make-goldens.py --check    exit 1 and name what is stale, missing or not from here

The layouts are stated in goldens/layouts.py, and never taken from the C# code or from ksy/. That codec and ksy parsers
read every golden alike is checked by tests/CxlWire.Conformance. Python 3.10 or later, standard library only.
"""

import argparse
import json
from pathlib import Path
import sys

sys.dont_write_bytecode = True

from goldens.every import goldens  # noqa: E402
from goldens.layouts import assert_covered  # noqa: E402
from goldens.recorded import RECORDED  # noqa: E402

REPOSITORY = Path(__file__).resolve().parent.parent
MESSAGES = REPOSITORY / "fixtures" / "messages"
CONVERSATIONS = REPOSITORY / "fixtures" / "conversations"


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
    made, wrong = {}, list(recorded_faults())
    for golden in goldens():
        path = f"{golden.folder}/{golden.name}"
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
