namespace CxlWire.Device.Journal;

/// <summary>How a command of the control socket ended.</summary>
/// <param name="Returned">What it returned, as JSON; empty where it failed, or is too long to be kept.</param>
/// <param name="Error">Why it failed, or null.</param>
public readonly record struct ControlOutcome(ReadOnlyMemory<byte> Returned, ControlError? Error);
