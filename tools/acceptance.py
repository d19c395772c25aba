#!/usr/bin/env python3
"""Plays a driver's test against a real `cxlwire serve`: the commands of the seeds, pasted unchanged, and
plain bytes over every kind of endpoint. Python's standard library only; needs a built CxlWire.

    tools/acceptance.py [CXLWIRE COMMAND...]     default: the build of src/CxlWire.Cli
"""

import json
import os
import random
import resource
import signal
import socket
import stat
import struct
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COMMAND = sys.argv[1:] or ["dotnet", os.path.join(ROOT, "src/CxlWire.Cli/bin/Debug/net10.0/cxlwire.dll")]
MIB = 1 << 20
BASE = 256 * MIB
# Or the runtime maps a file of its own to memory, which a limit on the size of files takes from it.
UNMAPPED = {**os.environ, "DOTNET_EnableWriteXorExecute": "0"}
TAG = "00112233-4455-6677-8899-aabbccddeeff"


def expect(what, actual, expected):
    if actual != expected:
        sys.exit(f"FAILED: {what}\n  expected {expected!r}\n  actual   {actual!r}")


class Server:
    """A cxlwire process; ready when it says so."""

    def __init__(self, *arguments, before=(), **popen):
        self.process = subprocess.Popen([*before, *COMMAND, "serve", *arguments], stderr=subprocess.PIPE, text=True, **popen)
        self.log = []
        for line in self.process.stderr:
            self.log.append(line.rstrip("\n"))
            if line.strip().endswith("ready"):
                return
        sys.exit("FAILED: serve ended before it was ready:\n" + "\n".join(self.log))

    def wait_for(self, *words):
        """Until it logs a line with all of these words."""
        for line in self.process.stderr:
            self.log.append(line.rstrip("\n"))
            if all(word in line for word in words):
                return
        sys.exit(f"FAILED: serve never said {words}")

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        self.log += self.process.stderr.read().splitlines()
        expect(f"exit code after {how.name}", self.process.wait(30), 0)


class Stream:
    """Bytes to a CCI and back, over any pair of file objects."""

    def __init__(self, reader, writer, at_once=True):
        self.reader, self.writer, self.at_once = reader, writer, at_once

    @classmethod
    def unix(cls, path, at_once=True):
        s = socket.socket(socket.AF_UNIX)
        s.connect(path)
        return cls(s.makefile("rb"), s.makefile("wb", buffering=0), at_once)

    def send(self, data):
        if self.at_once:
            self.writer.write(data)
            self.writer.flush()
        else:
            for byte in data:
                self.writer.write(bytes([byte]))
                self.writer.flush()

    def take(self):
        header = self.reader.read(12)
        expect("length of a header", len(header), 12)
        length = header[5] | header[6] << 8 | (header[7] & 31) << 16
        return header, self.reader.read(length)

    def ask(self, opcode, payload=b"", tag=7):
        """-> (return code, response payload)"""
        self.send(message(opcode, payload, tag))
        header, response = self.take()
        expect("category, tag, opcode", (header[0], header[1], header[3] | header[4] << 8), (1, tag, opcode))
        return struct.unpack_from("<H", header, 8)[0], response


def message(opcode, payload=b"", tag=7):
    return struct.pack("<BBBHBBBHH", 0, tag, 0, opcode, len(payload) & 255, len(payload) >> 8 & 255, len(payload) >> 16, 0, 0) + payload


def extents(*ranges):
    return struct.pack("<IB3x", len(ranges), 0) + b"".join(struct.pack("<QQQ", s, n, 0) for s, n in ranges)


def qmp(path, text, replies):
    """Pastes text into a new control connection; -> that many replies, the greeting and events left out."""
    s = socket.socket(socket.AF_UNIX)
    s.connect(path)
    s.sendall(text.encode())
    lines, found = s.makefile("r"), []
    while len(found) < replies:
        reply = json.loads(lines.readline())
        if "QMP" not in reply and "event" not in reply:
            found.append(reply)
    s.close()
    return found


def fixture(name):
    with open(os.path.join(ROOT, "fixtures", "qmp", name), encoding="utf-8") as f:
        return f.read()


def extent(start, length, tag=bytes(16)):
    return struct.pack("<QQ", start, length) + tag + bytes(8)


