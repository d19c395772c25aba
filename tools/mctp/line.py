"""The other end of a serial line with MCTP (DSP0236, DSP0253) on a UNIX socket: makes frames, and waits for some."""

import socket

FLAG, ESCAPE = 0x7E, 0x7D
MTU = 64


def check_sequence(data):
    """CRC-16 of RFC 1662, not inverted at the end."""
    crc = 0xFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x8408 if crc & 1 else 0)
    return crc


def frame(packet):
    escaped = b"".join(bytes([ESCAPE, byte & ~0x20]) if byte in (FLAG, ESCAPE) else bytes([byte]) for byte in packet)
    check = check_sequence(bytes([1, len(packet)]) + packet)
    return bytes([FLAG, 1, len(packet)]) + escaped + check.to_bytes(2, "big") + bytes([FLAG])


def packets(body, tag, owner=True, destination=9, source=8):
    """A message, its type included, as packets."""
    parts = [body[at:at + MTU] for at in range(0, len(body), MTU)]
    for i, part in enumerate(parts):
        flags = (i == 0) << 7 | (i == len(parts) - 1) << 6 | (i & 3) << 4 | owner << 3 | tag
        yield bytes([1, destination, source, flags]) + part


def cci(opcode, payload=b"", tag=0, category=0):
    """A CCI message of type 08h."""
    return bytes([8, category, tag, 0]) + opcode.to_bytes(2, "little") + len(payload).to_bytes(3, "little") + bytes(4) + payload


class Line:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(60)
        self.socket.connect(path)

    def say(self, *packets, answers):
        """Sends packets, and waits until so many frames came, each of which has two flags."""
        self.send(b"".join(map(frame, packets)), answers)

    def send(self, data, answers):
        self.socket.sendall(data)
        flags = 0
        while flags < 2 * answers:
            received = self.socket.recv(65536)
            if not received:
                raise EOFError("the line is over")
            flags += received.count(FLAG)
