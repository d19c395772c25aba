using System.Text;
using CxlWire.Cli.Text;

namespace CxlWire.Cli;

/// <summary>What a command sees of its process. Tests bring their own, so that they run side by side.</summary>
internal sealed class CliEnvironment
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private const int DefaultWidth = 80;

    private readonly Lazy<LinePrinter> _printer;

    /// <summary>An environment that prints to a stream.</summary>
    /// <param name="input">Standard input.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    public CliEnvironment(Stream input, Stream output, TextWriter error)
    {
        Input = input;
        Output = output;
        Error = error;
        Text = new StreamWriter(output, _utf8) { NewLine = "\n", AutoFlush = false };
        _printer = new Lazy<LinePrinter>(() => new LinePrinter(Text, UsesColour));
    }

    /// <summary>Standard input.</summary>
    public Stream Input { get; }

    /// <summary>Standard output, for bytes; whoever mixes it with <see cref="Text"/> flushes that first.</summary>
    public Stream Output { get; }

    /// <summary>Standard output, for text.</summary>
    public TextWriter Text { get; }

    /// <summary>Standard error.</summary>
    public TextWriter Error { get; }

    /// <summary>Whether people read the output as it comes.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Columns of the terminal; null: the output is none.</summary>
    public int? Width { get; init; }

    /// <summary>Whether people read standard error as it comes.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Columns of standard error, where that is a terminal; asked for only once they are needed.</summary>
    public Func<int> ErrorWidth { get; init; } = () => DefaultWidth;

    /// <summary>What the command's own waiting is measured with.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether the output may hold colours.</summary>
    public bool UsesColour { get; init; }

    /// <summary>Current directory.</summary>
    public string Directory { get; init; } = Environment.CurrentDirectory;

    /// <summary>Prints lines to <see cref="Text"/>.</summary>
    public LinePrinter Printer => _printer.Value;

    /// <summary>The real ones. Colours only on a terminal, and not with NO_COLOR (https://no-color.org).</summary>
    public static CliEnvironment OfProcess()
    {
        bool isTerminal = !Console.IsOutputRedirected;
        return new CliEnvironment(Console.OpenStandardInput(), Console.OpenStandardOutput(), Console.Error)
        {
            OutputIsTerminal = isTerminal,
            Width = isTerminal && Console.WindowWidth is > 0 and int width ? width : null,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            ErrorWidth = () => Console.WindowWidth is > 0 and int width ? width : DefaultWidth,
            UsesColour = isTerminal && ColoursAreWanted,
        };
    }

    /// <summary>What the environment says of colours on a terminal.</summary>
    public static bool ColoursAreWanted =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";
}
