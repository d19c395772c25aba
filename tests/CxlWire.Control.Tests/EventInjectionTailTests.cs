using System.Text;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Device.Events;
using CxlWire.Tests;
using static CxlWire.Control.Tests.Injections;

namespace CxlWire.Control.Tests;

/// <summary>What r3.1 added to the records that a command injects: by the names that QEMU gave it.</summary>
public sealed class EventInjectionTailTests
{
    private readonly CxlDevice _device = new(DeviceConfiguration.Default, new ManualTime());

    private EventLog Log => _device.Hosts[0].Cci.Logs[0];

    [Fact]
    public async Task General_media_with_everything()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        string arguments = With(
            GeneralMediaArguments,
            ("channel", "3"), ("rank", "17"), ("device", "33"), ("component-id", "\"\\u0003entity-rsrc\""),
            ("is-comp-id-pldm", "true"), ("cme-ev-flags", "255"), ("cme-count", "16777215"), ("sub-type", "255"));
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(GeneralMedia, arguments));
        AssertRecord(
            Log, 0, Header(GeneralMediaId, "000000", handle: 1), Hex.U64(1000), "03 04 c0", Hex.U16(0b1_1111), "03 11",
            "210000", "03", Hex.Text(Encoding.ASCII.GetBytes("entity-rsrc")), Hex.Zeros(4), "ff ffffff ff",
            Hex.Zeros(41));
    }

    [Theory]
    [InlineData("component-id", "\"d\"", 0b1000, "64", "00 000000 00")]
    [InlineData("is-comp-id-pldm", "true", 0, "", "00 000000 00")]
    [InlineData("is-comp-id-pldm", "false", 0, "", "00 000000 00")]
    [InlineData("cme-ev-flags", "1", 0, "", "01 000000 00")]
    [InlineData("cme-count", "197121", 0, "", "00 010203 00")]
    [InlineData("sub-type", "5", 0, "", "00 000000 05")]
    public async Task General_media_one_by_one(string name, string value, int flags, string component, string tail)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(GeneralMedia, With(GeneralMediaArguments, (name, value))));
        AssertRecord(
            Log, 0, Header(GeneralMediaId, "000000", handle: 1), Hex.U64(1000), "03 04 c0", Hex.U16(flags),
            Hex.Zeros(5), component.PadRight(32, '0'), tail, Hex.Zeros(41));
    }

    [Fact]
    public async Task Dram_with_everything()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        string arguments = With(
            DramArguments,
            ("channel", "3"), ("rank", "17"), ("nibble-mask", "37421234"), ("bank-group", "7"), ("bank", "11"),
            ("row", "2"), ("column", "77"), ("correction-mask", "[33, 44, 55, 66]"), ("component-id", "\"dimm 3\""),
            ("is-comp-id-pldm", "true"), ("sub-channel", "5"), ("cme-ev-flags", "2"), ("cvme-count", "66051"),
            ("sub-type", "4"));
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(Dram, arguments));
        AssertRecord(
            Log, 0, Header(DramId, "000000", handle: 1), Hex.U64(1000), "03 04 c0", Hex.U16(0x7FF),
            "03 11 b2003b 07 0b 020000", Hex.U16(77), Hex.U64(33), Hex.U64(44), Hex.U64(55), Hex.U64(66),
            Hex.Text(Encoding.ASCII.GetBytes("dimm 3")), Hex.Zeros(10), "05 02 030201 04 00");
    }

    [Theory]
    [InlineData("component-id", "\"d\"", 0x100, "64", "00 00 000000 00")]
    [InlineData("is-comp-id-pldm", "true", 0, "", "00 00 000000 00")]
    [InlineData("sub-channel", "0", 0x400, "", "00 00 000000 00")]
    [InlineData("sub-channel", "255", 0x400, "", "ff 00 000000 00")]
    [InlineData("cme-ev-flags", "3", 0, "", "00 03 000000 00")]
    [InlineData("cvme-count", "16777215", 0, "", "00 00 ffffff 00")]
    [InlineData("sub-type", "255", 0, "", "00 00 000000 ff")]
    public async Task Dram_one_by_one(string name, string value, int flags, string component, string tail)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(Dram, With(DramArguments, (name, value))));
        AssertRecord(
            Log, 0, Header(DramId, "000000", handle: 1), Hex.U64(1000), "03 04 c0", Hex.U16(flags), Hex.Zeros(44),
            component.PadRight(32, '0'), tail, "00");
    }

    [Theory]
    [InlineData("component-id", "\"dimm 3\"", 1, "64696d6d2033", "00")]
    [InlineData("is-comp-id-pldm", "true", 0, "", "00")]
    [InlineData("sub-type", "3", 0, "", "03")]
    public async Task Memory_module_one_by_one(string name, string value, int flags, string component, string subType)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(MemoryModule, With(MemoryModuleArguments, (name, value))));
        AssertRecord(
            Log, 0, Header(MemoryModuleId, "000000", handle: 1), "03 80 05 6f 31 f1ff", Hex.U32(123123), Hex.U32(4),
            Hex.U32(9), Hex.U16(flags), component.PadRight(32, '0'), subType, Hex.Zeros(42));
    }

    [Fact]
    public async Task Memory_module_with_everything()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        string arguments = With(
            MemoryModuleArguments, ("component-id", "\"a name of more than 16 bytes\""), ("is-comp-id-pldm", "true"),
            ("sub-type", "1"), ("maint-op-class", "1"), ("maint-op-subclass", "2"), ("ld-id", "770"), ("head-id", "5"));
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(MemoryModule, arguments));
        AssertRecord(
            Log, 0, MemoryModuleId, "80 c00100", Hex.U16(1), Hex.U16(0), Hex.U64(0), "01 02 0203 05", Hex.Zeros(11),
            "03 80 05 6f 31 f1ff", Hex.U32(123123), Hex.U32(4), Hex.U32(9), Hex.U16(3),
            Hex.Text(Encoding.ASCII.GetBytes("a name of more ")), "00 01", Hex.Zeros(42));
    }
}
