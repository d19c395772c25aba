using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Events;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Golden;

/// <summary>The cells of one field, before anyone knows how wide the columns are.</summary>
internal sealed record DumpRow(int Depth, int Offset, ReadOnlyMemory<byte> Bytes, DumpSpan Field)
{
    // Of the records that name a component.
    private const string Identifier = "component_identifier";
    private const string IdentifierValid = "component_identifier_valid";
    private const string IdentifierIsPldm = "component_identifier_is_pldm";

    // Of a header.
    private static readonly string[] _mostlyZero = ["background_operation", "vendor_status"];

    /// <summary>"bits 20:0", or empty.</summary>
    public string Bits { get; init; } = "";

    /// <summary>The value.</summary>
    public DumpSpan Value { get; init; } = new(DumpRole.Value, "");

    /// <summary>Unit and meaning.</summary>
    public DumpSpan Meaning { get; init; } = new(DumpRole.Meaning, "");

    /// <summary>Whether there is nothing but bytes, for a wider table of its own.</summary>
    public bool IsBlock { get; init; }

    /// <summary>Rows of everything in a message; a Command Effects Log among the payloads is read as such.</summary>
    public static IEnumerable<DumpRow> OfMessage(CciMessage message)
    {
        foreach (FieldNode part in message.Fields.Children)
        {
            bool isLog = part.Layout == Layouts.GetLogResponse && IsCommandEffectsLog(part.Bytes.Span);
            foreach (DumpRow row in isLog ? OfCommandEffectsLog(part) : Of([part], 0))
                yield return row;
        }
    }

    /// <summary>Rows of what tells something in a message.</summary>
    public static IEnumerable<DumpRow> OfMessageInShort(CciMessage message)
    {
        // Of bits that share their bytes the first that is shown has them.
        ReadOnlyMemory<byte> bytes = default;
        foreach (DumpRow row in OfMessage(message))
        {
            bool begins = !row.Bytes.IsEmpty;
            if (begins)
                bytes = row.Bits.Length > 0 ? row.Bytes : default;
            if (row.Field.Role == DumpRole.Reserved || IsUsual(row))
                continue;
            yield return row with
            {
                Depth = Math.Max(row.Depth - 1, 0),
                Bytes = row.Bits.Length > 0 && !begins ? bytes : row.Bytes,
            };
            bytes = default;
        }

        // Header and payload as a whole; but of a log it is said there that it is one.
        bool IsUsual(DumpRow row) =>
            (row is { Depth: 0, Field.Role: DumpRole.Group }
                && !row.Value.Text.EndsWith("Log", StringComparison.Ordinal))
            || (row.Offset < message.Offset + CciHeader.Size && _mostlyZero.Contains(row.Field.Text)
                && (row.Value.Text is "0" or "false"));
    }

    /// <summary>Rows of a structure's fields.</summary>
    public static IEnumerable<DumpRow> OfChildren(FieldNode node, int depth) =>
        Of(HasPldmIdentifier(node) ? node.Children.Select(ReadPldm) : node.Children, depth);

    /// <summary>Bytes that no field names.</summary>
    public static DumpRow OfBlock(int offset, ReadOnlyMemory<byte> bytes) =>
        new(0, offset, bytes, new DumpSpan(DumpRole.Space, "")) { IsBlock = true };

    private static IEnumerable<DumpRow> Of(IEnumerable<FieldNode> nodes, int depth)
    {
        int container = -1;
        foreach (FieldNode node in nodes)
        {
            // Bits share their bytes: only the first of them shows them.
            bool again = node.Bits is not null && container == node.Offset;
            container = node.Bits is null ? -1 : node.Offset;
            IEnumerable<DumpRow> rows = node.Kind switch
            {
                FieldNodeKind.Structure => OfStructure(node, node.Name, depth),
                FieldNodeKind.List => OfList(node, depth),
                FieldNodeKind.Bytes when node.Bytes.Length is 0 or > DumpTable.BytesPerRow
                    && !IsDim(node) && !node.IsSecret =>
                    OfBytes(node, depth),
                _ => [OfValue(node, node.Name, depth, again)],
            };
            foreach (DumpRow row in rows)
                yield return row;
        }
    }

    private static DumpRow OfValue(FieldNode node, string name, int depth, bool hideBytes)
    {
        bool dim = IsDim(node);
        string value = dim ? "0"
            : node.IsSecret ? FieldText.Length(node.Bytes.Length)
            : node.Kind == FieldNodeKind.Bytes ? DumpTable.Printable(node.Bytes.Span) : node.Value;
        var field = new DumpSpan(dim ? DumpRole.Reserved : DumpRole.Field, name);
        return new DumpRow(depth, node.Offset, hideBytes ? default : node.Bytes, field)
        {
            Bits = node.Bits is { } bits ? (bits.Contains(':') ? "bits " : "bit ") + bits : "",
            Value = new DumpSpan(dim ? DumpRole.Reserved : DumpRole.Value, value),
            Meaning = Explanation(node),
        };
    }

