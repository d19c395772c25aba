using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Protocol;

namespace CxlWire.Judge.Tests;

/// <summary>A device is judged while it is used.</summary>
public sealed class JournalWatchTests
{
    [Fact]
    public void Violations_are_told_with_the_steps_of_a_recording()
    {
        var device = new CxlDevice(DeviceConfiguration.Default);
        var told = new List<string>();
        var watch = new JournalWatch(device, options: null, violation => told.Add(violation.ToString()));
        Send(device, Opcode.IdentifyMemoryDevice, []);
        Send(device, Opcode.AddDynamicCapacityResponse, new byte[8]);
        Send(device, new Opcode(0x48ff), []);
        watch.Dispose();
        Assert.Equal(
            [
                "H1 (must): host 0, step 1: expected one response for each chain, and all are answered; "
                    + "seen another, with an empty list",
                "H24 (must): host 0, step 2: expected opcodes of the command effects log; seen 48FFh",
            ],
            told);
        Assert.False(watch.Verdicts.IsGood);
        Assert.False(device.Journal.IsRead);
    }

    private static void Send(CxlDevice device, Opcode opcode, byte[] request)
    {
        using (device.Enter())
            device.Hosts[0].Cci.Execute(opcode, request, new byte[512]);
    }
}
