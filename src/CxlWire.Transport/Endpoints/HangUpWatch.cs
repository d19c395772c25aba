using System.Runtime.InteropServices;

namespace CxlWire.Transport.Endpoints;

/// <summary>
/// Tells that a peer is gone while nobody reads or writes: its socket is closed in both directions, or nobody has the
/// other end of a pipe. One thread watches for all connections of the process.
/// </summary>
internal sealed class HangUpWatch : IDisposable
{
    private static readonly object _lock = new();
    private static readonly List<HangUpWatch> _watches = [];
    private static LinuxEvent? _changed;

    private readonly SafeHandle _handle;
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isHeld;

    private HangUpWatch(SafeHandle handle)
    {
        _handle = handle;
        _handle.DangerousAddRef(ref _isHeld);
    }

    /// <summary>Completes when the peer is gone.</summary>
    public Task Gone => _gone.Task;

    /// <summary>
    /// Watches a descriptor until it is disposed; null where the system has no descriptor left for that.
    /// </summary>
    public static HangUpWatch? TryBegin(SafeHandle handle)
    {
        lock (_lock)
        {
            try
            {
                _changed ??= Start();
            }
            catch (IOException)
            {
                return null;
            }

            var watch = new HangUpWatch(handle);
            _watches.Add(watch);
            _changed.Set();
            return watch;
        }
    }

    /// <summary>Lets go of the descriptor.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            // The thread holds on to the file for as long as it waits for it.
            if (_watches.Remove(this))
                _changed!.Set();
        }

        if (_isHeld)
            _handle.DangerousRelease();
        _isHeld = false;
    }

    private static LinuxEvent Start()
    {
        var changed = new LinuxEvent();
        var thread = new Thread(() => Run(changed), maxStackSize: 256 * 1024)
        { IsBackground = true, Name = "cxlwire hang-up" };
        thread.Start();
        return changed;
    }

    private static void Run(LinuxEvent changed)
    {
        var handles = new List<SafeHandle>();
        while (true)
        {
            HangUpWatch[] watches;
            lock (_lock)
            {
                changed.Clear();
                watches = [.. _watches];
            }

            handles.Clear();
            handles.Add(changed.Handle);
            handles.AddRange(watches.Select(watch => watch._handle));
            foreach (int index in LinuxFile.WaitForHangUp(handles))
            {
                watches[index - 1]._gone.TrySetResult();
                lock (_lock)
                    _watches.Remove(watches[index - 1]);
            }
        }
    }
}
