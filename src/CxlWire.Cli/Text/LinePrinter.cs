using CxlWire.Golden;
using Spectre.Console;

namespace CxlWire.Cli.Text;

/// <summary>Prints lines whose stretches have roles: in colours, or plain.</summary>
internal sealed class LinePrinter
{
    // A terminal wraps a line that is too long for it better than a word wrapper does: columns stay in place.
    private const int Unlimited = 1 << 20;

    private readonly TextWriter _writer;
    private readonly IAnsiConsole? _console;

    public LinePrinter(TextWriter writer, bool colours)
    {
        _writer = writer;
        if (!colours)
            return;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        _console.Profile.Width = Unlimited;
    }

    public void Write(IEnumerable<DumpLine> lines)
    {
        foreach (DumpLine line in lines)
            Write(line);
    }

    public void Write(DumpLine line)
    {
        if (_console is null)
        {
            _writer.WriteLine(line.ToString());
            return;
        }

        foreach (DumpSpan span in line.Spans)
            _console.Write(new Spectre.Console.Text(span.Text, StyleOf(span.Role)));
        _writer.WriteLine();
    }

    /// <summary>One line of one role.</summary>
    public void Write(DumpRole role, string text) => Write(new DumpLine([new DumpSpan(role, text)]));

    /// <summary>An empty line.</summary>
    public void WriteLine() => _writer.WriteLine();

    // From the 16 colours that every terminal has, none of them unreadable on black or on white.
    private static Style StyleOf(DumpRole role) => role switch
    {
        DumpRole.Heading => new Style(decoration: Decoration.Bold),
        DumpRole.Offset or DumpRole.Bits or DumpRole.Reserved => new Style(Color.Grey),
        DumpRole.Bytes => new Style(Color.Teal),
        DumpRole.Group => new Style(Color.Purple),
        DumpRole.Value => new Style(Color.Green),
        DumpRole.Meaning => new Style(Color.Olive),
        DumpRole.Error => new Style(Color.Maroon, decoration: Decoration.Bold),
        _ => Style.Plain,
    };
}
