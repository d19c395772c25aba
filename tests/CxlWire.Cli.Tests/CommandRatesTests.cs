using CxlWire.Cli.Showing;
using CxlWire.Tests;

namespace CxlWire.Cli.Tests;

/// <summary>Commands a second, between looks.</summary>
public sealed class CommandRatesTests
{
    private readonly ManualTime _clock = new();
    private readonly CommandRates _rates;

    public CommandRatesTests() => _rates = new CommandRates(_clock);

    [Fact]
    public void A_rate_is_over_the_last_second_however_often_one_looks()
    {
        Assert.Equal("-", After(0, 5));
        Assert.Equal("10", After(0.5, 10));
        Assert.Equal("5.0", After(0.5, 10));

        // What was before the last second does not count.
        Assert.Equal("90", After(0.5, 100));
        Assert.Equal("90", After(0.5, 100));
        Assert.Equal("0", After(4, 100));
    }

    [Fact]
    public void Where_counting_begins_anew_what_is_counted_since_counts()
    {
        Assert.Equal("-", After(0, 1000));
        Assert.Equal("30", After(1, 30));
        Assert.Equal("0.3", After(10, 33));
    }

    private string After(double seconds, ulong commands)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        var cci = new CciView("host 0", commands, []);
        _rates.Take([new DeviceView("d", [], [], [], [], false, [cci], 0, 0, 0, 0, [], null)]);
        return _rates.Text("d", cci);
    }
}
