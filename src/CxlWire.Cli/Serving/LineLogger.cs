using System.Globalization;
using Microsoft.Extensions.Logging;

namespace CxlWire.Cli.Serving;

/// <summary>
/// One line for each message, all of them on standard error: standard output is the host's. As the console logger of
/// Microsoft.Extensions.Logging writes them, whose making alone took longer than an empty program's whole run.
/// </summary>
/// <param name="category">What the lines say they are from.</param>
/// <param name="least">Messages of a lower level are left out.</param>
internal sealed class LineLogger(string category, LogLevel least) : ILogger
{
    private readonly bool _usesColour =
        !Console.IsErrorRedirected && Surroundings.ColoursAreWanted && !OperatingSystem.IsWindows();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        (string name, string colour) = logLevel switch
        {
            LogLevel.Trace => ("trce", "90"),
            LogLevel.Debug => ("dbug", "90"),
            LogLevel.Information => ("info", "32"),
            LogLevel.Warning => ("warn", "33"),
            LogLevel.Error => ("fail", "31"),
            _ => ("crit", "1;31"),
        };
        string level = _usesColour ? $"\e[{colour}m{name}\e[0m" : name;
        string text = exception is null ? formatter(state, null) : $"{formatter(state, exception)} {exception}";
        string line = string.Create(
            CultureInfo.InvariantCulture, $"{level}: {category}[{eventId.Id}] {text.ReplaceLineEndings(" ")}\n");

        // In one piece: other threads write, too.
        Console.Error.Write(line);
    }
}
