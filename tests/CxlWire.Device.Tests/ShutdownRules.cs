using CxlWire.Device.Registers;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>Clean and dirty shutdowns.</summary>
public class ShutdownRules
{
    private const string Clean = "00", Dirty = "01";

    private readonly Rig _rig = new("""{"hosts": 2, "persistent_capacity": "256 MiB"}""");

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"volatile_capacity": 0, "persistent_capacity": "256 MiB"}""")]
    public void N1_a_new_device_is_clean_and_becomes_what_is_set(string device)
    {
        var rig = new Rig(device);
        foreach (string state in new[] { Clean, Dirty, Dirty, Clean })
        {
            Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.SetShutdownState, state));
            Assert.Equal(Reply(ReturnCode.Success, state), rig.Ask(Opcode.GetShutdownState));
        }

        Assert.Equal(Reply(ReturnCode.Success, Clean), new Rig(device).Ask(Opcode.GetShutdownState));
        Assert.Equal(Health(0), rig.Ask(Opcode.GetHealthInfo));
    }

    [Fact]
    public void N1_reserved_bits_are_ignored_and_not_told()
    {
        Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.SetShutdownState, "ff"));
        Assert.Equal(Reply(ReturnCode.Success, Dirty), _rig.Ask(Opcode.GetShutdownState));
        Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.SetShutdownState, "fe"));
        Assert.Equal(Reply(ReturnCode.Success, Clean), _rig.Ask(Opcode.GetShutdownState));
    }

    [Fact]
    public void N1_the_state_is_the_devices()
    {
        Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.SetShutdownState, Dirty));
        Assert.Equal(
            Reply(ReturnCode.Success, Dirty), Ask(_rig.Device.Hosts[1].Cci, Opcode.GetShutdownState));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("power-on", 1)]
    [InlineData("function", 0)]
    [InlineData("function-level", 0)]
    public void N2_power_that_is_lost_while_the_device_is_dirty_counts_once(string reset, int counts)
    {
        Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.SetShutdownState, Dirty));
        Reset(reset);
        Assert.Equal(Health(counts), _rig.Ask(Opcode.GetHealthInfo));
        Assert.Equal(Reply(ReturnCode.Success, counts == 1 ? Clean : Dirty), _rig.Ask(Opcode.GetShutdownState));
        Reset(reset);
        Assert.Equal(Health(counts), _rig.Ask(Opcode.GetHealthInfo));
        Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.SetShutdownState, Dirty));
        Reset(reset);
        Assert.Equal(Health(2 * counts), Ask(_rig.Device.Hosts[1].Cci, Opcode.GetHealthInfo));
    }

    [Fact]
    public void N2_a_clean_shutdown_does_not_count()
    {
        Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.SetShutdownState, Dirty));
        Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.SetShutdownState, Clean));
        Reset("");
        Assert.Equal(Health(0), _rig.Ask(Opcode.GetHealthInfo));
    }

    private static string Health(int dirtyShutdowns) =>
        Reply(ReturnCode.Success, "00 00 00 00 1900", Hex.U32(dirtyShutdowns), Hex.Zeros(8));

    private void Reset(string kind)
    {
        if (kind.Length == 0)
            _rig.Device.Reset();
        else
            _rig.Host.Function.Reset(
                kind == "function-level" ? ResetKind.FunctionLevel
                : kind == "function" ? ResetKind.Conventional
                : ResetKind.PowerOn);
    }
}
