using System.Collections;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace CxlWire.Cli.Driving;

/// <summary>
/// A driver, and what it has started, as a process group of its own: so all of it can be ended, and a Ctrl-C on the
/// terminal is the judge's. .NET cannot start one.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed partial class UnixDriver : DriverProcess
{
    private const string Shell = "/bin/sh";

    // The same on Linux and macOS. Of the structures nobody needs to know more than that they fit.
    private const int StructureSize = 1024;
    private const short SetGroup = 0x02;
    private const short SetDefaultSignals = 0x04;
    private const short SetSignalMask = 0x08;
    private const int ReadOnly = 0;
    private const int StandardInput = 0;
    private const int StandardOutput = 1;
    private const int StandardError = 2;
    private const int Interrupted = 4;
    private const int Kill = 9;
    private const int BrokenPipe = 13;
    private const int Terminate = 15;
    private const int FileSizeExceeded = 25;

    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(10);

    private readonly TaskCompletionSource<DriverExit> _ended =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly AnonymousPipeServerStream _output = new(PipeDirection.In);
    private readonly PosixSignalRegistration[] _signals;
    private readonly int _id;
    private int _interrupts;

    /// <inheritdoc cref="DriverProcess.Start"/>
    public UnixDriver(string command, IEnumerable<KeyValuePair<string, string>> variables)
    {
        int error = Spawn(command, variables, (int)_output.ClientSafePipeHandle.DangerousGetHandle(), out _id);
        _output.DisposeLocalCopyOfClientHandle();
        if (error != 0)
        {
            _output.Dispose();
            throw new CliException(
                $"--driver: {Shell} cannot be started: {Marshal.GetPInvokeErrorMessage(error)}");
        }

        // Whoever ends the judge the hard way ends the driver, too.
        _signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => KillAtSecond()),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => KillAtSecond()),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => SendAll(Kill)),
            PosixSignalRegistration.Create(PosixSignal.SIGQUIT, _ => SendAll(Kill)),
        ];
        new Thread(() => Listen(_output)) { Name = "driver's output", IsBackground = true }.Start();
        new Thread(Wait) { Name = "driver", IsBackground = true }.Start();
    }

    /// <inheritdoc/>
    public override Task<DriverExit> Ended => _ended.Task;

    // A process that has ended and that nobody has asked for its end still is of its group.
    private bool IsGone => Ended.IsCompleted && !SendAll(0);

    /// <inheritdoc/>
    public override async Task<bool> EndAsync()
    {
        SendAll(Terminate);
        long start = TimeProvider.System.GetTimestamp();
        while (!IsGone && TimeProvider.System.GetElapsedTime(start) < Farewell)
            await Task.Delay(_look);
        if (IsGone)
            return false;
        SendAll(Kill);
        await Ended;
        return true;
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await EndAsync();
        foreach (PosixSignalRegistration signal in _signals)
            signal.Dispose();
        await _output.DisposeAsync();
    }

    // To the whole group; false: there is nobody left.
    private bool SendAll(int signal) => Signal(-_id, signal) == 0;

    private void KillAtSecond()
    {
        if (Interlocked.Increment(ref _interrupts) > 1)
            SendAll(Kill);
    }

    private void Wait()
    {
        int status, id;
        do
            id = WaitFor(_id, out status, 0);
        while (id < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        int signal = status & 0x7f;
        _ended.SetResult(signal != 0 ? new DriverExit(0, signal) : new DriverExit((status >> 8) & 0xff));
    }

    private static int Spawn(
        string command, IEnumerable<KeyValuePair<string, string>> variables, int output, out int id)
    {
        byte[] actions = Allocate(), attributes = Allocate(), signals = Allocate();
        CreateActions(actions);
        CreateAttributes(attributes);
        try
        {
            AddOpen(actions, StandardInput, "/dev/null", ReadOnly, 0);
            AddDuplicate(actions, output, StandardOutput);
            AddDuplicate(actions, output, StandardError);
            SetProcessGroup(attributes, 0);
            EmptySignals(signals);
            SetMask(attributes, signals);

            // Ignored here, which those who are started would inherit.
            AddSignal(signals, BrokenPipe);
            AddSignal(signals, FileSizeExceeded);
            SetDefaults(attributes, signals);
            SetFlags(attributes, SetGroup | SetDefaultSignals | SetSignalMask);
            var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
                .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");
            foreach ((string name, string value) in variables)
                environment[name] = value;
            return Spawn(
                out id,
                Shell,
                actions,
                attributes,
                ["sh", "-c", command, null],
                [.. environment.Select(variable => $"{variable.Key}={variable.Value}"), null]);
        }
        finally
        {
            DestroyActions(actions);
            DestroyAttributes(attributes);
        }
    }

    private static byte[] Allocate() => GC.AllocateArray<byte>(StructureSize, pinned: true);

    [LibraryImport("libc", EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Spawn(
        out int id, string path, byte[] actions, byte[] attributes, string?[] arguments, string?[] environment);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int CreateActions(byte[] actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int DestroyActions(byte[] actions);

    [LibraryImport(
        "libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddOpen(byte[] actions, int descriptor, string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static partial int AddDuplicate(byte[] actions, int descriptor, int duplicate);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    private static partial int CreateAttributes(byte[] attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    private static partial int DestroyAttributes(byte[] attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setpgroup")]
    private static partial int SetProcessGroup(byte[] attributes, int group);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    private static partial int SetMask(byte[] attributes, byte[] signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    private static partial int SetDefaults(byte[] attributes, byte[] signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    private static partial int SetFlags(byte[] attributes, short flags);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    private static partial int EmptySignals(byte[] signals);

    [LibraryImport("libc", EntryPoint = "sigaddset")]
    private static partial int AddSignal(byte[] signals, int signal);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    private static partial int WaitFor(int id, out int status, int options);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int id, int signal);
}
