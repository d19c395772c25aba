using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CxlWire.Transport.Endpoints;

/// <summary>
/// Adds to an eventfd that belongs to somebody else without ever blocking. A write may block, whatever was asked about
/// the descriptor just before it: who has the other end can fill it, and clear its O_NONBLOCK, at any time. So the
/// kernel adds, as it does when it has finished what was asked for asynchronously: here, a read of no bytes.
/// </summary>
internal static partial class LinuxSignal
{
    // The ring of what was finished has as many places, and is emptied when half of them are taken.
    private const int Places = 128;
    private const int EventSize = 32;

    // struct iocb of linux/aio_abi.h.
    private const int ControlBlockSize = 64;
    private const int Descriptor = 20;
    private const int Flags = 56;
    private const int Event = 60;
    private const uint HasEvent = 1;

    private static readonly (nint SetUp, nint Submit, nint GetEvents) _calls =
        RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => (206, 209, 208),
            Architecture.Arm64 or Architecture.RiscV64 or Architecture.LoongArch64 => (0, 2, 4),
            _ => (-1, -1, -1),
        };

    // The kernel is given their addresses: they do not move. Guarded by the lock, with what is below.
    private static readonly Lock _lock = new();
    private static readonly byte[] _block = GC.AllocateArray<byte>(ControlBlockSize, pinned: true);
    private static readonly nint[] _blocks = GC.AllocateArray<nint>(1, pinned: true);
    private static readonly byte[] _events = GC.AllocateArray<byte>(Places * EventSize, pinned: true);
    private static readonly nint[] _context = GC.AllocateArray<nint>(1, pinned: true);
    private static bool? _isThere;
    private static int _finished;

    /// <summary>Adds one.</summary>
    /// <param name="descriptor">An eventfd; it is open for as long as this takes.</param>
    /// <returns>False where the system has no such thing, or does not let us.</returns>
    public static bool TryAdd(int descriptor)
    {
        lock (_lock)
        {
            if (!(_isThere ??= SetUp()))
                return false;
            BinaryPrimitives.WriteInt32LittleEndian(_block.AsSpan(Descriptor), descriptor);
            BinaryPrimitives.WriteUInt32LittleEndian(_block.AsSpan(Flags), HasEvent);
            BinaryPrimitives.WriteInt32LittleEndian(_block.AsSpan(Event), descriptor);
            if (_finished >= Places / 2)
            {
                Call(_calls.GetEvents, _context[0], 0, Places, Marshal.UnsafeAddrOfPinnedArrayElement(_events, 0), 0);
                _finished = 0;
            }

            _finished++;
            return Call(
                _calls.Submit, _context[0], 1, Marshal.UnsafeAddrOfPinnedArrayElement(_blocks, 0), 0, 0) == 1;
        }
    }

    private static bool SetUp()
    {
        _blocks[0] = Marshal.UnsafeAddrOfPinnedArrayElement(_block, 0);
        return _calls.SetUp >= 0
            && Call(_calls.SetUp, Places, Marshal.UnsafeAddrOfPinnedArrayElement(_context, 0), 0, 0, 0) == 0;
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Call(nint number, nint first, nint second, nint third, nint fourth, nint fifth);
}
