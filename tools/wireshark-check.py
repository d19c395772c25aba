#!/usr/bin/env python3
"""Holds clients/wireshark/cxlwire.lua to the golden messages: tshark shows every field of each, names and values, as
`cxlwire decode --json` has them, and so do its words for what a value means and for why a payload is refused.

    tools/wireshark-check.py [--tshark COMMAND] [CXLWIRE COMMAND...]     default: the build of src/CxlWire.Cli

Python's standard library only; needs a built CxlWire. Where tshark is missing, it is installed by apt-get if that is
here and we are root. Exit code 77: it cannot be had; 1: something differs.
"""

import json
import os
import pathlib
import random
import re
import shlex
import shutil
import struct
import subprocess
import sys
import tempfile
import xml.etree.ElementTree
from subprocess import PIPE

ROOT = pathlib.Path(__file__).resolve().parent.parent
LUA = ROOT / "clients/wireshark/cxlwire.lua"
MCTP, USER15 = 291, 162
FIRST_FM_API_OPCODE = 0x5100
DEVICE, PEER = 9, 8
MTU = 64
NOBODY = 65534
SEED, HOSTILE = 20261122, 3000
BESIDE = ["cxl_cci." + name for name in ("tunnelled", "request_in", "response_in", "response_time")]

# A row of `cxlwire decode`: offset, bytes, bits, then name, value and meaning, or the meaning alone, or characters.
PLACE = re.compile(r"([0-9a-f]{4,8}(?=  ))?( +([0-9a-f]{2} )*[0-9a-f]{2}(?=  |$|bit))?( *bits? [0-9:]+)? *")
FIELD = re.compile(r"(?P<name>[a-z][a-z0-9_]*)(\[\d+\])?  +\S+( \S+)*?(  +(?P<meaning>\S.*))?$")


class Skipped(Exception):
    pass


def block(kind, body):
    body += bytes(-len(body) % 4)
    length = struct.pack("<I", len(body) + 12)
    return struct.pack("<I", kind) + length + body + length


def capture(path, link_type, packets):
    """pcapng, written apart from CxlWire's own writer."""
    with open(path, "wb") as file:
        file.write(block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1)))
        file.write(block(1, struct.pack("<HHI", link_type, 0, 0)))
        for packet in packets:
            file.write(block(6, struct.pack("<IIIII", 0, 0, 0, len(packet), len(packet)) + packet))


def packets_of(message, tag):
    """The MCTP packets that carry a CCI message."""
    opcode = int.from_bytes(message[3:5], "little")
    body = bytes([7 if opcode >= FIRST_FM_API_OPCODE else 8]) + message
    is_request = message[0] & 0x0F == 0
    addresses = (DEVICE, PEER) if is_request else (PEER, DEVICE)
    parts = [body[at:at + MTU] for at in range(0, len(body), MTU)]
    for i, part in enumerate(parts):
        flags = (i == 0) << 7 | (i == len(parts) - 1) << 6 | (i & 3) << 4 | is_request << 3 | tag & 7
        yield bytes([1, *addresses, flags]) + part


class Tshark:
    def __init__(self, command, folder):
        self.command, self.folder = command, folder
        self.drop = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        self.lua = folder / LUA.name
        shutil.copy(LUA, self.lua)

    def run(self, path, *arguments):
        """Not as root: Wireshark since 4.4 runs no scripts of root's."""
        os.chmod(path, 0o644)
        result = subprocess.run(
            [*self.command, "-X", f"lua_script:{self.lua}", "-r", str(path), *arguments],
            stdout=PIPE, stderr=PIPE, env={**os.environ, "HOME": str(self.folder)}, **self.drop)
        said = result.stderr.decode()
        if result.returncode != 0 or "Lua" in said:
            sys.exit(f"FAILED: tshark: {said}")
        if b"Lua Error" in result.stdout:
            sys.exit(f"FAILED: {re.search(rb'Lua Error[^<]*', result.stdout)[0].decode()}")
        return result.stdout

    def frames(self, path, protocol, *arguments):
        """Of each frame that has one, the protocol's tree."""
        pdml = self.run(path, "-T", "pdml", *arguments)
        for packet in xml.etree.ElementTree.fromstring(pdml).iter("packet"):
            for tree in packet.iter("proto"):
                if tree.get("name") == protocol:
                    yield tree


