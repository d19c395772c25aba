using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.FeatureRules;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>What 0502h sends of a feature, whole and in parts.</summary>
public class FeatureTransferRules
{
    private const int Full = 0, Initiate = 1, Continue = 2, Finish = 3, Abort = 4, Saved = 8;

    private static readonly string _success = Reply(ReturnCode.Success);

    private readonly Rig _rig = new("""{"hosts": 2}""");

    /// <summary>Payload of 0502h.</summary>
    internal static string[] Part(string feature, int flags, int offset, string data, int version = 1) =>
        [feature, Hex.U32(flags), Hex.U16(offset), Hex.U16(version)[..2], Hex.Zeros(9), data];

    [Fact]
    public void T3_a_part_alone_leaves_the_bytes_around_it()
    {
        Assert.Equal(_success, Send(PatrolScrub, Full, 1, "01"));
        Assert.Equal(Reply(ReturnCode.Success, "03 0c 01 01"), Get(PatrolScrub, 0, 4));
        Assert.Equal(_success, Send(PatrolScrub, Full, 0, "18"));
        Assert.Equal(Reply(ReturnCode.Success, "03 18 01 01"), Get(PatrolScrub, 0, 4));
    }

    [Fact]
    public void T3_parts_count_with_the_last_one_and_leave_what_another_host_wrote_meanwhile()
    {
        string first = Repeated("a1", 2016), second = Repeated("b2", 1000), third = Repeated("c3", 80);
        Assert.Equal(_success, Send(Scratchpad, Initiate, 1000, first));
        Assert.Equal(_success, Send(Scratchpad, Continue, 3016, second));
        Assert.Equal(Reply(ReturnCode.Success, Hex.Zeros(16)), Get(Scratchpad, 3008, 16, _rig.Device.Hosts[1].Cci));
        Assert.Equal(
            _success, Ask(_rig.Device.Hosts[1].Cci, Opcode.SetFeature, Part(Scratchpad, Full, 999, "eeee")));
        Assert.Equal(_success, Send(Scratchpad, Finish | Saved, 4016, third));
        string expected = Hex.Zeros(999) + "ee" + first + second + third;
        Assert.Equal(Reply(ReturnCode.Success, expected[..4096]), Get(Scratchpad, 0, 2048));
        Assert.Equal(Reply(ReturnCode.Success, expected[4096..]), Get(Scratchpad, 2048, 2048));
        _rig.Host.Function.Reset(Registers.ResetKind.PowerOn);
        Assert.Equal(Reply(ReturnCode.Success, expected[4096..]), Get(Scratchpad, 2048, 2048));
    }

    [Theory]
    [InlineData(Continue, 2, "5a")]
    [InlineData(Continue, 0, "5a")]
    [InlineData(Finish, 4, "5a")]
    public void T3_a_part_that_does_not_follow_is_out_of_order_and_the_right_one_may_still_come(
        int action, int offset, string data)
    {
        Assert.Equal(_success, Send(Scratchpad, Initiate, 0, "a1a1a1"));
        Refused(ReturnCode.FeatureTransferOutOfOrder, Part(Scratchpad, action, offset, data));
        Assert.Equal(_success, Send(Scratchpad, Finish, 3, "c3"));
        Assert.Equal(Reply(ReturnCode.Success, "a1a1a1c300"), Get(Scratchpad, 0, 5));
    }

    [Theory]
    [InlineData(Continue)]
    [InlineData(Finish)]
    public void T3_without_a_first_part_a_later_one_is_out_of_order(int action)
    {
        Refused(ReturnCode.FeatureTransferOutOfOrder, Part(Scratchpad, action, 0, "5a"));
        Assert.Equal(_success, Send(Scratchpad, Initiate, 0, "a1"));
        Assert.Equal(_success, Send(Scratchpad, Finish, 1, "c3"));
        Refused(ReturnCode.FeatureTransferOutOfOrder, Part(Scratchpad, action, 2, "5a"));
        Assert.Equal(Reply(ReturnCode.Success, "a1c300"), Get(Scratchpad, 0, 3));
    }

    [Theory]
    [InlineData(Scratchpad, Full)]
    [InlineData(Scratchpad, Initiate)]
    [InlineData(PatrolScrub, Full)]
    [InlineData(PatrolScrub, Initiate)]
    [InlineData(PatrolScrub, Continue)]
    [InlineData(PatrolScrub, Finish)]
    [InlineData(PatrolScrub, Abort)]
    public void T3_a_host_has_one_transfer_at_a_time_in_progress(string feature, int action)
    {
        Assert.Equal(_success, Send(Scratchpad, Initiate, 0, "a1"));
        Refused(ReturnCode.FeatureTransferInProgress, Part(feature, action, 1, "01"));
        Assert.Equal(Reply(ReturnCode.FeatureTransferInProgress), Get(Scratchpad, 0, 1));
        Assert.Equal(Reply(ReturnCode.Success, "03 0c 01 00"), Get(PatrolScrub, 0, 4));
        Assert.Equal(_success, Send(Scratchpad, Finish, 1, "c3"));
        Assert.Equal(Reply(ReturnCode.Success, "a1c3"), Get(Scratchpad, 0, 2));
    }

