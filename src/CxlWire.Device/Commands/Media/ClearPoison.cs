using CxlWire.Device.Capacity;
using CxlWire.Device.Media;
using CxlWire.Protocol;
using CxlWire.Protocol.Media;

namespace CxlWire.Device.Commands.Media;

/// <summary>CXL r3.1 8.2.9.9.4.3 Clear Poison (4302h): 64 bytes; there is no memory to hold the data (P3).</summary>
internal static class ClearPoison
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        ClearPoisonRequest.TryRead(request, out ClearPoisonRequest wanted, out _);
        if (port.Host!.Memory.FindLine(ClearPoisonRequest.Layout, wanted.Address, "P3", out DpaRange line)
            is { } refusal)
        {
            return CommandResult.Refused(refusal);
        }

        if (port.Device.RefuseIfLocked(ClearPoisonRequest.Layout, line) is { } locked)
            return CommandResult.Refused(locked);
        PoisonedMemory poison = port.Device.Poison;
        if (!poison.CanClear(line))
        {
            return CommandResult.Refused(Refusal.At(
                ClearPoisonRequest.Layout, "address", ReturnCode.ResourcesExhausted, "P3",
                "the device cannot keep apart any more ranges"));
        }

        poison.Clear(line);
        return CommandResult.Success();
    }
}
