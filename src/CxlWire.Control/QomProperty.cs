using CxlWire.Device;

namespace CxlWire.Control;

/// <summary>A number that a device has as a property.</summary>
/// <param name="Name">As QEMU's device has it, or ours.</param>
/// <param name="Type">As QOM has it.</param>
/// <param name="Read">Reads it.</param>
internal readonly record struct QomProperty(string Name, string Type, Func<CxlDevice, ulong> Read)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<QomProperty> All { get; } =
    [
        new("num-dc-regions", "uint8", device => (ulong)device.Regions.Count),
        new("sn", "uint64", device => device.Configuration.SerialNumber),
        new("x-cxlwire-hosts", "uint16", device => (ulong)device.Hosts.Count),
    ];
}
