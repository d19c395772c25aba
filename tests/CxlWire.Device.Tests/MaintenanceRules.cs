using CxlWire.Device.Registers;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>Maintenance operations: Post Package Repair and memory sparing.</summary>
public class MaintenanceRules
{
    internal const string SoftRepair = "892ba475fad8474e9d3e692c917568bb";
    internal const string HardRepair = "80ea4521786f4127afb1ec7459fb0e24";
    internal const string Cacheline = "96c3338691dd44c79ecbfdaf6503bac4";
    internal const string Row = "450ebf67b1354f97a498c2d57f279bed";
    internal const string Bank = "78b7963690ac4b64a4effaac5d18a863";
    internal const string Rank = "34dbaff5055242818f76da0b5e7a76a7";

    // Class and subclass; flags, DPA 1000h, nibble mask.
    private const string SoftRepairOf1000h = "01 00 00 0010000000000000 9ca500";
    private const string HardRepairOf1000h = "01 01 00 0010000000000000 9ca500";

    // Channel 1, rank 2, nibble mask, bank group 6, bank 7, row, column, sub-channel 13.
    private const string Place = "01 02 030405 06 07 08090a 0b0c 0d";

    private static readonly string _started = Reply(ReturnCode.BackgroundCommandStarted);
    private static readonly string _success = Reply(ReturnCode.Success);

    private readonly Rig _rig = new("""{"hosts": 2, "event_log_depths": {"informational": 64}}""");

    [Theory]
    [InlineData("00 00")]
    [InlineData("00 ff ffffff")]
    public void M1_no_operation_does_nothing(string payload) =>
        Assert.Equal(_success, _rig.Ask(Opcode.PerformMaintenance, payload));

    [Theory]
    [InlineData("03 00", "operation_class", 0)]
    [InlineData("ff ff", "operation_class", 0)]
    [InlineData("01 02", "operation_subclass", 1)]
    [InlineData("02 04", "operation_subclass", 1)]
    public void M1_another_operation_is_invalid_input(string payload, string field, int offset) =>
        AssertRefused(payload, ReturnCode.InvalidInput, "M1", field, offset);

    [Theory]
    [InlineData("01 00 00 0010000000000000 9ca5", "parameters.nibble_mask", 11)]
    [InlineData("01 00", "parameters.query_resources", 2)]
    [InlineData("02 03 00 01 02 030405 06 07 08090a 0b0c", "parameters.sub_channel", 15)]
    [InlineData("02 00 00" + Place + "00", "parameters.end", 16)]
    public void M1_parameters_have_the_length_of_their_operation(string payload, string field, int offset) =>
        AssertRefused(payload, ReturnCode.InvalidPayloadLength, "M1", field, offset);

    [Theory]
    [InlineData("ffffffffffffffff")]
    [InlineData("0000001000000000")]
    [InlineData("0000000001000000")]
    public void M2_what_is_repaired_is_memory_that_the_host_has(string dpa)
    {
        AssertRefused(
            $"01 00 00 {dpa} 000000", ReturnCode.InvalidPhysicalAddress, "M2", "parameters.dpa", 3);
        AssertRefused(
            $"01 01 01 {dpa} 000000", ReturnCode.InvalidPhysicalAddress, "M2", "parameters.dpa", 3);
    }

    [Fact]
    public void M2_capacity_that_the_host_has_accepted_is_repaired()
    {
        _rig.Give((0, 1));
        Assert.Equal(_started, _rig.Ask(Opcode.PerformMaintenance, "01 00 00", Hex.U64(Base0 + Block - 1), "000000"));
        _rig.Clock.Advance(TimeSpan.FromSeconds(1));
        string after = "01 00 00" + Hex.U64(Base0 + Block) + "000000";
        AssertRefused(after, ReturnCode.InvalidPhysicalAddress, "M2", "parameters.dpa", 3);
    }

    [Theory]
    [InlineData(SoftRepairOf1000h, 16)]
    [InlineData(HardRepairOf1000h, 8)]
    [InlineData("02 00 00" + Place, 32)]
    [InlineData("02 01 02" + Place, 16)]
    [InlineData("02 02 00" + Place, 4)]
    [InlineData("02 03 02" + Place, 1)]
    public void M3_operations_end_with_their_spare_resources(string payload, int spares)
    {
        for (int i = 0; i < spares; i++)
            Run(payload);
        string state = State.Of(_rig.Device);
        AssertRefused(payload, ReturnCode.ResourcesExhausted, "M3", "operation_subclass", 1);
        Assert.Equal(state, State.Of(_rig.Device));
    }

