namespace CxlWire.Protocol;

/// <summary>CXL r3.1 8.2.9.2.1 event record severity, 2 bits.</summary>
/// <param name="Value">0 to 3.</param>
[OpenCode]
public readonly partial record struct EventSeverity(byte Value)
{
    /// <summary>0, the severity of every Dynamic Capacity record (E1).</summary>
    [Code(0, "informational")] public static partial EventSeverity Informational { get; }

    /// <summary>1.</summary>
    [Code(1, "warning")] public static partial EventSeverity Warning { get; }

    /// <summary>2.</summary>
    [Code(2, "failure")] public static partial EventSeverity Failure { get; }

    /// <summary>3.</summary>
    [Code(3, "fatal")] public static partial EventSeverity Fatal { get; }
}
