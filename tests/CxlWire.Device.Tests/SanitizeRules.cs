using CxlWire.Device.Capacity;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>Sanitizing: of all, by new keys, and of ranges.</summary>
public class SanitizeRules
{
    private const string Label = "00000000 00000000 aabbccdd";
    private const string ReadLabel = "00000000 04000000";

    private static readonly string _success = Reply(ReturnCode.Success);
    private static readonly string _started = Reply(ReturnCode.BackgroundCommandStarted);
    private static readonly string _disabled = Reply(ReturnCode.MediaDisabled);

    // Static capacity of 256 MiB, dynamic capacity of 256 and 512 MiB: a second a GiB, all of it.
    private readonly Rig _rig = new(
        """
        {"hosts": 2, "volatile_capacity": 0, "persistent_capacity": "256 MiB", "lsa_size": 256,
         "regions": [{"length": "256 MiB"}, {"length": "512 MiB"}]}
        """);

    [Fact]
    public void Z1_sanitizing_takes_its_time_by_the_devices_capacity()
    {
        Assert.Equal(_started, _rig.Ask(Opcode.Sanitize));
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(Reply(ReturnCode.Success, "c7 00 0044 0000 0000"), _rig.Ask(Opcode.BackgroundOperationStatus));
        Assert.Equal(Reply(ReturnCode.Busy), _rig.Ask(Opcode.Sanitize));
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(Reply(ReturnCode.Success, "c8 00 0044 0000 0000"), _rig.Ask(Opcode.BackgroundOperationStatus));
    }

    [Fact]
    public void Z1_labels_are_zero_afterwards()
    {
        Assert.Equal(_success, _rig.Ask(Opcode.SetLsa, Label));
        Sanitize();
        Assert.Equal(Reply(ReturnCode.Success, Hex.Zeros(4)), _rig.Ask(Opcode.GetLsa, ReadLabel));
    }

    [Fact]
    public void Z1_labels_are_kept_before_it_is_answered_and_where_they_cannot_be_nothing_begins()
    {
        var kept = new List<string>();
        string? failure = null;
        _rig.Device.LabelStorage.Keeper = (offset, content) =>
        {
            Assert.False(_rig.Device.Gate.IsHeldByCurrentThread);
            kept.Add($"{offset}: {Hex.Text(content)}");
            return failure;
        };
        Assert.Equal(_success, _rig.Ask(Opcode.SetLsa, Label));
        failure = "the disk is full";
        Assert.Equal(Reply(ReturnCode.InternalError), _rig.Ask(Opcode.Sanitize));
        AssertMedia(isDisabled: false);
        Assert.Equal(Reply(ReturnCode.Success, "aabbccdd"), _rig.Ask(Opcode.GetLsa, ReadLabel));
        failure = null;
        kept.Clear();
        Assert.Equal(_started, _rig.Ask(Opcode.Sanitize));
        Assert.Equal([$"0: {Hex.Zeros(256)}"], kept);
    }

