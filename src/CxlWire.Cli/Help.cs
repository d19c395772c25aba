using System.CommandLine;
using System.CommandLine.Invocation;
using CxlWire.Cli.Text;
using CxlWire.Golden;

namespace CxlWire.Cli;

/// <summary>Prints what a command is for, what it takes, and examples of it.</summary>
internal sealed class Help(CliEnvironment environment) : SynchronousCommandLineAction
{
    private const int MaxWidth = 100;
    private const int MinWidth = 60;

    // A name longer than this pushes its description to the next line, rather than all descriptions to the right.
    private const int MaxName = 32;

    private int Width { get; } = Math.Clamp(environment.Width ?? MaxWidth, MinWidth, MaxWidth);

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        Command command = parseResult.CommandResult.Command;
        LinePrinter printer = environment.Printer;
        var details = command as CliCommand;
        foreach (string paragraph in (details?.Details ?? []).Prepend(command.Description ?? ""))
        {
            WriteParagraph(paragraph);
            printer.WriteLine();
        }

        string usage = details?.Usage ?? "COMMAND [options]";
        printer.Write(new DumpLine(
            [new DumpSpan(DumpRole.Heading, "Usage: "), new DumpSpan(DumpRole.Field, $"{NameOf(command)} {usage}")]));
        WriteSection("Commands", command.Subcommands.Select(Describe));
        WriteSection("Arguments", command.Arguments.Where(a => !a.Hidden).Select(a => (a.Name, a.Description ?? "")));
        WriteSection("Options", OptionsOf(command).Where(o => !o.Hidden).Select(o => (Label(o), o.Description ?? "")));
        WriteExamples(details?.Examples ?? []);
        return ExitCode.Done;
    }

    private void WriteParagraph(string paragraph)
    {
        foreach (string line in TextWrap.Lines(paragraph, Width))
            environment.Printer.Write(DumpRole.Field, line);
    }

    private void WriteSection(string title, IEnumerable<(string Name, string Description)> entries)
    {
        (string Name, string Description)[] rows = [.. entries];
        if (rows.Length == 0)
            return;
        LinePrinter printer = environment.Printer;
        printer.WriteLine();
        printer.Write(DumpRole.Heading, $"{title}:");
        int column = Math.Min(MaxName, rows.Max(r => r.Name.Length)) + 4;
        foreach ((string name, string description) in rows)
        {
            string[] lines = [.. TextWrap.Lines(description, Width - column)];
            bool fits = name.Length + 4 <= column;
            printer.Write(new DumpLine(
            [
                new DumpSpan(DumpRole.Value, fits ? $"  {name}".PadRight(column) : $"  {name}"),
                new DumpSpan(DumpRole.Field, fits ? lines[0] : ""),
            ]));
            foreach (string line in lines.Skip(fits ? 1 : 0))
                printer.Write(DumpRole.Field, new string(' ', column) + line);
        }
    }

    private void WriteExamples(IReadOnlyList<(string CommandLine, string Purpose)> examples)
    {
        if (examples.Count == 0)
            return;
        LinePrinter printer = environment.Printer;
        printer.WriteLine();
        printer.Write(DumpRole.Heading, "Examples:");
        foreach ((string line, string purpose) in examples)
        {
            printer.Write(DumpRole.Meaning, $"  # {purpose}");
            printer.Write(DumpRole.Value, $"  {line}");
        }
    }

    private static (string Name, string Description) Describe(Command command) =>
        (command.Name, command is CliCommand { Label.Length: > 0 } labelled
            ? $"{labelled.Label}  {command.Description}"
            : command.Description ?? "");

    private static string Label(Option option)
    {
        string names = string.Join(", ", option.Aliases.Prepend(option.Name).OrderBy(n => n.Length));
        return option.HelpName is { } value ? $"{names} {value}" : names;
    }

    /// <summary>The command's own, then those that its parents pass on.</summary>
    private static IEnumerable<Option> OptionsOf(Command command)
    {
        IEnumerable<Option> options = command.Options;
        for (Command? parent = ParentOf(command); parent is not null; parent = ParentOf(parent))
            options = options.Concat(parent.Options.Where(o => o.Recursive));
        return options;
    }

    private static string NameOf(Command command) => command switch
    {
        RootCommand => CommandLine.Name,
        _ when ParentOf(command) is CliCommand { BeforeSubcommand.Length: > 0 } parent =>
            $"{NameOf(parent)} {parent.BeforeSubcommand} {command.Name}",
        _ when ParentOf(command) is { } parent => $"{NameOf(parent)} {command.Name}",
        _ => command.Name,
    };

    private static Command? ParentOf(Command command) => command.Parents.OfType<Command>().FirstOrDefault();
}
