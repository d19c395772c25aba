using System.Text.Json;
using CxlWire.Device;
using CxlWire.Device.Events;
using CxlWire.Verification;

namespace CxlWire.Control.Commands;

/// <summary><c>x-cxlwire-query-activity</c>: what each CCI has answered, and what waits in its event logs.</summary>
internal static class QueryActivity
{
    public static void Execute(QmpCall call, string path)
    {
        CxlDevice device = QmpCommand.FindDevice(call.Server.Tree, path);
        JournalMonitor monitor = call.Server.MonitorOf(device);
        Utf8JsonWriter json = call.Result;
        lock (device.Gate)
        {
            json.WriteStartObject();
            json.WriteString("path", device.Configuration.QomPath);
            json.WriteStartArray("ccis");
            foreach (CciPort cci in device.Hosts.Select(host => host.Cci).Append(device.FabricManager.Cci))
                Write(json, cci, monitor.CommandsOf(cci.HostId));
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static void Write(Utf8JsonWriter json, CciPort cci, long commands)
    {
        json.WriteStartObject();
        if (cci.HostId is { } host)
            json.WriteNumber("host-id", host);
        json.WriteNumber("commands", commands);
        json.WriteStartArray("logs");
        foreach (EventLog log in cci.Logs)
        {
            json.WriteStartObject();
            json.WriteString("log", log.Type.Name);
            json.WriteNumber("records", log.Count);
            json.WriteNumber("waiting", log.Waiting);
            json.WriteNumber("overflow-count", log.OverflowCount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
