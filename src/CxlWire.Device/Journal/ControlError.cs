namespace CxlWire.Device.Journal;

/// <summary>Why a control command failed, in QMP's terms.</summary>
/// <param name="ErrorClass">"GenericError", ...</param>
/// <param name="Description">For people.</param>
public sealed record ControlError(string ErrorClass, string Description);
