using System.CommandLine;

namespace CxlWire.Cli;

/// <summary>A command with what its help says beyond names.</summary>
internal class CliCommand : Command
{
    /// <summary>A command.</summary>
    /// <param name="name">What is typed.</param>
    /// <param name="summary">One line, for the list of commands.</param>
    /// <param name="usage">What follows the name: "ENDPOINT COMMAND [options]".</param>
    public CliCommand(string name, string summary, string usage = "[options]")
        : base(name, summary) => Usage = usage;

    /// <summary>What follows the name in the usage line.</summary>
    public string Usage { get; }

    /// <summary>Paragraphs that follow the summary.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Whole command lines, each with what it does.</summary>
    public IReadOnlyList<(string CommandLine, string Purpose)> Examples { get; init; } = [];

    /// <summary>Arguments that stand between the name and that of a subcommand; or empty.</summary>
    public string BeforeSubcommand { get; init; } = "";

    /// <summary>What a list of commands says before the summary: an opcode; or empty.</summary>
    public string Label { get; init; } = "";
}
