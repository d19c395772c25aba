using CxlWire.Transport.Endpoints;
using Microsoft.Win32.SafeHandles;

namespace CxlWire.Fuzz.Targets;

/// <summary>
/// An event descriptor whose owner never leaves it alone: it is full or empty, and writing to a full one blocks or does
/// not, from one moment to the next. At the end it is full, and blocks.
/// </summary>
internal sealed class HostileEvent : IDisposable
{
    private static readonly byte[] _full = [0xFE, 255, 255, 255, 255, 255, 255, 255];

    private readonly Thread _owner;
    private volatile bool _isOver;

    public HostileEvent()
    {
        _owner = new Thread(Torment) { IsBackground = true, Name = "hostile event" };
        _owner.Start();
    }

    public SafeFileHandle Handle { get; } = LinuxFile.CreateEvent();

    /// <summary>Leaves it as it is.</summary>
    public void Stop()
    {
        _isOver = true;
        _owner.Join();
    }

    public void Dispose()
    {
        Stop();
        Handle.Dispose();
    }

    private void Torment()
    {
        byte[] count = new byte[8];
        do
        {
            LinuxFile.SetBlocking(Handle, false);
            LinuxFile.ReadAvailable(Handle, count);
            LinuxFile.WriteAvailable(Handle, _full);
            LinuxFile.SetBlocking(Handle, true);
            Thread.Yield();
        }
        while (!_isOver);
    }
}
