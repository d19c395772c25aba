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
import socket
import struct
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree
from subprocess import PIPE

ROOT = pathlib.Path(__file__).resolve().parent.parent
LUA = ROOT / "clients/wireshark/cxlwire.lua"
sys.path.insert(0, str(ROOT / "tools/mctp"))
import line as mctp_line  # noqa: E402
MCTP, USER15 = 291, 162
FIRST_FM_API_OPCODE = 0x5100
DEVICE, PEER = 9, 8
MTU = 64
NOBODY = 65534
SEED, HOSTILE = 20261122, 3000
PATIENCE = 60
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


# What check_line says: a name, and what tshark shows of it. `>` is received by the device, `<` sent; of a packet that ends no
# message nothing but its tag and sequence; of a wrong frame nothing but whose it would be.
LINE = """
> 8-9 tag 0 seq 0 MCTP control [before: faults: 3, seed 0] [before: connect host 0, stream, PATH #1] [before: connect Fabric Manager, stream, PATH #1]
< 9-8 tag 0 seq 0 MCTP control
> 8-9 tag 1 seq 0 Identify (0001h) request, tag 7
< 9-8 tag 1 seq 0 Identify (0001h) response, tag 7: Success (00h)
> 8-9 tag 2 seq 0 Get LSA (4102h) request, tag 0
FRAGMENTS< 9-8 tag 2 seq 0 Get LSA (4102h) response, tag 0: Success (00h)
> 8-9 tag 3 seq 0 Release Dynamic Capacity (4803h) request, tag 0
< 9-8 tag 3 seq 0 Release Dynamic Capacity (4803h) response, tag 0: Invalid Physical Address (0Fh) [refused: rule L2, field extents[0].start_dpa, byte 8]
> 8-9 tag 4 seq 0 Set MCTP Event Interrupt Policy (0105h) request, tag 0
< 9-8 tag 4 seq 0 Set MCTP Event Interrupt Policy (0105h) response, tag 0: Success (00h)
< 9-8 tag 0 seq 0 Event Notification (0106h) request, tag 0 [before: connect QMP, QMP #1] [before: qmp cxl-inject-general-media-event ARGUMENTS]
> 8-9 tag 0 seq 0 Event Notification (0106h) response, tag 0: Success (00h)
> 8-9 tag 5 seq 0 Get Dynamic Capacity Configuration (4800h) request, tag 0
< 9-8 tag 5 seq 0
< wrong frame crc 57 bytes [a frame with a wrong check sequence: FRAME] [fault fcs: mctp at Get Dynamic Capacity Configuration (4800h)] [the reply: MCTP wrong_fcs, packet 2]
> 8-9 tag 6 seq 0 Get Timestamp (0300h) request, tag 0
< 9-8 tag 6 seq 0 Get Timestamp (0300h) response, tag 0: Success (00h) [fault again: reply_twice at Get Timestamp (0300h)] [the reply: twice]
< 9-8 tag 6 seq 0 Get Timestamp (0300h) response, tag 0: Success (00h) [fault again: reply_twice at Get Timestamp (0300h)] [the reply: twice]
> 8-9 tag 7 seq 0 Get Response Message Limit (0003h) request, tag 0 [fault gone: no_reply at Get Response Message Limit (0003h)] [the reply: lost]
> wrong frame crc 17 bytes [dropped: a frame with a wrong check sequence: FRAME]
> 8-22 tag 0 seq 0 Identify (0001h) request, tag 0 [dropped: a packet for another EID]
> 8-9 tag 1 seq 0 Identify (0001h) request, tag 9
< 9-8 tag 1 seq 0 Identify (0001h) response, tag 9: Success (00h)
"""


def speak(line, qmp, pcapng):
    """What LINE is of."""
    def ask(tag, opcode, payload=b"", message_tag=0, answers=1):
        line.say(*mctp_line.packets(mctp_line.cci(opcode, payload, message_tag), tag), answers=answers)

    line.say(*mctp_line.packets(bytes.fromhex("008002"), 0), answers=1)
    ask(1, 0x0001, message_tag=7)
    ask(2, 0x4102, struct.pack("<II", 0, 2036), answers=33)
    ask(3, 0x4803, struct.pack("<I4xQQ8x", 1, 0x10000000, 0x200000))
    ask(4, 0x0105, bytes([0x1F, 0]))
    with socket.socket(socket.AF_UNIX) as control:
        control.connect(qmp)
        lines = control.makefile("rw")
        lines.readline()
        for request in ({"execute": "qmp_capabilities"}, {"execute": "cxl-inject-general-media-event", "arguments": {
                "path": "/machine/peripheral/cxl-dcd0", "log": "informational", "flags": 1, "dpa": 4096, "descriptor": 0,
                "type": 0, "transaction-type": 0}}):
            lines.write(json.dumps(request))
            lines.flush()
            lines.readline()
    response = mctp_line.cci(0x0106, category=1)
    line.say(answers=1)
    line.say(*mctp_line.packets(response, 0, owner=False), answers=0)
    ask(5, 0x4800, bytes([255, 0]), answers=2)
    ask(6, 0x0300, answers=2)
    ask(7, 0x0003, answers=0)

    # Nothing comes back; what comes with it is another story.
    deadline = time.monotonic() + PATIENCE
    while b"the reply: lost" not in pcapng.read_bytes():
        if time.monotonic() > deadline:
            raise TimeoutError("the capture does not have the request whose reply is lost")
        time.sleep(0.01)
    wrong = bytearray(mctp_line.frame(next(mctp_line.packets(mctp_line.cci(1), 0))))
    wrong[-2] ^= 1
    line.send(bytes(wrong), answers=0)
    line.say(*mctp_line.packets(mctp_line.cci(1), 0, destination=22), answers=0)
    ask(1, 0x0001, message_tag=9)


