using System.Text.Json;
using CxlWire.Device;
using CxlWire.Device.Faults;
using CxlWire.Device.Json;

namespace CxlWire.Control.Commands;

/// <summary>The commands about what goes wrong on purpose: docs/faults.md.</summary>
internal static class FaultCommands
{
    public static FaultScenario ReadLoad(QmpArguments arguments) =>
        Parse("scenario", arguments.Json("scenario"), FaultScenarioFile.Parse);

    /// <summary><c>x-cxlwire-load-faults</c>: a scenario, in place of any other.</summary>
    public static void Load(QmpCall call, CxlDevice device, FaultScenario scenario) => device.LoadFaults(scenario);

    /// <summary><c>x-cxlwire-clear-faults</c>: nothing goes wrong any more.</summary>
    public static void Clear(QmpCall call, CxlDevice device) => device.LoadFaults(null);

    /// <summary><c>x-cxlwire-query-faults</c>: the faults of the scenario, and how often each has happened.</summary>
    public static void Query(QmpCall call, CxlDevice device)
    {
        Utf8JsonWriter json = call.Result;
        json.WriteStartObject();
        json.WriteString("path", device.Configuration.QomPath);
        if (device.Faults is { } loaded)
            json.WriteNumber("seed", loaded.Scenario.Seed);
        json.WriteStartArray("faults");
        foreach (FaultCount count in device.Faults?.Counts ?? [])
        {
            json.WriteStartObject();
            json.WriteString("name", count.Fault.Name);
            json.WriteString("fault", count.Fault.Kind);
            json.WriteNumber("matches", count.Matches);
            json.WriteNumber("fired", count.Fired);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static InjectArguments ReadInject(QmpArguments arguments)
    {
        var read = new InjectArguments(
            HostId: arguments.OptionalUInt16("host-id"),
            IsManager: arguments.OptionalBoolean("fm"),
            Fault: Parse("fault", arguments.Json("fault"), FaultScenarioFile.ParseImmediate));
        return read.IsManager && read.HostId is not null
            ? throw QmpException.Generic("Parameter 'host-id' is unexpected: the Fabric Manager is no host")
            : read;
    }

    /// <summary><c>x-cxlwire-inject-fault</c>: a fault that needs no scenario, now.</summary>
    public static void Inject(QmpCall call, CxlDevice device, InjectArguments arguments)
    {
        int? hostId = arguments.IsManager ? null : DynamicCapacityArguments.FindHost(device, arguments.HostId ?? 0).Id;
        DynamicCapacityArguments.ThrowIfRefused(device.Inject(arguments.Fault, hostId));
    }

    private static T Parse<T>(string name, JsonElement json, Func<JsonElement, T> parse)
    {
        try
        {
            return parse(json);
        }
        catch (JsonFileException e)
        {
            throw QmpException.Generic($"Parameter '{name}': {QmpException.Quote(e.Message)}");
        }
    }

    public sealed record InjectArguments(ushort? HostId, bool IsManager, ImmediateFault Fault);
}
