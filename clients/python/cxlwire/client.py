"""A CCI: messages of 12 bytes of header and a payload, one after the other, on a socket."""

from __future__ import annotations

import socket
from collections import deque

from . import _tables
from ._commands import Commands
from .layout import Fields, decode, encode

__tracebackhide__ = True  # the traceback of a failing test ends in the test

SUCCESS = 0x0000
_HEADER, _REQUEST, _RESPONSE = 12, 0, 1


class Refused(Exception):
    """A command that did not succeed; `return_code` is the number, `reason` what the server knows of it."""

    def __init__(self, command: str, return_code: int, reason: str = ""):
        name = _tables.RETURN_CODES.get(return_code, "unknown")
        opcode, _, _, title = _tables.COMMANDS[command]
        super().__init__(f"{title} ({opcode:04X}h): {name} ({return_code:02X}h)" + (f": {reason}" if reason else ""))
        self.command, self.return_code, self.reason = command, return_code, reason


def connect(endpoint: str, timeout: float | None = 10) -> socket.socket:
    """A socket to an endpoint as `cxlwire serve` writes it: unix:PATH, unix:@NAME or tcp:ADDRESS:PORT."""
    kind, _, address = endpoint.partition(":")
    if kind == "unix":
        client = socket.socket(socket.AF_UNIX)
        client.settimeout(timeout)
        client.connect("\0" + address[1:] if address.startswith("@") else address)
    elif kind == "tcp":
        host, _, port = address.rpartition(":")
        client = socket.create_connection((host.strip("[]"), int(port)), timeout)
    else:
        raise ValueError(f"neither unix: nor tcp: {endpoint}")
    return client


class Cci(Commands):
    """A host's CCI, or the Fabric Manager's, with a method for each command.

    A method returns the fields of the response, and raises `Refused` for every return code but Success. Messages of the
    device's own, Event Notifications (0106h), are kept in `notifications`. `why` is asked for the reason of a refusal.
    """

    def __init__(self, endpoint: str, timeout: float | None = 10, why=None):
        self._socket = connect(endpoint, timeout)
        self._file = self._socket.makefile("rb")
        self._tag = 0
        self._why = why
        self.notifications: deque[Fields] = deque(maxlen=1024)

    def close(self) -> None:
        """Closes the connection."""
        self._file.close()
        self._socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def exchange(self, message: bytes) -> bytes:
        """Says the bytes, whatever they are, and returns the response: header and payload."""
        self._socket.sendall(message)
        while True:
            response = self._read_message()
            if response[0] & 0xF == _RESPONSE:
                return response
            self._keep(response)

    def next_notification(self) -> Fields:
        """The next Event Notification (0106h), waited for as long as the connection's timeout."""
        while not self.notifications:
            self._keep(self._read_message())
        return self.notifications.popleft()

    def request(self, command: str, **fields) -> tuple[int, bytes]:
        """Says a command, and returns the response's return code and payload."""
        opcode, layout, _, _ = _tables.COMMANDS[command]
        payload = encode(layout, **fields)
        self._tag = (self._tag + 1) & 0xFF
        header = encode("cci_header", category=_REQUEST, message_tag=self._tag, opcode=opcode,
                        payload_length=len(payload))
        response = self.exchange(header + payload)
        answer = decode("cci_header", response[:_HEADER])
        if (answer.message_tag, answer.opcode) != (self._tag, opcode):
            raise ConnectionError(f"the response is of another request: {answer}")
        return answer.return_code, response[_HEADER:]

    def _say(self, command: str, fields: dict) -> Fields:
        named = {name: value for name, value in fields.items() if name != "self" and value is not None}
        code, payload = self.request(command, **named)
        if code != SUCCESS:
            raise Refused(command, code, self._why() if self._why else "")
        return decode(_tables.COMMANDS[command][2], payload)

    def _keep(self, message: bytes) -> None:
        self.notifications.append(decode(_tables.COMMANDS["event_notification"][1], message[_HEADER:]))

    def _read_message(self) -> bytes:
        header = self._read(_HEADER)
        return header + self._read(int.from_bytes(header[5:8], "little") & 0x1FFFFF)

    def _read(self, count: int) -> bytes:
        data = self._file.read(count)
        if len(data) < count:
            raise ConnectionError("the device has closed the connection")
        return data
