namespace CxlWire.Protocol;

/// <summary>CXL r3.1 8.2.9.2.2 event log. Any value can be on the wire.</summary>
/// <param name="Value">0 to 255.</param>
[OpenCode]
public readonly partial record struct EventLogType(byte Value)
{
    /// <summary>0: informational events.</summary>
    [Code(0, "informational")] public static partial EventLogType Informational { get; }

    /// <summary>1: warning events.</summary>
    [Code(1, "warning")] public static partial EventLogType Warning { get; }

    /// <summary>2: failure events.</summary>
    [Code(2, "failure")] public static partial EventLogType Failure { get; }

    /// <summary>3: fatal events.</summary>
    [Code(3, "fatal")] public static partial EventLogType Fatal { get; }

    /// <summary>4: dynamic capacity events.</summary>
    [Code(4, "dynamic capacity")] public static partial EventLogType DynamicCapacity { get; }
}
