using CxlWire.Device.Events;
using CxlWire.Device.Json;
using CxlWire.Protocol;
using CxlWire.Protocol.Events;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>E: event logs.</summary>
public class EventLogRules
{
    private const string T1 = "00112233-4455-6677-8899-aabbccddeeff";

    /// <summary>A general media record with recognisable data.</summary>
    private static string GeneralMedia(int handle, byte mark, ulong timestamp = 0) =>
        "fbcd0a77c260417f85a9088b1621eba6" + "80" + "010000" + Hex.U16(handle) + "0000" + Hex.U64(timestamp)
            + Hex.Zeros(16)
        + string.Concat(Enumerable.Repeat(Hex.U16(mark)[..2], 80));

    private static EventLog Warnings(Rig rig) => rig.Host.Cci.Logs[EventLogType.Warning.Value];

    private static bool Inject(Rig rig, byte mark) => Warnings(rig).Append(Hex.Bytes(GeneralMedia(0, mark)));

    [Fact]
    public void E1_dynamic_capacity_records_are_informational_and_in_their_own_log()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((0, 1)));
        Assert.Equal(Records(more: false, Record(0, 1, Extent(0, 1), extentsAvailable: 511)), rig.ReadLog());
        foreach (EventLogType other in new[] { EventLogType.Informational, EventLogType.Warning, EventLogType.Failure,
            EventLogType.Fatal })
            Assert.Equal(Records(more: false), rig.ReadLog(other));
    }

    [Fact]
    public void E2_handles_count_from_1_per_log_and_skip_0_on_wrap()
    {
        var rig = new Rig();
        Assert.True(Inject(rig, 7));
        Assert.Equal(Records(more: false, GeneralMedia(1, 7)), rig.ReadLog(EventLogType.Warning));
        for (int handle = 1; handle <= ushort.MaxValue; handle++)
        {
            Assert.Null(handle % 2 == 1 ? rig.Offer((0, 1)) : rig.AskBack((0, 1)));
            rig.ClearDynamicCapacity(handle);
            if (handle % 2 == 1)
                rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 1)));
            else
                rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 1)));
        }

        Assert.Null(rig.AskBack((0, 1)));
        Assert.Equal(Records(more: false, Record(1, 1, Extent(0, 1), extentsAvailable: 511)), rig.ReadLog());
        Assert.Equal(Records(more: false, GeneralMedia(1, 7)), rig.ReadLog(EventLogType.Warning));
    }

    [Fact]
    public void E3_oldest_first_as_many_as_fit_and_more_only_if_records_remain()
    {
        var rig = new Rig("""{"payload_size": 512}""");
        string[] records = [.. Enumerable.Range(1, 4).Select(i =>
            Record(0, i, Extent(2 * (ulong)i, 1), more: i < 4, extentsAvailable: 508))];
        Assert.Null(rig.Offer((2, 1), (4, 1), (6, 1), (8, 1)));
        Assert.Equal(Records(more: true, records[..3]), rig.ReadLog());
        Assert.Equal(Records(more: true, records[..3]), rig.ReadLog());
        Assert.Equal(Reply(ReturnCode.Success), rig.ClearDynamicCapacity(1));
        Assert.Equal(Records(more: false, records[1..]), rig.ReadLog());
        Assert.Equal(Reply(ReturnCode.Success), rig.ClearDynamicCapacity(2, 3, 4));
        Assert.Equal(Records(more: false), rig.ReadLog());
    }

    [Fact]
    public void E3_an_unknown_log_is_invalid_input()
    {
        var rig = new Rig();
        Assert.Equal(Reply(ReturnCode.InvalidInput), rig.Ask(Opcode.GetEventRecords, "05"));
        Assert.Equal(Reply(ReturnCode.InvalidInput), rig.Ask(Opcode.ClearEventRecords, "ff 00 00 000000"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1, 3)]
    [InlineData(2, 1)]
    [InlineData(1, 1)]
    [InlineData(0)]
    [InlineData(1, 2, 3, 4)]
    [InlineData(1, 2, 3, 0)]
    public void E4_handles_not_in_order_from_the_oldest_clear_nothing(params int[] handles)
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((0, 1), (2, 1), (4, 1)));
        string before = State.Of(rig.Device);
        Assert.Equal(Reply(ReturnCode.InvalidHandle), rig.ClearDynamicCapacity(handles));
        Assert.Equal(before, State.Of(rig.Device));
    }

    [Fact]
    public void E4_handles_in_order_clear_their_records()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((0, 1), (2, 1), (4, 1)));
        Assert.Equal(Reply(ReturnCode.Success), rig.ClearDynamicCapacity());
        Assert.Equal(3, rig.DynamicCapacityLog.Count);
        Assert.Equal(Reply(ReturnCode.Success), rig.ClearDynamicCapacity(1, 2));
        Assert.Equal(Records(more: false, Record(0, 3, Extent(4, 1), extentsAvailable: 509)), rig.ReadLog());
    }

    [Fact]
    public void E5_clear_all_only_after_an_overflow()
    {
        var rig = new Rig("""{"event_log_depths": {"warning": 2}}""");
        const string clearAll = "01 01 00 000000";
        Assert.True(Inject(rig, 1));
        Assert.Equal(Reply(ReturnCode.InvalidInput), rig.Ask(Opcode.ClearEventRecords, clearAll));
        Assert.Equal(Records(more: false, GeneralMedia(1, 1)), rig.ReadLog(EventLogType.Warning));
        Assert.True(Inject(rig, 2));
        Assert.False(Inject(rig, 3));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ClearEventRecords, clearAll));
        Assert.Equal(Records(more: false), rig.ReadLog(EventLogType.Warning));
        Assert.Equal(Reply(ReturnCode.InvalidInput), rig.Ask(Opcode.ClearEventRecords, clearAll));
    }

    [Fact]
    public void E6_a_full_log_drops_the_newest_counts_it_and_keeps_first_and_last_time()
    {
        var rig = new Rig("""{"event_log_depths": {"warning": 2}}""");
        rig.Ask(Opcode.SetTimestamp, Hex.U64(1000));
        Assert.True(Inject(rig, 1));
        Assert.True(Inject(rig, 2));
        rig.Clock.Advance(TimeSpan.FromMicroseconds(1));
        Assert.False(Inject(rig, 3));
        rig.Clock.Advance(TimeSpan.FromMicroseconds(1));
        Assert.False(Inject(rig, 4));
        string kept = GeneralMedia(1, 1, 1000) + GeneralMedia(2, 2, 1000);
        Assert.Equal(
            Reply(ReturnCode.Success, "01 00 0200", Hex.U64(2000), Hex.U64(3000), "0200", Hex.Zeros(10), kept),
            rig.ReadLog(EventLogType.Warning));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ClearEventRecords, Handles(EventLogType.Warning, 1)));
        Assert.Equal(Records(more: false, GeneralMedia(2, 2, 1000)), rig.ReadLog(EventLogType.Warning));
        Assert.True(Inject(rig, 5));
        Assert.Equal(
            Records(more: false, GeneralMedia(2, 2, 1000), GeneralMedia(3, 5, 3000)),
            rig.ReadLog(EventLogType.Warning));
    }

    [Fact]
    public void E6_a_log_of_depth_0_loses_every_record()
    {
        var rig = new Rig("""{"event_log_depths": {"warning": 0}}""");
        Assert.False(Inject(rig, 1));
        Assert.Equal(
            Reply(ReturnCode.Success, "01 00 0100", Hex.Zeros(16), "0000", Hex.Zeros(10)),
            rig.ReadLog(EventLogType.Warning));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ClearEventRecords, "01 01 00 000000"));
        Assert.Equal(Records(more: false), rig.ReadLog(EventLogType.Warning));
    }

    [Fact]
    public void E7_records_that_find_the_log_full_enter_in_order_as_the_host_clears()
    {
        var rig = new Rig("""{"event_log_depths": {"dynamic_capacity": 2}}""");
        Assert.Null(rig.Offer((0, 1), (2, 1), (4, 1), (6, 1), (8, 1)));
        string[] records = [.. Enumerable.Range(0, 5).Select(i =>
            Record(0, i + 1, Extent(2 * (ulong)i, 1), more: i < 4, extentsAvailable: 507))];
        Assert.Equal(Records(more: false, records[..2]), rig.ReadLog());
        Assert.Equal(3, rig.DynamicCapacityLog.Waiting);
        rig.ClearDynamicCapacity(1);
        Assert.Equal(Records(more: false, records[1..3]), rig.ReadLog());
        rig.ClearDynamicCapacity(2, 3);
        Assert.Equal(Records(more: false, records[3..]), rig.ReadLog());
        Assert.Equal(0, rig.DynamicCapacityLog.Waiting);
    }

    [Fact]
    public void E7_a_waiting_record_tells_of_the_time_when_it_happened()
    {
        var rig = new Rig("""{"event_log_depths": {"dynamic_capacity": 1}}""");
        rig.Ask(Opcode.SetTimestamp, Hex.U64(0));
        Assert.Null(rig.Offer((0, 1)));
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(rig.Offer((2, 1)));
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        rig.ClearDynamicCapacity(1);
        Assert.Equal(
            Records(more: false, Record(0, 2, Extent(2, 1), extentsAvailable: 510, timestamp: 1_000_000_000)),
            rig.ReadLog());
    }

    [Fact]
    public void E7_a_request_whose_records_would_wait_without_bound_is_refused()
    {
        var rig = new Rig();
        rig.Give((0, 1));
        int refusedAt = 0;
        while (rig.AskBack((0, 1)) is null)
            refusedAt++;
        Assert.Equal(7 + 512 + 4096, refusedAt);
        Assert.Equal(
            new Refusal(
                ReturnCode.ResourcesExhausted, "E7", "extents", null, "too many event records wait for the host"),
            rig.AskBack((0, 1)));
        rig.ClearDynamicCapacity(1);
        Assert.Null(rig.AskBack((0, 1)));
    }

    [Fact]
    public void Records_that_would_wait_for_the_fabric_manager_without_bound_are_lost_and_counted()
    {
        var rig = new Rig();
        for (int i = 1; i <= 8 + 512 + 4096 + 3; i++)
        {
            Assert.Null(rig.Offer((0, 1)));
            rig.ClearDynamicCapacity(i);
            Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.AddDynamicCapacityResponse, Entries()));
        }

        EventLog log = rig.FabricManagerLog;
        Assert.Equal((8, 512 + 4096, 3), (log.Count, log.Waiting, log.OverflowCount));
    }

    [Fact]
    public void E8_an_interrupt_when_a_log_is_no_longer_empty_and_its_policy_asks_for_one()
    {
        var rig = new Rig();
        var interrupts = new List<(EventLogType, EventInterruptSettings)>();
        rig.Host.Cci.Interrupt += (log, settings) => interrupts.Add((log, settings));
        rig.Host.Cci.EventNotification += mask => Assert.Fail($"{mask:x4}: the mask of 0105h is 0");
        Assert.Null(rig.Offer((0, 1)));
        Assert.Empty(interrupts);
        rig.ClearDynamicCapacity(1);
        rig.Ask(Opcode.SetEventInterruptPolicy, "00 00 00 00 51");
        Assert.Null(rig.Offer((2, 1), (4, 1)));
        var settings = new EventInterruptSettings { Mode = EventInterruptMode.MsiOrMsiX, MessageNumber = 6 };
        Assert.Equal([(EventLogType.DynamicCapacity, settings)], interrupts);
        rig.ClearDynamicCapacity(2);
        Assert.Null(rig.Offer((6, 1)));
        Assert.Single(interrupts);
        rig.ClearDynamicCapacity(3, 4);
        Assert.Null(rig.Offer((8, 1)));
        Assert.Equal(2, interrupts.Count);
    }

    [Fact]
    public void X3_every_log_has_a_vector_of_the_devices_whatever_the_host_says()
    {
        var rig = new Rig();
        Assert.Equal(Reply(ReturnCode.Success, "00 00 00 00 00"), rig.Ask(Opcode.GetEventInterruptPolicy));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.SetEventInterruptPolicy, "01 01 01 01 01"));
        Assert.Equal(Reply(ReturnCode.Success, "21 31 41 51 61"), rig.Ask(Opcode.GetEventInterruptPolicy));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.SetEventInterruptPolicy, "f1 f2 f3 f0 f1"));
        Assert.Equal(Reply(ReturnCode.Success, "21 02 03 00 61"), rig.Ask(Opcode.GetEventInterruptPolicy));
    }

    [Fact]
    public void X3_who_chooses_vectors_is_the_device_or_the_host() => Assert.Equal(
        "interrupt_vectors: \"driver\": X3: not who chooses interrupt vectors: device or host",
        Assert.Throws<JsonFileException>(() => new Rig("""{"interrupt_vectors": "driver"}""")).Message);

    [Fact]
    public void X3_policies_are_kept_and_told_where_the_host_chooses_vectors()
    {
        var rig = new Rig("""{"interrupt_vectors": "host"}""");
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.SetEventInterruptPolicy, "11 22 31 02 51"));
        Assert.Equal(Reply(ReturnCode.Success, "11 22 31 02 51"), rig.Ask(Opcode.GetEventInterruptPolicy));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.SetEventInterruptPolicy, "00 0f 00 00"));
        Assert.Equal(Reply(ReturnCode.Success, "00 03 00 00 51"), rig.Ask(Opcode.GetEventInterruptPolicy));
    }

    [Fact]
    public void E9_both_available_fields_are_valid_and_the_host_id_is_0_towards_hosts()
    {
        var rig = new Rig();
        rig.Give((0, 1));
        Assert.Null(rig.Offer(0, T1, (2, 1)));
        rig.ClearDynamicCapacity(1);
        Assert.Equal(
            Records(more: false, Record(0, 2, Extent(2, 1, T1), extentsAvailable: 510, tagsAvailable: 63, host: 0)),
            rig.ReadLog());
    }

    [Fact]
    public void E10_the_timestamp_is_0_until_set_then_it_runs()
    {
        var rig = new Rig();
        rig.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Reply(ReturnCode.Success, Hex.U64(0)), rig.Ask(Opcode.GetTimestamp));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.SetTimestamp, Hex.U64(1_700_000_000_000_000_000)));
        rig.Clock.Advance(TimeSpan.FromMilliseconds(5));
        Assert.Equal(Reply(ReturnCode.Success, Hex.U64(1_700_000_000_005_000_000)), rig.Ask(Opcode.GetTimestamp));
        Assert.Null(rig.Offer((0, 1)));
        Assert.Equal(
            Records(
                more: false, Record(0, 1, Extent(0, 1), extentsAvailable: 511, timestamp: 1_700_000_000_005_000_000)),
                rig.ReadLog());
    }

    [Fact]
    public void E11_a_notification_only_for_logs_that_0105h_enabled()
    {
        var rig = new Rig();
        var masks = new List<ushort>();
        rig.Host.Cci.EventNotification += masks.Add;
        Assert.Null(rig.Offer((0, 1)));
        Assert.Empty(masks);
        rig.ClearDynamicCapacity(1);
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.SetMctpEventInterruptPolicy, "10 80"));
        Assert.Equal(Reply(ReturnCode.Success, "10 80"), rig.Ask(Opcode.GetMctpEventInterruptPolicy));
        Assert.True(Inject(rig, 1));
        Assert.Null(rig.Offer((2, 1), (4, 1)));
        Assert.Equal([(ushort)0x10], masks);
    }

    [Fact]
    public void E11_records_that_waited_are_told_of_when_they_enter_an_empty_log()
    {
        var rig = new Rig("""{"event_log_depths": {"dynamic_capacity": 2}}""");
        var masks = new List<ushort>();
        rig.Host.Cci.EventNotification += masks.Add;
        rig.Ask(Opcode.SetMctpEventInterruptPolicy, "10 00");
        Assert.Null(rig.Offer((0, 1), (2, 1), (4, 1)));
        Assert.Single(masks);
        rig.ClearDynamicCapacity(1, 2);
        Assert.Equal(2, masks.Count);
    }
}
