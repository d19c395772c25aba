namespace CxlWire.Protocol.Firmware;

/// <summary>CXL r3.1 8.2.9.3.2: which part of a firmware package comes. Any value can be on the wire.</summary>
/// <param name="Value">0 to 255.</param>
[OpenCode]
public readonly partial record struct FirmwareTransferAction(byte Value)
{
    /// <summary>0: the whole package.</summary>
    [Code(0, "full")] public static partial FirmwareTransferAction Full { get; }

    /// <summary>1: the first part.</summary>
    [Code(1, "initiate")] public static partial FirmwareTransferAction Initiate { get; }

    /// <summary>2: a part between the first and the last.</summary>
    [Code(2, "continue")] public static partial FirmwareTransferAction Continue { get; }

    /// <summary>3: the last part.</summary>
    [Code(3, "end")] public static partial FirmwareTransferAction End { get; }

    /// <summary>4: nothing more comes; what came is forgotten.</summary>
    [Code(4, "abort")] public static partial FirmwareTransferAction Abort { get; }
}
