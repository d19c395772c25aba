namespace CxlWire.Device.Maintenance;

/// <summary>What memory sparing replaces: the subclass of its operation.</summary>
internal enum SparingUnit : byte
{
    /// <summary>64 bytes.</summary>
    Cacheline,

    /// <summary>A row of a bank.</summary>
    Row,

    /// <summary>A bank of a bank group.</summary>
    Bank,

    /// <summary>A rank of a channel.</summary>
    Rank,
}
