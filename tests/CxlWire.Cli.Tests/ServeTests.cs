using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using CxlWire.Cli.Client;
using CxlWire.Tests;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Cli.Tests;

public sealed class ServeTests
{
    private static readonly byte[] _listExtents = Hex.Bytes("00 07 00 0148 080000 0000 0000 ffffffff 00000000");
    private static readonly byte[] _emptyList = Hex.Bytes("01 07 00 0148 100000 0000 0000", Hex.Zeros(16));

    [Fact]
    public async Task Answers_on_its_endpoints_until_it_is_told_to_end()
    {
        using var directory = new TempDirectory();
        string host = directory.PathOf("host");
        string qmp = directory.PathOf("qmp");
        await using CliProcess server = await CliProcess.ServeAsync("--host", $"unix:{host}", "--qmp", $"unix:{qmp}");
        Assert.Equal(
            [
                $"info: cxlwire[1] host on unix:{host} (mode 0600)",
                $"info: cxlwire[1] qmp on unix:{qmp} (mode 0600)",
                "info: cxlwire[2] ready",
            ],
            server.Log);

        Outcome byName =
            await Cli.RunAsync("send", $"unix:{host}", "get-dc-extent-list", "--start", "0", "--count", "10");
        Outcome byNumber = await Cli.RunAsync("send", $"unix:{host}", "4801", "--count", "0xa");
        Assert.Equal((0, ""), (byName.ExitCode, byName.Error));
        Assert.Equal(byName.Output, byNumber.Output);

        server.Signal("TERM");
        Assert.Equal((0, ""), await server.WaitAsync());
        Assert.Empty(await server.Output.ReadToEndAsync(server.Deadline));
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task Serves_every_host_and_the_fabric_manager()
    {
        using var directory = new TempDirectory();
        string device = directory.PathOf("device.json");
        await File.WriteAllTextAsync(device, """{"hosts": 2}""", TestContext.Current.CancellationToken);
        string[] endpoints = [.. new[] { "a", "b", "fm" }.Select(name => $"unix:{directory.PathOf(name)}")];
        await using CliProcess server = await CliProcess.ServeAsync(
            "--device", device, "--host", endpoints[0], "--host", $"1={endpoints[1]}", "--fm", endpoints[2]);
        Assert.Equal(
            [
                $"info: cxlwire[1] host 0 on {endpoints[0]} (mode 0600)",
                $"info: cxlwire[1] host 1 on {endpoints[1]} (mode 0600)",
                $"info: cxlwire[1] fm on {endpoints[2]} (mode 0600)",
                "info: cxlwire[2] ready",
            ],
            server.Log);

        Outcome added = await Cli.RunAsync(
            "send", endpoints[2], "initiate-dc-add", "--host-id", "1", "--selection-policy", "contiguous", "--length",
            "2097152");
        Assert.Equal((0, ""), (added.ExitCode, added.Error));
        foreach ((string endpoint, int records) in new[] { (endpoints[0], 0), (endpoints[1], 1) })
        {
            Outcome log = await Cli.RunAsync("send", endpoint, "get-event-records", "--log", "4", "--json");
            Assert.Contains($"\"record_count\": {records},", log.Output, StringComparison.Ordinal);
        }

        Outcome wrongCci = await Cli.RunAsync("send", endpoints[0], "5600");
        Assert.Equal(1, wrongCci.ExitCode);
    }

    [Fact]
    public async Task Serves_several_devices_that_share_a_control_socket()
    {
        using var directory = new TempDirectory();
        string host = directory.PathOf("host{n}");
        string qmp = $"unix:{directory.PathOf("qmp")}";
        await using CliProcess server = await CliProcess.ServeAsync(
            "--device", Repository.PathOf("fixtures", "devices", "default.json"),
            "--device", Repository.PathOf("fixtures", "devices", "small.json"),
            "--copies", "2", "--host", $"unix:{host}", "--qmp", qmp);
        string[] endpoints = [.. Enumerable.Range(0, 4).Select(n => $"unix:{directory.PathOf($"host{n}")}")];
        Assert.Equal(
            [
                "warn: cxlwire[5] payloads of 256 bytes are too small for Linux's DCD driver, which needs 352 for Get "
                    + "Dynamic Capacity Configuration (4800h)",
                .. endpoints.Select((endpoint, n) => $"info: cxlwire[1] device {n}, host on {endpoint} (mode 0600)"),
                $"info: cxlwire[1] qmp on {qmp} (mode 0600)",
                "info: cxlwire[2] ready",
            ],
            server.Log);

        await using (EndpointConnection connection = await EndpointClient.ConnectAsync(
            EndpointAddress.Parse(qmp), TimeSpan.FromSeconds(10), server.Deadline))
        {
            var control = new QmpClient(connection);
            await control.SendAsync(
                """
                {"execute": "qmp_capabilities"}
                {"execute": "cxl-add-dynamic-capacity", "arguments": {"path": "/machine/peripheral/cxl-dcd1", "host-id": 0,
                 "selection-policy": "prescriptive", "region": 0, "extents": [{"offset": 0, "len": 2097152}]}}
                """,
                server.Deadline);
            string[] lines = [.. Enumerable.Repeat("", 3)];
            for (int i = 0; i < lines.Length; i++)
                lines[i] = await control.ReadLineAsync(server.Deadline);
            Assert.Equal(["{\"return\": {}}", "{\"return\": {}}"], lines[1..]);
        }

        var seen = new List<string>();
        foreach (string endpoint in endpoints)
        {
            Outcome identity = await Cli.RunAsync("send", endpoint, "identify", "--json");
            Outcome log = await Cli.RunAsync("send", endpoint, "get-event-records", "--log", "4", "--json");
            seen.Add($"{Number(identity, "serial_number")}: {Number(log, "record_count")}");
        }

        Assert.Equal(["829428662273: 0", "829428662274: 1", "829428662273: 0", "829428662274: 0"], seen);

        static string Number(Outcome outcome, string field) =>
            Regex.Match(outcome.Output, $"\"{field}\": ([0-9]+)").Groups[1].Value;
    }

    [Theory]
    [InlineData("{}", "true", "--profile", "qemu")]
    [InlineData("{}", "true", "--profile", "spec", "--quirk", "q9")]
    [InlineData("{}", "false", "--quirk", "q4")]
    [InlineData("""{"profile": "qemu"}""", "true")]
    [InlineData("""{"quirks": ["q9"]}""", "true", "--quirk", "q4")]
    [InlineData("""{"profile": "qemu"}""", "false", "--profile", "spec")]
    public async Task Has_the_quirks_of_its_file_unless_a_profile_is_named_and_those_that_are_asked_for(
        string device, string moreRecords, params string[] options)
    {
        using var directory = new TempDirectory();
        string host = $"unix:{directory.PathOf("host")}";
        string manager = $"unix:{directory.PathOf("fm")}";
        await using CliProcess server = await CliProcess.ServeAsync(
            ["--device", directory.Write("device.json", device), "--host", host, "--fm", manager, .. options]);
        Outcome added = await Cli.RunAsync(
            "send", manager, "initiate-dc-add", "--selection-policy", "prescriptive",
            "--extent", "start_dpa=0x10000000,length=0x200000");
        Assert.Equal((0, ""), (added.ExitCode, added.Error));
        Outcome log = await Cli.RunAsync("send", host, "get-event-records", "--log", "4", "--json");
        Assert.Contains($"\"more_event_records\": {moreRecords},", log.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_the_device_does_not_have_is_refused()
    {
        using var directory = new TempDirectory();
        Outcome outcome = await Cli.RunAsync("serve", "--host", $"1=unix:{directory.PathOf("b")}");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("the device has 1 host(s), counted from 0", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scenario_that_is_wrong_starts_nothing()
    {
        using var directory = new TempDirectory();
        string file =
            directory.Write("faults.json", """{"faults": [{"when": {"command": "any"}, "then": {"fault": "frob"}}]}""");
        foreach (string command in new[] { "serve", "replay x" })
        {
            Outcome outcome = await Cli.RunAsync([.. command.Split(' '), "--faults", file]);
            Assert.Equal(2, outcome.ExitCode);
            Assert.StartsWith(
                $"cxlwire: {file}: faults[0].then.fault: \"frob\": not a fault: return_code, ", outcome.Error,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_label_file_that_does_not_fit_is_refused()
    {
        using var directory = new TempDirectory();
        string labels = directory.PathOf("labels");
        string device = directory.PathOf("device.json");
        await File.WriteAllTextAsync(device, """{"lsa_size": 0}""", TestContext.Current.CancellationToken);
        Outcome none = await Cli.RunAsync("serve", "--device", device, "--lsa", labels);
        Assert.Equal(2, none.ExitCode);
        Assert.Contains("the device has no label storage area", none.Error, StringComparison.Ordinal);

        await File.WriteAllTextAsync(device, """{"lsa_size": 16}""", TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(labels, new byte[17], TestContext.Current.CancellationToken);
        Outcome tooLong = await Cli.RunAsync("serve", "--device", device, "--lsa", labels);
        Assert.Equal(2, tooLong.ExitCode);
        Assert.Contains("17 bytes, but the label storage area has 16", tooLong.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--device", "/dev/zero", "/dev/zero: $: more than 256 MiB: a device file has no more")]
    [InlineData("--lsa", "{fifo}", "a pipe or the like, which keeps nothing")]
    public async Task A_file_without_an_end_is_refused(string option, string path, string reason)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there are no such files here");
        using var directory = new TempDirectory();
        string fifo = directory.PathOf("fifo");
        using (var make = Process.Start("mkfifo", [fifo]))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        string[] device = option == "--device"
            ? [] : ["--device", directory.Write("device.json", """{"lsa_size": 16}""")];
        Outcome outcome =
            await Cli.RunAsync(["serve", .. device, option, path.Replace("{fifo}", fifo, StringComparison.Ordinal)]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(reason, outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Ends_cleanly_on_a_signal_while_standard_input_is_open(string signal)
    {
        await using CliProcess server = await CliProcess.ServeAsync();
        await server.Input.WriteAsync(_listExtents, server.Deadline);
        await server.Input.FlushAsync(server.Deadline);
        Assert.Equal(_emptyList, await server.ReadAsync(_emptyList.Length));
        server.Signal(signal);
        Assert.Equal((0, ""), await server.WaitAsync());
    }

    [Fact]
    public async Task Answers_all_of_standard_input_and_ends_with_it()
    {
        await using CliProcess server = await CliProcess.ServeAsync();
        Assert.Equal(["info: cxlwire[1] host on stdio", "info: cxlwire[2] ready"], server.Log);
        for (int i = 0; i < 100; i++)
            await server.Input.WriteAsync(_listExtents, server.Deadline);
        server.Input.Close();
        Assert.Equal(
            Enumerable.Repeat(_emptyList, 100).SelectMany(m => m), await server.Output.ReadToEndAsync(server.Deadline));
        Assert.Equal((0, ""), await server.WaitAsync());
    }

    [Fact]
    public async Task Has_the_host_on_standard_input_where_only_the_control_socket_is_named()
    {
        using var directory = new TempDirectory();
        await using CliProcess server = await CliProcess.ServeAsync("--qmp", $"unix:{directory.PathOf("qmp")}");
        Assert.Equal("info: cxlwire[1] host on stdio", server.Log[0]);
        await server.Input.WriteAsync(_listExtents, server.Deadline);
        await server.Input.FlushAsync(server.Deadline);
        Assert.Equal(_emptyList, await server.ReadAsync(_emptyList.Length));
    }

    [Fact]
    public async Task Quits_when_the_control_socket_says_so()
    {
        using var directory = new TempDirectory();
        await using CliProcess server = await CliProcess.ServeAsync(
            "--host", $"fifo:{directory.PathOf("in")},{directory.PathOf("out")}", "--qmp", "stdio");
        byte[] commands = Encoding.UTF8.GetBytes("""{"execute": "qmp_capabilities"} {"execute": "quit"}""");
        await server.Input.WriteAsync(commands, server.Deadline);
        await server.Input.FlushAsync(server.Deadline);
        string output = Encoding.UTF8.GetString(await server.Output.ReadToEndAsync(server.Deadline));
        Assert.Contains("\"event\": \"SHUTDOWN\"", output, StringComparison.Ordinal);
        Assert.Equal((0, ""), await server.WaitAsync());
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task Says_at_debug_level_why_a_command_was_refused_and_how_long_the_gate_was_held()
    {
        await using CliProcess server = await CliProcess.ServeAsync("--log-level", "debug");
        await server.Input.WriteAsync(Hex.Bytes("00 00 00 0148 010000 0000 0000 00"), server.Deadline);
        server.Input.Close();
        (int exitCode, string error) = await server.WaitAsync();
        Assert.Equal(0, exitCode);
        Assert.Contains("Invalid Payload Length (16h)", error, StringComparison.Ordinal);
        Assert.Contains("C2", error, StringComparison.Ordinal);
        Assert.Matches(@"cxlwire\[3\] nobody held the gate of a device longer than 0*[1-9.][0-9.]* ms\n$", error);
    }

    [Fact]
    public async Task Explains_what_it_refuses_at_the_default_level()
    {
        using var directory = new TempDirectory();
        string host = $"unix:{directory.PathOf("{n}")}";
        await using CliProcess server = await CliProcess.ServeAsync("--explain", "--copies", "2", "--host", host);
        Outcome refused = await Cli.RunAsync(
            "send", $"unix:{directory.PathOf("1")}", "add-dc-response", "--extent",
            "start_dpa=0x10000000,length=2097152");
        Assert.Equal(1, refused.ExitCode);
        server.Signal("TERM");
        Assert.Equal(
            (0,
                "info: cxlwire[4] device 1, host 0: Add Dynamic Capacity Response (4802h): "
                + "Invalid Physical Address (0Fh): A2: extents[0].start_dpa, byte 8: outside the first pending "
                + "offer\n"),
            await server.WaitAsync());
    }

    [Fact]
    public async Task Shows_at_trace_level_every_message_request_and_reply_in_a_line()
    {
        await using CliProcess server = await CliProcess.ServeAsync("--log-level", "trace");
        await server.Input.WriteAsync(
            Hex.Bytes(Hex.Text(_listExtents), Hex.Text(_listExtents), "00 08 00 0048 010000 0000 0000 ff"),
            server.Deadline);
        server.Input.Close();
        (int exitCode, string error) = await server.WaitAsync();
        Assert.Equal(0, exitCode);
        string list = "trce: cxlwire[17] stdio #1: Get Dynamic Capacity Extent List (4801h), tag 7, 8 bytes: "
            + "ffffffff00000000 -> Success (00h), 16 bytes: 00000000000000000000000000000000";
        Assert.Equal(
            [
                list,
                list,
                "trce: cxlwire[17] stdio #1: Get Dynamic Capacity Configuration (4800h), tag 8, 1 bytes: ff -> "
                    + "Invalid Payload Length (16h), no payload",
            ],
            error.Split('\n').Where(line => line.StartsWith("trce: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_endpoint_in_use_is_an_error()
    {
        using var directory = new TempDirectory();
        string host = $"unix:{directory.PathOf("host")}";
        await using CliProcess server = await CliProcess.ServeAsync("--host", host);
        await using var second = CliProcess.Start("serve", "--host", host);
        (int exitCode, string error) = await second.WaitAsync();
        Assert.Equal(2, exitCode);
        Assert.StartsWith("cxlwire: ", error, StringComparison.Ordinal);
        Assert.Contains("in use", error, StringComparison.Ordinal);
        Outcome outcome = await Cli.RunAsync("send", host, "identify");
        Assert.Equal(0, outcome.ExitCode);
    }
}
