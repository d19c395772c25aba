using CxlWire.Device.Capacity;
using CxlWire.Device.Media;
using CxlWire.Protocol;
using CxlWire.Protocol.Media;

namespace CxlWire.Device.Commands.Media;

/// <summary>CXL r3.1 8.2.9.9.4.1 Get Poison List (4300h): of what the host has, by address (P1).</summary>
internal static class GetPoisonList
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        GetPoisonListRequest.TryRead(request, out GetPoisonListRequest wanted, out _);
        Host host = port.Host!;
        if (host.Memory.ReadRange(GetPoisonListRequest.Layout, wanted.Address, wanted.Length, "P1", out DpaRange range)
            is { } refusal)
        {
            return CommandResult.Refused(refusal);
        }

        PoisonedMemory poison = port.Device.Poison;
        PoisonListCursor cursor = host.PoisonCursor;
        if (cursor.Range != range)
            cursor = new PoisonListCursor(range, range.Start, 0);
        int room = (reply.Length - GetPoisonListResponse.Size) / MediaErrorRecord.Size;
        (ulong dpa, int count) = (cursor.Next, 0);
        while (count < room && cursor.Returned + count < poison.ListLimit
            && host.Memory.TryFindPoison(poison, ref dpa, range.End, out PoisonedRange found))
        {
            found.ToRecord().TryWrite(reply[GetPoisonListResponse.SizeWith(count++)..]);
        }

        cursor = cursor with { Next = dpa, Returned = cursor.Returned + (uint)count };
        bool more = cursor.Returned < poison.ListLimit
            && host.Memory.TryFindPoison(poison, ref dpa, range.End, out _);
        host.PoisonCursor = more ? cursor : default;
        new GetPoisonListResponse
        {
            More = more,
            Overflow = poison.OverflowedAt is not null,
            ScanInProgress = port.Device.Background.Status is { InProgress: true } running
                && running.Opcode == Opcode.ScanMedia,
            OverflowTimestamp = poison.OverflowedAt is { } overflowedAt ? port.Clock.At(overflowedAt) : 0,
            RecordCount = (ushort)count,
        }.TryWrite(reply);
        return CommandResult.Success(GetPoisonListResponse.SizeWith(count));
    }
}
