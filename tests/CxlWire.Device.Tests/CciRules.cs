using CxlWire.Protocol;
using CxlWire.Protocol.Commands;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>C: the CCI. C5 is about streams: see CxlWire.Transport.Tests.</summary>
public class CciRules
{
    private const string CelUuid = "0da9c0b5bf414b788f7996b1623b3f17";

    [Theory]
    [InlineData(0x0000)]
    [InlineData(0x4804)]
    [InlineData(0x48FF)]
    [InlineData(0x5300)]
    [InlineData(0x5600)]
    [InlineData(0x5604)]
    [InlineData(0xFFFF)]
    [InlineData(0x0106)]
    public void C1_a_command_that_the_CCI_does_not_carry_is_unsupported(ushort opcode)
    {
        var rig = new Rig();
        Assert.Equal(Reply(ReturnCode.Unsupported), rig.Ask(new Opcode(opcode)));
        Assert.Equal(Reply(ReturnCode.Unsupported), rig.Ask(new Opcode(opcode), Hex.Zeros(100)));
    }

    [Fact]
    public void C1_no_dynamic_capacity_of_hosts_on_the_fabric_managers_CCI()
    {
        CciPort port = new Rig().Device.FabricManager.Cci;
        for (ushort opcode = 0x4800; opcode <= 0x4803; opcode++)
            Assert.Equal(Reply(ReturnCode.Unsupported), Ask(port, new Opcode(opcode), Hex.Zeros(8)));
        Assert.Equal(Reply(ReturnCode.Success, Hex.U64(0)), Ask(port, Opcode.GetTimestamp));
    }

    public static TheoryData<ushort> Carried =>
        [.. CommandTable.Rows.Where(r => !r.SentByDevice).Select(r => r.Opcode.Value)];

    [Theory]
    [MemberData(nameof(Carried))]
    public void C2_a_wrong_payload_length_is_refused_before_anything_else(ushort value)
    {
        var rig = new Rig("""{"hosts": 2}""");
        var opcode = new Opcode(value);
        Assert.True(CommandTable.TryGet(opcode, out CommandRow row));
        CciPort port = (row.Ccis & CciKinds.Host) != 0 ? rig.Host.Cci : rig.Device.FabricManager.Cci;
        string before = State.Of(rig.Device);
        byte[] ones = [.. Enumerable.Repeat((byte)0xFF, 64)];
        for (int length = 0; length <= ones.Length; length++)
        {
            if (row.Request.TryCheck(ones.AsSpan(0, length), out _))
                continue;
            Assert.Equal(Reply(ReturnCode.InvalidPayloadLength), Ask(port, opcode, Hex.Text(ones.AsSpan(0, length))));
        }

        Assert.Equal(before, State.Of(rig.Device));
    }

