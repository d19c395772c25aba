using System.Diagnostics;
using CxlWire.Device.Configuration;

namespace CxlWire.Device.Tests;

public sealed class GateWatchTests
{
    private readonly CxlDevice _device = new(DeviceConfiguration.Default) { GateWatch = new GateWatch() };

    [Fact]
    public void The_longest_turn_is_kept_and_no_other()
    {
        TimeSpan held = Turn(TimeSpan.FromMilliseconds(3));
        TimeSpan longest = _device.GateWatch!.Longest;
        Assert.InRange(longest, TimeSpan.FromMilliseconds(3), held);
        using (_device.Enter())
        {
        }

        Assert.Equal((2L, longest), (_device.GateWatch.Turns, _device.GateWatch.Longest));
    }

    [Fact]
    public void A_turn_is_over_when_it_is_left_and_what_was_measured_can_be_forgotten()
    {
        using (_device.Enter())
            Assert.Equal((0L, TimeSpan.Zero), (_device.GateWatch!.Turns, _device.GateWatch.Longest));
        _device.GateWatch.Reset();
        Assert.Equal((0L, TimeSpan.Zero), (_device.GateWatch.Turns, _device.GateWatch.Longest));
    }

    [Fact]
    public void A_turn_inside_a_turn_is_part_of_it()
    {
        using (_device.Enter())
            Turn(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, _device.GateWatch!.Turns);
        Assert.True(_device.GateWatch.Longest >= TimeSpan.FromMilliseconds(1));
    }

    /// <summary>Holds the gate for at least so long, and says for how long the caller saw it held.</summary>
    private TimeSpan Turn(TimeSpan least)
    {
        long start = Stopwatch.GetTimestamp();
        using (_device.Enter())
            SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(start) > least * 2);
        return Stopwatch.GetElapsedTime(start);
    }
}
