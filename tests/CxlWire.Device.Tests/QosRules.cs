using CxlWire.Device.Registers;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>QoS telemetry of an SLD: 4700h to 4702h.</summary>
public class QosRules
{
    private const string AtFirst = "00 0a 19 08";

    private readonly Rig _rig = new("""{"hosts": 2}""");

    [Fact]
    public void J1_a_new_device_enables_nothing_and_keeps_what_is_set_for_all_hosts()
    {
        AssertControl(AtFirst);
        foreach (string control in new[] { "01 32 4b 0a", "03 01 01 00", "02 64 64 0f" })
        {
            Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.SetSldQosControl, control));
            AssertControl(control);
        }
    }

    [Fact]
    public void J1_reserved_bits_are_ignored_and_not_told()
    {
        Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.SetSldQosControl, "fd 32 4b 0a"));
        AssertControl("01 32 4b 0a");
    }

    [Theory]
    [InlineData("00 00 19 08", "egress_moderate_percentage", 1)]
    [InlineData("00 65 ff 08", "egress_moderate_percentage", 1)]
    [InlineData("00 0a 00 08", "egress_severe_percentage", 2)]
    [InlineData("00 0a 65 08", "egress_severe_percentage", 2)]
    [InlineData("00 0a 09 08", "egress_severe_percentage", 2)]
    [InlineData("00 0a 19 10", "backpressure_sample_interval", 3)]
    [InlineData("00 0a 19 ff", "backpressure_sample_interval", 3)]
    public void J1_what_is_out_of_range_is_refused_at_its_byte(string control, string field, int offset)
    {
        Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.SetSldQosControl, "01 32 4b 0a"));
        Refusal? refusal = _rig.Host.Cci.Execute(Opcode.SetSldQosControl, Hex.Bytes(control), []).Refusal;
        Assert.Equal(
            (ReturnCode.InvalidInput, "J1", field, offset),
            (refusal!.Code, refusal.Rule, refusal.Field, refusal.Offset));
        AssertControl("01 32 4b 0a");
    }

    [Fact]
    public void J1_every_control_is_taken_where_a_simple_model_takes_it()
    {
        string expected = AtFirst;
        var random = new Random(47);
        for (int step = 0; step < 2000; step++)
        {
            // Values around the limits more often than others.
            byte[] control = new byte[4];
            random.NextBytes(control);
            for (int i = 1; i < 4; i++)
            {
                control[i] = random.Next(3) switch
                {
                    0 => control[i],
                    1 => (byte)(control[i] % 17),
                    _ => (byte)(96 + (control[i] % 8)),
                };
            }

            bool isTaken = control[1] is >= 1 and <= 100 && control[2] >= control[1] && control[2] <= 100
                && control[3] <= 15;
            Assert.Equal(
                Reply(isTaken ? ReturnCode.Success : ReturnCode.InvalidInput),
                _rig.Ask(Opcode.SetSldQosControl, Hex.Text(control)));
            if (isTaken)
            {
                control[0] &= 3;
                expected = Hex.Text(control);
            }

            Assert.Equal(Reply(ReturnCode.Success, expected), _rig.Ask(Opcode.GetSldQosControl));
        }
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("power-on", true)]
    [InlineData("function", true)]
    [InlineData("function-level", false)]
    public void J2_a_reset_brings_back_what_was_at_first(string reset, bool forgets)
    {
        Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.SetSldQosControl, "01 32 4b 0a"));
        if (reset.Length == 0)
            _rig.Device.Reset();
        else
            _rig.Host.Function.Reset(
                reset == "function-level" ? ResetKind.FunctionLevel
                : reset == "function" ? ResetKind.Conventional
                : ResetKind.PowerOn);
        AssertControl(forgets ? AtFirst : "01 32 4b 0a");
    }

    [Fact]
    public void J3_nothing_loads_the_device()
    {
        Assert.Equal(Reply(ReturnCode.Success, "00"), _rig.Ask(Opcode.GetSldQosStatus));
        Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.SetSldQosControl, "03 01 01 01"));
        Assert.Equal(Reply(ReturnCode.Success, "00"), _rig.Ask(Opcode.GetSldQosStatus));
    }

    private void AssertControl(string control)
    {
        foreach (Host host in _rig.Device.Hosts)
            Assert.Equal(Reply(ReturnCode.Success, control), Ask(host.Cci, Opcode.GetSldQosControl));
    }
}
