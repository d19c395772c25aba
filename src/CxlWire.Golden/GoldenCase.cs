using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;

namespace CxlWire.Golden;

/// <summary>Why a golden file expects a layout to refuse its bytes.</summary>
/// <param name="Kind">"too_short", "too_long" or "inconsistent" in the file.</param>
/// <param name="Field">Field of the <see cref="LayoutError"/>.</param>
/// <param name="Offset">Its first byte, from the start of the layout: of the payload, or of the structure.</param>
public sealed record GoldenRefusal(LayoutErrorKind Kind, string Field, int Offset)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"refused: {Word(Kind)} at {Field}, byte {Offset} of the layout");

    internal static string Word(LayoutErrorKind kind) => kind switch
    {
        LayoutErrorKind.TooShort => "too_short",
        LayoutErrorKind.TooLong => "too_long",
        LayoutErrorKind.Inconsistent => "inconsistent",
        _ => "accepted",
    };
}

/// <summary>
/// A golden case: CASE.bin holds bytes, CASE.json says what they mean: `layout`, `source`, `fields` and
/// `outcome`. In a folder called after an opcode ("4801_get_dc_extent_list") the bytes are one whole CCI
/// message and the layout is its payload's; in others they are the layout itself.
/// </summary>
public sealed class GoldenCase
{
    private const string Accepted = "accepted";
    private const string PayloadPath = "payload";
    private const string CodecForm = """
        "accepted" or {"refused": "too_short", "field": ..., "offset": ...}
        """;

    private GoldenCase(
        string name, bool isMessage, ReadOnlyMemory<byte> bytes, Layout layout, string source, JsonElement fields)
    {
        Name = name;
        IsMessage = isMessage;
        Bytes = bytes;
        Layout = layout;
        Source = source;
        Fields = fields;
    }

    /// <summary>Folder and case: "4801_get_dc_extent_list/response_typical".</summary>
    public string Name { get; }

    /// <summary>Whether the bytes are a whole CCI message.</summary>
    public bool IsMessage { get; }

    /// <summary>Content of the .bin.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The layout that the .json names: of the payload in a message.</summary>
    public Layout Layout { get; }

    /// <summary>What the layout is of: the payload of a message, else all bytes.</summary>
    public ReadOnlyMemory<byte> LayoutBytes =>
        IsMessage && Bytes.Length >= CciHeader.Size ? Bytes[CciHeader.Size..] : Bytes;

    /// <summary>Where the bytes come from, for people.</summary>
    public string Source { get; }

    /// <summary>The fields, in the form that <see cref="FieldJson"/> writes.</summary>
    public JsonElement Fields { get; }

    /// <summary>Why the layout has to refuse the bytes, or null: it takes them.</summary>
    public GoldenRefusal? Refusal { get; private init; }

    /// <summary>For requests: how a fresh default device answers; null where the file does not say.</summary>
    public ReturnCode? ReturnCode { get; private init; }

