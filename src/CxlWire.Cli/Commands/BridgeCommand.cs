using System.CommandLine;
using CxlWire.Cli.Serving;
using CxlWire.Transport;
using CxlWire.Transport.Endpoints;
using CxlWire.Transport.Mctp;
using Microsoft.Extensions.Logging;

namespace CxlWire.Cli.Commands;

/// <summary><c>bridge</c>: an MCTP line for a device that speaks CCI on streams.</summary>
internal sealed partial class BridgeCommand : CliCommand
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    private readonly Argument<string> _line = new("LINE")
    {
        Description = "The serial line: pty:LINK, serial:PATH, stdio, or endpoints as for 'serve --host'.",
    };

    private readonly Option<string?> _host = new("--host")
    {
        HelpName = "ENDPOINT",
        Description = $"Where message type 08h goes, a host's CCI: {EndpointText.Forms}.",
    };

    private readonly Option<string?> _fabricManager = new("--fm")
    {
        HelpName = "ENDPOINT",
        Description = "Where message type 07h goes, the Fabric Manager's CCI.",
    };

    private readonly MctpLines _mctp = new();

    public BridgeCommand()
        : base("bridge", "Carries CCI between an MCTP line and streams.", "LINE --host ENDPOINT [options]")
    {
        Details =
        [
            "Serves an MCTP endpoint on LINE, and connects to the streams for each peer that comes there. It ends with "
                + "SIGINT or SIGTERM, and on stdio with its end.",
        ];
        Add(_line);
        Add(_host);
        Add(_fabricManager);
        _mctp.AddEndpointTo(this);
        SetAction(RunAsync);
        Examples =
        [
            ("cxlwire bridge pty:/tmp/bmc --host unix:/tmp/dcd", "for the kernel's AF_MCTP; docs/mctp.md"),
        ];
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        MctpOptions options = _mctp.OptionsOf(result);
        EndpointAddress? host = result.GetValue(_host) is { } one ? EndpointText.Parse(one) : null;
        EndpointAddress? manager = result.GetValue(_fabricManager) is { } other ? EndpointText.Parse(other) : null;
        if (host is null && manager is null)
            throw new CliException("--host ENDPOINT or --fm ENDPOINT is needed");
        EndpointAddress line = EndpointText.Parse(result.GetRequiredValue(_line));
        using var signals = new StopSignals(cancellationToken);
        using var logger = new LineLogger(CommandLine.Name, LogLevel.Information);
        await using EndpointListener listener = EndpointListener.Open(line);
        LogLine(logger, listener.Description);
        LogReady(logger);
        await new EndpointServer(listener, ServeAsync, logger).RunAsync(signals.Token);
        return ExitCode.Done;

        async Task ServeAsync(EndpointConnection peer, CancellationToken ends)
        {
            await using EndpointConnection? hosts = await ConnectAsync(host, ends);
            await using EndpointConnection? managers = await ConnectAsync(manager, ends);
            await new MctpBridge(options).RunAsync(peer, hosts, managers, ends);
        }
    }

    private static async Task<EndpointConnection?> ConnectAsync(
        EndpointAddress? address, CancellationToken cancellationToken) =>
        address is null ? null : await EndpointClient.ConnectAsync(address, _patience, cancellationToken);

    [LoggerMessage(1, LogLevel.Information, "mctp on {Line}")]
    private static partial void LogLine(ILogger logger, string line);

    [LoggerMessage(2, LogLevel.Information, "ready")]
    private static partial void LogReady(ILogger logger);
}
