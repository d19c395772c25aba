using CxlWire.Device.Journal;
using CxlWire.Device.Json;
using CxlWire.Verification.Conditions;

namespace CxlWire.Verification.Patterns;

/// <summary>Reads patterns of entries.</summary>
internal static class PatternReader
{
    private static readonly string[] _kinds = ["command", "fault", "control", "reset"];

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="JsonFileException">It is none.</exception>
    public static EntryPattern Read(JsonMember member)
    {
        JsonMember all = member.As("a pattern");
        all.CheckIsObject();
        if (_kinds.Count(kind => all[kind].IsPresent) != 1)
            throw all.Error("one of command, fault, control and reset is needed");
        string text = OneLine(all);
        if (all["fault"].IsPresent || all["control"].IsPresent)
        {
            JsonMember name = all["fault"].IsPresent ? all["fault"] : all["control"];
            all.CheckObject("fault", "control");
            return new EntryPattern(text)
            {
                Kind = all["fault"].IsPresent ? JournalEntryKind.FaultFired : JournalEntryKind.ControlCommand,
                Name = name.Text() == "any" ? null : name.Text(),
            };
        }

        EntryPattern.CciOf? cci = all["fm"].Boolean(false) ? new EntryPattern.CciOf(null)
            : all["host"].IsPresent ? new EntryPattern.CciOf((int)all["host"].Number(0, 0, ushort.MaxValue)) : null;
        if (all["host"].IsPresent && cci is { HostId: null })
            throw all["host"].Error("the Fabric Manager is no host");
        if (all["reset"].IsPresent)
        {
            all.CheckObject("reset", "host");
            return all["reset"].Boolean(true)
                ? new EntryPattern(text) { Kind = JournalEntryKind.Reset, Cci = cci }
                : throw all["reset"].Error("true is needed");
        }

        all.CheckObject("command", "host", "fm", "return_code", "request", "reply");
        JsonMember command = all["command"];
        return new EntryPattern(text)
        {
            Opcode = command.IsText && command.Text() == "any" ? null : ConditionReader.OpcodeOf(command),
            Cci = cci,
            ReturnCode = ConditionReader.CodeOf(all["return_code"]),
            Request = Fields("request", all["request"]),
            Reply = Fields("reply", all["reply"]),
        };
    }

    private static FieldPattern? Fields(string name, JsonMember fields)
    {
        if (!fields.IsPresent)
            return null;
        fields.CheckIsObject();
        return new FieldPattern(name, fields.Element!.Value.Clone());
    }

    private static string OneLine(JsonMember member)
    {
        string text = System.Text.Encoding.UTF8.GetString(member.ObjectBytes());
        return JsonMember.Shortened(text, 200);
    }
}