def the_seeds(folder):
    host, control = os.path.join(folder, "host"), os.path.join(folder, "qmp")
    server = Server("--host", f"unix:{host}", "--qmp", f"unix:{control}")
    expect("mode of the host socket", stat.S_IMODE(os.stat(host).st_mode), 0o600)
    expect("mode of the control socket", stat.S_IMODE(os.stat(control).st_mode), 0o600)
    stream = Stream.unix(host)
    first, second = extent(BASE, 128 * MIB), extent(BASE + 128 * MIB, 128 * MIB)

    expect("add, as the seed has it", qmp(control, fixture("add-two-extents.json"), 2), [{"return": {}}] * 2)
    code, log = stream.ask(0x0100, b"\x04")
    expect("two records", (code, struct.unpack_from("<H", log, 20)[0], len(log)), (0, 2, 32 + 256))
    expect("More on the first only", (log[32 + 53] & 1, log[160 + 53] & 1), (1, 0))
    expect("the records' extents", (log[32 + 56:32 + 96], log[160 + 56:160 + 96]), (first, second))
    ranges = (BASE, 128 * MIB), (BASE + 128 * MIB, 128 * MIB)
    expect("accept", stream.ask(0x4802, extents(*ranges)), (0, b""))
    expect("list, generation 1", stream.ask(0x4801, struct.pack("<II", 10, 0)),
           (0, struct.pack("<IIII", 2, 2, 1, 0) + first + second))
    expect("clear", stream.ask(0x0101, struct.pack("<BBB3xHH", 4, 0, 2, 1, 2)), (0, b""))

    negotiate = json.dumps({"execute": "qmp_capabilities"})
    expect("release, as the seed has it", qmp(control, negotiate + fixture("release-second-extent.json"), 2), [{"return": {}}] * 2)
    code, log = stream.ask(0x0100, b"\x04")
    expect("a release record", (code, len(log), log[32 + 48], log[32 + 56:32 + 96]), (0, 160, 1, second))
    expect("release", stream.ask(0x4803, extents(ranges[1])), (0, b""))
    expect("list, generation 2", stream.ask(0x4801, struct.pack("<II", 10, 0)),
           (0, struct.pack("<IIII", 1, 1, 2, 0) + first))

    def status():
        command = {"path": "/machine/peripheral/cxl-dcd0", "host-id": 0, "region": 0, "tag": TAG}
        return qmp(control, json.dumps({"execute": "qmp_capabilities"}) + json.dumps(
            {"execute": "cxl-release-dynamic-capacity-status", "arguments": command}), 2)[1]["return"]

    expect("no such tag yet", status(), {"status": "Released", "message": f"Tag {TAG} released or not found"})
    add = {"path": "/machine/peripheral/cxl-dcd0", "host-id": 0, "selection-policy": "prescriptive", "region": 0,
           "tag": TAG, "extents": [{"offset": 512 * MIB, "len": 2 * MIB}]}
    qmp(control, json.dumps({"execute": "qmp_capabilities"}) + json.dumps(
        {"execute": "cxl-add-dynamic-capacity", "arguments": add}), 2)
    place = f"extent with tag {TAG} dpa 0x30000000 len 0x200000"
    expect("pending", status(), {"status": "Pending", "message": f"Found pending {place}"})
    stream.ask(0x4802, extents((BASE + 512 * MIB, 2 * MIB)))
    expect("committed", status(), {"status": "Committed", "message": f"Found committed {place}"})
    stream.ask(0x4803, extents((BASE + 512 * MIB, 2 * MIB)))
    expect("released", status(), {"status": "Released", "message": f"Tag {TAG} released or not found"})
    server.stop()
    expect("sockets are gone", (os.path.exists(host), os.path.exists(control)), (False, False))


def conversation(stream):
    """A fixed exchange; -> every byte that came back."""
    requests = [message(0x0001), message(0x4000), message(0x4800, b"\x08\x00"), message(0x4801, struct.pack("<II", 50, 0)),
                message(0x4802, extents()), message(0x4803, extents((BASE, 2 * MIB))), message(0x0100, b"\x04"),
                message(0x48FF, b"x"), message(0x4801, b""), message(0x0105, b"\x10\x00"), message(0x0104),
                message(0x0400), message(0x0300), message(0x4802, bytes(3000))]
    back = b""
    for tag, request in enumerate(requests):
        stream.send(request[:1] + bytes([tag]) + request[2:])
        header, payload = stream.take()
        back += header + payload
    return back


