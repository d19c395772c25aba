using CxlWire.Device.Capacity;
using CxlWire.Device.Faults;
using CxlWire.Device.Json;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;

namespace CxlWire.Verification.Conditions;

/// <summary>Reads a condition, and those that are inside of it.</summary>
/// <param name="hosts">Hosts that the device has; null: nobody knows.</param>
internal sealed class ConditionReader(int? hosts)
{
    private const ulong MaxTimes = 1UL << 32;
    private const int MaxRanges = 4096;
    private const int MaxName = 64;

    private static readonly (string Name, string[] Others, Func<ConditionReader, JsonMember, JsonMember, Condition>
        Read)[] _kinds =
    [
        ("pending", ["host"], (reader, all, value) => new PendingOffers(reader.Host(all), Exactly(value))),
        ("answered", ["host"], (reader, all, value) => Condition.Answered(AtLeast(value), reader.Host(all))),
        ("list", ["host"], (reader, all, value) => new ListLength(reader.Host(all), Exactly(value))),
        ("held", ["host"], (reader, all, value) => reader.Held(all, value)),
        ("command", ["host", "fm", "times", "return_code"], (reader, all, value) => Condition.Command(
            OpcodeOf(value), AtLeast(all["times"]), CodeOf(all["return_code"]), reader.HostOrManager(all))),
        ("log_empty", ["host", "fm"], (reader, all, value) => new LogIsEmpty(
            reader.HostOrManager(all), FaultActionTable.ReadLog(value))),
        ("fault", ["times"], (_, all, value) => Condition.Fault(Name(value), AtLeast(all["times"]))),
        ("violated", ["times"], (_, all, value) => Condition.Violated(Name(value), AtLeast(all["times"]))),
        ("listens", ["host"], (reader, all, value) => new HostListens(reader.Host(all), value.Boolean(true))),
        ("connected", ["host", "fm"], (reader, all, value) => new PeerIsThere(
            reader.HostOrManager(all), value.Boolean(true))),
        ("all", [], (reader, _, value) => new AllOf(reader.Parts(value))),
        ("any", [], (reader, _, value) => new AnyOf(reader.Parts(value))),
    ];

    private int _parts;

    /// <summary>Reads a condition.</summary>
    /// <exception cref="JsonFileException">It is none.</exception>
    public Condition Read(JsonMember member)
    {
        JsonMember all = member.As("a condition");
        all.CheckIsObject();
        if (++_parts > Condition.MaxParts)
            throw all.Error($"one condition has at most {Condition.MaxParts - 1} inside of it");
        int found = -1;
        for (int i = 0; i < _kinds.Length; i++)
        {
            if (!all[_kinds[i].Name].IsPresent)
                continue;
            if (found >= 0)
                throw all[_kinds[i].Name].Error($"a condition is of one kind, and this has {_kinds[found].Name}, too");
            found = i;
        }

        if (found < 0)
        {
            throw all.Error(
                $"one of {string.Join(", ", _kinds[..^1].Select(kind => kind.Name))} and {_kinds[^1].Name} is needed");
        }

        (string name, string[] others, var read) = _kinds[found];
        all.As($"a condition with {name}").CheckObject([name, .. others]);
        return read(this, all, all[name]);
    }

    private static int Exactly(JsonMember value) => (int)value.Number(0, 0, int.MaxValue);

    private static long AtLeast(JsonMember value) => (long)value.Number(1, 1, MaxTimes);

    private static string Name(JsonMember value)
    {
        string name = value.Text();
        return name.Length is 0 or > MaxName || name.Any(c => c is < '!' or > '~')
            ? throw value.Error($"not 1 to {MaxName} ASCII characters without spaces") : name;
    }

    internal static Opcode OpcodeOf(JsonMember value)
    {
        if (value.IsText && CommandTable.Rows.FirstOrDefault(row => row.CommandName == value.Text()) is { } found)
            return found.Opcode;
        return value.IsText && value.Text() is not ['0' and <= '9', ..]
            ? throw value.Error("not a command: cxlwire list has their names")
            : new Opcode((ushort)value.Number(0, 0, ushort.MaxValue));
    }

    internal static ReturnCode? CodeOf(JsonMember value)
    {
        if (!value.IsPresent)
            return null;
        if (value.IsText && ReturnCode.TryParse(value.Text(), out ReturnCode code))
            return code;
        return value.IsText && value.Text() is not ['0' and <= '9', ..]
            ? throw value.Error("not a return code: its name or number is needed")
            : new ReturnCode((ushort)value.Number(0, 0, ushort.MaxValue));
    }

    private static DpaRange Range(JsonMember item)
    {
        IReadOnlyList<JsonMember> pair = item.Array();
        return pair.Count == 2
            ? new DpaRange(pair[0].Size(0), pair[1].Size(0))
            : throw item.Error("a DPA and a length are needed");
    }

    private int Host(JsonMember all)
    {
        JsonMember host = all["host"];
        int id = (int)host.Number(0, 0, ushort.MaxValue);
        return id < (hosts ?? int.MaxValue)
            ? id : throw host.Error($"there is no such host: {hosts - 1} is the last");
    }

    /// <summary>A host, or null: the Fabric Manager.</summary>
    private int? HostOrManager(JsonMember all)
    {
        if (!all["fm"].Boolean(false))
            return Host(all);
        return all["host"].IsPresent ? throw all["host"].Error("the Fabric Manager is no host") : null;
    }

    private HeldRanges Held(JsonMember all, JsonMember value)
    {
        int host = Host(all);
        IReadOnlyList<JsonMember> items = value.Array();
        if (items.Count > MaxRanges)
            throw new JsonFileException(value.Path, $"{items.Count} ranges", $"there are at most {MaxRanges}");
        return HeldRanges.TryCreate(host, items.Select(Range), out HeldRanges? held, out int index, out string flaw)
            ? held : throw items[index].Error(flaw);
    }

    private List<Condition> Parts(JsonMember value)
    {
        IReadOnlyList<JsonMember> items = value.Array();
        return items.Count > 0 ? [.. items.Select(Read)] : throw value.Error("at least one condition is needed");
    }
}
