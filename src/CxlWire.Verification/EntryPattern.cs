using System.Text.Json;
using CxlWire.Device.Activity;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Device.Json;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;
using CxlWire.Verification.Patterns;

namespace CxlWire.Verification;

/// <summary>
/// What an entry of the journal should be: a command, with its return code and the fields of its payloads that are
/// named; a fault that happened, a command of the control socket, or a reset. docs/verification.md has the JSON.
/// </summary>
public sealed class EntryPattern
{
    private readonly string _text;

    internal EntryPattern(string text) => _text = text;

    /// <summary>What kind of entry it is.</summary>
    internal JournalEntryKind Kind { get; init; } = JournalEntryKind.Command;

    /// <summary>The command; null: any.</summary>
    internal Opcode? Opcode { get; init; }

    /// <summary>Name of the fault, or of the control command; null: any.</summary>
    internal string? Name { get; init; }

    /// <summary>The CCI it happens on; null: any.</summary>
    internal CciOf? Cci { get; init; }

    internal ReturnCode? ReturnCode { get; init; }

    internal FieldPattern? Request { get; init; }

    internal FieldPattern? Reply { get; init; }

    /// <summary>Reads a pattern: <c>{"command": "release-dc", "return_code": "Busy"}</c>.</summary>
    /// <param name="json">The pattern.</param>
    /// <param name="path">What complaints call it.</param>
    /// <exception cref="JsonFileException">It is none; path, value and reason say why.</exception>
    public static EntryPattern Parse(JsonElement json, string path = "pattern") =>
        JsonInput.Read(json, PatternReader.Read, path);

    /// <summary>A command.</summary>
    /// <param name="opcode">Which.</param>
    /// <param name="returnCode">How it ended; null: however.</param>
    /// <param name="hostId">The host that sent it; null: whoever.</param>
    public static EntryPattern Command(Opcode opcode, ReturnCode? returnCode = null, int? hostId = null)
    {
        string code = returnCode is { } with ? $", {with}" : "";
        return new EntryPattern($"{(hostId is { } ? $"{Words.Cci(hostId)}: " : "")}{Words.Command(opcode)}{code}")
        {
            Opcode = opcode,
            ReturnCode = returnCode,
            Cci = hostId is { } host ? new CciOf(host) : null,
        };
    }

    /// <summary>A fault that happened.</summary>
    /// <param name="name">Its name in the scenario.</param>
    public static EntryPattern Fault(string name) =>
        new($"fault {name}") { Kind = JournalEntryKind.FaultFired, Name = name };

    /// <summary>Whether an entry is what the pattern says.</summary>
    public bool Matches(JournalEntry entry) => Compare(entry) is { IsMatch: true };

    /// <summary>The JSON.</summary>
    public override string ToString() => _text;

    /// <summary>What an entry has in common with the pattern, and what not; null: it is about something else.</summary>
    internal Comparison? Compare(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (!IsAbout(entry))
            return null;
        var comparison = new Comparison();
        if (Cci is { } cci)
            comparison.Check("host", Words.Cci(cci.HostId), Words.Cci(entry.HostId));
        if (ReturnCode is { } code)
            comparison.Check("return_code", code.ToString(), entry.Result.Code.ToString());
        if (Request is null && Reply is null)
            return comparison;
        bool isKnown = CommandTable.TryGet(entry.Opcode, out CommandRow? row);
        Request?.Compare(entry.Request, isKnown ? row!.Request : null, comparison);
        Layout? reply = entry.Result.Code != Protocol.ReturnCode.Success ? Layout.Empty
            : isKnown ? row!.Response : null;
        Reply?.Compare(entry.Reply, reply, comparison);
        return comparison;
    }

    private bool IsAbout(JournalEntry entry) => entry.Kind == Kind && Kind switch
    {
        JournalEntryKind.Command => Opcode is null || Opcode == entry.Opcode,
        JournalEntryKind.FaultFired => Name is null || Name == ((FiredFault)entry.Detail!).Name,
        JournalEntryKind.ControlCommand => Name is null || Name == (string?)entry.Detail,
        JournalEntryKind.Reset => Cci is null || ((DeviceReset)entry.Detail!).HostId is null
            || ((DeviceReset)entry.Detail!).HostId == Cci.Value.HostId,
        _ => true,
    };

    /// <summary>A host, or the Fabric Manager.</summary>
    /// <param name="HostId">Null: the Fabric Manager.</param>
    internal readonly record struct CciOf(int? HostId);
}
