using Microsoft.Extensions.Logging;

namespace CxlWire.Load.Soaking;

/// <summary>Keeps the first error: a server catches what nobody expected, and goes on.</summary>
internal sealed class ErrorLog : ILogger
{
    private volatile string? _error;

    /// <summary>The first error, or null.</summary>
    public string? Error => _error;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            _error ??= $"{formatter(state, exception)}: {exception}";
    }
}
