"""Wire layouts as data, and what reads and writes them. All integers are little-endian.

The layouts themselves are in `_tables.py`, written from those of CxlWire.Protocol.
"""

from __future__ import annotations

import uuid
from typing import NamedTuple, Optional


class Field(NamedTuple):
    """A field of a layout: where its bytes are and what they hold."""

    name: str
    kind: str  # number, flag, signed, uuid, text, bytes or structure
    offset: int
    size: int
    low: int = 0  # the lowest bit, and how many, where it is some bits of an integer
    bits: int = 0
    layout: str = ""  # of a structure


class Entries(NamedTuple):
    """What follows the fixed part of a layout."""

    name: str
    stride: int
    entry: str = ""  # the layout of an entry; empty: integers of `stride` bytes
    count: str = ""  # the field that counts them; empty: they go to the end
    tail: str = ""


class Layout(NamedTuple):
    """A fixed part of `size` bytes, of which `minimum` have to be there, then perhaps entries and a tail."""

    name: str
    size: int
    minimum: int
    fields: tuple[Field, ...]
    entries: Optional[Entries] = None


class LayoutError(ValueError):
    """Bytes that are not the layout: `kind` is too_short, too_long or inconsistent."""

    def __init__(self, kind: str, layout: str, field: str, offset: int):
        super().__init__(f"{layout}: {kind.replace('_', ' ')} at {field}, byte {offset}")
        self.kind, self.layout, self.field, self.offset = kind, layout, field, offset


class Fields(dict):
    """What some bytes hold, by the names of the fields: `reply["total"]` or `reply.total`."""

    def __getattr__(self, name: str):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"no field {name}; there are {', '.join(self)}") from None

    def __setattr__(self, name: str, value):
        self[name] = value


def _layout(name: str) -> Layout:
    from . import _tables

    return _tables.LAYOUTS[name]


def _entry_layout(entries: Entries, data: bytes) -> Layout:
    """Entries that are event records are what their identifier says."""
    from . import _tables

    if entries.entry != "event_record":
        return _layout(entries.entry)
    return _layout(_tables.EVENT_RECORDS.get(str(uuid.UUID(bytes=bytes(data[:16]))), "event_record"))


def _check(layout: Layout, data: bytes) -> int:
    """-> how many entries there are; raises LayoutError."""
    length = len(data)
    if length < layout.size and length != layout.minimum:
        for field in layout.fields:
            if field.offset + field.size > length:
                raise LayoutError("too_short", layout.name, field.name, field.offset)
    entries = layout.entries
    if entries is None:
        if length > layout.size:
            raise LayoutError("too_long", layout.name, "end", layout.size)
        return 0
    if not entries.count:
        whole, rest = divmod(length - layout.size, entries.stride)
        if rest:
            raise LayoutError("inconsistent", layout.name, entries.name, length - rest)
        return whole
    count = next(field for field in layout.fields if field.name == entries.count)
    number = _read_number(count, data)
    tail = _layout(entries.tail).size if entries.tail else 0
    if layout.size + number * entries.stride + tail != length:
        raise LayoutError("inconsistent", layout.name, count.name, count.offset)
    return number


def _read_number(field: Field, data: bytes) -> int:
    value = int.from_bytes(data[field.offset:field.offset + field.size], "little", signed=field.kind == "signed")
    return value >> field.low & ((1 << field.bits) - 1) if field.bits else value


def _read(field: Field, data: bytes):
    part = bytes(data[field.offset:field.offset + field.size])
    if field.kind == "uuid":
        return str(uuid.UUID(bytes=part))
    if field.kind == "text":
        return part.rstrip(b"\0").decode("latin-1")
    if field.kind == "bytes":
        return part
    if field.kind == "structure":
        return _decode(_layout(field.layout), part)
    value = _read_number(field, data)
    return bool(value) if field.kind == "flag" else value


def _decode(layout: Layout, data: bytes) -> Fields:
    count = _check(layout, data)
    result = Fields((field.name, _read(field, data)) for field in layout.fields
                    if field.offset + field.size <= len(data))
    entries = layout.entries
    if entries is None:
        return result
    parts = [data[at:at + entries.stride]
             for at in range(layout.size, layout.size + count * entries.stride, entries.stride)]
    if entries.entry:
        result[entries.name] = [_decode(_entry_layout(entries, part), part) for part in parts]
    elif entries.stride == 1:
        result[entries.name] = b"".join(parts)
    else:
        result[entries.name] = [int.from_bytes(part, "little") for part in parts]
    if entries.tail:
        result["tail"] = _decode(_layout(entries.tail), data[len(data) - _layout(entries.tail).size:])
    return result


def decode(name: str, data: bytes) -> Fields:
    """What the bytes hold; raises LayoutError where they are not the layout, no less and no more."""
    return _decode(_layout(name), bytes(data))


def _write(field: Field, data: bytearray, value) -> None:
    end = field.offset + field.size
    if field.kind == "structure":
        part = _encode(_layout(field.layout), value)
    elif field.kind == "uuid":
        part = uuid.UUID(str(value)).bytes
    elif field.kind == "text":
        part = value.encode("latin-1").ljust(field.size, b"\0")
    elif field.kind == "bytes":
        part = bytes(value)
    else:
        bits = field.bits or field.size * 8
        if field.kind != "signed" and not 0 <= int(value) < 1 << bits:
            raise ValueError(f"{field.name}: {value} does not fit into {bits} bits")
        number = int(value)
        if field.bits:
            others = int.from_bytes(data[field.offset:end], "little") & ~(((1 << bits) - 1) << field.low)
            number = others | number << field.low
        part = number.to_bytes(field.size, "little", signed=field.kind == "signed")
    if len(part) != field.size:
        raise ValueError(f"{field.name}: {len(part)} bytes, and not {field.size}")
    data[field.offset:end] = part


def _encode_entries(entries: Entries, values) -> bytes:
    if not entries.entry:
        return b"".join(int(value).to_bytes(entries.stride, "little") for value in values)
    parts = []
    for value in values:
        layout = _layout(entries.entry)
        if entries.entry == "event_record":
            layout = _entry_layout(entries, uuid.UUID(str(value["header"]["event_record_identifier"])).bytes)
        parts.append(_encode(layout, value))
    return b"".join(parts)


def _encode(layout: Layout, values) -> bytes:
    values = dict(values)
    entries = layout.entries
    after = b""
    if entries is not None:
        given = values.pop(entries.name, ())
        after = _encode_entries(entries, given)
        if entries.count:
            values.setdefault(entries.count, len(given))
        if entries.tail:
            after += _encode(_layout(entries.tail), values.pop("tail", {}))
    known = {field.name for field in layout.fields}
    if unknown := values.keys() - known:
        raise ValueError(f"{layout.name} has no field {', '.join(sorted(unknown))}")
    data = bytearray(layout.size)
    last = layout.minimum
    for field in layout.fields:
        if field.name in values:
            _write(field, data, values[field.name])
            last = max(last, field.offset + field.size)
    # Optional fields that nobody names are not there.
    return bytes(data if entries is not None or last > layout.minimum else data[:layout.minimum]) + after


def encode(name: str, **values) -> bytes:
    """The bytes of the layout. What is not named is zero; a field that counts entries is their number.

    Raises ValueError for a field that the layout does not have, and for a value that does not fit.
    """
    return _encode(_layout(name), values)
