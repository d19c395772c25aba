"""Every golden, of every command set: where a new module of cases is named."""

from . import (
    cases, data_objects, features, firmware, log_commands, logical_devices, maintenance, mctp, media, qos, sanitize,
    security, security_protocols)


def goldens():
    """All of them, in a fixed order; the Command Effects Log last, since it says what all others state."""
    out = []
    for part in (cases.information, cases.event_logs, firmware.firmware, cases.timestamp, cases.logs,
                 log_commands.log_commands, features.features, maintenance.maintenance, cases.memory_device,
                 cases.label_storage, cases.alerts, cases.shutdown, media.media, sanitize.sanitize,
                 security.security, security_protocols.security_protocols, qos.qos, cases.dynamic_capacity, cases.tunnel,
                 logical_devices.logical_devices, logical_devices.multi_headed, cases.fabric_manager, cases.structures,
                 features.feature_data, maintenance.maintenance_data, data_objects.data_objects,
                 mctp.packets, mctp.control_messages,
                 cases.command_effects_logs):
        part(out)
    return out
