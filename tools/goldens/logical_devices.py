"""Logical devices and heads: 54xxh and 55xxh. They go to a device with two hosts, and so with two of each."""

from .cases import (Command, INVALID_INPUT, LIBCXLMI, POLICY, SECTIONS, SUCCESS, section, structure, zero)
from .layouts import LAYOUTS, Layout, Listing, Raw, flags

SECTIONS |= {
    0x5400: "7.6.7.4.1 Get LD Info",
    0x5401: "7.6.7.4.2 Get LD Allocations",
    0x5402: "7.6.7.4.3 Set LD Allocations",
    0x5403: "7.6.7.4.4 Get QoS Control",
    0x5404: "7.6.7.4.5 Set QoS Control",
    0x5405: "7.6.7.4.6 Get QoS Status",
    0x5406: "7.6.7.4.7 Get QoS Allocated BW",
    0x5407: "7.6.7.4.8 Set QoS Allocated BW",
    0x5408: "7.6.7.4.9 Get QoS BW Limit",
    0x5409: "7.6.7.4.10 Set QoS BW Limit",
    0x5500: "7.6.7.5.1 Get Multi-Headed Info",
    0x5501: "7.6.7.5.2 Get Head Info",
}

ALLOCATION_LIST = Layout(4, (
    ("ld_count", 0, "u8"),
    ("start_ld_id", 1, "u8"),
    ("reserved2", 2, Raw(2)),
), listing=("allocations", Listing("ld_allocation", "ld_count")))

QOS_CONTROL = Layout(7, (
    *flags(0, 1, ("egress_port_congestion_enabled", 0, 1), ("temporary_throughput_reduction_enabled", 1, 1),
           ("telemetry_control_reserved", 2, 6)),
    ("egress_moderate_percentage", 1, "u8"),
    ("egress_severe_percentage", 2, "u8"),
    ("backpressure_sample_interval", 3, "u8"),
    ("request_completion_basis", 4, "u16"),
    ("completion_collection_interval", 6, "u8"),
))

LD_RANGE = Layout(2, (("ld_count", 0, "u8"), ("start_ld_id", 1, "u8")))
FRACTIONS = Layout(2, LD_RANGE.fields, listing=("fractions", Listing("byte", "ld_count")))

LAYOUTS |= {
    "get_ld_info_response": Layout(11, (
        ("memory_size", 0, "u64"),
        ("ld_count", 8, "u16"),
        *flags(10, 1, ("egress_port_congestion_supported", 0, 1), ("temporary_throughput_reduction_supported", 1, 1),
               ("capability_reserved", 2, 6)),
    )),
    "ld_allocation": Layout(16, (("range1_multiplier", 0, "u64"), ("range2_multiplier", 8, "u64"))),
    "get_ld_allocations_request": Layout(2, (("start_ld_id", 0, "u8"), ("allocation_list_limit", 1, "u8"))),
    "get_ld_allocations_response": Layout(4, (
        ("ld_count", 0, "u8"),
        ("memory_granularity", 1, "u8"),
        ("start_ld_id", 2, "u8"),
        ("allocation_count", 3, "u8"),
    ), listing=("allocations", Listing("ld_allocation", "allocation_count"))),
    "ld_allocation_list": ALLOCATION_LIST,
    "set_ld_allocations_request": ALLOCATION_LIST,
    "set_ld_allocations_response": ALLOCATION_LIST,
    "qos_control": QOS_CONTROL,
    "get_qos_control_response": QOS_CONTROL,
    "set_qos_control_request": QOS_CONTROL,
    "set_qos_control_response": QOS_CONTROL,
    "get_qos_status_response": Layout(1, (("backpressure_average_percentage", 0, "u8"),)),
    "ld_range": LD_RANGE,
    "get_qos_allocated_bw_request": LD_RANGE,
    "get_qos_bw_limit_request": LD_RANGE,
    "bandwidth_fractions": FRACTIONS,
    "get_qos_allocated_bw_response": FRACTIONS,
    "set_qos_allocated_bw_request": FRACTIONS,
    "set_qos_allocated_bw_response": FRACTIONS,
    "get_qos_bw_limit_response": FRACTIONS,
    "set_qos_bw_limit_request": FRACTIONS,
    "set_qos_bw_limit_response": FRACTIONS,
    "get_multi_headed_info_request": Layout(2, (("start_ld_id", 0, "u8"), ("ld_map_list_limit", 1, "u8"))),
    "get_multi_headed_info_response": Layout(8, (
        ("ld_count", 0, "u8"),
        ("head_count", 1, "u8"),
        ("reserved2", 2, Raw(2)),
        ("start_ld_id", 4, "u8"),
        ("ld_map_length", 5, "u8"),
        ("reserved6", 6, Raw(2)),
    ), listing=("ld_map", Listing("byte", "ld_map_length"))),
    "get_head_info_request": Layout(2, (("start_head", 0, "u8"), ("head_count", 1, "u8"))),
    "get_head_info_response": Layout(4, (
        ("head_count", 0, "u8"),
        ("reserved1", 1, Raw(3)),
    ), listing=("heads", Listing("device_head", "head_count"))),
    "device_head": Layout(9, (
        ("port_number", 0, "u8"),
        ("maximum_link_width", 1, "u8"),
        ("negotiated_link_width", 2, "u8"),
        ("supported_link_speeds", 3, "u8"),
        ("maximum_link_speed", 4, "u8"),
        ("current_link_speed", 5, "u8"),
        ("ltssm_state", 6, "u8"),
        ("first_negotiated_lane", 7, "u8"),
        ("link_state_flags", 8, "u8"),
    )),
}

