using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace CxlWire.Cli.Serving;

/// <summary>
/// One line for each message, all of them on standard error: standard output is the host's. As the console logger of
/// Microsoft.Extensions.Logging writes them, whose making alone took longer than an empty program's whole run. Whoever
/// logs never waits for who reads.
/// </summary>
internal sealed class LineLogger : ILogger, IDisposable
{
    private static readonly JsonWriterOptions _jsonOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // An end that waits for unread lines must not look like a hang.
    private static readonly TimeSpan _flushTimeout = TimeSpan.FromSeconds(1);

    private readonly string _category;
    private readonly TimeProvider? _jsonClock;
    private readonly LogLevel _minimum;
    private readonly bool _usesColour;
    private readonly LineQueue _lines;

    /// <summary>A logger to standard error.</summary>
    /// <param name="category">What the lines say they are from.</param>
    /// <param name="minimum">Messages of a lower level are left out.</param>
    /// <param name="jsonClock">The clock of lines that are JSON; null: they are text, without times.</param>
    public LineLogger(string category, LogLevel minimum, TimeProvider? jsonClock = null)
        : this(
            category,
            minimum,
            Console.OpenStandardError(),
            !Console.IsErrorRedirected && CliEnvironment.ColoursAreWanted && !OperatingSystem.IsWindows(),
            jsonClock)
    {
    }

    internal LineLogger(
        string category, LogLevel minimum, Stream stream, bool usesColour = false, TimeProvider? jsonClock = null)
    {
        _jsonClock = jsonClock;
        _category = category;
        _minimum = minimum;
        _usesColour = usesColour;
        _lines = new LineQueue(stream, DescribeDropped, _flushTimeout);
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= _minimum && logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        string text = exception is null ? formatter(state, null) : $"{formatter(state, exception)} {exception}";
        _lines.Append(Format(logLevel, eventId.Id, text.ReplaceLineEndings(" ")));
    }

    /// <summary>Writes the lines that wait, as far as they are read within a second.</summary>
    public void Dispose() => _lines.Dispose();

    private string DescribeDropped(long count) => Format(
        LogLevel.Warning, 5, $"{count} lines are missing here: standard error was not read");

    private string Format(LogLevel level, int id, string text)
    {
        if (_jsonClock is not null)
            return FormatJson(_jsonClock.GetUtcNow(), level, id, text);
        (string name, string colour) = level switch
        {
            LogLevel.Trace => ("trce", "90"),
            LogLevel.Debug => ("dbug", "90"),
            LogLevel.Information => ("info", "32"),
            LogLevel.Warning => ("warn", "33"),
            LogLevel.Error => ("fail", "31"),
            _ => ("crit", "1;31"),
        };
        string prefix = _usesColour ? $"\e[{colour}m{name}\e[0m" : name;
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}: {_category}[{id}] {text}");
    }

    private string FormatJson(DateTimeOffset time, LogLevel level, int id, string text)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, _jsonOptions))
        {
            json.WriteStartObject();
            json.WriteString("time", time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("level", level.ToString().ToLowerInvariant());
            json.WriteString("category", _category);
            json.WriteNumber("id", id);
            json.WriteString("message", text);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
