"""A small Dynamic Capacity driver of a host: it takes what it is offered, and gives back what it is asked for."""

import cxlwire

DC_LOG = 4
ADD, RELEASE, FORCED_RELEASE = 0, 1, 2


class Driver:
    """`held` are the extents that the host may use, by start_dpa."""

    def __init__(self, cci: cxlwire.Cci):
        self._cci = cci
        self._chain = []
        self.held = {}

    def read_list(self) -> None:
        """What the host holds, from the device: at the start, and whenever it is not sure. Anew where it changes meanwhile."""
        while True:
            extents, first = [], None
            while first is None or len(extents) < first.total:
                page = self._cci.get_dc_extent_list(count=16, start=len(extents))
                if first is not None and page.generation != first.generation:
                    break
                first = first or page
                extents += page.extents
            else:
                self.held = {extent.start_dpa: extent for extent in extents}
                return

    def handle_events(self) -> None:
        """Reads the Dynamic Capacity log until it is empty, does what the records say, and clears them."""
        while records := self._cci.get_event_records(log=DC_LOG).records:
            for record in records:
                self._handle(record)
            self._cci.clear_event_records(log=DC_LOG, handles=[record.header.handle for record in records])

    def _handle(self, record: cxlwire.Fields) -> None:
        extent = record.extent
        if record.event_type == ADD:
            self._chain.append(extent)
            if not record.more:
                self._accept()
        elif record.event_type == RELEASE:
            # Of an extent of ours; the device may ask for a part of it, or for several at once.
            self._cci.release_dc(extents=[_range(extent)])
            self.read_list()
        elif record.event_type == FORCED_RELEASE:
            self.read_list()

    def _accept(self) -> None:
        chain, self._chain = self._chain, []
        self._cci.add_dc_response(extents=[_range(extent) for extent in chain])
        self.held.update({extent.start_dpa: extent for extent in chain})


def _range(extent: cxlwire.Fields) -> dict:
    return {"start_dpa": extent.start_dpa, "length": extent.length}
