"""Processes that are started here, and end here: by their own process id, with what they print bounded."""

import collections
import os
import subprocess
import threading
import time

OUTPUT_LIMIT = 16 << 20
LINE_LIMIT = 16 << 10


class Failure(Exception):
    """Something is not as it should be; the message says what, for people."""


class OutOfTime(Exception):
    """The whole run takes too long."""


def wait_until(what: str, seconds: float, condition):
    """Asks until the answer is true, and returns it."""
    end = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > end:
            raise Failure(f"{what}: not within {seconds:g} s")
        time.sleep(0.05)


class Output:
    """The last lines of what a process prints. One that prints without end is killed."""

    def __init__(self, stream, on_flood):
        self.lines = collections.deque(maxlen=400)
        self._stream, self._on_flood = stream, on_flood
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self):
        taken, rest = 0, b""
        while chunk := self._stream.read1(65536):
            taken += len(chunk)
            if taken > OUTPUT_LIMIT:
                self.lines.append(f"[more than {OUTPUT_LIMIT >> 20} MiB of output: killed]")
                self._on_flood()
                return
            *lines, rest = (rest + chunk).split(b"\n")
            rest = rest[-LINE_LIMIT:]
            self.lines.extend(line[-LINE_LIMIT:].decode(errors="replace").rstrip("\r") for line in lines)

    def join(self):
        self._thread.join(5)

    def has(self, text: str) -> bool:
        return any(text in line for line in list(self.lines))

    def tail(self, count: int) -> str:
        return "\n".join(f"    | {line}" for line in list(self.lines)[-count:])


class Running:
    """A process with bounded output; a context that ends it."""

    def __init__(self, name: str, command: list, terminal: bool = False):
        self.name = name
        pipe = None if terminal else subprocess.PIPE
        try:
            self.process = subprocess.Popen(
                command, stdin=None if terminal else subprocess.DEVNULL, stdout=pipe, stderr=pipe)
        except OSError as error:
            raise Failure(f"{name} cannot be started: {error}") from None
        self.output = None if terminal else Output(self.process.stdout, self.process.kill)
        self.errors = None if terminal else Output(self.process.stderr, self.process.kill)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def alive(self) -> bool:
        return self.process.poll() is None

    def check(self):
        if not self.alive():
            raise Failure(f"{self.name} ended with exit code {self.process.returncode}")

    def wait(self, seconds: float) -> int:
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Failure(f"{self.name} has not ended within {seconds:g} s") from None

    def stop(self):
        if self.alive():
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        for output in (self.output, self.errors):
            if output is not None:
                output.join()

    def report(self) -> str:
        parts = [(self.name, self.output), (f"{self.name}, standard error", self.errors)]
        return "\n".join(f"  {title}:\n{output.tail(40)}" for title, output in parts if output and output.lines)


class Server(Running):
    """`cxlwire serve`, ready when it says so."""

    def __init__(self, command: list, *arguments: str):
        super().__init__("cxlwire serve", [*command, "serve", *arguments])
        try:
            wait_until("cxlwire serve says ready", 60, self._is_ready)
        except Failure:
            self.stop()
            raise Failure("cxlwire serve did not become ready\n" + self.report()) from None

    def _is_ready(self) -> bool:
        self.check()
        return any(line.strip().endswith("ready") for line in list(self.errors.lines))

    def descriptors(self) -> dict[str, int]:
        """How many sockets, event and memory descriptors the server holds; the others it opens as it likes."""
        folder = f"/proc/{self.process.pid}/fd"
        count = dict.fromkeys(("socket", "eventfd", "memfd"), 0)
        for name in os.listdir(folder):
            try:
                target = os.readlink(f"{folder}/{name}")
            except FileNotFoundError:
                continue
            for kind in count:
                count[kind] += kind in target
        return count
