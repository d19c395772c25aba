using CxlWire.Golden;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;

namespace CxlWire.Conversations.Diagrams;

/// <summary>A payload in half a line: its first fields.</summary>
internal static class PayloadSummary
{
    private const int MaxFields = 6;

    // The same in nearly every record.
    private static readonly string[] _leftOut = ["record_length", "extents_available_valid", "tags_available_valid"];

    /// <summary>"start 0, count 12"; "12 bytes" where the layout is not known, or refuses them.</summary>
    public static string Of(CciCategory category, Opcode opcode, ReturnCode code, ReadOnlyMemory<byte> payload)
    {
        if (payload.IsEmpty)
            return "";
        var header = new CciHeader { Category = category, Opcode = opcode, ReturnCode = code };
        if (PayloadLayouts.Of(header) is not { } layout
            || !FieldNode.TryRead(payload, layout, out FieldNode? root, out _))
        {
            return FormattableString.Invariant($"{payload.Length} bytes");
        }

        return string.Join(", ", FieldsOf(root, hasZeros: category == CciCategory.Request).Take(MaxFields));
    }

    /// <summary>Fields in half a line, what is 0 in a reply or in an entry left out.</summary>
    private static IEnumerable<string> FieldsOf(FieldNode parent, bool hasZeros)
    {
        foreach (FieldNode field in parent.Children)
        {
            if (field.IsReserved || field.IsSecret || _leftOut.Contains(field.Name))
                continue;
            switch (field.Kind)
            {
                case FieldNodeKind.Number when hasZeros || field.Value.AsSpan().ContainsAnyExcept("0x"):
                    yield return $"{field.Name} {field.Value}";
                    break;
                case FieldNodeKind.Flag when field.Value == "true":
                    yield return field.Name;
                    break;
                case FieldNodeKind.Structure when !field.Name.StartsWith('['):
                    foreach (string one in FieldsOf(field, hasZeros: false))
                        yield return one;
                    break;
                case FieldNodeKind.Structure or FieldNodeKind.List:
                    string inner = string.Join(", ", FieldsOf(field, hasZeros: false).Take(MaxFields));
                    if (inner.Length > 0)
                        yield return field.Name + (field.Kind == FieldNodeKind.List ? inner : $" ({inner})");
                    break;
                default:
                    break;
            }
        }
    }
}
