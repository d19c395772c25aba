namespace CxlWire.Protocol.Sanitize;

/// <summary>CXL r3.1 8.2.9.9.5.3: what kind of media operation. Any value can be on the wire.</summary>
/// <param name="Value">0 to 255.</param>
[OpenCode]
public readonly partial record struct MediaOperationClass(byte Value)
{
    /// <summary>0: subclass 0 tells of the others.</summary>
    [Code(0, "general")] public static partial MediaOperationClass General { get; }

    /// <summary>1: subclass 0 sanitizes, subclass 1 writes zeros.</summary>
    [Code(1, "sanitize")] public static partial MediaOperationClass Sanitize { get; }
}
