using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>Features: what there are, what is read, what is taken; FeatureTransferRules has how it is sent.</summary>
public class FeatureRules
{
    internal const string PatrolScrub = "96dad7d6fde8482ba73375774e06db8a";
    internal const string Ecs = "e5b13f2223284a14b8bab9691e893386";
    internal const string Scratchpad = "cb1261b9d79a4f379489592791b6246d";
    internal const string NoFeature = "cb1261b9d79a4f379489592791b6246e";

    internal const string EcsDefault = "01 01030000 01030000 01030000";

    private static readonly string _success = Reply(ReturnCode.Success);

    // Identifier, index, sizes, flags, versions, effects.
    private static readonly string[] _entries =
    [
        PatrolScrub + "0000 0400 0200 71000000 01 01 0202" + Hex.Zeros(18),
        Ecs + "0100 0d00 0700 71000000 01 01 0202" + Hex.Zeros(18),
        Scratchpad + "0200 0010 0010 77000000 01 01 0202" + Hex.Zeros(18),
        MaintenanceRules.SoftRepair + "0300 1400 0300 71000000 03 03 0202" + Hex.Zeros(18),
        MaintenanceRules.HardRepair + "0400 1400 0300 71000000 03 03 0202" + Hex.Zeros(18),
        MaintenanceRules.Cacheline + "0500 1300 0200 71000000 01 01 0202" + Hex.Zeros(18),
        MaintenanceRules.Row + "0600 1300 0200 71000000 01 01 0202" + Hex.Zeros(18),
        MaintenanceRules.Bank + "0700 1300 0200 71000000 01 01 0202" + Hex.Zeros(18),
        MaintenanceRules.Rank + "0800 1300 0200 71000000 01 01 0202" + Hex.Zeros(18),
    ];

    private readonly Rig _rig = new();

    [Theory]
    [InlineData(8, 0, 0)]
    [InlineData(55, 0, 0)]
    [InlineData(56, 1, 1)]
    [InlineData(103, 1, 1)]
    [InlineData(104, 1, 2)]
    [InlineData(440, 0, 9)]
    [InlineData(uint.MaxValue, 7, 2)]
    public void T1_features_are_listed_as_far_as_the_bytes_asked_for_go(uint count, int start, int expected) =>
        Assert.Equal(
            Reply(
                ReturnCode.Success, Hex.U16(expected), "0900 00000000",
                string.Concat(_entries.Skip(start).Take(expected))),
            _rig.Ask(Opcode.GetSupportedFeatures, Hex.U32(count), Hex.U16(start), "0000"));

    [Fact]
    public void T1_features_are_listed_as_far_as_the_response_may_go()
    {
        var rig = new Rig("""{"payload_size": 256}""");
        rig.Host.Cci.Execute(Opcode.SetResponseMessageLimit, [8], new byte[256]);
        Assert.StartsWith(
            Reply(ReturnCode.Success, "0500 0900"),
            rig.Ask(Opcode.GetSupportedFeatures, Hex.U32(uint.MaxValue), Hex.U32(0)),
            StringComparison.Ordinal);
        Assert.Equal(
            CommandResult.Success(8 + 48),
            rig.Host.Cci.Execute(Opcode.GetSupportedFeatures, Hex.Bytes("ffffffff 00000000"), new byte[103]));
    }

    [Theory]
    [InlineData(7, 0)]
    [InlineData(0, 0)]
    [InlineData(8, 9)]
    [InlineData(8, 0xFFFF)]
    public void T1_too_few_bytes_and_a_feature_that_is_not_there_are_invalid_input(uint count, int start)
    {
        string[] payload = [Hex.U32(count), Hex.U16(start), "0000"];
        Assert.Equal(Reply(ReturnCode.InvalidInput), _rig.Ask(Opcode.GetSupportedFeatures, payload));
        Assert.Equal("T1", _rig.RefusedBy(Opcode.GetSupportedFeatures, payload));
    }

    [Theory]
    [InlineData(PatrolScrub, "03 0c 01 00")]
    [InlineData(Ecs, EcsDefault)]
    public void T2_a_new_device_has_the_default_for_every_selection(string feature, string expected)
    {
        for (int selection = 0; selection < 3; selection++)
            Assert.Equal(Reply(ReturnCode.Success, expected), Get(feature, 0, 2048, selection));
    }

    [Theory]
    [InlineData(1, 2, "0c 01")]
    [InlineData(1, 9, "0c 01 00")]
    [InlineData(3, 1, "00")]
    [InlineData(0, 0, "")]
    public void T2_a_part_is_read_as_far_as_the_feature_goes(int offset, int count, string expected) =>
        Assert.Equal(Reply(ReturnCode.Success, expected), Get(PatrolScrub, offset, count));

    [Theory]
    [InlineData(NoFeature, 0, 1, 0, 0x03)]
    [InlineData(PatrolScrub, 0, 1, 3, 0x1A)]
    [InlineData(PatrolScrub, 0, 1, 255, 0x1A)]
    [InlineData(PatrolScrub, 4, 0, 0, 0x02)]
    [InlineData(Scratchpad, 0, 2049, 0, 0x02)]
    public void T2_what_is_not_there_and_what_does_not_fit_is_refused(
        string feature, int offset, int count, int selection, int code)
    {
        string[] payload = [feature, Hex.U16(offset), Hex.U16(count), Hex.U16(selection)[..2]];
        Assert.Equal(Reply(new ReturnCode((ushort)code)), _rig.Ask(Opcode.GetFeature, payload));
        Assert.Equal("T2", _rig.RefusedBy(Opcode.GetFeature, payload));
    }