    [Fact]
    public void Z1_labels_stay_where_it_is_refused_because_something_else_runs()
    {
        byte[] file = new byte[256];
        _rig.Device.LabelStorage.Keeper = (offset, content) =>
        {
            content.CopyTo(file.AsSpan(offset));
            return null;
        };
        Assert.Equal(_success, _rig.Ask(Opcode.SetLsa, Label));
        Assert.Equal(_started, Operate(1, 0, (0, 0x1000_0000)));
        Assert.Equal(Reply(ReturnCode.Busy), _rig.Ask(Opcode.Sanitize));
        Assert.Equal("aabbccdd", Hex.Text(file.AsSpan(0, 4)));
        Assert.Equal(Reply(ReturnCode.Success, "aabbccdd"), _rig.Ask(Opcode.GetLsa, ReadLabel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Z1_Z4_while_a_user_passphrase_is_set_nothing_is_sanitized_or_erased(bool isLocked)
    {
        Assert.Equal(_success, _rig.Ask(Opcode.SetPassphrase, "01", Hex.Zeros(95)));
        Assert.Equal(_success, _rig.Ask(Opcode.SetLsa, Label));
        if (isLocked)
            _rig.Device.Reset();
        foreach (Opcode opcode in new[] { Opcode.Sanitize, Opcode.SecureErase })
            Assert.Equal(Reply(ReturnCode.InvalidSecurityState), _rig.Ask(opcode));
        Assert.Equal("Z1", _rig.RefusedBy(Opcode.Sanitize));
        Assert.Equal("Z4", _rig.RefusedBy(Opcode.SecureErase));
        AssertMedia(isDisabled: false);
        Assert.Equal(_success, _rig.Ask(Opcode.DisablePassphrase, "01", Hex.Zeros(63)));
        Assert.Equal(Reply(ReturnCode.Success, "aabbccdd"), _rig.Ask(Opcode.GetLsa, ReadLabel));
    }

    [Fact]
    public void Z2_what_needs_the_media_is_refused_to_every_host_until_sanitizing_ends()
    {
        AssertMedia(isDisabled: false);
        Assert.Equal(_started, _rig.Ask(Opcode.Sanitize));
        AssertMedia(isDisabled: true);
        string range = Hex.U64(0) + Hex.U64(1);
        (Opcode Opcode, string Payload)[] refused =
        [
            (Opcode.GetEventRecords, "00"),
            (Opcode.GetLog, "0da9c0b5bf414b788f7996b1623b3f17 00000000 00000000"),
            (Opcode.GetPartitionInfo, ""),
            (Opcode.SetPartitionInfo, Hex.Zeros(9)),
            (Opcode.GetLsa, ReadLabel),
            (Opcode.SetLsa, Label),
            (Opcode.GetPoisonList, range),
            (Opcode.InjectPoison, Hex.U64(0)),
            (Opcode.ClearPoison, Hex.U64(0) + Hex.Zeros(64)),
            (Opcode.SecureErase, ""),
            (Opcode.PassphraseSecureErase, "01" + Hex.Zeros(63)),
        ];
        foreach ((Opcode opcode, string payload) in refused)
        {
            foreach (Host host in _rig.Device.Hosts)
                Assert.Equal(_disabled, Ask(host.Cci, opcode, payload));
            Assert.Equal("Z2", _rig.RefusedBy(opcode, payload));
        }

        foreach (Opcode opcode in new[] { Opcode.Identify, Opcode.IdentifyMemoryDevice, Opcode.GetSecurityState })
            Assert.StartsWith("Success: ", _rig.Ask(opcode), StringComparison.Ordinal);
        Assert.StartsWith("Success: ", Ask(_rig.FabricManager, Opcode.GetEventRecords, "00"), StringComparison.Ordinal);
        _rig.Clock.Advance(TimeSpan.FromSeconds(1));
        AssertMedia(isDisabled: false);
        Assert.StartsWith("Success: ", _rig.Ask(Opcode.GetPartitionInfo), StringComparison.Ordinal);
    }

    [Fact]
    public void Z2_aborted_it_leaves_the_media_disabled_until_it_is_sanitized()
    {
        Poison(0);
        Assert.Equal(_started, _rig.Ask(Opcode.Sanitize));
        Assert.Equal(_success, _rig.Ask(Opcode.RequestAbortBackgroundOperation));
        _rig.Clock.Advance(TimeSpan.FromSeconds(9));
        _rig.Device.Reset();
        AssertMedia(isDisabled: true);
        Assert.Equal(_disabled, _rig.Ask(Opcode.ScanMedia, Hex.U64(0), Hex.U64(1), "00"));
        Assert.Equal(_disabled, Operate(1, 0, (0, 64)));
        Sanitize();
        AssertMedia(isDisabled: false);
        AssertPoisoned();
    }

    [Fact]
    public void Z3_poison_and_records_are_gone_and_what_hosts_hold_and_are_offered_is_not()
    {
        _rig.Give((0, 4));
        Poison(0);
        Poison(Base0);
        Assert.Null(_rig.Offer((8, 1)));
        string list = _rig.WholeList(), offers = _rig.ReadLog();
        Assert.Equal(2, _rig.Host.Cci.Logs[EventLogType.Failure.Value].Count);
        Sanitize();
        AssertPoisoned();
        Assert.Equal(Records(more: false), _rig.ReadLog(EventLogType.Failure));
        Assert.Equal(Records(more: false), Ask(_rig.Device.Hosts[1].Cci, Opcode.GetEventRecords, "02"));
        Assert.Equal(offers, _rig.ReadLog());
        Assert.Equal(list, _rig.WholeList());
        Assert.Equal(_success, _rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((8, 1))));
    }

    [Theory]
    [InlineData(0x4400)]
    [InlineData(0x4401)]
    public void Z3_Z4_what_one_of_two_hosts_has_let_go_of_is_clean(int opcode)
    {
        var rig = new Rig(
            """
            {"hosts": 2, "volatile_capacity": "256 MiB",
             "regions": [{"length": "256 MiB", "sharable": true, "sanitize_on_release": true}]}
            """);
        const string tag = "00112233-4455-6677-8899-aabbccddeeff";
        Assert.Null(rig.Offer(0, tag, (0, 1)));
        Assert.Equal(_success, rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 1))));
        Assert.Null(rig.Device.FabricManager.AddReference(TagOf(tag)));
        Assert.Equal(_success, rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 1))));
        rig.Ask(new Opcode((ushort)opcode));
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        rig.Ask(Opcode.Identify);
        Assert.Null(rig.Device.FabricManager.RemoveReference(TagOf(tag)));
        Assert.True(rig.Device.Pool.IsFree(new DpaRange(Base0, Block)));
    }

    [Fact]
    public void Z4_erasing_takes_no_time_and_leaves_labels_and_records()
    {
        Assert.Equal(_success, _rig.Ask(Opcode.SetLsa, Label));
        Poison(0);
        Assert.Equal(_success, _rig.Ask(Opcode.SecureErase));
        AssertPoisoned();
        AssertMedia(isDisabled: false);
        Assert.Equal(Reply(ReturnCode.Success, "aabbccdd"), _rig.Ask(Opcode.GetLsa, ReadLabel));
        Assert.Equal(1, _rig.Host.Cci.Logs[EventLogType.Failure.Value].Count);
    }

    [Theory]
    [InlineData("0000 0900", "0200 0200 0100 0101")]
    [InlineData("0100 0900", "0200 0100 0101")]
    [InlineData("0000 0100", "0200 0100 0100")]
    [InlineData("0100 0000", "0200 0000")]
    public void Z5_discovery_lists_the_operations(string asked, string told) => Assert.Equal(
        Reply(ReturnCode.Success, Hex.U64(64), told), Operation("00 00", 0, asked));

    [Theory]
    [InlineData("00 00", 0, "0200 0100", "Invalid Input")]
    [InlineData("00 00", 1, "0000 0100", "Invalid Input")]
    [InlineData("00 00", 0, "0000 01", "Invalid Payload Length")]
    [InlineData("00 00", 0, "0000 0100 00", "Invalid Payload Length")]
    [InlineData("00 01", 0, "0000 0100", "Unsupported")]
    [InlineData("01 02", 0, "", "Unsupported")]
    [InlineData("02 00", 0, "", "Unsupported")]
    public void Z5_what_is_no_operation_is_refused(string operation, int count, string arguments, string code)
    {
        Assert.Equal($"{code}: ", Operation(operation, count, arguments));
        Assert.Equal("Z5", _rig.RefusedBy(Opcode.MediaOperations, operation, "0000", Hex.U32(count), arguments));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Z6_ranges_have_no_poison_once_their_time_is_over(byte subclass)
    {
        _rig.Give((0, 2));
        Poison(0x1000);
        Poison(0x1040);
        Poison(Base0 + Block);
        Assert.Equal(_started, Operate(1, subclass, (0x1000, 64), (Base0, 2 * Block)));
        AssertMedia(isDisabled: false);
        AssertPoisoned(0x1000, 0x1040, Base0 + Block);
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(4));
        AssertPoisoned(0x1040);
        Assert.Equal(3, _rig.Host.Cci.Logs[EventLogType.Failure.Value].Count);
    }

    [Fact]
    public void Z6_what_a_host_has_let_go_of_meanwhile_is_not_its_to_sanitize()
    {
        _rig.Give((0, 1));
        Assert.Equal(_started, Operate(1, 0, (Base0, Block)));
        Assert.Equal(_success, _rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 1))));
        Assert.Null(_rig.Device.FabricManager.Add(new FabricManagement.AddCapacityRequest
        {
            HostId = 1,
            Region = 0,
            Extents = [new FabricManagement.RegionRange(0, Block)],
        }));
        CciPort other = _rig.Device.Hosts[1].Cci;
        Assert.Equal(_success, Ask(other, Opcode.AddDynamicCapacityResponse, Entries((0, 1))));
        Poison(Base0);
        _rig.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Reply(ReturnCode.Success, "c8 00 0244 0000 0000"), _rig.Ask(Opcode.BackgroundOperationStatus));
        Assert.Equal(
            Reply(
                ReturnCode.Success, Hex.Zeros(10), Hex.U16(1), Hex.Zeros(20), Hex.U64(Base0 + 1), Hex.U32(1),
                Hex.Zeros(4)),
            Ask(other, Opcode.GetPoisonList, Hex.U64(0), Hex.U64((Base0 + Block) / 64)));
    }

    [Theory]
    [InlineData(0x20UL, 64UL)]
    [InlineData(0UL, 32UL)]
    [InlineData(0UL, 0UL)]
    [InlineData(Base0, 64UL)]
    [InlineData(Base0 - 64, 128UL)]
    [InlineData(64UL, ulong.MaxValue - 63)]
    public void Z6_a_range_that_is_none_of_the_hosts_is_refused(ulong start, ulong length)
    {
        Assert.Equal(Reply(ReturnCode.InvalidInput), Operate(1, 0, (0, 64), (start, length)));
        Assert.Equal("Z6", _rig.RefusedBy(Opcode.MediaOperations, Ranges(1, 0, (0, 64), (start, length))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Z6_another_number_of_ranges_than_follow_is_refused(int count) => Assert.Equal(
        Reply(ReturnCode.InvalidPayloadLength), Operation("01 00", count, Range(0, 64) + Range(64, 64)));

    [Fact]
    public void Z6_locked_memory_is_not_sanitized()
    {
        Assert.Equal(_success, _rig.Ask(Opcode.SetPassphrase, "01", Hex.Zeros(95)));
        Assert.Equal(_started, Operate(1, 0, (0, 64)));
        _rig.Device.Reset();
        Assert.Equal(Reply(ReturnCode.InvalidSecurityState), Operate(1, 0, (0, 64)));
        Assert.Equal("K5", _rig.RefusedBy(Opcode.MediaOperations, Ranges(1, 0, (0, 64))));
    }

    private static string Range(ulong start, ulong length) => Hex.U64(start) + Hex.U64(length);

    private static string Ranges(byte operationClass, byte subclass, params (ulong Start, ulong Length)[] ranges) =>
        $"{operationClass:x2}{subclass:x2}0000" + Hex.U32(ranges.Length)
        + string.Concat(ranges.Select(range => Range(range.Start, range.Length)));

    private void Poison(ulong dpa) => Assert.Null(_rig.Device.InjectPoison(new DpaRange(dpa, 64)));

    private void Sanitize()
    {
        Assert.Equal(_started, _rig.Ask(Opcode.Sanitize));
        _rig.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private string Operate(byte operationClass, byte subclass, params (ulong Start, ulong Length)[] ranges) =>
        _rig.Ask(Opcode.MediaOperations, Ranges(operationClass, subclass, ranges));

    private string Operation(string operation, int count, string arguments) =>
        _rig.Ask(Opcode.MediaOperations, operation, "0000", Hex.U32(count), arguments);

    private void AssertPoisoned(params ulong[] lines) => Assert.Equal(
        Reply(
            ReturnCode.Success, Hex.Zeros(10), Hex.U16(lines.Length), Hex.Zeros(20),
            string.Concat(lines.Select(dpa => Hex.U64(dpa + 1) + Hex.U32(1) + Hex.Zeros(4)))),
        _rig.Ask(Opcode.GetPoisonList, Hex.U64(0), Hex.U64(0x4000_0000 / 64)));

    private void AssertMedia(bool isDisabled)
    {
        foreach (Host host in _rig.Device.Hosts)
        {
            byte[] status = new byte[8];
            host.Function.DeviceRegisters.Read(0x1000, status);
            Assert.Equal(isDisabled ? "1c00000000000000" : "1400000000000000", Hex.Text(status));
        }
    }
}
