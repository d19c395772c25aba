"""A conversation, held with the device by two ways: through the guest's BAR, and on the CCI stream."""

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


def read_steps(path: str) -> list[str]:
    with open(path, encoding="utf-8") as file:
        lines = [line.strip() for line in file]
    return [line for line in lines if line and not line.startswith("#")]


def fabric_manager(qmp: Qmp, step: str) -> Answer:
    command = step.split(None, 1)[1]
    try:
        qmp.say(json.loads(command))
        return Answer("qmp", "-", "-")
    except Failure as error:
        return Answer("qmp", "error", str(error))


def play(steps: list[str], qmp: Qmp, say_all) -> list[Answer]:
    """`say_all` takes steps that follow each other, and gives an answer to each."""
    answers, waiting = [], []
    for step in [*steps, None]:
        if step is not None and not step.startswith("qmp "):
            waiting.append(step)
            continue
        if waiting:
            answers += say_all(waiting)
            waiting = []
        if step is not None:
            answers.append(fabric_manager(qmp, step))
    return answers


def on_stream(cci: Cci):
    def say(step: str) -> Answer:
        opcode, request = (step.split() + ["-"])[:2]
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


def compare(guest: list[Answer], stream: list[Answer]) -> str:
    """-> how much was equal; raises for the first difference."""
    for number, pair in enumerate(zip(guest, stream, strict=True), 1):
        ours, theirs = map(without_timestamps, pair)
        if ours != theirs:
            raise Failure(f"step {number} differs:\n    through the BAR   {ours}\n    on the CCI stream {theirs}")
    said = [answer for answer in guest if answer.request != "qmp"]
    refused = sum(answer.code != "0000" for answer in said)
    count = sum(len(bytes.fromhex(answer.response)) for answer in said if answer.response != "-")
    return (f"{len(said)} commands, {refused} of them refused, {count} bytes of response, all equal "
            "but for the records' timestamps")
