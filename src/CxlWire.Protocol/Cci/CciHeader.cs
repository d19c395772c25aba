namespace CxlWire.Protocol.Cci;

/// <summary>Header of every message on a CCI stream.</summary>
[Layout("cci_header", "CXL r3.1 Figure 7-19 CCI Message Header", 12, View = true)]
public readonly partial record struct CciHeader
{
    /// <summary>
    /// Longest payload that a header can tell, in bytes. Whether a CCI takes one as long is its own affair: the largest
    /// mailbox holds 2^20.
    /// </summary>
    public const int MaxPayloadLength = (1 << 21) - 1;

    /// <summary>0 request, 1 response.</summary>
    [Bits(0, 3, 0)] public partial CciCategory Category { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(0, 7, 4)] public partial byte CategoryReserved { get; init; }

    /// <summary>Chosen by the requester; the response repeats it.</summary>
    [Field(1)] public partial byte MessageTag { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(2, 1)] public partial byte Reserved2 { get; init; }

    /// <summary>Byte 3 is the command, byte 4 the command set.</summary>
    [Field(3, HexDigits = 4)] public partial Opcode Opcode { get; init; }

    /// <summary>Length of the payload that follows the header, in bytes.</summary>
    [Bits(5, 20, 0, Unit = "bytes")] public partial uint PayloadLength { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(5, 22, 21)] public partial byte LengthReserved { get; init; }

    /// <summary>The command started, or is, a background operation.</summary>
    [Bit(5, 23)] public partial bool BackgroundOperation { get; init; }

    /// <summary>Responses: how the command ended. Requests: 0.</summary>
    [Field(8)] public partial ReturnCode ReturnCode { get; init; }

    /// <summary>Vendor-specific extended status; ignored in requests.</summary>
    [Field(10)] public partial ushort VendorStatus { get; init; }
}
