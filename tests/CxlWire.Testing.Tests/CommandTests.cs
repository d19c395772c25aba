using CxlWire.Device.Configuration;
using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;
using CxlWire.Tests;

namespace CxlWire.Testing.Tests;

/// <summary>The typed commands of a client, several hosts, and the Fabric Manager.</summary>
public sealed class CommandTests
{
    private const ulong Base = 0x1000_0000;
    private const ulong MiB = 1 << 20;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_flow_of_the_readme()
    {
        await using var fixture = new DeviceFixture();
        await using HostClient host = fixture.ConnectClient();
        Assert.Equal(
            [Base, 0x5000_0000],
            (await host.GetDynamicCapacityRegionsAsync(Cancelled)).Select(region => region.BaseDpa));
        fixture.Add(new AddCapacityRequest { Extents = [new(0, 128 * MiB), new(256 * MiB, 64 * MiB)] });

        IReadOnlyList<DynamicCapacityEventRecord> records = await host.GetDynamicCapacityRecordsAsync(Cancelled);
        Assert.Equal([true, false], records.Select(record => record.More));
        Extent[] offered = [.. records.Select(record => record.Extent)];
        await host.AddDynamicCapacityResponseAsync(offered, cancellationToken: Cancelled);
        await host.ClearDynamicCapacityRecordsAsync(records, Cancelled);

        ExtentList list = await host.GetExtentListAsync(Cancelled);
        Assert.Equal(offered, list.Extents);
        Assert.Empty(await host.GetDynamicCapacityRecordsAsync(Cancelled));
        await host.ReleaseDynamicCapacityAsync(offered[..1], cancellationToken: Cancelled);
        Assert.Equal(offered[1..], (await host.GetExtentListAsync(Cancelled)).Extents);
        fixture.ThrowIfRefused();
    }

    [Fact]
    public async Task A_list_of_many_pages_is_whole()
    {
        await using var fixture = new DeviceFixture();
        await using HostClient host = fixture.ConnectClient();
        RegionRange[] ranges =
            [.. Enumerable.Range(0, 100).Select(i => new RegionRange((ulong)i * 4 * MiB, 2 * MiB))];
        fixture.Add(new AddCapacityRequest { Extents = ranges });
        Extent[] all =
            [.. ranges.Select(range => new Extent { StartDpa = Base + range.Offset, Length = range.Length })];
        await host.AddDynamicCapacityResponseAsync(all[..60], more: true, Cancelled);
        await host.AddDynamicCapacityResponseAsync(all[60..], cancellationToken: Cancelled);
        Assert.Equal(all, (await host.GetExtentListAsync(Cancelled)).Extents);
    }

    [Fact]
    public async Task What_is_refused_says_why()
    {
        await using var fixture = new DeviceFixture();
        await using HostClient host = fixture.ConnectClient();
        Extent[] never = [new Extent { StartDpa = Base, Length = 2 * MiB }];
        ReturnCodeException refused = await Assert.ThrowsAsync<ReturnCodeException>(
            () => host.ReleaseDynamicCapacityAsync(never, cancellationToken: Cancelled));
        Assert.Equal(
            (Opcode.ReleaseDynamicCapacity, ReturnCode.InvalidPhysicalAddress), (refused.Opcode, refused.ReturnCode));
        Assert.Equal(
            "host 0: Release Dynamic Capacity (4803h): Invalid Physical Address (0Fh): L2: extents[0].start_dpa, "
                + "byte 8: not all of it is accepted",
            refused.Message);
    }

    [Fact]
    public async Task Two_hosts_and_the_Fabric_Manager()
    {
        await using var fixture = new DeviceFixture(DeviceConfiguration.Default with { Hosts = 2 });
        await using HostClient first = fixture.ConnectClient(), second = fixture.ConnectClient(1);
        await using HostClient manager = fixture.ConnectFabricManagerClient();
        Assert.Equal(
            ReturnCode.Success,
            (await manager.AskAsync(
                Opcode.InitiateDynamicCapacityAdd,
                Hex.Bytes("0100 00 00", Hex.U64(2 * MiB), Hex.Zeros(16), Hex.U32(0)),
                Cancelled)).ReturnCode);
        Assert.Empty(await first.GetDynamicCapacityRecordsAsync(Cancelled));
        DynamicCapacityEventRecord record = Assert.Single(await second.GetDynamicCapacityRecordsAsync(Cancelled));
        Assert.Equal(new Extent { StartDpa = Base, Length = 2 * MiB }, record.Extent);
    }
}