def every_endpoint(folder):
    answers = {}
    for at_once in (True, False):
        how = "" if at_once else ", byte by byte"
        process = subprocess.Popen([*COMMAND, "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        answers["stdio" + how] = conversation(Stream(process.stdout, process.stdin, at_once))
        process.stdin.close()
        expect("exit code at the end of stdin", process.wait(30), 0)

        path = os.path.join(folder, "s")
        server = Server("--host", f"unix:{path}")
        answers["unix" + how] = conversation(Stream.unix(path, at_once))
        server.stop(signal.SIGINT)

        server = Server("--host", "tcp:127.0.0.1:0")
        port = next(int(word.rsplit(":", 1)[1]) for line in server.log for word in line.split() if word.startswith("tcp:127.0.0.1:"))
        s = socket.create_connection(("127.0.0.1", port))
        answers["tcp" + how] = conversation(Stream(s.makefile("rb"), s.makefile("wb", buffering=0), at_once))
        server.stop()

        into, out = os.path.join(folder, "in"), os.path.join(folder, "out")
        server = Server("--host", f"fifo:{into},{out}")
        expect("modes of the FIFOs", [stat.S_IMODE(os.stat(p).st_mode) for p in (into, out)], [0o600] * 2)
        writer, reader = open(into, "wb", buffering=0), open(out, "rb")
        answers["fifo" + how] = conversation(Stream(reader, writer, at_once))
        writer.close()
        reader.close()
        server.stop()

        name = f"cxlwire-{os.getpid()}"
        server = Server("--host", f"pipe:{name}")
        answers["pipe" + how] = conversation(Stream.unix(f"/tmp/CoreFxPipe_{name}", at_once))
        server.stop()
    first = answers["stdio"]
    for name, answer in answers.items():
        expect(f"the same bytes over {name}", answer.hex(), first.hex())


def passed_sockets(folder):
    """As systemd does it: listening sockets that are there before the server, and after it."""
    cci, control = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
    for listener, name in ((cci, "passed"), (control, "passed-qmp")):
        listener.bind(os.path.join(folder, name))
        listener.listen()
    numbers = cci.fileno(), control.fileno()
    for _ in range(2):
        # Whoever comes before the server waits.
        early = Stream.unix(os.path.join(folder, "passed"))
        early.send(message(0x0001))
        server = Server("--host", f"fd:{numbers[0]}", "--qmp", f"fd:{numbers[1]}", pass_fds=numbers)
        expect("Identify of who came early", early.take()[0][:5], bytes.fromhex("0107000100"))
        expect("QMP", qmp(os.path.join(folder, "passed-qmp"), '{"execute": "qmp_capabilities"}', 1), [{"return": {}}])
        server.stop()
        expect("the path after the server", os.path.exists(os.path.join(folder, "passed")), True)
    cci.close()
    control.close()


def bad_neighbours(folder):
    path = os.path.join(folder, "live")
    server = Server("--host", f"unix:{path}")
    second = subprocess.run([*COMMAND, "serve", "--host", f"unix:{path}"], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    expect("a live socket is refused", (second.returncode, os.path.exists(path)), (2, True))
    stream = Stream.unix(path)
    stream.send(message(0x4801, struct.pack("<II", 1, 0))[:15])
    stream.writer.close()
    expect("after one that vanished mid-message", Stream.unix(path).ask(0x0300), (0, bytes(8)))
    server.process.kill()
    server.process.wait()
    expect("kill -9 leaves a stale socket", os.path.exists(path), True)
    server = Server("--host", f"unix:{path}")
    expect("which the next one replaces", Stream.unix(path).ask(0x0300), (0, bytes(8)))
    server.stop()


def in_a_child(act, ready=b"."):
    """Runs act in a process of its own, which is then killed wherever it stands; -> once it is gone."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        kept = act()
        os.write(writer, ready)
        signal.pause()
        del kept
    os.close(writer)
    expect("the child is where it is to be killed", os.read(reader, 1), ready)
    os.close(reader)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def killed_peers(folder):
    """kill -9 of a peer that has sent 0, 1, 2, ... bytes; whoever comes next is served."""
    path, control, function = (os.path.join(folder, name) for name in ("k", "kq", "kv"))
    into, out = os.path.join(folder, "kin"), os.path.join(folder, "kout")
    endpoints = ("--host", f"unix:{path}", "--host", f"fifo:{into},{out}", "--qmp", f"unix:{control}", "--vfio-user", function)
    server = Server(*endpoints, "--log-level", "debug")
    request = message(0x4801, struct.pack("<II", 1, 0))
    status = json.dumps({"execute": "qmp_capabilities"}).encode()
    version = struct.pack("<HHIII HH", 1, 1, 20, 0, 0, 0, 0)

    def send(where, data):
        s = socket.socket(socket.AF_UNIX)
        s.connect(where)
        s.sendall(data)
        return s

    def send_by_fifo(data):
        writer = os.open(into, os.O_WRONLY)
        os.write(writer, data)
        return writer

    def take_by_fifo():
        writer, reader = open(into, "wb", buffering=0), open(out, "rb")
        try:
            return Stream(reader, writer).ask(0x0300)
        finally:
            writer.close()
            while reader.read(1):
                pass
            reader.close()

    for length in range(len(request) + 1):
        in_a_child(lambda: send(path, request[:length]))

    # A FIFO does not tell one peer from the next, so the next waits until the server has noticed; and after a whole
    # request, somebody may still come to read the answer.
    for length in range(1, len(request)):
        in_a_child(lambda: send_by_fifo(request[:length]))
        server.wait_for("fifo:", ": disconnected")
        expect(f"by FIFO, after one that died at byte {length}", take_by_fifo(), (0, bytes(8)))
        server.wait_for("fifo:", ": disconnected")
    expect("after those that died", Stream.unix(path).ask(0x0300), (0, bytes(8)))
    for length in range(len(status) + 1):
        in_a_child(lambda: send(control, status[:length]))
    expect("a control session after those that died", qmp(control, status.decode(), 1), [{"return": {}}])
    for length in range(len(version) + 1):
        in_a_child(lambda: send(function, version[:length]))
    expect("a vfio-user client after those that died", len(send(function, version).recv(16)), 16)
    expect("no error was logged", [line for line in server.log if line.startswith(("fail", "crit"))], [])

    server.process.kill()
    server.process.wait()
    expect("kill -9 leaves everything", [os.path.exists(p) for p in (path, control, function, into, out)], [True] * 5)
    server = Server(*endpoints)
    expect("modes after a restart", [stat.S_IMODE(os.stat(p).st_mode) for p in (path, control, function, into, out)], [0o600] * 5)
    expect("after a restart", Stream.unix(path).ask(0x0300), (0, bytes(8)))
    expect("by FIFO after a restart", take_by_fifo(), (0, bytes(8)))
    expect("a control session after a restart", qmp(control, status.decode(), 1), [{"return": {}}])
    expect("a vfio-user client after a restart", len(send(function, version).recv(16)), 16)
    server.stop()

    for length in (0, 1, 11, 12, 13, len(request) - 1):
        process = subprocess.Popen([*COMMAND, "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        os.set_inheritable(process.stdin.fileno(), True)
        in_a_child(lambda: os.write(process.stdin.fileno(), request[:length]) + 1)
        process.stdin.close()
        expect(f"stdio, after one that died at byte {length}", (process.stdout.read(), process.wait(30)), (b"", 0))


def limits(folder):
    """Reaching a limit gives an error."""
    def few():
        resource.setrlimit(resource.RLIMIT_NOFILE, (300, 300))

    many = subprocess.run([*COMMAND, "serve", "--copies", "1000", "--host", f"unix:{folder}/m{{n}}"],
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, preexec_fn=few)
    expect("more sockets than file descriptors", (many.returncode, "Too many open files" in many.stderr, many.stderr.count("\n")), (2, True, 1))
    expect("of which none is left", [name for name in os.listdir(folder) if name.startswith("m")], [])

    path = os.path.join(folder, "limit")
    server = Server("--host", f"unix:{path}", preexec_fn=few)
    streams = []
    for number in range(300):
        streams.append(Stream.unix(path))
        try:
            streams[-1].send(message(0x0300))
            if len(streams[-1].reader.read(20)) < 20:
                break
        except OSError:
            break
    expect("a connection for which there is no file descriptor is closed", 50 < number < 299, True)
    expect("and the others are served", streams[0].ask(0x0300), (0, bytes(8)))
    server.stop()


def sharing(folder):
    """fixtures/conversations/sharing.jsonl, over two host sockets and the Fabric Manager's."""
    with open(os.path.join(ROOT, "fixtures", "conversations", "sharing.jsonl"), encoding="utf-8") as f:
        conversation, *steps = (json.loads(line) for line in f)
    device = os.path.join(ROOT, "fixtures", "devices", conversation["device"])
    paths = {name: os.path.join(folder, name) for name in ("host0", "host1", "fm")}
    server = Server("--device", device, "--host", f"0=unix:{paths['host0']}", "--host", f"1=unix:{paths['host1']}",
                    "--fm", f"unix:{paths['fm']}")
    streams = {name: Stream.unix(path) for name, path in paths.items()}
    for number, step in enumerate(steps):
        stream = streams["fm" if "fm" in step else f"host{step['host']}"]
        code, response = stream.ask(int(step.get("fm") or step["op"], 16), bytes.fromhex(step["req"]), tag=number)
        expect(f"step {number} of sharing.jsonl", (code, response.hex()), (step["rc"], step["rsp"]))
    server.stop()


def labels(folder):
    """The label storage area outlives the server."""
    device, kept, path = (os.path.join(folder, name) for name in ("lsa.json", "lsa.bin", "lsa"))
    with open(device, "w", encoding="utf-8") as f:
        json.dump({"lsa_size": "4 KiB"}, f)
    server = Server("--device", device, "--lsa", kept, "--host", f"unix:{path}")
    expect("write", Stream.unix(path).ask(0x4103, struct.pack("<I4x", 16) + b"labels"), (0, b""))
    server.stop()
    expect("mode of the label file", stat.S_IMODE(os.stat(kept).st_mode), 0o600)
    server = Server("--device", device, "--lsa", kept, "--host", f"unix:{path}")
    expect("read after a restart", Stream.unix(path).ask(0x4102, struct.pack("<II", 14, 10)), (0, b"\0\0labels\0\0"))
    server.stop()


def killed_writers(folder):
    """kill -9 of a server that writes labels, anywhere: the file has what was answered, whole, or the next write."""
    device, kept, path = (os.path.join(folder, name) for name in ("kl.json", "kl.bin", "kl"))
    with open(device, "w", encoding="utf-8") as f:
        json.dump({"lsa_size": 2048, "payload_size": 4096}, f)
    value = 0
    for _ in range(6):
        server = Server("--device", device, "--lsa", kept, "--host", f"unix:{path}")
        stream = Stream.unix(path)
        code, found = stream.ask(0x4102, struct.pack("<II", 0, 2048))
        expect("labels after kill -9 are one write's", (code, found in [bytes([v]) * 2048 for v in (value, value + 1)]), (0, True))
        value = found[0]
        for _ in range(random.randrange(20)):
            value += 1
            expect("write", stream.ask(0x4103, bytes(8) + bytes([value]) * 2048), (0, b""))
        stream.send(message(0x4103, bytes(8) + bytes([value + 1]) * 2048))
        server.process.kill()
        server.process.wait()
    server = Server("--device", device, "--lsa", kept, "--host", f"unix:{path}")
    server.stop()
    expect("nothing but the labels is left", os.path.exists(kept + ".undo"), False)


def full_disks(folder):
    """What cannot be written is an error, said in a line: of /dev/full, of a small file system, of a limit."""
    for arguments in (["list"], ["--version"], ["--help"], ["fixtures", "verify"], ["demo"]):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([*COMMAND, *arguments], stdin=subprocess.DEVNULL, stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT)
        expect(f"{arguments} > /dev/full", (done.returncode, done.stderr), (2, "cxlwire: No space left on device\n"))
    done = subprocess.run([*COMMAND, "encode", "get-event-records-request", "--out", "/dev/full"], input='{"log": 4}', capture_output=True, text=True)
    expect("encode --out /dev/full", (done.returncode, done.stderr), (2, "cxlwire: /dev/full: no space left on device\n"))

    device = os.path.join(folder, "full.json")
    with open(device, "w", encoding="utf-8") as f:
        json.dump({"lsa_size": "64 KiB", "payload_size": 4096}, f)

    def labels_of(stream, server, file, write, room):
        """Writes until there is no more room -> what is then kept."""
        written = b""
        for number in range(1, 17):
            page = bytes([number]) * 4000
            code, _ = write(stream, 0x4103, struct.pack("<I4x", len(written)) + page)
            if code:
                break
            written += page
        expect("the code where a disk is full", code, 4)
        expect("there was room at first", bool(written) == room, True)
        expect("the labels are as they were", stream.ask(0x4102, struct.pack("<II", 0, 4096)), (0, (written + bytes(4096))[:4096]))
        expect("so is their file", file().rstrip(b"\0"), written.rstrip(b"\0"))
        server.wait_for("fail:", "the labels stay as they were")
        expect("others are served", stream.ask(0x0300), (0, bytes(8)))
        return written

    path, vfio = os.path.join(folder, "full"), os.path.join(folder, "full-vfio")
    endpoints = ("--device", device, "--host", f"unix:{path}", "--vfio-user", vfio)
    server = Server(*endpoints, "--lsa", "/dev/full", "--record", "/dev/full")
    stream, function = Stream.unix(path), Function(vfio)
    labels_of(stream, server, lambda: b"", Stream.ask, room=False)
    labels_of(stream, server, lambda: b"", lambda _, opcode, payload: function.command(opcode, payload), room=False)
    server.stop()

    kept = os.path.join(folder, "limited")
    server = Server(*endpoints, "--lsa", kept, "--record", os.path.join(folder, "limited.jsonl"), env=UNMAPPED)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (10_000, 10_000))
    stream = Stream.unix(path)
    expect("pages below the limit", len(labels_of(stream, server, lambda: read(kept), Stream.ask, room=True)), 8000)
    server.stop()
    expect("the recording ended in a line", [line for line in server.log if line.endswith("the recording ends here")] != [], True)
    with open(os.path.join(folder, "cut.log"), "wb") as log:
        process = subprocess.Popen([*COMMAND, "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, env=UNMAPPED,
                                   preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10)))
        expect("a host, and no room for the log", Stream(process.stdout, process.stdin).ask(0x0300), (0, bytes(8)))
        process.stdin.close()
        expect("exit code", process.wait(30), 0)
    for arguments, rest in ((["list", "--layouts"], {}), (["demo"], {})):
        with open(os.path.join(folder, "cut"), "wb") as out:
            done = subprocess.run([*COMMAND, *arguments], stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.PIPE, text=True,
                                  env=UNMAPPED, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)))
        expect(f"{arguments} beyond a limit", (done.returncode, done.stderr.count("\n")), (2, 1))

    if subprocess.run(["unshare", "-Urm", "mount", "-t", "tmpfs", "tmpfs", folder], capture_output=True).returncode:
        print("full disks: no small file system can be mounted here, that part is left out")
        return
    small = os.path.join(folder, "small")
    os.mkdir(small)
    script = 'mount -t tmpfs -o size=64k tmpfs "$0" && head -c 24576 /dev/zero > "$0/filler" && exec "$@"'
    server = Server(*endpoints, "--lsa", os.path.join(small, "labels"), "--record", os.path.join(small, "record"),
                    before=["unshare", "-Urm", "sh", "-c", script, small])
    inside = f"/proc/{server.process.pid}/root{small}"
    stream = Stream.unix(path)
    written = labels_of(stream, server, lambda: read(f"{inside}/labels"), Stream.ask, room=True)
    os.remove(f"{inside}/filler")
    page = b"x" * 4000
    expect("there is room again", stream.ask(0x4103, struct.pack("<I4x", len(written)) + page), (0, b""))
    expect("and it is used", read(f"{inside}/labels"), written + page)
    server.stop()


