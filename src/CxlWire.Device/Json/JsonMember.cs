using System.Globalization;
using System.Text.Json;

namespace CxlWire.Device.Json;

/// <summary>
/// A value of a device file, or of another file in its style, together with its path, so that every complaint says
/// where it is. Sizes are bytes, or text with a binary unit ("2 MiB"); numbers may also be text with 0x.
/// </summary>
internal readonly struct JsonMember(JsonElement? element, string path, string file = "a device file")
{
    private static readonly (string Suffix, int Shift)[] _units =
        [("KiB", 10), ("MiB", 20), ("GiB", 30), ("TiB", 40), ("PiB", 50)];

    public bool IsPresent => element is not null;

    public bool IsText => element?.ValueKind == JsonValueKind.String;

    public string Path => path;

    /// <summary>A member of an object; absent where the object has none, or is absent itself.</summary>
    public JsonMember this[string name] =>
        new(
            element is { } e && e.TryGetProperty(name, out JsonElement member) ? member : null,
            PathOf(name),
            file);

    /// <summary>Complains unless this is an object; it is not absent.</summary>
    public void CheckIsObject() => Expect(JsonValueKind.Object, "an object");

    /// <summary>Complains unless this is an object with no other members than these, or absent.</summary>
    public void CheckObject(params ReadOnlySpan<string> names)
    {
        if (element is not { } e)
            return;
        Expect(JsonValueKind.Object, "an object");
        foreach (JsonProperty property in e.EnumerateObject())
        {
            if (!names.Contains(property.Name))
                throw new JsonMember(property.Value, PathOf(Shortened(property.Name)))
                    .Error($"not a member that {file} has");
        }
    }

    /// <summary>The values of an array, or null where absent.</summary>
    public IReadOnlyList<JsonMember>? Items()
    {
        if (element is not { } e)
            return null;
        Expect(JsonValueKind.Array, "an array");
        (string at, string kind) = (path, file);
        return [.. e.EnumerateArray().Select((item, i) => new JsonMember(item, $"{at}[{i}]", kind))];
    }

    public bool Boolean(bool otherwise)
    {
        if (element is not { } e)
            return otherwise;
        return e.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? e.GetBoolean() : throw Error("true or false is needed");
    }

    public string Text(string otherwise)
    {
        if (element is not { } e)
            return otherwise;
        Expect(JsonValueKind.String, "text");
        return e.GetString()!;
    }

    /// <summary>A number between limits.</summary>
    public ulong Number(ulong otherwise, ulong min, ulong max)
    {
        if (element is not { } e)
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
        if (element is not { } e)
            return otherwise;
        return e.ValueKind == JsonValueKind.Number && e.TryGetDouble(out double value) && value is >= 0 and <= 1
            ? value
            : throw Error("a number from 0 to 1 is needed");
    }

    /// <summary>A number of bytes, possibly with a unit.</summary>
    public ulong Size(ulong otherwise)
    {
        if (element is not { ValueKind: JsonValueKind.String } e)
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

    public JsonFileException Error(string reason) => new(path, Shown(), reason);

    private static bool TryParse(string text, out ulong value) =>
        text.StartsWith("0x", StringComparison.Ordinal)
            ? ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private void Expect(JsonValueKind kind, string what)
    {
        if (element!.Value.ValueKind != kind)
            throw Error($"{what} is needed");
    }

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private string Shown() => Shortened(element?.GetRawText() ?? "absent");

    /// <summary>Text of a file as complaints show it: a line for people, whatever the file holds.</summary>
    public static string Shortened(string text, int max = 60)
    {
        string shown = text.Length <= max ? text : $"{text[..(max - 3)]}...";
        return string.Concat(shown.Select(c => char.IsControl(c) ? '?' : c));
    }
}
