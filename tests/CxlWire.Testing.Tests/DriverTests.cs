using CxlWire.Device;
using CxlWire.Device.Activity;
using CxlWire.Device.Configuration;
using CxlWire.Device.FabricManagement;
using CxlWire.Device.Journal;
using CxlWire.Device.Json;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;
using CxlWire.Tests;
using CxlWire.Transport;

namespace CxlWire.Testing.Tests;

/// <summary>What a driver's test looks like: it offers capacity, and watches the driver take it.</summary>
public sealed class DriverTests : IAsyncDisposable
{
    private readonly ManualTime _clock = new();
    private readonly DeviceFixture _fixture;

    public DriverTests() => _fixture = new DeviceFixture(clock: _clock);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task A_driver_is_told_of_capacity_accepts_and_lists_it()
    {
        await using HostClient driver = _fixture.ConnectClient();
        Assert.Equal(ReturnCode.Success,
            (await driver.AskAsync(Opcode.SetMctpEventInterruptPolicy, Hex.Bytes("1000"), Cancelled)).ReturnCode);

        Assert.Null(_fixture.Add(new AddCapacityRequest { Extents = [new RegionRange(0, 128 << 20)] }));

        Assert.Equal(
            new EventNotificationMask { DynamicCapacity = true }, await driver.NextNotificationAsync(Cancelled));
        CciReply records = await driver.AskAsync(Opcode.GetEventRecords, Hex.Bytes("04"), Cancelled);
        Extent offered = FirstExtent(records.Payload);
        Assert.Equal(new Extent { StartDpa = 256 << 20, Length = 128 << 20 }, offered);

        byte[] accept =
            Hex.Bytes(Hex.U32(1), Hex.Zeros(4), Hex.U64(offered.StartDpa), Hex.U64(offered.Length), Hex.Zeros(8));
        Assert.Equal(ReturnCode.Success,
            (await driver.AskAsync(Opcode.AddDynamicCapacityResponse, accept, Cancelled)).ReturnCode);
        CciReply list =
            await driver.AskAsync(Opcode.GetDynamicCapacityExtentList, Hex.Bytes(Hex.U32(10), Hex.U32(0)), Cancelled);
        Assert.Equal(
            Hex.Text(
                Hex.Bytes("01000000 01000000 01000000 00000000", "0000001000000000 0000000800000000", Hex.Zeros(24))),
            Hex.Text(list.Payload));
    }

    [Fact]
    public async Task Two_streams_speak_to_the_same_host()
    {
        await using HostClient one = _fixture.ConnectClient();
        await using HostClient other = _fixture.ConnectClient();
        await one.AskAsync(Opcode.SetTimestamp, Hex.Bytes(Hex.U64(5)), Cancelled);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(Hex.Bytes(Hex.U64(105)), (await other.AskAsync(Opcode.GetTimestamp, default, Cancelled)).Payload);
    }

    [Fact]
    public async Task A_driver_tries_again_while_the_device_is_busy()
    {
        _fixture.LoadFaults(
            """{"faults": [{"when": {"command": "get-dc-extent-list", "times": 2}, "then": {"fault": "return_code","""
                + """ "code": "Busy"}}]}""");
        await using HostClient driver = _fixture.ConnectClient();
        var codes = new List<ReturnCode>();
        do
            codes.Add((await driver.AskAsync(
                Opcode.GetDynamicCapacityExtentList, Hex.Bytes(Hex.U32(10), Hex.U32(0)), Cancelled)).ReturnCode);
        while (codes[^1] == ReturnCode.Busy);
        Assert.Equal([ReturnCode.Busy, ReturnCode.Busy, ReturnCode.Success], codes);
        Assert.Throws<JsonFileException>(() => _fixture.LoadFaults("[]"));
        _fixture.LoadFaults(null);
    }

    [Fact]
    public async Task A_refusal_is_a_reply()
    {
        await using HostClient driver = _fixture.ConnectClient();
        CciReply reply = await driver.AskAsync(new Opcode(0xFFFF), Hex.Bytes("0102"), Cancelled);
        Assert.Equal((ReturnCode.Unsupported, 0), (reply.ReturnCode, reply.Payload.Length));
    }