# What each host has of the static capacity: 256 MiB volatile.
STATIC = {"range1_multiplier": 1, "range2_multiplier": 0}


def allocation(volatile, persistent):
    return {"range1_multiplier": volatile, "range2_multiplier": persistent}


def allocations(start, *entries):
    return {"ld_count": len(entries), "start_ld_id": start, "reserved2": "0000", "allocations": list(entries)}


def allocations_told(start, *entries):
    return {"ld_count": 2, "memory_granularity": 0, "start_ld_id": start, "allocation_count": len(entries),
            "allocations": list(entries)}


def control(moderate=10, severe=25, interval=8, **changes):
    return zero("qos_control") | {"egress_moderate_percentage": moderate, "egress_severe_percentage": severe,
                                  "backpressure_sample_interval": interval,
                                  "completion_collection_interval": 64} | changes


def fractions(start, *values):
    return {"ld_count": len(values), "start_ld_id": start, "fractions": bytes(values).hex()}


def lds(count, start=0):
    return {"ld_count": count, "start_ld_id": start}


def logical_devices(out):
    structure(out, "ld_allocation", section(0x5401) + LIBCXLMI, allocation(0x0102030405060708, 0x1112131415161718))

    c = Command(out, 0x5400, "get_ld_info", 0x80, response="get_ld_info_response", origin=LIBCXLMI)
    c.requests({}, SUCCESS)
    c.responses({"memory_size": 0x0102030405060708, "ld_count": 0x0A09, "egress_port_congestion_supported": True,
                 "temporary_throughput_reduction_supported": False, "capability_reserved": 0})
    c.response("throughput_alone", zero(c.response_layout) | {"temporary_throughput_reduction_supported": True})

    c = Command(out, 0x5401, "get_ld_allocations", 0x81, "get_ld_allocations_request", "get_ld_allocations_response",
                origin=LIBCXLMI)
    c.requests({"start_ld_id": 0, "allocation_list_limit": 16}, SUCCESS, maximum=INVALID_INPUT)
    c.request("second", {"start_ld_id": 1, "allocation_list_limit": 1}, SUCCESS)
    c.request("no_such_ld", {"start_ld_id": 2, "allocation_list_limit": 1}, INVALID_INPUT)
    c.responses(allocations_told(0, STATIC, STATIC), allocations_told(0, *[STATIC] * 64))
    c.response("second", allocations_told(1, allocation(0x0102030405060708, 0x1112131415161718)))
    c.failure("invalid_input", INVALID_INPUT)

    c = Command(out, 0x5402, "set_ld_allocations", 0x82, "set_ld_allocations_request", "set_ld_allocations_response",
                origin=LIBCXLMI)
    typical = allocations(0, STATIC, STATIC)
    c.requests(typical, SUCCESS, maximum=INVALID_INPUT)
    c.request_counts(typical)
    c.request("second", allocations(1, STATIC), SUCCESS)
    c.request("more_volatile", allocations(0, allocation(2, 0)), INVALID_INPUT)
    c.request("persistent", allocations(0, STATIC, allocation(1, 1)), INVALID_INPUT)
    c.request("no_such_ld", allocations(2, STATIC), INVALID_INPUT)
    c.request("past_the_last", allocations(1, STATIC, STATIC), INVALID_INPUT)
    c.responses(typical)
    c.failure("invalid_input", INVALID_INPUT)

    c = Command(out, 0x5403, "get_qos_control", 0x83, response="get_qos_control_response", origin=LIBCXLMI)
    c.requests({}, SUCCESS)
    c.responses(control())

    c = Command(out, 0x5404, "set_qos_control", 0x84, "set_qos_control_request", "set_qos_control_response",
                origin=LIBCXLMI, effects=(POLICY,))
    typical = control(20, 50, 4, egress_port_congestion_enabled=True, request_completion_basis=0x0102)
    c.requests(typical, SUCCESS, minimum=INVALID_INPUT, maximum=INVALID_INPUT)
    c.request("throughput_alone", control(temporary_throughput_reduction_enabled=True), SUCCESS)
    c.request("least", control(1, 1, 0, completion_collection_interval=0), SUCCESS)
    c.request("most", control(100, 100, 15, request_completion_basis=0xFFFF, completion_collection_interval=255),
              SUCCESS)
    c.request("moderate_0", control(0, 25), INVALID_INPUT)
    c.request("moderate_101", control(101, 101), INVALID_INPUT)
    c.request("severe_below_moderate", control(25, 24), INVALID_INPUT)
    c.request("severe_101", control(25, 101), INVALID_INPUT)
    c.request("interval_16", control(interval=16), INVALID_INPUT)
    c.responses(typical)
    c.failure("invalid_input", INVALID_INPUT)

    c = Command(out, 0x5405, "get_qos_status", 0x85, response="get_qos_status_response", origin=LIBCXLMI)
    c.requests({}, SUCCESS)
    c.responses({"backpressure_average_percentage": 42})

    for get, what, tag in ((0x5406, "qos_allocated_bw", 0x86), (0x5408, "qos_bw_limit", 0x88)):
        c = Command(out, get, f"get_{what}", tag, f"get_{what}_request", f"get_{what}_response", origin=LIBCXLMI)
        c.requests(lds(2), SUCCESS, maximum=INVALID_INPUT)
        c.request("second", lds(1, 1), SUCCESS)
        c.request("more_than_there_are", lds(255), SUCCESS)
        c.request("no_such_ld", lds(1, 2), INVALID_INPUT)
        c.responses(fractions(0, 64, 128), fractions(0, *range(1, 65)))
        c.failure("invalid_input", INVALID_INPUT)

        c = Command(out, get + 1, f"set_{what}", tag + 1, f"set_{what}_request", f"set_{what}_response",
                    origin=LIBCXLMI, effects=(POLICY,))
        typical = fractions(0, 64, 128)
        c.requests(typical, SUCCESS, maximum=INVALID_INPUT)
        c.request_counts(typical)
        c.request("second", fractions(1, 255), SUCCESS)
        c.request("all_of_it", fractions(0, 128, 128), SUCCESS)
        c.request("together_257_of_256", fractions(0, 129, 128), INVALID_INPUT if get == 0x5406 else SUCCESS)
        c.request("no_such_ld", fractions(2, 1), INVALID_INPUT)
        c.request("past_the_last", fractions(1, 1, 1), INVALID_INPUT)
        c.responses(typical)
        c.failure("invalid_input", INVALID_INPUT)


