using CxlWire.Protocol;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.MemoryDevice;

/// <summary>CXL r3.1 8.2.9.9.2.3 Get LSA (4102h).</summary>
internal static class GetLsa
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        GetLsaRequest.TryRead(request, out GetLsaRequest wanted, out _);
        LabelStorage storage = port.Device.LabelStorage;
        if ((ulong)wanted.Offset + wanted.Length > (ulong)storage.Size)
            return CommandResult.Refused(ReturnCode.InvalidInput, "4102h", "length", 4, "reaches past the end of the label storage area");
        if (wanted.Length > (uint)reply.Length)
            return CommandResult.Refused(ReturnCode.InvalidInput, "4102h", "length", 4, "does not fit the payload");
        storage.Bytes.Slice((int)wanted.Offset, (int)wanted.Length).CopyTo(reply);
        return CommandResult.Success((int)wanted.Length);
    }
}

/// <summary>CXL r3.1 8.2.9.9.2.4 Set LSA (4103h).</summary>
internal static class SetLsa
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        SetLsaRequestView.TryCreate(request, out SetLsaRequestView wanted, out _);
        LabelStorage storage = port.Device.LabelStorage;
        if ((ulong)wanted.Offset + (ulong)wanted.Data.Length > (ulong)storage.Size)
            return CommandResult.Refused(ReturnCode.InvalidInput, "4103h", "offset", 0, "reaches past the end of the label storage area");
        storage.Write((int)wanted.Offset, wanted.Data);
        return CommandResult.Success();
    }
}
