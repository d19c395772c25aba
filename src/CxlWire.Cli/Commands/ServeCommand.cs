using System.CommandLine;
using CxlWire.Cli.Serving;
using CxlWire.Device;
using CxlWire.Transport.Endpoints;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace CxlWire.Cli.Commands;

/// <summary><c>serve</c>: a device on its endpoints, until someone ends it.</summary>
internal sealed partial class ServeCommand : CliCommand
{
    private readonly QuirkOptions _quirks = new();
    private readonly Option<string?> _device = new("--device")
    {
        HelpName = "FILE",
        Description = "What to emulate: JSON as in fixtures/devices. Absent: the default device, 256 MiB and two "
            + "regions of 1 GiB.",
    };

    private readonly Option<string[]> _host = new("--host")
    {
        HelpName = "[N=]ENDPOINT",
        Description = $"Where host N, 0 where left out, finds its CCI: stdio (the default), {EndpointText.Forms}. May be "
            + "given several times.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _fabricManager = new("--fm")
    {
        HelpName = "ENDPOINT",
        Description = "Where the Fabric Manager finds its CCI: 56xxh, and 5300h to the hosts; endpoints as for --host.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _qmp = new("--qmp")
    {
        HelpName = "ENDPOINT",
        Description = "Where the control socket is, which speaks QMP for a Fabric Manager; endpoints as for --host.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _lsa = new("--lsa")
    {
        HelpName = "FILE",
        Description = "Keeps the label storage area, whose size the device file says; made if missing, mode 0600.",
    };

    private readonly Option<string?> _record = new("--record")
    {
        HelpName = "FILE",
        Description = "Takes down what hosts, Fabric Manager and control socket say and hear, for 'cxlwire replay', in "
            + "the order of the answers; written step by step, and ended when the server ends. FILE must not exist.",
    };

    private readonly Option<bool> _allowRemote = new("--allow-remote")
    {
        Description = "Lets tcp: endpoints listen where other machines reach them. There is no authentication.",
    };

    private readonly Option<string> _logLevel = new("--log-level")
    {
        HelpName = "LEVEL",
        Description = "What goes to standard error: trace, debug (refused commands and why), information (the default), "
            + "warning, error, critical or none.",
        DefaultValueFactory = _ => "information",
    };

    public ServeCommand()
        : base("serve", "Emulates a device until SIGINT, SIGTERM, QMP's quit or the end of standard input.")
    {
        _logLevel.AcceptOnlyFromAmong([.. Enum.GetNames<LogLevel>().Select(n => n.ToLowerInvariant())]);
        Details =
        [
            "The host's endpoint carries CCI messages back to back and nothing else: a 12-byte header, then the "
                + "payload. When everything listens, standard error has a line for each endpoint, then one whose "
                + "message is: ready",
        ];
        Add(_device);
        _quirks.AddTo(this);
        Add(_host);
        Add(_fabricManager);
        Add(_qmp);
        Add(_lsa);
        Add(_record);
        Add(_allowRemote);
        Add(_logLevel);
        SetAction(RunAsync);
        Examples =
        [
            ("cxlwire serve --host unix:/tmp/dcd --qmp unix:/tmp/dcd-qmp", "a host's and a control socket"),
            ("cxlwire serve --device fixtures/devices/large.json --host tcp:[::1]:4800", "another device, on TCP"),
            ("cxlwire serve --device two-hosts.json --host unix:/tmp/a --host 1=unix:/tmp/b --fm unix:/tmp/fm",
                "two hosts and a Fabric Manager"),
            ("cxlwire serve --quirk q9 --quirk q13 --host unix:/tmp/dcd", "with two of QEMU's peculiarities"),
            ("cxlwire serve --host unix:/tmp/dcd --record said.jsonl", "what is said, to be played again with 'cxlwire replay'"),
            ("my-driver-test | cxlwire serve | my-driver-check", "CCI messages on standard input and output"),
        ];
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        (int Host, EndpointAddress Address)[] hosts = [.. (result.GetValue(_host) ?? []).Select(EndpointText.ParseNumbered)];
        EndpointAddress[] managers = [.. (result.GetValue(_fabricManager) ?? []).Select(EndpointText.Parse)];
        EndpointAddress[] controls = [.. (result.GetValue(_qmp) ?? []).Select(EndpointText.Parse)];
        if (hosts.Length == 0 && managers.Length == 0)
            hosts = [(0, new EndpointAddress.Stdio())];
        if (hosts.Select(h => h.Address).Concat(managers).Concat(controls).OfType<EndpointAddress.Stdio>().Count() > 1)
            throw new CliException("stdio serves one only: give the others another endpoint");
        DeviceConfiguration configuration = _quirks.Apply(result, DeviceFile.Load(result.GetValue(_device)));
        bool allowRemote = result.GetValue(_allowRemote);

        using var signals = new StopSignals(cancellationToken);
        using ILoggerFactory loggers = CreateLoggers(
            Enum.Parse<LogLevel>(result.GetRequiredValue(_logLevel), ignoreCase: true));
        ILogger logger = loggers.CreateLogger(CommandLine.Name);
        var device = new CxlDevice(configuration);
        using LabelFile? labels = LabelFile.Keep(device.LabelStorage, result.GetValue(_lsa));
        using RecordFile? record = RecordFile.Create(result.GetValue(_record), result.GetValue(_device), logger);
        await using var server = new DeviceServer(device, logger, record);
        foreach ((int host, EndpointAddress address) in hosts)
            server.OpenHost(address, allowRemote, host);
        foreach (EndpointAddress address in managers)
            server.OpenFabricManager(address, allowRemote);
        foreach (EndpointAddress address in controls)
            server.OpenControl(address, allowRemote);
        foreach (string endpoint in server.Endpoints)
            LogEndpoint(logger, endpoint);
        LogReady(logger);
        await server.RunAsync(signals.Token);
        return ExitCode.Done;
    }

    /// <summary>One line for each message, all of them on standard error: standard output is the host's.</summary>
    private static ILoggerFactory CreateLoggers(LogLevel level)
    {
        bool colours = !Console.IsErrorRedirected && Surroundings.ColoursAreWanted;
        return LoggerFactory.Create(builder => builder
            .SetMinimumLevel(level)
            .AddSimpleConsole(options =>
            {
                options.SingleLine = true;
                options.ColorBehavior = colours ? LoggerColorBehavior.Enabled : LoggerColorBehavior.Disabled;
            })
            .AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace));
    }

    [LoggerMessage(1, LogLevel.Information, "{Endpoint}")]
    private static partial void LogEndpoint(ILogger logger, string endpoint);

    [LoggerMessage(2, LogLevel.Information, "ready")]
    private static partial void LogReady(ILogger logger);
}
