"""The control socket, which speaks QMP (docs/control.md of CxlWire)."""

from __future__ import annotations

import json
from collections import deque

from .client import connect


class QmpError(Exception):
    """A command that the control socket has refused, in its words."""


class Qmp:
    """A connection to the control socket. Events are kept in `events`, the newest 4096."""

    def __init__(self, endpoint: str, timeout: float = 60):
        self._socket = connect(endpoint, timeout)
        self._file = self._socket.makefile("rb")
        self.events: deque[dict] = deque(maxlen=4096)
        self._read()
        self.execute("qmp_capabilities")

    def close(self) -> None:
        """Closes the connection."""
        self._file.close()
        self._socket.close()

    def execute(self, command: str, **arguments):
        """Carries out a command, and returns what it returns; `host_id` is host-id. Raises QmpError."""
        named = {name.replace("_", "-"): value for name, value in arguments.items() if value is not None}
        self._socket.sendall(json.dumps({"execute": command, "arguments": named}).encode() + b"\n")
        while True:
            answer = self._read()
            if "error" in answer:
                raise QmpError(f"{command}: {answer['error']['desc']}")
            if "return" in answer:
                return answer["return"]
            self.events.append(answer)

    def _read(self) -> dict:
        line = self._file.readline()
        if not line:
            raise ConnectionError("the server has closed the control socket")
        return json.loads(line)
