using CxlWire.Cli.Text;
using CxlWire.Tests;

namespace CxlWire.Cli.Tests;

public sealed class ProgressTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _error.Dispose();

    [Fact]
    public void Is_silent_for_a_second_then_counts_and_leaves_nothing_behind()
    {
        using (var progress = new Progress(Environment(), "replaying", "steps"))
        {
            progress.Report(5);
            _time.Advance(TimeSpan.FromSeconds(0.99));
            Assert.Equal("", _error.ToString());
            progress.Report(1000);
            _time.Advance(TimeSpan.FromSeconds(0.01));
            Assert.Equal("\rreplaying, 1000 steps, 1 s", Taken());
            progress.Report(2000);
            _time.Advance(TimeSpan.FromSeconds(0.25));
            Assert.Equal("\rreplaying, 2000 steps, 1 s", Taken());
        }

        Assert.Equal($"\r{new string(' ', 26)}\r", Taken());
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((0, ""), (_time.Timers, _error.ToString()));
    }

    [Fact]
    public void A_shorter_line_covers_a_longer_one_and_none_is_wider_than_the_terminal()
    {
        using var progress = new Progress(Environment(width: 21), "comparing", "bytes");
        progress.Report(123_456);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("\rcomparing, 123456 by", Taken());
        progress.Report(1);
        _time.Advance(TimeSpan.FromSeconds(0.25));
        Assert.Equal("\rcomparing, 1 bytes, ", Taken());
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Prints_nothing_into_a_pipe_nor_between_other_output(bool terminal, bool isWanted)
    {
        using (var progress = new Progress(Environment(terminal), "decoding", "bytes", isWanted: isWanted))
        {
            progress.Report(1);
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal((0, ""), (_time.Timers, _error.ToString()));
    }

    [Fact]
    public void What_only_waits_tells_the_time()
    {
        using var progress = new Progress(Environment(), "waiting for the response");
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.EndsWith("\rwaiting for the response, 3 s", _error.ToString(), StringComparison.Ordinal);
    }

    private CliEnvironment Environment(bool terminal = true, int width = 80) =>
        new(Stream.Null, Stream.Null, _error)
        {
            ErrorIsTerminal = terminal,
            ErrorWidth = () => width,
            Time = _time,
        };

    private string Taken()
    {
        string text = _error.ToString();
        _error.GetStringBuilder().Clear();
        return text;
    }
}