    [Fact]
    public async Task A_request_for_what_is_not_held_is_refused_to_the_test()
    {
        await using HostClient driver = _fixture.ConnectClient();
        Refusal? refusal = _fixture.Release(new ReleaseCapacityRequest { Extents = [new RegionRange(0, 2 << 20)] });
        Assert.Equal(
            "cannot release extent with non-existing DPA range: extents[0] has dpa 0x10000000 len 0x200000",
            refusal?.Reason);
    }

    [Fact]
    public async Task What_the_device_refused_is_there_with_rule_field_and_byte()
    {
        const string unsupported =
            "host 0: FFFFh: Unsupported (03h): C1: opcode, byte 3: this CCI does not carry the command";
        const string wrongDpa = "host 0: Add Dynamic Capacity Response (4802h): Invalid Physical Address (0Fh): "
            + "A2: extents[0].start_dpa, byte 8: outside the first pending offer";
        await using HostClient driver = _fixture.ConnectClient();
        _fixture.ThrowIfRefused();
        Task<RefusedCommand> next = _fixture.TakeRefusalAsync(Cancelled);
        await driver.AskAsync(new Opcode(0xFFFF), default, Cancelled);
        Assert.Equal(unsupported, (await next).ToString());
        Assert.Empty(_fixture.Refusals);

        await driver.AskAsync(
            Opcode.AddDynamicCapacityResponse,
            Hex.Bytes(Hex.U32(1), Hex.Zeros(4), Hex.U64(256 << 20), Hex.U64(2 << 20), Hex.Zeros(8)), Cancelled);
        new MailboxClient(_fixture.Device).Run(new Opcode(0xFFFF));
        Assert.Equal([wrongDpa, unsupported], _fixture.Refusals.Select(refused => refused.ToString()));
        Assert.Equal(
            [CommandRoute.Stream, CommandRoute.Mailbox], _fixture.Refusals.Select(refused => refused.Route));
        CommandRefusedException e = Assert.Throws<CommandRefusedException>(_fixture.ThrowIfRefused);
        Assert.Equal(string.Join(Environment.NewLine, "refused:", wrongDpa, unsupported), e.Message);
        _fixture.ClearRefusals();
        Assert.Empty(_fixture.Refusals);
    }

    [Fact]
    public async Task The_response_to_a_release_that_has_capacity_sanitized_says_so()
    {
        DeviceConfiguration sanitizing = DeviceConfigurationFile.Parse(
            """{"regions": [{"sanitize_on_release": true}]}"""u8.ToArray());
        await using var fixture = new DeviceFixture(sanitizing, _clock);
        Assert.Null(fixture.Add(new AddCapacityRequest { Extents = [new RegionRange(0, 2 << 20)] }));
        var driver = new CciClient(fixture.Connect().Client);
        byte[] entry = Hex.Bytes(Hex.U32(1), Hex.Zeros(4), Hex.U64(256 << 20), Hex.U64(2 << 20), Hex.Zeros(8));
        byte[] accepted = (await driver.SendAsync(
            driver.CreateRequest(Opcode.AddDynamicCapacityResponse, entry), Cancelled)).Single();
        byte[] released =
            (await driver.SendAsync(driver.CreateRequest(Opcode.ReleaseDynamicCapacity, entry), Cancelled)).Single();
        Assert.Equal("01 00 00 0248 000000 0000 0000".Replace(" ", "", StringComparison.Ordinal), Hex.Text(accepted));
        Assert.Equal("01 01 00 0348 000080 0000 0000".Replace(" ", "", StringComparison.Ordinal), Hex.Text(released));
    }

    [Fact]
    public async Task The_driver_sees_the_stream_end_when_the_fixture_does()
    {
        await using HostClient driver = _fixture.ConnectClient();
        await _fixture.DisposeAsync();
        await Assert.ThrowsAsync<EndOfStreamException>(() => driver.NextNotificationAsync(Cancelled));
    }

    private static Extent FirstExtent(byte[] payload)
    {
        Assert.True(GetEventRecordsResponseView.TryCreate(payload, out GetEventRecordsResponseView records, out _));
        Assert.True(DynamicCapacityEventRecord.TryRead(
            records.RecordAt(0).Bytes, out DynamicCapacityEventRecord record, out _));
        return record.Extent;
    }
}