def check_line(cxlwire, tshark, folder, comparison):
    """A line's own packets, of `serve --mctp --capture`: the whole of what tshark shows of them."""
    pcapng, endpoint, qmp, faults = (folder / name for name in ("line.pcapng", "line", "qmp", "faults.json"))
    faults.write_text(json.dumps({"faults": [
        {"name": "fcs", "when": {"command": "get-dc-configuration"}, "then": {"fault": "mctp", "as": "wrong_fcs", "packet": 2}},
        {"name": "again", "when": {"command": "get-timestamp"}, "then": {"fault": "reply_twice"}},
        {"name": "gone", "when": {"command": "get-response-message-limit"}, "then": {"fault": "no_reply"}}]}))
    with subprocess.Popen([*cxlwire, "serve", "--mctp", f"unix:{endpoint}", "--qmp", f"unix:{qmp}", "--faults", str(faults),
                           "--capture", str(pcapng)], stderr=PIPE, text=True) as server:
        try:
            for line in server.stderr:
                if line.rstrip().endswith(" ready"):
                    break
            speak(mctp_line.Line(str(endpoint)), str(qmp), pcapng)
        finally:
            server.terminate()
            said = server.stderr.read()
    if server.returncode != 0:
        sys.exit(f"FAILED: serve ended with {server.returncode}: {said}")
    names = ["frame.interface_name", "frame.packet_flags", "frame.len", "frame.cap_len", "mctp.src", "mctp.dst",
             "mctp.tag.value", "mctp.seq", "mctp.flags.eom", "_ws.col.Protocol", "_ws.col.Info", "frame.time_epoch", "frame.comment"]
    shown, times = [], []
    for row in tshark.run(pcapng, "-2", "-T", "fields", "-E", "aggregator=;",
                          *(part for name in names for part in ("-e", name))).decode().splitlines():
        interface, flags, length, captured, source, destination, tag, sequence, end, protocol, info, time, comment = row.split("\t")
        flags = int(flags, 0)
        if interface != f"mctp on unix:{endpoint}":
            comparison.differ("line", "its interface", interface)
        times.append(float(time))
        text = "> " if flags & 3 == 1 else "< "
        if flags >> 24:
            text += f"wrong frame {'crc' if flags >> 24 == 1 and captured == '4' else flags} {length} bytes"
        else:
            text += f"{source}-{destination} tag {int(tag, 0)} seq {int(sequence, 0)}"
            if protocol == "CXL CCI":
                text += f" {info}"
            elif end in ("1", "True") and protocol.startswith("MCTP") and "Endpoint ID" in info:
                text += " MCTP control"
        comment = re.sub(r"(?<=event ){.*}", "ARGUMENTS", comment.replace(f"unix:{endpoint}", "PATH").replace(f"unix:{qmp}", "QMP"))
        comment = re.sub(r"sequence: 7e[0-9a-f]+", "sequence: FRAME", comment)
        shown.append(text + "".join(f" [{part}]" for part in comment.split(";") if part))
    # 2 KiB in 33 packets: all but the last end nothing.
    begins = "".join(f"< 9-8 tag 2 seq {i & 3}\n" for i in range(32))
    expected = LINE.strip().replace("FRAGMENTS", begins).splitlines()
    for number, (ours, theirs) in enumerate(zip(expected, shown), 1):
        if ours != theirs:
            comparison.differ(f"line, packet {number}", ours, theirs)
    if len(expected) != len(shown) or times != sorted(times):
        comparison.differ("line", f"{len(expected)} packets in their order", f"{len(shown)} at {times}")
    return len(shown)


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
        packets = check_line(cxlwire, tool, folder, comparison)
        check_page(cxlwire, tool, folder)
        version = subprocess.run([*tool.command, "--version"], stdout=PIPE, stderr=subprocess.DEVNULL)
    print("\n".join(comparison.differences[:50]))
    print(f"wireshark-check: {messages} messages, {tunnels} in tunnels, {structures} structures, {hostile} hostile ones, "
          f"{recorded} of recordings with {refusals} refusals, {packets} packets of a line, "
          f"{comparison.fields} fields, {comparison.words} meanings, {len(comparison.differences)} differences ({version.stdout.decode().splitlines()[0]})")
    return 1 if comparison.differences else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Skipped as reason:
        print(f"wireshark-check: {reason}")
        sys.exit(77)
