"""SLD QoS telemetry: 4700h to 4702h."""

from .cases import Command, INVALID_INPUT, LIBCXLMI, POLICY, SECTIONS, SUCCESS
from .layouts import LAYOUTS, Layout, flags

SECTIONS |= {
    0x4700: "8.2.9.9.8.1 Get SLD QoS Control",
    0x4701: "8.2.9.9.8.2 Set SLD QoS Control",
    0x4702: "8.2.9.9.8.3 Get SLD QoS Status",
}

CONTROL = (
    *flags(0, 1, ("egress_port_congestion_enabled", 0, 1), ("temporary_throughput_reduction_enabled", 1, 1),
           ("telemetry_control_reserved", 2, 6)),
    ("egress_moderate_percentage", 1, "u8"),
    ("egress_severe_percentage", 2, "u8"),
    ("backpressure_sample_interval", 3, "u8"),
)

LAYOUTS |= {
    "get_sld_qos_control_response": Layout(4, CONTROL),
    "set_sld_qos_control_request": Layout(4, CONTROL),
    "get_sld_qos_status_response": Layout(1, (("backpressure_average_percentage", 0, "u8"),)),
}


def control(moderate, severe, interval, congestion=False, reduction=False):
    return {"egress_port_congestion_enabled": congestion, "temporary_throughput_reduction_enabled": reduction,
            "telemetry_control_reserved": 0, "egress_moderate_percentage": moderate,
            "egress_severe_percentage": severe, "backpressure_sample_interval": interval}


def qos(out):
    c = Command(out, 0x4700, "get_sld_qos_control", 0x47, response="get_sld_qos_control_response", origin=LIBCXLMI)
    c.requests({}, SUCCESS)
    c.responses(control(20, 60, 4, congestion=True))
    c.response("default_device", control(10, 25, 8))

    c = Command(out, 0x4701, "set_sld_qos_control", 0x48, "set_sld_qos_control_request", origin=LIBCXLMI,
                effects=(POLICY,))
    c.requests(control(20, 60, 4, congestion=True), SUCCESS, minimum=INVALID_INPUT, maximum=INVALID_INPUT)
    for case, fields, answer in (
            ("lowest", control(1, 1, 0), SUCCESS),
            ("highest", control(100, 100, 15, True, True), SUCCESS),
            ("moderate_0", control(0, 60, 4), INVALID_INPUT),
            ("moderate_101", control(101, 101, 4), INVALID_INPUT),
            ("severe_0", control(20, 0, 4), INVALID_INPUT),
            ("severe_101", control(20, 101, 4), INVALID_INPUT),
            ("severe_below_moderate", control(20, 19, 4), INVALID_INPUT),
            ("interval_16", control(20, 60, 16), INVALID_INPUT)):
        c.request(case, fields, answer)
    c.responses({})
    c.failure("invalid_input", INVALID_INPUT)

    c = Command(out, 0x4702, "get_sld_qos_status", 0x49, response="get_sld_qos_status_response", origin=LIBCXLMI)
    c.requests({}, SUCCESS)
    c.responses({"backpressure_average_percentage": 42})
