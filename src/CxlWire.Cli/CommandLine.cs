using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using CxlWire.Cli.Commands;

namespace CxlWire.Cli;

/// <summary>The whole command line, and what becomes of errors.</summary>
internal static class CommandLine
{
    /// <summary>Name of the program.</summary>
    public const string Name = "cxlwire";

    /// <summary>An argument that begins with "@" is what it is, and no file of arguments.</summary>
    internal static ParserConfiguration Parsing { get; } = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs one command.</summary>
    /// <param name="args">Arguments of the process.</param>
    /// <param name="environment">Where it reads and prints.</param>
    /// <param name="cancellationToken">Ends a command that waits.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, CliEnvironment environment, CancellationToken cancellationToken = default)
    {
        int exitCode;
        string? sentence = null;
        try
        {
            // Whoever asks for nothing is told what there is.
            args = args.Count == 0 ? ["--help"] : args;
            RootCommand root = Create(environment, args[0]);
            exitCode = await RunAsync(root.Parse(args, Parsing), environment, cancellationToken);
        }
        catch (Exception e) when (SentenceOf(e) is { } said)
        {
            (exitCode, sentence) = ((e as CliException)?.ExitCode ?? ExitCode.Unusable, said);
        }

        try
        {
            await environment.Text.FlushAsync(CancellationToken.None);
        }
        catch (Exception e) when (FileSizeLimit.IsDiskError(e))
        {
            (exitCode, sentence) = (ExitCode.Unusable, sentence ?? FileError.Describe(e));
        }

        if (sentence is not null)
            await environment.Error.WriteLineAsync($"{Name}: {sentence.TrimEnd('.')}");
        return exitCode;
    }

    /// <summary>What people are told of an error; null: it is none that they could do something about.</summary>
    internal static string? SentenceOf(Exception e) => e switch
    {
        CliException => e.Message,

        // Files and endpoints; the last is what an empty file name gets.
        IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException =>
            FileError.Describe(e),
        _ => null,
    };

    private static Task<int> RunAsync(
        ParseResult result, CliEnvironment environment, CancellationToken cancellationToken)
    {
        if (result.Action is ParseErrorAction)
            throw new CliException(UsageError.Describe(result));

        var configuration = new InvocationConfiguration
        {
            Output = environment.Text,
            Error = environment.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return result.InvokeAsync(configuration, cancellationToken);
    }

    /// <summary>The root, with all commands.</summary>
    /// <param name="environment">Where they read and print.</param>
    /// <param name="asked">The first argument: where it names a command no other is made, which takes longer than to
    /// serve.</param>
    internal static RootCommand Create(CliEnvironment environment, string? asked = null)
    {
        var root = new RootCommand(
            "Emulates the mailbox of a CXL Dynamic Capacity Device, to the byte, and shows what the bytes mean.");
        (string Name, Func<Command> Create)[] commands =
        [
            ("demo", () => new DemoCommand(environment)),
            ("serve", () => new ServeCommand()),
            ("send", () => new SendCommand(environment)),
            ("bridge", () => new BridgeCommand()),
            ("show", () => new ShowCommand(environment)),
            ("replay", () => new ReplayCommand(environment)),
            ("capture", () => new CaptureCommand(environment)),
            ("judge", () => new JudgeCommand(environment)),
            ("search", () => new SearchCommand(environment)),
            ("decode", () => new DecodeCommand(environment)),
            ("encode", () => new EncodeCommand(environment)),
            ("diff", () => new DiffCommand(environment)),
            ("trace", () => new TraceCommand(environment)),
            ("list", () => new ListCommand(environment)),
            ("device", () => new DeviceCommand(environment)),
            ("fixtures", () => new FixturesCommand(environment)),
            ("completion", () => new CompletionCommand(environment)),
        ];
        int only = Array.FindIndex(commands, command => command.Name == asked);
        foreach ((_, Func<Command> create) in only < 0 ? commands : commands[only..(only + 1)])
            root.Add(create());
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        root.Options.Add(new HelpOption("--help", "-h")
        {
            Description = "Says this; of a command, with examples.",
            Action = new Help(environment),
        });
        root.Options.OfType<VersionOption>().Single().Description = "Says which version this is.";
        return root;
    }
}
