using CxlWire.Tests;

namespace CxlWire.Cli.Tests;

/// <summary>The file of <c>--lsa</c>: what is answered is in it, whole, and what cannot be is not.</summary>
public sealed class LabelFileTests : IDisposable
{
    // Set LSA of 8 bytes at 4, and Get LSA of 12 from 0.
    private static readonly byte[] _set =
        Hex.Bytes("00 07 00 0341 100000 0000 0000", "04000000 00000000 1122334455667788");
    private static readonly byte[] _get = Hex.Bytes("00 08 00 0241 080000 0000 0000", "00000000 0c000000");
    private static readonly byte[] _setDone = Hex.Bytes("01 07 00 0341 000000 0000 0000");
    private static readonly byte[] _setFailed = Hex.Bytes("01 07 00 0341 000000 0400 0000");
    private static readonly byte[] _old = Hex.Bytes("a0a1a2a3a4a5");
    private static readonly byte[] _new = Hex.Bytes("a0a1a2a3 1122334455667788");

    private readonly TempDirectory _directory = new();
    private readonly string _device;
    private readonly string _labels;

    public LabelFileTests()
    {
        _device = _directory.Write("device.json", """{"lsa_size": "8 KiB", "payload_size": 512}""");
        _labels = _directory.PathOf("labels");
    }

    private static byte[] Got(byte[] labels) => Hex.Bytes("01 08 00 0241 0c0000 0000 0000", Hex.Text(labels));

    [Fact]
    public async Task What_is_answered_is_in_the_file_and_nothing_else_is_left_at_the_end()
    {
        _directory.Write("labels", _old);
        await using CliProcess server = await CliProcess.ServeAsync("--device", _device, "--lsa", _labels);
        Assert.Equal(_setDone, await AskAsync(server, _set, _setDone.Length));
        Assert.Equal(_new, await File.ReadAllBytesAsync(_labels, server.Deadline));
        Assert.Equal(Got(_new), await AskAsync(server, _get, 24));
        server.Signal("TERM");
        Assert.Equal((0, ""), await server.WaitAsync());
        Assert.Equal([_device, _labels], Directory.EnumerateFiles(_directory.Path).Order());
    }

    [Fact]
    public async Task What_was_answered_is_there_after_the_server_was_killed()
    {
        await using CliProcess server = await CliProcess.ServeAsync("--device", _device, "--lsa", _labels);
        Assert.Equal(_setDone, await AskAsync(server, _set, _setDone.Length));
        server.Signal("KILL");
        await server.WaitAsync();

        // The lock has ended with it.
        await using CliProcess next = await CliProcess.ServeAsync("--device", _device, "--lsa", _labels);
        Assert.Equal(Got(Hex.Bytes("00000000 1122334455667788")), await AskAsync(next, _get, 24));
    }

