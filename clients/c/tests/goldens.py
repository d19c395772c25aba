#!/usr/bin/env python3
"""Writes C that holds cxlwire.h to all golden messages: goldens.py DIR -> DIR/goldens_N.c and DIR/main.c.

Of each golden every field is written into zeroed structs, which must give the golden's bytes, and read from the golden, which
must give the value. What a strict decoder refuses, cxlwire_is_LAYOUT has to refuse. Which field is a number, and which
are bytes, is taken from the Python package's tables."""

import json
import pathlib
import re
import sys
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "clients" / "python"))

from cxlwire import EVENT_RECORDS, LAYOUTS  # noqa: E402

HEADER, FILES = 12, 8


def raw(data: bytes) -> str:
    return "(const uint8_t[]){" + ",".join(map(str, data)) + "}" if data else '""'


class Case:
    """The C function of one golden."""

    def __init__(self, number: int, path: pathlib.Path):
        self.golden = json.loads(path.read_text(encoding="utf-8"))
        self.data = path.with_suffix(".bin").read_bytes()
        self.lines = [f"/* {path.parent.name}/{path.stem} */", f"static void case_{number}(void)", "{",
                      f"    static const uint8_t golden[] = {{{','.join(map(str, self.data)) or '0'}}};",
                      f"    static uint8_t written[{len(self.data) + 256}];",
                      "    (void)written;",
                      f'    begin("{path.parent.name}/{path.stem}");']
        at, fields, name = 0, self.golden["fields"], self.golden["layout"]
        refused = self.golden["outcome"]["codec"] != "accepted"
        if re.match("[0-9a-f]{4}_", path.parent.name):
            self.structure("cci_header", fields["header"], 0, HEADER)
            at, fields = HEADER, fields["payload"]
        self.lines.append(f"    CHECK({'!' if refused else ''}cxlwire_is_{name}(golden + {at}, {len(self.data) - at}));")
        if not refused:
            self.structure(name, fields, at, len(self.data) - at)
            self.lines.append(f"    CHECK(memcmp(golden, written, {len(self.data)}) == 0);")
        self.lines += ["}", ""]

    def structure(self, name: str, fields: dict, at: int, length: int) -> None:
        layout = LAYOUTS[name]
        for field in layout.fields:
            if field.name not in fields:
                continue
            value = fields[field.name]
            if field.kind == "structure":
                self.structure(field.layout, value, at + field.offset, field.size)
            else:
                self.field(name, field, value, at)
        entries = layout.entries
        if entries is None:
            return
        values = fields[entries.name]
        if isinstance(values, str):  # bytes
            data = bytes.fromhex(values)
            if data:
                self.copy(f"{at + layout.size}", data)
            count = len(data)
        else:
            count = len(values)
            for index, value in enumerate(values):
                place = at + layout.size + index * entries.stride
                if not entries.entry:
                    self.copy(f"{place}", int(value).to_bytes(entries.stride, "little"))
                    continue
                entry = entries.entry
                if entry == "event_record":
                    entry = EVENT_RECORDS.get(value["header"]["event_record_identifier"], entry)
                elif layout.size:  # by the name of the list
                    self.lines.append(f"    CHECK((const uint8_t *)&((const struct cxlwire_{name} *)(golden + {at}))"
                                      f"->{entries.name}[{index}] == golden + {place});")
                self.structure(entry, value, place, entries.stride)
        if entries.tail:
            self.structure(entries.tail, fields["tail"], at + layout.size + count * entries.stride, 0)

    def copy(self, place: str, data: bytes) -> None:
        self.lines.append(f"    memcpy(written + {place}, {raw(data)}, {len(data)});")

    def field(self, name: str, field, value, at: int) -> None:
        ours, theirs = (f"((struct cxlwire_{name} *)({where} + {at}))->{field.name}"
                        for where in ("written", "(uint8_t *)golden"))
        whole = field.size in (1, 2, 4, 8)
        if field.kind in ("number", "flag", "signed") and (field.bits or whole):
            number = int(value, 16) if isinstance(value, str) else int(value)
            text = f"{number}" if field.kind == "signed" else f"{number}u" if number < 1 << 32 else f"{number}ull"
            self.lines.append(f"    {ours} = {text};")
            self.lines.append(f"    CHECK({theirs} == {text});")
            return
        if field.kind == "uuid":
            data = uuid.UUID(value).bytes
        elif field.kind == "text":
            data = value.encode("latin-1").ljust(field.size, b"\0")
        elif field.kind == "bytes":
            data = bytes.fromhex(value)
        else:
            data = (int(value, 16) if isinstance(value, str) else value).to_bytes(field.size, "little")
        self.lines.append(f"    memcpy({ours}, {raw(data)}, {len(data)});")
        self.lines.append(f"    CHECK(memcmp({theirs}, {raw(data)}, {len(data)}) == 0);")


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    cases = sorted((ROOT / "fixtures" / "messages").glob("*/*.json"))
    for number in range(FILES):
        lines = ['#include "cxlwire.h"', '#include "check.h"', ""]
        mine = range(number, len(cases), FILES)
        for index in mine:
            lines += Case(index, cases[index]).lines
        lines += [f"void goldens_{number}(void)", "{", *(f"    case_{index}();" for index in mine), "}"]
        (folder / f"goldens_{number}.c").write_text("\n".join(lines) + "\n", encoding="utf-8")
    calls = [f"    void goldens_{number}(void);\n    goldens_{number}();" for number in range(FILES)]
    (folder / "main.c").write_text("\n".join([
        '#include "check.h"', "#include <stdio.h>", "int checks, failures;", "const char *current;",
        "int main(void)", "{", *calls,
        f'    printf("{len(cases)} goldens, %d checks, %d failed\\n", checks, failures);',
        "    return failures != 0;", "}"]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
