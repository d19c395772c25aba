using CxlWire.Protocol;

namespace CxlWire.Device.Commands;

/// <summary>A step of a command's way: the port's own, or one that wraps it.</summary>
/// <param name="opcode">Any opcode.</param>
/// <param name="request">Payload of the request.</param>
/// <param name="reply">Room for the largest response payload.</param>
internal delegate CommandResult CommandStep(Opcode opcode, ReadOnlySpan<byte> request, Span<byte> reply);
