using CxlWire.Device.Capacity;
using CxlWire.Device.Media;
using CxlWire.Protocol;
using CxlWire.Protocol.Media;

namespace CxlWire.Device.Commands.Media;

/// <summary>CXL r3.1 8.2.9.9.4.2 Inject Poison (4301h): 64 bytes (P2).</summary>
internal static class InjectPoison
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        InjectPoisonRequest.TryRead(request, out InjectPoisonRequest wanted, out _);
        if (port.Host!.Memory.FindLine(InjectPoisonRequest.Layout, wanted.Address, "P2", out DpaRange line)
            is { } refusal)
        {
            return CommandResult.Refused(refusal);
        }

        if (port.Device.RefuseIfLocked(InjectPoisonRequest.Layout, line) is { } locked)
            return CommandResult.Refused(locked);
        PoisonedMemory poison = port.Device.Poison;
        if (poison.Overlaps(line))
            return CommandResult.Success();
        int limit = port.Device.Configuration.InjectPoisonLimit;
        if ((limit > 0 && poison.Injected >= limit) || poison.Count >= poison.ListLimit)
        {
            return CommandResult.Refused(Refusal.At(
                InjectPoisonRequest.Layout, "address", ReturnCode.InjectPoisonLimitReached, "P2",
                $"{poison.Count} ranges are poisoned, {poison.Injected} of them by injection"));
        }

        var poisoned = new PoisonedRange(line, MediaErrorSource.Injected);
        poison.Add(poisoned);
        MediaEvents.Tell(
            port.Device, poisoned, MemoryTransactionType.HostInjectPoison, EventLogType.Informational);
        return CommandResult.Success();
    }
}
