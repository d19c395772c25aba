using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using CxlWire.Control.Json;

namespace CxlWire.Control.Commands;

/// <summary>
/// Members of an object of a request, read by name and type. What is wrong is said as QEMU says it, with
/// the path of the member as QEMU prints it, <c>extents[0].len</c>; after a colon, what was given and what is allowed.
/// </summary>
internal sealed class QmpArguments
{
    private readonly JsonElement _object;
    private readonly string _prefix;
    private readonly List<string> _known = new(8);
    private int _present;

    private QmpArguments(JsonElement element, string prefix)
    {
        _object = element;
        _prefix = prefix;
    }

    /// <param name="arguments">An object, or nothing.</param>
    public static QmpArguments Of(JsonElement arguments) => new(arguments, "");

    /// <summary>All of them, as they were sent.</summary>
    public ReadOnlySpan<byte> Bytes =>
        _object.ValueKind == JsonValueKind.Undefined ? "{}"u8 : JsonMarshal.GetRawUtf8Value(_object);

    public string Text(string name) => ReadText(name, Required(name));

    public string? OptionalText(string name) => Find(name) is { } member ? ReadText(name, member) : null;

    public bool OptionalBoolean(string name) => Find(name) is { } member && ReadBoolean(name, member);

    public ulong UInt64(string name) => ReadUInt64(name, Required(name));

    public ulong? OptionalUInt64(string name) => Find(name) is { } member ? ReadUInt64(name, member) : null;

    public uint UInt32(string name) => (uint)ReadUpTo(name, Required(name), uint.MaxValue, "uint32_t");

    public ushort UInt16(string name) => (ushort)ReadUpTo(name, Required(name), ushort.MaxValue, "uint16_t");

    public byte UInt8(string name) => (byte)ReadUpTo(name, Required(name), byte.MaxValue, "uint8_t");

    public uint? OptionalUInt32(string name) =>
        Find(name) is { } member ? (uint)ReadUpTo(name, member, uint.MaxValue, "uint32_t") : null;

    // QAPI has no such type: what is beyond QEMU's uint32_t fails as that.
    public uint? OptionalUInt24(string name) =>
        OptionalUInt32(name) is { } value
            ? value <= 0xFF_FFFF ? value : throw Expects(name, "24 bits", value, 0, 0xFF_FFFF)
            : null;

    public ushort? OptionalUInt16(string name) =>
        Find(name) is { } member ? (ushort)ReadUpTo(name, member, ushort.MaxValue, "uint16_t") : null;

    public byte? OptionalUInt8(string name) =>
        Find(name) is { } member ? (byte)ReadUpTo(name, member, byte.MaxValue, "uint8_t") : null;

    public short Int16(string name)
    {
        JsonElement member = Required(name);
        if (member.ValueKind != JsonValueKind.Number || !member.TryGetInt64(out long value))
            throw WrongType(name, "integer", member);
        return value is >= short.MinValue and <= short.MaxValue
            ? (short)value
            : throw Expects(name, "int16_t", value, short.MinValue, short.MaxValue);
    }

    /// <summary>A value by its name.</summary>
    /// <param name="name">Name of the member.</param>
    /// <param name="names">Names of the values 0, 1, ...</param>
    /// <returns>Position in <paramref name="names"/>.</returns>
    public int Enumeration(string name, ReadOnlySpan<string> names)
    {
        string text = Text(name);
        int value = names.IndexOf(text);
        if (value >= 0)
            return value;
        string quoted = QmpException.Quote(text);
        throw QmpException.Generic(
            $"Parameter '{_prefix}{name}' does not accept value '{quoted}': "
            + $"{string.Join(", ", names)} are allowed");
    }

    /// <summary>An object that is read by someone else.</summary>
    public JsonElement Json(string name)
    {
        JsonElement member = Required(name);
        return member.ValueKind == JsonValueKind.Object ? member : throw WrongType(name, "object", member);
    }

    /// <summary>A number of seconds, 0 to a limit.</summary>
    public TimeSpan Seconds(string name, double max) => ReadSeconds(name, Required(name), max);

    /// <summary>Seconds, 0 to a maximum; null where they are absent.</summary>
    public TimeSpan? OptionalSeconds(string name, double max) =>
        Find(name) is { } member ? ReadSeconds(name, member, max) : null;

    /// <summary>Objects of an array.</summary>
    public IReadOnlyList<T> Objects<T>(string name, Func<QmpArguments, T> read) =>
        ReadObjects(name, Required(name), read);

    /// <summary>Objects of an array, none where it is absent.</summary>
    public IReadOnlyList<T> OptionalObjects<T>(string name, Func<QmpArguments, T> read) =>
        Find(name) is { } member ? ReadObjects(name, member, read) : [];

