namespace CxlWire.Device.Faults;

/// <summary>A scenario says something that cannot happen.</summary>
/// <param name="path">Where the value is: "faults[1].then.bytes".</param>
/// <param name="message">Path, value and what is wrong with it.</param>
public sealed class FaultScenarioException(string path, string message) : Exception(message)
{
    /// <summary>Where the value is.</summary>
    public string Path => path;
}
