using CxlWire.Device.Journal;
using CxlWire.Protocol;

namespace CxlWire.Conversations;

/// <summary>A command on a CCI.</summary>
/// <param name="Opcode">Of request and response.</param>
/// <param name="Request">Payload, without the CCI header.</param>
public abstract record CciStep(Opcode Opcode, ReadOnlyMemory<byte> Request) : ConversationStep
{
    /// <summary>The way by which it came, or null: not known.</summary>
    public CommandRoute? Route { get; init; }

    /// <summary>Bytes of a payload that was too long to be taken, and is not kept; else 0.</summary>
    public uint OversizedLength { get; init; }

    /// <summary>What carried it on an MCTP line, where a capture is made; else null.</summary>
    internal LineMessage? Carrier { get; init; }
}

/// <summary>A command of a host.</summary>
/// <param name="Host">Host ID, or null where the device has only one: host 0.</param>
/// <param name="Opcode">Of request and response.</param>
/// <param name="Request">Payload, without the CCI header.</param>
public sealed record HostStep(int? Host, Opcode Opcode, ReadOnlyMemory<byte> Request) : CciStep(Opcode, Request);

/// <summary>A command on the Fabric Manager's CCI.</summary>
/// <param name="Opcode">Of request and response.</param>
/// <param name="Request">Payload, without the CCI header.</param>
public sealed record FabricManagerStep(Opcode Opcode, ReadOnlyMemory<byte> Request) : CciStep(Opcode, Request);
