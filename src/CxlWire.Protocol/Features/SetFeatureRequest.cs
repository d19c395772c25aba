namespace CxlWire.Protocol.Features;

/// <summary>Set Feature (0502h), request, then the data.</summary>
[Layout("set_feature_request", "CXL r3.1 8.2.9.6.3 Set Feature (0502h)", 32, View = true)]
[List("data", typeof(byte))]
public readonly partial record struct SetFeatureRequest
{
    /// <summary>Which feature.</summary>
    [Field(0)] public partial FeatureIdentifier FeatureIdentifier { get; init; }

    /// <summary>Which part of its data this is.</summary>
    [Bits(16, 2, 0)] public partial FeatureTransferAction Action { get; init; }

    /// <summary>The value outlives every reset; counts with the last part.</summary>
    [Bit(16, 3)] public partial bool SavedAcrossReset { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(16, 31, 4)] public partial uint FlagsReserved { get; init; }

    /// <summary>Where the data begins among the bytes that can be written, in bytes.</summary>
    [Field(20, Unit = "bytes")] public partial ushort Offset { get; init; }

    /// <summary>Version of the data.</summary>
    [Field(22)] public partial byte Version { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(23, 9)] public partial ReservedBytes Reserved23 { get; init; }
}
