using System.Globalization;
using System.Text;
using System.Xml;
using CxlWire.Golden;

namespace CxlWire.Conversations.Diagrams;

/// <summary>Draws a <see cref="SequenceDiagram"/> as SVG, for a page that has <see cref="Style"/>.</summary>
public static class SvgSequence
{
    /// <summary>
    /// What the drawing's classes look like, as CSS; colours are properties of the page: --text, --grey, --told,
    /// --line and --box.
    /// </summary>
    public static string Style =>
        """
        .sequence { font: 12px system-ui, sans-serif; display: block }
        .sequence text { fill: var(--text) }
        .sequence .detail, .sequence .mark, .sequence .around text { fill: var(--grey) }
        .sequence .detail, .sequence .mark { font-size: 11px }
        .sequence line { stroke: var(--text) }
        .sequence .life { stroke: var(--line) }
        .sequence .around line { stroke: var(--grey) }
        .sequence .told line { stroke: var(--told); stroke-width: 2 }
        .sequence .told .label { fill: var(--told); font-weight: 600 }
        .sequence .reply line.way { stroke-dasharray: 5 3 }
        .sequence rect { fill: var(--box); stroke: var(--line) }
        .sequence .told rect { stroke: var(--told); stroke-width: 2 }
        """;

    private const string Colours =
        """
        .sequence { color-scheme: light dark; background: var(--back);
          --back: #ffffff; --text: #1c2127; --grey: #66707c; --line: #d3d9e0; --box: #f4f6f8; --told: #b3261e }
        @media (prefers-color-scheme: dark) {
          .sequence { --back: #14181d; --text: #e3e7ec; --grey: #96a1ad; --line: #363e48; --box: #1d232a;
            --told: #ff8a80 }
        }
        .sequence .around .label { fill: var(--text) }
        .sequence .around line { stroke: var(--text) }
        .sequence .back { fill: var(--back); stroke: none }
        .sequence .caption { font-weight: 600 }
        """;

    private const string Namespace = "http://www.w3.org/2000/svg";
    private const int Left = 150;
    private const int Between = 380;
    private const int Right = 200;
    private const int Top = 44;
    private const int ArrowHeight = 40;
    private const int NoteHeight = 32;
    private const int GapHeight = 26;
    private const int Head = 7;
    private const int CharacterWidth = 7;
    private const int MaxDetail = 66;
    private const int MaxCaption = 200;
    private const int CaptionWidth = 8;
    private const int CaptionHeight = 30;

    /// <summary>Writes an svg element.</summary>
    /// <param name="xml">Inside of a page, or at the start of a file.</param>
    /// <param name="diagram">What to draw.</param>
    /// <param name="label">What it shows, for who cannot see it.</param>
    public static void Write(XmlWriter xml, SequenceDiagram diagram, string label)
    {
        ArgumentNullException.ThrowIfNull(xml);
        ArgumentNullException.ThrowIfNull(diagram);
        ArgumentNullException.ThrowIfNull(label);
        int width = WidthOf(diagram);
        int height = HeightOf(diagram);
        Begin(xml, width, height, label);
        WriteRows(xml, diagram, height);
        xml.WriteEndElement();
    }

