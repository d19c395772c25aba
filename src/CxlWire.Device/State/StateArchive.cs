using System.Globalization;
using System.Text.Json;
using CxlWire.Device.Capacity;
using CxlWire.Device.Json;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.State;

/// <summary>
/// An object of a state file, that is written or read. What is in a part of the device says the part once, for both
/// ways: each method takes a value with its name, and returns the value that the part has from then on, which is the
/// same one while state is written. What is as it is at first is not written, and what is absent is as it is at first.
/// </summary>
internal sealed class StateArchive
{
    /// <summary>Longest time that state remembers to be ago: 146 years.</summary>
    private const ulong LongestAgo = 1UL << 62;

    private readonly TimeProvider _time;
    private readonly Utf8JsonWriter? _json;
    private readonly JsonMember _member;
    private readonly HashSet<string> _known = [];

    // While state is written: the object that holds this one, and what is to be written before the first value.
    private readonly StateArchive? _outer;
    private readonly string? _name;
    private bool _isBegun;

    private StateArchive(TimeProvider time, Utf8JsonWriter? json, JsonMember member, StateArchive? outer, string? name)
    {
        (_time, _json, _member, _outer, _name) = (time, json, member, outer, name);
    }

    /// <summary>Whether values are read: then what is there is replaced.</summary>
    public bool IsReading => _json is null;

    /// <summary>Writes an object.</summary>
    /// <param name="json">Where it goes.</param>
    /// <param name="time">The device's clock: times are written as how long they are ago.</param>
    /// <param name="exchange">Gives what there is.</param>
    public static void Write(Utf8JsonWriter json, TimeProvider time, Action<StateArchive> exchange)
    {
        var archive = new StateArchive(time, json, default, outer: null, name: null);
        archive.Begin();
        exchange(archive);
        json.WriteEndObject();
    }

    /// <summary>Reads an object.</summary>
    /// <exception cref="JsonFileException">It is not what it should be.</exception>
    public static void Read(JsonMember member, TimeProvider time, Action<StateArchive> exchange)
    {
        var archive = new StateArchive(time, null, member, outer: null, name: null);
        if (member.IsPresent)
            member.CheckIsObject();
        exchange(archive);
        archive.CheckNames();
    }

    /// <summary>A number.</summary>
    public ulong Number(string name, ulong value, ulong max = ulong.MaxValue, ulong atFirst = 0, ulong min = 0)
    {
        if (IsReading)
            return Member(name).Number(atFirst, min, max);
        if (value != atFirst)
            Begin().WriteNumber(name, value);
        return value;
    }

    /// <inheritdoc cref="Number(string, ulong, ulong, ulong, ulong)"/>
    public int Number(string name, int value, int max = int.MaxValue, int atFirst = 0, int min = 0) =>
        (int)Number(name, (ulong)value, (ulong)max, (ulong)atFirst, (ulong)min);

    /// <summary>An address or another number that people read in hexadecimal.</summary>
    public ulong Address(string name, ulong value)
    {
        if (IsReading)
            return Member(name).Number(0, 0, ulong.MaxValue);
        if (value != 0)
            Begin().WriteString(name, string.Create(CultureInfo.InvariantCulture, $"0x{value:x}"));
        return value;
    }

    /// <summary>Yes or no; no at first.</summary>
    public bool Flag(string name, bool value)
    {
        if (IsReading)
            return Member(name).Boolean(false);
        if (value)
            Begin().WriteBoolean(name, value);
        return value;
    }

    /// <summary>Text; none at first.</summary>
    public string? Text(string name, string? value)
    {
        if (IsReading)
            return Member(name).Text(null);
        if (value is not null)
            Begin().WriteString(name, value);
        return value;
    }

    /// <summary>Bytes; all zero at first, and of any length there is none.</summary>
    /// <param name="name">Name.</param>
    /// <param name="value">The bytes.</param>
    /// <param name="max">As many may be read.</param>
    /// <param name="min">So many are at least.</param>
    public byte[] Bytes(string name, ReadOnlySpan<byte> value, int max, int min = 0)
    {
        if (!IsReading)
        {
            if (!value.TrimStart((byte)0).IsEmpty || (value.Length > 0 && min == 0))
                Begin().WriteString(name, Convert.ToHexStringLower(value));
            return value.ToArray();
        }

        JsonMember member = Member(name);
        if (!member.IsPresent)
            return new byte[min];
        byte[] bytes = member.Bytes();
        return bytes.Length >= min && bytes.Length <= max
            ? bytes
            : throw member.Error(string.Create(
                CultureInfo.InvariantCulture, $"{min} to {max} bytes are needed, and these are {bytes.Length}"));
    }

    /// <summary>A timestamp of the device's clock, which is written as how long it is ago; null at first.</summary>
    public long? Ago(string name, long? value)
    {
        long now = _time.GetTimestamp();
        string told = name + "_nanoseconds_ago";
        if (!IsReading)
        {
            if (value is { } then)
                Begin().WriteNumber(told, Math.Max(now - then, 0));
            return value;
        }

        JsonMember member = Member(told);
        return member.IsPresent ? now - (long)member.Number(0, 0, LongestAgo) : null;
    }