def multi_headed(out):
    head = {"port_number": 1, "maximum_link_width": 16, "negotiated_link_width": 8, "supported_link_speeds": 0x1F,
            "maximum_link_speed": 5, "current_link_speed": 4, "ltssm_state": 4, "first_negotiated_lane": 2,
            "link_state_flags": 3}
    structure(out, "device_head", section(0x5501) + LIBCXLMI, head)

    c = Command(out, 0x5500, "get_multi_headed_info", 0x8A, "get_multi_headed_info_request",
                "get_multi_headed_info_response", origin=LIBCXLMI)
    c.requests({"start_ld_id": 0, "ld_map_list_limit": 8}, SUCCESS, maximum=INVALID_INPUT)
    c.request("second", {"start_ld_id": 1, "ld_map_list_limit": 1}, SUCCESS)
    c.request("no_such_ld", {"start_ld_id": 2, "ld_map_list_limit": 1}, INVALID_INPUT)
    typical = zero(c.response_layout) | {"ld_count": 3, "head_count": 2, "start_ld_id": 1, "ld_map_length": 2,
                                         "ld_map": "0001"}
    c.responses(typical)
    c.failure("invalid_input", INVALID_INPUT)

    c = Command(out, 0x5501, "get_head_info", 0x8B, "get_head_info_request", "get_head_info_response",
                origin=LIBCXLMI)
    c.requests({"start_head": 0, "head_count": 8}, SUCCESS, maximum=INVALID_INPUT)
    c.request("second", {"start_head": 1, "head_count": 1}, SUCCESS)
    c.request("no_such_head", {"start_head": 2, "head_count": 1}, INVALID_INPUT)
    heads = {"head_count": 2, "reserved1": "000000", "heads": [head | {"port_number": 0}, head]}
    c.responses(heads)
    c.failure("invalid_input", INVALID_INPUT)
