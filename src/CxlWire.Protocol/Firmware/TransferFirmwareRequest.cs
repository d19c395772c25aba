namespace CxlWire.Protocol.Firmware;

/// <summary>Transfer FW (0201h), request, then the data.</summary>
[Layout("transfer_fw_request", "CXL r3.1 8.2.9.3.2 Transfer FW (0201h)", 128, View = true)]
[List("data", typeof(byte))]
public readonly partial record struct TransferFirmwareRequest
{
    /// <summary>Which part of the package this is.</summary>
    [Field(0)] public partial FirmwareTransferAction Action { get; init; }

    /// <summary>The slot for the package, from 1 on; counts with the last part.</summary>
    [Field(1)] public partial byte Slot { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(2, 2)] public partial ulong Reserved2 { get; init; }

    /// <summary>Where the part begins in the package, in units of 128 bytes.</summary>
    [Field(4, Unit = "128 bytes")] public partial uint Offset { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(8, 64)] public partial ReservedBytes64 Reserved8 { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(72, 56)] public partial ReservedBytes64 Reserved72 { get; init; }
}
