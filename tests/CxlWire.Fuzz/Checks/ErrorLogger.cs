using CxlWire.Fuzz.Engine;
using Microsoft.Extensions.Logging;

namespace CxlWire.Fuzz.Checks;

/// <summary>Keeps the first error that is logged: a server catches what nobody expected, and goes on.</summary>
internal sealed class ErrorLogger : ILogger
{
    private volatile string? _error;

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

    /// <summary>Fails where there was one.</summary>
    public void Check() => FuzzFailure.Unless(_error is null, "an unexpected error is logged", $"{_error}");
}