def read(path):
    with open(path, "rb") as f:
        return f.read()


def few_descriptors(folder):
    """However few file descriptors there are: exit code 2 and a sentence, or a server; nothing is left behind."""
    home = os.path.join(folder, "few")
    os.mkdir(home)
    device = os.path.join(folder, "few.json")
    with open(device, "w", encoding="utf-8") as f:
        json.dump({"lsa_size": "4 KiB"}, f)
    here = ("--host", f"unix:{home}/h{{n}}")
    more = ("--qmp", f"unix:{home}/q", "--fm", f"unix:{home}/f{{n}}", "--vfio-user", f"{home}/v{{n}}")
    most = (*more, "--host", f"fifo:{home}/i{{n}},{home}/o{{n}}", "--host", "tcp:127.0.0.1:0", "--host",
            f"pipe:few-{os.getpid()}-{{n}}", "--device", device, "--lsa", f"{home}/l{{n}}", "--record", f"{home}/r")
    trials = [(limit, arguments) for limit in range(24, 81) for arguments in (here, most)]
    trials += [(256, ("--copies", "89", *here, *more)), (200, ("--copies", "89", *here)), (130, (*here, *more)), (127, here)]
    for limit, arguments in trials:
        done = subprocess.run([*COMMAND, "serve", *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit)))
        expect(f"ulimit -n {limit}: {arguments}",
               (done.returncode, done.stderr.count("\n"), "Too many open files" in done.stderr, os.listdir(home)), (2, 1, True, []))
    for limit, arguments in ((129, here), (256, ("--copies", "89", *here)), (160, most[:-2])):
        Server(*arguments, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))).stop()
        expect(f"what is left of a server with {limit}", [name for name in os.listdir(home) if name[0] != "l"], [])