    [Fact]
    public void C3_reserved_fields_are_ignored_when_received_and_zero_when_sent()
    {
        var rig = new Rig();
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.SetMctpEventInterruptPolicy, "ff ff"));
        Assert.Equal(Reply(ReturnCode.Success, "1f 80"), rig.Ask(Opcode.GetMctpEventInterruptPolicy));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.SetEventInterruptPolicy, "ff ff ff ff ff"));
        Assert.Equal(Reply(ReturnCode.Success, "03 03 03 03 03"), rig.Ask(Opcode.GetEventInterruptPolicy));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ClearEventRecords, "04 fe 00 ffffff"));
    }

    [Theory]
    [InlineData(1, CciKinds.Host, "host")]
    [InlineData(1, CciKinds.FabricManager, "fabric_manager")]
    [InlineData(2, CciKinds.Host, "host")]
    [InlineData(2, CciKinds.FabricManager, "fabric_manager_of_several_hosts")]
    public void C4_the_CEL_lists_exactly_what_the_CCI_carries(int hosts, CciKinds kind, string golden)
    {
        var rig = new Rig($$"""{"hosts": {{hosts}}}""");
        CciPort port = kind == CciKinds.Host ? rig.Host.Cci : rig.Device.FabricManager.Cci;
        byte[] cel = CommandEffectsLog(golden);
        Assert.StartsWith(
            Reply(ReturnCode.Success, "0300", Hex.Zeros(6), CelUuid, Hex.U32(cel.Length)),
            Ask(port, Opcode.GetSupportedLogs),
            StringComparison.Ordinal);
        Assert.Equal(
            Reply(ReturnCode.Success, Hex.Text(cel)),
            Ask(port, Opcode.GetLog, CelUuid, Hex.U32(0), Hex.U32(cel.Length)));

        int[] carried =
        [
            .. Enumerable.Range(0, ushort.MaxValue + 1).Where(
                o => port.Execute(new Opcode((ushort)o), [], new byte[2048]).Refusal?.Rule != "C1"),
        ];
        Assert.Equal(carried, cel.Chunk(4).Select(entry => entry[0] | (entry[1] << 8)));
    }

    [Fact]
    public void Part_of_a_log_may_be_read_but_nothing_past_its_end()
    {
        var rig = new Rig();
        byte[] cel = CommandEffectsLog("host");
        int end = cel.Length;
        Assert.Equal(
            Reply(ReturnCode.Success, Hex.Text(cel.AsSpan(end - 4))),
            rig.Ask(Opcode.GetLog, CelUuid, Hex.U32(end - 4), Hex.U32(4)));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.GetLog, CelUuid, Hex.U32(end), Hex.U32(0)));
        Assert.Equal(Reply(ReturnCode.InvalidInput), rig.Ask(Opcode.GetLog, CelUuid, Hex.U32(end), Hex.U32(1)));
        Assert.Equal(
            Reply(ReturnCode.InvalidInput), rig.Ask(Opcode.GetLog, CelUuid, Hex.U32(uint.MaxValue), Hex.U32(4)));
        Assert.Equal(Reply(ReturnCode.InvalidLog), rig.Ask(Opcode.GetLog, Hex.Zeros(16), Hex.U32(0), Hex.U32(4)));
    }

    [Fact]
    public void The_response_message_limit_cuts_pages()
    {
        var rig = new Rig();
        Assert.Equal(Reply(ReturnCode.Success, "0b"), rig.Ask(Opcode.GetResponseMessageLimit));
        Assert.Equal(Reply(ReturnCode.InvalidInput), rig.Ask(Opcode.SetResponseMessageLimit, "07"));
        Assert.Equal(Reply(ReturnCode.InvalidInput), rig.Ask(Opcode.SetResponseMessageLimit, "0c"));
        Assert.Equal(Reply(ReturnCode.Success, "08"), rig.Ask(Opcode.SetResponseMessageLimit, "08"));
        Assert.Equal(Reply(ReturnCode.Success, "08"), rig.Ask(Opcode.GetResponseMessageLimit));
        rig.Give((0, 1), (2, 1), (4, 1), (6, 1), (8, 1), (10, 1), (12, 1));
        string[] all = [.. Enumerable.Range(0, 7).Select(i => Extent(2 * (ulong)i, 1))];
        Assert.Equal(List(total: 7, generation: 1, all[..6]), rig.WholeList());
    }

    [Fact]
    public void Identify_tells_who_the_device_is()
    {
        var rig = new Rig(
            """
            {"serial_number": "0x1122334455667788", "firmware_revision": "FW 1", "payload_size": 4096,
             "pcie": {"vendor_id": 1, "device_id": 2, "subsystem_vendor_id": 3, "subsystem_id": 4},
             "volatile_capacity": "1 GiB", "persistent_capacity": "512 MiB", "poison_list_maximum": 256,
             "event_log_depths": {"informational": 1, "warning": 2, "failure": 3, "fatal": 4, "dynamic_capacity": 5}}
            """);
        Assert.Equal(
            Reply(ReturnCode.Success, "0100 0200 0300 0400 8877665544332211 0c 03"), rig.Ask(Opcode.Identify));
        Assert.Equal(
            Reply(
                ReturnCode.Success,
                "46572031", Hex.Zeros(12), Hex.U64(6), Hex.U64(4), Hex.U64(2), Hex.U64(0),
                "0100 0200 0300 0400", Hex.U32(128 << 10), "000100 0001 00 00 0500"),
            rig.Ask(Opcode.IdentifyMemoryDevice));
        Assert.Equal(
            Reply(ReturnCode.Success, Hex.U64(4), Hex.U64(2), Hex.U64(0), Hex.U64(0)),
            rig.Ask(Opcode.GetPartitionInfo));
        Assert.Equal(Reply(ReturnCode.Success, "00 00 00 00 1900", Hex.Zeros(12)), rig.Ask(Opcode.GetHealthInfo));
    }

    /// <summary>The golden of a CCI's Command Effects Log: the opcodes with the effects that they state.</summary>
    private static byte[] CommandEffectsLog(string name) =>
        File.ReadAllBytes(Repository.PathOf("fixtures", "messages", "command_effects_log", $"{name}.bin"));
}
