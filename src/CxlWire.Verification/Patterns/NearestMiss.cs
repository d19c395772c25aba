using System.Globalization;
using System.Text;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Golden;
using CxlWire.Protocol.Commands;

namespace CxlWire.Verification.Patterns;

/// <summary>The entry that comes nearest to a pattern, of those that are not as it says.</summary>
internal sealed class NearestMiss
{
    private const int MaxDecoded = 300;
    private int _score = -1;
    private string _text = "";

    /// <summary>Half a sentence about it.</summary>
    public string Text => _score < 0 ? "nothing like it is there" : $"the nearest is {_text}";

    /// <summary>Takes an entry that is not as the pattern says.</summary>
    public void Take(JournalEntry entry, Comparison? comparison)
    {
        if (comparison is null || comparison.Score <= _score)
            return;
        _score = comparison.Score;
        _text = $"{Describe(entry)}: {comparison.Differences}{Decode(entry)}";
    }

    /// <summary>Forgets it: another pattern's turn.</summary>
    public void Clear() => _score = -1;

    /// <summary>"entry 17, host 0: release-dc, Busy (06h)".</summary>
    public static string Describe(JournalEntry entry)
    {
        string number = string.Create(CultureInfo.InvariantCulture, $"entry {entry.Number}");
        return entry.Kind switch
        {
            JournalEntryKind.Command =>
                $"{number}, {Words.Cci(entry.HostId)}: {Words.Command(entry.Opcode)}, {entry.Result.Code}",
            JournalEntryKind.FaultFired => $"{number}: fault {((FiredFault)entry.Detail!).Name}",
            JournalEntryKind.ControlCommand => $"{number}: {entry.Detail}",
            JournalEntryKind.Reset when entry.HostId is { } => $"{number}: reset of {Words.Cci(entry.HostId)}",
            JournalEntryKind.Reset => $"{number}: reset of all hosts",
            _ => $"{number}: {entry.Kind}",
        };
    }

    private static string Decode(JournalEntry entry)
    {
        if (entry.Kind != JournalEntryKind.Command || !CommandTable.TryGet(entry.Opcode, out CommandRow? row))
            return "";
        var text = new StringBuilder();
        if (entry.Request.Length > 0 && FieldNode.TryRead(entry.Request, row.Request, out FieldNode? request, out _))
            text.Append("; request").Append(Fields(request));
        if (entry.Reply.Length > 0 && FieldNode.TryRead(entry.Reply, row.Response, out FieldNode? reply, out _))
            text.Append("; reply").Append(Fields(reply));
        return text.Length <= MaxDecoded ? text.ToString() : $"{text.ToString(0, MaxDecoded - 3)}...";
    }

    private static string Fields(FieldNode node) => string.Concat(
        Leaves(node).Where(leaf => !leaf.IsReserved && !leaf.IsSecret).Take(16).Select(l => $" {l.Path}={l.Value}"));

    private static IEnumerable<FieldNode> Leaves(FieldNode node) =>
        node.Kind is FieldNodeKind.Structure or FieldNodeKind.List ? node.Children.SelectMany(Leaves) : [node];
}