def hostile_eventfds(folder):
    """Interrupts that block, and whoever may have them, hold nobody up, nor the end."""
    host, vfio = os.path.join(folder, "he"), os.path.join(folder, "hev")
    server = Server("--host", f"unix:{host}", "--vfio-user", vfio)
    stream, function, event = Stream.unix(host), Function(vfio), os.eventfd(0, 0)
    os.eventfd_write(event, 2 ** 64 - 2)
    for vector in range(16):
        function.arm(vector, event)
    expect("0103h", function.command(0x0103, bytes.fromhex("6161616161")), (0, b""))
    for number in range(20):
        function.trigger()
        expect("its own registers", function.read(Function.CONFIG, 8, 4), bytes.fromhex("01100205"))
        expect("another host's", stream.ask(0x0300), (0, bytes(8)))
    expect("it is full as before", os.eventfd_read(event), 2 ** 64 - 2)
    function.trigger()
    expect("what has room is signalled", os.eventfd_read(event) > 0, True)
    os.eventfd_write(event, 2 ** 64 - 2)
    function.trigger()
    begin = time.monotonic()
    server.stop()
    expect("the end waits for nobody", time.monotonic() - begin < 5, True)


def unread_log(folder):
    """Standard error that nobody reads holds up no connection, nor the end."""
    path, faults = os.path.join(folder, "ul"), os.path.join(folder, "ul.json")
    with open(faults, "w", encoding="utf-8") as f:
        json.dump({"faults": [{"name": "n" * 60, "when": {"command": "any", "times": "always"}, "then": {"fault": "return_code", "code": "Busy"}}]}, f)
    server = Server("--host", f"unix:{path}", "--faults", faults, "--log-level", "debug")
    stream = Stream.unix(path)
    for _ in range(2000):
        expect("an answer beside 64 KiB of lines", stream.ask(0x0300), (6, b""))
    for _ in range(576):
        Stream.unix(path).send(b"\x7f" * 12)
    expect("after 576 that spoke nonsense", Stream.unix(path).ask(0x0300), (6, b""))
    begin = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    expect("exit code", server.process.wait(30), 0)
    expect("the end waits for nobody", time.monotonic() - begin < 5, True)


