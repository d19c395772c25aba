namespace CxlWire.Protocol.Firmware;

/// <summary>Activate FW (0202h), request.</summary>
[Layout("activate_fw_request", "CXL r3.1 8.2.9.3.3 Activate FW (0202h)", 2)]
public readonly partial record struct ActivateFirmwareRequest
{
    /// <summary>When.</summary>
    [Field(0)] public partial FirmwareActivation Action { get; init; }

    /// <summary>Which firmware: its slot, from 1 on.</summary>
    [Field(1)] public partial byte Slot { get; init; }
}
