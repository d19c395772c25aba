using CxlWire.Protocol;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Commands.LogicalDevices;

/// <summary>CXL r3.1 7.6.7.4.3 Set LD Allocations (5402h): takes those that there are (U3).</summary>
internal static class SetLdAllocations
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        Layout layout = Layouts.SetLdAllocationsRequest;
        LdAllocationList.TryRead(request, out LdAllocationList wanted, out _);
        if (LdRanges.Check(port, layout, wanted.StartLdId, wanted.LdCount, "U3") is { } refusal)
            return CommandResult.Refused(refusal);
        LdAllocation there = LdAllocations.Of(port.Device.Partitions);
        for (int i = 0; i < wanted.LdCount; i++)
        {
            LdAllocation.TryRead(
                request.Slice(LdAllocationList.SizeWith(i), LdAllocation.Size), out LdAllocation entry, out _);
            if (entry != there)
            {
                string field = entry.Range1Multiplier != there.Range1Multiplier
                    ? "range1_multiplier" : "range2_multiplier";
                return CommandResult.Refused(Refusal.AtEntry(
                    layout, i, field, ReturnCode.InvalidInput, "U3",
                    "every host has all of the static capacity, and no other allocation"));
            }
        }

        int room = (reply.Length - LdAllocationList.Size) / LdAllocation.Size;
        int returned = Math.Min(wanted.LdCount, room);
        new LdAllocationList { LdCount = (byte)returned, StartLdId = wanted.StartLdId }.TryWrite(reply);
        LdAllocations.Write(there, returned, reply[LdAllocationList.Size..]);
        return CommandResult.Success(LdAllocationList.SizeWith(returned));
    }
}
