using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace CxlWire.Device.Json;

/// <summary>
/// A value of a file together with its path, so that every complaint says where it is: of a device file or scenario,
/// or of a line of a conversation. What reads it returns <c>otherwise</c> where it is absent; with no
/// <c>otherwise</c>, it must be there. A value that is refused is a <see cref="JsonFileException"/>.
/// </summary>
internal readonly struct JsonMember
{
    private static readonly (string Suffix, int Shift)[] _units =
        [("KiB", 10), ("MiB", 20), ("GiB", 30), ("TiB", 40), ("PiB", 50)];

    private readonly JsonElement? _element;
    private readonly string _file;

    // The path is put together only for complaints: of the parent's and either a name or an index.
    private readonly string _parent;
    private readonly string? _name;
    private readonly int _index;

    /// <summary>A value that is not part of another.</summary>
    /// <param name="element">The value.</param>
    /// <param name="path">What complaints call it; empty: its members stand alone.</param>
    /// <param name="file">What it is: "a device file".</param>
    public JsonMember(JsonElement element, string path, string file)
        : this(element, file, path, name: null, index: -1)
    {
    }

    private JsonMember(JsonElement? element, string file, string parent, string? name, int index)
    {
        _element = element;
        _file = file;
        _parent = parent;
        _name = name;
        _index = index;
    }

    /// <summary>The JSON, whatever it is; null where absent.</summary>
    public JsonElement? Element => _element;

    public bool IsPresent => _element is not null;

    public bool IsText => _element?.ValueKind == JsonValueKind.String;

    public bool IsObject => _element?.ValueKind == JsonValueKind.Object;

    /// <summary>Whether it is there, and null.</summary>
    public bool IsNull => _element?.ValueKind == JsonValueKind.Null;

    /// <summary>Where it is: "regions[1].block_size".</summary>
    public string Path
    {
        get
        {
            if (_name is null)
                return _index < 0 ? _parent : string.Create(CultureInfo.InvariantCulture, $"{_parent}[{_index}]");
            return _parent.Length == 0 ? _name : $"{_parent}.{_name}";
        }
    }

    /// <summary>A member of an object; absent where the object has none, or is absent itself.</summary>
    public JsonMember this[string name] => new(
        _element is { } e && e.TryGetProperty(name, out JsonElement member) ? member : null,
        _file,
        Path,
        name,
        index: -1);

    /// <summary>The same value, of which complaints say that it is something of its own: "a scenario".</summary>
    public JsonMember As(string file) => new(_element, file, Path, name: null, index: -1);

    /// <summary>Complains unless this is an object; it is not absent.</summary>
    public void CheckIsObject() => Expect(JsonValueKind.Object, "an object");

    /// <summary>Complains unless this is an object with no other members than these, or absent.</summary>
    public void CheckObject(params ReadOnlySpan<string> names)
    {
        if (_element is not { } e)
            return;
        Expect(JsonValueKind.Object, "an object");
        foreach (JsonProperty property in e.EnumerateObject())
        {
            if (names.Contains(property.Name))
                continue;
            throw new JsonMember(property.Value, _file, Path, Shortened(property.Name), index: -1)
                .Error($"not a member that {_file} has");
        }
    }

    /// <summary>The values of an array, or null where absent.</summary>
    public IReadOnlyList<JsonMember>? Items() => IsPresent ? Array() : null;

    /// <summary>The values of an array.</summary>
    public IReadOnlyList<JsonMember> Array()
    {
        JsonElement array = Expect(JsonValueKind.Array, "an array");
        var items = new JsonMember[array.GetArrayLength()];
        string path = Path;
        int count = 0;
        foreach (JsonElement item in array.EnumerateArray())
            items[count] = new JsonMember(item, _file, path, name: null, count++);
        return items;
    }

    public bool Boolean(bool otherwise)
    {
        if (_element is not { } e)
            return otherwise;
        return e.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? e.GetBoolean()
            : throw Error("true or false is needed");
    }

    [return: NotNullIfNotNull(nameof(otherwise))]
    public string? Text(string? otherwise) => IsPresent ? Text() : otherwise;

    public string Text() => Expect(JsonValueKind.String, "text").GetString()!;

    /// <summary>Which of some texts it is: the index.</summary>
    public int OneOf(string[] names)
    {
        int index = System.Array.IndexOf(names, Text());
        return index >= 0 ? index : throw Error($"not one of {string.Join(", ", names)}");
    }

    /// <summary>Bytes, as text of two hexadecimal digits for each.</summary>
    public byte[] Bytes()
    {
        try
        {
            return Convert.FromHexString(Text());
        }
        catch (FormatException)
        {
            throw Error("hexadecimal digits are needed, two for each byte");
        }
    }

    /// <summary>An object as it is, in UTF-8, without comments.</summary>
    public byte[] ObjectBytes()
    {
        JsonElement element = Expect(JsonValueKind.Object, "an object");
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
            element.WriteTo(json);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A number from 0 to a limit, which may not be text.</summary>
    public ulong Integer(ulong max) =>
        _element is { ValueKind: JsonValueKind.Number } e && e.TryGetUInt64(out ulong value) && value <= max
            ? value
            : throw Error(string.Create(CultureInfo.InvariantCulture, $"an integer from 0 to {max} is needed"));

    /// <inheritdoc cref="Integer(ulong)"/>
    public ulong Integer(ulong otherwise, ulong max) => IsPresent ? Integer(max) : otherwise;

    /// <summary>A number between limits; it may also be text, with 0x in hexadecimal.</summary>
    public ulong Number(ulong otherwise, ulong min, ulong max)
    {
        if (_element is not { } e)
            return otherwise;
        bool ok = e.ValueKind == JsonValueKind.Number
            ? e.TryGetUInt64(out ulong value)
            : TryParse(e.ValueKind == JsonValueKind.String ? e.GetString()! : "", out value);
        if (!ok)
            throw Error("a whole number is needed");
        return value >= min && value <= max
            ? value
            : throw Error(string.Create(CultureInfo.InvariantCulture, $"not between {min} and {max}"));
    }

    /// <summary>A number from 0 to 1.</summary>
    public double Fraction(double otherwise)
    {
        if (_element is not { } e)
            return otherwise;
        return e.ValueKind == JsonValueKind.Number && e.TryGetDouble(out double value) && value is >= 0 and <= 1
            ? value
            : throw Error("a number from 0 to 1 is needed");
    }

    /// <summary>A number of bytes, or text with a binary unit: "2 MiB".</summary>
    public ulong Size(ulong otherwise)
    {
        if (_element is not { ValueKind: JsonValueKind.String } e)
            return Number(otherwise, 0, ulong.MaxValue);
        string text = e.GetString()!.Trim();
        foreach ((string suffix, int shift) in _units)
        {
            if (!text.EndsWith(suffix, StringComparison.Ordinal))
                continue;
            if (TryParse(text[..^suffix.Length].TrimEnd(), out ulong count) && count << shift >> shift == count)
                return count << shift;
            throw Error("a whole number is needed before the unit, and no more than 64 bits after it");
        }

        return Number(otherwise, 0, ulong.MaxValue);
    }

    /// <summary>A complaint about this value, which it says in short.</summary>
    public JsonFileException Error(string reason) => new(Path, Shown(), reason);

    private static bool TryParse(string text, out ulong value) =>
        text.StartsWith("0x", StringComparison.Ordinal)
            ? ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private JsonElement Expect(JsonValueKind kind, string what) =>
        _element is { } e && e.ValueKind == kind ? e : throw Error($"{what} is needed");

    private string Shown() => Shortened(_element?.GetRawText() ?? "absent");

    /// <summary>Text of a file as complaints show it: a line for people, whatever the file holds.</summary>
    public static string Shortened(string text, int max = 60)
    {
        string shown = text.Length <= max ? text : $"{text[..(max - 3)]}...";
        return string.Concat(shown.Select(c => char.IsControl(c) ? '?' : c));
    }
}
