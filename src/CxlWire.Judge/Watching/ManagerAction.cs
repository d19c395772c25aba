namespace CxlWire.Judge.Watching;

/// <summary>What somebody else did for a host's driver to learn of.</summary>
internal enum ManagerAction
{
    /// <summary>Capacity was offered.</summary>
    Offered,

    /// <summary>Capacity was asked back.</summary>
    AskedBack,

    /// <summary>Capacity was taken.</summary>
    Forced,
}
