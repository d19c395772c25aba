using System.Text;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>Logs that are read, cleared and populated; LogContentRules has what is in them.</summary>
public class LogRules
{
    private const string Effects = "0da9c0b5bf414b788f7996b1623b3f17";
    internal const string VendorDebug = "5e1819d911a9400c811fd60719403d86";
    internal const string StateDump = "b3fab4cf01b64332943e5e9962f23567";
    private const string NoLog = "5e1819d911a9400c811fd60719403d87";

    private static readonly string _started = Reply(ReturnCode.BackgroundCommandStarted);

    private readonly Rig _rig = new("""{"hosts": 2}""");

    [Fact]
    public void V1_three_logs_are_listed_with_the_bytes_that_they_hold()
    {
        string effects = Effects + Hex.U32(_rig.Host.Cci.Commands.Count * 4);
        Assert.Equal(
            Reply(ReturnCode.Success, "0300", Hex.Zeros(6), effects, VendorDebug + Hex.U32(0), StateDump + Hex.U32(0)),
            _rig.Ask(Opcode.GetSupportedLogs));
        int length = Populate(_rig.Host.Cci, VendorDebug, after: Opcode.Identify).Length;
        Assert.Equal(
            Reply(
                ReturnCode.Success, "0300", Hex.Zeros(6), effects, VendorDebug + Hex.U32(length),
                StateDump + Hex.U32(0)),
            _rig.Ask(Opcode.GetSupportedLogs));
        Assert.Equal(
            Reply(
                ReturnCode.Success, "0300", Hex.Zeros(6),
                Effects + Hex.U32(_rig.FabricManager.Commands.Count * 4), VendorDebug + Hex.U32(0),
                StateDump + Hex.U32(0)),
            Ask(_rig.FabricManager, Opcode.GetSupportedLogs));
    }

    [Theory]
    [InlineData(0, 0, "00 00 0300 00 000000")]
    [InlineData(1, 1, "01 00 0300 01 000000" + VendorDebug + "00000000")]
    [InlineData(255, 1, "02 00 0300 01 000000" + VendorDebug + "00000000" + StateDump + "00000000")]
    [InlineData(2, 2, "01 00 0300 02 000000" + StateDump + "00000000")]
    public void V1_a_sub_list_is_cut_to_what_is_wanted_and_exists(byte count, byte start, string expected) =>
        Assert.Equal(
            Reply(ReturnCode.Success, expected),
            _rig.Ask(Opcode.GetSupportedLogsSubList, $"{count:x2} {start:x2}"));

    [Theory]
    [InlineData("01 03")]
    [InlineData("00 ff")]
    public void V1_a_sub_list_past_the_last_log_is_invalid_input(string payload)
    {
        Assert.Equal(Reply(ReturnCode.InvalidInput), _rig.Ask(Opcode.GetSupportedLogsSubList, payload));
        Assert.Equal("V1", _rig.RefusedBy(Opcode.GetSupportedLogsSubList, payload));
    }

    [Fact]
    public void V1_a_log_is_read_in_parts_and_not_beyond_its_end()
    {
        string log = Populate(_rig.Host.Cci, VendorDebug, after: Opcode.Identify);
        Assert.Equal(
            Reply(ReturnCode.Success, Hex.Text(Encoding.UTF8.GetBytes(log[3..7]))),
            _rig.Ask(Opcode.GetLog, VendorDebug, Hex.U32(3), Hex.U32(4)));
        Assert.Equal(
            Reply(ReturnCode.InvalidInput),
            _rig.Ask(Opcode.GetLog, VendorDebug, Hex.U32(3), Hex.U32(log.Length - 2)));
        Assert.Equal(Reply(ReturnCode.InvalidLog), _rig.Ask(Opcode.GetLog, NoLog, Hex.U32(0), Hex.U32(0)));
    }

    [Theory]
    [InlineData(Effects, "08000000")]
    [InlineData(VendorDebug, "0b000000")]
    [InlineData(StateDump, "0b000000")]
    [InlineData(NoLog, null)]
    public void V2_capabilities_say_what_can_be_done_with_a_log(string log, string? flags)
    {
        string expected = flags is null ? Reply(ReturnCode.InvalidLog) : Reply(ReturnCode.Success, flags);
        Assert.Equal(expected, _rig.Ask(Opcode.GetLogCapabilities, log));
        Assert.Equal(flags is null ? "V2" : null, _rig.RefusedBy(Opcode.GetLogCapabilities, log));
    }

