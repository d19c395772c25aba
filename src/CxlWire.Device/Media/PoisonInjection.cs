using CxlWire.Device.Capacity;
using CxlWire.Protocol;
using CxlWire.Protocol.Media;

namespace CxlWire.Device.Media;

/// <summary>Poison that comes from outside of all hosts (P7).</summary>
internal static class PoisonInjection
{
    /// <summary>Why a range cannot be poisoned; null: it can.</summary>
    public static Refusal? Check(DeviceParts device, DpaRange range)
    {
        if (range.Start % PoisonedMemory.Line != 0)
            return Refuse("start", $"Poison start address must be 64 byte aligned: start is {range.Start}");
        if (range.Length == 0 || range.Length % PoisonedMemory.Line != 0)
            return Refuse("length", $"Poison injection must be in multiples of 64 bytes: length is {range.Length}");
        if (range.Wraps || !IsHeld(device, range))
            return Refuse("start", "no memory that a host has", ReturnCode.InvalidPhysicalAddress);
        if (device.Poison.Overlaps(range))
        {
            string which = $"start 0x{range.Start:x} length 0x{range.Length:x}";
            return Refuse("start", $"Overlap with existing poisoned region not supported: {which}");
        }

        return device.Poison.Count < PoisonedMemory.MaxRanges
            ? null : Refuse("start", "the device cannot keep apart any more ranges", ReturnCode.ResourcesExhausted);
    }

    /// <summary>Poisons a range that can be.</summary>
    public static void Inject(DeviceParts device, DpaRange range)
    {
        var poisoned = new PoisonedRange(range, MediaErrorSource.External);
        device.Poison.Add(poisoned);
        MediaEvents.Tell(device, poisoned, MemoryTransactionType.Unknown, EventLogType.Failure);
    }

    /// <summary>Whether each part of a range is some host's.</summary>
    private static bool IsHeld(DeviceParts device, DpaRange range)
    {
        for (ulong dpa = range.Start; dpa < range.End;)
        {
            ulong until = dpa;
            foreach (Host host in device.Hosts)
            {
                if (host.Memory.Has(dpa, range.End, out ulong has))
                    until = Math.Max(until, has);
            }

            if (until == dpa)
                return false;
            dpa = until;
        }

        return true;
    }

    private static Refusal Refuse(string argument, string reason, ReturnCode? code = null) =>
        new(code ?? ReturnCode.InvalidInput, "P7", argument, Offset: null, reason);
}
