using CxlWire.Protocol;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Commands.LogicalDevices;

/// <summary>CXL r3.1 7.6.7.4.2 Get LD Allocations (5401h): U2.</summary>
internal static class GetLdAllocations
{
    private const byte Of256MiB = 0;

    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        GetLdAllocationsRequest.TryRead(request, out GetLdAllocationsRequest wanted, out _);
        int lds = port.Device.Hosts.Length;
        if (wanted.StartLdId >= lds)
        {
            return CommandResult.Refused(Refusal.At(
                GetLdAllocationsRequest.Layout, "start_ld_id", ReturnCode.InvalidInput, "U2",
                "there is no such logical device"));
        }

        int room = (reply.Length - GetLdAllocationsResponse.Size) / LdAllocation.Size;
        int returned = Math.Min(Math.Min(wanted.AllocationListLimit, lds - wanted.StartLdId), room);
        new GetLdAllocationsResponse
        {
            LdCount = (byte)lds,
            MemoryGranularity = Of256MiB,
            StartLdId = wanted.StartLdId,
            AllocationCount = (byte)returned,
        }.TryWrite(reply);
        LdAllocations.Write(
            LdAllocations.Of(port.Device.Partitions), returned, reply[GetLdAllocationsResponse.Size..]);
        return CommandResult.Success(GetLdAllocationsResponse.SizeWith(returned));
    }
}
