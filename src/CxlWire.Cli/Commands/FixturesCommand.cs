using System.CommandLine;
using CxlWire.Cli.Fixtures;
using CxlWire.Cli.Text;
using CxlWire.Golden;

namespace CxlWire.Cli.Commands;

/// <summary><c>fixtures</c>: golden messages, devices, scenarios and cases, of this command and of others.</summary>
internal sealed class FixturesCommand : CliCommand
{
    public FixturesCommand(CliEnvironment environment)
        : base("fixtures", "Lists, writes and verifies golden messages, devices, scenarios and cases.", "COMMAND")
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

        private readonly Option<string?> _junit = JUnitReport.CreateOption("a case for each golden message");

        public VerifyCommand(CliEnvironment environment)
            : base(
                "verify",
                "Decodes every golden message, compares it with its JSON, and encodes it again.",
                "[DIR] [options]")
        {
            _environment = environment;
            Details =
            [
                "Each CASE.bin is decoded and compared with CASE.json field by field; the JSON is encoded and compared "
                    + "with CASE.bin byte by byte. Every mismatch names the field, its byte in CASE.bin and both "
                    + "values; then the exit code is 1.",
            ];
            Add(_directory);
            Add(_junit);
            SetAction(Run);
            Examples =
            [
                ("cxlwire fixtures verify", "all of this project's"),
                ("cxlwire fixtures verify captures/4801_get_dc_extent_list", "your own, one folder"),
                ("cxlwire fixtures verify --junit goldens.xml", "for a CI server"),
            ];
        }

        private int Run(ParseResult result)
        {
            string? directory = result.GetValue(_directory) is { } given
                ? Path.Combine(_environment.Directory, given)
                : FindUsual();
            using JUnitReport? junit = JUnitReport.Begin(result.GetValue(_junit), _environment);
            var cases = new List<JUnitCase>();
            GoldenReport report = Verify(directory, junit is null ? null : cases);
            if (report.Cases == 0)
            {
                string wrong = report.Mismatches is [{ Actual: var why }] ? why
                    : Directory.Exists(directory) ? "no golden messages" : "no such directory";
                junit?.AddError(directory!, wrong);
                throw new CliException($"{directory}: {wrong}");
            }

            junit?.Add(directory ?? "golden messages of this command", cases);
            foreach (GoldenMismatch mismatch in report.Mismatches)
                _environment.Printer.Write(DumpRole.Error, mismatch.ToString());
            int bad = report.Cases - report.Accepted - report.Refused;
            if (!report.IsGood)
                throw new CliException($"{bad} of {report.Cases} cases are not as expected", ExitCode.Refused);
            _environment.Printer.Write(
                DumpRole.Value,
                $"{report.Cases} cases as expected: {report.Accepted} accepted, {report.Refused} refused");
            return ExitCode.Done;
        }

        private GoldenReport Verify(string? directory, List<JUnitCase>? cases)
        {
            using var progress = new Progress(_environment, "verifying", "cases");
            int count = 0;
            return directory is null
                ? GoldenDirectory.Verify(GoldenCases.Carried(), Note)
                : GoldenDirectory.Verify(directory, Note);

            void Note(string name, IReadOnlyList<GoldenMismatch> mismatches)
            {
                progress.Report(++count);
                cases?.Add(mismatches is [var first, ..]
                    ? new JUnitCase(
                        name, JUnitVerdict.Failed, first.Description,
                        string.Join('\n', mismatches.Select(mismatch => mismatch.Description)))
                    : new JUnitCase(name, JUnitVerdict.Passed));
            }
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
