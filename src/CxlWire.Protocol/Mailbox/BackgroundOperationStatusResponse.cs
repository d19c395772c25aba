namespace CxlWire.Protocol.Mailbox;

/// <summary>Background Operation Status (0002h), response.</summary>
[Layout("background_operation_status_response", "CXL r3.1 8.2.9.1.2 Background Operation Status (0002h)", 8)]
public readonly partial record struct BackgroundOperationStatusResponse
{
    /// <summary>A background operation runs.</summary>
    [Bit(0, 0)] public partial bool InProgress { get; init; }

    /// <summary>How far it is, 0 to 100.</summary>
    [Bits(0, 7, 1)] public partial byte PercentageComplete { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(1, 1)] public partial byte Reserved1 { get; init; }

    /// <summary>The command that runs, or ran last, in the background.</summary>
    [Field(2, HexDigits = 4)] public partial Opcode Opcode { get; init; }

    /// <summary>How it ended.</summary>
    [Field(4)] public partial ReturnCode ReturnCode { get; init; }

    /// <summary>Vendor-specific extended status.</summary>
    [Field(6)] public partial ushort VendorStatus { get; init; }
}
