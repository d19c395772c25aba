using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using CxlWire.Cli.Text;

namespace CxlWire.Cli;

/// <summary>What is wrong with a command line, in one sentence of our own.</summary>
internal static partial class UsageError
{
    // What a hostile or mistaken argument repeats of itself, and compares with names.
    private const int MaxQuote = 64;

    /// <summary>Describes the first mistake.</summary>
    public static string Describe(ParseResult result)
    {
        if (result.UnmatchedTokens is [string unknown, ..])
            return $"'{unknown}' is no command, argument or option here; --help says what there is"
                + GuessOf(result, unknown);
        ParseError error = result.Errors[0];
        string message = string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return $"{Describe(error.SymbolResult, message) ?? message.TrimEnd('.')}; --help says what there is";
    }

    private static string? Describe(SymbolResult? symbol, string message)
    {
        // A value is its option's, where it is not an argument of the command.
        if (symbol is ArgumentResult { Parent: OptionResult option })
            symbol = option;
        string[] quoted = [.. QuotedPattern().Matches(message).Select(match => match.Groups[1].Value)];
        string? name = symbol switch
        {
            OptionResult { Option: var known } => known.Name,
            ArgumentResult { Argument: var known } => known.Name,
            _ => null,
        };
        if (name is not null && message.Contains(" not recognized. Must be one of", StringComparison.Ordinal))
        {
            return $"{name}: '{quoted[0]}' is none of {string.Join(", ", quoted[1..])}"
                + Guess.Of(quoted[0], quoted[1..]);
        }

        if (name is not null && message.Contains(" as expected type ", StringComparison.Ordinal))
            return $"{name}: '{string.Join(' ', symbol!.Tokens)}' where a number is expected";
        if (symbol is OptionResult { Tokens.Count: 0 } && message.Contains(" missing ", StringComparison.Ordinal))
            return $"{name}: a value is missing";
        if (symbol is ArgumentResult && message.Contains(" missing ", StringComparison.Ordinal))
            return $"{name} is missing";
        return symbol is CommandResult { Command.Subcommands.Count: > 0 } ? "a command is missing" : null;
    }

    private static string GuessOf(ParseResult result, string unknown)
    {
        if (unknown.Length > MaxQuote)
            return "";
        var names = new List<string>(result.CommandResult.Command.Subcommands.Select(command => command.Name));
        for (CommandResult? at = result.CommandResult; at is not null; at = at.Parent as CommandResult)
            names.AddRange(at.Command.Options.Where(o => !o.Hidden).Select(o => o.Name));
        return Guess.Of(unknown, names);
    }

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex QuotedPattern();
}
