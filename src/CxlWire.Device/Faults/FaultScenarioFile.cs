using System.Text;
using System.Text.Json;
using CxlWire.Device.Json;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;

namespace CxlWire.Device.Faults;

/// <summary>Reads scenarios: JSON, described by fixtures/scenarios/scenario.schema.json.</summary>
public static class FaultScenarioFile
{
    private const int MaxFile = 1 << 20;
    private const int MaxFaults = 256;
    private const int MaxName = 64;
    private const ulong MaxTimes = 1UL << 32;

    /// <summary>Names of all kinds of faults: what <c>then.fault</c> may be.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. FaultActionTable.Rows.Select(row => row.Name)];

    /// <summary>Reads a file.</summary>
    /// <exception cref="JsonFileException">It is no scenario; path, value and rule say why.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static FaultScenario Load(string file) => Parse(JsonInput.ReadFile(file, MaxFile, "a scenario"));

    /// <summary>Reads JSON text.</summary>
    /// <exception cref="JsonFileException">It is no scenario; path, value and rule say why.</exception>
    public static FaultScenario Parse(string json) => Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>Reads UTF-8 JSON.</summary>
    /// <exception cref="JsonFileException">It is no scenario; path, value and rule say why.</exception>
    public static FaultScenario Parse(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonInput.Parse(json);
        return Parse(document.RootElement);
    }

    /// <summary>Reads JSON that is part of something else.</summary>
    /// <exception cref="JsonFileException">It is no scenario; path, value and rule say why.</exception>
    public static FaultScenario Parse(JsonElement json) => JsonInput.Read(json, Read);

    /// <summary>Reads a scenario that stands in a file of another kind.</summary>
    internal static FaultScenario Read(JsonMember member)
    {
        JsonMember root = member.As("a scenario");
        root.CheckIsObject();
        root.CheckObject("$schema", "description", "seed", "faults");
        root["$schema"].Text("");
        root["description"].Text("");
        IReadOnlyList<JsonMember> items = FaultActionTable.Needed(root["faults"]).Items()!;
        if (items.Count > MaxFaults)
        {
            throw new JsonFileException(
                root["faults"].Path, $"{items.Count} faults", $"a scenario has at most {MaxFaults}");
        }

        var faults = new List<Fault>(items.Count);
        foreach (JsonMember item in items)
            faults.Add(ReadFault(item, faults));
        return new FaultScenario(root["seed"].Number(0, 0, ulong.MaxValue), faults, OneLine(root.Element!.Value));
    }

    /// <summary>Reads a fault that is to happen at once: what a scenario has under <c>then</c>.</summary>
    /// <exception cref="JsonFileException">It is none, or waits for a moment of its own.</exception>
    public static ImmediateFault ParseImmediate(JsonElement json) => JsonInput.Read(json, ReadImmediate);

    /// <summary>Reads a fault that is to happen at once, and that stands in a file of another kind.</summary>
    internal static ImmediateFault ReadImmediate(JsonMember member)
    {
        JsonMember then = member.As("this fault");
        FaultAction action = FaultActionTable.Read(then);
        return (FaultActionTable.RowOf(action).Moments & FaultMoments.Now) != 0
            ? new ImmediateFault(action, OneLine(then.Element!.Value))
            : throw then["fault"].Error("cannot happen at once: it needs a command, record or interrupt to happen to");
    }

    private static Fault ReadFault(JsonMember member, List<Fault> others)
    {
        member.CheckIsObject();
        member.CheckObject("name", "when", "then");
        string name = member["name"].Text($"fault-{others.Count}");
        if (name.Length is 0 or > MaxName || name.Any(c => c is < '!' or > '~'))
            throw member["name"].Error($"not 1 to {MaxName} ASCII characters without spaces");
        if (others.Exists(fault => fault.Name == name))
            throw member["name"].Error("another fault has that name");
        FaultTrigger trigger = ReadTrigger(FaultActionTable.Needed(member["when"]));
        FaultAction action = FaultActionTable.Read(member["then"]);
        return (FaultActionTable.RowOf(action).Moments & trigger.Moment) != 0
            ? new Fault(name, trigger, action)
            : throw member["then"]["fault"].Error($"cannot happen to {NameOf(trigger.Moment)}");
    }

