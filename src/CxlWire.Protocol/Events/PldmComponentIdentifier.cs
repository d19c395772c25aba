namespace CxlWire.Protocol.Events;

/// <summary>The component identifier of a record that says it is PLDM's.</summary>
[Layout("pldm_component_identifier", "CXL r3.1 Table 8-44 Component Identifier Format", 16)]
public readonly partial record struct PldmComponentIdentifier
{
    /// <summary>The entity identifier counts.</summary>
    [Bit(0, 0)] public partial bool EntityIdentifierValid { get; init; }

    /// <summary>The resource identifier counts.</summary>
    [Bit(0, 1)] public partial bool ResourceIdentifierValid { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(0, 7, 2)] public partial byte FlagsReserved { get; init; }

    /// <summary>PLDM's name of the entity, 48 bits.</summary>
    [Field(1, Width = 6, HexDigits = 1)] public partial ulong EntityIdentifier { get; init; }

    /// <summary>PLDM's name of the resource.</summary>
    [Field(7, HexDigits = 1)] public partial uint ResourceIdentifier { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(11, 5)] public partial ulong Reserved11 { get; init; }
}