class Function:
    """A PCI function over vfio-user: bytes of its regions, and its interrupts."""

    CONFIG, BAR2, MSIX = 7, 2, 2

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.number = 0
        major, minor = struct.unpack_from("<HH", self.ask(1, struct.pack("<HH", 0, 0)))
        expect("version of vfio-user", (major, minor), (0, 0))

    def ask(self, command, payload, descriptors=()):
        self.number += 1
        request = struct.pack("<HHIII", self.number, command, 16 + len(payload), 0, 0) + payload
        socket.send_fds(self.socket, [request], descriptors)
        number, same, size, flags, error = struct.unpack("<HHIII", self.take(16))
        expect("header of a vfio-user reply", (number, same, flags, error), (self.number, command, 1, 0))
        return self.take(size - 16)

    def take(self, length):
        data = b""
        while len(data) < length:
            data += self.socket.recv(length - len(data)) or sys.exit("FAILED: vfio-user: the server closed")
        return data

    def read(self, region, offset, length):
        return self.ask(9, struct.pack("<QII", offset, region, length))[16:]

    def write(self, region, offset, data):
        self.ask(10, struct.pack("<QII", offset, region, len(data)) + data)

    def arm(self, vector, descriptor):
        self.ask(8, struct.pack("<IIIII", 20, 0x24, self.MSIX, vector, 1), [descriptor])

    def trigger(self):
        """Has all interrupts signalled."""
        self.ask(8, struct.pack("<IIIII", 20, 0x21, self.MSIX, 0, 16))

    def command(self, opcode, payload=b""):
        """Through the mailbox, which the capability array leads to -> (return code, response payload)"""
        headers = [struct.unpack("<HHI", self.read(self.BAR2, 16 * i, 8)) for i in (1, 2, 3)]
        mailbox = next(offset for number, _, offset in headers if number == 2)
        self.write(self.BAR2, mailbox + 0x20, payload) if payload else None
        self.write(self.BAR2, mailbox + 8, struct.pack("<Q", opcode | len(payload) << 16))
        self.write(self.BAR2, mailbox + 4, struct.pack("<I", 1))
        control, command, status = struct.unpack("<4xIQQ", self.read(self.BAR2, mailbox, 0x18))
        expect("doorbell", control, 0)
        return status >> 32, self.read(self.BAR2, mailbox + 0x20, command >> 16)


