namespace CxlWire.Protocol.Features;

/// <summary>CXL r3.1 8.2.9.6.3: which part of a feature's data comes. Any value can be on the wire.</summary>
/// <param name="Value">0 to 7.</param>
[OpenCode]
public readonly partial record struct FeatureTransferAction(byte Value)
{
    /// <summary>0: all of it.</summary>
    [Code(0, "full")] public static partial FeatureTransferAction Full { get; }

    /// <summary>1: the first part.</summary>
    [Code(1, "initiate")] public static partial FeatureTransferAction Initiate { get; }

    /// <summary>2: a part between the first and the last.</summary>
    [Code(2, "continue")] public static partial FeatureTransferAction Continue { get; }

    /// <summary>3: the last part.</summary>
    [Code(3, "finish")] public static partial FeatureTransferAction Finish { get; }

    /// <summary>4: nothing more comes; what came is forgotten.</summary>
    [Code(4, "abort")] public static partial FeatureTransferAction Abort { get; }
}
