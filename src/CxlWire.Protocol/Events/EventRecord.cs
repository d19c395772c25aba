namespace CxlWire.Protocol.Events;

/// <summary>Any event record: the header, then bytes that the record identifier gives a meaning.</summary>
[Layout("event_record", "CXL r3.1 8.2.9.2.1 Common Event Record", 128, View = true)]
public readonly partial record struct EventRecord
{
    /// <summary>Common header.</summary>
    [Field(0)] public partial EventRecordHeader Header { get; init; }

    /// <summary>What the record identifier gives a meaning.</summary>
    [Field(48)] public partial EventRecordData Data { get; init; }
}

/// <summary>80 bytes, as little-endian numbers.</summary>
/// <param name="First">Bytes 0 to 7.</param>
/// <param name="Second">Bytes 8 to 15.</param>
/// <param name="Third">Bytes 16 to 23.</param>
/// <param name="Fourth">Bytes 24 to 31.</param>
/// <param name="Fifth">Bytes 32 to 39.</param>
/// <param name="Sixth">Bytes 40 to 47.</param>
/// <param name="Seventh">Bytes 48 to 55.</param>
/// <param name="Eighth">Bytes 56 to 63.</param>
/// <param name="Ninth">Bytes 64 to 71.</param>
/// <param name="Tenth">Bytes 72 to 79.</param>
public readonly record struct EventRecordData(
    ulong First, ulong Second, ulong Third, ulong Fourth, ulong Fifth,
    ulong Sixth, ulong Seventh, ulong Eighth, ulong Ninth, ulong Tenth);
