using System.Buffers.Binary;
using System.Text;
using CxlWire.Device.Configuration;
using CxlWire.Tests;

namespace CxlWire.Cli.Tests;

/// <summary>The file of <c>--state</c>: what is answered is in it, whatever then becomes of the process.</summary>
public sealed class StateFileTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly string _state;

    public StateFileTests() => _state = _directory.PathOf("state.json");

    // Each changes something; then what tells of it.
    private static readonly string[] _steps =
    [
        Request(0x0301, "0000 1111 2222 3333"),
        Request(0x4103, "04000000 00000000 1122334455667788"),
        Request(0x4301, Hex.U64(4096)),
        Request(0x0103, "01 02 00 03 01"),
        Request(0x4501, "01", Hex.Zeros(31), Hex.Zeros(32), "a5", Hex.Zeros(31)),
        Request(0x4204, "01"),
        Request(0x0004, "0c"),
    ];

    private static readonly string[] _looks =
    [
        Request(0x0102), Request(0x4102, "00000000 10000000"), Request(0x4500), Request(0x4203), Request(0x0003),
        Request(0x4801, "ffffffff 00000000"), Request(0x4300, Hex.U64(0), Hex.U64(4096)),
    ];

    [Fact]
    public async Task What_was_answered_is_there_after_the_server_was_killed_at_any_step()
    {
        string steady = _directory.PathOf("steady.json");
        await using CliProcess other = await CliProcess.ServeAsync("--state", steady);
        foreach (string step in _steps)
        {
            await using CliProcess server = await CliProcess.ServeAsync("--state", _state);
            Assert.Equal(await AskAsync(other, step), await AskAsync(server, step));
            server.Signal("KILL");
            await server.WaitAsync();
        }

        await using CliProcess last = await CliProcess.ServeAsync("--state", _state);
        foreach (string look in _looks)
            Assert.Equal(await AskAsync(other, look), await AskAsync(last, look));
    }

    [Fact]
    public async Task What_was_answered_is_there_after_the_server_was_killed_while_it_worked()
    {
        uint answered = 0, asked = 0;
        for (int round = 0; round < 4; round++)
        {
            await using CliProcess server = await CliProcess.ServeAsync("--state", _state);
            string labels = await AskAsync(server, Request(0x4102, "00000000 04000000"));
            uint kept = BinaryPrimitives.ReadUInt32LittleEndian(Hex.Bytes(labels[^8..]));
            Assert.InRange(kept, answered, asked);

            // Ten are on their way, and some of them are answered.
            for (int i = 0; i < 10; i++)
                await SendAsync(server, Request(0x4103, "00000000 00000000", Hex.U32(++asked)));
            for (int i = 0; i < 3 + round; i++)
                await server.ReadAsync(12);
            answered = asked - 10 + 3 + (uint)round;
            server.Signal("KILL");
            await server.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task At_the_end_the_file_is_a_device_file_and_nothing_else_is_left()
    {
        await using CliProcess server = await CliProcess.ServeAsync("--device", "@two-hosts-shared", "--state", _state);
        await AskAsync(server, _steps[0]);
        server.Signal("TERM");
        Assert.Equal((0, ""), await server.WaitAsync());
        Assert.Equal([_state], Directory.EnumerateFiles(_directory.Path));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_state));
        DeviceConfiguration kept = DeviceConfigurationFile.Load(_state);
        Assert.Equal(2, kept.Hosts);
        Assert.StartsWith(
            """{"regions":[""", Encoding.UTF8.GetString(kept.State.Span), StringComparison.Ordinal);

        // The same device may be asked for; another one may not.
        await using CliProcess same = await CliProcess.ServeAsync("--device", "@two-hosts-shared", "--state", _state);
        same.Signal("TERM");
        await same.WaitAsync();
        Outcome refused = await Cli.RunAsync("serve", "--device", "@large", "--state", _state);
        Assert.Equal(
            (2, $"cxlwire: --state {_state}: keeps a device that is made otherwise than --device, --copies or --quirk "
                + "say: leave them out, or begin with another file\n"),
            (refused.ExitCode, refused.Error));
    }

    [Fact]
    public async Task Two_servers_do_not_keep_their_devices_in_one_file()
    {
        await using CliProcess server = await CliProcess.ServeAsync("--state", _state);
        Outcome second = await Cli.RunAsync("serve", "--state", _state);
        Assert.Equal(2, second.ExitCode);
        Assert.StartsWith($"cxlwire: --state {_state}: ", second.Error, StringComparison.Ordinal);
        Assert.EndsWith("in use by another process\n", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_not_answered()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is no such limit here");
        await using CliProcess server = await CliProcess.ServeAsync("--state", _state);
        string before = await File.ReadAllTextAsync(_state, server.Deadline);
        server.LimitFileSize(100);
        await SendAsync(server, _steps[0]);
        (int exitCode, string error) = await server.WaitAsync();
        Assert.Equal(2, exitCode);
        Assert.StartsWith($"crit: cxlwire[6] {_state}: ", error, StringComparison.Ordinal);
        Assert.EndsWith("; the device ends here, as it was before\n", error, StringComparison.Ordinal);
        Assert.Equal(0, await server.Output.ReadAtLeastAsync(
            new byte[1], 1, throwOnEndOfStream: false, Cli.Cancelled));
        Assert.Equal(before, await File.ReadAllTextAsync(_state, Cli.Cancelled));
    }

    [Theory]
    [InlineData("""{"hosts": 0}""", "hosts: 0: not between 1 and 64")]
    [InlineData("""{"state": {"hosts": []}}""", "state.hosts: []: 1 are needed, and these are 0")]
    public async Task A_file_that_is_no_device_is_left_alone(string content, string why)
    {
        _directory.Write("state.json", content);
        Outcome outcome = await Cli.RunAsync("serve", "--state", _state);
        Assert.Equal((2, $"cxlwire: {_state}: {why}\n"), (outcome.ExitCode, outcome.Error));
        Assert.Equal(content, await File.ReadAllTextAsync(_state, Cli.Cancelled));
    }

    public void Dispose() => _directory.Dispose();

    private static string Request(ushort opcode, params string[] payload)
    {
        byte[] bytes = Hex.Bytes(payload);
        string header = Hex.Text(Hex.Bytes("00 07 00", Hex.U16(opcode), Hex.U16(bytes.Length), "00 0000 0000"));
        return header + Hex.Text(bytes);
    }

    private static async Task SendAsync(CliProcess server, string request)
    {
        await server.Input.WriteAsync(Hex.Bytes(request), server.Deadline);
        await server.Input.FlushAsync(server.Deadline);
    }

    private static async Task<string> AskAsync(CliProcess server, string request)
    {
        await SendAsync(server, request);
        byte[] header = await server.ReadAsync(12);
        return Hex.Text(header) + Hex.Text(await server.ReadAsync(header[5] | header[6] << 8));
    }
}
