using System.CommandLine;
using System.Text;
using CxlWire.Cli.Client;
using CxlWire.Cli.Serving;
using CxlWire.Cli.Showing;
using CxlWire.Golden;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Cli.Commands;

/// <summary><c>show</c>: what a served device is in, as its control socket tells it.</summary>
internal sealed class ShowCommand : CliCommand
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _betweenLooks = TimeSpan.FromSeconds(1);

    // However fast things happen: nobody reads more, and the server has other things to do.
    private static readonly TimeSpan _leastBetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly CliEnvironment _environment;

    private readonly Argument<string> _endpoint = new("ENDPOINT")
    {
        Description = $"Where the server's control socket is (serve --qmp): {EndpointText.Forms}.",
    };

    private readonly Option<string?> _device = new("--device")
    {
        HelpName = "PATH",
        Description = "Of several devices only this one, and all about it: its QOM path, or the end of it, cxl-dcd3.",
    };

    private readonly Option<bool> _watch = new("--watch")
    {
        Description = "Looks again when something happens, and each second, until SIGINT (Ctrl-C) or SIGTERM. On a "
            + "terminal the picture is drawn anew; elsewhere what has changed is printed below, whole.",
    };

    private readonly Option<string?> _svg = new("--svg")
    {
        HelpName = "FILE",
        Description = "Writes the DPA map there, as SVG for light and dark; with --watch whenever it has changed.",
    };

    public ShowCommand(CliEnvironment environment)
        : base(
            "show",
            "Shows a served device's DPA map, hosts, event logs, refusals and violations.",
            "ENDPOINT [options]")
    {
        _environment = environment;
        Details =
        [
            "The control socket is asked, and the device goes on meanwhile: nothing is changed, and no host notices. "
                + "Of one device everything is shown, of several a line each.",
            "A cell of the map shows what is in it beside free capacity; where any of it is poisoned, that.",
        ];
        Add(_endpoint);
        Add(_device);
        Add(_watch);
        Add(_svg);
        SetAction(RunAsync);
        Examples =
        [
            ("cxlwire show unix:/tmp/dcd-qmp", "once"),
            ("cxlwire show unix:/tmp/dcd-qmp --watch", "while a driver works"),
            ("cxlwire show unix:/tmp/dcd-qmp --device cxl-dcd3 --svg map.svg", "one of several devices, as a picture"),
        ];
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        EndpointAddress address = EndpointText.Parse(result.GetRequiredValue(_endpoint));
        using StopSignals? signals = result.GetValue(_watch) ? new StopSignals(cancellationToken) : null;
        CancellationToken stop = signals?.Token ?? cancellationToken;
        try
        {
            await using QmpSession session = await QmpSession.ConnectAsync(address, _patience, stop);
            await ShowAsync(result, session, stop);
        }
        catch (QmpErrorException e)
        {
            throw new CliException($"{address}: {e.Message}");
        }
        catch (OperationCanceledException) when (signals?.Token.IsCancellationRequested is true)
        {
            // That is how a watch ends.
        }

        return ExitCode.Done;
    }

    private async Task ShowAsync(ParseResult result, QmpSession session, CancellationToken cancellationToken)
    {
        string? last = null, lastSvg = null;
        CommandRates? rates = result.GetValue(_watch) ? new CommandRates(_environment.Time) : null;
        while (true)
        {
            session.SawEvent = false;
            IReadOnlyList<string> paths = result.GetValue(_device) is { } one
                ? [one]
                : await DeviceView.ListAsync(session, cancellationToken);
            var devices = new List<DeviceView>(paths.Count);
            foreach (string path in paths)
                devices.Add(await DeviceView.AskAsync(session, path, cancellationToken));

            rates?.Take(devices);
            DumpLine[] lines =
            [
                .. devices.Count == 1
                    ? DeviceText.Lines(devices[0], _environment.Width, rates)
                    : DeviceText.Table(devices, _environment.Width, rates),
            ];
            string text = string.Join('\n', lines.Select(line => line.ToString()));
            if (text != last)
            {
                Draw(lines, isFirst: last is null, result.GetValue(_watch));
                last = text;
            }

            if (result.GetValue(_svg) is { } file && DeviceSvg.Of(devices) is var svg && svg != lastSvg)
            {
                await WriteAsync(file, svg, cancellationToken);
                lastSvg = svg;
            }

            if (!result.GetValue(_watch))
                return;
            await _environment.Text.FlushAsync(cancellationToken);
            await Task.Delay(_leastBetweenLooks, _environment.Time, cancellationToken);
            Task second = Task.Delay(_betweenLooks - _leastBetweenLooks, _environment.Time, cancellationToken);
            await session.WaitForEventAsync(second, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private void Draw(DumpLine[] lines, bool isFirst, bool isWatched)
    {
        // To the upper left corner, and nothing below it.
        if (isWatched && _environment.OutputIsTerminal)
            _environment.Text.Write("\u001b[H\u001b[J");
        else if (!isFirst)
            _environment.Printer.WriteLine();
        _environment.Printer.Write(lines);
    }

    private Task WriteAsync(string file, string svg, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(
            Path.Combine(_environment.Directory, file), svg, new UTF8Encoding(false), cancellationToken);
}