    [Fact]
    public void V2_what_a_log_holds_outlives_a_reset()
    {
        string log = Populate(_rig.Host.Cci, VendorDebug, after: Opcode.Identify);
        _rig.Host.Function.Reset(Registers.ResetKind.PowerOn);
        _rig.Device.Reset();
        Assert.Equal(log, Read(_rig.Host.Cci, VendorDebug));
    }

    [Theory]
    [InlineData(VendorDebug)]
    [InlineData(StateDump)]
    public void V5_a_log_is_populated_when_its_time_is_over(string log)
    {
        _rig.RefusedBy(Opcode.Identify, "00");
        Assert.Equal(_started, _rig.Ask(Opcode.PopulateLog, log));
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(99));
        Assert.Equal(Reply(ReturnCode.Busy), Ask(_rig.FabricManager, Opcode.PopulateLog, log));
        Assert.Equal("", Read(_rig.Host.Cci, log));
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(Reply(ReturnCode.Success, "c8 00 0404 0000 0000"), _rig.Ask(Opcode.BackgroundOperationStatus));
        Assert.NotEqual("", Read(_rig.Host.Cci, log));
        Assert.Equal("", Read(_rig.Device.Hosts[1].Cci, log));
        Assert.Equal("", Read(_rig.FabricManager, log));
    }

    [Theory]
    [InlineData(VendorDebug, StateDump)]
    [InlineData(StateDump, VendorDebug)]
    public void V5_a_log_that_is_cleared_holds_nothing_and_the_other_what_it_held(string log, string other)
    {
        Assert.NotEqual("", Populate(_rig.Host.Cci, log, after: Opcode.Identify));
        string kept = Populate(_rig.Host.Cci, other, after: Opcode.Identify);
        Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.ClearLog, log));
        Assert.Equal("", Read(_rig.Host.Cci, log));
        Assert.Equal(kept, Read(_rig.Host.Cci, other));
    }

    [Fact]
    public void V5_populating_that_is_aborted_leaves_the_log_as_it_was()
    {
        string log = Populate(_rig.Host.Cci, VendorDebug, after: Opcode.Identify);
        _rig.RefusedBy(Opcode.Identify, "00");
        Assert.Equal(_started, _rig.Ask(Opcode.PopulateLog, VendorDebug));
        Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.RequestAbortBackgroundOperation));
        _rig.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(log, Read(_rig.Host.Cci, VendorDebug));
    }

    [Theory]
    [InlineData(Effects)]
    [InlineData(NoLog)]
    public void V5_no_other_log_is_cleared_or_populated(string log)
    {
        string effects = Read(_rig.Host.Cci, Effects);
        foreach (Opcode opcode in new[] { Opcode.ClearLog, Opcode.PopulateLog })
        {
            Assert.Equal(Reply(ReturnCode.InvalidLog), _rig.Ask(opcode, log));
            Assert.Equal("V5", _rig.RefusedBy(opcode, log));
        }

        _rig.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(effects, Read(_rig.Host.Cci, Effects));
        Assert.Equal(Reply(ReturnCode.Success, Hex.Zeros(8)), _rig.Ask(Opcode.BackgroundOperationStatus));
    }

    /// <summary>What a log holds, as text.</summary>
    internal static string Read(CciPort port, string log)
    {
        string listed = Ask(port, Opcode.GetSupportedLogs);
        int at = listed.IndexOf(log, StringComparison.Ordinal) + log.Length;
        int length = BitConverter.ToInt32(Hex.Bytes(listed.Substring(at, 8)));
        var text = new StringBuilder();
        for (int offset = 0; offset < length; offset += port.MaximumPayload)
        {
            int count = Math.Min(length - offset, port.MaximumPayload);
            string reply = Ask(port, Opcode.GetLog, log, Hex.U32(offset), Hex.U32(count));
            text.Append(Encoding.UTF8.GetString(Hex.Bytes(reply["Success: ".Length..])));
        }

        return text.ToString();
    }

    private string Populate(CciPort port, string log, Opcode after)
    {
        Assert.Equal("C2", _rig.RefusedBy(after, "00"));
        Assert.Equal(_started, Ask(port, Opcode.PopulateLog, log));
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(100));
        return Read(port, log);
    }
}
