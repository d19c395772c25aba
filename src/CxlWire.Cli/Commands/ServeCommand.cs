using System.CommandLine;
using CxlWire.Cli.Driving;
using CxlWire.Cli.Judging;
using CxlWire.Cli.Serving;
using CxlWire.Conversations;
using CxlWire.Device;
using CxlWire.Device.Activity;
using CxlWire.Device.Configuration;
using CxlWire.Device.Faults;
using CxlWire.Transport.Endpoints;
using CxlWire.Transport.Mctp;
using Microsoft.Extensions.Logging;

namespace CxlWire.Cli.Commands;

/// <summary><c>serve</c>: a device on its endpoints, until someone ends it.</summary>
internal sealed partial class ServeCommand : CliCommand
{
    private readonly QuirkOptions _quirks = new();
    private readonly MctpLines _mctp = new();

    // Each has threads to answer to and logs to keep.
    private const int MaxDevices = 4096;

    private readonly Option<string[]> _device = new("--device")
    {
        HelpName = "FILE",
        Description = "What to emulate: JSON as docs/device-file.md has it, or @NAME, one of 'cxlwire fixtures list'. "
            + "Absent: @default, 256 MiB and two regions of 1 GiB. May be given several times, for several devices.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<int> _copies = new("--copies")
    {
        HelpName = "COUNT",
        Description = "So many of each device. Where there are several devices, endpoints have {n} where the number of "
            + "the device goes, counted from 0; all share the control socket, whose paths of devices end in it.",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string[]> _host = new("--host")
    {
        HelpName = "[N=]ENDPOINT",
        Description =
            $"Where host N, 0 where left out, finds its CCI: stdio (the default), {EndpointText.Forms}; or "
            + "fd:NUMBER, a socket that was passed and listens already, as systemd does it. May be given several "
            + "times.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _vfioUser = new("--vfio-user")
    {
        HelpName = "[N=]PATH",
        Description = "A UNIX socket where QEMU's vfio-user-pci finds the PCI function of host N: the same CCI through "
            + "mailbox registers, events as MSI-X interrupts. May be given several times. Linux only.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _fabricManager = new("--fm")
    {
        HelpName = "ENDPOINT",
        Description = "Where the Fabric Manager finds its CCI: 56xxh, 5300h to the hosts, and 54xxh and 55xxh where "
            + "there are several; endpoints as for --host.",
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

    private readonly Option<string?> _state = new("--state")
    {
        HelpName = "FILE",
        Description =
            "Keeps the whole device: what a command changes is in FILE before it is answered, and the next serve with "
            + "--state FILE goes on there; made if missing, mode 0600. What it is, docs/state.md says.",
    };

    private readonly Option<string?> _faults = new("--faults")
    {
        HelpName = "FILE",
        Description =
            "What goes wrong on purpose, and when: JSON as docs/faults.md has it, or @NAME, one of 'cxlwire fixtures "
            + "list'; for every device. The control socket can replace it, and tell what has happened.",
    };

    private readonly Option<string?> _record = new("--record")
    {
        HelpName = "FILE",
        Description = "Records what happens to the device, for 'cxlwire replay': what hosts, Fabric Manager and "
            + "control socket say and hear, faults, resets, time; a line for each step, as it happens. FILE must not "
            + "exist, or hold nothing.",
    };

    private readonly Option<string?> _capture = new("--capture")
    {
        HelpName = "FILE",
        Description = "Likewise as pcapng, for Wireshark: the MCTP packets that carry what hosts and Fabric Manager "
            + "say and hear, or would, with comments; docs/captures.md.",
    };

    private readonly Option<string?> _judge = new("--judge")
    {
        HelpName = "FILE",
        Description = "Judges the drivers by docs/judge/rules.md: a line on standard error, and QMP's event "
            + "X_CXLWIRE_VIOLATION, for each violation, and what became of the rules at the end; as a report where "
            + $"FILE is given, by its extension: {VerdictReport.Extensions}.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<double> _judgeTimeout = new("--judge-timeout")
    {
        HelpName = "SECONDS",
        Description = "T of --judge: how long a driver may take to answer; 20 where it is absent.",
        DefaultValueFactory = _ => 20,
    };

    private readonly Option<bool> _allowRemote = new("--allow-remote")
    {
        Description = "Lets tcp: endpoints listen where other machines reach them. There is no authentication.",
    };

    private readonly Option<bool> _explain = new("--explain")
    {
        Description = "Says on standard error of each refused command who sent it, and which rule of docs/rules.md, "
            + "which field and which byte it was; a line each.",
    };

    private readonly Option<string> _logLevel = new("--log-level")
    {
        HelpName = "LEVEL",
        Description =
            "What goes to standard error: trace (every message, a line for request and reply), debug (refused commands "
            + "and why; at the end, how long the gate of a device was held), information (the default), warning, "
            + "error, critical or none.",
        DefaultValueFactory = _ => "information",
    };

    private readonly Option<string> _logFormat = new("--log-format")
    {
        HelpName = "FORMAT",
        Description =
            "How standard error is written: text (the default), or json, an object with its time for each line.",
        DefaultValueFactory = _ => "text",
    };

    private readonly Option<int?> _readyFd = new("--ready-fd")
    {
        HelpName = "N",
        Description = "A file descriptor, open for writing, that gets one line of JSON when everything listens: who "
            + "listens where, with the ports that the system chose for tcp:ADDRESS:0. Then it is closed.",
    };

    private readonly Option<bool> _exitWithStdin = new("--exit-with-stdin")
    {
        Description = "Also ends at the end of standard input, which a parent that dies closes; what comes by it is "
            + "thrown away.",
    };

    public ServeCommand()
        : base("serve", "Emulates a device until SIGINT, SIGTERM or QMP's quit; on stdio until its end.")
    {
        _logFormat.AcceptOnlyFromAmong("text", "json");
        _logLevel.AcceptOnlyFromAmong([.. Enum.GetNames<LogLevel>().Select(n => n.ToLowerInvariant())]);
        Details =
        [
            "The host's endpoint carries CCI messages back to back and nothing else: a 12-byte header, then the "
                + "payload. When everything listens, standard error has a line for each endpoint, then one whose "
                + "message is: ready",
        ];
        Add(_device);
        Add(_copies);
        _quirks.AddTo(this);
        Add(_host);
        Add(_vfioUser);
        Add(_fabricManager);
        _mctp.AddTo(this);
        Add(_qmp);
        Add(_lsa);
        Add(_state);
        Add(_faults);
        Add(_record);
        Add(_capture);
        Add(_judge);
        Add(_judgeTimeout);
        Add(_allowRemote);
        Add(_explain);
        Add(_logLevel);
        Add(_logFormat);
        Add(_readyFd);
        Add(_exitWithStdin);
        SetAction(RunAsync);
        Examples =
        [
            ("cxlwire serve --host unix:/tmp/dcd --qmp unix:/tmp/dcd-qmp", "a host's and a control socket"),
            ("cxlwire serve --device @large --host tcp:[::1]:4800", "another device, on TCP"),
            ("cxlwire serve --device @two-hosts-shared --host unix:/tmp/a --host 1=unix:/tmp/b --fm unix:/tmp/fm",
                "two hosts and a Fabric Manager"),
            ("cxlwire serve --vfio-user /tmp/vfu --qmp unix:/tmp/dcd-qmp", "for a guest in QEMU; docs/guest.md"),
            ("cxlwire serve --mctp pty:/tmp/dcd-mctp", "for the kernel's AF_MCTP, on a pseudo terminal; docs/mctp.md"),
            ("cxlwire serve --copies 100 --host unix:/tmp/dcd{n}", "a hundred devices, /tmp/dcd0 to /tmp/dcd99"),
            ("cxlwire serve --quirk q9 --quirk q13 --host unix:/tmp/dcd", "with two of QEMU's peculiarities"),
            ("cxlwire serve --host unix:/tmp/dcd --faults @busy",
                "a device that is busy at first"),
            ("cxlwire serve --host unix:/tmp/dcd --record said.jsonl",
                "what is said, to be played again with 'cxlwire replay'"),
            ("cxlwire serve --host unix:/tmp/dcd --judge driver.json", "what the driver does wrong; docs/judge"),
            ("my-driver-test | cxlwire serve | my-driver-check", "CCI messages on standard input and output"),
        ];
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        DeviceConfiguration[] configurations = [.. LoadDevices(result).Select(c => _quirks.Apply(result, c))];
        int devices = configurations.Length;
        string[] states = [.. StateFiles(result, devices)];
        for (int n = 0; n < states.Length; n++)
            configurations[n] = StateFile.Load(states[n], configurations[n], IsDeviceAskedFor(result));
        (int Host, EndpointAddress Address)[][] hosts =
            ForEach("--host", result.GetValue(_host), EndpointText.ParseNumbered);
        (int Host, EndpointAddress.Unix Address)[][] functions =
            ForEach("--vfio-user", result.GetValue(_vfioUser), EndpointText.ParseNumberedPath);
        EndpointAddress[][] managers = ForEach("--fm", result.GetValue(_fabricManager), EndpointText.Parse);
        EndpointAddress[] controls = [.. (result.GetValue(_qmp) ?? []).Select(EndpointText.Parse)];
        (int? Host, EndpointAddress Address)[][] lines = ForEach(_mctp.Name, _mctp.TextsOf(result), MctpLines.Parse);
        MctpOptions mctp = _mctp.OptionsOf(result);
        if (hosts[0].Length + managers[0].Length + functions[0].Length + lines[0].Length == 0)
            hosts = ForEach("--host", ["stdio"], EndpointText.ParseNumbered);
        EndpointAddress[][] streams =
        [
            .. Enumerable.Range(0, devices).Select(n => hosts[n].Select(h => h.Address).Concat(managers[n])
                .Concat(lines[n].Select(l => l.Address)).ToArray()),
        ];
        if (streams[0].Concat(controls).OfType<EndpointAddress.Stdio>().Count() > 1)
            throw new CliException("stdio serves one only: give the others another endpoint");
        if (streams.SelectMany(s => s).Concat(controls)
            .OfType<EndpointAddress.Descriptor>().CountBy(address => address).FirstOrDefault(c => c.Value > 1).Key
            is { } twice)
            throw new CliException($"{twice} serves one only");
        bool usesStdio = streams[0].Concat(controls).Any(address => address is EndpointAddress.Stdio);
        if (usesStdio && (result.GetValue(_exitWithStdin) || result.GetValue(_readyFd) == 1))
            throw new CliException("--exit-with-stdin and --ready-fd 1: standard input and output are an endpoint's");
        EndpointText.RefuseTwice(
            [.. streams.SelectMany(s => s), .. functions.SelectMany(f => f).Select(f => f.Address), .. controls]);
        Option<string?>[] recorded =
            [.. new[] { _record, _capture }.Where(option => result.GetValue(option) is not null)];
        if (devices > 1 && recorded.Length > 0)
            throw new CliException(
                $"{recorded[0].Name}: a conversation is held with one device, and there are {devices}");
        FaultScenario? faults = FaultFile.Load(result.GetValue(_faults));
        bool allowRemote = result.GetValue(_allowRemote);

        int files = (result.GetValue(_lsa) is null ? 0 : LabelFile.Descriptors * devices)
            + recorded.Length + (StateFile.Descriptors * states.Length);
        DescriptorLimit.Check(files + Enumerable.Range(0, devices).SelectMany(
            n => streams[n].Concat(functions[n].Select(f => f.Address)))
            .Concat(controls).Sum(DeviceServer.DescriptorsOf));
        using ReadyDescriptor? ready =
            result.GetValue(_readyFd) is { } descriptor ? new ReadyDescriptor(descriptor) : null;
        using var signals = new StopSignals(cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Token);
        using var logger = new LineLogger(
            CommandLine.Name,
            Enum.Parse<LogLevel>(result.GetRequiredValue(_logLevel), ignoreCase: true),
            result.GetRequiredValue(_logFormat) == "json" ? TimeProvider.System : null);
        foreach (string warning in configurations.Select(SmallPayload.Describe).OfType<string>().Distinct())
            LogWarning(logger, warning);
        bool watchesGate = logger.IsEnabled(LogLevel.Debug);
        CxlDevice[] served =
            [.. configurations.Select(c => new CxlDevice(c) { GateWatch = watchesGate ? new GateWatch() : null })];
        using var labels = new DisposableList<LabelFile>();
        if (result.GetValue(_lsa) is { } lsa)
        {
            for (int n = 0; n < devices; n++)
                labels.Add(new LabelFile(EndpointText.For(n, devices, "--lsa", lsa), served[n], logger));
        }

        using var kept = new DisposableList<StateFile>();
        for (int n = 0; n < states.Length; n++)
            kept.Add(new StateFile(states[n], served[n], logger));
        using RecordFile? record =
            RecordFile.Create(result.GetValue(_record), served[0], logger, RecordingForm.Conversation);
        using RecordFile? capture =
            RecordFile.Create(result.GetValue(_capture), served[0], logger, RecordingForm.Capture);

        // Before faults are loaded: steps are numbered as in a recording.
        DeviceServer? running = null;
        using var watches = new DisposableList<DriverWatch>();
        for (int n = 0; n < devices && result.GetResult(_judge) is not null; n++)
        {
            CxlDevice device = served[n];
            string? report = result.GetValue(_judge) is { } file ? EndpointText.For(n, devices, "--judge", file) : null;
            watches.Add(new DriverWatch(
                device,
                devices == 1 ? "" : $"device {n}, ",
                report,
                DriverOptions.PatienceOf("--judge-timeout", result.GetValue(_judgeTimeout)),
                violation => running?.RaiseViolation(device, violation),
                logger));
        }

        if (faults is not null)
        {
            foreach (CxlDevice device in served)
                device.LoadFaults(faults);
        }

        for (int n = 0; n < devices && result.GetValue(_explain); n++)
        {
            string device = devices == 1 ? "" : $"device {n}, ";

            // In the gate, which the logger does not block: it has a queue.
            served[n].Activity.CommandRefused += refused => LogRefused(logger, device, refused);
        }

        await using var server = new DeviceServer(served, logger, files);
        running = server;
        for (int n = 0; n < watches.Items.Count; n++)
            server.JudgedBy(served[n], watches.Items[n].CatchUp);
        for (int n = 0; n < devices; n++)
        {
            foreach ((int host, EndpointAddress address) in hosts[n])
                server.OpenHost(address, allowRemote, host, n);
            foreach ((int host, EndpointAddress.Unix address) in functions[n])
                server.OpenFunction(address, host, n);
            foreach (EndpointAddress address in managers[n])
                server.OpenFabricManager(address, allowRemote, n);
            foreach ((int? host, EndpointAddress address) in lines[n])
                server.OpenMctp(address, mctp, allowRemote, host, n);
        }

        foreach (EndpointAddress address in controls)
            server.OpenControl(address, allowRemote);
        foreach (string endpoint in server.Endpoints)
            LogEndpoint(logger, endpoint);
        LogReady(logger);
        ready?.Tell(server.Listening);
        if (result.GetValue(_exitWithStdin))
            StandardInputEnd.Watch(Console.OpenStandardInput(), stop);
        await server.RunAsync(stop.Token);
        if (watchesGate)
            LogGate(logger, served.Max(device => device.GateWatch!.Longest.TotalMilliseconds));
        return ExitCode.Done;

        T[][] ForEach<T>(string option, string[]? texts, Func<string, T> parse) =>
        [
            .. Enumerable.Range(0, devices).Select(n =>
                (texts ?? []).Select(text => parse(EndpointText.For(n, devices, option, text))).ToArray()),
        ];
    }

    private IEnumerable<string> StateFiles(ParseResult result, int devices) => result.GetValue(_state) is { } file
        ? Enumerable.Range(0, devices).Select(n => EndpointText.For(n, devices, "--state", file)) : [];

    private bool IsDeviceAskedFor(ParseResult result) =>
        result.GetResult(_device) is not null || result.GetValue(_copies) > 1 || _quirks.AreGiven(result);

    private DeviceConfiguration[] LoadDevices(ParseResult result)
    {
        string[] files = result.GetValue(_device) ?? [];
        int copies = result.GetValue(_copies);
        int max = MaxDevices / Math.Max(1, files.Length);
        if (copies < 1 || copies > max)
            throw new CliException($"--copies {copies}: 1 to {max}");
        return DeviceFile.Load(files, copies);
    }

    [LoggerMessage(1, LogLevel.Information, "{Endpoint}")]
    private static partial void LogEndpoint(ILogger logger, string endpoint);

    [LoggerMessage(2, LogLevel.Information, "ready")]
    private static partial void LogReady(ILogger logger);

    [LoggerMessage(4, LogLevel.Information, "{Device}{Refused}")]
    private static partial void LogRefused(ILogger logger, string device, RefusedCommand refused);

    [LoggerMessage(5, LogLevel.Warning, "{Warning}")]
    private static partial void LogWarning(ILogger logger, string warning);

    [LoggerMessage(3, LogLevel.Debug, "nobody held the gate of a device longer than {Milliseconds} ms")]
    private static partial void LogGate(ILogger logger, double milliseconds);
}
