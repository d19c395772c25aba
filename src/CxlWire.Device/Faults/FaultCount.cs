namespace CxlWire.Device.Faults;

/// <summary>How often a fault has been met, and has happened.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Matches">Moments so far that are what it waits for.</param>
/// <param name="Fired">Times that it has happened.</param>
public readonly record struct FaultCount(Fault Fault, long Matches, long Fired);