    [Fact]
    public void T3_abort_forgets_the_parts_and_may_come_without_any()
    {
        Assert.Equal(_success, Send(Scratchpad, Abort, 0, ""));
        Assert.Equal(_success, Send(Scratchpad, Initiate, 0, "a1"));
        Assert.Equal(_success, Send(Scratchpad, Abort, 9999, "", version: 7));
        Assert.Equal(Reply(ReturnCode.Success, "00"), Get(Scratchpad, 0, 1));
        Assert.Equal(_success, Send(PatrolScrub, Full, 0, "18"));
    }

    [Theory]
    [InlineData(Registers.ResetKind.FunctionLevel)]
    [InlineData(Registers.ResetKind.Conventional)]
    [InlineData(Registers.ResetKind.PowerOn)]
    public void T3_a_hosts_reset_forgets_its_parts_and_not_anothers(Registers.ResetKind kind)
    {
        CciPort other = _rig.Device.Hosts[1].Cci;
        Assert.Equal(_success, Send(Scratchpad, Initiate, 0, "a1"));
        Assert.Equal(_success, Ask(other, Opcode.SetFeature, Part(Scratchpad, Initiate, 1, "b2")));
        _rig.Host.Function.Reset(kind);
        Refused(ReturnCode.FeatureTransferOutOfOrder, Part(Scratchpad, Finish, 1, "c3"));
        Assert.Equal(_success, Ask(other, Opcode.SetFeature, Part(Scratchpad, Finish, 2, "d4")));
        Assert.Equal(Reply(ReturnCode.Success, "00b2d400"), Get(Scratchpad, 0, 4));
    }

    [Theory]
    [InlineData(NoFeature, Full, 0, "5a", 1, 0x03)]
    [InlineData(Scratchpad, 5, 0, "5a", 1, 0x02)]
    [InlineData(Scratchpad, 7, 0, "5a", 1, 0x02)]
    [InlineData(Scratchpad, Full, 0, "5a", 0, 0x19)]
    [InlineData(Scratchpad, Initiate, 0, "5a", 2, 0x19)]
    [InlineData(Scratchpad, Full, 0, "", 1, 0x16)]
    [InlineData(Scratchpad, Full, 4095, "5a5a", 1, 0x16)]
    [InlineData(PatrolScrub, Full, 0, "0c0000", 1, 0x16)]
    [InlineData(PatrolScrub, Initiate, 65535, "0c", 1, 0x16)]
    public void T3_what_no_feature_takes_is_refused(
        string feature, int action, int offset, string data, int version, int code) =>
        Refused(new ReturnCode((ushort)code), Part(feature, action, offset, data, version));

    /// <summary>Any sequence of parts of the scratchpad, against a model of 20 lines.</summary>
    [Fact]
    public void T3_any_sequence_of_parts_does_what_a_simple_model_does()
    {
        var random = new Random(20261122);
        byte[] value = new byte[4096];
        (int Start, List<byte> Bytes)? parts = null;
        for (int step = 0; step < 3000; step++)
        {
            int action = random.Next(6);
            int follows = parts is { } some ? some.Start + some.Bytes.Count : 0;
            int offset = random.Next(4) == 0 ? random.Next(4200) : follows;
            byte[] data = new byte[random.Next(4) == 0 ? 0 : random.Next(1, 600)];
            random.NextBytes(data);
            bool begins = action is Full or Initiate;
            ReturnCode expected =
                action > Abort ? ReturnCode.InvalidInput
                : begins && parts is not null ? ReturnCode.FeatureTransferInProgress
                : action == Abort ? ReturnCode.Success
                : !begins && parts is null ? ReturnCode.FeatureTransferOutOfOrder
                : data.Length == 0 || offset + data.Length > 4096 ? ReturnCode.InvalidPayloadLength
                : !begins && offset != follows ? ReturnCode.FeatureTransferOutOfOrder
                : ReturnCode.Success;
            Assert.Equal(Reply(expected), Send(Scratchpad, action, offset, Hex.Text(data)));
            if (expected != ReturnCode.Success)
                continue;
            if (begins)
                parts = (offset, [.. data]);
            else if (action != Abort)
                parts!.Value.Bytes.AddRange(data);
            if (action is Full or Finish)
                parts!.Value.Bytes.CopyTo(value, parts.Value.Start);
            if (action is Full or Finish or Abort)
                parts = null;
            int at = Math.Min(offset, 4032);
            Assert.Equal(
                Reply(ReturnCode.Success, Hex.Text(value.AsSpan(at, 64))),
                Get(Scratchpad, at, 64, _rig.Device.Hosts[1].Cci));
        }
    }

    private static string Repeated(string digits, int count) => string.Concat(Enumerable.Repeat(digits, count));

    private static string Get(string feature, int offset, int count, CciPort port) =>
        Ask(port, Opcode.GetFeature, feature, Hex.U16(offset), Hex.U16(count), "00");

    private string Get(string feature, int offset, int count) => Get(feature, offset, count, _rig.Host.Cci);

    private string Send(string feature, int flags, int offset, string data, int version = 1) =>
        _rig.Ask(Opcode.SetFeature, Part(feature, flags, offset, data, version));

    private void Refused(ReturnCode code, string[] payload)
    {
        string before = State.Of(_rig.Device);
        Assert.Equal(Reply(code), _rig.Ask(Opcode.SetFeature, payload));
        Assert.Equal("T3", _rig.RefusedBy(Opcode.SetFeature, payload));
        Assert.Equal(before, State.Of(_rig.Device));
    }
}
