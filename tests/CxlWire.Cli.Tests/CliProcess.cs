using System.Diagnostics;
using System.Globalization;

namespace CxlWire.Cli.Tests;

/// <summary>The program as a process of its own.</summary>
internal sealed class CliProcess : IAsyncDisposable
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly List<string> _log = [];
    private readonly CancellationTokenSource _givesUp;

    private CliProcess(Process process)
    {
        _process = process;
        _givesUp = CancellationTokenSource.CreateLinkedTokenSource(Cli.Cancelled);
        _givesUp.CancelAfter(_deadline);
    }

    public int Id => _process.Id;

    /// <summary>Lines of standard error so far.</summary>
    public IReadOnlyList<string> Log => _log;

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>Cancelled when a test has taken longer than any should.</summary>
    public CancellationToken Deadline => _givesUp.Token;

    public static CliProcess Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "cxlwire.dll"), .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Or the runtime maps a file of its own to memory, which a limit on the size of files takes from it.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return new CliProcess(Process.Start(start)!);
    }

    /// <summary>Starts a server and waits until everything listens.</summary>
    public static async Task<CliProcess> ServeAsync(params string[] args)
    {
        var process = Start(["serve", .. args]);
        while (await process._process.StandardError.ReadLineAsync(process.Deadline) is { } line)
        {
            process._log.Add(line);
            if (line.EndsWith(" ready", StringComparison.Ordinal))
                return process;
        }

        throw new InvalidOperationException($"the server ended: {string.Join('\n', process._log)}");
    }

    /// <summary>Sends a signal: "TERM", "INT".</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Has every write beyond so many bytes of a file fail (RLIMIT_FSIZE).</summary>
    public void LimitFileSize(int bytes)
    {
        string id = _process.Id.ToString(CultureInfo.InvariantCulture);
        using var limit = Process.Start("prlimit", ["--pid", id, string.Create(
            CultureInfo.InvariantCulture, $"--fsize={bytes}")]);
        limit.WaitForExit();
    }

    /// <summary>The next line of standard error.</summary>
    public async Task<string?> ReadLogAsync() => await _process.StandardError.ReadLineAsync(Deadline);

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code, and what is left on standard error.</returns>
    public async Task<(int ExitCode, string Error)> WaitAsync()
    {
        string error = await _process.StandardError.ReadToEndAsync(Deadline);
        await _process.WaitForExitAsync(Deadline);
        return (_process.ExitCode, error);
    }

    /// <summary>Waits for the end, and reads nothing: what the process says may fill its standard error.</summary>
    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync(Deadline);
        return _process.ExitCode;
    }

    public async Task<byte[]> ReadAsync(int length)
    {
        byte[] bytes = new byte[length];
        await Output.ReadExactlyAsync(bytes, Deadline);
        return bytes;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _givesUp.Dispose();
    }
}
