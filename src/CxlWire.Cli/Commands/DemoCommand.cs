using System.CommandLine;
using CxlWire.Cli.Client;
using CxlWire.Cli.Demonstration;
using CxlWire.Cli.Serving;
using CxlWire.Device;
using CxlWire.Transport;
using CxlWire.Transport.Endpoints;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxlWire.Cli.Commands;

/// <summary><c>demo</c>: two extents given and one taken back, over real sockets, against golden bytes.</summary>
internal sealed class DemoCommand : CliCommand
{
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(60);

    private readonly CliEnvironment _environment;
    private readonly Option<string?> _device = new("--device")
    {
        HelpName = "FILE",
        Description = "Another device than the default one, whose bytes the goldens are: where it answers differently, "
            + "the exit code is 1.",
    };

    public DemoCommand(CliEnvironment environment)
        : base("demo", "Shows a whole conversation, every byte annotated and checked. Start here.")
    {
        _environment = environment;
        Details =
        [
            "Starts a device on a UNIX socket and its control socket on another, in a private directory. A Fabric "
                + "Manager adds two extents of 128 MiB with QMP, a host reads the event records, accepts, lists, and "
                + "gives one back. Every message is printed field by field and compared with golden bytes; the exit "
                + "code is 1, and the first differing byte and field are named, where one is not as it should be.",
        ];
        Add(_device);
        SetAction(RunAsync);
        Examples =
        [
            ("cxlwire demo", "the conversation of the message that brought these commands to QEMU"),
            ("cxlwire demo | less", "the same, in pages"),
        ];
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var device = new CxlDevice(DeviceFile.Load(result.GetValue(_device)));
        var narrator = new Narrator(_environment);
        var comparison = new Comparison(GoldenConversation.Load());
        using var signals = new StopSignals(cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Token);
        stop.CancelAfter(_longest);
        narrator.Say(
            "Starts a device and two sockets, gives a host two extents and takes one back, in nine steps; every byte "
                + "is shown, and compared with what it has to be.");
        await _environment.Text.FlushAsync(cancellationToken);
        try
        {
            await RunAsync(device, narrator, comparison, stop.Token);
        }
        catch (OperationCanceledException)
        {
            bool isInterrupted = signals.Token.IsCancellationRequested;
            throw new CliException(isInterrupted ? "interrupted" : "the device does not answer");
        }

        narrator.Recapitulate(comparison.Exchanges);
        if (comparison.FirstDifference is { } difference)
            throw new CliException($"not as the goldens say: {difference}", ExitCode.Refused);
        narrator.Verdict($"Every byte as the goldens say: {comparison.Exchanges.Sum(e => e.Bytes)} of them.");
        narrator.Say("Your turn: cxlwire serve --host unix:/tmp/dcd --qmp unix:/tmp/dcd-qmp");
        narrator.Say("           cxlwire send unix:/tmp/dcd get-dc-extent-list");
        return ExitCode.Done;
    }

    /// <summary>Serves the device and talks to it, in a directory that is gone afterwards.</summary>
    private static async Task RunAsync(
        CxlDevice device, Narrator narrator, Comparison comparison, CancellationToken cancellationToken)
    {
        // Mode 0700: nobody else can connect, or put a socket of their own there.
        string temporary = Path.GetTempPath();
        if (!Directory.Exists(temporary))
            throw new CliException($"there is no directory {temporary} for its sockets; TMPDIR may name another");
        DirectoryInfo directory = Directory.CreateTempSubdirectory("cxlwire-demo-");
        try
        {
            EndpointAddress hostAddress = EndpointText.Parse($"unix:{Path.Combine(directory.FullName, "host")}");
            EndpointAddress controlAddress = EndpointText.Parse($"unix:{Path.Combine(directory.FullName, "qmp")}");
            await using var server = new DeviceServer([device], NullLogger.Instance);
            server.OpenHost(hostAddress);
            server.OpenControl(controlAddress);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task serving = server.RunAsync(end.Token);
            try
            {
                await using EndpointConnection host = await EndpointClient.ConnectAsync(
                    hostAddress, TimeSpan.Zero, cancellationToken);
                await using EndpointConnection control = await EndpointClient.ConnectAsync(
                    controlAddress, TimeSpan.Zero, cancellationToken);
                narrator.Say(
                    "A CXL Dynamic Capacity Device, a host with CCI messages, and a Fabric Manager (FM) with QMP.");
                narrator.Say($"{Demo.HostSpeaks}  {hostAddress}");
                narrator.Say($"{Demo.ManagerSpeaks}    {controlAddress}");
                var demo = new Demo(new CciClient(host), new QmpClient(control), narrator, comparison);
                await demo.RunAsync(cancellationToken);
            }
            finally
            {
                await end.CancelAsync();
                await serving;
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
