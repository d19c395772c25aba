namespace CxlWire.Protocol.Firmware;

/// <summary>Get FW Info (0200h), response.</summary>
[Layout("get_fw_info_response", "CXL r3.1 8.2.9.3.1 Get FW Info (0200h)", 80)]
public readonly partial record struct GetFirmwareInfoResponse
{
    /// <summary>Firmware slots that the device has, at most 4.</summary>
    [Field(0)] public partial byte SlotsSupported { get; init; }

    /// <summary>The slot of the firmware that runs, from 1 on.</summary>
    [Bits(1, 2, 0)] public partial byte ActiveSlot { get; init; }

    /// <summary>The slot of the firmware that runs after the next cold reset; 0: the same.</summary>
    [Bits(1, 5, 3)] public partial byte StagedSlot { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(1, 7, 6)] public partial byte SlotReserved { get; init; }

    /// <summary>Firmware can be activated without a reset.</summary>
    [Bit(2, 0)] public partial bool OnlineActivationSupported { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(2, 7, 1)] public partial byte CapabilitiesReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(3, 13)] public partial ReservedBytes Reserved3 { get; init; }

    /// <summary>Revision in slot 1, ASCII, padded with zeros; empty: there is none.</summary>
    [Field(16)] public partial Text16 Slot1Revision { get; init; }

    /// <summary>Revision in slot 2, ASCII, padded with zeros; empty: there is none.</summary>
    [Field(32)] public partial Text16 Slot2Revision { get; init; }

    /// <summary>Revision in slot 3, ASCII, padded with zeros; empty: there is none.</summary>
    [Field(48)] public partial Text16 Slot3Revision { get; init; }

    /// <summary>Revision in slot 4, ASCII, padded with zeros; empty: there is none.</summary>
    [Field(64)] public partial Text16 Slot4Revision { get; init; }
}