    /// <summary>Strings of an array, none where it is absent.</summary>
    public IReadOnlyList<string> OptionalTexts(string name) =>
        Find(name) is { } member ? ReadItems(name, member, ReadText) : [];

    /// <summary>Numbers of an array.</summary>
    public IReadOnlyList<uint> UInt32s(string name) => ReadItems(
        name, Required(name), (item, member) => (uint)ReadUpTo(item, member, uint.MaxValue, "uint32_t"));

    /// <summary>Numbers of an array, null where it is absent.</summary>
    public IReadOnlyList<ulong>? OptionalUInt64s(string name) =>
        Find(name) is { } member ? ReadItems(name, member, ReadUInt64) : null;

    /// <summary>An object of those of some members that are there, which is read by someone else.</summary>
    public JsonElement Rest(params ReadOnlySpan<string> names)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (Utf8JsonWriter json = QmpJson.CreateWriter(bytes))
        {
            json.WriteStartObject();
            foreach (string name in names)
            {
                if (Find(name) is not { } member)
                    continue;
                json.WritePropertyName(name);
                member.WriteTo(json);
            }

            json.WriteEndObject();
        }

        using JsonDocument document = QmpJson.Parse(bytes.WrittenMemory);
        return document.RootElement.Clone();
    }

    /// <summary>Complains of members that nobody asked for.</summary>
    public void RefuseOthers()
    {
        if (_object.ValueKind == JsonValueKind.Undefined || _object.GetPropertyCount() == _present)
            return;
        foreach (JsonProperty property in _object.EnumerateObject())
        {
            if (!_known.Contains(property.Name))
                throw QmpException.Generic($"Parameter '{_prefix}{QmpException.Quote(property.Name)}' is unexpected");
        }
    }

    private JsonElement? Find(string name)
    {
        _known.Add(name);
        if (_object.ValueKind == JsonValueKind.Undefined || !_object.TryGetProperty(name, out JsonElement member))
            return null;
        _present++;
        return member;
    }

    private JsonElement Required(string name) =>
        Find(name) ?? throw QmpException.Generic($"Parameter '{_prefix}{name}' is missing");

    private string ReadText(string name, JsonElement member) =>
        member.ValueKind == JsonValueKind.String ? member.GetString()! : throw WrongType(name, "string", member);

    private bool ReadBoolean(string name, JsonElement member) =>
        member.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? member.GetBoolean()
            : throw WrongType(name, "boolean", member);

    private ulong ReadUInt64(string name, JsonElement member) =>
        member.ValueKind == JsonValueKind.Number && member.TryGetUInt64(out ulong value)
            ? value
            : throw Expects(name, "uint64", QmpException.Quote(member), 0, ulong.MaxValue);

    // As in QEMU: what is no 64-bit number fails as one, what is too large for the type fails as that type.
    private ulong ReadUpTo(string name, JsonElement member, ulong maximum, string type)
    {
        ulong value = ReadUInt64(name, member);
        return value <= maximum ? value : throw Expects(name, type, value, 0, maximum);
    }

    private List<T> ReadItems<T>(string name, JsonElement member, Func<string, JsonElement, T> read)
    {
        if (member.ValueKind != JsonValueKind.Array)
            throw WrongType(name, "array", member);
        var items = new List<T>(member.GetArrayLength());
        foreach (JsonElement element in member.EnumerateArray())
            items.Add(read($"{name}[{items.Count}]", element));
        return items;
    }

    private List<T> ReadObjects<T>(string name, JsonElement member, Func<QmpArguments, T> read) =>
        ReadItems(name, member, (item, element) =>
        {
            if (element.ValueKind != JsonValueKind.Object)
                throw WrongType(item, "object", element);
            var arguments = new QmpArguments(element, $"{_prefix}{item}.");
            T value = read(arguments);
            arguments.RefuseOthers();
            return value;
        });

    private TimeSpan ReadSeconds(string name, JsonElement member, double max) =>
        member.ValueKind == JsonValueKind.Number && member.TryGetDouble(out double value)
            && value >= 0 && value <= max
                ? TimeSpan.FromSeconds(value)
                : throw Expects(name, "seconds", QmpException.Quote(member), 0, max);

    private QmpException WrongType(string name, string type, JsonElement given) => QmpException.Generic(
        $"Invalid parameter type for '{_prefix}{name}', expected: {type}: {QmpException.Quote(given)} is given");

    private QmpException Expects(string name, string type, object given, object least, object most) =>
        QmpException.Generic(string.Create(
            CultureInfo.InvariantCulture,
            $"Parameter '{_prefix}{name}' expects {type}: {given} is given, {least} to {most} are allowed"));
}
