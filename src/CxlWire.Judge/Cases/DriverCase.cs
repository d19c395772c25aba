using CxlWire.Device.Configuration;
using CxlWire.Device.Journal;

namespace CxlWire.Judge.Cases;

/// <summary>
/// A situation that a driver is put into, to see which rules it keeps: what the Fabric Manager does, what goes wrong,
/// and what is waited for. docs/judge/cases.md has the form of its file.
/// </summary>
/// <param name="Name">"refused-response": of lower-case letters, digits and hyphens.</param>
/// <param name="Title">What happens, in a sentence.</param>
/// <param name="Rules">IDs of the rules that it gives reason to keep.</param>
/// <param name="Steps">What is done, in order.</param>
public sealed record DriverCase(
    string Name, string Title, IReadOnlyList<string> Rules, IReadOnlyList<CaseStep> Steps)
{
    /// <summary>What the device is made of; null: whatever is asked for, else the default device.</summary>
    public DeviceConfiguration? Configuration { get; init; }

    /// <summary>The only way by which the driver's commands come; null: any.</summary>
    public CommandRoute? Route { get; init; }

    /// <summary>What it was generated from; null: it was not.</summary>
    public long? Seed { get; init; }
}
