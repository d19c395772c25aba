namespace CxlWire.Protocol.Doe;

/// <summary>What each data object begins with that goes through a Data Object Exchange mailbox.</summary>
[Layout("doe_header", "PCIe r6.0 6.30.1 DOE Data Object Header", 8)]
public readonly partial record struct DoeHeader
{
    /// <summary>Dwords that a length of 0 means: 2^18, which the field has no room for.</summary>
    public const int MaxLength = 1 << 18;

    /// <summary>Whose type of object it is: 0001h PCI-SIG's, 1E98h CXL's.</summary>
    [Field(0, HexDigits = 4)] public partial ushort VendorId { get; init; }

    /// <summary>Type of the object, by vendor.</summary>
    [Field(2)] public partial byte DataObjectType { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(3, 1)] public partial byte Reserved3 { get; init; }

    /// <summary>Length of the whole object, these 2 included, in dwords; 0 is 2^18.</summary>
    [Bits(4, 17, 0, Unit = "dwords")] public partial uint Length { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(4, 31, 18)] public partial ushort LengthReserved { get; init; }
}
