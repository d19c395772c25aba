"""Tests of CXL Dynamic Capacity drivers against CxlWire.

    with cxlwire.Device() as dcd:
        dcd.offer((0, 128 << 20))
        print(dcd.host.get_event_records(log=4).records[0].extent)

`Device` starts `cxlwire serve`, `Cci` speaks to a device that is there already, `encode` and `decode` are the bytes. In
pytest the fixture `dcd` is a fresh `Device`.
"""

from ._tables import COMMANDS, EVENT_RECORDS, LAYOUTS, RETURN_CODES
from .client import Cci, Refused
from .device import Device
from .layout import Fields, LayoutError, decode, encode
from .qmp import Qmp, QmpError

__all__ = ["COMMANDS", "EVENT_RECORDS", "LAYOUTS", "RETURN_CODES", "Cci", "Device", "Fields", "LayoutError", "Qmp",
           "QmpError", "Refused", "decode", "encode"]
