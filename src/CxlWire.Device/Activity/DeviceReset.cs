using CxlWire.Device.Registers;

namespace CxlWire.Device.Activity;

/// <summary>A reset that is done.</summary>
/// <param name="Cause">Why it happened.</param>
/// <param name="HostId">The host that starts anew; null: all of them.</param>
/// <param name="Kind">What was reset of the host's PCI function; null: nothing.</param>
public readonly record struct DeviceReset(ResetCause Cause, int? HostId, ResetKind? Kind);