    private static IEnumerable<DumpRow> OfStructure(FieldNode node, string name, int depth) =>
        OfChildren(node, depth + 1).Prepend(OfGroup(node, name, depth, node.Value));

    /// <summary>Entries stand under the list's own name, "extents[0]": one level less to read.</summary>
    private static IEnumerable<DumpRow> OfList(FieldNode list, int depth)
    {
        if (list.Bytes.IsEmpty)
            return [OfGroup(list, list.Name, depth, "no entries")];
        return list.Children.SelectMany(entry => entry.Kind == FieldNodeKind.Structure
            ? OfStructure(entry, list.Name + entry.Name, depth)
            : [OfValue(entry, list.Name + entry.Name, depth, hideBytes: false)]);
    }

    private static IEnumerable<DumpRow> OfBytes(FieldNode node, int depth)
    {
        yield return OfGroup(node, node.Name, depth, FieldText.Length(node.Bytes.Length));
        if (!node.Bytes.IsEmpty)
            yield return OfBlock(node.Offset, node.Bytes);
    }

    private static DumpRow OfGroup(FieldNode node, string name, int depth, string value) =>
        new(depth, node.Offset, default, new DumpSpan(DumpRole.Group, name))
        {
            Value = new DumpSpan(DumpRole.Group, value),
            Meaning = Explanation(node),
        };

    private static IEnumerable<DumpRow> OfCommandEffectsLog(FieldNode payload)
    {
        yield return OfGroup(payload, payload.Name, 0, $"{payload.Value}, a Command Effects Log");
        FieldNode log = FieldNode.Structure("", "", payload.Offset, payload.Bytes, Layouts.CommandEffectsLog);
        foreach (FieldNode entry in log.Children.Single().Children)
        {
            FieldNode opcode = entry.Children.First();
            var command = new DumpSpan(DumpRole.Field, opcode.Meaning ?? "unknown command");
            IEnumerable<string> effects =
                entry.Children.Where(f => f.Value == "true").Select(f => f.Name.Replace('_', ' '));
            yield return new DumpRow(1, entry.Offset, entry.Bytes, command)
            {
                Value = new DumpSpan(DumpRole.Value, opcode.Value),
                Meaning = new DumpSpan(DumpRole.Meaning, string.Join(", ", effects)),
            };
        }
    }

    /// <summary>
    /// A response to Get Log does not say which log it is. These bytes are taken for the Command
    /// Effects Log: whole entries, no reserved bit set, no opcode twice, one at least that has a name.
    /// </summary>
    private static bool IsCommandEffectsLog(ReadOnlySpan<byte> log)
    {
        if (log.IsEmpty || log.Length % CelEntry.Size != 0)
            return false;
        var seen = new HashSet<Opcode>();
        bool known = false;
        for (; !log.IsEmpty; log = log[CelEntry.Size..])
        {
            bool plausible = CelEntry.TryRead(log[..CelEntry.Size], out CelEntry entry, out _)
                && entry.EffectsReserved == 0
                && seen.Add(entry.Opcode);
            if (!plausible)
                return false;
            known |= entry.Opcode.Name is not null;
        }

        return known;
    }

    /// <summary>Whether a record says that its component identifier counts, and is PLDM's.</summary>
    private static bool HasPldmIdentifier(FieldNode record) =>
        record.Kind == FieldNodeKind.Structure
        && record.Children.Count(f => f is { Name: IdentifierValid or IdentifierIsPldm, Value: "true" }) == 2;

    private static FieldNode ReadPldm(FieldNode field) =>
        field.Name == Identifier
            ? FieldNode.Structure(field.Name, field.Path, field.Offset, field.Bytes, PldmComponentIdentifier.Layout)
            : field;

    private static bool IsDim(FieldNode node) => node.IsReserved && FieldText.IsZero(node);

    private static DumpSpan Explanation(FieldNode node)
    {
        string text = (node.Unit, node.Meaning) switch
        {
            (null, var meaning) => meaning ?? "",
            ("256 MiB", null) => "x 256 MiB",
            ("256 MiB", var meaning) => $"x 256 MiB = {meaning}",
            (var unit, null) => unit,
            (var unit, var meaning) => $"{unit} = {meaning}",
        };
        return new DumpSpan(node.IsReserved ? DumpRole.Error : DumpRole.Meaning, text);
    }
}
