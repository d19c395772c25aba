"""A driver in a hurry, a program of its own: hasty.py ENDPOINT. It accepts each extent as it reads of it, and not the chain
that it is part of. docs/judge has it found out."""

import sys

import cxlwire

DC_LOG, ADD, RELEASE = 4, 0, 1

cci = cxlwire.Cci(sys.argv[1], timeout=None)
cci.set_mctp_event_interrupt_policy(dynamic_capacity=True)
while True:
    records = cci.get_event_records(log=DC_LOG).records
    for record in records:
        extents = [{"start_dpa": record.extent.start_dpa, "length": record.extent.length}]
        if record.event_type == ADD:
            cci.request("add_dc_response", extents=extents)  # whatever becomes of it
        elif record.event_type == RELEASE:
            cci.request("release_dc", extents=extents)
        cci.clear_event_records(log=DC_LOG, handles=[record.header.handle])
    if not records:
        cci.next_notification()
