using CxlWire.Device.Storage;
using CxlWire.Protocol;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.MemoryDevice;

/// <summary>CXL r3.1 8.2.9.9.2.3 Get LSA (4102h).</summary>
internal static class GetLsa
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        GetLsaRequest.TryRead(request, out GetLsaRequest wanted, out _);
        if (port.Device.Security.RefuseIfLocked(GetLsaRequest.Layout, "offset") is { } locked)
            return CommandResult.Refused(locked);
        LabelStorage storage = port.Device.LabelStorage;
        if ((ulong)wanted.Offset + wanted.Length > (ulong)storage.Size)
            return Refuse("reaches past the end of the label storage area");
        if (wanted.Length > (uint)reply.Length)
            return Refuse("does not fit the payload");
        storage.Read((int)wanted.Offset, reply[..(int)wanted.Length]);
        return CommandResult.Success((int)wanted.Length);
    }

    private static CommandResult Refuse(string reason) => CommandResult.Refused(
        Refusal.At(GetLsaRequest.Layout, "length", ReturnCode.InvalidInput, rule: null, reason));
}
