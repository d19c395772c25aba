using CxlWire.Device.Capacity;
using CxlWire.Protocol;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Commands.FabricManagement;

/// <summary>CXL r3.1 7.6.7.6.9 Dynamic Capacity List Tags (5608h): F8.</summary>
internal static class ListDynamicCapacityTags
{
    // No public source says which bit is which: the first bitmap first.
    private const byte BothBitmapsValid = 3;
    private const byte KeptByReference = 1;

    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        ListDynamicCapacityTagsRequest.TryRead(request, out ListDynamicCapacityTagsRequest wanted, out _);
        TagTable tags = port.Device.Pool.Tags;
        if (wanted.Start > (uint)tags.Count)
        {
            return CommandResult.Refused(Refusal.At(
                ListDynamicCapacityTagsRequest.Layout, "start", ReturnCode.InvalidInput, "F8",
                "past the end of the list"));
        }

        int room = (reply.Length - ListDynamicCapacityTagsResponse.Size) / DynamicCapacityTagInformation.Size;
        int returned = (int)Math.Min(wanted.MaxTags, Math.Min(tags.Count - (int)wanted.Start, room));
        new ListDynamicCapacityTagsResponse
        {
            Generation = tags.Generation,
            Total = (uint)tags.Count,
            Returned = (uint)returned,
            ValidityBitmap = BothBitmapsValid,
        }.TryWrite(reply);
        for (int i = 0; i < returned; i++)
        {
            TagEntry entry = tags[(int)wanted.Start + i];
            new DynamicCapacityTagInformation
            {
                Tag = entry.Tag,
                Flags = entry.IsReferenced ? KeptByReference : (byte)0,
                ReferenceBitmap = HostsWith(port.Device.Hosts, host => host.Extents.HasTag(entry.Tag)),
                PendingBitmap = HostsWith(port.Device.Hosts, host => host.Offers.HasTag(entry.Tag)),
            }.TryWrite(reply[ListDynamicCapacityTagsResponse.SizeWith(i)..]);
        }

        return CommandResult.Success(ListDynamicCapacityTagsResponse.SizeWith(returned));
    }

    private static Bits256 HostsWith(Host[] hosts, Func<Host, bool> has)
    {
        ulong bits = 0;
        foreach (Host host in hosts)
            bits |= has(host) ? 1UL << host.Id : 0;
        return new Bits256(bits, 0, 0, 0);
    }
}
