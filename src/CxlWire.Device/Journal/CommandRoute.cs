namespace CxlWire.Device.Journal;

/// <summary>The way by which a command, or a peer, came to a CCI.</summary>
public enum CommandRoute
{
    /// <summary>A call in this process.</summary>
    Call,

    /// <summary>A byte stream of CCI messages.</summary>
    Stream,

    /// <summary>Mailbox registers.</summary>
    Mailbox,

    /// <summary>Inside a Tunnel Management Command (5300h) of the Fabric Manager.</summary>
    Tunnel,

    /// <summary>The control socket; only peers come by it, its commands have entries of their own.</summary>
    Control,
}
