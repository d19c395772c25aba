using System.CommandLine;
using CxlWire.Cli.Judging;
using CxlWire.Cli.Serving;
using CxlWire.Device.Json;
using CxlWire.Judge;
using CxlWire.Judge.Cases;
using CxlWire.Transport.Endpoints;
using CxlWire.Verification;

namespace CxlWire.Cli.Driving;

/// <summary>
/// Options of the commands that drivers come to: where, how they are started, and how long they are waited for.
/// </summary>
internal sealed class DriverOptions
{
    // A case passes up to a thousand times T in one go, and a timer has no more than 49 days.
    private const double MaxPatience = 3600;
    private const double MaxWatchedPatience = 86_400;

    /// <summary>The options.</summary>
    /// <param name="device">What --device says.</param>
    /// <param name="level">What --level is where it is absent.</param>
    /// <param name="seed">What --seed says.</param>
    public DriverOptions(string device, RuleLevel level, string seed)
    {
        Device = new("--device") { HelpName = "FILE", Description = device };
        string absent = VerdictText.NameOf(level);
        Level = new("--level")
        {
            HelpName = "LEVEL",
            Description = $"Leaves out rules that bind less: must, should or info; absent: {absent}.",
            DefaultValueFactory = _ => absent,
        };
        Level.AcceptOnlyFromAmong([.. Enum.GetValues<RuleLevel>().Select(VerdictText.NameOf)]);
        Seed = new("--seed")
        {
            HelpName = "N",
            Description = $"Where chance begins, from 0 to 2^62: {seed}",
        };
    }

    /// <summary>--host.</summary>
    public Option<string?> Host { get; } = new("--host")
    {
        HelpName = "ENDPOINT",
        Description = $"Judges the driver that comes here, where host 0 finds its CCI: {EndpointText.Forms}.",
    };

    /// <summary>--mctp.</summary>
    public Option<string?> Mctp { get; } = new("--mctp")
    {
        HelpName = "ENDPOINT",
        Description = "Judges the driver that comes here: a serial line where MCTP carries host 0's CCI, pty:LINK, "
            + "serial:PATH, or as for --host (docs/mctp.md). May be given beside --host.",
    };

    /// <summary>--vfio-user.</summary>
    public Option<string?> Function { get; } = new("--vfio-user")
    {
        HelpName = "PATH",
        Description = "Judges the driver that comes here: a UNIX socket where QEMU's vfio-user-pci finds the PCI "
            + "function of host 0. Linux only. May be given beside --host.",
    };

    /// <summary>--qmp.</summary>
    public Option<string?> Control { get; } = new("--qmp")
    {
        HelpName = "ENDPOINT",
        Description = "Where the control socket is meanwhile; absent: a UNIX socket of its own.",
    };

    /// <summary>--driver.</summary>
    public Option<string?> Driver { get; } = new("--driver")
    {
        HelpName = "COMMAND",
        Description = "Starts the driver by the shell for each case, and ends it afterwards (SIGTERM, and SIGKILL 2 s "
            + "later); {host}, {mctp}, {vfio-user} and {qmp} in COMMAND are the endpoints, as CXLWIRE_HOST, "
            + "CXLWIRE_MCTP, CXLWIRE_VFIO_USER and CXLWIRE_QMP are in its environment, with CXLWIRE_CASE and "
            + "CXLWIRE_TIMEOUT. "
            + "Absent: one driver, which somebody else starts, lives through all cases.",
    };

    /// <summary>--device.</summary>
    public Option<string?> Device { get; }

    /// <summary>--level.</summary>
    public Option<string> Level { get; }

    /// <summary>--seed.</summary>
    public Option<long?> Seed { get; }

