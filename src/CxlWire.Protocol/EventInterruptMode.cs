namespace CxlWire.Protocol;

/// <summary>CXL r3.1 8.2.9.2.4 event interrupt mode, 2 bits.</summary>
/// <param name="Value">0 to 3.</param>
[OpenCode]
public readonly partial record struct EventInterruptMode(byte Value)
{
    /// <summary>0: no interrupt.</summary>
    [Code(0, "none")] public static partial EventInterruptMode None { get; }

    /// <summary>1: MSI or MSI-X.</summary>
    [Code(1, "MSI/MSI-X")] public static partial EventInterruptMode MsiOrMsiX { get; }

    /// <summary>2: firmware interrupt.</summary>
    [Code(2, "firmware")] public static partial EventInterruptMode Firmware { get; }
}
