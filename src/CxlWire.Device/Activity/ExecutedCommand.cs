using CxlWire.Device.Journal;
using CxlWire.Protocol;

namespace CxlWire.Device.Activity;

/// <summary>A command that has ended, as its requester sees it: after what faults did to it.</summary>
public readonly ref struct ExecutedCommand
{
    /// <summary>The host to whose CCI it came; null: the Fabric Manager's.</summary>
    public required int? HostId { get; init; }

    /// <summary>How it came.</summary>
    public required CommandRoute Route { get; init; }

    /// <summary>The command.</summary>
    public required Opcode Opcode { get; init; }

    /// <summary>Payload of the request; empty where it was too long to be kept.</summary>
    public required ReadOnlySpan<byte> Request { get; init; }

    /// <summary>Bytes that the payload of the request had.</summary>
    public required uint RequestLength { get; init; }

    /// <summary>Payload of the response.</summary>
    public required ReadOnlySpan<byte> Reply { get; init; }

    /// <summary>How it ended, and what is to go wrong on the reply's way.</summary>
    public required CommandResult Result { get; init; }

    /// <summary>What carried it on an MCTP line of which a capture is made; else null.</summary>
    public LineMessage? Carrier { get; init; }
}
