using System.CommandLine;
using CxlWire.Cli.Fixtures;
using CxlWire.Golden;

namespace CxlWire.Cli.Commands;

/// <summary><c>fixtures</c>: golden messages, devices and scenarios, those of this command and of others.</summary>
internal sealed class FixturesCommand : CliCommand
{
    public FixturesCommand(CliEnvironment environment)
        : base("fixtures", "Lists, writes and verifies golden messages, devices and scenarios.", "COMMAND")
    {
        Add(new FixturesListCommand(environment));
        Add(new FixturesExtractCommand(environment));
        Add(new VerifyCommand(environment));
    }

    /// <summary><c>fixtures verify</c>: golden messages against the codecs.</summary>
    private sealed class VerifyCommand : CliCommand
    {
        private static readonly string _usual = Path.Combine("fixtures", "messages");

        private readonly CliEnvironment _environment;
        private readonly Argument<string?> _directory = new("DIR")
        {
            Description = "Folders of cases, or one such folder. Absent: fixtures/messages of this directory, or of "
                + "the nearest above it that has one; else those that this command carries along.",
            Arity = ArgumentArity.ZeroOrOne,
        };

        public VerifyCommand(CliEnvironment environment)
            : base("verify", "Decodes every golden message, compares it with its JSON, and encodes it again.", "[DIR]")
        {
            _environment = environment;
            Details =
            [
                "Each CASE.bin is decoded and compared with CASE.json field by field; the JSON is encoded and compared "
                    + "with CASE.bin byte by byte. Every mismatch names the field, its offset and both values; then "
                    + "the "
                    + "exit code is 1.",
            ];
            Add(_directory);
            SetAction(Run);
            Examples =
            [
                ("cxlwire fixtures verify", "all of this project's"),
                ("cxlwire fixtures verify captures/4801_get_dc_extent_list", "your own, one folder"),
            ];
        }

        private int Run(ParseResult result)
        {
            string? directory = result.GetValue(_directory) is { } given
                ? Path.Combine(_environment.Directory, given)
                : FindUsual();
            if (directory is not null && !Directory.Exists(directory))
                throw new CliException($"{directory}: no such directory");
            GoldenReport report = directory is null
                ? GoldenDirectory.Verify(GoldenCases.Carried())
                : GoldenDirectory.Verify(directory);
            if (report.Cases == 0)
                throw new CliException($"{directory}: no golden messages");
            foreach (GoldenMismatch mismatch in report.Mismatches)
                _environment.Printer.Write(DumpRole.Error, mismatch.ToString());
            int wrong = report.Cases - report.Accepted - report.Refused;
            if (!report.IsGood)
                throw new CliException($"{wrong} of {report.Cases} cases are not as expected", ExitCode.Refused);
            _environment.Printer.Write(
                DumpRole.Value,
                $"{report.Cases} cases as expected: {report.Accepted} accepted, {report.Refused} refused");
            return ExitCode.Done;
        }

        private string? FindUsual()
        {
            for (DirectoryInfo? at = new(_environment.Directory); at is not null; at = at.Parent)
            {
                string candidate = Path.Combine(at.FullName, _usual);
                if (Directory.Exists(candidate))
                    return candidate;
            }

            return null;
        }
    }
}