    /// <summary>Loads CASE.bin and the CASE.json beside it.</summary>
    /// <returns>False, and the reason, for files that cannot be read or do not have the form.</returns>
    public static bool TryLoad(
        string binPath, [NotNullWhen(true)] out GoldenCase? golden, [NotNullWhen(false)] out GoldenMismatch? mismatch)
    {
        ArgumentNullException.ThrowIfNull(binPath);
        golden = null;
        string folder = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(binPath))) ?? "";
        string name = $"{folder}/{Path.GetFileNameWithoutExtension(binPath)}";
        return TryReadFile(name, binPath, out byte[]? bytes, out mismatch)
            && TryReadFile(name, Path.ChangeExtension(binPath, ".json"), out byte[]? json, out mismatch)
            && TryParse(name, bytes, json, out golden, out mismatch);
    }

    /// <summary>Reads a case that is in no file.</summary>
    /// <param name="name">FOLDER/CASE; the folder says what the bytes are.</param>
    /// <param name="bytes">What CASE.bin would hold.</param>
    /// <param name="json">What CASE.json would hold.</param>
    /// <param name="golden">The case.</param>
    /// <param name="mismatch">Why there is none.</param>
    /// <returns>False where the JSON does not have the form.</returns>
    public static bool TryParse(
        string name,
        ReadOnlyMemory<byte> bytes,
        ReadOnlyMemory<byte> json,
        [NotNullWhen(true)] out GoldenCase? golden,
        [NotNullWhen(false)] out GoldenMismatch? mismatch)
    {
        ArgumentNullException.ThrowIfNull(name);
        golden = null;
        if (!JsonText.TryParse(json, out JsonDocument? document, out JsonFormError error))
        {
            mismatch = new GoldenMismatch(name, "", null, $"{error.Expected} in the .json", error.Value);
            return false;
        }

        using (document)
            return TryCreate(name, IsOpcodeFolder(name), bytes, document.RootElement.Clone(), out golden, out mismatch);
    }

    /// <summary>Decodes the bytes, compares the fields, encodes the fields, compares the bytes.</summary>
    /// <returns>What is not as the case says; nothing where all is.</returns>
    public IReadOnlyList<GoldenMismatch> Verify()
    {
        var mismatches = new List<GoldenMismatch>();
        if (IsMessage && MessageMismatch() is { } wrongMessage)
            return [wrongMessage];
        bool ok = Layout.TryCheck(LayoutBytes.Span, out LayoutError error);
        GoldenRefusal? actual = ok ? null : new GoldenRefusal(error.Kind, error.Field, error.Offset);
        if (actual != Refusal)
            mismatches.Add(Mismatch("outcome.codec", Refusal?.ToString() ?? Accepted, actual?.ToString() ?? Accepted));
        FieldNode root = Decode(ok);
        mismatches.AddRange(Compare(root, Fields));
        mismatches.AddRange(Encode(root, ok));
        return mismatches;
    }

    /// <summary>Whether a folder holds messages of an opcode.</summary>
    private static bool IsOpcodeFolder(string folder) =>
        folder.Length > 5 && folder[4] == '_' && folder[..4].All(char.IsAsciiHexDigitLower);

    private static bool TryReadFile(
        string name, string path, [NotNullWhen(true)] out byte[]? content,
        [NotNullWhen(false)] out GoldenMismatch? mismatch)
    {
        content = null;
        mismatch = null;
        string file = Path.GetFileName(path);
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists)
                mismatch = new GoldenMismatch(name, "", null, $"the file {file}", "no such file");
            else if (info.Length > FieldJson.MaximumInput)
            {
                string most = $"{file} of at most {FieldJson.MaximumInput} bytes";
                mismatch = new GoldenMismatch(name, "", null, most, $"{info.Length} bytes");
            }
            else
                content = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            mismatch = new GoldenMismatch(name, "", null, $"the file {file}", GoldenDirectory.Describe(e));
        }

        return content is not null;
    }

    private static bool TryCreate(
        string name,
        bool isMessage,
        ReadOnlyMemory<byte> bytes,
        JsonElement json,
        [NotNullWhen(true)] out GoldenCase? golden,
        [NotNullWhen(false)] out GoldenMismatch? mismatch)
    {
        golden = null;
        mismatch = null;
        GoldenMismatch Wrong(string path, JsonElement value, string expected) =>
            new(name, path, null, expected, JsonText.Echo(value));

        if (json.ValueKind != JsonValueKind.Object)
            mismatch = Wrong("", json, "a .json with layout, source, fields and outcome");
        else if (UnknownKey(json, "layout", "source", "fields", "outcome") is { } unknown)
            mismatch = new GoldenMismatch(name, unknown, null, "layout, source, fields and outcome", "an unknown key");
        else if (!JsonText.TryGetText(JsonText.Get(json, "layout"), out string? layoutName)
            || !Layouts.TryGet(layoutName, out Layout layout))
            mismatch = Wrong("layout", JsonText.Get(json, "layout"), "the name of a layout");
        else if (!JsonText.TryGetText(JsonText.Get(json, "source"), out string? source)
            || string.IsNullOrWhiteSpace(source))
            mismatch = Wrong("source", JsonText.Get(json, "source"), "where the bytes come from");
        else if (JsonText.Get(json, "fields").ValueKind != JsonValueKind.Object)
            mismatch = Wrong("fields", JsonText.Get(json, "fields"), "an object");
        else if (JsonText.Get(json, "outcome") is var outcome && outcome.ValueKind != JsonValueKind.Object)
            mismatch = Wrong("outcome", outcome, "an object");
        else if (UnknownKey(outcome, "codec", "return_code") is { } unknownOutcome)
            mismatch =
                new GoldenMismatch(name, $"outcome.{unknownOutcome}", null, "codec and return_code", "an unknown key");
        else if (!TryGetCodec(JsonText.Get(outcome, "codec"), out GoldenRefusal? refusal))
            mismatch = Wrong("outcome.codec", JsonText.Get(outcome, "codec"), CodecForm);
        else if (!TryGetReturnCode(JsonText.Get(outcome, "return_code"), out ReturnCode? returnCode))
            mismatch = Wrong("outcome.return_code", JsonText.Get(outcome, "return_code"), "the name of a return code");
        else
        {
            golden = new GoldenCase(name, isMessage, bytes, layout, source, JsonText.Get(json, "fields"))
            {
                Refusal = refusal,
                ReturnCode = returnCode,
            };
        }

        return golden is not null;
    }

    private static string? UnknownKey(JsonElement json, params string[] known) =>
        json.EnumerateObject()
            .Select(JsonText.NameOf).Where(n => !known.Contains(n)).Select(JsonText.Cut).FirstOrDefault();

    private static bool TryGetCodec(JsonElement json, out GoldenRefusal? refusal)
    {
        refusal = null;
        if (json.ValueKind != JsonValueKind.Object)
            return JsonText.TryGetText(json, out string? text) && text == Accepted;
        if (!JsonText.TryGetText(JsonText.Get(json, "refused"), out string? word)
            || !JsonText.TryGetText(JsonText.Get(json, "field"), out string? field)
            || JsonText.Get(json, "offset") is not { ValueKind: JsonValueKind.Number } number
            || !number.TryGetInt32(out int offset))
        {
            return false;
        }

        LayoutErrorKind kind = Enum.GetValues<LayoutErrorKind>().FirstOrDefault(k => GoldenRefusal.Word(k) == word);
        refusal = new GoldenRefusal(kind, field, offset);
        return kind != LayoutErrorKind.None;
    }

    private static bool TryGetReturnCode(JsonElement json, out ReturnCode? code)
    {
        code = null;
        if (json.ValueKind == JsonValueKind.Undefined)
            return true;
        if (!JsonText.TryGetText(json, out string? name) || !Protocol.ReturnCode.TryParse(name, out ReturnCode parsed))
            return false;
        code = parsed;
        return true;
    }

    /// <summary>Why the bytes are not one message whose payload is of the layout that the case names.</summary>
    private GoldenMismatch? MessageMismatch()
    {
        var reader = new CciMessageReader(Bytes);
        if (!reader.TryRead(out CciMessage? message))
            return Mismatch("", "one CCI message in the .bin", reader.Error?.ToString() ?? "no bytes");
        if (!reader.Rest.IsEmpty)
        {
            string rest = $"{FieldText.Length(reader.Rest.Length)} after the message";
            return new GoldenMismatch(Name, "", reader.Offset, "the end of the .bin", rest);
        }

        return message.PayloadLayout == Layout
            ? null
            : Mismatch("layout", Layout.Name, message.PayloadLayout?.Name ?? $"no layout for {message.Header.Opcode}");
    }

    private FieldNode Decode(bool ok)
    {
        if (!IsMessage && ok)
            return FieldNode.Structure("", "", 0, Bytes, Layout);
        int offset = Bytes.Length - LayoutBytes.Length;
        FieldNode payload = ok
            ? FieldNode.Structure(PayloadPath, PayloadPath, offset, LayoutBytes, Layout)
            : FieldNode.Raw(PayloadPath, PayloadPath, offset, LayoutBytes);
        return IsMessage
            ? FieldNode.Group(
                0, Bytes, FieldNode.Structure("header", "header", 0, Bytes[..offset], CciHeader.Layout), payload)
            : FieldNode.Group(0, Bytes, payload);
    }

    private IEnumerable<GoldenMismatch> Compare(FieldNode actual, JsonElement expected)
    {
        switch (actual.Kind)
        {
            case FieldNodeKind.Structure when expected.ValueKind == JsonValueKind.Object:
                return CompareParts(actual, expected);
            case FieldNodeKind.List when expected.ValueKind == JsonValueKind.Array:
                return CompareEntries(actual, expected);
            default:
                if (HasValue(actual, expected))
                    return [];
                bool hasParts = actual.Kind is FieldNodeKind.Structure or FieldNodeKind.List;
                (string wanted, string found) =
                    JsonText.Echo(expected, hasParts ? actual.Value : FieldJson.ToText(actual));
                return [Mismatch(actual, wanted, found)];
        }
    }

    private IEnumerable<GoldenMismatch> CompareParts(FieldNode actual, JsonElement expected)
    {
        var known = new HashSet<string>();
        foreach (FieldNode child in actual.Children)
        {
            known.Add(child.Name);
            foreach (GoldenMismatch mismatch in Compare(child, JsonText.Get(expected, child.Name)))
                yield return mismatch;
        }

        foreach (JsonProperty property in expected.EnumerateObject())
        {
            string name = JsonText.NameOf(property);
            if (known.Contains(name))
                continue;
            string path = JsonText.Cut(actual.Path.Length == 0 ? name : $"{actual.Path}.{name}");
            yield return Mismatch(path, actual.Offset, JsonText.Echo(property.Value), "no such field");
        }
    }

    private IEnumerable<GoldenMismatch> CompareEntries(FieldNode actual, JsonElement expected)
    {
        JsonElement[] wanted = [.. expected.EnumerateArray()];
        FieldNode[] found = [.. actual.Children];
        if (wanted.Length != found.Length)
            yield return Mismatch(actual, $"{wanted.Length} entries", $"{found.Length}");
        foreach ((FieldNode entry, JsonElement value) in found.Zip(wanted))
        {
            foreach (GoldenMismatch mismatch in Compare(entry, value))
                yield return mismatch;
        }
    }

    /// <summary>Whether a value without parts is written exactly as <see cref="FieldJson"/> writes it.</summary>
    private static bool HasValue(FieldNode actual, JsonElement expected) => actual.Kind switch
    {
        FieldNodeKind.Number when actual.Field is not { HexDigits: > 0 } =>
            expected.ValueKind == JsonValueKind.Number && expected.GetRawText() == actual.Value,
        FieldNodeKind.Flag => expected.ValueKind == (actual.Number == 0 ? JsonValueKind.False : JsonValueKind.True),
        FieldNodeKind.Text => JsonText.TryGetText(expected, out string? text) && text == actual.Latin1,
        FieldNodeKind.Structure or FieldNodeKind.List => false,
        _ => JsonText.TryGetText(expected, out string? text) && text == actual.Value,
    };

    private IEnumerable<GoldenMismatch> Encode(FieldNode root, bool ok)
    {
        // A refused structure has no fields to encode; Compare has looked at its bytes.
        if (!IsMessage && !ok)
            return [];
        bool encoded = IsMessage
            ? FieldJson.TryEncodeMessages(Fields, out byte[]? bytes, out JsonFormError error)
            : FieldJson.TryEncode(Fields, Layout, out bytes, out error);
        if (!encoded)
            return [Mismatch($"fields{error.Path[1..]}", error.Expected, error.Value)];
        return FieldDiff.Bytes(root, Bytes, bytes)
            .Select(d => Mismatch(d.Path, d.Offset, $"the bytes {d.Left}", $"{d.Right} when encoded"));
    }

    private GoldenMismatch Mismatch(string path, string expected, string actual) =>
        Mismatch(path, null, expected, actual);

    private GoldenMismatch Mismatch(FieldNode node, string expected, string actual) =>
        Mismatch(node.Path, node.Offset, expected, actual);

    private GoldenMismatch Mismatch(string path, int? offset, string expected, string actual) =>
        new(Name, path, offset, expected, actual)
        {
            PayloadOffset = IsMessage && offset >= CciHeader.Size ? offset - CciHeader.Size : null,
        };
}
