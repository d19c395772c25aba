using System.Globalization;
using System.Text;
using CxlWire.Conformance.Wire;
using CxlWire.Device;
using CxlWire.Golden;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;
using CxlWire.Tests;

namespace CxlWire.Conformance;

/// <summary>
/// docs/goldens lists every golden message by opcode, case, outcome and rule. CXLWIRE_UPDATE=1 writes it anew.
/// </summary>
public class GoldenIndex
{
    private const string ByHand = "written by hand: ";

    // A rule of more cases names the opcodes, and how many each has.
    private const int MaxCases = 8;

    private readonly Entry[] _entries = [.. Goldens.All.Values.Select(golden => new Entry(golden))];

    [Fact]
    public void Every_golden_is_listed()
    {
        var expected = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["README.md"] = Summary() };
        foreach (WirePage page in WirePage.All)
            expected.Add($"{page.Name}.md", PageOf(page));
        GeneratedFolder.Hold(Repository.PathOf("docs", "goldens"), expected);
    }

    private string Summary()
    {
        var text = new StringBuilder(
            $"""
            # The golden messages, listed

            {Count(_entries.Length)} cases of [`fixtures/messages`](../../fixtures/messages/README.md), which says how
            to use them: each is a `.bin` with the bytes and, beside it, a `.json` with fields and outcome. *Refused by
            the codec* are payloads that no strict decoder takes. A request's return code is that of a fresh default
            device, and its rule the one of [rules.md](../rules.md) that this device names when it refuses. Where the
            code is the command's own, no rule is named. Pictures of the layouts: [wire](../wire/README.md).


            """);
        text.Append("## By opcode\n\n");
        text.Append("| opcode | messages | requests | responses | refused by the codec | by the device | rules |\n");
        text.Append("|---|---|---|---|---|---|---|\n");
        foreach (IGrouping<string, Entry> folder in Folders(_entries).Where(folder => folder.First().Row is not null))
        {
            string opcode = WirePage.Number(folder.First().Row!.Opcode);
            text.Append($"| {opcode} | {Link(folder.First())} | {Count(folder.Count(one => one.IsRequest))} ");
            text.Append($"| {Count(folder.Count(one => !one.IsRequest))} ");
            text.Append($"| {Count(folder.Count(one => one.Golden.Refusal is not null))} ");
            text.Append($"| {Count(folder.Count(one => one.Refusal is not null))} | {Rules(folder)} |\n");
        }

        text.Append("\n## Structures\n\n| structure | cases | refused by the codec |\n|---|---|---|\n");
        foreach (IGrouping<string, Entry> folder in Folders(_entries).Where(folder => folder.First().Row is null))
        {
            text.Append($"| {Link(folder.First())} | {Count(folder.Count())} ");
            text.Append($"| {Count(folder.Count(one => one.Golden.Refusal is not null))} |\n");
        }

        text.Append("\n## By return code\n\n| return code | requests | of |\n|---|---|---|\n");
        foreach (IGrouping<ReturnCode, Entry> code in _entries.Where(one => one.Golden.ReturnCode is not null)
            .GroupBy(one => one.Golden.ReturnCode!.Value).OrderBy(code => code.Key.Value))
        {
            text.Append($"| {code.Key} | {Count(code.Count())} | {Where(code)} |\n");
        }

        text.Append("\n## By rule\n\n| rule | requests | of |\n|---|---|---|\n");
        foreach (IGrouping<string, Entry> rule in _entries.Where(one => one.Refusal?.Rule is not null)
            .GroupBy(one => one.Refusal!.Rule!).OrderBy(rule => (rule.Key[0], int.Parse(
                rule.Key.AsSpan(1), CultureInfo.InvariantCulture))))
        {
            text.Append($"| {RuleLink(rule.Key)} | {Count(rule.Count())} | {Where(rule)} |\n");
        }

        return text.ToString();
    }

    private string PageOf(WirePage page)
    {
        Entry[] entries = [.. _entries.Where(one => one.Page == page)];
        var text = new StringBuilder($"# Golden messages: {page.Title}\n\n");
        text.Append("All pages, and how to read them: [README.md](README.md). ");
        text.Append($"The layouts: [wire](../wire/{page.Name}.md).\n");
        text.Append("A case's link is its `.json`; the bytes are in the `.bin` beside it.\n\n");
        foreach (IGrouping<string, Entry> folder in Folders(entries))
            text.Append($"- {Link(folder.First())}: {Count(folder.Count())} cases\n");
        foreach (IGrouping<string, Entry> folder in Folders(entries))
        {
            text.Append($"\n## {folder.Key}\n\n{About(folder.First())}\n\n");
            text.Append("| case | bytes | what it is | codec | return code | refused by rule, field, byte, reason |\n");
            text.Append("|---|---|---|---|---|---|\n");
            foreach (Entry entry in folder)
                text.Append($"| {entry.Cells} |\n");
        }

        return text.ToString();
    }

    private static string About(Entry entry) => entry.Row is { } row
        ? $"{row.Opcode}; in [`fixtures/messages/{entry.Folder}`](../../fixtures/messages/{entry.Folder})."
        : $"The bare structure {WireLink(entry.Golden.Layout)}; in "
            + $"[`fixtures/messages/{entry.Folder}`](../../fixtures/messages/{entry.Folder}).";

    private static IEnumerable<IGrouping<string, Entry>> Folders(IEnumerable<Entry> entries) =>
        entries.GroupBy(one => one.Folder);

    /// <summary>The cases themselves where they are few, else the folders that have some.</summary>
    private static string Where(IEnumerable<Entry> entries)
    {
        Entry[] all = [.. entries];
        return all.Length <= MaxCases
            ? string.Join(", ", all.Select(one => $"{one.Number} {one.CaseLink}"))
            : string.Join(", ", Folders(all).Select(
                folder => $"[{folder.First().Number}]({folder.First().Anchor}) {Count(folder.Count())}"));
    }

    private static string Rules(IEnumerable<Entry> entries) => string.Join(
        ", ", entries.Select(one => one.Refusal?.Rule).OfType<string>().Distinct().Order(StringComparer.Ordinal)
            .Select(RuleLink));

    private static string RuleLink(string rule) => $"[{rule}](../rules.md#{rule})";

    private static string WireLink(Layout layout) =>
        $"[`{layout.Name}`](../wire/{WirePage.Of(layout).Name}.md#{layout.Name})";

    private static string Link(Entry entry) => $"[{entry.Row?.Opcode.Name ?? entry.Folder}]({entry.Anchor})";

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A golden, and what the device says to it.</summary>
    private sealed class Entry
    {
        public Entry(GoldenCase golden)
        {
            Golden = golden;
            Folder = golden.Name[..golden.Name.IndexOf('/', StringComparison.Ordinal)];
            Case = golden.Name[(Folder.Length + 1)..];
            Row = golden.IsMessage
                ? CommandTable.Rows.Single(row => Folder.StartsWith(
                    row.Opcode.Value.ToString("x4", CultureInfo.InvariantCulture), StringComparison.Ordinal))
                : null;
            Page = Row is { } known
                ? WirePage.All.Single(page => page.Rows.Contains(known)) : WirePage.Of(golden.Layout);
            Refusal = golden.ReturnCode is null ? null : GoldenAnswers.Of(golden).Refusal;
        }

        public GoldenCase Golden { get; }

        public string Folder { get; }

        public CommandRow? Row { get; }

        public WirePage Page { get; }

        public Refusal? Refusal { get; }

        public bool IsRequest => Golden.ReturnCode is not null;

        public string Number => Row is null ? Folder : WirePage.Number(Row.Opcode);

        public string Anchor => $"{Page.Name}.md#{Folder}";

        public string CaseLink => $"[{Case}](../../fixtures/messages/{Folder}/{Case}.json)";

        public string Cells
        {
            get
            {
                string source = Golden.Source;
                string what = source.StartsWith(ByHand, StringComparison.Ordinal) ? source[ByHand.Length..]
                    : source.StartsWith("CXL r", StringComparison.Ordinal) ? "" : source;
                string codec = Golden.Refusal?.ToString() ?? "accepted";
                string rule = Refusal?.Rule is { } id ? $"{RuleLink(id)}: " : "";
                string place = Refusal is { Offset: { } offset }
                    ? FormattableString.Invariant($"{Refusal.Field}, byte {offset}: ")
                    : Refusal is null ? "" : $"{Refusal.Field}: ";
                string why = $"{rule}{place}{Refusal?.Reason}";
                string bytes = Count(Golden.Bytes.Length);
                return $"{CaseLink} | {bytes} | {what} | {codec} | {Golden.ReturnCode?.Name} | {why}";
            }
        }

        private string Case { get; }
    }
}
