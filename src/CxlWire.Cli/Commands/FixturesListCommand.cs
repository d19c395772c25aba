using System.CommandLine;
using System.Globalization;
using CxlWire.Cli.Fixtures;
using CxlWire.Golden;

namespace CxlWire.Cli.Commands;

/// <summary><c>fixtures list</c>: what the command carries along.</summary>
internal sealed class FixturesListCommand : CliCommand
{
    private readonly CliEnvironment _environment;

    public FixturesListCommand(CliEnvironment environment)
        : base("list", "Shows the devices, scenarios, cases and golden messages that this command carries along.")
    {
        _environment = environment;
        SetAction(Run);
        Examples = [("cxlwire fixtures list", "names for --device and --faults")];
    }

    private int Run(ParseResult result)
    {
        Write("devices, for --device", CarriedFiles.Names(CarriedFiles.Devices));
        Write("scenarios of faults, for --faults", CarriedFiles.Names(CarriedFiles.Scenarios));
        Write(
            "cases, for 'cxlwire judge'", CarriedFiles.Names(CarriedFiles.Cases).Select(name => name.TrimStart('@')));
        Write("golden messages, for 'cxlwire fixtures extract DIR'", GoldenCases.Carried()
            .GroupBy(golden => golden.Name.Split('/')[0])
            .Select(folder => string.Create(CultureInfo.InvariantCulture, $"{folder.Key}, {folder.Count()} cases")));
        return ExitCode.Done;
    }

    private void Write(string heading, IEnumerable<string> names)
    {
        _environment.Printer.Write(DumpRole.Heading, heading);
        foreach (string name in names)
            _environment.Printer.Write(DumpRole.Value, $"  {name}");
    }
}
