using System.Text.Json;
using CxlWire.Device;
using CxlWire.Device.Activity;

namespace CxlWire.Control.Commands;

/// <summary><c>x-cxlwire-query-refusals</c>: the newest commands that were refused, and why.</summary>
internal static class QueryRefusals
{
    /// <summary>The host that is asked about; null: all, and the Fabric Manager.</summary>
    public static ushort? Read(QmpArguments arguments) => arguments.OptionalUInt16("host-id");

    public static void Execute(QmpCall call, CxlDevice device, ushort? hostId)
    {
        int? only = hostId is { } id ? DynamicCapacityArguments.FindHost(device, id).Id : null;
        RefusalLog log = device.Activity.Refusals;
        Utf8JsonWriter json = call.Result;
        json.WriteStartObject();
        json.WriteString("path", device.Configuration.QomPath);
        json.WriteNumber("count", log.Count);
        json.WriteStartArray("refusals");
        foreach (RefusedCommand refused in log.Newest.Where(refused => only is null || refused.HostId == only))
        {
            json.WriteStartObject();
            json.WriteNumber("number", refused.Number);
            json.WriteRefusal(refused);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
