using System.Globalization;

namespace CxlWire.Cli.Text;

/// <summary>
/// Says on standard error how far a command is that takes longer than a second, where that is a terminal. The line is
/// gone when this is disposed of, so nothing else may be printed there before.
/// </summary>
internal sealed class Progress : IDisposable
{
    private static readonly TimeSpan _untilFirst = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _untilNext = TimeSpan.FromMilliseconds(250);

    // Guards what is printed: after Dispose nothing is.
    private readonly Lock _gate = new();
    private readonly CliEnvironment _environment;
    private readonly string _what;
    private readonly string? _unit;
    private readonly long _start;
    private readonly ITimer? _timer;
    private long _done;
    private int _shown;
    private bool _isOver;

    /// <summary>Begins to count.</summary>
    /// <param name="environment">Where to print, and whose clock.</param>
    /// <param name="what">"replaying".</param>
    /// <param name="unit">Of what <see cref="Report"/> says: "steps"; null: only time is told.</param>
    /// <param name="isWanted">False: something else is printed on the same terminal meanwhile.</param>
    public Progress(
        CliEnvironment environment, string what, string? unit = null, bool isWanted = true)
    {
        (_environment, _what, _unit) = (environment, what, unit);
        if (!environment.ErrorIsTerminal || !isWanted)
            return;
        _start = environment.Time.GetTimestamp();
        lock (_gate)
            _timer = environment.Time.CreateTimer(_ => Show(), null, _untilFirst, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Says how many are done.</summary>
    public void Report(long done) => Volatile.Write(ref _done, done);

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        lock (_gate)
        {
            if (!_isOver && _shown > 0)
                Print("", end: "\r");
            _isOver = true;
        }
    }

    private void Show()
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            string count = _unit is null
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $", {Volatile.Read(ref _done)} {_unit}");
            long seconds = (long)_environment.Time.GetElapsedTime(_start).TotalSeconds;
            Print(string.Create(CultureInfo.InvariantCulture, $"{_what}{count}, {seconds} s"), end: "");
            _timer!.Change(_untilNext, Timeout.InfiniteTimeSpan);
        }
    }

    // Blanks over what was there: a terminal need not know escape sequences. A line that wraps could not be taken away.
    private void Print(string text, string end)
    {
        int width = Math.Max(1, _environment.ErrorWidth() - 1);
        string line = text.Length <= width ? text : text[..width];
        _environment.Error.Write($"\r{line.PadRight(Math.Min(_shown, width))}{end}");
        _environment.Error.Flush();
        _shown = line.Length;
    }
}
