using System.Text.Json;
using CxlWire.Device;

namespace CxlWire.Control.Commands;

/// <summary><c>x-cxlwire-query-violations</c>: the rules of the host that drivers have violated so far.</summary>
internal static class QueryViolations
{
    public static (string Path, ushort? HostId) Read(QmpArguments arguments) =>
        (arguments.Text("path"), arguments.OptionalUInt16("host-id"));

    public static void Execute(QmpCall call, (string Path, ushort? HostId) arguments)
    {
        CxlDevice device = QmpCommand.FindDevice(call.Server.Tree, arguments.Path);
        int? only = arguments.HostId is { } id ? DynamicCapacityArguments.FindHost(device, id).Id : null;
        IReadOnlyList<QmpViolation> violations = call.Server.ViolationsOf(device);
        Utf8JsonWriter json = call.Result;
        json.WriteStartObject();
        json.WriteString("path", device.Configuration.QomPath);
        json.WriteStartArray("violations");
        foreach (QmpViolation violation in violations.Where(one => only is null || one.HostId == only))
        {
            json.WriteStartObject();
            violation.WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
