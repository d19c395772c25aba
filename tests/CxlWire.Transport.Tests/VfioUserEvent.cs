using System.Buffers.Binary;
using CxlWire.Transport.Endpoints;
using Microsoft.Win32.SafeHandles;

namespace CxlWire.Transport.Tests;

/// <summary>What a client is told of an interrupt by.</summary>
internal sealed class VfioUserEvent : IDisposable
{
    public SafeFileHandle Handle { get; } = LinuxFile.CreateEvent();

    /// <summary>Times it was signalled since it was last asked.</summary>
    public long Take()
    {
        byte[] count = new byte[8];
        return IsSignalled && LinuxFile.ReadAvailable(Handle, count) == 8
            && BitConverter.ToUInt64(count) is var times and < ulong.MaxValue - 1 ? (long)times : 0;
    }

    /// <summary>Waits until it has been signalled.</summary>
    public Task WaitAsync() => Deadline.Until(() => IsSignalled);

    /// <summary>Makes it full, and such that writing to it would block.</summary>
    public void FillUp()
    {
        LinuxFile.WriteStatusFlags(Handle, 0);
        byte[] full = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(full, ulong.MaxValue - 1);
        RandomAccess.Write(Handle, full, 0);
    }

    public void Dispose() => Handle.Dispose();

    private bool IsSignalled => (LinuxFile.Poll(Handle, LinuxFile.PollIn) & LinuxFile.PollIn) != 0;
}