    [Fact]
    public async Task A_device_that_is_full_refuses_labels_and_keeps_its_clients()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is no such device here");
        await using CliProcess server = await CliProcess.ServeAsync("--device", _device, "--lsa", "/dev/full");
        Assert.Equal(_setFailed, await AskAsync(server, _set, _setFailed.Length));
        Assert.Equal(Got(new byte[12]), await AskAsync(server, _get, 24));
        server.Input.Close();
        (int exitCode, string error) = await server.WaitAsync();
        Assert.Equal(0, exitCode);
        Assert.Equal(
            "fail: cxlwire[4] /dev/full: no space left on device; the labels stay as they were\n", error);
    }

    [Fact]
    public async Task A_write_that_ends_half_way_is_undone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is no such limit here");
        byte[] old = [.. Enumerable.Range(0, 5000).Select(i => (byte)i)];
        _directory.Write("labels", old);
        await using CliProcess server = await CliProcess.ServeAsync("--device", _device, "--lsa", _labels);

        // The first 120 of 240 bytes would fit.
        server.LimitFileSize(5120);
        byte[] past = Hex.Bytes("00 07 00 0341 f80000 0000 0000", "88130000 00000000", Hex.Text(new byte[240]));
        Assert.Equal(_setFailed, await AskAsync(server, past, _setFailed.Length));
        Assert.Equal(old, await File.ReadAllBytesAsync(_labels, server.Deadline));
        Assert.Equal(Got(old[..12]), await AskAsync(server, _get, 24));

        // One that fits is kept.
        Assert.Equal(_setDone, await AskAsync(server, _set, _setDone.Length));
        server.Input.Close();
        (int exitCode, string error) = await server.WaitAsync();
        Assert.Equal(0, exitCode);
        Assert.Contains($"fail: cxlwire[4] {_labels}: ", error, StringComparison.Ordinal);
        Assert.Contains("; the labels stay as they were", error, StringComparison.Ordinal);
        byte[] kept = await File.ReadAllBytesAsync(_labels, Cli.Cancelled);
        Assert.Equal([.. Hex.Bytes("00010203 1122334455667788"), .. old[12..]], kept);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    public async Task A_write_that_was_killed_half_way_is_undone_when_the_file_is_opened_again(int written)
    {
        _directory.Write("labels", _old);
        byte[] note;
        using (var file = File.OpenHandle(_labels))
        using (var undo = new Serving.UndoFile(_labels))
        {
            undo.Note(file, 4, 8);
            note = await File.ReadAllBytesAsync($"{_labels}.undo", Cli.Cancelled);
        }

        _directory.Write("labels", [.. _new[..(4 + written)], .. _old[Math.Min(4 + written, _old.Length)..]]);
        _directory.Write("labels.undo", note);
        await using CliProcess server = await CliProcess.ServeAsync("--device", _device, "--lsa", _labels);
        Assert.Equal(Got([.. _old, 0, 0, 0, 0, 0, 0]), await AskAsync(server, _get, 24));
        Assert.Equal(_old, await File.ReadAllBytesAsync(_labels, server.Deadline));
        Assert.Empty(await File.ReadAllBytesAsync($"{_labels}.undo", server.Deadline));
    }

    [Fact]
    public async Task A_note_that_is_not_whole_undoes_nothing()
    {
        _directory.Write("labels", _old);
        byte[] note;
        using (var file = File.OpenHandle(_labels))
        using (var undo = new Serving.UndoFile(_labels))
        {
            undo.Note(file, 0, 6);
            note = await File.ReadAllBytesAsync($"{_labels}.undo", Cli.Cancelled);
        }

        _directory.Write("labels", _new);
        using (var file = File.OpenHandle(_labels, FileMode.Open, FileAccess.ReadWrite))
        {
            for (int length = 0; length <= note.Length; length++)
            {
                // The whole one, with one bit of it wrong.
                byte[] torn = note[..length];
                if (length == note.Length)
                    torn[^40] ^= 1;
                _directory.Write("labels.undo", torn);
                using var undo = new Serving.UndoFile(_labels);
                undo.Undo(file);
                Assert.Equal(_new, await File.ReadAllBytesAsync(_labels, Cli.Cancelled));
            }
        }
    }

    [Fact]
    public async Task A_second_server_on_the_same_file_is_refused_by_whatever_name()
    {
        await using CliProcess server = await CliProcess.ServeAsync("--device", _device, "--lsa", _labels);
        string link = _directory.PathOf("link");
        File.CreateSymbolicLink(link, _labels);
        foreach (string name in new[] { _labels, link })
        {
            Outcome second = await Cli.RunAsync("serve", "--device", _device, "--lsa", name);
            Assert.Equal((2, $"cxlwire: --lsa {name}: in use by another process\n"), (second.ExitCode, second.Error));
        }

        // It has taken nothing from the first one.
        Assert.Equal(_setDone, await AskAsync(server, _set, _setDone.Length));
        Assert.Equal(Got(Hex.Bytes("00000000 1122334455667788")), await AskAsync(server, _get, 24));
    }

    [Fact]
    public async Task A_place_without_room_for_what_undoes_a_write_is_told_at_the_start()
    {
        _directory.Write("labels", _old);
        _directory.Write("labels.undo", "somebody's"u8.ToArray());
        Outcome taken = await Cli.RunAsync("serve", "--device", _device, "--lsa", _labels);
        string why = $"'{_labels}.undo' exists and is not what undoes a write: it is left alone";
        Assert.Equal(
            (2, $"cxlwire: --lsa {_labels}: {why}\n"),
            (taken.ExitCode, taken.Error));
        Assert.Equal("somebody's", await File.ReadAllTextAsync($"{_labels}.undo", Cli.Cancelled));

        File.Delete($"{_labels}.undo");
        Directory.CreateDirectory($"{_labels}.undo");
        Outcome directory = await Cli.RunAsync("serve", "--device", _device, "--lsa", _labels);
        Assert.Equal(2, directory.ExitCode);
        Assert.StartsWith($"cxlwire: --lsa {_labels}: ", directory.Error, StringComparison.Ordinal);
        Assert.Single(directory.Error.TrimEnd('\n').Split('\n'));
    }

    public void Dispose() => _directory.Dispose();

    private static async Task<byte[]> AskAsync(CliProcess server, byte[] request, int length)
    {
        await server.Input.WriteAsync(request, server.Deadline);
        await server.Input.FlushAsync(server.Deadline);
        return await server.ReadAsync(length);
    }
}
