namespace CxlWire.Device.Activity;

/// <summary>Sees a command that has ended.</summary>
/// <param name="command">Its payloads may be used during the call only.</param>
public delegate void CommandObserver(in ExecutedCommand command);
