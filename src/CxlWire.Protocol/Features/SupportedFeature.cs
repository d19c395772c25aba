namespace CxlWire.Protocol.Features;

/// <summary>A feature that the device has.</summary>
[Layout("supported_feature", "CXL r3.1 8.2.9.6.1 Supported Feature Entry", 48)]
public readonly partial record struct SupportedFeature
{
    /// <summary>Which feature.</summary>
    [Field(0)] public partial FeatureIdentifier FeatureIdentifier { get; init; }

    /// <summary>Its index, from 0 on.</summary>
    [Field(16)] public partial ushort FeatureIndex { get; init; }

    /// <summary>Bytes that 0501h reads, in bytes.</summary>
    [Field(18, Unit = "bytes")] public partial ushort GetSize { get; init; }

    /// <summary>Bytes that 0502h writes, in bytes.</summary>
    [Field(20, Unit = "bytes")] public partial ushort SetSize { get; init; }

    /// <summary>0502h changes the feature.</summary>
    [Bit(22, 0)] public partial bool Changeable { get; init; }

    /// <summary>The deepest reset that a value outlives which was not saved.</summary>
    [Bits(22, 3, 1)] public partial FeatureResetPersistence DeepestResetPersistence { get; init; }

    /// <summary>Its values outlive new firmware.</summary>
    [Bit(22, 4)] public partial bool PersistsAcrossFirmwareUpdate { get; init; }

    /// <summary>0501h reads the default value.</summary>
    [Bit(22, 5)] public partial bool DefaultSelectionSupported { get; init; }

    /// <summary>0501h reads the saved value.</summary>
    [Bit(22, 6)] public partial bool SavedSelectionSupported { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(22, 31, 7)] public partial uint FlagsReserved { get; init; }

    /// <summary>Version of what 0501h reads.</summary>
    [Field(26)] public partial byte GetVersion { get; init; }

    /// <summary>Version of what 0502h writes.</summary>
    [Field(27)] public partial byte SetVersion { get; init; }

    /// <summary>Effects of 0502h on this feature, bits as the Command Effects Log has them.</summary>
    [Field(28)] public partial ushort SetEffects { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(30, 18)] public partial ReservedBytes Reserved30 { get; init; }
}
