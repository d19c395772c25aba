using System.Globalization;
using CxlWire.Conversations;
using CxlWire.Conversations.Diagrams;
using CxlWire.Device.Journal;
using CxlWire.Golden;

namespace CxlWire.Cli.Text;

/// <summary>Steps of a conversation as lines: one for each message, or one for each step.</summary>
/// <param name="isBrief">Whether a step is one line, without fields.</param>
/// <param name="hasTime">Whether there is a column for the time.</param>
internal sealed class TraceLines(bool isBrief, bool hasTime)
{
    private const int NumberWidth = 5;
    private const int TimeWidth = 12;
    private const int WhoWidth = 8;

    /// <summary>The lines of one step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="number">Its number, from 0.</param>
    public IEnumerable<DumpLine> Of(ConversationStep step, long number)
    {
        IReadOnlyList<DiagramRow> rows = ConversationDiagram.Alone(step, number).Rows;
        if (!isBrief)
            return rows.Select((row, i) => Line(step, i == 0 ? number : null, [MarkOf(row), .. TextOf(step, row)]));
        DumpSpan[] text = [.. rows.SelectMany((row, i) => BriefOf(step, row, isFirst: i == 0))];
        return [Line(step, number, text)];
    }

    private DumpLine Line(ConversationStep step, long? number, DumpSpan[] text)
    {
        string mark = number?.ToString(CultureInfo.InvariantCulture) ?? "";
        string time = number is not null && step.Time is { } now
            ? (now / 1e9).ToString("F6", CultureInfo.InvariantCulture)
            : "";
        string who = number is null ? "" : WhoOf(step);
        string start = $"{mark,NumberWidth}  {(hasTime ? $"{time,TimeWidth}  " : "")}";
        return new DumpLine(
            [new DumpSpan(DumpRole.Offset, start), new DumpSpan(DumpRole.Group, who.PadRight(WhoWidth)), .. text]);
    }

    private static DumpSpan MarkOf(DiagramRow row) => new(DumpRole.Offset, row switch
    {
        DiagramArrow { IsReply: false } => "> ",
        DiagramArrow => "< ",
        _ => "- ",
    });

    private static IEnumerable<DumpSpan> TextOf(ConversationStep step, DiagramRow row)
    {
        (string text, string detail) = WordsOf(step, row);
        yield return new DumpSpan(RoleOf(row), Clean(text));
        if (detail.Length > 0)
        {
            DumpRole role = row.IsTold && IsReply(row) ? DumpRole.Error : DumpRole.Field;
            yield return new DumpSpan(role, Clean($": {detail}"));
        }
    }

    private static IEnumerable<DumpSpan> BriefOf(ConversationStep step, DiagramRow row, bool isFirst)
    {
        (string text, string detail) = WordsOf(step, row);
        if (!isFirst)
            yield return new DumpSpan(DumpRole.Offset, ": ");
        yield return new DumpSpan(RoleOf(row), Clean(text));
        if (IsReply(row) && step.Reply is StepReply.Cci { Refusal: not null })
            yield return new DumpSpan(DumpRole.Error, Clean($", {detail}"));
    }

    private static (string Text, string Detail) WordsOf(ConversationStep step, DiagramRow row) => row switch
    {
        DiagramArrow arrow => (step is ControlStep or CapacityStep && arrow is { IsReply: false }
            ? arrow.Text["QMP ".Length..]
            : arrow.Text, arrow.Detail),
        DiagramNote note => (note.Text, step.Reply is StepReply.Control { Error: { } error } ? error : ""),
        _ => ("", ""),
    };

    private static DumpRole RoleOf(DiagramRow row) => (IsReply(row), row.IsTold) switch
    {
        (true, true) => DumpRole.Error,
        (true, false) => DumpRole.Value,
        (false, true) when row is DiagramNote => DumpRole.Error,
        _ => DumpRole.Heading,
    };

    private static bool IsReply(DiagramRow row) => row is DiagramArrow { IsReply: true };

    private static string WhoOf(ConversationStep step) => step switch
    {
        HostStep host => $"host {Number(host.Host ?? 0)}",
        NoteStep note => $"host {Number(note.HostId)}",
        PeerStep { HostId: { } host } => $"host {Number(host)}",
        ControlStep or CapacityStep or PeerStep { Route: CommandRoute.Control } => "QMP",
        FabricManagerStep or PeerStep => "FM",
        _ => "device",
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>One line, and nothing that a terminal obeys.</summary>
    public static string Clean(string text) =>
        text.AsSpan().ContainsAnyInRange('\0', '\x1f') || text.AsSpan().ContainsAnyInRange('\x7f', '\x9f')
            ? string.Concat(text.Select(c => char.IsControl(c) ? '\ufffd' : c))
            : text;
}
