using System.Globalization;
using CxlWire.Device.Journal;
using CxlWire.Protocol;

namespace CxlWire.Device.Activity;

/// <summary>A command that changed nothing, and why.</summary>
/// <param name="Number">Of the refusal, since the device was made; the first is 1.</param>
/// <param name="HostId">The host to whose CCI it came; null: the Fabric Manager's.</param>
/// <param name="Route">How it came.</param>
/// <param name="Opcode">The command.</param>
/// <param name="Refusal">Rule, field, byte and reason; its code is what the requester sees.</param>
public readonly record struct RefusedCommand(
    long Number, int? HostId, CommandRoute Route, Opcode Opcode, Refusal Refusal)
{
    /// <summary>
    /// In a line: "host 0: Add Dynamic Capacity Response (4802h): Invalid Physical Address (0Fh): A2:
    /// extents[0].start_dpa, byte 8: not in the first pending offer".
    /// </summary>
    public override string ToString()
    {
        string cci = HostId is { } host ? string.Create(CultureInfo.InvariantCulture, $"host {host}") : "fm";
        return $"{cci}: {Opcode}: {Refusal.Code}: {Refusal}";
    }
}
