using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Events;

namespace CxlWire.Golden;

/// <summary>Where in the JSON: kept as links, because text is needed only for errors.</summary>
internal sealed record FieldPath(FieldPath? Parent, string Step)
{
    public static FieldPath Top { get; } = new(null, "$");

    public FieldPath Key(string name) => new(this, "." + name);

    public FieldPath Index(int index) => new(this, string.Create(CultureInfo.InvariantCulture, $"[{index}]"));

    public override string ToString() => Parent + Step;
}

/// <summary>Writes bytes from JSON, by the layout's data alone. The first error ends it.</summary>
internal sealed class FieldEncoder
{
    private const string PayloadLength = "payload_length";

    private byte[] _buffer = new byte[256];
    private int _length;

    public JsonFormError Error { get; private set; }

    public byte[] ToArray() => _buffer[.._length];

    /// <summary>One message or an array of them.</summary>
    /// <param name="json">The object, or the array.</param>
    /// <param name="path">Where it is.</param>
    public bool Messages(JsonElement json, FieldPath path)
    {
        if (json.ValueKind != JsonValueKind.Array)
            return Message(json, path);
        int index = 0;
        foreach (JsonElement message in json.EnumerateArray())
        {
            if (!Message(message, path.Index(index++)))
                return false;
        }

        return true;
    }

    /// <summary>Appends a layout's bytes.</summary>
    /// <param name="json">The object.</param>
    /// <param name="layout">What the bytes are to be.</param>
    /// <param name="path">Where the object is.</param>
    /// <param name="computed">A number that may be left out and is set by the caller, or null.</param>
    public bool Layout(JsonElement json, Layout layout, FieldPath path, string? computed = null)
    {
        if (!Keys(json, path, layout, layout.Fields.Select(f => f.Name).Concat(ListNames(layout)), computed))
            return false;
        int start = _length;
        int size = FixedSize(json, layout);
        Append(size);
        foreach (LayoutField field in layout.Fields)
        {
            if (field.Offset + field.Size > size || !json.TryGetProperty(field.Name, out JsonElement value))
                continue;
            if (!Field(value, field, start + field.Offset, path))
                return false;
        }

        return layout.List is not { } list || List(json, layout, list, start, path);
    }

    private bool Message(JsonElement json, FieldPath path)
    {
        if (!Keys(json, path, null, ["header", "payload", FieldJson.Refused], FieldJson.Refused))
            return false;
        int start = _length;
        JsonElement headerJson = json.GetProperty("header");
        FieldPath headerPath = path.Key("header");
        if (!Layout(headerJson, CciHeader.Layout, headerPath, PayloadLength)
            || !CciHeader.TryRead(_buffer.AsSpan(start, CciHeader.Size), out CciHeader header, out _)
            || !Payload(json.GetProperty("payload"), header, path.Key("payload")))
        {
            return false;
        }

        int length = _length - start - CciHeader.Size;
        if (length > CciHeader.MaxPayloadLength)
        {
            return Fail(
                path.Key("payload"), $"{length} bytes", $"a payload of at most {CciHeader.MaxPayloadLength} bytes");
        }

        if (headerJson.TryGetProperty(PayloadLength, out JsonElement said) && header.PayloadLength != length)
            return Fail(headerPath.Key(PayloadLength), said, $"{length}, the length of the payload, or no such key");
        _ = (header with { PayloadLength = (uint)length }).TryWrite(_buffer.AsSpan(start, CciHeader.Size));
        return true;
    }

    private bool Payload(JsonElement json, CciHeader header, FieldPath path)
    {
        if (json.ValueKind == JsonValueKind.String)
            return Hex(json, null, path);
        if (PayloadLayouts.Of(header) is { } layout)
            return Layout(json, layout, path);
        string unknown = $"no layout is known for category {header.Category} of {header.Opcode}";
        return Fail(path, json, $"text of hexadecimal digits ({unknown})");
    }

    /// <summary>Whether an object has the keys that it must, each once, and no other.</summary>
    private bool Keys(JsonElement json, FieldPath path, Layout? layout, IEnumerable<string> names, string? computed)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return Fail(path, json, "an object");
        string[] known = [.. names];
        IEnumerable<string> told = known.Where(name => name != FieldJson.Refused);
        string anyKnown = known.Length == 0 ? "none" : $"one of {string.Join(", ", told)}";
        var seen = new HashSet<string>();
        foreach (JsonProperty property in json.EnumerateObject())
        {
            string name = JsonText.NameOf(property);
            if (!known.Contains(name))
                return Fail(path.Key(JsonText.Cut(name)), "an unknown key", anyKnown);
            if (!seen.Add(name))
                return Fail(path.Key(name), "a second value", "one");
        }

