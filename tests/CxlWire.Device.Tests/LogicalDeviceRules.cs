using CxlWire.Device.Registers;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>U and H: what a Fabric Manager is told of hosts as logical devices and heads, and sets of them.</summary>
public class LogicalDeviceRules
{
    private const string Defaults = "00 0a 19 08 0000 40";

    private static readonly string _refused = Reply(ReturnCode.InvalidInput);

    // 256 MiB volatile, 512 MiB persistent, 1 GiB and 256 MiB dynamic.
    private readonly Rig _rig = new(
        """
        {"hosts": 3, "volatile_capacity": "256 MiB", "persistent_capacity": "512 MiB",
         "regions": [{"length": "1 GiB"}, {"length": "256 MiB"}]}
        """);

    [Fact]
    public void U1_logical_devices_are_the_hosts_and_share_all_capacity() => Assert.Equal(
        Reply(ReturnCode.Success, Hex.U64(2UL << 30), "0300", "00"), Ask(Opcode.GetLdInfo));

    [Fact]
    public void U1_a_device_with_one_host_has_no_logical_devices_and_no_heads()
    {
        CciPort port = new Rig().FabricManager;
        for (ushort opcode = 0x5400; opcode <= 0x5501; opcode++)
            Assert.Equal(Reply(ReturnCode.Unsupported), Rig.Ask(port, new Opcode(opcode), "00 00"));
    }

    [Fact]
    public void U1_a_device_that_is_as_QEMUs_has_none_either()
    {
        CciPort port = new Rig("""{"hosts": 2, "quirks": ["q20"]}""").FabricManager;
        for (ushort opcode = 0x5400; opcode <= 0x5501; opcode++)
            Assert.Equal(Reply(ReturnCode.Unsupported), Rig.Ask(port, new Opcode(opcode), "00 00"));
    }

    [Fact]
    public void U1_no_hosts_CCI_carries_them()
    {
        for (ushort opcode = 0x5400; opcode <= 0x5501; opcode++)
            Assert.Equal(Reply(ReturnCode.Unsupported), _rig.Ask(new Opcode(opcode), "00 00"));
    }

    [Fact]
    public void U2_each_logical_device_has_all_static_capacity()
    {
        string each = Hex.U64(1) + Hex.U64(2);
        Assert.Equal(
            Reply(ReturnCode.Success, "03 00 00 03", each, each, each), Ask(Opcode.GetLdAllocations, "00 ff"));
        Assert.Equal(Reply(ReturnCode.Success, "03 00 01 01", each), Ask(Opcode.GetLdAllocations, "01 01"));
        Assert.Equal(Reply(ReturnCode.Success, "03 00 02 00"), Ask(Opcode.GetLdAllocations, "02 00"));
        Assert.Equal(_refused, Ask(Opcode.GetLdAllocations, "03 01"));
    }

