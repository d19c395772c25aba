"""The package against a real `cxlwire serve`."""

from pathlib import Path

import pytest

import cxlwire

MIB = 1 << 20


def test_the_flow_of_the_readme(dcd):
    extents = dcd.offer((0, 128 * MIB), (128 * MIB, 64 * MIB))
    records = dcd.host.get_event_records(log=4).records
    assert [(record.extent.start_dpa, record.extent.length, record.more) for record in records] == [
        (0x10000000, 128 * MIB, True), (0x18000000, 64 * MIB, False)]
    dcd.host.add_dc_response(extents=extents)
    dcd.host.clear_event_records(log=4, handles=[record.header.handle for record in records])
    dcd.wait({"all": [{"answered": 1}, {"list": 2}, {"log_empty": "dynamic_capacity"}]})
    listed = dcd.host.get_dc_extent_list(count=10)
    assert [(extent.start_dpa, extent.length) for extent in listed.extents] == [
        (extent.start_dpa, extent.length) for extent in extents]
    dcd.ask_back((0, 128 * MIB))
    dcd.host.release_dc(extents=extents[:1])
    assert dcd.host.get_dc_extent_list(count=10).total == 1
    assert dcd.refusals() == []


def test_a_refusal_says_why(dcd):
    with pytest.raises(cxlwire.Refused) as refused:
        dcd.host.add_dc_response(extents=[{"start_dpa": 0x10000000, "length": 128 * MIB}])
    assert str(refused.value) == (
        "Add Dynamic Capacity Response (4802h): Invalid Physical Address (0Fh): "
        "A2: extents[0].start_dpa, byte 8: outside the first pending offer")
    assert dcd.refusals() == [
        "host 0: add-dc-response: Invalid Physical Address: "
        "A2: extents[0].start_dpa, byte 8: outside the first pending offer"]


def test_a_notification_is_not_the_response(dcd):
    dcd.host.set_mctp_event_interrupt_policy(dynamic_capacity=True)
    dcd.offer((0, 2 * MIB))
    assert dcd.host.get_event_records(log=4).record_count == 1
    assert dcd.host.next_notification().dynamic_capacity


@pytest.mark.dcd(file="@two-hosts-shared", hosts=2)
def test_the_fabric_manager_and_two_hosts(dcd):
    tag = "00112233-4455-6677-8899-aabbccddeeff"
    dcd.fm.initiate_dc_add(selection_policy=1, region=1, length=128 * MIB, tag=tag)
    [record] = dcd.hosts[0].get_event_records(log=4).records
    assert (record.extent.tag, record.extent.length) == (tag, 128 * MIB)
    assert dcd.hosts[1].get_event_records(log=4).records == []


def test_a_field_that_there_is_not_and_a_value_that_does_not_fit():
    with pytest.raises(ValueError, match="add_dc_response_request has no field extent$"):
        cxlwire.encode("add_dc_response_request", extent=1)
    with pytest.raises(ValueError, match="log: 256 does not fit into 8 bits"):
        cxlwire.encode("get_event_records_request", log=256)


def test_a_failing_test_tells_what_the_device_knows(pytester, tmp_path):
    pytester.makepyfile("""
        def test_driver(dcd):
            dcd.offer((0, 2 << 20))
            dcd.host.release_dc(extents=[{"start_dpa": 0x10000000, "length": 2 << 20}])
    """)
    result = pytester.runpytest("-p", "cxlwire.pytest_plugin", "--cxlwire-conversations", str(tmp_path))
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([
        "*Refused: Release Dynamic Capacity (4803h): Invalid Physical Address (0Fh): *extents*start_dpa*",
        "*CxlWire: refused commands*",
        "host 0: release-dc: Invalid Physical Address: *",
        "*CxlWire: violated rules*",
        "host 0: H* (must): expected *; seen *",
        "*CxlWire: conversation*",
        f"cxlwire judge --conversation {tmp_path}/test_driver.jsonl",
    ])
    assert (tmp_path / "test_driver.jsonl").stat().st_size > 0


def test_a_failing_test_keeps_its_conversation_where_pytest_keeps_files(pytester):
    pytester.makepyfile("""
        import pytest

        @pytest.mark.parametrize("path", ["a/b"])
        def test_driver(dcd, path):
            dcd.host.identify()
            assert False
    """)
    result = pytester.runpytest("-p", "cxlwire.pytest_plugin")
    result.assert_outcomes(failed=1)
    [kept] = [line.split()[-1] for line in result.outlines if line.startswith("cxlwire judge --conversation ")]
    assert kept.endswith("/cxlwire0/test_driver_a_b_.jsonl")
    assert '"name":"Identify"' in Path(kept).read_text(encoding="utf-8")
