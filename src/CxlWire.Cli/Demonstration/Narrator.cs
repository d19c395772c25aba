using System.Globalization;
using CxlWire.Cli.Text;
using CxlWire.Golden;

namespace CxlWire.Cli.Demonstration;

/// <summary>Prints a conversation: who speaks, what happens, every message field by field.</summary>
/// <param name="environment">Where to print.</param>
internal sealed class Narrator(CliEnvironment environment)
{
    private const int Width = AnnotatedDump.DefaultWidth;
    private const int SpeakerWidth = 15;
    private const int MaxResult = 32;

    private readonly LinePrinter _printer = environment.Printer;
    private int _step;

    /// <summary>Text between steps.</summary>
    public void Say(string text)
    {
        foreach (string line in TextWrap.Lines(text, Width))
            _printer.Write(DumpRole.Field, line);
    }

    /// <summary>What happens next.</summary>
    public void Step(string title)
    {
        string heading = string.Create(CultureInfo.InvariantCulture, $"== {++_step}. {title} ");
        _printer.WriteLine();
        _printer.Write(DumpRole.Heading, heading.PadRight(Width, '='));

        // A step that waits is seen to wait, in a pipe as well.
        environment.Text.Flush();
    }

    /// <summary>A message of the CCI stream.</summary>
    public void Message(string speaker, CciMessage message)
    {
        _printer.WriteLine();
        WriteSpoken(speaker, DumpRole.Heading, message.Summary);

        // Its own heading says where in a stream it lies; here it stands alone.
        _printer.Write(AnnotatedDump.Lines(message, Width).Skip(1));
    }

    /// <summary>Text of the control socket; lines that are too long are broken.</summary>
    public void Text(string speaker, string text)
    {
        _printer.WriteLine();
        foreach (string line in text.TrimEnd().Split('\n'))
        {
            foreach (string part in TextWrap.Lines(line, Width - SpeakerWidth))
            {
                WriteSpoken(speaker, DumpRole.Value, part);
                speaker = "";
            }
        }
    }

    /// <summary>A byte that is not as the goldens say.</summary>
    public void Differs(string what) => _printer.Write(DumpRole.Error, $"DIFFERS  {what}");

    /// <summary>All that was said, a line each.</summary>
    /// <param name="exchanges">As <see cref="Comparison.Exchanges"/>.</param>
    public void Recapitulate(IEnumerable<Exchange> exchanges)
    {
        string[][] rows =
        [
            .. exchanges.Select(e => new[]
            {
                e.Speaker,
                e.Request,
                e.Result.Length <= MaxResult ? e.Result : $"{e.Result[..MaxResult]}...",
                e.Bytes.ToString(CultureInfo.InvariantCulture),
                e.IsGolden ? "golden" : "DIFFERS",
            }),
        ];
        _printer.WriteLine();
        _printer.Write(TextTable.Lines(
            ["", "what was said", "result", "bytes", ""],
            [DumpRole.Group, DumpRole.Field, DumpRole.Value, DumpRole.Bytes, DumpRole.Meaning],
            rows));
        _printer.WriteLine();
    }

    /// <summary>How it ended.</summary>
    public void Verdict(string text) => _printer.Write(DumpRole.Value, text);

    private void WriteSpoken(string speaker, DumpRole role, string text) => _printer.Write(new DumpLine(
        [new DumpSpan(DumpRole.Group, speaker.PadRight(SpeakerWidth)), new DumpSpan(role, text)]));
}
