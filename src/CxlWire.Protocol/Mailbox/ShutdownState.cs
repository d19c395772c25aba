namespace CxlWire.Protocol.Mailbox;

/// <summary>Get (4203h) and Set Shutdown State (4204h).</summary>
[Layout("shutdown_state", "CXL r3.1 8.2.9.9.3.4 Get (4203h) and 8.2.9.9.3.5 Set Shutdown State (4204h)", 1)]
[Payload(
    "GetShutdownStateResponse", "get_shutdown_state_response", "CXL r3.1 8.2.9.9.3.4 Get Shutdown State (4203h)")]
[Payload("SetShutdownStateRequest", "set_shutdown_state_request", "CXL r3.1 8.2.9.9.3.5 Set Shutdown State (4204h)")]
public readonly partial record struct ShutdownState
{
    /// <summary>Without power now, the device would not be shut down in order.</summary>
    [Bit(0, 0)] public partial bool Dirty { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(0, 7, 1)] public partial byte StateReserved { get; init; }
}