    /// <summary>A tag; none at first.</summary>
    public Tag Tag(string name, Tag value)
    {
        if (!IsReading)
        {
            if (!value.IsNone)
                Begin().WriteString(name, value.ToString());
            return value;
        }

        JsonMember member = Member(name);
        if (!member.IsPresent)
            return Protocol.Tag.None;
        return Protocol.Tag.TryParse(member.Text(), out Tag tag) ? tag : throw member.Error("not a tag: a UUID");
    }

    /// <summary>The members of a range.</summary>
    public DpaRange Range(DpaRange value)
    {
        value = new DpaRange(Address("start", value.Start), Address("length", value.Length));
        return value.Wraps ? throw Error("length", "the range leaves 64 bits") : value;
    }

    /// <summary>The members of an extent.</summary>
    public Extent Extent(Extent value)
    {
        DpaRange range = Range(new DpaRange(value.StartDpa, value.Length));
        return new Extent
        {
            StartDpa = range.Start,
            Length = range.Length,
            Tag = Tag("tag", value.Tag),
            SharedExtentSequence = (ushort)Number("sequence", value.SharedExtentSequence, ushort.MaxValue),
        };
    }

    /// <summary>An object inside this one; absent where all in it is as at first.</summary>
    public void Object(string name, Action<StateArchive> exchange)
    {
        if (IsReading)
        {
            Read(Member(name), _time, exchange);
            return;
        }

        var inner = new StateArchive(_time, _json, default, this, name);
        exchange(inner);
        if (inner._isBegun)
            _json!.WriteEndObject();
    }

    /// <summary>Objects in a row; none at first.</summary>
    /// <param name="name">Name.</param>
    /// <param name="items">What there is, while state is written.</param>
    /// <param name="exchange">Writes one; or reads one, given what there is at first.</param>
    /// <param name="max">As many may be read.</param>
    /// <returns>What was read, each with the archive that says where it was; empty while state is written.</returns>
    public IEnumerable<(T Item, StateArchive Place)> List<T>(
        string name, IEnumerable<T> items, Func<StateArchive, T, T> exchange, long max)
    {
        if (IsReading)
            return ReadList(name, exchange, max);
        bool isBegun = false;
        foreach (T item in items)
        {
            if (!isBegun)
                Begin().WriteStartArray(name);
            isBegun = true;
            Write(_json!, _time, archive => exchange(archive, item));
        }

        if (isBegun)
            _json!.WriteEndArray();
        return [];
    }

    /// <summary>Objects in a row of which there are always as many.</summary>
    public void Each<T>(string name, IReadOnlyList<T> items, Action<StateArchive, T> exchange)
    {
        if (!IsReading)
        {
            List(name, items, (archive, item) =>
            {
                exchange(archive, item);
                return item;
            }, items.Count);
            return;
        }

        JsonMember member = Member(name);
        IReadOnlyList<JsonMember> read = member.Items() ?? [];
        if (member.IsPresent && read.Count != items.Count)
        {
            throw member.Error(string.Create(
                CultureInfo.InvariantCulture, $"{items.Count} are needed, and these are {read.Count}"));
        }

        for (int i = 0; i < items.Count; i++)
        {
            T item = items[i];
            Read(i < read.Count ? read[i] : default, _time, archive => exchange(archive, item));
        }
    }

    /// <summary>Ranges in a row; none at first.</summary>
    public IEnumerable<(DpaRange Item, StateArchive Place)> Ranges(
        string name, IEnumerable<DpaRange> ranges, long max = long.MaxValue) =>
        List(name, ranges, (archive, range) => archive.Range(range), max);

    /// <summary>A complaint about a member, which was read.</summary>
    public JsonFileException Error(string name, string reason) => _member[name].Error(reason);

    private List<(T Item, StateArchive Place)> ReadList<T>(string name, Func<StateArchive, T, T> exchange, long max)
    {
        JsonMember member = Member(name);
        var read = new List<(T, StateArchive)>();
        foreach (JsonMember item in member.Items() ?? [])
        {
            if (read.Count >= max)
                throw member.Error(string.Create(CultureInfo.InvariantCulture, $"more than {max}"));
            item.CheckIsObject();
            var archive = new StateArchive(_time, null, item, outer: null, name: null);
            read.Add((exchange(archive, default!), archive));
            archive.CheckNames();
        }

        return read;
    }

    private JsonMember Member(string name)
    {
        _known.Add(name);
        return _member[name];
    }

    private void CheckNames()
    {
        if (_member.IsPresent)
            _member.CheckObject([.. _known]);
    }

    /// <summary>The writer, in the object, which is begun where it was not.</summary>
    private Utf8JsonWriter Begin()
    {
        if (_isBegun)
            return _json!;
        _isBegun = true;
        if (_name is null)
            _json!.WriteStartObject();
        else
            _outer!.Begin().WriteStartObject(_name);
        return _json!;
    }
}