def find_tshark():
    if shutil.which("tshark") is None:
        if os.geteuid() != 0 or shutil.which("apt-get") is None:
            raise Skipped("there is no tshark here (apt-get install tshark)")
        install = "apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends tshark"
        if subprocess.run(["bash", "-c", install], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode != 0:
            raise Skipped("there is no tshark here, and apt-get cannot install it")
    return ["tshark"]


class Comparison:
    def __init__(self):
        self.fields, self.words, self.differences = 0, 0, []

    def differ(self, path, expected, actual):
        self.differences.append(f"{path}: decode has {expected!r}, tshark {actual!r}")

    def structure(self, path, expected, tree):
        """An object: its members are the tree's fields of the same names, all of them, in the same order."""
        there = [field for field in tree.findall("field") if is_ours(field)]
        names = [field.get("name").rsplit(".", 1)[1] for field in there]
        if names != list(expected):
            self.differ(path, list(expected), names)
            return
        for field, (name, value) in zip(there, expected.items()):
            self.value(f"{path}.{name}", value, field)

    def meanings(self, path, rows, tree):
        """Units, names of values and what else `decode` says of a value stands beside tshark's, too."""
        fields = iter(list(leaves(tree)))
        for name, meaning in rows:
            if not meaning:
                continue
            field = next((field for field in fields if field.get("name").endswith("." + name)), None)
            if field is None:
                self.differ(f"{path}, {name}", meaning, None)
                return
            self.words += 1
            shown = field.get("showname", "")
            said = experts(field) if meaning == "reserved, not 0" else [shown]
            if not any(meaning in text for text in said):
                self.differ(f"{path}, {name}", meaning, said)

    def value(self, path, expected, field):
        if isinstance(expected, dict):
            self.structure(path, expected, field)
        elif isinstance(expected, list):
            entries = [entry for entry in field.findall("field") if is_ours(entry)]
            if len(entries) != len(expected):
                self.differ(path, f"{len(expected)} entries", f"{len(entries)} entries")
                return
            for i, (entry, value) in enumerate(zip(entries, expected)):
                self.value(f"{path}[{i}]", value, entry)
        else:
            self.fields += 1
            actual = plain(expected, field)
            if actual != expected:
                self.differ(path, expected, actual)


def is_ours(field):
    """A field of the layout, not what the dissector says beside them."""
    name = field.get("name")
    return name.startswith("cxl_cci.") and name not in BESIDE


def leaves(tree):
    """The fields that hold no other, in their order, and entries of plain numbers."""
    for field in tree.findall("field"):
        if is_ours(field):
            inner = [part for part in field.findall("field") if is_ours(part)]
            if inner:
                yield from leaves(field)
            else:
                yield field


def experts(field):
    """What is said of this field itself."""
    return [message.get("show") for expert in field.findall("field[@name='_ws.expert']")
            for message in expert.findall("field[@name='_ws.expert.message']")]


def rows_of(dump):
    """Name and meaning of each row of a message that `decode` prints."""
    row = None
    for line in dump.splitlines():
        text = line[PLACE.match(line).end():]
        if match := FIELD.match(text):
            if row:
                yield row
            row = (match["name"], match["meaning"] or "")
        elif row and text and not row[1] and "  " not in text and not text.startswith(("|", "payload refused")):
            row = (row[0], text)
    if row:
        yield row


def plain(expected, field):
    """What PDML shows of a field, in the form that JSON has it in."""
    show = field.get("show", "")
    if isinstance(expected, bool):
        return {"1": True, "0": False, "True": True, "False": False}.get(show, show)
    if isinstance(expected, int):
        return int(show, 0) if show else show
    if expected.startswith("0x"):
        return f"0x{int(show, 0):0{len(expected) - 2}x}"
    if field.get("size") == "0":
        return ""
    # Bytes have their digits in "value"; text and UUIDs are shown.
    digits = show.replace(":", "")
    return digits if digits == expected else show


def golden_cases():
    for path in sorted((ROOT / "fixtures/messages").glob("*/*.json")):
        yield path, json.loads(path.read_text()), path.with_suffix(".bin").read_bytes()


def is_message(path):
    """Folders of whole messages begin with the opcode."""
    return re.match("[0-9a-f]{4}_", path.parent.name) is not None


def check_messages(cxlwire, tshark, folder, comparison):
    """Whole messages: what `decode --json` says of all of them, one after the other."""
    cases = [case for case in golden_cases() if is_message(case[0])]
    stream, pcapng = folder / "messages.bin", folder / "messages.pcapng"
    stream.write_bytes(b"".join(data for _, _, data in cases))
    decoded = subprocess.run([*cxlwire, "decode", "--json", str(stream)], stdout=PIPE, stderr=subprocess.DEVNULL)
    expected = json.loads(decoded.stdout)
    capture(pcapng, MCTP, [packet for i, case in enumerate(cases) for packet in packets_of(case[2], i)])
    trees = list(tshark.frames(pcapng, "cxl_cci"))
    if not len(expected) == len(trees) == len(cases):
        sys.exit(f"FAILED: {len(cases)} messages, decode has {len(expected)}, tshark {len(trees)}")
    dump = subprocess.run([*cxlwire, "decode", str(stream)], stdout=PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    meanings = [list(rows_of(text)) for text in re.split(r"^message .*\n", dump, flags=re.M)[1:]]
    for (path, _, _), fields, rows, tree in zip(cases, expected, meanings, trees):
        refused = fields.pop("payload_refused", None)
        name = f"{path.parent.name}/{path.stem}"
        comparison.structure(name, fields, tree)
        comparison.meanings(name, rows, tree)
        reasons = [text for text in experts(tree.find("field[@name='cxl_cci.payload']"))
                   if text.startswith("payload refused: ")]
        if reasons != ([f"payload refused: {refused['reason']}"] if refused else []):
            comparison.differ(name, refused, reasons)
    return len(cases)


def check_tunnels(cxlwire, tshark, folder, comparison):
    """What is tunnelled is a message of its own: `decode` shows it as bytes, and takes these bytes, too."""
    cases = []
    for path, golden, data in golden_cases():
        payload = golden["fields"].get("payload")
        if path.parent.name.startswith("5300_") and isinstance(payload, dict):
            inner = bytes.fromhex(payload.get("command") or payload.get("response") or "")
            if len(inner) >= 12 and int.from_bytes(inner[5:8], "little") & 0x1FFFFF == len(inner) - 12:
                cases.append((path, data, inner))
    stream, pcapng = folder / "tunnelled.bin", folder / "tunnelled.pcapng"
    stream.write_bytes(b"".join(inner for _, _, inner in cases))
    decoded = subprocess.run([*cxlwire, "decode", "--json", str(stream)], stdout=PIPE, stderr=subprocess.DEVNULL)
    capture(pcapng, MCTP, [packet for i, case in enumerate(cases) for packet in packets_of(case[1], i)])
    trees = [tree.find(".//field[@name='cxl_cci.tunnelled']") for tree in tshark.frames(pcapng, "cxl_cci")]
    for (path, _, _), fields, tree in zip(cases, json.loads(decoded.stdout), trees, strict=True):
        fields.pop("payload_refused", None)
        comparison.structure(f"{path.parent.name}/{path.stem}, tunnelled", fields, tree)
    return len(cases)


def check_structures(tshark, folder, comparison):
    """Bare ones, by the layout's name; a golden's fields are what `decode --as LAYOUT --json` says."""
    cases = [case for case in golden_cases() if not is_message(case[0])]
    pcapng = folder / "structures.pcapng"
    capture(pcapng, USER15, [case[1]["layout"].encode() + b"\0" + case[2] for case in cases])
    mapped = ["-o", 'uat:user_dlts:"User 15 (DLT=162)","cxl_structure","0","","0",""']
    trees = list(tshark.frames(pcapng, "cxl_structure", *mapped))
    if len(trees) != len(cases):
        sys.exit(f"FAILED: {len(cases)} structures, tshark has {len(trees)}")
    for (path, golden, _), tree in zip(cases, trees):
        comparison.structure(f"{path.parent.name}/{path.stem}", golden["fields"], tree)
    return len(cases)


def said_of(step):
    """The messages of a step as tshark should have them: source, destination, opcode, return code, payload."""
    eid = 254 if "fm" in step else PEER if step.get("host", 0) == 0 else DEVICE + step["host"]
    opcode, sent = int(step.get("fm") or step["op"], 16), step.get("sent", {})
    yield eid, DEVICE, opcode, 0, step["req"]
    for _ in range(0 if sent.get("lost") or "rc" not in step else 2 if sent.get("twice") else 1):
        yield DEVICE, eid, opcode, step["rc"], step["rsp"]


def check_conversations(cxlwire, tshark, folder, comparison):
    """`cxlwire capture` of recordings: each message is there, in order, and what refused it is a comment of its."""
    text, steps = "", []
    for path in sorted((ROOT / "fixtures").glob("*/*.jsonl")):
        lines = [json.loads(line) for line in path.read_text().splitlines()]
        commands = [line for line in lines if "req" in line]
        if "conversation" in lines[0] and not any("cut" in step.get("sent", {}) for step in commands):
            text += path.read_text()
            steps += [(path.name, step) for step in commands]
    pcapng = folder / "recordings.pcapng"
    subprocess.run([*cxlwire, "capture", "-", "--out", str(pcapng)], input=text.encode(), check=True)
    names = ["mctp.src", "mctp.dst", "cxl_cci.cci_header.opcode", "cxl_cci.cci_header.return_code", "cxl_cci.payload",
             "frame.comment", "_ws.expert.message", "cxl_cci.request_in"]
    rows = tshark.run(pcapng, "-2", "-T", "fields", "-E", "aggregator=;", "-Y", "cxl_cci",
                      *(part for name in names for part in ("-e", name))).decode().splitlines()
    expected = [(name, step, message) for name, step in steps for message in said_of(step)]
    if len(rows) != len(expected):
        sys.exit(f"FAILED: {len(expected)} messages of recordings, tshark has {len(rows)}")
    refusals = 0
    for (name, step, message), row in zip(expected, rows):
        *header, payload, comment, said, request = row.split("\t")
        # The first is the message's own; a tunnelled one has its behind.
        actual = (*(int(field.split(";")[0], 0) for field in header), payload.split(";")[0].replace("<MISSING>", ""))
        if actual != message:
            comparison.differ(name, message, actual)
        if message[0] == DEVICE and not request and "tag +" not in comment:
            comparison.differ(f"{name}, {message}", "its request", None)
        if message[0] == DEVICE and "refused" in step:
            refusal = step["refused"]
            rule = f"rule {refusal['rule']}, " if "rule" in refusal else ""
            why = f"refused: {rule}field {refusal['field']}, byte {refusal['byte']}"
            if why not in comment or not re.search(rf"{message[2]:04X}h\)? refused: ", said):
                comparison.differ(f"{name}, {message}", why, (comment, said))
            refusals += 1
    return len(rows), refusals


def absolute(command):
    return [shutil.which(command[0]) or command[0], *command[1:]]


def check_page(cxlwire, tshark, folder):
    """docs/captures.md does what it says: the script is put where it says, and tshark finds it there."""
    programs = folder / "bin"
    programs.mkdir()
    drop = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"] if tshark.drop else []
    for name, command in (("cxlwire", cxlwire), ("tshark", [*drop, *absolute(tshark.command)])):
        (programs / name).write_text(f'#!/bin/sh\nexec {shlex.join(command)} "$@"\n')
        os.chmod(programs / name, 0o755)
    home = folder / "home"
    home.mkdir()
    result = subprocess.run(
        [sys.executable, str(ROOT / "tools/run-docs.py"), "docs/captures.md"], cwd=ROOT, stdout=PIPE,
        stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "HOME": str(home), "PATH": f"{programs}:{os.environ['PATH']}"})
    if result.returncode != 0:
        sys.exit(f"FAILED: docs/captures.md: {result.stdout}")


def check_hostile(tshark, folder):
    """Goldens with bytes that are wrong, missing or too many, and packets that are none: never an error of Lua's."""
    random.seed(SEED)
    cases, packets = [data for path, _, data in golden_cases() if is_message(path)], []
    for i in range(HOSTILE):
        data = bytearray(random.choice(cases))
        for _ in range(random.randint(1, 8)):
            data[random.randrange(len(data))] = random.randrange(256)
        data = data[:random.randint(0, len(data))] if i % 3 == 0 else data + bytes(random.randint(0, 9) * (i % 2))
        for packet in packets_of(bytes(data) if len(data) > 4 else bytes(5), i):
            if i % 5 == 0 and random.random() < 0.2:
                packet = random.randbytes(4) + packet[random.randint(0, 8):]
            packets.append(packet)
    pcapng = folder / "hostile.pcapng"
    capture(pcapng, MCTP, packets)
    tshark.run(pcapng, "-V", "-2")
    return HOSTILE


def main(arguments):
    tshark = None
    if arguments[:1] == ["--tshark"]:
        tshark, arguments = shlex.split(arguments[1]), arguments[2:]
    cxlwire = arguments or ["dotnet", str(ROOT / "src/CxlWire.Cli/bin/Debug/net10.0/cxlwire.dll")]
    with tempfile.TemporaryDirectory(prefix="wireshark-check-") as name:
        folder = pathlib.Path(name)
        os.chmod(folder, 0o755)
        tool = Tshark(tshark or find_tshark(), folder)
        comparison = Comparison()
        messages = check_messages(cxlwire, tool, folder, comparison)
        tunnels = check_tunnels(cxlwire, tool, folder, comparison)
        structures = check_structures(tool, folder, comparison)
        hostile = check_hostile(tool, folder)
        recorded, refusals = check_conversations(cxlwire, tool, folder, comparison)
        check_page(cxlwire, tool, folder)
        version = subprocess.run([*tool.command, "--version"], stdout=PIPE, stderr=subprocess.DEVNULL)
    print("\n".join(comparison.differences[:50]))
    print(f"wireshark-check: {messages} messages, {tunnels} in tunnels, {structures} structures, {hostile} hostile ones, "
          f"{recorded} of recordings with {refusals} refusals, "
          f"{comparison.fields} fields, {comparison.words} meanings, {len(comparison.differences)} differences ({version.stdout.decode().splitlines()[0]})")
    return 1 if comparison.differences else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Skipped as reason:
        print(f"wireshark-check: {reason}")
        sys.exit(77)
