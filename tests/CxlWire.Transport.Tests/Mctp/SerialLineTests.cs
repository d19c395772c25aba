using CxlWire.Device;
using CxlWire.Device.Faults;
using CxlWire.Transport.Endpoints;
using CxlWire.Transport.Mctp;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Win32.SafeHandles;
using static CxlWire.Tests.SerialLine;

namespace CxlWire.Transport.Tests.Mctp;

public sealed class SerialLineTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CxlDevice _device = TestDevice.Create();

    public void Dispose()
    {
        _stop.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_pseudo_terminal_is_this_users_and_survives_clients_that_close_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "serial lines are Linux's");
        string link = _directory["pty"];
        await using EndpointListener listener = EndpointListener.Open(EndpointAddress.Parse($"pty:{link}"));
        Task serving = new EndpointServer(listener, Serve(), NullLogger.Instance).RunAsync(_stop.Token);
        string terminal = new FileInfo(link).LinkTarget!;
        Assert.Equal($"pty:{link} -> {terminal} (mode 0600)", listener.Description);
        Assert.Equal(0x180, LinuxFile.Identify(terminal)!.Value.Permissions);
        for (int client = 0; client < 3; client++)
        {
            await using EndpointConnection line =
                await EndpointClient.ConnectAsync(new EndpointAddress.Serial(link), TimeSpan.Zero, Deadline.Token);
            using var requester = new MctpClient(line, eid: 9);
            byte[] request = [0, 7, 0, .. Hex("0100 000000 0000 0000")];
            byte[] response = Assert.Single(await requester.SendAsync(request, Deadline.Token));
            Assert.Equal([1, 7, .. Hex(Identified)[3..]], response);
        }

        await _stop.CancelAsync();
        await serving;
        await listener.DisposeAsync();
        Assert.Null(new FileInfo(link).LinkTarget);
    }

    [Fact]
    public async Task A_link_that_was_left_behind_is_replaced_and_anything_else_is_not()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "serial lines are Linux's");
        string link = _directory["pty"];
        File.CreateSymbolicLink(link, "/dev/pts/999999");
        await EndpointListener.Open(EndpointAddress.Parse($"pty:{link}")).DisposeAsync();
        await File.WriteAllTextAsync(link, "mine", Deadline.Token);
        EndpointException refused = Assert.Throws<EndpointException>(
            () => EndpointListener.Open(EndpointAddress.Parse($"pty:{link}")));
        Assert.Equal(
            $"Cannot make pty:{link}: {link} exists and is no link to a pseudo terminal: it is left alone.",
            refused.Message);
        Assert.Equal("mine", await File.ReadAllTextAsync(link, Deadline.Token));
    }

    [Fact]
    public async Task A_pseudo_terminal_goes_on_after_a_reply_that_a_fault_cuts()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "serial lines are Linux's");
        _device.LoadFaults(FaultScenarioFile.Parse(
            """{"faults": [{"when": {"command": "identify"}, "then": {"fault": "cut", "bytes": 12}}]}"""));
        string link = _directory["pty"];
        await using EndpointListener listener = EndpointListener.Open(EndpointAddress.Parse($"pty:{link}"));
        Task serving = new EndpointServer(listener, Serve(), NullLogger.Instance).RunAsync(_stop.Token);
        await using (EndpointConnection line =
            await EndpointClient.ConnectAsync(new EndpointAddress.Serial(link), TimeSpan.Zero, Deadline.Token))
        {
            using var requester = new MctpClient(line, eid: 9);
            byte[] request = [0, 7, 0, .. Hex("0100 000000 0000 0000")];
            InvalidDataException cut = await Assert.ThrowsAsync<InvalidDataException>(
                () => requester.SendAsync(request, Deadline.Token));
            Assert.Equal("the response has 0 bytes of payload, and its header says 18", cut.Message);
            byte[] response = Assert.Single(await requester.SendAsync(request, Deadline.Token));
            Assert.Equal([1, 7, .. Hex(Identified)[3..]], response);
        }

        await _stop.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task Of_a_serial_port_that_goes_away_it_is_said_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "serial lines are Linux's");
        SafeFileHandle otherEnd = LinuxTerminal.Create(out string port);
        var log = new ListLogger();
        await using EndpointListener listener = EndpointListener.Open(EndpointAddress.Parse($"serial:{port}"));
        Task serving = new EndpointServer(listener, Serve(), log).RunAsync(_stop.Token);
        await Deadline.Until(() => log.Lines.Count == 1);
        otherEnd.Dispose();
        await Deadline.Until(() => log.Lines.Any(line => line.StartsWith("Warning", StringComparison.Ordinal)));
        await _stop.CancelAsync();
        await serving;
        Assert.Equal(
            [
                $"Debug serial:{port} #1: connected",
                $"Debug serial:{port} #1: disconnected",
                $"Warning serial:{port}: the port is gone, and is not opened again",
            ],
            log.Lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_bridge_says_why_it_ends_a_connection_where_there_is_no_device()
    {
        var log = new ListLogger();
        await using EndpointListener lines = EndpointListener.Open(EndpointAddress.Parse($"unix:{_directory["l"]}"));
        EndpointAddress nobody = EndpointAddress.Parse($"unix:{_directory["h"]}");
        Task bridging = new EndpointServer(
            lines, (_, ends) => EndpointClient.ConnectAsync(nobody, TimeSpan.Zero, ends), log).RunAsync(_stop.Token);
        await using (EndpointConnection line =
            await EndpointClient.ConnectAsync(lines.Address, TimeSpan.Zero, Deadline.Token))
        {
            Assert.True((await line.Input.ReadAsync(Deadline.Token)).IsCompleted);
        }

        await _stop.CancelAsync();
        await bridging;
        Assert.Equal(
            [
                $"Debug unix:{_directory["l"]} #1: connected",
                $"Warning unix:{_directory["l"]} #1: closed: Cannot connect to {nobody}: there is no such socket.",
                $"Debug unix:{_directory["l"]} #1: disconnected",
            ],
            log.Lines);
    }

    [Fact]
    public void What_is_no_serial_port_is_not_opened() => Assert.StartsWith(
        "Cannot open serial:/dev/null: ",
        Assert.Throws<EndpointException>(
            () => EndpointListener.Open(EndpointAddress.Parse("serial:/dev/null"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task A_bridge_carries_both_types_between_a_line_and_streams()
    {
        await using var host = new RunningServer($"unix:{_directory["h"]}");
        var manager = new CciServer(host.Device, host.Device.FabricManager.Cci, NullLogger.Instance);
        await using EndpointListener managers = EndpointListener.Open(EndpointAddress.Parse($"unix:{_directory["f"]}"));
        Task managing = manager.RunAsync(managers, _stop.Token);
        await using EndpointListener lines = EndpointListener.Open(EndpointAddress.Parse($"unix:{_directory["l"]}"));
        Task bridging = new EndpointServer(lines, BridgeAsync, NullLogger.Instance).RunAsync(_stop.Token);
        await using (EndpointConnection line =
            await EndpointClient.ConnectAsync(lines.Address, TimeSpan.Zero, Deadline.Token))
        {
            using var requester = new MctpClient(line, eid: 9, ownEid: 30);
            byte[] identified = Assert.Single(await requester.SendAsync([0, 7, 0, .. Hex("0100 000000 0000 0000")],
                Deadline.Token));
            Assert.Equal([1, 7, .. Hex(Identified)[3..]], identified);
            byte[] info = Assert.Single(await requester.SendAsync([0, 8, 0, .. Hex("0056 000000 0000 0000")],
                Deadline.Token));
            Assert.Equal(Hex("01 08 00 0056 540000 0000 0000"), info[..12]);

            // 0105h, and an offer: the notification comes before the next response.
            await requester.SendAsync([0, 9, 0, .. Hex("0501 020000 0000 0000 1000")], Deadline.Token);
            TestDevice.Offer(host.Device, 0, 1);
            var received = new List<byte[]>();
            while (!received.Exists(message => message[0] == 0))
                received.AddRange(await requester.SendAsync(
                    [0, 7, 0, .. Hex("0100 000000 0000 0000")], Deadline.Token));
            Assert.Contains(received, message => message.AsSpan().SequenceEqual(Hex("0000000601020000000000001000")));
        }

        await _stop.CancelAsync();
        await Task.WhenAll(managing, bridging);

        async Task BridgeAsync(EndpointConnection peer, CancellationToken ends)
        {
            await using EndpointConnection one =
                await EndpointClient.ConnectAsync(host.Listener.Address, TimeSpan.Zero, ends);
            await using EndpointConnection other =
                await EndpointClient.ConnectAsync(managers.Address, TimeSpan.Zero, ends);
            await new MctpBridge(new MctpOptions()).RunAsync(peer, one, other, ends);
        }
    }

    private Func<EndpointConnection, CancellationToken, Task> Serve() => new MctpServer(
        new CciServer(_device, _device.Hosts[0].Cci, NullLogger.Instance),
        new CciServer(_device, _device.FabricManager.Cci, NullLogger.Instance),
        _device.Configuration.SerialNumber,
        NullLogger.Instance).ServeAsync;
}
