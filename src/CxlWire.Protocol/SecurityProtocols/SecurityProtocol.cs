namespace CxlWire.Protocol.SecurityProtocols;

/// <summary>CXL r3.1 8.2.9.9.7: a security protocol, as SCSI numbers it. Any value can be on the wire.</summary>
/// <param name="Value">0 to 255.</param>
[OpenCode]
public readonly partial record struct SecurityProtocol(byte Value)
{
    /// <summary>0: which protocols there are, and certificates.</summary>
    [Code(0, "security protocol information")] public static partial SecurityProtocol Information { get; }
}
