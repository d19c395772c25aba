using System.ComponentModel;
using System.Diagnostics;

namespace CxlWire.Cli.Driving;

/// <summary>A driver, and what it has started, on Windows: there nobody can be asked to end.</summary>
internal sealed class WindowsDriver : DriverProcess
{
    private readonly Process _process;

    /// <inheritdoc cref="DriverProcess.Start"/>
    public WindowsDriver(string command, IEnumerable<KeyValuePair<string, string>> variables)
    {
        var start = new ProcessStartInfo("cmd.exe")
        {
            // As it is: cmd takes away the outer quotes, and no more.
            Arguments = $"/s /c \"{command}\"",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in variables)
            start.Environment[name] = value;
        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new CliException($"--driver: cmd.exe cannot be started: {e.Message}");
        }

        _process.StandardInput.Close();
        foreach (Stream stream in new[] { _process.StandardOutput.BaseStream, _process.StandardError.BaseStream })
            new Thread(() => Listen(stream)) { Name = "driver's output", IsBackground = true }.Start();
        Ended = WaitAsync();
    }

    /// <inheritdoc/>
    public override Task<DriverExit> Ended { get; }

    /// <inheritdoc/>
    public override async Task<bool> EndAsync()
    {
        _process.Kill(entireProcessTree: true);
        await Ended;
        return false;
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await EndAsync();
        _process.Dispose();
    }

    private async Task<DriverExit> WaitAsync()
    {
        await _process.WaitForExitAsync();
        return new DriverExit(_process.ExitCode);
    }
}
