using System.CommandLine;
using System.Text;

namespace CxlWire.Cli.Tests;

public sealed class HelpTests
{
    public static TheoryData<string> Commands =>
        ["demo", "serve", "send", "bridge", "show", "replay", "capture", "judge", "search", "decode", "encode", "diff",
            "trace", "list", "completion", "fixtures list", "fixtures extract", "fixtures verify"];

    [Fact]
    public async Task Names_every_command()
    {
        Outcome outcome = await Cli.RunAsync("--help");
        Outcome bare = await Cli.RunAsync();
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("", outcome.Error);
        Assert.Equal((0, outcome.Output, ""), (bare.ExitCode, bare.Output, bare.Error));
        Assert.Equal(
            """
            Emulates the mailbox of a CXL Dynamic Capacity Device, to the byte, and shows what the bytes mean.

            Usage: cxlwire COMMAND [options]

            Commands:
              demo        Shows a whole conversation, every byte annotated and checked. Start here.
              serve       Emulates a device until SIGINT, SIGTERM or QMP's quit; on stdio until its end.
              send        Sends one command to a device and decodes the response.
              bridge      Carries CCI between an MCTP line and streams.
              show        Shows a served device's DPA map, hosts, event logs, refusals and violations.
              replay      Plays a recorded conversation against a device and compares every answer.
              capture     Writes a recorded conversation as pcapng, for Wireshark.
              judge       Says which rules a driver keeps and violates, with the steps that prove it.
              search      Looks for what a driver does not get over, and for the shortest case that shows it.
              decode      Says what bytes mean: offset, bytes, field, value, unit.
              encode      Makes bytes from JSON: the inverse of 'decode --json'.
              diff        Compares two files field by field.
              trace       Prints what is said, a line for each message, live or recorded, and draws it.
              list        Lists the opcodes: payload rule, effects, CCIs, section of the specification.
              device      Prints the default device file, checks one, or explains its members.
              fixtures    Lists, writes and verifies golden messages, devices, scenarios and cases.
              completion  Prints what makes a shell complete commands, options and names.

            Options:
              --version   Says which version this is.
              -h, --help  Says this; of a command, with examples.

            """,
            outcome.Output);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Has_usage_and_an_example_of_every_command(string command)
    {
        Outcome outcome = await Cli.RunAsync([.. command.Split(' '), "--help"]);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains(outcome.Lines, line => line.StartsWith($"Usage: cxlwire {command} ", StringComparison.Ordinal));
        Assert.Contains("\nExamples:\n  # ", outcome.Output, StringComparison.Ordinal);
        Assert.All(outcome.Lines, line => Assert.True(line.Length <= 110, line));
    }

    [Fact]
    public void Examples_are_command_lines_that_parse()
    {
        RootCommand root = CommandLine.Create(new CliEnvironment(Stream.Null, Stream.Null, TextWriter.Null));
        string[] examples =
        [
            .. Descendants(root).OfType<CliCommand>().SelectMany(c => c.Examples)
                .SelectMany(e => e.CommandLine.Split(" > ")[0].Split(" | "))
                .Where(line => line.StartsWith("cxlwire ", StringComparison.Ordinal)),
        ];
        Assert.True(examples.Length >= 15);
        Assert.All(examples, line => Assert.Empty(root.Parse(line["cxlwire ".Length..], CommandLine.Parsing).Errors));
    }

    [Fact]
    public async Task Of_a_command_to_send_has_the_fields_of_its_request()
    {
        Outcome outcome = await Cli.RunAsync("send", "unix:x", "4802", "--help");
        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith(
            """
            Add Dynamic Capacity Response

            CXL r3.1 8.2.9.9.9.3. Request payload: 8 + 24 x count bytes.

            Usage: cxlwire send ENDPOINT add-dc-response [options]

            Options:
              --more                         One bit.
              --extent start_dpa=N,length=N  One of the extents; give it once for each, in order.
            """,
            outcome.Output,
            StringComparison.Ordinal);
        Assert.DoesNotContain("--count", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("reserved", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_is_that_of_the_build()
    {
        Outcome outcome = await Cli.RunAsync("--version");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+(\+[0-9a-f]+)?\n$", outcome.Output);
    }

    [Fact]
    public async Task Is_coloured_only_where_colours_are_wanted()
    {
        Outcome plain = await Cli.RunAsync([], ["list"], terminal: true);
        Outcome coloured = await Cli.RunAsync([], ["list"], terminal: true, colours: true);
        Assert.DoesNotContain('\e', plain.Output);
        Assert.Contains('\e', coloured.Output);
        Assert.Equal(plain.Output, WithoutColours(coloured.Output));
    }

    /// <summary>
    /// Text without "ESC [ ... m", and without the blanks at a line's end that a plain line has not either.
    /// </summary>
    private static string WithoutColours(string text)
    {
        var plain = new StringBuilder();
        string[] parts = text.Split("\e[");
        plain.Append(parts[0]);
        foreach (string part in parts[1..])
            plain.Append(part, part.IndexOf('m') + 1, part.Length - part.IndexOf('m') - 1);
        return string.Join('\n', plain.ToString().Split('\n').Select(line => line.TrimEnd()));
    }

    private static IEnumerable<Command> Descendants(Command command) =>
        command.Subcommands.SelectMany(c => Descendants(c).Prepend(c));
}
