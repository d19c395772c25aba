namespace CxlWire.Control;

/// <summary>Events that a host may cause as often as it likes: of those that a peer does not read, some wait.</summary>
internal enum Frequent
{
    /// <summary>X_CXLWIRE_COMMAND_REFUSED</summary>
    Refusal,

    /// <summary>X_CXLWIRE_FAULT</summary>
    Fault,
}