    /// <summary>--report.</summary>
    public Option<string[]> Report { get; } = new("--report")
    {
        HelpName = "FILE",
        Description = $"Also writes a report, by its extension: {VerdictReport.Extensions}; what is in the file is "
            + "overwritten. May be given several times.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>--timeout.</summary>
    public Option<double> Timeout { get; } = new("--timeout")
    {
        HelpName = "SECONDS",
        Description = "T: how long a driver may take to answer; 20 where it is absent, as Linux's own watchdog. "
            + "Cases take as many T as they say.",
        DefaultValueFactory = _ => 20,
    };

    /// <summary>--ready.</summary>
    public Option<string?> Ready { get; } = new("--ready")
    {
        HelpName = "CONDITION",
        Description = "When a driver that is connected has started, and a case goes on: JSON, as docs/verification.md "
            + "has it, such as '{\"command\": \"get-dc-extent-list\"}'; absent: at once.",
    };

    /// <summary>--boot.</summary>
    public Option<double?> Boot { get; } = new("--boot")
    {
        HelpName = "SECONDS",
        Description = "How long a driver may take to connect, and then again until it is --ready; absent: T.",
    };

    /// <summary>--allow-remote.</summary>
    public Option<bool> AllowRemote { get; } = new("--allow-remote")
    {
        Description = "Lets tcp: endpoints listen where other machines reach them. There is no authentication.",
    };

    /// <summary>Reads T.</summary>
    /// <exception cref="CliException">It is no time, or too long.</exception>
    public static JudgeOptions PatienceOf(string option, double seconds, double most = MaxWatchedPatience) =>
        seconds > 0 && seconds <= most
            ? new JudgeOptions { Patience = TimeSpan.FromSeconds(seconds) }
            : throw new CliException(
                FormattableString.Invariant($"{option}: more than 0 and at most {most} seconds"));

    /// <summary>Reads --level.</summary>
    public RuleLevel LevelOf(ParseResult result) =>
        Enum.Parse<RuleLevel>(result.GetRequiredValue(Level), ignoreCase: true);

    /// <summary>Reads --seed; null: it is absent.</summary>
    /// <exception cref="CliException">It is none.</exception>
    public long? SeedOf(ParseResult result) => result.GetValue(Seed) is not (< 0 or > long.MaxValue / 2) and var seed
        ? seed
        : throw new CliException("--seed: 0 to 2^62 is needed");

    /// <summary>Reads --report, and looks whether each could be written.</summary>
    /// <param name="result">What was typed.</param>
    /// <param name="directory">The directory that files are in, where they do not say.</param>
    /// <param name="input">What must not be overwritten; null: no file.</param>
    /// <exception cref="CliException">One cannot.</exception>
    /// <exception cref="IOException">One cannot be written.</exception>
    public string[] ReportsOf(ParseResult result, string directory, string? input = null)
    {
        string[] reports = result.GetValue(Report) ?? [];
        foreach (string report in reports)
            VerdictReport.Check(Report.Name, report, directory, input);
        return reports;
    }

    /// <summary>Whether an option is of these, and of no use where nobody comes.</summary>
    public bool SaysWhere(Option option) => option == Host || option == Mctp || option == Function || option == Control
        || option == Driver || option == Ready || option == Boot || option == AllowRemote;

    /// <summary>Whether nobody has said where the control socket is.</summary>
    public bool NeedsSocket(ParseResult result) => result.GetValue(Control) is null;

    /// <summary>Reads what is said.</summary>
    /// <param name="result">What was typed.</param>
    /// <param name="socket">Where the control socket is that nobody says more of.</param>
    /// <returns>Null: there is nowhere to come to.</returns>
    /// <exception cref="CliException">That cannot be.</exception>
    public JudgeSettings? Read(ParseResult result, PrivateSocket? socket)
    {
        string? command = result.GetValue(Driver);
        if (command is not null && string.IsNullOrWhiteSpace(command))
            throw new CliException("--driver: there is no command");
        var settings = new JudgeSettings
        {
            Host = result.GetValue(Host) is { } host ? Listening("--host", host) : null,
            Mctp = result.GetValue(Mctp) is { } line ? Listening("--mctp", line) : null,
            Function = result.GetValue(Function) is { } path ? EndpointText.ParseNumberedPath(path).Address : null,
            Control = socket?.Address ?? Listening("--qmp", result.GetValue(Control)!),
            AllowRemote = result.GetValue(AllowRemote),
            Command = command,
            Configuration = DeviceFile.Load(result.GetValue(Device)),
            Options = PatienceOf(Timeout.Name, result.GetValue(Timeout), MaxPatience),
            Ready = result.GetValue(Ready) is { } ready ? ParseReady(ready) : null,
            Boot = result.GetValue(Boot) is { } boot ? PatienceOf(Boot.Name, boot, MaxPatience).Patience : null,
        };
        if (settings.Host is null && settings.Mctp is null && settings.Function is null)
            return null;
        EndpointAddress?[] endpoints = [settings.Host, settings.Mctp, settings.Function, settings.Control];
        EndpointText.RefuseTwice([.. endpoints.OfType<EndpointAddress>()]);
        CheckPlaces("--driver", command, settings);
        return settings;
    }

    /// <summary>Looks whether a command names endpoints that there are.</summary>
    /// <exception cref="CliException">It names another.</exception>
    public static void CheckPlaces(string option, string? command, JudgeSettings settings)
    {
        (string Place, string Option)? missing =
            settings.Host is null && Has("{host}") ? ("{host}", "--host")
            : settings.Mctp is null && Has("{mctp}") ? ("{mctp}", "--mctp")
            : settings.Function is null && Has("{vfio-user}") ? ("{vfio-user}", "--vfio-user")
            : null;
        if (missing is { } place)
            throw new CliException($"{option}: {place.Place} stands for the endpoint of {place.Option}");
        bool Has(string text) => command?.Contains(text, StringComparison.Ordinal) == true;
    }

    /// <summary>Looks whether as many files may be open as are needed.</summary>
    /// <exception cref="CliException">Fewer.</exception>
    public static void CheckDescriptors(JudgeSettings settings) => DescriptorLimit.Check(
        new[] { settings.Host, settings.Mctp }.OfType<EndpointAddress>().Sum(DeviceServer.DescriptorsOf) + 3);

    private static Condition ParseReady(string json)
    {
        try
        {
            return CaseStep.Until.Parse(json).Condition;
        }
        catch (JsonFileException e)
        {
            throw new CliException($"--ready: {e.Message}");
        }
    }

    private static EndpointAddress Listening(string option, string text) => EndpointText.Parse(text) switch
    {
        EndpointAddress.Stdio or EndpointAddress.Descriptor =>
            throw new CliException($"{option} {text}: a new device listens for each case, which that cannot"),
        var address => address,
    };
}
