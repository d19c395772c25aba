using System.Buffers.Binary;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;
using CxlWire.Protocol.Fm;

namespace CxlWire.Load.Soaking;

/// <summary>A Fabric Manager on its CCI: gives and takes in every way that there is.</summary>
internal sealed class FabricManagerActor(SoakDevice soak, int seed) : CciActor(soak, seed, soak.FabricManager)
{
    protected override Task ActAsync() => Random.Next(12) switch
    {
        < 4 => AskAsync(Opcode.InitiateDynamicCapacityAdd, Add()),
        < 7 => AskAsync(Opcode.InitiateDynamicCapacityRelease, Release()),
        7 => AskAsync(
            Random.Next(2) == 0 ? Opcode.AddDynamicCapacityReference : Opcode.RemoveDynamicCapacityReference,
            Reference()),
        8 => AskAsync(Opcode.ListDynamicCapacityTags, [0, 0, 0, 0, 0xFF, 0, 0, 0]),
        9 => AskAsync(Opcode.GetDynamicCapacityRegionExtentLists, [
            (byte)Random.Next(4), 0, 0, 0, 0xFF, 0, 0, 0, 0, 0, 0, 0]),
        10 => ReadLogAsync(),
        _ => Random.Next(3) switch
        {
            0 => AskAsync(Opcode.GetDcdInfo, []),
            1 => AskAsync(Opcode.SetDynamicCapacityRegionConfiguration, [
                0, 0, 0, 0, 0, 0, 0x20, 0, 0, 0, 0, 0, (byte)Random.Next(2), 0, 0, 0]),
            _ => TunnelAsync(),
        },
    };

    private byte[] Add()
    {
        var policy = new SelectionPolicy((byte)Random.Next(4));
        Extent[] extents = policy == SelectionPolicy.Prescriptive ? AnyExtents() : [];
        byte[] payload = new byte[InitiateDynamicCapacityAddRequest.Size + (extents.Length * Extent.Size)];
        new InitiateDynamicCapacityAddRequest
        {
            HostId = (ushort)Random.Next(3),
            SelectionPolicy = policy,
            Region = (byte)AnyRegion().Index,
            Length = (ulong)Random.Next(1, 12) * Block,
            Tag = AnyTag(),
            Count = (uint)extents.Length,
        }.TryWrite(payload);
        return WithExtents(payload, extents);
    }

    private byte[] Release()
    {
        bool prescriptive = Random.Next(3) > 0;
        Extent[] extents = prescriptive ? AnyExtents() : [];
        byte[] payload = new byte[InitiateDynamicCapacityReleaseRequest.Size + (extents.Length * Extent.Size)];
        new InitiateDynamicCapacityReleaseRequest
        {
            HostId = (ushort)Random.Next(3),
            RemovalPolicy = prescriptive ? RemovalPolicy.Prescriptive : RemovalPolicy.TagBased,
            ForcedRemoval = Random.Next(2) == 0,
            SanitizeOnRelease = Random.Next(2) == 0,
            Length = (ulong)Random.Next(1, 12) * Block,
            Tag = AnyTag(),
            Count = (uint)extents.Length,
        }.TryWrite(payload);
        return WithExtents(payload, extents);
    }

    private Extent[] AnyExtents()
    {
        CxlWire.Device.Region region = AnyRegion();
        return [.. Enumerable.Range(0, Random.Next(1, 3)).Select(_ => new Extent
        {
            StartDpa = AnyDpa(region),
            Length = (ulong)Random.Next(1, 4) * Block,
        })];
    }

    private static byte[] WithExtents(byte[] payload, Extent[] extents)
    {
        for (int i = 0; i < extents.Length; i++)
            extents[i].TryWrite(payload.AsSpan(payload.Length - ((extents.Length - i) * Extent.Size)));
        return payload;
    }

    private byte[] Reference()
    {
        byte[] payload = new byte[DynamicCapacityReference.Size];
        new DynamicCapacityReference { Tag = AnyTag() }.TryWrite(payload);
        return payload;
    }

    private async Task ReadLogAsync()
    {
        byte log = EventLogType.DynamicCapacity.Value;
        if (await AskAsync(Opcode.GetEventRecords, [log]) is not { } reply)
            return;
        byte[] handles = [.. reply[GetEventRecordsResponse.Size..].Chunk(EventRecord.Size).SelectMany(r => r[20..22])];
        bool overflow = (reply[0] & 1) != 0;
        await AskAsync(Opcode.ClearEventRecords, overflow
            ? [log, 1, 0, 0, 0, 0]
            : [log, 0, (byte)(handles.Length / 2), 0, 0, 0, .. handles]);
    }

    /// <summary>A host's command through 5300h: of one that no faults happen to, or that is not there.</summary>
    private Task<byte[]?> TunnelAsync()
    {
        byte[] inner = [0, 7, 0, 0x01, 0x48, 8, 0, 0, 0, 0, 0, 0, 0xFF, 0, 0, 0, 0, 0, 0, 0];
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)inner.Length);
        byte host = Random.Next(3) is var any && any < SoakDevice.BatteredHost ? (byte)any : byte.MaxValue;
        return AskAsync(Opcode.TunnelManagementCommand, [host, 0, .. length, .. inner]);
    }
}