        foreach (string name in known)
        {
            if (!seen.Contains(name) && name != computed && !MayBeLeftOut(layout, name, seen))
                return Fail(path.Key(name), "nothing", "a value");
        }

        return true;
    }

    /// <summary>Reserved fields, counts, and, all together, the fields after the part that must be there.</summary>
    private static bool MayBeLeftOut(Layout? layout, string name, HashSet<string> seen) =>
        layout?.Fields.FirstOrDefault(f => f.Name == name) is { } field
        && (field.IsReserved
            || field.Name == layout.List?.Count?.Name
            || (IsOptional(field, layout) && !layout.Fields.Any(f => IsOptional(f, layout) && seen.Contains(f.Name))));

    private static bool IsOptional(LayoutField field, Layout layout) => field.Offset >= layout.MinimumSize;

    private static int FixedSize(JsonElement json, Layout layout)
    {
        bool isWhole = layout.MinimumSize == layout.Size
            || layout.Fields.Any(f => IsOptional(f, layout) && json.TryGetProperty(f.Name, out _));
        return isWhole ? layout.Size : layout.MinimumSize;
    }

    private static IEnumerable<string> ListNames(Layout layout) => layout.List switch
    {
        null => [],
        { Tail: null } list => [list.Name],
        { } list => [list.Name, FieldText.Tail],
    };

    private bool List(JsonElement json, Layout layout, LayoutList list, int start, FieldPath path)
    {
        JsonElement entries = json.GetProperty(list.Name);
        FieldPath listPath = path.Key(list.Name);
        int before = _length;
        if (list is { Entry: null, Stride: 1 })
        {
            if (!Hex(entries, null, listPath))
                return false;
        }
        else if (!Entries(entries, list, listPath))
        {
            return false;
        }

        int count = (_length - before) / list.Stride;
        if (list.Count is { } field && !Count(json, layout, field, count, start, path))
            return false;
        return list.Tail is not { } tail || Layout(json.GetProperty(FieldText.Tail), tail, path.Key(FieldText.Tail));
    }

    private bool Entries(JsonElement entries, LayoutList list, FieldPath path)
    {
        if (entries.ValueKind != JsonValueKind.Array)
            return Fail(path, entries, "an array");
        int index = 0;
        foreach (JsonElement entry in entries.EnumerateArray())
        {
            FieldPath entryPath = path.Index(index++);
            bool ok = list.Entry is { } layout
                ? Layout(entry, OfEntry(layout, entry), entryPath)
                : Number(entry, list.Stride * 8, entryPath, out ulong number) && AppendNumber(number, list.Stride);
            if (!ok)
                return false;
        }

        return true;
    }

    private bool Count(JsonElement json, Layout layout, LayoutField field, int count, int start, FieldPath path)
    {
        Span<byte> bytes = _buffer.AsSpan(start, layout.Size);
        string name = layout.List!.Name;
        if (json.TryGetProperty(field.Name, out JsonElement said))
        {
            return Protocol.Layout.ReadUnsigned(bytes, field) == (uint)count
                || Fail(path.Key(field.Name), said, $"{count}, the number of {name}, or no such key");
        }

        ulong max = MaxOf(field.BitCount);
        if ((uint)count > max)
            return Fail(path.Key(name), $"{count} entries", $"at most {max}, which {field.Name} can count,");
        Protocol.Layout.WriteUnsigned(bytes, field, (uint)count);
        return true;
    }

    /// <summary>An event record in a list has the layout of its identifier.</summary>
    private static Layout OfEntry(Layout layout, JsonElement entry)
    {
        if (layout != EventRecord.Layout
            || entry.ValueKind != JsonValueKind.Object
            || JsonText.Get(entry, "header") is not { ValueKind: JsonValueKind.Object } header
            || !JsonText.TryGetText(JsonText.Get(header, "event_record_identifier"), out string? identifier)
            || !Uuid.TryParse(identifier, out Uuid uuid))
        {
            return layout;
        }

        Span<byte> bytes = stackalloc byte[Uuid.Size];
        uuid.Write(bytes);
        return Layouts.OfEventRecord(bytes);
    }

    private bool Field(JsonElement value, LayoutField field, int at, FieldPath parent)
    {
        FieldPath path = parent.Key(field.Name);
        switch (field.Kind)
        {
            case FieldKind.Unsigned:
                if (!Unsigned(value, field, path, out ulong number))
                    return false;
                Protocol.Layout.WriteUnsigned(_buffer.AsSpan(at - field.Offset), field, number);
                return true;
            case FieldKind.Signed:
                return Signed(value, _buffer.AsSpan(at, field.Size), path);
            case FieldKind.Uuid:
                if (!JsonText.TryGetText(value, out string? text) || !Uuid.TryParse(text, out Uuid uuid))
                    return Fail(path, value, "text like \"01234567-89ab-cdef-0123-456789abcdef\"");
                uuid.Write(_buffer.AsSpan(at));
                return true;
            case FieldKind.Text:
                return Text(value, _buffer.AsSpan(at, field.Size), path);
            case FieldKind.Bytes:
                return Hex(value, at..(at + field.Size), path);
            default:
                return Nested(value, field.Structure!, at, path);
        }
    }

    private bool Unsigned(JsonElement value, LayoutField field, FieldPath path, out ulong number)
    {
        number = 0;
        if (field.BitCount == 1)
        {
            number = value.ValueKind == JsonValueKind.True ? 1u : 0;
            return value.ValueKind is JsonValueKind.True or JsonValueKind.False || Fail(path, value, "true or false");
        }

        if (field.HexDigits == 0)
            return Number(value, field.BitCount, path, out number);
        return (JsonText.TryGetText(value, out string? text)
                && text.StartsWith("0x", StringComparison.Ordinal)
                && ulong.TryParse(
                    text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number)
                && number <= MaxOf(field.BitCount))
            || Fail(
                path, value, $"text from \"0x{new string('0', field.HexDigits)}\" to \"0x{MaxOf(field.BitCount):x}\"");
    }

    private bool Number(JsonElement value, int bits, FieldPath path, out ulong number)
    {
        number = 0;
        return (value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out number) && number <= MaxOf(bits))
            || Fail(path, value, $"an integer from 0 to {MaxOf(bits)}");
    }

    private bool Signed(JsonElement value, Span<byte> destination, FieldPath path)
    {
        int unused = 64 - (destination.Length * 8);
        long max = long.MaxValue >> unused;
        long number = 0;
        bool isInteger = value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out number);
        if (!isInteger || number > max || number < -max - 1)
            return Fail(path, value, $"an integer from {-max - 1} to {max}");
        WriteNumber(destination, (ulong)number);
        return true;
    }

    private bool Text(JsonElement value, Span<byte> destination, FieldPath path)
    {
        if (!JsonText.TryGetText(value, out string? text)
            || text.Length > destination.Length || text.Any(c => c > 0xFF))
            return Fail(path, value, $"text of at most {destination.Length} Latin-1 characters");
        for (int i = 0; i < text.Length; i++)
            destination[i] = (byte)text[i];
        return true;
    }

    /// <summary>Bytes into a place, or, without one, to the end.</summary>
    private bool Hex(JsonElement value, Range? place, FieldPath path)
    {
        int? size = place is { } range ? range.End.Value - range.Start.Value : null;
        string expected = size is { } n
            ? $"text of {2 * n} hexadecimal digits"
            : "text of hexadecimal digits, two for each byte,";
        if (!JsonText.TryGetText(value, out string? text) || text.Length % 2 != 0 || !text.All(char.IsAsciiHexDigit))
            return Fail(path, value, expected);
        byte[] bytes = Convert.FromHexString(text);
        if (size is { } wanted && bytes.Length != wanted)
            return Fail(path, value, expected);
        bytes.CopyTo(size is null ? Append(bytes.Length) : _buffer.AsSpan(place!.Value));
        return true;
    }

    /// <summary>A structure inside the fixed part: written at the end, then moved to its place.</summary>
    private bool Nested(JsonElement value, Layout structure, int at, FieldPath path)
    {
        int end = _length;
        if (!Layout(value, structure, path))
            return false;
        _buffer.AsSpan(end, structure.Size).CopyTo(_buffer.AsSpan(at));
        _buffer.AsSpan(end, _length - end).Clear();
        _length = end;
        return true;
    }

    private bool AppendNumber(ulong number, int size)
    {
        WriteNumber(Append(size), number);
        return true;
    }

    private static void WriteNumber(Span<byte> destination, ulong number)
    {
        Span<byte> wide = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(wide, number);
        wide[..destination.Length].CopyTo(destination);
    }

    private static ulong MaxOf(int bits) => bits == 64 ? ulong.MaxValue : (1UL << bits) - 1;

    /// <summary>Room for that many zero bytes at the end.</summary>
    private Span<byte> Append(int size)
    {
        if (_buffer.Length - _length < size)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + size));
        _length += size;
        return _buffer.AsSpan(_length - size, size);
    }

    private bool Fail(FieldPath path, JsonElement value, string expected) => Fail(path, JsonText.Echo(value), expected);

    private bool Fail(FieldPath path, string value, string expected)
    {
        Error = new JsonFormError(path.ToString(), value, expected);
        return false;
    }
}
