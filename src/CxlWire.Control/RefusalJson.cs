using System.Text.Json;
using CxlWire.Device.Activity;
using CxlWire.Protocol.Commands;

namespace CxlWire.Control;

/// <summary>Refusals as the control socket writes them.</summary>
internal static class RefusalJson
{
    /// <summary>Writes who was refused what, and why, into the current object; what there is not is absent.</summary>
    public static void WriteRefusal(this Utf8JsonWriter json, in RefusedCommand refused)
    {
        if (refused.HostId is { } host)
            json.WriteNumber("host-id", host);
        json.WriteNumber("opcode", refused.Opcode.Value);
        if (CommandTable.TryGet(refused.Opcode, out CommandRow? row))
            json.WriteString("command", row.CommandName);
        json.WriteString("return-code", refused.Refusal.Code.Name);
        if (refused.Refusal.Rule is { } rule)
            json.WriteString("rule", rule);
        json.WriteString("field", refused.Refusal.Field);
        if (refused.Refusal.Offset is { } offset)
            json.WriteNumber("offset", offset);
        json.WriteString("reason", refused.Refusal.Reason);
    }
}