    [Theory]
    [InlineData(SoftRepairOf1000h, 16, ResetKind.PowerOn, true)]
    [InlineData(SoftRepairOf1000h, 16, ResetKind.Conventional, false)]
    [InlineData(HardRepairOf1000h, 8, ResetKind.PowerOn, false)]
    [InlineData("02 02 00" + Place, 4, ResetKind.PowerOn, true)]
    [InlineData("02 02 02" + Place, 4, ResetKind.PowerOn, false)]
    public void M3_power_on_gives_soft_ones_back(string payload, int spares, ResetKind kind, bool isBack)
    {
        for (int i = 0; i < spares; i++)
            Run(payload);
        _rig.Host.Function.Reset(kind);
        Assert.Equal(
            isBack ? _started : Reply(ReturnCode.ResourcesExhausted), _rig.Ask(Opcode.PerformMaintenance, payload));
    }

    [Fact]
    public void M3_an_operation_uses_its_spare_at_its_end_and_none_where_it_is_aborted()
    {
        string rank = "02 03 00" + Place;
        Assert.Equal(_started, _rig.Ask(Opcode.PerformMaintenance, rank));
        Assert.Equal(Reply(ReturnCode.Busy), Ask(_rig.Device.Hosts[1].Cci, Opcode.PerformMaintenance, rank));
        Assert.Equal(_success, _rig.Ask(Opcode.RequestAbortBackgroundOperation));
        Assert.Equal(Records(more: false), _rig.ReadLog(EventLogType.Informational));
        Assert.Equal(_started, _rig.Ask(Opcode.PerformMaintenance, rank));
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(99));
        Assert.Equal(Records(more: false), _rig.ReadLog(EventLogType.Informational));
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(Reply(ReturnCode.Success, "c8 00 0006 0000 0000"), _rig.Ask(Opcode.BackgroundOperationStatus));
        Assert.Equal(Reply(ReturnCode.ResourcesExhausted), _rig.Ask(Opcode.PerformMaintenance, rank));
    }

    [Fact]
    public void M3_a_query_of_repair_says_whether_there_is_a_spare_and_uses_none()
    {
        const string query = "01 01 01 0010000000000000 000000";
        for (int i = 0; i < 8; i++)
        {
            Assert.Equal(_success, _rig.Ask(Opcode.PerformMaintenance, query));
            Run(HardRepairOf1000h);
        }

        AssertRefused(query, ReturnCode.ResourcesExhausted, "M3", "operation_subclass", 1);
    }

    [Theory]
    [InlineData("00", 0, "7b00", "030405 06 07 08090a 0b0c", "00")]
    [InlineData("08", 0, "7f00", "030405 06 07 08090a 0b0c", "00")]
    [InlineData("0e", 0, "7f02", "030405 06 07 08090a 0b0c", "0d")]
    [InlineData("0c", 1, "3f00", "030405 06 07 08090a 0000", "00")]
    [InlineData("0c", 2, "1f00", "030405 06 07 000000 0000", "00")]
    [InlineData("04", 3, "0300", "000000 00 00 000000 0000", "00")]
    public void M4_a_record_tells_of_sparing_what_its_unit_has(
        string flags, int unit, string validity, string place, string subChannel)
    {
        if (validity == "7b00")
            place = "000000" + place[6..];
        int spares = unit switch { 0 => 32, 1 => 16, 2 => 4, _ => 1 };
        Run($"02 0{unit} {flags} {Place}");
        string told = flags == "0e" ? "02" : "00";
        Assert.Equal(
            Records(more: false, Record(2, unit, 1, told, validity, spares - 1, "01 02", place, subChannel)),
            _rig.ReadLog(EventLogType.Informational));
        Assert.Equal(0, _rig.Device.Hosts[1].Cci.Logs[0].Count);
    }

    [Fact]
    public void M4_a_query_of_sparing_is_answered_by_a_record_at_once()
    {
        Run("02 03 00" + Place);
        Assert.Equal(_success, _rig.Ask(Opcode.PerformMaintenance, "02 03 01" + Place));
        const string nothing = "000000 00 00 000000 0000";
        Assert.Equal(
            Records(
                more: false,
                Record(2, 3, 1, "00", "0300", 0, "01 02", nothing, "00"),
                Record(2, 3, 2, "01", "0300", 0, "01 02", nothing, "00")),
            _rig.ReadLog(EventLogType.Informational));
    }

    [Theory]
    [InlineData(SoftRepair, SoftRepairOf1000h, 0, "00", 15)]
    [InlineData(HardRepair, HardRepairOf1000h, 1, "02", 7)]
    public void M4_records_tell_of_repair_where_its_feature_says_so(
        string feature, string payload, int subclass, string flags, int left)
    {
        Assert.Equal(_success, _rig.Ask(Opcode.SetFeature, FeatureTransferRules.Part(feature, 0, 2, "01", version: 3)));
        Run(payload);
        Assert.Equal(_success, _rig.Ask(Opcode.SetFeature, FeatureTransferRules.Part(feature, 0, 2, "00", version: 3)));
        Run(payload);
        Assert.Equal(
            Records(
                more: false,
                Record(1, subclass, 1, flags, "0400", left, "00 00", "9ca500 00 00 000000 0000", "00")),
            _rig.ReadLog(EventLogType.Informational));
    }

    [Theory]
    [InlineData(SoftRepair, "05 0000 0000 01 00 000000000000000000 07 0000 00")]
    [InlineData(HardRepair, "05 0000 0000 01 01 000000000000000000 07 0000 00")]
    [InlineData(Cacheline, "05 0000 0000 02 00 00000000000000000000 0600")]
    [InlineData(Row, "05 0000 0000 02 01 00000000000000000000 0600")]
    [InlineData(Bank, "05 0000 0000 02 02 00000000000000000000 0600")]
    [InlineData(Rank, "05 0000 0000 02 03 00000000000000000000 0600")]
    public void T2_the_features_of_maintenance_say_what_there_is(string feature, string expected) =>
        Assert.Equal(Reply(ReturnCode.Success, expected), _rig.Ask(Opcode.GetFeature, feature, "0000 0008 00"));

    [Theory]
    [InlineData(SoftRepair, 3, "01 00 00", 32)]
    [InlineData(HardRepair, 3, "00 00 02", 34)]
    [InlineData(Rank, 1, "01 00", 32)]
    public void T4_the_device_begins_no_operation_of_its_own_accord(string feature, int version, string value, int at)
    {
        string[] payload = FeatureTransferRules.Part(feature, 0, 0, value, version);
        Refusal refusal = _rig.Host.Cci.Execute(Opcode.SetFeature, Hex.Bytes(payload), new byte[2048]).Refusal!;
        Assert.Equal(
            (ReturnCode.InvalidInput, "T4", $"data[{at - 32}]", (int?)at),
            (refusal.Code, refusal.Rule, refusal.Field, refusal.Offset));
    }

    /// <summary>A Memory Sparing Event Record.</summary>
    private static string Record(
        int operationClass, int subclass, int handle, string flags, string validity, int left, string channelAndRank,
        string place, string subChannel)
    {
        string operation = Hex.U16(operationClass)[..2] + Hex.U16(subclass)[..2];
        return "e71f3a402d2940928a394d1c966c7c65 80 400000" + Hex.U16(handle) + "0000" + Hex.Zeros(8) + operation
            + Hex.Zeros(14) + operation + flags + "00" + validity + Hex.Zeros(6) + Hex.U16(left) + channelAndRank
            + place + Hex.Zeros(16) + subChannel + Hex.Zeros(37);
    }

    private void Run(string payload)
    {
        Assert.Equal(_started, _rig.Ask(Opcode.PerformMaintenance, payload));
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(100));
    }

    private void AssertRefused(string payload, ReturnCode code, string rule, string field, int offset)
    {
        Refusal refusal =
            _rig.Host.Cci.Execute(Opcode.PerformMaintenance, Hex.Bytes(payload), new byte[2048]).Refusal!;
        Assert.Equal(
            (code, rule, field, (int?)offset), (refusal.Code, refusal.Rule, refusal.Field, refusal.Offset));
    }
}
