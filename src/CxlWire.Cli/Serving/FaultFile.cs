using CxlWire.Cli.Fixtures;
using CxlWire.Device.Faults;

namespace CxlWire.Cli.Serving;

/// <summary>The scenario that --faults names.</summary>
internal static class FaultFile
{
    /// <summary>Reads it; null where there is no name.</summary>
    /// <exception cref="CliException">It is no scenario.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static FaultScenario? Load(string? file) =>
        file is null
            ? null
            : SettingsFile.Load(file, CarriedFiles.Scenarios, FaultScenarioFile.Load, FaultScenarioFile.Parse);
}
