using System.Text;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Device.Events;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Control.Tests.Injections;

namespace CxlWire.Control.Tests;

/// <summary>Records that a command puts into a log: whole records, and logs that overflow (E5, E6).</summary>
public sealed class EventInjectionTests
{
    private readonly ManualTime _time = new();
    private readonly CxlDevice _device;

    public EventInjectionTests() =>
        _device = new CxlDevice(DeviceConfigurationFile.Parse("""{"hosts": 2}"""u8.ToArray()), _time);

    [Fact]
    public async Task General_media_with_everything()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        string arguments = With(
            GeneralMediaArguments,
            ("flags", "60"), ("channel", "3"), ("rank", "17"), ("device", "33"),
            ("component-id", "\"Device 1 - slot 3\""));
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(GeneralMedia, arguments));
        AssertRecord(
            Log(0), 0, Header(GeneralMediaId, "3c0000", handle: 1), Hex.U64(1000), "03 04 c0", Hex.U16(0b1111), "03 11",
            "210000",
            Hex.Text(Encoding.ASCII.GetBytes("Device 1 - slot")), "00", Hex.Zeros(46));
    }

    [Fact]
    public async Task General_media_with_nothing_optional()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(GeneralMedia, GeneralMediaArguments));
        AssertRecord(Log(0), 0, Header(GeneralMediaId, "000000", handle: 1), Hex.U64(1000), "03 04 c0", Hex.Zeros(69));
    }

    [Theory]
    [InlineData("channel", "255", 1, "ff 00 000000", "")]
    [InlineData("rank", "255", 2, "00 ff 000000", "")]
    [InlineData("device", "4294967295", 4, "00 00 ffffff", "")]
    [InlineData("device", "0", 4, "00 00 000000", "")]
    [InlineData("component-id", "\"\"", 8, "00 00 000000", "")]
    [InlineData("component-id", "\"\\u00e9\"", 8, "00 00 000000", "c3a9")]
    public async Task General_media_marks_valid_what_is_given(
        string name, string value, int flags, string fields, string component)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(GeneralMedia, With(GeneralMediaArguments, (name, value))));
        AssertRecord(
            Log(0), 0, Header(GeneralMediaId, "000000", handle: 1), Hex.U64(1000), "03 04 c0", Hex.U16(flags), fields,
            component.PadRight(32, '0'), Hex.Zeros(46));
    }

    [Fact]
    public async Task Dram_with_everything_as_in_qemus_example()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        string arguments = With(
            DramArguments,
            ("flags", "1"), ("channel", "3"), ("rank", "17"), ("nibble-mask", "37421234"), ("bank-group", "7"),
            ("bank", "11"),
            ("row", "2"), ("column", "77"), ("correction-mask", "[33, 44, 55, 66]"));
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(Dram, arguments));
        AssertRecord(
            Log(0), 0, Header(DramId, "000000", handle: 1), Hex.U64(1000), "03 04 c0", Hex.U16(0xFF),
            "03 11 b2003b 07 0b 020000", Hex.U16(77),
            Hex.U64(33), Hex.U64(44), Hex.U64(55), Hex.U64(66), Hex.Zeros(23));
    }

    [Theory]
    [InlineData("channel", "1", 0x01, "01 00 000000 00 00 000000 0000")]
    [InlineData("rank", "1", 0x02, "00 01 000000 00 00 000000 0000")]
    [InlineData("nibble-mask", "1", 0x04, "00 00 010000 00 00 000000 0000")]
    [InlineData("bank-group", "1", 0x08, "00 00 000000 01 00 000000 0000")]
    [InlineData("bank", "1", 0x10, "00 00 000000 00 01 000000 0000")]
    [InlineData("row", "4278190081", 0x20, "00 00 000000 00 00 010000 0000")]
    [InlineData("column", "258", 0x40, "00 00 000000 00 00 000000 0201")]
    [InlineData("correction-mask", "[]", 0x80, "00 00 000000 00 00 000000 0000")]
    [InlineData("sub-type", "0", 0, "00 00 000000 00 00 000000 0000")]
    public async Task Dram_marks_valid_what_is_given(string name, string value, int flags, string fields)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(Dram, With(DramArguments, (name, value))));
        AssertRecord(
            Log(0), 0, Header(DramId, "000000", handle: 1), Hex.U64(1000), "03 04 c0", Hex.U16(flags), fields,
            Hex.Zeros(55));
    }

    [Theory]
    [InlineData("[18446744073709551615]", new[] { ulong.MaxValue, 0UL, 0UL, 0UL })]
    [InlineData("[1, 2, 3, 4, 5]", new ulong[] { 1, 2, 3, 4 })]
    public async Task Dram_keeps_four_correction_masks(string masks, ulong[] kept)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(Dram, With(DramArguments, ("correction-mask", masks))));
        AssertRecord(
            Log(0), 0, Header(DramId, "000000", handle: 1), Hex.U64(1000), "03 04 c0", Hex.U16(0x80), Hex.Zeros(12),
            string.Concat(kept.Select(Hex.U64)), Hex.Zeros(23));
    }

    [Fact]
    public async Task Memory_module()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(MemoryModule, MemoryModuleArguments));
        AssertRecord(
            Log(0), 0, Header(MemoryModuleId, "000000", handle: 1), "03 80 05 6f 31 f1ff", Hex.U32(123123), Hex.U32(4),
            Hex.U32(9), Hex.Zeros(61));
    }

    [Theory]
    [InlineData("informational", 0)]
    [InlineData("warning", 1)]
    [InlineData("failure", 2)]
    [InlineData("fatal", 3)]
    public async Task Each_log_gets_its_own_and_gives_its_severity(string name, int severity)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        string arguments = With(MemoryModuleArguments, ("log", $"\"{name}\""), ("flags", "7"), ("host-id", "1"));
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(MemoryModule, arguments));
        Assert.Equal([severity], Enumerable.Range(0, 5).Where(i => Log(i, hostId: 1).Count > 0));
        Assert.All(_device.Hosts[0].Cci.Logs, log => Assert.Equal(0, log.Count));
        AssertRecord(
            Log(severity, hostId: 1), 0, Header(MemoryModuleId, Hex.Text([(byte)(4 | severity), 0, 0]), handle: 1),
            "03 80 05 6f 31 f1ff", Hex.U32(123123), Hex.U32(4), Hex.U32(9), Hex.Zeros(61));
    }

    [Theory]
    [InlineData("flags", "4294967295", "fcffff", "00 00 0000 00")]
    [InlineData("maint-op-class", "1", "000000", "01 00 0000 00")]
    [InlineData("maint-op-subclass", "2", "400000", "00 02 0000 00")]
    [InlineData("ld-id", "770", "800000", "00 00 0203 00")]
    [InlineData("head-id", "5", "000100", "00 00 0000 05")]
    public async Task The_common_header_takes_its_fields(string name, string value, string flags, string fields)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(MemoryModule, With(MemoryModuleArguments, (name, value))));
        AssertRecord(
            Log(0), 0, MemoryModuleId, "80", flags, Hex.U16(1), Hex.U16(0), Hex.U64(0), fields, Hex.Zeros(11),
            "03 80 05 6f 31 f1ff", Hex.U32(123123), Hex.U32(4), Hex.U32(9), Hex.Zeros(61));
    }

    [Theory]
    [InlineData("path", "\"/machine/peripheral/x\"", "Unable to resolve path: "
        + "'/machine/peripheral/x' is given, the device is /machine/peripheral/cxl-dcd0")]
    [InlineData("path", "\"/machine\"", "Path does not point to a CXL type 3 device: "
        + "'/machine' is given, the device is /machine/peripheral/cxl-dcd0")]
    [InlineData("path", null, "Parameter 'path' is missing")]
    [InlineData("log", "\"dynamic-capacity\"", "Parameter 'log' does not accept value 'dynamic-capacity': "
        + "informational, warning, failure, fatal are allowed")]
    [InlineData("log", "0", "Invalid parameter type for 'log', expected: string: 0 is given")]
    [InlineData("log", null, "Parameter 'log' is missing")]
    [InlineData("flags", null, "Parameter 'flags' is missing")]
    [InlineData("flags", "4294967296", "Parameter 'flags' expects uint32_t: "
        + "4294967296 is given, 0 to 4294967295 are allowed")]
    [InlineData("type", null, "Parameter 'type' is missing")]
    [InlineData("type", "256", "Parameter 'type' expects uint8_t: 256 is given, 0 to 255 are allowed")]
    [InlineData("host-id", "2", "host id is too large: 2 is given, 1 is the last")]
    [InlineData("host-id", "65536", "Parameter 'host-id' expects uint16_t: 65536 is given, 0 to 65535 are allowed")]
    [InlineData("maint-op-class", "256", "Parameter 'maint-op-class' expects uint8_t: "
        + "256 is given, 0 to 255 are allowed")]
    [InlineData("ld-id", "65536", "Parameter 'ld-id' expects uint16_t: 65536 is given, 0 to 65535 are allowed")]
    [InlineData("sub-type", "256", "Parameter 'sub-type' expects uint8_t: 256 is given, 0 to 255 are allowed")]
    [InlineData("component-id", "1", "Invalid parameter type for 'component-id', expected: string: 1 is given")]
    [InlineData("is-comp-id-pldm", "1", "Invalid parameter type for 'is-comp-id-pldm', expected: boolean: 1 is given")]
    [InlineData("x", "1", "Parameter 'x' is unexpected")]
    public async Task Any_event_refused(string name, string? value, string description)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(
            Refusal.Of(description), await peer.AskAsync(GeneralMedia, With(GeneralMediaArguments, (name, value))));
        Assert.Equal(Refusal.Of(description), await peer.AskAsync(Dram, With(DramArguments, (name, value))));
        Assert.Equal(
            Refusal.Of(description), await peer.AskAsync(MemoryModule, With(MemoryModuleArguments, (name, value))));
        Assert.All(_device.Hosts.SelectMany(host => host.Cci.Logs), log => Assert.Equal(0, log.Count));
    }

    [Theory]
    [InlineData(GeneralMedia, "dpa", null, "Parameter 'dpa' is missing")]
    [InlineData(GeneralMedia, "dpa", "-1", "Parameter 'dpa' expects uint64: "
        + "-1 is given, 0 to 18446744073709551615 are allowed")]
    [InlineData(GeneralMedia, "transaction-type", null, "Parameter 'transaction-type' is missing")]
    [InlineData(GeneralMedia, "channel", "256", "Parameter 'channel' expects uint8_t: "
        + "256 is given, 0 to 255 are allowed")]
    [InlineData(GeneralMedia, "device", "4294967296", "Parameter 'device' expects uint32_t: "
        + "4294967296 is given, 0 to 4294967295 are allowed")]
    [InlineData(GeneralMedia, "cme-ev-flags", "256", "Parameter 'cme-ev-flags' expects uint8_t: "
        + "256 is given, 0 to 255 are allowed")]
    [InlineData(GeneralMedia, "cme-count", "16777216", "Parameter 'cme-count' expects 24 bits: "
        + "16777216 is given, 0 to 16777215 are allowed")]
    [InlineData(GeneralMedia, "cme-count", "4294967296", "Parameter 'cme-count' expects uint32_t: "
        + "4294967296 is given, 0 to 4294967295 are allowed")]
    [InlineData(GeneralMedia, "cvme-count", "1", "Parameter 'cvme-count' is unexpected")]
    [InlineData(GeneralMedia, "sub-channel", "1", "Parameter 'sub-channel' is unexpected")]
    [InlineData(GeneralMedia, "bank", "1", "Parameter 'bank' is unexpected")]
    [InlineData(Dram, "descriptor", null, "Parameter 'descriptor' is missing")]
    [InlineData(Dram, "column", "65536", "Parameter 'column' expects uint16_t: 65536 is given, 0 to 65535 are allowed")]
    [InlineData(Dram, "row", "\"1\"", "Parameter 'row' expects uint64: "
        + "'1' is given, 0 to 18446744073709551615 are allowed")]
    [InlineData(Dram, "correction-mask", "1", "Invalid parameter type for 'correction-mask', expected: array: "
        + "1 is given")]
    [InlineData(Dram, "correction-mask", "[1, -1]", "Parameter 'correction-mask[1]' expects uint64: "
        + "-1 is given, 0 to 18446744073709551615 are allowed")]
    [InlineData(Dram, "device", "1", "Parameter 'device' is unexpected")]
    [InlineData(Dram, "sub-channel", "256", "Parameter 'sub-channel' expects uint8_t: "
        + "256 is given, 0 to 255 are allowed")]
    [InlineData(Dram, "cme-ev-flags", "-1", "Parameter 'cme-ev-flags' expects uint64: "
        + "-1 is given, 0 to 18446744073709551615 are allowed")]
    [InlineData(Dram, "cvme-count", "16777216", "Parameter 'cvme-count' expects 24 bits: "
        + "16777216 is given, 0 to 16777215 are allowed")]
    [InlineData(Dram, "cme-count", "1", "Parameter 'cme-count' is unexpected")]
    [InlineData(MemoryModule, "temperature", null, "Parameter 'temperature' is missing")]
    [InlineData(MemoryModule, "temperature", "32768", "Parameter 'temperature' expects int16_t: "
        + "32768 is given, -32768 to 32767 are allowed")]
    [InlineData(MemoryModule, "temperature", "-32769", "Parameter 'temperature' expects int16_t: "
        + "-32769 is given, -32768 to 32767 are allowed")]
    [InlineData(MemoryModule, "temperature", "0.5", "Invalid parameter type for 'temperature', expected: integer: "
        + "0.5 is given")]
    [InlineData(MemoryModule, "temperature", "\"1\"", "Invalid parameter type for 'temperature', expected: integer: "
        + "'1' is given")]
    [InlineData(
        MemoryModule, "dirty-shutdown-count", "4294967296", "Parameter 'dirty-shutdown-count' expects uint32_t: "
            + "4294967296 is given, 0 to 4294967295 are allowed")]
    [InlineData(MemoryModule, "dpa", "0", "Parameter 'dpa' is unexpected")]
    [InlineData(MemoryModule, "cme-ev-flags", "1", "Parameter 'cme-ev-flags' is unexpected")]
    public async Task One_event_refused(string command, string name, string? value, string description)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        string arguments = command == GeneralMedia ? GeneralMediaArguments : command == Dram
            ? DramArguments : MemoryModuleArguments;
        Assert.Equal(Refusal.Of(description), await peer.AskAsync(command, With(arguments, (name, value))));
        Assert.Equal(0, Log(0).Count);
    }

    [Fact]
    public async Task E6_a_record_that_finds_its_log_full_is_lost_and_counted()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Execute(Opcode.SetTimestamp, Hex.Bytes(Hex.U64(5_000_000_000)));
        int depth = Log(0).Depth;
        string[] records = new string[depth];
        for (int i = 0; i < depth; i++)
        {
            Assert.Equal(
                QmpPeer.Done, await peer.AskAsync(MemoryModule, With(MemoryModuleArguments, ("type", $"{i}"))));
            records[i] =
                MemoryModuleId + "80 000000" + Hex.U16(i + 1) + Hex.U16(0) + Hex.U64(5_000_000_000) + Hex.Zeros(16)
                + Hex.Text([(byte)i]) + "80 05 6f 31 f1ff" + Hex.U32(123123) + Hex.U32(4) + Hex.U32(9) + Hex.Zeros(61);
        }

        // Of those that are lost the command says nothing, as in QEMU.
        for (int i = 0; i < 2; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(QmpPeer.Done, await peer.AskAsync(Dram, DramArguments));
        }

        Assert.Equal(
            Hex.Bytes(
                ["01 00", Hex.U16(2), Hex.U64(6_000_000_000), Hex.U64(7_000_000_000), Hex.U16(depth), Hex.Zeros(10),
                    .. records]),
            Execute(Opcode.GetEventRecords, [0]));
        Assert.False(Log(1).Overflowed);
    }

    [Fact]
    public async Task E5_a_log_may_be_cleared_as_a_whole_only_after_it_has_overflowed()
    {
        byte[] clearAll = [3, 1, 0, 0, 0, 0];
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        string fatal = With(GeneralMediaArguments, ("log", "\"fatal\""));
        for (int i = 0; i < Log(3).Depth; i++)
            Assert.Equal(QmpPeer.Done, await peer.AskAsync(GeneralMedia, fatal));
        Execute(Opcode.ClearEventRecords, clearAll, ReturnCode.InvalidInput);
        Assert.Contains("\"event\": \"X_CXLWIRE_COMMAND_REFUSED\"", await peer.ReadAsync(), StringComparison.Ordinal);
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(GeneralMedia, fatal));
        Execute(Opcode.ClearEventRecords, clearAll);
        Assert.Equal((0, false), (Log(3).Count, Log(3).Overflowed));

        // The lost record took no handle.
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(GeneralMedia, fatal));
        AssertRecord(
            Log(3), 0, Header(GeneralMediaId, "030000", handle: Log(3).Depth + 1), Hex.U64(1000), "03 04 c0",
            Hex.Zeros(69));
    }

    private EventLog Log(int log, int hostId = 0) => _device.Hosts[hostId].Cci.Logs[log];

    // What host 0 does.
    private byte[] Execute(Opcode opcode, byte[] request, ReturnCode? expected = null)
    {
        CciPort cci = _device.Hosts[0].Cci;
        byte[] reply = new byte[cci.MaximumPayload];
        lock (_device.Gate)
        {
            CommandResult result = cci.Execute(opcode, request, reply);
            Assert.Equal(expected ?? ReturnCode.Success, result.Code);
            return reply[..result.Length];
        }
    }
}