    [Fact]
    public void U2_allocations_follow_how_a_host_parts_the_static_capacity()
    {
        var rig = new Rig(
            """{"hosts": 2, "partitionable_capacity": "1 GiB", "partition_alignment": "256 MiB"}""");
        Assert.Equal(
            Reply(ReturnCode.Success, "02 00 00 01", Hex.U64(5), Hex.U64(0)),
            Rig.Ask(rig.FabricManager, Opcode.GetLdAllocations, "00 01"));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.SetPartitionInfo, Hex.U64(1), "01"));
        string parted = Hex.U64(2) + Hex.U64(3);
        Assert.Equal(
            Reply(ReturnCode.Success, "02 00 00 02", parted, parted),
            Rig.Ask(rig.FabricManager, Opcode.GetLdAllocations, "00 02"));
        Assert.Equal(
            Reply(ReturnCode.Success, "02 00 0000", parted, parted),
            Rig.Ask(rig.FabricManager, Opcode.SetLdAllocations, "02 00 0000", parted, parted));
    }

    [Fact]
    public void U2_what_does_not_fit_the_payload_is_not_told()
    {
        var rig = new Rig("""{"hosts": 64, "payload_size": 256}""");
        string each = Hex.U64(1) + Hex.U64(0);
        Assert.Equal(
            Reply(ReturnCode.Success, "40 00 00 0f", string.Concat(Enumerable.Repeat(each, 15))),
            Rig.Ask(rig.FabricManager, Opcode.GetLdAllocations, "00 ff"));
    }

    [Fact]
    public void U3_an_allocation_is_taken_where_it_is_what_there_is()
    {
        string each = Hex.U64(1) + Hex.U64(2);
        Assert.Equal(
            Reply(ReturnCode.Success, "02 01 0000", each, each),
            Ask(Opcode.SetLdAllocations, "02 01 ffff", each, each));
        Assert.Equal(Reply(ReturnCode.Success, "00 00 0000"), Ask(Opcode.SetLdAllocations, "00 00 0000"));
    }

    [Fact]
    public void U3_any_other_allocation_is_refused_at_its_entry()
    {
        string each = Hex.U64(1) + Hex.U64(2);
        AssertRefused(
            "allocations[1].range2_multiplier", 28, Opcode.SetLdAllocations,
            "02 00 0000", each, Hex.U64(1) + Hex.U64(3));
        AssertRefused(
            "allocations[0].range1_multiplier", 4, Opcode.SetLdAllocations, "01 00 0000", Hex.U64(0) + Hex.U64(2));
        AssertRefused("start_ld_id", 1, Opcode.SetLdAllocations, "01 03 0000", each);
        AssertRefused("ld_count", 0, Opcode.SetLdAllocations, "02 02 0000", each, each);
    }

    [Fact]
    public void U4_telemetry_is_off_at_first_and_then_as_it_was_set()
    {
        Assert.Equal(Reply(ReturnCode.Success, Defaults), Ask(Opcode.GetQosControl));
        Assert.Equal(
            Reply(ReturnCode.Success, "03 64 64 0f ffff ff"), Ask(Opcode.SetQosControl, "ff 64 64 0f ffff ff"));
        Assert.Equal(Reply(ReturnCode.Success, "03 64 64 0f ffff ff"), Ask(Opcode.GetQosControl));
        Assert.Equal(
            Reply(ReturnCode.Success, "00 01 01 00 0000 00"), Ask(Opcode.SetQosControl, "00 01 01 00 0000 00"));
        Assert.Equal(Reply(ReturnCode.Success, "00 01 01 00 0000 00"), Ask(Opcode.GetQosControl));
    }

    [Theory]
    [InlineData("00 00 19 08 0000 40", "egress_moderate_percentage", 1)]
    [InlineData("00 65 65 08 0000 40", "egress_moderate_percentage", 1)]
    [InlineData("00 0a 09 08 0000 40", "egress_severe_percentage", 2)]
    [InlineData("00 0a 65 08 0000 40", "egress_severe_percentage", 2)]
    [InlineData("00 0a 19 10 0000 40", "backpressure_sample_interval", 3)]
    public void U4_thresholds_that_make_no_sense_are_refused(string control, string field, int offset)
    {
        AssertRefused(field, offset, Opcode.SetQosControl, control);
        Assert.Equal(Reply(ReturnCode.Success, Defaults), Ask(Opcode.GetQosControl));
    }

    [Fact]
    public void U5_nothing_presses_back() =>
        Assert.Equal(Reply(ReturnCode.Success, "00"), Ask(Opcode.GetQosStatus));

    [Fact]
    public void U6_fractions_of_one_do_not_touch_the_others()
    {
        Assert.Equal(Reply(ReturnCode.Success, "03 00 000000"), Ask(Opcode.GetQosAllocatedBandwidth, "ff 00"));
        Assert.Equal(
            Reply(ReturnCode.Success, "02 01 2040"), Ask(Opcode.SetQosAllocatedBandwidth, "02 01 2040"));
        Assert.Equal(Reply(ReturnCode.Success, "01 02 80"), Ask(Opcode.SetQosBandwidthLimit, "01 02 80"));
        Assert.Equal(Reply(ReturnCode.Success, "03 00 002040"), Ask(Opcode.GetQosAllocatedBandwidth, "03 00"));
        Assert.Equal(Reply(ReturnCode.Success, "01 02 40"), Ask(Opcode.GetQosAllocatedBandwidth, "09 02"));
        Assert.Equal(Reply(ReturnCode.Success, "03 00 000080"), Ask(Opcode.GetQosBandwidthLimit, "ff 00"));
    }

    [Fact]
    public void U6_no_more_than_all_bandwidth_is_allocated_and_limits_are_each_for_itself()
    {
        Assert.Equal(
            Reply(ReturnCode.Success, "02 00 8080"), Ask(Opcode.SetQosAllocatedBandwidth, "02 00 8080"));
        AssertRefused("fractions", 2, Opcode.SetQosAllocatedBandwidth, "01 02 01");
        Assert.Equal(Reply(ReturnCode.Success, "03 00 808000"), Ask(Opcode.GetQosAllocatedBandwidth, "03 00"));
        Assert.Equal(
            Reply(ReturnCode.Success, "02 01 7f01"), Ask(Opcode.SetQosAllocatedBandwidth, "02 01 7f01"));
        Assert.Equal(
            Reply(ReturnCode.Success, "03 00 ffffff"), Ask(Opcode.SetQosBandwidthLimit, "03 00 ffffff"));
    }

    [Theory]
    [InlineData(0x5407)]
    [InlineData(0x5409)]
    public void U6_fractions_of_logical_devices_that_are_not_there_are_refused(ushort set)
    {
        AssertRefused("start_ld_id", 1, new Opcode(set), "01 03 01");
        AssertRefused("ld_count", 0, new Opcode(set), "02 02 0101");
        AssertRefused("start_ld_id", 1, new Opcode((ushort)(set - 1)), "01 03");
    }

    [Fact]
    public void U7_what_the_fabric_manager_set_outlives_resets()
    {
        Ask(Opcode.SetQosControl, "01 14 32 04 0100 10");
        Ask(Opcode.SetQosAllocatedBandwidth, "01 01 40");
        Ask(Opcode.SetQosBandwidthLimit, "01 01 80");
        _rig.Device.Reset();
        _rig.Host.Function.Reset(ResetKind.PowerOn);
        Assert.Equal(Reply(ReturnCode.Success, "01 14 32 04 0100 10"), Ask(Opcode.GetQosControl));
        Assert.Equal(Reply(ReturnCode.Success, "03 00 004000"), Ask(Opcode.GetQosAllocatedBandwidth, "03 00"));
        Assert.Equal(Reply(ReturnCode.Success, "03 00 008000"), Ask(Opcode.GetQosBandwidthLimit, "03 00"));
    }

    [Fact]
    public void U8_each_logical_device_is_behind_a_head_of_its_own()
    {
        Assert.Equal(
            Reply(ReturnCode.Success, "03 03 0000 00 03 0000 000102"), Ask(Opcode.GetMultiHeadedInfo, "00 ff"));
        Assert.Equal(Reply(ReturnCode.Success, "03 03 0000 01 01 0000 01"), Ask(Opcode.GetMultiHeadedInfo, "01 01"));
        AssertRefused("start_ld_id", 0, Opcode.GetMultiHeadedInfo, "03 01");
    }

    [Fact]
    public void U9_a_head_has_the_link_that_its_function_tells_of()
    {
        const int LinkCapabilities = 0x4C;
        const int LinkStatus = 0x52;
        const int LinkCapabilities2 = 0x6C;
        RegisterBlock registers = _rig.Device.Hosts[2].Function.ConfigurationSpace;
        byte[] words = new byte[10];
        registers.Read(LinkCapabilities, words.AsSpan(0, 4));
        registers.Read(LinkStatus, words.AsSpan(4, 2));
        registers.Read(LinkCapabilities2, words.AsSpan(6, 4));
        int capabilities = BitConverter.ToInt32(words);
        int status = BitConverter.ToUInt16(words, 4);
        byte[] link =
        [
            (byte)((capabilities >> 4) & 0x3F), (byte)((status >> 4) & 0x3F), (byte)((words[6] >> 1) & 0x7F),
            (byte)(capabilities & 0xF), (byte)(status & 0xF), 4, 0, 0,
        ];
        Assert.Equal("10101f0505040000", Hex.Text(link));
        Assert.Equal(Reply(ReturnCode.Success, "01 000000 02", Hex.Text(link)), Ask(Opcode.GetHeadInfo, "02 01"));
        Assert.Equal(
            Reply(
                ReturnCode.Success, "03 000000",
                string.Concat(Enumerable.Range(0, 3).Select(head => $"{head:x2}{Hex.Text(link)}"))),
            Ask(Opcode.GetHeadInfo, "00 ff"));
        AssertRefused("start_head", 0, Opcode.GetHeadInfo, "03 01");
    }

    [Fact]
    public void U9_heads_that_do_not_fit_the_payload_are_not_told()
    {
        var rig = new Rig("""{"hosts": 64, "payload_size": 256}""");
        byte[] reply = new byte[256];
        CommandResult result = rig.FabricManager.Execute(Opcode.GetHeadInfo, Hex.Bytes("00 40"), reply);
        Assert.Equal(4 + (28 * 9), result.Length);
        Assert.Equal(28, reply[0]);
    }

    private string Ask(Opcode opcode, params string[] payload) => Rig.Ask(_rig.FabricManager, opcode, payload);

    private void AssertRefused(string field, int offset, Opcode opcode, params string[] payload)
    {
        string before = State.Of(_rig.Device);
        byte[] reply = new byte[_rig.FabricManager.MaximumPayload];
        Refusal? refusal = _rig.FabricManager.Execute(opcode, Hex.Bytes(payload), reply).Refusal;
        Assert.Equal((ReturnCode.InvalidInput, field, offset), (refusal?.Code, refusal?.Field, refusal?.Offset));
        Assert.Equal(before, State.Of(_rig.Device));
    }
}
