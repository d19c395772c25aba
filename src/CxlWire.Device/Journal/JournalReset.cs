namespace CxlWire.Device.Journal;

/// <summary>What was reset.</summary>
public enum JournalReset
{
    /// <summary>What all hosts were saying: <c>system_reset</c>, or a fault on the Fabric Manager's CCI.</summary>
    Hosts,

    /// <summary>What one host was saying: a fault on its CCI.</summary>
    Host,

    /// <summary>A host's PCI function, by a conventional reset.</summary>
    Function,

    /// <summary>A host's PCI function, by its function level reset.</summary>
    FunctionLevel,
}