def registers(folder):
    host, control, vfio = (os.path.join(folder, name) for name in ("reg{n}", "reg-qmp", "vfio{n}"))
    server = Server("--copies", "2", "--host", f"unix:{host}", "--qmp", f"unix:{control}", "--vfio-user", vfio)
    host, vfio = host.replace("{n}", "1"), vfio.replace("{n}", "1")
    expect("mode of the vfio-user socket", stat.S_IMODE(os.stat(vfio).st_mode), 0o600)
    function, stream, event = Function(vfio), Stream.unix(host), os.eventfd(0)
    expect("class code", function.read(Function.CONFIG, 8, 4), bytes.fromhex("01100205"))
    expect("serial number", function.read(Function.CONFIG, 0x124, 8), struct.pack("<Q", 0xc11dcd0002))
    function.arm(6, event)
    expect("0103h", function.command(0x0103, bytes.fromhex("0000000061")), (0, b""))
    add = '''{"execute": "qmp_capabilities"} {"execute": "cxl-add-dynamic-capacity", "arguments": {"path": "cxl-dcd1",
        "host-id": 0, "selection-policy": "contiguous", "region": 0, "length": 2097152}}'''
    expect("QMP add", qmp(control, add, 2), [{"return": {}}, {"return": {}}])
    expect("interrupts of the DC log", os.eventfd_read(event), 1)
    for opcode, payload in ((0x4800, b"\x08\0"), (0x0100, b"\x04"), (0x4801, bytes(8)), (0x4801, b""), (0xC0DE, b"")):
        expect(f"{opcode:04x}h through mailbox and stream", function.command(opcode, payload), stream.ask(opcode, payload))
    expect("4802h", function.command(0x4802, extents((BASE, 2 * MIB))), (0, b""))
    code, response = stream.ask(0x4801, struct.pack("<II", 1, 0))
    expect("4801h on the stream", (code, response[16:]), (0, extent(BASE, 2 * MIB)))
    function.socket.close()
    expect("4801h of the next client", Function(vfio).command(0x4801, struct.pack("<II", 1, 0)), (0, response))
    server.stop()


