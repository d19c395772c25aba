using System.Globalization;
using System.Text;

namespace CxlWire.Conversations.Diagrams;

/// <summary>Writes a <see cref="SequenceDiagram"/> as Mermaid's text (https://mermaid.js.org).</summary>
public static class MermaidSequence
{
    private const int MaxDetail = 80;

    // What Mermaid, or the HTML that it makes, could take for something else.
    private const string Special = "#;<>&%$\\`";

    /// <summary>Writes it.</summary>
    /// <param name="text">Where to; lines end with a line feed.</param>
    /// <param name="diagram">What to draw.</param>
    /// <param name="caption">What it shows, in a sentence: the title.</param>
    /// <exception cref="IOException">The text cannot be written.</exception>
    public static void Write(TextWriter text, SequenceDiagram diagram, string caption)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(diagram);
        ArgumentNullException.ThrowIfNull(caption);
        text.Write("sequenceDiagram\n");
        text.Write($"    title {Escape(caption)}\n");
        foreach ((int i, string name) in diagram.Lifelines.Index())
            text.Write($"    participant {Id(i)} as {Escape(name)}\n");
        foreach (DiagramRow row in diagram.Rows)
            text.Write($"    {LineOf(row, diagram.Lifelines.Count)}\n");
    }

    private static string LineOf(DiagramRow row, int lifelines) => row switch
    {
        DiagramArrow arrow => $"{Id(arrow.From)}{HeadOf(arrow)}{Id(arrow.To)}: {TextOf(arrow)}",
        DiagramNote note => $"Note over {Id(note.Lifeline)}: {MarkOf(row)}{Escape(note.Text)}",
        DiagramGap gap => $"Note over {(lifelines > 1 ? $"{Id(0)},{Id(lifelines - 1)}" : Id(0))}: "
            + $"{gap.Steps.ToString(CultureInfo.InvariantCulture)} "
            + $"{(gap.Steps == 1 ? "step is" : "steps are")} left out",
        _ => throw new ArgumentException($"a {row.GetType().Name} is no row", nameof(row)),
    };

    private static string HeadOf(DiagramArrow arrow) => (arrow.IsReply, arrow.IsLost) switch
    {
        (true, true) => "--x",
        (true, false) => "-->>",
        (false, true) => "-x",
        _ => "->>",
    };

    private static string TextOf(DiagramArrow arrow) =>
        $"{MarkOf(arrow)}{Escape(arrow.Text)}{(arrow.Detail.Length > 0 ? "<br/>" : "")}"
        + Escape(ConversationDiagram.Shorten(arrow.Detail, MaxDetail));

    private static string MarkOf(DiagramRow row) =>
        row.Step is { } step ? $"{step.ToString(CultureInfo.InvariantCulture)}. " : "";

    private static string Id(int lifeline) => $"p{lifeline.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The text in one line, with codes for what is special.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune))
                escaped.Append(' ');
            else if (rune.IsAscii && Special.Contains((char)rune.Value))
                escaped.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
            else
                escaped.Append(rune.ToString());
        }

        return escaped.ToString();
    }
}
