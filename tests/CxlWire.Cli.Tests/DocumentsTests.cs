using System.CommandLine;
using System.Text.RegularExpressions;
using CxlWire.Tests;

namespace CxlWire.Cli.Tests;

/// <summary>What README and documents say of the command line, held against the command line. What they show of its
/// answers is held by <c>tools/run-docs.py</c>.</summary>
public sealed partial class DocumentsTests
{
    // Words for what is to be put there, and something that would do.
    private static readonly Dictionary<string, string> _placeholders = new()
    {
        ["DIR"] = "d",
        ["ENDPOINT"] = "unix:/tmp/x",
        ["FILE"] = "f",
        ["N"] = "2",
        ["PATH"] = "/tmp/x",
    };

    private static readonly RootCommand _root =
        CommandLine.Create(new CliEnvironment(Stream.Null, Stream.Null, TextWriter.Null));

    public static TheoryData<string> Documents =>
    [
        "README.md", "CONTRIBUTING.md", "fixtures/messages/README.md", "src/CxlWire.Cli/README.md",
        .. Directory.GetFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.PathOf(), file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("docs/api/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_command_line_parses(string document)
    {
        string[] wrong =
        [
            .. CommandLines(Text(document))
                .Select(line => (line, _root.Parse(Filled(line), CommandLine.Parsing).Errors))
                .Where(parsed => parsed.Errors.Count > 0)
                .Select(parsed => $"{parsed.line}: {parsed.Errors[0].Message}"),
        ];
        Assert.Equal([], wrong);
    }

    [Fact]
    public void Command_lines_are_found_in_blocks_and_in_sentences()
    {
        const string text =
            """
            Start `cxlwire serve --host unix:/tmp/dcd`, or `serve --record`; `cxlwire` shows what there is, `--qmp` too,
            and `cxlwire replay --qmp`.

            ```
            $ X=1 cxlwire send unix:/tmp/fm initiate-dc-add --region 1 \
                  --length 2    # so much
            cxlwire demo | less
            info: cxlwire[1] ready
            ```
            """;
        Assert.Equal(
            [
                "send unix:/tmp/fm initiate-dc-add --region 1 --length 2", "demo", "serve --host unix:/tmp/dcd",
            ],
            CommandLines(text));
        Assert.Equal(["serve --record", "--qmp", "replay --qmp"], Mentions(text));
        Assert.NotEmpty(_root.Parse("serve --hots unix:/tmp/dcd", CommandLine.Parsing).Errors);
    }

    /// <summary>An option that is named in a sentence is one of ours, or of a tool.</summary>
    [Theory]
    [MemberData(nameof(Documents))]
    public void An_option_that_is_named_exists(string document)
    {
        string[] scripts =
        [
            .. Directory.GetFiles(Repository.PathOf("tools"), "*", SearchOption.AllDirectories)
                .Concat(Directory.GetFiles(Repository.PathOf("tests", "CxlWire.Fuzz")))
                .Where(file => Path.GetExtension(file) is ".py" or ".sh" or ".cs")
                .Select(File.ReadAllText),
        ];
        string[] unknown =
        [
            .. Mentions(Text(document)).Where(mention =>
            {
                string[] words = mention.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                Command? command = _root.Subcommands.FirstOrDefault(c => c.Name == words[0]);
                return words.Where(word => word.StartsWith("--", StringComparison.Ordinal)).Any(option =>
                    !OptionsOf(command ?? _root).Contains(option)
                    && (command is not null || !scripts.Any(script => script.Contains(option))));
            }),
        ];
        Assert.Equal([], unknown);
    }

    [Fact]
    public void Every_option_says_what_it_does_and_what_it_takes()
    {
        Assert.All(All(_root), command => Assert.All(command.Options.Where(o => !o.Hidden), option =>
        {
            string name = $"{command.Name} {option.Name}";
            Assert.True(option.Description is { Length: > 0 } text && text.EndsWith('.'), name);
            Assert.True(option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0
                || option.HelpName is { Length: > 0 }, $"{name}: no name of what it takes");
        }));
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    private static HashSet<string> OptionsOf(Command command) =>
        [.. All(command).SelectMany(c => c.Options).SelectMany(o => o.Aliases.Append(o.Name))];

    private static string Filled(string line) =>
        string.Join(' ', line.Split(' ').Select(word => _placeholders.GetValueOrDefault(word, word)));

    /// <summary>What follows "cxlwire", up to a pipe, a redirection or a comment.</summary>
    private static List<string> CommandLines(string text)
    {
        IEnumerable<string> blocks = Block().Matches(text)
            .SelectMany(match => match.Groups["body"].Value.Replace("\\\n", " ").Split('\n'))
            .SelectMany(line => InBlock().Matches(line).Select(m => m.Groups["arguments"].Value));
        IEnumerable<string> lines = blocks.Concat(
            Spans(text).Where(span => Ours().IsMatch(span)).Except(Mentions(text).Select(m => $"cxlwire {m}"))
                .Select(span => span["cxlwire ".Length..]));
        return [.. lines.Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
    }

    /// <summary>What sentences name: "--option VALUE", "serve --option", "cxlwire serve".</summary>
    private static List<string> Mentions(string text) =>
    [
        .. Spans(text).Select(span => Mention().Match(span)).Where(match => match.Success)
            .Select(match => match.Groups["what"].Value)
            .Where(what => what[0] == '-' || _root.Subcommands.Any(c => c.Name == what.Split(' ')[0])),
    ];

    private static IEnumerable<string> Spans(string text) =>
        Span().Matches(Block().Replace(text, "")).Select(match => match.Groups["span"].Value.ReplaceLineEndings(" "));

    private static string Text(string document) => File.ReadAllText(Repository.PathOf(document));

    [GeneratedRegex(@"^```[a-z]*\n(?<body>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("`(?<span>[^`]+)`")]
    private static partial Regex Span();

    [GeneratedRegex("^cxlwire ")]
    private static partial Regex Ours();

    [GeneratedRegex("^(?<what>--.+)$|^(?<what>[a-z]+ --.+)$|^cxlwire (?<what>[a-z]+( --[a-z-]+)?)$")]
    private static partial Regex Mention();

    [GeneratedRegex(@"(^(\$ )?([A-Z]+=\S+ )?|\| )cxlwire (?<arguments>[^|<>#&]+)")]
    private static partial Regex InBlock();
}