    private static FaultTrigger ReadTrigger(JsonMember when)
    {
        when.CheckIsObject();
        when.CheckObject(
            "command", "record", "interrupt", "host", "fm", "after_record", "after_read", "chain", "nth", "times",
            "probability");
        JsonMember command = when["command"], record = when["record"], interrupt = when["interrupt"];
        if ((command.IsPresent ? 1 : 0) + (record.IsPresent ? 1 : 0) + (interrupt.IsPresent ? 1 : 0) != 1)
            throw when.Error("one of command, record and interrupt is needed");
        bool isManager = when["fm"].Boolean(false);
        if (isManager && when["host"].IsPresent)
            throw when["host"].Error("the Fabric Manager is no host");
        var trigger = new FaultTrigger
        {
            Moment = command.IsPresent ? FaultMoments.Command : record.IsPresent
                ? FaultMoments.Record : FaultMoments.Interrupt,
            Opcode = command.IsPresent ? ReadOpcode(command) : null,
            Records = ReadRecords(record),
            Log = interrupt.IsPresent && !(interrupt.IsText && interrupt.Text("") == "any")
                ? FaultActionTable.ReadLog(interrupt) : null,
            Cci = new CciScope(
                when["host"].IsPresent ? FaultActionTable.Number(when["host"], 0, ushort.MaxValue) : null, isManager),
            AfterRecord = ReadRecords(when["after_record"]),
            AfterRead = ReadRecords(when["after_read"]),
            Nth = (long)when["nth"].Number(1, 1, MaxTimes),
            Times = when["times"].IsText && when["times"].Text("") == "always"
                ? long.MaxValue : (long)when["times"].Number(1, 1, MaxTimes),
            Probability = when["probability"].Fraction(1),
        };
        return when["chain"].IsPresent ? trigger with { Chain = ReadChain(when["chain"], trigger) } : trigger;
    }

    /// <summary>An opcode by number or by its name on the command line; null: any.</summary>
    private static Opcode? ReadOpcode(JsonMember member)
    {
        string name = member.IsText ? member.Text("") : "";
        if (name == "any")
            return null;
        return CommandTable.Rows.FirstOrDefault(row => row.CommandName == name) is { } found
            ? found.Opcode
            : new Opcode((ushort)member.Number(0, 0, ushort.MaxValue));
    }

    private static FaultRecords ReadRecords(JsonMember member)
    {
        if (!member.IsPresent)
            return FaultRecords.None;
        return member.Text("") == "any"
            ? FaultRecords.Any : (FaultRecords)(1 << member.OneOf(FaultRecordTypes.Names));
    }

    private static int ReadChain(JsonMember member, FaultTrigger trigger)
    {
        bool isSplit = trigger.Opcode == Opcode.AddDynamicCapacityResponse
            || trigger.Opcode == Opcode.ReleaseDynamicCapacity;
        bool hasLast = isSplit || trigger.Moment == FaultMoments.Record;
        if (!hasLast && trigger.Opcode != Opcode.GetDynamicCapacityExtentList)
            throw member.Error("only records, pages of 4801h and payloads of 4802h and 4803h have a place in a chain");
        if (!member.IsText || member.Text("") != "last")
            return (int)member.Number(0, 1, int.MaxValue);
        return hasLast ? FaultTrigger.Last : throw member.Error("nobody knows which page of 4801h is the last");
    }

    private static string NameOf(FaultMoments moment) => moment switch
    {
        FaultMoments.Command => "a command",
        FaultMoments.Record => "a record",
        _ => "an interrupt",
    };

    // Not JsonElement.GetRawText: that keeps line breaks and comments.
    private static string OneLine(JsonElement json)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            json.WriteTo(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
