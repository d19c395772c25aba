"""Who speaks to whom: the control socket, the CCI stream, and the guest's second serial port."""

import json
import math
import select
import socket
import struct
import time

from .processes import Failure, wait_until

LINE_LIMIT = 1 << 20


def connect(path: str, seconds: float = 10) -> socket.socket:
    def attempt():
        client = socket.socket(socket.AF_UNIX)
        try:
            client.connect(path)
            return client
        except OSError:  # it does not listen yet
            client.close()
            return None
    return wait_until(f"a connection to {path}", seconds, attempt)


class Lines:
    """Lines of a socket, each waited for with an end."""

    def __init__(self, path: str):
        self._socket = connect(path)
        self._rest = b""

    def close(self):
        self._socket.close()

    def write(self, text: str):
        try:
            self._socket.sendall(text.encode() + b"\n")
        except OSError as error:
            raise Failure(f"nobody hears {text}: {error}") from None

    def read(self, what: str, end: float, still_there=lambda: None) -> str:
        """The next line. `still_there` raises where waiting makes no sense any more."""
        while b"\n" not in self._rest:
            still_there()
            left = end - time.monotonic()
            if left <= 0:
                raise Failure(f"{what}: no answer in time")
            if not select.select([self._socket], [], [], min(left, 0.5))[0]:
                continue
            chunk = self._socket.recv(65536)
            if not chunk:
                raise Failure(f"{what}: the connection was closed")
            self._rest += chunk
            if len(self._rest) > LINE_LIMIT:
                raise Failure(f"{what}: a line without end")
        line, self._rest = self._rest.split(b"\n", 1)
        return line.decode(errors="replace").rstrip("\r")


class Qmp:
    """The Fabric Manager's part, on the control socket."""

    def __init__(self, path: str):
        self._lines = Lines(path)
        self._answer("greeting", "QMP")
        self.say({"execute": "qmp_capabilities"})

    def close(self):
        self._lines.close()

    def _answer(self, what: str, member: str):
        end = time.monotonic() + 10
        while True:
            answer = json.loads(self._lines.read(f"QMP {what}", end))
            if "error" in answer:
                raise Failure(f"QMP {what}: {answer['error']['desc']}")
            if member in answer:
                return answer[member]

    def say(self, command: dict):
        self._lines.write(json.dumps(command))
        return self._answer(command["execute"], "return")


class Cci:
    """A host on the CCI stream: 12 bytes of header, then the payload."""

    def __init__(self, path: str):
        self._socket = connect(path)
        self._socket.settimeout(10)
        self._file = self._socket.makefile("rb")

    def close(self):
        self._file.close()
        self._socket.close()

    def say(self, opcode: int, payload: bytes) -> tuple[int, bytes]:
        """-> return code, response"""
        self._socket.sendall(struct.pack("<BBBHHBHH", 0, 1, 0, opcode, len(payload) & 0xFFFF, len(payload) >> 16, 0, 0)
                             + payload)
        while True:
            header = self._file.read(12)
            if len(header) < 12:
                raise Failure("the CCI stream was closed")
            response = self._file.read(int.from_bytes(header[5:8], "little") & 0x1FFFFF)
            if header[0] & 0xF == 1:  # and not a request of the device's, which is an Event Notification
                return int.from_bytes(header[8:10], "little"), response


class Commands:
    """The guest's second serial port, where its init carries out shell commands."""

    def __init__(self, path: str, still_there):
        self._lines = Lines(path)
        self._still_there = still_there

    def close(self):
        self._lines.close()

    def wait_ready(self, seconds: float):
        end = time.monotonic() + seconds
        while self._lines.read("the guest's init", end, self._still_there) != "@ready":
            pass

    def send(self, command: str):
        """A command that has no answer: reboot -f, poweroff -f."""
        self._lines.write(command)

    def run(self, command: str, seconds: float = 60) -> list[str]:
        """-> the lines that it printed; it must succeed."""
        return list(self.follow(command, seconds))

    def follow(self, command: str, seconds: float = math.inf):
        """Likewise, line by line, while the command runs."""
        self._still_there()
        self._lines.write(command)
        lines, end = [], time.monotonic() + seconds
        while True:
            line = self._lines.read(f"guest: {command}", end, self._still_there)
            if line.startswith("@exit "):
                break
            # One that runs for long is not kept whole.
            lines = [*lines[-99:], line]
            yield line
        if line != "@exit 0":
            raise Failure("\n    ".join([f"guest: {command}: {line[1:]}", *lines]))
