using System.Text.Json;
using CxlWire.Device.Activity;
using CxlWire.Device.Capacity;
using CxlWire.Device.FabricManagement;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Golden;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;

namespace CxlWire.Control;

/// <summary>Entries of the journal as the control socket writes them.</summary>
internal static class JournalJson
{
    /// <summary>What the kinds are called, by <see cref="JournalEntryKind"/>.</summary>
    public static string[] Kinds { get; } =
    [
        "command", "control", "add", "release", "event", "faults-loaded", "fault-injected", "fault", "reset", "poison",
        "labels", "state", "background-ended", "connected", "disconnected", "noted",
        "notified",
    ];

    /// <summary>Writes an entry.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="isDecoded">Payloads by their fields' names; else in hexadecimal digits.</param>
    public static void Write(Utf8JsonWriter json, JournalEntry entry, bool isDecoded)
    {
        json.WriteStartObject();
        json.WriteNumber("number", entry.Number);
        json.WriteString("kind", Kinds[(int)entry.Kind]);
        if (entry.HostId is { } host)
            json.WriteNumber("host-id", host);
        if (entry.Time is { } time)
            json.WriteNumber("time", time);
        WriteKind(json, entry, isDecoded);
        if (entry.Refusal is { } refusal)
            WriteRefusal(json, refusal);
        json.WriteEndObject();
    }

    private static void WriteKind(Utf8JsonWriter json, JournalEntry entry, bool isDecoded)
    {
        switch (entry.Kind)
        {
            case JournalEntryKind.Command:
                WriteCommand(json, entry, isDecoded);
                break;
            case JournalEntryKind.ControlCommand:
                json.WriteString("command", (string)entry.Detail!);
                if (entry.Error is { } error)
                    json.WriteString("error", error.Description);
                break;
            case JournalEntryKind.FaultFired:
                var fault = (FiredFault)entry.Detail!;
                json.WriteString("name", fault.Name);
                json.WriteString("fault", fault.Kind);
                json.WriteString("moment", fault.Moment);
                break;
            case JournalEntryKind.EventInjected:
                json.WriteString("log", ((EventLogType)entry.Detail!).Name);
                Layout? record = isDecoded ? Layouts.OfEventRecord(entry.Request.Span) : null;
                WritePayload(json, "record", entry.Request, record);
                break;
            case JournalEntryKind.CapacityAdd:
                var add = (AddCapacityRequest)entry.Detail!;
                WriteRequest(json, entry, add.HostId, add.Region);
                break;
            case JournalEntryKind.CapacityRelease:
                var release = (ReleaseCapacityRequest)entry.Detail!;
                WriteRequest(json, entry, release.HostId, release.Region);
                break;
            case JournalEntryKind.FaultInjected:
                json.WriteString("fault", ((ImmediateFault)entry.Detail!).Kind);
                break;
            case JournalEntryKind.Reset:
                json.WriteString("cause", ((DeviceReset)entry.Detail!).Cause.ToString().ToLowerInvariant());
                break;
            case JournalEntryKind.PoisonInjected:
                json.WriteNumber("dpa", ((DpaRange)entry.Detail!).Start);
                json.WriteNumber("len", ((DpaRange)entry.Detail!).Length);
                break;
            case JournalEntryKind.Connected or JournalEntryKind.Disconnected:
                json.WriteString("route", entry.Route.ToString().ToLowerInvariant());
                json.WriteString("peer", (string?)entry.Detail);
                break;
            case JournalEntryKind.Noted:
                var note = (HostNote)entry.Detail!;
                json.WriteString("route", entry.Route.ToString().ToLowerInvariant());
                json.WriteNumber("opcode", note.Opcode.Value);
                json.WriteString("note", note.Kind.ToString());
                json.WriteString("what", note.What);
                break;
            default:
                break;
        }
    }

    private static void WriteCommand(Utf8JsonWriter json, JournalEntry entry, bool isDecoded)
    {
        bool isKnown = CommandTable.TryGet(entry.Opcode, out CommandRow? row);
        json.WriteString("route", entry.Route.ToString().ToLowerInvariant());
        json.WriteNumber("opcode", entry.Opcode.Value);
        if (isKnown)
            json.WriteString("command", row!.CommandName);
        json.WriteString("return-code", entry.Result.Code.Name);
        if (entry.OversizedLength > 0)
            json.WriteNumber("oversized-length", entry.OversizedLength);
        else
            WritePayload(json, "request", entry.Request, isDecoded && isKnown ? row!.Request : null);
        Layout? reply = !isDecoded ? null : entry.Result.Code != ReturnCode.Success ? Layout.Empty
            : isKnown ? row!.Response : null;
        WritePayload(json, "reply", entry.Reply, reply);
        if (entry.Result.ReplyFault is { } fault)
            json.WriteBoolean("lost", fault.IsLost);
    }

    private static void WritePayload(Utf8JsonWriter json, string name, ReadOnlyMemory<byte> bytes, Layout? layout)
    {
        json.WritePropertyName(name);
        if (layout is null)
            json.WriteStringValue(Convert.ToHexStringLower(bytes.Span));
        else
            FieldJson.Write(json, bytes, layout);
    }

    private static void WriteRequest(Utf8JsonWriter json, JournalEntry entry, int hostId, int region)
    {
        if (entry.HostId is null)
            json.WriteNumber("host-id", hostId);
        json.WriteNumber("region", region);
    }

    private static void WriteRefusal(Utf8JsonWriter json, Device.Refusal refusal)
    {
        json.WriteStartObject("refusal");
        if (refusal.Rule is { } rule)
            json.WriteString("rule", rule);
        json.WriteString("field", refusal.Field);
        json.WriteString("reason", refusal.Reason);
        json.WriteEndObject();
    }
}
