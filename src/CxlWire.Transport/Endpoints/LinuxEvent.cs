using Microsoft.Win32.SafeHandles;

namespace CxlWire.Transport.Endpoints;

/// <summary>Ends a thread's wait for a descriptor: one more descriptor to wait for.</summary>
internal sealed class LinuxEvent : IDisposable
{
    private static readonly byte[] _one = [1, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Can be read from when the event is set.</summary>
    public SafeFileHandle Handle { get; } = LinuxFile.CreateEvent();

    /// <summary>Sets the event, until it is cleared.</summary>
    public void Set() => RandomAccess.Write(Handle, _one, fileOffset: 0);

    /// <summary>Nobody has set the event since.</summary>
    public void Clear() => LinuxFile.ReadAvailable(Handle, stackalloc byte[_one.Length]);

    public void Dispose() => Handle.Dispose();
}
