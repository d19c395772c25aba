using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CxlWire.Transport.Tests;

/// <summary>Keeps what is logged, each line as "Level text".</summary>
internal sealed class ListLogger : ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <summary>Lines of lower levels are left out.</summary>
    public LogLevel Minimum { get; set; } = LogLevel.Debug;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= Minimum;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel} {formatter(state, exception)}");
}
