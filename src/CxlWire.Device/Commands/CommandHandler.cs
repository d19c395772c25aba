namespace CxlWire.Device.Commands;

/// <summary>Does what a command asks for; the length of its payload was found right.</summary>
/// <param name="port">The CCI that it came through.</param>
/// <param name="request">Request payload.</param>
/// <param name="reply">Room for the largest response payload that the requester takes.</param>
internal delegate CommandResult CommandHandler(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply);
