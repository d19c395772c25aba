using System.Diagnostics;
using System.Globalization;
using CxlWire.Tests;

namespace CxlWire.Load;

/// <summary>A <c>cxlwire serve</c>, and what it uses.</summary>
internal sealed class ServedProcess : IDisposable
{
    private const string Configuration =
#if DEBUG
        "Debug";
#else
        "Release";
#endif

    private readonly Process _process;
    private readonly List<string> _log = [];

    private ServedProcess(Process process) => _process = process;

    /// <summary>
    /// File descriptors that a process started from here may have; null where the system does not say.
    /// </summary>
    public static long? MaximumDescriptors
    {
        get
        {
            // The runtime raises its own soft limit to the hard one.
            string? line = File.Exists("/proc/self/limits")
                ? File.ReadLines("/proc/self/limits").FirstOrDefault(
                    l => l.StartsWith("Max open files", StringComparison.Ordinal))
                : null;
            return line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [.., var hard, _]
                && long.TryParse(hard, NumberStyles.None, CultureInfo.InvariantCulture, out long most) ? most : null;
        }
    }

    /// <summary>Bytes of memory that are its own or shared: VmRSS.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>File descriptors that it has open.</summary>
    public int Descriptors => Directory.GetFileSystemEntries($"/proc/{_process.Id}/fd").Length;

    /// <summary>Time of processors that it has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it, and waits until everything listens.</summary>
    public static async Task<ServedProcess> StartAsync(params string[] arguments)
    {
        string program = Repository.PathOf("src", "CxlWire.Cli", "bin", Configuration, "net10.0", "cxlwire.dll");
        var start = new ProcessStartInfo("dotnet", [program, "serve", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        var served = new ServedProcess(Process.Start(start)!);
        while (await served._process.StandardError.ReadLineAsync() is { } line)
        {
            served._log.Add(line);
            if (!line.EndsWith(" ready", StringComparison.Ordinal))
                continue;
            _ = served.KeepAsync();
            return served;
        }

        throw new InvalidOperationException($"the server ended:\n{string.Join('\n', served._log)}");
    }

    /// <summary>Ends it as a user would; what it has said since it was ready is a failure.</summary>
    /// <returns>Those lines, or that it did not end well.</returns>
    public async Task<IReadOnlyList<string>> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        lock (_log)
        {
            string[] said = [.. _log.SkipWhile(l => !l.EndsWith(" ready", StringComparison.Ordinal)).Skip(1)];
            return _process.ExitCode == 0 ? said : [.. said, $"exit code {_process.ExitCode}"];
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private async Task KeepAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_log)
                _log.Add(line);
        }
    }
}