    /// <summary>Writes a file that needs nothing else: it has a style, for light and dark.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <param name="diagram">What to draw.</param>
    /// <param name="caption">What it shows, in a sentence above the drawing.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void WriteFile(Stream stream, SequenceDiagram diagram, string caption)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(diagram);
        ArgumentNullException.ThrowIfNull(caption);
        caption = ConversationDiagram.Shorten(caption, MaxCaption);
        int width = Math.Max(WidthOf(diagram), (caption.Length * CaptionWidth) + 16);
        int height = HeightOf(diagram);
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
        };
        using var xml = XmlWriter.Create(stream, settings);
        Begin(xml, width, height + CaptionHeight, caption);
        xml.WriteElementString("style", Namespace, $"\n{Style}\n{Colours}\n");
        xml.WriteStartElement("rect", Namespace);
        Attributes(xml, ("class", "back"), ("width", "100%"), ("height", "100%"));
        xml.WriteEndElement();
        Text(xml, "caption", 8, 20, "start", caption);
        xml.WriteStartElement("g", Namespace);
        Attributes(xml, ("transform", $"translate(0 {Number(CaptionHeight)})"));
        WriteRows(xml, diagram, height);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Begin(XmlWriter xml, int width, int height, string label)
    {
        xml.WriteStartElement("svg", Namespace);
        Attributes(
            xml,
            ("class", "sequence"),
            ("role", "img"),
            ("aria-label", label),
            ("width", Number(width)),
            ("height", Number(height)),
            ("viewBox", $"0 0 {Number(width)} {Number(height)}"));
    }

    private static void WriteRows(XmlWriter xml, SequenceDiagram diagram, int height)
    {
        foreach ((int i, string name) in diagram.Lifelines.Index())
        {
            Line(xml, "life", X(i), Top - 14, X(i), height);
            Text(xml, "label", X(i), Top - 22, "middle", name);
        }

        int y = Top;
        foreach (DiagramRow row in diagram.Rows)
        {
            Write(xml, row, y, diagram.Lifelines.Count);
            y += HeightOf(row);
        }
    }

    private static int WidthOf(SequenceDiagram diagram) => Left + ((diagram.Lifelines.Count - 1) * Between) + Right;

    private static int HeightOf(SequenceDiagram diagram) => Top + diagram.Rows.Sum(HeightOf) + 8;

    private static int HeightOf(DiagramRow row) => row switch
    {
        DiagramArrow => ArrowHeight,
        DiagramNote => NoteHeight,
        _ => GapHeight,
    };

    private static void Write(XmlWriter xml, DiagramRow row, int y, int lifelines)
    {
        xml.WriteStartElement("g", Namespace);
        string role = row.IsTold ? "told" : "around";
        Attributes(xml, ("class", row is DiagramArrow { IsReply: true } ? $"{role} reply" : role));
        if (row.Step is { } step)
            Text(xml, "mark", 4, y + 17, "start", $"step {Number(step)}");
        if (row.Time is { } time)
            Text(xml, "mark", 4, y + 31, "start", Seconds(time));
        switch (row)
        {
            case DiagramArrow arrow:
                Write(xml, arrow, y);
                break;
            case DiagramNote note:
                string what = ConversationDiagram.Shorten(note.Text, lifelines * MaxDetail / 2);
                int width = (what.Length * CharacterWidth) + 12;
                int left = Math.Max(Left - 60, X(note.Lifeline) - (width / 2));
                Box(xml, left, y + 5, width, NoteHeight - 10);
                Text(xml, "label", left + (width / 2), y + 20, "middle", what);
                break;
            case DiagramGap gap:
                for (int i = 0; i < lifelines; i++)
                    Text(xml, "mark", X(i) + 4, y + 16, "start", "⋮");
                Text(xml, "mark", 4, y + 16, "start", $"... {Number(gap.Steps)} {(gap.Steps == 1 ? "step" : "steps")}");
                break;
            default:
                break;
        }

        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, DiagramArrow arrow, int y)
    {
        int direction = Math.Sign(X(arrow.To) - X(arrow.From));
        int way = y + 22;
        int end = arrow.IsLost ? X(arrow.To) - (direction * 60) : X(arrow.To);
        Line(xml, "way", X(arrow.From), way, end, way);

        // A lost one ends in a cross.
        int back = end - (direction * Head), half = Head / 2;
        (int front, int cross) = arrow.IsLost ? (end + (direction * Head), half) : (end, 0);
        Line(xml, "tip", front, way + cross, back, way - half);
        Line(xml, "tip", front, way - cross, back, way + half);
        int middle = (X(arrow.From) + X(arrow.To)) / 2;
        Text(xml, "label", middle, way - 6, "middle", arrow.Text);
        Text(xml, "detail", middle, way + 13, "middle", ConversationDiagram.Shorten(arrow.Detail, MaxDetail));
    }

    private static int X(int lifeline) => Left + (lifeline * Between);

    private static void Box(XmlWriter xml, int x, int y, int width, int height)
    {
        xml.WriteStartElement("rect", Namespace);
        Attributes(
            xml, ("x", Number(x)), ("y", Number(y)), ("width", Number(width)), ("height", Number(height)), ("rx", "4"));
        xml.WriteEndElement();
    }

    private static void Line(XmlWriter xml, string role, int x1, int y1, int x2, int y2)
    {
        xml.WriteStartElement("line", Namespace);
        Attributes(
            xml, ("class", role), ("x1", Number(x1)), ("y1", Number(y1)), ("x2", Number(x2)), ("y2", Number(y2)));
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string role, int x, int y, string anchor, string text)
    {
        if (text.Length == 0)
            return;
        xml.WriteStartElement("text", Namespace);
        Attributes(xml, ("class", role), ("x", Number(x)), ("y", Number(y)), ("text-anchor", anchor));
        xml.WriteString(LegalXml.Of(text));
        xml.WriteEndElement();
    }

    private static void Attributes(XmlWriter xml, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach ((string name, string value) in attributes)
            xml.WriteAttributeString(name, LegalXml.Of(value));
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(long nanoseconds) =>
        (nanoseconds / 1e9).ToString("0.000 s", CultureInfo.InvariantCulture);
}
