using System.Globalization;
using System.Text;
using CxlWire.Conversations;
using CxlWire.Device.Configuration;
using CxlWire.Tests;

namespace CxlWire.Conformance.Qemu;

/// <summary>
/// Where profile spec answers otherwise than QEMU did, and by which row. Profile qemu answers as QEMU did
/// (<see cref="QemuProfile"/>), so a row has a part in a difference where profile qemu without that row
/// answers otherwise, too. docs/qemu.md has the counts and the shortest example of each row;
/// CXLWIRE_UPDATE=1 writes it anew.
/// </summary>
public class QemuDifferences
{
    private const string Start = "<!-- from here on written by tests/CxlWire.Conformance -->";

    private static readonly string _document = Repository.PathOf("docs", "qemu.md");
    private static readonly string[] _recordings = ["qemu-11.1.3.jsonl", "qemu-11.1.3-fm.jsonl"];

    private static readonly IReadOnlyList<QemuQuirks> _rows = QemuQuirkNames.Rows;

    [Fact]
    public void Every_difference_is_explained_by_its_row_and_documented()
    {
        var text = new StringBuilder(Start).AppendLine().AppendLine();
        var counts = _rows.ToDictionary(row => row, _ => 0);
        var examples = _rows.ToDictionary(row => row, _ => new List<ConversationStep>());
        foreach (string recording in _recordings)
        {
            int steps = 0, identical = 0, crashes = 0;
            foreach (Conversation conversation in Play.Load(recording))
            {
                ConversationDevice spec = Play.Start(QemuQuirks.None), qemu = Play.Start(QemuQuirks.All);
                ConversationDevice[] without = [.. _rows.Select(row => Play.Start(QemuQuirks.All & ~row))];
                for (int i = 0; i < conversation.Steps.Count; i++, steps++)
                {
                    ConversationStep step = conversation.Steps[i];
                    string ours = Play.Take(spec, step);
                    string asQemu = Play.Take(qemu, step);
                    QemuQuirks[] parts = [.. _rows.Where((_, r) => Play.Take(without[r], step) != asQemu)];
                    if (step.Reply is null)
                        crashes++;
                    else if (ours == Play.Text(step.Reply) || ConversationReplay.IsAboutCommands(step))
                        identical++;
                    else
                        Explain(conversation, i, parts, counts, examples);
                }
            }

            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"`{recording}`: {steps} steps. Profile `qemu`: all identical. Profile `spec`: {identical} identical, "
                + $"{crashes} where QEMU died, {steps - identical - crashes} explained by rows.").AppendLine();
        }

        Write(text, counts, examples);
    }

    private static void Explain(
        Conversation conversation, int index, QemuQuirks[] parts, Dictionary<QemuQuirks, int> counts,
        Dictionary<QemuQuirks, List<ConversationStep>> examples)
    {
        if (parts.Length == 0)
            parts = FindPair([.. conversation.Steps.Take(index + 1)]);
        Assert.True(parts.Length > 0, $"seed {conversation.Seed}, step {index}: no row explains the difference");
        foreach (QemuQuirks row in parts)
        {
            // A few tries are enough: most conversations shrink to the same few steps.
            if (counts[row]++ >= 8)
                continue;
            List<ConversationStep> steps = [.. conversation.Steps.Take(index + 1)];
            if (!Differs(steps, row))
                continue;
            List<ConversationStep> shortest = Shrink(steps, row);
            if (examples[row].Count == 0 || shortest.Count < examples[row].Count)
                examples[row] = shortest;
        }
    }

    /// <summary>
    /// Two rows of which either alone leads to the same answer: after one has changed the state, the other does.
    /// </summary>
    private static QemuQuirks[] FindPair(List<ConversationStep> steps)
    {
        foreach (QemuQuirks one in _rows)
        {
            foreach (QemuQuirks other in _rows.Where(r => r > one && Differs(steps, one | r)))
                return [one, other];
        }

        return [];
    }

    /// <summary>The fewest steps after which a row still makes a difference.</summary>
    private static List<ConversationStep> Shrink(List<ConversationStep> steps, QemuQuirks row)
    {
        for (int size = steps.Count / 2; size > 0; size /= 2)
        {
            for (int at = 0; at + size < steps.Count;)
            {
                List<ConversationStep> fewer = [.. steps[..at], .. steps[(at + size)..]];
                if (Differs(fewer, row))
                    steps = fewer;
                else
                    at += size;
            }
        }

        return steps;
    }

    private static bool Differs(List<ConversationStep> steps, QemuQuirks row)
    {
        (string spec, string quirk) = LastReplies(steps, row);
        return spec != quirk;
    }

    private static (string Spec, string Quirk) LastReplies(List<ConversationStep> steps, QemuQuirks row)
    {
        ConversationDevice all = Play.Start(QemuQuirks.All & ~row), one = Play.Start(QemuQuirks.All);
        string spec = "", quirk = "";
        foreach (ConversationStep step in steps)
            (spec, quirk) = (Play.Take(all, step), Play.Take(one, step));
        return (spec, quirk);
    }

    private static void Write(
        StringBuilder text, Dictionary<QemuQuirks, int> counts, Dictionary<QemuQuirks, List<ConversationStep>> examples)
    {
        text.AppendLine("| row | steps in which it has a part |").AppendLine("|---|---|");
        foreach (QemuQuirks row in _rows)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {QemuQuirkNames.NameOf(row)} | {counts[row]} |");
        foreach (QemuQuirks row in _rows.Where(row => counts[row] > 0))
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"### {QemuQuirkNames.NameOf(row)}").AppendLine()
                .AppendLine("```");
            foreach (ConversationStep step in examples[row])
                text.AppendLine(Play.Describe(step));
            (string spec, string quirk) = LastReplies(examples[row], row);
            text.AppendLine(CultureInfo.InvariantCulture, $"  without the row: {spec}")
                .AppendLine(CultureInfo.InvariantCulture, $"  with it:         {quirk}").AppendLine("```");
        }

        string current = File.ReadAllText(_document);
        string expected =
            string.Concat(current.AsSpan(0, current.IndexOf(Start, StringComparison.Ordinal)), text.ToString());
        if (Environment.GetEnvironmentVariable("CXLWIRE_UPDATE") == "1")
            File.WriteAllText(_document, expected);
        Assert.Equal(expected, File.ReadAllText(_document));
    }
}
