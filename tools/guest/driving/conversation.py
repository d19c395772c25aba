"""A conversation, held with the device by two ways: through the guest's BAR, and on the CCI stream."""

import itertools
import json
from typing import NamedTuple

from .clients import Cci, Commands, Qmp
from .processes import Failure

GET_EVENT_RECORDS = "0100"
RECORDS, RECORD_SIZE, TIMESTAMP = 32, 128, slice(24, 32)


class Answer(NamedTuple):
    request: str
    code: str
    response: str

    def __str__(self):
        return f"{self.request} {self.code} {self.response}"


class Step(NamedTuple):
    """What is said: opcode and payload in hexadecimal, or a QMP command; and the return code to come."""

    text: str
    code: str = "0000"


def read_step(line: str) -> Step:
    if line.startswith("qmp "):
        return Step(line)
    opcode, request, code = line.split()
    return Step(f"{opcode} {request}", code)


def read_steps(path: str) -> list[Step]:
    with open(path, encoding="utf-8") as file:
        lines = [line.strip() for line in file]
    return [read_step(line) for line in lines if line and not line.startswith("#")]


def play(steps: list[Step], qmp: Qmp, device: str, say_all) -> list[Answer]:
    """`say_all` takes steps that follow each other, and gives an answer to each."""
    answers = []
    for is_qmp, group in itertools.groupby((step.text for step in steps), lambda text: text.startswith("qmp ")):
        if not is_qmp:
            answers += say_all(list(group))
            continue
        for text in group:
            command = json.loads(text.removeprefix("qmp "))
            command["arguments"]["path"] = device
            qmp.say(command)
            answers.append(Answer("qmp", "0000", "-"))
    return answers


def on_stream(cci: Cci):
    def say(step: str) -> Answer:
        opcode, request = step.split()
        code, response = cci.say(int(opcode, 16), b"" if request == "-" else bytes.fromhex(request))
        return Answer(f"{opcode} {request}", f"{code:04x}", response.hex() or "-")
    return lambda steps: [say(step) for step in steps]


def through_bar(commands: Commands):
    def say_all(steps: list[str]) -> list[Answer]:
        text = "\\n".join(steps)
        lines = commands.run(f"printf '{text}\\n' | guest-tool play -", 60)
        if len(lines) != len(steps):
            raise Failure("\n    ".join([f"{len(steps)} steps, but guest-tool says", *lines]))
        return [Answer(" ".join(words[:2]), *words[2:]) for words in map(str.split, lines)]
    return say_all


def without_timestamps(answer: Answer) -> Answer:
    """Event records carry the time at which they happened; no two devices agree on that."""
    if not answer.request.startswith(GET_EVENT_RECORDS) or answer.code != "0000":
        return answer
    response = bytearray.fromhex(answer.response)
    for record in range(RECORDS, len(response), RECORD_SIZE):
        response[record + TIMESTAMP.start:record + TIMESTAMP.stop] = bytes(8)
    return answer._replace(response=response.hex())


def compare(steps: list[Step], guest: list[Answer], stream: list[Answer]) -> str:
    """-> how much was equal; raises for the first difference."""
    for step, *pair in zip(steps, guest, stream, strict=True):
        ours, theirs = map(without_timestamps, pair)
        if ours != theirs:
            raise Failure(f"not the same bytes:\n    through the BAR   {ours}\n    on the CCI stream {theirs}")
        if ours.code != step.code:
            raise Failure(f"expected return code {step.code}, both say\n    {ours}")
    said = [answer for answer in guest if answer.request != "qmp"]
    refused = sum(answer.code != "0000" for answer in said)
    count = sum(len(bytes.fromhex(answer.response)) for answer in said if answer.response != "-")
    return (f"{len(said)} commands, {refused} of them refused, {count} bytes of response, all equal "
            "but for the records' timestamps")