    [Theory]
    [InlineData("01 00", "03 01 01 00")]
    [InlineData("ff ff", "03 ff 01 01")]
    public void T4_patrol_scrub_takes_a_cycle_of_an_hour_and_more(string value, string read)
    {
        Assert.Equal(_success, Set(PatrolScrub, value));
        Assert.Equal(Reply(ReturnCode.Success, read), Get(PatrolScrub, 0, 4));
    }

    [Theory]
    [InlineData("00 0300 0400 0500", "00 01030000 01040000 01050000")]
    [InlineData("fd fbff fcff 1d00", "01 010b0000 010c0000 010d0000")]
    public void T4_ECS_takes_its_thresholds_and_modes_and_a_counter_begins_anew(string value, string read)
    {
        Assert.Equal(_success, Set(Ecs, value));
        Assert.Equal(Reply(ReturnCode.Success, read), Get(Ecs, 0, 13));
    }

    [Theory]
    [InlineData(PatrolScrub, 0, "00 01", "data[0]", 32)]
    [InlineData(Ecs, 0, "02", "data[0]", 32)]
    [InlineData(Ecs, 0, "01 0300 0200", "data[3]", 35)]
    [InlineData(Ecs, 5, "0600", "data[0]", 32)]
    public void T4_a_value_that_a_feature_does_not_take_is_invalid_input_at_its_byte(
        string feature, int offset, string value, string field, int at)
    {
        string before = State.Of(_rig.Device);
        byte[] request = Hex.Bytes(FeatureTransferRules.Part(feature, 0, offset, value));
        Refusal refusal = _rig.Host.Cci.Execute(Opcode.SetFeature, request, new byte[2048]).Refusal!;
        Assert.Equal(
            (ReturnCode.InvalidInput, "T4", field, (int?)at),
            (refusal.Code, refusal.Rule, refusal.Field, refusal.Offset));
        Assert.Equal(before, State.Of(_rig.Device));
    }

    [Fact]
    public void T4_what_is_wrong_in_an_earlier_part_is_told_of_the_data_as_a_whole()
    {
        Assert.Equal(_success, Send(Ecs, 1, 0, "02"));
        byte[] request = Hex.Bytes(FeatureTransferRules.Part(Ecs, 3, 1, "0300"));
        Refusal refusal = _rig.Host.Cci.Execute(Opcode.SetFeature, request, new byte[2048]).Refusal!;
        Assert.Equal(("T4", "data", (int?)32), (refusal.Rule, refusal.Field, refusal.Offset));
        Assert.Equal(_success, Send(Ecs, 4, 0, ""));
        Assert.Equal(Reply(ReturnCode.Success, EcsDefault), Get(Ecs, 0, 13));
    }

    [Theory]
    [InlineData(PatrolScrub, "function-level", true)]
    [InlineData(PatrolScrub, "", false)]
    [InlineData(PatrolScrub, "function", false)]
    [InlineData(PatrolScrub, "power-on", false)]
    [InlineData(Scratchpad, "function-level", true)]
    [InlineData(Scratchpad, "", true)]
    [InlineData(Scratchpad, "function", true)]
    [InlineData(Scratchpad, "power-on", false)]
    public void T5_what_is_not_saved_outlives_the_resets_that_its_feature_says(
        string feature, string reset, bool outlives)
    {
        Assert.Equal(_success, Set(feature, "05 01", saved: true));
        string saved = Get(feature, 0, 8);
        Assert.Equal(_success, Set(feature, "07 00", saved: false));
        string current = Get(feature, 0, 8);
        Assert.NotEqual(saved, current);
        Assert.Equal(saved, Get(feature, 0, 8, selection: 2));
        Reset(reset);
        Assert.Equal(outlives ? current : saved, Get(feature, 0, 8));
        Assert.Equal(saved, Get(feature, 0, 8, selection: 2));
    }

    [Fact]
    public void T5_what_was_never_saved_is_the_default_after_a_reset()
    {
        Assert.Equal(_success, Set(Ecs, "00 0400", saved: false));
        Reset("power-on");
        Assert.Equal(Reply(ReturnCode.Success, EcsDefault), Get(Ecs, 0, 13));
        Assert.Equal(_success, Set(Ecs, "00 0400", saved: true));
        Reset("power-on");
        Assert.Equal(Reply(ReturnCode.Success, "00 01040000 01030000 01030000"), Get(Ecs, 0, 13));
        Assert.Equal(Reply(ReturnCode.Success, EcsDefault), Get(Ecs, 0, 13, selection: 1));
    }

    private void Reset(string kind)
    {
        if (kind.Length == 0)
            _rig.Device.Reset();
        else
            _rig.Host.Function.Reset(
                kind == "function-level" ? Registers.ResetKind.FunctionLevel
                : kind == "function" ? Registers.ResetKind.Conventional
                : Registers.ResetKind.PowerOn);
    }

    private string Get(string feature, int offset, int count, int selection = 0) => _rig.Ask(
        Opcode.GetFeature, feature, Hex.U16(offset), Hex.U16(count), Hex.U16(selection)[..2]);

    private string Set(string feature, string value, bool saved = false) => Send(feature, saved ? 8 : 0, 0, value);

    private string Send(string feature, int flags, int offset, string data) =>
        _rig.Ask(Opcode.SetFeature, FeatureTransferRules.Part(feature, flags, offset, data));
}
