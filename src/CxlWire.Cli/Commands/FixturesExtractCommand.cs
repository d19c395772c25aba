using System.CommandLine;
using System.Globalization;
using CxlWire.Cli.Fixtures;
using CxlWire.Golden;

namespace CxlWire.Cli.Commands;

/// <summary><c>fixtures extract</c>: what the command carries along, as files.</summary>
internal sealed class FixturesExtractCommand : CliCommand
{
    private readonly CliEnvironment _environment;
    private readonly Argument<string> _directory = new("DIR")
    {
        Description = "Where to; made if missing, and else empty.",
    };

    public FixturesExtractCommand(CliEnvironment environment)
        : base("extract", "Writes what this command carries along: devices, scenarios, cases, messages.", "DIR")
    {
        _environment = environment;
        Add(_directory);
        SetAction(Run);
        Examples = [("cxlwire fixtures extract fixtures", "fixtures/cases, fixtures/devices and the others")];
    }

    private int Run(ParseResult result)
    {
        string name = result.GetRequiredValue(_directory);
        string directory = Path.Combine(_environment.Directory, name);
        if (File.Exists(directory))
            throw new CliException($"{name}: is a file");
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
            throw new CliException($"{name}: is not empty, and nothing is overwritten");
        string[] paths = CarriedFiles.Paths();
        foreach (string path in paths)
        {
            string file = Path.Combine(directory, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, CarriedFiles.Read(path));
        }

        _environment.Printer.Write(
            DumpRole.Value, string.Create(CultureInfo.InvariantCulture, $"{paths.Length} files in {name}"));
        return ExitCode.Done;
    }
}
