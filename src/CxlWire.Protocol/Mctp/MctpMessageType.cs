namespace CxlWire.Protocol.Mctp;

/// <summary>What an MCTP message carries (DSP0239), 7 bits.</summary>
/// <param name="Value">0 to 127.</param>
[OpenCode(HexDigits = 2)]
public readonly partial record struct MctpMessageType(byte Value)
{
    /// <summary>00h: MCTP's own control messages (DSP0236).</summary>
    [Code(0x00, "MCTP Control")] public static partial MctpMessageType Control { get; }

    /// <summary>01h: Platform Level Data Model.</summary>
    [Code(0x01, "PLDM")] public static partial MctpMessageType Pldm { get; }

    /// <summary>05h: Security Protocol and Data Model.</summary>
    [Code(0x05, "SPDM")] public static partial MctpMessageType Spdm { get; }

    /// <summary>07h: CXL Fabric Manager API (DSP0234), command sets 51h and up.</summary>
    [Code(0x07, "CXL Fabric Manager API")] public static partial MctpMessageType FabricManagerApi { get; }

    /// <summary>08h: CXL Type 3 device CCI (DSP0281), all other command sets.</summary>
    [Code(0x08, "CXL CCI")] public static partial MctpMessageType Cci { get; }

    /// <summary>7Eh: of a vendor that PCI-SIG's identifier names.</summary>
    [Code(0x7E, "Vendor Defined, PCI")] public static partial MctpMessageType VendorPci { get; }

    /// <summary>7Fh: of a vendor that IANA's number names.</summary>
    [Code(0x7F, "Vendor Defined, IANA")] public static partial MctpMessageType VendorIana { get; }
}