def files(folder):
    def run(*arguments, data=b""):
        done = subprocess.run([*COMMAND, *arguments], input=data, capture_output=True, timeout=300)
        return done.returncode, done.stdout

    golden = os.path.join(ROOT, "fixtures/messages/4801_get_dc_extent_list/response_typical")
    with open(f"{golden}.bin", "rb") as file:
        content = file.read()
    expect("a golden's JSON, encoded", run("encode", "cci-message", f"{golden}.json"), (0, content))
    expect("0ah is a byte", run("decode", "--json", "--as", "get-event-records-request", data=b"\n"),
           (0, b'{\n  "log": 10\n}\n'))
    expect("text is text where it is said", run("decode", "--hex", "--json", data=content.hex().encode()),
           run("decode", "--json", data=content))
    code, messages = run("decode", "--as", "conversation", "--json",
                         os.path.join(ROOT, "fixtures/conversations/sharing.jsonl"))
    expect("a conversation, decoded", (code, json.loads(messages)[0]["header"]["opcode"]), (0, "0x5604"))

    # 20 MiB took 2.7 GB.
    long = os.path.join(folder, "long.bin")
    with open(long, "wb") as file:
        file.write(content * (20 * MIB // len(content)))
    decode = subprocess.Popen([*COMMAND, "decode", "--json", long], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(decode.pid, 0)
    decode.returncode = os.waitstatus_to_exitcode(status)
    most = usage.ru_maxrss * 1024
    expect("decode of 20 MiB", (decode.returncode, most < 200 * MIB), (0, True))


def main():
    with tempfile.TemporaryDirectory(prefix="cxlwire-") as folder:
        for part in (the_seeds, every_endpoint, passed_sockets, bad_neighbours, killed_peers, limits, sharing, labels,
                     killed_writers, full_disks, few_descriptors, registers, files, hostile_eventfds, unread_log):
            part(folder)
            print(f"{part.__name__.replace('_', ' ')}: as expected")


main()
